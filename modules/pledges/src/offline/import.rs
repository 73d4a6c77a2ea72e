use super::table::{self, Gift, Method, State};
use crate::tables::campaign::Campaign;
use contracts::{Money, OfflineGiftId, PersonId, Timestamp, UserId};
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;
use std::collections::BTreeMap;
use time::{Date, macros::format_description};

/// How many lines are read at once.
const LINES: usize = 1_000;
/// The column of what says which gift of its source a line is.
pub(crate) const NUMBER: &str = "external_id";
const COLUMNS: [&str; 5] = [NUMBER, "amount", "method", "received_on", "name"];

/// What is to be read, and for whom.
pub(crate) struct Read<'a> {
    pub(crate) campaign: &'a Campaign,
    /// Where the lines come from; with the number in each line it says which gift it is.
    pub(crate) source: &'a str,
    pub(crate) csv: &'a str,
    /// How sums are written.
    pub(crate) locale: &'a str,
    pub(crate) by: UserId,
    pub(crate) now: Timestamp,
}

/// What was found, line by line.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// Those that nobody has written down yet.
    pub(crate) gifts: Vec<Gift>,
    /// Numbers of lines that were written down before, here or further up.
    pub(crate) known: Vec<u64>,
    /// What keeps lines from being read.
    pub(crate) problems: Vec<Problem>,
}

/// What is wrong with a line, in one of its columns or, where that is empty, with all of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Problem {
    pub(crate) line: u64,
    pub(crate) column: &'static str,
    pub(crate) text: String,
}

impl Report {
    fn refuse(&mut self, line: u64, column: &'static str, text: impl Into<String>) {
        self.problems.push(Problem { line, column, text: text.into() });
    }
}

/// Reads lines of `external_id,amount,method,received_on,name` below a line with these names, in any order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn read(db: &impl ConnectionTrait, what: &Read<'_>) -> Result<Report, DbErr> {
    let mut report = Report::default();
    // A browser ends each line with two characters, between which lines would be counted.
    let text = what.csv.replace("\r\n", "\n");
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let Some(places) = places(&mut reader, &mut report) else { return Ok(report) };
    let mut seen = BTreeMap::<String, Gift>::new();
    for (nth, record) in reader.records().enumerate() {
        let place = record.as_ref().map_or_else(csv::Error::position, csv::StringRecord::position);
        let line = place.map_or(0, csv::Position::line);
        if nth >= LINES {
            report.refuse(line, "", format!("Import at most {LINES} lines at once."));
            break;
        }
        let read = record.map_err(|error| vec![("", unreadable(&error))]);
        match read.and_then(|it| gift(what, &it, places)) {
            Err(wrong) => wrong.into_iter().for_each(|(column, text)| report.refuse(line, column, text)),
            Ok(gift) => {
                let before = table::written_down(db, what.source, &gift.external_id).await?;
                let before = before.as_ref().or_else(|| seen.get(&gift.external_id));
                let differs = before.map(|it| other_than(it, &gift));
                match differs {
                    Some(None) => report.known.push(line),
                    Some(Some(why)) => report.refuse(line, NUMBER, why),
                    None => {
                        seen.insert(gift.external_id.clone(), gift.clone());
                        report.gifts.push(gift);
                    }
                }
            }
        }
    }
    Ok(report)
}

/// Why a line is not the gift that was written down `before` under its number. It would be left out as known, and its money
/// with it.
fn other_than(before: &Gift, line: &Gift) -> Option<&'static str> {
    if before.state == State::Rejected {
        return Some("This number was written down before, and rejected. Give this gift another number.");
    }
    let same = (before.campaign, before.amount) == (line.campaign, line.amount);
    (!same).then_some(
        "This number was written down before, or stands further up, with another sum or for another campaign. Give what is \
         a gift of its own another number.",
    )
}

fn places(reader: &mut csv::Reader<&[u8]>, report: &mut Report) -> Option<[usize; 5]> {
    let names = match reader.headers() {
        Ok(names) => names,
        Err(error) => {
            report.refuse(1, "", unreadable(&error));
            return None;
        }
    };
    let mut places = [0; 5];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let Some(found) = names.iter().position(|it| it == column) else {
            report.refuse(1, "", format!("The first line must name the column {column}."));
            return None;
        };
        *place = found;
    }
    Some(places)
}

/// Why a line is none of this list.
fn unreadable(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("The first line names {expected_len} columns, and this one has {len}.")
        }
        _ => "This line cannot be read as text.".to_owned(),
    }
}

/// The gift in a line, or everything that is wrong with it: in which column, and why.
fn gift(
    what: &Read<'_>,
    record: &csv::StringRecord,
    places: [usize; 5],
) -> Result<Gift, Vec<(&'static str, String)>> {
    let [external_id, amount, method, received_on, name] = places.map(|it| record.get(it).unwrap_or(""));
    let mut wrong = Vec::new();
    let mut refuse = |column, why: &str| wrong.push((column, why.to_owned()));
    if external_id.is_empty() || external_id.chars().count() > 100 || external_id.contains('\0') {
        refuse(NUMBER, "Every line needs a number of its own, of at most 100 letters.");
    }
    let amount = Money::parse_positive(amount, what.campaign.currency, what.locale)
        .map_err(|error| error.at_least(what.campaign.minimum, what.locale))
        .map_err(|error| refuse("amount", &error.to_string()));
    let method = Method::named(method);
    if method.is_none() {
        refuse("method", "The method is cash, cheque or bank.");
    }
    if day(received_on).is_none_or(|it| it > what.now) {
        refuse("received_on", "Write the day that it came, as in 2026-11-23. It is not later than today.");
    }
    if name.chars().count() > 100 || name.contains('\0') {
        refuse("name", "A name has at most 100 letters.");
    }
    let (Ok(amount), Some(method), true) = (amount, method, wrong.is_empty()) else { return Err(wrong) };
    Ok(Gift {
        id: OfflineGiftId::fresh(),
        campaign: what.campaign.id,
        person: PersonId::fresh(),
        amount,
        method,
        name: (!name.is_empty()).then(|| name.to_owned()),
        received_on: received_on.to_owned(),
        source: what.source.to_owned(),
        external_id: external_id.to_owned(),
        state: State::Entered,
        entered_by: what.by,
        entered_at: what.now,
        keeper: None,
    })
}

/// The beginning of a day that is written as 2026-11-23.
pub(crate) fn day(text: &str) -> Option<Timestamp> {
    let day = Date::parse(text, format_description!("[year]-[month]-[day]")).ok()?;
    Some(Timestamp(day.midnight().assume_utc().unix_timestamp() * 1_000_000))
}
