use serde::Serialize;

/// The drawing's width; it is stretched to its place.
const WIDTH: i64 = 1_000;
/// The drawing's height.
const HEIGHT: i64 = 300;
/// What stands empty on each side of a bar, in thousandths of its share.
const GAP: i64 = 120;

/// What is said about a chart, in the reader's language.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// An id, of its own on the page.
    pub name: &'static str,
    /// What is drawn: `Gifts by day`.
    pub title: String,
    /// What it shows, for those who do not see it and as a first sentence for those who do.
    pub description: String,
    /// The heads of the table: what is counted along, and what is counted.
    pub columns: Vec<String>,
}

/// A bar.
#[derive(Clone, Debug)]
pub struct Bar {
    /// What it stands for: a day, an amount from–to.
    pub label: String,
    /// How high it is. Below zero counts as zero.
    pub value: i64,
    /// The value as people read it.
    pub shown: String,
}

/// A point of a line.
#[derive(Clone, Debug)]
pub struct Point {
    /// Where along it is, in any unit (microseconds, days), never less than the point before.
    pub at: i64,
    /// Where as people read it.
    pub label: String,
    /// How high. Below zero counts as zero.
    pub value: i64,
    /// The value as people read it.
    pub shown: String,
}

/// What a line or a bar means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Key {
    /// How it is drawn.
    pub class: &'static str,
    /// A sample of it.
    pub d: &'static str,
    /// What it means.
    pub text: String,
}

/// A chart, ready for the component `chart`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Plot {
    name: &'static str,
    title: String,
    description: String,
    columns: Vec<String>,
    rows: Vec<[String; 2]>,
    paths: Vec<Drawn>,
    legend: Vec<Key>,
    top: String,
    bottom: String,
    from: String,
    to: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Drawn {
    class: &'static str,
    d: String,
}

impl Plot {
    /// Bars, the highest of which fills the height: gifts by hour or day, or, when `apart` is false, a histogram,
    /// whose bars touch because what they count adjoins.
    pub fn bars(frame: Frame, bars: &[Bar], apart: bool) -> Self {
        let highest = bars.iter().map(|it| it.value).max().unwrap_or(0).max(1);
        let many = i64::try_from(bars.len()).unwrap_or(i64::MAX).max(1);
        let drawn = |(index, bar): (i64, &Bar)| {
            let (left, right) = (index * WIDTH / many, (index + 1) * WIDTH / many);
            let gap = if apart { (right - left) * GAP / 1_000 } else { 3 };
            // What is there is seen, however small beside the rest.
            let tall = scaled(bar.value, highest).max(if bar.value > 0 { 3 } else { 0 });
            (tall > 0)
                .then(|| format!("M{} {HEIGHT}V{}H{}V{HEIGHT}Z", left + gap, HEIGHT - tall, right - gap))
        };
        let d: String = (0..).zip(bars).filter_map(drawn).collect();
        let top = bars.iter().max_by_key(|it| it.value).map(|it| it.shown.clone());
        let rows = bars.iter().map(|it| [it.label.clone(), it.shown.clone()]).collect();
        let ends = (bars.first().map(|it| it.label.clone()), bars.last().map(|it| it.label.clone()));
        Self::framed(frame, rows, vec![Drawn { class: "s1", d }], top, ends)
    }

    /// A line that rises to what has come in, over the pace that would just reach `goal` at the end of `span`.
    /// The height is the goal's or the line's, whichever is more.
    pub fn line(
        frame: Frame,
        points: &[Point],
        span: (i64, i64),
        goal: &Point,
        pace: Key,
        line: Key,
    ) -> Self {
        let highest = points.iter().map(|it| it.value).max().unwrap_or(0).max(goal.value).max(1);
        let length = i128::from(span.1.saturating_sub(span.0).max(1));
        let along = |at: i64| {
            let part = i128::from(at.clamp(span.0, span.1) - span.0) * i128::from(WIDTH) / length;
            i64::try_from(part).unwrap_or(WIDTH)
        };
        let spot = |it: &Point| format!("{} {}", along(it.at), HEIGHT - scaled(it.value, highest));
        let trail = points.iter().map(spot).collect::<Vec<_>>().join("L");
        let end = points.last().map_or(0, |it| along(it.at));
        let start = points.first().map_or(0, |it| along(it.at));
        let mut paths = vec![Drawn {
            class: "pace",
            d: format!("M0 {HEIGHT}L{WIDTH} {}", HEIGHT - scaled(goal.value, highest)),
        }];
        if !points.is_empty() {
            paths.push(Drawn { class: "area", d: format!("M{start} {HEIGHT}L{trail}L{end} {HEIGHT}Z") });
            paths.push(Drawn { class: "line", d: format!("M{trail}") });
        }
        let highest_point = points.iter().max_by_key(|it| it.value).filter(|it| it.value > goal.value);
        let top = highest_point.unwrap_or(goal).shown.clone();
        let rows = points.iter().map(|it| [it.label.clone(), it.shown.clone()]).collect();
        let ends = (points.first().map(|it| it.label.clone()), Some(goal.label.clone()));
        let mut plot = Self::framed(frame, rows, paths, Some(top), ends);
        plot.legend = vec![line, pace];
        plot
    }

    fn framed(
        frame: Frame,
        rows: Vec<[String; 2]>,
        paths: Vec<Drawn>,
        top: Option<String>,
        (from, to): (Option<String>, Option<String>),
    ) -> Self {
        let Frame { name, title, description, columns } = frame;
        Self {
            name,
            title,
            description,
            columns,
            rows,
            paths,
            legend: Vec::new(),
            top: top.unwrap_or_default(),
            bottom: String::new(),
            from: from.unwrap_or_default(),
            to: to.unwrap_or_default(),
        }
    }
}

impl Key {
    /// The line of [`Plot::line`].
    pub fn line(text: String) -> Self {
        Self { class: "line", d: "M0 4H14", text }
    }

    /// Its pace.
    pub fn pace(text: String) -> Self {
        Self { class: "pace", d: "M0 4H14", text }
    }
}

fn scaled(value: i64, highest: i64) -> i64 {
    i64::try_from(i128::from(value.max(0)) * i128::from(HEIGHT) / i128::from(highest)).unwrap_or(HEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(values: &[i64]) -> Vec<Bar> {
        values
            .iter()
            .map(|it| Bar { label: format!("day {it}"), value: *it, shown: it.to_string() })
            .collect()
    }

    #[test]
    fn the_highest_bar_fills_the_height_and_the_least_is_still_seen() {
        let plot = Plot::bars(Frame::default(), &bars(&[0, 1, 1_000_000]), true);
        assert_eq!(plot.paths[0].d, "M372 300V297H627V300ZM706 300V0H960V300Z");
        assert_eq!(
            (plot.top.as_str(), plot.from.as_str(), plot.to.as_str()),
            ("1000000", "day 0", "day 1000000")
        );
        assert_eq!(plot.rows.len(), 3, "what is not seen is read");
    }

    #[test]
    fn nothing_and_the_largest_numbers_there_are_can_be_drawn() {
        assert_eq!(Plot::bars(Frame::default(), &[], true).paths[0].d, "");
        assert!(Plot::bars(Frame::default(), &bars(&[i64::MAX, i64::MIN]), false).paths[0].d.contains("V0"));
        let goal = Point { at: 0, label: "end".into(), value: 0, shown: "0".into() };
        let keys = || (Key::pace("pace".into()), Key::line("raised".into()));
        let (pace, line) = keys();
        let plot = Plot::line(Frame::default(), &[], (i64::MIN, i64::MAX), &goal, pace, line);
        assert_eq!(plot.paths.len(), 1, "only the pace");
    }

    #[test]
    fn the_line_is_held_against_the_pace_that_would_reach_the_goal() {
        let point = |at, value: i64| Point { at, label: at.to_string(), value, shown: value.to_string() };
        let goal = Point { at: 10, label: "10".into(), value: 200, shown: "200".into() };
        let points = [point(0, 0), point(5, 50), point(10, 100)];
        let (pace, line) = (Key::pace("pace".into()), Key::line("raised".into()));
        let plot = Plot::line(Frame::default(), &points, (0, 10), &goal, pace, line);
        let drawn: Vec<_> = plot.paths.iter().map(|it| (it.class, it.d.as_str())).collect();
        assert_eq!(
            drawn,
            [
                ("pace", "M0 300L1000 0"),
                ("area", "M0 300L0 300L500 225L1000 150L1000 300Z"),
                ("line", "M0 300L500 225L1000 150"),
            ]
        );
        assert_eq!(plot.top, "200");
    }
}
