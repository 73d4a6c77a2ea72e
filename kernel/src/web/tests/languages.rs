use super::*;

#[tokio::test]
async fn the_address_alone_says_which_language_a_page_is_in() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let english = browser.get("/public/71").await?;
    assert!(english.text.contains("<html lang=\"en\" dir=\"ltr\">"), "{}", english.text);
    assert!(english.text.contains("<a class=\"mark\" href=\"/\">"), "{}", english.text);
    let arabic = browser.get("/ar/public/71?from=mail").await?;
    assert_eq!(arabic.status, StatusCode::OK);
    assert!(arabic.text.contains("<html lang=\"ar\" dir=\"rtl\">"), "{}", arabic.text);
    assert!(arabic.text.contains("<a class=\"mark\" href=\"/ar\">"), "{}", arabic.text);
    assert!(arabic.text.contains("href=\"/assets/"), "static files have one address");
    for (language, place) in [("hi", "/hi/public/71?from=mail"), ("en", "/public/71?from=mail")] {
        let offer = format!("hreflang=\"{language}\" href=\"http://localhost{place}\"");
        assert!(arabic.text.contains(&offer), "{}", arabic.text);
        assert!(
            arabic.text.contains(&format!("<a href=\"{place}\" hreflang=\"{language}\"")),
            "{}",
            arabic.text
        );
    }
    let otherwise = "hreflang=\"x-default\" href=\"http://localhost/public/71?from=mail\"";
    assert!(arabic.text.contains(otherwise), "whoever reads none of them: {}", arabic.text);
    assert_eq!(browser.get("/tlh/public/71").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

/// The first paint waits for them for a moment, and on a slow network they come before what is read.
#[tokio::test]
async fn a_page_asks_early_for_the_letters_of_its_own_language_and_no_others() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    for (path, letters) in [
        ("/public/71", ["figtree", "bricolage"]),
        ("/es/public/71", ["figtree", "bricolage"]),
        ("/ar/public/71", ["noto-arabic-common", "figtree"]),
        ("/hi/public/71", ["noto-devanagari-common", "figtree"]),
    ] {
        let page = browser.get(path).await?.text;
        let early = page.split("rel=\"preload\"").skip(1);
        let early: Vec<_> =
            early.filter_map(|it| it.split("/assets/fonts/").nth(1)?.split('.').next()).collect();
        assert_eq!(early, letters, "{path}: {page}");
    }
    Ok(())
}

#[tokio::test]
async fn who_is_sent_elsewhere_is_sent_there_in_the_same_language() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let answer = browser.get("/es/mine").await?;
    assert_eq!(answer.header(header::LOCATION), "/es/login?next=%2Fmine");
    Ok(())
}

/// The page of a form that is sent to `to` with a mistake in it, from the page `from`.
async fn refused(browser: &mut Browser, to: &str, from: Option<&str>) -> anyhow::Result<String> {
    let body = format!("email=x&_token={}", browser.token().await?);
    let mut request = Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(from) = from {
        request = request.header(header::REFERER, from);
    }
    let answer = browser.send(request.body(Body::from(body))?).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{to}: {}", answer.text);
    Ok(answer.text)
}

#[tokio::test]
async fn a_form_shown_again_is_in_its_language() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let page = refused(&mut browser, "/en-XA/form", None).await?;
    assert!(page.contains("<h2>Ţĥéé"), "{page}");
    assert!(page.contains("action=\"/en-XA/form\""), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_form_shown_again_leads_to_its_page_in_other_languages() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    for (to, from, hindi) in [
        ("/form", None, "/hi/form"),
        ("/en-XA/form", Some("http://localhost/en-XA/form"), "/hi/form"),
        ("/sent", Some("http://localhost/es/form?email=somebody"), "/hi/form"),
        // Sent once more from the page that came back, which nobody can ask for.
        ("/sent", Some("http://localhost/sent"), "/hi"),
        ("/sent", Some("http://localhost//evil.example/form"), "/hi"),
        ("/sent", None, "/hi"),
    ] {
        let page = refused(&mut browser, to, from).await?;
        let offer = format!("<a href=\"{hindi}\" hreflang=\"hi\"");
        assert!(page.contains(&offer), "{to} from {from:?}: {page}");
        assert!(!page.contains("somebody") && !page.contains("evil.example"), "{page}");
    }
    Ok(())
}
