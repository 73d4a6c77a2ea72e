//! What must hold of this module's tables at any time.

use crate::tables::refund as refunds;
use contracts::Timestamp;
use kernel::{Context, EffectRow, check::Check, db::Sql};
use sea_orm::Value;
use std::time::Duration;

/// An attempt is over by then: the provider's page closes within a day.
const LONGEST: Duration = Duration::from_hours(48);
/// A bank has said yes or no to a debit by then: 14 business days (<https://docs.stripe.com/payments/sepa-debit>).
const LONGEST_DEBIT: Duration = Duration::from_hours(24 * 24);
/// A refund has left by then, or it will not by itself: banks take five to ten days.
const LONGEST_REFUND: Duration = Duration::from_hours(10 * 24);

macro_rules! check {
    ($name:literal, $sql:literal) => {
        check!($name, $sql, |_now| vec![])
    };
    ($name:literal, $sql:literal, $values:expr) => {
        Check { name: $name, run: |ctx| Box::pin(findings(ctx, $sql, $values)) }
    };
}

pub(crate) fn checks() -> Vec<Check> {
    [of_books(), of_refunds(), of_attempts()].into_iter().flatten().collect()
}

/// That the books are whole, and of what happened.
fn of_books() -> Vec<Check> {
    vec![
        check!(
            "the postings of each group and the whole ledger sum to nothing in each currency",
            "SELECT 'group ' || g.provider_object || ' ' || p.currency || ' is off by ' || CAST(SUM(p.minor) AS text) \
             FROM payments_posting p JOIN payments_posting_group g ON g.id = p.group_id \
             GROUP BY g.id, g.provider_object, p.currency HAVING SUM(p.minor) <> 0"
        ),
        check!(
            "nothing is owed to a campaign, a donor or the platform below zero",
            "SELECT account || ' ' || currency || ' stands at ' || CAST(SUM(minor) AS text) FROM payments_posting \
             WHERE account LIKE 'campaign:%' OR account LIKE 'backer:%' OR account LIKE 'platform:%' OR account LIKE 'giver:%' \
             GROUP BY account, currency HAVING SUM(minor) > 0"
        ),
        // It follows from the two above, and says it as R6 does: nobody's money is spent on somebody else.
        check!(
            "what is owed is there, or the provider kept it, or a bank left it with a donor",
            "SELECT currency || ': ' || CAST(-SUM(minor) AS text) || ' is owed and nowhere' FROM payments_posting \
             WHERE account IN ('psp:stripe', 'psp:fee', 'dispute:hold', 'dispute:loss') OR account LIKE 'campaign:%:escrow' \
             OR account LIKE 'backer:%' OR account LIKE 'creator:%' OR account LIKE 'payout:%' \
             GROUP BY currency HAVING SUM(minor) < 0"
        ),
        check!(
            "every group has postings",
            "SELECT provider_object FROM payments_posting_group g \
             WHERE NOT EXISTS (SELECT 1 FROM payments_posting p WHERE p.group_id = g.id)"
        ),
        check!(
            "every collected payment is booked once, with its whole sum",
            "SELECT y.charge_id FROM payments_payment y WHERE y.status = 3 AND \
             COALESCE((SELECT SUM(p.minor) FROM payments_posting_group g JOIN payments_posting p ON p.group_id = g.id \
             WHERE g.kind = 'collect' AND g.provider_object = y.charge_id AND g.payment = y.id \
             AND p.account = 'psp:stripe' AND p.currency = y.currency), 0) <> y.amount_minor + y.tip_minor + y.covered_fee_minor"
        ),
        check!(
            "everything booked as collected was collected",
            "SELECT g.provider_object FROM payments_posting_group g WHERE g.kind = 'collect' AND NOT EXISTS \
             (SELECT 1 FROM payments_payment y WHERE y.id = g.payment AND y.status = 3 AND y.charge_id = g.provider_object)"
        ),
        check!(
            "what differed when our books were compared with the provider's is explained by now",
            "SELECT c.what || ' ' || c.object || ' in ' || c.currency || ': ' || c.kind FROM payments_case c \
             WHERE c.closed_at IS NULL AND NOT (c.kind = 'theirs_not_ours' AND EXISTS \
             (SELECT 1 FROM payments_posting_group g WHERE g.kind = c.what AND g.provider_object = c.object))"
        ),
        check!(
            "what the provider told of and is not looked into yet has a job that does it",
            "SELECT w.type || ' ' || w.event_id FROM payments_webhook w WHERE w.state IN (0, 2) AND NOT EXISTS \
             (SELECT 1 FROM payments_job j WHERE j.kind = 'handle_webhook' AND j.state IN (0, 1) AND \
             (j.dedupe_key = 'webhook/' || w.event_id OR j.dedupe_key LIKE 'webhook/' || w.event_id || '/replay/%'))"
        ),
        check!(
            "a known fee is booked",
            "SELECT y.fee_transaction FROM payments_payment y WHERE y.fee_minor <> 0 AND NOT EXISTS \
             (SELECT 1 FROM payments_posting_group g WHERE g.kind = 'fee' AND g.provider_object = y.fee_transaction)"
        ),
    ]
}

/// That what goes back is what was decided, and leaves.
fn of_refunds() -> Vec<Check> {
    vec![
        check!(
            "no more is refunded than was collected, and what is set aside is what was decided",
            "SELECT y.intent_id FROM payments_payment y LEFT JOIN \
             (SELECT payment, SUM(amount_minor + tip_minor + covered_fee_minor) AS total FROM payments_refund GROUP BY payment) r \
             ON r.payment = y.id WHERE COALESCE(r.total, 0) <> y.refunded_minor \
             OR y.refunded_minor > y.amount_minor + y.tip_minor + y.covered_fee_minor OR (y.refunded_minor > 0 AND y.status <> 3)"
        ),
        check!(
            "every refund is booked as decided, and as paid when it is",
            "SELECT COALESCE(r.provider_id, 'one that the provider does not know yet') FROM payments_refund r WHERE \
             (SELECT COUNT(*) FROM payments_posting_group g WHERE g.payment = r.payment AND g.kind = 'refund_decided') <> \
             (SELECT COUNT(*) FROM payments_refund o WHERE o.payment = r.payment AND o.effect_no > 0) \
             OR (r.status = 2 AND NOT EXISTS (SELECT 1 FROM payments_posting_group g WHERE g.kind = 'refund_paid' AND g.provider_object = r.provider_id))"
        ),
        Check {
            name: "no refund is due or on its way for longer than ten days",
            run: |ctx| Box::pin(late_refunds(ctx)),
        },
    ]
}

/// That each attempt is one, and over in time.
fn of_attempts() -> Vec<Check> {
    vec![
        check!(
            "a pledge is charged once, unless all of it went back before",
            "SELECT MIN(intent_id) FROM payments_payment WHERE status = 3 \
             AND refunded_minor < amount_minor + tip_minor + covered_fee_minor GROUP BY pledge HAVING COUNT(*) > 1"
        ),
        check!(
            "no two attempts share a payment of the provider",
            "SELECT intent_id FROM payments_payment WHERE intent_id IS NOT NULL GROUP BY intent_id HAVING COUNT(*) > 1"
        ),
        check!(
            "no attempt is open for longer than two days",
            "SELECT COALESCE(session_id, 'one without a page') FROM payments_payment WHERE status IN (0, 1) AND created_at < $1",
            |now: Timestamp| vec![now.before(LONGEST).0.into()]
        ),
        check!(
            "no attempt is with a bank for longer than 24 days",
            "SELECT COALESCE(intent_id, 'one without a payment') FROM payments_payment WHERE status = 2 AND created_at < $1",
            |now: Timestamp| vec![now.before(LONGEST_DEBIT).0.into()]
        ),
    ]
}

async fn findings(
    ctx: Context,
    sql: &'static str,
    values: impl FnOnce(Timestamp) -> Vec<Value> + Send,
) -> anyhow::Result<Vec<String>> {
    let rows = ctx.db.read().all(sql, values(ctx.clock.now())).await?;
    let found = rows.iter().map(|row| row.try_get_by_index::<Option<String>>(0));
    Ok(found.map(|it| Ok::<_, sea_orm::DbErr>(it?.unwrap_or_default())).collect::<Result<_, _>>()?)
}

async fn late_refunds(ctx: Context) -> anyhow::Result<Vec<String>> {
    let (db, limit) = (ctx.db.read(), ctx.clock.now().before(LONGEST_REFUND));
    let mut found = Vec::new();
    for refund in refunds::underway_since(db, limit).await? {
        // One that failed and was asked for again is on its way since then.
        let call = EffectRow::find(db, ctx.module, &refund.key()).await?;
        if call.and_then(|it| it.first_sent_at).is_none_or(|at| at < limit) {
            found.push(format!("refund {} of pledge {}", refund.id, refund.pledge));
        }
    }
    Ok(found)
}
