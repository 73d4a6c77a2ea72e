//! The server: TLS, who is really asking, and clients that are slow, many or greedy.
//!
//! `axum::serve` waits for ever for a client that dribbles its headers (measured); so the accept loop is ours.

mod body;
mod client;
mod connection;
mod count;
mod failures;
mod patience;
mod pulse;
mod rate;
mod redirect;
mod shed;
mod tls;
mod traced;
mod turns;
mod words;

pub use self::{client::Proxies, count::Counted, tls::Tls};
pub(crate) use self::{
    failures::contained,
    rate::{Rates, rated},
    redirect::to_https,
    shed::{Load, shed},
    traced::traced,
    turns::{Turns, by_turns},
    words::TEXTS,
};

use crate::config::Limits;
use axum::Router;
use connection::Connection;
use std::{sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// How long requests under way may take once the process is told to stop.
const DRAIN: Duration = Duration::from_secs(20);

/// What answers, and how carefully.
pub struct Server {
    /// What answers.
    pub router: Router,
    /// Certificates; none for plain HTTP.
    pub tls: Option<Tls>,
    /// How many connections at once.
    pub limits: Limits,
    /// Whose word about where a request comes from is believed.
    pub proxies: Proxies,
}

/// Answers with `router` over plain HTTP until `stop`, with as many connections from one address as there are.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let usual = Limits::default();
    let limits = Limits { per_address: usual.connections, ..usual };
    Server { router, tls: None, limits, proxies: Proxies::default() }.serve(listener, stop).await;
}

impl Server {
    /// Answers on `listener` until `stop`, and then finishes what is under way.
    pub async fn serve(self, listener: TcpListener, stop: CancellationToken) {
        let (open, server) = (Counted::new(self.limits), Arc::new(self));
        let mut connections = JoinSet::new();
        loop {
            let (stream, peer) = tokio::select! {
                () = stop.cancelled() => break,
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    // Out of descriptors, most likely: a short pause lets some be closed.
                    Err(error) => {
                        tracing::warn!(%error, "a connection could not be accepted");
                        tokio::time::sleep(Duration::from_millis(50)).await;
                        continue;
                    }
                },
            };
            let trusted = server.proxies.trusts(peer.ip());
            // One connection too many is closed without a word: a word costs more than it does.
            let Some(place) = open.take(peer.ip(), trusted) else { continue };
            drop(stream.set_nodelay(true));
            while connections.try_join_next().is_some() {}
            let connection = Connection { server: server.clone(), peer, stop: stop.clone() };
            connections.spawn(async move {
                connection.serve(stream).await;
                drop(place);
            });
        }
        drop(listener);
        let all = async { while connections.join_next().await.is_some() {} };
        if tokio::time::timeout(DRAIN, all).await.is_err() {
            tracing::warn!("some requests did not finish in time");
        }
    }
}
