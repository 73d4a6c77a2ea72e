use serde::Serialize;

/// A filled or drawn outline. Everything is a path, so that a template needs one kind of element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Shape {
    /// The outline.
    pub(crate) d: String,
    pub(crate) fill: &'static str,
    pub(crate) stroke: &'static str,
    /// The width of the drawn line; 0 when there is none.
    pub(crate) width: i32,
}

impl Shape {
    pub(crate) fn filled(fill: &'static str, d: String) -> Self {
        Self { d, fill, stroke: "none", width: 0 }
    }

    pub(crate) fn line(stroke: &'static str, width: i32, d: String) -> Self {
        Self { d, fill: "none", stroke, width }
    }

    pub(crate) fn rect(fill: &'static str, (x, y): (i32, i32), (width, height): (i32, i32)) -> Self {
        Self::filled(fill, format!("M{x} {y}h{width}v{height}h{}Z", -width))
    }

    pub(crate) fn disc(fill: &'static str, (x, y): (i32, i32), radius: i32) -> Self {
        let (left, across) = (x - radius, radius * 2);
        Self::filled(
            fill,
            format!("M{left} {y}a{radius} {radius} 0 1 0 {across} 0a{radius} {radius} 0 1 0 {} 0Z", -across),
        )
    }

    /// A tree of the mock: `size` in percent, its foot at `(x, y)`.
    pub(crate) fn tree(crown: &'static str, (x, y): (i32, i32), size: i32) -> [Self; 2] {
        let s = |it: i32| it * size / 100;
        let trunk = Self::line(super::motifs::INK, s(6).max(3), format!("M{x} {y}v{}", s(-70)));
        let top = y - s(70);
        let crown = Self::filled(
            crown,
            format!(
                "M{x} {top}c{} {} {} {} {} {}c{} {} {} {} {} {}Z",
                s(-46),
                s(4),
                s(-54),
                s(-42),
                s(-4),
                s(-58),
                s(56),
                s(10),
                s(48),
                s(60),
                s(4),
                s(58)
            ),
        );
        [trunk, crown]
    }

    /// A hill from edge to edge whose back lies about `top`, and which is higher on one side by `lean`.
    pub(crate) fn hill(fill: &'static str, top: i32, lean: i32) -> Self {
        Self::filled(
            fill,
            format!(
                "M0 {}C240 {} 420 {} 640 {} S1000 {} 1200 {}V640H0Z",
                top,
                top - 80 + lean,
                top + 10,
                top - 30,
                top - 80 - lean,
                top - 10
            ),
        )
    }
}
