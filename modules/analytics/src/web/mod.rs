//! The pages of analytics, for creators and for those who work here.

mod creator;
mod figures;

use axum::routing::get;
use kernel::web::{Role, Routes, Tab};

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("analytics/components.html", include_str!("../../templates/analytics/components.html")),
    ("analytics/creator.html", include_str!("../../templates/analytics/creator.html")),
    ("analytics/index.html", include_str!("../../templates/analytics/index.html")),
    ("analytics/show.html", include_str!("../../templates/analytics/show.html")),
];

pub(crate) fn routes() -> Routes {
    Routes::default()
        .signed_in("/dashboard/campaigns/{campaign}/figures", get(creator::show))
        .staff("/backoffice/analytics", get(figures::index))
        .staff("/backoffice/analytics/{campaign}", get(figures::show))
}

pub(crate) fn tabs() -> Vec<Tab> {
    vec![Tab::of("Analytics", "/backoffice/analytics", Role::STAFF)]
}
