//! What people decide about payouts, and about the ledger.

pub(crate) mod adjust;

use crate::{
    payout::{Agreed, HOLD, Payout, RESERVE_BP, RESERVE_FOR, Reckoning, State, step},
    posting::{self, Account},
    saga::{PayoutData, Sagas},
    tables::{
        account::{self, Account as Paid},
        balance::{self, Known},
        ledger::{self, About},
        payee::{self, Payee},
        payout as payouts, platform_fee, rest,
    },
};
use contracts::{CampaignId, Currency, Money, PayoutId, Timestamp, UserId};
use kernel::{
    Actor, Audit, Command, HandleError, Transaction,
    proposal::{FourEyesError, Proposal, Proposed},
};
use sea_orm::{ConnectionTrait, DbErr};
use serde_json::json;
use uuid::Uuid;

/// What a payout is proposed as.
pub(crate) const ACTION: &str = "payout";

/// Why nothing is paid out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PayoutError {
    #[error("There is no such campaign.")]
    Unknown,
    #[error("The money stays where donors can get it back until 14 days after the end.")]
    OnHold,
    #[error("The campaign is suspended, or its money goes back to the donors. Nothing is paid out.")]
    Frozen,
    #[error("What can be paid out has fallen since this was proposed. Say no to it, and propose it again.")]
    Fallen,
    #[error("The creator's account at the payment provider cannot be paid yet.")]
    NotReady,
    #[error(
        "The creator's bank account was changed. Nothing is paid out for 72 hours after that, so that whoever did not \
         change it can object."
    )]
    Held,
    #[error("Nothing is left to pay out, after the reserve and what banks have taken back.")]
    Nothing,
    #[error("Another payout of the same money is on its way.")]
    UnderWay,
    /// The provider would refuse it, so nobody is asked to agree to it.
    #[error("Too little of it can leave the payment provider yet.")]
    TooLittle {
        /// What would leave.
        amount: Money,
        /// What can.
        there: Known,
    },
    #[error(transparent)]
    FourEyes(#[from] FourEyesError),
    #[error(transparent)]
    Db(#[from] DbErr),
    #[error(transparent)]
    Other(#[from] anyhow::Error),
}

impl From<HandleError> for PayoutError {
    fn from(error: HandleError) -> Self {
        Self::Other(error.into())
    }
}

/// When a campaign's money may leave.
pub(crate) fn free_at(payee: &Payee) -> Timestamp {
    payee.deadline_at.after(HOLD)
}

/// What could go to `creator` now.
pub(crate) async fn reckon(
    db: &impl ConnectionTrait,
    creator: UserId,
    currency: Currency,
    now: Timestamp,
) -> Result<Reckoning, DbErr> {
    let recent = payouts::earned_since(db, creator, currency, now.before(RESERVE_FOR)).await?;
    let reserve = platform_fee::of(Money::new(recent.max(0), currency), RESERVE_BP)?;
    Ok(Reckoning {
        payable: -ledger::balance(db, Account::Creator(creator), currency).await?,
        reserve: reserve.minor,
        disputed: payouts::disputed(db, creator, currency).await?,
        step: step(currency),
    })
}

/// Somebody proposes to pay out what a campaign's creator has earned.
pub(crate) struct ProposePayout {
    pub(crate) campaign: CampaignId,
    pub(crate) proposer: UserId,
}

impl Command for ProposePayout {
    type Output = PayoutId;
    type Error = PayoutError;

    async fn run(&self, tx: &Transaction) -> Result<PayoutId, PayoutError> {
        let payee = payee::find(tx, self.campaign).await?.ok_or(PayoutError::Unknown)?;
        if payee.frozen {
            return Err(PayoutError::Frozen);
        }
        let now = tx.accepted_at().await?;
        if now < free_at(&payee) {
            return Err(PayoutError::OnHold);
        }
        let account = payable(tx, payee.creator, now).await?;
        let account = account.provider_id.ok_or(PayoutError::NotReady)?;
        let id = PayoutId::fresh();
        earn(tx, &payee, id).await?;
        let minor = reckon(tx, payee.creator, payee.currency, now).await?.amount();
        if minor == 0 {
            return Err(PayoutError::Nothing);
        }
        let amount = Money::new(minor, payee.currency);
        if let Some(there) = balance::of(tx, payee.currency).await?.filter(|it| it.free.minor < minor) {
            return Err(PayoutError::TooLittle { amount, there });
        }
        let payout = Payout {
            id,
            campaign: payee.campaign,
            creator: payee.creator,
            account: account.clone(),
            amount,
            state: State::Proposed,
            transfer: None,
            provider_id: None,
            reversal: None,
            failure: None,
            proposed_at: tx.now,
        };
        if !payouts::insert(tx, &payout).await? {
            return Err(PayoutError::UnderWay);
        }
        rest::forget(tx, payee.creator, payee.currency).await?;
        let group = posting::payout_reserved(id, payee.creator, amount).map_err(anyhow::Error::from)?;
        ledger::book(tx, &group, About::campaign(payee.campaign)).await?;
        let subject = id.to_string();
        let payload = Agreed { payout: id, creator: payee.creator, account, amount };
        let proposed = Proposed {
            action: ACTION,
            subject: &subject,
            payload: &payload,
            proposer: self.proposer,
            beneficiary: Some(payee.creator),
        };
        proposed.make(tx).await?;
        let entry = Audit::new(Actor::User(self.proposer), "payout.propose", format!("payout/{id}"));
        tx.audit(entry.to(json!({ "campaign": payee.campaign, "amount": amount }))).await?;
        Sagas::start(tx, &subject, &PayoutData { payout: id }).await?;
        Ok(id)
    }
}

/// What the campaign's donors gave becomes its creator's, less the platform's fee of each pledge.
async fn earn(tx: &Transaction, payee: &Payee, payout: PayoutId) -> Result<(), PayoutError> {
    let (mut gross, mut fee) = (0, 0);
    for (pledge, left) in payouts::hand_over(tx, payee.campaign).await? {
        let rate = platform_fee::rate(tx, pledge).await?;
        gross += left;
        fee += platform_fee::of(Money::new(left, payee.currency), rate)?.minor;
    }
    if gross == 0 {
        return Ok(());
    }
    let money = |minor| Money::new(minor, payee.currency);
    let object = format!("earned/{payout}");
    let group = posting::earned(&object, payee.campaign, payee.creator, money(gross), money(fee));
    let group = group.map_err(anyhow::Error::from)?;
    ledger::book(tx, &group, About::campaign(payee.campaign)).await?;
    Ok(())
}

/// A second person decides on a proposed payout.
pub(crate) struct DecidePayout {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
}

impl Command for DecidePayout {
    type Output = ();
    type Error = PayoutError;

    async fn run(&self, tx: &Transaction) -> Result<(), PayoutError> {
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, (ACTION, self.proposal), self.by, "").await?;
            self.audit(tx, "payout.decline", &declined.subject).await?;
            Sagas::failed(tx, &declined.subject, "approve", "declined").await?;
            return Ok(());
        };
        let (proposal, agreed) =
            Proposal::approve::<Agreed>(tx, (ACTION, self.proposal), self.by, seen).await?;
        // The saga's lock comes first, as everywhere: its time to be agreed to may be over in this very moment.
        Sagas::data(tx, &proposal.subject).await?;
        let payout = payouts::lock(tx, agreed.payout).await?.ok_or(PayoutError::Unknown)?;
        still_due(tx, &payout).await?;
        if payout.amount != agreed.amount
            || payout.account != agreed.account
            || payout.creator != agreed.creator
        {
            return Err(FourEyesError::Different.into());
        }
        self.audit(tx, "payout.agree", &proposal.subject).await?;
        Sagas::succeeded(tx, &proposal.subject, "approve", |_| ()).await?;
        Ok(())
    }
}

impl DecidePayout {
    async fn audit(&self, tx: &Transaction, action: &'static str, payout: &str) -> Result<(), DbErr> {
        tx.audit(Audit::new(Actor::User(self.by), action, format!("payout/{payout}"))).await
    }
}

/// Whether the money may still leave: a campaign may have been suspended since it was proposed, and donors or banks
/// may have taken back more than was left behind for that. An error undoes the agreement with everything else.
async fn still_due(tx: &Transaction, payout: &Payout) -> Result<(), PayoutError> {
    let payee = payee::find(tx, payout.campaign).await?.ok_or(PayoutError::Unknown)?;
    if payee.frozen {
        return Err(PayoutError::Frozen);
    }
    payable(tx, payout.creator, tx.now).await?;
    let left = reckon(tx, payout.creator, payout.amount.currency, tx.now).await?;
    if left.payable < left.disputed { Err(PayoutError::Fallen) } else { Ok(()) }
}

/// The account of `creator`, when it can be paid at `now`. Nobody else decides on its money until this transaction ends.
async fn payable(tx: &Transaction, creator: UserId, now: Timestamp) -> Result<Paid, PayoutError> {
    let account = account::lock(tx, creator).await?.filter(|it| it.payouts_enabled);
    let account = account.ok_or(PayoutError::NotReady)?;
    if account.held_at(now).is_some() { Err(PayoutError::Held) } else { Ok(account) }
}
