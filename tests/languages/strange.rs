//! Pages in the language that is English made strange: what stands there in plain English was never put into a text,
//! wherever it came from.

use super::super::{
    creators::desk::{Desk, SECTIONS},
    donors::journey::{Journey, VISA, slug},
};
use contracts::{Currency, campaigns::FundingModel};
use std::{collections::BTreeSet, fmt::Write as _};
use tests::{Answer, Browser, TestApp, shapes};

const STRANGE: &str = "/en-XA";

/// Attributes that people read or hear.
const READ: [&str; 5] = [" aria-label=\"", " alt=\"", " title=\"", " placeholder=\"", " aria-valuetext=\""];

/// What is the same in every language: names, months of a calendar that is kept in English, signs of our own.
const NOT_OURS: &str = "Tributary January February March April May June July August September October November \
    December at UTC English Español Deutsch Italiano Nederlands Polski Demo donor creator finance staff example org test name CSV QR WhatsApp PDF TOTP \
    ananya Ananya http demo product passkey USD EUR INR GBP JPY KWD";

/// Pages as they were looked at, and the words on them that are nobody's.
struct Look {
    /// What people wrote themselves.
    written: BTreeSet<String>,
    found: Vec<String>,
}

impl Look {
    fn new() -> Self {
        let mut written = NOT_OURS.to_owned();
        let _ = write!(written, "{:?} {SECTIONS:?}", campaigns::demo_campaigns(tests::START));
        // The names of currencies are kept in English beside their codes, which everybody knows.
        for it in Currency::ALL {
            written.extend([it.name(), " "]);
        }
        // A line of a story's source that is broken there is one on the page.
        let written = written.replace("\\n", " ");
        Self { written: words(&written).collect(), found: Vec::new() }
    }

    fn at(&mut self, place: &str, answer: &Answer) {
        assert!(
            matches!(answer.status, 200 | 303 | 400 | 405 | 404 | 409 | 410 | 422),
            "{place}: {}",
            answer.status
        );
        for said in said(&answer.text).into_iter().filter(|it| !it.starts_with("http")) {
            let plain: Vec<_> = words(&said).filter(|it| !self.written.contains(it)).collect();
            if !plain.is_empty() {
                self.found.push(format!("{place}: {}", said.trim()));
            }
        }
    }

    async fn visit(&mut self, browser: &Browser, path: &str) -> anyhow::Result<()> {
        self.at(path, &browser.get(&format!("{STRANGE}{path}")).await?);
        Ok(())
    }

    /// The pages of a pledge, and a cancellation where it is too late for one.
    async fn pledge(&mut self, journey: &Journey<'_>) -> anyhow::Result<()> {
        let page = journey.at();
        self.visit(&journey.browser, &page).await?;
        self.visit(&journey.browser, &format!("{page}/money")).await?;
        self.visit(&journey.browser, &format!("{page}/card")).await
    }

    /// Sends the form of `page` with `fields`, which should not do.
    async fn refuse(
        &mut self,
        browser: &Browser,
        page: &str,
        path: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<()> {
        let shown = browser.get(&format!("{STRANGE}{page}")).await?;
        let hidden: Vec<_> = ["_token", "_shown", "id", "seen", "pledge"]
            .into_iter()
            .filter_map(|it| Some((it, shown.field(it).ok()?)))
            .collect();
        let mut form: Vec<_> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
        form.extend(fields);
        let answer = browser.post(&format!("{STRANGE}{path}"), &form).await?;
        self.at(&format!("POST {path} {fields:?}"), &answer);
        Ok(())
    }
}

/// What is read or heard on a page.
fn said(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    for (from, to) in [
        ("<script", "</script>"),
        ("<style", "</style>"),
        ("<nav class=\"languages\"", "</nav>"),
        // What is copied into another page is read by browsers.
        ("<textarea class=\"control\" id=\"embed-code\"", "</textarea>"),
    ] {
        text.clear();
        while let Some((before, after)) = rest.split_once(from) {
            text.push_str(before);
            rest = after.split_once(to).map_or("", |(_, it)| it);
        }
        text.push_str(rest);
        rest = Box::leak(text.clone().into_boxed_str());
    }
    let mut found: Vec<String> = READ
        .iter()
        .flat_map(|it| rest.split(it).skip(1).filter_map(|it| it.split('"').next()))
        .map(str::to_owned)
        .collect();
    found.extend(rest.split('>').skip(1).filter_map(|it| it.split('<').next()).map(str::to_owned));
    found
}

/// Words of more than two plain letters; a word of strange letters is none, and neither is a number of a pledge.
fn words(text: &str) -> impl Iterator<Item = String> {
    let text = text.replace("&#x27;", "'").replace("&quot;", " ").replace("&amp;", " ");
    let words: Vec<_> = text
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| it.len() > 2 && it.bytes().all(|it| it.is_ascii_alphabetic()))
        .filter(|it| it.bytes().any(|it| it.is_ascii_lowercase()))
        .map(str::to_owned)
        .collect();
    words.into_iter()
}

#[tokio::test]
async fn pages_for_everybody_and_their_forms_say_nothing_that_cannot_be_translated() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (mut look, browser) = (Look::new(), app.browser());
    let keep = slug(|it| it.model == FundingModel::KeepItAll)?;
    let all = slug(|it| it.model == FundingModel::AllOrNothing)?;
    let journey = Journey::promise(&app, &keep, "100").await?;
    journey.pay(VISA).await?;
    for path in [
        "/",
        "/search?q=trees",
        "/login",
        "/signup",
        "/login/link",
        "/login/reset",
        "/signup/link",
        "/link/sent",
        "/link/x",
        "/unsubscribe/x",
        "/invitations/x",
        "/follows/x",
        "/launches/x",
        "/accessibility",
        "/nothing",
    ] {
        look.visit(&browser, path).await?;
    }
    for slug in [&keep, &all] {
        let rooms = ["", "/give", "/updates", "/comments", "/history", "/report", "/money", "/follow"];
        for room in rooms.into_iter().chain(["/follow?sent=yes"]) {
            look.visit(&browser, &format!("/c/{slug}{room}")).await?;
        }
        look.visit(&browser, &format!("/embed/c/{slug}")).await?;
    }
    look.pledge(&journey).await?;
    let waiting = Journey::promise(&app, &keep, "100").await?;
    look.pledge(&waiting).await?;
    let saved = Journey::promise(&app, &all, "100").await?;
    saved.pay(VISA).await?;
    look.pledge(&saved).await?;
    look.visit(&saved.browser, &format!("{}/change", saved.at())).await?;
    let change = format!("{}/change", saved.at());
    look.refuse(&saved.browser, &change, &change, &[("amount", "0"), ("tip", "x")]).await?;
    assert_eq!(journey.refund("40").await?.status, 303);
    look.pledge(&journey).await?;
    look.refuse(&browser, "/login", "/login", &[("email", "no@example.test"), ("password", "wrong")]).await?;
    let (page, post) = (format!("/c/{keep}/report"), format!("/c/{keep}/report"));
    look.refuse(&browser, &page, &post, &[("email", "nobody")]).await?;
    let (page, post) = (format!("/c/{keep}/follow"), format!("/c/{keep}/follow/guest"));
    look.refuse(&browser, &page, &post, &[("email", "nobody")]).await?;
    let (page, post) = (format!("/c/{keep}/give"), format!("/c/{keep}/pledges"));
    for amount in ["", "0", "-5", "1e9", "12,345.67", "a lot", "0.001"] {
        let fields = [("amount", "other"), ("other", amount), ("tip", "0"), ("name", ""), ("email", "x")];
        look.refuse(&browser, &page, &post, &fields).await?;
    }
    assert_eq!(look.found, Vec::<String>::new());
    Ok(())
}

#[tokio::test]
async fn pages_of_an_account_and_of_a_creator_say_nothing_that_cannot_be_translated() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let mut look = Look::new();
    let donor = app.signed_in("donor").await?;
    for path in [
        "/me",
        "/me/pledges",
        "/me/security",
        "/me/activity",
        "/me/password",
        "/me/email",
        "/me/close",
        "/me/confirm",
        "/me/security/app",
        "/me/security/passkey",
        "/me/security/codes",
    ] {
        look.visit(&donor, path).await?;
    }
    look.refuse(&donor, "/me", "/me", &[("name", ""), ("locale", "xx")]).await?;

    let desk = Desk::begin(&app).await?;
    look.refuse(&desk.browser, "/dashboard/campaigns/new", "/dashboard/campaigns", &[("title", "")]).await?;
    look.visit(&desk.browser, "/dashboard").await?;
    look.refuse(&desk.browser, &desk.path(""), &desk.path("/submission"), &[]).await?;
    for (section, fields) in SECTIONS {
        let page = desk.path(&format!("/edit/{section}"));
        let wrong: Vec<_> = fields.iter().map(|(name, _)| (*name, "?")).collect();
        look.refuse(&desk.browser, &page, &page, &wrong).await?;
        look.visit(&desk.browser, &page).await?;
    }
    let gifts = desk.path("/edit/gifts");
    look.refuse(&desk.browser, &gifts, &gifts, &[("impact_amount_1", "?")]).await?;
    look.visit(&desk.browser, &gifts).await?;
    look.visit(&desk.browser, &desk.preview().await?).await?;
    // The first desk has the address that the second one wants.
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    look.visit(&desk.browser, &desk.path("/edit/details")).await?;
    for room in [
        "",
        "/edit/basics",
        "/updates",
        "/updates/new",
        "/comments",
        "/backers",
        "/team",
        "/log",
        "/embed",
        "/figures",
        "/money",
        "/refunds",
        "/rehearsal",
    ] {
        look.visit(&desk.browser, &desk.path(room)).await?;
    }
    look.refuse(&desk.browser, &desk.path("/updates/new"), &desk.path("/updates"), &[("title", "")]).await?;
    look.refuse(&desk.browser, &desk.path("/team"), &desk.path("/team"), &[("email", "?")]).await?;
    look.refuse(&desk.browser, &desk.path("/embed"), &desk.path("/embed"), &[("sites", "?")]).await?;
    look.refuse(&desk.browser, &desk.path("/edit/basics"), &desk.path("/edit/basics"), &[("goal", "1")])
        .await?;
    look.refuse(&desk.browser, &desk.path(""), &desk.path("/submission"), &[]).await?;
    assert_eq!(look.found, Vec::<String>::new());
    Ok(())
}

#[test]
fn plain_words_are_found_wherever_people_read_them() {
    let page =
        "<p title=\"Plain\">Ĝííṽéé <b>some</b></p><script>let x;</script><nav class=\"languages\">x</nav>";
    let words: Vec<_> = said(page).iter().flat_map(|it| words(it).collect::<Vec<_>>()).collect();
    assert_eq!(words, ["Plain", "some"]);
}
