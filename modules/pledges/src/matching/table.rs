//! `pledges_match_pool` and `pledges_match`.

use super::pool::{Pool, PoolId, Terms};
use contracts::{CampaignId, Money, PersonId, PledgeId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

/// What a sponsor added to a pledge.
#[derive(Clone, Debug)]
pub(crate) struct Matched {
    pub(crate) pool: PoolId,
    pub(crate) campaign: CampaignId,
    pub(crate) sponsor: String,
    pub(crate) amount: Money,
}

/// A new promise of a sponsor; false when it was written down before.
pub(super) async fn insert(tx: &Transaction, it: &Pool) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_match_pool (pool, campaign, sponsor, currency, percent, cap_minor, per_gift_minor, \
         per_donor_minor, opens_at, closes_at, used_minor, created_by, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.campaign.0.into(),
        it.terms.sponsor.as_str().into(),
        it.terms.currency.code().into(),
        it.terms.percent.into(),
        it.terms.cap.into(),
        it.terms.per_gift.into(),
        it.terms.per_donor.into(),
        it.terms.opens_at.0.into(),
        it.terms.closes_at.0.into(),
        it.created_by.0.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Ends a pool early. What it added stays added. False when there is no such pool or it has ended.
pub(super) async fn set_window_end(tx: &Transaction, pool: PoolId, at: Timestamp) -> Result<bool, DbErr> {
    // A pool that has not opened yet ends as it opens; its window is never upside down.
    let sql = "UPDATE pledges_match_pool SET closes_at = CASE WHEN opens_at < $2 THEN $2 ELSE opens_at + 1 END \
         WHERE pool = $1 AND closes_at > $2";
    Ok(tx.exec(sql, vec![pool.0.into(), at.0.into()]).await? == 1)
}

/// The pool that matches gifts to `campaign` that were given at `at`: the one that opened first of those with something
/// left.
pub(crate) async fn open_pool(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    at: Timestamp,
) -> Result<Option<Pool>, DbErr> {
    let sql = "SELECT * FROM pledges_match_pool WHERE campaign = $1 AND opens_at <= $2 AND closes_at > $2 \
         AND used_minor < cap_minor ORDER BY opens_at, pool LIMIT 1";
    let row = db.one(sql, vec![campaign.0.into(), at.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Every pool, the newest first, with the title of its campaign.
pub(crate) async fn all_pools(db: &impl ConnectionTrait) -> Result<Vec<(Pool, String)>, DbErr> {
    let sql = "SELECT m.*, c.title AS campaign_title FROM pledges_match_pool m JOIN pledges_campaign c \
         ON c.campaign = m.campaign ORDER BY m.created_at DESC, m.pool LIMIT 200";
    let rows = db.all(sql, vec![]).await?;
    rows.iter().map(|row| Ok((read(row)?, row.try_get("", "campaign_title")?))).collect()
}

/// What was added to `pledge`.
pub(crate) async fn of_pledge(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Matched>, DbErr> {
    let sql = "SELECT m.pool, m.campaign, m.matched_minor, p.sponsor, p.currency FROM pledges_match m \
         JOIN pledges_match_pool p ON p.pool = m.pool WHERE m.pledge = $1";
    let Some(row) = db.one(sql, vec![pledge.0.into()]).await? else { return Ok(None) };
    Ok(Some(Matched {
        pool: PoolId(row.try_get("", "pool")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        sponsor: row.try_get("", "sponsor")?,
        amount: Money::new(row.try_get("", "matched_minor")?, currency(&row)?),
    }))
}

/// The pool, held until this transaction ends, so that two gifts never see the same rest.
pub(super) async fn lock(tx: &Transaction, pool: PoolId) -> Result<Option<Pool>, DbErr> {
    let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT * FROM pledges_match_pool WHERE pool = $1{lock}");
    let row = tx.one(&sql, vec![pool.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// What the pool has added to the gifts of `person`.
pub(super) async fn added_to(tx: &Transaction, pool: PoolId, person: PersonId) -> Result<i64, DbErr> {
    let sql = "SELECT CAST(COALESCE(SUM(matched_minor), 0) AS bigint) AS added FROM pledges_match \
         WHERE pool = $1 AND person = $2";
    let row = tx.one(sql, vec![pool.0.into(), person.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "added"))
}

/// Takes `minor` of `pool` for `pledge`. The pool's own condition has the last word on whether it is there.
pub(super) async fn take(
    tx: &Transaction,
    pool: &Pool,
    pledge: PledgeId,
    person: PersonId,
    minor: i64,
) -> Result<bool, DbErr> {
    let insert = "INSERT INTO pledges_match (pledge, pool, campaign, person, matched_minor, matched_at, changed_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING";
    let values = vec![
        pledge.0.into(),
        pool.id.0.into(),
        pool.campaign.0.into(),
        person.0.into(),
        minor.into(),
        tx.now.0.into(),
    ];
    if tx.exec(insert, values).await? == 0 {
        return Ok(false);
    }
    let spend = "UPDATE pledges_match_pool SET used_minor = used_minor + $2 WHERE pool = $1 AND used_minor + $2 <= cap_minor";
    match tx.exec(spend, vec![pool.id.0.into(), minor.into()]).await? {
        1 => Ok(true),
        _ => Err(DbErr::Custom(format!("the pool {} has less left than was counted", pool.id))),
    }
}

/// Puts `minor` of what was added to `pledge` back into `pool`.
pub(super) async fn give_back(
    tx: &Transaction,
    pool: PoolId,
    pledge: PledgeId,
    minor: i64,
) -> Result<(), DbErr> {
    let lower =
        "UPDATE pledges_match SET matched_minor = matched_minor - $2, changed_at = $3 WHERE pledge = $1";
    tx.exec(lower, vec![pledge.0.into(), minor.into(), tx.now.0.into()]).await?;
    let free = "UPDATE pledges_match_pool SET used_minor = used_minor - $2 WHERE pool = $1";
    tx.exec(free, vec![pool.0.into(), minor.into()]).await.map(drop)
}

fn currency(row: &QueryResult) -> Result<contracts::Currency, DbErr> {
    let code: String = row.try_get("", "currency")?;
    code.parse().map_err(|_| DbErr::Custom(format!("{code} is no currency")))
}

fn read(row: &QueryResult) -> Result<Pool, DbErr> {
    Ok(Pool {
        id: PoolId(row.try_get("", "pool")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        terms: Terms {
            sponsor: row.try_get("", "sponsor")?,
            currency: currency(row)?,
            percent: row.try_get("", "percent")?,
            cap: row.try_get("", "cap_minor")?,
            per_gift: row.try_get("", "per_gift_minor")?,
            per_donor: row.try_get("", "per_donor_minor")?,
            opens_at: Timestamp(row.try_get("", "opens_at")?),
            closes_at: Timestamp(row.try_get("", "closes_at")?),
        },
        used: row.try_get("", "used_minor")?,
        created_by: UserId(row.try_get("", "created_by")?),
    })
}
