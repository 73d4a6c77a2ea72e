//! A campaign within pages of other sites: which of them, its creator says.

use super::desk::Desk;
use tests::{Answer, TestApp, shapes};

const SHOWN: &str = "/embed/c/a-bench-by-the-lake";

async fn name(desk: &Desk<'_>, sites: &str) -> anyhow::Result<Answer> {
    let path = desk.path("/embed");
    let token = desk.browser.get(&path).await?.field("_token")?;
    desk.browser.post(&path, &[("_token", &token), ("sites", sites)]).await
}

/// Who may show it, as browsers are told.
async fn told(app: &TestApp) -> anyhow::Result<String> {
    let answer = app.browser().get(SHOWN).await?;
    assert_eq!(answer.status, 200, "{}", answer.text);
    let policy = answer.headers.get("content-security-policy").map(|it| it.to_str()).transpose()?;
    let words = policy.unwrap_or_default().split("; ").find_map(|it| it.strip_prefix("frame-ancestors "));
    Ok(words.unwrap_or_default().to_owned())
}

#[tokio::test]
async fn a_creator_says_which_sites_show_their_campaign() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        assert_eq!(told(&app).await?, "https:");
        let overview = desk.browser.get(&desk.path("")).await?.text;
        assert!(overview.contains(&format!("href=\"{}\"", desk.path("/embed"))), "{overview}");
        let room = desk.browser.get(&desk.path("/embed")).await?.text;
        assert!(room.contains(SHOWN), "it says what to write there: {room}");

        let saved = name(&desk, "News.example.org\n https://club.example.net/ ").await?;
        assert_eq!(saved.status, 303, "{}", saved.text);
        assert_eq!(told(&app).await?, "https://news.example.org https://club.example.net");
        let log = desk.browser.get(&desk.path("/log")).await?.text;
        assert!(log.contains("Which sites may show it was changed"), "{log}");

        let refused = name(&desk, "club.example.net\n*; script-src *").await?;
        assert_eq!(refused.status, 422, "{}", refused.text);
        assert!(refused.text.contains("id=\"sites-problem\""), "{}", refused.text);
        assert_eq!(told(&app).await?, "https://news.example.org https://club.example.net");

        assert_eq!(name(&desk, "").await?.status, 303);
        assert_eq!(told(&app).await?, "https:");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_has_not_begun_is_shown_by_no_other_site() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::written(&app).await?;
    assert_eq!(app.browser().get(SHOWN).await?.status, 404);
    assert_eq!(desk.browser.get(&desk.path("/embed")).await?.status, 404);
    Ok(())
}
