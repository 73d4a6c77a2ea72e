//! How amounts are written in each language, after CLDR 48.
//!
//! A subset: separators, grouping, digits and the symbol's place for the languages the product
//! speaks and their neighbours. A language not listed is written as English.

use crate::Currency;

/// No-break space: an amount never breaks from its symbol.
pub(super) const NBSP: char = '\u{a0}';
const NARROW_NBSP: char = '\u{202f}';

/// How one locale writes amounts of one currency.
#[derive(Clone, Copy, Debug)]
pub(super) struct Conventions {
    pub(super) decimal: char,
    pub(super) group: char,
    pub(super) grouping: Grouping,
    pub(super) symbol: Symbol,
    /// The digit zero; the other nine follow it.
    pub(super) zero: char,
    /// Whether the line runs from right to left.
    pub(super) right_to_left: bool,
}

/// How digits are grouped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Grouping {
    /// 1,234,567
    Thousands,
    /// 1234 but 12.345: a lone digit is not set apart.
    ThousandsFromFive,
    /// 12,34,567: lakhs and crores
    Lakhs,
}

/// Where the symbol stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol {
    /// €12; a symbol that ends in a letter is set off: KWD 12
    Before,
    /// € 12
    BeforeSpaced,
    /// 12 €
    After,
}

const ENGLISH: Conventions = Conventions {
    decimal: '.',
    group: ',',
    grouping: Grouping::Thousands,
    symbol: Symbol::Before,
    zero: '0',
    right_to_left: false,
};

impl Conventions {
    /// The conventions of `locale`, a BCP 47 tag such as `en-IN`.
    pub(super) fn of(locale: &str, currency: Currency) -> Self {
        let tag = locale.to_ascii_lowercase().replace('_', "-");
        let mut subtags = tag.split('-');
        let language = subtags.next().unwrap_or_default();
        let region = subtags.find(|it| it.len() == 2 || it.bytes().all(|byte| byte.is_ascii_digit()));
        of_language(language, region.unwrap_or_default()).counting(currency, language, region)
    }

    /// Rupees are counted in lakhs and crores in English and in India's languages.
    fn counting(self, currency: Currency, language: &str, region: Option<&str>) -> Self {
        let lakhs = match language {
            "hi" | "ta" | "te" | "gu" | "pa" => true,
            "en" | "kn" | "ml" | "mr" | "ur" => currency == Currency::Inr || region == Some("in"),
            _ => false,
        };
        if lakhs { Self { grouping: Grouping::Lakhs, ..self } } else { self }
    }
}

fn of_language(language: &str, region: &str) -> Conventions {
    let points = Conventions { decimal: ',', group: '.', symbol: Symbol::After, ..ENGLISH };
    let spaces = Conventions { group: NBSP, ..points };
    match (language, region) {
        ("en", "za") => Conventions { symbol: Symbol::Before, ..spaces },
        ("es", "mx" | "419" | "us" | "gt" | "hn" | "pr" | "sv" | "do" | "pa" | "pe" | "ni") => ENGLISH,
        ("de" | "it", "ch" | "li") => Conventions { group: '\'', symbol: Symbol::BeforeSpaced, ..ENGLISH },
        ("de", "at") | ("nl" | "pt", _) if region != "pt" => {
            Conventions { symbol: Symbol::BeforeSpaced, ..points }
        }
        ("fr", "ca") | ("sv" | "nb" | "nn" | "no" | "fi" | "cs" | "sk" | "uk" | "ru", _) => spaces,
        ("fr", "ch") => Conventions { decimal: '.', group: NARROW_NBSP, ..spaces },
        ("fr", _) => Conventions { group: NARROW_NBSP, ..spaces },
        ("es" | "it" | "sl", _) => Conventions { grouping: Grouping::ThousandsFromFive, ..points },
        ("pl" | "hu", _) | ("pt", "pt") => Conventions { grouping: Grouping::ThousandsFromFive, ..spaces },
        ("de" | "da" | "ro" | "vi" | "el" | "hr", _) => points,
        ("tr" | "id", _) => Conventions { symbol: Symbol::Before, ..points },
        ("ar", "eg" | "sa" | "iq" | "jo" | "kw" | "bh" | "om" | "qa" | "sy" | "lb" | "ye" | "sd") => {
            let arabic = Conventions { decimal: '٫', group: '٬', zero: '٠', ..points };
            Conventions { right_to_left: true, ..arabic }
        }
        ("ar", "ma" | "dz" | "tn" | "ly" | "mr") => Conventions { right_to_left: true, ..points },
        ("ar" | "he", _) => Conventions { symbol: Symbol::After, right_to_left: true, ..ENGLISH },
        _ => ENGLISH,
    }
}
