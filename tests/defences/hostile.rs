//! Every form and every address, with what nobody would type: each is answered, and nothing breaks.

use crate::{
    creators::desk::Desk,
    donors::journey::{Journey, VISA, slug},
};
use axum::{
    body::Body,
    http::{Request, header},
};
use contracts::campaigns::FundingModel;
use kernel::web::Access;
use std::collections::{BTreeMap, BTreeSet};
use tests::{Answer, Browser, TestApp, shapes};

const ROLES: [&str; 6] = ["donor", "creator", "moderator", "support", "finance", "admin"];
const SCRIPT: &str = "<script>alert(1)</script>";
/// What is typed where something else is wanted, and something very long besides.
const WRONG: [&str; 17] = [
    "",
    " ",
    "-1",
    "0",
    "99999999999999999999999",
    "9223372036854775807",
    "1e308",
    "NaN",
    "\0",
    "a\r\nX-Stolen: yes",
    "../../../../etc/passwd",
    SCRIPT,
    "' OR 1=1; --",
    "{{ 7 * 7 }}",
    "\u{202e}\u{200b}\u{fffd}",
    "[[[[[[[[[[[[[[[[{\"a\":",
    "2026-02-30",
];
/// How many of them each field of a form gets, by turns.
const EACH: usize = 3;
/// What addresses of ours ask with.
const ASKED: [&str; 8] = ["q", "page", "next", "sort", "amount", "year", "action", "after"];
/// Whoever sends these is nobody afterwards, or stops what is looked at in the end.
const LEAVING: [&str; 3] = ["/logout", "/me/close", "/pause"];
/// A stream that never ends, a page that waits for the provider, a picture that takes long to draw, and what tells of
/// the process.
const LEFT_OUT: [&str; 6] =
    ["/c/{slug}/live", "/p/{pledge}/pay", "/c/{slug}/card.png", "/assets/{*path}", "/metrics", "/readyz"];

/// A form as a page shows it.
pub(super) struct Form {
    pub(super) action: String,
    pub(super) fields: BTreeMap<String, String>,
}

impl Form {
    /// Those of the page at `path` that change something.
    pub(super) fn all_of(path: &str, html: &str) -> Vec<Self> {
        let pieces = html.split("<form").skip(1).filter_map(|it| it.split_once('>'));
        let forms = pieces.filter(|(tag, _)| tag.contains("method=\"post\"")).map(|(tag, rest)| {
            let action = attribute(tag, "action").unwrap_or_else(|| path.to_owned());
            Self { action, fields: fields(rest.split("</form>").next().unwrap_or(rest)) }
        });
        forms.filter(|it| it.action.starts_with('/')).collect()
    }
}

/// The fields of a form and what they hold; of several with one name the first.
fn fields(form: &str) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::<String, String>::new();
    let mut choice: Option<String> = None;
    for tag in form.split('<') {
        let kind = tag.split([' ', '>', '\n']).next().unwrap_or_default();
        let value = attribute(tag, "value").unwrap_or_default();
        let Some(name) = attribute(tag, "name").filter(|_| matches!(kind, "input" | "textarea" | "select"))
        else {
            // The first option that stands for something is the one that is chosen.
            if let Some(chosen) = choice.as_ref().filter(|_| kind == "option" && !value.is_empty()) {
                fields.insert(chosen.clone(), value);
                choice = None;
            }
            continue;
        };
        choice = (kind == "select").then(|| name.clone());
        let written = tag.split_once('>').map_or("", |(_, it)| it);
        let value = if kind == "textarea" { unescaped(written) } else { value };
        fields.entry(name).or_insert(value);
    }
    fields
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next().map(unescaped)
}

fn unescaped(text: &str) -> String {
    let pairs =
        [("&#x2F;", "/"), ("&#x27;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Somebody answered, and nothing of what was sent became part of the answer's own words.
fn stands(what: &str, answer: &Answer) {
    assert!(answer.status < 500, "{what} answered {}: {}", answer.status, answer.text);
    let kind = answer.headers.get(header::CONTENT_TYPE).map(|it| it.as_bytes().to_vec()).unwrap_or_default();
    assert!(!kind.starts_with(b"text/html") || !answer.text.contains(SCRIPT), "{what}: {}", answer.text);
    assert!(!answer.headers.contains_key("x-stolen"), "{what} wrote a header");
}

/// What was sent so far.
#[derive(Default)]
struct Hostile {
    seen: BTreeSet<String>,
    forms: usize,
    turn: usize,
}

impl Hostile {
    fn wrong(&mut self) -> String {
        self.turn += 1;
        let next = WRONG.get(self.turn % (WRONG.len() + 1));
        next.map_or_else(|| "अ".repeat(5_000), |it| (*it).to_owned())
    }

    /// Looks at a page, asks for it wrongly, and sends its forms, each once for everybody.
    async fn visit(&mut self, who: &Browser, path: &str) -> anyhow::Result<()> {
        let page = who.get(path).await?;
        stands(path, &page);
        if page.status != 200 {
            return Ok(());
        }
        if self.seen.insert(path.to_owned()) {
            for name in ASKED {
                let asked = format!("{path}?{}", serde_urlencoded::to_string([(name, self.wrong())])?);
                stands(&asked, &who.get(&asked).await?);
            }
        }
        for form in Form::all_of(path, &page.text) {
            let names: Vec<_> = form.fields.keys().collect();
            let leaves = LEAVING.iter().any(|it| form.action.ends_with(it));
            if !leaves && self.seen.insert(format!("{} {names:?}", form.action)) {
                self.forms += 1;
                self.send(who, &form).await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self, who: &Browser, form: &Form) -> anyhow::Result<()> {
        for name in form.fields.keys().filter(|it| *it != "_token") {
            for _ in 0..EACH {
                let wrong = self.wrong();
                let what =
                    format!("{} with {name} = {:?}", form.action, wrong.chars().take(40).collect::<String>());
                let mut sent = form.fields.clone();
                sent.insert(name.clone(), wrong);
                let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                stands(&what, &who.post(&form.action, &sent).await?);
            }
        }
        if form.fields.contains_key("_token") { malformed(who, form).await } else { Ok(()) }
    }
}

/// Sends what is no form, with a right token where there is room for one: none of it is taken.
async fn malformed(who: &Browser, form: &Form) -> anyhow::Result<()> {
    let ours = serde_urlencoded::to_string(&form.fields)?;
    let last = form.fields.keys().next_back().map_or("_token", String::as_str);
    let urlencoded = "application/x-www-form-urlencoded";
    for (what, kind, body) in [
        ("a field twice", urlencoded, format!("{ours}&{last}=x")),
        ("bytes that are no text", urlencoded, format!("{ours}&more=%ff%fe")),
        ("NUL", urlencoded, format!("{ours}&more=%00")),
        ("ten megabytes", urlencoded, format!("{ours}&more={}", "a".repeat(10 << 20))),
        ("brackets", "application/json", "[".repeat(50_000)),
    ] {
        let request = Request::post(&form.action)
            .header(header::CONTENT_TYPE, kind)
            .header("sec-fetch-site", "same-origin");
        let answer = who.send(request, Body::from(body)).await?;
        let status = answer.status;
        assert!((400..500).contains(&status), "{what} to {} answered {status}: {}", form.action, answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn whatever_is_sent_by_whichever_form_is_answered_and_breaks_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let gift = Journey::promise(&app, &slug, "1000").await?;
        gift.pay(VISA).await?;
        app.settle_once().await?;
        let mut people = vec![app.browser()];
        for role in ROLES {
            people.push(app.signed_in(role).await?);
        }
        let named = |part: &str| match part {
            "{slug}" => slug.clone(),
            "{campaign}" => desk.id.clone(),
            "{pledge}" => gift.pledge.clone(),
            "{section}" => "basics".to_owned(),
            other if other.starts_with('{') => "01a22c87-4107-7748-95ec-82b20273e945".to_owned(),
            other => other.to_owned(),
        };
        let mut hostile = Hostile::default();
        for (_, path, access) in &app.routes {
            if *access == Access::Webhook || path.starts_with("/dev/") || LEFT_OUT.contains(path) {
                continue;
            }
            let path = path.split('/').map(named).collect::<Vec<_>>().join("/");
            let path = path.replace(&format!("/p/{}", gift.pledge), &gift.at());
            for person in &people {
                hostile.visit(person, &path).await?;
            }
        }
        assert!(hostile.forms > 30, "only {} forms were found", hostile.forms);
        app.settle_once().await?;
        app.holds().await?;
    }
    Ok(())
}

#[test]
fn the_fields_of_a_form_are_read_as_a_browser_sends_them() {
    let page = "<form method=\"get\" action=\"/search\"><input name=\"q\"></form>\
                <form method=\"post\" action=\"&#x2F;c&#x2F;x\"><input type=\"hidden\" name=\"_token\" value=\"t\">\
                <textarea id=\"why\" name=\"why\">a &amp; b</textarea><select name=\"kind\"><option value=\"\">-</option>\
                <option value=\"one\">1</option><option value=\"two\">2</option></select></form>";
    let forms = Form::all_of("/here", page);
    let read: Vec<_> =
        forms.iter().flat_map(|it| &it.fields).map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(forms.iter().map(|it| &*it.action).collect::<Vec<_>>(), ["/c/x"]);
    assert_eq!(read, ["_token=t", "kind=one", "why=a & b"]);
}
