//! Chance where it is harmless: pauses and names of spans. A simulation throws it from its seed.

use contracts::chance::roll;
use rand::Rng;

/// Anything from 0 to 1.
pub(crate) fn fraction() -> f64 {
    roll().map_or_else(|| rand::rng().random(), |it| f64::from(high(it)) / f64::from(u32::MAX))
}

/// Any number.
pub(crate) fn number() -> u64 {
    roll().unwrap_or_else(rand::random)
}

fn high(number: u64) -> u32 {
    u32::try_from(number >> 32).unwrap_or(0)
}
