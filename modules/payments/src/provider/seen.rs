//! How things stand at the provider, in our words.

use crate::payment::{Fee, Kind};
use contracts::{Money, Timestamp};

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
    /// A transfer, a payout, the reversal of a transfer, or a card that was let go of.
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
    /// The donor's bank waits for the donor to say that it is they who pay.
    NeedsDonor,
    /// The provider or the bank is at it.
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
    /// The card, when one was used.
    pub(crate) method: Option<Method>,
    /// The last refusal.
    pub(crate) refusal: Option<Refusal>,
}

/// A card at the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Method {
    /// The provider's id.
    pub(crate) id: String,
    /// From when on it is no longer good, when the provider says so.
    pub(crate) valid_until: Option<Timestamp>,
}

/// A card that paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Card {
    /// The provider's name for it, the same whoever pays with it, which does not tell its number.
    pub(crate) fingerprint: String,
    /// Who issues cards of its kind, such as `visa`.
    pub(crate) brand: Option<String>,
    /// The last four digits of its number.
    pub(crate) last4: Option<String>,
}

/// A charge that succeeded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Charge {
    /// The provider's id.
    pub(crate) id: String,
    /// When it was made; of a bank debit, when the money came.
    pub(crate) at: Timestamp,
    /// What the provider kept, once it says so.
    pub(crate) fee: Option<Fee>,
    /// Whether it is a bank debit, which its donor can have taken back for weeks.
    pub(crate) debit: bool,
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
    /// The money had left us before it failed, and is here again: the provider has a movement for each way.
    pub(crate) came_back: bool,
}

/// What the provider holds of ours in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    /// What can leave now.
    pub(crate) available: Money,
    /// What it has taken, and what can leave later.
    pub(crate) pending: Money,
}

/// An account at the provider of whoever runs campaigns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderAccount {
    /// The provider's id.
    pub(crate) id: String,
    /// The call that made it.
    pub(crate) effect_key: String,
    /// Whether it can be charged for.
    pub(crate) charges_enabled: bool,
    /// Whether money can be paid out.
    pub(crate) payouts_enabled: bool,
    /// Whether its owner filled in the provider's form.
    pub(crate) details_submitted: bool,
    /// What is still wanted, in the provider's words.
    pub(crate) due: Vec<String>,
    /// By when.
    pub(crate) deadline_at: Option<Timestamp>,
    /// Where its money is paid out to, once its owner said so.
    pub(crate) bank: Option<Bank>,
}

/// The bank account that money is paid out to; where there is one for each currency, all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bank {
    /// What tells it from every other, in the provider's words.
    pub(crate) print: String,
    /// Its last four digits.
    pub(crate) last4: String,
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

/// A bank's warning that a payment may be fraud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ProviderWarning {
    /// The provider's id.
    pub(crate) id: String,
    /// The payment it is about.
    pub(crate) intent: String,
    /// What the bank thinks happened, in the provider's code.
    pub(crate) kind: String,
    /// Whether something can be done about it: nobody has taken the payment back, and not all of it was given back.
    pub(crate) actionable: bool,
    /// When.
    pub(crate) warned_at: Timestamp,
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
    /// The connected account that it happened to. None, when it is the platform's own.
    pub(crate) account: Option<String>,
    /// All of it.
    pub(crate) payload: String,
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
