use super::{
    bench::{Attempt, Bench, page_of},
    browser::Browser,
};
use crate::{error::PledgeError, outage::TO_COME_BACK, pledge::Status, saga::Sagas};
use axum::http::StatusCode;
use contracts::{
    RewardId,
    campaigns::{RewardLimit, RewardPublished},
};
use kernel::saga::AnySaga as _;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_hundred_donors_at_once_get_the_seven_there_are() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(7)).await.reward;

    let mut donors = tokio::task::JoinSet::new();
    for _ in 0..200 {
        let (ctx, form) = (bench.ctx.clone(), bench.form(Some(reward)));
        donors.spawn(async move { ctx.run(form).await });
    }
    let results = donors.join_all().await;

    let made = results.iter().filter(|it| it.is_ok()).count();
    let sold_out = results.iter().filter(|it| matches!(it, Err(PledgeError::SoldOut))).count();
    assert_eq!((made, sold_out), (7, 193), "{:?}", results.iter().find(|it| it.is_err()));
    assert_eq!(bench.stock(reward).await, (7, 0));
    bench.check().await;
}

#[tokio::test]
async fn a_reward_that_nobody_pays_for_is_free_again_after_a_quarter_of_an_hour() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let first = bench.make(Some(reward)).await;
    bench.hear(Attempt::at(first).opened()).await;

    bench.wait(14).await;
    assert_eq!(bench.stock(reward).await, (1, 0));
    assert!(matches!(bench.try_make(bench.form(Some(reward))).await, Err(PledgeError::SoldOut)));

    bench.wait(2).await;
    assert_eq!(bench.said_names(first).await, ["pledge_reserved"], "payments looks once more");
    bench.wait(1).await;
    assert_eq!(bench.said_names(first).await, ["pledge_reserved", "page_close_due"]);
    bench.wait(60).await;
    assert_eq!(
        bench.said_names(first).await,
        ["pledge_reserved", "page_close_due"],
        "asked once, and waited for"
    );
    assert_eq!(bench.stock(reward).await, (1, 0), "its page may still be paid on");
    bench.hear(Attempt::at(first).failed("expired")).await;

    assert_eq!(bench.row(first).await.status, Status::Lapsed);
    assert_eq!(bench.stock(reward).await, (0, 0));
    bench.make(Some(reward)).await;
    bench.check().await;
}

#[tokio::test]
async fn what_was_paid_in_time_counts_though_it_is_heard_of_when_the_time_is_up() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    // Nobody was here for hours, and the saga is woken before anybody can tell of the payment.
    bench.wait(5 * 60).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Active);
    assert_eq!(bench.stock(reward).await, (0, 1));
    bench.check().await;
}

#[tokio::test]
async fn what_was_paid_in_time_counts_though_the_provider_is_away_for_hours_after_it() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    for _ in 0..11 {
        bench.wait(60).await;
    }
    assert_eq!(bench.row(pledge).await.status, Status::AwaitingPayment);
    assert!(matches!(bench.try_make(bench.form(Some(reward))).await, Err(PledgeError::SoldOut)));
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    assert_eq!(bench.row(pledge).await.status, Status::Active);
    assert_eq!(bench.stock(reward).await, (0, 1));
    bench.check().await;
}

#[tokio::test]
async fn a_provider_that_is_away_for_half_a_day_is_waited_for_no_longer_once_somebody_is_here_to_look() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    for minutes in [36, 1] {
        bench.wait(minutes).await;
    }
    // Nobody was here for two days, and has not heard yet what the provider says.
    bench.wait(2 * 24 * 60).await;
    assert_eq!(bench.row(pledge).await.status, Status::AwaitingPayment);
    bench.wait(1).await;
    assert_eq!(bench.row(pledge).await.status, Status::Lapsed);
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "page_close_due", "pledge_lapsed"]);
    bench.check().await;
}

#[tokio::test]
async fn a_pledge_that_is_kept_longer_when_it_was_late_is_asked_for_again_at_the_new_end() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    let attempt = Attempt::at(pledge);
    bench.hear(attempt.opened()).await;
    for minutes in [16, 1] {
        bench.wait(minutes).await;
    }
    bench.hear(attempt.authenticating()).await;
    for minutes in [1, 10] {
        bench.wait(minutes).await;
    }
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "page_close_due"]);
    for minutes in [3, 1] {
        bench.wait(minutes).await;
    }
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "page_close_due", "page_close_due"]);
    assert_eq!(bench.stock(reward).await, (1, 0));
}

#[tokio::test]
async fn a_pledge_whose_donor_has_hours_to_come_back_is_not_seen_to_stand_still() {
    let bench = Bench::start().await;
    let (prompt, late) = (bench.make(None).await, bench.make(None).await);
    bench.hear(Attempt::at(prompt).opened()).await;
    bench.wait(5).await;
    bench.hear(Attempt::at(late).opened()).await;
    bench.wait(20).await;
    let (prompt, late) = (bench.saga(prompt).await, bench.saga(late).await);
    assert_eq!((prompt.step, late.step), (2, 2), "both wait for money");
    assert_eq!(Sagas::default().patience(&prompt), Duration::from_mins(45));
    assert!(Sagas::default().patience(&late) > TO_COME_BACK);
}

#[tokio::test]
async fn a_quantity_rises_but_never_falls_below_what_is_promised() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(3)).await;
    for _ in 0..3 {
        bench.make(Some(reward.reward)).await;
    }
    assert_eq!(limit(&bench, &reward, RewardLimit::Quantity(2)).await, (Some(3), 0));
    assert!(note(&bench, reward.reward).await.unwrap().contains("asked for 2, but 3"));
    assert_eq!(limit(&bench, &reward, RewardLimit::Quantity(5)).await, (Some(5), 0));
    assert_eq!(note(&bench, reward.reward).await, None);
    assert_eq!(limit(&bench, &reward, RewardLimit::Closed).await.1, 1);
    let closed = bench.try_make(bench.form(Some(reward.reward))).await;
    assert!(matches!(closed, Err(PledgeError::SoldOut)), "{closed:?}");
    assert_eq!(limit(&bench, &reward, RewardLimit::Unlimited).await, (None, 0));
    bench.make(Some(reward.reward)).await;
    bench.check().await;
}

#[tokio::test]
async fn what_was_said_of_a_reward_before_does_not_undo_what_is_said_now() {
    let bench = Bench::start().await;
    let old = bench.reward(RewardLimit::Quantity(3)).await;
    let mut new = RewardPublished { limit: RewardLimit::Quantity(9), ..old.clone() };
    new.published_at.0 += 1;
    bench.publish_reward(new).await;
    bench.publish_reward(old.clone()).await;
    assert_eq!(quantity(&bench, old.reward).await, (Some(9), 0));
}

async fn limit(bench: &Bench, reward: &RewardPublished, limit: RewardLimit) -> (Option<i64>, i16) {
    bench.publish_reward(RewardPublished { limit, ..reward.clone() }).await;
    quantity(bench, reward.reward).await
}

async fn quantity(bench: &Bench, reward: RewardId) -> (Option<i64>, i16) {
    use kernel::db::Sql;
    let sql = "SELECT quantity, closed FROM pledges_reward_stock WHERE reward = $1";
    let row = bench.ctx.db.read().one(sql, vec![reward.0.into()]).await.unwrap().unwrap();
    (row.try_get("", "quantity").unwrap(), row.try_get("", "closed").unwrap())
}

async fn note(bench: &Bench, reward: RewardId) -> Option<String> {
    use kernel::db::Sql;
    let sql = "SELECT note FROM pledges_reward_stock WHERE reward = $1";
    let row = bench.ctx.db.read().one(sql, vec![reward.0.into()]).await.unwrap().unwrap();
    row.try_get("", "note").unwrap()
}

#[tokio::test]
async fn how_long_one_of_few_is_kept_is_said_before_the_donor_leaves_to_pay() {
    let bench = Bench::start().await;
    let form = format!("/c/{}/give", bench.campaign.slug);
    bench.reward(RewardLimit::Unlimited).await;
    let plain = Browser::default().get(&bench, &form).await.html;
    assert!(!plain.contains("kept for you"), "there is enough of it: {plain}");
    let few = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let told = Browser::default().get(&bench, &form).await.html;
    assert!(told.contains("is kept for you for 15 minutes once you go on to pay"), "{told}");
    assert!(told.contains("when the last 3 begin"), "{told}");
    let kept = bench.row(bench.make(Some(few)).await).await;
    assert_eq!(kept.reserved_until.since(kept.accepted_at), Duration::from_mins(15), "which is so");
    let gone = Browser::default().get(&bench, &form).await.html;
    assert!(!gone.contains("kept for you"), "there is none to be kept: {gone}");
}

#[tokio::test]
async fn a_donor_who_needs_longer_has_a_reward_kept_once_as_long_again() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(1)).await.reward;
    let pledge = bench.make(Some(reward)).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    let (mut donor, page) = (Browser::default(), page_of(pledge));
    let hold = format!("{page}/hold");
    assert!(!donor.get(&bench, &page).await.html.contains(&hold), "a clock would only press");

    bench.wait(13).await;
    let told = donor.get(&bench, &page).await;
    assert!(told.html.contains("2 more minutes") && told.html.contains(&hold), "{}", told.html);
    let token = told.hidden("_token");
    for _ in 0..2 {
        let sent = donor.post(&bench, &hold, &[("_token", &token)]).await;
        assert_eq!((sent.status, sent.location), (StatusCode::SEE_OTHER, page.clone()));
    }
    let kept = bench.row(pledge).await;
    assert_eq!(kept.reserved_until.since(kept.accepted_at), Duration::from_mins(30), "once");
    bench.wait(14).await;
    let told = donor.get(&bench, &page).await;
    assert!(told.html.contains("3 more minutes") && !told.html.contains(&hold), "{}", told.html);
    assert_eq!(bench.stock(reward).await, (1, 0));

    for minutes in [3, 1] {
        bench.wait(minutes).await;
    }
    donor.post(&bench, &hold, &[("_token", &token)]).await;
    assert_eq!(bench.row(pledge).await.reserved_until, kept.reserved_until, "too late");
    assert_eq!(bench.said_names(pledge).await, ["pledge_reserved", "page_close_due"]);
}
