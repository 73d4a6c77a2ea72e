use secrecy::SecretString;

/// How this module reaches the payment provider.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the provider's API is, such as `https://api.stripe.com`.
    pub api_base: String,
    /// The secret key of our account there. `sk_live_…` moves real money.
    pub secret_key: SecretString,
    /// The secrets that webhooks are signed with: the current one, and during a rotation the one before.
    pub webhook_secrets: Vec<SecretString>,
    /// Our own address as browsers know it: donors come back to it from the provider's page.
    pub public_url: String,
}
