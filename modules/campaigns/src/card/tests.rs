use super::*;
use crate::cover::{Cover, Motif};

fn card(title: &str) -> Card {
    Card {
        cover: Cover { motif: Motif::River, seed: 7 }.draw(),
        organiser: "Upper Kaveri Growers’ Circle".into(),
        title: title.into(),
        figure: "₹29,82,140".into(),
        note: "71% of ₹42,00,000".into(),
        filled: Some(71),
    }
}

fn painted(card: &Card) -> image::RgbImage {
    let file = png(card).unwrap();
    image::load_from_memory_with_format(&file, image::ImageFormat::Png).unwrap().into_rgb8()
}

#[test]
fn a_card_shows_the_drawing_the_words_and_the_band() {
    let picture = painted(&card("Shade for the upper Kaveri"));
    assert_eq!(picture.dimensions(), (1200, 630));
    let ink = picture.pixels().filter(|it| it.0 == INK).count();
    let mute = painted(&card("")).pixels().filter(|it| it.0 == INK).count();
    assert!(ink > mute + 3000, "the title is written: {ink} against {mute}");
    assert_eq!(picture.get_pixel(200, 559).0, RIVER);
    assert_eq!(picture.get_pixel(1100, 559).0, BED);
    assert_ne!(picture.get_pixel(600, 200).0, PAPER, "the drawing is above");
}

#[test]
fn what_cannot_be_written_leaves_the_drawing_alone() {
    let picture = painted(&card("कावेरी"));
    for place in [(20, 400), (600, 500), (1180, 620)] {
        assert_ne!(picture.get_pixel(place.0, place.1).0, PAPER, "{place:?}");
    }
}

#[test]
fn a_long_title_is_cut_after_two_lines() {
    let letters = Letters::all();
    let title =
        "A title that goes on and on until nobody reads it any more because it is far too long for this";
    let lines = lines(&letters, title);
    assert_eq!(lines.len(), 2);
    assert!(lines[1].ends_with('…') && letters.width(&lines[0], 52.0) <= ROOM, "{lines:?}");
}

#[test]
fn half_a_pixel_is_half_covered_and_a_circle_has_its_area() {
    let mut canvas = Canvas::of((4, 4), PAPER);
    canvas.fill(&block((1.0, 1.0), (1.5, 1.0)), [0, 0, 0]);
    let bytes = canvas.bytes();
    assert_eq!((bytes[5 * 3], bytes[6 * 3], bytes[7 * 3], bytes[9 * 3]), (0, 128, 255, 255));

    let mut canvas = Canvas::of((100, 100), PAPER);
    canvas.fill(&outline::pieces("M10 50a40 40 0 1 0 80 0a40 40 0 1 0 -80 0Z"), [0, 0, 0]);
    let dark: f64 = canvas.bytes().iter().step_by(3).map(|it| 1.0 - f64::from(*it) / 255.0).sum();
    assert!((dark - 5026.5).abs() < 40.0, "{dark}");
}
