//! Hearing at once what another process says: `LISTEN` on `PostgreSQL`.

use super::EventSource;
use crate::{Database, Wake};
use sqlx::postgres::PgListener;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// How long until a lost connection is tried again.
const PAUSE: Duration = Duration::from_secs(5);

/// Listens on one database for what the modules in it say.
pub(crate) struct Listener {
    db: Database,
    modules: Vec<(&'static str, Arc<Wake>)>,
}

impl Listener {
    /// One for each database of `sources` that tells of news.
    pub(crate) fn all(sources: &[Arc<dyn EventSource>]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for source in sources {
            let Some((db, wake)) = source.told_by() else { continue };
            let module = (source.module(), wake);
            match all.iter_mut().find(|it| it.db.is(&db)) {
                Some(listener) => listener.modules.push(module),
                None => all.push(Self { db, modules: vec![module] }),
            }
        }
        all
    }

    /// Listens until `stop`. While it cannot, everybody looks for news every second instead.
    pub(crate) async fn run(self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let listened = tokio::select! {
                () = stop.cancelled() => break,
                listened = self.listen() => listened,
            };
            self.told(false);
            // Whoever trusted us to tell looks for itself from now on.
            self.wake(|_| true);
            if let Err(error) = listened {
                tracing::warn!(%error, "the database does not tell of news; they are looked for every second");
            }
            tokio::select! {
                () = stop.cancelled() => break,
                () = tokio::time::sleep(PAUSE) => (),
            }
        }
        self.told(false);
    }

    async fn listen(&self) -> Result<(), sqlx::Error> {
        let pool = self.db.read().get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await?;
        let channels: Vec<String> = self.modules.iter().map(|(module, _)| channel(module)).collect();
        listener.listen_all(channels.iter().map(String::as_str)).await?;
        // First listen, then look: what was said in between is not missed.
        self.told(true);
        self.wake(|_| true);
        loop {
            match listener.try_recv().await? {
                Some(news) => self.wake(|module| channel(module) == news.channel()),
                // The connection was lost and found again; what was told meanwhile is lost.
                None => self.wake(|_| true),
            }
        }
    }

    fn told(&self, told: bool) {
        for (_, wake) in &self.modules {
            wake.set_told(told);
        }
    }

    fn wake(&self, which: impl Fn(&str) -> bool) {
        for (_, wake) in self.modules.iter().filter(|(module, _)| which(module)) {
            wake.stamped();
        }
    }
}

fn channel(module: &str) -> String {
    format!("{module}_outbox")
}
