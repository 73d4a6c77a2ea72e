//! Add-ons: a creator offers one, donors take some, and who took it is read where rewards are.

use super::desk::Desk;
use crate::donors::journey::{Journey, VISA, raised};
use tests::{TestApp, shapes};

const SLUG: &str = "a-bench-by-the-lake";

/// The plate that the bench has, and a mug that goes with it, as the form of rewards sends them.
fn rewards<'a>(plate: &'a str, mug: &'a str, kind: &'a str, price: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("reward_id_1", plate),
        ("reward_title_1", "A plate with your name"),
        ("reward_description_1", "Screwed to the back of the bench."),
        ("reward_price_1", "40.00"),
        ("reward_limit_1", "quantity"),
        ("reward_quantity_1", "7"),
        ("reward_id_2", mug),
        ("reward_title_2", "A mug"),
        ("reward_description_2", "With the bench on it."),
        ("reward_price_2", price),
        ("reward_limit_2", "quantity"),
        ("reward_quantity_2", "5"),
        ("reward_kind_2", kind),
        ("reward_most_2", "3"),
    ]
}

#[tokio::test]
async fn a_creator_offers_an_add_on_and_reads_who_took_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let plate = desk.browser.get(&desk.path("/edit/rewards")).await?.field("reward_id_1")?;
        assert_eq!(desk.write("rewards", &rewards(&plate, "", "add_on", "12.00")).await?.status, 303);
        app.settle().await?;
        let mug = desk.browser.get(&desk.path("/edit/rewards")).await?.field("reward_id_2")?;
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(page.contains("A mug") && page.contains("5 left"), "{page}");

        let field = format!("add_on_{mug}");
        let more = [("reward", &*plate), (&*field, "2")];
        let gift = Journey::promise_with(&app, SLUG, "45", &more).await?;
        gift.pay(VISA).await?;
        assert_eq!(raised(&app, SLUG).await?, 6_900, "45 and two at 12");
        let own = gift.page().await?;
        assert!(own.contains("2 × A mug"), "{own}");
        for room in ["/backers", "/backers.csv"] {
            let backers = desk.browser.get(&desk.path(room)).await?.text;
            assert!(backers.contains("2 × A mug"), "{room}: {backers}");
        }
        let parcel = desk.browser.get(&desk.sending().await?).await?.text;
        assert!(parcel.contains("2 × A mug"), "what goes into it is read where it is sent: {parcel}");
        let page = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        assert!(page.contains("3 left"), "{page}");

        for (kind, price, words) in [
            ("reward", "12.00", "an add-on an add-on once they are published"),
            ("add_on", "13.00", "One donor chose this at"),
        ] {
            let answer = desk.write("rewards", &rewards(&plate, &mug, kind, price)).await?;
            assert_eq!(answer.status, 422, "{words}");
            assert!(answer.text.contains(words), "{words} in {}", answer.text);
        }
        app.holds().await?;
    }
    Ok(())
}
