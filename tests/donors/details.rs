//! What a form knows already, and to whom a gift is dedicated.

use super::journey::{Journey, VISA, fill_in, send, slug};
use crate::accounts::Mails as _;
use contracts::campaigns::FundingModel;
use tests::{TestApp, shapes};

#[tokio::test]
async fn whoever_is_signed_in_need_not_write_name_and_address_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let donor = app.signed_in("donor").await?;
        app.settle().await?;
        let form = donor.get(&format!("/c/{slug}/give")).await?;
        assert_eq!(form.field("email")?, app.mail_of("donor")?);
        assert!(!form.field("name")?.is_empty());
        let guest = app.browser().get(&format!("/c/{slug}/give")).await?;
        assert_eq!((guest.field("email")?, guest.field("name")?), (String::new(), String::new()));
    }
    Ok(())
}

#[tokio::test]
async fn a_dedication_stands_beside_the_gift_until_its_donor_takes_it_back() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let words = [("dedication", "in_memory"), ("dedicated_to", "Grandmother <b>Leela</b>")];
        let journey = Journey::promise_with(&app, &slug, "1000", &words).await?;
        let campaign = format!("/c/{slug}");
        assert!(!app.browser().get(&campaign).await?.text.contains("Leela"), "nothing before it counts");
        journey.pay(VISA).await?;
        let shown = app.browser().get(&campaign).await?.text;
        assert!(shown.contains("In memory of Grandmother &lt;b&gt;Leela"), "{shown}");
        assert!(app.browser().get(&format!("/es{campaign}")).await?.text.contains("En memoria de"));

        let page = journey.at();
        let own = journey.browser.get(&page).await?;
        assert!(own.text.contains("In memory of"), "{}", own.text);
        let token = own.field("_token")?;
        let gone = journey.browser.post(&format!("{page}/dedication"), &[("_token", &token)]).await?;
        assert_eq!(gone.status, 303);
        app.settle().await?;
        assert!(!app.browser().get(&campaign).await?.text.contains("Leela"));
        assert!(!journey.browser.get(&page).await?.text.contains("Leela"));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn half_a_dedication_is_asked_about_and_nothing_is_lost() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let browser = app.browser();
    let long = "x".repeat(101);
    for (fields, said) in [
        ([("dedication", "in_honour"), ("dedicated_to", "  ")], "Write to whom your gift is dedicated"),
        ([("dedication", ""), ("dedicated_to", "Ravi")], "Choose whether it is in honour or in memory"),
        ([("dedication", "sold"), ("dedicated_to", "")], "Choose whether it is in honour or in memory"),
        ([("dedication", "in_honour"), ("dedicated_to", &long)], "in at most 100 letters"),
    ] {
        let form = fill_in(&browser, &slug, "1000", &fields).await?;
        let answer = send(&browser, &slug, &form).await?;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(
            answer.text.contains(said) && answer.text.contains("<details class=\"stack\" open>"),
            "{fields:?}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn how_much_somebody_gave_is_shown_as_they_want_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let giver = [("name", "Zubaida Quiet"), ("hide_amount", "1")];
        let journey = Journey::promise_with(&app, &slug, "1234", &giver).await?;
        journey.pay(VISA).await?;
        let campaign = format!("/c/{slug}");
        let row = async || -> anyhow::Result<String> {
            let page = app.browser().get(&campaign).await?.text;
            let (_, after) = page.split_once("Zubaida Quiet").unwrap();
            Ok(after.split("</li>").next().unwrap().to_owned())
        };
        assert!(!row().await?.contains("1,234"));
        let page = journey.at();
        let own = journey.browser.get(&page).await?;
        assert!(own.text.contains("How much you gave is not shown"), "{}", own.text);
        let form = [("_token", &*own.field("_token")?), ("hide_amount", "no")];
        assert_eq!(journey.browser.post(&format!("{page}/name"), &form).await?.status, 303);
        app.settle().await?;
        assert!(row().await?.contains("1,234"), "{}", row().await?);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_receipt_tells_what_was_paid_and_what_went_back_and_a_year_is_a_table() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let email = app.mail_of("donor")?;
        let journey = Journey::promise_with(&app, &slug, "1000", &[("email", &email), ("tip", "10")]).await?;
        let receipt = format!("{}/receipt", journey.at());
        assert_eq!(app.browser().get(&receipt).await?.status, 404, "nothing was paid");
        journey.pay(VISA).await?;
        let shown = app.browser().get(&receipt).await?.text;
        assert!(
            shown.contains("1,000.00") && shown.contains("100.00") && shown.contains("1,100.00"),
            "{shown}"
        );
        assert!(!shown.contains("Ananya"), "whoever has the address learns no name");
        assert!(shown.contains(&format!("href=\"{}\"", journey.at())), "it leads on: {shown}");
        assert_eq!(journey.refund("400").await?.status, 303);
        app.settle().await?;
        let shown = app.browser().get(&receipt).await?.text;
        assert!(shown.contains("What went back to you") && shown.contains("700.00"), "{shown}");

        assert!(
            app.signed_in("creator").await?.get("/me/receipts").await?.text.contains("Nothing was paid yet")
        );
        let anybody = app.browser().get("/me/receipts.csv?year=2026").await?;
        assert!(anybody.location.starts_with("/login"), "{}", anybody.location);
        let donor = app.signed_in("donor").await?;
        let keep = donor.get("/login/link").await?;
        let form = [("_token", &*keep.field("_token")?), ("email", &*email), ("next", "/me/receipts")];
        assert_eq!(donor.post("/login/link", &form).await?.status, 303);
        app.settle().await?;
        let link = app.link_to(&email)?;
        let opened = donor.get(&link).await?;
        donor.post(&link, &[("_token", &*opened.field("_token")?)]).await?;
        app.settle().await?;
        let listed = donor.get("/me/receipts").await?.text;
        assert!(listed.contains(&receipt) && listed.contains("/me/receipts.csv?year=2026"), "{listed}");
        assert!(donor.get(&receipt).await?.text.contains("From Ananya."));
        let table = donor.get("/me/receipts.csv?year=2026").await?.text;
        let line = table.lines().nth(1).unwrap_or_default();
        assert!(line.ends_with(",INR,1000.00,100.00,0.00,1100.00,400.00"), "{table}");
        assert_eq!(donor.get("/me/receipts.csv?year=2025").await?.text.lines().count(), 1);
        app.holds().await?;
    }
    Ok(())
}
