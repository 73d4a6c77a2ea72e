//! Campaigns: what creators ask money for, the pages that ask, and what came in.
//!
//! See `README.md` for the messages, the tables, the pages and the rules of this module.

mod campaign;
mod checks;
mod commands;
mod cover;
pub mod deadline;
mod demo;
mod ending;
#[expect(dead_code, reason = "the commands that take these steps are on their way")]
mod lifecycle;
mod live;
mod progress;
mod queries;
mod search;
mod story;
mod subscribers;
mod tables;
mod transition;
mod web;

pub use self::{
    campaign::{BudgetLine, CampaignProblem, NewCampaign, NewReward},
    commands::publish_campaign::{PublishError, publish},
    cover::{Cover, Motif},
    demo::demo_campaigns,
};

use contracts::{campaigns::CampaignPublished, pledges::PledgesSealed};
use kernel::{Jobs, Module, Reactor};

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
            Reactor::named("end_on_time").on::<CampaignPublished>(ending::EndOnTime).build(),
            Reactor::named("decide").on::<PledgesSealed>(ending::Decide).build(),
        ],
        jobs: Jobs::default().on::<ending::EndFunding>(ending::Ender),
        checks: checks::all(),
        ..Module::named("campaigns")
    }
}
