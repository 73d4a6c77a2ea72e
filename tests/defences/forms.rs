//! Forms that other sites make a browser send: three layers, each tried alone.

use axum::{
    body::Body,
    http::{Request, header},
};
use kernel::web::Access;
use tests::{Browser, TestApp, shapes};

/// What it is called, the headers that say it, and whether it is let in.
type Origin = (&'static str, &'static [(&'static str, &'static str)], bool);

/// What a browser says of where a request comes from.
const ORIGINS: &[Origin] = &[
    ("same-origin", &[("sec-fetch-site", "same-origin")], true),
    ("typed in", &[("sec-fetch-site", "none")], true),
    ("same-site", &[("sec-fetch-site", "same-site")], false),
    ("cross-site", &[("sec-fetch-site", "cross-site")], false),
    ("an old browser, own origin", &[("origin", "http://product.test")], true),
    ("an old browser, another origin", &[("origin", "http://evil.test")], false),
    ("a sandboxed frame", &[("origin", "null")], false),
    (
        "cross-site with our origin",
        &[("sec-fetch-site", "cross-site"), ("origin", "http://product.test")],
        false,
    ),
];

async fn send(browser: &Browser, method: &str, headers: &[(&str, &str)], body: &str) -> anyhow::Result<u16> {
    let mut request = Request::builder()
        .method(method)
        .uri("/logout")
        .header("content-type", "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    Ok(browser.send(request, Body::from(body.to_owned())).await?.status)
}

#[tokio::test]
async fn a_form_needs_the_right_origin_and_the_right_token_whatever_the_method() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let strangers = app.browser().get("/login").await?.field("_token")?;
    for (what, headers, ours) in ORIGINS {
        let browser = app.browser();
        let token = browser.get("/login").await?.field("_token")?;
        assert_ne!(token, strangers);
        let right = format!("_token={token}");
        for method in ["PUT", "PATCH", "DELETE"] {
            let status = send(&browser, method, headers, &right).await?;
            assert_eq!(status, if *ours { 405 } else { 403 }, "{method} {what}");
        }
        for wrong in ["", "_token=", "_token=00", &format!("_token={strangers}")] {
            assert_eq!(send(&browser, "POST", headers, wrong).await?, 403, "{what} with {wrong:?}");
        }
        let status = send(&browser, "POST", headers, &right).await?;
        assert_eq!(status, if *ours { 303 } else { 403 }, "POST {what}");
    }
    Ok(())
}

#[tokio::test]
async fn a_token_is_worth_nothing_without_the_cookie_it_belongs_to() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let token = app.browser().get("/login").await?.field("_token")?;
    let without = app.browser();
    let same_origin = [("sec-fetch-site", "same-origin")];
    assert_eq!(send(&without, "POST", &same_origin, &format!("_token={token}")).await?, 403);
    Ok(())
}

#[tokio::test]
async fn no_path_takes_anything_without_a_token() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    // Between them they may enter every room there is.
    let mut people = Vec::new();
    for role in ["admin", "finance", "support"] {
        people.push(app.signed_in(role).await?);
    }
    let id = "01a22c87-4107-7748-95ec-82b20273e945";
    let mut refused = 0;
    // Machines sign what they say, or hold the key that a mail was sent with (RFC 8058).
    for (_, path, _) in app.routes.iter().filter(|(_, _, access)| *access != Access::Webhook) {
        let parts = path.split('/').map(|it| if it.starts_with('{') { id } else { it });
        let path = parts.collect::<Vec<_>>().join("/");
        let mut for_one = false;
        for person in &people {
            let status = person.post(&path, &[("sure", "yes")]).await?.status;
            assert!(matches!(status, 400 | 403 | 404 | 405), "{path} answered {status}");
            for_one |= status == 403;
        }
        refused += usize::from(for_one);
    }
    assert!(refused > 80, "{refused} forms were refused for want of a token");
    Ok(())
}

#[tokio::test]
async fn asking_is_open_from_anywhere_and_changes_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    for (what, headers, _) in ORIGINS {
        for method in ["GET", "HEAD"] {
            let mut request = Request::builder().method(method).uri("/login");
            for (name, value) in *headers {
                request = request.header(*name, *value);
            }
            let answer = app.browser().send(request, Body::empty()).await?;
            assert_eq!(answer.status, 200, "{method} {what}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn whoever_sends_a_form_from_another_site_has_a_page_that_says_what_to_do() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    for (prefix, direction, words) in [
        ("", "ltr", "This form was not sent from here."),
        ("/es", "ltr", "Este formulario no se envió desde aquí."),
        ("/hi", "ltr", "यह फ़ॉर्म यहाँ से नहीं भेजा गया।"),
        ("/ar", "rtl", "لم تُرسَل هذه الاستمارة من هنا."),
    ] {
        let path = format!("{prefix}/login");
        for (from, leads_to) in [
            // A browser that hides where it comes from, or one whose user was lured.
            (format!("http://product.test{path}"), Some(format!("class=\"btn btn-cta\" href=\"{path}\""))),
            ("https://evil.test/".to_owned(), None),
            ("https://evil.test//evil.test/lure".to_owned(), None),
        ] {
            let request = Request::post(format!("{prefix}/logout"))
                .header("sec-fetch-site", "cross-site")
                .header(header::REFERER, &from);
            let browser = app.browser();
            let answer = browser.send(request, Body::from("email=a")).await?;
            let page = answer.text.replace("&#x2F;", "/");
            assert_eq!(answer.status, 403, "{from}: {page}");
            assert!(page.contains(words) && page.contains(&format!("dir=\"{direction}\"")), "{from}: {page}");
            assert!(page.contains("<footer"), "in the dress of every other page: {page}");
            assert!(!answer.headers.contains_key(header::SET_COOKIE), "{from}: nothing is begun for it");
            assert!(!page.contains("evil.test"), "nobody is led there: {page}");
            match leads_to {
                Some(it) => assert!(page.contains(&it), "{it} in {page}"),
                None => assert!(!page.contains("btn-cta"), "{from}: {page}"),
            }
        }
    }
    Ok(())
}
