use super::get;
use contracts::{CampaignId, Currency, Money, Timestamp};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use std::collections::BTreeMap;

/// How many campaigns one statement asks for.
const AT_ONCE: usize = 200;

/// What came in for a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Total {
    pub(crate) raised: Money,
    /// Persons, not pledges.
    pub(crate) givers: i64,
    /// When it last changed; `None` while nothing came in.
    pub(crate) changed_at: Option<Timestamp>,
}

impl Total {
    /// Of a campaign nobody gave to yet.
    pub(crate) fn nothing(currency: Currency) -> Self {
        Self { raised: Money::zero(currency), givers: 0, changed_at: None }
    }

    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let currency = super::campaign::currency(&get::<String>(row, "currency")?)?;
        Ok(Self {
            raised: Money::new(get(row, "raised_minor")?, currency),
            givers: get(row, "givers")?,
            changed_at: Some(Timestamp(get(row, "changed_at")?)),
        })
    }
}

/// Moves the total of `campaign` by `by` and `givers`, either of which may be negative.
pub(crate) async fn move_by(
    db: &impl Sql,
    campaign: CampaignId,
    by: Money,
    givers: i64,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_total (campaign, currency, raised_minor, givers, changed_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign) DO UPDATE SET \
               raised_minor = campaigns_total.raised_minor + excluded.raised_minor, \
               givers = campaigns_total.givers + excluded.givers, \
               changed_at = CASE WHEN excluded.changed_at > campaigns_total.changed_at \
               THEN excluded.changed_at ELSE campaigns_total.changed_at END";
    let values =
        vec![campaign.0.into(), by.currency.code().into(), by.minor.into(), givers.into(), at.0.into()];
    db.exec(sql, values).await.map(drop)
}

/// What came in for `campaign`, whose currency is `currency`.
pub(crate) async fn of(db: &impl Sql, campaign: CampaignId, currency: Currency) -> Result<Total, DbErr> {
    let sql = "SELECT * FROM campaigns_total WHERE campaign = $1";
    let row = db.one(sql, vec![campaign.0.into()]).await?;
    row.as_ref().map_or_else(|| Ok(Total::nothing(currency)), Total::read)
}

/// What came in for each of `campaigns`, whose goals are in the currency they collect.
pub(crate) async fn of_each(
    db: &impl Sql,
    campaigns: &[(CampaignId, Money)],
) -> Result<Vec<(CampaignId, Total)>, DbErr> {
    let mut found = Vec::with_capacity(campaigns.len());
    for some in campaigns.chunks(AT_ONCE) {
        let places: Vec<_> = (1..=some.len()).map(|it| format!("${it}")).collect();
        let sql = format!("SELECT * FROM campaigns_total WHERE campaign IN ({})", places.join(", "));
        let rows = db.all(&sql, some.iter().map(|(id, _)| id.0.into()).collect()).await?;
        let totals = rows.iter().map(|row| Ok((CampaignId(get(row, "campaign")?), Total::read(row)?)));
        let totals = totals.collect::<Result<BTreeMap<_, _>, DbErr>>()?;
        let total = |(id, goal): &(CampaignId, Money)| {
            (*id, totals.get(id).copied().unwrap_or_else(|| Total::nothing(goal.currency)))
        };
        found.extend(some.iter().map(total));
    }
    Ok(found)
}

/// Up to which place in the pledges' log the totals are folded.
pub(crate) async fn folded_up_to(db: &impl Sql) -> Result<i64, DbErr> {
    let sql = "SELECT pos FROM campaigns_subscription WHERE name = 'totals' AND source = 'pledges'";
    db.one(sql, vec![]).await?.map_or(Ok(0), |row| get(&row, "pos"))
}

/// Campaigns whose total is not what their givers gave, or is impossible.
pub(crate) async fn wrong(db: &impl Sql) -> Result<Vec<String>, DbErr> {
    let sql = "SELECT COALESCE(t.campaign, g.campaign) AS campaign, COALESCE(t.raised_minor, 0) AS raised, \
               COALESCE(t.givers, 0) AS givers, COALESCE(g.gave, 0) AS gave, COALESCE(g.persons, 0) AS persons \
               FROM campaigns_total t FULL JOIN (SELECT campaign, CAST(SUM(amount_minor) AS bigint) AS gave, \
               COUNT(DISTINCT person) AS persons FROM campaigns_giver GROUP BY campaign) g ON g.campaign = t.campaign \
               WHERE COALESCE(t.raised_minor, 0) < 0 OR COALESCE(t.raised_minor, 0) <> COALESCE(g.gave, 0) \
               OR COALESCE(t.givers, 0) <> COALESCE(g.persons, 0)";
    let rows = db.all(sql, vec![]).await?;
    let say = |row: &QueryResult| {
        let campaign = CampaignId(get(row, "campaign")?);
        let (raised, gave): (i64, i64) = (get(row, "raised")?, get(row, "gave")?);
        let (givers, persons): (i64, i64) = (get(row, "givers")?, get(row, "persons")?);
        Ok(format!("campaign/{campaign}: total {raised} of {givers} givers, but {persons} gave {gave}"))
    };
    rows.iter().map(say).collect()
}

/// What came in for each campaign, in its minor units.
pub(crate) async fn raised(db: &impl Sql) -> Result<BTreeMap<CampaignId, i64>, DbErr> {
    let rows = db.all("SELECT campaign, raised_minor FROM campaigns_total", vec![]).await?;
    rows.iter().map(|row| Ok((CampaignId(get(row, "campaign")?), get(row, "raised_minor")?))).collect()
}
