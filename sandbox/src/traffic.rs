//! How often each endpoint is asked, and how often it may be: <https://docs.stripe.com/rate-limits>.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

/// How many requests are taken in a second, by the sandbox's clock. What comes beyond is answered with 429, and not done.
/// Buckets of tokens, as at Stripe: after a quiet second as many may come at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// At each endpoint: a method and a path in which ids do not matter.
    pub each: NonZeroU32,
    /// At all of them together.
    pub all: NonZeroU32,
}

/// What came to an endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Traffic {
    /// How many were taken, whatever was answered.
    pub taken: u64,
    /// How many were refused for coming too often.
    pub refused: u64,
    /// When the first was taken, in microseconds since the epoch.
    pub first: i64,
    /// When the last was.
    pub last: i64,
    /// The most that were taken within one second of the clock.
    pub busiest: u64,
}

/// Where every request passes.
#[derive(Default)]
pub(crate) struct Gate {
    limits: Option<Limits>,
    all: Bucket,
    each: BTreeMap<String, Counter>,
}

#[derive(Default)]
struct Counter {
    bucket: Bucket,
    traffic: Traffic,
    second: i64,
    within: u64,
}

/// Tokens, told as the time at which there would be all of them again.
#[derive(Clone, Copy, Default)]
struct Bucket {
    full_at: i64,
}

impl Gate {
    pub(crate) fn new(limits: Option<Limits>) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Counts a request; whether it may pass.
    pub(crate) fn admit(&mut self, method: &str, path: &str, now: i64) -> bool {
        let counter = self.each.entry(endpoint(method, path)).or_default();
        if let Some(limits) = self.limits {
            if !self.all.has_one(limits.all, now) || !counter.bucket.has_one(limits.each, now) {
                counter.traffic.refused += 1;
                return false;
            }
            self.all.take(limits.all, now);
            counter.bucket.take(limits.each, now);
        }
        counter.count(now);
        true
    }

    pub(crate) fn traffic(&self) -> BTreeMap<String, Traffic> {
        self.each.iter().map(|(name, it)| (name.clone(), it.traffic)).collect()
    }
}

impl Counter {
    fn count(&mut self, now: i64) {
        let second = now.div_euclid(1_000_000);
        self.within = if second == self.second { self.within + 1 } else { 1 };
        self.second = second;
        let it = &mut self.traffic;
        if it.taken == 0 {
            it.first = now;
        }
        (it.taken, it.last, it.busiest) = (it.taken + 1, now, it.busiest.max(self.within));
    }
}

impl Bucket {
    fn has_one(self, most: NonZeroU32, now: i64) -> bool {
        self.full_at.saturating_sub(now) <= (i64::from(most.get()) - 1) * every(most)
    }

    fn take(&mut self, most: NonZeroU32, now: i64) {
        self.full_at = self.full_at.max(now) + every(most);
    }
}

/// Microseconds until there is one more.
fn every(most: NonZeroU32) -> i64 {
    (1_000_000 / i64::from(most.get())).max(1)
}

/// The method and the path, with a star for each id: ids have figures or capitals in them, the names of resources do not.
fn endpoint(method: &str, path: &str) -> String {
    let is_id = |it: &str| it.bytes().any(|it| it.is_ascii_digit() || it.is_ascii_uppercase());
    let mut name = method.to_owned();
    for (place, segment) in path.trim_matches('/').split('/').enumerate() {
        name.push(if place == 0 { ' ' } else { '/' });
        if place == 0 {
            name.push('/');
        }
        name.push_str(if place > 0 && is_id(segment) { "*" } else { segment });
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_endpoint_is_the_same_whatever_the_id() {
        assert_eq!(endpoint("POST", "/v1/payment_intents"), "POST /v1/payment_intents");
        assert_eq!(endpoint("GET", "/v1/payment_intents/pi_3Nq0"), "GET /v1/payment_intents/*");
        assert_eq!(
            endpoint("GET", "/v1/checkout/sessions/cs_test_a1/line_items"),
            "GET /v1/checkout/sessions/*/line_items"
        );
    }

    #[test]
    fn a_second_fills_what_was_used_up_and_each_endpoint_has_its_own() {
        let limits = Limits { each: NonZeroU32::new(2).unwrap(), all: NonZeroU32::new(3).unwrap() };
        let mut gate = Gate::new(Some(limits));
        let mut passed = |path: &str, now: i64| gate.admit("GET", path, now);
        assert_eq!([0, 0, 0].map(|it| passed("/v1/refunds", it)), [true, true, false]);
        assert!(passed("/v1/charges", 0), "another one");
        assert!(!passed("/v1/charges", 0), "all together have had theirs");
        assert!(passed("/v1/refunds", 500_000));
        assert_eq!([0, 0, 0].map(|it| passed("/v1/refunds", 9_000_000 + it)), [true, true, false]);
        let traffic = gate.traffic()["GET /v1/refunds"];
        let expected = Traffic { taken: 5, refused: 2, first: 0, last: 9_000_000, busiest: 3 };
        assert_eq!(traffic, expected);
    }
}
