//! Mails from the outside: messages go in, a real mail server says what came out.

mod faults;
mod post_office;
mod world;

use self::world::{NOW, World, config, gift, inr, mailbox, platform, reserved};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use contracts::{
    RefundId,
    payments::{RefundFailed, RefundSucceeded},
    pledges::{Collection, LapseReason, PledgeReserved},
};
use kernel::{
    Context,
    db::Sql,
    web::{Templates, WebState},
};
use notifications::{Config, Mailbox};
use std::{sync::Arc, time::Duration};
use tower::ServiceExt;

#[tokio::test]
async fn a_donor_gets_one_receipt_however_often_it_is_told() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::Charge, Some("नमिता राव")).await?;
    world.activate(Collection::Charge).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;

    let [mail] = &world.mailbox.messages()[..] else { panic!("{:?}", world.subjects()) };
    assert_eq!(mail.subject(), "Your gift to Mangroves for Koh Rong – ₹ & more");
    assert_eq!(mail.to(), "नमिता राव <namita@example.test>");
    assert_eq!(mail.from(), "Tributary <no-reply@tributary.test>");
    assert_eq!(mail.date(), "2027-01-15T08:00:00Z");
    assert!(mail.message_id().ends_with("@tributary.test"), "{}", mail.message_id());
    assert!(mail.text().contains("₹911.50"), "{}", mail.text());
    let address = kernel::Keys::for_tests().address(world.pledge.0);
    assert!(mail.html().contains(&format!("\"http://127.0.0.1:8080/p/{address}\"")), "{}", mail.html());
    assert!(mail.headers().contains("Delivered-To: namita@example.test"), "{}", mail.headers());
    assert!(world.platform.check().await?.holds, "{:?}", world.platform.check().await?);
    Ok(())
}

#[tokio::test]
async fn a_line_that_begins_with_a_dot_arrives_as_it_was() -> anyhow::Result<()> {
    let world = World::start().await?;
    let title = ".\r\n.. dots\r\n.".to_owned();
    let pledge = PledgeReserved { campaign_title: title, ..reserved(&world, Collection::Charge, None) };
    world.say("pledges", pledge).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    let mail = world.only_mail();
    assert_eq!(mail.subject(), "Your gift to . .. dots .");
    assert!(mail.text().replace("\r\n", "\n").contains("“.\n.. dots\n.”"), "{}", mail.text());
    Ok(())
}

#[tokio::test]
async fn a_saved_card_and_a_charged_one_get_different_mails() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::SaveCard, None).await?;
    world.activate(Collection::SaveCard).await?;
    world.reduce(84_000, 0).await?;
    world.settle_twice().await?;
    assert!(world.only_mail().subject().ends_with("nothing charged yet"), "{:?}", world.subjects());
    assert!(world.platform.check().await?.holds);
    Ok(())
}

#[tokio::test]
async fn whoever_takes_a_promise_back_is_told_once_that_nothing_is_charged() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::SaveCard, None).await?;
    world.cancel().await?;
    world.reduce(84_000, 0).await?;
    world.settle_twice().await?;
    let mail = world.only_mail();
    assert!(mail.subject().starts_with("You cancelled your pledge: "), "{}", mail.subject());
    assert!(mail.text().contains("Nothing was charged, and nothing will be"), "{}", mail.text());
    Ok(())
}

#[tokio::test]
async fn a_refund_is_told_when_it_is_decided_and_when_it_is_done() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::Charge, None).await?;
    world.activate(Collection::Charge).await?;
    world.reduce(20_000, 64_000).await?;
    world.reduce(64_000, 0).await?;
    let refunded = RefundSucceeded {
        refund: RefundId::fresh(),
        pledge: world.pledge,
        campaign: world.campaign,
        gift: gift(),
        refunded_at: NOW,
    };
    world.say("payments", refunded).await?;
    let failed = RefundFailed {
        refund: RefundId::fresh(),
        pledge: world.pledge,
        amount: inr(5_000),
        reason: "expired_or_canceled_card".into(),
        failed_at: NOW,
    };
    world.say("payments", failed).await?;
    world.settle_twice().await?;
    let mut beginnings: Vec<_> =
        world.subjects().iter().map(|it| it.split(':').next().unwrap_or_default().to_owned()).collect();
    beginnings.sort();
    assert_eq!(
        beginnings,
        [
            "We owe you ₹50.00",
            "Your gift to Mangroves for Koh Rong – ₹ & more",
            "Your money is back",
            "Your money is on its way back",
            "Your money is on its way back"
        ]
    );
    Ok(())
}

#[tokio::test]
async fn a_pledge_that_lapsed_is_told_of_only_when_money_came_too_late() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::Charge, None).await?;
    let without_money = [
        LapseReason::Unpaid,
        LapseReason::CancelledByDonor,
        LapseReason::Refused,
        LapseReason::StoppedByStaff,
    ];
    for reason in without_money {
        world.lapse(reason).await?;
    }
    world.settle_twice().await?;
    assert!(world.subjects().is_empty(), "{:?}", world.subjects());
    world.lapse(LapseReason::TooLate).await?;
    world.settle_twice().await?;
    assert!(world.only_mail().subject().starts_with("Your gift came too late"), "{:?}", world.subjects());
    Ok(())
}

#[tokio::test]
async fn a_refund_heard_of_before_its_pledge_waits_for_it() -> anyhow::Result<()> {
    let world = World::start().await?;
    let refunded = RefundSucceeded {
        refund: RefundId::fresh(),
        pledge: world.pledge,
        campaign: world.campaign,
        gift: gift(),
        refunded_at: NOW,
    };
    world.say("payments", refunded).await?;
    world.platform.settle().await?;
    assert!(world.subjects().is_empty());
    world.reserve(Collection::Charge, None).await?;
    world.clock.advance(Duration::from_secs(3));
    world.settle_twice().await?;
    assert!(world.only_mail().subject().starts_with("Your money is back"), "{:?}", world.subjects());
    Ok(())
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_and_gets_the_mail_once() -> anyhow::Result<()> {
    let dir = tempfile::tempdir()?;
    // A port that nobody listens on until later.
    let addr = tokio::net::TcpListener::bind("127.0.0.1:0").await?.local_addr()?;
    let (platform, clock) = platform(dir.path(), format!("smtp://{addr}")).await?;
    let world = World { mailbox: mailbox(dir.path()).await?, ..World::of(platform, clock, dir).await? };
    world.reserve(Collection::Charge, None).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    assert_eq!(world.states().await?, [(0, None)]);

    let mailbox = Mailbox::start(addr, &world.dir.path().join("late")).await?;
    world.clock.advance(Duration::from_hours(1));
    world.settle_twice().await?;
    assert_eq!(mailbox.messages().len(), 1);
    assert_eq!(world.states().await?, [(1, Some("Your gift to Mangroves for Koh Rong – ₹ & more".into()))]);
    Ok(())
}

#[tokio::test]
async fn an_address_no_server_will_take_is_laid_before_a_person() -> anyhow::Result<()> {
    let world = World::start().await?;
    let pledge =
        PledgeReserved { email: Some("not an address".into()), ..reserved(&world, Collection::Charge, None) };
    world.say("pledges", pledge).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    assert_eq!(world.states().await?[0].0, 2);
    let sql = "SELECT CAST(COUNT(*) AS bigint) FROM notifications_job WHERE kind = 'send_mail' AND state = 3";
    let dead = world.context("notifications").db.read().one(sql, vec![]).await?.expect("a count");
    assert_eq!(dead.try_get_by_index::<i64>(0)?, 1);
    Ok(())
}

#[tokio::test]
async fn a_person_who_was_forgotten_is_not_written_to() -> anyhow::Result<()> {
    let world = World::start().await?;
    let pledge = PledgeReserved { email: None, name: None, ..reserved(&world, Collection::Charge, None) };
    world.say("pledges", pledge).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    assert_eq!(world.states().await?, [(3, None)]);
    assert!(world.mailbox.messages().is_empty());
    Ok(())
}

#[tokio::test]
async fn the_mailbox_shows_after_a_restart_what_it_kept_before() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::Charge, None).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    let again = mailbox(world.dir.path()).await?;
    assert_eq!(again.messages().len(), 1);
    assert_eq!(again.message(1).map(|it| it.raw), world.mailbox.message(1).map(|it| it.raw));
    assert!(again.message(2).is_none());
    Ok(())
}

#[tokio::test]
async fn a_mail_is_shown_as_text_and_its_html_is_shut_in() -> anyhow::Result<()> {
    let world = World::start().await?;
    world.reserve(Collection::Charge, Some("Namita")).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    let site = pages(&world)?;

    let (_, list) = ask(&site, "/dev/mail").await?;
    assert!(list.contains("href=\"/dev/mail/1\"") && list.contains("– ₹ &amp; more"), "{list}");
    let (headers, shown) = ask(&site, "/dev/mail/1").await?;
    assert!(shown.contains("Hello Namita,") && shown.contains("Message-ID: &lt;"), "{shown}");
    assert!(shown.contains("src=\"/dev/mail/1/html\""), "{shown}");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str()?;
    assert!(policy.ends_with("frame-src 'self'") && policy.contains("default-src 'none'"), "{policy}");
    let (headers, html) = ask(&site, "/dev/mail/1/html").await?;
    let address = kernel::Keys::for_tests().address(world.pledge.0);
    assert!(html.contains(&format!("/p/{address}\"")), "{html}");
    let policy = headers[header::CONTENT_SECURITY_POLICY].to_str()?;
    assert!(policy.contains("sandbox") && !policy.contains("allow-scripts"), "{policy}");
    let (_, raw) = ask(&site, "/dev/mail/1/raw").await?;
    assert!(raw.starts_with("Return-Path: <no-reply@tributary.test>"), "{raw}");
    for nowhere in ["/dev/mail/2", "/dev/mail/x", "/dev/mail/-1/raw"] {
        assert_eq!(status(&site, nowhere).await?, StatusCode::NOT_FOUND, "{nowhere}");
    }
    Ok(())
}

#[test]
fn a_setting_that_is_wrong_is_named_and_the_password_is_not_shown() {
    let config = |smtp: &str, from: &str, url: &str| Config {
        smtp_url: smtp.to_owned().into(),
        from: from.to_owned(),
        public_url: url.to_owned(),
        keys: kernel::Keys::for_tests(),
        audit_to: None,
        mailbox: None,
    };
    let refused = |config| notifications::module(config).err().map(|it| it.to_string()).unwrap_or_default();
    let smtp = refused(config("http://user:hunter2@host", "a@b.test", "https://give.example"));
    assert!(smtp.contains("mail server") && !smtp.contains("hunter2"), "{smtp}");
    assert!(refused(config("smtp://localhost", "nobody", "https://give.example")).contains("sender"));
    assert!(refused(config("smtp://localhost", "a@b.test", "give.example")).contains("public address"));
    let keeper = config("smtp://localhost", "a@b.test", "https://give.example");
    assert!(refused(Config { audit_to: Some("nobody".into()), ..keeper }).contains("signed roots"));
}

/// The module's pages, as the demo has them.
fn pages(world: &World) -> anyhow::Result<Router> {
    let config = Config { mailbox: Some(world.mailbox.clone()), ..config(world.mailbox.smtp_url()) };
    let module = notifications::module(config)?;
    let templates = Templates::of(module.templates.to_vec(), module.texts.to_vec())?;
    let settings = WebState::for_tests()?.settings;
    let web = Arc::new(WebState::new(templates, settings, Vec::new()));
    let ctx = Context { web, ..world.context("notifications").clone() };
    Ok(module.routes.into_routers().0.with_state(ctx))
}

async fn status(site: &Router, path: &str) -> anyhow::Result<StatusCode> {
    Ok(site.clone().oneshot(Request::get(path).body(Body::empty())?).await?.status())
}

async fn ask(site: &Router, path: &str) -> anyhow::Result<(HeaderMap, String)> {
    let (parts, body) = site.clone().oneshot(Request::get(path).body(Body::empty())?).await?.into_parts();
    assert_eq!(parts.status, StatusCode::OK, "{path}");
    Ok((parts.headers, String::from_utf8(to_bytes(body, 1 << 20).await?.to_vec())?))
}
