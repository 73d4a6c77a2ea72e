//! Each rule of a module, and each between modules, says no when it is broken, and only then. Those of the machinery are
//! broken beside it, in `kernel/tests/machinery/checks.rs`.

use crate::{
    defences::asvs::{root, tests_in},
    donors::{
        journey::{Journey, VISA, slug},
        rush::scarce,
    },
};
use anyhow::ensure;
use contracts::{Currency, campaigns::FundingModel};
use kernel::check::{CheckResult, Report};
use sea_orm::DbBackend;
use std::collections::{BTreeMap, BTreeSet};
use tests::{TestApp, shapes};

/// How a rule is broken in the tables of a module, and how that is taken back.
struct Broken {
    rule: &'static str,
    module: &'static str,
    breaks: &'static str,
    mends: &'static str,
}

const fn broken(
    module: &'static str,
    rule: &'static str,
    breaks: &'static str,
    mends: &'static str,
) -> Broken {
    Broken { rule, module, breaks, mends }
}

const BOOKS: &[Broken] = &[
    broken(
        "payments",
        "the postings of each group and the whole ledger sum to nothing in each currency",
        "UPDATE payments_posting SET minor = minor + 1 WHERE account = 'psp:stripe'",
        "UPDATE payments_posting SET minor = minor - 1 WHERE account = 'psp:stripe'",
    ),
    broken(
        "payments",
        "nothing is owed to a campaign, a donor or the platform below zero",
        "UPDATE payments_posting SET minor = -minor WHERE account LIKE 'campaign:%'",
        "UPDATE payments_posting SET minor = -minor WHERE account LIKE 'campaign:%'",
    ),
    broken(
        "payments",
        "what is owed is there, or the provider kept it, or a bank left it with a donor",
        "UPDATE payments_posting SET minor = minor - 1000000007 WHERE account = 'psp:stripe'",
        "UPDATE payments_posting SET minor = minor + 1000000007 WHERE account = 'psp:stripe'",
    ),
    broken(
        "payments",
        "every group has postings",
        "INSERT INTO payments_posting_group (id, kind, provider_object, payment, pledge, campaign, at) \
         SELECT payment, 'nothing', provider_object, payment, pledge, campaign, at FROM payments_posting_group \
         WHERE kind = 'collect'",
        "DELETE FROM payments_posting_group WHERE kind = 'nothing'",
    ),
    broken(
        "payments",
        "every collected payment is booked once, with its whole sum",
        "UPDATE payments_payment SET tip_minor = tip_minor + 1 WHERE status = 3",
        "UPDATE payments_payment SET tip_minor = tip_minor - 1 WHERE status = 3",
    ),
    broken(
        "payments",
        "everything booked as collected was collected",
        "UPDATE payments_payment SET status = 5 WHERE status = 3",
        "UPDATE payments_payment SET status = 3 WHERE status = 5",
    ),
    broken(
        "payments",
        "what differed when our books were compared with the provider's is explained by now",
        "INSERT INTO payments_case (id, kind, what, object, currency, opened_at) \
         SELECT payment, 'ours_not_theirs', kind, provider_object, 'INR', at FROM payments_posting_group \
         WHERE kind = 'collect'",
        "DELETE FROM payments_case",
    ),
    broken(
        "payments",
        "a known fee is booked",
        "UPDATE payments_payment SET fee_transaction = fee_transaction || 'x' WHERE fee_minor <> 0",
        "UPDATE payments_payment SET fee_transaction = substr(fee_transaction, 1, length(fee_transaction) - 1) \
         WHERE fee_minor <> 0",
    ),
];

const PAYMENTS: &[Broken] = &[
    broken(
        "payments",
        "no more is refunded than was collected, and what is set aside is what was decided",
        "UPDATE payments_payment SET refunded_minor = refunded_minor + 1 WHERE refunded_minor > 0",
        "UPDATE payments_payment SET refunded_minor = refunded_minor - 1 WHERE refunded_minor > 0",
    ),
    broken(
        "payments",
        "every refund is booked as decided, and as paid when it is",
        "UPDATE payments_refund SET provider_id = provider_id || 'x' WHERE status = 2",
        "UPDATE payments_refund SET provider_id = substr(provider_id, 1, length(provider_id) - 1) WHERE status = 2",
    ),
    broken(
        "payments",
        "no money goes back without a decision to refund",
        "INSERT INTO payments_refund (id, payment, pledge, campaign, currency, amount_minor, tip_minor, \
         covered_fee_minor, status, effect_no, due_at) \
         SELECT payment, payment, pledge, campaign, currency, 0, 0, 0, 3, 0, due_at FROM payments_refund",
        "DELETE FROM payments_refund WHERE id = payment",
    ),
    // The gift of 1,234 was another attempt for the pledge of which a part went back.
    broken(
        "payments",
        "a pledge is charged once, unless all of it went back before",
        "UPDATE payments_payment SET attempt_no = 2, pledge = (SELECT pledge FROM payments_refund) \
         WHERE amount_minor = 123400",
        "UPDATE payments_payment SET attempt_no = 1, pledge = (SELECT g.pledge FROM payments_posting_group g \
         WHERE g.payment = payments_payment.id AND g.kind = 'collect') WHERE amount_minor = 123400",
    ),
    broken(
        "payments",
        "no attempt is open for longer than two days",
        "UPDATE payments_payment SET status = 1, created_at = created_at - 259200000000 WHERE amount_minor = 123400",
        "UPDATE payments_payment SET status = 3, created_at = created_at + 259200000000 WHERE amount_minor = 123400",
    ),
    broken(
        "payments",
        "no attempt is with a bank for longer than 24 days",
        "UPDATE payments_payment SET status = 2, created_at = created_at - 2592000000000 WHERE amount_minor = 123400",
        "UPDATE payments_payment SET status = 3, created_at = created_at + 2592000000000 WHERE amount_minor = 123400",
    ),
    broken(
        "pledges",
        "what pledges hold to be collected and refunded is what payments booked",
        "UPDATE pledges_pledge SET collected_minor = collected_minor + 1 WHERE collected_minor > 0",
        "UPDATE pledges_pledge SET collected_minor = collected_minor - 1 WHERE collected_minor > 0",
    ),
];

const PLEDGES: &[Broken] = &[
    broken(
        "pledges",
        "what is kept and sold of a reward is what pledges hold of it",
        "UPDATE pledges_reward_stock SET sold = sold + 1 WHERE sold > 0",
        "UPDATE pledges_reward_stock SET sold = sold - 1 WHERE sold > 0",
    ),
    broken(
        "pledges",
        "what is kept and sold of an add-on is what pledges took of it",
        "UPDATE pledges_reward SET most = 1 WHERE reward IN (SELECT reward FROM pledges_pledge WHERE hold = 2)",
        "UPDATE pledges_reward SET most = NULL WHERE most = 1",
    ),
    broken(
        "pledges",
        "only a pledge on its way keeps a reward, and only one that counts owns it",
        "UPDATE pledges_pledge SET hold = 1 WHERE hold = 2",
        "UPDATE pledges_pledge SET hold = 2 WHERE hold = 1",
    ),
    broken(
        "pledges",
        "each pledge stands as its events say",
        "UPDATE pledges_pledge SET refunded_minor = refunded_minor + 1",
        "UPDATE pledges_pledge SET refunded_minor = refunded_minor - 1",
    ),
    broken(
        "pledges",
        "what a campaign's page says was raised is what its pledges and confirmed gifts count",
        "UPDATE pledges_pledge SET counts_minor = counts_minor + 1 WHERE counts_minor > 0",
        "UPDATE pledges_pledge SET counts_minor = counts_minor - 1 WHERE counts_minor > 0",
    ),
    broken(
        "pledges",
        "no more goes back than was collected",
        "UPDATE pledges_refund SET amount_minor = amount_minor + 1",
        "UPDATE pledges_refund SET amount_minor = amount_minor - 1",
    ),
    broken(
        "pledges",
        "every saved card of a campaign that succeeded is paid or dropped in time",
        "INSERT INTO pledges_settlement (pledge, campaign, state, attempt, in_flight, began_at) \
         SELECT pledge, campaign, 'collected', 1, 0, 0 FROM pledges_pledge WHERE hold = 2",
        "DELETE FROM pledges_settlement",
    ),
    broken(
        "pledges",
        "each gift of a plan is given once, and the next one has a date",
        "UPDATE pledges_pledge SET plan = campaign, plan_period = 1",
        "UPDATE pledges_pledge SET plan = NULL, plan_period = NULL",
    ),
    broken(
        "pledges",
        "what each sponsor added to gifts is what was taken of the promise",
        "INSERT INTO pledges_match_pool (pool, campaign, sponsor, currency, percent, cap_minor, opens_at, closes_at, \
         used_minor, created_by, created_at) \
         SELECT pledge, campaign, 'A sponsor', currency, 100, 1000, 0, 1, 1, pledge, 0 FROM pledges_pledge",
        "DELETE FROM pledges_match_pool",
    ),
];

const OTHERS: &[Broken] = &[
    broken(
        "campaigns",
        "every campaign's progress is told from its total, once both have heard the same",
        "UPDATE campaigns_progress SET raised_minor = raised_minor + 1 WHERE raised_minor > 0",
        "UPDATE campaigns_progress SET raised_minor = raised_minor - 1 WHERE raised_minor > 0",
    ),
    broken(
        "analytics",
        "no hour has fewer than no gifts, or money without a gift",
        "UPDATE analytics_gift_hour SET gifts = gifts - 1000",
        "UPDATE analytics_gift_hour SET gifts = gifts + 1000",
    ),
    broken(
        "notifications",
        "a letter about an account that is settled tells of nobody",
        "INSERT INTO notifications_account_mail (id, about, person, locale, name, due_at, state, message_id) \
         SELECT person, 'nothing', person, 'en', 'Ananya', 0, 1, 'kept' FROM notifications_contact LIMIT 1",
        "DELETE FROM notifications_account_mail WHERE message_id = 'kept'",
    ),
    broken(
        "notifications",
        "every active pledge was told so once: by a receipt, or by a card that was saved and a receipt when it is charged",
        "UPDATE notifications_mail SET kind = kind || 'x' WHERE pledge IS NOT NULL",
        "UPDATE notifications_mail SET kind = substr(kind, 1, length(kind) - 1) WHERE pledge IS NOT NULL",
    ),
    broken(
        "notifications",
        "every mail that waits has a job that will send it",
        "UPDATE notifications_mail SET state = 0 WHERE state = 1",
        "UPDATE notifications_mail SET state = 1 WHERE state = 0",
    ),
    broken(
        "notifications",
        "every signed root that waits to be mailed has a job that will send it",
        "INSERT INTO notifications_audit_root (hash, module, line, signed_at, state) VALUES ('none', 'pledges', '', 0, 0)",
        "DELETE FROM notifications_audit_root WHERE hash = 'none'",
    ),
    broken(
        "users",
        "every password is hashed with Argon2id",
        "UPDATE users_user SET password_hash = 'x' || password_hash WHERE password_hash <> ''",
        "UPDATE users_user SET password_hash = substr(password_hash, 2) WHERE password_hash LIKE 'x%'",
    ),
    broken(
        "users",
        "a closed account tells of nobody and opens nothing",
        "UPDATE users_user SET closed_at = 0 WHERE closed_at IS NULL",
        "UPDATE users_user SET closed_at = NULL WHERE closed_at = 0",
    ),
];

/// What the database itself refuses, so that only a broken one breaks the rule: the module, the rule, and what is refused.
const REFUSED: [(&str, &str, &str); 3] = [
    (
        "pledges",
        "no reward is promised more often than there are of it",
        "UPDATE pledges_reward_stock SET sold = 1000 WHERE quantity IS NOT NULL",
    ),
    (
        "payments",
        "no two attempts share a payment of the provider",
        "UPDATE payments_payment SET intent_id = 'pi_1' WHERE status = 3",
    ),
    (
        "notifications",
        "nobody is told the same thing twice",
        "UPDATE notifications_mail SET kind = 'receipt', recipient = 'somebody', subject_id = 'something'",
    ),
];

/// What is broken in a test of its own, which is named.
const ELSEWHERE: [(&str, &str); 8] = [
    (
        "what the provider told of and is not looked into yet has a job that does it",
        "an_event_that_is_to_be_looked_into_and_has_no_job_is_found",
    ),
    (
        "no refund is due or on its way for longer than ten days",
        "a_refund_that_is_on_its_way_for_longer_than_ten_days_is_found",
    ),
    (
        "each snapshot of a pledge is what its events make of it",
        "a_snapshot_that_was_altered_is_found_and_one_that_is_not_understood_is_not_used",
    ),
    (
        "a campaign whose gifts all went back keeps none of them",
        "a_gift_that_a_cancelled_campaign_keeps_is_found",
    ),
    (
        "what a campaign was sealed with is the sum of its promises then",
        "a_seal_that_is_not_the_sum_of_its_promises_is_found",
    ),
    (
        "each promise of a seal counted as much once, by its events",
        "a_seal_that_is_not_the_sum_of_its_promises_is_found",
    ),
    (
        "no more is collected of a promise than it was sealed with",
        "a_seal_that_is_not_the_sum_of_its_promises_is_found",
    ),
    (
        "every campaign's total is what its givers gave, and never below zero",
        "a_total_that_is_not_what_was_given_is_found",
    ),
];

fn all() -> impl Iterator<Item = &'static Broken> {
    BOOKS.iter().chain(PAYMENTS).chain(PLEDGES).chain(OTHERS)
}

/// Somebody's card is saved for one of seven rewards, somebody gives, and of what somebody else gave a part goes back.
async fn live(app: &TestApp) -> anyhow::Result<()> {
    let (seven, reward, price) = scarce(app).await?;
    Journey::promise_with(app, &seven, &price, &[("reward", &reward)]).await?.pay(VISA).await?;
    let slug = slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll)?;
    let back = Journey::promise_with(app, &slug, "1000", &[("email", "bela@example.test")]).await?;
    back.pay(VISA).await?;
    let answer = back.refund("100").await?;
    ensure!(answer.status == 303, "the refund answered {}: {}", answer.status, answer.text);
    Journey::promise(app, &slug, "1234").await?.pay(VISA).await?;
    Ok(())
}

/// The database lets nobody change what was posted. Whoever has the file can.
async fn open_the_ledger(app: &TestApp) -> anyhow::Result<()> {
    let db = &app.ctx("payments")?.db;
    let statements: &[&str] = match db.backend() {
        DbBackend::Sqlite => &[
            "DROP TRIGGER payments_posting_update",
            "DROP TRIGGER payments_posting_group_balances",
            "DROP TRIGGER payments_posting_group_delete",
        ],
        _ => &[
            "ALTER TABLE payments_posting DISABLE TRIGGER USER",
            "ALTER TABLE payments_posting_group DISABLE TRIGGER USER",
        ],
    };
    for sql in statements {
        db.execute(sql, vec![]).await?;
    }
    Ok(())
}

async fn change(app: &TestApp, module: &str, sql: &str) -> anyhow::Result<()> {
    let changed = app.ctx(module)?.db.execute(sql, vec![]).await?;
    ensure!(changed > 0, "there is nothing to change: {sql}");
    Ok(())
}

fn rules_broken(report: &Report) -> BTreeSet<&'static str> {
    report.checks.iter().filter(|it| it.result == CheckResult::Broken).map(|it| it.rule).collect()
}

#[tokio::test]
async fn whatever_breaks_a_rule_is_found_by_it_and_what_is_mended_by_none() -> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        live(&app).await?;
        app.holds().await?;
        for (module, rule, sql) in REFUSED {
            let refused = app.ctx(module)?.db.execute(sql, vec![]).await;
            ensure!(refused.is_err(), "the database lets it be: {rule}");
        }
        open_the_ledger(&app).await?;
        for it in all() {
            change(&app, it.module, it.breaks).await?;
            let found = rules_broken(&app.check().await?);
            ensure!(found.contains(it.rule), "{} broke {found:?} and not {}", it.breaks, it.rule);
            change(&app, it.module, it.mends).await?;
        }
        app.holds().await?;
    }
    Ok(())
}

#[tokio::test]
async fn each_rule_there_is_is_broken_by_a_test() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let mut times = BTreeMap::<_, usize>::new();
    for it in app.check().await?.checks {
        *times.entry(it.rule).or_default() += 1;
    }
    // Those of the machinery are asked of each module.
    let own: BTreeSet<_> =
        times.into_iter().filter(|(_, modules)| *modules == 1).map(|(rule, _)| rule).collect();
    let refused = REFUSED.iter().map(|(_, rule, _)| *rule);
    let elsewhere = ELSEWHERE.iter().map(|(rule, _)| *rule);
    let known: BTreeSet<_> = all().map(|it| it.rule).chain(refused).chain(elsewhere).collect();
    assert_eq!(own, known);

    let mut names = BTreeSet::new();
    tests_in(&root(), &mut names)?;
    let missing: Vec<_> = ELSEWHERE.iter().filter(|(_, test)| !names.contains(*test)).collect();
    assert!(missing.is_empty(), "there is no such test: {missing:?}");
    Ok(())
}
