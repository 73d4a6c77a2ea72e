//! How often one person and one network may ask for what costs: two independent buckets (SEC-9, SEC-33).
//!
//! A bucket for the pair would let one machine try every account, and one account be tried from every machine.
//! Counted in this process only: several processes together let through as many times more. Signing in has
//! buckets of its own, in `users`.

use axum::{
    extract::{ConnectInfo, FromRequestParts as _, Request},
    http::Method,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use kernel::web::{CSP_REPORTS, CurrentUser, Ends, Error};
use std::{
    net::{IpAddr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many buckets are kept; those that are full again are thrown away beyond it.
const BUCKETS: usize = 50_000;

/// What costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Cost {
    /// A gift makes an object at the provider and perhaps a charge: card testers want many.
    Gift,
    /// A form that writes or sends mail.
    Form,
    /// A search reads much.
    Search,
    /// A report of a browser is a line of the log.
    Report,
}

impl Cost {
    fn of(method: &Method, path: &str) -> Option<Self> {
        let gives = path.strip_prefix("/c/").is_some_and(|it| it.ends_with("/pledges"));
        if path == CSP_REPORTS {
            return Some(Self::Report);
        }
        match (method.is_safe(), gives) {
            (false, true) => Some(Self::Gift),
            (false, false) => Some(Self::Form),
            (true, _) => path.contains("/search").then_some(Self::Search),
        }
    }

    /// How many at once, and how long until there is one more.
    fn rate(self) -> (u32, Duration) {
        match self {
            Self::Gift => (20, Duration::from_secs(5)),
            Self::Form => (60, Duration::from_secs(1)),
            Self::Search => (60, Duration::from_millis(500)),
            Self::Report => (20, Duration::from_secs(10)),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Who {
    Account(uuid::Uuid),
    Network(IpAddr),
}

/// The buckets, each known by when it will be full again.
#[derive(Clone, Default)]
pub(crate) struct Rates(Arc<Mutex<Ends<(Who, Cost), Instant>>>);

impl Rates {
    /// Counts one more. Errs with how long to wait; which bucket was empty is not told. Whoever is refused uses nothing up:
    /// one account beyond its limit must not use up what the others of its network may ask for.
    fn count(&self, who: &[Who], cost: Cost, now: Instant) -> Result<(), Duration> {
        let (burst, every) = cost.rate();
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.tidy(BUCKETS, now);
        let (mut wait, mut counted) = (Duration::ZERO, Vec::new());
        for who in who {
            let full_at = buckets.all.get(&(*who, cost)).copied().unwrap_or(now);
            let (later, deepest) = (full_at.max(now) + every, now + every * burst);
            if later > deepest {
                wait = wait.max(later - deepest);
            }
            counted.push(((*who, cost), later));
        }
        if !wait.is_zero() {
            return Err(wait.max(Duration::from_secs(1)));
        }
        buckets.all.extend(counted);
        Ok(())
    }
}

/// Answers 429 to whoever asks too often for what costs.
pub(crate) async fn rated(rates: Rates, request: Request, next: Next) -> Response {
    let Some(cost) = Cost::of(request.method(), request.uri().path()) else { return next.run(request).await };
    let network = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
    let (mut parts, body) = request.into_parts();
    let account = CurrentUser::from_request_parts(&mut parts, &()).await.ok();
    let who: Vec<_> = network
        .map(|it| Who::Network(super::count::customer(it)))
        .into_iter()
        .chain(account.map(|it| Who::Account(it.id.0)))
        .collect();
    match rates.count(&who, cost, Instant::now()) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => {
            metrics::counter!("tributary_rate_limited_total", "what" => format!("{cost:?}")).increment(1);
            Error::TooMany(wait).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_that_gives_too_often_waits_while_another_gives() {
        let (rates, now) = (Rates::default(), Instant::now());
        let (one, other) = (Who::Network([192, 0, 2, 1].into()), Who::Network([192, 0, 2, 2].into()));
        for _ in 0..20 {
            assert_eq!(rates.count(&[one], Cost::Gift, now), Ok(()));
        }
        assert_eq!(rates.count(&[one], Cost::Gift, now), Err(Duration::from_secs(5)));
        assert_eq!(rates.count(&[one], Cost::Form, now), Ok(()), "other things are counted apart");
        assert_eq!(rates.count(&[other], Cost::Gift, now), Ok(()));
        assert_eq!(rates.count(&[one], Cost::Gift, now + Duration::from_secs(5)), Ok(()));
    }

    #[test]
    fn one_account_is_counted_over_every_network() {
        let (rates, now) = (Rates::default(), Instant::now());
        let account = Who::Account(uuid::Uuid::nil());
        for last in 0..20 {
            let network = Who::Network([192, 0, 2, last].into());
            assert_eq!(rates.count(&[network, account], Cost::Gift, now), Ok(()));
        }
        let fresh = Who::Network([192, 0, 2, 99].into());
        assert!(rates.count(&[fresh, account], Cost::Gift, now).is_err());
    }

    #[test]
    fn whoever_is_refused_uses_up_nothing_of_their_networks() {
        let (rates, now) = (Rates::default(), Instant::now());
        let (network, greedy) = (Who::Network([192, 0, 2, 1].into()), Who::Account(uuid::Uuid::nil()));
        for last in 2..22 {
            let elsewhere = Who::Network([192, 0, 2, last].into());
            assert_eq!(rates.count(&[elsewhere, greedy], Cost::Gift, now), Ok(()));
        }
        for _ in 0..100 {
            assert!(rates.count(&[network, greedy], Cost::Gift, now).is_err());
        }
        assert_eq!(rates.count(&[network], Cost::Gift, now), Ok(()), "somebody else there");
    }

    #[test]
    fn only_what_costs_is_counted() {
        assert_eq!(Cost::of(&Method::POST, "/c/mangroves/pledges"), Some(Cost::Gift));
        assert_eq!(Cost::of(&Method::POST, "/signup"), Some(Cost::Form));
        assert_eq!(Cost::of(&Method::GET, "/search"), Some(Cost::Search));
        assert_eq!(Cost::of(&Method::POST, "/csp-reports"), Some(Cost::Report));
        assert_eq!(Cost::of(&Method::GET, "/c/mangroves"), None);
    }
}
