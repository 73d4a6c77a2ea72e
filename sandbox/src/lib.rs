#![doc = include_str!("../README.md")]
// `json!` recurses once for each field of the widest object.
#![recursion_limit = "256"]

mod accounts;
mod api;
mod cards;
mod clock;
mod control;
mod domain;
mod errors;
mod expand;
mod faults;
mod form;
mod http;
mod idempotency;
mod ids;
mod journal;
mod ledger;
mod list;
mod money;
mod objects;
mod pages;
mod params;
mod sandbox;
mod settings;
mod traffic;
mod turn;
mod webhooks;
mod world;

pub use accounts::{TEST_ACCOUNTS, TestAccount};
pub use cards::{TEST_CARDS, TestCard};
pub use clock::system_micros;
pub use domain::PayOutcome;
pub use faults::{Fault, FaultPlan, RequestRule, WebhookFault, WebhookRule};
pub use ledger::{LedgerEntry, LedgerKind, LedgerReport, LedgerSum, Payment};
pub use sandbox::{Sandbox, SandboxError};
pub use settings::{Advance, Connect, Endpoint, Now, Settings};
pub use traffic::{Limits, Traffic};
pub use webhooks::{Deliveries, HttpTransport, RouterTransport, Transport, sign};

/// The version of Stripe's API whose shapes this sandbox answers with.
pub const API_VERSION: &str = "2026-09-30.endive";
