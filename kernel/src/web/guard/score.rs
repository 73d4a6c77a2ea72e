//! How suspicious somebody is: points that run out at one a second, one count for the network, one for the browser
//! and one for the address. A count of the three together would let one machine try every address (SEC-9).
//!
//! Counted in this process only: several processes together let through as many times more.

use crate::web::ends::Ends;
use contracts::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// From here on a proof is asked for, and from there on nothing is taken (the field values of SEC-33 are 50 points
/// at ten an attempt).
pub(super) const DOUBTED: u64 = 50;
pub(super) const REFUSED: u64 = 150;
/// For one try; less for a network, behind which many people may be.
const ATTEMPT: u64 = 10;
const ATTEMPT_OF_NETWORK: u64 = 3;
pub(super) const HASTY: u64 = 5;
pub(super) const CHALLENGED: u64 = 2;
pub(super) const UNSIGNED: u64 = 20;
pub(super) const TRAPPED: u64 = 30;
/// How many counts are kept; those that have run out are thrown away beyond it.
const MOST: usize = 50_000;

/// Where a form comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// A customer of a network: an IPv4 address, or the first 64 bits of an IPv6 address.
    Network(IpAddr),
    /// A browser, by what its cookie is known as.
    Browser([u8; 32]),
    /// A mail address, hashed.
    Address([u8; 32]),
}

impl Source {
    /// The network of `address`.
    pub fn network(address: IpAddr) -> Self {
        Self::Network(match address.to_canonical() {
            IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
            v4 @ IpAddr::V4(_) => v4,
        })
    }

    /// The browser that [`View::browser`](crate::web::View::browser) knows as `cookie`.
    pub fn browser(cookie: &[u8]) -> Self {
        Self::Browser(Sha256::digest(cookie).into())
    }

    /// A mail address as it was typed.
    pub fn address(email: &str) -> Self {
        Self::Address(Sha256::digest(email.trim().to_lowercase()).into())
    }
}

/// Counts points. Each count is kept as the moment at which it will have run out.
#[derive(Debug, Default)]
pub struct Scores(Mutex<Ends<Source>>);

impl Scores {
    /// Adds `points` to each of `sources`.
    pub fn add(&self, sources: &[Source], points: u64, now: Timestamp) {
        self.count(sources, now, |_| points);
    }

    pub(super) fn attempt(&self, sources: &[Source], now: Timestamp) {
        let cost = |it: &Source| if matches!(it, Source::Network(_)) { ATTEMPT_OF_NETWORK } else { ATTEMPT };
        self.count(sources, now, cost);
    }

    /// The most points that one of `sources` has now.
    pub fn level(&self, sources: &[Source], now: Timestamp) -> u64 {
        let ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = sources.iter().filter_map(|it| ends.all.get(it)).map(|it| it.since(now).as_secs());
        left.max().unwrap_or(0)
    }

    fn count(&self, sources: &[Source], now: Timestamp, cost: impl Fn(&Source) -> u64) {
        let mut ends = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        ends.tidy(MOST, now);
        for it in sources {
            let points = cost(it);
            let end = ends.all.entry(it.clone()).or_insert(now);
            let most = now.after(Duration::from_secs(2 * REFUSED));
            *end = (*end).max(now).after(Duration::from_secs(points)).min(most);
        }
    }
}
