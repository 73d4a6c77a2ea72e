//! Stripe's objects in our words.

use super::{
    super::{
        Card, Charge, Checkout, CheckoutStatus, DisputeStatus, Event, Intent, IntentStatus, Made, Method,
        Movement, PayoutStatus, ProviderAccount, ProviderCharge, ProviderDispute, ProviderPayout,
        ProviderRefund, ProviderWarning, RefundStatus, Refusal, Trouble,
    },
    banks, kept, minor,
};
use crate::payment::{Fee, Kind};
use contracts::Timestamp;
use serde_json::Value;
use std::collections::HashMap;
use stripe_shared::{
    ApiErrors, CheckoutSession, CheckoutSessionMode, CheckoutSessionStatus, Customer, Dispute,
    DisputeStatus as DisputeStatusOfStripe, PaymentIntent, PaymentIntentStatus, PaymentMethod, Refund,
    SetupIntent, SetupIntentStatus,
};
use stripe_types::{Expandable, List};

/// Reads an answer strictly: what cannot be read was not understood, so its outcome is unknown.
fn parse<T: miniserde::Deserialize>(body: &str) -> Result<T, Trouble> {
    miniserde::json::from_str(body).map_err(|_| {
        Trouble::unknown(format!(
            "{} cannot be read",
            std::any::type_name::<T>().rsplit(':').next().unwrap_or("it")
        ))
    })
}

/// What a call to `path` made.
pub(super) fn made(path: &str, body: &str, live: bool) -> Result<Made, Trouble> {
    match path.trim_start_matches('/').split('/').next() {
        Some("customers") => {
            let customer: Customer = parse(body)?;
            Ok(Made::Customer { id: customer.id.to_string() })
        }
        Some("payment_intents") => Ok(Made::Charge(Box::new(charge(body)?))),
        Some("accounts") => Ok(Made::Account(account(body)?)),
        Some("transfers" | "payouts" | "payment_methods" | "radar") => {
            Ok(Made::Other { id: words(&object(body)?["id"])? })
        }
        Some("disputes") => Ok(Made::Dispute(Box::new(dispute(body)?))),
        Some("refunds") => Ok(Made::Refund(refund(body)?)),
        _ => checkout(body, live).map(|it| Made::Checkout(Box::new(it))),
    }
}

/// Whether a saved card belongs to a customer.
pub(super) fn is_kept(body: &str) -> Result<bool, Trouble> {
    let card = object(body)?;
    words(&card["id"])?;
    Ok(!card["customer"].is_null())
}

/// The card that an intent's charge came from.
pub(super) fn card(body: &str) -> Result<Option<Card>, Trouble> {
    let charge = &object(body)?["latest_charge"];
    let card = &charge["payment_method_details"]["card"];
    let text = |field: &str| card[field].as_str().map(str::to_owned);
    let (brand, last4) = (text("brand"), text("last4"));
    Ok(text("fingerprint").map(|fingerprint| Card { fingerprint, brand, last4 }))
}

/// The id of the first of a list.
pub(super) fn first(body: &str) -> Result<Option<String>, Trouble> {
    object(body)?["data"].as_array().and_then(|it| it.first()).map(|it| words(&it["id"])).transpose()
}

/// One of the notes that we left on an object.
fn note(notes: Option<&HashMap<String, String>>, name: &str) -> String {
    notes.and_then(|it| it.get(name)).cloned().unwrap_or_default()
}

/// A page of a list, and the id after which it goes on.
pub(super) struct Page<T> {
    pub(super) items: Vec<T>,
    pub(super) next: Option<String>,
}

/// An object, and the effect that made it.
pub(super) struct Marked {
    pub(super) id: String,
    pub(super) effect_key: String,
}

impl Marked {
    fn new(id: &impl ToString, notes: Option<&HashMap<String, String>>) -> Self {
        Self { id: id.to_string(), effect_key: note(notes, "effect_key") }
    }
}

fn page<T, U>(body: &str, read: fn(&T) -> U, id: fn(&U) -> &str) -> Result<Page<U>, Trouble>
where
    List<T>: miniserde::Deserialize,
{
    let list: List<T> = parse(body)?;
    let items: Vec<U> = list.data.iter().map(read).collect();
    let next = items.last().filter(|_| list.has_more).map(|it| id(it).to_owned());
    Ok(Page { items, next })
}

pub(super) fn checkouts(body: &str) -> Result<Page<Marked>, Trouble> {
    page(body, |it: &CheckoutSession| Marked::new(&it.id, it.metadata.as_ref()), |it| &it.id)
}

pub(super) fn customers(body: &str) -> Result<Page<Marked>, Trouble> {
    page(body, |it: &Customer| Marked::new(&it.id, it.metadata.as_ref()), |it| &it.id)
}

pub(super) fn charges(body: &str) -> Result<Page<Marked>, Trouble> {
    page(body, |it: &PaymentIntent| Marked::new(&it.id, Some(&it.metadata)), |it| &it.id)
}

pub(super) fn refunds(body: &str) -> Result<Page<ProviderRefund>, Trouble> {
    page(body, of_refund, |it| &it.id)
}

/// Whose card a setup intent saves.
pub(super) fn payment_of_setup(body: &str) -> Result<String, Trouble> {
    let intent: SetupIntent = parse(body)?;
    Ok(note(intent.metadata.as_ref(), "payment_id"))
}

pub(super) fn checkout(body: &str, live: bool) -> Result<Checkout, Trouble> {
    let it: CheckoutSession = parse(body)?;
    if it.livemode != live {
        return Err(Trouble::unknown(format!("{} is of the other mode (live, test)", it.id)));
    }
    let kind = match it.mode {
        CheckoutSessionMode::Setup => Kind::Setup,
        _ => Kind::Charge,
    };
    let currency = it.currency.as_ref().map(ToString::to_string).unwrap_or_default();
    let paid = it.payment_intent.as_ref().and_then(Expandable::as_object).map(payment_intent);
    let saved = it.setup_intent.as_ref().and_then(Expandable::as_object).map(setup_intent);
    Ok(Checkout {
        id: it.id.to_string(),
        payment: note(it.metadata.as_ref(), "payment_id"),
        pledge: it.client_reference_id.clone().unwrap_or_default(),
        effect_key: note(it.metadata.as_ref(), "effect_key"),
        kind,
        url: it.url.clone(),
        status: match it.status {
            Some(CheckoutSessionStatus::Complete) => CheckoutStatus::Complete,
            Some(CheckoutSessionStatus::Expired) => CheckoutStatus::Expired,
            _ => CheckoutStatus::Open,
        },
        total: it.amount_total.and_then(|amount| minor::from_stripe(amount, &currency)),
        expires_at: Timestamp::from_seconds(it.expires_at),
        intent: paid.or(saved),
    })
}

pub(super) fn charge(body: &str) -> Result<ProviderCharge, Trouble> {
    let it: PaymentIntent = parse(body)?;
    Ok(ProviderCharge {
        payment: note(Some(&it.metadata), "payment_id"),
        effect_key: note(Some(&it.metadata), "effect_key"),
        intent: payment_intent(&it),
    })
}

fn payment_intent(it: &PaymentIntent) -> Intent {
    let currency = it.currency.to_string();
    let charge = it.latest_charge.as_ref();
    Intent {
        id: it.id.to_string(),
        status: match it.status {
            PaymentIntentStatus::Succeeded => IntentStatus::Succeeded,
            PaymentIntentStatus::Canceled => IntentStatus::Canceled,
            PaymentIntentStatus::RequiresPaymentMethod => IntentStatus::NeedsMethod,
            PaymentIntentStatus::RequiresAction => IntentStatus::NeedsDonor,
            _ => IntentStatus::Underway,
        },
        received: minor::from_stripe(it.amount_received, &currency),
        charge: charge.and_then(Expandable::as_object).filter(|it| it.paid && it.captured).map(of_charge),
        method: it.payment_method.as_ref().map(method),
        refusal: it.last_payment_error.as_ref().map(|error| {
            let attempt = error.charge.clone().or(charge.map(|it| it.id().to_string()));
            Refusal { attempt: attempt.unwrap_or_else(|| it.id.to_string()), code: code(error) }
        }),
    }
}

fn method(it: &Expandable<PaymentMethod>) -> Method {
    let card = it.as_object().and_then(|it| it.card.as_ref());
    // A card is good until the last moment of the month that is printed on it.
    let valid_until = card.and_then(|it| Timestamp::after_month(it.exp_year, it.exp_month));
    Method { id: it.id().to_string(), valid_until }
}

fn of_charge(it: &stripe_shared::Charge) -> Charge {
    let booked = it.balance_transaction.as_ref().and_then(Expandable::as_object);
    let debit = it.payment_method_details.as_ref().is_some_and(|it| it.sepa_debit.is_some());
    // A debit is made days before its money comes.
    let came = booked.filter(|_| debit).map_or(it.created, |it| it.created);
    Charge {
        id: it.id.to_string(),
        at: Timestamp::from_seconds(came),
        debit,
        fee: booked.and_then(|booked| {
            let money = minor::from_stripe(booked.fee, &booked.currency.to_string())?;
            Some(Fee { transaction: booked.id.to_string(), money })
        }),
    }
}

fn setup_intent(it: &SetupIntent) -> Intent {
    Intent {
        id: it.id.to_string(),
        status: match it.status {
            SetupIntentStatus::Succeeded => IntentStatus::Succeeded,
            SetupIntentStatus::Canceled => IntentStatus::Canceled,
            SetupIntentStatus::RequiresPaymentMethod => IntentStatus::NeedsMethod,
            SetupIntentStatus::RequiresAction => IntentStatus::NeedsDonor,
            _ => IntentStatus::Underway,
        },
        received: None,
        charge: None,
        method: it.payment_method.as_ref().map(method),
        refusal: it.last_setup_error.as_ref().map(|error| {
            let attempt = it.latest_attempt.as_ref().map(|it| it.id().to_string());
            Refusal { attempt: attempt.unwrap_or_else(|| it.id.to_string()), code: code(error) }
        }),
    }
}

fn code(error: &ApiErrors) -> String {
    let code = error.decline_code.clone().or(error.code.as_ref().map(ToString::to_string));
    code.unwrap_or_else(|| error.type_.to_string())
}

pub(super) fn refund(body: &str) -> Result<ProviderRefund, Trouble> {
    Ok(of_refund(&parse(body)?))
}

fn of_refund(it: &Refund) -> ProviderRefund {
    ProviderRefund {
        id: it.id.to_string(),
        refund: note(it.metadata.as_ref(), "refund_id"),
        effect_key: note(it.metadata.as_ref(), "effect_key"),
        status: match it.status.as_deref() {
            Some("succeeded") => RefundStatus::Succeeded,
            Some("failed" | "canceled") => RefundStatus::Failed,
            _ => RefundStatus::Pending,
        },
        money: minor::from_stripe(it.amount, &it.currency.to_string()),
        failure: it.failure_reason.clone(),
        came_back: it.failure_balance_transaction.is_some(),
    }
}

fn object(body: &str) -> Result<Value, Trouble> {
    serde_json::from_str(body).map_err(Trouble::unknown)
}

fn words(value: &Value) -> Result<String, Trouble> {
    value.as_str().map(str::to_owned).ok_or_else(|| Trouble::unknown("an answer cannot be read"))
}

pub(super) fn account(body: &str) -> Result<ProviderAccount, Trouble> {
    let it = object(body)?;
    let due = it["requirements"]["currently_due"].as_array().cloned().unwrap_or_default();
    let deadline = it["requirements"]["current_deadline"].as_i64();
    Ok(ProviderAccount {
        id: words(&it["id"])?,
        effect_key: it["metadata"]["effect_key"].as_str().unwrap_or_default().to_owned(),
        charges_enabled: it["charges_enabled"] == true,
        payouts_enabled: it["payouts_enabled"] == true,
        details_submitted: it["details_submitted"] == true,
        due: due.iter().filter_map(|it| it.as_str().map(str::to_owned)).collect(),
        deadline_at: deadline.map(Timestamp::from_seconds),
        bank: banks::bank(&it),
    })
}

pub(super) fn payout(body: &str) -> Result<ProviderPayout, Trouble> {
    let it = object(body)?;
    Ok(ProviderPayout {
        id: words(&it["id"])?,
        effect_key: it["metadata"]["effect_key"].as_str().unwrap_or_default().to_owned(),
        status: match it["status"].as_str() {
            Some("paid") => PayoutStatus::Paid,
            Some("failed" | "canceled") => PayoutStatus::Failed,
            _ => PayoutStatus::Underway,
        },
        failure: it["failure_code"].as_str().map(str::to_owned),
    })
}

pub(super) fn link(body: &str) -> Result<(String, Timestamp), Trouble> {
    let it = object(body)?;
    let expires = it["expires_at"].as_i64().unwrap_or_default();
    Ok((words(&it["url"])?, Timestamp::from_seconds(expires)))
}

/// The object of a list that carries `effect_key`.
pub(super) fn named(body: &str, effect_key: &str) -> Result<Option<String>, Trouble> {
    let it = object(body)?;
    let all = it["data"].as_array().ok_or_else(|| Trouble::unknown("a list cannot be read"))?;
    let found = all.iter().find(|it| it["metadata"]["effect_key"] == effect_key);
    found.map(|it| words(&it["id"])).transpose()
}

/// What only asks, and took nothing yet, is no dispute here: it is looked at again when it has.
pub(super) fn dispute(body: &str) -> Result<ProviderDispute, Trouble> {
    let it: Dispute = parse(body)?;
    let currency = it.currency.to_string();
    let status = match &it.status {
        DisputeStatusOfStripe::NeedsResponse => DisputeStatus::NeedsResponse,
        DisputeStatusOfStripe::UnderReview => DisputeStatus::UnderReview,
        DisputeStatusOfStripe::Won => DisputeStatus::Won,
        DisputeStatusOfStripe::Lost => DisputeStatus::Lost,
        _ => return Err(Trouble::Missing),
    };
    let amount = minor::from_stripe(it.amount, &currency)
        .ok_or_else(|| Trouble::unknown(format!("the amount of {} cannot be read", it.id)))?;
    let taken = it.balance_transactions.iter().find(|it| it.net < 0);
    Ok(ProviderDispute {
        id: it.id.to_string(),
        intent: it.payment_intent.as_ref().map(|it| it.id().to_string()).unwrap_or_default(),
        status,
        amount,
        withdrawn: taken.and_then(|taken| {
            let money = minor::from_stripe(taken.fee, &taken.currency.to_string())?;
            Some(Fee { transaction: taken.id.to_string(), money })
        }),
        reason: it.reason.clone(),
        due_by: it.evidence_details.due_by.map(Timestamp::from_seconds),
        opened_at: Timestamp::from_seconds(it.created),
    })
}

pub(super) fn warning(body: &str) -> Result<ProviderWarning, Trouble> {
    let it = object(body)?;
    let created = it["created"].as_i64().ok_or_else(|| Trouble::unknown("a warning cannot be read"))?;
    Ok(ProviderWarning {
        id: words(&it["id"])?,
        intent: kept::only_id(&it["payment_intent"]).as_str().unwrap_or_default().to_owned(),
        kind: words(&it["fraud_type"])?,
        actionable: it["actionable"] == true,
        warned_at: Timestamp::from_seconds(created),
    })
}

/// The charge of a refund or a dispute.
pub(super) fn charge_of(body: &str) -> Result<Option<String>, Trouble> {
    Ok(kept::only_id(&object(body)?["charge"]).as_str().map(str::to_owned))
}

/// A page of balance transactions, newest first, and whether there are more. One that cannot be read makes the
/// whole comparison fail: it must not be taken for explained.
pub(super) fn movements(body: &str) -> Result<(Vec<Movement>, bool), Trouble> {
    let page = object(body)?;
    let all = page["data"].as_array().ok_or_else(|| Trouble::unknown("a list cannot be read"))?;
    let movements = all
        .iter()
        .map(|it| movement(it).ok_or_else(|| Trouble::unknown(format!("{} cannot be read", it["id"]))));
    Ok((movements.collect::<Result<_, _>>()?, page["has_more"] == true))
}

pub(super) fn one_movement(body: &str) -> Result<Movement, Trouble> {
    movement(&object(body)?).ok_or_else(|| Trouble::unknown("a balance transaction cannot be read"))
}

fn movement(it: &Value) -> Option<Movement> {
    let currency = it["currency"].as_str()?;
    let money = |field: &str| minor::from_stripe(it[field].as_i64()?, currency);
    Some(Movement {
        id: it["id"].as_str()?.to_owned(),
        kind: it["reporting_category"].as_str()?.to_owned(),
        source: it["source"].as_str().unwrap_or_default().to_owned(),
        amount: money("amount")?,
        fee: money("fee")?,
        at: Timestamp::from_seconds(it["created"].as_i64()?),
    })
}

/// A page of events, newest first, and whether there are more. A list for one account need not say whose it is.
pub(super) fn events(body: &str, live: bool, of: Option<&str>) -> Result<(Vec<Event>, bool), Trouble> {
    let page: Value = serde_json::from_str(body).map_err(Trouble::unknown)?;
    let events =
        page["data"].as_array().ok_or_else(|| Trouble::unknown("a list of events cannot be read"))?;
    let events = events.iter().filter(|it| it["livemode"] == live).filter_map(kept::event);
    let events = events.map(|it| Event { account: of.map(str::to_owned).or(it.account), ..it }).collect();
    Ok((events, page["has_more"] == true))
}
