//! While cards are tested at a campaign, nothing is opened at the provider for an address that nobody has proved
//! (decision 090).

use crate::donors::journey::{VISA, fill_in, send, slug};
use anyhow::Context as _;
use campaigns::NewReward;
use contracts::campaigns::{FundingModel, RewardLimit};
use kernel::db::Sql as _;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const ASHA: &str = "asha@example.test";
/// More than any reward costs that is asked for here.
const AMOUNT: &str = "5000";
/// Longer than a machine would wait.
const HALF_A_MINUTE: Duration = Duration::from_secs(40);

type Fields = Vec<(String, String)>;

/// Staff say that cards are tested at `slug`.
pub(super) async fn besiege(app: &TestApp, slug: &str) -> anyhow::Result<()> {
    let staff = app.signed_in("support").await?;
    let token = staff.get("/backoffice/attack").await?.field("_token")?;
    let form = [("_token", token.as_str()), ("campaign", slug), ("minutes", "30"), ("reason", "many cards")];
    assert_eq!(staff.post("/backoffice/attack", &form).await?.status, 303);
    Ok(())
}

fn set(fields: &mut Fields, name: &str, value: &str) {
    fields.retain(|(it, _)| it != name);
    fields.push((name.to_owned(), value.to_owned()));
}

/// The form as a browser sends it, with the date that is hidden in it.
async fn filled_in(browser: &Browser, slug: &str, more: &[(&str, &str)]) -> anyhow::Result<Fields> {
    let mut fields = fill_in(browser, slug, AMOUNT, more).await?;
    let page = browser.get(&format!("/c/{slug}/give")).await?;
    for name in ["pledge", "_shown"] {
        set(&mut fields, name, &page.field(name)?);
    }
    Ok(fields)
}

/// Fills in the form as slowly as a person, and sends it.
async fn gives(
    app: &TestApp,
    browser: &Browser,
    slug: &str,
    more: &[(&str, &str)],
) -> anyhow::Result<Answer> {
    let fields = filled_in(browser, slug, more).await?;
    app.clock.advance(HALF_A_MINUTE);
    send(browser, slug, &fields).await
}

fn is_to_confirm(answer: &Answer, slug: &str) {
    let to = format!("/c/{slug}/confirm?pledge=");
    assert!(
        answer.status == 303 && answer.location.starts_with(&to),
        "{} {}",
        answer.status,
        answer.location
    );
}

/// The link in the last mail to `email` that asks for a gift to be confirmed.
pub(super) fn link_to(app: &TestApp, email: &str) -> anyhow::Result<String> {
    let mut mails = app.mailbox.messages();
    mails.sort_by_key(|it| std::cmp::Reverse(it.number));
    let link = mails.iter().filter(|it| it.to().contains(email)).find_map(|it| {
        let text = it.text();
        let from = text[..text.find("/confirm/")?].rfind("/c/")?;
        text[from..].split_whitespace().next().map(str::to_owned)
    });
    link.with_context(|| format!("no link was mailed to {email}"))
}

/// Presses the button on the page that `link` leads to.
pub(super) async fn confirm(browser: &Browser, link: &str) -> anyhow::Result<Answer> {
    let token = browser.get(link).await?.field("_token")?;
    browser.post(link, &[("_token", &token)]).await
}

async fn count(app: &TestApp, sql: &str) -> anyhow::Result<i64> {
    let row = app.ctx("pledges")?.db.read().one(sql, vec![]).await?;
    Ok(row.context("no count")?.try_get("", "n")?)
}

async fn pledges(app: &TestApp) -> anyhow::Result<i64> {
    count(app, "SELECT COUNT(*) AS n FROM pledges_pledge").await
}

/// How many rewards are held or given.
async fn taken(app: &TestApp) -> anyhow::Result<i64> {
    let sql = "SELECT COALESCE(CAST(SUM(reserved + sold) AS bigint), 0) AS n FROM pledges_reward_stock";
    count(app, sql).await
}

/// How many pages to pay on the provider opened.
fn pages(app: &TestApp) -> usize {
    app.sandbox.objects("checkout.session").len()
}

/// A campaign that charges at once, and a reward of it of which there are not many.
fn with_a_rare_reward() -> anyhow::Result<(String, String)> {
    let rare = |it: &NewReward| matches!(it.limit, RewardLimit::Quantity(_)) && it.price.minor <= 400_000;
    let slug = slug(|it| it.model == FundingModel::KeepItAll && it.rewards.iter().any(rare))?;
    let mut all = campaigns::demo_campaigns(tests::START).into_iter();
    let campaign = all.find(|it| it.slug == slug).context("no such campaign")?;
    let reward = campaign.rewards.into_iter().find(rare).context("no such reward")?;
    Ok((slug, reward.title))
}

async fn id_of(app: &TestApp, reward: &str) -> anyhow::Result<String> {
    let sql = "SELECT reward FROM pledges_reward WHERE title = $1";
    let row = app.ctx("pledges")?.db.read().one(sql, vec![reward.into()]).await?.context("no such reward")?;
    Ok(row.try_get::<uuid::Uuid>("", "reward")?.to_string())
}

#[tokio::test]
async fn while_cards_are_tested_nothing_is_opened_or_held_before_the_address_is_proved() -> anyhow::Result<()>
{
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (slug, reward) = with_a_rare_reward()?;
        let reward = id_of(&app, &reward).await?;
        let calm = gives(&app, &app.browser(), &slug, &[]).await?;
        assert!(calm.location.starts_with("/p/"), "in calm it goes on at once: {}", calm.location);
        besiege(&app, &slug).await?;
        let browser = app.browser();
        let sent = gives(&app, &browser, &slug, &[("reward", &reward), ("email", ASHA)]).await?;
        is_to_confirm(&sent, &slug);
        let page = browser.get(&sent.location).await?;
        assert!(page.text.contains(ASHA) && page.text.contains("No money has moved"), "{}", page.text);
        let stranger = app.browser().get(&sent.location).await?;
        assert!(
            stranger.status == 200 && !stranger.text.contains(ASHA),
            "the address is in nobody else's page"
        );
        app.settle().await?;
        assert_eq!(
            (pledges(&app).await?, taken(&app).await?, pages(&app)),
            (1, 0, 1),
            "all of it from before"
        );

        // The mail is read on another machine, and a program of its reader looks at the link first.
        let (phone, link) = (app.browser(), link_to(&app, ASHA)?);
        for _ in 0..2 {
            let asks = phone.get(&link).await?;
            assert!(asks.status == 200 && asks.text.contains("Confirm your gift"), "{}", asks.text);
        }
        assert_eq!(pledges(&app).await?, 1, "to look at it does nothing");
        let on = confirm(&phone, &link).await?;
        assert!(on.status == 303 && on.location.ends_with("/pay"), "{} {}", on.status, on.text);
        app.settle_once().await?;
        assert_eq!((pledges(&app).await?, taken(&app).await?, pages(&app)), (2, 1, 2));
        let checkout = phone.get(&on.location).await?.location;
        let session = checkout.rsplit('/').next().unwrap_or_default();
        app.sandbox.pay(session.split(['?', '#']).next().unwrap_or_default(), VISA)?;
        app.settle().await?;

        let token = browser.get(&format!("/c/{slug}/give")).await?.field("_token")?;
        let again = browser.post(&link, &[("_token", &token)]).await?;
        assert_eq!((again.status, &again.location), (303, &on.location), "it leads on");
        assert_eq!(browser.get(&link).await?.location, on.location);
        app.settle().await?;
        assert_eq!(
            (pledges(&app).await?, taken(&app).await?, pages(&app)),
            (2, 1, 2),
            "and makes nothing more"
        );
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_link_that_has_ended_says_what_to_do_and_nothing_is_kept_of_it() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        besiege(&app, &slug).await?;
        is_to_confirm(&gives(&app, &app.browser(), &slug, &[("email", ASHA)]).await?, &slug);
        app.settle_once().await?;
        let (browser, link) = (app.browser(), link_to(&app, ASHA)?);
        let token = browser.get(&link).await?.field("_token")?;
        app.clock.advance(Duration::from_hours(1));
        for swept in [false, true] {
            let late = browser.post(&link, &[("_token", &token)]).await?;
            let seen = browser.get(&link).await?;
            for page in [late, seen] {
                assert_eq!(page.status, 410, "swept: {swept}: {}", page.text);
                assert!(page.text.contains("nothing was charged"), "{}", page.text);
                assert!(page.text.contains(&format!("href=\"/c/{slug}/give\"")), "{}", page.text);
            }
            app.settle().await?;
        }
        let kept = count(&app, "SELECT COUNT(*) AS n FROM pledges_confirmation").await?;
        let keys = count(&app, "SELECT COUNT(*) AS n FROM pledges_person_key").await?;
        assert_eq!((pledges(&app).await?, kept, keys), (0, 0, 0));
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_can_have_an_address_written_to_again_and_again() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
        besiege(&app, &slug).await?;
        for written in [ASHA, "Asha@Example.test", "asha+1@example.test", "asha+2@example.test", ASHA, ASHA] {
            // Whether it is written to is not told.
            is_to_confirm(&gives(&app, &app.browser(), &slug, &[("email", written)]).await?, &slug);
        }
        is_to_confirm(&gives(&app, &app.browser(), &slug, &[("email", "b@example.test")]).await?, &slug);
        app.settle().await?;
        assert_eq!(app.mailbox.messages().len(), 3 + 1, "three to one inbox, one to another");
        assert!(
            app.mailbox.messages().iter().all(|it| !it.text().contains("Ananya")),
            "with no word of a stranger"
        );
        app.clock.advance(Duration::from_hours(1));
        besiege(&app, &slug).await?;
        is_to_confirm(&gives(&app, &app.browser(), &slug, &[("email", ASHA)]).await?, &slug);
        app.settle().await?;
        assert_eq!(app.mailbox.messages().len(), 3 + 1 + 1, "an hour later it goes on");
        assert_eq!((pledges(&app).await?, pages(&app)), (0, 0));
    }
    Ok(())
}

#[tokio::test]
async fn a_form_that_is_put_right_has_one_link_and_sent_twice_one_mail() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    besiege(&app, &slug).await?;
    let browser = app.browser();
    let mut fields = filled_in(&browser, &slug, &[("email", "ahsa@example.test")]).await?;
    app.clock.advance(HALF_A_MINUTE);
    let first = send(&browser, &slug, &fields).await?;
    is_to_confirm(&first, &slug);
    let back = browser.get(&first.location.replace("/confirm?", "/give?")).await?;
    assert_eq!(back.field("email")?, "ahsa@example.test", "what was typed is still there");
    set(&mut fields, "email", ASHA);
    for _ in 0..2 {
        is_to_confirm(&send(&browser, &slug, &fields).await?, &slug);
    }
    app.settle_once().await?;
    assert_eq!(app.mailbox.messages().len(), 2);
    assert_eq!(browser.get(&link_to(&app, "ahsa@example.test")?).await?.status, 410, "it was replaced");
    assert_eq!(confirm(&browser, &link_to(&app, ASHA)?).await?.status, 303);
    // Sent once more after that, it is the pledge that it has become.
    let again = send(&browser, &slug, &fields).await?;
    assert!(again.location.starts_with("/p/"), "{} {}", again.status, again.location);
    assert_eq!(pledges(&app).await?, 1);
    Ok(())
}

#[tokio::test]
async fn whoever_is_signed_in_with_their_address_goes_on_at_once_and_with_another_one_does_not()
-> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    app.settle_once().await?;
    besiege(&app, &slug).await?;
    let (donor, address) = (app.signed_in("donor").await?, app.mail_of("donor")?);
    let own = gives(&app, &donor, &slug, &[("email", &address)]).await?;
    assert!(own.location.starts_with("/p/"), "{} {}", own.status, own.location);
    is_to_confirm(&gives(&app, &donor, &slug, &[("email", ASHA)]).await?, &slug);
    is_to_confirm(&gives(&app, &app.browser(), &slug, &[("email", &address)]).await?, &slug);
    Ok(())
}
