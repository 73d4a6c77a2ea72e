use super::*;
use crate::cover::{Cover, Motif};

fn card(title: &str) -> Card {
    Card {
        cover: Cover { motif: Motif::River, seed: 7 }.draw(),
        organiser: "Upper Kaveri Growers’ Circle".into(),
        title: title.into(),
        figure: "₹29,82,140".into(),
        mark: None,
        note: "71% of ₹42,00,000".into(),
        filled: Some(71),
        from_right: false,
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
fn a_card_that_is_read_from_right_to_left_begins_at_the_right() {
    let picture = painted(&Card { from_right: true, ..card("Shade") });
    assert_eq!(picture.get_pixel(1100, 559).0, RIVER);
    assert_eq!(picture.get_pixel(200, 559).0, BED);
    let inked = |columns: std::ops::Range<u32>, rows: std::ops::Range<u32>, colour: [u8; 3]| {
        columns
            .flat_map(|x| rows.clone().map(move |y| (x, y)))
            .any(|(x, y)| picture.get_pixel(x, y).0 == colour)
    };
    assert!(inked(900..1120, 370..420, INK) && !inked(0..600, 370..420, INK), "the title");
    assert!(inked(900..1120, 575..615, RIVER) && !inked(0..600, 575..615, RIVER), "the figure");
    assert!(inked(80..330, 580..615, GREY) && !inked(600..1200, 580..615, GREY), "the note");
}

#[test]
fn what_a_figure_counts_is_drawn_before_it_where_it_is_not_said() {
    for (mark, place) in [(Mark::Persons, (13, 588)), (Mark::Gifts, (6, 600))] {
        for (from_right, left) in [(false, 80), (true, 1094)] {
            let few = Card { figure: "12".into(), note: String::new(), filled: None, ..card("Shade") };
            let at = |it: &image::RgbImage| it.get_pixel(left + place.0, place.1).0;
            let marked = painted(&Card { mark: Some(mark), from_right, ..few });
            assert_eq!(at(&marked), RIVER, "{mark:?} {from_right}");
            let beside = if from_right { 1040..1082 } else { 118..160 };
            let mut figure = beside.flat_map(|x| (575..610).map(move |y| (x, y)));
            assert!(figure.any(|(x, y)| marked.get_pixel(x, y).0 == RIVER), "{mark:?} {from_right}");
        }
    }
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
