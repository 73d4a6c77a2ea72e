//! Cards that are refused whoever pays with them: <https://docs.stripe.com/radar/lists>.

use serde_json::Value;

use crate::objects;
use crate::turn::Turn;
use crate::world::text;

/// The alias of the list that every account has.
pub(crate) const BLOCKED_CARDS: &str = "card_fingerprint_blocklist";

/// The list of blocked cards, which is there from the beginning.
pub(crate) fn blocked_cards(turn: &mut Turn<'_>) -> String {
    let known = turn.world.of_kind("radar.value_list").find(|it| text(it, "alias") == BLOCKED_CARDS);
    if let Some(id) = known.map(|it| text(it, "id").to_owned()) {
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
    turn.world.of_kind("radar.value_list_item").any(|it| text(it, "value") == card)
}
