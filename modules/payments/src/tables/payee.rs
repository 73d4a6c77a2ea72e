//! This module's own copy of what a payout must know of a campaign.

use crate::{payment::Payment, payout::HOLD};
use contracts::{CampaignId, Currency, Timestamp, UserId, campaigns::CampaignPublished};
use kernel::{Transaction, db::Sql, web::Queued};
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use std::collections::{BTreeMap, BTreeSet};

/// Who is paid what a campaign raised.
#[derive(Clone, Debug)]
pub(crate) struct Payee {
    pub(crate) campaign: CampaignId,
    pub(crate) creator: UserId,
    pub(crate) title: String,
    pub(crate) slug: String,
    pub(crate) currency: Currency,
    pub(crate) deadline_at: Timestamp,
    /// Whether the money stays, for now or because it goes back.
    pub(crate) frozen: bool,
    /// Whether it goes back to the donors.
    pub(crate) goes_back: bool,
}

/// Why a campaign's money stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frozen {
    /// It may be paid out.
    No = 0,
    /// The campaign is suspended.
    Suspended = 1,
    /// It goes back to the donors.
    GoesBack = 2,
}

fn read(row: &QueryResult) -> Result<Payee, DbErr> {
    Ok(Payee {
        campaign: CampaignId(row.try_get("", "campaign")?),
        creator: UserId(row.try_get("", "creator")?),
        title: row.try_get("", "title")?,
        slug: row.try_get("", "slug")?,
        currency: row.try_get("", "currency")?,
        deadline_at: Timestamp(row.try_get("", "deadline_at")?),
        frozen: row.try_get::<i16>("", "frozen")? != 0,
        goes_back: row.try_get::<i16>("", "frozen")? == Frozen::GoesBack as i16,
    })
}

/// The latest word of campaigns is how it stands.
pub(crate) async fn remember(tx: &Transaction, it: &CampaignPublished) -> Result<(), DbErr> {
    let sql = "INSERT INTO payments_payee (campaign, creator, title, slug, currency, deadline_at) \
               VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign) DO UPDATE SET title = excluded.title, \
               creator = excluded.creator, deadline_at = excluded.deadline_at";
    let values = vec![
        it.campaign.0.into(),
        it.creator.0.into(),
        it.title.clone().into(),
        it.slug.clone().into(),
        it.currency.code().into(),
        it.deadline_at.0.into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Notes whether a campaign's money stays. Money that goes back stays so, whatever is said of the campaign later.
pub(crate) async fn freeze(tx: &Transaction, campaign: CampaignId, why: Frozen) -> Result<(), DbErr> {
    let sql = "UPDATE payments_payee SET frozen = $1 WHERE campaign = $2 AND frozen <> 2";
    tx.exec(sql, vec![(why as i16).into(), campaign.0.into()]).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Option<Payee>, DbErr> {
    let sql = "SELECT * FROM payments_payee WHERE campaign = $1";
    db.one(sql, vec![campaign.0.into()]).await?.as_ref().map(read).transpose()
}

/// What each of `campaigns` is called, which are as many as a page lists.
pub(crate) async fn titles(
    db: &impl ConnectionTrait,
    campaigns: BTreeSet<CampaignId>,
) -> Result<BTreeMap<CampaignId, String>, DbErr> {
    let mut titles = BTreeMap::new();
    for campaign in campaigns {
        if let Some(it) = find(db, campaign).await? {
            titles.insert(campaign, it.title);
        }
    }
    Ok(titles)
}

pub(crate) async fn by_slug(db: &impl ConnectionTrait, slug: &str) -> Result<Option<Payee>, DbErr> {
    // PostgreSQL takes no text with this character, so nothing can be called so.
    if slug.contains('\0') {
        return Ok(None);
    }
    let sql = "SELECT * FROM payments_payee WHERE slug = $1";
    db.one(sql, vec![slug.into()]).await?.as_ref().map(read).transpose()
}

/// Campaigns that ended before `before`, oldest end first.
pub(crate) async fn ended(db: &impl ConnectionTrait, before: Timestamp) -> Result<Vec<Payee>, DbErr> {
    let sql = "SELECT * FROM payments_payee WHERE deadline_at <= $1 ORDER BY deadline_at, campaign";
    db.all(sql, vec![before.0.into()]).await?.iter().map(read).collect()
}

/// Campaigns that ended before $1 with money that was not earned yet: no bank has it under consideration, and at $2
/// nothing stands in the way of proposing that it is paid out.
const TO_PROPOSE: &str = "FROM payments_payee p JOIN payments_account a ON a.creator = p.creator \
     WHERE p.deadline_at <= $1 AND p.frozen = 0 AND a.payouts_enabled = 1 \
     AND (a.held_until IS NULL OR a.held_until <= $2) \
     AND NOT EXISTS (SELECT 1 FROM payments_payout o WHERE o.creator = p.creator AND o.currency = p.currency \
     AND o.state IN (0, 1, 2, 3)) \
     AND EXISTS (SELECT 1 FROM payments_payment y WHERE y.campaign = p.campaign AND y.status = 3 AND y.earned_at IS NULL \
     AND NOT EXISTS (SELECT 1 FROM payments_dispute d WHERE d.payment = y.id AND d.state IN (0, 1)) \
     AND (SELECT SUM(l.minor) FROM payments_posting_group g JOIN payments_posting l ON l.group_id = g.id \
     WHERE g.payment = y.id AND l.account LIKE 'campaign:%:escrow') < 0)";

/// The campaigns of which a first payout can be proposed.
pub(crate) async fn to_propose(db: &impl Sql, now: Timestamp) -> Result<BTreeSet<CampaignId>, DbErr> {
    let sql = format!("SELECT p.campaign {TO_PROPOSE}");
    let rows = db.all(&sql, vec![now.before(HOLD).0.into(), now.0.into()]).await?;
    rows.iter().map(|row| Ok(CampaignId(row.try_get("", "campaign")?))).collect()
}

/// Another campaign of the creator of `payee` whose money in the same currency may be paid out at `now`: the latest one.
pub(crate) async fn in_its_place(
    db: &impl ConnectionTrait,
    payee: &Payee,
    now: Timestamp,
) -> Result<Option<CampaignId>, DbErr> {
    let sql = "SELECT campaign FROM payments_payee WHERE creator = $1 AND currency = $2 AND frozen = 0 AND deadline_at <= $3 \
               ORDER BY deadline_at DESC, campaign LIMIT 1";
    let values = vec![payee.creator.0.into(), payee.currency.code().into(), now.before(HOLD).0.into()];
    let row = db.one(sql, values).await?;
    row.map(|row| row.try_get("", "campaign").map(CampaignId)).transpose()
}

/// How many there are.
pub(crate) async fn waiting(db: &impl Sql, now: Timestamp) -> Result<Queued, DbErr> {
    let sql = format!("SELECT 1 AS one {TO_PROPOSE}");
    Queued::count(db, &sql, vec![now.before(HOLD).0.into(), now.0.into()]).await
}

/// Whose money a payment has become; nobody's while it is held in escrow.
pub(crate) async fn earned_by(tx: &Transaction, payment: &Payment) -> Result<Option<UserId>, DbErr> {
    if payment.earned_at.is_none() {
        return Ok(None);
    }
    Ok(find(tx, payment.campaign).await?.map(|it| it.creator))
}
