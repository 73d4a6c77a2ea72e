//! What waits in each room, as those read who may enter it.

use crate::{creators::desk::Desk, donors::journey::Journey, money::keeps_all};
use tests::{TestApp, shapes};
use uuid::Uuid;

/// Stripe's test card whose charges are disputed at once.
const DISPUTED: &str = "4000000000000259";

#[tokio::test]
async fn whoever_works_here_reads_how_many_wait_in_the_rooms_they_may_enter() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::written(&app).await?;
        assert_eq!(desk.step("submission", &[]).await?.status, 303);
        Journey::promise(&app, &keeps_all()?, "840").await?.pay(DISPUTED).await?;

        let moderator = app.signed_in("moderator").await?.get("/backoffice").await?.text;
        assert!(moderator.contains("Campaigns to review</a>: 1"), "{moderator}");
        assert!(moderator.contains(">Review <span class=\"pill warn\">1</span>"), "{moderator}");
        assert!(!moderator.contains("Disputes to answer"), "another's room: {moderator}");
        assert!(moderator.contains("<span class=\"vh\"> One kind of work waits</span>"), "{moderator}");

        let finance = app.signed_in("finance").await?;
        let front = finance.get("/backoffice").await?.text;
        assert!(front.contains("Disputes to answer</a>: 1, the first is due "), "{front}");
        assert!(!front.contains("Campaigns to review"), "another's room: {front}");
        let room = finance.get("/backoffice/reconciliation").await?.text;
        assert!(room.contains(">Disputes <span class=\"pill warn\">1</span>"), "{room}");
        assert!(!finance.get("/me").await?.text.contains("Disputes to answer"));

        assert_eq!(desk.decide("approve", "").await?.status, 303);
        let moderator = app.signed_in("moderator").await?.get("/backoffice").await?.text;
        assert!(!moderator.contains("Campaigns to review"), "nothing waits there: {moderator}");
        assert!(!moderator.contains("of work wait"), "nor anywhere: {moderator}");
    }
    Ok(())
}

#[tokio::test]
async fn many_are_not_told_apart_and_a_count_that_fails_leaves_the_others_standing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::written(&app).await?;
        desk.step("submission", &[]).await?;
        let db = &app.ctx("campaigns")?.db;
        let report = "INSERT INTO campaigns_report (id, campaign, reason, words, person, received_at) \
                      VALUES ($1, $1, 'untrue', '', $1, 0)";
        for _ in 0..120 {
            db.execute(report, vec![Uuid::new_v4().into()]).await?;
        }
        let moderator = app.signed_in("moderator").await?;
        let front = moderator.get("/backoffice").await?.text;
        assert!(front.contains("Reports to decide on</a>: 99+"), "{front}");

        db.execute("ALTER TABLE campaigns_report RENAME TO campaigns_elsewhere", vec![]).await?;
        let front = moderator.get("/backoffice").await?;
        assert_eq!(front.status, 200, "{}", front.text);
        assert!(front.text.contains("Reports to decide on</a>: could not be counted now"), "{}", front.text);
        assert!(front.text.contains("Campaigns to review</a>: 1"), "{}", front.text);
    }
    Ok(())
}
