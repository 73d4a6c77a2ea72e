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

/// The policy of a page, where `scripts` may come from, forms may lead `to`, and `types` are made of text.
fn policy(scripts: &str, to: &str, types: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'{scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'{to}; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; \
         manifest-src 'self'; worker-src 'self'{types}; report-to csp"
    )
}

/// The nonce of a page that is made for one person.
fn nonce(page: &Answer) -> &str {
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    policy.split("'nonce-").nth(1).and_then(|it| it.split('\'').next()).unwrap_or_default()
}

#[tokio::test]
async fn pages_load_nothing_of_others_and_lead_to_the_provider_only_when_they_say_so() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let public = browser.get("/public/1").await?;
    assert_eq!(public.header(header::CONTENT_SECURITY_POLICY), policy("", "", ""));
    assert!(!public.text.contains("nonce"), "caches would give everybody the same one");
    let types = "; require-trusted-types-for 'script'; trusted-types htmx";
    for (path, to) in [("/private", ""), ("/form", " https://checkout.example"), ("/nowhere", "")] {
        let page = browser.get(path).await?;
        let scripts = format!(" 'nonce-{}'", nonce(&page));
        assert_eq!(page.header(header::CONTENT_SECURITY_POLICY), policy(&scripts, to, types), "{path}");
        assert_eq!(page.header("reporting-endpoints"), "csp=\"/csp-reports\"", "{path}");
    }
    let hook = browser.post("/webhooks/probe", "as it came").await?;
    assert_eq!(hook.text, "as it came");
    assert_eq!(hook.header(header::CONTENT_SECURITY_POLICY), "default-src 'none'; frame-ancestors 'none'");
    for answer in [public, browser.get("/form").await?, hook] {
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        let told = answer.header(header::REFERRER_POLICY);
        assert!(["strict-origin-when-cross-origin", "same-origin"].contains(&told), "{told}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
    }
    Ok(())
}

#[tokio::test]
async fn a_page_for_one_person_has_a_nonce_that_is_its_scripts_and_no_other_page_s() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let (one, other) = (browser.get("/form").await?, browser.get("/form").await?);
    assert_eq!(nonce(&one).len(), 32);
    assert_ne!(nonce(&one), nonce(&other));
    let scripts = one.text.matches("<script").count();
    let stamped = one.text.matches(&format!(" nonce=\"{}\"></script>", nonce(&one))).count();
    assert_eq!((scripts, stamped), (1, 1), "{}", one.text);
    Ok(())
}

#[test]
fn the_provider_s_pages_are_led_to_by_kind() -> anyhow::Result<()> {
    let settings = WebSettings {
        checkout_origins: vec!["https://pay.example".into()],
        account_origins: vec!["https://account.example".into()],
        ..WebState::for_tests()?.settings
    };
    for (forms, origins) in [
        (Forms::Here, &[][..]),
        (Forms::Checkout, &["https://pay.example"][..]),
        (Forms::Account, &["https://account.example"][..]),
        (Forms::Onwards, &["https://account.example", "https://pay.example"][..]),
    ] {
        assert_eq!(forms.origins(&settings).collect::<Vec<_>>(), origins, "{forms:?}");
    }
    // A stand-in has both in one place, which is named once.
    let settings = WebSettings { account_origins: settings.checkout_origins.clone(), ..settings };
    assert_eq!(Forms::Onwards.origins(&settings).collect::<Vec<_>>(), ["https://pay.example"]);
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
