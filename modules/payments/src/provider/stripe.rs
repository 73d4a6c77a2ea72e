//! Stripe, spoken to over HTTP in the words of its own types.
//!
//! The requests are made and the answers read by async-stripe's types; what goes over the line is ours, because
//! a stored body must be sent byte for byte and the answer's headers matter. Nothing that waits holds one of
//! Stripe's types: they are large, and the compiler would prove of all they are made of that it may be sent to another
//! thread, for each function anew (a third of this crate's build, once).

mod answers;
mod balance;
mod banks;
pub(crate) mod kept;
mod methods;
mod minor;
mod requests;
mod transport;

use self::{
    answers::{Marked, Page},
    transport::{StoredRequest, Transport},
};
use super::{
    Among, Ask, Card, Checkout, Event, Held, Movement, Prepare, Provider, ProviderAccount, ProviderCharge,
    ProviderDispute, ProviderPayout, ProviderRefund, ProviderWarning, Reply, Trouble,
};
use crate::Config;
use anyhow::Context as _;
use contracts::Timestamp;
use secrecy::ExposeSecret;
use std::time::Duration;
use stripe_client_core::RequestBuilder;

/// Clocks of two houses differ: a list reaches back this much further.
const SLACK: Duration = Duration::from_mins(5);
/// More pages than this are another problem.
const MOST_PAGES: usize = 50;
/// Three days of a busy platform: two hundred thousand lines.
const MOST_PAGES_OF_MOVEMENTS: usize = 2000;

/// Stripe, or whoever speaks like it at the configured address.
pub(crate) struct Stripe {
    transport: Transport,
    live: bool,
}

impl Stripe {
    /// # Errors
    /// When the address is none, or TLS cannot be set up.
    pub(crate) fn new(config: &Config) -> anyhow::Result<Self> {
        let key = config.secret_key.expose_secret();
        let live = ["sk_live_", "rk_live_"].iter().any(|it| key.starts_with(it));
        Ok(Self { transport: Transport::new(config)?, live })
    }

    async fn get(&self, request: RequestBuilder) -> Result<String, Trouble> {
        self.transport.send(&StoredRequest::from(request), None).await
    }

    /// The id of the object that carries `effect_key`, among all of a list.
    async fn find_by_key(
        &self,
        list: &(dyn Fn(Option<&str>) -> RequestBuilder + Send + Sync),
        read: fn(&str) -> Result<Page<Marked>, Trouble>,
        effect_key: &str,
    ) -> Result<Option<String>, Trouble> {
        let mut after = None;
        for _ in 0..MOST_PAGES {
            let page = read(&self.get(list(after.as_deref())).await?)?;
            if let Some(found) = page.items.into_iter().find(|it| it.effect_key == effect_key) {
                return Ok(Some(found.id));
            }
            let Some(next) = page.next else { return Ok(None) };
            after = Some(next);
        }
        Err(Trouble::unknown("a list has no end"))
    }
}

impl Prepare for Stripe {
    fn name(&self) -> &'static str {
        "stripe"
    }

    fn is_live(&self) -> bool {
        self.live
    }

    fn prepare(&self, ask: &Ask) -> anyhow::Result<String> {
        let mut request = StoredRequest::from(requests::of(ask)?);
        if let Ask::Payout { account, .. } = ask {
            request.account = Some(account.clone());
        }
        serde_json::to_string(&request).context("a request could not be written down")
    }
}

#[async_trait::async_trait]
impl Provider for Stripe {
    async fn send(&self, key: &str, request: &str) -> Result<Reply, Trouble> {
        let stored: StoredRequest = serde_json::from_str(request).map_err(Trouble::unknown)?;
        let body = self.transport.send(&stored, Some(key)).await?;
        let made = answers::made(&stored.path, &body, self.live)?;
        Ok(Reply { made, body: kept::of_answer(&body) })
    }

    async fn find_checkout(&self, session: &str) -> Result<Checkout, Trouble> {
        answers::checkout(&self.get(requests::checkout(session)).await?, self.live)
    }

    async fn payment_of_intent(&self, intent: &str) -> Result<String, Trouble> {
        if intent.starts_with("seti_") {
            return answers::payment_of_setup(&self.get(requests::setup_intent(intent)).await?);
        }
        Ok(answers::charge(&self.get(requests::payment_intent(intent)).await?)?.payment)
    }

    async fn find_checkout_by_key(
        &self,
        effect_key: &str,
        since: Timestamp,
    ) -> Result<Option<Checkout>, Trouble> {
        let since = since.before(SLACK).seconds();
        let list = move |after: Option<&str>| requests::checkouts(since, after);
        match self.find_by_key(&list, answers::checkouts, effect_key).await? {
            Some(found) => self.find_checkout(&found).await.map(Some),
            None => Ok(None),
        }
    }

    async fn find_customer_by_key(
        &self,
        effect_key: &str,
        since: Timestamp,
    ) -> Result<Option<String>, Trouble> {
        let since = since.before(SLACK).seconds();
        let list = move |after: Option<&str>| requests::customers(since, after);
        self.find_by_key(&list, answers::customers, effect_key).await
    }

    async fn find_charge(&self, intent: &str) -> Result<ProviderCharge, Trouble> {
        answers::charge(&self.get(requests::charge(intent)).await?)
    }

    async fn find_charge_by_key(
        &self,
        customer: &str,
        effect_key: &str,
    ) -> Result<Option<ProviderCharge>, Trouble> {
        let list = |after: Option<&str>| requests::charges(customer, after);
        match self.find_by_key(&list, answers::charges, effect_key).await? {
            Some(found) => self.find_charge(&found).await.map(Some),
            None => Ok(None),
        }
    }

    async fn is_kept(&self, method: &str) -> Result<bool, Trouble> {
        let request = StoredRequest::from(requests::read(&requests::card(method)));
        match self.transport.send(&request, None).await {
            Err(Trouble::Missing) => Ok(false),
            answer => answers::is_kept(&answer?),
        }
    }

    async fn find_refund(&self, id: &str) -> Result<ProviderRefund, Trouble> {
        answers::refund(&self.get(requests::refund(id)).await?)
    }

    async fn onboarding(&self, account: &str, return_url: &str) -> Result<(String, Timestamp), Trouble> {
        let request = StoredRequest::from(requests::onboarding(account, return_url));
        answers::link(&self.transport.send(&request, None).await?)
    }

    async fn find_account(&self, id: &str) -> Result<ProviderAccount, Trouble> {
        let request = StoredRequest::from(requests::read(&format!("/accounts/{id}")));
        answers::account(&self.transport.send(&request, None).await?)
    }

    async fn find_payout(&self, account: &str, id: &str) -> Result<ProviderPayout, Trouble> {
        let request = StoredRequest::from(requests::read(&format!("/payouts/{id}")));
        let request = StoredRequest { account: Some(account.to_owned()), ..request };
        answers::payout(&self.transport.send(&request, None).await?)
    }

    async fn find_moved(&self, effect_key: &str, among: Among<'_>) -> Result<Option<String>, Trouble> {
        let mut request = StoredRequest::from(requests::list(among));
        if let Among::Payouts { account } = among {
            request.account = Some(account.to_owned());
        }
        answers::named(&self.transport.send(&request, None).await?, effect_key)
    }

    async fn card_of(&self, intent: &str) -> Result<Option<Card>, Trouble> {
        answers::card(&self.get(requests::charge(intent)).await?)
    }

    async fn blocked_cards(&self) -> Result<String, Trouble> {
        let first = answers::first(&self.get(requests::blocked_cards()).await?)?;
        first.ok_or_else(|| Trouble::unknown("the provider has no list of blocked cards"))
    }

    async fn find_blocked(&self, list: &str, card: &str) -> Result<Option<String>, Trouble> {
        answers::first(&self.get(requests::blocked(list, card)).await?)
    }

    async fn is_blocked(&self, item: &str) -> Result<bool, Trouble> {
        match self.get(requests::read(&requests::place_on_list(item))).await {
            Err(Trouble::Missing) => Ok(false),
            answer => answer.map(|_| true),
        }
    }

    async fn find_dispute(&self, id: &str) -> Result<ProviderDispute, Trouble> {
        answers::dispute(&self.get(requests::dispute(id)).await?)
    }

    async fn find_warning(&self, id: &str) -> Result<ProviderWarning, Trouble> {
        let request = requests::read(&format!("/radar/early_fraud_warnings/{id}"));
        answers::warning(&self.get(request).await?)
    }

    async fn charge_behind(&self, object: &str) -> Result<Option<String>, Trouble> {
        // What it calls refunds begins so; the names of disputes have more than one beginning.
        let refund = object.starts_with("re_") || object.starts_with("pyr_");
        let list = if refund { "refunds" } else { "disputes" };
        answers::charge_of(&self.get(requests::read(&format!("/{list}/{object}"))).await?)
    }

    async fn refunds_of(&self, intent: &str) -> Result<Vec<ProviderRefund>, Trouble> {
        let mut all = Vec::new();
        let mut after = None;
        for _ in 0..MOST_PAGES {
            let page = answers::refunds(&self.get(requests::refunds(intent, after.as_deref())).await?)?;
            all.extend(page.items);
            let Some(next) = page.next else { return Ok(all) };
            after = Some(next);
        }
        Err(Trouble::unknown("the list of refunds has no end"))
    }

    async fn balance(&self) -> Result<Vec<Held>, Trouble> {
        balance::held(&self.get(requests::read("/balance")).await?)
    }

    async fn movements(&self, since: Timestamp) -> Result<Vec<Movement>, Trouble> {
        let mut all = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES_OF_MOVEMENTS {
            let request = requests::movements(since.seconds(), after.as_deref());
            let body = self.transport.send(&StoredRequest::from(request), None).await?;
            let (movements, more) = answers::movements(&body)?;
            after = movements.last().map(|it| it.id.clone());
            all.extend(movements);
            if !more {
                return Ok(all);
            }
        }
        Err(Trouble::unknown("the list of balance transactions has no end"))
    }

    async fn movements_of(&self, object: &str) -> Result<Vec<Movement>, Trouble> {
        if object.starts_with("txn_") {
            let request = StoredRequest::from(requests::movement(object));
            return match self.transport.send(&request, None).await {
                Ok(body) => Ok(vec![answers::one_movement(&body)?]),
                Err(Trouble::Missing) => Ok(Vec::new()),
                Err(trouble) => Err(trouble),
            };
        }
        let body = self.transport.send(&StoredRequest::from(requests::movements_of(object)), None).await?;
        Ok(answers::movements(&body)?.0)
    }

    async fn events(
        &self,
        account: Option<&str>,
        since: Timestamp,
        after: Option<&str>,
    ) -> Result<(Vec<Event>, bool), Trouble> {
        let request = StoredRequest::from(requests::events(since.before(SLACK).seconds(), after));
        let request = StoredRequest { account: account.map(str::to_owned), ..request };
        let body = self.transport.send(&request, None).await?;
        let (events, more) = answers::events(&body, self.live, account)?;
        if more && events.is_empty() {
            return Err(Trouble::unknown("a page of events is empty and not the last"));
        }
        Ok((events, more))
    }
}
