//! What waits for a person, in the rooms of all modules.

use super::{Host, Platform};
use crate::{
    Context,
    web::{CurrentUser, Queue, Queued, Waits},
};
use futures::future::join_all;
use std::time::Duration;
use tokio::time::timeout;

/// The first page, on which whoever works here sees what is stuck.
const FRONT: &str = "/backoffice";
/// How long one count may take. They are made at once, and no page waits longer for all of them.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the machinery of any module may leave to a person.
static STUCK: [Queue; 2] = [
    Queue {
        what: "Messages that could not be handled",
        count: |ctx| {
            Box::pin(async move {
                let rows = format!("SELECT 1 AS one FROM {}_dead_letter WHERE state = 0", ctx.module);
                Queued::count(ctx.db.read(), &rows, vec![]).await
            })
        },
    },
    Queue {
        what: "Jobs that gave up",
        count: |ctx| {
            Box::pin(async move {
                let rows = format!("SELECT 1 AS one FROM {}_job WHERE state = 3", ctx.module);
                Queued::count(ctx.db.read(), &rows, vec![]).await
            })
        },
    },
];

/// What came of one count; nothing when it failed.
struct Counted {
    path: &'static str,
    what: &'static str,
    queued: Option<Queued>,
}

impl Platform {
    /// What waits in the rooms of the back office that `user` may enter. A count that fails is told of as one that
    /// nobody knows; the others stand.
    pub(crate) async fn waits(&self, user: &CurrentUser) -> Vec<Waits> {
        if !user.is_staff() {
            return Vec::new();
        }
        let stuck = STUCK.iter().flat_map(|queue| self.hosts.iter().map(move |host| (FRONT, queue, host)));
        let rooms = self.hosts.iter().flat_map(|host| rooms(host, user));
        let asked = stuck.chain(rooms).map(|(path, queue, host)| count(path, *queue, host.ctx.clone()));
        let asked: Vec<_> = asked.collect();
        let mut all: Vec<Counted> = Vec::new();
        for it in join_all(asked).await {
            match all.last_mut().filter(|last| (last.path, last.what) == (it.path, it.what)) {
                // The same in another module.
                Some(last) => last.queued = last.queued.zip(it.queued).map(|(one, other)| one.and(other)),
                None => all.push(it),
            }
        }
        all.into_iter().filter_map(|it| Waits::of(it.path, it.what, it.queued)).collect()
    }
}

fn rooms<'a>(
    host: &'a Host,
    user: &'a CurrentUser,
) -> impl Iterator<Item = (&'static str, &'a Queue, &'a Host)> {
    let open = host.tabs.iter().filter(move |tab| tab.opens_to(user));
    open.flat_map(move |tab| tab.queues.iter().map(move |queue| (tab.path, queue, host)))
}

async fn count(path: &'static str, queue: Queue, ctx: Context) -> Counted {
    let (what, module) = (queue.what, ctx.module);
    let queued = match timeout(PATIENCE, (queue.count)(ctx)).await {
        Ok(Ok(queued)) => Some(queued),
        Ok(Err(error)) => {
            tracing::warn!(%error, module, what, "what waits could not be counted");
            None
        }
        Err(_) => {
            tracing::warn!(module, what, "what waits took too long to count");
            None
        }
    };
    Counted { path, what, queued }
}
