//! The pages of this module. Each file is one resource, each handler one verb on it.

mod ledger;
mod stripe_webhooks;

pub(crate) use self::stripe_webhooks::WebhookDoor;
use crate::house::House;
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::web::{Role, Routes, Tab};

/// Who reads the books. Support only looks; nothing on these pages changes anything.
const READERS: &[Role] = &[Role::Finance, Role::Admin, Role::Support];

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("payments/ledger_index.html", include_str!("../../templates/payments/ledger_index.html")),
    ("payments/ledger_show.html", include_str!("../../templates/payments/ledger_show.html")),
];

pub(crate) fn routes(house: &House) -> Routes {
    let door = WebhookDoor::of(house);
    Routes::default()
        .webhook("/webhooks/stripe", post(stripe_webhooks::receive).layer(Extension(door)))
        .roles("/backoffice/ledger", READERS, get(ledger::index))
        .roles("/backoffice/ledger/{campaign}", READERS, get(ledger::show))
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![Tab { title: "Ledger", path: "/backoffice/ledger", roles: READERS }]
}
