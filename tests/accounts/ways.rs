//! The ways that every page offers: to what is one's own, to a campaign of one's own, and to help.

use tests::{TestApp, shapes};

/// What stands above the page itself.
fn header(page: &str) -> &str {
    page.split("</header>").next().and_then(|it| it.split("<header").nth(1)).unwrap_or_default()
}

#[tokio::test]
async fn every_page_leads_to_a_new_campaign_and_whoever_is_known_to_theirs() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    for path in ["/", "/login", "/help"] {
        let page = app.browser().get(path).await?.text;
        assert!(header(&page).contains("<a href=\"/dashboard/campaigns/new\">"), "{path}: {page}");
        assert!(!header(&page).contains("href=\"/dashboard\""), "nobody is known on {path}: {page}");
    }
    for prefix in ["", "/ar"] {
        let mine = app.signed_in("creator").await?.get(&format!("{prefix}/me")).await?.text;
        let (above, below) = (header(&mine), mine.split("</header>").nth(1).unwrap_or_default());
        // `opt` is what phones do not show.
        assert!(above.contains(&format!("<a href=\"{prefix}/dashboard\">")), "{mine}");
        assert!(above.contains(&format!("<a href=\"{prefix}/dashboard/campaigns/new\">")), "{mine}");
        assert!(below.contains(&format!("<a class=\"go\" href=\"{prefix}/dashboard\">")), "{mine}");
    }
    Ok(())
}

#[tokio::test]
async fn help_says_what_is_kept_and_where_to_write_in_every_language() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    for (path, title, fee) in [
        ("/help", "Help", "5%"),
        ("/es/help", "Ayuda", "5\u{a0}%"),
        ("/hi/help", "सहायता", "5%"),
        ("/ar/help", "المساعدة", "٥"),
    ] {
        let answer = app.browser().get(path).await?;
        assert_eq!(answer.status, 200, "{path}");
        let caching = answer.headers.get("cache-control").and_then(|it| it.to_str().ok());
        assert!(caching.is_some_and(|it| it.starts_with("public")), "{path}: {caching:?}");
        let page = &answer.text;
        assert!(page.contains(&format!("<h1>{title}</h1>")) && page.contains(fee), "{path}: {page}");
        assert!(page.contains("<a href=\"mailto:no-reply@product.test\">"), "{path}: {page}");
        assert!(page.contains("<bdi>no-reply@product.test</bdi>"), "{path}: {page}");
    }
    let front = app.browser().get("/").await?.text;
    assert!(front.contains("<a href=\"/help\">Help</a>"), "every page leads there: {front}");
    let access = app.browser().get("/accessibility").await?.text;
    assert!(access.contains("<a href=\"/help#reach\">"), "nobody reads what is answered: {access}");
    Ok(())
}

#[tokio::test]
async fn visitors_are_offered_no_language_that_nobody_speaks() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let page = app.browser().get("/help").await?.text;
    assert!(page.contains("hreflang=\"ar\"") && !page.contains("en-XA"), "{page}");
    assert_eq!(app.browser().get("/en-XA/help").await?.status, 200, "whoever knows the address is answered");
    Ok(())
}
