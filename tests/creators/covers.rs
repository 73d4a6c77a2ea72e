//! The picture at the head of a campaign and its description are one form: no file is lost without a word.

use super::{community::SLUG, desk::Desk};
use axum::{body::Body, http::Request};
use tests::{Answer, TestApp, shapes};

const LAKE: &[u8] = include_bytes!("lake.png");

/// Sends the form as a browser does: without a file, the field for it has no name and nothing in it.
async fn save(desk: &Desk<'_>, alt: &str, file: Option<&[u8]>, then: &str) -> anyhow::Result<Answer> {
    let page = desk.browser.get(&desk.path("/edit/cover")).await?;
    let (token, seen) = (page.field("_token")?, page.field("seen")?);
    let answer = |name: &str, value: &str| {
        format!("--frontier\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let name = if file.is_some() { "lake.png" } else { "" };
    let mut body = [answer("_token", &token), answer("seen", &seen)].concat().into_bytes();
    body.extend_from_slice(
        format!(
            "--frontier\r\nContent-Disposition: form-data; name=\"picture\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        )
        .as_bytes(),
    );
    body.extend_from_slice(file.unwrap_or_default());
    body.extend_from_slice(b"\r\n");
    body.extend_from_slice([answer("cover_alt", alt), answer("then", then)].concat().as_bytes());
    body.extend_from_slice(b"--frontier--\r\n");
    let request = Request::post(desk.path("/cover"))
        .header("content-type", "multipart/form-data; boundary=frontier")
        .header("sec-fetch-site", "same-origin");
    desk.browser.send(request, Body::from(body)).await
}

#[tokio::test]
async fn whoever_chooses_a_picture_and_goes_on_has_it_kept_with_its_description() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::begin(&app).await?;
        let answer = save(&desk, "The lake at dawn", Some(LAKE), "next").await?;
        assert_eq!(answer.status, 303, "{}", answer.text);
        assert_eq!(answer.location, desk.path("/edit/budget"));
        let page = desk.browser.get(&desk.path("/edit/cover")).await?.text;
        assert!(page.contains("/media/") && page.contains("value=\"The lake at dawn\""), "{page}");

        let log = desk.browser.get(&desk.path("/log")).await?.text;
        assert_eq!(log.matches("Its picture was changed").count(), 1, "{log}");
        let answer = save(&desk, "The lake at dusk", None, "stay").await?;
        assert_eq!(answer.status, 303, "{}", answer.text);
        let page = desk.browser.get(&desk.path("/edit/cover")).await?.text;
        assert!(page.contains("/media/") && page.contains("value=\"The lake at dusk\""), "{page}");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_refused_and_what_was_typed_beside_it_stays() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let answer = save(&desk, "The lake at dawn", Some(&b"no picture"[..]), "next").await?;
    assert_eq!(answer.status, 422, "{}", answer.text);
    for seen in [
        "This is not a JPEG, PNG or WebP picture.",
        "id=\"picture-problem\"",
        "value=\"The lake at dawn\"",
        "<title>Error: ",
    ] {
        assert!(answer.text.contains(seen), "{seen} in {}", answer.text);
    }
    let page = desk.browser.get(&desk.path("/edit/cover")).await?.text;
    assert!(
        !page.contains("/media/") && !page.contains("The lake at dawn"),
        "nothing of it was kept: {page}"
    );
    Ok(())
}

#[tokio::test]
async fn a_description_that_is_too_long_does_not_cost_the_picture() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::begin(&app).await?;
    let long = "lake ".repeat(50);
    let answer = save(&desk, &long, Some(LAKE), "next").await?;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("id=\"cover_alt-problem\"") && answer.text.contains("/media/"));
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_has_begun_gets_another_picture_in_the_same_way() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let answer = save(&desk, "The lake at dawn", Some(LAKE), "stay").await?;
    assert_eq!(answer.status, 303, "{}", answer.text);
    app.settle().await?;
    let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
    assert!(page.contains("alt=\"The lake at dawn\""), "{page}");
    Ok(())
}
