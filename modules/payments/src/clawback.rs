//! What creators owe once money goes back to donors after it was paid out (rule R11). The donor is paid in any case and
//! waits for nobody. Of what is owed as much as possible is asked back of the creator's account at the provider, by
//! reversing transfers; what is not there stays a debt that the next payout fills first, and a person sees it.

use crate::{
    apply::ApplyError,
    jobs::TakeBack,
    payout::step,
    posting::{self, Account},
    tables::{
        account, clawback as clawbacks,
        ledger::{self, About},
        payout as payouts, rest,
    },
};
use contracts::{CampaignId, Currency, Money, PayoutId, UserId, payments::PayoutTakenBack};
use kernel::{Command, EffectOutcome, Transaction};
use sea_orm::DbErr;
use uuid::Uuid;

/// How it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// The provider is asked.
    Asked = 0,
    /// The money is with us again.
    Back = 1,
    /// The provider could not.
    Refused = 2,
}

impl State {
    pub(crate) fn of(number: i16) -> Option<Self> {
        [Self::Asked, Self::Back, Self::Refused].into_iter().find(|it| *it as i16 == number)
    }
}

/// A part of one payout that is asked back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clawback {
    pub(crate) id: Uuid,
    pub(crate) payout: PayoutId,
    pub(crate) creator: UserId,
    pub(crate) campaign: CampaignId,
    pub(crate) amount: Money,
    pub(crate) state: State,
    pub(crate) failure: Option<String>,
}

impl Clawback {
    /// The name of the call, which is its idempotency key.
    pub(crate) fn key(&self) -> String {
        format!("payout/{}/clawback/{}", self.payout, self.id)
    }
}

/// How much of each payout is asked back to fill `owed`, in the order of `left`, in whole steps. All in minor units.
fn parts(owed: i64, left: &[i64], step: i64) -> Vec<i64> {
    let step = step.max(1);
    // Rounded up: what comes back too much is the creator's again at once.
    let mut rest = (owed.max(0) + step - 1) / step * step;
    let take = |left: &i64| {
        let part = rest.min((left / step).max(0) * step);
        rest -= part;
        part
    };
    left.iter().map(take).collect()
}

/// Asks for what `creator` owes in `currency`, when it is anything that is not asked for already. A transaction of its
/// own: whoever decides on a creator's payout locks the account before the payments, and a refund its payment first.
pub(crate) struct AskBack {
    pub(crate) creator: UserId,
    pub(crate) currency: Currency,
}

impl Command for AskBack {
    type Output = ();
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<(), DbErr> {
        let (creator, currency) = (self.creator, self.currency);
        // One decision about a creator's money at a time.
        account::lock(tx, creator).await?;
        let debt = ledger::balance(tx, Account::Creator(creator), currency).await?;
        if -debt < step(currency) {
            // What waited to be proposed went back to donors.
            rest::forget(tx, creator, currency).await?;
        }
        let owed = debt - clawbacks::asked(tx, creator, currency).await?;
        if owed <= 0 {
            return Ok(());
        }
        let paid = payouts::arrived(tx, creator, currency).await?;
        let mut left = Vec::new();
        for it in &paid {
            let (back, asked) = clawbacks::of_payout(tx, it.id).await?;
            left.push(it.amount.minor - back - asked);
        }
        for (payout, part) in paid.iter().zip(parts(owed, &left, step(currency))) {
            if part == 0 {
                continue;
            }
            let clawback = Clawback {
                id: contracts::chance::next_id(),
                payout: payout.id,
                creator,
                campaign: payout.campaign,
                amount: Money::new(part, currency),
                state: State::Asked,
                failure: None,
            };
            clawbacks::insert(tx, &clawback).await?;
            tx.enqueue(&TakeBack { clawback: clawback.id, payout: payout.id }).await?;
        }
        Ok(())
    }
}

/// Notes what came of asking.
pub(crate) struct NoteClawback {
    pub(crate) clawback: Clawback,
    /// The provider's reversal, or its code for why there is none.
    pub(crate) came: Result<String, String>,
    /// The provider's answer.
    pub(crate) response: String,
}

impl Command for NoteClawback {
    type Output = ();
    type Error = ApplyError;

    async fn run(&self, tx: &Transaction) -> Result<(), ApplyError> {
        let (it, response) = (&self.clawback, self.response.clone());
        let outcome = match &self.came {
            Ok(id) => EffectOutcome::Succeeded { object_id: id.clone(), response },
            Err(code) => EffectOutcome::Failed { code: code.clone(), response },
        };
        tx.resolve(&it.key(), &outcome).await?;
        match &self.came {
            Ok(reversal) => {
                if clawbacks::end(tx, it.id, State::Back, Some(reversal), None).await? {
                    let group = posting::taken_back(reversal, it.creator, it.amount)?;
                    ledger::book(tx, &group, About::campaign(it.campaign)).await?;
                    tx.send(&PayoutTakenBack {
                        payout: it.payout,
                        campaign: it.campaign,
                        creator: it.creator,
                        amount: it.amount,
                        taken_back_at: tx.now,
                    })
                    .await?;
                }
            }
            Err(code) => {
                if clawbacks::end(tx, it.id, State::Refused, None, Some(code)).await? {
                    tracing::warn!(payout = %it.payout, %code, "what a creator owes could not be taken back; the next payout fills it");
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_owed_is_asked_back_of_the_latest_payouts_first() {
        assert_eq!(parts(500, &[300, 400], 1), [300, 200]);
        assert_eq!(parts(500, &[0, 900], 1), [0, 500]);
        assert_eq!(parts(900, &[300, 400], 1), [300, 400], "no more than was paid out");
        assert_eq!(parts(-1, &[300], 1), [0]);
    }

    #[test]
    fn parts_are_whole_steps() {
        assert_eq!(parts(1_234, &[5_000], 10), [1_240]);
        assert_eq!(parts(1_234, &[1_005, 900], 10), [1_000, 240]);
    }
}
