use crate::{
    config::Config,
    provider::{Ask, Prepare},
};
use contracts::PledgeId;
use kernel::{Keys, web::Language};
use std::sync::Arc;

/// What subscribers, commands and pages hold of the provider: enough to write a request down, and nothing that
/// could send it. So no call can be made while a transaction is open, whatever is written there.
#[derive(Clone)]
pub(crate) struct Desk(Arc<Inner>);

struct Inner {
    provider: Arc<dyn Prepare>,
    public_url: String,
    keys: Keys,
    slow_methods: bool,
}

impl Desk {
    pub(crate) fn new(provider: Arc<dyn Prepare>, config: &Config) -> Self {
        let public_url = config.public_url.trim_end_matches('/').to_owned();
        let (keys, slow_methods) = (config.keys.clone(), config.slow_methods);
        Self(Arc::new(Inner { provider, public_url, keys, slow_methods }))
    }

    /// The provider's name, kept with every call and every event.
    pub(crate) fn name(&self) -> &'static str {
        self.0.provider.name()
    }

    /// Whether the provider moves real money.
    pub(crate) fn is_live(&self) -> bool {
        self.0.provider.is_live()
    }

    /// Writes the request for `ask`, to be stored and sent by a job.
    ///
    /// # Errors
    /// When it cannot be said in the provider's words.
    pub(crate) fn prepare(&self, ask: &Ask) -> anyhow::Result<String> {
        self.0.provider.prepare(ask)
    }

    /// Whether donors may pay in ways that take days.
    pub(crate) fn takes_slow_methods(&self) -> bool {
        self.0.slow_methods
    }

    /// Our own address, without a slash at its end.
    pub(crate) fn public_url(&self) -> &str {
        &self.0.public_url
    }

    /// Where the page of `pledge` is, with the key that opens it: for its donor alone, who comes back there.
    pub(crate) fn page_of(&self, pledge: PledgeId, language: Language) -> String {
        format!("{}{}/p/{}", self.public_url(), language.prefix(), self.0.keys.address(pledge.0))
    }
}
