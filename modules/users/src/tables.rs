//! The module's tables, one file each. Nothing else here writes SQL.

pub(crate) mod campaign;
pub(crate) mod creator;
pub(crate) mod factor;
pub(crate) mod link;
pub(crate) mod recovery;
pub(crate) mod role;
pub(crate) mod session;
pub(crate) mod throttle;
pub(crate) mod user;
