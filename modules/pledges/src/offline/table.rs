//! `pledges_offline_gift`.

use contracts::{CampaignId, Currency, Money, OfflineGiftId, PersonId, Timestamp, UserId};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use serde::Serialize;
use uuid::Uuid;

/// How the money came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Method {
    Cash,
    Cheque,
    Bank,
}

impl Method {
    pub(crate) const ALL: [Self; 3] = [Self::Cash, Self::Cheque, Self::Bank];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Cheque => "cheque",
            Self::Bank => "bank",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

/// How a gift stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    Entered,
    Confirmed,
    Rejected,
    RefundDue,
    Refunded,
}

impl State {
    const ALL: [Self; 5] = [Self::Entered, Self::Confirmed, Self::Rejected, Self::RefundDue, Self::Refunded];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Confirmed => "confirmed",
            Self::Rejected => "rejected",
            Self::RefundDue => "refund_due",
            Self::Refunded => "refunded",
        }
    }
}

/// Whoever sees to a gift: one of those who answer for money.
#[derive(Clone, Debug)]
pub(crate) struct Keeper {
    pub(crate) user: UserId,
    /// What they were called then.
    pub(crate) name: String,
}

/// One gift.
#[derive(Clone, Debug)]
pub(crate) struct Gift {
    pub(crate) id: OfflineGiftId,
    pub(crate) campaign: CampaignId,
    pub(crate) person: PersonId,
    pub(crate) amount: Money,
    pub(crate) method: Method,
    pub(crate) name: Option<String>,
    /// The day it came, as `2026-11-23`.
    pub(crate) received_on: String,
    pub(crate) source: String,
    pub(crate) external_id: String,
    pub(crate) state: State,
    pub(crate) entered_by: UserId,
    pub(crate) entered_at: Timestamp,
    /// Whose task it is to hand it back, should it come to that; as far as anybody's.
    pub(crate) keeper: Option<Keeper>,
}

/// Writes a gift down. False when its number in its source was written down before.
pub(super) async fn insert(tx: &Transaction, it: &Gift) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_offline_gift (gift, campaign, person, currency, amount_minor, method, name, \
         received_on, source, external_id, state, entered_by, entered_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'entered', $11, $12) ON CONFLICT DO NOTHING";
    let values = vec![
        it.id.0.into(),
        it.campaign.0.into(),
        it.person.0.into(),
        it.amount.currency.code().into(),
        it.amount.minor.into(),
        it.method.name().into(),
        it.name.clone().into(),
        it.received_on.as_str().into(),
        it.source.as_str().into(),
        it.external_id.as_str().into(),
        it.entered_by.0.into(),
        tx.now.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// The gift that was written down as `external_id` of `source`, if any was.
pub(super) async fn written_down(
    db: &impl ConnectionTrait,
    source: &str,
    external_id: &str,
) -> Result<Option<Gift>, DbErr> {
    let sql = "SELECT * FROM pledges_offline_gift WHERE source = $1 AND external_id = $2";
    let row = db.one(sql, vec![source.into(), external_id.into()]).await?;
    row.as_ref().map(gift).transpose()
}

/// The gift, held until this transaction ends.
pub(super) async fn lock(tx: &Transaction, id: OfflineGiftId) -> Result<Option<Gift>, DbErr> {
    let lock = if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" };
    let sql = format!("SELECT * FROM pledges_offline_gift WHERE gift = $1{lock}");
    let row = tx.one(&sql, vec![id.0.into()]).await?;
    row.as_ref().map(gift).transpose()
}

/// The gifts to `campaign` that count.
pub(super) async fn confirmed(tx: &Transaction, campaign: CampaignId) -> Result<Vec<OfflineGiftId>, DbErr> {
    let sql =
        "SELECT gift FROM pledges_offline_gift WHERE campaign = $1 AND state = 'confirmed' ORDER BY gift";
    let rows = tx.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok(OfflineGiftId(row.try_get("", "gift")?))).collect()
}

/// Notes that `by` decided about a gift, and when by the clock that deadlines go by.
pub(super) async fn decide(
    tx: &Transaction,
    id: OfflineGiftId,
    state: State,
    by: UserId,
    decided_at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_offline_gift SET state = $2, decided_by = $3, decided_at = $4 WHERE gift = $1";
    let values = vec![id.0.into(), state.name().into(), by.0.into(), decided_at.0.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Whoever of those who answer for money confirmed a gift last.
pub(super) async fn last_keeper(tx: &Transaction) -> Result<Option<Keeper>, DbErr> {
    let sql = "SELECT keeper, keeper_name FROM pledges_offline_gift WHERE keeper IS NOT NULL \
               ORDER BY decided_at DESC, gift DESC LIMIT 1";
    tx.one(sql, vec![]).await?.as_ref().map_or(Ok(None), keeper)
}

/// From now on `keeper` sees to a gift.
pub(super) async fn give_to(tx: &Transaction, id: OfflineGiftId, keeper: &Keeper) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_offline_gift SET keeper = $2, keeper_name = $3 WHERE gift = $1";
    tx.exec(sql, vec![id.0.into(), keeper.user.0.into(), keeper.name.as_str().into()]).await.map(drop)
}

/// `keeper`, whose account is closed, sees to no gift any more, and is named with none.
pub(crate) async fn forget_keeper(tx: &Transaction, keeper: UserId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_offline_gift SET keeper = NULL, keeper_name = NULL WHERE keeper = $1";
    tx.exec(sql, vec![keeper.0.into()]).await.map(drop)
}

pub(super) async fn refund_due(
    tx: &Transaction,
    id: OfflineGiftId,
    by: UserId,
    note: &str,
) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_offline_gift SET state = 'refund_due', refund_by = $2, refund_note = $3 WHERE gift = $1";
    tx.exec(sql, vec![id.0.into(), by.0.into(), note.into()]).await.map(drop)
}

pub(super) async fn refunded(tx: &Transaction, id: OfflineGiftId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_offline_gift SET state = 'refunded', refunded_at = $2 WHERE gift = $1";
    tx.exec(sql, vec![id.0.into(), tx.now.0.into()]).await.map(drop)
}

/// The gifts with the title of their campaign: what waits for somebody first, then the newest.
pub(crate) async fn listed(db: &impl ConnectionTrait) -> Result<Vec<(Gift, String)>, DbErr> {
    let sql = "SELECT g.*, c.title AS campaign_title FROM pledges_offline_gift g JOIN pledges_campaign c \
         ON c.campaign = g.campaign ORDER BY CASE WHEN g.state IN ('entered', 'refund_due') THEN 0 ELSE 1 END, \
         g.entered_at DESC, g.gift LIMIT 200";
    let rows = db.all(sql, vec![]).await?;
    rows.iter().map(|row| Ok((gift(row)?, row.try_get("", "campaign_title")?))).collect()
}

/// How many gifts stand so.
pub(crate) async fn in_state(db: &impl ConnectionTrait, state: State) -> Result<Queued, DbErr> {
    let rows = "SELECT 1 AS one FROM pledges_offline_gift WHERE state = $1";
    Queued::count(db, rows, vec![state.name().into()]).await
}

fn keeper(row: &QueryResult) -> Result<Option<Keeper>, DbErr> {
    let user: Option<Uuid> = row.try_get("", "keeper")?;
    let name: Option<String> = row.try_get("", "keeper_name")?;
    Ok(user.zip(name).map(|(user, name)| Keeper { user: UserId(user), name }))
}

fn gift(row: &QueryResult) -> Result<Gift, DbErr> {
    let text = |name| row.try_get::<String>("", name);
    let unknown = |what: &str| DbErr::Custom(format!("{what} is unknown to this program"));
    let (currency, method, state) = (text("currency")?, text("method")?, text("state")?);
    let currency: Currency = currency.parse().map_err(|_| unknown(&currency))?;
    Ok(Gift {
        id: OfflineGiftId(row.try_get("", "gift")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        person: PersonId(row.try_get("", "person")?),
        amount: Money::new(row.try_get("", "amount_minor")?, currency),
        method: Method::named(&method).ok_or_else(|| unknown(&method))?,
        name: row.try_get("", "name")?,
        received_on: text("received_on")?,
        source: text("source")?,
        external_id: text("external_id")?,
        state: State::ALL.into_iter().find(|it| it.name() == state).ok_or_else(|| unknown(&state))?,
        entered_by: UserId(row.try_get("", "entered_by")?),
        entered_at: Timestamp(row.try_get("", "entered_at")?),
        keeper: keeper(row)?,
    })
}
