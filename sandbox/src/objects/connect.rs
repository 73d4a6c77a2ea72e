use serde_json::{Map, Value, json};

/// What an Express account must still give before money can be paid out to it.
pub(crate) const WANTED: [&str; 3] =
    ["external_account", "individual.verification.document", "tos_acceptance.date"];

/// A new Express account of which nothing is known yet.
pub(crate) fn account(
    id: &str,
    now: i64,
    country: &str,
    email: Option<String>,
    metadata: Map<String, Value>,
) -> Value {
    json!({
        "id": id,
        "object": "account",
        "business_profile": {
            "annual_revenue": null, "estimated_worker_count": null, "mcc": null, "name": null,
            "product_description": null, "support_address": null, "support_email": null, "support_phone": null,
            "support_url": null, "url": null, "specified_commercial_transactions_act_url": null, "minority_owned_business_designation": null,
        },
        "business_type": null,
        "capabilities": { "transfers": "inactive" },
        "charges_enabled": false,
        "controller": {
            "fees": { "payer": "application_express" },
            "is_controller": true,
            "losses": { "payments": "application" },
            "requirement_collection": "stripe",
            "stripe_dashboard": { "type": "express" },
            "type": "application",
        },
        "country": country,
        "created": now,
        "default_currency": "eur",
        "details_submitted": false,
        "email": email,
        "external_accounts": {
            "object": "list", "data": [], "has_more": false,
            "url": format!("/v1/accounts/{id}/external_accounts"),
        },
        "future_requirements": requirements(&[], None),
        "metadata": metadata,
        "payouts_enabled": false,
        "requirements": requirements(&WANTED, Some("requirements.past_due")),
        "settings": settings(),
        "tos_acceptance": { "date": null, "ip": null, "user_agent": null },
        "type": "express",
    })
}

/// What is due, and why something is switched off meanwhile.
pub(crate) fn requirements(due: &[&str], disabled: Option<&str>) -> Value {
    json!({
        "alternatives": [],
        "current_deadline": null,
        "currently_due": due,
        "disabled_reason": disabled,
        "errors": [],
        "eventually_due": due,
        "past_due": [],
        "pending_verification": [],
    })
}

fn settings() -> Value {
    json!({
        "bacs_debit_payments": { "display_name": null, "service_user_number": null },
        "branding": { "icon": null, "logo": null, "primary_color": null, "secondary_color": null },
        "card_issuing": { "tos_acceptance": { "date": null, "ip": null } },
        "card_payments": {
            "decline_on": { "avs_failure": false, "cvc_failure": false },
            "statement_descriptor_prefix": null,
            "statement_descriptor_prefix_kana": null,
            "statement_descriptor_prefix_kanji": null,
        },
        "dashboard": { "display_name": null, "timezone": "Etc/UTC" },
        "invoices": { "default_account_tax_ids": null, "hosted_payment_method_save": null },
        "payments": {
            "statement_descriptor": null,
            "statement_descriptor_kana": null,
            "statement_descriptor_kanji": null,
            "statement_descriptor_prefix_kana": null,
            "statement_descriptor_prefix_kanji": null,
        },
        "payouts": {
            "debit_negative_balances": false,
            "schedule": { "delay_days": 2, "interval": "manual" },
            "statement_descriptor": null,
        },
        "sepa_debit_payments": {},
    })
}

/// A bank account that money is paid out to.
pub(crate) fn bank_account(id: &str, account: &str, country: &str, currency: &str, number: &str) -> Value {
    let last4: String = number.chars().skip(number.chars().count().saturating_sub(4)).collect();
    json!({
        "id": id,
        "object": "bank_account",
        "account": account,
        "account_holder_name": null,
        "account_holder_type": null,
        "account_type": null,
        "available_payout_methods": ["standard"],
        "bank_name": "STRIPE TEST BANK",
        "country": country,
        "currency": currency,
        "default_for_currency": true,
        "fingerprint": format!("fp{last4}"),
        "future_requirements": null,
        "last4": last4,
        "metadata": {},
        "requirements": null,
        "routing_number": null,
        "status": "new",
    })
}

/// What a transfer, its reversal and a payout are made of.
pub(crate) struct Moved<'a> {
    pub(crate) id: &'a str,
    pub(crate) now: i64,
    pub(crate) amount: i64,
    pub(crate) currency: &'a str,
    pub(crate) metadata: Map<String, Value>,
}

/// Money moved from the platform to an account.
pub(crate) fn transfer(of: Moved<'_>, destination: &str, payment: &str, group: Option<String>) -> Value {
    let id = of.id;
    json!({
        "id": id,
        "object": "transfer",
        "amount": of.amount,
        "amount_reversed": 0,
        "balance_transaction": null,
        "created": of.now,
        "currency": of.currency,
        "description": null,
        "destination": destination,
        "destination_payment": payment,
        "livemode": false,
        "metadata": of.metadata,
        "reversals": {
            "object": "list", "data": [], "has_more": false,
            "url": format!("/v1/transfers/{id}/reversals"),
        },
        "reversed": false,
        "source_transaction": null,
        "source_type": "card",
        "transfer_group": group,
    })
}

/// Money moved back from an account to the platform.
pub(crate) fn transfer_reversal(of: Moved<'_>, transfer: &str) -> Value {
    json!({
        "id": of.id,
        "object": "transfer_reversal",
        "amount": of.amount,
        "balance_transaction": null,
        "created": of.now,
        "currency": of.currency,
        "destination_payment_refund": null,
        "metadata": of.metadata,
        "source_refund": null,
        "transfer": transfer,
    })
}

/// Money on its way from an account to its bank.
pub(crate) fn payout(of: Moved<'_>, bank: &str, arrival: i64) -> Value {
    json!({
        "id": of.id,
        "object": "payout",
        "amount": of.amount,
        "application_fee": null,
        "application_fee_amount": null,
        "arrival_date": arrival,
        "automatic": false,
        "balance_transaction": null,
        "created": of.now,
        "currency": of.currency,
        "description": null,
        "destination": bank,
        "failure_balance_transaction": null,
        "failure_code": null,
        "failure_message": null,
        "livemode": false,
        "metadata": of.metadata,
        "method": "standard",
        "original_payout": null,
        "payout_method": null,
        "reconciliation_status": "not_applicable",
        "reversed_by": null,
        "source_type": "card",
        "statement_descriptor": null,
        "status": "pending",
        "trace_id": null,
        "type": "bank_account",
    })
}
