use super::{
    bench::{Attempt, Bench},
    browser::Browser,
};
use crate::reference::reference;
use axum::http::StatusCode;
use contracts::UserId;
use kernel::web::{CurrentUser, Role};

fn somebody(role: Role) -> Browser {
    let user = CurrentUser { id: UserId::fresh(), name: "Somebody".into(), roles: vec![role] };
    Browser { user: Some(user), ..Browser::default() }
}

#[tokio::test]
async fn staff_find_a_pledge_by_its_number_its_id_its_donor_its_campaign_and_how_it_stands() {
    let bench = Bench::start().await;
    let (wanted, other) = (bench.make(None).await, {
        let form = crate::commands::MakePledge { email: "b@example.org".into(), ..bench.form(None) };
        bench.try_make(form).await.unwrap()
    });
    bench.hear(Attempt::at(wanted).collected(&bench).await).await;
    let mut staff = somebody(Role::Support);
    let number = reference(wanted).to_lowercase();
    for (query, both) in [
        (format!("q={number}"), false),
        (format!("q={wanted}"), false),
        ("q=ASHA%40example.org".to_owned(), false),
        ("status=active".to_owned(), false),
        (format!("campaign={}", bench.campaign.slug), true),
    ] {
        let list = staff.get(&bench, &format!("/backoffice/pledges?{query}")).await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.html);
        assert!(list.html.contains(&reference(wanted)), "{query}: {}", list.html);
        assert_eq!(list.html.contains(&reference(other)), both, "{query}");
    }
    let odd = staff.get(&bench, "/backoffice/pledges?q=%00&campaign=%00&status=active%27").await;
    assert_eq!(odd.status, StatusCode::OK);
    let nothing = staff.get(&bench, "/backoffice/pledges?q=zzz").await;
    assert!(nothing.html.contains("No pledge fits"));
}

#[tokio::test]
async fn whoever_may_give_nothing_back_looks_a_pledge_up_and_is_offered_no_refund() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    for (role, offered) in [(Role::Support, true), (Role::Finance, true), (Role::Admin, false)] {
        let mut staff = somebody(role);
        let shown = staff.get(&bench, &format!("/backoffice/pledges/{pledge}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{role:?}");
        assert_eq!(shown.html.contains("Give money back"), offered, "{role:?}");
    }
}

#[tokio::test]
async fn a_refund_form_sent_twice_refunds_once_and_a_wrong_one_comes_back() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    let mut staff = somebody(Role::Finance);
    let (page, post) =
        (format!("/backoffice/pledges/{pledge}"), format!("/backoffice/pledges/{pledge}/refund"));
    let shown = staff.get(&bench, &page).await;
    assert!(
        shown.html.contains("a…@example.org") && shown.html.contains("Give money back"),
        "{}",
        shown.html
    );
    assert!(shown.html.contains("activate") && shown.html.contains("Completed"));

    let (token, refund) = (shown.hidden("_token"), shown.hidden("refund"));
    let form = |amount, reason| {
        [("_token", token.as_str()), ("refund", refund.as_str()), ("amount", amount), ("reason", reason)]
    };
    for (amount, reason) in [("0", "x"), ("1,000,000", "x"), ("100", " ")] {
        let wrong = staff.post(&bench, &post, &form(amount, reason)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{amount}");
        assert_eq!(wrong.hidden("refund"), refund);
    }
    let unread = staff.post(&bench, &post, &form("all of it", "x")).await;
    assert!(unread.html.contains("Write only a number, for example 42.00."), "{}", unread.html);
    for _ in 0..2 {
        let done = staff.post(&bench, &post, &form("100", "asked for it")).await;
        assert_eq!(
            (done.status, done.location.as_str()),
            (StatusCode::SEE_OTHER, page.as_str()),
            "{}",
            done.html
        );
    }
    assert_eq!(bench.row(pledge).await.refunded_minor, 10_000);
    let shown = staff.get(&bench, &page).await;
    assert!(shown.html.contains("asked for it"), "{}", shown.html);
}

/// The bench's gift has a tip of ₹25.
#[tokio::test]
async fn a_tip_is_given_back_without_anything_of_the_gift() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    bench.hear(Attempt::at(pledge).opened()).await;
    bench.hear(Attempt::at(pledge).collected(&bench).await).await;
    let mut staff = somebody(Role::Finance);
    let (page, post) =
        (format!("/backoffice/pledges/{pledge}"), format!("/backoffice/pledges/{pledge}/refund"));
    let shown = staff.get(&bench, &page).await;
    assert!(shown.html.contains("The tip alone"), "{}", shown.html);
    let (token, refund) = (shown.hidden("_token"), shown.hidden("refund"));
    let form = |amount, only| {
        [
            ("_token", token.as_str()),
            ("refund", refund.as_str()),
            ("amount", amount),
            ("only", only),
            ("reason", "by mistake"),
        ]
    };
    for (amount, only, answer) in [
        ("25.01", "tip", StatusCode::UNPROCESSABLE_ENTITY),
        ("25", "postage", StatusCode::BAD_REQUEST),
        ("25", "tip", StatusCode::SEE_OTHER),
    ] {
        assert_eq!(staff.post(&bench, &post, &form(amount, only)).await.status, answer, "{amount} of {only}");
    }
    let row = bench.row(pledge).await;
    assert_eq!((row.refunded_minor, row.counts_minor), (2_500, 50_000));
    let said = bench.said_names(pledge).await;
    assert!(
        said.contains(&"refund_due".to_owned()) && !said.contains(&"pledge_reduced".to_owned()),
        "{said:?}"
    );
    bench.check().await;
}

#[tokio::test]
async fn only_the_desk_may_see_pledges() {
    let bench = Bench::start().await;
    let pledge = bench.make(None).await;
    for path in ["/backoffice/pledges".to_owned(), format!("/backoffice/pledges/{pledge}")] {
        for role in [Role::Donor, Role::Creator, Role::Moderator] {
            assert_eq!(somebody(role).get(&bench, &path).await.status, StatusCode::NOT_FOUND);
        }
        let signed_out = Browser::default().get(&bench, &path).await;
        assert!(signed_out.location.starts_with("/login"), "{}", signed_out.status);
    }
}
