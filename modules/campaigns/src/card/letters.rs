//! The letters of the site's headings as outlines, a thousand units an em (static/VENDORED.md says where from).

use super::outline::{self, Point};
use std::collections::HashMap;

/// A letter, how far the next one stands from it, and its outline; one on each line.
const TABLE: &str = include_str!("letters.tsv");
/// For letters as large as those of headings; smaller ones stand no closer, which nobody sees.
const CLOSER: f32 = 0.012;

/// Letters by name.
pub(super) struct Letters(HashMap<char, (f32, &'static str)>);

impl Letters {
    pub(super) fn all() -> Self {
        let letter = |line: &'static str| {
            let mut parts = line.split('\t');
            let name = parts.next()?.chars().next()?;
            Some((name, (parts.next()?.parse().ok()?, parts.next()?)))
        };
        Self(TABLE.lines().filter_map(letter).collect())
    }

    /// Whether all of `text` can be written.
    pub(super) fn know(&self, text: &str) -> bool {
        text.chars().all(|it| it.is_whitespace() || self.0.contains_key(&it))
    }

    /// How wide `text` is at `size`, in pixels.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|it| self.step(it, size)).sum()
    }

    /// `text` on a line that begins at `begin`, in letters of `size` pixels.
    pub(super) fn line(&self, text: &str, begin: Point, size: f32) -> Vec<Vec<Point>> {
        let mut left = begin.0;
        let mut pieces = Vec::new();
        for it in text.chars() {
            if let Some((_, drawn)) = self.0.get(&it) {
                let place = |(x, y): Point| (left + x * size / 1000.0, begin.1 + y * size / 1000.0);
                pieces.extend(
                    outline::pieces(drawn)
                        .into_iter()
                        .map(|it| it.into_iter().map(place).collect::<Vec<_>>()),
                );
            }
            left += self.step(it, size);
        }
        pieces
    }

    fn step(&self, letter: char, size: f32) -> f32 {
        let wide = self.0.get(&letter).or_else(|| self.0.get(&' ')).map_or(0.0, |it| it.0);
        size * (wide / 1000.0 - CLOSER)
    }
}
