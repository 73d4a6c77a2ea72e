//! What a moderator can decide about a campaign that was reported depends on where it stands.

use super::{
    community::{SLUG, mails_to},
    desk::Desk,
};
use crate::donors::journey::{Journey, VISA};
use tests::{Answer, Browser, TestApp, shapes};

/// Somebody reports the campaign. Gives where that is decided.
async fn reported(app: &TestApp) -> anyhow::Result<String> {
    let (guest, path) = (app.browser(), format!("/c/{SLUG}/report"));
    let page = guest.get(&path).await?;
    let (token, id) = (page.field("_token")?, page.field("id")?);
    let form = [
        ("_token", &*token),
        ("id", &id),
        ("reason", "untrue"),
        ("words", "There is no lake."),
        ("email", "r@example.test"),
    ];
    anyhow::ensure!(guest.post(&path, &form).await?.status == 303, "the report was not taken");
    app.settle().await?;
    Ok(format!("/backoffice/reports/{id}"))
}

/// A moderator decides, and tells both sides why.
async fn decides(moderator: &Browser, report: &str, outcome: &str) -> anyhow::Result<Answer> {
    let token = moderator.get(report).await?.field("_token")?;
    let form = [
        ("_token", &*token),
        ("outcome", outcome),
        ("to_reporter", "You were right."),
        ("to_creator", "There was no lake."),
    ];
    moderator.post(&format!("{report}/decision"), &form).await
}

fn offered(page: &str) -> Vec<&'static str> {
    let outcomes = ["kept", "warned", "suspended", "cancelled"];
    outcomes.into_iter().filter(|it| page.contains(&format!("name=\"outcome\" value=\"{it}\""))).collect()
}

#[tokio::test]
async fn of_a_cancelled_campaign_a_report_is_decided_and_nothing_is_done_to_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let report = reported(&app).await?;
        let moderator = app.signed_in("moderator").await?;
        let live = moderator.get(&report).await?.text;
        assert_eq!(offered(&live), ["kept", "warned", "suspended", "cancelled"], "{live}");

        assert_eq!(desk.intervene("cancel", "It is not true.").await?.status, 303);
        app.settle().await?;
        let cancelled = moderator.get(&report).await?.text;
        assert_eq!(offered(&cancelled), ["kept", "cancelled"], "{cancelled}");
        assert!(cancelled.contains("It stays cancelled"), "{cancelled}");

        let refused = decides(&moderator, &report, "suspended").await?;
        assert!(refused.status == 422 && refused.text.contains("You were right."), "{}", refused.text);
        assert_eq!(decides(&moderator, &report, "cancelled").await?.status, 303);
        app.settle().await?;
        assert_eq!(mails_to(&app, "r@example.test", "What we decided"), 1);
        assert_eq!(mails_to(&app, "creator@", "A decision about"), 1, "both sides are told");
        let told = moderator.get(&report).await?.text;
        assert!(told.contains("The campaign was cancelled.") && offered(&told).is_empty(), "{told}");
        let log = moderator.get("/backoffice/audit?action=report.decide&actor=&subject=&before=").await?.text;
        assert!(log.contains("data-label=\"What\">report.decide</td>"), "{log}");
        app.holds().await?;
    }
    Ok(())
}

/// As without a report (decision 092).
#[tokio::test]
async fn a_report_cancels_what_collected_much_only_when_a_second_person_agrees() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        for email in ["one@example.test", "two@example.test"] {
            Journey::promise_with(&app, SLUG, "1500", &[("email", email)]).await?.pay(VISA).await?;
        }
        let report = reported(&app).await?;
        let moderator = app.signed_in("moderator").await?;
        assert_eq!(decides(&moderator, &report, "cancelled").await?.status, 303);
        app.settle().await?;
        assert!(app.sandbox.objects("refund").is_empty(), "one person's word is not enough");
        let room = moderator.get(&format!("/backoffice/campaigns/{}", desk.id)).await?.text;
        assert!(room.contains("waits for a second person"), "{room}");
        let told = moderator.get(&report).await?.text;
        assert!(told.contains("The campaign was suspended."), "{told}");
        assert_eq!(mails_to(&app, "creator@", "is suspended"), 1);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_stops_a_campaign_because_of_a_report_has_just_shown_that_it_is_them() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let _desk = Desk::launched(&app).await?;
    let report = reported(&app).await?;
    let moderator = app.signed_in("moderator").await?;
    app.clock.advance(std::time::Duration::from_mins(6));
    for outcome in ["suspended", "cancelled"] {
        let asked = decides(&moderator, &report, outcome).await?;
        assert!(
            asked.location.starts_with("/me/confirm?next="),
            "{outcome}: {} {}",
            asked.status,
            asked.text
        );
    }
    let kept = decides(&moderator, &report, "kept").await?;
    assert_eq!(kept.location, "/backoffice/reports", "to leave it as it is stops nothing: {}", kept.text);
    Ok(())
}
