//! What an orchestrator asks: does it live, is it ready, how is it doing.

mod watchers;

pub(crate) use self::watchers::Watchers;

use axum::{
    Extension, Json, Router,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use kernel::{BreakerState, Context, Platform, db::Sql, health::Health, web::Client};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use sea_orm::DbErr;
use serde_json::json;
use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock, OnceLock},
    time::Duration,
};
use tokio::{task::JoinSet, time::timeout};

/// How long a database may take to answer whether it is there. Whoever asks waits no longer than a few seconds.
const PATIENCE: Duration = Duration::from_secs(4);

/// How long all modules together may take to say how they are. Prometheus itself waits for ten seconds.
const COLLECTING: Duration = Duration::from_secs(5);

/// Counts what `metrics::counter!` and its like are told, anywhere in the process.
static RECORDER: LazyLock<Option<PrometheusHandle>> =
    LazyLock::new(|| PrometheusBuilder::new().install_recorder().ok());

/// Whether the webhook that a process sends to itself at its start was kept. Until it is known, the process is not ready.
#[derive(Clone, Debug, Default)]
pub(crate) struct Webhooks(Arc<OnceLock<bool>>);

impl Webhooks {
    /// Notes how it went. What was noted first counts: it is tried once, at the start.
    pub(crate) fn note(&self, kept: bool) {
        self.0.get_or_init(|| kept);
    }

    fn problem(&self) -> Option<&'static str> {
        match self.0.get() {
            Some(true) => None,
            Some(false) => Some("payments: a webhook to ourselves was not kept"),
            None => Some("payments: no webhook to ourselves was sent yet"),
        }
    }
}

/// What is answered here.
pub(crate) const PATHS: &[&str] = &["/healthz", "/readyz", "/metrics"];

pub(crate) fn routes(watchers: Watchers, webhooks: Webhooks) -> Router {
    LazyLock::force(&RECORDER);
    let metrics = move |platform, client: Client, headers: HeaderMap| async move {
        if watchers.include(client.address, &headers) {
            metrics(platform).await
        } else {
            StatusCode::NOT_FOUND.into_response()
        }
    };
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(move |platform| ready(platform, webhooks.clone())))
        .route("/metrics", get(metrics))
}

/// Ready when every database answers, no table is missing, and a signed webhook would be taken.
async fn ready(Extension(platform): Extension<Arc<Platform>>, webhooks: Webhooks) -> Response {
    // All at once: one after the other, as many as do not answer would take longer than anybody waits.
    let mut asked = JoinSet::new();
    for host in platform.hosts() {
        let ctx = host.ctx.clone();
        asked.spawn(async move {
            match timeout(PATIENCE, problem(&ctx)).await {
                Ok(found) => found.map(|it| format!("{}: {it}", ctx.module)),
                Err(_) => Some(format!("{}: the database does not answer", ctx.module)),
            }
        });
    }
    let mut problems: Vec<_> = asked.join_all().await.into_iter().flatten().collect();
    problems.sort();
    problems.extend(webhooks.problem().map(str::to_owned));
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(json!({ "ready": problems.is_empty(), "problems": problems }))).into_response()
}

/// Why the module of `ctx` could not do its work, if it could not. Anybody may ask, so what the database says of it is for
/// the log alone.
async fn problem(ctx: &Context) -> Option<String> {
    let asked = match ctx.db.read().one("SELECT 1", vec![]).await {
        Ok(_) => migrations::missing(ctx.db.schema(), ctx.module).await,
        Err(error) => Err(error),
    };
    match asked {
        Ok(0) => None,
        Ok(missing) => Some(format!("{missing} migrations are missing")),
        Err(error) => {
            tracing::warn!(module = ctx.module, %error, "not ready: the database does not answer");
            Some("the database does not answer".to_owned())
        }
    }
}

/// Counters and gauges; 503 when a database does not say how its module is, or not in time. Half of the gauges would
/// look like all of them, and a gauge that is missing like one that is well.
async fn metrics(Extension(platform): Extension<Arc<Platform>>) -> Response {
    let all = match collected(COLLECTING, platform.health()).await {
        Ok(all) => all,
        Err(reason) => return (StatusCode::SERVICE_UNAVAILABLE, format!("{reason}\n")).into_response(),
    };
    let mut text = RECORDER.as_ref().map(PrometheusHandle::render).unwrap_or_default();
    text.push_str(&exposed(all.iter().flat_map(gauges)));
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}

/// Gauges as Prometheus reads them: all of one name together, below its type.
fn exposed(gauges: impl IntoIterator<Item = (String, i64)>) -> String {
    let mut families = BTreeMap::<String, String>::new();
    for (labelled, value) in gauges {
        let name = labelled.split('{').next().unwrap_or_default().to_owned();
        families.entry(name).or_default().push_str(&format!("tributary_{labelled} {value}\n"));
    }
    let mut text = String::new();
    for (name, lines) in families {
        text.push_str(&format!("# TYPE tributary_{name} gauge\n{lines}\n"));
    }
    text
}

/// How every module is, as `asked` says within `limit`; otherwise why nobody can say.
async fn collected(
    limit: Duration,
    asked: impl Future<Output = Result<Vec<Health>, DbErr>>,
) -> Result<Vec<Health>, String> {
    match timeout(limit, asked).await {
        Ok(Ok(all)) => Ok(all),
        Ok(Err(error)) => {
            tracing::warn!(%error, "there are no metrics: a database does not answer");
            Err("a database does not answer".to_owned())
        }
        Err(_) => {
            tracing::warn!(?limit, "there are no metrics: the modules take too long to say how they are");
            Err(format!("the modules did not say how they are within {limit:?}"))
        }
    }
}

fn gauges(health: &Health) -> Vec<(String, i64)> {
    let m = health.module;
    let count = |them: usize| i64::try_from(them).unwrap_or(i64::MAX);
    let mut gauges = vec![
        (format!("outbox_head{{module=\"{m}\"}}"), health.head),
        (format!("notified{{module=\"{m}\"}}"), i64::from(health.wakeup == "notify")),
        (format!("outbox_unstamped{{module=\"{m}\"}}"), health.unstamped),
        (format!("outbox_unstamped_age_seconds{{module=\"{m}\"}}"), health.unstamped_for),
        (format!("dead_letters{{module=\"{m}\"}}"), count(health.dead_letters.len())),
        (format!("parked_keys{{module=\"{m}\"}}"), count(health.parked.len())),
        (format!("keys_set_aside{{module=\"{m}\"}}"), count(health.aside.len())),
        (format!("paused_jobs{{module=\"{m}\"}}"), count(health.paused_jobs.len())),
        (format!("unknown_effects{{module=\"{m}\"}}"), count(health.unknown_effects.len())),
        (format!("open_sagas{{module=\"{m}\"}}"), count(health.sagas.len())),
        (format!("stuck_sagas{{module=\"{m}\"}}"), count(health.sagas.iter().filter(|it| it.stuck).count())),
        (format!("stale_sagas{{module=\"{m}\"}}"), count(health.sagas.iter().filter(|it| it.stale).count())),
        (
            format!("orphaned_sagas{{module=\"{m}\"}}"),
            count(health.sagas.iter().filter(|it| it.orphaned).count()),
        ),
    ];
    for it in &health.breakers {
        let open = i64::from(it.state == BreakerState::Open);
        gauges.push((format!("breaker_open{{module=\"{m}\",calls=\"{}\"}}", it.name), open));
    }
    for it in &health.waiting {
        gauges.push((format!("waiting{{module=\"{m}\",what=\"{}\"}}", it.name), it.count));
    }
    for it in &health.subscriptions {
        // A lag that nobody knows is left out: 0 would say that all was heard.
        let Some(lag) = it.lag else { continue };
        let (name, source) = (&it.name, &it.source);
        gauges.push((format!("lag{{module=\"{m}\",subscriber=\"{name}\",source=\"{source}\"}}"), lag));
    }
    for it in &health.jobs {
        gauges
            .push((format!("jobs{{module=\"{m}\",kind=\"{}\",state=\"{}\"}}", it.kind, it.state), it.count));
    }
    gauges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_not_ready_before_it_knows_that_webhooks_reach_it() {
        let webhooks = Webhooks::default();
        assert!(webhooks.problem().is_some_and(|it| it.contains("was sent yet")));
        webhooks.note(true);
        assert_eq!(webhooks.problem(), None);
        let unreached = Webhooks::default();
        unreached.note(false);
        assert!(unreached.problem().is_some_and(|it| it.contains("was not kept")));
    }

    #[test]
    fn gauges_of_one_name_stand_together_below_their_type_whichever_module_they_are_of() {
        let gauge = |name: &str, module: &str, value| (format!("{name}{{module=\"{module}\"}}"), value);
        let all =
            [gauge("outbox_head", "users", 7), gauge("lag", "users", 0), gauge("outbox_head", "pledges", 9)];
        let text = "# TYPE tributary_lag gauge\ntributary_lag{module=\"users\"} 0\n\n\
                    # TYPE tributary_outbox_head gauge\ntributary_outbox_head{module=\"users\"} 7\n\
                    tributary_outbox_head{module=\"pledges\"} 9\n\n";
        assert_eq!(exposed(all), text);
    }

    #[tokio::test]
    async fn metrics_that_take_too_long_are_given_up_and_it_is_said_why() {
        let limit = Duration::from_millis(20);
        let refused = collected(limit, std::future::pending()).await.err();
        assert_eq!(refused.as_deref(), Some("the modules did not say how they are within 20ms"));
        let broken = async { Err(DbErr::Custom("password of somebody".to_owned())) };
        let refused = collected(limit, broken).await.err();
        assert_eq!(refused.as_deref(), Some("a database does not answer"), "and not what it said");
        assert!(collected(limit, async { Ok(Vec::new()) }).await.is_ok_and(|it| it.is_empty()));
    }
}
