//! Sources become templates. Of those of the back office most processes show few, and many none for days, and in memory
//! they are as much as a third of all: so they are read when the first of them is asked for.

use super::{KERNEL, Sources, asset, datetime, day, money, number, portrait, say, urlencode};
use crate::web::text::Texts;
use std::sync::{Arc, OnceLock};
use tera::Tera;

/// How a page of the back office begins.
const OFFICE: &str = "{% extends \"layouts/backoffice.html\" %}";
/// How any page begins that is no part of another one.
const PAGE: &str = "{% extends ";

/// Templates, some of which may not be read yet.
pub(super) struct Shelf {
    sources: Sources,
    texts: Arc<Texts>,
    front: Tera,
    office: OnceLock<Result<Tera, String>>,
}

impl Shelf {
    /// The kernel's and `sources`, with `texts`.
    pub(super) fn new(sources: Sources, texts: Arc<Texts>) -> anyhow::Result<Self> {
        let front = read(sources.iter().filter(|it| !is_office(it.1)), &texts)?;
        Ok(Self { sources, texts, front, office: OnceLock::new() })
    }

    /// The same with other texts.
    pub(super) fn with_texts(mut self, texts: Arc<Texts>) -> Self {
        self.front.register_function("t", say::function(texts.clone()));
        Self { texts, office: OnceLock::new(), ..self }
    }

    pub(super) fn render(&self, name: &str, context: &tera::Context) -> tera::TeraResult<String> {
        let office = self.sources.iter().any(|it| it.0 == name && is_office(it.1));
        if office { self.office()?.render(name, context) } else { self.front.render(name, context) }
    }

    /// The pages of the back office, with whatever may be a part of one.
    fn office(&self) -> tera::TeraResult<&Tera> {
        let sources = || self.sources.iter().filter(|it| is_office(it.1) || !it.1.starts_with(PAGE));
        let read =
            self.office.get_or_init(|| read(sources(), &self.texts).map_err(|error| error.to_string()));
        read.as_ref().map_err(|error| tera::Error::message(error.clone()))
    }
}

fn is_office(source: &str) -> bool {
    source.starts_with(OFFICE)
}

fn read<'a>(
    sources: impl Iterator<Item = &'a (&'static str, &'static str)>,
    texts: &Arc<Texts>,
) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".svg", ".xml"]);
    tera.register_filter("money", money);
    tera.register_filter("datetime", datetime);
    tera.register_filter("day", day);
    tera.register_filter("number", number);
    tera.register_function("asset", asset);
    tera.register_function("portrait", portrait);
    tera.register_filter("urlencode", urlencode);
    tera.register_function("t", say::function(texts.clone()));
    tera.add_raw_templates(KERNEL.iter().copied().chain(sources.copied()))?;
    Ok(tera)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(office: &'static str) -> anyhow::Result<Shelf> {
        let sources = vec![
            ("test/page.html", "{% extends \"layouts/plain.html\" %}"),
            ("test/_part.txt", "a part"),
            ("test/office.html", office),
        ];
        Shelf::new(sources, Arc::new(Texts::new([])?))
    }

    #[test]
    fn pages_of_the_back_office_are_read_when_the_first_is_asked_for_and_may_hold_parts() -> anyhow::Result<()>
    {
        let shelf = shelf(
            "{% extends \"layouts/backoffice.html\" %}{% block room %}{% include \"test/_part.txt\" %}{% endblock %}",
        )?;
        assert!(shelf.office.get().is_none());
        assert!(shelf.office()?.get_template_names().any(|it| it == "test/office.html"));
        assert!(!shelf.front.get_template_names().any(|it| it == "test/office.html"));
        Ok(())
    }

    #[test]
    fn a_broken_page_of_the_back_office_is_told_whoever_asks_for_one() -> anyhow::Result<()> {
        let shelf = shelf("{% extends \"layouts/backoffice.html\" %}{% block room %}")?;
        assert!(shelf.render("test/office.html", &tera::Context::new()).is_err());
        Ok(())
    }
}
