//! What must hold of this module's tables at any time.

use crate::{
    add_ons::Asked,
    batch, plan,
    pledge::{Hold, Pledge},
    saga::{PledgeSaga, business_key},
    sealed, settlement,
    tables::{
        chosen_add_on,
        pledge::{self, PledgeRow},
    },
};
use contracts::PledgeId;
use futures::future::BoxFuture;
use kernel::{
    Context,
    check::Check,
    db::Sql,
    event_store::{Aggregate as _, Streams, wrong_snapshots},
    saga::{Saga as _, SagaRow, SagaStatus},
};
use std::collections::BTreeMap;

pub(crate) fn all() -> Vec<Check> {
    let mut all = vec![
        Check { name: "no reward is promised more often than there are of it", run: stock },
        Check { name: "what is kept and sold of a reward is what pledges hold of it", run: held_stock },
        Check { name: "what is kept and sold of an add-on is what pledges took of it", run: held_add_ons },
        Check {
            name: "only a pledge on its way keeps a reward, and only one that counts owns it",
            run: holds,
        },
        Check { name: "each pledge stands as its events say", run: rows },
        Check { name: "each snapshot of a pledge is what its events make of it", run: snapshots },
        Check {
            name: "every saved card of a campaign that succeeded is paid or dropped in time",
            run: settlement::check,
        },
        Check { name: "each gift of a plan is given once, and the next one has a date", run: plan::check },
        Check { name: "no more goes back than was collected", run: refunds },
        Check { name: "a campaign whose gifts all went back keeps none of them", run: batch::check },
        Check { name: "what each sponsor added to gifts is what was taken of the promise", run: matches },
    ];
    all.extend(sealed::checks());
    all
}

fn snapshots(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move { Ok(wrong_snapshots::<Pledge>(ctx.db.read(), ctx.module).await?) })
}

fn stock(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT reserved, sold, quantity FROM pledges_reward_stock WHERE reserved < 0 OR sold < 0 \
         OR (quantity IS NOT NULL AND reserved + sold > quantity)";
        let rows = ctx.db.read().all(sql, vec![]).await?;
        let line = |row: &sea_orm::QueryResult| {
            let (reserved, sold): (i64, i64) = (row.try_get("", "reserved")?, row.try_get("", "sold")?);
            let quantity: Option<i64> = row.try_get("", "quantity")?;
            anyhow::Ok(format!("{reserved} kept and {sold} sold of {quantity:?}"))
        };
        rows.iter().map(line).collect()
    })
}

fn held_stock(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    held(
        ctx,
        "SELECT s.reserved, s.sold, COALESCE(h.reserved, 0) AS kept, COALESCE(h.sold, 0) AS own \
             FROM pledges_reward_stock s JOIN pledges_reward r ON r.reward = s.reward AND r.most IS NULL \
             LEFT JOIN (SELECT reward, \
             CAST(SUM(CASE WHEN hold = 1 THEN 1 ELSE 0 END) AS bigint) AS reserved, \
             CAST(SUM(CASE WHEN hold = 2 THEN 1 ELSE 0 END) AS bigint) AS sold \
             FROM pledges_pledge WHERE reward IS NOT NULL GROUP BY reward) h ON h.reward = s.reward",
    )
}

fn held_add_ons(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    held(
        ctx,
        "SELECT s.reserved, s.sold, COALESCE(h.reserved, 0) AS kept, COALESCE(h.sold, 0) AS own \
             FROM pledges_reward_stock s JOIN pledges_reward r ON r.reward = s.reward AND r.most IS NOT NULL \
             LEFT JOIN (SELECT c.add_on, \
             CAST(SUM(CASE WHEN p.hold = 1 THEN c.many ELSE 0 END) AS bigint) AS reserved, \
             CAST(SUM(CASE WHEN p.hold = 2 THEN c.many ELSE 0 END) AS bigint) AS sold \
             FROM pledges_chosen_add_on c JOIN pledges_pledge p ON p.pledge = c.pledge GROUP BY c.add_on) h \
             ON h.add_on = s.reward",
    )
}

/// Where the stock is not what pledges hold of it, as `sql` reads both.
fn held(ctx: Context, sql: &'static str) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let mut findings = Vec::new();
        for row in ctx.db.read().all(sql, vec![]).await? {
            let (reserved, sold): (i64, i64) = (row.try_get("", "reserved")?, row.try_get("", "sold")?);
            let (kept, own): (i64, i64) = (row.try_get("", "kept")?, row.try_get("", "own")?);
            if (reserved, sold) != (kept, own) {
                findings.push(format!("{reserved} kept and {sold} sold, but pledges hold {kept} and {own}"));
            }
        }
        Ok(findings)
    })
}

fn holds(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let mut findings = Vec::new();
        let rows = pledge::all(ctx.db.read()).await?;
        let sagas = SagaRow::statuses(ctx.db.read(), ctx.module, PledgeSaga::KIND).await?;
        for row in rows {
            let Some(saga) = sagas.get(&business_key(row.id)) else {
                findings.push(format!("{} has no saga", row.id));
                continue;
            };
            let keeps_after_the_end = row.hold == Hold::Reserved as i16 && saga.is_over();
            let owns_without_counting = row.hold == Hold::Sold as i16 && *saga != SagaStatus::Completed;
            if keeps_after_the_end || owns_without_counting {
                findings.push(format!("{}: hold {} with its saga {saga:?}", row.id, row.hold));
            }
        }
        Ok(findings)
    })
}

fn rows(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let mut findings = Vec::new();
        let rows = pledge::all(ctx.db.read()).await?;
        let mut rows: BTreeMap<_, _> = rows.into_iter().map(|it| (it.id, it)).collect();
        let mut add_ons = chosen_add_on::all(ctx.db.read()).await?;
        let mut streams = Streams::<_, Pledge>::of(ctx.db.read(), ctx.module);
        while let Some((id, events)) = streams.next().await? {
            let mut folded = Pledge::default();
            for event in &events {
                folded.apply(event);
            }
            let difference = match rows.remove(&PledgeId(id)) {
                Some(row) => difference(&row, &folded),
                None => Some("it has no row".into()),
            };
            findings.extend(difference.map(|it| format!("{id}: {it}")));
            let chosen = folded.terms.iter().flat_map(|it| &it.add_ons).map(|it| (it.add_on, it.count));
            if add_ons.remove(&PledgeId(id)).unwrap_or_default() != chosen.collect::<Asked>() {
                findings.push(format!("{id}: it has other add-ons than its events say"));
            }
        }
        findings.extend(rows.keys().map(|id| format!("{id}: it has no events")));
        Ok(findings)
    })
}

fn difference(row: &PledgeRow, folded: &Pledge) -> Option<String> {
    let Some(terms) = &folded.terms else { return Some("it was never made".into()) };
    let as_row = (
        row.status,
        row.hold,
        row.reward,
        row.gift,
        row.counts_minor,
        row.collected_minor,
        row.refunded_minor,
    );
    let as_events = (
        folded.status(),
        folded.hold as i16,
        terms.reward,
        terms.gift,
        folded.counts_for().map_or(0, |it| it.minor),
        folded.collected.map_or(0, |it| it.total().minor),
        folded.refunded().map_or(0, |it| it.total().minor),
    );
    (as_row != as_events).then(|| format!("{as_row:?} in its row, {as_events:?} by its events"))
}

fn refunds(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT p.reference, p.collected_minor, p.refunded_minor, COALESCE(r.sum, 0) AS decided FROM pledges_pledge p \
             LEFT JOIN (SELECT pledge, CAST(SUM(amount_minor + tip_minor + covered_fee_minor) AS bigint) AS sum \
             FROM pledges_refund GROUP BY pledge) r ON r.pledge = p.pledge \
             WHERE COALESCE(r.sum, 0) > p.collected_minor OR COALESCE(r.sum, 0) <> p.refunded_minor";
        let mut findings = Vec::new();
        for row in ctx.db.read().all(sql, vec![]).await? {
            let reference: String = row.try_get("", "reference")?;
            let (collected, decided): (i64, i64) =
                (row.try_get("", "collected_minor")?, row.try_get("", "decided")?);
            findings.push(format!("{reference}: {decided} goes back of {collected} collected"));
        }
        Ok(findings)
    })
}

fn matches(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT p.sponsor, p.used_minor, COALESCE(m.sum, 0) AS added FROM pledges_match_pool p \
             LEFT JOIN (SELECT pool, CAST(SUM(matched_minor) AS bigint) AS sum FROM pledges_match GROUP BY pool) m \
             ON m.pool = p.pool WHERE p.used_minor <> COALESCE(m.sum, 0)";
        let rows = ctx.db.read().all(sql, vec![]).await?;
        let line = |row: &sea_orm::QueryResult| {
            let (sponsor, used): (String, i64) =
                (row.try_get("", "sponsor")?, row.try_get("", "used_minor")?);
            let added: i64 = row.try_get("", "added")?;
            anyhow::Ok(format!("{sponsor}: {used} taken, {added} added to gifts"))
        };
        rows.iter().map(line).collect()
    })
}
