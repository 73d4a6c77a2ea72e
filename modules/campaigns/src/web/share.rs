//! Links to pass on: each says by what it was passed on, and the page keeps that up to the gift without a cookie.

use super::embed;
use crate::{campaign::is_slug, tables::campaign};
use axum::{
    extract::{Path, State},
    response::Response,
};
use kernel::{
    Context,
    web::{Error, Page, Result, View},
};
use qrcode::{Color, EcLevel, QrCode};
use serde::{Deserialize, Serialize};

/// The longest tag that is kept.
const LONGEST: usize = 60;
/// The empty border that readers of the code need, in squares.
const QUIET: usize = 4;
/// The same for as long as the site has its address.
const FOR_A_DAY: &str = "public, max-age=86400";

/// What an address says about where somebody came from.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Came {
    #[serde(rename = "ref")]
    referral: String,
    utm_source: String,
    utm_campaign: String,
}

impl Came {
    /// What cannot be read is as if it were absent.
    pub(super) fn read(query: &str) -> Self {
        serde_urlencoded::from_str(query).unwrap_or_default()
    }

    /// One tag for all of it, or nothing. Only small letters, digits and `. _ - /`: whatever else stands in an
    /// address may be about a person.
    pub(super) fn tag(&self) -> String {
        let source = match (self.referral.as_str(), self.utm_source.as_str(), self.utm_campaign.as_str()) {
            ("", source, "") => source.to_owned(),
            ("", source, campaign) if !source.is_empty() => format!("{source}/{campaign}"),
            (referral, ..) => referral.to_owned(),
        };
        let tag = source.trim().to_ascii_lowercase();
        let fits = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'.' | b'_' | b'-' | b'/');
        if tag.len() <= LONGEST && tag.bytes().all(fits) { tag } else { String::new() }
    }
}

/// Ways to pass a campaign on.
#[derive(Serialize)]
pub(super) struct Share {
    link: String,
    whatsapp: String,
    mail: String,
    /// What shows it within a page of another site.
    embed: String,
}

/// A QR code as one path of squares. A picture of its own: to find the best of the eight ways to draw one takes as long
/// as a quarter of the page, and few ever open it.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Qr {
    path: String,
    /// How many squares wide it is, with its border.
    size: usize,
}

/// The site at `site` in the language that is read: whoever is passed a link reads on in that language.
pub(super) fn spoken(site: &str, view: &View) -> String {
    format!("{site}{}", view.language().prefix())
}

impl Share {
    /// For the campaign `title` at `slug` of the site at `site`, which is in one language.
    pub(super) fn of(site: &str, slug: &str, title: &str) -> Self {
        let link = |tag| format!("{site}/c/{slug}?ref={tag}");
        let text = |key, words: String| serde_urlencoded::to_string([(key, words)]).unwrap_or_default();
        let mail = [text("subject", title.to_owned()), text("body", link("mail"))].join("&");
        Self {
            whatsapp: format!("https://wa.me/?{}", text("text", format!("{title}: {}", link("whatsapp")))),
            // Mail programs show a plus where a form's blank is meant.
            mail: format!("mailto:?{}", mail.replace('+', "%20")),
            link: link("link"),
            embed: embed::code(site, slug, title),
        }
    }
}

impl Qr {
    /// Nothing is drawn of what is too long for a code.
    fn of(text: &str) -> Self {
        let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
            return Self { path: String::new(), size: 1 };
        };
        let width = code.width();
        let dark = code.to_colors().into_iter().enumerate().filter(|(_, it)| *it == Color::Dark);
        let square =
            |(at, _): (usize, Color)| format!("M{} {}h1v1h-1z", at % width + QUIET, at / width + QUIET);
        Self { path: dark.map(square).collect(), size: width + 2 * QUIET }
    }
}

impl Page for Qr {
    const TEMPLATE: &'static str = "campaigns/qr.svg";
}

/// `GET /c/{slug}/qr.svg`: leads to the page in the language it is asked for in, and says that it did.
pub(super) async fn code(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let found = if is_slug(&slug) { campaign::at(ctx.db.read(), &slug).await? } else { None };
    let campaign = found.ok_or(Error::NotFound)?;
    let site = spoken(&ctx.web.settings.public_url, &view);
    view.picture(&Qr::of(&format!("{site}/c/{}?ref=qr", campaign.slug)), FOR_A_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn came(referral: &str, source: &str, campaign: &str) -> String {
        Came { referral: referral.into(), utm_source: source.into(), utm_campaign: campaign.into() }.tag()
    }

    #[test]
    fn where_somebody_came_from_is_one_plain_tag() {
        assert_eq!(came("Poster", "x", "y"), "poster");
        assert_eq!(came("", "newsletter", "spring"), "newsletter/spring");
        assert_eq!(came("", "newsletter", ""), "newsletter");
        assert_eq!(came("a@example.org", "", ""), "");
        assert_eq!(came("<b>", "", ""), "");
    }

    #[test]
    fn links_say_by_what_they_were_passed_on() {
        let share = Share::of("https://example.org", "wells", "Wells & more");
        assert_eq!(share.link, "https://example.org/c/wells?ref=link");
        assert!(share.whatsapp.contains("Wells+%26+more") && share.whatsapp.ends_with("ref%3Dwhatsapp"));
        assert!(share.mail.starts_with("mailto:?subject=Wells%20%26%20more&body="), "{}", share.mail);
    }

    #[test]
    fn a_code_has_its_quiet_border() {
        let qr = Qr::of("https://example.org/c/wells?ref=qr");
        assert!(qr.size >= 29 && qr.path.starts_with("M4 4h1v1h-1z"), "{:?}", qr.size);
    }
}
