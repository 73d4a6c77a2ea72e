//! Money that was agreed to, and a campaign that is suspended or cancelled before it left; and what a cancellation would
//! cost its creator (T-46 of the scenarios).

use super::{
    adds_up, balance, keeps_all,
    payouts::{EARNED, Ended, GOOD_BANK, PAID, ROOM},
};
use std::time::Duration;
use tests::shapes;

const HOUR: Duration = Duration::from_hours(1);

/// What a message of campaigns would say in the moment between an agreement and what follows from it.
async fn freeze(it: &Ended, how: i16) -> anyhow::Result<()> {
    let sql = "UPDATE payments_payee SET frozen = $1 WHERE slug = $2";
    let changed = it.app.ctx("payments")?.db.execute(sql, vec![how.into(), keeps_all()?.into()]).await?;
    assert_eq!(changed, 1);
    Ok(())
}

async fn agreed(it: &Ended) -> anyhow::Result<()> {
    assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
    assert_eq!(it.say_yes(&it.app.signed_in("finance2").await?).await?.status, 303);
    Ok(())
}

#[tokio::test]
async fn what_was_agreed_to_stays_while_its_campaign_is_suspended_and_leaves_once_after_that()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        agreed(&it).await?;
        freeze(&it, 1).await?;
        it.app.pass(2 * HOUR, HOUR / 12).await?;
        assert!(it.app.sandbox.objects("transfer").is_empty(), "nothing left");
        let room = it.app.signed_in("finance").await?.get(ROOM).await?.text;
        assert!(room.contains("Agreed to, and stays"), "{room}");
        freeze(&it, 0).await?;
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("transfer").len(), 1);
        assert_eq!(it.app.sandbox.objects("payout")[0]["amount"], PAID);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_agreed_to_turns_back_when_its_money_goes_back_to_the_donors() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        agreed(&it).await?;
        freeze(&it, 2).await?;
        it.app.pass(2 * HOUR, HOUR / 12).await?;
        it.weeks().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty(), "nothing left");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -EARNED, "all of it is there to go back");
        let room = it.app.signed_in("finance").await?.get(ROOM).await?.text;
        assert!(room.contains("Came to nothing before it left"), "{room}");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_campaign_that_was_funded_can_be_suspended_before_its_money_is_proposed() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        assert_eq!(it.intervene("suspend").await?, 303);
        let refused = it.propose(&it.app.signed_in("finance").await?).await?;
        assert_eq!(refused.status, 400);
        assert!(refused.text.contains("suspended"), "{}", refused.text);
        assert_eq!(it.intervene("restore").await?, 303);
        agreed(&it).await?;
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout")[0]["amount"], PAID);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn t46_staff_read_what_a_creator_would_owe_before_they_cancel_and_that_is_what_they_owe()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let room = format!("/backoffice/campaigns/{}", it.campaign);
        let read = async || {
            anyhow::Ok(it.app.signed_in("moderator").await?.get(&format!("{room}/cancellation")).await?.text)
        };
        let before = read().await?;
        assert!(before.contains("the creator would owe nothing") && before.contains("₹6,720.00"), "{before}");
        agreed(&it).await?;
        it.weeks().await?;

        let page = it.app.signed_in("moderator").await?.get(&room).await?.text;
        assert!(page.contains(&format!("{room}/cancellation")), "{page}");
        let told = read().await?;
        // Donors get ₹6,720, which the creator bears with the cards' fees once it was paid out; a tenth of what they
        // earned stayed behind.
        for said in ["₹6,720.00", "₹195.78", "₹638.40", "The creator would owe ₹6,277.38"] {
            assert!(told.contains(said), "{said} in {told}");
        }
        assert_eq!(it.intervene("cancel").await?, 303);
        it.app.pass(2 * HOUR, HOUR / 12).await?;
        let owed = 672_000 + 19_578 - (EARNED - PAID);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, owed, "what was told is what is owed");
        adds_up(&it.app).await?;
    }
    Ok(())
}
