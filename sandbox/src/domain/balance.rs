use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::cards::{self, Rule};
use crate::domain::disputes;
use crate::ledger::{self, LedgerKind};
use crate::money;
use crate::objects::{self, Movement};
use crate::turn::Turn;
use crate::world::{PRIVATE, int, shown, text};

/// How long a charge stays pending before its money is available.
const PENDING_SECONDS: i64 = 2 * 24 * 3600;

/// Books a captured charge; gives the id of its balance transaction.
pub(crate) fn book_charge(turn: &mut Turn<'_>, charge: &Value, amount: i64) -> String {
    let method = turn.world.copy(text(charge, "payment_method")).unwrap_or_default();
    let card = cards::by_number(text(&method[PRIVATE], "number"));
    let at_once = card.is_some_and(|it| it.rule == Rule::ApproveAtOnce);
    let wait = if at_once { 0 } else { PENDING_SECONDS };
    let movement = Movement {
        kind: "charge",
        category: "charge",
        amount,
        fee: money::fee(amount),
        currency: text(charge, "currency"),
        source: text(charge, "id"),
        available_on: turn.seconds() + wait,
        description: &charge["description"],
    };
    book(turn, &movement, LedgerKind::Charge, text(charge, "payment_intent"))
}

/// Books money given back, or a refund that came back when `kind` is a failure.
pub(crate) fn book_refund(turn: &mut Turn<'_>, refund: &Value, kind: LedgerKind) -> String {
    let failed = kind == LedgerKind::RefundFailure;
    let amount = int(refund, "amount");
    let movement = Movement {
        kind: if failed { "refund_failure" } else { "refund" },
        category: if failed { "refund_failure" } else { "refund" },
        amount: if failed { amount } else { -amount },
        fee: 0,
        currency: text(refund, "currency"),
        source: text(refund, "id"),
        available_on: turn.seconds(),
        description: &json!(if failed { "REFUND FAILURE" } else { "REFUND FOR CHARGE" }),
    };
    book(turn, &movement, kind, text(refund, "payment_intent"))
}

/// Books what a bank took back with its fee, or what came back when the dispute was won; gives the balance
/// transaction, which a dispute shows whole.
pub(crate) fn book_dispute(turn: &mut Turn<'_>, dispute: &Value, kind: LedgerKind) -> Value {
    let won = kind == LedgerKind::DisputeReversal;
    let amount = int(dispute, "amount");
    let movement = Movement {
        kind: "adjustment",
        category: if won { "dispute_reversal" } else { "dispute" },
        amount: if won { amount } else { -amount },
        fee: if won { 0 } else { disputes::FEE },
        currency: text(dispute, "currency"),
        source: text(dispute, "id"),
        available_on: turn.seconds(),
        description: &json!(if won { "Chargeback reversal" } else { "Chargeback withdrawal" }),
    };
    let id = book(turn, &movement, kind, text(dispute, "payment_intent"));
    turn.world.get(&id).map(|it| shown(&it, turn.seconds())).unwrap_or_default()
}

/// Books a transfer, or its reversal when `amount` is positive.
pub(crate) fn book_transfer(turn: &mut Turn<'_>, of: &Value, amount: i64) -> String {
    let back = amount > 0;
    let movement = Movement {
        kind: if back { "transfer_refund" } else { "transfer" },
        category: if back { "transfer_reversal" } else { "transfer" },
        amount,
        fee: 0,
        currency: text(of, "currency"),
        source: text(of, "id"),
        available_on: turn.seconds(),
        description: &Value::Null,
    };
    let kind = if back { LedgerKind::TransferReversal } else { LedgerKind::Transfer };
    book(turn, &movement, kind, "")
}

/// What can be moved away now of a currency.
pub(crate) fn available(turn: &Turn<'_>, currency: &str) -> i64 {
    let now = turn.seconds();
    let ours = turn.world.of_kind("balance_transaction").filter(|it| text(it, "currency") == currency);
    ours.filter(|it| int(it, "available_on") <= now).map(|it| int(&it, "net")).sum()
}

fn book(turn: &mut Turn<'_>, movement: &Movement<'_>, kind: LedgerKind, intent: &str) -> String {
    let id = turn.id("txn");
    let transaction = objects::balance_transaction(&id, turn.seconds(), movement);
    turn.put(transaction.clone());
    ledger::post(turn, &transaction, kind, intent);
    id
}

/// The balance by currency, as `GET /v1/balance` shows it.
pub(crate) fn balance(turn: &Turn<'_>) -> Value {
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for transaction in turn.world.of_kind("balance_transaction") {
        let sum = sums.entry(text(&transaction, "currency").to_owned()).or_default();
        let net = int(&transaction, "net");
        if int(&transaction, "available_on") <= turn.seconds() {
            sum.0 += net;
        } else {
            sum.1 += net;
        }
    }
    let amounts = |pick: fn(&(i64, i64)) -> i64| -> Value {
        let line = |(currency, sum): (&String, &(i64, i64))| json!({ "amount": pick(sum), "currency": currency, "source_types": { "card": pick(sum) } });
        sums.iter().map(line).collect()
    };
    json!({
        "object": "balance",
        "available": amounts(|it| it.0),
        "livemode": false,
        "pending": amounts(|it| it.1),
    })
}
