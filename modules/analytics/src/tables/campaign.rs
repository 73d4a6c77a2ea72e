use super::{currency, get};
use contracts::{CampaignId, Currency, Money, campaigns::CampaignPublished};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};

/// A campaign that figures are shown of.
#[derive(Clone, Debug)]
pub(crate) struct Campaign {
    pub(crate) id: CampaignId,
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) currency: Currency,
}

/// A campaign and all that was given to it.
#[derive(Clone, Debug)]
pub(crate) struct Sum {
    pub(crate) campaign: Campaign,
    pub(crate) gifts: i64,
    pub(crate) given: Money,
    pub(crate) taken_back: Money,
}

/// Keeps how a campaign stands; the latest message is how it does.
pub(crate) async fn keep(db: &impl Sql, it: &CampaignPublished) -> Result<(), DbErr> {
    let sql = "INSERT INTO analytics_campaign (campaign, slug, title, currency, published_at) \
               VALUES ($1, $2, $3, $4, $5) ON CONFLICT (campaign) DO UPDATE SET slug = excluded.slug, \
               title = excluded.title, currency = excluded.currency, published_at = excluded.published_at";
    let values = vec![
        it.campaign.0.into(),
        it.slug.as_str().into(),
        it.title.as_str().into(),
        it.currency.code().into(),
        it.published_at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl Sql, id: CampaignId) -> Result<Option<Campaign>, DbErr> {
    let row = db.one("SELECT * FROM analytics_campaign WHERE campaign = $1", vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Every campaign with its sums, those with the most gifts first.
pub(crate) async fn sums(db: &impl Sql) -> Result<Vec<Sum>, DbErr> {
    let sql = "SELECT c.*, COALESCE(h.gifts, 0) AS gifts, COALESCE(h.given, 0) AS given, \
               COALESCE(h.taken_back, 0) AS taken_back FROM analytics_campaign c LEFT JOIN \
               (SELECT campaign, CAST(SUM(gifts) AS bigint) AS gifts, CAST(SUM(raised_minor) AS bigint) AS given, \
               CAST(SUM(reduced_minor) AS bigint) AS taken_back FROM analytics_gift_hour GROUP BY campaign) h \
               ON h.campaign = c.campaign ORDER BY gifts DESC, c.title, c.slug";
    let rows = db.all(sql, vec![]).await?;
    let sum = |row| {
        let campaign = read(row)?;
        let money = |minor| Money::new(minor, campaign.currency);
        Ok(Sum {
            gifts: get(row, "gifts")?,
            given: money(get(row, "given")?),
            taken_back: money(get(row, "taken_back")?),
            campaign,
        })
    };
    rows.iter().map(sum).collect()
}

fn read(row: &QueryResult) -> Result<Campaign, DbErr> {
    Ok(Campaign {
        id: CampaignId(get(row, "campaign")?),
        slug: get(row, "slug")?,
        title: get(row, "title")?,
        currency: currency(row)?,
    })
}
