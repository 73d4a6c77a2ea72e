//! What would happen if a campaign ended now. Not a sketch of it: the seal, the decision, the charge wave and the release
//! of promises are the real ones, in a transaction that is taken back.

use crate::{batch, card, sealed, settlement, tables::campaign::Campaign};
use contracts::{
    CampaignId, Money, UserId,
    campaigns::{CampaignPublished, FundingModel},
    pledges::GOAL_MISSED,
    terms,
};
use kernel::{Command, Context, HandleError, React, Transaction, db::Sql};
use sea_orm::{ConnectionTrait, DbErr};

/// So many pledges are gone through at most: nobody else can write to `SQLite` meanwhile.
const GONE_THROUGH: i64 = 200;

/// How it would end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ending {
    /// What counts, and of how many promises it is the sum.
    pub(crate) promised: Money,
    pub(crate) promises: i64,
    /// Promises that are on their way to count: they would get a few minutes, and a bank that takes days five of them.
    pub(crate) on_their_way: i64,
    /// Whether the campaign succeeds.
    pub(crate) succeeds: bool,
    /// Cards to charge, and what all charges together come to, tips included.
    pub(crate) charges: i64,
    pub(crate) to_charge: Money,
    /// Of those, cards that will have expired.
    pub(crate) expired: i64,
    pub(crate) expired_sum: Money,
    /// How many promises the rehearsal let go, or gave back, because the campaign fails.
    pub(crate) released: i64,
    /// How many of all these steps were gone through, and what came in the way of some.
    pub(crate) gone_through: i64,
    pub(crate) obstacles: Vec<String>,
}

/// What a campaign that ended now would bring, between the worst and the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Forecast {
    pub(crate) collected: Money,
    pub(crate) platform_fee: Money,
    pub(crate) card_fees: Money,
    pub(crate) creators: Money,
    pub(crate) reserve: Money,
}

/// Why nothing can be rehearsed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RehearsalError {
    #[error("There is no such campaign.")]
    Unknown,
    #[error("This campaign has ended: what happened is on its page.")]
    Ended,
    #[error(transparent)]
    Database(#[from] DbErr),
    #[error(transparent)]
    Broken(#[from] HandleError),
}

/// Rehearses the end of `campaign`. Nothing of it is kept, nobody hears of it and no card is charged.
///
/// # Errors
/// When it has ended, or the database does not answer.
pub(crate) async fn rehearse(ctx: &Context, campaign: CampaignId) -> Result<Ending, RehearsalError> {
    match ctx.run(Rehearse(campaign)).await {
        Err(TakenBack::Seen(ending)) => Ok(*ending),
        Err(TakenBack::Not(error)) => Err(error),
        // A rehearsal ends in an error, so that nothing of it is kept.
        Ok(()) => Err(RehearsalError::Ended),
    }
}

struct Rehearse(CampaignId);

/// How a rehearsal ends, always: as an error, which takes everything back.
enum TakenBack {
    Seen(Box<Ending>),
    Not(RehearsalError),
}

impl<E: Into<RehearsalError>> From<E> for TakenBack {
    fn from(error: E) -> Self {
        Self::Not(error.into())
    }
}

impl Command for Rehearse {
    type Output = ();
    type Error = TakenBack;

    async fn run(&self, tx: &Transaction) -> Result<(), TakenBack> {
        let campaign = Campaign::by_id(tx, self.0).await?.ok_or(RehearsalError::Unknown)?;
        let on_their_way =
            count(tx, self.0, "status IN ('reserved', 'awaiting_payment', 'declined', 'processing')").await?;
        let sealed = sealed::write(tx, self.0).await?.filter(|_| !campaign.cancelled);
        let (promises, promised) = sealed.ok_or(RehearsalError::Ended)?;
        let succeeds = campaign.model.is_enough(promised, campaign.goal);
        let zero = Money::zero(campaign.currency);
        let mut ending = Ending {
            promised,
            promises,
            on_their_way,
            succeeds,
            charges: 0,
            to_charge: zero,
            expired: 0,
            expired_sum: zero,
            released: 0,
            gone_through: 0,
            obstacles: Vec::new(),
        };
        if !succeeds {
            let (through, all, obstacles) = batch::rehearse(tx, self.0, GOAL_MISSED, GONE_THROUGH).await?;
            (ending.gone_through, ending.released, ending.obstacles) = (through, all, obstacles);
        } else if campaign.model == FundingModel::AllOrNothing {
            (ending.charges, ending.to_charge) = saved(tx, &campaign, None).await?;
            (ending.expired, ending.expired_sum) =
                saved(tx, &campaign, Some(tx.now.after(card::WAVE).0)).await?;
            ending.gone_through = settlement::rehearse(tx, self.0, GONE_THROUGH).await?;
        }
        Err(TakenBack::Seen(Box::new(ending)))
    }
}

async fn count(tx: &Transaction, campaign: CampaignId, condition: &str) -> Result<i64, DbErr> {
    let sql = format!("SELECT COUNT(*) AS many FROM pledges_pledge WHERE campaign = $1 AND {condition}");
    let row = tx.one(&sql, vec![campaign.0.into()]).await?;
    row.map_or(Ok(0), |row| row.try_get("", "many"))
}

/// How many cards are saved for a campaign, and what is to be charged to them: all, or those that expire by `by`.
async fn saved(tx: &Transaction, campaign: &Campaign, by: Option<i64>) -> Result<(i64, Money), DbErr> {
    let sql = "SELECT COUNT(*) AS many, \
         CAST(COALESCE(SUM(p.amount_minor + p.tip_minor + p.covered_fee_minor), 0) AS bigint) AS total \
         FROM pledges_pledge p LEFT JOIN pledges_card c ON c.pledge = p.pledge \
         WHERE p.campaign = $1 AND p.status = 'card_saved' AND ($2 = 0 OR c.valid_until <= $3)";
    let (only, until) = (i64::from(by.is_some()), by.unwrap_or_default());
    let row = tx.one(sql, vec![campaign.id.0.into(), only.into(), until.into()]).await?;
    let Some(row) = row else { return Ok((0, Money::zero(campaign.currency))) };
    Ok((row.try_get("", "many")?, Money::new(row.try_get("", "total")?, campaign.currency)))
}

impl Ending {
    /// What it would bring at worst and at best: expired cards bring nothing, and a few of the others never do.
    pub(crate) fn forecast(&self) -> [Forecast; 2] {
        [terms::DROPS_AT_WORST, terms::DROPS_AT_BEST].map(|drops| self.with(drops))
    }

    /// Of a thousand cards that are still good, `drops` bring nothing.
    fn with(&self, drops: u32) -> Forecast {
        let currency = self.promised.currency;
        let share = |of: i64, part: i64, whole: i64| {
            let product = i128::from(of) * i128::from(part);
            i64::try_from(product / i128::from(whole.max(1))).unwrap_or(of)
        };
        let promised = if self.succeeds { self.promised.minor } else { 0 };
        // What was taken already stays; what cards are to bring is what expired and dropped ones do not.
        let good = share(promised, self.to_charge.minor - self.expired_sum.minor, self.to_charge.minor);
        let (collected, charges) = if self.charges == 0 {
            (promised, self.promises)
        } else {
            let kept = 1_000 - i64::from(drops);
            (share(good, kept, 1_000), share(self.charges - self.expired, kept, 1_000))
        };
        let per_cent = |of: i64, basis_points: u32| {
            Money::new(of, currency).percent_half_even(basis_points).map_or(0, |it| it.minor)
        };
        let platform_fee = per_cent(collected, terms::PLATFORM_FEE_BP);
        let card_fees = per_cent(collected, terms::CARD_FEE_BP) + terms::CARD_FEE_FIXED_MINOR * charges;
        let creators = collected - platform_fee;
        let money = |minor| Money::new(minor, currency);
        Forecast {
            collected: money(collected),
            platform_fee: money(platform_fee),
            card_fees: money(card_fees.min(collected)),
            creators: money(creators),
            reserve: money(per_cent(creators, terms::RESERVE_BP)),
        }
    }
}

/// Keeps who runs which campaign, so that they alone see how it would end.
#[derive(Clone, Copy)]
pub(crate) struct KeepOwners;

impl React<CampaignPublished> for KeepOwners {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        let sql = "INSERT INTO pledges_owner (campaign, creator) VALUES ($1, $2) \
             ON CONFLICT (campaign) DO UPDATE SET creator = $2";
        Ok(tx.exec(sql, vec![it.campaign.0.into(), it.creator.0.into()]).await.map(drop)?)
    }
}

/// Whether `user` runs `campaign`.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn is_owner(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    user: UserId,
) -> Result<bool, DbErr> {
    let sql = "SELECT 1 FROM pledges_owner WHERE campaign = $1 AND creator = $2";
    Ok(db.one(sql, vec![campaign.0.into(), user.0.into()]).await?.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    fn eur(minor: i64) -> Money {
        Money::new(minor, Currency::Eur)
    }

    fn ending() -> Ending {
        Ending {
            promised: eur(100_000),
            promises: 100,
            on_their_way: 0,
            succeeds: true,
            charges: 100,
            to_charge: eur(110_000),
            expired: 10,
            expired_sum: eur(11_000),
            released: 0,
            gone_through: 100,
            obstacles: Vec::new(),
        }
    }

    #[test]
    fn expired_cards_bring_nothing_and_a_few_of_the_others_neither() {
        let [worst, best] = ending().forecast();
        // A tenth has expired; of the rest 95 or 99 of a hundred bring something.
        assert_eq!((worst.collected, best.collected), (eur(85_500), eur(89_100)));
        assert_eq!((best.platform_fee, best.creators), (eur(4_455), eur(84_645)));
        assert_eq!(best.card_fees, eur(2_584 + 30 * 89));
        assert_eq!(best.reserve, eur(8_464));
    }

    #[test]
    fn what_was_taken_at_once_is_there_and_a_campaign_that_fails_brings_nothing() {
        let kept = Ending { charges: 0, to_charge: eur(0), expired: 0, expired_sum: eur(0), ..ending() };
        assert_eq!(kept.forecast().map(|it| it.collected), [eur(100_000); 2]);
        let fails = Ending { succeeds: false, ..kept };
        assert_eq!(fails.forecast().map(|it| it.collected), [eur(0); 2]);
    }
}
