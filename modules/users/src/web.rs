//! The module's pages.

mod address;
mod close;
mod confirm;
mod factors;
mod fields;
mod link;
mod me;
mod onward;
mod password;
mod people;
mod review;
mod second;
mod security;
mod session;
mod setup;
mod signup;

use crate::{commands::manage::GIVE_ROLE, house::House};
use axum::{
    Extension,
    routing::{MethodRouter, get, post},
};
use kernel::{
    Context,
    proposal::Proposal,
    web::{Action, Role, Routes, Tab},
};
use std::sync::Arc;

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$((
            concat!("users/", $name, ".html"),
            include_str!(concat!("../templates/users/", $name, ".html")),
        )),*]
    };
}

pub(crate) const TEMPLATES: &[(&str, &str)] = templates![
    "_proof",
    "address",
    "ask_link",
    "close",
    "closed",
    "codes",
    "confirm",
    "link",
    "link_done",
    "link_sent",
    "login",
    "me",
    "passkey",
    "password",
    "people",
    "person",
    "review",
    "second",
    "security",
    "setup",
    "signup",
    "totp",
];

/// Whoever looks after people.
const LOOKS_UP: &[Role] = &[Role::Support, Role::Admin];

pub(crate) fn tabs() -> Vec<Tab> {
    vec![
        Tab::of("People", "/backoffice/people", LOOKS_UP).queue("Roles to agree to", |ctx| {
            Box::pin(async move { Proposal::waiting(&ctx, GIVE_ROLE).await })
        }),
    ]
}

pub(crate) fn routes(house: House) -> Routes {
    let house = Arc::new(house);
    let at_home = |handlers: MethodRouter<Context>| handlers.layer(Extension(house.clone()));
    Routes::default()
        .anyone("/login", at_home(get(session::new).post(session::create)))
        .anyone("/logout", post(session::destroy))
        .anyone("/login/second", at_home(get(second::new).post(second::create)))
        .anyone("/signup", at_home(get(signup::new).post(signup::create)))
        .anyone("/signup/link", at_home(post(link::join)))
        .anyone("/login/link", at_home(get(link::new).post(link::create)))
        .anyone("/login/reset", at_home(get(link::new_reset).post(link::create_reset)))
        .anyone("/link/sent", get(link::sent))
        .anyone("/link/{token}", at_home(get(link::show).post(link::consume)))
        .anyone("/setup/{token}", at_home(get(setup::new).post(setup::create)))
        .signed_in("/me", get(me::show).post(me::update))
        .signed_in("/me/password", at_home(get(password::edit).post(password::update)))
        .signed_in("/me/email", at_home(get(address::edit).post(address::update)))
        .signed_in("/me/security", get(security::show))
        .signed_in("/me/security/app", at_home(get(factors::new_app).post(factors::create_app)))
        .signed_in("/me/security/passkey", get(factors::new_passkey).post(factors::create_passkey))
        .signed_in("/me/security/codes", post(factors::replace_codes))
        .signed_in("/me/security/factors/{id}/removal", post(factors::remove))
        .signed_in("/me/sessions/end", post(security::end_others))
        .signed_in("/me/sessions/{handle}/end", post(security::end))
        .signed_in("/me/confirm", at_home(get(confirm::new).post(confirm::create)))
        .signed_in("/me/close", get(close::edit).post(close::destroy))
        .roles("/backoffice/people", LOOKS_UP, get(people::index))
        .allowed("/backoffice/people/review", Action::GrantRoles, get(review::show))
        .allowed("/backoffice/people/review.csv", Action::GrantRoles, get(review::file))
        .roles("/backoffice/people/{user}", LOOKS_UP, get(people::show))
        .allowed("/backoffice/people/{user}/role", Action::GrantRoles, post(people::change_role))
        .allowed("/backoffice/people/{user}/role/{proposal}", Action::GrantRoles, post(people::answer_role))
        .roles("/backoffice/people/{user}/disabled", &[Role::Admin], post(people::disable))
}
