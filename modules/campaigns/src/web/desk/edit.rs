//! Writing a campaign, one section at a time. Without scripts there is a button that saves; with them a draft
//! is saved while it is written.

use super::{Bar, Found, enter};
use crate::{
    access::{Action, Standing},
    category::Category,
    commands::{edit_published::EditPublished, save_section::SaveSection},
    deadline,
    draft::{Draft, Fields, Gap, ImpactText, MOST_IMPACTS, Section, digest},
    error::CampaignError,
    story,
    tongue::TONGUES,
    web::parts::shown,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, Currency, Timestamp, campaigns::FundingModel, terms::PLATFORM_FEE_PERCENT};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;

/// A section's form.
#[derive(Serialize)]
struct EditPage {
    bar: Bar,
    section: Section,
    title: String,
    steps: Vec<StepLink>,
    draft: Draft,
    /// Whether it can be changed at all now.
    open: bool,
    /// The mark of what is kept.
    seen: String,
    problems: FormProblems,
    all_or_nothing: bool,
    categories: Vec<Choice>,
    languages: Vec<Choice>,
    currencies: Vec<Choice>,
    zones: Vec<String>,
    /// The story as it will look.
    story_html: String,
    sign: &'static str,
    goal: Option<String>,
    minimum: Option<String>,
    /// When it ends, in words.
    ends: Option<String>,
    /// What gifts of some sizes do, with room for as many as there may be.
    impacts: Vec<ImpactText>,
    /// What the money is for and how much of it, as pages write amounts.
    budget: Vec<(String, String)>,
    budgeted: Option<String>,
    balance: Option<String>,
    cover: Option<String>,
    /// What the platform keeps, in percent.
    fee: u32,
}

#[derive(Serialize)]
struct StepLink {
    slug: &'static str,
    title: String,
    missing: usize,
    current: bool,
}

#[derive(Serialize)]
struct Choice {
    value: &'static str,
    title: String,
    chosen: bool,
}

/// Each section has a template of its own around the same page.
macro_rules! sections {
    ($($name:ident $template:literal)*) => {$(
        #[derive(Serialize)]
        struct $name(EditPage);
        impl Page for $name {
            const TEMPLATE: &'static str = $template;
        }
    )*};
}

sections! {
    Basics "campaigns/desk_edit_basics.html"
    Story "campaigns/desk_edit_story.html"
    Cover "campaigns/desk_edit_cover.html"
    Budget "campaigns/desk_edit_budget.html"
    Gifts "campaigns/desk_edit_gifts.html"
    Rewards "campaigns/desk_edit_rewards.html"
    Details "campaigns/desk_edit_details.html"
}

impl EditPage {
    fn show(self, view: &View, status: StatusCode) -> Result<Response> {
        match self.section {
            Section::Basics => view.show_with(status, &Basics(self)),
            Section::Story => view.show_with(status, &Story(self)),
            Section::Cover => view.show_with(status, &Cover(self)),
            Section::Budget => view.show_with(status, &Budget(self)),
            Section::Gifts => view.show_with(status, &Gifts(self)),
            Section::Rewards => view.show_with(status, &Rewards(self)),
            Section::Details => view.show_with(status, &Details(self)),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Shown {
    saved: Option<String>,
}

/// `GET /dashboard/campaigns/{campaign}/edit`
pub(super) async fn begin(Path(id): Path<CampaignId>) -> Redirect {
    Redirect::to(&format!("/dashboard/campaigns/{id}/edit/basics"))
}

/// `GET /dashboard/campaigns/{campaign}/edit/{section}`
pub(super) async fn edit(
    State(ctx): State<Context>,
    view: View,
    Path((id, section)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let section = Section::at(&section).ok_or(Error::NotFound)?;
    let (campaign, found, standing) = enter(&ctx, &view, &id, Action::Edit).await?;
    let draft = found.draft().clone();
    let seen = digest(&draft, section);
    let page = page(
        &view,
        campaign,
        &found,
        standing,
        section,
        draft,
        seen,
        FormProblems::default(),
        ctx.clock.now(),
    );
    let bar = if shown.saved.is_some() { page.bar.with_done(view.t("desk-saved", &[])) } else { page.bar };
    EditPage { bar, ..page }.show(&view, StatusCode::OK)
}

/// `POST /dashboard/campaigns/{campaign}/edit/{section}`
pub(super) async fn update(
    State(ctx): State<Context>,
    view: View,
    Path((id, section)): Path<(String, String)>,
    Form(form): Form<Fields>,
) -> Result<Response> {
    let section = Section::at(&section).ok_or(Error::NotFound)?;
    keep(&ctx, &view, &id, section, form).await
}

/// Keeps what `form` says of `section` and leads on, or shows it again with what is wrong.
pub(super) async fn keep(
    ctx: &Context,
    view: &View,
    id: &str,
    section: Section,
    form: Fields,
) -> Result<Response> {
    let (campaign, found, standing) = enter(ctx, view, id, Action::Edit).await?;
    let user = view.user().ok_or(Error::SignedOut)?.id;
    let seen = form.get("seen").cloned().unwrap_or_default();
    let by_itself = form.contains_key("autosave");
    let then = form.get("then").cloned().unwrap_or_default();
    let saved = if found.is_published() {
        ctx.run(EditPublished { campaign, section, form: form.clone(), seen, by: user }).await
    } else {
        ctx.run(SaveSection { campaign, section, form: form.clone(), seen, by: user }).await
    };
    match saved {
        Ok(seen) if by_itself => Ok(Json(json!({ "seen": seen })).into_response()),
        Ok(_) => Ok(Redirect::to(&after(campaign, section, &then)).into_response()),
        Err(error) => {
            let problems = problems(view, error, section)?;
            let found = Found::find(ctx, campaign).await?;
            let now_kept = digest(found.draft(), section);
            if by_itself {
                let answer = json!({ "problems": problems.list, "seen": form.get("seen") });
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(answer)).into_response());
            }
            let mut draft = found.draft().clone();
            draft.take(section, &form);
            let page =
                page(view, campaign, &found, standing, section, draft, now_kept, problems, ctx.clock.now());
            page.show(view, StatusCode::UNPROCESSABLE_ENTITY)
        }
    }
}

fn after(campaign: CampaignId, section: Section, then: &str) -> String {
    match (then, section.next()) {
        ("next", Some(next)) => format!("/dashboard/campaigns/{campaign}/edit/{}", next.slug()),
        ("next", None) => format!("/dashboard/campaigns/{campaign}"),
        _ => format!("/dashboard/campaigns/{campaign}/edit/{}?saved=yes", section.slug()),
    }
}

/// What a form is told, beside the field where it belongs.
fn problems(view: &View, error: CampaignError, section: Section) -> Result<FormProblems> {
    let mut problems = Problems::of(view);
    let first = match section {
        Section::Basics => "title",
        Section::Story => "story",
        Section::Cover => "cover_alt",
        Section::Budget => "budget_label_1",
        Section::Gifts => "impact_amount_1",
        Section::Rewards => "reward_title_1",
        Section::Details => "risks",
    };
    match error {
        CampaignError::Gaps(gaps) => {
            for Gap { field, message, .. } in gaps {
                problems.add(&field, &message);
            }
        }
        CampaignError::SlugTaken => problems.add("slug", &Text::of("refused-slug")),
        CampaignError::Changed => problems.add(first, &Text::of("refused-changed")),
        other => return Err(other.into()),
    }
    Ok(problems.found())
}

#[expect(clippy::too_many_arguments, reason = "all that a section's page is made of, once")]
fn page(
    view: &View,
    campaign: CampaignId,
    found: &Found,
    standing: Standing,
    section: Section,
    draft: Draft,
    seen: String,
    problems: FormProblems,
    now: Timestamp,
) -> EditPage {
    let missing = missing(found, now);
    let step = |it: Section| StepLink {
        slug: it.slug(),
        title: view.t(it.title(), &[]),
        missing: missing.get(&it).copied().unwrap_or(0),
        current: it == section,
    };
    let currency = draft.currency;
    EditPage {
        bar: Bar::of(view, campaign, found, standing, "edit"),
        section,
        title: view.t(section.title(), &[]),
        steps: Section::ALL.into_iter().map(step).collect(),
        open: found.is_published() || found.status().is_open_for_writing(),
        seen,
        problems,
        all_or_nothing: draft.model == FundingModel::AllOrNothing,
        categories: categories(view, &draft.category),
        languages: languages(&draft.language),
        currencies: Currency::ALL
            .iter()
            .map(|it| Choice { value: it.code(), title: it.name().to_owned(), chosen: *it == currency })
            .collect(),
        zones: if section == Section::Basics { zones() } else { Vec::new() },
        story_html: story::to_html(&draft.story),
        sign: currency.symbol(),
        goal: draft.goal_read().map(shown),
        minimum: draft.minimum_read().map(shown),
        ends: draft.ends_at().and_then(|at| deadline::shown(at, &draft.zone).ok()).map(|it| it.local),
        impacts: with_room(&draft.impacts),
        budget: draft.lines().into_iter().map(|it| (it.label, shown(it.amount))).collect(),
        budgeted: draft.budgeted().map(shown),
        balance: draft.out_of_balance().map(|it| view.say(&it)),
        cover: draft.cover.map(|it| format!("/media/{it}")),
        fee: PLATFORM_FEE_PERCENT,
        draft,
    }
}

fn with_room(impacts: &[ImpactText]) -> Vec<ImpactText> {
    let mut rows = impacts.to_vec();
    rows.resize_with(MOST_IMPACTS.max(rows.len()), ImpactText::default);
    rows
}

/// How many things each section lacks. Nothing is asked of what is published.
fn missing(found: &Found, now: Timestamp) -> BTreeMap<Section, usize> {
    let Found::Draft(drafted) = found else { return BTreeMap::new() };
    let mut missing = BTreeMap::new();
    for gap in drafted.draft.gaps(drafted.opens_at.unwrap_or(now)) {
        *missing.entry(gap.section).or_insert(0) += 1;
    }
    missing
}

fn categories(view: &View, chosen: &str) -> Vec<Choice> {
    let choice =
        |it: Category| Choice { value: it.slug(), title: view.t(it.key(), &[]), chosen: it.slug() == chosen };
    Category::ALL.into_iter().map(choice).collect()
}

/// What a campaign can be written in, each in its own words.
fn languages(chosen: &str) -> Vec<Choice> {
    let choice = |(tag, name): (&'static str, &str)| Choice {
        value: tag,
        title: name.to_owned(),
        chosen: tag == chosen,
    };
    TONGUES.map(choice).into()
}

/// Every place whose time is known, to choose from while typing.
fn zones() -> Vec<String> {
    let mut zones: Vec<_> = jiff::tz::db()
        .available()
        .map(|it| it.to_string())
        .filter(|it| {
            it.contains('/')
                && !it.starts_with("Etc/")
                && !it.starts_with("posix")
                && !it.starts_with("right")
                && deadline::present_name(it) == *it
        })
        .collect();
    zones.push("UTC".to_owned());
    zones
}

/// The cover's page after a picture that was none, with what was typed beside it. None of that was kept, so the form
/// keeps the mark it came with.
pub(super) async fn cover_again(
    ctx: &Context,
    view: &View,
    id: &str,
    form: &Fields,
    problems: FormProblems,
) -> Result<Response> {
    let (campaign, found, standing) = enter(ctx, view, id, Action::Edit).await?;
    let mut draft = found.draft().clone();
    let seen = form.get("seen").cloned().unwrap_or_else(|| digest(&draft, Section::Cover));
    draft.take(Section::Cover, form);
    let page = page(view, campaign, &found, standing, Section::Cover, draft, seen, problems, ctx.clock.now());
    page.show(view, StatusCode::UNPROCESSABLE_ENTITY)
}
