//! Sources become templates. Most processes show few of the pages there are, and many no page of the back office for days,
//! while what they become takes megabytes: so a page is read when the first visitor asks for it.

use super::{KERNEL, Sources, asset, datetime, day, money, number, portrait, say, urlencode};
use crate::web::text::Texts;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use tera::Tera;

/// How a page begins that fills another one, which is named after that.
const PAGE: &str = "{% extends \"";

/// Templates: parts, which pages include or call, and those pages that somebody has asked for.
pub(super) struct Shelf {
    sources: Sources,
    read: RwLock<Tera>,
}

impl Shelf {
    /// The kernel's and `sources`, with `texts`.
    pub(super) fn new(mut sources: Sources, texts: Arc<Texts>) -> tera::TeraResult<Self> {
        sources.extend_from_slice(KERNEL);
        let mut tera = empty();
        speak(&mut tera, texts);
        tera.add_raw_templates(sources.iter().filter(|it| filled_by(it.1).is_none()).copied())?;
        Ok(Self { sources, read: RwLock::new(tera) })
    }

    /// The same with other texts.
    pub(super) fn with_texts(mut self, texts: Arc<Texts>) -> Self {
        speak(self.read.get_mut().unwrap_or_else(PoisonError::into_inner), texts);
        self
    }

    /// Reads every page that nobody has asked for yet.
    pub(super) fn read_all(&self) -> tera::TeraResult<()> {
        self.sources.iter().try_for_each(|it| self.read_with_what_it_fills(it.0))
    }

    pub(super) fn render(&self, name: &str, context: &tera::Context) -> tera::TeraResult<String> {
        if !self.shelf().contains_template(name) {
            self.read_with_what_it_fills(name)?;
        }
        self.shelf().render(name, context)
    }

    /// Reads the page `name`, and whichever pages it fills. Two at once do it one after the other, to the same end.
    fn read_with_what_it_fills(&self, name: &str) -> tera::TeraResult<()> {
        let mut read = self.read.write().unwrap_or_else(PoisonError::into_inner);
        let mut new = Vec::new();
        let mut next = Some(name);
        while let Some(name) = next.filter(|it| !read.contains_template(it)) {
            let Some(source) = self.sources.iter().find(|it| it.0 == name) else { break };
            new.push(*source);
            next = filled_by(source.1);
        }
        if new.is_empty() { Ok(()) } else { read.add_raw_templates(new) }
    }

    fn shelf(&self) -> RwLockReadGuard<'_, Tera> {
        self.read.read().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The page that a template fills which begins so, if it is one that does.
fn filled_by(source: &str) -> Option<&str> {
    source.strip_prefix(PAGE)?.split('"').next()
}

fn speak(tera: &mut Tera, texts: Arc<Texts>) {
    tera.register_function("t", say::function(texts));
}

fn empty() -> Tera {
    let mut tera = Tera::new();
    tera.autoescape_on([".html", ".svg", ".xml"]);
    tera.register_filter("money", money);
    tera.register_filter("datetime", datetime);
    tera.register_filter("day", day);
    tera.register_filter("number", number);
    tera.register_function("asset", asset);
    tera.register_function("portrait", portrait);
    tera.register_filter("urlencode", urlencode);
    tera
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(room: &'static str) -> anyhow::Result<Shelf> {
        let sources = vec![
            ("test/page.html", "{% extends \"layouts/plain.html\" %}"),
            ("test/_part.txt", "a part"),
            (
                "test/building.html",
                "{% extends \"test/lot.html\" %}{% block house %}a {% block room %}{% endblock %}{% endblock %}",
            ),
            ("test/lot.html", "<p>{% block house %}{% endblock %}</p>"),
            ("test/room.html", room),
        ];
        Ok(Shelf::new(sources, Arc::new(Texts::new([])?))?)
    }

    const ROOM: &str = "{% extends \"test/building.html\" %}{% block room %}room and {% include \"test/_part.txt\" %}{% endblock %}";

    #[test]
    fn a_page_is_read_with_what_it_fills_when_the_first_asks_for_it_and_may_hold_parts() -> anyhow::Result<()>
    {
        let shelf = shelf(ROOM)?;
        let known = |name| shelf.shelf().contains_template(name);
        assert!(known("test/_part.txt") && !known("test/room.html") && !known("test/building.html"));
        for _ in 0..2 {
            assert_eq!(shelf.render("test/room.html", &tera::Context::new())?, "<p>a room and a part</p>");
        }
        assert!(known("test/building.html") && !known("test/page.html"));
        shelf.read_all()?;
        assert!(known("test/page.html"));
        Ok(())
    }

    #[test]
    fn a_broken_page_is_told_whoever_asks_for_it_and_nobody_else() -> anyhow::Result<()> {
        let shelf = shelf("{% extends \"test/building.html\" %}{% block room %}")?;
        for _ in 0..2 {
            assert!(shelf.render("test/room.html", &tera::Context::new()).is_err());
            assert_eq!(shelf.render("test/building.html", &tera::Context::new())?, "<p>a </p>");
        }
        assert!(shelf.read_all().is_err());
        assert!(shelf.render("test/unknown.html", &tera::Context::new()).is_err());
        Ok(())
    }
}
