//! The moderators' rooms: what waits for a review, and what was reported; and the one of those who agree that a campaign
//! is cancelled.

mod cancellations;
mod extension;
mod hidden;
mod intervention;
mod limits;
mod reported;
mod reports;
mod review;

use self::extension::Most;
use crate::{
    commands::cancel_by_staff::CANCEL,
    tables::{cancel_limit::CANCEL_LIMIT, draft, report},
};
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::{
    proposal::Proposal,
    web::{Action, Role, Routes, Tab},
};

pub(super) fn routes(routes: Routes, extension_days: u16) -> Routes {
    routes
        .allowed("/backoffice/review", Action::Judge, get(review::index))
        .allowed("/backoffice/review/{campaign}", Action::Judge, get(review::show))
        .allowed("/backoffice/review/{campaign}/decision", Action::Judge, post(review::decide))
        .allowed("/backoffice/review/{campaign}/notes", Action::Judge, post(review::note))
        .allowed("/backoffice/reports", Action::Judge, get(reports::index))
        .allowed("/backoffice/reports/{report}", Action::Judge, get(reports::show))
        .allowed("/backoffice/reports/{report}/decision", Action::Judge, post(reports::decide))
        .allowed("/backoffice/reports/{report}/hiding", Action::Judge, post(reported::hide))
        .allowed("/backoffice/reports/{report}/showing", Action::Judge, post(reported::show))
        .allowed("/backoffice/campaigns", Action::Judge, get(intervention::index))
        .allowed("/backoffice/campaigns/{campaign}", Action::Judge, get(intervention::show))
        .allowed("/backoffice/campaigns/{campaign}/intervention", Action::Judge, post(intervention::create))
        .roles(
            "/backoffice/campaigns/{campaign}/extension",
            &[Role::Admin],
            get(extension::show).post(extension::create).layer(Extension(Most(extension_days))),
        )
        .allowed(
            "/backoffice/campaigns/{campaign}/cancellation/{proposal}",
            Action::Judge,
            post(cancellations::take_back),
        )
        .allowed("/backoffice/cancellations", Action::ApproveMoney, get(cancellations::index))
        .allowed("/backoffice/cancellations/{proposal}", Action::ApproveMoney, post(cancellations::answer))
        .allowed("/backoffice/cancelling-limits", Action::GrantRoles, limits::CANCELLING.index())
        .allowed("/backoffice/cancelling-limits/proposal", Action::GrantRoles, limits::CANCELLING.propose())
        .allowed(
            "/backoffice/cancelling-limits/{proposal}/decision",
            Action::GrantRoles,
            limits::CANCELLING.decide(),
        )
        .allowed(
            "/backoffice/campaigns/{campaign}/comments/{comment}/showing",
            Action::Judge,
            post(hidden::show),
        )
}

pub(super) fn tabs() -> Vec<Tab> {
    vec![
        Tab::allowed("Review", "/backoffice/review", Action::Judge).queue("Campaigns to review", |ctx| {
            Box::pin(async move { draft::to_review(ctx.db.read()).await })
        }),
        Tab::allowed("Reports", "/backoffice/reports", Action::Judge).queue("Reports to decide on", |ctx| {
            Box::pin(async move { report::waiting(ctx.db.read()).await })
        }),
        Tab::allowed("Campaigns", "/backoffice/campaigns", Action::Judge),
        Tab::allowed("Cancellations", "/backoffice/cancellations", Action::ApproveMoney)
            .queue("Campaigns to cancel that wait for a second person", |ctx| {
                Box::pin(async move { Proposal::waiting(&ctx, CANCEL).await })
            }),
        Tab::allowed("Cancelling limits", "/backoffice/cancelling-limits", Action::GrantRoles)
            .queue("Limits of cancelling to agree to", |ctx| {
                Box::pin(async move { Proposal::waiting(&ctx, CANCEL_LIMIT.action).await })
            }),
    ]
}
