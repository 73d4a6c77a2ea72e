//! What a provider is asked to do.

use contracts::{
    CampaignId, Money, PaymentId, PayoutId, PledgeId, RefundId, Timestamp, UserId, pledges::Gift,
};

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
    /// Let go of a saved card.
    Detach {
        /// The provider's name of the card.
        method: String,
    },
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
    /// Take a card no more, whoever pays with it.
    BlockCard {
        /// The provider's list of such cards.
        list: String,
        /// Its name for the card, which does not tell the number.
        card: String,
    },
    /// Take a card again.
    UnblockCard {
        /// Where it stands on the provider's list.
        item: String,
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
    /// Whether the card that pays is kept for later.
    pub(crate) keep_card: bool,
    /// Whether it may be paid in ways that take days.
    pub(crate) slow: bool,
    /// What is given.
    pub(crate) gift: Gift,
    /// The customer made before, when a card is saved or kept.
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
