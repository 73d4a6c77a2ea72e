//! What staff do with a plan for its donor.

use super::Plan;
use crate::donors::journey::VISA;
use anyhow::Context as _;
use kernel::db::Sql;
use tests::{TestApp, shapes};

#[tokio::test]
async fn staff_who_end_a_plan_say_why_and_it_is_kept_in_the_audit_log_and_with_what_happened()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let plan = Plan::begin(&app, VISA).await?;
        let staff = app.signed_in("support").await?;
        let desk = format!("/backoffice/pledges/{}", plan.gift.pledge);
        let (token, end) = (staff.get(&desk).await?.field("_token")?, plan.end_by_staff());

        let refused = staff.post(&end, &[("_token", &*token), ("why", "  ")]).await?;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains("Error: ") && refused.text.contains("#why"), "{}", refused.text);
        assert!(plan.page().await?.contains("The next gift of"), "it goes on");

        let ended = staff.post(&end, &[("_token", &*token), ("why", "They asked by telephone")]).await?;
        assert_eq!((ended.status, ended.location), (303, desk.clone()), "{}", ended.text);
        app.settle().await?;
        assert!(!plan.page().await?.contains("The next gift of"), "it has ended");
        let shown = staff.get(&desk).await?.text;
        assert!(shown.contains("Staff ended the plan: They asked by telephone"), "{shown}");
        let sql = "SELECT reason FROM pledges_audit WHERE action = 'plan.end'";
        let row =
            app.ctx("pledges")?.db.read().one(sql, vec![]).await?.context("nothing in the audit log")?;
        assert_eq!(row.try_get::<String>("", "reason")?, "They asked by telephone");
        app.holds().await?;
    }
    Ok(())
}
