//! What is promised and what is agreed to, in the words of the form.

use super::{
    bench::{Attempt, Bench, page_of},
    browser::Browser,
    forms::Donor,
};
use crate::commands::MakePledge;
use axum::http::StatusCode;
use contracts::{Timestamp, UserId, campaigns::CampaignPublished};
use kernel::{db::Sql, web::CurrentUser};

/// When 25 May 2027 is over in Kolkata.
const MIDNIGHT: Timestamp = Timestamp(1_811_269_800_000_000);

#[tokio::test]
async fn an_all_or_nothing_campaign_says_when_and_what_it_will_charge() {
    let bench = Bench::all_or_nothing().await;
    bench.publish(CampaignPublished { deadline_at: MIDNIGHT, ..bench.campaign.clone() }).await;
    let form = Donor::at(&bench, "").await.form.html;
    for seen in [
        "Nothing is charged today",
        "charged after <time datetime=\"2027-05-25T18:29:00Z\">25 May 2027 at 23:59 (Asia/Kolkata)</time>",
        "data-here=\"2027-05-25T18:29:00Z\" data-zone=\"Asia/Kolkata\"",
    ] {
        assert!(form.contains(seen), "{seen} in {form}");
    }
    assert!(!form.contains(" UTC"), "one zone: {form}");
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).saved()).await;
    let shown = Browser::default().get(&bench, &page_of(pledge)).await.html;
    assert!(
        shown.contains("nothing was charged") && shown.contains("₹1,00,000") || shown.contains("₹100,000"),
        "{shown}"
    );
}

#[tokio::test]
async fn a_donor_reads_until_when_on_the_clocks_of_the_campaign() {
    let bench = Bench::all_or_nothing().await;
    bench.publish(CampaignPublished { deadline_at: MIDNIGHT, ..bench.campaign.clone() }).await;
    let user = CurrentUser { id: UserId::fresh(), name: "Asha".into(), roles: Vec::new() };
    let pledge = bench.try_make(MakePledge { donor: Some(user.id), ..bench.form(None) }).await.unwrap();
    bench.hear(Attempt::at(pledge).saved()).await;
    let mut browser = Browser { user: Some(user), ..Browser::default() };
    let last = "<time datetime=\"2027-05-25T18:29:00Z\">25 May 2027 at 23:59 (Asia/Kolkata)</time><span \
                class=\"hidden\" data-here=\"2027-05-25T18:29:00Z\" data-zone=\"Asia/Kolkata\"></span>";
    let pages = [
        (page_of(pledge), vec!["by 25 May 2027 at 23:59 (Asia/Kolkata), ", last]),
        (format!("{}/change", page_of(pledge)), vec![last]),
        ("/me/pledges".to_owned(), vec!["charged after 25 May 2027, if"]),
    ];
    for (path, all) in pages {
        let page = browser.get(&bench, &path).await.html;
        for seen in all {
            assert!(page.contains(seen), "{seen} in {page}");
        }
        assert!(!page.contains(" UTC"), "one zone: {page}");
    }
}

/// Somebody who is signed in and has the form open.
pub(super) async fn signed_in_at(bench: &Bench, user: &CurrentUser) -> Donor {
    let mut browser = Browser { user: Some(user.clone()), ..Browser::default() };
    let slug = &bench.campaign.slug;
    let form = browser.get(bench, &format!("/c/{slug}/give")).await;
    Donor { browser, form, path: format!("/c/{slug}/pledges") }
}

#[tokio::test]
async fn whoever_has_a_promise_already_is_asked_what_the_second_one_is_when_they_are_signed_in() {
    let bench = Bench::all_or_nothing().await;
    let user = CurrentUser { id: UserId::fresh(), name: "Asha".into(), roles: Vec::new() };
    let earlier = bench.try_make(MakePledge { donor: Some(user.id), ..bench.form(None) }).await.unwrap();
    bench.hear(Attempt::at(earlier).saved()).await;
    bench.platform.settle().await.unwrap();
    let pledges = async || {
        let rows = bench.ctx.db.read().all("SELECT pledge FROM pledges_pledge", vec![]).await.unwrap();
        rows.len()
    };

    let mut donor = signed_in_at(&bench, &user).await;
    let asked = donor.send(&bench, &[("other", "700")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", asked.html);
    assert!(asked.html.contains("You already have a pledge of ₹500") && asked.html.contains("#already"));
    assert!(asked.html.contains("value=\"700\""), "what was typed is kept: {}", asked.html);
    assert_eq!(pledges().await, 1, "nothing was made");

    let changes = donor.send(&bench, &[("other", "700"), ("already", "change")]).await;
    assert_eq!((changes.status, pledges().await), (StatusCode::SEE_OTHER, 1), "{}", changes.html);
    assert_eq!(changes.location, format!("{}/change?minor=70000", page_of(earlier)));
    let change = donor.browser.get(&bench, &changes.location).await;
    assert!(change.html.contains("value=\"700.00\""), "{}", change.html);

    for _ in 0..2 {
        let added = donor.send(&bench, &[("other", "700"), ("already", "another")]).await;
        assert_eq!((added.status, pledges().await), (StatusCode::SEE_OTHER, 2), "{}", added.html);
    }
}

#[tokio::test]
async fn an_address_that_gave_is_not_told_to_whoever_types_it_nor_asked_about_where_each_gift_is_charged() {
    let bench = Bench::all_or_nothing().await;
    let user = CurrentUser { id: UserId::fresh(), name: "Asha".into(), roles: Vec::new() };
    let earlier = bench.try_make(MakePledge { donor: Some(user.id), ..bench.form(None) }).await.unwrap();
    bench.hear(Attempt::at(earlier).saved()).await;
    let mut stranger = Donor::at(&bench, "").await;
    let sent = stranger.send(&bench, &[]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);

    let bench = Bench::start().await;
    let paid = bench.try_make(MakePledge { donor: Some(user.id), ..bench.form(None) }).await.unwrap();
    bench.hear(Attempt::at(paid).collected(&bench).await).await;
    let again = signed_in_at(&bench, &user).await.send(&bench, &[]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.html);
}

#[tokio::test]
async fn what_is_kept_of_a_consent_is_what_stood_beside_the_box() {
    let bench = Bench::start().await;
    // Midnight in Bogota is the next day in UTC.
    let deadline_at = Timestamp(1_811_307_600_000_000);
    let bogota = CampaignPublished { deadline_at, zone: "America/Bogota".into(), ..bench.campaign.clone() };
    bench.publish(bogota).await;
    let mut donor = Donor::at(&bench, "").await;
    let words = "Charge my card the same sum again by itself, as often as chosen above, until the campaign ends on \
                 25 May 2027 or until I stop it.";
    assert!(donor.form.html.contains(words), "{}", donor.form.html);
    let sent = donor.send(&bench, &[("freq", "monthly"), ("again", "1")]).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.html);
    let row = bench.ctx.db.read().one("SELECT agreed FROM pledges_plan", vec![]).await.unwrap().unwrap();
    let agreed: String = row.try_get("", "agreed").unwrap();
    assert!(agreed.starts_with(words), "{agreed}");
}

#[tokio::test]
async fn how_often_in_a_word_that_nobody_knows_does_not_pass_for_once() {
    let bench = Bench::start().await;
    let mut donor = Donor::at(&bench, "?freq=weekly").await;
    let says = "We do not know how often that is.";
    assert!(donor.form.html.contains(says), "{}", donor.form.html);
    let sent = donor.send(&bench, &[("freq", "weekly")]).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(sent.html.contains(says) && sent.html.contains("href=\"#freq\""), "{}", sent.html);
    let rows = bench.ctx.db.read().all("SELECT pledge FROM pledges_pledge", vec![]).await.unwrap();
    assert!(rows.is_empty());
    assert!(!Donor::at(&bench, "?freq=once").await.form.html.contains(says));
    assert_eq!(donor.send(&bench, &[("freq", "once")]).await.status, StatusCode::SEE_OTHER);
}
