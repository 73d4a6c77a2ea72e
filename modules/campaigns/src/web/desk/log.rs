//! What the audit log knows of a campaign, for whoever runs it (security.md 2.3).

use super::{
    Bar, enter,
    show::{told, unnamed},
};
use crate::{
    access::{Action, Standing},
    tables::comment,
};
use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    response::Response,
};
use contracts::{CampaignId, Timestamp, UserId};
use kernel::{
    Context,
    audit::{self, Found, Search},
    web::{self, Error, Owner, Page, Result, View, can},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many entries a page shows.
const PAGE: usize = 50;
/// How many comments are looked after here, the latest first.
const COMMENTS: i64 = 500;

#[derive(Serialize)]
struct Log {
    bar: Bar,
    entries: Vec<Row>,
    /// Before what the next page begins.
    older: Option<String>,
}

impl Page for Log {
    const TEMPLATE: &'static str = "campaigns/desk_log.html";
}

#[derive(Serialize)]
struct Row {
    at: Timestamp,
    what: String,
    who: String,
}

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    before: Option<i64>,
}

/// `GET /dashboard/campaigns/{campaign}/log`: for the campaign's creator. A team is not told who else is asked onto it.
pub(super) async fn index(
    State(ctx): State<Context>,
    view: View,
    Path(id): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response> {
    let (campaign, found, standing) = enter(&ctx, &view, &id, Action::See).await?;
    let owner = if standing == Standing::Creator { Owner::Own } else { Owner::Other };
    let user = view.user().ok_or(Error::SignedOut)?;
    if !can(Some(user), web::Action::ReadAuditOfOwn, owner) {
        return Err(user.refused());
    }
    let Query(asked) = asked.map_err(|_| Error::bad("that page could not be found in the list"))?;
    let wanted = Search { about: subjects(&ctx, campaign).await?, before: asked.before, ..Search::default() };
    let mut entries = audit::search(ctx.db.read(), ctx.module, &wanted, 51).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).map(|it| it.at.to_string());
    let names = unnamed(&ctx, &view).await?;
    let row = |it: Found| Row {
        at: Timestamp(it.at),
        what: view.t(what(&it.action), &[]),
        who: who(&view, user.id, &names, &it.actor),
    };
    let entries = entries.into_iter().map(row).collect();
    view.show(&Log { bar: Bar::of(&view, campaign, &found, standing, "log"), entries, older })
}

/// What the log calls the campaign and what belongs to it.
async fn subjects(ctx: &Context, campaign: CampaignId) -> Result<Vec<String>, DbErr> {
    let comments = comment::of(ctx.db.read(), campaign, COMMENTS).await?;
    let comments = comments.into_iter().map(|it| format!("comment/{}", it.id));
    Ok([format!("campaign/{campaign}")].into_iter().chain(comments).collect())
}

/// Whoever did it, as a creator is told: that it was a moderator and not which.
fn who(view: &View, reader: UserId, names: &BTreeMap<UserId, String>, actor: &str) -> String {
    let user: Option<UserId> = actor.strip_prefix("user/").and_then(|it| it.parse().ok());
    match user {
        Some(user) if user == reader => view.t("step-by-you", &[]),
        Some(user) => names.get(&user).cloned().unwrap_or_else(|| view.t("step-by-another", &[])),
        None => view.t("step-by-itself", &[]),
    }
}

/// The text for what was done.
fn what(action: &str) -> &'static str {
    match action {
        "campaign.draft" => "desk-log-draft",
        "campaign.cover" => "desk-log-cover",
        "campaign.edit" => "desk-log-edit",
        "campaign.post_update" => "desk-log-update",
        "campaign.sites" => "desk-log-sites",
        "campaign.cancel.propose" => "desk-log-cancel-propose",
        "campaign.cancel.decline" => "desk-log-cancel-decline",
        "campaign.cancel.agree" => "desk-log-cancel-agree",
        "team.invite" => "desk-log-team-invite",
        "team.join" => "desk-log-team-join",
        "team.remove" => "desk-log-team-remove",
        "team.revoke" => "desk-log-team-revoke",
        "comment.hide" => "desk-log-comment-hide",
        "comment.show" => "desk-log-comment-show",
        "comment.take_back" => "desk-log-comment-take-back",
        other => told(other.strip_prefix("campaign.").unwrap_or(other)),
    }
}
