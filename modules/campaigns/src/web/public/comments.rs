use crate::{
    access::{self, Action},
    campaign::is_slug,
    commands::comment::{TakeBackComment, WriteComment},
    tables::{
        campaign::{self, Campaign},
        comment::{self, Comment, Stretch},
    },
    web::parts::{called, when},
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::CampaignId;
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, Until, View},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, time::Duration};
use uuid::Uuid;

/// How many comments the page shows.
const ON_A_PAGE: usize = 50;
/// How many answers stand below each of them, and how many where one is read by itself.
const ANSWERS: usize = 10;
const ALL_ANSWERS: usize = 500;
/// How many stand so close together that the last of them needs no link.
const IN_SIGHT: usize = 5;
/// How long somebody waits who wrote too often.
const PAUSE: Duration = Duration::from_mins(10);

#[derive(Serialize)]
struct Comments {
    slug: String,
    title: String,
    /// What the title is written in (BCP 47).
    language: String,
    /// The oldest first, each with its answers.
    rows: Vec<Row>,
    /// One comment is read by itself, with all of its answers, to be answered.
    alone: bool,
    /// Where the comments before and after these are, when there are any.
    earlier: Option<String>,
    later: Option<String>,
    /// Where the newest of all is, when that is not in sight.
    newest: Option<String>,
    form: CommentForm,
    problems: FormProblems,
}

impl Page for Comments {
    const TEMPLATE: &'static str = "campaigns/comments.html";
}

#[derive(Serialize)]
struct Row {
    id: String,
    name: String,
    team: bool,
    words: String,
    at: Until,
    hidden: Option<String>,
    taken_back: bool,
    /// Its author took their gift back: `own`, when that is whoever reads it, or `other`.
    turned_back: Option<&'static str>,
    /// By whoever reads it.
    own: bool,
    /// What was answered, the oldest first.
    answers: Vec<Row>,
    /// Where all answers are, when there are more than those.
    all: Option<String>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct CommentForm {
    /// Minted when the form was shown.
    id: String,
    /// The comment that is answered; empty when none is.
    answers: String,
    words: String,
}

/// Which comments are asked for. What cannot be read is not asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    before: String,
    after: String,
    /// One of them and its answers.
    to: String,
}

impl Shown {
    fn stretch(&self) -> Stretch {
        let before = self.before.parse().map(Stretch::Before);
        before.or_else(|_| self.after.parse().map(Stretch::After)).unwrap_or(Stretch::Latest)
    }
}

async fn found(ctx: &Context, slug: &str) -> Result<Campaign> {
    let found = if is_slug(slug) { campaign::at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

/// `GET /c/{slug}/comments`
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let form = CommentForm { id: contracts::chance::next_id().to_string(), ..CommentForm::default() };
    let campaign = found(&ctx, &slug).await?;
    page(&ctx, &view, campaign, &shown, form, FormProblems::default()).await
}

/// `POST /c/{slug}/comments`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Form(form): Form<CommentForm>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let user = view.user().ok_or(Error::SignedOut)?;
    let id: Uuid =
        form.id.parse().map_err(|_| Error::bad("this form lacks its number: open the page again"))?;
    let words = form.words.trim().replace("\r\n", "\n");
    let mut problems = Problems::of(&view);
    match words.chars().count() {
        0 => problems.add("words", &Text::of("comment-problem-words")),
        2_001.. => problems.add("words", &Text::of("problem-long").with("most", 2_000_i64)),
        _ => {}
    }
    if !problems.is_empty() {
        let shown = Shown { to: form.answers.clone(), ..Shown::default() };
        return page(&ctx, &view, campaign, &shown, form, problems.found()).await;
    }
    let answers = match form.answers.as_str() {
        "" => None,
        answered => Some(answered.parse::<Uuid>().map_err(|_| Error::NotFound)?),
    };
    let standing = access::standing(&ctx, campaign.id, user.id).await?;
    let comment = Comment {
        id,
        campaign: campaign.id,
        author: user.id,
        author_name: Some(user.name.clone()),
        from_team: standing.is_some_and(|it| it.may(Action::Update)),
        words,
        at: ctx.clock.now(),
        hidden_reason: None,
        taken_back_at: None,
        answers,
        turned_back: false,
    };
    if !ctx.run(WriteComment { comment }).await? {
        return Err(Error::TooMany(PAUSE));
    }
    let question = answers.map(|it| format!("?to={it}")).unwrap_or_default();
    Ok(Redirect::to(&format!("/c/{}/comments{question}#{id}", campaign.slug)).into_response())
}

/// A form that says nothing but that it was sent.
#[derive(Deserialize)]
pub(super) struct Nothing {}

/// `POST /c/{slug}/comments/{comment}/removal`
pub(super) async fn take_back(
    State(ctx): State<Context>,
    view: View,
    Path((slug, comment)): Path<(String, String)>,
    Form(_): Form<Nothing>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let by = view.user().ok_or(Error::SignedOut)?.id;
    let comment = comment.parse().map_err(|_| Error::NotFound)?;
    ctx.run(TakeBackComment { campaign: campaign.id, comment, by }).await?;
    Ok(Redirect::to(&format!("/c/{}/comments", campaign.slug)).into_response())
}

/// Some of the comments, the oldest first, and those beside which there are more.
struct Part {
    rows: Vec<Comment>,
    /// There are some before this one.
    earlier: Option<Uuid>,
    /// There are some after this one.
    later: Option<Uuid>,
}

/// The comments on `campaign` that `stretch` names; the latest, where it names none.
async fn part(ctx: &Context, campaign: CampaignId, mut stretch: Stretch) -> Result<Part> {
    let most = ON_A_PAGE + 1;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let mut rows = comment::stretch(ctx.db.read(), campaign, stretch, limit).await?;
    if rows.is_empty() && stretch != Stretch::Latest {
        stretch = Stretch::Latest;
        rows = comment::stretch(ctx.db.read(), campaign, stretch, limit).await?;
    }
    // One more than is shown tells that there are more on that side; on the other is what was asked from.
    let more = rows.len() == most;
    let (earlier, later) = match stretch {
        Stretch::Latest => (more, false),
        Stretch::Before(_) => (more, true),
        Stretch::After(_) => (true, more),
    };
    if more && matches!(stretch, Stretch::After(_)) {
        rows.pop();
    } else if more {
        rows.remove(0);
    }
    let first = rows.first().map(|it| it.id).filter(|_| earlier);
    let last = rows.last().map(|it| it.id).filter(|_| later);
    Ok(Part { rows, earlier: first, later: last })
}

/// The comment on `campaign` that `shown` asks for by itself; of an answer its question.
async fn alone(ctx: &Context, campaign: CampaignId, shown: &Shown) -> Result<Option<Comment>> {
    let Ok(id) = shown.to.parse::<Uuid>() else { return Ok(None) };
    let found = comment::find(ctx.db.read(), campaign, id).await?;
    match found.as_ref().and_then(|it| it.answers) {
        Some(question) => Ok(comment::find(ctx.db.read(), campaign, question).await?),
        None => Ok(found),
    }
}

/// At most `most` of the answers to each of `rows`, by what they answer, and to which there are more.
async fn answers(
    ctx: &Context,
    rows: &[Comment],
    most: usize,
) -> Result<BTreeMap<Uuid, (Vec<Comment>, bool)>> {
    let questions: Vec<_> = rows.iter().map(|it| it.id).collect();
    let limit = i64::try_from(most + 1).unwrap_or(i64::MAX);
    let mut found: BTreeMap<Uuid, (Vec<Comment>, bool)> = BTreeMap::new();
    for it in comment::answers(ctx.db.read(), &questions, limit).await? {
        let Some(question) = it.answers else { continue };
        let (answers, more) = found.entry(question).or_default();
        if answers.len() < most {
            answers.push(it);
        } else {
            *more = true;
        }
    }
    Ok(found)
}

async fn page(
    ctx: &Context,
    view: &View,
    campaign: Campaign,
    shown: &Shown,
    form: CommentForm,
    problems: FormProblems,
) -> Result<Response> {
    let reader = view.user().map(|it| it.id);
    let row = |it: Comment| Row {
        id: it.id.to_string(),
        taken_back: it.taken_back_at.is_some(),
        turned_back: it.turned_back.then_some(if reader == Some(it.author) { "own" } else { "other" }),
        own: reader == Some(it.author),
        name: called(view, it.author_name),
        team: it.from_team,
        words: if it.hidden_reason.is_some() || it.turned_back { String::new() } else { it.words },
        at: when(it.at, &campaign.zone),
        hidden: it.hidden_reason,
        answers: Vec::new(),
        all: None,
    };
    let alone = alone(ctx, campaign.id, shown).await?;
    let (is_alone, answered) = (alone.is_some(), alone.as_ref().map(|it| it.id.to_string()));
    let Part { rows, earlier, later } = match alone {
        Some(it) => Part { rows: vec![it], earlier: None, later: None },
        None => part(ctx, campaign.id, shown.stretch()).await?,
    };
    let most = if is_alone { ALL_ANSWERS } else { ANSWERS };
    let mut answers = answers(ctx, &rows, most).await?;
    let with_answers = |it: Comment| {
        let (below, more) = answers.remove(&it.id).unwrap_or_default();
        let all = (more && !is_alone).then(|| format!("/c/{}/comments?to={}", campaign.slug, it.id));
        Row { answers: below.into_iter().map(row).collect(), all, ..row(it) }
    };
    let here = format!("/c/{}/comments", campaign.slug);
    let far = rows.last().filter(|_| rows.len() > IN_SIGHT).map(|it| format!("#{}", it.id));
    let page = Comments {
        newest: if later.is_some() { Some(here.clone()) } else { far },
        earlier: earlier.map(|it| format!("{here}?before={it}")),
        later: later.map(|it| format!("{here}?after={it}")),
        rows: rows.into_iter().map(with_answers).collect(),
        alone: is_alone,
        slug: campaign.slug,
        title: campaign.title,
        language: campaign.language,
        form: CommentForm { answers: answered.unwrap_or_default(), ..form },
        problems,
    };
    let wrong = !page.problems.is_empty();
    view.show_with(if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &page)
}
