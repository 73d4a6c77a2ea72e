//! The picture that is shown where somebody passes a campaign on: its drawing, its title and how far it has come,
//! as PNG, because messengers and networks show no SVG. Drawn here, with the letters of the site. Pure.

mod canvas;
mod letters;
mod outline;

use self::{canvas::Canvas, letters::Letters};
use crate::cover::Drawing;
use image::{ExtendedColorType, ImageEncoder as _, codecs::png::PngEncoder};

/// The size that those who show such pictures ask for, in pixels.
pub(crate) const SIZE: (usize, usize) = (1200, 630);

const INK: [u8; 3] = [0x0F, 0x1D, 0x20];
const GREY: [u8; 3] = [0x3B, 0x4A, 0x4D];
const RIVER: [u8; 3] = [0x0A, 0x6B, 0x66];
const BED: [u8; 3] = [0xE9, 0xEE, 0xEA];
const PAPER: [u8; 3] = [0xFF, 0xFF, 0xFF];
/// The room for letters, in pixels: from the left edge, and how wide.
const LEFT: f32 = 80.0;
const ROOM: f32 = 1040.0;
/// Where the words begin, in pixels from above.
const TOP: f32 = 300.0;

/// How wide a mark is, and how far what follows stands from it, in pixels.
const MARK: f32 = 26.0;
const GAP: f32 = 12.0;

/// What is counted, drawn where there are no letters to say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Somebody: those who gave.
    Persons,
    /// Something wrapped: what was given.
    Gifts,
}

/// What a card says.
#[derive(Debug)]
pub(crate) struct Card {
    pub(crate) cover: Drawing,
    pub(crate) organiser: String,
    pub(crate) title: String,
    /// What came in, or how many gave.
    pub(crate) figure: String,
    /// What the figure counts, where that is not said.
    pub(crate) mark: Option<Mark>,
    /// What is missing, or how much that is of the goal; may be empty.
    pub(crate) note: String,
    /// How much of the band is filled, in percent; `None` where there is no band.
    pub(crate) filled: Option<u8>,
    /// Whether it is read from right to left.
    pub(crate) from_right: bool,
}

impl Card {
    /// The left edge of what is `width` pixels wide and stands where lines begin.
    fn start(&self, width: f32) -> f32 {
        if self.from_right { LEFT + ROOM - width } else { LEFT }
    }

    /// The same of what stands where lines end.
    fn end(&self, width: f32) -> f32 {
        if self.from_right { LEFT } else { LEFT + ROOM - width }
    }
}

/// Whether the letters of cards write all of `text`.
pub(crate) fn writes(text: &str) -> bool {
    Letters::all().know(text)
}

/// The card as PNG. Words that the letters at hand cannot write are left out, and the drawing stands alone.
///
/// # Errors
/// When it cannot be written, which would be a mistake of ours.
pub(crate) fn png(card: &Card) -> Result<Vec<u8>, image::ImageError> {
    let letters = Letters::all();
    let written = letters.know(&card.title);
    // Beneath the words nothing of the drawing is seen: then what lies in its middle is moved above them.
    let lift = if written { 230.0 } else { 0.0 };
    let mut canvas = Canvas::of(SIZE, PAPER);
    for shape in &card.cover.shapes {
        let mut pieces = outline::pieces(&shape.d);
        pieces.iter_mut().flatten().for_each(|it| it.1 -= lift);
        if let Some(colour) = colour(shape.fill) {
            canvas.fill(&pieces, colour);
        }
        if let (Some(colour), true) = (colour(shape.stroke), shape.width > 0) {
            canvas.draw(&pieces, f32::from(u8::try_from(shape.width).unwrap_or(u8::MAX)), colour);
        }
    }
    if written {
        words(&mut canvas, &letters, card);
    }
    let mut file = Vec::new();
    PngEncoder::new(&mut file).write_image(&canvas.bytes(), 1200, 630, ExtendedColorType::Rgb8)?;
    Ok(file)
}

fn words(canvas: &mut Canvas, letters: &Letters, card: &Card) {
    canvas.fill(&block((0.0, TOP), (1200.0, 330.0)), PAPER);
    canvas.fill(&block((0.0, TOP - 2.0), (1200.0, 4.0)), INK);
    if letters.know(&card.organiser) {
        let left = card.start(letters.width(&card.organiser, 26.0));
        canvas.fill(&letters.line(&card.organiser, (left, 354.0), 26.0), GREY);
    }
    let mut foot = 416.0;
    for line in lines(letters, &card.title) {
        let left = card.start(letters.width(&line, 52.0));
        canvas.fill(&letters.line(&line, (left, foot), 52.0), INK);
        foot += 56.0;
    }
    if let Some(percent) = card.filled {
        canvas.fill(&block((LEFT, 552.0), (ROOM, 14.0)), BED);
        let width = ROOM * f32::from(percent.min(100)) / 100.0;
        canvas.fill(&block((card.start(width), 552.0), (width, 14.0)), RIVER);
    }
    figure(canvas, letters, card);
    let left = card.end(letters.width(&card.note, 28.0));
    canvas.fill(&letters.line(&card.note, (left, 608.0), 28.0), GREY);
}

/// The figure, behind the mark of what it counts where there is one.
fn figure(canvas: &mut Canvas, letters: &Letters, card: &Card) {
    let (width, foot) = (letters.width(&card.figure, 36.0), 608.0);
    let room = if card.mark.is_some() { MARK + GAP } else { 0.0 };
    let left = card.start(width + room) + if card.from_right { 0.0 } else { room };
    canvas.fill(&letters.line(&card.figure, (left, foot), 36.0), RIVER);
    if let Some(mark) = card.mark {
        for shape in drawn(mark, (card.start(MARK), foot)) {
            canvas.fill(&shape, RIVER);
        }
    }
}

/// The shapes of a mark that stands on a line with its left edge at `place`.
fn drawn(mark: Mark, (left, foot): outline::Point) -> Vec<Vec<Vec<outline::Point>>> {
    match mark {
        Mark::Persons => [
            format!("M{} {}a6 6 0 1 1 12 0a6 6 0 1 1 -12 0Z", left + 7.0, foot - 20.0),
            format!("M{} {foot}a11 11 0 0 1 22 0Z", left + 2.0),
        ]
        .iter()
        .map(|it| outline::pieces(it))
        .collect(),
        // A box and its lid, each parted by a ribbon, and the bow.
        Mark::Gifts => vec![
            block((left + 2.0, foot - 14.0), (9.0, 14.0)),
            block((left + 15.0, foot - 14.0), (9.0, 14.0)),
            block((left, foot - 21.0), (11.0, 5.0)),
            block((left + 15.0, foot - 21.0), (11.0, 5.0)),
            outline::pieces(&format!("M{} {}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0Z", left + 6.0, foot - 25.0)),
            outline::pieces(&format!("M{} {}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0Z", left + 14.0, foot - 25.0)),
        ],
    }
}

/// `title` in lines that fit; what needs more than two is cut.
fn lines(letters: &Letters, title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let longer = lines.last().map(|it| format!("{it} {word}"));
        match longer.filter(|it| letters.width(it, 52.0) <= ROOM) {
            Some(longer) => {
                lines.pop();
                lines.push(longer);
            }
            None => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1].push('…');
    }
    lines
}

fn block((x, y): (f32, f32), (width, height): (f32, f32)) -> Vec<Vec<outline::Point>> {
    vec![vec![(x, y), (x + width, y), (x + width, y + height), (x, y + height)]]
}

/// `#RRGGBB`; nothing for `none`.
fn colour(name: &str) -> Option<[u8; 3]> {
    let digits = name.strip_prefix('#')?;
    let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

#[cfg(test)]
mod tests;
