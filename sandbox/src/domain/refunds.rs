use serde_json::{Map, Value, json};

use crate::cards::{self, Refunds};
use crate::domain::{balance, debits, radar};
use crate::errors::{ApiError, ApiResult};
use crate::ledger::LedgerKind;
use crate::money;
use crate::objects;
use crate::turn::Turn;
use crate::world::{PRIVATE, int, text};

/// How long "some time later" is for the cards whose refunds go on by themselves.
const LATER_MICROS: i64 = 3600 * 1_000_000;

/// What was asked for.
pub(crate) struct Order {
    pub(crate) amount: Option<i64>,
    pub(crate) reason: Option<String>,
    pub(crate) metadata: Map<String, Value>,
}

/// Gives back a charge or a part of it. Never more than was taken.
pub(crate) fn create(turn: &mut Turn<'_>, charge: &Value, order: &Order) -> ApiResult<String> {
    let amount = allowed(turn, charge, order.amount)?;
    let id = turn.id("re");
    let mut refund = objects::refund(&id, turn.seconds(), charge, amount);
    refund["reason"] = json!(order.reason);
    refund["metadata"] = json!(order.metadata);
    let transaction = balance::book_refund(turn, &refund, LedgerKind::Refund);
    refund["balance_transaction"] = json!(transaction);
    match way(turn, charge) {
        Refunds::AtOnce => refund["status"] = json!("succeeded"),
        Refunds::Later => {
            refund["pending_reason"] = json!("processing");
            refund[PRIVATE] = json!({ "due_at": turn.now + LATER_MICROS });
        }
        Refunds::FailLater => {
            refund["status"] = json!("succeeded");
            refund[PRIVATE] = json!({ "due_at": turn.now + LATER_MICROS, "fails": true });
        }
    }
    turn.put(refund);
    count(turn, charge, amount);
    turn.event("refund.created", &id);
    let previous = json!({ "amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"] });
    turn.changed("charge.refunded", text(charge, "id"), previous);
    if int(charge, "amount_refunded") + amount >= int(charge, "amount_captured") {
        radar::settle_warnings(turn, text(charge, "id"));
    }
    Ok(id)
}

/// How much of the charge may go back: what was asked for, or all that is left.
fn allowed(turn: &Turn<'_>, charge: &Value, asked: Option<i64>) -> ApiResult<i64> {
    let id = text(charge, "id");
    if text(charge, "status") != "succeeded" || charge["captured"] != true {
        let message = format!("Charge {id} has not been captured and cannot be refunded.");
        return Err(ApiError::invalid(message).param("charge"));
    }
    let mut disputes = turn.world.of_kind("dispute").filter(|it| text(it, "charge") == id);
    if disputes.any(|it| text(&it, "status") != "won") {
        let message = format!("Charge {id} has been charged back; cannot issue a refund.");
        return Err(ApiError::invalid(message).code("charge_disputed"));
    }
    let left = int(charge, "amount_captured") - int(charge, "amount_refunded");
    if left == 0 {
        let message = format!("Charge {id} has already been refunded.");
        return Err(ApiError::invalid(message).code("charge_already_refunded"));
    }
    let currency = text(charge, "currency");
    let amount = asked.unwrap_or(left);
    money::check_shape(amount, currency, "amount")?;
    if amount > left {
        let message = format!(
            "Refund amount ({}) is greater than unrefunded amount on charge ({})",
            money::format(amount, currency),
            money::format(left, currency)
        );
        return Err(ApiError::invalid(message).param("amount"));
    }
    Ok(amount)
}

fn way(turn: &Turn<'_>, charge: &Value) -> Refunds {
    let method = turn.world.get(text(charge, "payment_method"));
    if method.as_ref().is_some_and(|it| text(it, "type") == debits::KIND) {
        return Refunds::Later;
    }
    let card = method.and_then(|it| cards::by_number(text(&it[PRIVATE], "number")));
    card.map_or(Refunds::AtOnce, |it| it.refunds)
}

/// Counts money given back (or, below zero, come back) on the charge.
fn count(turn: &mut Turn<'_>, charge: &Value, amount: i64) {
    let refunded = int(charge, "amount_refunded") + amount;
    let whole = refunded >= int(charge, "amount_captured");
    turn.update(text(charge, "id"), json!({ "amount_refunded": refunded, "refunded": whole }));
}

/// The bank has answered about a refund that was not final.
pub(crate) fn settle(turn: &mut Turn<'_>, refund: &Value) {
    let id = text(refund, "id");
    let fails = refund[PRIVATE]["fails"] == true;
    turn.remember(id, json!({ "due_at": null }));
    if fails {
        fail(turn, refund);
        return;
    }
    let mut settled = turn.update(id, json!({ "status": "succeeded" }));
    if let Some(fields) = settled.as_object_mut() {
        fields.remove("pending_reason");
    }
    turn.put(settled);
    tell(turn, refund);
}

fn fail(turn: &mut Turn<'_>, refund: &Value) {
    let id = text(refund, "id");
    let transaction = balance::book_refund(turn, refund, LedgerKind::RefundFailure);
    let fields = json!({
        "status": "failed",
        "failure_reason": "expired_or_canceled_card",
        "failure_balance_transaction": transaction,
    });
    turn.update(id, fields);
    let charge = turn.world.copy(text(refund, "charge")).unwrap_or_default();
    count(turn, &charge, -int(refund, "amount"));
    tell(turn, refund);
    turn.event("refund.failed", id);
}

fn tell(turn: &mut Turn<'_>, before: &Value) {
    let previous = json!({ "status": before["status"] });
    turn.changed("refund.updated", text(before, "id"), previous.clone());
    turn.changed("charge.refund.updated", text(before, "id"), previous);
}
