use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;

use crate::clock::system_micros;
use crate::webhooks::{HttpTransport, Transport};

/// A source of time: microseconds since the Unix epoch.
pub type Now = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Moves a shared clock by so many microseconds.
pub type Advance = Arc<dyn Fn(i64) + Send + Sync>;

/// A webhook endpoint and the secret its deliveries are signed with.
#[derive(Clone, Debug, Default)]
pub struct Endpoint {
    /// Where events are posted.
    pub url: String,
    /// `whsec_…`: the signing secret.
    pub secret: String,
    /// Whose events it is told of.
    pub connect: Connect,
}

/// Whose events an endpoint is told of: <https://docs.stripe.com/connect/webhooks>. At Stripe an endpoint is for
/// one or the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connect {
    /// The platform's own.
    Own,
    /// Those of connected accounts, which name one in `account`.
    Accounts,
    /// All events, which Stripe tells to nobody: two endpoints with one address and one secret.
    #[default]
    Both,
}

impl Endpoint {
    /// Whether it is told of that event.
    pub(crate) fn hears(&self, event: &Value) -> bool {
        match self.connect {
            Connect::Own => event["account"].is_null(),
            Connect::Accounts => !event["account"].is_null(),
            Connect::Both => true,
        }
    }
}

/// Everything a sandbox is told when it starts.
#[derive(Clone)]
pub struct Settings {
    /// Keys that are let in. Default: `sk_test_sandbox`.
    pub secret_keys: Vec<String>,
    /// Who is told of events. Default: nobody.
    pub webhooks: Vec<Endpoint>,
    /// Where a browser reaches the hosted pages, without a slash at the end.
    pub public_url: String,
    /// Where the state is kept. Without it the state is lost with the process.
    pub journal: Option<PathBuf>,
    /// The time. Default: the computer's.
    pub clock: Now,
    /// Who moves the time when it is a shared clock. Without it, the sandbox adds an offset of its own.
    pub advance: Option<Advance>,
    /// How webhooks travel. Default: HTTP.
    pub transport: Arc<dyn Transport>,
    /// Object ids are drawn from it, so one seed gives one run. Default: random.
    pub seed: u64,
    /// Who is paid, as the hosted pages name it.
    pub merchant: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            secret_keys: vec!["sk_test_sandbox".to_owned()],
            webhooks: Vec::new(),
            public_url: "http://localhost:12111".to_owned(),
            journal: None,
            clock: Arc::new(system_micros),
            advance: None,
            transport: Arc::new(HttpTransport::new()),
            seed: rand::random(),
            merchant: "Tributary".to_owned(),
        }
    }
}
