use serde_json::{Value, json};

use super::{Answer, Routed, accepted, as_json, given, payment_methods, retrieve};
use crate::errors::ApiResult;
use crate::list::Page;
use crate::objects;
use crate::params::Params;
use crate::turn::Turn;
use crate::world::text;

pub(super) fn route(turn: &mut Turn<'_>, method: &str, path: &[&str], params: Params) -> Routed {
    match (method, path) {
        ("POST", []) => Some(create(turn, params)),
        ("GET", []) => Some(list(turn, params)),
        ("GET", [id]) => Some(retrieve(turn, "customer", id, "id", params)),
        ("POST", [id]) => Some(update(turn, id, params)),
        ("GET", [id, "payment_methods"]) => Some(payment_methods::list_of_customer(turn, id, params)),
        ("GET", [id, "payment_methods", pm]) => {
            Some(payment_methods::retrieve_of_customer(turn, id, pm, params))
        }
        _ => None,
    }
}

fn create(turn: &mut Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let mut fields = fields(&mut params)?;
    fields["metadata"] = json!(params.metadata("metadata")?);
    params.finish()?;
    let id = turn.id("cus");
    turn.put(objects::customer(&id, turn.seconds()));
    turn.update(&id, fields);
    turn.event("customer.created", &id);
    Ok(Answer::Object(id))
}

fn update(turn: &mut Turn<'_>, id: &str, mut params: Params) -> ApiResult<Answer> {
    let before = turn.find("customer", id, "id")?;
    let mut fields = fields(&mut params)?;
    let metadata = params.metadata_over("metadata", &before["metadata"])?;
    params.finish()?;
    fields["metadata"] = json!(metadata);
    turn.update(id, fields);
    turn.changed("customer.updated", id, json!({}));
    Ok(Answer::Object(id.to_owned()))
}

fn fields(params: &mut Params) -> ApiResult<Value> {
    params.refuse_undone(&[
        "source",
        "payment_method",
        "invoice_settings",
        "tax",
        "tax_id_data",
        "test_clock",
    ])?;
    let fields = given([
        ("description", as_json(params.text("description")?)),
        ("email", as_json(params.text("email")?)),
        ("name", as_json(params.text("name")?)),
        ("phone", as_json(params.text("phone")?)),
    ]);
    let locales = params.texts("preferred_locales")?;
    let mut fields = fields;
    let shipping = json!({ "address": objects::no_address(), "name": null, "phone": null });
    for (name, known) in
        [("address", objects::no_address()), ("shipping", shipping), ("tax_exempt", json!("none"))]
    {
        match params.shown(name) {
            Some(told) if told.is_object() => fields[name] = objects::overlaid(known, told),
            Some(Value::Null) if known.is_object() => fields[name] = Value::Null,
            Some(told) => fields[name] = if told.is_null() { known } else { told },
            None => {}
        }
    }
    // What was told is kept only when it is as Stripe wants it: here it is refused.
    params.accept(accepted::CUSTOMER)?;
    if !locales.is_empty() {
        fields["preferred_locales"] = json!(locales);
    }
    Ok(fields)
}

fn list(turn: &Turn<'_>, mut params: Params) -> ApiResult<Answer> {
    let page = Page::read(&mut params)?;
    let email = params.text("email")?;
    params.finish()?;
    let list = page.of(turn, "customer", "/v1/customers", |it| {
        email.as_deref().is_none_or(|wanted| wanted == text(it, "email"))
    })?;
    Ok(Answer::List(list))
}
