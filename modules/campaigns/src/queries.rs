//! What the pages show.

pub(crate) mod search;

use crate::{
    campaign::{BudgetLine, is_slug},
    ending::{Outcome, outcomes},
    lifecycle::Status,
    tables::{
        self, aside::Aside, campaign::Campaign, comment::Comment, giver::Giver, listing::Listed,
        reward::Reward, total::Total, update::Update,
    },
};
use contracts::{CampaignId, Money, RewardId, UserId, campaigns::FundingModel};
use kernel::{Database, db::Sql};
use sea_orm::DbErr;
use std::collections::BTreeMap;

/// How many of those who gave last a campaign's page names.
const RECENT: i64 = 5;
/// How many campaigns that somebody follows are listed.
const FOLLOWED: i64 = 100;
/// How many of the last comments a campaign's page shows.
const SAID: i64 = 3;

/// A campaign and what came in for it.
pub(crate) struct Standing {
    pub(crate) campaign: Campaign,
    /// What counts now.
    pub(crate) total: Total,
    /// How it ended, once that was decided. What was promised by then is what it shows (rules.md R3): what counts
    /// now falls to nothing where nobody is charged.
    pub(crate) outcome: Option<Outcome>,
}

/// All that a campaign's page shows.
pub(crate) struct Everything {
    pub(crate) standing: Standing,
    /// What was collected so far, where it is told apart from what was promised (rules.md R3).
    pub(crate) collected: Option<Money>,
    pub(crate) budget: Vec<BudgetLine>,
    pub(crate) rewards: Vec<Reward>,
    pub(crate) recent: Vec<Giver>,
    /// How many of each reward are held.
    pub(crate) held: BTreeMap<RewardId, i64>,
    pub(crate) aside: Aside,
    pub(crate) around: Around,
}

/// What stands around a campaign.
pub(crate) struct Around {
    /// How many updates were posted.
    pub(crate) updates: i64,
    /// The last of them that everybody may read.
    pub(crate) latest: Option<Update>,
    pub(crate) comments: i64,
    /// The last of them that are shown, the oldest first.
    pub(crate) said: Vec<Comment>,
    /// How often its words were changed.
    pub(crate) edits: i64,
}

/// Listed campaigns and what came in for them, in the order of the list.
pub(crate) async fn standings(db: &Database, listed: &[Listed]) -> Result<Vec<Standing>, DbErr> {
    let ids: Vec<_> = listed.iter().map(|it| it.campaign).collect();
    standings_of(db, &ids).await
}

/// What `follower` follows and what came in for it, the latest first.
pub(crate) async fn followed(db: &Database, follower: UserId) -> Result<Vec<Standing>, DbErr> {
    let ids = tables::follow::of(db.read(), follower, FOLLOWED).await?;
    standings_of(db, &ids).await
}

async fn standings_of(db: &Database, ids: &[CampaignId]) -> Result<Vec<Standing>, DbErr> {
    let mut campaigns = tables::campaign::of_ids(db.read(), ids).await?;
    let goals: Vec<_> = campaigns.values().map(|it| (it.id, it.goal)).collect();
    let totals: BTreeMap<_, _> = tables::total::of_each(db.read(), &goals).await?.into_iter().collect();
    let over: Vec<_> = campaigns.values().filter(|it| may_be_decided(it.status)).map(|it| it.id).collect();
    let outcomes = outcomes(db.read(), &over).await?;
    let standing = |id| {
        let campaign: Campaign = campaigns.remove(id)?;
        let total = totals.get(id).copied()?;
        Some(Standing { campaign, total, outcome: outcomes.get(id).copied() })
    };
    Ok(ids.iter().filter_map(standing).collect())
}

/// The campaign at `/c/{slug}` and what came in for it.
pub(crate) async fn standing(db: &Database, slug: &str) -> Result<Option<Standing>, DbErr> {
    if !is_slug(slug) {
        return Ok(None);
    }
    let Some(campaign) = tables::campaign::at(db.read(), slug).await? else { return Ok(None) };
    let total = tables::total::of(db.read(), campaign.id, campaign.goal.currency).await?;
    let over = may_be_decided(campaign.status).then_some(campaign.id);
    let outcome = outcomes(db.read(), over.as_slice()).await?.remove(&campaign.id);
    Ok(Some(Standing { campaign, total, outcome }))
}

/// What is not over is not asked about: most of what is read is open. What is suspended may have been over before.
fn may_be_decided(status: Status) -> bool {
    matches!(status, Status::Funded | Status::Failed | Status::Closed | Status::Suspended)
}

/// The campaign at `/c/{slug}` with all that its page shows.
pub(crate) async fn everything(db: &Database, slug: &str) -> Result<Option<Everything>, DbErr> {
    let Some(standing) = standing(db, slug).await? else { return Ok(None) };
    let (id, currency) = (standing.campaign.id, standing.campaign.goal.currency);
    let Some(aside) = tables::aside::of(db.read(), id).await? else { return Ok(None) };
    let mut held = tables::claim::of(db.read(), id).await?;
    held.extend(tables::chosen_add_on::held(db.read(), id).await?);
    Ok(Some(Everything {
        budget: tables::budget_line::of(db.read(), id, currency).await?,
        rewards: tables::reward::of(db.read(), id, currency).await?,
        recent: tables::giver::recent(db.read(), id, RECENT).await?,
        held,
        aside,
        around: around(db, id).await?,
        collected: collected(db, &standing).await?,
        standing,
    }))
}

/// Nothing where each gift was charged at once, or none is charged.
async fn collected(db: &Database, standing: &Standing) -> Result<Option<Money>, DbErr> {
    let campaign = &standing.campaign;
    let charged = standing.outcome.is_some_and(|it| it.succeeded);
    if campaign.model != FundingModel::AllOrNothing || !charged {
        return Ok(None);
    }
    let minor = tables::collected::of(db.read(), campaign.id).await?;
    Ok(Some(Money::new(minor, campaign.goal.currency)))
}

/// What is not there is not asked for: most campaigns have little around them.
async fn around(db: &Database, id: CampaignId) -> Result<Around, DbErr> {
    let (updates, comments, edits) = tables::update::counts(db.read(), id).await?;
    let latest = if updates > 0 { tables::update::latest_public(db.read(), id).await? } else { None };
    let last = if comments > 0 { tables::comment::shown(db.read(), id, SAID + 1).await? } else { Vec::new() };
    let mut said = in_order(last);
    let asked: Vec<_> = said.iter().filter_map(|it| it.answers).collect();
    let away: Vec<_> = asked.into_iter().filter(|id| said.iter().all(|it| it.id != *id)).collect();
    said.extend(tables::comment::those_shown(db.read(), &away).await?);
    let said = by_question(said);
    Ok(Around { updates, latest, comments, said, edits })
}

/// The last comments as they are read, an answer below what it answers. `last` is the latest first and may have one more
/// than is shown: that one stays when it is what the team answers.
fn in_order(mut last: Vec<Comment>) -> Vec<Comment> {
    let shown = usize::try_from(SAID).unwrap_or(usize::MAX);
    let answered = matches!(last.as_slice(), [.., answer, asked] if answer.from_team && !asked.from_team);
    if !answered {
        last.truncate(shown);
    }
    last.reverse();
    last
}

/// Each answer directly below its question, where that is among them.
fn by_question(mut said: Vec<Comment>) -> Vec<Comment> {
    let asked: BTreeMap<_, _> = said.iter().map(|it| (it.id, it.at)).collect();
    said.sort_by_key(|it| {
        let question = it.answers.and_then(|id| Some((id, *asked.get(&id)?)));
        let (question, at) = question.unwrap_or((it.id, it.at));
        (at, question, question != it.id, it.at, it.id)
    });
    said
}

/// Where the money of `campaign` goes, and what it gives back.
pub(crate) async fn budget_and_rewards(
    db: &impl Sql,
    campaign: &Campaign,
) -> Result<(Vec<BudgetLine>, Vec<Reward>), DbErr> {
    let currency = campaign.goal.currency;
    let budget = tables::budget_line::of(db, campaign.id, currency).await?;
    Ok((budget, tables::reward::of(db, campaign.id, currency).await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Timestamp;
    use uuid::Uuid;

    /// What is shown of comments, given the oldest first; `team` says which are the team's.
    fn shown(team: &[bool]) -> Vec<i64> {
        let said = team.iter().zip(1..).map(|(team, at)| Comment {
            id: Uuid::nil(),
            campaign: CampaignId(Uuid::nil()),
            author: UserId(Uuid::nil()),
            author_name: None,
            from_team: *team,
            words: String::new(),
            at: Timestamp(at),
            hidden_reason: None,
            taken_back_at: None,
            answers: None,
            turned_back: false,
        });
        let mut last: Vec<_> = said.collect();
        last.reverse();
        in_order(last).into_iter().map(|it| it.at.0).collect()
    }

    #[test]
    fn the_last_comments_are_read_in_the_order_they_were_written() {
        assert_eq!(shown(&[]), Vec::<i64>::new());
        assert_eq!(shown(&[false, true]), [1, 2], "an answer below its question");
        assert_eq!(shown(&[false, false, true]), [1, 2, 3]);
        assert_eq!(shown(&[false, false, false, true]), [2, 3, 4]);
    }

    #[test]
    fn an_answer_of_the_team_does_not_stand_first_without_what_it_answers() {
        assert_eq!(shown(&[false, true, false, true]), [1, 2, 3, 4]);
        assert_eq!(
            shown(&[true, true, false, false]),
            [2, 3, 4],
            "what the team says of itself answers nothing"
        );
    }

    #[test]
    fn an_answer_stands_directly_below_its_question_however_late_it_came() {
        let id = Uuid::from_u128;
        let said = |at: i64, number: u128, answers: Option<u128>| Comment {
            id: id(number),
            campaign: CampaignId(Uuid::nil()),
            author: UserId(Uuid::nil()),
            author_name: None,
            from_team: false,
            words: String::new(),
            at: Timestamp(at),
            hidden_reason: None,
            taken_back_at: None,
            answers: answers.map(id),
            turned_back: false,
        };
        let read = by_question(vec![
            said(1, 10, None),
            said(2, 20, None),
            said(3, 11, Some(10)),
            said(4, 99, Some(98)),
            said(5, 12, Some(10)),
        ]);
        let read: Vec<_> = read.iter().map(|it| it.id.as_u128()).collect();
        assert_eq!(
            read,
            [10, 11, 12, 20, 99],
            "what its question is hidden from stands where it was written"
        );
    }
}
