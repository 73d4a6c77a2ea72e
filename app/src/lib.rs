//! Tributary, put together: configuration, modules, databases, the web server and its commands.
//!
//! No domain and no queries live here. `platform` mounts the modules; `demo` shows them.

mod activity;
mod alone;
mod audit;
mod backup;
mod checks;
pub mod cli;
mod commands;
pub mod config;
mod daily;
pub mod demo;
mod help;
mod keys;
mod monitoring;
mod office;
mod platform;
mod reports;
mod roles;
mod server;
pub mod simulate;
mod wellknown;

pub use self::{
    audit::AuditRoots,
    commands::run,
    platform::{App, Ingredients, Migrate, modules},
    server::{Counted, Proxies, Server, Tls, serve},
};
