//! `pledges_seal` and `pledges_sealed_promise`: what was promised to a campaign by its deadline, and of which promises
//! that is the sum. Written once, in one transaction, and never again.

use crate::{pledge::Pledge, tables::money};
use contracts::{CampaignId, Money};
use futures::future::BoxFuture;
use kernel::{
    Context, Transaction,
    check::Check,
    db::Sql,
    event_store::{Aggregate as _, Streams},
};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many promises count for `campaign` and what they come to, written down now for good. `None` when that was done
/// before, or nobody told this module of the campaign.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn write(tx: &Transaction, campaign: CampaignId) -> Result<Option<(i64, Money)>, DbErr> {
    let begin = "INSERT INTO pledges_seal (campaign, total_minor, promises, sealed_at, listed) \
         SELECT campaign, 0, 0, $2, 1 FROM pledges_campaign WHERE campaign = $1 ON CONFLICT DO NOTHING";
    if tx.exec(begin, vec![campaign.0.into(), tx.now.0.into()]).await? == 0 {
        return Ok(None);
    }
    // The total is added up from these rows: a promise that is taken back meanwhile is in both or in neither. A gift by
    // hand that nobody had confirmed at the deadline does not count (rule R2), however long the seal waits for others.
    let promises = "INSERT INTO pledges_sealed_promise (campaign, promise, counts_minor) \
         SELECT campaign, pledge, counts_minor FROM pledges_pledge WHERE campaign = $1 AND counts_minor > 0 \
         UNION ALL SELECT g.campaign, g.gift, g.amount_minor FROM pledges_offline_gift g \
         JOIN pledges_campaign c ON c.campaign = g.campaign \
         WHERE g.campaign = $1 AND g.state = 'confirmed' AND g.decided_at < c.deadline_at";
    tx.exec(promises, vec![campaign.0.into()]).await?;
    let total = "UPDATE pledges_seal SET (total_minor, promises) = \
         (SELECT CAST(COALESCE(SUM(counts_minor), 0) AS bigint), COUNT(*) FROM pledges_sealed_promise WHERE campaign = $1) \
         WHERE campaign = $1";
    tx.exec(total, vec![campaign.0.into()]).await?;
    let read = "SELECT c.currency, s.total_minor, s.promises FROM pledges_seal s \
         JOIN pledges_campaign c ON c.campaign = s.campaign WHERE s.campaign = $1";
    let row = tx.one(read, vec![campaign.0.into()]).await?;
    row.map(|row| Ok((row.try_get("", "promises")?, money(&row, "total_minor")?))).transpose()
}

/// Whether `campaign` is sealed.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn is_sealed(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM pledges_seal WHERE campaign = $1";
    Ok(db.one(sql, vec![campaign.0.into()]).await?.is_some())
}

/// What must hold of seals.
pub(crate) fn checks() -> Vec<Check> {
    vec![
        Check { name: "what a campaign was sealed with is the sum of its promises then", run: sums },
        Check { name: "each promise of a seal counted as much once, by its events", run: counted },
        Check { name: "no more is collected of a promise than it was sealed with", run: collected },
    ]
}

fn sums(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT s.campaign, s.total_minor, s.promises, COALESCE(p.total, 0) AS total, COALESCE(p.many, 0) AS many \
             FROM pledges_seal s LEFT JOIN (SELECT campaign, CAST(SUM(counts_minor) AS bigint) AS total, COUNT(*) AS many \
             FROM pledges_sealed_promise GROUP BY campaign) p ON p.campaign = s.campaign \
             WHERE s.listed = 1 AND (s.total_minor <> COALESCE(p.total, 0) OR s.promises <> COALESCE(p.many, 0))";
        let line = |row: &QueryResult| {
            let campaign = CampaignId(row.try_get("", "campaign")?);
            let (sealed, promises): (i64, i64) =
                (row.try_get("", "total_minor")?, row.try_get("", "promises")?);
            let (total, many): (i64, i64) = (row.try_get("", "total")?, row.try_get("", "many")?);
            anyhow::Ok(format!(
                "campaign/{campaign}: sealed with {sealed} of {promises}, has {total} of {many}"
            ))
        };
        ctx.db.read().all(sql, vec![]).await?.iter().map(line).collect()
    })
}

fn counted(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT s.promise, s.counts_minor, p.reference FROM pledges_sealed_promise s \
             JOIN pledges_pledge p ON p.pledge = s.promise";
        let mut sealed = BTreeMap::new();
        for row in ctx.db.read().all(sql, vec![]).await? {
            let line: (i64, String) = (row.try_get("", "counts_minor")?, row.try_get("", "reference")?);
            sealed.insert(row.try_get::<Uuid>("", "promise")?, line);
        }
        let mut findings = Vec::new();
        let mut streams = Streams::<_, Pledge>::of(ctx.db.read(), ctx.module);
        while let Some((id, events)) = streams.next().await? {
            let Some((minor, reference)) = sealed.get(&id) else { continue };
            let mut pledge = Pledge::default();
            let ever = events.iter().any(|it| {
                pledge.apply(it);
                pledge.counts_for().is_some_and(|it| it.minor == *minor)
            });
            if !ever {
                findings.push(format!("{reference}: sealed with {minor}, which it never counted"));
            }
        }
        Ok(findings)
    })
}

/// Of cards that are charged after the seal. What was taken before may have gone back before.
fn collected(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let sql = "SELECT p.reference, p.amount_minor, s.counts_minor FROM pledges_settlement x \
             JOIN pledges_pledge p ON p.pledge = x.pledge JOIN pledges_seal l ON l.campaign = x.campaign AND l.listed = 1 \
             LEFT JOIN pledges_sealed_promise s ON s.campaign = x.campaign AND s.promise = x.pledge \
             WHERE x.state = 'collected' AND (s.counts_minor IS NULL OR p.amount_minor > s.counts_minor)";
        let line = |row: &QueryResult| {
            let reference: String = row.try_get("", "reference")?;
            let amount: i64 = row.try_get("", "amount_minor")?;
            let sealed: Option<i64> = row.try_get("", "counts_minor")?;
            anyhow::Ok(format!("{reference}: {amount} collected, sealed with {}", sealed.unwrap_or_default()))
        };
        ctx.db.read().all(sql, vec![]).await?.iter().map(line).collect()
    })
}
