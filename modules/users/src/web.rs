//! The module's pages.

mod me;
mod session;

use crate::sign_in::SignIn;
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::web::Routes;
use std::sync::Arc;

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("users/login.html", include_str!("../templates/users/login.html")),
    ("users/me.html", include_str!("../templates/users/me.html")),
];

pub(crate) fn routes(sign_in: SignIn) -> Routes {
    let login = get(session::new).post(session::create).layer(Extension(Arc::new(sign_in)));
    Routes::default()
        .anyone("/login", login)
        .anyone("/logout", post(session::destroy))
        .signed_in("/me", get(me::show))
}
