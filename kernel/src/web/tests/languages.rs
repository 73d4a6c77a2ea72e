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
    assert_eq!(browser.get("/tlh/public/71").await?.status, StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn who_is_sent_elsewhere_is_sent_there_in_the_same_language() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let answer = browser.get("/es/mine").await?;
    assert_eq!(answer.header(header::LOCATION), "/es/login?next=%2Fmine");
    Ok(())
}

#[tokio::test]
async fn a_form_shown_again_is_in_its_language_and_offers_no_other() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let answer = browser.post("/en-XA/form", format!("email=x&_token={token}")).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("<h2>Ţĥéé"), "{}", answer.text);
    assert!(answer.text.contains("action=\"/en-XA/form\""), "{}", answer.text);
    assert!(!answer.text.contains("hreflang"), "a page that was posted has no address");
    Ok(())
}
