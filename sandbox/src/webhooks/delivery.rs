use serde::{Deserialize, Serialize};

use crate::turn::Turn;
use crate::world::Entry;

/// Stripe tries for up to three days: <https://docs.stripe.com/webhooks#retries>.
const PATIENCE_MICROS: i64 = 3 * 24 * 3600 * 1_000_000;
const FIRST_WAIT_MICROS: i64 = 60 * 1_000_000;
const LONGEST_WAIT_MICROS: i64 = 12 * 3600 * 1_000_000;

/// An event on its way to an endpoint.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Delivery {
    pub(crate) id: u64,
    pub(crate) event: String,
    /// Which of the configured endpoints.
    pub(crate) endpoint: usize,
    /// How often it was tried.
    pub(crate) tries: u32,
    /// When it is tried next, in microseconds.
    pub(crate) due: i64,
    /// When the trying ends.
    pub(crate) until: i64,
    /// A plan's faults strike each delivery once.
    pub(crate) struck: bool,
}

impl Delivery {
    /// The next try after a failed one, or none when Stripe would give up: after 1, 4, 16, 64 … minutes,
    /// at most 12 hours apart.
    pub(crate) fn later(&self, now: i64) -> Option<Self> {
        let wait =
            FIRST_WAIT_MICROS.saturating_mul(4_i64.saturating_pow(self.tries)).min(LONGEST_WAIT_MICROS);
        let next = Self { tries: self.tries + 1, due: now + wait, ..self.clone() };
        (next.due <= self.until).then_some(next)
    }
}

/// Puts a new event on its way to those endpoints.
pub(crate) fn enqueue(turn: &mut Turn<'_>, event: &str, kind: &str, endpoints: &[usize]) {
    tracing::debug!(event, kind, "sandbox event");
    for &endpoint in endpoints {
        let delivery = Delivery {
            id: turn.world.last_delivery + 1,
            event: event.to_owned(),
            endpoint,
            tries: 0,
            due: turn.now,
            until: turn.now + PATIENCE_MICROS,
            struck: false,
        };
        turn.world.change(Entry::Delivery(delivery));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_grow_apart_and_end_after_three_days() {
        let start = 0;
        let mut delivery = Delivery {
            id: 1,
            event: "evt_1".to_owned(),
            endpoint: 0,
            tries: 0,
            due: start,
            until: PATIENCE_MICROS,
            struck: false,
        };
        let mut waits = Vec::new();
        while let Some(next) = delivery.later(delivery.due) {
            waits.push((next.due - delivery.due) / 60_000_000);
            delivery = next;
        }
        assert_eq!(waits[..5], [1, 4, 16, 64, 256]);
        assert!(waits.iter().all(|it| *it <= 720));
        assert!(delivery.due <= PATIENCE_MICROS && delivery.due > PATIENCE_MICROS - LONGEST_WAIT_MICROS);
    }
}
