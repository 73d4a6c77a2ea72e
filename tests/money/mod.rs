//! The money, to the last unit: each test ends with every invariant and with our books equal to the provider's.

mod adjustments;
mod asked;
mod bank_changes;
mod blocked_cards;
mod clawbacks;
mod disputes;
mod large_refunds;
pub(crate) mod payouts;
mod posted;
mod reconciliation;
pub(crate) mod refund_limits;
mod rests;
mod returning;
mod signing;
mod suspended;
mod told;
mod waiting;
mod warnings;
mod whole;

use crate::donors::journey::{Journey, slug};
use anyhow::{Context as _, ensure};
use contracts::{Currency, campaigns::FundingModel};
use kernel::db::Sql;
use std::time::Duration;
use tests::{Answer, TestApp};

/// A campaign in rupees that charges at once.
pub(crate) fn keeps_all() -> anyhow::Result<String> {
    slug(|it| it.goal.currency == Currency::Inr && it.model == FundingModel::KeepItAll && it.unit.is_some())
}

impl Journey<'_> {
    /// The charge that took this pledge's money.
    pub(crate) fn charge(&self) -> anyhow::Result<String> {
        let books = self.app.sandbox.ledger();
        let of_pledge = books.by_metadata("pledge_id");
        let payment = of_pledge.get(&self.pledge).and_then(|it| it.first());
        ensure!(payment.is_some(), "nothing was charged for {}", self.pledge);
        Ok(payment.map(|it| it.charge.clone()).unwrap_or_default())
    }
}

/// Stripe's test card whose refunds fail after they had succeeded.
const REFUND_FAILS: &str = "4000000000005126";

/// A gift of ₹840 whose refund failed late, so that the money is owed to its donor.
pub(crate) async fn owed(app: &TestApp) -> anyhow::Result<Journey<'_>> {
    let journey = Journey::promise(app, &keeps_all()?, "840").await?;
    journey.pay(REFUND_FAILS).await?;
    assert_eq!(journey.refund("840").await?.status, 303);
    app.pass(Duration::from_secs(2 * 3600), Duration::from_secs(600)).await?;
    assert_eq!(balance(app, "backer:%", "INR").await?, -84_000, "owed to the donor");
    Ok(journey)
}

/// Where an account stands, in every currency together with which currency: a debit balance is positive.
pub(crate) async fn balance(app: &TestApp, account: &str, currency: &str) -> anyhow::Result<i64> {
    let sql = "SELECT CAST(COALESCE(SUM(minor), 0) AS bigint) AS minor FROM payments_posting \
               WHERE account LIKE $1 AND currency = $2";
    let row = app.ctx("payments")?.db.read().one(sql, vec![account.into(), currency.into()]).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "minor"))?)
}

/// Every invariant holds, and what we think the provider holds for us is what the provider thinks.
pub(crate) async fn adds_up(app: &TestApp) -> anyhow::Result<()> {
    app.holds().await?;
    for (currency, theirs) in app.sandbox.ledger().sums {
        let ours = balance(app, "psp:stripe", &currency.to_uppercase()).await?;
        ensure!(ours == theirs.net, "{currency}: ours {ours}, theirs {}", theirs.net);
    }
    Ok(())
}

/// A form of a room that was refused: the summary leads to its field, in which what was typed stands still.
pub(crate) fn leads_back(answer: &Answer, typed: &str) -> anyhow::Result<()> {
    ensure!(answer.status == 422, "{}: {}", answer.status, answer.text);
    let after = |from: &str, mark: &str| -> anyhow::Result<String> {
        let (_, after) = from.split_once(mark).with_context(|| format!("no {mark} in {from}"))?;
        Ok(after.to_owned())
    };
    let link = after(&after(&answer.text, "id=\"problems\"")?, "href=\"#")?;
    let field = link.split('"').next().unwrap_or_default();
    let shown = after(&answer.text, &format!(" id=\"{field}\""))?;
    let shown = shown.split("</form>").next().unwrap_or_default();
    ensure!(shown.contains(typed) && shown.contains("aria-invalid"), "{shown}");
    after(&answer.text, &format!("id=\"{field}-problem\"")).map(drop)
}
