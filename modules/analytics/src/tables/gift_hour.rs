use super::get;
use contracts::{CampaignId, Money, Timestamp};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};

/// Microseconds in an hour.
pub(crate) const HOUR: i64 = 3_600_000_000;

/// What happened in one hour. Amounts are in the campaign's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct GiftHour {
    pub(crate) start: Timestamp,
    pub(crate) gifts: i64,
    pub(crate) given_minor: i64,
    pub(crate) taken_back_minor: i64,
}

/// A gift began to count at `at`.
pub(crate) async fn given(
    db: &impl Sql,
    campaign: CampaignId,
    at: Timestamp,
    amount: Money,
) -> Result<(), DbErr> {
    add(db, campaign, at, amount, (1, amount.minor, 0)).await
}

/// At `at`, a gift that counts already became larger by `amount`.
pub(crate) async fn raised(
    db: &impl Sql,
    campaign: CampaignId,
    at: Timestamp,
    amount: Money,
) -> Result<(), DbErr> {
    add(db, campaign, at, amount, (0, amount.minor, 0)).await
}

/// At `at`, `amount` of a gift ceased to count.
pub(crate) async fn taken_back(
    db: &impl Sql,
    campaign: CampaignId,
    at: Timestamp,
    amount: Money,
) -> Result<(), DbErr> {
    add(db, campaign, at, amount, (0, 0, amount.minor)).await
}

async fn add(
    db: &impl Sql,
    campaign: CampaignId,
    at: Timestamp,
    money: Money,
    (gifts, raised, reduced): (i64, i64, i64),
) -> Result<(), DbErr> {
    let sql = "INSERT INTO analytics_gift_hour (campaign, hour_start, currency, gifts, raised_minor, reduced_minor) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign, hour_start) DO UPDATE SET \
               gifts = analytics_gift_hour.gifts + excluded.gifts, \
               raised_minor = analytics_gift_hour.raised_minor + excluded.raised_minor, \
               reduced_minor = analytics_gift_hour.reduced_minor + excluded.reduced_minor";
    let values = vec![
        campaign.0.into(),
        start_of_hour(at).0.into(),
        money.currency.code().into(),
        gifts.into(),
        raised.into(),
        reduced.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// The hours of `campaign` from `since` on in which anything happened, the earliest first.
pub(crate) async fn since(
    db: &impl Sql,
    campaign: CampaignId,
    since: Timestamp,
) -> Result<Vec<GiftHour>, DbErr> {
    let sql =
        "SELECT * FROM analytics_gift_hour WHERE campaign = $1 AND hour_start >= $2 ORDER BY hour_start";
    let rows = db.all(sql, vec![campaign.0.into(), since.0.into()]).await?;
    rows.iter().map(read).collect()
}

/// Hours whose figures cannot be.
pub(crate) async fn impossible(db: &impl Sql) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT campaign, hour_start FROM analytics_gift_hour WHERE gifts < 0 OR raised_minor < 0 \
               OR reduced_minor < 0";
    let rows = db.all(sql, vec![]).await?;
    let say = |row: &QueryResult| {
        let (campaign, hour) = (CampaignId(get(row, "campaign")?), Timestamp(get(row, "hour_start")?));
        Ok(format!("campaign/{campaign} in the hour from {hour}"))
    };
    rows.iter().map(say).collect()
}

pub(crate) fn start_of_hour(at: Timestamp) -> Timestamp {
    Timestamp(at.0.div_euclid(HOUR) * HOUR)
}

fn read(row: &QueryResult) -> Result<GiftHour, DbErr> {
    Ok(GiftHour {
        start: Timestamp(get(row, "hour_start")?),
        gifts: get(row, "gifts")?,
        given_minor: get(row, "raised_minor")?,
        taken_back_minor: get(row, "reduced_minor")?,
    })
}
