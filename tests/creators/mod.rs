//! What creators and moderators do.

mod add_ons;
mod answers;
pub(crate) mod awaiting;
mod chargeable;
mod comments;
mod community;
mod covers;
pub(crate) mod desk;
mod embedding;
mod endings;
mod figures;
mod following;
mod inviting;
mod launching;
mod log;
mod reporting;
mod sending;
mod suspension;
mod turned_back;
