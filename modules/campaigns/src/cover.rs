//! Covers, drawn here: no pictures to fetch, the same on every machine, sharp at any size.

mod motifs;
mod shapes;

pub use self::motifs::Motif;
pub(crate) use self::shapes::Shape;

use serde::Serialize;

/// What a campaign's cover shows: a motif, and the seed that makes it this campaign's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cover {
    /// What is seen.
    pub motif: Motif,
    /// From which places, sizes and colours are drawn. One seed is one picture, for ever.
    pub seed: i64,
}

/// A cover as shapes for a 1200 × 640 picture, from back to front.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Drawing {
    pub(crate) shapes: Vec<Shape>,
}

impl Cover {
    pub(crate) fn draw(self) -> Drawing {
        Drawing { shapes: motifs::draw(self.motif, &mut Dice::of(self.seed)) }
    }
}

/// Numbers that depend on a seed and nothing else (xorshift64*, Vigna 2016): for pictures, not for secrets.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn of(seed: i64) -> Self {
        Self(seed.cast_unsigned().wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number from `from` up to, but not including, `to`.
    pub(crate) fn between(&mut self, from: i32, to: i32) -> i32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let roll = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        let span = u64::try_from(i64::from(to) - i64::from(from)).unwrap_or(1).max(1);
        i32::try_from(roll % span).unwrap_or(0) + from
    }

    /// One of `choices`.
    pub(crate) fn one_of<T: Copy>(&mut self, choices: &[T]) -> Option<T> {
        let last = i32::try_from(choices.len()).unwrap_or(i32::MAX);
        choices.get(usize::try_from(self.between(0, last)).unwrap_or(0)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_is_one_picture() {
        for motif in Motif::ALL {
            let drawn = Cover { motif: *motif, seed: 42 }.draw();
            assert_eq!(drawn, Cover { motif: *motif, seed: 42 }.draw(), "{motif:?}");
            assert_ne!(drawn, Cover { motif: *motif, seed: 43 }.draw(), "{motif:?}");
            assert!(drawn.shapes.len() > 4, "{motif:?}");
        }
    }

    #[test]
    fn a_motif_is_stored_by_name() {
        for motif in Motif::ALL {
            assert_eq!(Motif::named(motif.name()), *motif);
        }
        assert_eq!(Motif::named("something newer"), Motif::River);
    }
}
