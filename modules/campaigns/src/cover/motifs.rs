use super::{Dice, Shape};

pub(super) const INK: &str = "#0F1D20";
const SKY: &str = "#D7EFEA";
const MIST: &str = "#8CC9BC";
const LEAF: &str = "#3E9A90";
const DEEP: &str = "#0A6B66";
const SUN: &str = "#FFB81C";
const PALE: &str = "#E4E8FB";
const INDIGO: &str = "#27379B";
const NIGHT: &str = "#1B2672";
const SAND: &str = "#FFF1CC";
const BRICK: &str = "#C2384F";

/// What a cover shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motif {
    /// Trees along a river.
    River,
    /// Boats on open water.
    Water,
    /// Houses on a street.
    Town,
    /// Mountains in the evening.
    Mountains,
    /// Woven bands of cloth.
    Weave,
    /// A shelf of books.
    Shelf,
    /// A starry sky above the land.
    Stars,
}

impl Motif {
    /// Every motif.
    pub const ALL: &'static [Self] =
        &[Self::River, Self::Water, Self::Town, Self::Mountains, Self::Weave, Self::Shelf, Self::Stars];

    /// Its name in the database.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::River => "river",
            Self::Water => "water",
            Self::Town => "town",
            Self::Mountains => "mountains",
            Self::Weave => "weave",
            Self::Shelf => "shelf",
            Self::Stars => "stars",
        }
    }

    /// The motif of that name; the river for one that a newer program stored.
    pub(crate) fn named(name: &str) -> Self {
        Self::ALL.iter().copied().find(|it| it.name() == name).unwrap_or(Self::River)
    }

    /// The text that says what is seen, for those who do not see it.
    pub(crate) const fn label(self) -> &'static str {
        match self {
            Self::River => "cover-river",
            Self::Water => "cover-water",
            Self::Town => "cover-town",
            Self::Mountains => "cover-mountains",
            Self::Weave => "cover-weave",
            Self::Shelf => "cover-shelf",
            Self::Stars => "cover-stars",
        }
    }
}

pub(super) fn draw(motif: Motif, dice: &mut Dice) -> Vec<Shape> {
    match motif {
        Motif::River => river(dice),
        Motif::Water => water(dice),
        Motif::Town => town(dice),
        Motif::Mountains => mountains(dice),
        Motif::Weave => weave(dice),
        Motif::Shelf => shelf(dice),
        Motif::Stars => stars(dice),
    }
}

fn whole(fill: &'static str) -> Shape {
    Shape::rect(fill, (0, 0), (1200, 640))
}

fn sun(dice: &mut Dice) -> Shape {
    Shape::disc(SUN, (dice.between(240, 980), dice.between(130, 210)), dice.between(74, 104))
}

fn river(dice: &mut Dice) -> Vec<Shape> {
    let (mouth, bend) = (dice.between(440, 600), dice.between(640, 860));
    let mut shapes = vec![
        whole(SKY),
        sun(dice),
        Shape::hill(MIST, 330, dice.between(-30, 30)),
        Shape::hill(LEAF, 410, dice.between(-30, 30)),
        Shape::hill(DEEP, 520, dice.between(-20, 20)),
        Shape::line(
            PALE,
            34,
            format!(
                "M{mouth} 650C{} 560 {bend} 560 {bend} 490S{} 430 {} 396",
                mouth + 60,
                bend + 90,
                bend + 70
            ),
        ),
    ];
    for x in [110, 210, 310, 410, 950, 1050, 1130] {
        let crown = dice.one_of(&[SUN, NIGHT, INDIGO, SUN]).unwrap_or(SUN);
        let foot = (x + dice.between(-24, 24), dice.between(455, 525));
        shapes.extend(Shape::tree(crown, foot, dice.between(70, 130)));
    }
    shapes
}

fn water(dice: &mut Dice) -> Vec<Shape> {
    let mut shapes = vec![whole(SAND), sun(dice), Shape::hill(MIST, 330, dice.between(-40, 40))];
    for (row, fill) in [(360, LEAF), (440, DEEP), (540, NIGHT)] {
        let shift = dice.between(-60, 60);
        let mut swell = format!("M{} {row}q75 34 150 0", shift - 150);
        for _ in 0..9 {
            swell.push_str("t150 0");
        }
        shapes.push(Shape::filled(fill, swell + "V640H-300Z"));
    }
    for row in [382, 470] {
        let (x, size) = (dice.between(140, 1000), dice.between(70, 120));
        shapes.extend(boat(dice, (x, row), size));
    }
    shapes
}

fn boat(dice: &mut Dice, (x, y): (i32, i32), size: i32) -> [Shape; 3] {
    let sail = dice.one_of(&[SUN, PALE, BRICK]).unwrap_or(PALE);
    let (half, mast) = (size / 2, size * 3 / 2);
    [
        Shape::line(INK, 5, format!("M{x} {y}v{}", -mast)),
        Shape::filled(sail, format!("M{} {}v{}l{} {}Z", x + 6, y - 12, 20 - mast, half + 14, mast - 20)),
        Shape::filled(INK, format!("M{} {y}h{}l{} {}h{}Z", x - size, size * 2, -half, size / 3, -size)),
    ]
}

fn town(dice: &mut Dice) -> Vec<Shape> {
    let mut shapes = vec![whole(PALE), sun(dice), Shape::hill(MIST, 400, dice.between(-40, 40))];
    let mut x = -20;
    while x < 1200 {
        let (width, height) = (dice.between(110, 180), dice.between(170, 320));
        let wall = dice.one_of(&[DEEP, INDIGO, LEAF, NIGHT]).unwrap_or(DEEP);
        let top = 570 - height;
        shapes.push(Shape::filled(wall, format!("M{x} 570V{top}l{} -70l{} 70V570Z", width / 2, width / 2)));
        for floor in 0..(height / 80) {
            for side in [width / 5, width * 3 / 5] {
                let lit = dice.one_of(&[SUN, SUN, SAND, PALE]).unwrap_or(SUN);
                shapes.push(Shape::rect(lit, (x + side, top + 24 + floor * 80), (width / 5, 40)));
            }
        }
        x += width + dice.between(6, 22);
    }
    shapes.push(Shape::rect(INK, (0, 570), (1200, 70)));
    shapes
}

fn mountains(dice: &mut Dice) -> Vec<Shape> {
    let mut shapes = vec![whole(SAND), sun(dice)];
    for (base, fill) in [(300, MIST), (380, LEAF), (460, DEEP), (560, NIGHT)] {
        let (mut x, mut ridge) = (-60, vec![format!("M-60 640V{base}")]);
        while x < 1260 {
            let (rise, run) = (dice.between(70, 170), dice.between(90, 170));
            let foot = base + dice.between(-20, 40);
            ridge.push(format!("L{} {}L{} {foot}", x + run, base - rise, x + run * 2));
            x += run * 2;
        }
        shapes.push(Shape::filled(fill, ridge.concat() + "V640Z"));
    }
    for x in [180, 1010] {
        shapes.extend(Shape::tree(SUN, (x + dice.between(-60, 60), 600), dice.between(80, 120)));
    }
    shapes
}

fn weave(dice: &mut Dice) -> Vec<Shape> {
    let colours = [DEEP, LEAF, MIST, SUN, INDIGO, BRICK, PALE, NIGHT];
    let mut shapes = vec![whole(SAND)];
    let mut y = 24;
    while y < 600 {
        let height = dice.between(36, 84);
        let colour = dice.one_of(&colours).unwrap_or(DEEP);
        shapes.push(Shape::rect(colour, (0, y), (1200, height)));
        if dice.between(0, 2) == 0 {
            let thread = dice.one_of(&[SAND, SUN, PALE]).unwrap_or(SAND);
            let step = dice.between(40, 70);
            let (high, low) = (y + 8, y + height - 8);
            let turn = |n: i32| format!("L{} {}", n * step, if n % 2 == 1 { high } else { low });
            let zigzag = format!("M0 {low}") + &(1..=(1200 / step + 1)).map(turn).collect::<String>();
            shapes.push(Shape::line(thread, 6, zigzag));
        }
        y += height + dice.between(6, 16);
    }
    for x in (30..1200).step_by(60) {
        shapes.push(Shape::line(INK, 2, format!("M{x} 0v640")));
    }
    shapes
}

fn shelf(dice: &mut Dice) -> Vec<Shape> {
    let colours = [DEEP, LEAF, SUN, INDIGO, BRICK, NIGHT, MIST];
    let mut shapes = vec![whole(SAND)];
    for board in [300, 590] {
        let mut x = dice.between(40, 90);
        while x < 1120 {
            let (width, height) = (dice.between(34, 72), dice.between(150, 230));
            let spine = dice.one_of(&colours).unwrap_or(DEEP);
            shapes.push(Shape::rect(spine, (x, board - height), (width, height)));
            shapes.push(Shape::rect(SAND, (x, board - height + 26), (width, 8)));
            x += width + if dice.between(0, 6) == 0 { dice.between(50, 120) } else { 5 };
        }
        shapes.push(Shape::rect(INK, (0, board), (1200, 16)));
    }
    shapes
}

fn stars(dice: &mut Dice) -> Vec<Shape> {
    let mut shapes =
        vec![whole(NIGHT), Shape::disc(SAND, (dice.between(200, 1000), 150), dice.between(44, 70))];
    for _ in 0..46 {
        let at = (dice.between(20, 1180), dice.between(20, 400));
        shapes.push(Shape::disc(dice.one_of(&[PALE, SUN, SKY]).unwrap_or(PALE), at, dice.between(2, 6)));
    }
    shapes.push(Shape::hill(INDIGO, 470, dice.between(-40, 40)));
    shapes.push(Shape::hill(DEEP, 550, dice.between(-30, 30)));
    for x in [220, 900, 1010] {
        shapes.extend(Shape::tree(LEAF, (x + dice.between(-80, 80), 560), dice.between(80, 130)));
    }
    shapes
}
