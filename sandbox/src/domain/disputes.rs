//! Disputes, as Stripe's test mode plays them: <https://docs.stripe.com/testing#disputes>. The card
//! 4000000000000259 is disputed as soon as it is charged; the words of the evidence decide how it ends.

use serde_json::{Map, Value, json};

use crate::domain::{balance, radar};
use crate::errors::{ApiError, ApiResult};
use crate::ledger::LedgerKind;
use crate::objects;
use crate::turn::Turn;
use crate::world::{PRIVATE, int, text};

/// What Stripe takes for a dispute, in minor units; it is kept even when the dispute is won
/// (<https://docs.stripe.com/disputes/how-disputes-work>).
pub(crate) const FEE: i64 = 1500;
/// How long there is to answer.
const TO_ANSWER_SECONDS: i64 = 9 * 24 * 3600;
/// How long the bank thinks about the evidence.
const VERDICT_MICROS: i64 = 3600 * 1_000_000;
/// The words that decide in test mode.
const WINNING: &str = "winning_evidence";
const LOSING: &str = "losing_evidence";

/// The donor's bank takes a charge back: all of it, and the fee with it.
pub(crate) fn open(turn: &mut Turn<'_>, charge: &str) -> ApiResult<String> {
    let charge = turn.find("charge", charge, "charge")?;
    if charge["captured"] != true || charge["disputed"] == true {
        return Err(ApiError::invalid("This charge cannot be disputed."));
    }
    let id = turn.id("du");
    let now = turn.seconds();
    let mut dispute = objects::dispute(&id, now, now + TO_ANSWER_SECONDS, &charge);
    dispute[PRIVATE] = json!({ "due_at": (now + TO_ANSWER_SECONDS) * 1_000_000 });
    turn.put(dispute.clone());
    let transaction = balance::book_dispute(turn, &dispute, LedgerKind::Dispute);
    turn.update(&id, json!({ "balance_transactions": [transaction] }));
    turn.update(text(&charge, "id"), json!({ "disputed": true }));
    turn.event("charge.dispute.created", &id);
    turn.event("charge.dispute.funds_withdrawn", &id);
    radar::settle_warnings(turn, text(&charge, "id"));
    Ok(id)
}

/// Takes evidence, and hands it to the bank when `submit`.
pub(crate) fn answer(
    turn: &mut Turn<'_>,
    dispute: &Value,
    evidence: Map<String, Value>,
    submit: bool,
) -> ApiResult<()> {
    let id = text(dispute, "id");
    if text(dispute, "status") != "needs_response" {
        return Err(ApiError::invalid("This dispute is already closed or under review."));
    }
    let mut said = dispute["evidence"].clone();
    for (name, value) in evidence {
        let known = said.as_object().is_some_and(|it| it.contains_key(&name));
        if !known {
            let message = format!("Received unknown parameter: evidence[{name}]");
            return Err(ApiError::parameter(message, format!("evidence[{name}]")).code("parameter_unknown"));
        }
        said[name] = value;
    }
    let words = text(&said, "uncategorized_text").to_owned();
    let mut details = dispute["evidence_details"].clone();
    details["has_evidence"] = json!(true);
    turn.update(id, json!({ "evidence": said, "evidence_details": details }));
    if submit {
        let mut details = details;
        details["submission_count"] = json!(int(&details, "submission_count") + 1);
        details["submission_method"] = json!("manual");
        turn.update(id, json!({ "evidence_details": details, "status": "under_review" }));
        // Evidence in other words is weighed for months: nothing happens by itself.
        let outcome = [(WINNING, true), (LOSING, false)].into_iter().find(|(it, _)| words.contains(it));
        let due_at = outcome.map(|_| turn.now + VERDICT_MICROS);
        turn.remember(id, json!({ "due_at": due_at, "wins": outcome.map(|it| it.1) }));
    }
    turn.changed("charge.dispute.updated", id, json!({ "status": dispute["status"] }));
    Ok(())
}

/// The verdict is due, or the time to answer has run out.
pub(crate) fn settle(turn: &mut Turn<'_>, dispute: &Value) {
    close(turn, dispute, dispute[PRIVATE]["wins"] == true);
}

/// Ends a dispute that is still open.
pub(crate) fn close(turn: &mut Turn<'_>, dispute: &Value, won: bool) {
    let id = text(dispute, "id");
    if matches!(text(dispute, "status"), "won" | "lost") {
        return;
    }
    turn.remember(id, json!({ "due_at": null }));
    let status = if won { "won" } else { "lost" };
    turn.update(id, json!({ "status": status }));
    if won {
        let transaction = balance::book_dispute(turn, dispute, LedgerKind::DisputeReversal);
        let mut all = dispute["balance_transactions"].as_array().cloned().unwrap_or_default();
        all.push(transaction);
        turn.update(id, json!({ "balance_transactions": all }));
    }
    turn.event("charge.dispute.closed", id);
    if won {
        turn.event("charge.dispute.funds_reinstated", id);
    }
}
