//! `pledges_settlement`: one row for each promise whose card is, or was, to be charged.

use contracts::{CampaignId, PledgeId, Timestamp};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};

/// How a settlement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The card is being charged for the first time.
    Charging,
    /// It was refused; the donor is asked to help.
    Repair,
    /// The money is here.
    Collected,
    /// A week went by without money, or the pledge was taken back.
    Dropped,
}

impl State {
    const fn name(self) -> &'static str {
        match self {
            Self::Charging => "charging",
            Self::Repair => "repair",
            Self::Collected => "collected",
            Self::Dropped => "dropped",
        }
    }

    fn of(name: &str) -> Result<Self, DbErr> {
        [Self::Charging, Self::Repair, Self::Collected, Self::Dropped]
            .into_iter()
            .find(|it| it.name() == name)
            .ok_or_else(|| DbErr::Type(format!("`{name}` is no state of a settlement")))
    }
}

/// How one promise is being collected.
#[derive(Clone, Debug)]
pub(crate) struct Settlement {
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) state: State,
    /// The last attempt of the pledge.
    pub(crate) attempt: i32,
    /// Nobody said yet how that attempt ended.
    pub(crate) in_flight: bool,
    /// Why the card was refused the last time, in the provider's code.
    pub(crate) code: Option<String>,
    /// When it was first refused.
    pub(crate) repair_since: Option<Timestamp>,
}

impl Settlement {
    /// Whether money may still come of it.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, State::Charging | State::Repair)
    }
}

/// The settlement of a pledge.
pub(crate) async fn find(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Settlement>, DbErr> {
    read(db, "SELECT * FROM pledges_settlement WHERE pledge = $1", pledge).await
}

/// The settlement of a pledge, and nobody else changes it until this transaction ends.
pub(super) async fn lock(tx: &Transaction, pledge: PledgeId) -> Result<Option<Settlement>, DbErr> {
    let how = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
    read(tx, &format!("SELECT * FROM pledges_settlement WHERE pledge = $1{how}"), pledge).await
}

async fn read(db: &impl ConnectionTrait, sql: &str, pledge: PledgeId) -> Result<Option<Settlement>, DbErr> {
    db.one(sql, vec![pledge.0.into()]).await?.as_ref().map(of_row).transpose()
}

fn of_row(row: &QueryResult) -> Result<Settlement, DbErr> {
    Ok(Settlement {
        pledge: PledgeId(row.try_get("", "pledge")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        state: State::of(&row.try_get::<String>("", "state")?)?,
        attempt: row.try_get("", "attempt")?,
        in_flight: row.try_get::<i16>("", "in_flight")? != 0,
        code: row.try_get("", "code")?,
        repair_since: row.try_get::<Option<i64>>("", "repair_since")?.map(Timestamp),
    })
}

/// Begins one with its first charge; false when it has begun.
pub(super) async fn begin(tx: &Transaction, it: &Settlement) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_settlement (pledge, campaign, state, attempt, in_flight, began_at) \
         VALUES ($1, $2, $3, $4, 1, $5) ON CONFLICT DO NOTHING";
    let values = vec![
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.state.name().into(),
        it.attempt.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Writes down how it stands.
pub(super) async fn save(tx: &Transaction, it: &Settlement) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_settlement SET state = $2, attempt = $3, in_flight = $4, code = $5, \
         repair_since = $6, ended_at = $7 WHERE pledge = $1";
    let values = vec![
        it.pledge.0.into(),
        it.state.name().into(),
        it.attempt.into(),
        i16::from(it.in_flight).into(),
        it.code.clone().into(),
        it.repair_since.map(|at| at.0).into(),
        (!it.is_open()).then_some(tx.now.0).into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Up to `most` promises to `campaign`, in order and `after` that one, whose cards nobody was asked to charge yet.
pub(super) async fn waiting(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    after: PledgeId,
    most: i64,
) -> Result<Vec<PledgeId>, DbErr> {
    let sql = "SELECT p.pledge FROM pledges_pledge p WHERE p.campaign = $1 AND p.status = 'card_saved' AND p.pledge > $2 \
         AND NOT EXISTS (SELECT 1 FROM pledges_settlement s WHERE s.pledge = p.pledge) \
         ORDER BY p.pledge LIMIT $3";
    let rows = db.all(sql, vec![campaign.0.into(), after.0.into(), most.into()]).await?;
    rows.iter().map(|row| Ok(PledgeId(row.try_get("", "pledge")?))).collect()
}

/// Lets the weeks of `campaign` end as much later as they stood still between `since` and `until`.
pub(crate) async fn stood_still(
    tx: &Transaction,
    campaign: CampaignId,
    since: Timestamp,
    until: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_settlement SET began_at = began_at + $3 - CASE WHEN began_at > $2 THEN began_at ELSE $2 END, \
         repair_since = repair_since + $3 - CASE WHEN repair_since > $2 THEN repair_since ELSE $2 END \
         WHERE campaign = $1 AND state IN ('charging', 'repair')";
    tx.exec(sql, vec![campaign.0.into(), since.0.into(), until.0.into()]).await.map(drop)
}
