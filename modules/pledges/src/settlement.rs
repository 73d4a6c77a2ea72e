//! How promises become money once their campaign has succeeded (rule R3).
//!
//! Each promise whose card was saved has one row, begun by the wave. Its card is charged; when it is refused, the
//! donor has a week to help, is written to at once and after 48, 96 and 144 hours, and a card that may pass is
//! tried again on days 1, 3, 5 and 7. At 168 hours what is still unpaid is dropped. One attempt at a time is under
//! way: the next waits until payments said how the last one ended. While the campaign is suspended nobody is charged
//! and the week stands still.

mod fix;
mod repair;
mod table;
mod trouble;
mod wave;

pub(crate) use self::{
    fix::{AskForPage, FixError},
    repair::{FollowCharges, Repair, Repairer},
    table::{Settlement, State, find, stood_still},
    trouble::of as trouble_of,
    wave::{ChargeWave, Wave, rehearse},
};

use futures::future::BoxFuture;
use kernel::{Context, db::Sql};
use std::time::Duration;

/// How long what waits for a suspended campaign waits before it is looked at again.
const SUSPENDED: Duration = Duration::from_mins(15);
/// How long after its card was first refused a pledge is dropped.
pub(crate) const WEEK: Duration = Duration::from_hours(168);
/// By then a settlement is over: a week, and what the provider may take for the last try.
const LONGEST: Duration = Duration::from_hours(24 * 12);

/// What must hold: nobody is asked for longer than that, and what is settled was collected.
pub(crate) fn check(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT p.reference, s.state FROM pledges_settlement s JOIN pledges_pledge p ON p.pledge = s.pledge \
             JOIN pledges_campaign c ON c.campaign = s.campaign \
             WHERE (s.state IN ('charging', 'repair') AND s.began_at < $1 AND p.status = 'card_saved' \
             AND COALESCE(c.stopped, '') <> 'suspended') \
             OR (s.state = 'collected' AND p.collected_minor = 0) OR (s.state = 'dropped' AND p.counts_minor <> 0)";
        let rows = ctx.db.read().all(sql, vec![ctx.clock.now().before(LONGEST).0.into()]).await?;
        let line = |row: &sea_orm::QueryResult| {
            let (reference, state): (String, String) =
                (row.try_get("", "reference")?, row.try_get("", "state")?);
            anyhow::Ok(format!("{reference} is still {state}"))
        };
        rows.iter().map(line).collect()
    })
}
