//! What the pages show.

use crate::{
    attack,
    matching::{self, Matched, Pool},
    plan,
    pledge::{Pledge, PledgeEvent},
    reference::normalised,
    tables::{
        campaign::{self, Campaign},
        chosen_add_on::{self, Taken},
        contact::{self, Contact},
        pledge::{self, PledgeRow},
        refund::{self, RefundRow},
        reward::{self, Reward},
        sent_reward::{self, SentReward},
        warning::{self, Warning},
    },
};
use contracts::{CampaignId, Money, PledgeId, Timestamp, UserId, pledges::Interval};
use kernel::{
    Context,
    db::Sql,
    event_store::{self, Aggregate as _},
    saga::{Saga as _, SagaRow, StepRow},
};
use sea_orm::{ConnectionTrait, DbErr, Value};

/// How many pledges the back office lists at once.
const LISTED: i64 = 100;

/// A campaign and what it gives in return.
pub(crate) struct Offer {
    pub(crate) campaign: Campaign,
    pub(crate) rewards: Vec<Reward>,
    /// What can be taken besides a reward.
    pub(crate) add_ons: Vec<Reward>,
    /// The sponsor who adds to gifts made now.
    pub(crate) matching: Option<Pool>,
    /// How often the same gift can be given again by itself, if it can.
    pub(crate) again: Vec<Interval>,
    /// Whether cards are being tested on it, so that who gives brings a proof.
    pub(crate) besieged: bool,
}

impl Offer {
    /// The least that is taken now.
    pub(crate) fn least(&self) -> Money {
        if self.besieged { attack::least(&self.campaign) } else { self.campaign.minimum }
    }
}

pub(crate) async fn offer(ctx: &Context, slug: &str) -> Result<Option<Offer>, DbErr> {
    // PostgreSQL takes no text with this character, so nothing can be called so.
    if slug.contains('\0') {
        return Ok(None);
    }
    let Some(campaign) = Campaign::by_slug(ctx.db.read(), slug).await? else { return Ok(None) };
    let all = reward::of(ctx.db.read(), campaign.id).await?;
    let (add_ons, rewards) = all.into_iter().partition(|it| it.add_on.is_some());
    let matching = matching::open_pool(ctx.db.read(), campaign.id, ctx.clock.now()).await?;
    let mut again = vec![Interval::Monthly, Interval::Yearly];
    again.retain(|every| plan::is_offered(&campaign, *every, ctx.clock.now()));
    let (now, acts) = (ctx.clock.now(), ctx.web.settings.guard);
    let besieged = attack::besieged(ctx.db.read(), campaign.id, now, acts).await?;
    Ok(Some(Offer { campaign, rewards, add_ons, matching, again, besieged }))
}

/// A pledge as its donor's page tells it. Whoever has its address may see it, so there is nobody's name in it.
pub(crate) struct Told {
    pub(crate) row: PledgeRow,
    pub(crate) campaign: Campaign,
    pub(crate) reward: Option<Reward>,
    /// What was taken besides.
    pub(crate) add_ons: Vec<Taken>,
    pub(crate) events: Vec<(PledgeEvent, Timestamp)>,
    pub(crate) refunds: Vec<RefundRow>,
    pub(crate) matched: Option<Matched>,
    /// How its reward was sent, if it was.
    pub(crate) sent: Option<SentReward>,
}

impl Told {
    /// What the events that are shown make of it: a pledge whose events somebody changed is seen, though nothing is built
    /// on it any more.
    pub(crate) fn state(&self) -> Pledge {
        let mut state = Pledge::default();
        for (event, _) in &self.events {
            state.apply(event);
        }
        state
    }
}

pub(crate) async fn told(ctx: &Context, id: PledgeId) -> Result<Option<Told>, DbErr> {
    let db = ctx.db.read();
    let Some(row) = pledge::find(db, id).await? else { return Ok(None) };
    let Some(campaign) = campaign::Campaign::by_id(db, row.campaign).await? else { return Ok(None) };
    let reward = match row.reward {
        Some(reward) => reward::find(db, reward).await?,
        None => None,
    };
    let events = event_store::history::<Pledge>(db, ctx.module, id.0).await?;
    let events = events.into_iter().map(|(event, at)| (event, Timestamp(at))).collect();
    let (refunds, matched) = (refund::of(db, id).await?, matching::of_pledge(db, id).await?);
    let sent = sent_reward::find(db, id).await?;
    let add_ons = chosen_add_on::of(db, id, row.currency()).await?;
    Ok(Some(Told { row, campaign, reward, add_ons, events, refunds, matched, sent }))
}

/// The donor and the saga of a pledge, for staff.
pub(crate) struct BehindPledge {
    pub(crate) contact: Option<Contact>,
    pub(crate) saga: Option<SagaRow>,
    pub(crate) steps: Vec<StepRow>,
    /// The latest warning of a bank that its payment may be fraud.
    pub(crate) warning: Option<Warning>,
}

pub(crate) async fn behind(ctx: &Context, id: PledgeId) -> Result<BehindPledge, DbErr> {
    let db = ctx.db.read();
    let key = crate::saga::business_key(id);
    let saga = SagaRow::find(db, ctx.module, crate::saga::PledgeSaga::KIND, &key).await?;
    let steps = match &saga {
        Some(saga) => saga.steps(db, ctx.module).await?,
        None => Vec::new(),
    };
    let (contact, warning) = (contact::find(db, id).await?, warning::latest(db, id).await?);
    Ok(BehindPledge { contact, saga, steps, warning })
}

/// What staff look for.
#[derive(Debug, Default)]
pub(crate) struct Search {
    /// A reference, an id or a whole e-mail address.
    pub(crate) words: String,
    /// The last part of a campaign's address.
    pub(crate) campaign: String,
    /// The name of a status.
    pub(crate) status: String,
}

/// A pledge in a list.
pub(crate) struct Found {
    pub(crate) row: PledgeRow,
    pub(crate) campaign: String,
}

/// The pledges that fit, the latest first, at most a hundred.
pub(crate) async fn search(db: &impl ConnectionTrait, search: &Search) -> Result<Vec<Found>, DbErr> {
    let mut sql = String::from(
        "SELECT p.*, c.title AS campaign_title FROM pledges_pledge p JOIN pledges_campaign c ON c.campaign = p.campaign WHERE 1 = 1",
    );
    let mut values: Vec<Value> = Vec::new();
    let mut only = |condition: &str, value: Value| {
        values.push(value);
        sql.push_str(&condition.replace('$', &format!("${}", values.len())));
    };
    if [&search.words, &search.campaign, &search.status].iter().any(|it| it.contains('\0')) {
        return Ok(Vec::new());
    }
    let words = search.words.trim();
    if let Ok(id) = words.parse::<PledgeId>() {
        only(" AND p.pledge = $", id.0.into());
    } else if words.contains('@') {
        only(
            " AND p.pledge IN (SELECT pledge FROM pledges_contact WHERE lower(email) = $)",
            words.to_lowercase().into(),
        );
    } else if !words.is_empty() {
        only(" AND p.reference = $", normalised(words).into());
    }
    if !search.campaign.is_empty() {
        only(" AND c.slug = $", search.campaign.trim().into());
    }
    if !search.status.is_empty() {
        only(" AND p.status = $", search.status.as_str().into());
    }
    let sql = format!("{sql} ORDER BY p.accepted_at DESC, p.pledge DESC LIMIT {LISTED}");
    let rows = db.all(&sql, values).await?;
    rows.iter()
        .map(|row| Ok(Found { row: pledge::read(row)?, campaign: row.try_get("", "campaign_title")? }))
        .collect()
}

/// A pledge as its donor finds it among all of theirs.
pub(crate) struct Given {
    pub(crate) row: PledgeRow,
    pub(crate) campaign: String,
    pub(crate) slug: String,
    /// The language its campaign's title is written in (BCP 47); empty when nobody said.
    pub(crate) language: String,
    pub(crate) deadline_at: Timestamp,
    /// The zone that its campaign counts by.
    pub(crate) zone: String,
}

/// How many payments the table of a year is made of at most: more than one a day for three years.
const PAID: i64 = 1_000;

/// The pledges of `donor` whose money ever came, the latest first, at most a thousand.
pub(crate) async fn paid_by(db: &impl ConnectionTrait, donor: UserId) -> Result<Vec<PledgeId>, DbErr> {
    let sql = format!(
        "SELECT pledge FROM pledges_pledge WHERE donor = $1 AND collected_minor > 0 ORDER BY accepted_at DESC, pledge DESC LIMIT {PAID}"
    );
    let rows = db.all(&sql, vec![donor.0.into()]).await?;
    rows.iter().map(|row| row.try_get("", "pledge").map(PledgeId)).collect()
}

/// The latest promise of `donor` to `campaign` that can still be changed, but for `id`.
pub(crate) async fn promised_before(
    db: &impl ConnectionTrait,
    donor: UserId,
    campaign: CampaignId,
    id: PledgeId,
) -> Result<Option<PledgeRow>, DbErr> {
    let sql = "SELECT p.* FROM pledges_pledge p WHERE p.donor = $1 AND p.campaign = $2 AND p.pledge <> $3 \
         AND p.status = 'card_saved' AND NOT EXISTS (SELECT 1 FROM pledges_settlement s WHERE s.pledge = p.pledge) \
         ORDER BY p.accepted_at DESC, p.pledge DESC LIMIT 1";
    let row = db.one(sql, vec![donor.0.into(), campaign.0.into(), id.0.into()]).await?;
    row.as_ref().map(pledge::read).transpose()
}

/// What `donor` gave, the latest first, at most a hundred.
pub(crate) async fn given_by(db: &impl ConnectionTrait, donor: UserId) -> Result<Vec<Given>, DbErr> {
    let sql = format!(
        "SELECT p.*, c.title AS campaign_title, c.slug AS campaign_slug, c.language AS campaign_language, \
         c.deadline_at AS campaign_deadline, c.zone AS campaign_zone \
         FROM pledges_pledge p JOIN pledges_campaign c ON c.campaign = p.campaign \
         WHERE p.donor = $1 ORDER BY p.accepted_at DESC, p.pledge DESC LIMIT {LISTED}"
    );
    let rows = db.all(&sql, vec![donor.0.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Given {
                row: pledge::read(row)?,
                campaign: row.try_get("", "campaign_title")?,
                slug: row.try_get("", "campaign_slug")?,
                language: row.try_get("", "campaign_language")?,
                deadline_at: Timestamp(row.try_get("", "campaign_deadline")?),
                zone: row.try_get("", "campaign_zone")?,
            })
        })
        .collect()
}
