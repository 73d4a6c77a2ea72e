//! `pledges_decline` and `pledges_attack`: cards that were refused, and where proofs are asked for.

use crate::attack::{Counts, Scope};
use contracts::{CampaignId, PledgeId, Timestamp};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, Value};

/// Where proofs are asked for, and since when.
#[derive(Clone, Debug)]
pub(crate) struct Attack {
    pub(crate) scope: Scope,
    pub(crate) begun_at: Timestamp,
    pub(crate) until_at: Timestamp,
    pub(crate) by_rule: bool,
    pub(crate) reason: String,
}

/// Writes down that a card was refused; false when that is known.
pub(crate) async fn decline(
    tx: &Transaction,
    pledge: PledgeId,
    campaign: CampaignId,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_decline (pledge, declined_at, campaign) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    Ok(tx.exec(sql, vec![pledge.0.into(), at.0.into(), campaign.0.into()]).await? == 1)
}

/// What happened in `scope` since `since`.
pub(crate) async fn counts(
    db: &impl ConnectionTrait,
    scope: Scope,
    since: Timestamp,
) -> Result<Counts, DbErr> {
    let (only, mut values): (_, Vec<Value>) = match scope {
        Scope::Site => ("", vec![since.0.into()]),
        Scope::Campaign(id) => (" AND campaign = $2", vec![since.0.into(), id.0.into()]),
    };
    let tries = format!(
        "SELECT COALESCE(CAST(SUM(n) AS bigint), 0) AS n, COALESCE(CAST(MAX(n) AS bigint), 0) AS alike FROM \
         (SELECT COUNT(*) AS n FROM pledges_pledge WHERE accepted_at > $1{only} GROUP BY amount_minor) AS sizes"
    );
    let declines = format!("SELECT COUNT(*) AS n FROM pledges_decline WHERE declined_at > $1{only}");
    let number = |row: Option<sea_orm::QueryResult>, name: &str| -> Result<i64, DbErr> {
        row.map_or(Ok(0), |it| it.try_get("", name))
    };
    let row = db.one(&tries, values.clone()).await?;
    let alike = row.as_ref().map_or(Ok(0), |it| it.try_get("", "alike"))?;
    let tries = number(row, "n")?;
    let declines = number(db.one(&declines, std::mem::take(&mut values)).await?, "n")?;
    Ok(Counts { tries, declines, alike })
}

/// Campaigns to which anybody tried to give since `since`: title and counts, the busiest first.
pub(crate) async fn busy(
    db: &impl ConnectionTrait,
    since: Timestamp,
) -> Result<Vec<(String, Counts)>, DbErr> {
    let sql = "SELECT c.campaign, c.title, COUNT(*) AS n FROM pledges_pledge p JOIN pledges_campaign c ON c.campaign = p.campaign \
               WHERE p.accepted_at > $1 GROUP BY c.campaign, c.title ORDER BY n DESC, c.title LIMIT 20";
    let mut all = Vec::new();
    for row in db.all(sql, vec![since.0.into()]).await? {
        let campaign = CampaignId(row.try_get("", "campaign")?);
        all.push((row.try_get("", "title")?, counts(db, Scope::Campaign(campaign), since).await?));
    }
    Ok(all)
}

/// Asks for proofs in `scope` until `until_at`; what was said before of that scope is gone.
pub(crate) async fn begin(tx: &Transaction, it: &Attack) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_attack (scope, begun_at, until_at, quiet_until, by_rule, reason) \
               VALUES ($1, $2, $3, 0, $4, $5) ON CONFLICT (scope) DO UPDATE SET begun_at = $2, until_at = $3, \
               quiet_until = 0, by_rule = $4, reason = $5";
    let values = vec![
        it.scope.to_string().into(),
        it.begun_at.0.into(),
        it.until_at.0.into(),
        i16::from(it.by_rule).into(),
        it.reason.clone().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Asks for none any more; false when none were asked for.
pub(crate) async fn end(tx: &Transaction, scope: Scope, quiet_until: Timestamp) -> Result<bool, DbErr> {
    let sql = "UPDATE pledges_attack SET until_at = $2, quiet_until = $3 WHERE scope = $1 AND until_at > $2";
    let values = vec![scope.to_string().into(), tx.now.0.into(), quiet_until.0.into()];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Whether the counts are not to be asked: proofs are asked for already, or a person ended that just now.
pub(crate) async fn is_settled(tx: &Transaction, scope: Scope) -> Result<bool, DbErr> {
    let sql = "SELECT 1 AS it FROM pledges_attack WHERE scope = $1 AND (until_at > $2 OR quiet_until > $2)";
    Ok(tx.one(sql, vec![scope.to_string().into(), tx.now.0.into()]).await?.is_some())
}

/// Where proofs are asked for at `now`, the newest first.
pub(crate) async fn present(db: &impl ConnectionTrait, now: Timestamp) -> Result<Vec<Attack>, DbErr> {
    let sql = "SELECT * FROM pledges_attack WHERE until_at > $1 ORDER BY begun_at DESC, scope";
    let rows = db.all(sql, vec![now.0.into()]).await?;
    rows.iter()
        .map(|row| {
            let scope: String = row.try_get("", "scope")?;
            let by_rule: i16 = row.try_get("", "by_rule")?;
            Ok(Attack {
                scope: scope.parse().map_err(|error| super::unreadable("scope", error))?,
                begun_at: Timestamp(row.try_get("", "begun_at")?),
                until_at: Timestamp(row.try_get("", "until_at")?),
                by_rule: by_rule != 0,
                reason: row.try_get("", "reason")?,
            })
        })
        .collect()
}
