//! The pages of this module. Each file is one resource, each handler one verb on it.

mod account;
mod blocked_cards;
mod dashboard;
mod disputes;
mod fraud_warnings;
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
    commands::ACTION,
    desk::Desk,
    tables::{dispute, fraud_warning, reconciliation as cases, refund, rest, webhook},
};
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::{
    health::Wait,
    proposal::Proposal,
    web::{Role, Routes, Tab},
};
use secrecy::SecretString;
use std::time::Duration;

/// Who reads the books, and may have looked into again what was given up: that is safe, everything is done once.
const READERS: &[Role] = &[Role::Finance, Role::Admin, Role::Support];

/// Who answers for money.
const MONEY: &[Role] = &[Role::Finance, Role::Admin];

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("payments/ledger_index.html", include_str!("../../templates/payments/ledger_index.html")),
    ("payments/money_campaign.html", include_str!("../../templates/payments/money_campaign.html")),
    ("payments/money_pledge.html", include_str!("../../templates/payments/money_pledge.html")),
    ("payments/dashboard_account.html", include_str!("../../templates/payments/dashboard_account.html")),
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
        .signed_in("/dashboard/payout-account", get(account::show))
        .signed_in("/dashboard/payout-account/onboarding", get(account::onboarding).post(account::ask))
        .signed_in("/dashboard/payout-account/returned", get(account::returned))
        .roles("/backoffice/payouts", READERS, get(payouts::index))
        .roles("/backoffice/payouts/{campaign}/proposal", MONEY, post(payouts::propose))
        .roles("/backoffice/payouts/{campaign}/decision", MONEY, post(payouts::decide))
        .roles("/backoffice/disputes", READERS, get(disputes::index))
        .roles(
            "/backoffice/disputes/{dispute}/evidence",
            MONEY,
            post(disputes::answer).layer(Extension(desk.clone())),
        )
        .roles(
            "/backoffice/disputes/cards/{item}/removal",
            MONEY,
            post(blocked_cards::remove).layer(Extension(desk.clone())),
        )
        .roles("/backoffice/disputes/warnings/{warning}/dismissal", MONEY, post(fraud_warnings::dismiss))
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

/// The provider has news, and told of none of it for so long: somebody has to look at where it sends its webhooks.
const SILENCE: Duration = Duration::from_hours(1);

/// What of this waits for a person because something went wrong, for whoever watches figures.
pub(crate) fn waits() -> Vec<Wait> {
    vec![
        Wait {
            name: "webhooks_given_up",
            count: |ctx| Box::pin(async move { webhook::given_up(ctx.db.read()).await }),
        },
        Wait {
            name: "untold_by_webhooks",
            count: |ctx| {
                Box::pin(async move { webhook::untold(ctx.db.read(), ctx.clock.now().before(SILENCE)).await })
            },
        },
        Wait {
            name: "cases_open",
            count: |ctx| Box::pin(async move { cases::open_cases(ctx.db.read()).await }),
        },
    ]
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab::of("Ledger", "/backoffice/ledger", READERS).queue(
            "Events of the payment provider about something that stayed unknown for three days",
            |ctx| Box::pin(async move { webhook::waiting(ctx.db.read()).await }),
        ),
        Tab::of("Payouts", "/backoffice/payouts", READERS).queue(
            "Payouts to propose or to agree to",
            |ctx| {
                Box::pin(async move {
                    Ok(Proposal::waiting(&ctx, ACTION).await?.and(rest::waiting(ctx.db.read()).await?))
                })
            },
        ),
        Tab::of("Refunds", "/backoffice/refunds", READERS)
            .queue("Refunds that failed", |ctx| Box::pin(async move { refund::failed(ctx.db.read()).await })),
        Tab::of("Reconciliation", "/backoffice/reconciliation", READERS)
            .queue("Differences between our books and the payment provider's", |ctx| {
                Box::pin(async move { cases::waiting(ctx.db.read()).await })
            }),
        Tab::of("Disputes", "/backoffice/disputes", READERS)
            .queue("Disputes to answer", |ctx| {
                Box::pin(async move { dispute::to_answer(ctx.db.read()).await })
            })
            .queue("Warnings of banks to decide on", |ctx| {
                Box::pin(async move { fraud_warning::to_decide(ctx.db.read()).await })
            }),
    ]
}
