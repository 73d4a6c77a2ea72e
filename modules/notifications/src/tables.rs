//! The module's own tables.

pub(crate) mod account_mail;
pub(crate) mod audit_root;
pub(crate) mod campaign;
pub(crate) mod contact;
pub(crate) mod creator;
pub(crate) mod follower;
pub(crate) mod mail;
pub(crate) mod news;
pub(crate) mod pledge;
pub(crate) mod waiting;
pub(crate) mod zone;
