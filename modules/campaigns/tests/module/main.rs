//! This module against a real database: `SQLite` in a file, or `PostgreSQL` when `TEST_DATABASE_URL` names a
//! server.

mod finding;
mod live;
mod pages;
#[cfg(test)]
mod stage;
mod totals;
