use super::{Facts, Kind};
use crate::{
    notice::Notice,
    tables::{contact::Contact, pledge::Pledged},
};
use contracts::{Money, pledges::Gift};
use serde::Serialize;
use tera::Tera;
use time::macros::format_description;

macro_rules! templates {
    ($($kind:literal),* $(,)?) => {
        &[
            ("layout.html", include_str!("../../templates/notifications/mail/layout.html")),
            $(
                (concat!($kind, ".subject.txt"), include_str!(concat!("../../templates/notifications/mail/", $kind, ".subject.txt"))),
                (concat!($kind, ".txt"), include_str!(concat!("../../templates/notifications/mail/", $kind, ".txt"))),
                (concat!($kind, ".html"), include_str!(concat!("../../templates/notifications/mail/", $kind, ".html"))),
            )*
        ]
    };
}

const SOURCES: &[(&str, &str)] = templates![
    "receipt",
    "card_saved",
    "refund_underway",
    "refund_made",
    "refund_failed",
    "too_late",
    "released",
    "notice",
    "unpaid",
    "dropped",
    "changed",
];

/// A mail in words, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// One line.
    pub(crate) subject: String,
    /// The plain part.
    pub(crate) text: String,
    /// The same for readers that show HTML.
    pub(crate) html: String,
    /// Where its reader stops mails like it; `None` for what they must be told.
    pub(crate) stop: Option<String>,
}

/// The templates of all mails: `<kind>.subject.txt`, `<kind>.txt`, `<kind>.html`. Values are escaped in HTML only.
pub(crate) struct Templates {
    tera: Tera,
    public_url: String,
}

impl Templates {
    /// The templates, writing links that begin with `public_url`.
    ///
    /// # Errors
    /// When a template does not parse.
    pub(crate) fn new(public_url: &str) -> tera::TeraResult<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates(SOURCES.iter().copied())?;
        Ok(Self { tera, public_url: public_url.trim_end_matches('/').to_owned() })
    }

    /// Puts `notice` into words for `contact`.
    ///
    /// # Errors
    /// When the template asks for what is not there.
    pub(crate) fn write_notice(
        &self,
        notice: &Notice,
        contact: &Contact,
        stop_key: Option<&str>,
    ) -> tera::TeraResult<Letter> {
        let said = notice.say();
        let mut words = tera::Context::from_serialize(&said)?;
        let greeting =
            contact.name.as_ref().map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},"));
        words.insert("greeting", &greeting);
        words.insert("brand", "Tributary");
        words.insert("url", &format!("{}{}", self.public_url, notice.path));
        let stop = stop_key.map(|it| format!("{}/unsubscribe/{it}", self.public_url));
        words.insert("stop", &stop);
        words.insert("stop_text", "Stop news of campaigns you gave to");
        Ok(Letter {
            stop,
            subject: said.subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: self.tera.render("notice.txt", &words)?,
            html: self.tera.render("notice.html", &words)?,
        })
    }

    /// Puts `facts` into words for `contact`.
    ///
    /// # Errors
    /// When a template asks for what is not there.
    pub(crate) fn write(
        &self,
        facts: &Facts,
        pledged: &Pledged,
        contact: &Contact,
    ) -> tera::TeraResult<Letter> {
        let words = tera::Context::from_serialize(&Words::of(facts, pledged, contact, &self.public_url))?;
        let kind = facts.kind.name();
        let subject = self.tera.render(&format!("{kind}.subject.txt"), &words)?;
        Ok(Letter {
            stop: None,
            // A title may hold line ends; a header may not.
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: self.tera.render(&format!("{kind}.txt"), &words)?,
            html: self.tera.render(&format!("{kind}.html"), &words)?,
        })
    }
}

/// All that a template may ask for.
#[derive(Serialize)]
struct Words<'a> {
    /// How to begin: with the name, when it is known.
    greeting: String,
    campaign: &'a str,
    lines: Vec<Line>,
    /// All of it, when money is spoken of.
    total: Option<String>,
    /// What the pledge still counts for, when something is left.
    remaining: Option<String>,
    reason: Option<&'a str>,
    /// The pledge's id, to be quoted.
    reference: String,
    /// The day and the minute, in UTC.
    date: String,
    /// The pledge's own page.
    link: String,
}

/// One line of a gift.
#[derive(Serialize)]
struct Line {
    what: &'static str,
    amount: String,
}

impl<'a> Words<'a> {
    fn of(facts: &'a Facts, pledged: &'a Pledged, contact: &Contact, public_url: &str) -> Self {
        let show = |money: Money| money.format_exact(&contact.locale);
        let lines = facts.gift.map(|gift| lines(facts.kind, gift)).unwrap_or_default();
        Self {
            greeting: contact
                .name
                .as_ref()
                .map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},")),
            campaign: &pledged.campaign,
            lines: lines.into_iter().map(|(what, money)| Line { what, amount: show(money) }).collect(),
            total: facts.gift.map(|gift| gift.total()).or(facts.amount).map(show),
            remaining: facts.remaining.filter(|it| it.is_positive()).map(show),
            reason: facts.reason.as_deref(),
            reference: facts.pledge.to_string(),
            date: date(facts),
            link: format!("{public_url}/p/{}", facts.pledge),
        }
    }
}

/// The lines of `gift` that are not empty; the one to the campaign always.
fn lines(kind: Kind, gift: Gift) -> Vec<(&'static str, Money)> {
    let amount = if kind == Kind::RefundMade { "Your gift" } else { "Your gift to the campaign" };
    let extras = [("Tip to Tributary", gift.tip), ("Card fee you covered", gift.covered_fee)];
    let extras = extras.into_iter().filter(|(_, money)| !money.is_zero());
    [(amount, gift.amount)].into_iter().chain(extras).collect()
}

fn date(facts: &Facts) -> String {
    let shape = format_description!("[day padding:none] [month repr:long] [year], [hour]:[minute] UTC");
    facts.at.to_utc().format(shape).unwrap_or_else(|_| facts.at.to_string())
}
