//! A campaign is given more time than was said (rules R2, R9 and R10; T-31 of the scenarios).

use super::{DAY, campaign, leaving::turn_back, racing::id_of, run_by, said, soon, status, week::creator};
use crate::donors::journey::{Journey, VISA};
use anyhow::ensure;
use contracts::campaigns::FundingModel;
use kernel::db::Sql;
use std::time::Duration;
use tests::{Answer, Browser, TestApp, shapes};

const HOUR: Duration = Duration::from_hours(1);
/// Ten days after the last one of a campaign of these tests, which ends on 3 March at half past five in the afternoon.
const LATER: &str = "2026-03-13";
/// From one end to the other, in hours and half of one: that day ends at half past six in the evening of UTC.
const BETWEEN: Duration = Duration::from_mins(246 * 60 + 30);
const WHY: &str = "The rain came three weeks late.";

/// Somebody gives the campaign until the end of `day`.
async fn extend(who: &Browser, id: uuid::Uuid, day: &str, reason: &str) -> anyhow::Result<Answer> {
    let token = who.get("/me").await?.field("_token")?;
    let form = [("_token", &*token), ("day", day), ("reason", reason)];
    who.post(&format!("/backoffice/campaigns/{id}/extension"), &form).await
}

/// A guest promises `amount` and saves a card.
async fn promised<'a>(
    app: &'a TestApp,
    slug: &str,
    (amount, email): (&str, &str),
) -> anyhow::Result<Journey<'a>> {
    let gift = Journey::promise_with(app, slug, amount, &[("email", email)]).await?;
    gift.pay(VISA).await?;
    Ok(gift)
}

/// How often `email` was written to about `subject`.
fn told(app: &TestApp, email: &str, subject: &str) -> usize {
    let mails = app.mailbox.messages();
    mails.iter().filter(|it| it.to().contains(email) && it.subject().contains(subject)).count()
}

/// How often the end of this campaign was said: those of the demo end meanwhile, too.
async fn ended(app: &TestApp, campaign: uuid::Uuid) -> anyhow::Result<i64> {
    const SQL: &str = "SELECT COUNT(*) AS many FROM campaigns_outbox WHERE topic = 'campaigns.funding_ended' AND key LIKE $1";
    let row = app.ctx("campaigns")?.db.read().one(SQL, vec![format!("%{campaign}").into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "many"))?)
}

#[tokio::test]
async fn a_campaign_that_was_given_more_time_takes_promises_until_then_and_ends_then() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let creator = creator(&app).await?;
        let slug = run_by(&app, Some(creator), FundingModel::AllOrNothing, soon(&app)).await?;
        promised(&app, &slug, ("400", "first@example.test")).await?;
        let (admin, id) = (app.signed_in("admin").await?, id_of(&app, &slug).await?);
        let page = admin.get(&format!("/backoffice/campaigns/{id}")).await?;
        ensure!(page.text.contains("Give it more time"), "{}", page.text);
        let form = admin.get(&format!("/backoffice/campaigns/{id}/extension")).await?;
        ensure!(form.text.contains("2026-03-04") && form.text.contains("2026-05-02"), "{}", form.text);
        let answer = extend(&admin, id, LATER, WHY).await?;
        ensure!(answer.status == 303, "{}: {}", answer.status, answer.text);
        let page = admin.get(&format!("/backoffice/campaigns/{id}")).await?.text;
        for part in ["It was given more time before", "13 March 2026 at 23:59 ("] {
            ensure!(page.contains(part) && !page.contains("Give it more time"), "{part}: {page}");
        }
        app.settle().await?;
        assert_eq!(told(&app, "first@", "has more time"), 1);
        assert_eq!(told(&app, &app.mail_of("creator")?, "has more time"), 1);
        let mut mails = app.mailbox.messages().into_iter().filter(|it| it.to().contains("first@"));
        let mail = mails.find(|it| it.subject().contains("has more time")).map(|it| it.text());
        let mail = mail.unwrap_or_default();
        for part in ["13 March 2026 at 23:59", "3 March 2026 at 17:30", "charged only after the new end", WHY]
        {
            ensure!(mail.contains(part), "{part}: {mail}");
        }
        let public = app.browser().get(&format!("/c/{slug}")).await?.text;
        ensure!(public.contains("Its end was moved once") && public.contains(WHY), "{public}");

        app.pass(2 * DAY + HOUR, DAY / 4).await?;
        assert_eq!(status(&app, &slug).await?, "live", "it does not end when it was to");
        promised(&app, &slug, ("600", "second@example.test")).await?;
        app.pass(Duration::from_mins(244 * 60 + 30), DAY / 4).await?;
        assert_eq!(status(&app, &slug).await?, "live");
        app.pass(2 * HOUR, HOUR / 12).await?;
        app.settle().await?;
        app.pass(HOUR, HOUR / 12).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        assert_eq!(ended(&app, id).await?, 1);
        let charged: i64 = app.sandbox.ledger().payments.iter().map(|it| it.amount).sum();
        assert_eq!(charged, 100_000);
        let late = extend(&app.signed_in("admin").await?, id, "2026-03-20", WHY).await?;
        ensure!(late.status == 409 && late.text.contains("funded"), "{}: {}", late.status, late.text);
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn more_time_is_given_once_not_much_with_a_reason_by_an_admin_and_not_to_what_has_its_goal()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let (admin, id) = (app.signed_in("admin").await?, id_of(&app, &slug).await?);
        for who in ["moderator", "support", "finance"] {
            let answer = extend(&app.signed_in(who).await?, id, LATER, WHY).await?;
            assert_eq!(answer.status, 404, "{who}");
        }
        for (day, reason, because) in [
            ("", WHY, "Choose a day."),
            ("31 March", WHY, "Choose a day."),
            ("2026-03-03", WHY, "Choose a day after its last one."),
            ("2026-05-03", WHY, "at most 60 days after its last one"),
            ("9999-12-31", WHY, "at most 60 days after its last one"),
            (LATER, "  ", "Write why."),
        ] {
            let answer = extend(&admin, id, day, reason).await?;
            ensure!(answer.status == 422 && answer.text.contains(because), "{day}: {}", answer.text);
        }
        assert_eq!(said(&app, "campaigns", "campaigns.deadline_extended").await?, 0);
        assert_eq!(extend(&admin, id, "2026-05-02", WHY).await?.status, 303, "sixty days are not too many");
        app.settle().await?;
        let again = extend(&admin, id, "2026-05-20", WHY).await?;
        ensure!(again.status == 409 && again.text.contains("given more time before"), "{}", again.text);
        assert_eq!(said(&app, "campaigns", "campaigns.deadline_extended").await?, 1);

        let deadline = soon(&app).after(DAY);
        let reached = campaign(&app, FundingModel::AllOrNothing, deadline).await?;
        promised(&app, &reached, ("1000", "all@example.test")).await?;
        let answer = extend(&admin, id_of(&app, &reached).await?, LATER, WHY).await?;
        ensure!(answer.status == 409 && answer.text.contains("has reached its goal"), "{}", answer.text);
        app.holds().await?;
    }
    Ok(())
}

/// When the admin is heard: just before the end, at its instant, and once it was noticed.
#[derive(Clone, Copy, Debug)]
enum Heard {
    Before,
    At,
    Meanwhile,
    After,
}

#[tokio::test]
async fn t31_whoever_extends_a_campaign_as_its_end_is_decided_wins_or_is_told_that_they_did_not()
-> anyhow::Result<()> {
    for shape in shapes() {
        for heard in [Heard::Before, Heard::At, Heard::Meanwhile, Heard::After] {
            let app = TestApp::start(&shape).await?;
            let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
            promised(&app, &slug, ("400", "first@example.test")).await?;
            let id = id_of(&app, &slug).await?;
            // A microsecond before the end, or at its very instant.
            app.clock.advance(match heard {
                Heard::Before => Duration::from_micros(172_799_999_999),
                _ => 2 * DAY,
            });
            let admin = app.signed_in("admin").await?;
            let answer = match heard {
                Heard::Before | Heard::At => extend(&admin, id, LATER, WHY).await?,
                Heard::Meanwhile => {
                    let (answer, settled) =
                        tokio::join!(extend(&admin, id, LATER, WHY), app.platform.settle());
                    settled?;
                    answer?
                }
                Heard::After => {
                    app.settle_once().await?;
                    extend(&admin, id, LATER, WHY).await?
                }
            };
            app.pass(HOUR, HOUR / 12).await?;
            app.settle().await?;
            let (took, status) = (answer.status == 303, status(&app, &slug).await?);
            assert_eq!(took, matches!(heard, Heard::Before), "{heard:?}: {}", answer.text);
            ensure!(took || answer.status == 409, "{heard:?}: {}: {}", answer.status, answer.text);
            assert_eq!(status, if took { "live" } else { "failed" }, "{heard:?}");
            let extended = said(&app, "campaigns", "campaigns.deadline_extended").await?;
            let failed = said(&app, "campaigns", "campaigns.campaign_failed").await?;
            assert_eq!((extended, failed), if took { (1, 0) } else { (0, 1) }, "{heard:?}");
            app.holds().await?;
        }
    }
    Ok(())
}

#[tokio::test]
async fn two_who_give_more_time_at_once_give_it_once_and_one_is_told_so() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        let id = id_of(&app, &slug).await?;
        let (one, other) = (app.signed_in("admin").await?, app.signed_in("admin").await?);
        let (first, second) =
            tokio::join!(extend(&one, id, LATER, WHY), extend(&other, id, "2026-03-20", WHY));
        let mut answers = [first?.status, second?.status];
        answers.sort_unstable();
        assert_eq!(answers, [303, 409]);
        app.settle().await?;
        assert_eq!(said(&app, "campaigns", "campaigns.deadline_extended").await?, 1);
        app.holds().await?;
    }
    Ok(())
}

/// Rule R10: the last 24 hours are those before the new end.
#[tokio::test]
async fn the_last_day_on_which_promises_stand_is_that_of_the_new_end() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        promised(&app, &slug, ("400", "first@example.test")).await?;
        let (admin, id) = (app.signed_in("admin").await?, id_of(&app, &slug).await?);
        assert_eq!(extend(&admin, id, LATER, WHY).await?.status, 303);
        app.settle().await?;
        let leaves = promised(&app, &slug, ("700", "leaves@example.test")).await?;
        app.pass(36 * HOUR, DAY / 2).await?;
        assert_eq!(turn_back(&leaves).await?, 303, "what was the last day is none any more");
        let stays = promised(&app, &slug, ("700", "stays@example.test")).await?;
        app.pass(BETWEEN, DAY / 2).await?;
        assert_ne!(turn_back(&stays).await?, 303, "the goal needs it, and it is the last day");
        app.pass(13 * HOUR, HOUR / 2).await?;
        app.settle().await?;
        assert_eq!(status(&app, &slug).await?, "funded");
        app.holds().await?;
    }
    Ok(())
}

/// The card was good for long enough, and nobody would have said a word.
#[tokio::test]
async fn whose_card_expires_before_the_new_end_is_told_so() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let slug = campaign(&app, FundingModel::AllOrNothing, soon(&app)).await?;
        for (email, month) in [("march@example.test", 3), ("december@example.test", 12)] {
            let gift = Journey::promise_with(&app, &slug, "100", &[("email", email)]).await?;
            app.sandbox.pay_until(&gift.session().await?, VISA, (2026, month))?;
            app.settle().await?;
        }
        app.pass(DAY + DAY / 2, DAY / 2).await?;
        assert_eq!(told(&app, "march@", "expires soon"), 0, "it was good for long enough");
        let (admin, id) = (app.signed_in("admin").await?, id_of(&app, &slug).await?);
        assert_eq!(extend(&admin, id, "2026-05-02", WHY).await?.status, 303);
        app.pass(DAY, DAY / 2).await?;
        app.settle().await?;
        assert_eq!(told(&app, "march@", "expires soon"), 1);
        assert_eq!(told(&app, "december@", "expires soon"), 0);
        app.holds().await?;
    }
    Ok(())
}
