//! The one door to whoever moves the money.
//!
//! A call that changes something is made of two halves: [`Provider::prepare`] writes the request, which is
//! stored before anything else happens, and [`Provider::send`] sends those very bytes under the name that is
//! the provider's idempotency key, as often as it takes.

pub(crate) mod stripe;

use crate::payment::{Fee, Kind};
use contracts::{
    CampaignId, Money, PaymentId, PayoutId, PledgeId, RefundId, Timestamp, UserId, pledges::Gift,
};
use std::time::Duration;

/// Something to be done by the provider.
#[derive(Clone, Debug)]
pub(crate) enum Ask {
    /// Make a customer, so that a card can be kept.
    Customer(CustomerOrder),
    /// Open a page where the donor pays or saves a card.
    Checkout(Box<CheckoutOrder>),
    /// Close such a page.
    ExpireCheckout {
        /// The provider's page.
        session: String,
    },
    /// Charge a saved card without the donor.
    Charge(Box<ChargeOrder>),
    /// Give money back.
    Refund(RefundOrder),
    /// Make an account for whoever runs campaigns.
    Account {
        /// The name of the call.
        effect_key: String,
        /// Whose.
        creator: UserId,
    },
    /// Move money to such an account.
    Transfer {
        /// How much, for which payout.
        order: MoneyOrder,
        /// The account.
        account: String,
    },
    /// Send money of such an account to its bank.
    Payout {
        /// How much, for which payout.
        order: MoneyOrder,
        /// The account.
        account: String,
    },
    /// Move money back from such an account.
    Reversal {
        /// How much, for which payout.
        order: MoneyOrder,
        /// What moved it there.
        transfer: String,
    },
    /// Say why a disputed payment was right.
    Evidence {
        /// The provider's dispute.
        dispute: String,
        /// What is said.
        words: String,
    },
}

/// A customer to make.
#[derive(Clone, Debug)]
pub(crate) struct CustomerOrder {
    /// The name of the call.
    pub(crate) effect_key: String,
    /// For which pledge.
    pub(crate) pledge: PledgeId,
    /// The attempt it belongs to.
    pub(crate) payment: PaymentId,
    /// The donor's address, when it is known.
    pub(crate) email: Option<String>,
}

/// A page to open.
#[derive(Clone, Debug)]
pub(crate) struct CheckoutOrder {
    /// The name of the call.
    pub(crate) effect_key: String,
    /// For which pledge.
    pub(crate) pledge: PledgeId,
    /// The attempt it belongs to.
    pub(crate) payment: PaymentId,
    /// To which campaign.
    pub(crate) campaign: CampaignId,
    /// Its title.
    pub(crate) title: String,
    /// Whether a card is saved instead of charged.
    pub(crate) setup: bool,
    /// What is given.
    pub(crate) gift: Gift,
    /// The customer made before, when a card is saved.
    pub(crate) customer: Option<String>,
    /// The donor's address, when it is known and there is no customer.
    pub(crate) email: Option<String>,
    /// The donor's language (BCP 47).
    pub(crate) locale: String,
    /// When the page closes by itself.
    pub(crate) expires_at: Timestamp,
    /// Where the donor comes back after paying.
    pub(crate) success_url: String,
    /// Where the donor comes back without having paid.
    pub(crate) cancel_url: String,
}

/// A saved card to charge without the donor.
#[derive(Clone, Debug)]
pub(crate) struct ChargeOrder {
    /// The name of the call.
    pub(crate) effect_key: String,
    /// For which pledge.
    pub(crate) pledge: PledgeId,
    /// The attempt it is.
    pub(crate) payment: PaymentId,
    /// To which campaign.
    pub(crate) campaign: CampaignId,
    /// The customer the card is kept with.
    pub(crate) customer: String,
    /// The provider's name of the card.
    pub(crate) method: String,
    /// How much.
    pub(crate) money: Money,
}

/// Money of a payout, to be moved.
#[derive(Clone, Debug)]
pub(crate) struct MoneyOrder {
    /// The name of the call.
    pub(crate) effect_key: String,
    /// For which payout.
    pub(crate) payout: PayoutId,
    /// How much.
    pub(crate) money: Money,
}

/// The provider's charge without the donor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderCharge {
    /// The attempt it is, as the provider keeps it for us. Empty when it is none of ours.
    pub(crate) payment: String,
    /// The name of the call that made it.
    pub(crate) effect_key: String,
    /// How it stands.
    pub(crate) intent: Intent,
}

/// Money to give back.
#[derive(Clone, Debug)]
pub(crate) struct RefundOrder {
    /// The name of the call.
    pub(crate) effect_key: String,
    /// The decision.
    pub(crate) refund: RefundId,
    /// For which pledge.
    pub(crate) pledge: PledgeId,
    /// The intent that took it.
    pub(crate) intent: String,
    /// How much.
    pub(crate) money: Money,
}

/// What the provider made of an [`Ask`], and its answer as it came.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    /// What it made.
    pub(crate) made: Made,
    /// Its answer, byte for byte.
    pub(crate) body: String,
}

/// What the provider made.
#[derive(Clone, Debug)]
pub(crate) enum Made {
    /// A customer.
    Customer {
        /// The provider's id of it.
        id: String,
    },
    /// A page, or the page that was closed.
    Checkout(Box<Checkout>),
    /// A charge without the donor.
    Charge(Box<ProviderCharge>),
    /// A refund.
    Refund(ProviderRefund),
    /// An account of whoever runs campaigns.
    Account(ProviderAccount),
    /// A transfer, a payout or the reversal of a transfer.
    Other {
        /// The provider's id of it.
        id: String,
    },
    /// A dispute that was answered.
    Dispute(Box<ProviderDispute>),
}

impl Made {
    /// The provider's id of it.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Customer { id } | Self::Other { id } => id,
            Self::Account(it) => &it.id,
            Self::Checkout(it) => &it.id,
            Self::Charge(it) => &it.intent.id,
            Self::Refund(it) => &it.id,
            Self::Dispute(it) => &it.id,
        }
    }
}

/// How a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CheckoutStatus {
    /// It awaits the donor.
    Open,
    /// The donor did their part.
    Complete,
    /// It closed without that.
    Expired,
}

/// The provider's page for one attempt, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Checkout {
    /// The provider's id.
    pub(crate) id: String,
    /// The attempt it was opened for, as the provider keeps it for us. Empty when it is none of ours.
    pub(crate) payment: String,
    /// The pledge likewise.
    pub(crate) pledge: String,
    /// The name of the call that opened it.
    pub(crate) effect_key: String,
    /// What it is for.
    pub(crate) kind: Kind,
    /// Where the donor goes, while it is open.
    pub(crate) url: Option<String>,
    /// How it stands.
    pub(crate) status: CheckoutStatus,
    /// What it asks for. None when a card is saved.
    pub(crate) total: Option<Money>,
    /// When it closes by itself.
    pub(crate) expires_at: Timestamp,
    /// The payment or the saving of the card, once it was tried.
    pub(crate) intent: Option<Intent>,
}

/// How a payment, or the saving of a card, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IntentStatus {
    /// A card is awaited: none was tried, or the last was refused.
    NeedsMethod,
    /// The donor or the bank is at it.
    Underway,
    /// Done.
    Succeeded,
    /// Given up.
    Canceled,
}

/// A payment, or the saving of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Intent {
    /// The provider's id.
    pub(crate) id: String,
    /// How it stands.
    pub(crate) status: IntentStatus,
    /// What was taken.
    pub(crate) received: Option<Money>,
    /// The charge that took it.
    pub(crate) charge: Option<Charge>,
    /// The saved card.
    pub(crate) method: Option<String>,
    /// The last refusal.
    pub(crate) refusal: Option<Refusal>,
}

/// A charge that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Charge {
    /// The provider's id.
    pub(crate) id: String,
    /// When it was made.
    pub(crate) at: Timestamp,
    /// What the provider kept, once it says so.
    pub(crate) fee: Option<Fee>,
}

/// A card that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// What tells this refusal from the next.
    pub(crate) attempt: String,
    /// Why, in the provider's code.
    pub(crate) code: String,
}

/// How the provider's refund stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RefundStatus {
    /// It may still fail.
    Pending,
    /// The money left.
    Succeeded,
    /// It did not arrive.
    Failed,
}

/// The provider's refund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderRefund {
    /// The provider's id.
    pub(crate) id: String,
    /// The decision it was made for, as the provider keeps it for us. Empty when it is none of ours.
    pub(crate) refund: String,
    /// The name of the call that made it.
    pub(crate) effect_key: String,
    /// How it stands.
    pub(crate) status: RefundStatus,
    /// How much.
    pub(crate) money: Option<Money>,
    /// Why it failed.
    pub(crate) failure: Option<String>,
}

/// An account at the provider of whoever runs campaigns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderAccount {
    /// The provider's id.
    pub(crate) id: String,
    /// The call that made it.
    pub(crate) effect_key: String,
    /// Whether money can be paid out.
    pub(crate) payouts_enabled: bool,
    /// Whether its owner filled in the provider's form.
    pub(crate) details_submitted: bool,
    /// What is still wanted, in the provider's words.
    pub(crate) due: Vec<String>,
    /// By when.
    pub(crate) deadline_at: Option<Timestamp>,
}

/// How the provider's payout stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PayoutStatus {
    /// It has not arrived.
    Underway,
    /// It arrived.
    Paid,
    /// It did not, and the money is in the account again.
    Failed,
}

/// The provider's payout to a bank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderPayout {
    /// The provider's id.
    pub(crate) id: String,
    /// The call that made it.
    pub(crate) effect_key: String,
    /// How it stands.
    pub(crate) status: PayoutStatus,
    /// Why it failed, in the provider's code.
    pub(crate) failure: Option<String>,
}

/// How the provider's dispute stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DisputeStatus {
    /// Evidence is awaited.
    NeedsResponse,
    /// The bank weighs it.
    UnderReview,
    /// The money came back.
    Won,
    /// The donor keeps it.
    Lost,
}

/// The provider's dispute, once it moved money. What only asks and takes nothing is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderDispute {
    /// The provider's id.
    pub(crate) id: String,
    /// The payment it is about.
    pub(crate) intent: String,
    /// How it stands.
    pub(crate) status: DisputeStatus,
    /// What the bank took.
    pub(crate) amount: Money,
    /// The balance transaction with which it did, and the provider's fee on it.
    pub(crate) withdrawn: Option<Fee>,
    /// The bank's reason, in the provider's code.
    pub(crate) reason: String,
    /// Until when evidence is taken.
    pub(crate) due_by: Option<Timestamp>,
    /// When.
    pub(crate) opened_at: Timestamp,
}

/// Something that happened at the provider: a hint to look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Event {
    /// Its id.
    pub(crate) id: String,
    /// Its type, such as `checkout.session.completed`.
    pub(crate) kind: String,
    /// The object it is about.
    pub(crate) object: String,
    /// All of it.
    pub(crate) payload: String,
}

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
        matches!(self, Self::Refused { .. } | Self::Missing | Self::RateLimited { .. })
    }
}

/// Something that changed our balance with the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Movement {
    /// The provider's balance transaction.
    pub(crate) id: String,
    /// What its reports call it: `charge`, `refund`, `dispute`, …
    pub(crate) kind: String,
    /// The object that it was made for.
    pub(crate) source: String,
    /// What moved, before the fee.
    pub(crate) amount: Money,
    /// What the provider kept of it.
    pub(crate) fee: Money,
    /// When.
    pub(crate) at: Timestamp,
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

/// Whoever moves the money.
#[async_trait::async_trait]
pub(crate) trait Provider: Send + Sync + 'static {
    /// Its name, kept with every call and every event.
    fn name(&self) -> &'static str;

    /// Whether it moves real money. What is told of the other kind is not believed.
    fn is_live(&self) -> bool;

    /// Writes the request for `ask`, to be stored and then sent byte for byte.
    ///
    /// # Errors
    /// When it cannot be said in the provider's words, such as a currency it does not know.
    fn prepare(&self, ask: &Ask) -> anyhow::Result<String>;

    /// Sends what [`prepare`](Self::prepare) wrote. `key` is its idempotency key.
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

    /// The dispute called `id`.
    async fn find_dispute(&self, id: &str) -> Result<ProviderDispute, Trouble>;

    /// Every refund of a payment intent.
    async fn refunds_of(&self, intent: &str) -> Result<Vec<ProviderRefund>, Trouble>;

    /// What changed our balance since `since`, newest first.
    async fn movements(&self, since: Timestamp) -> Result<Vec<Movement>, Trouble>;

    /// What happened since `since` that this module listens to, oldest first.
    async fn list_events(&self, since: Timestamp) -> Result<Vec<Event>, Trouble>;
}
