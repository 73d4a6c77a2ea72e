//! SEPA Direct Debit (<https://docs.stripe.com/payments/sepa-debit>): the donor gives a bank account, and the bank takes
//! days to say whether there is money in it.

use serde_json::{Value, json};

use crate::accounts::{self, Ends};
use crate::domain::{Outcome, disputes, payments, sessions};
use crate::errors::{ApiError, ApiResult};
use crate::objects::{self, Account};
use crate::turn::Turn;
use crate::world::{PRIVATE, int, shown, text};

/// The kind of payment method.
pub(crate) const KIND: &str = "sepa_debit";

/// Whether the page of a session takes bank accounts.
pub(crate) fn is_offered(session: &Value) -> bool {
    session["payment_method_types"].as_array().is_some_and(|it| it.iter().any(|it| it == KIND))
}

/// The donor presses the button below a bank account: the page is done, the payment is not.
pub(crate) fn pay(turn: &mut Turn<'_>, id: &str, account: &Account) -> ApiResult<Outcome> {
    let session = turn.find("checkout.session", id, "session")?;
    if text(&session, "status") != "open" {
        return Err(ApiError::invalid("This Checkout Session is no longer open."));
    }
    if !is_offered(&session) {
        return Err(ApiError::invalid("This Checkout Session takes no bank accounts."));
    }
    let Some(known) = accounts::by_iban(&account.iban) else {
        return Err(ApiError::invalid("Sandbox: there is no such test account."));
    };
    let method_id = turn.id("pm");
    let method = objects::bank_debit(&method_id, turn.seconds(), account);
    turn.put(method.clone());
    let details = sessions::customer_details(account.email.as_deref(), account.name.as_deref());
    let session = turn.update(id, json!({ "customer_details": details }));
    let intent = sessions::payment_intent_of(turn, &session, session["customer"].as_str());
    begin(turn, &intent, &method, known.after_micros);
    sessions::complete(turn, id);
    Ok(Outcome::Done)
}

fn begin(turn: &mut Turn<'_>, intent: &str, method: &Value, after_micros: i64) {
    let fields = json!({ "payment_method": method["id"], "next_action": null, "last_payment_error": null });
    let whole = turn.update(intent, fields);
    let charge_id = turn.id("ch");
    let mut charge = objects::charge(&charge_id, turn.seconds(), &whole, method);
    charge["outcome"] = payments::approved();
    turn.put(charge);
    turn.remember(text(method, "id"), json!({ "spent": true }));
    turn.update(intent, json!({ "status": "processing", "latest_charge": charge_id }));
    turn.remember(intent, json!({ "due_at": turn.now + after_micros }));
    turn.event("charge.pending", &charge_id);
    turn.event("payment_intent.processing", intent);
}

/// The bank has answered.
pub(crate) fn settle(turn: &mut Turn<'_>, intent: &Value) {
    let (id, charge) = (text(intent, "id"), text(intent, "latest_charge"));
    turn.remember(id, json!({ "due_at": null }));
    let method = turn.world.copy(text(intent, "payment_method")).unwrap_or_default();
    let ends = accounts::by_iban(text(&method[PRIVATE], "iban")).map_or(Ends::Failed, |it| it.ends);
    if ends == Ends::Failed {
        fail(turn, intent, &method);
    } else {
        turn.update(charge, json!({ "status": "succeeded", "paid": true }));
        payments::take(turn, charge, int(intent, "amount"));
        turn.event("charge.succeeded", charge);
        payments::succeeded(turn, id, int(intent, "amount"));
    }
    if let Some(session) = intent[PRIVATE]["session"].as_str() {
        tell(turn, session, ends != Ends::Failed);
    }
    if ends == Ends::Disputed {
        // A charge that was just captured can be disputed.
        let _ = disputes::open(turn, charge);
    }
}

fn tell(turn: &mut Turn<'_>, session: &str, paid: bool) {
    if paid {
        turn.update(session, json!({ "payment_status": "paid" }));
        turn.event("checkout.session.async_payment_succeeded", session);
    } else {
        turn.event("checkout.session.async_payment_failed", session);
    }
}

fn fail(turn: &mut Turn<'_>, intent: &Value, method: &Value) {
    let (id, charge) = (text(intent, "id"), text(intent, "latest_charge"));
    let (code, message) =
        ("insufficient_funds", "The customer's account has insufficient funds to cover this payment.");
    turn.update(charge, json!({ "status": "failed", "failure_code": code, "failure_message": message }));
    turn.event("charge.failed", charge);
    let error = json!({
        "type": "invalid_request_error",
        "code": code,
        "message": message,
        "charge": charge,
        "doc_url": "https://stripe.com/docs/error-codes/insufficient-funds",
        "payment_method": shown(method, turn.seconds()),
    });
    payments::failed(turn, id, &error, json!(charge));
}
