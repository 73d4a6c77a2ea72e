use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::turn::Turn;
use crate::world::{Entry, World, int, text};

/// What a line of the sandbox's ledger is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    /// Money taken from a donor: positive.
    Charge,
    /// What the processor keeps: negative.
    Fee,
    /// Money given back: negative.
    Refund,
    /// A refund that did not arrive: positive again.
    RefundFailure,
    /// Money a bank took back, with the fee beside it: negative.
    Dispute,
    /// A dispute was won: positive again.
    DisputeReversal,
    /// Money moved to a connected account: negative.
    Transfer,
    /// Money moved back from one: positive.
    TransferReversal,
}

/// One line of the sandbox's own ledger. Lines are never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerEntry {
    /// The line's number, from 1 without gaps.
    pub n: u64,
    /// Seconds since the epoch.
    pub at: i64,
    /// What it is for.
    pub kind: LedgerKind,
    /// ISO 4217, lower case.
    pub currency: String,
    /// Minor units; its sign is the balance's.
    pub amount: i64,
    /// The charge or refund.
    pub source: String,
    /// The payment intent it belongs to.
    pub payment_intent: String,
    /// The balance transaction it was posted with.
    pub balance_transaction: String,
}

/// What moved in one currency, in minor units. All but `net` are positive numbers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct LedgerSum {
    /// Taken from donors.
    pub charged: i64,
    /// Given back and not returned to us.
    pub refunded: i64,
    /// Kept by the processor.
    pub fees: i64,
    /// Taken back by banks and not returned to us.
    pub disputed: i64,
    /// With connected accounts.
    pub transferred: i64,
    /// `charged − refunded − fees − disputed − transferred`: the balance.
    pub net: i64,
}

/// A payment intent with money behind it, as the processor sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// `pi_…`
    pub payment_intent: String,
    /// `ch_…`
    pub charge: String,
    /// ISO 4217, lower case.
    pub currency: String,
    /// Captured, in minor units.
    pub amount: i64,
    /// Of that, given back.
    pub amount_refunded: i64,
    /// Seconds since the epoch.
    pub created: i64,
    /// The payment intent's metadata.
    pub metadata: BTreeMap<String, String>,
}

/// The sandbox's books: the oracle that "our ledger = its ledger" is checked against.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerReport {
    /// Sums by currency.
    pub sums: BTreeMap<String, LedgerSum>,
    /// Every captured charge.
    pub payments: Vec<Payment>,
    /// Every line, oldest first.
    pub entries: Vec<LedgerEntry>,
}

impl LedgerReport {
    /// Payments grouped by a metadata value, such as `pledge_id`.
    pub fn by_metadata(&self, key: &str) -> BTreeMap<String, Vec<&Payment>> {
        let mut groups: BTreeMap<String, Vec<&Payment>> = BTreeMap::new();
        for payment in &self.payments {
            if let Some(value) = payment.metadata.get(key) {
                groups.entry(value.clone()).or_default().push(payment);
            }
        }
        groups
    }

    /// The metadata values that more than one payment holds money for: donors charged twice.
    pub fn charged_twice(&self, key: &str) -> Vec<String> {
        let held = |it: &&Payment| it.amount > it.amount_refunded;
        let groups = self.by_metadata(key).into_iter();
        groups
            .filter(|(_, them)| them.iter().copied().filter(held).count() > 1)
            .map(|(value, _)| value)
            .collect()
    }
}

/// Posts a balance transaction: its gross amount and, if any, its fee.
pub(crate) fn post(turn: &mut Turn<'_>, transaction: &Value, kind: LedgerKind, intent: &str) {
    line(turn, transaction, kind, int(transaction, "amount"), intent);
    let fee = int(transaction, "fee");
    if fee != 0 {
        line(turn, transaction, LedgerKind::Fee, -fee, intent);
    }
}

fn line(turn: &mut Turn<'_>, transaction: &Value, kind: LedgerKind, amount: i64, intent: &str) {
    let entry = LedgerEntry {
        n: turn.world.ledger.len() as u64 + 1,
        at: turn.seconds(),
        kind,
        currency: text(transaction, "currency").to_owned(),
        amount,
        source: text(transaction, "source").to_owned(),
        payment_intent: intent.to_owned(),
        balance_transaction: text(transaction, "id").to_owned(),
    };
    turn.world.change(Entry::Ledger(entry));
}

/// The books as they stand.
pub(crate) fn report(world: &World) -> LedgerReport {
    let mut sums: BTreeMap<String, LedgerSum> = BTreeMap::new();
    for entry in &world.ledger {
        let sum = sums.entry(entry.currency.clone()).or_default();
        sum.net += entry.amount;
        match entry.kind {
            LedgerKind::Charge => sum.charged += entry.amount,
            LedgerKind::Fee => sum.fees -= entry.amount,
            LedgerKind::Dispute | LedgerKind::DisputeReversal => sum.disputed -= entry.amount,
            LedgerKind::Transfer | LedgerKind::TransferReversal => sum.transferred -= entry.amount,
            LedgerKind::Refund | LedgerKind::RefundFailure => sum.refunded -= entry.amount,
        }
    }
    let captured = |it: &Value| it["captured"] == true && text(it, "status") == "succeeded";
    let payments = world.of_kind("charge").filter(|it| captured(it)).map(|it| payment(world, &it)).collect();
    LedgerReport { sums, payments, entries: world.ledger.clone() }
}

fn payment(world: &World, charge: &Value) -> Payment {
    let intent = text(charge, "payment_intent");
    let metadata = world.get(intent).map(|it| it["metadata"].clone()).unwrap_or_default();
    Payment {
        payment_intent: intent.to_owned(),
        charge: text(charge, "id").to_owned(),
        currency: text(charge, "currency").to_owned(),
        amount: int(charge, "amount_captured"),
        amount_refunded: int(charge, "amount_refunded"),
        created: int(charge, "created"),
        metadata: serde_json::from_value(metadata).unwrap_or_default(),
    }
}
