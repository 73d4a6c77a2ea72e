//! Another version of the program takes over in the middle of a charge wave (T-05 of the scenarios), as far as one
//! program can show it: every table is brought up to date once more, what is stored was written by another version, and
//! what was done already is asked for anew.

use super::{campaign, soon, status};
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
};
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use sandbox::{Fault, FaultPlan, RequestRule};
use sea_orm::DbBackend;
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
const MINUTE: Duration = Duration::from_mins(1);
const DONORS: usize = 6;
/// What a version before kept nothing of.
const SINCE_THEN: [&str; 2] = ["by_staff", "late"];

/// What `table` of `module` stores in `column`, as another version wrote it: with something that this one does not know,
/// and without what that one did not.
async fn written_by_another(
    app: &TestApp,
    module: &str,
    (table, column): (&str, &str),
) -> anyhow::Result<()> {
    let db = &app.ctx(module)?.db;
    let sql = format!("SELECT id, {column} AS stored FROM {module}_{table}");
    for row in db.read().all(&sql, vec![]).await? {
        let (id, stored): (uuid::Uuid, String) = (row.try_get("", "id")?, row.try_get("", "stored")?);
        let mut stored: serde_json::Value = serde_json::from_str(&stored)?;
        let Some(fields) = stored.as_object_mut() else { continue };
        fields.insert("of_another_version".to_owned(), true.into());
        fields.retain(|name, _| !SINCE_THEN.contains(&name.as_str()));
        let sql = format!("UPDATE {module}_{table} SET {column} = $1 WHERE id = $2");
        db.execute(&sql, vec![stored.to_string().into(), id.into()]).await?;
    }
    Ok(())
}

/// The jobs of `kind` are there to be done once more.
async fn asked_for_anew(app: &TestApp, module: &str, kind: &str) -> anyhow::Result<u64> {
    let sql = format!(
        "UPDATE {module}_job SET state = 0, attempt = 0, finished_at = NULL WHERE kind = $1 AND state = 2"
    );
    Ok(app.ctx(module)?.db.execute(&sql, vec![kind.into()]).await?)
}

/// A funded campaign of whose cards some are charged and known to be, some are charged and the answer was lost, and the
/// calls for the others never arrived.
async fn in_the_middle_of_a_wave(app: &TestApp) -> anyhow::Result<String> {
    let slug = campaign(app, FundingModel::AllOrNothing, soon(app)).await?;
    for nth in 0..DONORS {
        let email = format!("donor{nth}@example.test");
        Journey::promise_with(app, &slug, "200", &[("email", &email)]).await?.pay(VISA).await?;
    }
    app.pass(HOUR * 47 + MINUTE * 59, HOUR * 24).await?;
    let rule = |fault| RequestRule::new("POST", "/v1/payment_intents", fault);
    let unheard = rule(Fault::DropAnswerAfter(0)).times(2);
    // Both rules count every call: the first two are struck by the one, those after the fourth by the other.
    let lost = RequestRule { nth: 5, ..rule(Fault::DropBefore(0)) };
    app.faults(FaultPlan { requests: vec![unheard, lost], ..FaultPlan::default() });
    for _ in 0..120 {
        app.pass(MINUTE, MINUTE).await?;
        if !app.sandbox.ledger().payments.is_empty() {
            return Ok(slug);
        }
    }
    anyhow::bail!("no card of {slug} was charged")
}

#[tokio::test]
async fn t05_another_version_that_takes_over_in_the_middle_of_a_wave_charges_nobody_twice()
-> anyhow::Result<()> {
    for shape in shapes() {
        let mut app = TestApp::start(&shape).await?;
        let slug = in_the_middle_of_a_wave(&app).await?;
        let begun = app.sandbox.ledger().payments.len();
        assert!(begun < DONORS, "{begun} of {DONORS} are charged: that is no middle");

        for (module, stored) in
            [("pledges", ("job", "args")), ("payments", ("job", "args")), ("pledges", ("saga", "data"))]
        {
            written_by_another(&app, module, stored).await?;
        }
        assert!(asked_for_anew(&app, "payments", "charge_card").await? > 0);
        asked_for_anew(&app, "pledges", "charge_wave").await?;
        let before = app.platform.clone();
        app.upgrade().await?;
        app.sandbox.clear_faults();
        if app.ctx("pledges")?.db.backend() == DbBackend::Postgres {
            // The version before is not gone yet: both do what there is to do.
            let (one, other) = tokio::join!(before.settle(), app.platform.settle());
            one?;
            other?;
        }
        drop(before);
        app.pass(HOUR * 2, 5 * MINUTE).await?;
        app.upgrade().await?;
        app.pass(HOUR, 5 * MINUTE).await?;

        assert_eq!(status(&app, &slug).await?, "funded");
        let books = app.sandbox.ledger();
        assert_eq!(books.charged_twice("pledge_id"), Vec::<String>::new());
        let charged: Vec<_> = books.payments.iter().map(|it| it.amount).collect();
        assert_eq!(charged, vec![20_000; DONORS]);
        adds_up(&app).await?;
    }
    Ok(())
}
