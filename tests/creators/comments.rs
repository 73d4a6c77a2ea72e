//! Comments that are taken back, and comments that are reported.

use super::{
    community::{SLUG, comment},
    desk::Desk,
};
use anyhow::Context as _;
use tests::{Browser, TestApp, shapes};

/// The id of the comment that says `words`, as whoever reads the page finds it in the link to report it.
async fn id_of(browser: &Browser, words: &str) -> anyhow::Result<String> {
    let page = browser.get(&format!("/c/{SLUG}/comments")).await?.text;
    let at = page.find(words).context("the comment is not there")?;
    let link = page[at..].split("report?comment=").nth(1).and_then(|it| it.split('"').next());
    Ok(link.context("it has no link to report it")?.to_owned())
}

#[tokio::test]
async fn an_author_takes_a_comment_back_and_nobody_else_does() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "I live next door.").await?.status, 303);
        let id = id_of(&donor, "next door").await?;
        let (path, removal) = (format!("/c/{SLUG}/comments"), format!("/c/{SLUG}/comments/{id}/removal"));
        let strange = desk.browser.get(&path).await?;
        assert!(!strange.text.contains(&removal), "nobody else is offered it: {}", strange.text);
        let token = strange.field("_token")?;
        assert_eq!(desk.browser.post(&removal, &[("_token", &token)]).await?.status, 404);
        let page = donor.get(&path).await?;
        assert!(page.text.contains(&removal), "{}", page.text);
        let token = page.field("_token")?;
        for _ in 0..2 {
            assert_eq!(donor.post(&removal, &[("_token", &token)]).await?.status, 303);
        }
        for (who, path) in [(&desk.browser, path.clone()), (&desk.browser, desk.path("/comments"))] {
            let page = who.get(&path).await?.text;
            assert!(page.contains("taken back by its author") && !page.contains("next door"), "{page}");
        }
        let public = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(public.contains("Nobody has said or asked anything yet."), "{public}");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert_eq!(log.matches(&format!("comment/{id}")).count(), 1, "{log}");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_comment_is_reported_and_a_moderator_hides_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Desk::launched(&app).await?;
        let donor = app.signed_in("donor").await?;
        assert_eq!(comment(&donor, "They are thieves.").await?.status, 303);
        let id = id_of(&donor, "thieves").await?;
        let (guest, path) = (app.browser(), format!("/c/{SLUG}/report?comment={id}"));
        let page = guest.get(&path).await?;
        assert!(page.text.contains("They are thieves.") && !page.text.contains("value=\"misused\""));
        let (token, report) = (page.field("_token")?, page.field("id")?);
        let form = [
            ("_token", token.as_str()),
            ("id", report.as_str()),
            ("comment", id.as_str()),
            ("reason", "harmful"),
            ("words", "It insults the volunteers."),
        ];
        assert_eq!(guest.post(&format!("/c/{SLUG}/report"), &form).await?.status, 303);
        let nothing = format!("/c/{SLUG}/report?comment=0197b5a0-0000-7000-8000-000000000000");
        assert_eq!(guest.get(&nothing).await?.status, 404);

        let (moderator, room) = (app.signed_in("moderator").await?, format!("/backoffice/reports/{report}"));
        let page = moderator.get(&room).await?;
        assert!(page.text.contains("They are thieves."), "{}", page.text);
        let token = page.field("_token")?;
        let hide = |reason| [("_token", token.as_str()), ("hide_reason", reason)];
        let hiding = format!("{room}/hiding");
        let strange = donor.get(&format!("/c/{SLUG}/comments")).await?.field("_token")?;
        let stranger = [("_token", strange.as_str()), ("hide_reason", "x")];
        assert_eq!(donor.post(&hiding, &stranger).await?.status, 404);
        let wrong = moderator.post(&hiding, &hide(" ")).await?;
        assert!(wrong.status == 422 && wrong.text.contains("id=\"hide_reason-problem\""), "{}", wrong.text);
        assert_eq!(moderator.post(&hiding, &hide("An insult.")).await?.status, 303);
        let shown = guest.get(&format!("/c/{SLUG}/comments")).await?.text;
        assert!(!shown.contains("thieves") && shown.contains("An insult."), "{shown}");
        let page = moderator.get(&room).await?.text;
        assert!(page.contains("They are thieves.") && !page.contains(&hiding), "{page}");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("comment.hide") && log.contains("An insult."), "{log}");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}
