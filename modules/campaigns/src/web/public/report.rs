use crate::{
    campaign::is_slug,
    commands::report::{ReportCampaign, fresh},
    tables::{
        campaign::{self, Campaign},
        comment::{self, Comment},
        report::Report,
    },
    web::parts::called,
};
use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use contracts::{CampaignId, ReportId};
use kernel::{
    Context,
    web::{Error, Form, FormProblems, Page, Problems, Result, Text, View},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Why people report a campaign or a comment. The names are stored.
pub(crate) const REASONS: [&str; 5] = ["untrue", "misused", "harmful", "stolen", "other"];

#[derive(Serialize)]
struct ReportPage {
    slug: String,
    title: String,
    /// What the title is written in (BCP 47).
    language: String,
    sent: bool,
    /// What is reported, when it is a comment.
    comment: Option<Quoted>,
    form: ReportForm,
    problems: FormProblems,
}

impl Page for ReportPage {
    const TEMPLATE: &'static str = "campaigns/report.html";
}

/// A comment as whoever reports it reads it.
#[derive(Serialize)]
struct Quoted {
    name: String,
    words: String,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct ReportForm {
    /// Minted when the form was shown.
    id: String,
    /// The comment it is about; empty when it is about the campaign.
    comment: String,
    reason: String,
    words: String,
    email: String,
}

#[derive(Deserialize)]
pub(super) struct Shown {
    sent: Option<String>,
    #[serde(default)]
    comment: String,
}

async fn found(ctx: &Context, slug: &str) -> Result<Campaign> {
    let found = if is_slug(slug) { campaign::at(ctx.db.read(), slug).await? } else { None };
    found.ok_or(Error::NotFound)
}

/// The comment called `id` on `campaign`, unless the report is about the campaign.
///
/// # Errors
/// `NotFound` when there never was one.
async fn commented(ctx: &Context, campaign: CampaignId, id: &str) -> Result<Option<Comment>> {
    if id.is_empty() {
        return Ok(None);
    }
    let id: Uuid = id.parse().map_err(|_| Error::NotFound)?;
    let found = comment::find(ctx.db.read(), campaign, id).await?;
    Ok(Some(found.ok_or(Error::NotFound)?))
}

/// `GET /c/{slug}/report`
pub(super) async fn new(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Query(shown): Query<Shown>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let comment = commented(&ctx, campaign.id, &shown.comment).await?;
    let form =
        ReportForm { id: ReportId::fresh().to_string(), comment: shown.comment, ..ReportForm::default() };
    let (sent, problems) = (shown.sent.is_some(), FormProblems::default());
    let Campaign { slug, title, language, .. } = campaign;
    let comment = comment.and_then(|it| quoted(&view, it));
    view.show(&ReportPage { slug, title, language, sent, comment, form, problems })
}

/// `POST /c/{slug}/report`
pub(super) async fn create(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
    Form(form): Form<ReportForm>,
) -> Result<Response> {
    let campaign = found(&ctx, &slug).await?;
    let id = form.id.parse::<ReportId>().ok().filter(|it| it.0.get_version_num() == 7);
    let id = id.ok_or_else(|| Error::bad("this form lacks its number: open the page again"))?;
    let comment = commented(&ctx, campaign.id, &form.comment).await?;
    let problems = form.problems(&view);
    if !problems.is_empty() {
        let Campaign { slug, title, language, .. } = campaign;
        let comment = comment.and_then(|it| quoted(&view, it));
        let page = ReportPage { slug, title, language, sent: false, comment, form, problems };
        return view.show_with(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    let email = Some(form.email.trim().to_owned()).filter(|it| !it.is_empty());
    let comment = comment.map(|it| it.id);
    let report = Report { comment, ..fresh(id, campaign.id, &form.reason, form.words.trim()) };
    let locale = view.language().tag().to_owned();
    ctx.run(ReportCampaign { report, locale, email }).await?;
    Ok(Redirect::to(&format!("/c/{}/report?sent=yes", campaign.slug)).into_response())
}

/// What a comment says, while everybody may read it.
fn quoted(view: &View, it: Comment) -> Option<Quoted> {
    let shown = it.hidden_reason.is_none() && it.taken_back_at.is_none() && !it.turned_back;
    shown.then(|| Quoted { name: called(view, it.author_name), words: it.words })
}

impl ReportForm {
    fn problems(&self, view: &View) -> FormProblems {
        let mut problems = Problems::of(view);
        if !REASONS.contains(&self.reason.as_str()) {
            problems.add("reason", &Text::of("report-problem-reason"));
        }
        match self.words.trim().chars().count() {
            0 => problems.add("words", &Text::of("report-problem-words")),
            4_001.. => problems.add("words", &Text::of("problem-long").with("most", 4_000_i64)),
            _ => {}
        }
        let email = self.email.trim();
        if !email.is_empty()
            && (!email.contains('@') || email.len() > 254 || email.contains(char::is_whitespace))
        {
            problems.add("email", &Text::of("report-problem-email"));
        }
        problems.found()
    }
}
