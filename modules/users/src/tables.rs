//! The module's own tables. `users_session` is read and written by the web kernel.

pub(crate) mod role;
pub(crate) mod user;
