//! The one door to whoever moves the money.
//!
//! A call that changes something is made of two halves: [`Prepare::prepare`] writes the request, which is
//! stored before anything else happens, and [`Provider::send`] sends those very bytes under the name that is
//! the provider's idempotency key, as often as it takes.
mod order;
mod seen;
pub(crate) mod stripe;

pub(crate) use self::{
    order::{Ask, ChargeOrder, CheckoutOrder, CustomerOrder, MoneyOrder, RefundOrder},
    seen::{
        Bank, Card, Charge, Checkout, CheckoutStatus, DisputeStatus, Event, Held, Intent, IntentStatus, Made,
        Method, Movement, PayoutStatus, ProviderAccount, ProviderCharge, ProviderDispute, ProviderPayout,
        ProviderRefund, ProviderWarning, RefundStatus, Refusal, Reply,
    },
};
use contracts::Timestamp;
use std::time::Duration;

/// Why a call did not do what was asked, which says what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Trouble {
    /// A certain no: nothing happened.
    #[error("refused: {code}")]
    Refused {
        /// The provider's code.
        code: String,
        /// Its answer.
        body: String,
    },
    /// There is no such object. A certain no of a reading call.
    #[error("there is no such object")]
    Missing,
    /// Nobody knows whether it happened.
    #[error("unknown outcome: {cause}")]
    Unknown {
        /// What is known.
        cause: String,
        /// The provider repeated an error of its own that it keeps under this key: asking again tells nothing
        /// new, only a look does.
        replayed: bool,
    },
    /// It was not done, and may be asked for again after a while.
    #[error("asked to wait {} s", .retry_after.as_secs())]
    RateLimited {
        /// How long.
        retry_after: Duration,
    },
}

impl Trouble {
    #[expect(clippy::needless_pass_by_value, reason = "it is handed to `map_err`, which gives by value")]
    pub(crate) fn unknown(cause: impl ToString) -> Self {
        Self::Unknown { cause: cause.to_string(), replayed: false }
    }

    /// Whether the provider answered. What it answered does not matter: a declined card is an answer.
    pub(crate) const fn is_answer(&self) -> bool {
        matches!(
            self,
            Self::Refused { .. }
                | Self::Missing
                | Self::RateLimited { .. }
                | Self::Unknown { replayed: true, .. }
        )
    }
}

/// Where to look for what a call may have made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Among<'a> {
    /// Accounts of those who run campaigns.
    Accounts,
    /// Transfers of one payout.
    Transfers {
        /// The payout.
        group: &'a str,
    },
    /// Payouts of one account.
    Payouts {
        /// The account.
        account: &'a str,
    },
    /// Reversals of one transfer.
    Reversals {
        /// The transfer.
        transfer: &'a str,
    },
}

/// Writes requests to whoever moves the money, and sends none: all that is known of the provider while a
/// transaction is open (see [`Desk`](crate::desk::Desk)).
pub(crate) trait Prepare: Send + Sync + 'static {
    /// Its name, kept with every call and every event.
    fn name(&self) -> &'static str;

    /// Whether it moves real money. What is told of the other kind is not believed.
    fn is_live(&self) -> bool;

    /// Writes the request for `ask`, to be stored and then sent byte for byte.
    ///
    /// # Errors
    /// When it cannot be said in the provider's words, such as a currency it does not know.
    fn prepare(&self, ask: &Ask) -> anyhow::Result<String>;
}

/// Whoever moves the money, spoken to. Only jobs hold one, in a [`House`](crate::house::House).
#[async_trait::async_trait]
pub(crate) trait Provider: Prepare {
    /// Sends what [`prepare`](Prepare::prepare) wrote. `key` is its idempotency key.
    async fn send(&self, key: &str, request: &str) -> Result<Reply, Trouble>;

    /// The page called `session`, with its intent, its charge and the fee.
    async fn find_checkout(&self, session: &str) -> Result<Checkout, Trouble>;

    /// The attempt that a payment intent or setup intent belongs to, as the provider keeps it for us. Empty
    /// when it is none of ours.
    async fn payment_of_intent(&self, intent: &str) -> Result<String, Trouble>;

    /// The page that the call `effect_key` opened, among those opened since `since`.
    async fn find_checkout_by_key(
        &self,
        effect_key: &str,
        since: Timestamp,
    ) -> Result<Option<Checkout>, Trouble>;

    /// The customer that the call `effect_key` made, among those made since `since`.
    async fn find_customer_by_key(
        &self,
        effect_key: &str,
        since: Timestamp,
    ) -> Result<Option<String>, Trouble>;

    /// The charge without the donor whose intent is `intent`.
    async fn find_charge(&self, intent: &str) -> Result<ProviderCharge, Trouble>;

    /// The charge that the call `effect_key` made, among those of `customer`.
    async fn find_charge_by_key(
        &self,
        customer: &str,
        effect_key: &str,
    ) -> Result<Option<ProviderCharge>, Trouble>;

    /// Whether the saved card called `method` can still be charged. One that is not there cannot.
    async fn is_kept(&self, method: &str) -> Result<bool, Trouble>;

    /// The refund called `id`.
    async fn find_refund(&self, id: &str) -> Result<ProviderRefund, Trouble>;

    /// A page where the owner of `account` fills in what the provider wants to know, and when it closes.
    async fn onboarding(&self, account: &str, return_url: &str) -> Result<(String, Timestamp), Trouble>;

    /// The account called `id`.
    async fn find_account(&self, id: &str) -> Result<ProviderAccount, Trouble>;

    /// The payout called `id` of `account`.
    async fn find_payout(&self, account: &str, id: &str) -> Result<ProviderPayout, Trouble>;

    /// What the call `effect_key` made, among all of its kind.
    async fn find_moved(&self, effect_key: &str, among: Among<'_>) -> Result<Option<String>, Trouble>;

    /// The card that paid `intent`. Nothing, when it was no card.
    async fn card_of(&self, intent: &str) -> Result<Option<Card>, Trouble>;

    /// The provider's list of cards that it takes no more.
    async fn blocked_cards(&self) -> Result<String, Trouble>;

    /// Where `card` stands on `list`.
    async fn find_blocked(&self, list: &str, card: &str) -> Result<Option<String>, Trouble>;

    /// Whether a card stands at `item` on the provider's list.
    async fn is_blocked(&self, item: &str) -> Result<bool, Trouble>;

    /// The dispute called `id`.
    async fn find_dispute(&self, id: &str) -> Result<ProviderDispute, Trouble>;

    /// The warning called `id`.
    async fn find_warning(&self, id: &str) -> Result<ProviderWarning, Trouble>;

    /// Every refund of a payment intent.
    async fn refunds_of(&self, intent: &str) -> Result<Vec<ProviderRefund>, Trouble>;

    /// What it holds of ours, in each currency that we know.
    async fn balance(&self) -> Result<Vec<Held>, Trouble>;

    /// What changed our balance since `since`, newest first.
    async fn movements(&self, since: Timestamp) -> Result<Vec<Movement>, Trouble>;

    /// What `object` changed of our balance, whenever that was: a charge, a refund and so on, or the balance transaction
    /// itself. Nothing, when the provider has none.
    async fn movements_of(&self, object: &str) -> Result<Vec<Movement>, Trouble>;

    /// The charge that `object`, a refund or a dispute, is about, whoever made it.
    async fn charge_behind(&self, object: &str) -> Result<Option<String>, Trouble>;

    /// A page of what happened since `since`, newest first: the newest of all, or those before the event called `after`.
    /// And whether there are more. What happened to `account`, or, without one, whatever is the platform's own: the
    /// provider lists the one or the other.
    async fn events(
        &self,
        account: Option<&str>,
        since: Timestamp,
        after: Option<&str>,
    ) -> Result<(Vec<Event>, bool), Trouble>;
}
