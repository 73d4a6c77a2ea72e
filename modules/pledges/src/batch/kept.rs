use futures::future::BoxFuture;
use kernel::{Context, db::Sql};
use std::time::Duration;

/// How long it may take until a batch that is through hears of a promise that came to count meanwhile.
const TO_HEAR: Duration = Duration::from_hours(1);

/// What must hold: of a campaign whose batch is through nothing counts any more but what waits there for a person.
pub(crate) fn check(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT p.reference, p.status FROM pledges_refund_batch b \
             JOIN pledges_pledge p ON p.campaign = b.campaign \
             WHERE b.state = 'done' AND p.status IN ('active', 'card_saved', 'partly_refunded') AND p.updated_at < $1 \
             AND NOT EXISTS (SELECT 1 FROM pledges_refund_batch_line l \
             WHERE l.batch = b.batch AND l.pledge = p.pledge AND l.state = 'failed') ORDER BY p.reference";
        let rows = ctx.db.read().all(sql, vec![ctx.clock.now().before(TO_HEAR).0.into()]).await?;
        let line = |row: &sea_orm::QueryResult| {
            let (reference, status): (String, String) =
                (row.try_get("", "reference")?, row.try_get("", "status")?);
            anyhow::Ok(format!("{reference} is {status}"))
        };
        rows.iter().map(line).collect()
    })
}
