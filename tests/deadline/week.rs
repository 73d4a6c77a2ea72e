//! The week in which what saved cards did not pay can be put right (rule R3; T-32 of the scenarios).

use super::{run_by, said, soon, status};
use crate::{
    donors::journey::{Journey, VISA},
    money::{
        adds_up,
        payouts::{Ended, GOOD_BANK},
    },
};
use anyhow::Context as _;
use contracts::{UserId, campaigns::FundingModel};
use kernel::db::Sql as _;
use sandbox::PayOutcome;
use std::time::Duration;
use tests::{TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);

/// Cards that can be saved, and whoever gives with them. Later charges are refused: for good, for now, for now, and
/// because the bank wants its donor to be asked.
const REFUSED: [(&str, &str); 4] = [
    ("4000009990000013", "lost@example.test"),
    ("4000000000000341", "refused@example.test"),
    ("4000009990000005", "empty@example.test"),
    ("4000002760003184", "asked@example.test"),
];

/// Somebody promises `amount`, and their card is saved.
async fn promise(app: &TestApp, slug: &str, amount: &str, (card, email): (&str, &str)) -> anyhow::Result<()> {
    let journey = Journey::promise_with(app, slug, amount, &[("email", email)]).await?;
    if let PayOutcome::Authenticate(url) = app.sandbox.pay(&journey.session().await?, card)? {
        let intent = url.rsplit('/').next().and_then(|it| it.split('?').next()).context("no intent")?;
        app.sandbox.authenticate(intent, true)?;
    }
    app.settle_once().await
}

/// The demo's creator, who can sign in.
pub(super) async fn creator(app: &TestApp) -> anyhow::Result<UserId> {
    let sql = "SELECT creator FROM campaigns_campaign ORDER BY slug LIMIT 1";
    let row = app.ctx("campaigns")?.db.read().one(sql, vec![]).await?;
    Ok(UserId(row.context("no campaign")?.try_get("", "creator")?))
}

/// How often `email` was written to that a card could not be charged.
fn told(app: &TestApp, email: &str) -> usize {
    let mails = app.mailbox.messages();
    let theirs = mails.iter().filter(|it| it.to().contains(email));
    theirs.filter(|it| it.subject().contains("could not be charged")).count()
}

/// What a creator reads after that week is what everybody reads: the sum of the end stays, and what was paid is paid.
async fn its_creator_reads_the_same(it: &Ended) -> anyhow::Result<()> {
    let (creator, own) =
        (it.app.signed_in("creator").await?, format!("/dashboard/campaigns/{}", it.campaign));
    for (path, seen) in [
        ("/dashboard".to_owned(), "₹1,400"),
        (own.clone(), "Collected so far: ₹200"),
        (format!("{own}/backers?state=paid"), "₹200"),
    ] {
        let page = creator.get(&path).await?.text;
        assert!(page.contains(seen), "{path}: {seen} in {page}");
    }
    let mut told = it.app.mailbox.messages().into_iter();
    assert!(told.any(|it| it.subject().contains("has ended") && it.text().contains("₹1,400.00")));
    Ok(())
}

#[tokio::test]
async fn t32_refused_cards_are_told_of_four_times_tried_as_they_may_be_and_dropped_after_a_week()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let creator = creator(&app).await?;
        let slug = run_by(&app, Some(creator), FundingModel::AllOrNothing, soon(&app)).await?;
        promise(&app, &slug, "200", (VISA, "good@example.test")).await?;
        for who in REFUSED {
            promise(&app, &slug, "300", who).await?;
        }
        app.pass(HOUR * 48 + Duration::from_secs(300), HOUR * 24).await?;
        app.settle().await?;
        app.pass(Duration::from_secs(180), Duration::from_secs(60)).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");

        let unpaid = async || said(&app, "pledges", "pledges.pledge_unpaid").await;
        let (mut mails, mut all) = (vec![(0, unpaid().await?)], unpaid().await?);
        for hour in 1..=169 {
            app.pass(HOUR, HOUR).await?;
            let now = unpaid().await?;
            if now != all {
                mails.push((hour, now - all));
                all = now;
            }
        }
        app.settle().await?;
        assert_eq!(mails, [(0, 4), (48, 4), (96, 4), (144, 4)]);
        for (card, email) in REFUSED {
            assert_eq!(told(&app, email), 4, "{card}");
        }
        assert_eq!(told(&app, "good@"), 0);
        // The good one, the lost one and the one that asks once each; what may pass again on days 1, 3, 5 and 7.
        assert_eq!(said(&app, "pledges", "pledges.charge_due").await?, 3 + 2 * 5);
        assert_eq!(said(&app, "pledges", "pledges.pledge_dropped").await?, 4);
        assert_eq!(app.sandbox.ledger().payments.len(), 1);
        let shown = app.browser().get(&format!("/c/{slug}")).await?.text;
        for seen in ["<b data-live=\"raised\">₹1,400</b>", "Collected so far: ₹200"] {
            assert!(shown.contains(seen), "{seen} in {shown}");
        }

        // What was collected is paid out, though it is less than the goal: less 5 % and a tenth.
        let it = Ended::onboarded(app, &slug, GOOD_BANK).await?;
        its_creator_reads_the_same(&it).await?;
        it.app.pass(HOUR * 24 * 10, HOUR * 24).await?;
        assert_eq!(it.propose(&it.app.signed_in("finance").await?).await?.status, 303);
        assert_eq!(it.agree(&it.app.signed_in("finance2").await?).await?.status, 303);
        it.app.pass(HOUR * 24 * 5, HOUR * 6).await?;
        assert_eq!(it.app.sandbox.objects("payout")[0]["amount"], 17_100);
        adds_up(&it.app).await?;
    }
    Ok(())
}
