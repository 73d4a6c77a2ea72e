//! `pledges_pledge`: each pledge as its events leave it.

use super::{gift, unreadable};
use crate::{
    plan::PartOf,
    pledge::{Pledge, Status, Terms},
};
use contracts::{
    CampaignId, Currency, PersonId, PlanId, PledgeId, RewardId, Timestamp, UserId,
    pledges::{Collection, Gift},
};
use kernel::{Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};

/// A pledge as it stands.
#[derive(Clone, Debug)]
pub(crate) struct PledgeRow {
    pub(crate) id: PledgeId,
    pub(crate) reference: String,
    pub(crate) campaign: CampaignId,
    pub(crate) donor: Option<UserId>,
    pub(crate) reward: Option<RewardId>,
    pub(crate) status: Status,
    pub(crate) hold: i16,
    pub(crate) gift: Gift,
    pub(crate) counts_minor: i64,
    pub(crate) collected_minor: i64,
    pub(crate) refunded_minor: i64,
    pub(crate) checkout_url: Option<String>,
    pub(crate) request_hash: Vec<u8>,
    pub(crate) accepted_at: Timestamp,
    pub(crate) reserved_until: Timestamp,
    /// The number of the latest attempt that payments was asked for.
    pub(crate) attempts: i32,
    /// Where another card is saved, once the page is open.
    pub(crate) card_url: Option<String>,
    /// When the donor asked for that page.
    pub(crate) card_asked_at: Option<Timestamp>,
    /// The plan that it is a gift of.
    pub(crate) plan: Option<PartOf>,
}

impl PledgeRow {
    pub(crate) fn currency(&self) -> Currency {
        self.gift.amount.currency
    }
}

/// A pledge that is about to be made.
pub(crate) struct NewPledge<'a> {
    pub(crate) id: PledgeId,
    pub(crate) reference: String,
    pub(crate) person: PersonId,
    pub(crate) donor: Option<UserId>,
    pub(crate) terms: &'a Terms,
    /// Of what the form said, to tell a double click from another form with the same id.
    pub(crate) request_hash: &'a [u8],
}

/// Writes a new pledge; false when there is one of that id. Two at once meet here, and the later one waits.
pub(crate) async fn insert_once(tx: &Transaction, it: &NewPledge<'_>) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_pledge (pledge, reference, campaign, person, donor, reward, status, hold, collection, \
         currency, amount_minor, tip_minor, covered_fee_minor, counts_minor, collected_minor, refunded_minor, \
         request_hash, accepted_at, reserved_until, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, 'reserved', 0, $7, $8, $9, $10, $11, 0, 0, 0, $12, $13, $14, $13) \
         ON CONFLICT DO NOTHING";
    let Terms { campaign, reward, gift, collection, accepted_at, reserved_until, .. } = it.terms;
    let values = vec![
        it.id.0.into(),
        it.reference.clone().into(),
        campaign.0.into(),
        it.person.0.into(),
        it.donor.map(|it| it.0).into(),
        reward.map(|it| it.0).into(),
        collection_name(*collection).into(),
        gift.amount.currency.code().into(),
        gift.amount.minor.into(),
        gift.tip.minor.into(),
        gift.covered_fee.minor.into(),
        it.request_hash.to_vec().into(),
        accepted_at.0.into(),
        reserved_until.0.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// Brings the row up to what its events add up to.
pub(crate) async fn save(tx: &Transaction, id: PledgeId, it: &Pledge) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET status = $2, hold = $3, counts_minor = $4, collected_minor = $5, \
         refunded_minor = $6, updated_at = $7, amount_minor = COALESCE($8, amount_minor), tip_minor = COALESCE($9, tip_minor), \
         covered_fee_minor = COALESCE($10, covered_fee_minor), reward = $11, \
         reserved_until = COALESCE($12, reserved_until) WHERE pledge = $1";
    let gift = it.terms.as_ref().map(|it| it.gift);
    let reward = it.terms.as_ref().and_then(|it| it.reward);
    let values = vec![
        id.0.into(),
        it.status().name().into(),
        (it.hold as i16).into(),
        it.counts_for().map_or(0, |it| it.minor).into(),
        it.collected.map_or(0, |it| it.total().minor).into(),
        it.refunded().map_or(0, |it| it.total().minor).into(),
        tx.now.0.into(),
        gift.map(|it| it.amount.minor).into(),
        gift.map(|it| it.tip.minor).into(),
        gift.map(|it| it.covered_fee.minor).into(),
        reward.map(|it| it.0).into(),
        it.terms.as_ref().map(|it| it.reserved_until.0).into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Makes what guests gave with the address `email` `user`'s own. What belongs to somebody already stays theirs.
pub(crate) async fn adopt(tx: &Transaction, user: UserId, email: &str) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET donor = $1 WHERE donor IS NULL \
         AND pledge IN (SELECT pledge FROM pledges_contact WHERE lower(email) = $2)";
    tx.exec(sql, vec![user.0.into(), email.to_lowercase().into()]).await.map(drop)
}

/// Makes a guest's pledge that of the account whose address was proved to be the one it was given with, if there is one.
/// They need not prove anew what they proved: mails about the gift, and the link to its page, go there anyway.
pub(crate) async fn adopt_one(tx: &Transaction, id: PledgeId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET donor = (SELECT m.donor FROM pledges_contact c \
         JOIN pledges_member m ON lower(m.email) = lower(c.email) WHERE c.pledge = $1 LIMIT 1) \
         WHERE pledge = $1 AND donor IS NULL";
    tx.exec(sql, vec![id.0.into()]).await.map(drop)
}

/// Keeps where the donor pays.
pub(crate) async fn set_checkout_url(tx: &Transaction, id: PledgeId, url: &str) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET checkout_url = $2 WHERE pledge = $1";
    tx.exec(sql, vec![id.0.into(), url.into()]).await.map(drop)
}

/// The page that was open takes no more money.
pub(crate) async fn forget_checkout_url(tx: &Transaction, id: PledgeId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET checkout_url = NULL WHERE pledge = $1";
    tx.exec(sql, vec![id.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, id: PledgeId) -> Result<Option<PledgeRow>, DbErr> {
    let row = db.one("SELECT * FROM pledges_pledge WHERE pledge = $1", vec![id.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The pledges of `donor`.
pub(crate) async fn of_donor(db: &impl ConnectionTrait, donor: UserId) -> Result<Vec<PledgeId>, DbErr> {
    let rows = db.all("SELECT pledge FROM pledges_pledge WHERE donor = $1", vec![donor.0.into()]).await?;
    rows.iter().map(|row| Ok(PledgeId(row.try_get("", "pledge")?))).collect()
}

/// Every pledge, oldest first. For checks.
pub(crate) async fn all(db: &impl ConnectionTrait) -> Result<Vec<PledgeRow>, DbErr> {
    db.all("SELECT * FROM pledges_pledge ORDER BY pledge", vec![]).await?.iter().map(read).collect()
}

const fn collection_name(collection: Collection) -> &'static str {
    match collection {
        Collection::Charge => "charge",
        Collection::SaveCard => "save_card",
    }
}

pub(crate) fn read(row: &QueryResult) -> Result<PledgeRow, DbErr> {
    let status = row.try_get::<String>("", "status")?.parse().map_err(|it| unreadable("status", it))?;
    Ok(PledgeRow {
        id: PledgeId(row.try_get("", "pledge")?),
        reference: row.try_get("", "reference")?,
        campaign: CampaignId(row.try_get("", "campaign")?),
        donor: row.try_get::<Option<uuid::Uuid>>("", "donor")?.map(UserId),
        reward: row.try_get::<Option<uuid::Uuid>>("", "reward")?.map(RewardId),
        status,
        hold: row.try_get("", "hold")?,
        gift: gift(row)?,
        counts_minor: row.try_get("", "counts_minor")?,
        collected_minor: row.try_get("", "collected_minor")?,
        refunded_minor: row.try_get("", "refunded_minor")?,
        checkout_url: row.try_get("", "checkout_url")?,
        request_hash: row.try_get("", "request_hash")?,
        accepted_at: Timestamp(row.try_get("", "accepted_at")?),
        reserved_until: Timestamp(row.try_get("", "reserved_until")?),
        attempts: row.try_get("", "attempts")?,
        card_url: row.try_get("", "card_url")?,
        card_asked_at: row.try_get::<Option<i64>>("", "card_asked_at")?.map(Timestamp),
        plan: part_of(row)?,
    })
}

fn part_of(row: &QueryResult) -> Result<Option<PartOf>, DbErr> {
    let Some(plan) = row.try_get::<Option<uuid::Uuid>>("", "plan")? else { return Ok(None) };
    Ok(Some(PartOf {
        plan: PlanId(plan),
        period: row.try_get("", "plan_period")?,
        card: row.try_get::<Option<uuid::Uuid>>("", "plan_card")?.map(PledgeId),
    }))
}

/// What the pledge is to a plan, when it is a gift of one.
pub(crate) async fn plan_of(db: &impl ConnectionTrait, id: PledgeId) -> Result<Option<PartOf>, DbErr> {
    let sql = "SELECT plan, plan_period, plan_card FROM pledges_pledge WHERE pledge = $1";
    db.one(sql, vec![id.0.into()]).await?.as_ref().map_or(Ok(None), part_of)
}

/// Counts one more attempt about a pledge whose saga is locked, and gives its number.
pub(crate) async fn next_attempt(tx: &Transaction, id: PledgeId) -> Result<i32, DbErr> {
    let sql = "UPDATE pledges_pledge SET attempts = attempts + 1 WHERE pledge = $1 RETURNING attempts";
    let row = tx.one(sql, vec![id.0.into()]).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("pledge {id}")))?;
    row.try_get("", "attempts")
}

/// Notes that the donor asked for a page to save another card, at `asked_at`, and where it is once that is known.
/// Nothing of both when the page is done with.
pub(crate) async fn set_card_page(
    tx: &Transaction,
    id: PledgeId,
    asked_at: Option<Timestamp>,
    url: Option<&str>,
) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET card_asked_at = $2, card_url = $3 WHERE pledge = $1";
    let values = vec![id.0.into(), asked_at.map(|it| it.0).into(), url.map(str::to_owned).into()];
    tx.exec(sql, values).await.map(drop)
}

/// Makes the pledge a gift of a plan.
pub(crate) async fn set_plan(tx: &Transaction, id: PledgeId, it: &PartOf) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_pledge SET plan = $2, plan_period = $3, plan_card = $4 WHERE pledge = $1";
    let values = vec![id.0.into(), it.plan.0.into(), it.period.into(), it.card.map(|it| it.0).into()];
    tx.exec(sql, values).await.map(drop)
}
