//! This module against a real database: `SQLite`, or `PostgreSQL` when `TEST_DATABASE_URL` names a server.

mod add_on_forms;
mod add_ons;
mod batches;
mod bench;
mod browser;
mod by_hand;
mod changing;
mod debits;
mod desk;
mod forms;
mod making;
mod matching;
mod model;
mod orders;
mod promising;
mod refunding;
mod stock;
mod tongue;
mod turning;
mod waves;
