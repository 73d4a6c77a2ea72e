//! What browsers are told of each class of page, to the letter.

use crate::donors::journey::{Journey, slug};
use axum::{body::Body, http::Request};
use contracts::campaigns::FundingModel;
use kernel::web::Access;
use tests::{Answer, TestApp, shapes};

const PUBLIC: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
    frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'; report-to csp";

/// What a page is told that every encrypted site may show within its own.
const EMBED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; \
    base-uri 'none'; object-src 'none'; frame-ancestors https:; report-to csp";

/// What answers that are no pages are told.
const BARE: &str = "default-src 'none'; frame-ancestors 'none'";

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

fn policy(answer: &Answer) -> &str {
    header(answer, "content-security-policy")
}

/// The word that `answer` and its policy have in common.
fn nonce(answer: &Answer) -> &str {
    policy(answer).split("'nonce-").nth(1).and_then(|it| it.split('\'').next()).unwrap_or_default()
}

/// The policy of a page that is made for one person, whose forms may lead to `origin` too.
fn personal(nonce: &str, origin: &str) -> String {
    let forms = format!("form-action 'self'{origin};");
    let types = "require-trusted-types-for 'script'; trusted-types htmx; report-to csp";
    PUBLIC
        .replace("script-src 'self';", &format!("script-src 'self' 'nonce-{nonce}';"))
        .replace("form-action 'self';", &forms)
        .replace("report-to csp", types)
}

/// What stands between `<` and `>` of each element called `name`.
fn elements<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let begun = text.split('<').filter(|it| it.split([' ', '>']).next() == Some(name));
    begun.map(|it| it.split('>').next().unwrap_or_default()).collect()
}

#[tokio::test]
async fn each_class_of_page_has_exactly_its_content_security_policy() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = campaigns::demo_campaigns(tests::START)[0].slug.clone();
    let (guest, finance) = (app.browser(), app.signed_in("finance").await?);
    // Caches give everybody the same answer: a nonce in it would be known to all.
    for path in ["/".to_owned(), format!("/c/{slug}"), format!("/c/{slug}/total.json"), "/search".to_owned()]
    {
        let answer = guest.get(&path).await?;
        assert_eq!(policy(&answer), PUBLIC, "{path}");
        assert_eq!(header(&answer, "reporting-endpoints"), "csp=\"/csp-reports\"", "{path}");
        assert!(!answer.text.contains("nonce="), "{path}");
    }
    for path in ["/nowhere", "/signup", "/login/link"] {
        let answer = guest.get(path).await?;
        assert_eq!(policy(&answer), personal(nonce(&answer), ""), "{path}");
    }
    for path in ["/me", "/dashboard", "/me/pledges", "/backoffice", "/backoffice/audit"] {
        let answer = finance.get(path).await?;
        assert_eq!(policy(&answer), personal(nonce(&answer), ""), "{path}");
        assert_eq!(header(&answer, "reporting-endpoints"), "csp=\"/csp-reports\"", "{path}");
    }
    for path in ["/healthz", "/.well-known/security.txt"] {
        assert_eq!(policy(&guest.get(path).await?), BARE, "{path}");
    }
    Ok(())
}

/// Whoever is made to click there unseen is led to a page that is shown by itself, and nothing else comes of it.
#[tokio::test]
async fn a_campaign_within_other_sites_has_no_script_no_form_and_no_cookie_and_leads_out_of_them()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let (guest, finance) = (app.browser(), app.signed_in("finance").await?);
    let path = format!("/embed/c/{slug}");
    let answer = guest.get(&path).await?;
    assert_eq!((answer.status, policy(&answer)), (200, EMBED), "{}", answer.text);
    assert_eq!(header(&answer, "x-frame-options"), "", "it would win over the policy in some browsers");
    assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin");
    assert!(header(&answer, "cache-control").starts_with("public, "), "caches may keep it");
    assert!(!header(&answer, "etag").is_empty());
    for name in ["script", "form", "iframe", "input", "button"] {
        assert_eq!(elements(&answer.text, name), [""; 0], "{name}");
    }
    let links = elements(&answer.text, "a");
    assert!(links.iter().any(|it| it.contains(&format!("href=\"/c/{slug}/give?ref=embed\""))), "{links:?}");
    assert!(links.iter().all(|it| it.contains("target=\"_top\"")), "{links:?}");
    let known = finance.get(&path).await?;
    assert_eq!(answer.text, known.text, "it is the same for everybody");
    assert!(header(&answer, "set-cookie").is_empty() && header(&known, "set-cookie").is_empty());

    let spanish = guest.get(&format!("/es{path}")).await?.text;
    assert!(spanish.contains(&format!("href=\"/es/c/{slug}/give?ref=embed\"")), "{spanish}");
    let shown = guest.get(&format!("/c/{slug}")).await?;
    assert!(shown.text.contains(&path), "its page says how to show it: {}", shown.text);
    assert_eq!((policy(&shown), header(&shown, "x-frame-options")), (PUBLIC, "DENY"));
    let nowhere = guest.get("/embed/c/nowhere-at-all").await?;
    assert_eq!((nowhere.status, header(&nowhere, "x-frame-options")), (404, "DENY"));
    Ok(())
}

/// Chromium holds a form's redirects to `form-action` too. The sandbox has every page of the provider in one place.
#[tokio::test]
async fn forms_lead_to_the_provider_from_the_pages_that_say_so_and_from_no_other() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let provider = format!(" {}", app.checkout_origin);
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let journey = Journey::promise(&app, &slug, "1000").await?;
    let creator = app.signed_in("creator").await?;
    let pledge = journey.at();
    for (browser, path) in [
        (&journey.browser, format!("/c/{slug}/give")),
        (&journey.browser, pledge.clone()),
        (&creator, "/dashboard/payout-account".to_owned()),
        // Where they lead on to may lead on to the provider at once.
        (&journey.browser, "/login".to_owned()),
        (&creator, "/me/confirm".to_owned()),
    ] {
        let answer = browser.get(&path).await?;
        assert_eq!(policy(&answer), personal(nonce(&answer), &provider), "{path}");
    }
    let asked = journey.browser.get(&format!("{pledge}/cancel")).await?;
    assert_eq!(policy(&asked), personal(nonce(&asked), ""));
    Ok(())
}

#[tokio::test]
async fn every_page_for_one_person_has_a_nonce_of_its_own_on_whatever_runs() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let mut people = Vec::new();
    for role in ["creator", "admin", "finance", "support", "moderator"] {
        people.push(app.signed_in(role).await?);
    }
    let alone = |it: &Access| !matches!(it, Access::Anyone | Access::Webhook);
    let mut looked = 0;
    for (_, path, _) in app.routes.iter().filter(|it| alone(&it.2) && !it.1.contains('{')) {
        for person in &people {
            let (one, other) = (person.get(path).await?, person.get(path).await?);
            if one.status != 200 || !header(&one, "content-type").starts_with("text/html") {
                continue;
            }
            assert!(nonce(&one).len() == 32 && nonce(&one) != nonce(&other), "{path}: {}", policy(&one));
            assert_eq!(header(&one, "cache-control"), "private, no-store", "{path}");
            let stamp = format!(" nonce=\"{}\"", nonce(&one));
            let scripts = elements(&one.text, "script");
            assert!(!scripts.is_empty(), "{path}: {}", one.text);
            assert!(scripts.iter().all(|it| it.contains(&stamp) && it.contains(" src=\"/assets/")), "{path}");
            assert_eq!(elements(&one.text, "style"), [""; 0], "{path}");
            looked += 1;
            break;
        }
    }
    assert!(looked > 25, "{looked} pages were looked at");
    Ok(())
}

#[tokio::test]
async fn no_policy_trusts_what_a_trusted_script_loads_or_anything_within_a_page() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (guest, admin) = (app.browser(), app.signed_in("admin").await?);
    for (_, path, _) in app.routes.iter().filter(|it| it.2 != Access::Webhook && !it.1.contains('{')) {
        for browser in [&guest, &admin] {
            let answer = browser.get(path).await?;
            let scripts = policy(&answer).split("; ").find(|it| it.starts_with("script-src ")).unwrap_or("");
            assert!(policy(&answer).starts_with("default-src 'none'"), "{path}: {}", policy(&answer));
            for word in ["strict-dynamic", "unsafe", "*", "http"] {
                assert!(!scripts.contains(word), "{path}: {scripts}");
            }
        }
    }
    Ok(())
}

/// The gallery is the page with an element of htmx.
#[tokio::test]
async fn a_part_of_a_page_has_a_nonce_of_its_own_and_elements_of_htmx_that_of_their_page()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let page = app.browser().get("/dev/ui").await?;
    let part = app.browser().get("/dev/ui/part").await?;
    assert_eq!(policy(&part), personal(nonce(&part), ""));
    assert_ne!(nonce(&page), nonce(&part));
    assert!(!part.text.contains("<html"), "{}", part.text);
    let asking: Vec<_> =
        elements(&page.text, "button").into_iter().filter(|it| it.contains(" hx-")).collect();
    let stamp = format!(" hx-nonce=\"{}\"", nonce(&page));
    assert!(!asking.is_empty() && asking.iter().all(|it| it.contains(&stamp)), "{asking:?}");
    assert!(page.text.contains("/assets/js/hx-csp.min."), "{}", page.text);
    Ok(())
}

#[tokio::test]
async fn browsers_report_what_they_kept_a_page_from_and_it_is_counted() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let send = |kind: &'static str, body: String| {
        let request = Request::post("/csp-reports").header("content-type", kind);
        let browser = app.browser();
        async move { browser.send(request, Body::from(body)).await }
    };
    let report = r#"[{"type":"csp-violation","body":{"effectiveDirective":"img-src","blockedURL":"data",
        "documentURL":"http://product.test/me","disposition":"enforce"}}]"#;
    assert_eq!(send("application/reports+json", report.to_owned()).await?.status, 204);
    assert_eq!(send("application/x-www-form-urlencoded", report.to_owned()).await?.status, 400);
    assert_eq!(send("application/reports+json", "x".repeat(64 * 1024)).await?.status, 413);
    Ok(())
}

#[tokio::test]
async fn every_answer_carries_what_keeps_browsers_careful() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let finance = app.signed_in("finance").await?;
    for path in ["/", "/login", "/me", "/backoffice", "/nowhere", "/healthz"] {
        // Whoever has logged in is led on from the page to log in.
        let answer =
            if path == "/login" { app.browser().get(path).await? } else { finance.get(path).await? };
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(self)"),
        ] {
            assert_eq!(header(&answer, name), value, "{name} of {path}");
        }
        let words = if path == "/healthz" { "text/plain; charset=utf-8" } else { "text/html; charset=utf-8" };
        assert_eq!(header(&answer, "content-type"), words, "{path}");
        assert!(
            !header(&answer, "x-request-id").is_empty() || path == "/nowhere",
            "{path} has no request id"
        );
        assert_eq!(header(&answer, "strict-transport-security"), "", "said in the clear it is ignored");
    }
    Ok(())
}

#[tokio::test]
async fn over_tls_browsers_are_told_to_stay_there() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let request = Request::get("/").extension(kernel::web::Encrypted);
    let answer = app.browser().send(request, Body::empty()).await?;
    assert_eq!(header(&answer, "strict-transport-security"), "max-age=63072000; includeSubDomains");
    Ok(())
}

#[tokio::test]
async fn what_is_personal_is_kept_by_no_cache_and_told_to_no_other_site() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let finance = app.signed_in("finance").await?;
    for path in ["/me", "/backoffice", "/backoffice/audit", "/backoffice/pledges"] {
        let answer = finance.get(path).await?;
        assert_eq!(header(&answer, "cache-control"), "private, no-store", "{path}");
        assert_eq!(header(&answer, "referrer-policy"), "same-origin", "{path}");
        assert!(
            answer.text.contains("<form method=\"post\" action=\"/logout\">"),
            "one logs out from {path}"
        );
    }
    let token = finance.get("/me").await?.field("_token")?;
    let out = finance.post("/logout", &[("_token", &token)]).await?;
    assert_eq!((out.status, header(&out, "clear-site-data")), (303, "\"cache\", \"storage\""));
    Ok(())
}

#[tokio::test]
async fn whoever_finds_a_hole_finds_whom_to_tell() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let answer = app.browser().get("/.well-known/security.txt").await?;
    assert_eq!(answer.status, 200);
    for line in [
        "Contact: mailto:no-reply@product.test",
        "Expires: 2026-08-28T12:00:00Z",
        "Canonical: http://product.test/.well-known/security.txt",
    ] {
        assert!(answer.text.lines().any(|it| it == line), "{line} in {}", answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn no_folder_is_listed_and_no_request_is_sent_back_as_it_came() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let browser = app.browser();
    for folder in ["/assets", "/assets/", "/assets/js", "/assets/js/", "/assets/../", "/media/"] {
        assert_eq!(browser.get(folder).await?.status, 404, "{folder}");
    }
    for (path, status) in [("/", 405), ("/login", 405), ("/me", 303)] {
        let request = Request::builder().method("TRACE").uri(path).header("x-secret", "heron");
        let answer = browser.send(request, Body::empty()).await?;
        assert_eq!(answer.status, status, "{path}");
        assert!(!answer.text.contains("heron"), "{path}: {}", answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn a_password_is_typed_unseen() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let (guest, finance) = (app.browser(), app.signed_in("finance").await?);
    for (who, path, fields) in [(&guest, "/login", 1), (&guest, "/signup", 1), (&finance, "/me/password", 2)]
    {
        let page = who.get(path).await?.text;
        let typed = elements(&page, "input");
        let unseen: Vec<_> = typed.iter().filter(|it| it.contains("type=\"password\"")).collect();
        assert_eq!(unseen.len(), fields, "{path}: {page}");
        // What keeps passwords knows by it which one to fill in, and when to think of another.
        for field in unseen {
            let said = ["current-password", "new-password"].map(|it| format!("autocomplete=\"{it}\""));
            assert!(said.iter().any(|it| field.contains(it)), "{path}: {field}");
        }
    }
    Ok(())
}
