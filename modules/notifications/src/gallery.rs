//! `/dev/ui/mails`: every mail there is, in the language of the page, written by what writes the real ones. Only in the
//! demo.

mod samples;

use crate::{
    account::Paper,
    letter::{Letter, Templates},
    web::{framed, with_frame},
};
use anyhow::Context as _;
use axum::{Extension, extract::Path, response::Response, routing::get};
use kernel::web::{Error, Language, Page, Result, Routes, View};
use samples::{Sample, all};
use serde::Serialize;
use std::sync::Arc;

/// The writers of all mails.
pub(crate) struct Gallery {
    pub(crate) mails: Arc<Templates>,
    pub(crate) letters: Arc<Paper>,
}

#[derive(Serialize)]
struct Rows {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: String,
    subject: String,
}

impl Page for Rows {
    const TEMPLATE: &'static str = "notifications/gallery.html";
}

#[derive(Serialize)]
struct Shown {
    name: String,
    subject: String,
    text: String,
}

impl Page for Shown {
    const TEMPLATE: &'static str = "notifications/gallery_mail.html";
}

impl Gallery {
    pub(crate) fn routes(self, routes: Routes) -> Routes {
        let gallery = Arc::new(self);
        routes
            .anyone("/dev/ui/mails", get(index).layer(Extension(gallery.clone())))
            .anyone("/dev/ui/mails/{name}", get(show).layer(Extension(gallery.clone())))
            .anyone("/dev/ui/mails/{name}/html", get(html).layer(Extension(gallery)))
    }

    fn write(&self, sample: &Sample, language: Language) -> anyhow::Result<Letter> {
        let contact = samples::contact(language);
        match sample {
            Sample::Gift(facts, pledged) => self.mails.write(facts, pledged, &contact),
            Sample::Notice(notice) => {
                let stop = notice.notice.can_be_stopped().then_some("0123456789abcdef");
                self.mails.write_notice(notice, &contact, stop)
            }
            Sample::Account(about) => self.letters.sample(*about, &contact),
        }
    }

    fn named(&self, name: &str, language: Language) -> Result<Letter> {
        let (_, sample) = all().into_iter().find(|(it, _)| it == name).ok_or(Error::NotFound)?;
        Ok(self.write(&sample, language)?)
    }
}

/// `GET /dev/ui/mails`
async fn index(Extension(gallery): Extension<Arc<Gallery>>, view: View) -> Result<Response> {
    let row = |(name, sample): (String, Sample)| {
        let letter = gallery.write(&sample, view.language()).with_context(|| format!("the mail {name}"))?;
        anyhow::Ok(Row { name, subject: letter.subject })
    };
    view.show(&Rows { rows: all().into_iter().map(row).collect::<anyhow::Result<_>>()? })
}

/// `GET /dev/ui/mails/{name}`
async fn show(
    Extension(gallery): Extension<Arc<Gallery>>,
    view: View,
    Path(name): Path<String>,
) -> Result<Response> {
    let letter = gallery.named(&name, view.language())?;
    let page = Shown { name, subject: letter.subject, text: letter.text };
    Ok(with_frame(view.show(&page)?))
}

/// `GET /dev/ui/mails/{name}/html`: the HTML part, shut in.
async fn html(
    Extension(gallery): Extension<Arc<Gallery>>,
    view: View,
    Path(name): Path<String>,
) -> Result<Response> {
    Ok(framed(&gallery.named(&name, view.language())?.html))
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Keys;

    #[test]
    fn every_mail_can_be_written_in_every_language() -> anyhow::Result<()> {
        let (mails, letters) = (
            Templates::new("https://give.example.org", Keys::for_tests())?,
            Paper::new("https://give.example.org")?,
        );
        let gallery = Gallery { mails: Arc::new(mails), letters: Arc::new(letters) };
        for language in Language::ALL {
            for (name, sample) in all() {
                let letter =
                    gallery.write(&sample, language).with_context(|| format!("{name} {language:?}"))?;
                let lang = format!("lang=\"{}\"", language.tag());
                assert!(
                    !letter.subject.trim().is_empty() && letter.html.contains(&lang),
                    "{name} {language:?}"
                );
                assert!(letter.text.lines().count() > 4, "{name}: {}", letter.text);
            }
        }
        Ok(())
    }

    #[test]
    fn no_two_mails_have_one_name() {
        let names: std::collections::BTreeSet<_> = all().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names.len(), all().len());
    }
}
