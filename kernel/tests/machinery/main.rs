//! The machinery against a real database: `SQLite` in a file always, `PostgreSQL` too when `TEST_DATABASE_URL`
//! names a server.

mod cancellation;
mod delivery;
mod jobs;
mod order;
mod sagas;
mod streams;
mod world;
