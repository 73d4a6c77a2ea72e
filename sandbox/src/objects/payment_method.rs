use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::cards;
use crate::world::PRIVATE;

/// A card as it was typed or named.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) number: String,
    pub(crate) exp_month: i64,
    pub(crate) exp_year: i64,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
}

impl Card {
    /// A test card that needs no typing.
    pub(crate) fn ready_made(number: &str) -> Self {
        Self { number: number.to_owned(), exp_month: 12, exp_year: 2034, email: None, name: None }
    }
}

/// A bank account as it was typed or named.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    pub(crate) iban: String,
    pub(crate) email: Option<String>,
    pub(crate) name: Option<String>,
}

/// A new payment method for a card; the number itself stays private.
pub(crate) fn payment_method(id: &str, now: i64, card: &Card) -> Value {
    let brand = cards::brand(&card.number);
    let last4 = card.number.get(card.number.len().saturating_sub(4)..).unwrap_or_default();
    json!({
        "id": id,
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": super::billing_details(card.email.as_deref(), card.name.as_deref()),
        "card": {
            "brand": brand,
            "checks": {
                "address_line1_check": null,
                "address_postal_code_check": null,
                "cvc_check": "pass",
            },
            "country": "US",
            "display_brand": brand,
            "exp_month": card.exp_month,
            "exp_year": card.exp_year,
            "fingerprint": fingerprint(&card.number),
            "funding": "credit",
            "generated_from": null,
            "last4": last4,
            "networks": { "available": [brand], "preferred": null },
            "regulated_status": "unregulated",
            "three_d_secure_usage": { "supported": true },
            "wallet": null,
        },
        "created": now,
        "customer": null,
        "customer_account": null,
        "livemode": false,
        "metadata": {},
        "type": "card",
        PRIVATE: { "number": card.number },
    })
}

/// A new payment method for a bank account; its number stays private.
pub(crate) fn bank_debit(id: &str, now: i64, account: &Account) -> Value {
    let iban = &account.iban;
    let last4 = iban.get(iban.len().saturating_sub(4)..).unwrap_or_default();
    json!({
        "id": id,
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": super::billing_details(account.email.as_deref(), account.name.as_deref()),
        "created": now,
        "customer": null,
        "customer_account": null,
        "livemode": false,
        "metadata": {},
        "sepa_debit": {
            "bank_code": iban.get(4..12),
            "branch_code": null,
            "country": iban.get(..2),
            "fingerprint": fingerprint(iban),
            "generated_from": { "charge": null, "setup_attempt": null },
            "last4": last4,
        },
        "type": "sepa_debit",
        PRIVATE: { "iban": iban },
    })
}

fn fingerprint(number: &str) -> String {
    hex::encode(Sha256::digest(number)).chars().take(16).collect()
}
