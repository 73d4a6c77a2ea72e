//! Money that goes back to donors after it was paid out.

use super::{
    adds_up, balance,
    payouts::{Ended, GOOD_BANK, ROOM},
};
use sandbox::{Fault, FaultPlan, RequestRule};
use tests::shapes;

/// A gift of ₹4,200 that goes back after the payout, with the ₹122.10 that the provider kept of it (rule R5).
pub(super) const OWED: i64 = 420_000 + 12_210;
/// What stayed behind of the payout.
pub(super) const RESERVE: i64 = 63_840;

/// Two people have it paid out, and it arrives.
pub(super) async fn paid_out(it: &Ended) -> anyhow::Result<()> {
    let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
    assert_eq!(it.propose(&finance).await?.status, 303);
    assert_eq!(it.agree(&second).await?.status, 303);
    it.weeks().await?;
    assert_eq!(it.app.sandbox.objects("payout")[0]["status"], "paid");
    Ok(())
}

pub(super) fn account(it: &Ended) -> String {
    it.app.sandbox.objects("account")[0]["id"].as_str().unwrap_or_default().to_owned()
}

fn returned(it: &Ended) -> usize {
    it.app.sandbox.objects("refund").iter().filter(|it| it["status"] == "succeeded").count()
}

#[tokio::test]
async fn a_donor_does_not_wait_for_a_creator_whose_account_is_empty() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.weeks().await?;
        assert_eq!(returned(&it), 1, "the donor has it");
        assert!(it.app.sandbox.objects("transfer_reversal").is_empty());
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, OWED - RESERVE, "owed by the creator");
        let room = it.app.signed_in("finance").await?.get(ROOM).await?.text;
        assert!(room.contains("Could not be asked back (balance_insufficient)"), "{room}");
        let own = format!("/dashboard/campaigns/{}/money", it.campaign);
        let page = it.app.signed_in("creator").await?.get(&own).await?.text;
        assert!(page.contains("What you earn next fills that first"), "{page}");
        adds_up(&it.app).await?;
        it.app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_creator_owes_is_taken_back_from_their_account_while_something_is_there() -> anyhow::Result<()>
{
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        it.app.sandbox.credit(&account(&it), "inr", 1_000_000);
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.weeks().await?;
        assert_eq!(returned(&it), 1);
        let reversals = it.app.sandbox.objects("transfer_reversal");
        assert_eq!(reversals.len(), 1);
        assert_eq!(reversals[0]["amount"], OWED - RESERVE, "no more than is owed");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        let told = it.app.mailbox.messages();
        assert_eq!(told.iter().filter(|it| it.subject().contains("was taken back for refunds")).count(), 1);
        // A second refund asks for the rest of what was paid out, and for no more than that.
        assert_eq!(it.gift(168_000)?.refund("1680").await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("transfer_reversal").len(), 2);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        let room = it.app.signed_in("finance").await?.get(ROOM).await?.text;
        assert!(room.contains("Came back, to fill what went back to donors"), "{room}");
        adds_up(&it.app).await?;
        it.app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_a_creator_came_to_owe_while_a_payout_was_on_its_way_is_asked_back_once_it_arrived()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        let (finance, second) = (it.app.signed_in("finance").await?, it.app.signed_in("finance2").await?);
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert_eq!(it.agree(&second).await?.status, 303);
        assert_ne!(it.app.sandbox.objects("payout")[0]["status"], "paid", "on its way");
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.app.settle().await?;
        assert!(it.app.sandbox.objects("transfer_reversal").is_empty(), "nothing has arrived");
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, OWED - RESERVE);
        it.app.sandbox.credit(&account(&it), "inr", 1_000_000);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout")[0]["status"], "paid");
        let reversals = it.app.sandbox.objects("transfer_reversal");
        assert_eq!((reversals.len(), &reversals[0]["amount"]), (1, &(OWED - RESERVE).into()));
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        assert_eq!(returned(&it), 1);
        adds_up(&it.app).await?;
        it.app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn a_reversal_whose_answer_is_lost_is_made_once() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        it.app.sandbox.credit(&account(&it), "inr", 1_000_000);
        let lost = RequestRule::new("POST", "/v1/transfers/*/reversals", Fault::DropAnswerAfter(0)).times(1);
        it.app.faults(FaultPlan { requests: vec![lost], ..FaultPlan::default() });
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("transfer_reversal").len(), 1);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        adds_up(&it.app).await?;
        it.app.holds().await?;
    }
    Ok(())
}
