//! What of payouts waits for finance.

use super::{
    adds_up, balance, keeps_all,
    payouts::{Ended, GOOD_BANK, ROOM},
    reconciliation::refund_behind_our_back,
};
use crate::donors::journey::{Journey, VISA};
use std::time::Duration;
use tests::{TestApp, shapes};

const ONE: &str = "Payouts to propose or to agree to</a>: 1";
const DAY: Duration = Duration::from_hours(24);
const OFFERED: &str = "/proposal\"";

async fn read(it: &Ended, path: &str) -> anyhow::Result<String> {
    Ok(it.app.signed_in("finance").await?.get(path).await?.text)
}

#[tokio::test]
async fn what_can_be_paid_out_for_the_first_time_waits_for_somebody_and_is_offered_once() -> anyhow::Result<()>
{
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let room = read(&it, ROOM).await?;
        assert!(room.contains("One waits for somebody") && room.contains(OFFERED), "{room}");
        assert!(read(&it, "/backoffice").await?.contains(ONE));
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
        let room = read(&it, ROOM).await?;
        assert!(room.contains("Waits for a second person") && !room.contains(OFFERED), "{room}");
        assert!(room.contains("is under way has arrived"), "{room}");
        assert!(read(&it, "/backoffice").await?.contains(ONE), "now for the second person");
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.weeks().await?;
        assert!(!read(&it, "/backoffice").await?.contains(ONE), "it was paid");
        let room = read(&it, ROOM).await?;
        assert!(room.contains("Nothing waits for anybody") && !room.contains(OFFERED), "{room}");
        assert!(room.contains("Stays for now"), "the reserve: {room}");
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_for_which_too_little_lies_at_the_provider_is_finance_s_and_its_creator_is_not_told_to_look()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
        let charge = it.gift(420_000)?.charge()?;
        refund_behind_our_back(&it.app, &format!("charge={charge}")).await?;
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.app.settle().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty());
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0, "it is the creator's again");
        let room = read(&it, ROOM).await?;
        assert!(room.contains("too little lies at the payment provider"), "{room}");
        assert!(room.contains("Held back: too little can leave") && !room.contains(OFFERED), "{room}");
        assert!(read(&it, "/backoffice").await?.contains(ONE));
        let told = it.app.mailbox.messages();
        assert!(
            !told.iter().any(|it| it.subject().contains("could not be paid out")),
            "nothing of theirs is wrong"
        );
    }
    Ok(())
}

#[tokio::test]
async fn a_payout_of_more_than_can_leave_the_provider_is_held_back_in_words_until_enough_of_it_can()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::soon(&shape, GOOD_BANK).await?;
        // Its hold is over by then, and another one in its currency still takes gifts.
        it.app.pass(34 * DAY, DAY).await?;
        let finance = it.app.signed_in("finance").await?;
        let charge = it.gift(420_000)?.charge()?;
        refund_behind_our_back(&it.app, &format!("charge={charge}")).await?;
        ask(&it).await?;
        let refused = it.propose(&finance).await?;
        assert_eq!(refused.status, 409, "{}", refused.text);
        assert!(refused.text.contains("can leave the payment provider now"), "{}", refused.text);
        assert!(refused.text.contains("Nothing is proposed"), "{}", refused.text);
        assert!(!read(&it, ROOM).await?.contains("Waits for a second person"), "it was proposed");
        assert_eq!(balance(&it.app, "payout:%", "INR").await?, 0, "nothing is set aside");

        // Another campaign's gift lies there the next moment, and cannot leave for days.
        Journey::promise(&it.app, "ten-wells-before-summer", "8400").await?.pay(VISA).await?;
        ask(&it).await?;
        assert!(read(&it, ROOM).await?.contains("more could not leave yet"));
        assert_eq!(it.propose(&finance).await?.status, 409, "what is pending cannot leave");
        it.app.pass(3 * DAY, DAY).await?;
        let finance = it.app.signed_in("finance").await?;
        ask(&it).await?;
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert!(read(&it, ROOM).await?.contains("Waits for a second person"));
        assert!(it.app.sandbox.objects("transfer").is_empty(), "nobody agreed to it");
    }
    Ok(())
}

/// Finance has the provider asked what can leave.
async fn ask(it: &Ended) -> anyhow::Result<()> {
    let finance = it.app.signed_in("finance").await?;
    let room = finance.get(ROOM).await?;
    let form = [("_token", &*room.field("_token")?)];
    assert_eq!(finance.post(&format!("{ROOM}/balance"), &form).await?.status, 303);
    it.app.settle().await
}

async fn front(app: &TestApp) -> anyhow::Result<String> {
    Ok(app.signed_in("finance").await?.get("/backoffice").await?.text)
}

#[tokio::test]
async fn finance_is_told_when_more_of_the_platform_s_own_has_to_lie_at_the_provider_until_it_says_that_it_does()
-> anyhow::Result<()> {
    const OWN: &str = "Currencies in which more of our own money has to lie at the payment provider</a>: 1";
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        Journey::promise(&app, &keeps_all()?, "840").await?.pay(VISA).await?;
        assert!(!front(&app).await?.contains(OWN));
        app.pass(2 * DAY, DAY / 4).await?;
        assert!(front(&app).await?.contains(OWN), "the provider kept its fee");

        let finance = app.signed_in("finance").await?;
        let room = finance.get("/backoffice/ledger").await?;
        let (token, minor) = (room.field("_token")?, room.field("minor")?);
        let path = "/backoffice/ledger/own/inr";
        let other = [("_token", &*token), ("minor", "1")];
        assert_eq!(finance.post(path, &other).await?.status, 409, "not what was shown");
        let seen = [("_token", &*token), ("minor", &*minor)];
        assert_eq!(finance.post(path, &seen).await?.status, 303);
        assert_eq!(finance.post(path, &seen).await?.status, 409, "it was said");
        assert!(!front(&app).await?.contains(OWN));
        app.pass(2 * DAY, DAY / 4).await?;
        assert!(!front(&app).await?.contains(OWN), "it did not grow");

        Journey::promise(&app, &keeps_all()?, "4200").await?.pay(VISA).await?;
        app.pass(2 * DAY, DAY / 4).await?;
        assert!(front(&app).await?.contains(OWN), "it grew");
        adds_up(&app).await?;
    }
    Ok(())
}
