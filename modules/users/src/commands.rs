//! What can be done: one file each, one transaction each.

pub(crate) mod register_user;
pub(crate) mod rehash_password;
