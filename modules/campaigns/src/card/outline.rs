//! Outlines as SVG writes them, in straight pieces. Knows the commands that covers and letters use; of arcs only
//! half circles.

/// A place on the canvas, in pixels from the left and from above.
pub(super) type Point = (f32, f32);

/// Into how many straight pieces a curve is cut.
const CUTS: u8 = 12;

/// The rings and lines that `outline` consists of.
pub(super) fn pieces(outline: &str) -> Vec<Vec<Point>> {
    let mut pen = Pen::default();
    for (command, numbers) in commands(outline) {
        let arity = match command.to_ascii_uppercase() {
            'H' | 'V' => 1,
            'M' | 'L' | 'T' => 2,
            'S' | 'Q' => 4,
            'C' => 6,
            'A' => 7,
            _ => 0,
        };
        if arity == 0 {
            pen.close();
            continue;
        }
        for (index, chunk) in numbers.chunks_exact(arity).enumerate() {
            // What follows the place that a piece begins at is led to in straight lines.
            let command = match command {
                'M' if index > 0 => 'L',
                'm' if index > 0 => 'l',
                other => other,
            };
            pen.step(command, chunk);
        }
    }
    pen.pieces
}

/// The letters of commands with the numbers behind each.
fn commands(outline: &str) -> Vec<(char, Vec<f32>)> {
    let mut commands: Vec<(char, Vec<f32>)> = Vec::new();
    let mut digits = String::new();
    for it in outline.chars().chain([' ']) {
        if it.is_ascii_digit() || it == '.' || (it == '-' && digits.is_empty()) {
            digits.push(it);
            continue;
        }
        if let (Ok(number), Some((_, numbers))) = (digits.parse(), commands.last_mut()) {
            numbers.push(number);
        }
        digits.clear();
        if it == '-' {
            digits.push(it);
        } else if it.is_ascii_alphabetic() {
            commands.push((it, Vec::new()));
        }
    }
    commands
}

#[derive(Default)]
struct Pen {
    at: Point,
    /// The last control point of the curve before, which `S` and `T` mirror.
    control: Option<Point>,
    pieces: Vec<Vec<Point>>,
}

impl Pen {
    fn step(&mut self, command: char, it: &[f32]) {
        let from = if command.is_ascii_lowercase() { self.at } else { (0.0, 0.0) };
        let to = |at: usize| (it[at] + from.0, it[at + 1] + from.1);
        let control = self.control.take();
        let mirrored = control.map_or(self.at, |it| (2.0 * self.at.0 - it.0, 2.0 * self.at.1 - it.1));
        match command.to_ascii_uppercase() {
            'M' => {
                self.at = to(0);
                self.pieces.push(vec![self.at]);
            }
            'L' => self.line(to(0)),
            'H' => self.line((it[0] + from.0, self.at.1)),
            'V' => self.line((self.at.0, it[0] + from.1)),
            'C' => self.cubic(to(0), to(2), to(4)),
            'S' => self.cubic(mirrored, to(0), to(2)),
            'Q' => self.quadratic(to(0), to(2)),
            'T' => self.quadratic(mirrored, to(0)),
            _ => self.half_circle(it[4] > 0.0, to(5)),
        }
    }

    fn line(&mut self, to: Point) {
        self.at = to;
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(to);
        }
    }

    fn close(&mut self) {
        let first = self.pieces.last().and_then(|it| it.first()).copied();
        if let Some(first) = first {
            self.line(first);
        }
    }

    fn cubic(&mut self, one: Point, two: Point, end: Point) {
        let begin = self.at;
        for cut in 1..=CUTS {
            let part = f32::from(cut) / f32::from(CUTS);
            let rest = 1.0 - part;
            let shares =
                [rest * rest * rest, 3.0 * rest * rest * part, 3.0 * rest * part * part, part * part * part];
            let places = [begin, one, two, end];
            let place = shares
                .iter()
                .zip(places)
                .fold((0.0, 0.0), |(left, above), (share, it)| (left + share * it.0, above + share * it.1));
            self.line(place);
        }
        self.control = Some(two);
    }

    fn quadratic(&mut self, middle: Point, end: Point) {
        let towards = |from: Point| {
            (from.0 + (middle.0 - from.0) * 2.0 / 3.0, from.1 + (middle.1 - from.1) * 2.0 / 3.0)
        };
        self.cubic(towards(self.at), towards(end), end);
        self.control = Some(middle);
    }

    fn half_circle(&mut self, clockwise: bool, end: Point) {
        let centre = (f32::midpoint(self.at.0, end.0), f32::midpoint(self.at.1, end.1));
        let (x, y) = (self.at.0 - centre.0, self.at.1 - centre.1);
        for cut in 1..=CUTS * 2 {
            let part = f32::from(cut) / f32::from(CUTS * 2) * std::f32::consts::PI;
            let (sin, cos) = (if clockwise { part } else { -part }).sin_cos();
            self.line((centre.0 + x * cos - y * sin, centre.1 + x * sin + y * cos));
        }
    }
}
