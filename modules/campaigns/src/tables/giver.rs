use super::get;
use contracts::{CampaignId, Money, PersonId, PledgeId, Timestamp};
use kernel::db::Sql;
use sea_orm::DbErr;

/// Somebody who gave, as the campaign's page names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Giver {
    /// `None` when they would rather not be named, or were forgotten.
    pub(crate) name: Option<String>,
    pub(crate) amount_minor: i64,
    pub(crate) given_at: Timestamp,
    /// How much it was stays unsaid.
    pub(crate) amount_hidden: bool,
    /// The text that says how it is dedicated, and to whom.
    pub(crate) dedicated: Option<(String, String)>,
}

/// A pledge that counts.
pub(crate) struct Counted {
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) person: PersonId,
    pub(crate) name: Option<String>,
    pub(crate) amount: Money,
    pub(crate) given_at: Timestamp,
}

/// Keeps a pledge that counts; `false` when it is kept already.
pub(crate) async fn insert(db: &impl Sql, it: &Counted) -> Result<bool, DbErr> {
    let sql = "INSERT INTO campaigns_giver (pledge, campaign, person, name, amount_minor, given_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (pledge) DO NOTHING";
    let values = vec![
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.person.0.into(),
        it.name.clone().into(),
        it.amount.minor.into(),
        it.given_at.0.into(),
    ];
    Ok(db.exec(sql, values).await? == 1)
}

/// Who gave `pledge` and what it counts for.
pub(crate) async fn of_pledge(db: &impl Sql, pledge: PledgeId) -> Result<Option<(PersonId, i64)>, DbErr> {
    let sql = "SELECT person, amount_minor FROM campaigns_giver WHERE pledge = $1";
    let row = db.one(sql, vec![pledge.0.into()]).await?;
    row.map(|row| Ok((PersonId(get(&row, "person")?), get(&row, "amount_minor")?))).transpose()
}

/// How many pledges of `person` to `campaign` count.
pub(crate) async fn pledges_of(db: &impl Sql, campaign: CampaignId, person: PersonId) -> Result<i64, DbErr> {
    let sql = "SELECT COUNT(*) FROM campaigns_giver WHERE campaign = $1 AND person = $2";
    let row = db.one(sql, vec![campaign.0.into(), person.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get_by_index(0))
}

/// What `pledge` counts for from now on; it goes when that is nothing.
pub(crate) async fn set(db: &impl Sql, pledge: PledgeId, amount_minor: i64) -> Result<(), DbErr> {
    if amount_minor <= 0 {
        let sql = "DELETE FROM campaigns_giver WHERE pledge = $1";
        return db.exec(sql, vec![pledge.0.into()]).await.map(drop);
    }
    let sql = "UPDATE campaigns_giver SET amount_minor = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), amount_minor.into()]).await.map(drop)
}

/// How the giver of `pledge` is named from now on.
pub(crate) async fn rename(db: &impl Sql, pledge: PledgeId, name: Option<String>) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_giver SET name = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), name.into()]).await.map(drop)
}

/// Whether the page says how much `pledge` is.
pub(crate) async fn hide_amount(db: &impl Sql, pledge: PledgeId, hidden: bool) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_giver SET amount_hidden = $2 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), i16::from(hidden).into()]).await.map(drop)
}

/// How `pledge` is dedicated from now on, and to whom.
pub(crate) async fn dedicate(
    db: &impl Sql,
    pledge: PledgeId,
    dedicated: Option<(&'static str, String)>,
) -> Result<(), DbErr> {
    let (how, to) = dedicated.unzip();
    let sql = "UPDATE campaigns_giver SET dedication = $2, dedicated_to = $3 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), how.into(), to.into()]).await.map(drop)
}

/// The last `limit` who gave to `campaign`, the latest first.
pub(crate) async fn recent(db: &impl Sql, campaign: CampaignId, limit: i64) -> Result<Vec<Giver>, DbErr> {
    let sql = "SELECT name, amount_minor, given_at, dedication, dedicated_to, amount_hidden FROM campaigns_giver WHERE campaign = $1 \
               ORDER BY given_at DESC, pledge DESC LIMIT $2";
    let rows = db.all(sql, vec![campaign.0.into(), limit.into()]).await?;
    let read = |row| {
        Ok(Giver {
            name: get(row, "name")?,
            amount_minor: get(row, "amount_minor")?,
            given_at: Timestamp(get(row, "given_at")?),
            amount_hidden: get::<i16>(row, "amount_hidden")? != 0,
            dedicated: get::<Option<String>>(row, "dedication")?.zip(get(row, "dedicated_to")?),
        })
    };
    rows.iter().map(read).collect()
}
