//! What browsers are told of each class of page, to the letter.

use axum::{body::Body, http::Request};
use tests::{Answer, TestApp, shapes};

const PUBLIC: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; \
    frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

#[tokio::test]
async fn each_class_of_page_has_exactly_its_content_security_policy() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = campaigns::demo_campaigns(tests::START)[0].slug.clone();
    let finance = app.signed_in("finance").await?;
    // Pages with forms may lead on to where one pays: Chromium holds a form's redirects to `form-action` too.
    let personal =
        PUBLIC.replace("form-action 'self'", &format!("form-action 'self' {}", app.checkout_origin));
    let bare = "default-src 'none'; frame-ancestors 'none'";
    for (path, policy) in [
        ("/".to_owned(), PUBLIC),
        (format!("/c/{slug}"), PUBLIC),
        (format!("/c/{slug}/total.json"), PUBLIC),
        (format!("/c/{slug}/give"), personal.as_str()),
        ("/login".to_owned(), &personal),
        ("/nowhere".to_owned(), &personal),
        ("/healthz".to_owned(), bare),
        ("/.well-known/security.txt".to_owned(), bare),
    ] {
        let answer = app.browser().get(&path).await?;
        assert_eq!(header(&answer, "content-security-policy"), policy, "{path}");
        assert!(!policy.contains("strict-dynamic") && !policy.contains("unsafe"), "{path}");
    }
    for path in ["/me", "/backoffice", "/backoffice/audit"] {
        let answer = finance.get(path).await?;
        assert_eq!(header(&answer, "content-security-policy"), personal, "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn every_answer_carries_what_keeps_browsers_careful() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let finance = app.signed_in("finance").await?;
    for path in ["/", "/login", "/me", "/backoffice", "/nowhere", "/healthz"] {
        let answer = finance.get(path).await?;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("x-frame-options", "DENY"),
            ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(self)"),
        ] {
            assert_eq!(header(&answer, name), value, "{name} of {path}");
        }
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
