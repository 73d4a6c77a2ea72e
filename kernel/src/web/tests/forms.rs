use super::*;
use proptest::{collection::vec, prelude::any, strategy::Strategy, test_runner::TestRunner};

#[tokio::test]
async fn a_form_of_ours_is_taken_and_any_other_is_not() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    let token = browser.token().await?;
    assert_eq!(browser.post("/form", format!("email=a%40b&_token={token}")).await?.status, StatusCode::OK);

    let mut other = site.browser();
    let others = other.token().await?;
    for (who, token) in [("another browser's", others.as_str()), ("none", ""), ("not hex", "zz")] {
        let answer = browser.post("/form", format!("email=a%40b&_token={token}")).await?;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{who}");
        assert!(
            answer.text.contains("open too long") && answer.text.contains("Nothing was charged."),
            "{who}"
        );
    }
    browser.cookies.remove("form");
    let without = browser.post("/form", format!("email=a%40b&_token={token}")).await?;
    assert_eq!(without.status, StatusCode::FORBIDDEN, "without the cookie");
    Ok(())
}

#[tokio::test]
async fn a_form_with_a_problem_comes_back_with_what_was_typed() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let answer = browser.post("/form", format!("email=%22%3E%3Cb&_token={token}")).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"&quot;&gt;&lt;b\""), "{}", answer.text);
    assert!(answer.text.contains("aria-invalid=\"true\""), "{}", answer.text);
    assert!(answer.text.contains("aria-describedby=\"email-hint email-problem\""), "{}", answer.text);
    assert!(answer.text.contains("<a href=\"#email\">Write an address with an @.</a>"), "{}", answer.text);
    assert_eq!(
        answer.text.matches("Write an address with an @.").count(),
        2,
        "in the summary and at the field"
    );
    Ok(())
}

/// `inputmode` wins over the type: with one for text a phone would show letters without an @.
#[tokio::test]
async fn a_field_brings_the_keyboard_of_its_kind_and_words_run_their_own_way() -> anyhow::Result<()> {
    let page = Site::start().await?.browser().get("/ar/form").await?.text;
    let field =
        |start: &str| page.split(start).nth(1).and_then(|it| it.split('>').next()).unwrap_or_default();
    let (words, address) = (field("name=\"email\" type=\"text\""), field("name=\"reply\" type=\"email\""));
    assert!(words.contains("dir=\"auto\""), "Latin words on an Arabic page: {page}");
    assert!(address.contains("autocomplete") && !address.contains("inputmode"), "{page}");
    assert!(!address.contains("dir="), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_form_that_was_open_while_somebody_signed_in_or_out_is_not_taken_but_offered_again()
-> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    let guests = browser.token().await?;
    browser.post("/as/donor", "").await?;
    let donors = browser.token().await?;
    assert_ne!(guests, donors, "the cookie is the same, the session is not");
    let answer = browser.post("/form", format!("email=%22a%40b&_shown=1&_token={guests}")).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["action=\"/form\"", "name=\"email\" value=\"&quot;a@b\"", "name=\"_shown\" value=\"1\""] {
        assert!(answer.text.contains(kept), "{kept}: {}", answer.text);
    }
    let anew = answer.token();
    assert_eq!(browser.post("/form", format!("email=%22a%40b&_token={anew}")).await?.status, StatusCode::OK);

    // A new proof gives the session a new id, and no form is lost by it.
    browser.post("/factor", "").await?;
    assert_eq!(browser.post("/form", format!("email=a%40b&_token={donors}")).await?.status, StatusCode::OK);

    browser.post("/out", "").await?;
    let late = browser.post("/form", format!("email=a%40b&_token={donors}")).await?;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post("/as/donor", "").await?;
    let late = browser.post("/form", format!("email=a%40b&_token={donors}")).await?;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "it is another session");

    let mut other = site.browser();
    other.token().await?;
    let strange = other.post("/form", format!("email=a%40b&_token={donors}")).await?;
    assert_eq!(strange.status, StatusCode::FORBIDDEN, "nothing is offered that another browser was shown");
    let secret = browser.post("/form", format!("email=a%40b&password=herons&_token={guests}")).await?;
    assert_eq!(secret.status, StatusCode::FORBIDDEN);
    assert!(!secret.text.contains("herons"), "a password is written on no page");
    Ok(())
}

#[tokio::test]
async fn what_is_not_a_form_is_answered_in_words() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let cases: &[(&[u8], StatusCode)] = &[
        (b"email=\xff\xfe", StatusCode::BAD_REQUEST),
        (b"email=%FF%FE", StatusCode::BAD_REQUEST),
        (b"email=%C3%28", StatusCode::BAD_REQUEST),
        (b"email=a%00b", StatusCode::BAD_REQUEST),
        (b"email=a\0b", StatusCode::BAD_REQUEST),
        (b"email=a&email=b", StatusCode::BAD_REQUEST),
        (b"mail=a", StatusCode::BAD_REQUEST),
        (b"", StatusCode::BAD_REQUEST),
        (b"email=100%&unknown=1", StatusCode::UNPROCESSABLE_ENTITY),
        ("email=मुंबई".as_bytes(), StatusCode::UNPROCESSABLE_ENTITY),
    ];
    for (body, status) in cases {
        let body = [body, format!("&_token={token}").as_bytes()].concat();
        let answer = browser.post("/form", body.clone()).await?;
        assert_eq!(answer.status, *status, "{}", String::from_utf8_lossy(&body));
        assert!(answer.text.contains("<!doctype html>"), "{}", answer.text);
    }
    Ok(())
}

#[tokio::test]
async fn what_would_turn_a_name_around_is_taken_out_of_what_is_typed() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let typed = "ahs\u{202e}A \u{2067}oaR\u{2069}\u{202c}\u{7}\u{9b}\u{ffff}".replace(' ', "+");
    let answer = browser.post("/form", format!("email={typed}&_token={token}")).await?;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("value=\"ahsA oaR\""), "{}", answer.text);
    Ok(())
}

#[test]
fn what_words_need_and_what_is_secret_stays_as_it_was_typed() {
    let needed = "\u{200f}\u{645}\u{200c}\u{915}\u{94d}\u{200d}\u{937}\tone\r\ntwo";
    let secret = "heron\u{202e}lamp\u{7}";
    let mut answers =
        vec![("story".to_owned(), needed.to_owned()), ("password".to_owned(), secret.to_owned())];
    let before = answers.clone();
    crate::web::form::tidy(&mut answers);
    assert_eq!(answers, before);
}

#[tokio::test]
async fn a_flood_is_refused_before_it_is_read() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let most = 64 * 1024 - format!("email=&_token={token}").len();
    let fits = browser.post("/form", format!("email={}&_token={token}", "a".repeat(most))).await?;
    assert_eq!(fits.status, StatusCode::UNPROCESSABLE_ENTITY);
    let flood = browser.post("/form", format!("email={}&_token={token}", "a".repeat(most + 1))).await?;
    assert_eq!(flood.status, StatusCode::PAYLOAD_TOO_LARGE);
    Ok(())
}

#[tokio::test]
async fn no_bytes_make_a_form_fail_on_our_side() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let token = browser.token().await?;
    let mut runner = TestRunner::deterministic();
    let bytes = vec(any::<u8>(), 0..40);
    for _ in 0..200 {
        let bytes = bytes.new_tree(&mut runner).map(|it| proptest::strategy::ValueTree::current(&it));
        let bytes = bytes.expect("bytes have no conditions");
        let body = [b"email=", bytes.as_slice(), format!("&_token={token}").as_bytes()].concat();
        let status = browser.post("/form", body.clone()).await?.status;
        assert!(!status.is_server_error(), "{status} for {body:?}");
    }
    Ok(())
}
