use super::*;

#[tokio::test]
async fn a_public_page_is_the_same_whoever_asks() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut stranger = site.browser();
    let page = stranger.get("/public/71").await?;
    let mut known = site.browser();
    known.post("/as/admin", "").await?;
    known.token().await?;
    let same = known.get("/public/71").await?;
    assert_eq!(page.text, same.text);
    assert!(known.get("/private").await?.text.contains("Asha"), "the private page knows the name");
    assert!(!page.headers.contains_key(header::SET_COOKIE) && !same.headers.contains_key(header::SET_COOKIE));
    let caching = "public, no-cache, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400";
    assert_eq!(page.header(header::CACHE_CONTROL), caching);
    Ok(())
}

#[tokio::test]
async fn a_public_page_that_has_not_changed_is_not_sent_again() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let tag = browser.get("/public/71").await?.header(header::ETAG).to_owned();
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    let again = |path: &str| Request::get(path).header(header::IF_NONE_MATCH, &tag).body(Body::empty());
    let unchanged = browser.send(again("/public/71")?).await?;
    assert_eq!((unchanged.status, unchanged.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    assert_eq!(unchanged.header(header::ETAG), tag);
    assert_eq!(browser.send(again("/public/72")?).await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_page_for_one_person_is_kept_by_nobody() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    assert_eq!(browser.get("/form").await?.header(header::CACHE_CONTROL), "private, no-store");
    Ok(())
}

#[tokio::test]
async fn only_a_page_with_a_form_sets_the_cookie_of_forms() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    for path in ["/private", "/nowhere"] {
        assert!(!browser.get(path).await?.headers.contains_key(header::SET_COOKIE), "{path}");
    }
    let cookie = browser.get("/form").await?.header(header::SET_COOKIE).to_owned();
    assert!(cookie.starts_with("form=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax"), "{cookie}");
    assert!(!browser.get("/form").await?.headers.contains_key(header::SET_COOKIE), "it has one already");
    Ok(())
}

#[tokio::test]
async fn pages_load_nothing_of_others_and_lead_only_to_us_and_the_provider() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let policy = |forms: &str| {
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action {forms}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
             manifest-src 'self'; worker-src 'self'"
        )
    };
    let (public, form) = (browser.get("/public/1").await?, browser.get("/form").await?);
    assert_eq!(public.header(header::CONTENT_SECURITY_POLICY), policy("'self'"));
    assert_eq!(form.header(header::CONTENT_SECURITY_POLICY), policy("'self' https://checkout.example"));
    let hook = browser.post("/webhooks/probe", "as it came").await?;
    assert_eq!(hook.text, "as it came");
    assert_eq!(hook.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; frame-ancestors 'none'");
    for answer in [public, form, hook] {
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        let told = answer.header(header::REFERRER_POLICY);
        assert!(["strict-origin-when-cross-origin", "same-origin"].contains(&told), "{told}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
    Ok(())
}

#[tokio::test]
async fn the_river_is_full_at_the_goal_and_says_how_far_beyond() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let half = browser.get("/public/50").await?.text;
    assert!(half.contains("aria-valuenow=\"50\"") && half.contains("width=\"50%\""), "{half}");
    assert!(half.contains("width=\"49.25%\"") && half.contains("width=\"48.25%\""), "{half}");
    let beyond = browser.get("/public/140").await?.text;
    assert!(beyond.contains("aria-valuenow=\"100\"") && beyond.contains("width=\"100%\""), "{beyond}");
    assert!(beyond.contains("aria-valuetext=\"140 percent of the goal\""), "{beyond}");
    Ok(())
}
