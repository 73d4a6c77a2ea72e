//! What is paid out after a creator's bank account was changed (security SEC-6).

use super::{
    adds_up, balance,
    clawbacks::account,
    payouts::{EARNED, Ended, GOOD_BANK, ROOM},
};
use crate::accounts::{Mails as _, Visitor};
use kernel::db::Sql as _;
use sandbox::{FaultPlan, WebhookFault, WebhookRule};
use std::time::Duration;
use tests::shapes;

/// A bank account whose payouts arrive, too.
const OTHER_BANK: &str = "000999990002";
const SUBJECT: &str = "The bank account you are paid to was changed";

impl Ended {
    /// Whoever has the creator's account at the provider gives it another bank account.
    fn changes_bank(&self, number: &str) -> anyhow::Result<()> {
        Ok(self.app.sandbox.onboard(&account(self), number, true)?)
    }

    /// How many mails told `email` of it.
    fn told(&self, email: &str) -> usize {
        self.app.subjects_to(email).iter().filter(|it| *it == SUBJECT).count()
    }

    async fn creators_page(&self) -> anyhow::Result<String> {
        let creator = self.app.signed_in("creator").await?;
        Ok(creator.get(&format!("/dashboard/campaigns/{}/money", self.campaign)).await?.text)
    }

    async fn room(&self) -> anyhow::Result<String> {
        Ok(self.app.signed_in("finance").await?.get(ROOM).await?.text)
    }
}

#[tokio::test]
async fn for_72_hours_after_the_bank_account_was_changed_nothing_is_paid_out() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let creator = it.app.mail_of("creator")?;
        assert_eq!(it.told(&creator), 0, "the first one is no change");
        it.changes_bank(GOOD_BANK)?;
        it.app.settle().await?;
        assert_eq!(it.told(&creator), 0, "the same one is no other");
        assert!(!it.creators_page().await?.contains("nothing is paid out until"));

        it.changes_bank(OTHER_BANK)?;
        it.app.settle().await?;
        assert_eq!(it.told(&creator), 1);
        let page = it.creators_page().await?;
        assert!(page.contains("nothing is paid out until"), "{page}");
        assert!(page.contains("Payouts were put on hold"), "what the audit log has of it: {page}");
        let room = it.room().await?;
        assert!(room.contains("because the bank account was changed"), "{room}");
        assert!(!room.contains("/proposal\""), "{room}");
        let sql = "SELECT actor FROM payments_audit WHERE action = 'payout.hold'";
        assert_eq!(it.app.ctx("payments")?.db.read().all(sql, vec![]).await?.len(), 1);

        let early = it.propose(&it.app.signed_in("finance").await?).await?;
        assert_eq!(early.status, 400);
        assert!(early.text.contains("72 hours"), "{}", early.text);
        it.app.pass(Duration::from_hours(71), Duration::from_hours(8)).await?;
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 400);
        it.app.pass(Duration::from_hours(2), Duration::from_hours(1)).await?;
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout")[0]["status"], "paid");
        assert_eq!(it.told(&creator), 1, "it is told once");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_is_not_agreed_to_when_the_bank_account_was_changed_after_it_was_proposed()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let (admin, decision, hash, token) = it.signed().await?;
        it.changes_bank(OTHER_BANK)?;
        it.app.settle().await?;
        let room = it.room().await?;
        assert!(room.contains("after this was proposed") && !room.contains("Agree to pay out"), "{room}");
        let stale = admin.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(stale.location.starts_with("/me/confirm"), "another bank account was signed for");
        let token = admin.sign(&stale).await?;
        let held = admin.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(held.status, 400);
        assert!(held.text.contains("72 hours"), "{}", held.text);
        it.weeks().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty());
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_change_of_the_bank_account_that_no_webhook_told_of_is_found_before_money_leaves()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let webhooks = vec![WebhookRule::new("", WebhookFault::Drop)];
        it.app.faults(FaultPlan { webhooks, ..FaultPlan::default() });
        it.changes_bank(OTHER_BANK)?;
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303, "nobody knows of it");
        it.weeks().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty(), "it has not left");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED);
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0);
        assert_eq!(it.told(&it.app.mail_of("creator")?), 1);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn the_creator_is_told_of_another_bank_account_at_the_addresses_of_now_and_until_lately()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (before, now) = (it.app.mail_of("creator")?, "somebody-else@new.test");
        let creator = Visitor { app: &it.app, browser: it.app.signed_in("creator").await? };
        assert_eq!(creator.send("/me/email", "/me/email", &[("email", now)]).await?.location, "/link/sent");
        it.app.settle().await?;
        let link = it.app.link_to(now)?;
        assert_eq!(creator.send(&link, &link, &[]).await?.status, 200);
        it.app.settle().await?;
        it.changes_bank(OTHER_BANK)?;
        it.app.settle().await?;
        assert_eq!((it.told(&before), it.told(now)), (1, 1));

        it.app.pass(Duration::from_hours(24 * 31), Duration::from_hours(48)).await?;
        it.changes_bank(GOOD_BANK)?;
        it.app.settle().await?;
        assert_eq!((it.told(&before), it.told(now)), (1, 2), "an address of long ago is let be");
        it.app.holds().await?;
    }
    Ok(())
}
