//! `payments_blocked_card`: cards that the provider takes no more.

use super::unreadable;
use crate::provider::Card;
use contracts::{PledgeId, Timestamp, UserId};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The provider refuses it.
    Blocked = 0,
    /// Somebody wants it taken off the list.
    Asked = 1,
    /// It was.
    Free = 2,
}

impl State {
    fn of(number: i16) -> Option<Self> {
        [Self::Blocked, Self::Asked, Self::Free].into_iter().find(|it| *it as i16 == number)
    }
}

/// A card on the list, and the disputes that put it there.
#[derive(Clone, Debug)]
pub(crate) struct Blocked {
    /// The provider's name of its place on the list.
    pub(crate) item: String,
    pub(crate) brand: Option<String>,
    pub(crate) last4: Option<String>,
    pub(crate) state: State,
    pub(crate) blocked_at: Timestamp,
    /// Each with its pledge, the first one first.
    pub(crate) disputes: Vec<(String, PledgeId)>,
}

/// Notes a card once, however many disputes put it there.
pub(crate) async fn insert_once(tx: &Transaction, item: &str, card: &Card) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_blocked_card (item, brand, last4, state, blocked_at) VALUES ($1, $2, $3, 0, $4) \
               ON CONFLICT DO NOTHING";
    let values = vec![item.into(), card.brand.clone().into(), card.last4.clone().into(), tx.now.0.into()];
    tx.exec(sql, values).await.map(drop)
}

/// Notes that `by` wants a card taken off the list, and gives how often somebody did. None when it is not on it, or is
/// being taken off already.
pub(crate) async fn ask_off(
    tx: &Transaction,
    item: &str,
    by: UserId,
    reason: &str,
) -> Result<Option<i32>, DbErr> {
    let sql = "UPDATE payments_blocked_card SET state = 1, asked = asked + 1, asked_by = $2, reason = $3 \
               WHERE item = $1 AND state = 0 RETURNING asked";
    let row = tx.one(sql, vec![item.into(), by.0.into(), reason.into()]).await?;
    row.map(|row| row.try_get("", "asked")).transpose()
}

/// How a card stands that was on the list once.
pub(crate) async fn state(db: &impl Sql, item: &str) -> Result<Option<State>, DbErr> {
    let row = db.one("SELECT state FROM payments_blocked_card WHERE item = $1", vec![item.into()]).await?;
    let Some(row) = row else { return Ok(None) };
    let state: i16 = row.try_get("", "state")?;
    State::of(state).map(Some).ok_or_else(|| unreadable("state of a blocked card", state))
}

/// Notes what came of that.
pub(crate) async fn set_state(tx: &Transaction, item: &str, state: State) -> Result<(), DbErr> {
    let sql = "UPDATE payments_blocked_card SET state = $2, ended_at = $3 WHERE item = $1 AND state = 1";
    let ended = (state == State::Free).then_some(tx.now.0);
    tx.exec(sql, vec![item.into(), (state as i16).into(), ended.into()]).await.map(drop)
}

/// The cards on the list, the latest first.
pub(crate) async fn on_list(db: &impl ConnectionTrait) -> Result<Vec<Blocked>, DbErr> {
    let sql = "SELECT c.item, c.brand, c.last4, c.state, c.blocked_at, d.id AS dispute, d.pledge FROM \
               (SELECT * FROM payments_blocked_card WHERE state IN (0, 1) ORDER BY blocked_at DESC, item LIMIT 200) c \
               JOIN payments_dispute d ON d.card_blocked = c.item ORDER BY c.blocked_at DESC, c.item, d.card_blocked_at, d.id";
    let mut all: Vec<Blocked> = Vec::new();
    for row in db.all(sql, vec![]).await? {
        let item: String = row.try_get("", "item")?;
        if all.last().is_none_or(|it| it.item != item) {
            let state: i16 = row.try_get("", "state")?;
            all.push(Blocked {
                item,
                brand: row.try_get("", "brand")?,
                last4: row.try_get("", "last4")?,
                state: State::of(state).ok_or_else(|| unreadable("state of a blocked card", state))?,
                blocked_at: Timestamp(row.try_get("", "blocked_at")?),
                disputes: Vec::new(),
            });
        }
        let dispute = (row.try_get("", "dispute")?, PledgeId(row.try_get("", "pledge")?));
        if let Some(card) = all.last_mut() {
            card.disputes.push(dispute);
        }
    }
    Ok(all)
}
