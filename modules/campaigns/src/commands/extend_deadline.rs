//! More time for a campaign: once, not much, and not when its end is there already (rules R2 and R9, decision 106).

use crate::{
    deadline,
    error::CampaignError,
    lifecycle::Step,
    tables::{
        campaign::{self, Campaign},
        extension::{self, Extension},
        total, transition,
    },
    transition::{StepRefused, Taken},
};
use contracts::{
    CampaignId, Timestamp, UserId,
    campaigns::{CampaignPublished, DeadlineExtended},
};
use jiff::{Span, civil::Date};
use kernel::{Actor, Audit, Command, Transaction, db::Sql, web::Text};
use sea_orm::DbErr;
use serde_json::json;

/// Gives a campaign until the end of `day`.
#[derive(Clone, Debug)]
pub(crate) struct ExtendDeadline {
    pub(crate) campaign: CampaignId,
    /// Its last day from now on, where it is.
    pub(crate) day: Date,
    pub(crate) by: UserId,
    /// Why, as everybody may read it.
    pub(crate) reason: String,
    /// By how many days at most.
    pub(crate) most: u16,
}

impl Command for ExtendDeadline {
    type Output = ();
    type Error = CampaignError;

    async fn run(&self, tx: &Transaction) -> Result<(), CampaignError> {
        let (by, reason) = (self.by, self.reason.trim().to_owned());
        if reason.is_empty() {
            return Err(StepRefused::NoReason.into());
        }
        // Whoever ends it waits for this, or this for them; and only then it is asked what time it is.
        campaign::lock(tx, self.campaign).await?;
        let at = tx.accepted_at().await?;
        let it = campaign::find(tx, self.campaign).await?.ok_or(CampaignError::Unknown)?;
        if let Some(refused) = refusal(tx, &it, at).await? {
            return Err(refused);
        }
        let until = self.until(&it)?;
        let more = Extension { before: it.deadline_at, reason };
        if !extension::insert_once(tx, it.id, &more, until, (by, at)).await? {
            return Err(once());
        }
        campaign::extend(tx, it.id, until).await?;
        let (step, reason) = (Step::Extend, more.reason.as_str());
        let taken = Taken { campaign: it.id, step, by: Some(by), reason, at };
        transition::insert(tx, &taken, it.status, it.status).await?;
        let entry = Audit::new(Actor::User(by), step.deed(), format!("campaign/{}", it.id)).because(reason);
        let entry = entry.from(json!({ "deadline_at": more.before })).to(json!({ "deadline_at": until }));
        tx.audit(entry).await?;
        say(tx, it, more, until, (by, at)).await
    }
}

impl ExtendDeadline {
    /// When it ends then.
    fn until(&self, it: &Campaign) -> Result<Timestamp, CampaignError> {
        let cannot = |key| CampaignError::Day(Text::of(key).with("days", i64::from(self.most)));
        let (first, last) = days(it, self.most).ok_or_else(|| cannot("intervene-extend-far"))?;
        if self.day < first {
            return Err(cannot("intervene-extend-early"));
        }
        if self.day > last {
            return Err(cannot("intervene-extend-far"));
        }
        deadline::end_of_day(self.day, &it.zone).map_err(|_| cannot("intervene-extend-far"))
    }
}

/// The first and the last day that can become the last of `it`, when it may get `most` days more; nothing where
/// calendars end.
pub(crate) fn days(it: &Campaign, most: u16) -> Option<(Date, Date)> {
    let day = deadline::last_day(it.deadline_at, &it.zone).ok()?;
    Some((day.tomorrow().ok()?, day.checked_add(Span::new().days(i64::from(most))).ok()?))
}

/// Why `it` gets no more time at `at`, whatever day is chosen.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn refusal(
    db: &impl Sql,
    it: &Campaign,
    at: Timestamp,
) -> Result<Option<CampaignError>, DbErr> {
    if it.status.after(Step::Extend).is_none() {
        return Ok(Some(StepRefused::NotFrom(it.status).into()));
    }
    // Nobody ended it yet, and still nothing counts any more that is promised now.
    if at >= it.deadline_at {
        return Ok(Some(CampaignError::Refused(Text::of("intervene-extend-passed"))));
    }
    if extension::is_there(db, it.id).await? {
        return Ok(Some(once()));
    }
    // Those who gave to it were told when their cards are charged, and what it needed is there.
    let raised = total::of(db, it.id, it.goal.currency).await?.raised;
    let reached = raised.minor >= it.goal.minor;
    Ok(reached.then(|| CampaignError::Refused(Text::of("intervene-extend-reached"))))
}

fn once() -> CampaignError {
    CampaignError::Refused(Text::of("intervene-extend-once"))
}

/// Says first how it stands now, for those who keep that, and then what happened.
async fn say(
    tx: &Transaction,
    it: Campaign,
    more: Extension,
    deadline_at: Timestamp,
    (by, at): (UserId, Timestamp),
) -> Result<(), CampaignError> {
    let said = DeadlineExtended {
        campaign: it.id,
        slug: it.slug.clone(),
        title: it.title.clone(),
        creator: it.creator,
        by,
        reason: more.reason,
        before: more.before,
        deadline_at,
        zone: it.zone.clone(),
        extended_at: at,
    };
    let stands = CampaignPublished {
        campaign: it.id,
        slug: it.slug,
        title: it.title,
        creator: it.creator,
        organiser: it.organiser,
        currency: it.goal.currency,
        goal: it.goal,
        model: it.model,
        deadline_at,
        zone: it.zone,
        minimum: it.minimum,
        unit: it.unit,
        impacts: it.impacts,
        language: Some(it.language),
        published_at: at,
    };
    tx.send(&stands).await?;
    Ok(tx.send(&said).await?)
}
