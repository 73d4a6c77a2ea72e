//! The pages of this module. Each file is one resource, each handler one verb on it.

mod dashboard;
mod disputes;
mod ledger;
mod money;
mod payouts;
mod reconciliation;
mod refunds;
mod returned;
mod room;
mod stripe_webhooks;

pub(crate) use self::stripe_webhooks::WebhookDoor;
use crate::{
    desk::Desk,
    tables::{reconciliation as cases, webhook},
};
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::{
    health::Wait,
    web::{Role, Routes, Tab},
};
use secrecy::SecretString;

/// Who reads the books, and may have looked into again what was given up: that is safe, everything is done once.
const READERS: &[Role] = &[Role::Finance, Role::Admin, Role::Support];

/// Who answers for money.
const MONEY: &[Role] = &[Role::Finance, Role::Admin];

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("payments/ledger_index.html", include_str!("../../templates/payments/ledger_index.html")),
    ("payments/money_campaign.html", include_str!("../../templates/payments/money_campaign.html")),
    ("payments/money_pledge.html", include_str!("../../templates/payments/money_pledge.html")),
    ("payments/dashboard_money.html", include_str!("../../templates/payments/dashboard_money.html")),
    ("payments/room.html", include_str!("../../templates/payments/room.html")),
    ("payments/ledger_show.html", include_str!("../../templates/payments/ledger_show.html")),
];

pub(crate) fn routes(desk: &Desk, secrets: &[SecretString]) -> Routes {
    let door = WebhookDoor::of(desk, secrets);
    Routes::default()
        .webhook("/webhooks/stripe", post(stripe_webhooks::receive).layer(Extension(door)))
        .anyone("/c/{slug}/money", get(money::of_campaign))
        .anyone("/p/{pledge}/money", get(money::of_pledge))
        .anyone("/p/{pledge}/returned", get(returned::back))
        .signed_in("/dashboard/campaigns/{campaign}/money", get(dashboard::show))
        .signed_in(
            "/dashboard/campaigns/{campaign}/onboarding",
            get(dashboard::onboarding).post(dashboard::ask),
        )
        .roles("/backoffice/payouts", READERS, get(payouts::index))
        .roles("/backoffice/payouts/{campaign}/proposal", MONEY, post(payouts::propose))
        .roles("/backoffice/payouts/{campaign}/decision", MONEY, post(payouts::decide))
        .roles("/backoffice/disputes", READERS, get(disputes::index))
        .roles(
            "/backoffice/disputes/{dispute}/evidence",
            MONEY,
            post(disputes::answer).layer(Extension(desk.clone())),
        )
        .roles("/backoffice/refunds", READERS, get(refunds::index))
        .roles(
            "/backoffice/refunds/{refund}/retry",
            MONEY,
            post(refunds::retry).layer(Extension(desk.clone())),
        )
        .roles("/backoffice/reconciliation", READERS, get(reconciliation::index))
        .roles("/backoffice/reconciliation/{case}/closing", MONEY, post(reconciliation::close))
        .roles("/backoffice/ledger", READERS, get(ledger::index))
        .roles("/backoffice/ledger/{campaign}", READERS, get(ledger::show))
        .roles(
            "/backoffice/ledger/webhooks/{event}",
            READERS,
            post(ledger::replay).layer(Extension(desk.clone())),
        )
}

/// What waits for a person in these rooms, for whoever looks at what is stuck.
pub(crate) fn waits() -> Vec<Wait> {
    vec![
        Wait {
            name: "webhooks_given_up",
            what: "events of the payment provider about something that stayed unknown for three days",
            room: "/backoffice/ledger",
            count: |ctx| Box::pin(async move { webhook::given_up(ctx.db.read()).await }),
        },
        Wait {
            name: "cases_open",
            what: "differences between our books and the payment provider's that nobody has explained",
            room: "/backoffice/reconciliation",
            count: |ctx| Box::pin(async move { cases::open_cases(ctx.db.read()).await }),
        },
    ]
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab { title: "Ledger", path: "/backoffice/ledger", roles: READERS },
        Tab { title: "Payouts", path: "/backoffice/payouts", roles: READERS },
        Tab { title: "Refunds", path: "/backoffice/refunds", roles: READERS },
        Tab { title: "Reconciliation", path: "/backoffice/reconciliation", roles: READERS },
        Tab { title: "Disputes", path: "/backoffice/disputes", roles: READERS },
    ]
}
