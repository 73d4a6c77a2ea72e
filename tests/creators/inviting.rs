//! Invitations go to whomever a creator names, so they are counted.

use super::desk::Desk;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

async fn invite(who: &Browser, team: &str, email: &str) -> anyhow::Result<Answer> {
    let page = who.get(team).await?;
    let (token, id) = (page.field("_token")?, page.field("id")?);
    who.post(team, &[("_token", &*token), ("id", &*id), ("email", email), ("edit", "on")]).await
}

#[tokio::test]
async fn whoever_takes_invitations_back_sends_no_more_of_them_in_a_day() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let team = desk.path("/team");
        for number in 0..20 {
            let sent = invite(&desk.browser, &team, &format!("helper{number}@example.test")).await?;
            assert_eq!(sent.status, 303, "{number}: {}", sent.text);
            let page = desk.browser.get(&team).await?;
            let taken_back = page.text.split('"').find(|it| it.contains("/invitations/")).unwrap_or_default();
            let form = [("_token", &*page.field("_token")?)];
            assert_eq!(desk.browser.post(taken_back, &form).await?.status, 303, "{taken_back}");
        }
        let often = invite(&desk.browser, &team, "helper20@example.test").await?;
        assert_eq!(often.status, 422);
        assert!(often.text.contains("helper20@example.test"), "what was typed stays: {}", often.text);
        let other = Desk::begin(&app).await?;
        assert_eq!(invite(&other.browser, &other.path("/team"), "helper21@example.test").await?.status, 422);
        let log = desk.browser.get(&desk.path("/log")).await?.text;
        assert!(log.contains("An invitation to the team was taken back"), "{log}");

        app.clock.advance(Duration::from_hours(25));
        let creator = app.signed_in("creator").await?;
        assert_eq!(invite(&creator, &team, "helper20@example.test").await?.status, 303, "a day later");
    }
    Ok(())
}
