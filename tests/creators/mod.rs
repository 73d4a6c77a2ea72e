//! What creators and moderators do.

mod community;
mod desk;
mod launching;
