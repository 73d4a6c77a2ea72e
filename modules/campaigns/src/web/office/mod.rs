//! The moderators' rooms: what waits for a review, and what was reported.

mod hidden;
mod intervention;
mod reported;
mod reports;
mod review;

use crate::tables::{draft, report};
use axum::routing::{get, post};
use kernel::web::{Role, Routes, Tab};

/// Whoever may decide on campaigns (security.md 2.3).
const MODERATORS: &[Role] = &[Role::Moderator, Role::Admin];

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .roles("/backoffice/review", MODERATORS, get(review::index))
        .roles("/backoffice/review/{campaign}", MODERATORS, get(review::show))
        .roles("/backoffice/review/{campaign}/decision", MODERATORS, post(review::decide))
        .roles("/backoffice/review/{campaign}/notes", MODERATORS, post(review::note))
        .roles("/backoffice/reports", MODERATORS, get(reports::index))
        .roles("/backoffice/reports/{report}", MODERATORS, get(reports::show))
        .roles("/backoffice/reports/{report}/decision", MODERATORS, post(reports::decide))
        .roles("/backoffice/reports/{report}/hiding", MODERATORS, post(reported::hide))
        .roles("/backoffice/reports/{report}/showing", MODERATORS, post(reported::show))
        .roles("/backoffice/campaigns", MODERATORS, get(intervention::index))
        .roles("/backoffice/campaigns/{campaign}", MODERATORS, get(intervention::show))
        .roles("/backoffice/campaigns/{campaign}/intervention", MODERATORS, post(intervention::create))
        .roles("/backoffice/campaigns/{campaign}/comments/{comment}/showing", MODERATORS, post(hidden::show))
}

pub(super) fn tabs() -> Vec<Tab> {
    vec![
        Tab::of("Review", "/backoffice/review", MODERATORS).queue("Campaigns to review", |ctx| {
            Box::pin(async move { draft::to_review(ctx.db.read()).await })
        }),
        Tab::of("Reports", "/backoffice/reports", MODERATORS).queue("Reports to decide on", |ctx| {
            Box::pin(async move { report::waiting(ctx.db.read()).await })
        }),
        Tab::of("Campaigns", "/backoffice/campaigns", MODERATORS),
    ]
}
