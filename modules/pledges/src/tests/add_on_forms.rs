//! What donors are told about what they take besides a reward, before they pay and when they change it.

use super::{
    add_ons::{add_on, form, offered},
    bench::{Attempt, Bench, page_of},
    browser::Browser,
    forms::Donor,
    promising::signed_in_at,
};
use crate::{
    commands::{AskToConfirm, MakePledge},
    error::{AddOnRefused, PledgeError},
    pledge::REWARD_HELD,
    saga::TO_PAY,
};
use axum::http::StatusCode;
use contracts::{RewardId, UserId, campaigns::RewardLimit};
use kernel::web::CurrentUser;

#[tokio::test]
async fn an_add_on_of_which_there_are_few_is_kept_for_a_quarter_of_an_hour_and_no_other_is() {
    let bench = Bench::start().await;
    let shown = bench.reward(RewardLimit::Unlimited).await;
    let [many, few] = [RewardLimit::Unlimited, RewardLimit::Quantity(5)].map(|it| add_on(it, &shown));
    let kept = async |add_on: RewardId| {
        let pledge = bench.try_make(form(&bench, Some(shown.reward), add_on, 1)).await.unwrap();
        let row = bench.row(pledge).await;
        row.reserved_until.since(row.accepted_at)
    };
    let says_so = async || Donor::at(&bench, "").await.form.html.contains("one is kept for you");
    bench.publish_reward(many.clone()).await;
    assert_eq!((kept(many.reward).await, says_so().await), (TO_PAY, false));
    bench.publish_reward(few.clone()).await;
    assert_eq!((kept(few.reward).await, says_so().await), (REWARD_HELD, true));
}

#[tokio::test]
async fn no_mail_asks_to_confirm_a_gift_for_more_of_an_add_on_than_there_are() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(2)).await;
    let ask = async |count| bench.ctx.run(AskToConfirm::of(form(&bench, Some(reward), mug, count))).await;
    let gone = ask(3).await;
    assert!(matches!(gone, Err(PledgeError::AddOn { why: AddOnRefused::Gone, .. })), "{gone:?}");
    ask(2).await.unwrap();
    assert_eq!(bench.stock(mug).await, (0, 0), "nothing is held for it");
}

#[tokio::test]
async fn what_is_wrong_with_an_amount_and_with_an_add_on_is_said_at_once() {
    let bench = Bench::start().await;
    let (reward, mug) = offered(&bench, RewardLimit::Unlimited).await;
    let (mut donor, field, reward) =
        (Donor::at(&bench, "").await, format!("add_on_{mug}"), reward.to_string());
    let told = donor.send(&bench, &[("other", "x"), ("reward", &*reward), (&*field, "two")]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.html);
    for at in ["#other\"".to_owned(), format!("#{field}\"")] {
        assert!(told.html.contains(&at), "{at} in {}", told.html);
    }
}

#[tokio::test]
async fn less_than_a_reward_costs_is_not_called_less_than_all_that_is_taken_with_it() {
    let bench = Bench::all_or_nothing().await;
    let (reward, mug) = offered(&bench, RewardLimit::Unlimited).await;
    let pledge = bench.try_make(form(&bench, Some(reward), mug, 2)).await.unwrap();
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    let (mut donor, path) = (Browser::default(), format!("{}/change", page_of(pledge)));
    let token = donor.get(&bench, &path).await.hidden("_token");
    let (reward, field) = (reward.to_string(), format!("add_on_{mug}"));
    let form = [("_token", &*token), ("amount", "150"), ("tip", ""), ("reward", &*reward), (&*field, "2")];
    let told = donor.post(&bench, &path, &form).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.html);
    assert!(told.html.contains("This reward is for gifts of"), "{}", told.html);
    assert!(!told.html.contains("What you chose comes to"), "the amount is without it: {}", told.html);
}

#[tokio::test]
async fn whoever_changes_the_earlier_pledge_finds_what_they_chose_for_it() {
    let bench = Bench::all_or_nothing().await;
    let (reward, mug) = offered(&bench, RewardLimit::Quantity(9)).await;
    let user = CurrentUser { id: UserId::fresh(), name: "Asha".into(), roles: Vec::new() };
    let made = MakePledge { donor: Some(user.id), ..form(&bench, Some(reward), mug, 1) };
    let earlier = bench.try_make(made).await.unwrap();
    bench.hear(Attempt::at(earlier).saved()).await;
    bench.platform.settle().await.unwrap();

    let (mut donor, field, reward) =
        (signed_in_at(&bench, &user).await, format!("add_on_{mug}"), reward.to_string());
    let shows =
        |html: &str, count: &str| html.contains(&format!("name=\"{field}\" type=\"text\" value=\"{count}\""));
    let change = format!("{}/change?minor=70000", page_of(earlier));
    for (more, address, count) in [
        (&[][..], String::new(), "1"),
        (&[("reward", &*reward), (&*field, "2")][..], format!("&reward={reward}&{field}=2"), "2"),
    ] {
        let answers: Vec<_> = [("other", "700"), ("already", "change")].iter().chain(more).copied().collect();
        let sent = donor.send(&bench, &answers).await;
        assert_eq!(sent.location, format!("{change}{address}"), "{}", sent.html);
        let page = donor.browser.get(&bench, &sent.location).await;
        assert!(page.html.contains("value=\"700.00\""), "{}", page.html);
        assert!(page.html.contains(&format!("value=\"{reward}\" checked")), "{}", page.html);
        assert!(shows(&page.html, count), "{count}: {}", page.html);
    }
}
