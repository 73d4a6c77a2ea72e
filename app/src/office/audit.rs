//! Who did what: the audit log of every module in one list.

use axum::{
    Extension,
    extract::{Query, rejection::QueryRejection},
    response::Response,
};
use kernel::{
    Platform,
    audit::{self, Found, Search},
    web::{Error, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc};

/// How many entries a page shows.
const PAGE: usize = 50;

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
    entries: Vec<Found>,
    older: Option<String>,
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
        before: filter.before,
    };
    let (mut entries, mut actions) = (Vec::new(), BTreeSet::new());
    for host in platform.hosts() {
        let (db, module) = (host.ctx.db.read(), host.ctx.module);
        entries.extend(audit::search(db, module, &wanted, 51).await?);
        actions.extend(audit::actions(db, module).await?);
    }
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
    view.show(&AuditPage { filter, actions, entries, older })
}

/// A number, or nothing where the field was left empty.
fn number<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    let text = String::deserialize(from)?;
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}
