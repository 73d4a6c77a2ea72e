use super::table::{self, Gift, Method, State};
use crate::tables::campaign::Campaign;
use contracts::{Money, OfflineGiftId, PersonId, Timestamp, UserId};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::BTreeSet;
use time::{Date, macros::format_description};

/// How many lines are read at once.
const LINES: usize = 1_000;
const COLUMNS: [&str; 5] = ["external_id", "amount", "method", "received_on", "name"];

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
    /// Lines that cannot be read, and why.
    pub(crate) problems: Vec<(u64, String)>,
}

/// Reads lines of `external_id,amount,method,received_on,name` below a line with these names, in any order.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn read(db: &impl ConnectionTrait, what: &Read<'_>) -> Result<Report, DbErr> {
    let mut report = Report::default();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(what.csv.as_bytes());
    let Some(places) = places(&mut reader, &mut report) else { return Ok(report) };
    let mut seen = BTreeSet::new();
    for (nth, record) in reader.records().enumerate() {
        let line = record.as_ref().ok().and_then(csv::StringRecord::position).map_or(0, csv::Position::line);
        if nth >= LINES {
            report.problems.push((line, format!("Import at most {LINES} lines at once.")));
            break;
        }
        let gift = record.map_err(|error| error.to_string()).and_then(|it| gift(what, &it, places));
        match gift {
            Err(problem) => report.problems.push((line, problem)),
            Ok(gift) => {
                let known = table::is_known(db, what.source, &gift.external_id).await?;
                if known || !seen.insert(gift.external_id.clone()) {
                    report.known.push(line);
                } else {
                    report.gifts.push(gift);
                }
            }
        }
    }
    Ok(report)
}

fn places(reader: &mut csv::Reader<&[u8]>, report: &mut Report) -> Option<[usize; 5]> {
    let names = match reader.headers() {
        Ok(names) => names,
        Err(error) => {
            report.problems.push((1, error.to_string()));
            return None;
        }
    };
    let mut places = [0; 5];
    for (place, column) in places.iter_mut().zip(COLUMNS) {
        let Some(found) = names.iter().position(|it| it == column) else {
            report.problems.push((1, format!("The first line must name the column {column}.")));
            return None;
        };
        *place = found;
    }
    Some(places)
}

fn gift(what: &Read<'_>, record: &csv::StringRecord, places: [usize; 5]) -> Result<Gift, String> {
    let [external_id, amount, method, received_on, name] = places.map(|it| record.get(it).unwrap_or(""));
    if external_id.is_empty() || external_id.chars().count() > 100 || external_id.contains('\0') {
        return Err("Every line needs a number of its own, of at most 100 letters.".into());
    }
    let amount =
        Money::parse_positive(amount, what.campaign.currency, what.locale).map_err(|it| it.to_string())?;
    let Some(method) = Method::named(method) else {
        return Err("The method is cash, cheque or bank.".into());
    };
    let day = Date::parse(received_on, format_description!("[year]-[month]-[day]"));
    let today =
        time::OffsetDateTime::from_unix_timestamp(what.now.0 / 1_000_000).map(time::OffsetDateTime::date);
    if !day.is_ok_and(|day| today.is_ok_and(|today| day <= today)) {
        return Err("The day is written as 2026-11-23 and is not later than today.".into());
    }
    if name.chars().count() > 100 || name.contains('\0') {
        return Err("A name has at most 100 letters.".into());
    }
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
    })
}
