//! The pages of a campaign's dashboard that other modules show.

use super::desk::Desk;
use crate::donors::journey::{Journey, VISA};
use std::time::Duration;
use tests::{TestApp, shapes};

#[tokio::test]
async fn figures_and_money_stand_among_the_rooms_of_their_campaign() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let rooms = ["", "/edit/basics", "/updates", "/comments", "/backers", "/figures", "/money", "/team"];
    for shown in ["", "/backers", "/figures", "/money"] {
        let page = desk.browser.get(&desk.path(shown)).await?;
        assert_eq!(page.status, 200, "{shown}");
        for room in rooms {
            let mark = if room == shown { " aria-current=\"page\"" } else { "" };
            let link = format!("<a href=\"{}\"{mark}>", desk.path(room));
            assert!(page.text.contains(&link), "{link} in {}", page.text);
        }
        assert!(page.text.contains("<a href=\"/c/a-bench-by-the-lake\">Public page</a>"), "{shown}");
    }
    // Whoever works here sees the figures and has no place in the other rooms.
    let page = app.signed_in("support").await?.get(&desk.path("/figures")).await?;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains(&desk.path("/team")), "{}", page.text);
    Ok(())
}

#[tokio::test]
async fn a_chart_says_what_its_edges_stand_for_and_how_to_read_it() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    Journey::promise(&app, "a-bench-by-the-lake", "25").await?.pay(VISA).await?;
    app.settle().await?;
    let page = desk.browser.get(&desk.path("/figures")).await?.text;
    let section = |name: &str| {
        let title = format!("<title id=\"{name}-title\">");
        page.split("<section").find(|it| it.contains(&title)).unwrap_or_default().to_owned()
    };
    let amounts = section("amounts");
    for said in [
        "<p class=\"axis num\"><span dir=\"auto\">1 gift</span></p>",
        "<span dir=\"auto\">€20</span><span dir=\"auto\">€50</span>",
        "<desc id=\"amounts-desc\">The highest bar: 1 of 1 gift, from €20 to less than €50.</desc>",
        "How high a bar is says how many gifts there are",
    ] {
        assert!(amounts.contains(said), "{said} in {amounts}");
    }
    assert!(section("pace").contains("<span dir=\"auto\">€900</span>"), "the goal is its upper edge: {page}");
    for bars in ["hours", "days"] {
        assert!(section(bars).contains("<span dir=\"auto\">€25</span>"), "{bars} in {page}");
    }
    Ok(())
}

#[tokio::test]
async fn figures_of_a_campaign_that_ended_without_a_gift_send_nobody_to_find_the_first() -> anyhow::Result<()>
{
    const TWENTY_DAYS: Duration = Duration::from_hours(20 * 24);
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let runs = desk.browser.get(&desk.path("/figures")).await?.text;
    assert!(runs.contains("No gifts yet") && runs.contains("Share the campaign"), "{runs}");
    app.pass(2 * TWENTY_DAYS, TWENTY_DAYS).await?;
    app.settle().await?;
    let over = app.signed_in("creator").await?.get(&desk.path("/figures")).await?.text;
    assert!(over.contains("ended without a gift") && !over.contains("Share the campaign"), "{over}");
    Ok(())
}
