use super::{Error, Page, Result};
use contracts::{Currency, Money, Timestamp};
use serde::Serialize;
use tera::{Kwargs, State, Tera, TeraResult, Value};

/// The templates every process has, whatever its modules.
const KERNEL: &[(&str, &str)] = &[
    ("kernel/components.html", include_str!("../../templates/components.html")),
    ("kernel/error.html", include_str!("../../templates/error.html")),
    ("layouts/backoffice.html", include_str!("../../templates/layouts/backoffice.html")),
    ("layouts/plain.html", include_str!("../../templates/layouts/plain.html")),
    ("layouts/site.html", include_str!("../../templates/layouts/site.html")),
];

/// Every module's templates, in one namespace, so that they can extend the shared layouts.
pub struct Templates(Tera);

impl Templates {
    /// The kernel's templates and `sources`, as `(name, source)`.
    ///
    /// # Errors
    /// When one of them is broken.
    pub fn new(sources: impl IntoIterator<Item = (&'static str, &'static str)>) -> anyhow::Result<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".svg", ".xml"]);
        tera.register_filter("money", money);
        tera.register_filter("datetime", datetime);
        tera.register_filter("day", day);
        tera.register_function("asset", asset);
        tera.add_raw_templates(KERNEL.iter().copied().chain(sources))?;
        Ok(Self(tera))
    }

    /// Fills the template `name` with the fields of `page`, and `ui`.
    pub(super) fn render<P: Page, U: Serialize>(&self, name: &str, page: &P, ui: &U) -> Result<String> {
        let mut context = tera::Context::from_serialize(page).map_err(broken)?;
        context.insert("ui", ui);
        self.0.render(name, &context).map_err(broken)
    }

    /// Fills the template `name` with the fields of `values` alone: for mails.
    ///
    /// # Errors
    /// When the template cannot be filled.
    pub fn fill(&self, name: &str, values: &impl Serialize) -> anyhow::Result<String> {
        Ok(self.0.render(name, &tera::Context::from_serialize(values)?)?)
    }
}

fn broken(error: tera::Error) -> Error {
    Error::Internal(error.into())
}

/// `{{ gift | money }}`: an amount as people read it.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn money(value: &Value, options: Kwargs, _: &State) -> TeraResult<String> {
    let field = |name| value.get_from_path(name);
    let minor = field("minor").and_then(Value::as_i64);
    let currency = field("currency").and_then(|it| it.as_str()).and_then(|it| it.parse::<Currency>().ok());
    let (Some(minor), Some(currency)) = (minor, currency) else {
        return Err(tera::Error::message("money is made of `minor` and `currency`"));
    };
    let locale = options.get::<&str>("locale")?.unwrap_or("en");
    let money = Money::new(minor, currency);
    Ok(if options.get::<bool>("exact")?.unwrap_or(false) {
        money.format_exact(locale)
    } else {
        money.format(locale)
    })
}

/// `{{ at | datetime }}` in UTC, `{{ at | datetime(zone="Asia/Kolkata") }}` there.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn datetime(micros: i64, options: Kwargs, _: &State) -> TeraResult<String> {
    written(micros, &options, "%-d %B %Y, %H:%M")
}

/// `{{ at | day }}`: only the day.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn day(micros: i64, options: Kwargs, _: &State) -> TeraResult<String> {
    written(micros, &options, "%-d %B %Y")
}

fn written(micros: i64, options: &Kwargs, how: &str) -> TeraResult<String> {
    let zone = options.get::<&str>("zone")?.unwrap_or("UTC");
    let at = jiff::Timestamp::from_microsecond(Timestamp(micros).0).and_then(|it| it.in_tz(zone));
    let at = at.map_err(|error| tera::Error::message(error.to_string()))?;
    let name = if zone == "UTC" { " UTC".to_owned() } else { format!(" ({zone})") };
    Ok(format!("{}{}", at.strftime(how), if how.contains("%H") { name.as_str() } else { "" }))
}

/// `{{ asset(name="app.css") }}`: the address of a static file, which changes with its content.
#[expect(clippy::needless_pass_by_value, reason = "Tera hands its options over")]
fn asset(options: Kwargs, _: &State) -> TeraResult<String> {
    let name = options.must_get::<&str>("name")?;
    assets::path(name).ok_or_else(|| tera::Error::message(format!("there is no static file {name}")))
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
        assert_eq!(filled("{{ at | datetime }}")?, "1 March 2026, 12:00 UTC");
        assert_eq!(
            filled("{{ at | datetime(zone=\"Asia/Kolkata\") }}")?,
            "1 March 2026, 17:30 (Asia/Kolkata)"
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
