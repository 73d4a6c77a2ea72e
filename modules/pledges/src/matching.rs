//! Matching gifts (rule R23): a sponsor promises to add to the gifts of others, up to a sum.
//!
//! A match is taken from its pool when a gift is collected, never when it is promised, and goes back to the pool
//! when the gift goes back, also after the pool has closed. Whether the pool was open is asked of the moment in which
//! the gift was given, whenever its money comes. It is shown beside what a campaign has raised and is
//! no part of it: the sponsor's money counts when the sponsor gives it.

mod commands;
mod pool;
mod subscriber;
mod table;

pub(crate) use self::{
    commands::{EndPool, OpenPool},
    pool::{Pool, PoolId, Terms},
    subscriber::MatchGifts,
    table::{Matched, all_pools, of_pledge, open_pool},
};
