use serde_json::Value;

use super::super::accepted;
use crate::errors::{ApiError, ApiResult};
use crate::money;
use crate::objects::{self, Item};
use crate::params::Params;
use crate::turn::Turn;

/// Stripe's limit for `mode=payment`.
const MOST_ITEMS: usize = 100;

/// Reads `line_items`: at least one, all in one currency, with a sum that can be charged.
pub(super) fn read(params: &mut Params) -> ApiResult<Vec<Item>> {
    let items = params.branches("line_items")?;
    if items.is_empty() {
        return Err(params.missing("line_items"));
    }
    if items.len() > MOST_ITEMS {
        let message = format!("line_items can have at most {MOST_ITEMS} items");
        return Err(ApiError::parameter(message, "line_items"));
    }
    let items = items.into_iter().map(item).collect::<ApiResult<Vec<_>>>()?;
    check_sum(&items)?;
    Ok(items)
}

fn item(mut params: Params) -> ApiResult<Item> {
    params.refuse_undone(&["price", "tax_rates"])?;
    let quantity = params.required_integer("quantity")?;
    if quantity < 1 {
        let message = "This value must be greater than or equal to 1.";
        return Err(ApiError::parameter(message, params.name("quantity")).code("parameter_invalid_integer"));
    }
    let metadata = params.metadata("metadata")?;
    let Some(mut price) = params.branch("price_data")? else { return Err(params.missing("price_data")) };
    params.accept(accepted::LINE_ITEM)?;
    params.finish()?;
    let currency = money::currency(&price.required_text("currency")?, &price.name("currency"))?;
    let unit_amount = price.required_integer("unit_amount")?;
    money::check_shape(unit_amount, &currency, &price.name("unit_amount"))?;
    let name = product_name(&mut price)?;
    price.accept(accepted::PRICE)?;
    price.finish()?;
    Ok(Item { currency, unit_amount, quantity, name, metadata })
}

fn product_name(price: &mut Params) -> ApiResult<String> {
    price.refuse_undone(&["product", "recurring", "unit_amount_decimal"])?;
    let Some(mut product) = price.branch("product_data")? else { return Err(price.missing("product_data")) };
    let name = product.required_text("name")?;
    product.metadata("metadata")?;
    product.accept(accepted::PRODUCT)?;
    product.finish()?;
    Ok(name)
}

fn check_sum(items: &[Item]) -> ApiResult<()> {
    let currency = items.first().map(|it| it.currency.as_str()).unwrap_or_default();
    if items.iter().any(|it| it.currency != currency) {
        let message = "All line items must have the same currency.";
        return Err(ApiError::parameter(message, "line_items"));
    }
    let sum =
        items.iter().try_fold(0_i64, |sum, it| sum.checked_add(it.unit_amount.checked_mul(it.quantity)?));
    let sum = sum.unwrap_or(i64::MAX);
    if sum < money::minimum(currency) {
        let least = money::format(money::minimum(currency), currency);
        let message =
            format!("The Checkout Session's total amount due must add up to at least {least} {currency}");
        return Err(ApiError::parameter(message, "line_items").code("amount_too_small"));
    }
    money::check_charge(sum, currency, "line_items")
}

/// The line items as objects.
pub(super) fn make(turn: &mut Turn<'_>, items: &[Item]) -> Vec<Value> {
    let mut made = Vec::new();
    for item in items {
        let ids = [turn.id("li"), turn.id("price"), turn.id("prod")];
        made.push(objects::line_item([&ids[0], &ids[1], &ids[2]], turn.seconds(), item));
    }
    made
}
