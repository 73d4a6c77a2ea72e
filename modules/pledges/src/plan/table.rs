//! `pledges_plan` and `pledges_plan_period`.

use crate::tables::{gift, pledge, unreadable};
use contracts::{
    CampaignId, PlanId, PledgeId, Timestamp, UserId,
    pledges::{Gift, Interval, PlanEnd},
};
use futures::future::BoxFuture;
use kernel::{Context, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, QueryResult};
use std::time::Duration;

/// A gift is paid or given up by then, whatever the bank and the provider do.
const LONGEST: Duration = super::days(60);

/// How a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Its first gift is being paid.
    Starting,
    /// It gives.
    Active,
    /// It gives nothing until its donor says so.
    Paused,
    /// It gives nothing any more.
    Ended,
}

/// A donor's gifts to a campaign that follow by themselves.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    pub(crate) id: PlanId,
    /// The pledge that it began with.
    pub(crate) first: PledgeId,
    /// The pledge whose card is charged.
    pub(crate) card_of: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) every: Interval,
    pub(crate) state: State,
    /// What is given each time.
    pub(crate) gift: Gift,
    /// The IANA zone whose days are counted.
    pub(crate) zone: String,
    pub(crate) anchor_at: Timestamp,
    /// The number of the next gift.
    pub(crate) period: i32,
    /// When it is charged; nothing unless the plan is active.
    pub(crate) next_at: Option<Timestamp>,
    /// The gift that its donor was last reminded of.
    pub(crate) told_period: Option<i32>,
    /// When that was.
    pub(crate) told_at: Option<Timestamp>,
    /// What the donor agreed to, in the words that were shown.
    pub(crate) agreed: String,
    pub(crate) ended: Option<PlanEnd>,
}

/// How a gift that fell due stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PeriodState {
    /// A try is under way.
    Charging,
    /// The card was refused; another try comes, or the donor pays.
    Waiting,
    /// It is paid.
    Paid,
    /// It was never paid.
    GivenUp,
}

/// A gift that fell due.
#[derive(Clone, Debug)]
pub(crate) struct Period {
    pub(crate) plan: PlanId,
    pub(crate) period: i32,
    pub(crate) state: PeriodState,
    /// The pledge of the latest try.
    pub(crate) pledge: PledgeId,
    /// How often the card was tried without the donor.
    pub(crate) tries: i32,
    /// What is given.
    pub(crate) gift: Gift,
    /// Why it was refused the last time, in the provider's code.
    pub(crate) code: Option<String>,
    pub(crate) due_at: Timestamp,
    pub(crate) refused_at: Option<Timestamp>,
}

macro_rules! names {
    ($type:ident, $what:literal, $($variant:ident = $name:literal),* $(,)?) => {
        impl Named for $type {
            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            fn of(name: &str) -> Result<Self, DbErr> {
                match name {
                    $($name => Ok(Self::$variant),)*
                    other => Err(unreadable($what, other)),
                }
            }
        }
    };
}

/// What is stored by its name.
trait Named: Sized {
    fn name(self) -> &'static str;
    fn of(name: &str) -> Result<Self, DbErr>;
}

names!(
    State,
    "state of a plan",
    Starting = "starting",
    Active = "active",
    Paused = "paused",
    Ended = "ended"
);
names!(Interval, "interval of a plan", Monthly = "monthly", Yearly = "yearly");
names!(
    PeriodState,
    "state of a period",
    Charging = "charging",
    Waiting = "waiting",
    Paid = "paid",
    GivenUp = "given_up",
);
names!(
    PlanEnd,
    "end of a plan",
    CancelledByDonor = "cancelled_by_donor",
    EndedByStaff = "ended_by_staff",
    CampaignEnded = "campaign_ended",
    Completed = "completed",
    AccountClosed = "account_closed",
    Unpaid = "unpaid",
    Disputed = "disputed",
    NeverStarted = "never_started",
);

fn read(row: &QueryResult) -> Result<Plan, DbErr> {
    let text = |column| row.try_get::<String>("", column);
    Ok(Plan {
        id: PlanId(row.try_get("", "plan")?),
        first: PledgeId(row.try_get("", "first_pledge")?),
        card_of: PledgeId(row.try_get("", "card_of")?),
        campaign: CampaignId(row.try_get("", "campaign")?),
        every: Interval::of(&text("every")?)?,
        state: State::of(&text("state")?)?,
        gift: gift(row)?,
        zone: text("zone")?,
        anchor_at: Timestamp(row.try_get("", "anchor_at")?),
        period: row.try_get("", "period")?,
        next_at: row.try_get::<Option<i64>>("", "next_at")?.map(Timestamp),
        told_period: row.try_get("", "told_period")?,
        told_at: row.try_get::<Option<i64>>("", "told_at")?.map(Timestamp),
        agreed: text("agreed")?,
        ended: row.try_get::<Option<String>>("", "ended")?.map(|it| PlanEnd::of(&it)).transpose()?,
    })
}

fn read_period(row: &QueryResult) -> Result<Period, DbErr> {
    Ok(Period {
        plan: PlanId(row.try_get("", "plan")?),
        period: row.try_get("", "period")?,
        state: PeriodState::of(&row.try_get::<String>("", "state")?)?,
        pledge: PledgeId(row.try_get("", "pledge")?),
        tries: row.try_get("", "tries")?,
        gift: gift(row)?,
        code: row.try_get("", "code")?,
        due_at: Timestamp(row.try_get("", "due_at")?),
        refused_at: row.try_get::<Option<i64>>("", "refused_at")?.map(Timestamp),
    })
}

fn locking(tx: &Transaction) -> &'static str {
    if tx.get_database_backend() == DbBackend::Postgres { " FOR UPDATE" } else { "" }
}

pub(super) async fn insert(tx: &Transaction, it: &Plan) -> Result<(), DbErr> {
    let sql = "INSERT INTO pledges_plan (plan, first_pledge, card_of, campaign, every, state, currency, amount_minor, \
         tip_minor, covered_fee_minor, zone, anchor_at, period, agreed) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    let values = vec![
        it.id.0.into(),
        it.first.0.into(),
        it.card_of.0.into(),
        it.campaign.0.into(),
        it.every.name().into(),
        it.state.name().into(),
        it.gift.amount.currency.code().into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
        it.zone.clone().into(),
        it.anchor_at.0.into(),
        it.period.into(),
        it.agreed.clone().into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

pub(crate) async fn find(db: &impl ConnectionTrait, plan: PlanId) -> Result<Option<Plan>, DbErr> {
    let row = db.one("SELECT * FROM pledges_plan WHERE plan = $1", vec![plan.0.into()]).await?;
    row.as_ref().map(read).transpose()
}

/// The plan, and nobody else changes it or its gifts until this transaction ends.
pub(super) async fn lock(tx: &Transaction, plan: PlanId) -> Result<Option<Plan>, DbErr> {
    let sql = format!("SELECT * FROM pledges_plan WHERE plan = $1{}", locking(tx));
    tx.one(&sql, vec![plan.0.into()]).await?.as_ref().map(read).transpose()
}

/// Writes down how it stands.
pub(super) async fn save(tx: &Transaction, it: &Plan) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_plan SET state = $2, card_of = $3, amount_minor = $4, tip_minor = $5, \
         covered_fee_minor = $6, anchor_at = $7, period = $8, next_at = $9, ended = $10, \
         ended_at = $11, told_period = $12, told_at = $13 WHERE plan = $1";
    let values = vec![
        it.id.0.into(),
        it.state.name().into(),
        it.card_of.0.into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
        it.anchor_at.0.into(),
        it.period.into(),
        it.next_at.map(|at| at.0).into(),
        it.ended.map(Named::name).into(),
        it.ended.map(|_| tx.now.0).into(),
        it.told_period.into(),
        it.told_at.map(|at| at.0).into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// Keeps why staff ended a plan.
pub(super) async fn note_end(tx: &Transaction, plan: PlanId, note: &str) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_plan SET ended_note = $2 WHERE plan = $1";
    tx.exec(sql, vec![plan.0.into(), note.into()]).await.map(drop)
}

/// Why staff ended a plan and when, if they did.
pub(crate) async fn end_note(
    db: &impl ConnectionTrait,
    plan: PlanId,
) -> Result<Option<(String, Timestamp)>, DbErr> {
    let sql = "SELECT ended_note, ended_at FROM pledges_plan WHERE plan = $1 AND ended_note IS NOT NULL";
    let row = db.one(sql, vec![plan.0.into()]).await?;
    row.map(|row| Ok((row.try_get("", "ended_note")?, Timestamp(row.try_get("", "ended_at")?)))).transpose()
}

/// Begins a gift with its first try; false when somebody else has.
pub(super) async fn claim(tx: &Transaction, it: &Period) -> Result<bool, DbErr> {
    let sql = "INSERT INTO pledges_plan_period (plan, period, state, pledge, tries, due_at, currency, amount_minor, tip_minor, \
         covered_fee_minor) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
    let values = vec![
        it.plan.0.into(),
        it.period.into(),
        it.state.name().into(),
        it.pledge.0.into(),
        it.tries.into(),
        it.due_at.0.into(),
        it.gift.amount.currency.code().into(),
        it.gift.amount.minor.into(),
        it.gift.tip.minor.into(),
        it.gift.covered_fee.minor.into(),
    ];
    Ok(tx.exec(sql, values).await? == 1)
}

/// A gift of a plan that is locked.
pub(super) async fn period(tx: &Transaction, plan: PlanId, period: i32) -> Result<Option<Period>, DbErr> {
    let sql = "SELECT * FROM pledges_plan_period WHERE plan = $1 AND period = $2";
    tx.one(sql, vec![plan.0.into(), period.into()]).await?.as_ref().map(read_period).transpose()
}

pub(super) async fn save_period(tx: &Transaction, it: &Period) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_plan_period SET state = $3, pledge = $4, tries = $5, code = $6, refused_at = $7 \
         WHERE plan = $1 AND period = $2";
    let values = vec![
        it.plan.0.into(),
        it.period.into(),
        it.state.name().into(),
        it.pledge.0.into(),
        it.tries.into(),
        it.code.clone().into(),
        it.refused_at.map(|at| at.0).into(),
    ];
    tx.exec(sql, values).await.map(drop)
}

/// The latest gift of a plan that is due and not paid.
pub(crate) async fn open_period(db: &impl ConnectionTrait, plan: PlanId) -> Result<Option<Period>, DbErr> {
    let sql = "SELECT * FROM pledges_plan_period WHERE plan = $1 AND state IN ('charging', 'waiting') \
         ORDER BY period DESC LIMIT 1";
    db.one(sql, vec![plan.0.into()]).await?.as_ref().map(read_period).transpose()
}

/// Every gift of a plan that is due and not paid.
pub(super) async fn open_periods(tx: &Transaction, plan: PlanId) -> Result<Vec<Period>, DbErr> {
    let sql = "SELECT * FROM pledges_plan_period WHERE plan = $1 AND state IN ('charging', 'waiting') \
         ORDER BY period";
    tx.all(sql, vec![plan.0.into()]).await?.iter().map(read_period).collect()
}

/// Leaves out what waits to be tried again.
pub(super) async fn give_up_waiting(tx: &Transaction, plan: PlanId) -> Result<(), DbErr> {
    let sql = "UPDATE pledges_plan_period SET state = 'given_up' WHERE plan = $1 AND state = 'waiting'";
    tx.exec(sql, vec![plan.0.into()]).await.map(drop)
}

/// The pledges that cards of the plan were kept with: those that its donor paid.
pub(super) async fn cards(tx: &Transaction, plan: PlanId) -> Result<Vec<PledgeId>, DbErr> {
    let sql = "SELECT pledge FROM pledges_pledge WHERE plan = $1 AND plan_card IS NULL ORDER BY pledge";
    let rows = tx.all(sql, vec![plan.0.into()]).await?;
    rows.iter().map(|row| Ok(PledgeId(row.try_get("", "pledge")?))).collect()
}

/// The pledges of a plan, the latest first, at most a hundred.
pub(crate) async fn pledges(
    db: &impl ConnectionTrait,
    plan: PlanId,
) -> Result<Vec<pledge::PledgeRow>, DbErr> {
    let sql =
        "SELECT * FROM pledges_pledge WHERE plan = $1 ORDER BY plan_period DESC, accepted_at DESC LIMIT 100";
    db.all(sql, vec![plan.0.into()]).await?.iter().map(pledge::read).collect()
}

/// The plans that `donor` began, without those whose first gift was never paid, with the titles and the zones of their
/// campaigns.
pub(crate) async fn of_donor(
    db: &impl ConnectionTrait,
    donor: UserId,
) -> Result<Vec<(Plan, String, String)>, DbErr> {
    let sql = "SELECT l.*, c.title AS campaign_title, c.zone AS campaign_zone FROM pledges_plan l \
         JOIN pledges_pledge p ON p.pledge = l.first_pledge JOIN pledges_campaign c ON c.campaign = l.campaign \
         WHERE p.donor = $1 AND l.state <> 'starting' AND COALESCE(l.ended, '') <> 'never_started' \
         ORDER BY CASE l.state WHEN 'ended' THEN 1 ELSE 0 END, l.anchor_at DESC LIMIT 100";
    let rows = db.all(sql, vec![donor.0.into()]).await?;
    let read = |row| Ok((read(row)?, row.try_get("", "campaign_title")?, row.try_get("", "campaign_zone")?));
    rows.iter().map(read).collect()
}

/// Plans that go on, at most a hundred: those to `campaign`.
pub(super) async fn going_to(db: &impl ConnectionTrait, campaign: CampaignId) -> Result<Vec<PlanId>, DbErr> {
    let sql =
        "SELECT plan FROM pledges_plan WHERE campaign = $1 AND state <> 'ended' ORDER BY plan LIMIT 100";
    ids(&db.all(sql, vec![campaign.0.into()]).await?)
}

/// The same: those that `donor` began.
pub(super) async fn going_from(db: &impl ConnectionTrait, donor: UserId) -> Result<Vec<PlanId>, DbErr> {
    let sql = "SELECT l.plan FROM pledges_plan l JOIN pledges_pledge p ON p.pledge = l.first_pledge \
         WHERE p.donor = $1 AND l.state <> 'ended' ORDER BY l.plan LIMIT 100";
    ids(&db.all(sql, vec![donor.0.into()]).await?)
}

fn ids(rows: &[QueryResult]) -> Result<Vec<PlanId>, DbErr> {
    rows.iter().map(|row| Ok(PlanId(row.try_get("", "plan")?))).collect()
}

/// What must hold of plans at any time.
pub(crate) fn check(ctx: Context) -> BoxFuture<'static, anyhow::Result<Vec<String>>> {
    Box::pin(async move {
        let twice = "SELECT plan, plan_period, COUNT(*) AS n FROM pledges_pledge \
             WHERE plan IS NOT NULL AND counts_minor > 0 GROUP BY plan, plan_period HAVING COUNT(*) > 1";
        let idle = "SELECT plan, period AS plan_period, CAST(0 AS bigint) AS n FROM pledges_plan \
             WHERE state = 'active' AND (next_at < $1 OR next_at IS NULL AND NOT EXISTS (SELECT 1 FROM \
             pledges_plan_period o WHERE o.plan = pledges_plan.plan AND o.state IN ('charging', 'waiting')))";
        let forgotten = "SELECT plan, period AS plan_period, CAST(-1 AS bigint) AS n FROM pledges_plan_period \
             WHERE state IN ('charging', 'waiting') AND due_at < $1";
        let db = ctx.db.read();
        let (now, mut rows) = (ctx.clock.now(), db.all(twice, vec![]).await?);
        rows.extend(db.all(idle, vec![now.before(super::days(2)).0.into()]).await?);
        rows.extend(db.all(forgotten, vec![now.before(LONGEST).0.into()]).await?);
        let line = |row: &QueryResult| {
            let (plan, period) = (PlanId(row.try_get("", "plan")?), row.try_get::<i32>("", "plan_period")?);
            anyhow::Ok(match row.try_get::<i64>("", "n")? {
                -1 => format!(
                    "plan {plan}: its gift {period} was due long ago, and is neither paid nor given up"
                ),
                0 => format!("plan {plan}: its gift {period} has no date, or one that has passed"),
                n => format!("plan {plan}: its gift {period} was given {n} times"),
            })
        };
        rows.iter().map(line).collect()
    })
}
