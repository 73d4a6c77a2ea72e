//! Users: people with an account, what they may do, and how they sign in.
//!
//! See `README.md` for the messages, the tables and the rules of this module.

mod commands;
mod demo;
mod email;
mod password;
mod sign_in;
mod tables;
mod throttle;
mod web;

pub use self::{
    commands::register_user::{NewUser, is_registered, register},
    demo::demo_users,
    password::{PasswordError, Passwords, Pepper},
};

use kernel::{Module, check::Check};

/// The module, ready to be mounted.
pub fn module(passwords: Passwords) -> Module {
    Module {
        routes: web::routes(sign_in::SignIn::new(passwords)),
        templates: web::TEMPLATES,
        texts: kernel::texts!("users"),
        checks: vec![Check {
            name: "every password is hashed with Argon2id",
            run: |ctx| Box::pin(async move { Ok(tables::user::weakly_hashed(ctx.db.read()).await?) }),
        }],
        ..Module::named("users")
    }
}
