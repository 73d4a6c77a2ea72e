#![doc = include_str!("../README.md")]

mod adjustment;
mod apply;
mod cancelling;
mod checks;
mod clawback;
mod commands;
mod config;
mod desk;
mod dispute;
mod effects;
mod evidence;
mod house;
mod jobs;
mod money;
mod orders;
mod payment;
mod payout;
mod posting;
mod provider;
mod queries;
mod reconciliation;
mod refund;
mod saga;
mod self_test;
mod signature;
mod subscribers;
mod tables;
mod web;

pub use self::{
    config::{CALLS_PER_SECOND, Config, Line},
    queries::{balance_with_provider, collected, refunds},
    self_test::SelfTest,
};
use desk::Desk;
use house::House;
use kernel::{Module, health::Watch};
use std::sync::Arc;

/// The module, ready to be mounted.
///
/// # Errors
/// When the provider's address is none.
pub fn module(config: &Config) -> anyhow::Result<Module> {
    let stripe = Arc::new(provider::stripe::Stripe::new(config)?);
    let desk = Desk::new(stripe.clone(), config);
    let house = House::new(stripe, desk.clone(), config.calls_per_second);
    Ok(Module {
        routes: web::routes(&desk, &config.webhook_secrets),
        templates: web::TEMPLATES,
        texts: kernel::texts!("payments"),
        subscriptions: subscribers::subscriptions(&desk),
        jobs: jobs::jobs(&house),
        sagas: vec![Arc::new(saga::Sagas::default())],
        checks: checks::checks(),
        watch: Watch { breakers: house.breakers(), waits: web::waits() },
        tabs: web::tabs(),
        ..Module::named("payments")
    })
}
