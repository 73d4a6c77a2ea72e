//! Campaigns: what creators ask money for, the pages that ask, and what came in.
//!
//! See `README.md` for the messages, the tables, the pages and the rules of this module.

mod campaign;
mod checks;
mod commands;
mod cover;
pub mod deadline;
mod demo;
#[expect(dead_code, reason = "the commands that take these steps are on their way")]
mod lifecycle;
mod live;
mod progress;
mod queries;
mod search;
mod story;
mod subscribers;
mod tables;
#[expect(dead_code, reason = "the commands that take these steps are on their way")]
mod transition;
mod web;

pub use self::{
    campaign::{BudgetLine, CampaignProblem, NewCampaign, NewReward},
    commands::publish_campaign::{PublishError, publish},
    cover::{Cover, Motif},
    demo::demo_campaigns,
};

use kernel::Module;

/// The module, ready to be mounted.
pub fn module() -> Module {
    Module {
        routes: web::routes(),
        templates: web::TEMPLATES,
        texts: kernel::texts!("campaigns"),
        subscriptions: vec![
            subscribers::totals(),
            subscribers::progress(),
            subscribers::claims(),
            search::subscription(),
        ],
        checks: checks::all(),
        ..Module::named("campaigns")
    }
}
