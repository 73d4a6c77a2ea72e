use super::{Mails, Visitor};
use crate::donors::journey::{Journey, VISA, slug};
use contracts::campaigns::FundingModel;
use tests::{TestApp, shapes};

/// The address every guest of a [`Journey`] gives with.
const EMAIL: &str = "ananya@example.test";

#[tokio::test]
async fn a_guest_keeps_the_gift_in_an_account_by_a_link_to_the_address_it_was_given_with()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let first = Journey::promise(&app, &slug, "1000").await?;
        first.pay(VISA).await?;
        let second = Journey::promise(&app, &slug, "2000").await?;
        second.pay(VISA).await?;

        let guest = Visitor { app: &app, browser: app.browser() };
        let page = second.at();
        assert!(guest.browser.get(&page).await?.text.contains("Keep your gifts in an account"));
        let fields = [("email", EMAIL), ("next", "/me/pledges")];
        let asked = guest.send(&page, "/signup/link", &fields).await?;
        assert_eq!(asked.location, "/link/sent", "{}", asked.text);
        app.settle().await?;
        let link = app.link_to(EMAIL)?;
        assert_eq!(guest.send(&link, &link, &[]).await?.location, "/me/pledges");
        app.settle().await?;
        let gifts = guest.browser.get("/me/pledges").await?.text;
        for journey in [&first, &second] {
            assert!(gifts.contains(&journey.at()), "{gifts}");
        }
        assert!(gifts.contains(&format!("href=\"/c/{slug}\" dir=\"auto\" lang=\"en\">")), "{gifts}");
        assert!(!guest.browser.get(&page).await?.text.contains("Keep your gifts in an account"));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_gift_to_an_address_that_was_proved_before_is_in_its_account_without_being_asked_for()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        let owner = Visitor::of(&app);
        owner.register("Ananya", EMAIL).await?;
        app.settle().await?;
        let gift = Journey::promise(&app, &slug, "1000").await?;
        let kept = || async { Ok::<_, anyhow::Error>(owner.browser.get("/me/pledges").await?.text) };
        assert!(!kept().await?.contains(&gift.pledge), "nothing before it counts");
        app.sandbox.pay(&gift.session().await?, VISA)?;
        // Nothing is told twice here: the proof of the address is not heard again.
        app.settle_once().await?;
        assert!(kept().await?.contains(&gift.pledge));
        let page = app.browser().get(&gift.at()).await?.text;
        assert!(
            page.contains("Keep your gifts in an account"),
            "a stranger is not told of the account: {page}"
        );
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn gifts_of_another_address_stay_with_whoever_gave_them() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let gift = Journey::promise(&app, &slug, "1000").await?;
    gift.pay(VISA).await?;
    let other = Visitor::of(&app);
    other.register("Ravi", "ravi@example.test").await?;
    app.settle().await?;
    assert!(!other.browser.get("/me/pledges").await?.text.contains(&gift.pledge));

    let owner = Visitor::of(&app);
    owner.register("Ananya", EMAIL).await?;
    app.settle().await?;
    assert!(owner.browser.get("/me/pledges").await?.text.contains(&gift.pledge));
    Ok(())
}
