//! What keeps the site from being walked over.

mod access;
mod addresses;
pub(crate) mod asvs;
mod canary;
mod confirming;
mod doors;
mod forms;
mod fresh;
mod guard;
mod headers;
mod hostile;
mod late_plans;
mod owners;
mod roles;
mod roots;
mod strangers;
