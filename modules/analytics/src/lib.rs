//! Analytics: figures over time, folded from what other modules say. Nothing is decided on them.
//!
//! See `README.md` for the messages, the tables, the pages and the rules of this module.

mod buckets;
mod chart;
mod checks;
mod pace;
mod queries;
mod subscribers;
mod tables;
mod web;

use kernel::Module;

/// The module, ready to be mounted.
pub fn module() -> Module {
    Module {
        routes: web::routes(),
        templates: web::TEMPLATES,
        texts: kernel::texts!("analytics"),
        subscriptions: vec![
            subscribers::campaigns(),
            subscribers::aims(),
            subscribers::gift_hours(),
            subscribers::gifts(),
            subscribers::plans(),
        ],
        checks: checks::all(),
        tabs: web::tabs(),
        ..Module::named("analytics")
    }
}
