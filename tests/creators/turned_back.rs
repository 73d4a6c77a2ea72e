//! What somebody said who took their gift back (rule R10, decision 127).

use crate::donors::journey::{Journey, VISA, fill_in, send, slug};
use anyhow::Context as _;
use contracts::campaigns::FundingModel;
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Browser, TestApp, shapes};

const FIRST: &str = "I gladly carry this";
const LATER: &str = "I ask as a neighbour";
const GONE: &str = "A comment is not shown any more.";

async fn say(browser: &Browser, path: &str, words: &str) -> anyhow::Result<()> {
    let page = browser.get(path).await?;
    let (token, id) = (page.field("_token")?, page.field("id")?);
    let answer = browser.post(path, &[("_token", &*token), ("id", &*id), ("words", words)]).await?;
    anyhow::ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
    Ok(())
}

/// The donor of the demo promises something to `slug` in their own name, and saves a card for it.
async fn promised<'a>(app: &'a TestApp, slug: &str) -> anyhow::Result<Journey<'a>> {
    let browser = app.signed_in("donor").await?;
    let email = app.mail_of("donor")?;
    let fields = fill_in(&browser, slug, "1000", &[("email", &email)]).await?;
    let answer = send(&browser, slug, &fields).await?;
    anyhow::ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
    let pledge = answer.pledge()?;
    app.settle_once().await?;
    let it = Journey { app, browser, slug: slug.to_owned(), pledge };
    it.pay(VISA).await?;
    Ok(it)
}

/// Where whoever runs the campaign reads its comments.
async fn room_of(app: &TestApp, slug: &str) -> anyhow::Result<String> {
    let sql = "SELECT id FROM campaigns_campaign WHERE slug = $1";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![slug.into()]).await?.context("no campaign")?;
    Ok(format!("/dashboard/campaigns/{}/comments", row.try_get::<uuid::Uuid>("", "id")?))
}

async fn cancelled(it: &Journey<'_>) -> anyhow::Result<()> {
    let page = it.at();
    let token = it.browser.get(&format!("{page}/cancel")).await?.field("_token")?;
    let answer = it.browser.post(&format!("{page}/cancellation"), &[("_token", &token)]).await?;
    anyhow::ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
    it.app.settle().await
}

#[tokio::test]
async fn what_somebody_said_who_took_their_gift_back_is_not_shown_until_they_give_again() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::AllOrNothing)?;
        let (campaign, comments) = (format!("/c/{slug}"), format!("/c/{slug}/comments"));
        let gift = promised(&app, &slug).await?;
        say(&gift.browser, &comments, FIRST).await?;
        app.clock.advance(Duration::from_secs(60));
        let read = async |path: &str| anyhow::Ok(app.browser().get(path).await?.text);
        assert!(read(&comments).await?.contains(FIRST) && read(&campaign).await?.contains(FIRST));

        cancelled(&gift).await?;
        app.clock.advance(Duration::from_secs(60));
        say(&gift.browser, &comments, LATER).await?;
        let page = read(&comments).await?;
        assert!(!page.contains(FIRST) && page.contains(GONE) && page.contains(LATER), "{page}");
        let page = read(&campaign).await?;
        assert!(!page.contains(FIRST) && page.contains(LATER), "{page}");
        let room = app.signed_in("creator").await?.get(&room_of(&app, &slug).await?).await?.text;
        assert!(!room.contains(FIRST) && room.contains(GONE) && room.contains(LATER), "{room}");
        assert_eq!(room.matches("<b>Demo donor</b>").count(), 1, "nobody is told who turned back: {room}");
        let own = gift.browser.get(&comments).await?.text;
        assert!(!own.contains(FIRST) && own.contains("because you took your gift back"), "{own}");
        assert_eq!(
            own.matches("/removal\"").count(),
            2,
            "they may take back for good what is not shown: {own}"
        );

        promised(&app, &slug).await?;
        let page = read(&comments).await?;
        assert!(page.contains(FIRST) && page.contains(LATER) && !page.contains(GONE), "{page}");
        app.holds().await?;
    }
    Ok(())
}
