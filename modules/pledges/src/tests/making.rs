use super::bench::{Bench, rupees};
use crate::{commands::MakePledge, error::PledgeError, pledge::Status, pricing};
use contracts::{Currency, Money, RewardId, campaigns::RewardLimit};
use kernel::db::Sql;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn ten_posts_of_one_form_make_one_pledge() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Quantity(7)).await.reward;
    let form = bench.form(Some(reward));

    let mut posts = tokio::task::JoinSet::new();
    for _ in 0..10 {
        let (ctx, form) =
            (bench.ctx.clone(), MakePledge { person: contracts::PersonId::fresh(), ..form.clone() });
        posts.spawn(async move { ctx.run(form).await });
    }
    for result in posts.join_all().await {
        assert_eq!(result.unwrap(), form.id);
    }
    assert_eq!(bench.said_names(form.id).await, ["pledge_reserved"]);
    assert_eq!(bench.stock(reward).await, (1, 0));
    bench.check().await;
}

#[tokio::test]
async fn the_same_form_with_other_content_is_refused() {
    let bench = Bench::start().await;
    let form = bench.form(None);
    bench.try_make(form.clone()).await.unwrap();
    for other in [
        MakePledge { email: "b@example.org".into(), ..form.clone() },
        MakePledge { gift: pricing::gift(rupees(600), rupees(25), true).unwrap(), ..form.clone() },
        MakePledge { anonymous: true, ..form.clone() },
    ] {
        assert!(matches!(bench.try_make(other).await, Err(PledgeError::SentBefore)));
    }
    assert_eq!(bench.row(form.id).await.gift, form.gift);
}

#[tokio::test]
async fn a_pledge_is_refused_for_each_rule_it_breaks_and_leaves_nothing_behind() {
    let bench = Bench::start().await;
    let reward = bench.reward(RewardLimit::Unlimited).await.reward;
    let sum = |minor, currency| {
        let zero = Money::zero(currency);
        contracts::pledges::Gift { amount: Money::new(minor, currency), tip: zero, covered_fee: zero }
    };
    let form = || bench.form(None);
    let inr = Currency::Inr;
    let cases = [
        (MakePledge { slug: "nowhere".into(), ..form() }, "There is no such campaign"),
        (
            MakePledge { gift: sum(4_199, inr), ..form() },
            "The least that can be given to this campaign is ₹42",
        ),
        (MakePledge { gift: sum(100_000_000, inr), ..form() }, "The most that can be charged at once"),
        (MakePledge { gift: sum(i64::MAX, inr), ..form() }, "The most that can be charged at once"),
        (MakePledge { gift: sum(-500, inr), ..form() }, "another currency"),
        (MakePledge { gift: sum(50_000, Currency::Eur), ..form() }, "another currency"),
        (MakePledge { reward: Some(RewardId::fresh()), ..form() }, "does not offer that reward"),
        (MakePledge { reward: Some(reward), gift: sum(19_999, inr), ..form() }, "gifts of ₹200 or more"),
    ];
    for (form, expected) in cases {
        let error = bench.try_make(form.clone()).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error} for {form:?}");
        assert!(bench.said(form.id).await.is_empty());
    }
    let rows = bench.ctx.db.read().all("SELECT pledge FROM pledges_pledge", vec![]).await.unwrap();
    assert!(rows.is_empty());
    assert_eq!(bench.stock(reward).await, (0, 0));
}

#[tokio::test]
async fn a_campaign_takes_pledges_until_the_very_instant_of_its_deadline() {
    let bench = Bench::start().await;
    let deadline = bench.campaign.deadline_at;
    bench.clock.set(deadline.before(Duration::from_micros(1)));
    let form = bench.form(None);
    bench.try_make(form.clone()).await.unwrap();

    bench.clock.set(deadline);
    assert!(matches!(bench.try_make(bench.form(None)).await, Err(PledgeError::CampaignEnded)));
    assert_eq!(bench.try_make(form.clone()).await.unwrap(), form.id, "a double click is no new pledge");
    assert_eq!(bench.row(form.id).await.status, Status::Reserved);
}

#[tokio::test]
async fn events_and_messages_hold_no_personal_data_in_the_clear() {
    let bench = Bench::start().await;
    bench.make(None).await;
    let sql = "SELECT payload FROM pledges_event UNION ALL SELECT payload FROM pledges_outbox UNION ALL SELECT data FROM pledges_saga";
    let rows = bench.ctx.db.read().all(sql, vec![]).await.unwrap();
    assert!(rows.len() >= 3);
    for row in rows {
        let text: String = row.try_get_by_index(0).unwrap();
        assert!(!text.contains("asha") && !text.contains("Asha"), "{text}");
    }
}
