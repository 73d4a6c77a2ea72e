//! Rewards on their way: the creator says so, the donor reads it, and a bank that asks is told.

use super::desk::Desk;
use crate::{
    donors::journey::{Journey, VISA},
    money::adds_up,
};
use anyhow::Context as _;
use kernel::db::Sql as _;
use tests::{Answer, TestApp, shapes};

const SLUG: &str = "a-bench-by-the-lake";

impl Desk<'_> {
    /// A paid gift of €45 with the campaign's only reward.
    async fn given(&self) -> anyhow::Result<Journey<'_>> {
        let reward = self.browser.get(&self.path("/edit/rewards")).await?.field("reward_id_1")?;
        let gift = Journey::promise_with(self.app, SLUG, "45", &[("reward", reward.as_str())]).await?;
        gift.pay(VISA).await?;
        Ok(gift)
    }

    /// Where the only backer's reward is said to be sent.
    pub(super) async fn sending(&self) -> anyhow::Result<String> {
        let page = self.browser.get(&self.path("/backers")).await?.text;
        let link = page.split("href=\"").find(|it| it.starts_with(&self.path("/backers/")));
        Ok(link.and_then(|it| it.split('"').next()).context("nothing can be sent")?.to_owned())
    }

    async fn send(&self, path: &str, carrier: &str, tracking: &str) -> anyhow::Result<Answer> {
        let token = self.browser.get("/me").await?.field("_token")?;
        let form = [("_token", &*token), ("carrier", carrier), ("tracking", tracking)];
        let answer = self.browser.post(path, &form).await?;
        self.app.settle().await?;
        Ok(answer)
    }

    /// How often it was said that something was sent.
    async fn said(&self) -> anyhow::Result<i64> {
        let sql = "SELECT COUNT(*) FROM campaigns_outbox WHERE topic = 'campaigns.reward_sent'";
        let row = self.app.ctx("campaigns")?.db.read().one(sql, vec![]).await?.context("no count")?;
        Ok(row.try_get_by_index(0)?)
    }
}

#[tokio::test]
async fn a_reward_that_was_sent_is_on_its_donor_s_page_and_in_what_a_bank_is_told() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = desk.given().await?;
        let path = desk.sending().await?;
        assert!(!path.contains(&gift.pledge), "the id of a pledge is not the creator's: {path}");
        let page = gift.page().await?;
        assert!(!page.contains("is on its way."), "{page}");
        let form = desk.browser.get(&path).await?.text;
        assert!(form.contains("A plate with your name") && !form.contains(&gift.pledge), "{form}");

        assert_eq!(desk.send(&path, "", "").await?.status, 303);
        let page = gift.page().await?;
        assert!(page.contains("is on its way.") && !page.contains("It comes with"), "{page}");
        assert_eq!(desk.send(&path, " DHL ", "JJD0142").await?.status, 303);
        assert_eq!(desk.send(&path, "DHL", "JJD0142").await?.status, 303);
        assert_eq!(desk.said().await?, 2, "the same words are nothing new");
        let page = gift.page().await?;
        assert!(page.contains("DHL") && page.contains("JJD0142"), "{page}");
        assert_eq!(page.matches("is on its way.").count(), 1, "{page}");
        let backers = desk.browser.get(&desk.path("/backers")).await?.text;
        assert!(backers.contains("Sent on") && backers.contains("Change how it was sent"), "{backers}");

        app.sandbox.dispute(&gift.charge()?)?;
        app.settle().await?;
        let room = app.signed_in("finance").await?.get("/backoffice/disputes").await?.text;
        assert!(room.contains("by DHL, tracking number JJD0142."), "{room}");
        let log = app.ctx("campaigns")?.db.read();
        let clear = "SELECT 1 FROM campaigns_outbox WHERE payload LIKE '%JJD0142%'";
        assert!(log.one(clear, vec![]).await?.is_none(), "the number is sealed in the log");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("reward.send"), "{log}");
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_is_too_long_comes_back_with_what_was_typed_and_says_nothing() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    desk.given().await?;
    let (path, long) = (desk.sending().await?, "x".repeat(81));
    let answer = desk.send(&path, "DHL", &long).await?;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.text.contains("at most 80 characters") && answer.text.contains(&long), "{}", answer.text);
    assert!(answer.text.contains("id=\"problems\"") && answer.text.contains("DHL"), "{}", answer.text);
    assert_eq!(desk.said().await?, 0);
    Ok(())
}

#[tokio::test]
async fn nobody_else_sends_a_reward_and_none_is_sent_for_what_went_back() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let desk = Desk::launched(&app).await?;
    let gift = desk.given().await?;
    let path = desk.sending().await?;
    let other = app.signed_in("donor").await?;
    let token = other.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("carrier", "DHL"), ("tracking", "")];
    assert_eq!((other.get(&path).await?.status, other.post(&path, &form).await?.status), (404, 404));
    let elsewhere = desk.path(&format!("/backers/{}/reward", gift.pledge));
    assert_eq!(desk.send(&elsewhere, "DHL", "").await?.status, 404, "a pledge's id is no mark of it");

    assert_eq!(gift.refund("45").await?.status, 303);
    app.settle().await?;
    assert_eq!(desk.browser.get(&path).await?.status, 404);
    assert_eq!(desk.send(&path, "DHL", "").await?.status, 404);
    assert!(desk.sending().await.is_err(), "it is offered still");
    assert_eq!(desk.said().await?, 0);
    Ok(())
}

/// How many mails say `subject`.
fn mails(gift: &Journey<'_>, subject: &str) -> usize {
    gift.mails().iter().filter(|it| it.contains(subject)).count()
}

#[tokio::test]
async fn a_reward_that_was_marked_as_sent_by_mistake_is_not_sent_and_the_donor_reads_of_both()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = desk.given().await?;
        let path = desk.sending().await?;
        let removal = format!("{path}/removal");
        assert!(!desk.browser.get(&path).await?.text.contains("Mark as not sent"));
        assert_eq!(desk.send(&path, "", "").await?.status, 303);
        assert_eq!(desk.send(&path, "DHL", "JJD0142").await?.status, 303);
        assert_eq!(mails(&gift, "is on its way"), 1, "once for each time it is sent: {:?}", gift.mails());
        let other = app.signed_in("donor").await?;
        let token = other.get("/me").await?.field("_token")?;
        assert_eq!(other.post(&removal, &[("_token", &token)]).await?.status, 404);

        assert!(desk.browser.get(&path).await?.text.contains("Mark as not sent"));
        for _ in 0..2 {
            assert_eq!(desk.send(&removal, "", "").await?.status, 303);
        }
        assert_eq!(mails(&gift, "is not on its way yet"), 1);
        let page = gift.page().await?;
        assert!(!page.contains("is on its way.") && page.contains("/delivery"), "{page}");
        let backers = desk.browser.get(&desk.path("/backers")).await?.text;
        assert!(!backers.contains("Sent on") && backers.contains("Mark as sent"), "{backers}");
        let log = app.signed_in("admin").await?.get("/backoffice/audit").await?.text;
        assert!(log.contains("reward.not_sent"), "{log}");

        app.clock.advance(std::time::Duration::from_mins(30));
        assert_eq!(desk.send(&path, "DHL", "JJD0143").await?.status, 303);
        assert_eq!(mails(&gift, "is on its way"), 2);
        assert!(gift.page().await?.contains("JJD0143"));
        app.sandbox.dispute(&gift.charge()?)?;
        app.settle().await?;
        let room = app.signed_in("finance").await?.get("/backoffice/disputes").await?.text;
        assert!(room.contains("JJD0143") && !room.contains("JJD0142"), "{room}");
        adds_up(&app).await?;
    }
    Ok(())
}

/// The donor says where the reward goes; the answer.
async fn tell(gift: &Journey<'_>, name: &str, address: &str) -> anyhow::Result<Answer> {
    let path = format!("{}/delivery", gift.at());
    let token = gift.browser.get("/login").await?.field("_token")?;
    let answer =
        gift.browser.post(&path, &[("_token", &token), ("name", name), ("address", address)]).await?;
    gift.app.settle().await?;
    Ok(answer)
}

/// T-42.
#[tokio::test]
async fn t42_whoever_is_not_named_gets_the_reward_and_stays_unnamed() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let reward = desk.browser.get(&desk.path("/edit/rewards")).await?.field("reward_id_1")?;
        let more = [("reward", &*reward), ("anonymous", "yes"), ("name", "Ottilie Quist")];
        let gift = Journey::promise_with(&app, SLUG, "45", &more).await?;
        assert!(!gift.page().await?.contains("/delivery"), "it is not paid");
        gift.pay(VISA).await?;
        let path = desk.sending().await?;
        assert!(desk.browser.get(&path).await?.text.contains("has not said where it goes"));

        assert!(gift.page().await?.contains(&format!("href=\"{}/delivery\"", gift.at())));
        assert_eq!(tell(&gift, "Ottilie Quist", "7 Harbour Row\r\n\r\n88131  Lindau").await?.status, 303);
        let page = desk.browser.get(&path).await?.text;
        for line in ["Ottilie Quist", "7 Harbour Row", "88131 Lindau", "would rather not be named"] {
            assert!(page.contains(line), "{line} in {page}");
        }
        assert!(
            gift.page().await?.contains("You have said where it goes"),
            "and the donor sees that it was heard"
        );
        let own = gift.browser.get(&format!("{}/delivery", gift.at())).await?.text;
        assert!(own.contains("autocomplete=\"street-address\""), "browsers know where people live: {own}");
        assert!(own.contains("You have said where it goes"), "{own}");
        let public = app.browser().get(&format!("/c/{SLUG}")).await?.text;
        let backers = desk.browser.get(&desk.path("/backers")).await?.text;
        for shown in [gift.page().await?, own, public, backers] {
            assert!(!shown.contains("Quist") && !shown.contains("Harbour"), "{shown}");
        }
        let clear = "SELECT 1 FROM pledges_outbox WHERE payload LIKE '%Harbour%'";
        let log = app.ctx("pledges")?.db.read().one(clear, vec![]).await?;
        assert!(log.is_none(), "it is sealed in the log");

        assert_eq!(tell(&gift, "Ottilie Quist", "9 Mill Lane").await?.status, 303);
        let page = desk.browser.get(&path).await?.text;
        assert!(page.contains("9 Mill Lane") && !page.contains("7 Harbour Row"), "{page}");
        assert_eq!(desk.send(&path, "DHL", "").await?.status, 303);
        assert_ne!(tell(&gift, "Ottilie Quist", "1 Elsewhere").await?.status, 303, "it is on its way");
        assert!(!gift.page().await?.contains("/delivery"));
        adds_up(&app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn where_a_reward_goes_is_taken_back_and_what_is_no_address_comes_back_as_it_was_typed()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let desk = Desk::launched(&app).await?;
        let gift = desk.given().await?;
        let wrong = tell(&gift, " ", &"Row\n".repeat(9)).await?;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        for seen in ["Write who receives the reward.", "at most 8 lines", "id=\"problems\"", "Row"] {
            assert!(wrong.text.contains(seen), "{seen} in {}", wrong.text);
        }
        assert_eq!(tell(&gift, "Ananya", "7 Harbour Row").await?.status, 303);
        let path = desk.sending().await?;
        assert!(desk.browser.get(&path).await?.text.contains("7 Harbour Row"));
        let own = format!("{}/delivery", gift.at());
        let token = gift.browser.get(&own).await?.field("_token")?;
        assert_eq!(gift.browser.post(&own, &[("_token", &token), ("forget", "yes")]).await?.status, 303);
        app.settle().await?;
        assert!(desk.browser.get(&path).await?.text.contains("has not said where it goes"));
        for table in ["pledges_delivery", "campaigns_delivery"] {
            let module = table.split('_').next().context("no module")?;
            let sql = format!("SELECT 1 FROM {table}");
            assert!(app.ctx(module)?.db.read().one(&sql, vec![]).await?.is_none(), "{table}");
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn nobody_says_where_nothing_goes() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Desk::launched(&app).await?;
    let gift = Journey::promise(&app, SLUG, "45").await?;
    gift.pay(VISA).await?;
    assert!(!gift.page().await?.contains("/delivery"), "it gets no reward");
    assert_ne!(tell(&gift, "Ananya", "7 Harbour Row").await?.status, 303);
    Ok(())
}
