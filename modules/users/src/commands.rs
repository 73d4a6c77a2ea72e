//! What can be done: one file each, one transaction each.

pub(crate) mod ask_link;
pub(crate) mod change_password;
pub(crate) mod close_account;
pub(crate) mod count_try;
pub(crate) mod end_sessions;
pub(crate) mod factors;
pub(crate) mod first_admin;
pub(crate) mod manage;
pub(crate) mod note_sign_in;
pub(crate) mod register_user;
pub(crate) mod rehash_password;
pub(crate) mod save_profile;
pub(crate) mod use_link;
