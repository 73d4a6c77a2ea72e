//! What payment intents and setup intents have in common.

use serde_json::{Value, json};

use crate::cards::{self, Circumstances, Decline, Verdict};
use crate::domain::{Outcome, payments, sessions, setups};
use crate::errors::{ApiError, ApiResult};
use crate::turn::Turn;
use crate::world::{PRIVATE, shown, text};

/// How an intent is confirmed.
#[derive(Debug, Default)]
pub(crate) struct Confirmation {
    pub(crate) method: Value,
    pub(crate) off_session: bool,
    pub(crate) authenticated: bool,
    pub(crate) return_url: Option<String>,
    /// Fail instead of asking the donor.
    pub(crate) never_ask: bool,
}

impl Confirmation {
    /// The donor is there and pays with this method.
    pub(crate) fn of(method: Value) -> Self {
        Self { method, ..Self::default() }
    }
}

/// What the card's issuer says.
pub(crate) fn verdict(by: &Confirmation, saving: bool) -> Verdict {
    let private = &by.method[PRIVATE];
    let circumstances = Circumstances {
        saving,
        off_session: by.off_session || by.never_ask,
        authenticated: by.authenticated,
        saved: private["saved"] == true,
    };
    cards::verdict(text(private, "number"), circumstances)
}

/// The page where the donor is asked.
pub(crate) fn next_action(turn: &Turn<'_>, id: &str, return_url: Option<&str>) -> (String, Value) {
    let url = format!("{}/3ds/{id}", turn.public_url);
    let action =
        json!({ "type": "redirect_to_url", "redirect_to_url": { "return_url": return_url, "url": url } });
    (url, action)
}

/// The donor has answered on the 3-D Secure page.
pub(crate) fn answered(turn: &mut Turn<'_>, id: &str, confirmed: bool) -> ApiResult<Outcome> {
    let intent = turn.world.copy(id).unwrap_or_default();
    let kind = text(&intent, "object").to_owned();
    if text(&intent, "status") != "requires_action" {
        return Err(ApiError::invalid("There is nothing to confirm here any more."));
    }
    let method = turn.find("payment_method", text(&intent, "payment_method"), "payment_method")?;
    let by = Confirmation { authenticated: true, ..Confirmation::of(method) };
    let outcome = match (kind.as_str(), confirmed) {
        ("payment_intent", true) => payments::confirm(turn, id, &by),
        ("payment_intent", false) => payments::authentication_failed(turn, id),
        (_, true) => setups::confirm(turn, id, &by),
        (_, false) => setups::authentication_failed(turn, id),
    };
    if outcome == Outcome::Done {
        sessions::complete_of(turn, &intent);
    }
    Ok(outcome)
}

/// The fields of the last error, with the refused payment method.
pub(crate) fn error_of(turn: &Turn<'_>, decline: &Decline, method: &Value, charge: Option<&str>) -> Value {
    let mut error = cards::decline_fields(decline);
    error["payment_method"] = shown(method, turn.seconds());
    if let Some(charge) = charge {
        error["charge"] = json!(charge);
    }
    error
}

/// The 402 answer for a refused confirmation: <https://docs.stripe.com/error-handling#payment-errors>.
pub(crate) fn refusal(turn: &Turn<'_>, id: &str, error: &Value) -> ApiError {
    let mut answer = ApiError::card(text(error, "message"));
    for (field, value) in error.as_object().into_iter().flatten() {
        if field != "type" && field != "message" {
            answer = answer.with(field, value.clone());
        }
    }
    let intent = turn.world.get(id).map(|it| shown(&it, turn.seconds())).unwrap_or_default();
    let kind = text(&intent, "object").to_owned();
    answer.with(&kind, intent)
}

/// Intents of a Checkout Session are driven by the session alone.
pub(crate) fn refuse_checkout(intent: &Value) -> ApiResult<()> {
    if intent[PRIVATE]["session"].is_string() {
        let message = "You cannot perform this action on intents created by Checkout. Expire the Checkout Session instead.";
        return Err(ApiError::invalid(message));
    }
    Ok(())
}
