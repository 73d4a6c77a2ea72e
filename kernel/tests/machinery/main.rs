//! The machinery against a real database: `SQLite` in a file always, `PostgreSQL` too when `TEST_DATABASE_URL`
//! names a server.

#![expect(clippy::expect_used, reason = "a test that cannot go on fails")]

mod aside;
mod audit;
mod busy;
mod cancellation;
mod checks;
mod delivery;
mod effects;
mod erasure;
mod failures;
mod jobs;
mod limits;
mod order;
mod patience;
mod redrive;
mod restore;
mod sagas;
mod streams;
mod sweep;
mod told;
mod turning;
mod world;
