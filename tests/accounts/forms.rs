use super::Visitor;
use axum::{
    body::Body,
    http::{Request, header},
};
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";
/// Every form of this module, with the fields it knows.
const FORMS: &[(&str, &str, &[&str])] = &[
    ("/login", "/login", &["email", "password", "next"]),
    ("/signup", "/signup", &["name", "email", "password", "next"]),
    ("/login/link", "/login/link", &["email", "next"]),
    ("/login/reset", "/login/reset", &["email"]),
    ("/login", "/signup/link", &["email", "next"]),
    ("/me", "/me", &["name", "locale", "news"]),
    ("/me", "/me/password", &["current", "new"]),
    ("/me", "/me/email", &["email"]),
    ("/me", "/me/confirm", &["password", "code", "passkey", "next", "deed"]),
    ("/me", "/me/security/app", &["code"]),
    ("/me", "/me/security/passkey", &["name", "passkey"]),
];

/// What nobody types, and what some send.
fn nonsense() -> Vec<String> {
    vec![
        String::new(),
        "\r\nSet-Cookie: sid=1".into(),
        "../../../etc/passwd".into(),
        "<script>alert(1)</script>".into(),
        "' OR 1=1 --".into(),
        "{\"a\":[[[[[[[[[[[[]]]]]]]]]]]]}".into(),
        "-1e309".into(),
        "\u{202e}\u{0}".replace('\u{0}', ""),
        "ﷺ".repeat(500),
        "a@".repeat(2000),
    ]
}

/// Whoever is asked answers with a page that says what is wrong, or leads on; nothing breaks.
fn is_an_answer(status: u16, text: &str) -> bool {
    matches!(status, 200 | 303) || (400..500).contains(&status) && text.contains("<h1>")
}

#[tokio::test]
async fn nonsense_in_any_field_is_answered_with_a_page_that_says_what_is_wrong() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let asha = Visitor::of(&app);
    asha.register("Asha", EMAIL).await?;
    for (page, action, fields) in FORMS {
        let guest = Visitor::of(&app);
        let who = if page.starts_with("/me") { &asha } else { &guest };
        let token = who.browser.get(page).await?.field("_token")?;
        for field in *fields {
            for value in nonsense() {
                app.clock.advance(std::time::Duration::from_secs(2));
                let form = [("_token", token.as_str()), (*field, &value)];
                let answer = who.browser.post(action, &form).await?;
                assert!(
                    is_an_answer(answer.status, &answer.text),
                    "{action} {field}={value:?}: {}",
                    answer.status
                );
                assert!(!answer.text.contains("<script>alert"), "{action} {field}");
                assert!(
                    !answer.headers.contains_key("set-cookie") || answer.status != 422,
                    "{action} {field}"
                );
            }
        }
        let broken: [(&str, Vec<u8>, &[u16]); 4] = [
            ("a field twice", format!("_token={token}&{0}=a&{0}=b", fields[0]).into_bytes(), &[400]),
            ("NUL", format!("_token={token}&{}=%00", fields[0]).into_bytes(), &[400]),
            (
                "no UTF-8",
                [format!("_token={token}&{}=", fields[0]).into_bytes(), b"%ff\xfe".to_vec()].concat(),
                &[400],
            ),
            (
                "ten megabytes",
                [format!("_token={token}&{}=", fields[0]).into_bytes(), vec![b'a'; 10_000_000]].concat(),
                &[413],
            ),
        ];
        for (what, body, wanted) in broken {
            let request = Request::post(*action)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .header("sec-fetch-site", "same-origin");
            let answer = who.browser.send(request, Body::from(body)).await?;
            if answer.location.starts_with("/me/confirm") {
                // Who they are is asked before what they wrote.
                continue;
            }
            assert!(wanted.contains(&answer.status), "{action}, {what}: {}", answer.status);
            assert!(answer.text.contains("<h1>"), "{action}, {what}: {}", answer.text);
        }
    }
    for path in ["/link/%00", "/link/..%2f..%2fme", "/link/é", "/me/sessions/x/end", "/backoffice/people/x"]
    {
        let answer = asha.browser.get(path).await?;
        assert!((400..500).contains(&answer.status), "{path}: {}", answer.status);
    }
    app.settle().await?;
    app.holds().await
}

#[tokio::test]
async fn whoever_chose_a_language_is_shown_it_and_keeps_it() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let donor = app.signed_in("donor").await?;
    let save = async |name: &str, locale: &str| {
        let token = donor.get("/me").await?.field("_token")?;
        donor.post("/me", &[("_token", &*token), ("name", name), ("locale", locale)]).await
    };
    assert_eq!(save("Asha", "ar").await?.location, "/me?saved=yes");
    let page = donor.get("/me?saved=yes").await?.text;
    assert!(page.contains("Saved.") && page.contains("value=\"ar\" lang=\"ar\" selected"), "{page}");
    let refused = save("", "es").await?;
    assert!(refused.text.contains("value=\"es\" lang=\"es\" selected"), "{}", refused.text);
    Ok(())
}
