//! Our orders in Stripe's words.

use super::{
    super::{Among, Ask, ChargeOrder, CheckoutOrder, CustomerOrder, MoneyOrder, RefundOrder},
    methods, minor,
};
use anyhow::{Context, anyhow};
use contracts::{Currency, Money};
use std::collections::HashMap;
use stripe_checkout::checkout_session::{
    CreateCheckoutSession, CreateCheckoutSessionLineItems, CreateCheckoutSessionLineItemsPriceData,
    CreateCheckoutSessionPaymentIntentData, CreateCheckoutSessionPaymentIntentDataSetupFutureUsage,
    CreateCheckoutSessionSetupIntentData, ExpireCheckoutSession, ListCheckoutSession, ProductData,
    RetrieveCheckoutSession,
};
use stripe_client_core::{RequestBuilder, StripeMethod, StripeRequest};
use stripe_core::{
    customer::{CreateCustomer, ListCustomer},
    payment_intent::{
        CreatePaymentIntent, CreatePaymentIntentAutomaticPaymentMethods,
        CreatePaymentIntentAutomaticPaymentMethodsAllowRedirects, CreatePaymentIntentOffSession,
        ListPaymentIntent, RetrievePaymentIntent,
    },
    refund::{CreateRefund, ListRefund, RetrieveRefund},
    setup_intent::RetrieveSetupIntent,
};
use stripe_shared::{CheckoutSessionLocale, CheckoutSessionMode};
use stripe_types::RangeQueryTs;

const PAGE: i64 = 100;
/// Stripe's limit for the name of what is paid for.
const LONGEST_NAME: usize = 250;

pub(super) fn of(ask: &Ask) -> anyhow::Result<RequestBuilder> {
    match ask {
        Ask::Customer(order) => Ok(create_customer(order)),
        Ask::Checkout(order) => create_checkout(order),
        Ask::ExpireCheckout { session } => Ok(ExpireCheckoutSession::new(session.as_str()).build()),
        Ask::Charge(order) => create_charge(order),
        Ask::Detach { method } => Ok(post(&format!("{}/detach", card(method)), &[])),
        Ask::Refund(order) => create_refund(order),
        Ask::Account { effect_key, creator } => Ok(create_account(effect_key, &creator.to_string())),
        Ask::Transfer { order, account } => {
            let group = order.payout.to_string();
            move_money("/transfers", order, &[("destination", account), ("transfer_group", &group)])
        }
        Ask::Payout { order, .. } => move_money("/payouts", order, &[]),
        Ask::Reversal { order, transfer } => Ok(reverse(order, transfer)?),
        Ask::BlockCard { list, card } => {
            Ok(post("/radar/value_list_items", &[("value_list", list), ("value", card)]))
        }
        Ask::UnblockCard { item } => Ok(RequestBuilder::new(StripeMethod::Delete, place_on_list(item))),
        Ask::Evidence { dispute, words } => Ok(evidence(dispute, words)),
    }
}

fn create_customer(order: &CustomerOrder) -> RequestBuilder {
    let notes = notes([
        ("pledge_id", order.pledge.to_string()),
        ("payment_id", order.payment.to_string()),
        ("effect_key", order.effect_key.clone()),
    ]);
    let customer = CreateCustomer::new().metadata(notes);
    match &order.email {
        Some(email) => customer.email(email).build(),
        None => customer.build(),
    }
}

fn create_checkout(order: &CheckoutOrder) -> anyhow::Result<RequestBuilder> {
    let notes = notes([
        ("pledge_id", order.pledge.to_string()),
        ("payment_id", order.payment.to_string()),
        ("campaign_id", order.campaign.to_string()),
        ("effect_key", order.effect_key.clone()),
    ]);
    let mut session = CreateCheckoutSession::new()
        .success_url(&order.success_url)
        .cancel_url(&order.cancel_url)
        .allowed_payment_method_types(methods::allowed(order))
        .client_reference_id(order.pledge.to_string())
        .expires_at(order.expires_at.seconds())
        .locale(locale(&order.locale))
        .metadata(notes.clone());
    if let Some(customer) = &order.customer {
        session = session.customer(customer);
    } else if let Some(email) = &order.email {
        session = session.customer_email(email);
    }
    if order.setup {
        let mut data = CreateCheckoutSessionSetupIntentData::new();
        data.metadata = Some(notes);
        let currency = currency(order.gift.amount.currency)?;
        return Ok(session
            .mode(CheckoutSessionMode::Setup)
            .currency(currency)
            .setup_intent_data(data)
            .build());
    }
    let mut data = CreateCheckoutSessionPaymentIntentData::new();
    data.metadata = Some(notes);
    if order.keep_card {
        data.setup_future_usage = Some(CreateCheckoutSessionPaymentIntentDataSetupFutureUsage::OffSession);
    }
    Ok(session.mode(CheckoutSessionMode::Payment).line_items(lines(order)?).payment_intent_data(data).build())
}

/// The donor sees each line on Stripe's page.
fn lines(order: &CheckoutOrder) -> anyhow::Result<Vec<CreateCheckoutSessionLineItems>> {
    let gift = &order.gift;
    let title: String = order.title.chars().take(LONGEST_NAME).collect();
    [(title.as_str(), gift.amount), ("Tip", gift.tip), ("Processing fee", gift.covered_fee)]
        .into_iter()
        .filter(|(_, money)| !money.is_zero())
        .map(|(name, money)| line(name, money))
        .collect()
}

fn line(name: &str, money: Money) -> anyhow::Result<CreateCheckoutSessionLineItems> {
    let mut price = CreateCheckoutSessionLineItemsPriceData::new(currency(money.currency)?);
    price.unit_amount = Some(amount(money)?);
    price.product_data = Some(ProductData::new(name));
    let mut item = CreateCheckoutSessionLineItems::new();
    item.price_data = Some(price);
    item.quantity = Some(1);
    Ok(item)
}

fn create_refund(order: &RefundOrder) -> anyhow::Result<RequestBuilder> {
    let notes = notes([
        ("pledge_id", order.pledge.to_string()),
        ("refund_id", order.refund.to_string()),
        ("effect_key", order.effect_key.clone()),
    ]);
    Ok(CreateRefund::new().payment_intent(&order.intent).amount(amount(order.money)?).metadata(notes).build())
}

/// The donor is not there: a card that wants to ask them is refused instead, and nobody can be led anywhere.
fn create_charge(order: &ChargeOrder) -> anyhow::Result<RequestBuilder> {
    let notes = notes([
        ("pledge_id", order.pledge.to_string()),
        ("payment_id", order.payment.to_string()),
        ("campaign_id", order.campaign.to_string()),
        ("effect_key", order.effect_key.clone()),
    ]);
    let mut methods = CreatePaymentIntentAutomaticPaymentMethods::new(true);
    methods.allow_redirects = Some(CreatePaymentIntentAutomaticPaymentMethodsAllowRedirects::Never);
    Ok(CreatePaymentIntent::new(amount(order.money)?, currency(order.money.currency)?)
        .automatic_payment_methods(methods)
        .customer(&order.customer)
        .payment_method(&order.method)
        .confirm(true)
        .off_session(CreatePaymentIntentOffSession::Bool(true))
        .metadata(notes)
        .expand(vec![WHOLE_CHARGE.to_owned()])
        .build())
}

/// With what the provider kept of it.
const WHOLE_CHARGE: &str = "latest_charge.balance_transaction";

pub(super) fn charge(intent: &str) -> RequestBuilder {
    RetrievePaymentIntent::new(intent).expand(vec![WHOLE_CHARGE.to_owned()]).build()
}

pub(super) fn charges(customer: &str, after: Option<&str>) -> RequestBuilder {
    let list = ListPaymentIntent::new().customer(customer).limit(PAGE);
    match after {
        Some(after) => list.starting_after(after).build(),
        None => list.build(),
    }
}

pub(super) fn checkout(session: &str) -> RequestBuilder {
    let everything = [
        "payment_intent.latest_charge.balance_transaction",
        "payment_intent.payment_method",
        "setup_intent.payment_method",
    ];
    RetrieveCheckoutSession::new(session).expand(everything.map(str::to_owned).to_vec()).build()
}

pub(super) fn payment_intent(id: &str) -> RequestBuilder {
    RetrievePaymentIntent::new(id).build()
}

pub(super) fn setup_intent(id: &str) -> RequestBuilder {
    RetrieveSetupIntent::new(id).build()
}

pub(super) fn refund(id: &str) -> RequestBuilder {
    RetrieveRefund::new(id).build()
}

/// An Express account that is paid only when we say so.
fn create_account(effect_key: &str, creator: &str) -> RequestBuilder {
    let fields = [
        ("type", "express"),
        ("capabilities[transfers][requested]", "true"),
        ("settings[payouts][schedule][interval]", "manual"),
        ("metadata[creator_id]", creator),
        ("metadata[effect_key]", effect_key),
    ];
    post("/accounts", &fields)
}

fn move_money(path: &str, order: &MoneyOrder, more: &[(&str, &str)]) -> anyhow::Result<RequestBuilder> {
    let (amount, payout) = (amount(order.money)?.to_string(), order.payout.to_string());
    let currency = order.money.currency.code().to_lowercase();
    let mut fields = vec![
        ("amount", amount.as_str()),
        ("currency", &currency),
        ("metadata[payout_id]", &payout),
        ("metadata[effect_key]", &order.effect_key),
    ];
    fields.extend(more);
    Ok(post(path, &fields))
}

fn reverse(order: &MoneyOrder, transfer: &str) -> anyhow::Result<RequestBuilder> {
    let amount = amount(order.money)?.to_string();
    let fields = [("amount", amount.as_str()), ("metadata[effect_key]", &order.effect_key)];
    Ok(post(&format!("/transfers/{transfer}/reversals"), &fields))
}

pub(super) fn onboarding(account: &str, return_url: &str) -> RequestBuilder {
    let fields = [
        ("account", account),
        ("refresh_url", return_url),
        ("return_url", return_url),
        ("type", "account_onboarding"),
    ];
    post("/account_links", &fields)
}

/// Where a saved card is.
pub(super) fn card(method: &str) -> String {
    format!("/payment_methods/{method}")
}

pub(super) fn read(path: &str) -> RequestBuilder {
    RequestBuilder::new(StripeMethod::Get, path)
}

pub(super) fn list(among: Among<'_>) -> RequestBuilder {
    let (path, query) = match among {
        Among::Accounts => ("/accounts".to_owned(), format!("limit={PAGE}")),
        Among::Transfers { group } => {
            ("/transfers".to_owned(), format!("limit={PAGE}&transfer_group={group}"))
        }
        Among::Payouts { .. } => ("/payouts".to_owned(), format!("limit={PAGE}")),
        Among::Reversals { transfer } => {
            (format!("/transfers/{transfer}/reversals"), format!("limit={PAGE}"))
        }
    };
    let mut request = RequestBuilder::new(StripeMethod::Get, path);
    request.query = Some(query);
    request
}

/// The list that every account has (<https://docs.stripe.com/radar/lists>).
pub(super) fn blocked_cards() -> RequestBuilder {
    asking("/radar/value_lists", &[("alias", "card_fingerprint_blocklist")])
}

pub(super) fn blocked(list: &str, card: &str) -> RequestBuilder {
    asking("/radar/value_list_items", &[("value_list", list), ("value", card)])
}

/// Where a card stands on such a list.
pub(super) fn place_on_list(item: &str) -> String {
    format!("/radar/value_list_items/{item}")
}

fn asking(path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(fields);
    let mut request = RequestBuilder::new(StripeMethod::Get, path);
    request.query = Some(query.finish());
    request
}

/// Everything that is said goes into the one field that takes any words.
fn evidence(dispute: &str, words: &str) -> RequestBuilder {
    post(&format!("/disputes/{dispute}"), &[("evidence[uncategorized_text]", words), ("submit", "true")])
}

/// A form, where the crate of types for it would cost more than it gives.
fn post(path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    let mut request = RequestBuilder::new(StripeMethod::Post, path);
    request.body = Some(form.finish());
    request
}

pub(super) fn dispute(id: &str) -> RequestBuilder {
    RequestBuilder::new(StripeMethod::Get, format!("/disputes/{id}"))
}

pub(super) fn checkouts(since: i64, after: Option<&str>) -> RequestBuilder {
    let list = ListCheckoutSession::new().created(RangeQueryTs::gte(since)).limit(PAGE);
    match after {
        Some(after) => list.starting_after(after).build(),
        None => list.build(),
    }
}

pub(super) fn customers(since: i64, after: Option<&str>) -> RequestBuilder {
    let list = ListCustomer::new().created(RangeQueryTs::gte(since)).limit(PAGE);
    match after {
        Some(after) => list.starting_after(after).build(),
        None => list.build(),
    }
}

pub(super) fn refunds(intent: &str, after: Option<&str>) -> RequestBuilder {
    let list = ListRefund::new().payment_intent(intent).limit(PAGE);
    match after {
        Some(after) => list.starting_after(after).build(),
        None => list.build(),
    }
}

pub(super) fn movements(since: i64, after: Option<&str>) -> RequestBuilder {
    let mut query = format!("limit={PAGE}&created[gte]={since}");
    if let Some(after) = after {
        query.push_str("&starting_after=");
        query.push_str(after);
    }
    let mut request = RequestBuilder::new(StripeMethod::Get, "/balance_transactions");
    request.query = Some(query);
    request
}

pub(super) fn movements_of(source: &str) -> RequestBuilder {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("limit", &PAGE.to_string());
    query.append_pair("source", source);
    let mut request = RequestBuilder::new(StripeMethod::Get, "/balance_transactions");
    request.query = Some(query.finish());
    request
}

pub(super) fn movement(id: &str) -> RequestBuilder {
    RequestBuilder::new(StripeMethod::Get, format!("/balance_transactions/{id}"))
}

/// By hand, because the answer's events are kept as they came. All kinds: Stripe takes twenty names at most
/// (API reference, `types`), and there are more that this module listens to.
pub(super) fn events(since: i64, after: Option<&str>) -> RequestBuilder {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("limit", &PAGE.to_string());
    query.append_pair("created[gte]", &since.to_string());
    if let Some(after) = after {
        query.append_pair("starting_after", after);
    }
    let mut request = RequestBuilder::new(StripeMethod::Get, "/events");
    request.query = Some(query.finish());
    request
}

fn amount(money: Money) -> anyhow::Result<i64> {
    minor::to_stripe(money).with_context(|| format!("{money} is too much for the payment provider"))
}

fn currency(currency: Currency) -> anyhow::Result<stripe_types::Currency> {
    currency
        .code()
        .to_lowercase()
        .parse()
        .map_err(|_| anyhow!("the payment provider does not know {currency}"))
}

/// The languages of Stripe's page: <https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale>.
/// Asked for another one, its types would write a warning for each gift.
const SPOKEN: [&str; 41] = [
    "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr",
    "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk",
    "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW", "auto",
];

/// The language itself, then its main one, then whatever the browser asks for.
fn locale(tag: &str) -> CheckoutSessionLocale {
    [tag, tag.split('-').next().unwrap_or(tag)]
        .into_iter()
        .find(|it| SPOKEN.contains(it))
        .and_then(|it| it.parse().ok())
        .unwrap_or(CheckoutSessionLocale::Auto)
}

fn notes<const N: usize>(pairs: [(&str, String); N]) -> HashMap<String, String> {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
