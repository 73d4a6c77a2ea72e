//! The page to pay of a plan that is late takes any card, so it is guarded as the form to give is.

use super::confirming::besiege;
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
    plans::{EMPTY_LATER, Plan, taken},
};
use std::time::Duration;
use tests::{Answer, TestApp, shapes};

const DAY: Duration = Duration::from_hours(24);

/// Presses the button to pay of the page whose token and date these are.
async fn press(plan: &Plan<'_>, token: &str, shown: &str) -> anyhow::Result<Answer> {
    let form = [("_token", token), ("_shown", shown)];
    plan.gift.browser.post(&format!("{}/payment", plan.path), &form).await
}

fn is_shown_again(answer: &Answer, words: &str) {
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains(words) && answer.text.contains("Pay $25.00 now"), "{}", answer.text);
    assert!(answer.text.contains("<a href=\"#guard\">"), "the summary leads to it: {}", answer.text);
}

#[tokio::test]
async fn while_cards_are_tested_a_late_gift_is_paid_with_a_proof_or_after_half_a_minute() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, EMPTY_LATER).await?;
        app.pass(DAY * 32, DAY * 16).await?;
        app.settle().await?;
        let pages = app.sandbox.objects("checkout.session").len();
        besiege(&app, &plan.gift.slug).await?;

        let page = plan.gift.browser.get(&plan.path).await?;
        assert!(page.text.contains("data-work=\"18\"") && page.text.contains("proof."), "{}", page.text);
        let (token, shown) = (page.field("_token")?, page.field("_shown")?);
        is_shown_again(&press(&plan, &token, "").await?, "open for too long");
        is_shown_again(&press(&plan, &token, "rubbish").await?, "open for too long");
        is_shown_again(&press(&plan, &token, &shown).await?, "no machine sends them");
        app.settle().await?;
        assert_eq!(app.sandbox.objects("checkout.session").len(), pages, "nothing was opened");

        app.clock.advance(Duration::from_secs(30));
        let paying = press(&plan, &token, &shown).await?;
        assert_eq!(paying.status, 303, "{}", paying.text);
        let second = press(&plan, &token, "").await?;
        assert_eq!(second.location, paying.location, "a second click opens nothing and is asked nothing");
        let pledge = paying.pledge()?;
        let late = Journey { app: &app, browser: app.browser(), slug: plan.gift.slug.clone(), pledge };
        app.settle().await?;
        late.pay(VISA).await?;
        assert_eq!(taken(&app), [2_500, 2_500]);
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_late_gift_is_paid_at_once_where_nobody_tests_cards_unless_a_program_filled_in_every_field()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let plan = Plan::begin(&app, EMPTY_LATER).await?;
    app.pass(DAY * 32, DAY * 16).await?;
    app.settle().await?;
    let page = plan.gift.browser.get(&plan.path).await?;
    assert!(!page.text.contains("data-work"), "{}", page.text);
    let (token, shown) = (page.field("_token")?, page.field("_shown")?);
    let form = [("_token", &*token), ("_shown", &*shown), ("homepage", "http://spam.test")];
    let trapped = plan.gift.browser.post(&format!("{}/payment", plan.path), &form).await?;
    is_shown_again(&trapped, "do not see was filled in");
    assert_eq!(press(&plan, &token, &shown).await?.status, 303, "a person gets on");
    Ok(())
}
