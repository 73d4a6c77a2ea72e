//! Where ids come from: the machine's randomness, or, on a thread that runs a simulation, dice thrown from a seed.
//!
//! Only a thread that asked for it by [`seed_this_thread`] draws from a seed, and only while it holds what it was
//! given; `tests/architecture.rs` holds the product to asking for it in its simulation alone.

use std::{cell::RefCell, marker::PhantomData};
use uuid::{Builder, NoContext, Uuid};

thread_local! {
    static DICE: RefCell<Option<Dice>> = const { RefCell::new(None) };
}

/// Dice that fall alike for one seed, and the time that goes into ids.
struct Dice {
    state: u64,
    now: Box<dyn Fn() -> i64>,
}

/// While this lives, its thread draws from a seed.
#[derive(Debug)]
pub struct Seeded(PhantomData<*const ()>);

impl Drop for Seeded {
    fn drop(&mut self) {
        DICE.with_borrow_mut(|dice| *dice = None);
    }
}

/// Lets this thread draw from `seed`, with ids of the time that `now` says, in microseconds since 1970. One seed
/// gives one sequence of ids and draws.
#[must_use = "the thread draws from the seed only as long as this is held"]
pub fn seed_this_thread(seed: u64, now: impl Fn() -> i64 + 'static) -> Seeded {
    DICE.with_borrow_mut(|dice| *dice = Some(Dice { state: seed, now: Box::new(now) }));
    Seeded(PhantomData)
}

/// An id that sorts by the millisecond it was made in; the 74 bits behind it are random in each.
pub fn fresh_id() -> Uuid {
    drawn(Dice::id).unwrap_or_else(|| Uuid::new_v7(uuid::Timestamp::now(NoContext)))
}

/// An id that sorts after every other made by this process before it.
pub fn next_id() -> Uuid {
    drawn(Dice::id).unwrap_or_else(Uuid::now_v7)
}

/// A draw from this thread's seed; none where there is no simulation.
pub fn roll() -> Option<u64> {
    drawn(Dice::roll)
}

fn drawn<T>(draw: impl FnOnce(&mut Dice) -> T) -> Option<T> {
    DICE.with_borrow_mut(|dice| dice.as_mut().map(draw))
}

impl Dice {
    /// `SplitMix64`: <https://prng.di.unimi.it/splitmix64.c>.
    fn roll(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut it = self.state;
        it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        it ^ (it >> 31)
    }

    fn id(&mut self) -> Uuid {
        let millis = u64::try_from((self.now)() / 1000).unwrap_or(0);
        let mut random = [0; 10];
        random[..8].copy_from_slice(&self.roll().to_le_bytes());
        random[8..].copy_from_slice(&self.roll().to_le_bytes()[..2]);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three(seed: u64) -> Vec<Uuid> {
        let _seeded = seed_this_thread(seed, || 1_772_366_400_000_000);
        vec![fresh_id(), next_id(), fresh_id()]
    }

    #[test]
    fn one_seed_gives_one_sequence_of_ids_and_nobody_else_draws_from_it() {
        assert_eq!(three(7), three(7));
        assert_ne!(three(7), three(8));
        assert_ne!(fresh_id(), fresh_id());
        assert_eq!(roll(), None, "the seed is gone with what held it");
        let _seeded = seed_this_thread(7, || 0);
        assert_eq!(std::thread::spawn(roll).join().ok(), Some(None), "other threads have none");
    }
}
