//! Numbers and dates as each language writes them, after CLDR, by ICU4X. What is made to write them is kept for
//! each thread, because making it costs more than using it.

use super::Language;
use icu_datetime::{
    DateTimeFormatter,
    fieldsets::{YMD, YMDT},
    input::{Date, DateTime, Time},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use icu_locale_core::Locale;
use jiff::Zoned;
use std::{
    cell::RefCell,
    collections::{BTreeMap, btree_map::Entry},
};

struct Writer {
    number: DecimalFormatter,
    day: DateTimeFormatter<YMD>,
    moment: DateTimeFormatter<YMDT>,
}

thread_local! {
    static WRITERS: RefCell<BTreeMap<Language, Writer>> = const { RefCell::new(BTreeMap::new()) };
}

/// `29,82,140` in Hindi, `٢٬٩٨٢٬١٤٠` in Arabic.
pub(crate) fn number(language: Language, number: i64) -> String {
    with(language, |it| it.number.format(&Decimal::from(number)).to_string())
        .unwrap_or_else(|| number.to_string())
}

/// `1 March 2026`.
pub(crate) fn date(language: Language, at: &Zoned) -> String {
    let plain = || at.strftime("%-d %B %Y").to_string();
    let (year, month, day) = parts(at);
    let Ok(date) = Date::try_new_gregorian(year, month, day) else { return plain() };
    with(language, |it| it.day.format(&date).to_string()).unwrap_or_else(plain)
}

/// `1 March 2026 at 17:30`.
pub(crate) fn date_and_time(language: Language, at: &Zoned) -> String {
    let plain = || at.strftime("%-d %B %Y, %H:%M").to_string();
    let (year, month, day) = parts(at);
    let (Ok(date), Ok(time)) = (
        Date::try_new_gregorian(year, month, day),
        Time::try_new(small(at.hour()), small(at.minute()), 0, 0),
    ) else {
        return plain();
    };
    let moment = DateTime { date, time };
    with(language, |it| it.moment.format(&moment).to_string()).unwrap_or_else(plain)
}

fn parts(at: &Zoned) -> (i32, u8, u8) {
    (at.year().into(), small(at.month()), small(at.day()))
}

fn small(part: i8) -> u8 {
    u8::try_from(part).unwrap_or_default()
}

fn with<T>(language: Language, write: impl FnOnce(&Writer) -> T) -> Option<T> {
    WRITERS.with_borrow_mut(|writers| {
        let writer = match writers.entry(language) {
            Entry::Occupied(it) => it.into_mut(),
            Entry::Vacant(it) => it.insert(Writer::of(language)?),
        };
        Some(write(writer))
    })
}

impl Writer {
    /// Nothing when the data compiled in lacks the language, which a test rules out.
    fn of(language: Language) -> Option<Self> {
        let locale = |tag: &str| tag.parse::<Locale>().ok();
        let (numbers, calendar) = (locale(language.locale())?, locale(language.calendar())?);
        Some(Self {
            number: DecimalFormatter::try_new(
                (&numbers).into(),
                icu_decimal::options::DecimalFormatterOptions::default(),
            )
            .ok()?,
            day: DateTimeFormatter::try_new((&calendar).into(), YMD::long()).ok()?,
            moment: DateTimeFormatter::try_new((&calendar).into(), YMD::long().with_time_hm()).ok()?,
        })
    }
}
