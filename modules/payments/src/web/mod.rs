//! The pages of this module. Each file is one resource, each handler one verb on it.

mod account;
mod adjustments;
mod blocked_cards;
mod cancelling;
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
mod wanted;

pub(crate) use self::stripe_webhooks::WebhookDoor;
use crate::{
    commands::{ACTION, adjust::ADJUST},
    desk::Desk,
    tables::{dispute, fraud_warning, own, payee, reconciliation as cases, refund, rest, webhook},
};
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::{
    health::Wait,
    proposal::Proposal,
    web::{Action, Role, Routes, Tab},
};
use secrecy::SecretString;
use std::time::Duration;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("payments/adjustments.html", include_str!("../../templates/payments/adjustments.html")),
    ("payments/ledger_index.html", include_str!("../../templates/payments/ledger_index.html")),
    ("payments/cancelling.html", include_str!("../../templates/payments/cancelling.html")),
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
        .roles("/backoffice/campaigns/{campaign}/cancellation", Role::STAFF, get(cancelling::show))
        .allowed("/backoffice/payouts", Action::ReadBooks, get(payouts::index))
        .allowed("/backoffice/payouts/balance", Action::ProposeMoneyMovement, post(payouts::ask))
        .allowed(
            "/backoffice/payouts/{campaign}/proposal",
            Action::ProposeMoneyMovement,
            post(payouts::propose),
        )
        .allowed("/backoffice/payouts/{campaign}/decision", Action::ApproveMoney, post(payouts::decide))
        .allowed("/backoffice/disputes", Action::ReadBooks, get(disputes::index))
        .allowed(
            "/backoffice/disputes/{dispute}/evidence",
            Action::AnswerForMoney,
            post(disputes::answer).layer(Extension(desk.clone())),
        )
        .allowed(
            "/backoffice/disputes/cards/{item}/removal",
            Action::AnswerForMoney,
            post(blocked_cards::remove).layer(Extension(desk.clone())),
        )
        .allowed(
            "/backoffice/disputes/warnings/{warning}/dismissal",
            Action::AnswerForMoney,
            post(fraud_warnings::dismiss),
        )
        .allowed("/backoffice/refunds", Action::ReadBooks, get(refunds::index))
        .allowed(
            "/backoffice/refunds/{refund}/retry",
            Action::AnswerForMoney,
            post(refunds::retry).layer(Extension(desk.clone())),
        )
        .allowed("/backoffice/reconciliation", Action::ReadBooks, get(reconciliation::index))
        .allowed(
            "/backoffice/reconciliation/{case}/closing",
            Action::AnswerForMoney,
            post(reconciliation::close),
        )
        .allowed("/backoffice/ledger", Action::ReadBooks, get(ledger::index))
        .allowed("/backoffice/ledger/adjustments", Action::ReadBooks, get(adjustments::index))
        .allowed(
            "/backoffice/ledger/adjustments/proposal",
            Action::ProposeMoneyMovement,
            post(adjustments::propose),
        )
        .allowed(
            "/backoffice/ledger/adjustments/{adjustment}/reversal",
            Action::ProposeMoneyMovement,
            post(adjustments::reverse),
        )
        .allowed(
            "/backoffice/ledger/adjustments/{adjustment}/decision",
            Action::ApproveMoney,
            post(adjustments::decide),
        )
        .allowed("/backoffice/ledger/own/{currency}", Action::AnswerForMoney, post(ledger::know))
        .allowed("/backoffice/ledger/{campaign}", Action::ReadBooks, get(ledger::show))
        .allowed(
            "/backoffice/ledger/webhooks/{event}",
            Action::ReadBooks,
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
            name: "books_not_compared",
            count: |ctx| Box::pin(async move { cases::left_out(ctx.db.read(), ctx.clock.now()).await }),
        },
        Wait {
            name: "cases_open",
            count: |ctx| Box::pin(async move { cases::open_cases(ctx.db.read()).await }),
        },
    ]
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab::allowed("Ledger", "/backoffice/ledger", Action::ReadBooks)
            .queue("Events of the payment provider that were given up", |ctx| {
                Box::pin(async move { webhook::waiting(ctx.db.read()).await })
            })
            .queue("Currencies in which more of our own money has to lie at the payment provider", |ctx| {
                Box::pin(async move { own::waiting(ctx.db.read()).await })
            })
            .queue("Adjustments of the ledger to agree to", |ctx| {
                Box::pin(async move { Proposal::waiting(&ctx, ADJUST).await })
            }),
        Tab::allowed("Payouts", "/backoffice/payouts", Action::ReadBooks).queue(
            "Payouts to propose or to agree to",
            |ctx| {
                Box::pin(async move {
                    let (db, now) = (ctx.db.read(), ctx.clock.now());
                    let to_propose = rest::waiting(db).await?.and(payee::waiting(db, now).await?);
                    Ok(Proposal::waiting(&ctx, ACTION).await?.and(to_propose))
                })
            },
        ),
        Tab::allowed("Refunds", "/backoffice/refunds", Action::ReadBooks)
            .queue("Refunds that failed", |ctx| Box::pin(async move { refund::failed(ctx.db.read()).await })),
        Tab::allowed("Reconciliation", "/backoffice/reconciliation", Action::ReadBooks)
            .queue("Differences between our books and the payment provider's", |ctx| {
                Box::pin(async move { cases::waiting(ctx.db.read()).await })
            }),
        Tab::allowed("Disputes", "/backoffice/disputes", Action::ReadBooks)
            .queue("Disputes to answer", |ctx| {
                Box::pin(async move { dispute::to_answer(ctx.db.read()).await })
            })
            .queue("Warnings of banks to decide on", |ctx| {
                Box::pin(async move { fraud_warning::to_decide(ctx.db.read()).await })
            }),
    ]
}
