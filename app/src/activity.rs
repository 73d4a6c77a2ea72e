//! What people did with their account, and what was done to it: their part of the audit log of every module.

use axum::{
    Extension,
    extract::{Query, rejection::QueryRejection},
    response::Response,
    routing::get,
};
use kernel::{
    Platform,
    audit::{self, Found, Search},
    web::{Action, Error, Owner, Page, Result, Routes, View, can},
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

pub(crate) const TEMPLATES: &[(&str, &str)] =
    &[("activity/activity.html", include_str!("../templates/activity.html"))];

/// The words of this page.
pub(crate) const TEXTS: &[(&str, &str)] = kernel::texts!("activity");

/// The text for what has none of its own.
const OTHER: &str = "activity-other";
/// How many entries a page shows.
const PAGE: usize = 50;

pub(crate) fn routes() -> Routes {
    Routes::default().signed_in("/me/activity", get(index))
}

#[derive(Serialize)]
struct Activity {
    entries: Vec<Entry>,
    /// Before what the next page begins.
    older: Option<String>,
}

impl Page for Activity {
    const TEMPLATE: &'static str = "activity/activity.html";
}

/// An entry as its owner reads it. What staff wrote to each other about it stays with them.
#[derive(Serialize)]
struct Entry {
    at: i64,
    what: String,
    who: String,
    /// What the log calls it, and to what it was done, where that is not plain: to be named to whoever helps.
    name: Option<String>,
}

#[derive(Default, Deserialize)]
struct Asked {
    before: Option<i64>,
}

/// `GET /me/activity`
async fn index(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response> {
    let user = view.user().ok_or(Error::SignedOut)?;
    if !can(Some(user), Action::ReadAuditOfOwn, Owner::Own) {
        return Err(user.refused());
    }
    let Query(asked) = asked.map_err(|_| Error::bad("that page could not be found in the list"))?;
    let me = format!("user/{}", user.id);
    let wanted = Search { concerning: me.clone(), before: asked.before, ..Search::default() };
    let mut entries = Vec::new();
    for host in platform.hosts() {
        entries.extend(audit::search(host.ctx.db.read(), host.ctx.module, &wanted, 51).await?);
    }
    entries.sort_by_key(|it: &Found| std::cmp::Reverse(it.at));
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).map(|it| it.at.to_string());
    let entry = |it: Found| {
        let text = what(&it.action);
        let plain = it.subject == me && text != OTHER;
        let name = (!plain).then(|| format!("{} {}", it.action, it.subject));
        Entry { at: it.at, what: view.t(text, &[]), who: view.t(who(&it.actor, &me), &[]), name }
    };
    view.show(&Activity { entries: entries.into_iter().map(entry).collect(), older })
}

/// The text for whoever did it. Which member of staff it was is not said.
fn who(actor: &str, me: &str) -> &'static str {
    match actor {
        it if it == me => "activity-by-you",
        it if it.starts_with("user/") || it == "console" => "activity-by-staff",
        _ => "activity-by-itself",
    }
}

/// The text for what was done. What has none is called as the log calls it.
fn what(action: &str) -> &'static str {
    match action {
        "session.begin" => "activity-session",
        "session.end" => "activity-session-ended",
        "account.add_factor" => "activity-factor-added",
        "account.remove_factor" => "activity-factor-removed",
        "account.replace_codes" => "activity-codes",
        "account.use_recovery_code" => "activity-code-used",
        "account.change_address" => "activity-address",
        "account.change_password" => "activity-password",
        "account.reset_password" => "activity-password-reset",
        "users.role_proposed" => "activity-role-proposed",
        "users.role_declined" => "activity-role-declined",
        "users.role_granted" => "activity-role-granted",
        "users.role_taken" => "activity-role-taken",
        "users.account_disabled" => "activity-disabled",
        "users.account_enabled" => "activity-enabled",
        "payout.hold" => "activity-payout-hold",
        _ => by_kind(action),
    }
}

/// The text for all that is done to things of one kind.
fn by_kind(action: &str) -> &'static str {
    match action.split('.').next().unwrap_or_default() {
        "campaign" | "report" => "activity-campaign",
        "team" => "activity-team",
        "comment" => "activity-comment",
        "reward" => "activity-reward",
        "pledge" | "plan" | "offline_gift" | "refund" | "refund_batch" => "activity-gift",
        "payout" => "activity-payout",
        _ => OTHER,
    }
}
