//! How a donor turns back, and what they are told when they do not.

use super::journey::{Journey, VISA, slug};
use contracts::campaigns::FundingModel;
use tests::{TestApp, shapes};

#[tokio::test]
async fn a_pledge_is_cancelled_only_after_it_was_asked_once_more() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for (model, words) in [
            (FundingModel::KeepItAll, "Nothing was charged, and nothing will be."),
            (FundingModel::AllOrNothing, "Your card was not charged, and will not be."),
        ] {
            let journey = Journey::promise(&app, &slug(|it| it.model == model)?, "1000").await?;
            if model == FundingModel::AllOrNothing {
                journey.pay(VISA).await?;
            }
            let page = journey.at();
            let link = format!("href=\"{page}/cancel\"");
            let shown = journey.page().await?;
            assert!(shown.contains(&link) && !shown.contains("/cancellation"), "{shown}");

            let asked = journey.browser.get(&format!("{page}/cancel")).await?;
            assert_eq!(asked.status, 200, "{}", asked.text);
            for said in [words, "Yes, cancel this pledge", "Keep it", "1,000.00"] {
                assert!(asked.text.contains(said), "{said}: {}", asked.text);
            }
            assert!(journey.page().await?.contains(&link), "asking changes nothing");

            let form = [("_token", &*asked.field("_token")?)];
            let cancelled = journey.browser.post(&format!("{page}/cancellation"), &form).await?;
            assert_eq!(cancelled.status, 303, "{}", cancelled.text);
            app.settle().await?;
            let shown = journey.page().await?;
            assert!(shown.contains("You cancelled this pledge") && !shown.contains(&link), "{shown}");
            assert!(shown.contains("Give again"), "{shown}");
            let over = journey.browser.get(&format!("{page}/cancel")).await?;
            assert_eq!((over.status, over.location), (303, page), "there is nothing left to ask");
        }
        // Who had not paid was told nothing before either.
        let told = app.mailbox.messages();
        let told = told.iter().filter(|it| it.subject().starts_with("You cancelled your pledge")).count();
        assert_eq!(told, 1, "who had saved a card");
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn whoever_gave_can_tell_others_and_ask_for_help() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let journey = Journey::promise(&app, &slug, "1000").await?;
    journey.pay(VISA).await?;
    let page = journey.page().await?;
    let ways =
        ["https://wa.me/?text=I%20support", "mailto:?subject=I%20support", "data-share=", "href=\"/help\""];
    for said in ways {
        assert!(page.contains(said), "{said}: {page}");
    }
    Ok(())
}
