//! One person of finance proposes to write into the ledger by hand, another agrees to exactly that (security SEC-20,
//! decision 120).

use crate::{
    adjustment::{Adjustment, Unwritten, difference},
    tables::{
        adjustment::{self, Explains},
        ledger::{self, About},
        reconciliation,
    },
};
use contracts::{Money, UserId};
use kernel::{
    Actor, Audit, Command, Transaction,
    proposal::{FourEyesError, Proposal, Proposed},
};
use sea_orm::DbErr;
use serde_json::json;
use uuid::Uuid;

/// What an adjustment is proposed as.
pub(crate) const ADJUST: &str = "ledger_adjustment";

/// Why nothing is written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum AdjustError {
    #[error("There is no such adjustment.")]
    Unknown,
    #[error(transparent)]
    Unwritten(#[from] Unwritten),
    #[error(
        "Our balance with the provider is what the provider's books say. It is adjusted only to explain a difference \
         between the two: choose which."
    )]
    NoCase,
    #[error("A difference is explained by what moves our balance with the provider. Nothing here does.")]
    MovesNothing,
    #[error("This difference is explained by now, or somebody closed it.")]
    Explained,
    #[error("To explain this difference psp:stripe has to move by exactly {0}.")]
    NotTheDifference(String),
    #[error("What takes another adjustment back is not taken back itself. Write it anew.")]
    IsAReversal,
    #[error("This adjustment was taken back before.")]
    TakenBack,
    #[error(transparent)]
    FourEyes(#[from] FourEyesError),
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// Somebody proposes an adjustment. The same one sent twice is one.
pub(crate) struct ProposeAdjustment {
    pub(crate) it: Adjustment,
    pub(crate) by: UserId,
}

impl Command for ProposeAdjustment {
    type Output = ();
    type Error = AdjustError;

    async fn run(&self, tx: &Transaction) -> Result<(), AdjustError> {
        propose(tx, &self.it, self.by).await
    }
}

/// Somebody proposes to take back what was written: the same postings, the other way.
pub(crate) struct ProposeReversal {
    /// Minted when the form was shown.
    pub(crate) id: Uuid,
    pub(crate) of: Uuid,
    pub(crate) reason: String,
    pub(crate) by: UserId,
}

impl Command for ProposeReversal {
    type Output = ();
    type Error = AdjustError;

    async fn run(&self, tx: &Transaction) -> Result<(), AdjustError> {
        let of = adjustment::find(tx, self.of).await?.ok_or(AdjustError::Unknown)?.it;
        let it = Adjustment {
            id: self.id,
            lines: of.reversed(),
            reason: self.reason.clone(),
            case: of.case,
            reverses: Some(of.id),
        };
        propose(tx, &it, self.by).await
    }
}

/// A second person agrees to an adjustment, which is written in the same transaction, or says no.
pub(crate) struct AnswerAdjustment {
    pub(crate) proposal: Uuid,
    pub(crate) by: UserId,
    /// The hash of what they were shown, to agree; none to say no.
    pub(crate) agreed_to: Option<String>,
}

impl Command for AnswerAdjustment {
    type Output = ();
    type Error = AdjustError;

    async fn run(&self, tx: &Transaction) -> Result<(), AdjustError> {
        let Some(seen) = &self.agreed_to else {
            let declined = Proposal::decline(tx, (ADJUST, self.proposal), self.by, "").await?;
            let subject = format!("adjustment/{}", declined.subject);
            return Ok(tx.audit(Audit::new(Actor::User(self.by), "ledger.adjust.decline", subject)).await?);
        };
        let (proposal, it) =
            Proposal::approve::<Adjustment>(tx, (ADJUST, self.proposal), self.by, seen).await?;
        // The books may be others than they were when it was proposed.
        let explains = allowed(tx, &it).await?;
        if !adjustment::insert(tx, &it, &explains, [proposal.proposer, self.by]).await? {
            let taken_back = it.reverses.is_some();
            return Err(if taken_back { AdjustError::TakenBack } else { FourEyesError::Decided.into() });
        }
        ledger::book(tx, &it.group()?, About::PLATFORM).await?;
        if let Some(case) = it.case {
            if it.reverses.is_some() {
                reconciliation::reopen(tx, case).await?;
            } else if !reconciliation::close(tx, case, Some(self.by), &it.reason).await? {
                return Err(AdjustError::Explained);
            }
        }
        Ok(tx.audit(entry(&it, "ledger.adjust", self.by)).await?)
    }
}

async fn propose(tx: &Transaction, it: &Adjustment, by: UserId) -> Result<(), AdjustError> {
    let subject = it.id.to_string();
    let payload = serde_json::to_string(it).map_err(FourEyesError::from)?;
    let open = Proposal::open(tx, tx.module(), ADJUST, tx.now).await?;
    if open.iter().any(|open| open.subject == subject && open.payload == payload) {
        return Ok(());
    }
    if adjustment::find(tx, it.id).await?.is_some() {
        return Err(FourEyesError::Decided.into());
    }
    // Nothing is proposed that could not be done. Whether it still can is asked again when it is agreed to.
    allowed(tx, it).await?;
    let proposed =
        Proposed { action: ADJUST, subject: &subject, payload: it, proposer: by, beneficiary: None };
    proposed.make(tx).await?;
    Ok(tx.audit(entry(it, "ledger.adjust.propose", by)).await?)
}

fn entry(it: &Adjustment, action: &'static str, by: UserId) -> Audit {
    let what = json!({ "postings": it.lines, "case": it.case, "reverses": it.reverses });
    Audit::new(Actor::User(by), action, it.booked_as()).because(&it.reason).to(what)
}

/// Whether `it` may be written into the books as they are, and which line of the provider's books it explains.
async fn allowed(tx: &Transaction, it: &Adjustment) -> Result<Explains, AdjustError> {
    if let Some(reverses) = it.reverses {
        let of = adjustment::find(tx, reverses).await?.ok_or(AdjustError::Unknown)?;
        if of.it.reverses.is_some() {
            return Err(AdjustError::IsAReversal);
        }
        if of.taken_back {
            return Err(AdjustError::TakenBack);
        }
        return Ok(of.explains);
    }
    it.may_be_written()?;
    let moves = it.moves();
    let Some(case) = it.case else {
        return if moves.is_empty() { Ok(None) } else { Err(AdjustError::NoCase) };
    };
    if moves.is_empty() {
        return Err(AdjustError::MovesNothing);
    }
    let case = reconciliation::open_case(tx, case).await?.ok_or(AdjustError::Explained)?;
    // What was booked since the comparison counts, so that nothing is explained twice.
    let ours = adjustment::booked_for(tx, (case.what.as_str(), case.object.as_str())).await?;
    let differs = difference(case.theirs, &ours);
    if differs.is_empty() {
        return Err(AdjustError::Explained);
    }
    if moves != differs {
        let sums = differs.iter().map(|(currency, minor)| Money::new(*minor, *currency).format_exact("en"));
        return Err(AdjustError::NotTheDifference(sums.collect::<Vec<_>>().join(", ")));
    }
    Ok(Some((case.what, case.object)))
}
