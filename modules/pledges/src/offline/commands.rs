use super::table::{self, Gift, Keeper, State};
use crate::{batch, sealing};
use contracts::{
    CampaignId, OfflineGiftId, UserId,
    pledges::{OfflineGiftConfirmed, OfflineRefundDue, OfflineRefundPaid},
};
use kernel::{Actor, Audit, Command, Transaction};
use sea_orm::DbErr;
use serde_json::json;

/// Why nothing was done about a gift.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OfflineError {
    #[error("There is no such gift.")]
    Unknown,
    #[error("You wrote this gift down, so somebody else confirms it.")]
    OwnEntry,
    #[error("Somebody decided about this gift meanwhile. Look at how it stands now.")]
    Decided,
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Writes gifts down. Says how many there were that nobody had written down before.
#[derive(Clone, Debug)]
pub(crate) struct Enter {
    pub(crate) gifts: Vec<Gift>,
}

impl Command for Enter {
    type Output = usize;
    type Error = OfflineError;

    async fn run(&self, tx: &Transaction) -> Result<usize, OfflineError> {
        let mut new = 0;
        for gift in &self.gifts {
            if !table::insert(tx, gift).await? {
                continue;
            }
            new += 1;
            let entry = entry(gift.entered_by, "offline_gift.enter", gift.id);
            tx.audit(entry.to(json!({ "campaign": gift.campaign, "amount": gift.amount }))).await?;
        }
        Ok(new)
    }
}

/// A second person says whether the money is there.
#[derive(Clone, Debug)]
pub(crate) struct Decide {
    pub(crate) gift: OfflineGiftId,
    pub(crate) by: UserId,
    /// Whether it is; otherwise the entry was a mistake.
    pub(crate) confirmed: bool,
    /// Themselves, when they answer for money: then they see to it from now on.
    pub(crate) keeper: Option<Keeper>,
}

impl Command for Decide {
    type Output = ();
    type Error = OfflineError;

    async fn run(&self, tx: &Transaction) -> Result<(), OfflineError> {
        let gift = table::lock(tx, self.gift).await?.ok_or(OfflineError::Unknown)?;
        if gift.state != State::Entered {
            return Err(OfflineError::Decided);
        }
        if gift.entered_by == self.by {
            return Err(OfflineError::OwnEntry);
        }
        let state = if self.confirmed { State::Confirmed } else { State::Rejected };
        let decided_at = tx.accepted_at().await?;
        table::decide(tx, self.gift, state, self.by, decided_at).await?;
        let action = if self.confirmed { "offline_gift.confirm" } else { "offline_gift.reject" };
        tx.audit(entry(self.by, action, self.gift)).await?;
        if let Some(keeper) = self.keeper.as_ref().filter(|_| self.confirmed) {
            table::give_to(tx, self.gift, keeper).await?;
        }
        if self.confirmed {
            // Whoever gives everything back meanwhile sees this gift, or is seen below.
            sealing::before_all_goes_back(tx, gift.campaign).await?;
            tx.send(&OfflineGiftConfirmed {
                gift: gift.id,
                campaign: gift.campaign,
                person: gift.person,
                amount: gift.amount,
                confirmed_at: tx.now,
                name: gift.name,
            })
            .await?;
            if batch::of_campaign(tx, gift.campaign).await?.is_some() {
                let note = "Everything that was given to this campaign goes back.".to_owned();
                RefundOffline { gift: gift.id, by: self.by, keeper: None, note }.run(tx).await?;
            }
        }
        Ok(())
    }
}

/// `by` decided that the money is to be handed back: the total falls now, and the gift's keeper sees to it.
#[derive(Clone, Debug)]
pub(crate) struct RefundOffline {
    pub(crate) gift: OfflineGiftId,
    pub(crate) by: UserId,
    /// Who sees to it; nobody in particular where `by` may not.
    pub(crate) keeper: Option<Keeper>,
    pub(crate) note: String,
}

impl Command for RefundOffline {
    type Output = ();
    type Error = OfflineError;

    async fn run(&self, tx: &Transaction) -> Result<(), OfflineError> {
        let gift = table::lock(tx, self.gift).await?.ok_or(OfflineError::Unknown)?;
        if gift.state != State::Confirmed {
            return Err(OfflineError::Decided);
        }
        table::refund_due(tx, self.gift, self.by, &self.note).await?;
        let keeper = match self.keeper.clone().or(gift.keeper) {
            Some(it) => Some(it),
            None => table::last_keeper(tx).await?,
        };
        if let Some(keeper) = keeper {
            table::give_to(tx, self.gift, &keeper).await?;
        }
        tx.audit(entry(self.by, "offline_gift.refund", self.gift)).await?;
        let (gift, campaign, amount) = (gift.id, gift.campaign, gift.amount);
        Ok(tx.send(&OfflineRefundDue { gift, campaign, amount, due_at: tx.now }).await?)
    }
}

/// Everything that came to `campaign` by hand or by bank is to be handed back: nobody but a person can do that, and it
/// waits in the room until somebody of finance says that they did. That is never the task of `by`, who may not even enter it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn hand_back_all(
    tx: &Transaction,
    campaign: CampaignId,
    by: UserId,
    note: &str,
) -> Result<(), DbErr> {
    for gift in table::confirmed(tx, campaign).await? {
        // Where somebody decided about one meanwhile, that stands.
        let decided = RefundOffline { gift, by, keeper: None, note: note.to_owned() }.run(tx).await;
        if let Err(OfflineError::Database(error)) = decided {
            return Err(error);
        }
    }
    Ok(())
}

/// Somebody of those who answer for money says that they see to it.
#[derive(Clone, Debug)]
pub(crate) struct TakeOn {
    pub(crate) gift: OfflineGiftId,
    pub(crate) keeper: Keeper,
}

impl Command for TakeOn {
    type Output = ();
    type Error = OfflineError;

    async fn run(&self, tx: &Transaction) -> Result<(), OfflineError> {
        let gift = table::lock(tx, self.gift).await?.ok_or(OfflineError::Unknown)?;
        if gift.state != State::RefundDue {
            return Err(OfflineError::Decided);
        }
        if gift.keeper.is_none_or(|it| it.user != self.keeper.user) {
            table::give_to(tx, self.gift, &self.keeper).await?;
            tx.audit(entry(self.keeper.user, "offline_gift.take_on", self.gift)).await?;
        }
        Ok(())
    }
}

/// Somebody handed the money back.
#[derive(Clone, Copy, Debug)]
pub(crate) struct HandBack {
    pub(crate) gift: OfflineGiftId,
    pub(crate) by: UserId,
}

impl Command for HandBack {
    type Output = ();
    type Error = OfflineError;

    async fn run(&self, tx: &Transaction) -> Result<(), OfflineError> {
        let gift = table::lock(tx, self.gift).await?.ok_or(OfflineError::Unknown)?;
        if gift.state != State::RefundDue {
            return Err(OfflineError::Decided);
        }
        table::refunded(tx, self.gift).await?;
        tx.audit(entry(self.by, "offline_gift.hand_back", self.gift)).await?;
        let (gift, campaign, amount) = (gift.id, gift.campaign, gift.amount);
        Ok(tx.send(&OfflineRefundPaid { gift, campaign, amount, paid_at: tx.now }).await?)
    }
}

fn entry(by: UserId, action: &'static str, gift: OfflineGiftId) -> Audit {
    Audit::new(Actor::User(by), action, format!("offline_gift/{gift}"))
}
