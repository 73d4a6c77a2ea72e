//! Who did what: the audit log of every module in one list, of which whoever answers for a queue sees what is in it.

use super::changes::{Change, between};
use axum::{
    Extension,
    extract::{Query, rejection::QueryRejection},
    response::Response,
};
use kernel::{
    Platform,
    audit::{self, Found, Search},
    web::{Action, CurrentUser, Error, Owner, Page, Result, View, can},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

/// How many entries a page shows.
const PAGE: usize = 50;
/// With what the actions begin that are about what moderators look after.
const OF_CAMPAIGNS: &[&str] = &["campaign.", "comment.", "report.", "team."];
/// And about what support looks after. Roles are given by admins, so they are not among these.
const OF_GIFTS: &[&str] = &[
    "account.",
    "attack_mode.",
    "offline_gift.",
    "plan.",
    "pledge.",
    "refund.",
    "refund_batch.",
    "reward.",
    "session.",
    "users.account_",
];

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default)]
pub(crate) struct Filter {
    actor: String,
    action: String,
    subject: String,
    #[serde(deserialize_with = "number")]
    before: Option<i64>,
}

#[derive(Serialize)]
struct AuditPage {
    filter: Filter,
    actions: BTreeSet<String>,
    entries: Vec<Line>,
    older: Option<String>,
    /// Whether whoever looks sees a part of it alone.
    partly: bool,
}

/// An entry, and what became otherwise, for people to read.
#[derive(Serialize)]
struct Line {
    #[serde(flatten)]
    entry: Found,
    changes: Vec<Change>,
}

impl Line {
    fn of(entry: Found) -> Self {
        Self { changes: between(entry.was.as_deref(), entry.became.as_deref()), entry }
    }
}

impl Page for AuditPage {
    const TEMPLATE: &'static str = "office/audit.html";
}

/// `GET /backoffice/audit`
pub(crate) async fn index(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    filter: Result<Query<Filter>, QueryRejection>,
) -> Result<Response> {
    let Query(filter) = filter.map_err(|_| Error::bad("that filter could not be read"))?;
    let wanted = Search {
        actor: filter.actor.trim().to_owned(),
        action: filter.action.trim().to_owned(),
        subject: filter.subject.trim().to_owned(),
        kinds: kinds_for(view.user())?,
        before: filter.before,
        ..Search::default()
    };
    let (mut entries, mut actions) = (Vec::new(), BTreeSet::new());
    for host in platform.hosts() {
        let (db, module) = (host.ctx.db.read(), host.ctx.module);
        entries.extend(audit::search(db, module, &wanted, 51).await?);
        actions.extend(audit::actions(db, module).await?);
    }
    let partly = !wanted.kinds.is_empty();
    actions.retain(|it| !partly || wanted.kinds.iter().any(|kind| it.starts_with(kind)));
    entries.sort_by_key(|it: &Found| std::cmp::Reverse(it.at));
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let older = entries.last().filter(|_| more).and_then(|it| {
        let before = it.at.to_string();
        let pairs = [
            ("actor", filter.actor.as_str()),
            ("action", &filter.action),
            ("subject", &filter.subject),
            ("before", &before),
        ];
        serde_urlencoded::to_string(pairs).ok()
    });
    let entries = entries.into_iter().map(Line::of).collect();
    view.show(&AuditPage { filter, actions, entries, older, partly })
}

/// With what the actions begin that `user` may read of; empty for whoever may read all of them.
fn kinds_for(user: Option<&CurrentUser>) -> Result<Vec<&'static str>> {
    let may = |action| can(user, action, Owner::Platform);
    if may(Action::ReadAuditLog) {
        return Ok(Vec::new());
    }
    let parts = [(Action::ReadAuditOfContent, OF_CAMPAIGNS), (Action::ReadAuditOfGifts, OF_GIFTS)];
    let parts = parts.into_iter().filter(|(action, _)| may(*action));
    let kinds: Vec<_> = parts.flat_map(|(_, kinds)| kinds).copied().collect();
    // Nothing to look for would mean everything.
    if kinds.is_empty() { Err(Error::NotFound) } else { Ok(kinds) }
}

/// A number, or nothing where the field was left empty.
fn number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}
