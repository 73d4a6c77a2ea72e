//! Pixels, and areas filled with one colour, smooth at their edges.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "places on a canvas of some thousand pixels, clamped to it before they become indices"
)]

use super::outline::Point;
use std::ops::Range;

/// How many sides the round end of a line has.
const SIDES: u8 = 16;

/// A picture that is being painted.
pub(super) struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

impl Canvas {
    pub(super) fn of((width, height): (usize, usize), colour: [u8; 3]) -> Self {
        Self { width, height, pixels: vec![colour; width * height] }
    }

    /// Red, green and blue of each pixel, row by row.
    pub(super) fn bytes(self) -> Vec<u8> {
        self.pixels.into_flattened()
    }

    /// Fills the rings `pieces`, each closed; what two of them cover is filled as well.
    pub(super) fn fill(&mut self, pieces: &[Vec<Point>], colour: [u8; 3]) {
        let Some((columns, rows)) = self.touched(pieces) else { return };
        let mut area = Area::of(columns.len(), rows.len());
        let moved = |it: &Point| (it.0 - columns.start as f32, it.1 - rows.start as f32);
        for piece in pieces {
            let ends = piece.iter().cycle().skip(1);
            for (from, to) in piece.iter().zip(ends) {
                area.edge(moved(from), moved(to));
            }
        }
        for (row, covers) in rows.zip(area.cover.chunks(area.stride)) {
            let mut cover = 0.0_f32;
            let begin = row * self.width + columns.start;
            for (pixel, more) in self.pixels[begin..begin + columns.len()].iter_mut().zip(covers) {
                cover += more;
                if cover.abs() > 0.001 {
                    mix(pixel, colour, cover.abs().min(1.0));
                }
            }
        }
    }

    /// The columns and rows that `pieces` lie on; nothing when all of them lie outside.
    fn touched(&self, pieces: &[Vec<Point>]) -> Option<(Range<usize>, Range<usize>)> {
        let span = |of: fn(&Point) -> f32, most: usize| {
            let ends = pieces.iter().flatten().map(of);
            let (least, greatest) = ends.fold((f32::MAX, f32::MIN), |(a, z), it| (a.min(it), z.max(it)));
            let end = |it: f32| it.clamp(0.0, most as f32) as usize;
            let span = end(least.floor())..end(greatest.ceil());
            (!span.is_empty()).then_some(span)
        };
        Some((span(|it| it.0, self.width)?, span(|it| it.1, self.height)?))
    }

    /// Draws along `pieces` with a round pen of `width` pixels.
    pub(super) fn draw(&mut self, pieces: &[Vec<Point>], width: f32, colour: [u8; 3]) {
        let half = width / 2.0;
        for piece in pieces {
            for &(x, y) in piece {
                let corner = |it: u8| f32::from(it) / f32::from(SIDES) * std::f32::consts::TAU;
                let round = |it: u8| (x + half * corner(it).cos(), y + half * corner(it).sin());
                self.fill(&[(0..SIDES).map(round).collect()], colour);
            }
            for ends in piece.windows(2) {
                let (from, to) = (ends[0], ends[1]);
                let length = (to.0 - from.0).hypot(to.1 - from.1);
                if length > 0.0 {
                    let (x, y) = ((to.1 - from.1) * half / length, (from.0 - to.0) * half / length);
                    let sides = vec![
                        (from.0 + x, from.1 + y),
                        (to.0 + x, to.1 + y),
                        (to.0 - x, to.1 - y),
                        (from.0 - x, from.1 - y),
                    ];
                    self.fill(&[sides], colour);
                }
            }
        }
    }
}

fn mix(pixel: &mut [u8; 3], colour: [u8; 3], cover: f32) {
    for (old, new) in pixel.iter_mut().zip(colour) {
        *old = (f32::from(*old) + (f32::from(new) - f32::from(*old)) * cover).round() as u8;
    }
}

/// How much each edge adds to the cover of what lies to its right: the sum along a row is the cover of a pixel.
struct Area {
    width: f32,
    height: f32,
    stride: usize,
    cover: Vec<f32>,
}

impl Area {
    fn of(width: usize, height: usize) -> Self {
        let stride = width + 2;
        Self { width: width as f32, height: height as f32, stride, cover: vec![0.0; stride * height] }
    }

    fn edge(&mut self, from: Point, to: Point) {
        let (sign, top, bottom) = if from.1 < to.1 { (1.0, from, to) } else { (-1.0, to, from) };
        let (begin, end) = (top.1.clamp(0.0, self.height), bottom.1.clamp(0.0, self.height));
        if begin >= end {
            return;
        }
        let slope = (bottom.0 - top.0) / (bottom.1 - top.1);
        let at = |y: f32| (top.0 + (y - top.1) * slope).clamp(0.0, self.width);
        let rows = begin as usize..end.ceil() as usize;
        let steps: Vec<_> = rows
            .map(|row| {
                let (above, below) = (begin.max(row as f32), end.min(row as f32 + 1.0));
                let (one, other) = (at(above), at(below));
                (row, sign * (below - above), one.min(other), one.max(other))
            })
            .collect();
        for (row, height, left, right) in steps {
            self.span(row * self.stride, height, left, right);
        }
    }

    /// An edge that crosses one row, `height` of it, between `left` and `right`.
    fn span(&mut self, row: usize, height: f32, left: f32, right: f32) {
        let (first, last) = (left as usize, right.ceil() as usize);
        if last <= first + 1 {
            let middle = f32::midpoint(left, right) - left.floor();
            self.cover[row + first] += height * (1.0 - middle);
            self.cover[row + first + 1] += height * middle;
            return;
        }
        // What lies right of the edge up to each column's right side; a pixel gets what that adds to the one before.
        let (mut before, run) = (0.0, right - left);
        for column in first..last {
            let (enter, leave) = (left.max(column as f32), right.min(column as f32 + 1.0));
            let inside = (leave - enter) / run;
            let passed = (enter - left) / run;
            let here = passed + inside * (column as f32 + 1.0 - f32::midpoint(enter, leave));
            self.cover[row + column] += height * (here - before);
            before = here;
        }
        self.cover[row + last] += height * (1.0 - before);
    }
}
