//! What creators can do.

pub(crate) mod publish_campaign;
