//! Users: people with an account, what they may do, and how they sign in.
//!
//! See `README.md` for the messages, the tables and the rules of this module.

mod commands;
mod demo;
mod email;
mod entrance;
mod factors;
mod house;
mod jobs;
mod letters;
mod password;
mod policy;
mod proof;
mod review;
mod sign_in;
mod subscribers;
mod tables;
mod token;
mod vault;
mod web;

pub use self::{
    commands::{
        first_admin::invite_first_admin,
        register_user::{NewUser, is_registered, register},
    },
    demo::demo_users,
    password::{PasswordError, Passwords, Pepper},
    review::{HeldRole, StaffMember, review, review_csv},
};

use kernel::{Module, check::Check};

/// The module, ready to be mounted.
pub fn module(passwords: Passwords) -> Module {
    Module {
        routes: web::routes(house::House::new(passwords)),
        templates: web::TEMPLATES,
        texts: kernel::texts!("users"),
        tabs: web::tabs(),
        subscriptions: vec![subscribers::guests(), subscribers::creators(), subscribers::campaigns()],
        jobs: jobs::all(),
        checks: vec![
            Check {
                name: "every password is hashed with Argon2id",
                run: |ctx| Box::pin(async move { Ok(tables::user::weakly_hashed(ctx.db.read()).await?) }),
            },
            Check {
                name: "a closed account tells of nobody and opens nothing",
                run: |ctx| Box::pin(async move { Ok(tables::user::badly_closed(ctx.db.read()).await?) }),
            },
        ],
        ..Module::named("users")
    }
}
