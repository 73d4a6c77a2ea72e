use axum::http::{Request, Response};
use bytes::Bytes;
use kernel::Keys;
use secrecy::SecretString;
use std::{fmt, num::NonZeroU32, sync::Arc};

/// What Stripe takes at one address of its API in a second, see <https://docs.stripe.com/rate-limits>.
pub const CALLS_PER_SECOND: NonZeroU32 = NonZeroU32::new(25).unwrap();

/// How this module reaches the payment provider.
#[derive(Clone)]
pub struct Config {
    /// Where the provider's API is, such as `https://api.stripe.com`.
    pub api_base: String,
    /// The secret key of our account there. `sk_live_…` moves real money.
    pub secret_key: SecretString,
    /// The secrets that webhooks are signed with: the current one, and during a rotation the one before.
    pub webhook_secrets: Vec<SecretString>,
    /// How many calls of one kind this process makes in a second at most; twice as many that only read.
    pub calls_per_second: NonZeroU32,
    /// Whether donors may pay in ways that take days, such as bank debits, where nothing has to be kept for later.
    pub slow_methods: bool,
    /// Our own address as browsers know it: donors come back to it from the provider's page.
    pub public_url: String,
    /// What signs the address that a donor comes back to.
    pub keys: Keys,
    /// How requests travel, when not over the network: a simulation keeps its provider in memory.
    pub line: Option<Arc<dyn Line>>,
}

/// A way for requests to reach the provider.
#[async_trait::async_trait]
pub trait Line: Send + Sync {
    /// The answer to `call`, or what is known of why there is none; then it may have been acted on or not.
    async fn call(&self, call: Request<Bytes>) -> Result<Response<String>, String>;
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (api_base, public_url) = (&self.api_base, &self.public_url);
        f.debug_struct("Config")
            .field("api_base", api_base)
            .field("public_url", public_url)
            .finish_non_exhaustive()
    }
}
