//! How a campaign stands, and what comes next.

use super::{Bar, Found, enter};
use crate::{
    access::{Action, Standing},
    deadline,
    draft::{Gap, Section},
    ending,
    lifecycle::Status,
    tables::{account, campaign::Campaign, collected, moderator, review_note, total, transition, waiting},
    transition::stood,
    web::parts::{Left, called, counted, shown},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use contracts::{CampaignId, Money, Timestamp, UserId, campaigns::FundingModel, terms::PLATFORM_FEE_PERCENT};
use kernel::{
    Context,
    db::Sql,
    web::{FormProblems, Page, Result, View},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Overview {
    bar: Bar,
    status: Status,
    problems: FormProblems,
    form: StepForm,
    sections: Vec<SectionRow>,
    /// How many sections lack nothing.
    ready: usize,
    preview: Option<String>,
    opens: Option<String>,
    waiting: i64,
    zone: String,
    raised: String,
    goal: String,
    /// Persons, or promises once it is locked.
    givers: String,
    /// It is decided how it ended: the sum is what was promised by then.
    locked: bool,
    /// What came in so far of what was promised.
    collected: Option<String>,
    /// What the platform keeps, in percent.
    fee: u32,
    /// Whether its creator can be charged for: `ready`, `own` to see to for whoever reads, or `theirs`.
    account: &'static str,
    left: Option<Left>,
    as_of: Timestamp,
    stopped_reason: Option<String>,
    /// Its deadline has passed.
    over: bool,
    /// What the moderators asked for last, while it is to be done.
    asked: Option<String>,
    notes: Vec<NoteRow>,
    history: Vec<HistoryRow>,
    may_cancel: bool,
}

impl Page for Overview {
    const TEMPLATE: &'static str = "campaigns/desk_show.html";
}

/// What was typed into one of the forms of this page.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct StepForm {
    pub(super) day: String,
    pub(super) time: String,
    pub(super) reason: String,
    pub(super) words: String,
}

/// One thing that is wrong or missing.
#[derive(Serialize)]
struct GapRow {
    field: String,
    message: String,
}

#[derive(Serialize)]
struct SectionRow {
    slug: &'static str,
    title: String,
    gaps: Vec<GapRow>,
}

#[derive(Serialize)]
pub(crate) struct NoteRow {
    who: String,
    staff: bool,
    words: String,
    at: Timestamp,
}

#[derive(Serialize)]
pub(crate) struct HistoryRow {
    what: String,
    who: String,
    reason: String,
    bad: bool,
    at: Timestamp,
}

/// `GET /dashboard/campaigns/{campaign}`
pub(super) async fn show(State(ctx): State<Context>, view: View, Path(id): Path<String>) -> Result<Response> {
    let (campaign, found, standing) = enter(&ctx, &view, &id, Action::See).await?;
    overview(&ctx, &view, campaign, &found, standing, StepForm::default(), FormProblems::default()).await
}

/// The page with what was typed, and what is wrong with it.
pub(super) async fn overview(
    ctx: &Context,
    view: &View,
    campaign: CampaignId,
    found: &Found,
    standing: Standing,
    form: StepForm,
    problems: FormProblems,
) -> Result<Response> {
    let (db, now) = (ctx.db.read(), ctx.clock.now());
    let draft = found.draft();
    let total = total::of(db, campaign, draft.currency).await?;
    let outcome = ending::outcomes(db, &[campaign]).await?.remove(&campaign);
    let (raised, givers) = outcome.map_or((total.raised, total.givers), |it| (it.total, it.promises));
    let steps = transition::of(db, campaign).await?;
    let (sections, preview, opens_at) = match found {
        Found::Draft(it) => {
            let gaps = it.draft.gaps(it.opens_at.unwrap_or(now));
            (rows(view, &gaps), Some(format!("/preview/{}", it.preview_token)), it.opens_at)
        }
        Found::Published(..) => (Vec::new(), None, None),
    };
    let (left, stopped_reason, goal) = match found {
        Found::Published(it, _) => (left_of(it, now), it.stopped_reason.clone(), shown(it.goal)),
        Found::Draft(_) => (None, None, String::new()),
    };
    let collected = collected_of(db, found, outcome.is_some_and(|it| it.succeeded)).await?;
    let stood = stood(db, campaign, found.status()).await?;
    let over = matches!(found, Found::Published(it, _) if it.deadline_at <= now);
    let asked = steps.iter().find(|it| it.to == Status::ChangesRequested);
    let page = Overview {
        bar: Bar::of(view, campaign, found, standing, "overview"),
        status: found.status(),
        ready: sections.iter().filter(|it| it.gaps.is_empty()).count(),
        sections,
        preview,
        opens: opens_at.and_then(|it| deadline::shown(it, &draft.zone).ok()).map(|it| it.local),
        waiting: waiting::count(db, campaign).await?,
        zone: deadline::present_name(&draft.zone).to_owned(),
        raised: shown(raised),
        goal,
        givers: counted(givers),
        locked: outcome.is_some(),
        collected,
        fee: PLATFORM_FEE_PERCENT,
        account: account_of(ctx, found, standing).await?,
        left,
        as_of: now,
        stopped_reason,
        over,
        asked: asked.filter(|_| found.status() == Status::ChangesRequested).map(|it| it.reason.clone()),
        notes: notes(ctx, view, campaign).await?,
        history: history(view, steps, &unnamed(ctx, view).await?),
        may_cancel: standing.may(Action::Run)
            && stood != Status::Funded
            && found.status().after(crate::lifecycle::Step::Cancel).is_some(),
        form,
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}

/// What came in so far of what was promised; nothing where each gift was charged at once, or none is charged.
async fn collected_of(db: &impl Sql, found: &Found, succeeded: bool) -> Result<Option<String>> {
    match found {
        Found::Published(it, _) if succeeded && it.model == FundingModel::AllOrNothing => {
            let minor = collected::of(db, it.id).await?;
            Ok(Some(shown(Money::new(minor, it.goal.currency))))
        }
        _ => Ok(None),
    }
}

/// Whether its creator can be charged for, without whom it cannot begin, and who sees to it.
async fn account_of(ctx: &Context, found: &Found, standing: Standing) -> Result<&'static str> {
    let Found::Draft(it) = found else { return Ok("ready") };
    if account::is_chargeable(ctx.db.read(), it.creator).await? {
        return Ok("ready");
    }
    Ok(if standing == Standing::Creator { "own" } else { "theirs" })
}

/// How long it still takes gifts; nothing once it takes none.
fn left_of(it: &Campaign, now: Timestamp) -> Option<Left> {
    (it.status == Status::Live).then(|| Left::until(it.deadline_at, now)).flatten()
}

fn rows(view: &View, gaps: &[Gap]) -> Vec<SectionRow> {
    let gap = |it: &Gap| GapRow { field: it.field.clone(), message: view.say(&it.message) };
    let row = |section: Section| SectionRow {
        slug: section.slug(),
        title: view.t(section.title(), &[]),
        gaps: gaps.iter().filter(|it| it.section == section).map(gap).collect(),
    };
    Section::ALL.into_iter().map(row).collect()
}

/// What creators and moderators wrote to each other.
pub(crate) async fn notes(ctx: &Context, view: &View, campaign: CampaignId) -> Result<Vec<NoteRow>> {
    let notes = review_note::of(ctx.db.read(), campaign).await?;
    let row = |it: review_note::Note| NoteRow {
        who: called(view, it.author_name),
        staff: it.from_staff,
        words: it.words,
        at: it.at,
    };
    Ok(notes.into_iter().map(row).collect())
}

/// What those are called who had a hand in a campaign, for whoever works here: its creator by who runs it, moderators
/// by their names while they have an account, others by what they wrote to each other.
pub(crate) async fn names(
    ctx: &Context,
    view: &View,
    campaign: CampaignId,
    creator: UserId,
    organiser: &str,
) -> Result<BTreeMap<UserId, String>> {
    let notes = review_note::of(ctx.db.read(), campaign).await?;
    let named = notes.into_iter().filter_map(|it| Some((it.author, it.author_name?)));
    let mut names: BTreeMap<_, _> = named.collect();
    for (moderator, name) in moderator::all(ctx.db.read()).await? {
        names.insert(moderator, name.unwrap_or_else(|| view.t("step-by-moderator", &[])));
    }
    names.insert(creator, organiser.to_owned());
    Ok(names)
}

/// The same for creators, who are told that it was a moderator and not which.
pub(super) async fn unnamed(ctx: &Context, view: &View) -> Result<BTreeMap<UserId, String>> {
    let moderators = moderator::all(ctx.db.read()).await?.into_keys();
    Ok(moderators.map(|it| (it, view.t("step-by-moderator", &[]))).collect())
}

/// The steps a campaign took, as whoever asks reads them (rules.md R9): by those whom `names` has, and else by what
/// only a moderator does.
pub(crate) fn history(
    view: &View,
    steps: Vec<transition::Recorded>,
    names: &BTreeMap<UserId, String>,
) -> Vec<HistoryRow> {
    let reader = view.user().map(|it| it.id);
    let who = |it: &transition::Recorded| match it.actor {
        None => view.t("step-by-itself", &[]),
        Some(actor) if Some(actor) == reader => view.t("step-by-you", &[]),
        Some(actor) => names.get(&actor).cloned().unwrap_or_else(|| view.t(somebody(&it.step), &[])),
    };
    let row = |it: transition::Recorded| HistoryRow {
        what: view.t(told(&it.step), &[]),
        who: who(&it),
        bad: matches!(it.to, Status::Rejected | Status::Failed | Status::Suspended | Status::Cancelled),
        reason: it.reason,
        at: it.at,
    };
    steps.into_iter().map(row).collect()
}

/// The text for whoever took a step and is not known by name.
fn somebody(step: &str) -> &'static str {
    match step {
        "request_changes" | "approve" | "reject" | "suspend" | "restore" | "extend" => "step-by-moderator",
        _ => "step-by-another",
    }
}

/// The text for a step.
pub(super) fn told(step: &str) -> &'static str {
    match step {
        "submit" => "step-submit",
        "withdraw" => "step-withdraw",
        "request_changes" => "step-request-changes",
        "approve" => "step-approve",
        "reject" => "step-reject",
        "schedule" => "step-schedule",
        "unschedule" => "step-unschedule",
        "launch" => "step-launch",
        "suspend" => "step-suspend",
        "restore" => "step-restore",
        "cancel" => "step-cancel",
        "extend" => "step-extend",
        "end_funding" => "step-end-funding",
        "succeed" => "step-succeed",
        "fail" => "step-fail",
        "close" => "step-close",
        _ => "step-other",
    }
}
