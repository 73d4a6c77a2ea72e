//! What stays behind of a payout.

use super::{
    adds_up, balance,
    clawbacks::{RESERVE, account, paid_out},
    payouts::{Ended, GOOD_BANK, ROOM},
};
use std::time::Duration;
use tests::shapes;
use uuid::Uuid;

const DUE: &str = "Stayed behind of a payout before, and can be paid now";
const NOBODY: &str = "and nobody can be paid";
const COUNTED: &str = "Payouts to propose or to agree to</a>: 1";

async fn read(it: &Ended, path: &str) -> anyhow::Result<String> {
    Ok(it.app.signed_in("finance").await?.get(path).await?.text)
}

/// Until the reserve can leave.
async fn months(it: &Ended) -> anyhow::Result<()> {
    it.app.pass(Duration::from_hours(24 * 100), Duration::from_hours(48)).await
}

#[tokio::test]
async fn what_stayed_behind_waits_for_somebody_to_propose_it_once_it_can_leave_and_two_decide()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        assert!(!read(&it, ROOM).await?.contains(DUE), "the reserve stays for ninety days");
        assert!(!read(&it, "/backoffice").await?.contains(COUNTED));
        months(&it).await?;
        assert!(read(&it, ROOM).await?.contains(DUE), "{}", read(&it, ROOM).await?);
        assert!(read(&it, "/backoffice").await?.contains(COUNTED));
        assert_eq!(it.app.sandbox.objects("payout").len(), 1, "nothing leaves by itself");

        let finance = it.app.signed_in("finance").await?;
        assert_eq!(it.propose(&finance).await?.status, 303);
        assert!(!read(&it, ROOM).await?.contains(DUE));
        assert_eq!(it.agree(&finance).await?.status, 400, "a second person is needed");
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout")[1]["amount"], RESERVE);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, 0);
        months(&it).await?;
        assert!(!read(&it, ROOM).await?.contains(DUE), "nothing is left");
        assert!(!read(&it, "/backoffice").await?.contains(COUNTED));
        adds_up(&it.app).await?;
    }
    Ok(())
}

/// The money of one campaign goes back, and what stayed behind is of another of the same creator, too.
#[tokio::test]
async fn what_stayed_behind_is_proposed_with_another_campaign_where_the_money_of_the_first_goes_back()
-> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        let (first, other) = (it.campaign.parse::<Uuid>()?, Uuid::now_v7());
        let ctx = it.app.ctx("payments")?;
        let more = "INSERT INTO payments_payee (campaign, creator, title, slug, currency, deadline_at) \
                    SELECT $1, creator, 'One more well', 'one-more-well', currency, deadline_at FROM payments_payee \
                    WHERE campaign = $2";
        assert_eq!(ctx.db.execute(more, vec![other.into(), first.into()]).await?, 1);
        let goes_back = "UPDATE payments_payee SET frozen = 2 WHERE campaign = $1";
        assert_eq!(ctx.db.execute(goes_back, vec![first.into()]).await?, 1);
        months(&it).await?;
        let room = read(&it, ROOM).await?;
        assert!(room.contains(DUE), "{room}");
        assert!(room.contains(&format!("{ROOM}/{other}/proposal")), "{room}");
        assert!(!room.contains(&format!("{ROOM}/{first}/proposal")), "{room}");
    }
    Ok(())
}

#[tokio::test]
async fn what_stayed_behind_of_a_creator_whose_account_was_closed_is_listed() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        it.app.sandbox.require(&account(&it), "external_account", 0);
        months(&it).await?;
        let room = read(&it, ROOM).await?;
        assert!(room.contains(NOBODY) && !room.contains(DUE), "{room}");
        assert!(read(&it, "/backoffice").await?.contains(COUNTED));
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 400);
        assert_eq!(balance(&it.app, "creator:%", "INR").await?, -RESERVE, "it stays");
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_went_back_to_donors_since_does_not_wait_any_more() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        paid_out(&it).await?;
        months(&it).await?;
        assert!(read(&it, ROOM).await?.contains(DUE));
        assert_eq!(it.gift(420_000)?.refund("4200").await?.status, 303);
        it.weeks().await?;
        assert!(balance(&it.app, "creator:%", "INR").await? > 0, "more went back than stayed behind");
        assert!(!read(&it, ROOM).await?.contains(DUE));
        adds_up(&it.app).await?;
    }
    Ok(())
}
