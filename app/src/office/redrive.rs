//! Messages that wait for a person, handled again: those of one key, or of many that have one cause, and before that
//! what they are.

use axum::{
    Extension,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use kernel::{
    Platform, Redriven,
    subscription::{WaitingKey, Which},
    web::{CurrentUser, Error, Form, Page, Result, View},
};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, sync::Arc, time::Duration};

/// How many keys are shown, and redriven, at once.
const AT_ONCE: usize = 100;
/// How many keys the filter offers the subscribers and the messages of.
const OFFERED: usize = 1000;
/// After how long no further key is begun: a request is answered within fifteen seconds.
const WITHIN: Duration = Duration::from_secs(8);

#[derive(Deserialize)]
pub(super) struct One {
    module: String,
    subscriber: String,
    key: String,
}

/// `POST /backoffice/redrive`: handles what is kept of one key, in order.
pub(super) async fn one(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    Form(form): Form<One>,
) -> Result<Response> {
    match platform.redrive(&form.module, &form.subscriber, &form.key, &user).await {
        Ok(_) => Ok(Redirect::to("/backoffice").into_response()),
        Err(error) => Err(Error::Conflict(format!("it still cannot be handled: {error:#}"))),
    }
}

#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Filter {
    module: String,
    subscriber: String,
    topic: String,
    error: String,
}

impl Filter {
    fn which(&self, upto: Option<i64>) -> Which {
        Which {
            subscriber: self.subscriber.clone(),
            topic: self.topic.clone(),
            error: self.error.trim().to_owned(),
            upto,
        }
    }
}

#[derive(Serialize)]
struct Many {
    filter: Filter,
    modules: Vec<&'static str>,
    subscribers: BTreeSet<String>,
    topics: BTreeSet<String>,
    keys: Vec<WaitingKey>,
    /// How many messages wait of them.
    messages: i64,
    /// Whether there are more than these.
    more: bool,
    /// The number of the last message at the head of one of them.
    upto: i64,
    /// What came of redriving those that were shown before.
    outcome: Option<Redriven>,
}

impl Page for Many {
    const TEMPLATE: &'static str = "office/redrive.html";
}

/// `GET /backoffice/redrive`: what would be redriven. Nothing is done.
pub(super) async fn index(
    Extension(platform): Extension<Arc<Platform>>,
    view: View,
    Query(filter): Query<Filter>,
) -> Result<Response> {
    view.show(&plan(&platform, filter, None).await?)
}

#[derive(Deserialize)]
pub(super) struct Shown {
    module: String,
    subscriber: String,
    topic: String,
    error: String,
    upto: i64,
}

/// `POST /backoffice/redrive/many`: redrives what was shown and still waits, and nothing that came since.
pub(super) async fn many(
    Extension(platform): Extension<Arc<Platform>>,
    user: CurrentUser,
    view: View,
    Form(shown): Form<Shown>,
) -> Result<Response> {
    let Shown { module, subscriber, topic, error, upto } = shown;
    let filter = Filter { module, subscriber, topic, error };
    runs_here(&platform, &filter.module)?;
    let which = filter.which(Some(upto));
    let outcome = platform.redrive_all(&filter.module, (&which, AT_ONCE), WITHIN, &user).await?;
    view.show(&plan(&platform, filter, Some(outcome)).await?)
}

fn runs_here(platform: &Platform, module: &str) -> Result<()> {
    if platform.context(module).is_some() { Ok(()) } else { Err(Error::NotFound) }
}

async fn plan(platform: &Platform, filter: Filter, outcome: Option<Redriven>) -> Result<Many> {
    let modules = platform.hosts().iter().map(|it| it.ctx.module).collect();
    let (mut offered, mut keys) = (Vec::new(), Vec::new());
    if !filter.module.is_empty() {
        runs_here(platform, &filter.module)?;
        let (module, all) = (&filter.module, Which::default());
        offered = platform.waiting_keys(module, &all, OFFERED).await?;
        let which = filter.which(None);
        keys = platform.waiting_keys(module, &which, AT_ONCE + 1).await?;
    }
    let more = keys.len() > AT_ONCE;
    keys.truncate(AT_ONCE);
    Ok(Many {
        modules,
        subscribers: offered.iter().map(|it| it.subscriber.clone()).collect(),
        topics: offered.iter().map(|it| it.topic.clone()).collect(),
        messages: keys.iter().map(|it| it.messages).sum(),
        upto: keys.last().map_or(0, |it| it.letter),
        filter,
        keys,
        more,
        outcome,
    })
}
