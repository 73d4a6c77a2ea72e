//! What cancelling a campaign would move (T-46 of the scenarios): each donor is given back all that is left of their gift,
//! while whoever earned it gives back what they got of it (rule R5): net of the platform's fee until it was paid out, and
//! after that all of it, with what the payment provider kept.

use crate::{
    posting::{Account, fee_part},
    tables::{ledger, payee::Payee, platform_fee},
};
use contracts::{Currency, Money, pledges::Gift};
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
    /// Of that, what the platform gives back: tips, covered fees, and its fee on what was earned and not paid out.
    pub(crate) from_platform: Money,
    /// Of that, what the creator bears, who earned it.
    pub(crate) from_creator: Money,
    /// What the creator bears on top, and no donor gets: what the provider kept of what was paid out.
    pub(crate) card_fees: Money,
    /// What is held for the creator now, of all their campaigns in this currency. Below nothing, they owe it.
    pub(crate) creator_has: Money,
    /// The same after that.
    pub(crate) creator_after: Money,
    /// What banks have taken back and have not decided on: nothing of it can be given back before.
    pub(crate) disputed: Money,
}

/// A payment of which something may be left.
#[derive(Clone, Copy, Debug)]
struct Paid {
    earned: bool,
    /// Money has left for whoever earned it since they did.
    paid_out: bool,
    disputed: bool,
    rate_bp: u32,
    taken: Gift,
    /// What of it went back, or was left with the donor by a bank.
    gone: Gift,
    /// What the provider kept of it, in minor units.
    kept: i64,
}

const PAID: &str = "SELECT CASE WHEN p.earned_at IS NULL THEN 0 ELSE 1 END AS earned, \
     CASE WHEN p.earned_at <= (SELECT MAX(o.proposed_at) FROM payments_payout o WHERE o.creator = $2 \
     AND o.currency = p.currency AND o.state IN (2, 3, 4)) THEN 1 ELSE 0 END AS paid_out, \
     COALESCE(d.open, 0) AS disputed, COALESCE(f.rate_bp, 0) AS rate_bp, \
     CAST(CASE WHEN p.fee_transaction IS NOT NULL AND p.fee_currency = p.currency THEN p.fee_minor ELSE 0 END \
     AS bigint) AS kept, p.amount_minor, p.tip_minor, p.covered_fee_minor, \
     CAST(COALESCE(r.amount, 0) + COALESCE(d.amount, 0) AS bigint) AS gone_amount, \
     CAST(COALESCE(r.tip, 0) + COALESCE(d.tip, 0) AS bigint) AS gone_tip, \
     CAST(COALESCE(r.covered, 0) + COALESCE(d.covered, 0) AS bigint) AS gone_covered \
     FROM payments_payment p LEFT JOIN payments_platform_fee f ON f.pledge = p.pledge \
     LEFT JOIN (SELECT payment, SUM(amount_minor) AS amount, SUM(tip_minor) AS tip, SUM(covered_fee_minor) AS covered \
     FROM payments_refund WHERE campaign = $1 GROUP BY payment) r ON r.payment = p.id \
     LEFT JOIN (SELECT payment, MAX(CASE WHEN state IN (0, 1) THEN 1 ELSE 0 END) AS open, \
     SUM(lost_amount_minor) AS amount, SUM(lost_tip_minor) AS tip, SUM(lost_covered_fee_minor) AS covered \
     FROM payments_dispute WHERE campaign = $1 GROUP BY payment) d ON d.payment = p.id \
     WHERE p.campaign = $1 AND p.status = 3";

/// What cancelling the campaign of `payee` would move now.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn cancelling(db: &impl ConnectionTrait, payee: &Payee) -> Result<Cancelling, DbErr> {
    let rows = db.all(PAID, vec![payee.campaign.0.into(), payee.creator.0.into()]).await?;
    let all = rows.iter().map(|row| read(row, payee.currency)).collect::<Result<Vec<_>, _>>()?;
    let has = -ledger::balance(db, Account::Creator(payee.creator), payee.currency).await?;
    of_payments(&all, has, payee.currency)
}

fn read(row: &QueryResult, currency: Currency) -> Result<Paid, DbErr> {
    let flag = |column: &str| Ok::<_, DbErr>(row.try_get::<i32>("", column)? != 0);
    let money = |column: &str| Ok::<_, DbErr>(Money::new(row.try_get("", column)?, currency));
    Ok(Paid {
        earned: flag("earned")?,
        paid_out: flag("paid_out")?,
        disputed: flag("disputed")?,
        rate_bp: u32::try_from(row.try_get::<i32>("", "rate_bp")?).unwrap_or_default(),
        taken: Gift {
            amount: money("amount_minor")?,
            tip: money("tip_minor")?,
            covered_fee: money("covered_fee_minor")?,
        },
        gone: Gift {
            amount: money("gone_amount")?,
            tip: money("gone_tip")?,
            covered_fee: money("gone_covered")?,
        },
        kept: row.try_get("", "kept")?,
    })
}

impl Paid {
    /// What is left of it.
    fn left(&self) -> Gift {
        let less = |taken: Money, gone: Money| Money::new(taken.minor - gone.minor, taken.currency);
        Gift {
            amount: less(self.taken.amount, self.gone.amount),
            tip: less(self.taken.tip, self.gone.tip),
            covered_fee: less(self.taken.covered_fee, self.gone.covered_fee),
        }
    }
}

fn of_payments(all: &[Paid], creator_has: i64, currency: Currency) -> Result<Cancelling, DbErr> {
    let (mut escrow, mut platform, mut creator, mut card_fees, mut disputed) = (0, 0, 0, 0, 0);
    for it in all {
        let left = it.left();
        if it.disputed {
            disputed += left.total().minor;
            continue;
        }
        platform += left.tip.minor + left.covered_fee.minor;
        if !it.earned {
            escrow += left.amount.minor;
        } else if it.paid_out {
            creator += left.amount.minor;
            card_fees += fee_part(it.kept, &it.taken, &it.gone, &left);
        } else {
            let fee = platform_fee::of(left.amount, it.rate_bp)?.minor;
            platform += fee;
            creator += left.amount.minor - fee;
        }
    }
    let money = |minor| Money::new(minor, currency);
    Ok(Cancelling {
        to_donors: money(escrow + platform + creator),
        from_escrow: money(escrow),
        from_platform: money(platform),
        from_creator: money(creator),
        card_fees: money(card_fees),
        creator_has: money(creator_has),
        creator_after: money(creator_has - creator - card_fees),
        disputed: money(disputed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gift(earned: bool, amount: i64, tip: i64) -> Paid {
        let of = |amount, tip| {
            let money = |minor| Money::new(minor, Currency::Eur);
            Gift { amount: money(amount), tip: money(tip), covered_fee: money(0) }
        };
        let (taken, gone) = (of(amount, tip), of(0, 0));
        Paid { earned, paid_out: false, disputed: false, rate_bp: 500, taken, gone, kept: 320 }
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
        assert_eq!((it.creator_after.minor, it.card_fees.minor), (0, 0), "what they have is enough");
    }

    /// Rule R5.
    #[test]
    fn after_a_payout_a_creator_bears_all_that_donors_gave_them_and_its_card_fees() {
        let all = [Paid { paid_out: true, ..gift(true, 10_000, 0) }, gift(true, 20_000, 300)];
        let it = of_payments(&all, 19_950, Currency::Eur).unwrap();
        assert_eq!(
            (it.to_donors.minor, it.from_platform.minor, it.from_creator.minor),
            (30_300, 1_300, 29_000)
        );
        assert_eq!((it.card_fees.minor, it.creator_after.minor), (320, 19_950 - 29_000 - 320));
    }

    #[test]
    fn what_nobody_earned_comes_out_of_what_is_held_and_what_a_bank_has_stays() {
        let disputed = Paid { disputed: true, ..gift(true, 5_000, 100) };
        let it = of_payments(&[gift(false, 10_000, 300), disputed], 700, Currency::Eur).unwrap();
        assert_eq!((it.from_escrow.minor, it.from_platform.minor, it.from_creator.minor), (10_000, 300, 0));
        assert_eq!((it.creator_after.minor, it.disputed.minor), (700, 5_100));
    }
}
