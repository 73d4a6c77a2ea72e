//! `campaigns_backer`: who gave what. A read model of what pledges says.

use super::get;
use crate::lifecycle::Status;
use contracts::{CampaignId, Currency, Money, PersonId, PledgeId, RewardId, Timestamp, UserId};
use kernel::db::Sql;
use sea_orm::{DbErr, QueryResult};
use std::collections::BTreeMap;

/// A pledge that counts, or did.
#[derive(Clone, Debug)]
pub(crate) struct Backer {
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: CampaignId,
    pub(crate) person: PersonId,
    pub(crate) donor: Option<UserId>,
    pub(crate) name: Option<String>,
    pub(crate) reward: Option<RewardId>,
    pub(crate) promised: Money,
    pub(crate) counts: Money,
    /// See [`State`].
    pub(crate) state: State,
    pub(crate) given_at: Timestamp,
    /// The text that says how it is dedicated, and to whom.
    pub(crate) dedicated: Option<(String, String)>,
}

impl Backer {
    /// The reward that may be sent: of a gift that was paid, or whose card is charged when the campaign that stands so
    /// has reached its goal.
    pub(crate) fn reward_to_send(&self, campaign: Status) -> Option<RewardId> {
        let may = match self.state {
            State::Paid | State::Reduced => true,
            State::CardSaved => matches!(campaign, Status::Funded | Status::Closed),
            State::Waiting | State::TakenBack => false,
        };
        self.reward.filter(|_| may)
    }
}

/// What became of a pledge, as its campaign sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// Promised, and not paid yet.
    Waiting,
    /// Paid.
    Paid,
    /// Its card is saved, to be charged at the deadline.
    CardSaved,
    /// A part of it went back.
    Reduced,
    /// All of it went back, or it lapsed.
    TakenBack,
}

impl State {
    /// The states a creator looks for.
    pub(crate) const ALL: [Self; 4] = [Self::Paid, Self::CardSaved, Self::Reduced, Self::TakenBack];

    /// The name it is stored under.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Paid => "paid",
            Self::CardSaved => "card_saved",
            Self::Reduced => "reduced",
            Self::TakenBack => "taken_back",
        }
    }

    /// The text for it.
    pub(crate) const fn title(self) -> &'static str {
        match self {
            Self::Waiting => "backer-waiting",
            Self::Paid => "backer-paid",
            Self::CardSaved => "backer-card-saved",
            Self::Reduced => "backer-reduced",
            Self::TakenBack => "backer-taken-back",
        }
    }

    /// The state called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Waiting, Self::Paid, Self::CardSaved, Self::Reduced, Self::TakenBack]
            .into_iter()
            .find(|it| it.name() == name)
    }
}

fn read(row: &QueryResult) -> Result<Backer, DbErr> {
    let currency: Currency = super::campaign::currency(&get::<String>(row, "currency")?)?;
    let state: String = get(row, "state")?;
    Ok(Backer {
        pledge: PledgeId(get(row, "pledge")?),
        campaign: CampaignId(get(row, "campaign")?),
        person: PersonId(get(row, "person")?),
        donor: get::<Option<uuid::Uuid>>(row, "donor")?.map(UserId),
        name: get(row, "name")?,
        reward: get::<Option<uuid::Uuid>>(row, "reward")?.map(RewardId),
        promised: Money::new(get(row, "promised_minor")?, currency),
        counts: Money::new(get(row, "counts_minor")?, currency),
        state: State::named(&state).ok_or_else(|| DbErr::Type(format!("`{state}` is no state")))?,
        given_at: Timestamp(get(row, "given_at")?),
        dedicated: get::<Option<String>>(row, "dedication")?.zip(get(row, "dedicated_to")?),
    })
}

/// Keeps a pledge that was promised; the first to be heard stays. To whom it is dedicated is said later.
pub(crate) async fn insert(db: &impl Sql, it: &Backer) -> Result<(), DbErr> {
    let sql = "INSERT INTO campaigns_backer (pledge, campaign, person, donor, name, reward, currency, promised_minor, \
               counts_minor, state, given_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) \
               ON CONFLICT (pledge) DO NOTHING";
    let values = vec![
        it.pledge.0.into(),
        it.campaign.0.into(),
        it.person.0.into(),
        it.donor.map(|it| it.0).into(),
        it.name.clone().into(),
        it.reward.map(|it| it.0).into(),
        it.promised.currency.code().into(),
        it.promised.minor.into(),
        it.counts.minor.into(),
        it.state.name().into(),
        it.given_at.0.into(),
    ];
    db.exec(sql, values).await.map(drop)
}

/// Notes what became of a pledge and what it counts for.
pub(crate) async fn set(
    db: &impl Sql,
    pledge: PledgeId,
    counts_minor: i64,
    state: State,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_backer SET counts_minor = $2, state = $3, changed_at = $4 WHERE pledge = $1";
    let values = vec![pledge.0.into(), counts_minor.into(), state.name().into(), at.0.into()];
    Ok(db.exec(sql, values).await? == 1)
}

/// Notes that the card that was saved has paid.
pub(crate) async fn settle(db: &impl Sql, pledge: PledgeId, at: Timestamp) -> Result<(), DbErr> {
    let sql =
        "UPDATE campaigns_backer SET state = $2, changed_at = $3 WHERE pledge = $1 AND state = 'card_saved'";
    db.exec(sql, vec![pledge.0.into(), State::Paid.name().into(), at.0.into()]).await.map(drop)
}

/// Notes that a promise is of another amount, or of another reward.
pub(crate) async fn change(
    db: &impl Sql,
    pledge: PledgeId,
    amount: Money,
    reward: Option<RewardId>,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_backer SET promised_minor = $2, counts_minor = $2, reward = $3, changed_at = $4 \
               WHERE pledge = $1";
    let values = vec![pledge.0.into(), amount.minor.into(), reward.map(|it| it.0).into(), at.0.into()];
    db.exec(sql, values).await.map(drop)
}

/// Notes how the giver is named from now on.
pub(crate) async fn rename(
    db: &impl Sql,
    pledge: PledgeId,
    name: Option<String>,
    at: Timestamp,
) -> Result<(), DbErr> {
    let sql = "UPDATE campaigns_backer SET name = $2, changed_at = $3 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), name.into(), at.0.into()]).await.map(drop)
}

/// Notes how a pledge is dedicated from now on, and to whom.
pub(crate) async fn dedicate(
    db: &impl Sql,
    pledge: PledgeId,
    dedicated: Option<(&'static str, String)>,
    at: Timestamp,
) -> Result<(), DbErr> {
    let (how, to) = dedicated.unzip();
    let sql =
        "UPDATE campaigns_backer SET dedication = $2, dedicated_to = $3, changed_at = $4 WHERE pledge = $1";
    db.exec(sql, vec![pledge.0.into(), how.into(), to.into(), at.0.into()]).await.map(drop)
}

/// Notes that a pledge counts, and how its giver is named.
pub(crate) async fn activate(
    db: &impl Sql,
    pledge: PledgeId,
    counts: Money,
    state: State,
    name: Option<String>,
    at: Timestamp,
) -> Result<bool, DbErr> {
    let sql = "UPDATE campaigns_backer SET counts_minor = $2, state = $3, name = $4, given_at = $5, changed_at = $5 \
               WHERE pledge = $1";
    let values = vec![pledge.0.into(), counts.minor.into(), state.name().into(), name.into(), at.0.into()];
    Ok(db.exec(sql, values).await? == 1)
}

/// How many of each reward of `campaign` are given out.
pub(crate) async fn claimed(db: &impl Sql, campaign: CampaignId) -> Result<BTreeMap<RewardId, i64>, DbErr> {
    let sql = "SELECT reward, COUNT(*) AS many FROM campaigns_backer WHERE campaign = $1 AND reward IS NOT NULL \
               AND state <> 'taken_back' GROUP BY reward";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| Ok((RewardId(get(row, "reward")?), get(row, "many")?))).collect()
}

/// Whether `user` gave to `campaign` with their account, and the gift still counts.
pub(crate) async fn is_backer(db: &impl Sql, campaign: CampaignId, user: UserId) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM campaigns_backer WHERE campaign = $1 AND donor = $2 AND counts_minor > 0";
    Ok(db.one(sql, vec![campaign.0.into(), user.0.into()]).await?.is_some())
}

/// What a creator looks for among their backers.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) state: Option<State>,
    pub(crate) reward: Option<RewardId>,
}

/// The pledge, if it is one to `campaign` that counts or did.
pub(crate) async fn find(
    db: &impl Sql,
    campaign: CampaignId,
    pledge: PledgeId,
) -> Result<Option<Backer>, DbErr> {
    let sql = "SELECT * FROM campaigns_backer WHERE pledge = $1 AND campaign = $2 AND state <> 'waiting'";
    db.one(sql, vec![pledge.0.into(), campaign.0.into()]).await?.as_ref().map(read).transpose()
}

/// The pledges to `campaign` that chose a reward.
pub(crate) async fn with_reward(db: &impl Sql, campaign: CampaignId) -> Result<Vec<PledgeId>, DbErr> {
    let sql = "SELECT pledge FROM campaigns_backer WHERE campaign = $1 AND reward IS NOT NULL";
    let rows = db.all(sql, vec![campaign.0.into()]).await?;
    rows.iter().map(|row| get(row, "pledge").map(PledgeId)).collect()
}

/// The backers of `campaign` that fit, the latest first, without the first `skipped`; at most `limit`. With each, when
/// its reward was sent, if it was.
pub(crate) async fn of(
    db: &impl Sql,
    campaign: CampaignId,
    filter: Filter,
    skipped: i64,
    limit: i64,
) -> Result<Vec<(Backer, Option<Timestamp>)>, DbErr> {
    let mut values: Vec<sea_orm::Value> = vec![campaign.0.into(), limit.into(), skipped.into()];
    let mut place = |value: sea_orm::Value| {
        values.push(value);
        values.len()
    };
    let state =
        filter.state.map(|it| format!(" AND b.state = ${}", place(it.name().into()))).unwrap_or_default();
    let reward =
        filter.reward.map(|it| format!(" AND b.reward = ${}", place(it.0.into()))).unwrap_or_default();
    // Ids sort by when they were made.
    let sql = format!(
        "SELECT b.*, s.sent_at FROM campaigns_backer b LEFT JOIN campaigns_sent_reward s ON s.pledge = b.pledge \
         WHERE b.campaign = $1 AND b.state <> 'waiting'{state}{reward} ORDER BY b.pledge DESC LIMIT $2 OFFSET $3"
    );
    let listed =
        |row: &QueryResult| Ok::<_, DbErr>((read(row)?, get::<Option<i64>>(row, "sent_at")?.map(Timestamp)));
    db.all(&sql, values).await?.iter().map(listed).collect()
}
