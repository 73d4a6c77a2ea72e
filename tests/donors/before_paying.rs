//! What a donor is told before paying: what it comes to, and who keeps what of it.

use super::journey::{Journey, VISA, fill_in, send, slug};
use contracts::{Currency, campaigns::FundingModel};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn what_the_platform_keeps_is_said_before_paying_and_is_what_the_ledger_says_after()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll)?;
        let browser = app.browser();
        let form = browser.get(&format!("/c/{slug}/give")).await?.text;
        assert!(form.contains("The platform keeps 5% of each gift"), "{form}");
        assert!(!form.contains("whole gift"), "{form}");
        // Five percent of it is ₹50.005: a half is rounded to even.
        let asked: [(&[(&str, &str)], &str); 2] = [
            (&[("step", "total")], "platform tip ₹0.00."),
            (&[("step", "total"), ("cover_fee", "1")], "platform tip ₹0.00, card fee ₹"),
        ];
        for (more, on_top) in asked {
            let fields = fill_in(&browser, &slug, "1000.10", more).await?;
            let sent = send(&browser, &slug, &fields).await?;
            assert_eq!(sent.status, 303, "{}", sent.text);
            let total = browser.get(&sent.location).await?;
            assert_eq!(total.status, 200, "{}", total.text);
            let words = "the campaign gets ₹950.10 and the platform keeps ₹50.00 (5%)";
            assert!(total.text.contains(words) && total.text.contains(on_top), "{}", total.text);
        }

        let journey = Journey::promise(&app, &slug, "1000.10").await?;
        journey.pay(VISA).await?;
        let money = journey.browser.get(&format!("{}/money", journey.at())).await?.text;
        assert!(money.contains("₹950.10") && money.contains("₹50.00"), "{money}");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_button_names_a_sum_only_when_what_was_typed_is_one() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll)?;
    let browser = app.browser();
    for (typed, label) in [("3000", "Give ₹3,000"), ("abc", "Give"), ("0", "Give")] {
        let fields = fill_in(&browser, &slug, typed, &[("step", "total")]).await?;
        let sent = send(&browser, &slug, &fields).await?;
        let page = browser.get(&sent.location).await?.text;
        assert!(page.contains(&format!("data-amount-label>{label}</button>")), "{typed}: {page}");
    }
    Ok(())
}

#[tokio::test]
async fn a_sum_on_the_providers_page_is_promised_only_where_it_is_charged_at_once() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let browser = app.browser();
    for (model, sees_it) in [(FundingModel::KeepItAll, true), (FundingModel::AllOrNothing, false)] {
        let page = browser.get(&format!("/c/{}/give", slug(|it| it.model == model)?)).await?.text;
        assert_eq!(page.contains("You see the whole sum once more"), sees_it, "{page}");
        assert_eq!(page.contains("Your card is saved on our payment provider"), !sees_it, "{page}");
    }
    Ok(())
}

#[tokio::test]
async fn how_often_is_asked_before_how_much_on_the_campaign_and_in_the_form() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let lasting =
        |it: &campaigns::NewCampaign| it.deadline_at > tests::START.after(Duration::from_hours(60 * 24));
    let slug = slug(|it| it.model == FundingModel::KeepItAll && lasting(it))?;
    for path in [format!("/c/{slug}"), format!("/c/{slug}/give")] {
        let page = app.browser().get(&path).await?.text;
        let (often, much) = (page.find("name=\"freq\""), page.find("name=\"amount\""));
        assert!(often.is_some() && often < much, "{path}: {often:?}, {much:?}");
    }
    Ok(())
}
