//! Cards that are refused whoever pays with them (<https://docs.stripe.com/radar/lists>), and what banks say of charges
//! that may be fraud before anybody disputes them (<https://docs.stripe.com/disputes/measuring#early-fraud-warnings>).

use serde_json::{Value, json};

use crate::errors::{ApiError, ApiResult};
use crate::objects;
use crate::turn::Turn;
use crate::world::text;

/// The alias of the list that every account has.
pub(crate) const BLOCKED_CARDS: &str = "card_fingerprint_blocklist";

/// The list of blocked cards, which is there from the beginning.
pub(crate) fn blocked_cards(turn: &mut Turn<'_>) -> String {
    let known = turn.world.of_kind("radar.value_list").find(|it| text(it, "alias") == BLOCKED_CARDS);
    if let Some(id) = known.map(|it| text(&it, "id").to_owned()) {
        return id;
    }
    let id = turn.id("rsl");
    let name = "Card fingerprint blocklist";
    turn.put(objects::value_list(&id, turn.seconds(), BLOCKED_CARDS, name, "card_fingerprint"));
    id
}

/// Whether the card of `method` stands on it.
pub(crate) fn blocks(turn: &Turn<'_>, method: &Value) -> bool {
    let card = text(&method["card"], "fingerprint");
    turn.world.of_kind("radar.value_list_item").any(|it| text(&it, "value") == card)
}

/// The bank of a donor says that a charge may be fraud.
pub(crate) fn warn(turn: &mut Turn<'_>, charge: &str, fraud_type: &str) -> ApiResult<String> {
    let charge = turn.find("charge", charge, "charge")?;
    if charge["captured"] != true || charge["refunded"] == true || charge["disputed"] == true {
        return Err(ApiError::invalid(
            "Sandbox: nobody warns of a charge that is refunded, disputed or not captured.",
        ));
    }
    let id = turn.id("issfr");
    turn.put(objects::early_fraud_warning(&id, turn.seconds(), &charge, fraud_type));
    turn.event("radar.early_fraud_warning.created", &id);
    Ok(id)
}

/// A charge was disputed, or all of it went back: nothing can be done about a warning any more.
pub(crate) fn settle_warnings(turn: &mut Turn<'_>, charge: &str) {
    let all = turn.world.of_kind("radar.early_fraud_warning");
    let open = all.filter(|it| text(it, "charge") == charge && it["actionable"] == true);
    let open: Vec<String> = open.map(|it| text(&it, "id").to_owned()).collect();
    for id in open {
        turn.update(&id, json!({ "actionable": false }));
        turn.changed("radar.early_fraud_warning.updated", &id, json!({ "actionable": true }));
    }
}
