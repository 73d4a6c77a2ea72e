use crate::domain::{connect, debits, disputes, payments, refunds, sessions};
use crate::turn::Turn;
use crate::world::text;

/// Does everything whose time has come, in the order of its time.
pub(crate) fn tick(turn: &mut Turn<'_>) {
    let asker = std::mem::take(&mut turn.asker);
    while let Some(id) = turn.world.take_due(turn.now) {
        happen(turn, &id);
    }
    turn.asker = asker;
}

fn happen(turn: &mut Turn<'_>, id: &str) {
    let object = turn.world.copy(id).unwrap_or_default();
    match (text(&object, "object"), text(&object, "status")) {
        ("checkout.session", "open") => sessions::expire(turn, &object),
        ("payment_intent", "requires_capture") => payments::cancel(turn, &object, Some("automatic")),
        ("payment_intent", "processing") => debits::settle(turn, &object),
        ("dispute", _) => disputes::settle(turn, &object),
        ("payout", _) => connect::settle(turn, &object),
        ("refund", _) => refunds::settle(turn, &object),
        _ => {}
    }
}
