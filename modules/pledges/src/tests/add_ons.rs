//! What donors take besides a reward (rules R7 and R10).

use super::{
    bench::{Attempt, Bench, page_of, rupees},
    browser::Browser,
    forms::Donor,
};
use crate::{
    add_ons::Asked,
    commands::{ChangePledge, DecideRefund, DonorCancels, MakePledge, TellDelivery},
    error::{AddOnRefused, ChangeError, PledgeError, RefundError},
    pledge::{Item, RefundRefused, Status},
    pricing,
    tables::delivery::Delivery,
};
use axum::http::StatusCode;
use contracts::{
    Money, PledgeId, RefundId, RewardId, UserId,
    campaigns::{AddOn, RewardLimit, RewardPublished},
};

/// A reward for ₹200 and an add-on at ₹100 that goes with each reward, ten at most.
pub(super) async fn offered(bench: &Bench, limit: RewardLimit) -> (RewardId, RewardId) {
    let reward = bench.reward(RewardLimit::Unlimited).await;
    let add_on = add_on(limit, &reward);
    bench.publish_reward(add_on.clone()).await;
    (reward.reward, add_on.reward)
}

pub(super) fn add_on(limit: RewardLimit, beside: &RewardPublished) -> RewardPublished {
    let (reward, title, price) = (RewardId::fresh(), "A mug".into(), rupees(100));
    let add_on = Some(AddOn { most: 10, with: Vec::new() });
    RewardPublished { reward, title, price, limit, add_on, ..beside.clone() }
}

/// A gift of ₹500 that is for all of it.
pub(super) fn form(bench: &Bench, reward: Option<RewardId>, add_on: RewardId, count: i64) -> MakePledge {
    MakePledge { add_ons: Asked::from([(add_on, count)]), ..bench.form(reward) }
}

async fn paid(bench: &Bench, reward: RewardId, add_on: RewardId, count: i64) -> PledgeId {
    let pledge = bench.try_make(form(bench, Some(reward), add_on, count)).await.unwrap();
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    bench.hear(attempt.collected(bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Active);
    pledge
}

/// How many of add-ons were said to be of `pledge`, each time it was said.
async fn said(bench: &Bench, pledge: PledgeId) -> Vec<i64> {
    let all = bench.said(pledge).await.into_iter().filter(|(name, _)| name == "add_ons_chosen");
    let count = |it: &serde_json::Value| it["count"].as_i64().unwrap();
    all.map(|(_, it)| it["add_ons"].as_array().unwrap().iter().map(count).sum::<i64>()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sixty_donors_at_once_get_no_more_of_an_add_on_than_there_are() {
    let bench = Bench::start().await;
    let (reward, add_on) = offered(&bench, RewardLimit::Quantity(7)).await;
    let mut donors = tokio::task::JoinSet::new();
    for _ in 0..60 {
        let (ctx, form) = (bench.ctx.clone(), form(&bench, Some(reward), add_on, 2));
        donors.spawn(async move { ctx.run(form).await });
    }
    let results = donors.join_all().await;
    let gone =
        |it: &&Result<_, PledgeError>| matches!(it, Err(PledgeError::AddOn { why: AddOnRefused::Gone, .. }));
    assert_eq!(results.iter().filter(|it| it.is_ok()).count(), 3, "three times two of seven");
    assert_eq!(results.iter().filter(gone).count(), 57, "{:?}", results.iter().find(|it| it.is_err()));
    assert_eq!(bench.stock(add_on).await, (6, 0));
    assert_eq!(bench.stock(reward).await, (3, 0), "whoever got no add-on holds no reward");
    bench.check().await;
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_by_the_rule_it_breaks_and_holds_nothing() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(20)).await;
    let shown = bench.reward(RewardLimit::Unlimited).await;
    let file = RewardPublished { reward: RewardId::fresh(), digital: true, ..shown.clone() };
    bench.publish_reward(file.clone()).await;
    let only = RewardPublished {
        add_on: Some(AddOn { most: 10, with: vec![shown.reward] }),
        ..add_on(RewardLimit::Unlimited, &shown)
    };
    bench.publish_reward(only.clone()).await;

    let refused = async |form| match bench.try_make(form).await {
        Err(PledgeError::AddOn { why, .. }) => why,
        other => panic!("{other:?}"),
    };
    for count in [11, 0, -1, i64::MIN, i64::MAX] {
        let why = refused(form(&bench, Some(reward), mug, count)).await;
        assert_eq!(why, AddOnRefused::Most(10), "{count}");
    }
    assert_eq!(refused(form(&bench, None, mug, 1)).await, AddOnRefused::OtherReward, "without a reward");
    assert_eq!(refused(form(&bench, Some(file.reward), mug, 1)).await, AddOnRefused::OtherReward, "by post");
    assert_eq!(refused(form(&bench, Some(reward), only.reward, 1)).await, AddOnRefused::OtherReward);
    bench.try_make(form(&bench, Some(shown.reward), only.reward, 1)).await.unwrap();

    for unknown in [RewardId::fresh(), reward] {
        let error = bench.try_make(form(&bench, Some(reward), unknown, 1)).await;
        assert!(matches!(error, Err(PledgeError::UnknownAddOn)), "{error:?}");
    }
    let alone = bench.try_make(bench.form(Some(mug))).await;
    assert!(matches!(alone, Err(PledgeError::UnknownReward)), "an add-on is no reward: {alone:?}");
    let little = bench.try_make(form(&bench, Some(reward), mug, 4)).await;
    assert!(matches!(little, Err(PledgeError::AddOnsNeedMore(it)) if it == rupees(600)), "{little:?}");
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 0), (0, 0)));
    bench.check().await;
}

#[tokio::test]
async fn the_same_form_with_other_add_ons_is_another_form() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(20)).await;
    let first = form(&bench, Some(reward), mug, 2);
    for _ in 0..2 {
        bench.try_make(first.clone()).await.unwrap();
    }
    let other = bench.try_make(MakePledge { add_ons: Asked::from([(mug, 3)]), ..first }).await;
    assert!(matches!(other, Err(PledgeError::SentBefore)), "{other:?}");
    assert_eq!(bench.stock(mug).await, (2, 0));
}

#[tokio::test]
async fn add_ons_that_nobody_pays_for_are_free_again_with_their_reward() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(3)).await;
    let pledge = bench.try_make(form(&bench, Some(reward), mug, 3)).await.unwrap();
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.wait(14).await;
    let gone = bench.try_make(form(&bench, Some(reward), mug, 1)).await;
    assert!(matches!(gone, Err(PledgeError::AddOn { why: AddOnRefused::Gone, .. })), "{gone:?}");
    for minutes in [2, 1] {
        bench.wait(minutes).await;
    }
    bench.hear(Attempt::at(pledge).failed("expired")).await;
    assert_eq!(bench.row(pledge).await.status, Status::Lapsed);
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 0), (0, 0)));
    assert_eq!(said(&bench, pledge).await, [3, 0]);
    bench.check().await;
}

#[tokio::test]
async fn a_promise_takes_more_or_other_add_ons_before_it_lets_any_go() {
    let bench = Bench::all_or_nothing().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(3)).await;
    let pledge = bench.try_make(form(&bench, Some(reward), mug, 1)).await.unwrap();
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    let change = async |whole, reward, add_ons: &[(RewardId, i64)]| {
        let gift = pricing::gift(rupees(whole), Money::zero(super::bench::INR), false).unwrap();
        bench.ctx.run(ChangePledge { pledge, gift, reward, add_ons: add_ons.iter().copied().collect() }).await
    };
    change(900, Some(reward), &[(mug, 3)]).await.unwrap();
    assert_eq!(bench.stock(mug).await, (0, 3));
    let gone = change(900, Some(reward), &[(mug, 4)]).await;
    let refused =
        |it: &Result<(), ChangeError>| matches!(it, Err(ChangeError::Refused(PledgeError::AddOn { .. })));
    assert!(refused(&gone), "{gone:?}");
    let alone = change(900, None, &[(mug, 3)]).await;
    assert!(refused(&alone), "not without its reward: {alone:?}");
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 3), (0, 1)), "nothing changed");
    change(400, Some(reward), &[(mug, 2)]).await.unwrap();
    let little = change(300, Some(reward), &[(mug, 2)]).await;
    assert!(matches!(little, Err(ChangeError::Refused(PledgeError::AddOnsNeedMore(_)))), "{little:?}");
    change(400, None, &[]).await.unwrap();
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 0), (0, 0)));
    change(400, Some(reward), &[(mug, 2)]).await.unwrap();
    bench.check().await;

    bench.ctx.run(DonorCancels { pledge }).await.unwrap();
    bench.wait(1).await;
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 0), (0, 0)));
    assert_eq!(said(&bench, pledge).await, [1, 3, 2, 0, 2, 0]);
    bench.check().await;
}

#[tokio::test]
async fn what_a_promise_has_it_keeps_though_fewer_may_be_taken_by_now() {
    let bench = Bench::all_or_nothing().await;
    let shown = bench.reward(RewardLimit::Unlimited).await;
    let mug = add_on(RewardLimit::Unlimited, &shown);
    bench.publish_reward(mug.clone()).await;
    let pledge = bench.try_make(form(&bench, Some(shown.reward), mug.reward, 3)).await.unwrap();
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    bench
        .publish_reward(RewardPublished { add_on: Some(AddOn { most: 1, with: Vec::new() }), ..mug.clone() })
        .await;
    let change = async |count| {
        let gift = pricing::gift(rupees(700), Money::zero(super::bench::INR), false).unwrap();
        let add_ons = Asked::from([(mug.reward, count)]);
        bench.ctx.run(ChangePledge { pledge, gift, reward: Some(shown.reward), add_ons }).await
    };
    change(3).await.unwrap();
    assert!(matches!(change(4).await, Err(ChangeError::Refused(PledgeError::AddOn { .. }))));
    bench.check().await;
}

#[tokio::test]
async fn a_refund_of_an_add_on_returns_whole_units_and_the_rest_goes_with_the_pledge() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(3)).await;
    let pledge = paid(&bench, reward, mug, 3).await;
    assert_eq!(bench.stock(mug).await, (0, 3));
    let refund = async |id, amount, only| {
        let (decided_by, note) = (Some(UserId::fresh()), "one broke".to_owned());
        bench.ctx.run(DecideRefund { refund: id, pledge, amount, only, decided_by, note }).await
    };
    let of_mugs = Some(Item::AddOn(mug));
    let half = refund(RefundId::fresh(), rupees(150), of_mugs).await;
    let is = |it: &Result<(), RefundError>, why: RefundRefused| matches!(it, Err(RefundError::Refused(it)) if *it == why);
    assert!(is(&half, RefundRefused::NoWholeAddOns(rupees(100))), "{half:?}");
    let much = refund(RefundId::fresh(), rupees(400), of_mugs).await;
    assert!(is(&much, RefundRefused::TooMuch(rupees(300))), "{much:?}");
    let none = refund(RefundId::fresh(), rupees(100), Some(Item::AddOn(reward))).await;
    assert!(is(&none, RefundRefused::NoSuchAddOn), "{none:?}");

    let one = RefundId::fresh();
    for _ in 0..2 {
        refund(one, rupees(100), of_mugs).await.unwrap();
    }
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 2), (0, 1)), "once");
    assert_eq!(bench.row(pledge).await.counts_minor, rupees(400).minor);
    bench.check().await;
    refund(RefundId::fresh(), rupees(50), Some(Item::Gift)).await.unwrap();
    assert_eq!(bench.stock(mug).await, (0, 2), "money alone returns none");

    let left = bench.state(pledge).await.refundable().unwrap().total();
    refund(RefundId::fresh(), left, None).await.unwrap();
    assert_eq!((bench.stock(mug).await, bench.stock(reward).await), ((0, 0), (0, 0)));
    assert_eq!(said(&bench, pledge).await, [3, 2, 0]);
    bench.check().await;
}

#[tokio::test]
async fn a_donor_chooses_add_ons_on_the_form_and_finds_them_on_the_pledge_and_its_receipt() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(9)).await;
    let mut donor = Donor::at(&bench, "").await;
    let (field, reward) = (format!("add_on_{mug}"), reward.to_string());
    assert!(donor.form.html.contains(&field) && donor.form.html.contains("9 left"), "{}", donor.form.html);
    for (count, reward, says) in [
        ("-1", &*reward, "Write a whole number"),
        ("two", &*reward, "Write a whole number"),
        ("11", &*reward, "you can take 10 at most"),
        ("10", &*reward, "There are fewer of"),
        ("2", "", "does not go with what you chose"),
    ] {
        let told = donor.send(&bench, &[("reward", reward), (&field, count)]).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{count}: {}", told.html);
        assert!(told.html.contains(says), "{count}: {}", told.html);
        assert!(told.html.contains(&format!("value=\"{count}\"")), "what was typed stays: {}", told.html);
    }
    let strange = format!("add_on_{}", RewardId::fresh());
    let told = donor.send(&bench, &[("reward", &reward), (&strange, "1")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.html);

    let sent = donor.send(&bench, &[("reward", &reward), (&field, "2")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let pledge = donor.pledge();
    assert_eq!(bench.row(pledge).await.gift.amount, rupees(700), "500 and two at 100");
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    let page = donor.browser.get(&bench, &page_of(pledge)).await;
    assert!(page.html.contains("2 × A mug"), "{}", page.html);
    let receipt = donor.browser.get(&bench, &format!("{}/receipt", page_of(pledge))).await;
    assert!(receipt.html.contains("2 × A mug") && receipt.html.contains("₹500"), "{}", receipt.html);
    bench.check().await;
}

#[tokio::test]
async fn the_page_of_a_change_shows_what_is_taken_and_changes_it() {
    let bench = Bench::all_or_nothing().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(9)).await;
    let pledge = bench.try_make(form(&bench, Some(reward), mug, 2)).await.unwrap();
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    let (mut donor, path) = (Browser::default(), format!("{}/change", page_of(pledge)));
    let page = donor.get(&bench, &path).await;
    assert!(page.html.contains("value=\"300"), "₹500 without two at ₹100: {}", page.html);
    let (token, field, reward) = (page.hidden("_token"), format!("add_on_{mug}"), reward.to_string());
    for (count, status) in [("11", StatusCode::UNPROCESSABLE_ENTITY), ("3", StatusCode::SEE_OTHER)] {
        let form =
            [("_token", &*token), ("amount", "300"), ("tip", ""), ("reward", &reward), (&*field, count)];
        let sent = donor.post(&bench, &path, &form).await;
        assert_eq!(sent.status, status, "{count}: {}", sent.html);
    }
    assert_eq!(bench.stock(mug).await, (0, 3));
    assert_eq!(bench.row(pledge).await.gift.amount, rupees(600));
    bench.check().await;
}

#[tokio::test]
async fn nobody_is_asked_where_a_reward_goes_of_which_nothing_is_sent() {
    let bench = Bench::start().await;
    let shown = bench.reward(RewardLimit::Unlimited).await;
    let file = RewardPublished { reward: RewardId::fresh(), digital: true, ..shown.clone() };
    bench.publish_reward(file.clone()).await;
    for (reward, asked) in [(shown.reward, true), (file.reward, false)] {
        let pledge = bench.make(Some(reward)).await;
        bench.hear(Attempt::at(pledge).opened()).await;
        bench.hear(Attempt::at(pledge).collected(&bench).await).await;
        let page = Browser::default().get(&bench, &page_of(pledge)).await;
        assert_eq!(page.html.contains("/delivery"), asked, "{}", page.html);
        let to = Delivery { name: "Asha Example".into(), address: "1 River Road".into() };
        let told = bench.ctx.run(TellDelivery { pledge, to }).await;
        assert_eq!(told.is_ok(), asked, "{told:?}");
    }
}
