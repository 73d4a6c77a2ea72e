use super::{
    Facts,
    words::{self, Paragraph},
};
use crate::{
    notice::Notice,
    tables::{contact::Contact, pledge::Pledged},
};
use contracts::Money;
use kernel::{
    Keys,
    web::{Argument, Language, Missing, Text, Texts},
};
use serde::Serialize;
use tera::Tera;
use uuid::Uuid;

const SOURCES: &[(&str, &str)] = &[
    FRAME,
    ("gift.txt", include_str!("../../templates/notifications/mail/gift.txt")),
    ("gift.html", include_str!("../../templates/notifications/mail/gift.html")),
    ("notice.txt", include_str!("../../templates/notifications/mail/notice.txt")),
    ("notice.html", include_str!("../../templates/notifications/mail/notice.html")),
];

/// What every mail stands in where it is shown as a page.
pub(crate) const FRAME: (&str, &str) =
    ("frame.html", include_str!("../../templates/notifications/mail/frame.html"));

/// What mails about gifts say, in every language, and what notices say.
const TEXTS: [&[(&str, &str)]; 2] = [kernel::texts!("mail"), kernel::texts!("notice")];

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

/// The templates of all mails, and their texts. Values are escaped in HTML only.
pub(crate) struct Templates {
    tera: Tera,
    texts: Texts,
    public_url: String,
    keys: Keys,
}

impl Templates {
    /// The templates, writing links that begin with `public_url`, signed with `keys` where they open something.
    ///
    /// # Errors
    /// When a template or a text does not parse.
    pub(crate) fn new(public_url: &str, keys: Keys) -> anyhow::Result<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates(SOURCES.iter().copied())?;
        let texts = Texts::new(TEXTS.into_iter().flatten().copied())?;
        Ok(Self { tera, texts, public_url: public_url.trim_end_matches('/').to_owned(), keys })
    }

    /// Puts `notice` into words for `contact`.
    ///
    /// # Errors
    /// When a text or the template asks for what is not there.
    pub(crate) fn write_notice(
        &self,
        notice: &Notice,
        contact: &Contact,
        stop_key: Option<&str>,
    ) -> anyhow::Result<Letter> {
        let language = Language::of(&contact.locale).unwrap_or_default();
        let said = notice.say(&self.texts, language)?;
        let mut words = tera::Context::from_serialize(&said)?;
        words.insert("greeting", &self.greeting(language, contact)?);
        let date = [("when", Argument::Moment(notice.at))];
        words.insert("date", &self.texts.say(language, "mail-date", &date)?);
        words.insert(
            "url",
            &format!("{}{}{}", self.public_url, language.prefix(), self.opening(&notice.path)),
        );
        let stop = stop_key.map(|it| format!("{}{}/unsubscribe/{it}", self.public_url, language.prefix()));
        words.insert("stop", &stop);
        let stops = if notice.notice.is_news() { "notice-stop" } else { "notice-stop-answers" };
        words.insert("stop_text", &self.texts.say(language, stops, &[])?);
        Ok(Letter {
            stop,
            // A title may hold line ends; a header may not.
            subject: said.subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: self.tera.render("notice.txt", &words)?,
            html: self.tera.render("notice.html", &words)?,
        })
    }

    /// `path` as it stands in a mail. What is kept of a mail holds the id of a pledge or a plan alone, which opens nothing.
    fn opening(&self, path: &str) -> String {
        let mut pages = ["/p/", "/plans/"].into_iter();
        let Some((page, rest)) = pages.find_map(|it| Some((it, path.strip_prefix(it)?))) else {
            return path.to_owned();
        };
        let (id, behind) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        match id.parse::<Uuid>() {
            Ok(id) => format!("{page}{}{behind}", self.keys.address(id)),
            Err(_) => path.to_owned(),
        }
    }

    fn greeting(&self, language: Language, contact: &Contact) -> Result<String, Missing> {
        let text = match &contact.name {
            Some(name) => Text::of("mail-hello-name").with("name", name.as_str()),
            None => Text::of("mail-hello"),
        };
        self.texts.put(language, &text)
    }

    /// Puts `facts` into words for `contact`, in the language they read.
    ///
    /// # Errors
    /// When a text or a template asks for what is not there.
    pub(crate) fn write(
        &self,
        facts: &Facts,
        pledged: &Pledged,
        contact: &Contact,
    ) -> anyhow::Result<Letter> {
        let language = Language::of(&contact.locale).unwrap_or_default();
        let said = self.said(language, facts, pledged, contact)?;
        let words = tera::Context::from_serialize(&said)?;
        Ok(Letter {
            stop: None,
            text: self.tera.render("gift.txt", &words)?,
            html: self.tera.render("gift.html", &words)?,
            subject: said.subject,
        })
    }

    fn said(
        &self,
        language: Language,
        facts: &Facts,
        pledged: &Pledged,
        contact: &Contact,
    ) -> Result<Said, Missing> {
        let say = |it: &Text| self.texts.put(language, it);
        let line = |(what, money): &(Text, Money)| {
            Ok(Line { what: say(what)?, amount: money.format_exact(language.locale()) })
        };
        let words = words::of(facts, &pledged.campaign);
        let paragraphs = words.paragraphs.iter().map(|it| match it {
            Paragraph::Said(text) => say(text),
            Paragraph::Written(words) => Ok(words.clone()),
        });
        Ok(Said {
            language: language.tag(),
            direction: language.direction(),
            // A title may hold line ends; a header may not.
            subject: say(&words.subject)?.split_whitespace().collect::<Vec<_>>().join(" "),
            greeting: self.greeting(language, contact)?,
            paragraphs: paragraphs.collect::<Result<_, _>>()?,
            lines: words.lines.iter().map(line).collect::<Result<_, _>>()?,
            total: words.total.as_ref().map(line).transpose()?,
            date: say(&Text::of("mail-date").with("when", Argument::Moment(facts.at)))?,
            reference: say(&Text::of("mail-reference").with("reference", kernel::reference(facts.pledge.0)))?,
            refund: facts
                .refund
                .map(|it| say(&Text::of("mail-refund-reference").with("reference", kernel::reference(it.0))))
                .transpose()?,
            link: say(&words.link)?,
            url: format!("{}{}/p/{}", self.public_url, language.prefix(), self.keys.address(facts.pledge.0)),
            why: say(&Text::of("mail-why"))?,
        })
    }
}

/// All that a template may ask for.
#[derive(Serialize)]
struct Said {
    language: &'static str,
    direction: &'static str,
    subject: String,
    /// How to begin: with the name, when it is known.
    greeting: String,
    paragraphs: Vec<String>,
    lines: Vec<Line>,
    total: Option<Line>,
    /// The day and the minute, in UTC.
    date: String,
    /// What the pledge is called, to be quoted.
    reference: String,
    /// What the refund is called, where it is about one.
    refund: Option<String>,
    link: String,
    /// The pledge's own page.
    url: String,
    why: String,
}

/// One line of a gift.
#[derive(Serialize)]
struct Line {
    what: String,
    amount: String,
}
