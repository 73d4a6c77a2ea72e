//! Campaigns: what creators ask money for, the pages that ask, and what came in.
//!
//! See `README.md` for the messages, the tables, the pages and the rules of this module.

mod access;
mod campaign;
pub mod card;
mod category;
mod checks;
mod commands;
mod cover;
pub mod deadline;
mod demo;
mod diff;
mod draft;
mod embedding;
mod ending;
mod error;
mod jobs;
mod lifecycle;
mod live;
mod picture;
mod progress;
mod published;
mod queries;
mod search;
mod story;
mod subscribers;
mod tables;
mod tongue;
mod transition;
mod web;

pub use self::{
    campaign::{BudgetLine, CampaignProblem, NewCampaign, NewReward, Question},
    checks::raised,
    commands::publish_campaign::{PublishError, publish},
    cover::{Cover, Motif},
    demo::{DemoPeople, demo_campaigns, seed_desk},
};

use contracts::{campaigns::CampaignPublished, pledges::PledgesSealed};
use kernel::{Module, Reactor};

/// The texts of the public pages, and those of the dashboard and the moderators' rooms.
const TEXTS: &[(&str, &str)] = &[
    ("en", include_str!("../text/en/campaigns.ftl")),
    ("hi", include_str!("../text/hi/campaigns.ftl")),
    ("es", include_str!("../text/es/campaigns.ftl")),
    ("ar", include_str!("../text/ar/campaigns.ftl")),
    ("en", include_str!("../text/en/desk.ftl")),
    ("hi", include_str!("../text/hi/desk.ftl")),
    ("es", include_str!("../text/es/desk.ftl")),
    ("ar", include_str!("../text/ar/desk.ftl")),
];

/// How many days more a campaign can be given, unless somebody says otherwise (rule R9).
pub const EXTENSION_DAYS: u16 = 60;

/// The module, ready to be mounted. Staff may give a campaign at most `extension_days` more.
pub fn module(extension_days: u16) -> Module {
    Module {
        routes: web::routes(extension_days),
        templates: web::TEMPLATES,
        texts: TEXTS,
        subscriptions: vec![
            subscribers::totals(),
            subscribers::progress(),
            subscribers::claims(),
            subscribers::add_ons(),
            subscribers::collected(),
            subscribers::backers(),
            subscribers::followers(),
            subscribers::guests(),
            subscribers::people(),
            subscribers::accounts(),
            subscribers::deliveries(),
            subscribers::member_gifts(),
            search::subscription(),
            Reactor::named("end_on_time").on::<CampaignPublished>(ending::EndOnTime).build(),
            Reactor::named("decide").on::<PledgesSealed>(ending::Decide).build(),
        ],
        jobs: jobs::all()
            .on::<ending::EndFunding>(ending::Ender)
            .on::<ending::DecideRestored>(ending::Decide),
        checks: checks::all(),
        tabs: web::tabs(),
        ..Module::named("campaigns")
    }
}
