use super::get;
use contracts::CampaignId;
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;

/// What came by one kind of link. Amounts are in the campaign's currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Empty when no link said anything.
    pub(crate) source: String,
    pub(crate) gifts: i64,
    /// How many of them were not taken back whole.
    pub(crate) counting: i64,
    pub(crate) given_minor: i64,
    pub(crate) taken_back_minor: i64,
}

/// `gift` came by a link that said `source`. It is said before the gift counts.
pub(crate) async fn came_by(
    db: &impl Sql,
    gift: Uuid,
    campaign: CampaignId,
    source: &str,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO analytics_gift (gift, campaign, source, given_minor, taken_back_minor) \
               VALUES ($1, $2, $3, 0, 0) ON CONFLICT (gift) DO UPDATE SET source = excluded.source";
    db.exec(sql, vec![gift.into(), campaign.0.into(), source.into()]).await.map(drop)
}

/// `gift` counts for `minor`.
pub(crate) async fn given(db: &impl Sql, gift: Uuid, campaign: CampaignId, minor: i64) -> Result<(), DbErr> {
    let sql = "INSERT INTO analytics_gift (gift, campaign, source, given_minor, taken_back_minor) \
               VALUES ($1, $2, '', $3, 0) ON CONFLICT (gift) DO UPDATE SET given_minor = excluded.given_minor";
    db.exec(sql, vec![gift.into(), campaign.0.into(), minor.into()]).await.map(drop)
}

/// `minor` of `gift` ceased to count.
pub(crate) async fn taken_back(db: &impl Sql, gift: Uuid, minor: i64) -> Result<(), DbErr> {
    let sql = "UPDATE analytics_gift SET taken_back_minor = taken_back_minor + $2 WHERE gift = $1";
    db.exec(sql, vec![gift.into(), minor.into()]).await.map(drop)
}

/// Where what was given to `campaign` came from, the most money first.
pub(crate) async fn sources(db: &impl Sql, campaign: CampaignId) -> Result<Vec<Source>, DbErr> {
    let sql = "SELECT source, COUNT(*) AS gifts, \
               COUNT(CASE WHEN given_minor > taken_back_minor THEN 1 END) AS counting, CAST(SUM(given_minor) AS bigint) AS given, \
               CAST(SUM(taken_back_minor) AS bigint) AS taken_back FROM analytics_gift \
               WHERE campaign = $1 AND given_minor > 0 GROUP BY source \
               ORDER BY SUM(given_minor - taken_back_minor) DESC, source LIMIT 50";
    let read = |row: &QueryResult| {
        Ok(Source {
            source: get(row, "source")?,
            gifts: get(row, "gifts")?,
            counting: get(row, "counting")?,
            given_minor: get(row, "given")?,
            taken_back_minor: get(row, "taken_back")?,
        })
    };
    db.all(sql, vec![campaign.0.into()]).await?.iter().map(read).collect()
}

/// How many gifts to `campaign` were of `from` or more and of less than `to`.
pub(crate) async fn between(
    db: &impl Sql,
    campaign: CampaignId,
    (from, to): (i64, i64),
) -> Result<i64, DbErr> {
    let sql =
        "SELECT COUNT(*) FROM analytics_gift WHERE campaign = $1 AND given_minor >= $2 AND given_minor < $3";
    let row = db.one(sql, vec![campaign.0.into(), from.into(), to.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// The smallest and the largest gift to `campaign`; `None` while there is none.
pub(crate) async fn range(db: &impl Sql, campaign: CampaignId) -> Result<Option<(i64, i64)>, DbErr> {
    let sql = "SELECT MIN(given_minor) AS least, MAX(given_minor) AS most FROM analytics_gift \
               WHERE campaign = $1 AND given_minor > 0";
    let Some(row) = db.one(sql, vec![campaign.0.into()]).await? else { return Ok(None) };
    let (least, most): (Option<i64>, Option<i64>) = (get(&row, "least")?, get(&row, "most")?);
    Ok(least.zip(most))
}
