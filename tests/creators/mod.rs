//! What creators and moderators do.

mod community;
pub(crate) mod desk;
mod following;
mod launching;
