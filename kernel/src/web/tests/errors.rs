use super::*;

#[tokio::test]
async fn a_failure_of_ours_gives_a_reference_and_never_its_cause() -> anyhow::Result<()> {
    let answer = Site::start().await?.browser().get("/broken").await?;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(answer.text.contains("Something went wrong on our side.") && answer.text.contains("<code>0"));
    assert!(!answer.text.contains("the secret cause"), "{}", answer.text);
    assert!(!answer.text.contains("Nothing was charged"), "nobody can know that here");
    assert!(answer.text.contains("Do not pay again"), "{}", answer.text);
    Ok(())
}

#[tokio::test]
async fn a_database_that_is_busy_for_a_moment_is_no_failure_and_says_when_to_come_back() -> anyhow::Result<()>
{
    let answer = Site::start().await?.browser().get("/locked").await?;
    assert_eq!((answer.status, answer.header(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, "5"));
    assert!(!answer.text.contains("pool"), "{}", answer.text);
    Ok(())
}

#[tokio::test]
async fn machines_are_told_in_their_own_words() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let answer = browser.get("/taken.json").await?;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    let problem: serde_json::Value = serde_json::from_str(&answer.text)?;
    assert_eq!((&problem["status"], &problem["detail"]), (&409.into(), &"this is taken".into()));

    let asked = Request::get("/mine").header(header::ACCEPT, "application/json").body(Body::empty())?;
    assert_eq!(browser.send(asked).await?.status, StatusCode::UNAUTHORIZED, "and not sent to a page");
    Ok(())
}

#[tokio::test]
async fn what_is_not_there_and_what_is_asked_wrongly_have_pages_too() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let missing = browser.get("/nowhere").await?;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text.contains("There is nothing here."), "{}", missing.text);
    let strange = browser.get("//evil.example/nowhere").await?;
    assert_eq!(strange.status, StatusCode::NOT_FOUND);
    assert!(
        strange.text.contains("\"/evil.example/nowhere\""),
        "its other languages are ours: {}",
        strange.text
    );
    assert!(!strange.text.contains("\"//evil.example"), "and nobody is led elsewhere: {}", strange.text);
    let wrong = browser.post("/private", "").await?;
    assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(wrong.header(header::ALLOW), "GET,HEAD");
    assert!(wrong.text.contains("does not take that kind of request"), "{}", wrong.text);
    Ok(())
}

#[tokio::test]
async fn whoever_asks_too_often_is_told_how_long_to_wait() -> anyhow::Result<()> {
    let answer = Site::start().await?.browser().get("/busy").await?;
    assert_eq!((answer.status, answer.header(header::RETRY_AFTER)), (StatusCode::TOO_MANY_REQUESTS, "7"));
    assert!(!answer.text.contains("Nothing was charged"), "they may have come back from paying");
    Ok(())
}

#[tokio::test]
async fn an_address_that_cannot_be_read_has_a_page_too_and_says_so_to_machines() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    for path in ["/public/%ff", "/public/many"] {
        let unread = browser.get(path).await?;
        assert_eq!(unread.status, StatusCode::BAD_REQUEST, "{path}");
        assert!(unread.text.contains("<h1") && unread.text.contains("This address cannot be read"), "{path}");
        assert!(!unread.text.contains("Invalid URL"), "{path}: {}", unread.text);
    }
    let asked = Request::get("/public/%ff").header(header::ACCEPT, "application/json").body(Body::empty())?;
    let told = browser.send(asked).await?;
    assert_eq!(told.header(header::CONTENT_TYPE), "application/problem+json");
    Ok(())
}
