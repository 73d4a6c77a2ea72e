//! What cancelling a campaign would move (T-46 of the scenarios): each donor is given back all that is left of their gift,
//! while whoever earned it gives back only what they got of it, net of the platform's fee.

use crate::{
    posting::Account,
    tables::{ledger, payee::Payee, platform_fee},
};
use contracts::{Currency, Money};
use kernel::db::Sql;
use sea_orm::{ConnectionTrait, DbErr, QueryResult};
use serde::Serialize;

/// What would move, in the campaign's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Cancelling {
    /// To the donors: all that is left of what they paid, tips and covered fees too.
    pub(crate) to_donors: Money,
    /// Of that, what is held for the campaign and is nobody's yet.
    pub(crate) from_escrow: Money,
    /// Of that, what the platform gives back: tips, covered fees, and its fee on what was earned.
    pub(crate) from_platform: Money,
    /// Of that, what the creator bears, who earned it: net of the platform's fee.
    pub(crate) from_creator: Money,
    /// What is held for the creator now, of all their campaigns in this currency. Below nothing, they owe it.
    pub(crate) creator_has: Money,
    /// The same after that.
    pub(crate) creator_after: Money,
    /// What banks have taken back and have not decided on: nothing of it can be given back before.
    pub(crate) disputed: Money,
}

/// A payment of which something is left, in minor units.
#[derive(Clone, Copy, Debug)]
struct Left {
    earned: bool,
    disputed: bool,
    rate_bp: u32,
    amount: i64,
    /// The tip, and what was paid on top for the provider's fee.
    on_top: i64,
}

const LEFT: &str = "SELECT CASE WHEN p.earned_at IS NULL THEN 0 ELSE 1 END AS earned, \
     COALESCE(d.open, 0) AS disputed, COALESCE(f.rate_bp, 0) AS rate_bp, \
     CAST(p.amount_minor - COALESCE(r.amount, 0) - COALESCE(d.amount, 0) AS bigint) AS amount, \
     CAST(p.tip_minor + p.covered_fee_minor - COALESCE(r.on_top, 0) - COALESCE(d.on_top, 0) AS bigint) AS on_top \
     FROM payments_payment p LEFT JOIN payments_platform_fee f ON f.pledge = p.pledge \
     LEFT JOIN (SELECT payment, SUM(amount_minor) AS amount, SUM(tip_minor + covered_fee_minor) AS on_top \
     FROM payments_refund WHERE campaign = $1 GROUP BY payment) r ON r.payment = p.id \
     LEFT JOIN (SELECT payment, MAX(CASE WHEN state IN (0, 1) THEN 1 ELSE 0 END) AS open, \
     SUM(lost_amount_minor) AS amount, SUM(lost_tip_minor + lost_covered_fee_minor) AS on_top \
     FROM payments_dispute WHERE campaign = $1 GROUP BY payment) d ON d.payment = p.id \
     WHERE p.campaign = $1 AND p.status = 3";

/// What cancelling the campaign of `payee` would move now.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn cancelling(db: &impl ConnectionTrait, payee: &Payee) -> Result<Cancelling, DbErr> {
    let rows = db.all(LEFT, vec![payee.campaign.0.into()]).await?;
    let left = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    let has = -ledger::balance(db, Account::Creator(payee.creator), payee.currency).await?;
    of_payments(&left, has, payee.currency)
}

fn read(row: &QueryResult) -> Result<Left, DbErr> {
    let flag = |column: &str| Ok::<_, DbErr>(row.try_get::<i32>("", column)? != 0);
    Ok(Left {
        earned: flag("earned")?,
        disputed: flag("disputed")?,
        rate_bp: u32::try_from(row.try_get::<i32>("", "rate_bp")?).unwrap_or_default(),
        amount: row.try_get("", "amount")?,
        on_top: row.try_get("", "on_top")?,
    })
}

fn of_payments(left: &[Left], creator_has: i64, currency: Currency) -> Result<Cancelling, DbErr> {
    let (mut escrow, mut platform, mut creator, mut disputed) = (0, 0, 0, 0);
    for it in left {
        if it.disputed {
            disputed += it.amount + it.on_top;
            continue;
        }
        platform += it.on_top;
        if it.earned {
            let fee = platform_fee::of(Money::new(it.amount, currency), it.rate_bp)?.minor;
            platform += fee;
            creator += it.amount - fee;
        } else {
            escrow += it.amount;
        }
    }
    let money = |minor| Money::new(minor, currency);
    Ok(Cancelling {
        to_donors: money(escrow + platform + creator),
        from_escrow: money(escrow),
        from_platform: money(platform),
        from_creator: money(creator),
        creator_has: money(creator_has),
        creator_after: money(creator_has - creator),
        disputed: money(disputed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gift(earned: bool, amount: i64, on_top: i64) -> Left {
        Left { earned, disputed: false, rate_bp: 500, amount, on_top }
    }

    /// T-46: what goes back gross is more than what leaves the account of whoever earned it.
    #[test]
    fn a_creator_bears_what_they_got_and_not_what_donors_paid() {
        let all = [gift(true, 10_000, 300), gift(true, 20_000, 0)];
        let it = of_payments(&all, 28_500, Currency::Eur).unwrap();
        assert_eq!(
            (it.to_donors.minor, it.from_platform.minor, it.from_creator.minor),
            (30_300, 1_800, 28_500)
        );
        assert_eq!(it.creator_after.minor, 0, "what they have is enough, although donors get more than that");
        let paid_out = of_payments(&all, 2_850, Currency::Eur).unwrap();
        assert_eq!(paid_out.creator_after.minor, -25_650, "and after a payout they owe the rest");
    }

    #[test]
    fn what_nobody_earned_comes_out_of_what_is_held_and_what_a_bank_has_stays() {
        let disputed = Left { disputed: true, ..gift(true, 5_000, 100) };
        let it = of_payments(&[gift(false, 10_000, 300), disputed], 700, Currency::Eur).unwrap();
        assert_eq!((it.from_escrow.minor, it.from_platform.minor, it.from_creator.minor), (10_000, 300, 0));
        assert_eq!((it.creator_after.minor, it.disputed.minor), (700, 5_100));
    }
}
