//! What donors change about a promise (rule R10).

use super::{
    bench::{Attempt, Bench, INR, page_of, rupees},
    browser::Browser,
};
use crate::{
    add_ons::Asked,
    commands::{ChangePledge, DonorCancels, ShowDonor},
    error::{CancelError, ChangeError, PledgeError},
    pledge::Status,
    pricing,
};
use axum::http::StatusCode;
use contracts::{
    Money, PledgeId, RewardId,
    campaigns::{CampaignPublished, RewardLimit},
};
use std::time::Duration;

/// A promise of ₹500 whose card is saved.
async fn promised(bench: &Bench, reward: Option<RewardId>) -> PledgeId {
    let pledge = bench.make(reward).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    assert_eq!(bench.row(pledge).await.status, Status::CardSaved);
    pledge
}

async fn change(
    bench: &Bench,
    pledge: PledgeId,
    whole: i64,
    reward: Option<RewardId>,
) -> Result<(), ChangeError> {
    let gift = pricing::gift(rupees(whole), Money::zero(INR), false).unwrap();
    bench.ctx.run(ChangePledge { pledge, gift, reward, add_ons: Asked::new() }).await
}

#[tokio::test]
async fn a_promise_can_be_raised_and_lowered_until_the_deadline_and_not_after() {
    let bench = Bench::all_or_nothing().await;
    let pledge = promised(&bench, None).await;
    for whole in [900, 300] {
        change(&bench, pledge, whole, None).await.unwrap();
        // The same form again changes nothing.
        change(&bench, pledge, whole, None).await.unwrap();
        let row = bench.row(pledge).await;
        assert_eq!((row.counts_minor, row.gift.total()), (whole * 100, rupees(whole)));
    }
    let said = bench.said_names(pledge).await;
    assert_eq!(said.iter().filter(|it| *it == "pledge_changed").count(), 2, "{said:?}");
    assert!(matches!(
        change(&bench, pledge, 1, None).await,
        Err(ChangeError::Refused(PledgeError::BelowMinimum(_)))
    ));
    bench.clock.set(bench.campaign.deadline_at);
    assert!(matches!(change(&bench, pledge, 900, None).await, Err(ChangeError::Ended)));
    bench.check().await;
}

#[tokio::test]
async fn another_reward_is_taken_before_the_old_one_is_let_go() {
    let bench = Bench::all_or_nothing().await;
    let (first, second) =
        (bench.reward(RewardLimit::Quantity(1)).await, bench.reward(RewardLimit::Quantity(1)).await);
    let (mine, theirs) =
        (promised(&bench, Some(first.reward)).await, promised(&bench, Some(second.reward)).await);
    let gone = change(&bench, mine, 500, Some(second.reward)).await;
    assert!(matches!(gone, Err(ChangeError::Refused(PledgeError::SoldOut))), "{gone:?}");
    assert_eq!(bench.stock(first.reward).await, (0, 1), "the old one is still there");
    change(&bench, theirs, 500, None).await.unwrap();
    change(&bench, mine, 500, Some(second.reward)).await.unwrap();
    assert_eq!((bench.stock(first.reward).await, bench.stock(second.reward).await), ((0, 0), (0, 1)));
    let little = change(&bench, mine, 100, Some(second.reward)).await;
    assert!(matches!(little, Err(ChangeError::Refused(PledgeError::RewardNeedsMore(_)))), "{little:?}");
    bench.ctx.run(DonorCancels { pledge: mine }).await.unwrap();
    bench.wait(1).await;
    assert_eq!(bench.stock(second.reward).await, (0, 0));
    bench.check().await;
}

/// The rule is about the goal, not about the donor: whatever the goal does not need can go at any time.
#[tokio::test]
async fn on_the_last_day_nothing_goes_that_the_goal_needs() {
    let mut bench = Bench::all_or_nothing().await;
    bench.campaign = CampaignPublished { goal: rupees(1_000), ..bench.campaign.clone() };
    bench.publish(bench.campaign.clone()).await;
    let (one, two, three) =
        (promised(&bench, None).await, promised(&bench, None).await, promised(&bench, None).await);
    bench.clock.set(bench.campaign.deadline_at.before(Duration::from_hours(24)));
    bench.ctx.run(DonorCancels { pledge: one }).await.unwrap();
    // Not a moment later it is the goal that would be missed, whatever has been worked off by then.
    assert!(matches!(bench.ctx.run(DonorCancels { pledge: two }).await, Err(CancelError::LastDay)));
    assert!(matches!(change(&bench, three, 499, None).await, Err(ChangeError::LastDay)));
    change(&bench, three, 600, None).await.unwrap();
    change(&bench, two, 400, None).await.unwrap();
    bench.wait(1).await;
    assert_eq!(bench.row(one).await.counts_minor, 0);
    bench.check().await;
}

#[tokio::test]
async fn a_donor_who_takes_a_promise_back_is_told_of_it_once_and_one_who_had_not_paid_is_not() {
    let bench = Bench::all_or_nothing().await;
    let (kept, unpaid) = (promised(&bench, None).await, bench.make(None).await);
    for pledge in [kept, kept, unpaid] {
        bench.ctx.run(DonorCancels { pledge }).await.unwrap();
    }
    bench.wait(1).await;
    bench.ctx.run(DonorCancels { pledge: kept }).await.unwrap();
    for (pledge, times) in [(kept, 1), (unpaid, 0)] {
        let said = bench.said_names(pledge).await;
        assert_eq!(said.iter().filter(|it| *it == "pledge_cancelled").count(), times, "{said:?}");
    }
    assert_eq!(bench.row(kept).await.counts_minor, 0);
}

/// Nobody is offered what is refused then; what is suspended over its deadline is not decided, and can be left.
#[tokio::test]
async fn between_the_deadline_and_the_charge_it_is_said_that_a_promise_stands_and_cancelling_is_not_offered()
{
    let bench = Bench::all_or_nothing().await;
    let pledge = promised(&bench, None).await;
    let mut donor = Browser::default();
    let offers = format!("{}/cancel", page_of(pledge));
    let before = donor.get(&bench, &page_of(pledge)).await;
    assert!(before.html.contains(&offers) && !before.html.contains("this pledge stands"), "{}", before.html);
    bench.clock.set(bench.campaign.deadline_at);
    let after = donor.get(&bench, &page_of(pledge)).await;
    assert!(!after.html.contains(&offers) && after.html.contains("this pledge stands"), "{}", after.html);
    assert_eq!(donor.get(&bench, &offers).await.location, page_of(pledge));
    assert!(matches!(bench.ctx.run(DonorCancels { pledge }).await, Err(CancelError::Ended)));
}

/// T-30: two who race for the same surplus.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn t30_of_two_who_turn_back_at_once_on_the_last_day_one_stays() {
    let mut bench = Bench::all_or_nothing().await;
    bench.campaign = CampaignPublished { goal: rupees(1_000), ..bench.campaign.clone() };
    bench.publish(bench.campaign.clone()).await;
    let (one, two) = (promised(&bench, None).await, promised(&bench, None).await);
    promised(&bench, None).await;
    bench.clock.set(bench.campaign.deadline_at.before(Duration::from_hours(1)));
    let (one, two) = tokio::join!(
        bench.ctx.run(DonorCancels { pledge: one }),
        bench.ctx.run(DonorCancels { pledge: two }),
    );
    let stays = |it: &Result<(), CancelError>| matches!(it, Err(CancelError::LastDay));
    assert!((one.is_ok() && stays(&two)) || (two.is_ok() && stays(&one)), "{one:?} {two:?}");
    bench.wait(1).await;
    bench.check().await;
}

#[tokio::test]
async fn a_day_and_a_moment_before_the_deadline_a_needed_promise_can_still_go() {
    let mut bench = Bench::all_or_nothing().await;
    bench.campaign = CampaignPublished { goal: rupees(500), ..bench.campaign.clone() };
    bench.publish(bench.campaign.clone()).await;
    let pledge = promised(&bench, None).await;
    let moment = Duration::from_hours(24) + Duration::from_millis(1);
    bench.clock.set(bench.campaign.deadline_at.before(moment));
    bench.ctx.run(DonorCancels { pledge }).await.unwrap();
    bench.wait(1).await;
    bench.check().await;
}

#[tokio::test]
async fn whether_a_donor_is_named_can_be_changed_and_is_said_once() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    for anonymous in [true, true, false] {
        bench.ctx.run(ShowDonor { pledge, anonymous }).await.unwrap();
    }
    let said = bench.said(pledge).await;
    let shown: Vec<_> = said.iter().filter(|(name, _)| name == "donor_shown").collect();
    assert_eq!(shown.len(), 2);
    // The name itself is sealed, and no part of what is said.
    assert_eq!(shown.iter().map(|(_, it)| it["anonymous"] == true).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_and_says_what_is_wrong_with_it() {
    let bench = Bench::all_or_nothing().await;
    let pledge = promised(&bench, None).await;
    let (page, path) = (page_of(pledge), format!("{}/change", page_of(pledge)));
    let mut donor = Browser::default();
    let shown = donor.get(&bench, &page).await;
    assert!(shown.html.contains(&path), "{}", shown.html);
    let form = donor.get(&bench, &path).await;
    assert!(form.html.contains("value=\"500.00\""), "{}", form.html);
    let token = form.hidden("_token");
    for (amount, what) in [("0", "amount"), ("12,345.678", "amount"), ("-5", "amount"), ("1e9", "amount")] {
        let bad = donor.post(&bench, &path, &[("_token", &token), ("amount", amount)]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
        assert!(bad.html.contains(&format!("value=\"{amount}\"")) && bad.html.contains(what), "{}", bad.html);
    }
    let good = donor.post(&bench, &path, &[("_token", &token), ("amount", "750"), ("tip", "10")]).await;
    assert_eq!((good.status, good.location.as_str()), (StatusCode::SEE_OTHER, page.as_str()));
    assert!(donor.get(&bench, &page).await.html.contains("You changed your pledge to"));
    let unknown = donor.get(&bench, &format!("{}/change", page_of(PledgeId::fresh()))).await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
}
