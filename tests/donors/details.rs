//! What a form knows already, and to whom a gift is dedicated.

use super::journey::{Journey, VISA, fill_in, send, slug};
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

        let page = format!("/p/{}", journey.pledge);
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
