use super::{
    Error, Result,
    text::{self, Language, Texts, speaking},
};
use contracts::{Currency, Money, Timestamp};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
use tera::{Kwargs, State, TeraResult, Value};

mod read;
mod say;

use read::Shelf;

/// The templates every process has, whatever its modules.
const KERNEL: &[(&str, &str)] = &[
    ("kernel/components.html", include_str!("../../templates/components.html")),
    ("kernel/components/actions.html", include_str!("../../templates/components/actions.html")),
    ("kernel/components/figures.html", include_str!("../../templates/components/figures.html")),
    ("kernel/components/forms.html", include_str!("../../templates/components/forms.html")),
    ("kernel/components/lists.html", include_str!("../../templates/components/lists.html")),
    ("kernel/components/status.html", include_str!("../../templates/components/status.html")),
    ("kernel/gallery.html", include_str!("../../templates/gallery.html")),
    ("kernel/gallery_part.html", include_str!("../../templates/gallery_part.html")),
    ("kernel/error.html", include_str!("../../templates/error.html")),
    ("kernel/limits.html", include_str!("../../templates/limits.html")),
    ("kernel/resend.html", include_str!("../../templates/resend.html")),
    ("layouts/backoffice.html", include_str!("../../templates/layouts/backoffice.html")),
    ("layouts/plain.html", include_str!("../../templates/layouts/plain.html")),
    ("layouts/site.html", include_str!("../../templates/layouts/site.html")),
];

/// Every module's templates, in one namespace, so that they can extend the shared layouts, and every module's
/// texts.
pub struct Templates {
    shelf: Shelf,
    texts: Arc<Texts>,
}

/// `(name, source)` of templates, or `(language, Fluent source)` of texts, as they are in the program.
type Sources = Vec<(&'static str, &'static str)>;

/// What was read once: the sources, and what came of them.
type Read = (Sources, Sources, Arc<Templates>);

/// Whoever starts the same modules again in one process, as tests and simulations do, need not read them again.
static READ: Mutex<Vec<Read>> = Mutex::new(Vec::new());

/// Whether both are the same places of the program: nothing is compared letter by letter.
fn same(these: &Sources, those: &Sources) -> bool {
    these.len() == those.len()
        && these
            .iter()
            .zip(those)
            .all(|(one, other)| std::ptr::eq(one.0, other.0) && std::ptr::eq(one.1, other.1))
}

impl Templates {
    /// The kernel's templates and `templates`, with the kernel's texts and `texts`: read once in a process.
    ///
    /// # Errors
    /// When a part is broken or two texts have one key.
    pub fn of(templates: Sources, texts: Sources) -> anyhow::Result<Arc<Self>> {
        let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
        let before = read.iter().find(|it| same(&it.0, &templates) && same(&it.1, &texts));
        if let Some((_, _, before)) = before {
            return Ok(before.clone());
        }
        let made = Arc::new(Self::new(templates.iter().copied())?.with_texts(texts.iter().copied())?);
        read.push((templates, texts, made.clone()));
        Ok(made)
    }

    /// The kernel's templates and `sources`, as `(name, source)`, with the kernel's texts.
    ///
    /// # Errors
    /// When a part is broken. A page is read when somebody asks for it, and is an error then: see [`Templates::read_all`].
    pub fn new(sources: impl IntoIterator<Item = (&'static str, &'static str)>) -> anyhow::Result<Self> {
        let texts = Arc::new(Texts::new([])?);
        let shelf = Shelf::new(sources.into_iter().collect(), texts.clone())?;
        Ok(Self { shelf, texts })
    }

    /// The same templates with the kernel's texts and `texts`, as `(language, Fluent source)`.
    ///
    /// # Errors
    /// When one of them is broken or two have one key.
    pub fn with_texts(
        self,
        texts: impl IntoIterator<Item = (&'static str, &'static str)>,
    ) -> anyhow::Result<Self> {
        let texts = Arc::new(Texts::new(texts)?);
        Ok(Self { shelf: self.shelf.with_texts(texts.clone()), texts })
    }

    /// Reads each page, whether or not somebody has asked for it.
    ///
    /// # Errors
    /// When one of them is broken.
    pub fn read_all(&self) -> anyhow::Result<()> {
        Ok(self.shelf.read_all()?)
    }

    /// Every text.
    pub fn texts(&self) -> &Texts {
        &self.texts
    }

    /// Fills the template `name` with the fields of `page`, and `ui`, in `language`.
    pub(super) fn render(
        &self,
        language: Language,
        name: &str,
        mut page: tera::Context,
        ui: &impl Serialize,
    ) -> Result<String> {
        page.insert("ui", ui);
        let html = speaking(language, || self.shelf.render(name, &page)).map_err(broken)?;
        Ok(text::lead_to(language, html)?)
    }

    /// Fills the template `name` with the fields of `values` alone, in English.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn fill(&self, name: &str, values: &impl Serialize) -> anyhow::Result<String> {
        self.fill_in(Language::En, name, values)
    }

    /// The same in `language`: for mails. Addresses stay as they are.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn fill_in(&self, language: Language, name: &str, values: &impl Serialize) -> anyhow::Result<String> {
        let context = tera::Context::from_serialize(values)?;
        Ok(speaking(language, || self.shelf.render(name, &context))?)
    }
}

fn broken(error: tera::Error) -> Error {
    Error::Internal(error.into())
}

/// An amount as templates have it: a map of `minor` and `currency`.
fn amount(value: &Value) -> Option<Money> {
    let minor = value.get_from_path("minor").and_then(Value::as_i64)?;
    let currency = value.get_from_path("currency")?.as_str()?.parse::<Currency>().ok()?;
    Some(Money::new(minor, currency))
}

/// `{{ gift | money }}`: an amount as the reader's language writes it.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn money(value: &Value, options: Kwargs, _: &State) -> TeraResult<String> {
    let money =
        amount(value).ok_or_else(|| tera::Error::message("money is made of `minor` and `currency`"))?;
    let locale = options.get::<&str>("locale")?.unwrap_or(Language::current().locale());
    Ok(if options.get::<bool>("exact")?.unwrap_or(false) {
        money.format_exact(locale)
    } else {
        money.format(locale)
    })
}

/// `{{ givers | number }}`: a whole number as the reader's language writes it.
fn number(value: i64, _: Kwargs, _: &State) -> String {
    text::number(Language::current(), value)
}

/// `{{ at | datetime }}` in UTC, `{{ at | datetime(zone="Asia/Kolkata") }}` there.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn datetime(micros: i64, options: Kwargs, _: &State) -> TeraResult<String> {
    let zone = options.get::<&str>("zone")?.unwrap_or("UTC");
    let at = text::date_and_time(Language::current(), &zoned(micros, zone)?);
    Ok(if zone == "UTC" { format!("{at} UTC") } else { format!("{at} ({zone})") })
}

/// `{{ at | day }}`: only the day.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn day(micros: i64, options: Kwargs, _: &State) -> TeraResult<String> {
    let zone = options.get::<&str>("zone")?.unwrap_or("UTC");
    Ok(text::date(Language::current(), &zoned(micros, zone)?))
}

fn zoned(micros: i64, zone: &str) -> TeraResult<jiff::Zoned> {
    let at = jiff::Timestamp::from_microsecond(Timestamp(micros).0).and_then(|it| it.in_tz(zone));
    at.map_err(|error| tera::Error::message(error.to_string()))
}

/// `{{ asset(name="app.css") }}`: the address of a static file, which changes with its content.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn asset(options: Kwargs, _: &State) -> TeraResult<String> {
    let name = options.must_get::<&str>("name")?;
    assets::path(name).ok_or_else(|| tera::Error::message(format!("there is no static file {name}")))
}

/// `portrait(name="…")`: what stands for a person, for the component `avatar`.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn portrait(options: Kwargs, _: &State) -> TeraResult<Value> {
    let name = options.must_get::<&str>("name")?;
    Ok(Value::from_serializable(&super::portrait::portrait(name)))
}

/// `{{ words | urlencode }}`: as a part of an address.
fn urlencode(words: &str, _: Kwargs, _: &State) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~".contains(&it);
    let written = |it: u8| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") };
    words.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn filled(source: &'static str) -> anyhow::Result<String> {
        let templates = Templates::new([("test/page.html", source)])?;
        let at = 1_772_366_400_000_000_i64;
        let values = json!({
            "gift": { "minor": 298_214_000, "currency": "INR" }, "at": at, "bad": "<script>",
            "problems": [{ "field": "email", "message": "Write an address." }], "fine": [],
        });
        templates.fill("test/page.html", &values)
    }

    #[test]
    fn money_and_instants_read_as_people_write_them() -> anyhow::Result<()> {
        assert_eq!(filled("{{ gift | money }}")?, "₹29,82,140");
        assert_eq!(filled("{{ at | datetime }}")?, "1 March 2026 at 12:00 UTC");
        assert_eq!(
            filled("{{ at | datetime(zone=\"Asia/Kolkata\") }}")?,
            "1 March 2026 at 17:30 (Asia/Kolkata)"
        );
        assert_eq!(filled("{{ at | day }}")?, "1 March 2026");
        Ok(())
    }

    #[test]
    fn what_people_wrote_is_text_and_never_markup() -> anyhow::Result<()> {
        assert_eq!(filled("{{ bad }}")?, "&lt;script&gt;");
        Ok(())
    }

    #[test]
    fn a_field_with_a_problem_says_so_to_eyes_and_ears() -> anyhow::Result<()> {
        let html = filled("{{ <field name=\"email\" label=\"E-mail\" value={bad} problems={problems} /> }}")?;
        assert!(html.contains("aria-invalid=\"true\"") && html.contains("id=\"email-problem\""), "{html}");
        assert!(html.contains("value=\"&lt;script&gt;\""), "{html}");
        let fine = filled("{{ <field name=\"email\" label=\"E-mail\" problems={fine} /> }}")?;
        assert!(!fine.contains("aria-invalid"), "{fine}");
        Ok(())
    }

    #[test]
    fn a_template_that_asks_for_what_is_not_there_fails() {
        assert!(filled("{{ nothing }}").is_err());
    }
}
