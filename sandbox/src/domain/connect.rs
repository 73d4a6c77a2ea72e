//! Connected accounts: who they are, what they hold, and how money comes to them and leaves them.
//! Test bank accounts as in <https://docs.stripe.com/connect/testing#account-numbers>.

use serde_json::{Map, Value, json};

use crate::domain::balance;
use crate::errors::{ApiError, ApiResult};
use crate::objects::{self, Moved};
use crate::turn::Turn;
use crate::world::{PRIVATE, int, text};

/// How long a payout takes to arrive, or to fail.
const ARRIVAL_SECONDS: i64 = 2 * 24 * 3600;
/// Bank accounts whose payouts fail, and with which code.
const FAILING: [(&str, &str, &str); 2] = [
    (
        "000111111116",
        "no_account",
        "The bank account details on file are probably incorrect. No bank account could be located with those details.",
    ),
    ("000111111113", "account_closed", "The bank account has been closed."),
];

/// What somebody filled in on the hosted onboarding page.
pub(crate) struct Onboarding {
    pub(crate) bank: String,
    /// Whether the identity document was shown too.
    pub(crate) document: bool,
}

/// The hosted page was sent.
pub(crate) fn onboard(turn: &mut Turn<'_>, account: &str, filled: &Onboarding) -> ApiResult<()> {
    let before = turn.find("account", account, "account")?;
    let banks = bank(turn, &before, &filled.bank);
    let due: &[&str] = if filled.document { &[] } else { &["individual.verification.document"] };
    let disabled = (!filled.document).then_some("requirements.past_due");
    let fields = json!({
        "capabilities": { "transfers": "active" },
        "charges_enabled": true,
        "details_submitted": true,
        "external_accounts": banks,
        "payouts_enabled": filled.document,
        "requirements": objects::requirements(due, disabled),
        "tos_acceptance": { "date": turn.seconds(), "ip": "127.0.0.1", "user_agent": null },
    });
    turn.update(account, fields);
    turn.remember(account, json!({ "bank": filled.bank }));
    turn.event("account.updated", account);
    Ok(())
}

/// The bank accounts of `account` when it is paid to that `number`. Another number takes the place of the one before, and
/// the same one written down anew changes nothing.
fn bank(turn: &mut Turn<'_>, account: &Value, number: &str) -> Value {
    let owner = text(account, "id");
    let mut banks = account["external_accounts"].clone();
    let before = banks["data"][0].clone();
    if text(&account[PRIVATE], "bank") == number {
        return banks;
    }
    let id = turn.id("ba");
    let (country, currency) = (text(account, "country"), text(account, "default_currency"));
    let bank = objects::bank_account(&id, owner, country, currency, number);
    banks["data"] = json!([bank]);
    turn.put(bank);
    // Whose it is says whom its events are about.
    turn.remember(&id, json!({ "account": owner }));
    turn.event("account.external_account.created", &id);
    if !before.is_null() {
        turn.event("account.external_account.deleted", text(&before, "id"));
    }
    banks
}

/// The processor wants something more before it pays out.
pub(crate) fn require(turn: &mut Turn<'_>, account: &str, what: &str, deadline: i64) {
    let mut requirements = objects::requirements(&[what], Some("requirements.past_due"));
    requirements["current_deadline"] = json!(deadline);
    turn.update(account, json!({ "payouts_enabled": false, "requirements": requirements }));
    turn.event("account.updated", account);
}

/// The processor wants something more by a day, until which it goes on paying out.
pub(crate) fn ask_by(turn: &mut Turn<'_>, account: &str, what: &str, deadline: i64) {
    let mut requirements = objects::requirements(&[what], None);
    requirements["current_deadline"] = json!(deadline);
    turn.update(account, json!({ "requirements": requirements }));
    turn.event("account.updated", account);
}

/// What an account holds of a currency.
pub(crate) fn held(account: &Value, currency: &str) -> i64 {
    account[PRIVATE]["held"][currency].as_i64().unwrap_or_default()
}

/// Changes what an account holds.
pub(crate) fn hold(turn: &mut Turn<'_>, account: &str, currency: &str, change: i64) {
    let it = turn.world.copy(account).unwrap_or_default();
    let mut all = it[PRIVATE]["held"].as_object().cloned().unwrap_or_default();
    all.insert(currency.to_owned(), json!(held(&it, currency) + change));
    turn.remember(account, json!({ "held": all }));
}

/// Moves money from the platform's available balance to an account.
pub(crate) fn transfer(
    turn: &mut Turn<'_>,
    (amount, currency): (i64, &str),
    destination: &str,
    group: Option<String>,
    metadata: Map<String, Value>,
) -> ApiResult<String> {
    let account = turn.find_param("account", destination, "destination")?;
    if text(&account["capabilities"], "transfers") != "active" {
        let message = "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments";
        return Err(ApiError::invalid(message).param("destination"));
    }
    if balance::available(turn, currency) < amount {
        let message = "You have insufficient available funds in your Stripe account.";
        return Err(ApiError::invalid(message).code("balance_insufficient"));
    }
    let (id, payment) = (turn.id("tr"), turn.id("py"));
    let moved = Moved { id: &id, now: turn.seconds(), amount, currency, metadata };
    let mut transfer = objects::transfer(moved, destination, &payment, group);
    transfer["balance_transaction"] = json!(balance::book_transfer(turn, &transfer, -amount));
    turn.put(transfer);
    hold(turn, destination, currency, amount);
    turn.event("transfer.created", &id);
    Ok(id)
}

/// Moves money of a transfer back.
pub(crate) fn reverse(
    turn: &mut Turn<'_>,
    transfer: &Value,
    asked: Option<i64>,
    metadata: Map<String, Value>,
) -> ApiResult<String> {
    let (id, currency) = (text(transfer, "id"), text(transfer, "currency"));
    let left = int(transfer, "amount") - int(transfer, "amount_reversed");
    let amount = asked.unwrap_or(left);
    if amount > left || amount <= 0 {
        let message = format!("Transfer {id} has {left} left to reverse.");
        return Err(ApiError::parameter(message, "amount"));
    }
    let account = turn.world.copy(text(transfer, "destination")).unwrap_or_default();
    if held(&account, currency) < amount {
        let message = "The destination account does not have enough funds to reverse this transfer.";
        return Err(ApiError::invalid(message).code("balance_insufficient"));
    }
    let reversal_id = turn.id("trr");
    let moved = Moved { id: &reversal_id, now: turn.seconds(), amount, currency, metadata };
    let mut reversal = objects::transfer_reversal(moved, id);
    reversal["balance_transaction"] = json!(balance::book_transfer(turn, &reversal, amount));
    turn.put(reversal.clone());
    hold(turn, text(transfer, "destination"), currency, -amount);
    let reversed = int(transfer, "amount_reversed") + amount;
    let mut reversals = transfer["reversals"].clone();
    if let Some(data) = reversals["data"].as_array_mut() {
        data.insert(0, reversal);
    }
    let fields = json!({ "amount_reversed": reversed, "reversed": amount == left, "reversals": reversals });
    turn.update(id, fields);
    turn.event("transfer.reversed", id);
    Ok(reversal_id)
}

/// Sends what an account holds to its bank.
pub(crate) fn pay_out(
    turn: &mut Turn<'_>,
    account: &Value,
    (amount, currency): (i64, &str),
    metadata: Map<String, Value>,
) -> ApiResult<String> {
    let owner = text(account, "id");
    if account["payouts_enabled"] != true {
        return Err(
            ApiError::invalid("Payouts are not enabled for this account.").code("payouts_not_allowed")
        );
    }
    if held(account, currency) < amount {
        let message = "You have insufficient funds in your Stripe account for this payout.";
        return Err(ApiError::invalid(message).code("balance_insufficient"));
    }
    let id = turn.id("po");
    let bank = text(&account["external_accounts"]["data"][0], "id").to_owned();
    let arrival = turn.seconds() + ARRIVAL_SECONDS;
    let moved = Moved { id: &id, now: turn.seconds(), amount, currency, metadata };
    let mut payout = objects::payout(moved, &bank, arrival);
    let number = text(&account[PRIVATE], "bank");
    let fails = FAILING.iter().find(|(it, ..)| *it == number);
    payout[PRIVATE] = json!({
        "account": owner,
        "due_at": arrival * 1_000_000,
        "code": fails.map(|it| it.1),
    });
    turn.put(payout);
    hold(turn, owner, currency, -amount);
    turn.event("payout.created", &id);
    Ok(id)
}

/// A payout arrives at its bank, or does not.
pub(crate) fn settle(turn: &mut Turn<'_>, payout: &Value) {
    let id = text(payout, "id");
    turn.remember(id, json!({ "due_at": null }));
    let Some(code) = payout[PRIVATE]["code"].as_str() else {
        turn.update(id, json!({ "status": "paid" }));
        turn.event("payout.paid", id);
        return;
    };
    come_back(turn, payout, code);
}

/// The bank sends a payout back, even one that it had taken: days later it may find the account closed
/// (<https://docs.stripe.com/payouts#payout-failures>).
pub(crate) fn send_back(turn: &mut Turn<'_>, payout: &str, code: &str) -> ApiResult<()> {
    let payout = turn.find("payout", payout, "id")?;
    if text(&payout, "status") == "failed" {
        return Err(ApiError::invalid("This payout has come back already."));
    }
    turn.remember(text(&payout, "id"), json!({ "due_at": null }));
    come_back(turn, &payout, code);
    Ok(())
}

/// The money is in the account again.
fn come_back(turn: &mut Turn<'_>, payout: &Value, code: &str) {
    let (id, owner) = (text(payout, "id"), text(&payout[PRIVATE], "account"));
    let message = FAILING.iter().find(|(_, it, _)| *it == code).map(|it| it.2);
    turn.update(id, json!({ "status": "failed", "failure_code": code, "failure_message": message }));
    hold(turn, owner, text(payout, "currency"), int(payout, "amount"));
    turn.event("payout.failed", id);
}
