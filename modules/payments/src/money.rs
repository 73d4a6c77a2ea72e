//! What became of a campaign's money, for everybody to read: from the ledger, and from nothing else.

use contracts::{CampaignId, Currency, Money, PledgeId};
use kernel::db::Sql;
use sea_orm::{ConnectionTrait, DbErr};
use serde::Serialize;

/// A campaign's money, line by line, in its currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Flow {
    /// Taken from donors for the campaign, without tips and covered fees.
    pub(crate) came_in: Money,
    /// Decided to go back to donors, and what banks took back for good.
    pub(crate) went_back: Money,
    /// What the platform keeps of it.
    pub(crate) platform_fee: Money,
    /// What the payment provider kept and the platform bears.
    pub(crate) provider_fee: Money,
    /// The same of refunds after a payout, which the creator bears.
    pub(crate) borne_fee: Money,
    /// What left for the creator's account.
    pub(crate) paid_out: Money,
    /// Held for the campaign now.
    pub(crate) held: Money,
    /// Came by hand or by bank, and not through the payment provider: in none of the sums above.
    pub(crate) by_hand: Money,
    /// Taken back by banks that have not decided.
    pub(crate) disputed: Money,
    /// Of what came in and did not go back, what could be given back today without asking the creator.
    pub(crate) covered: Money,
    /// The same in whole per cent, rounded down.
    pub(crate) covered_percent: i64,
}

const SUMS: &str = "SELECT g.kind, CASE WHEN l.account LIKE 'campaign:%:offline' THEN 'offline' \
     WHEN l.account LIKE 'campaign:%' THEN 'escrow' \
     WHEN l.account LIKE 'creator:%' THEN 'creator' WHEN l.account LIKE 'payout:%' THEN 'transit' \
     ELSE l.account END AS account, CAST(SUM(l.minor) AS bigint) AS minor \
     FROM payments_posting_group g JOIN payments_posting l ON l.group_id = g.id \
     WHERE g.campaign = $1 AND l.currency = $2 GROUP BY 1, 2";

/// The sums of one campaign by kind of group and kind of account.
struct Sums(Vec<(String, String, i64)>);

impl Sums {
    fn of(&self, wanted: impl Fn(&str, &str) -> bool) -> i64 {
        self.0.iter().filter(|(kind, account, _)| wanted(kind, account)).map(|it| it.2).sum()
    }
}

/// What became of the money of `campaign`.
pub(crate) async fn flow(
    db: &impl ConnectionTrait,
    campaign: CampaignId,
    currency: Currency,
) -> Result<Flow, DbErr> {
    let rows = db.all(SUMS, vec![campaign.0.into(), currency.code().into()]).await?;
    let sums = rows.iter().map(|row| {
        Ok::<_, DbErr>((row.try_get("", "kind")?, row.try_get("", "account")?, row.try_get("", "minor")?))
    });
    Ok(of_sums(&Sums(sums.collect::<Result<_, _>>()?), currency))
}

fn of_sums(sums: &Sums, currency: Currency) -> Flow {
    let money = |minor| Money::new(minor, currency);
    let is_back = |kind: &str| matches!(kind, "refund_decided" | "dispute_lost");
    let came_in = -sums.of(|kind, account| kind == "collect" && account == "escrow");
    // Of what was earned before, the creator and the platform give back their shares.
    let of_fee = sums.of(|kind, account| is_back(kind) && account == "psp:fee");
    let shares =
        sums.of(|kind, account| is_back(kind) && matches!(account, "escrow" | "creator" | "platform:fee"));
    // What the creator bears of the provider's fee is in their share, and went to no donor.
    let went_back = shares + of_fee;
    let paid_out =
        -sums.of(|kind, account| matches!(kind, "transfer" | "transfer_reversed") && account == "psp:stripe");
    let held = -sums.of(|_, account| matches!(account, "escrow" | "creator" | "transit"));
    let platform_fee = -sums.of(|_, account| account == "platform:fee");
    let disputed = sums.of(|_, account| account == "dispute:hold");
    let owed = (came_in - went_back).max(0);
    // The platform's fee goes back with a refund until the money has left.
    let given_back = if paid_out > 0 { 0 } else { platform_fee };
    let covered = (held + given_back - disputed).clamp(0, owed);
    Flow {
        came_in: money(came_in),
        went_back: money(went_back),
        platform_fee: money(platform_fee),
        provider_fee: money(sums.of(|_, account| account == "psp:fee")),
        borne_fee: money(-of_fee),
        paid_out: money(paid_out),
        held: money(held),
        by_hand: money(-sums.of(|_, account| account == "offline")),
        disputed: money(disputed),
        covered: money(covered),
        covered_percent: if owed == 0 { 100 } else { covered.saturating_mul(100) / owed },
    }
}

/// Where a donor's own money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Split {
    /// All that left the donor's card.
    pub(crate) total: Money,
    /// For the campaign, after the platform's fee.
    pub(crate) to_campaign: Money,
    /// What the platform keeps of it, by the rate of the day the pledge was made.
    pub(crate) platform_fee: Money,
    /// To the platform, by the donor's own choice.
    pub(crate) tip: Money,
    /// Given on top for the payment provider's fee.
    pub(crate) covered_fee: Money,
    /// What the payment provider really kept, once it said so. The platform pays it.
    pub(crate) provider_fee: Option<Money>,
    /// Of the total, decided to go back.
    pub(crate) back: Money,
}

/// Where the money of `pledge` went. None when nothing was collected for it.
pub(crate) async fn split(db: &impl ConnectionTrait, pledge: PledgeId) -> Result<Option<Split>, DbErr> {
    let sql = "SELECT currency, amount_minor, tip_minor, covered_fee_minor, refunded_minor, fee_minor, fee_currency \
               FROM payments_payment WHERE pledge = $1 AND status = 3 ORDER BY attempt_no LIMIT 1";
    let Some(row) = db.one(sql, vec![pledge.0.into()]).await? else { return Ok(None) };
    let gift = crate::tables::gift(&row)?;
    let rate = crate::tables::platform_fee::rate(db, pledge).await?;
    let platform_fee = crate::tables::platform_fee::of(gift.amount, rate)?;
    let currency = gift.amount.currency;
    let fee: Option<i64> = row.try_get("", "fee_minor")?;
    let fee_currency: Option<String> = row.try_get("", "fee_currency")?;
    let fee_currency = fee_currency.and_then(|it| it.parse().ok());
    Ok(Some(Split {
        total: gift.total(),
        to_campaign: Money::new(gift.amount.minor - platform_fee.minor, currency),
        platform_fee,
        tip: gift.tip,
        covered_fee: gift.covered_fee,
        provider_fee: fee.zip(fee_currency).map(|(minor, currency)| Money::new(minor, currency)),
        back: Money::new(row.try_get("", "refunded_minor")?, currency),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sums(lines: &[(&str, &str, i64)]) -> Sums {
        Sums(lines.iter().map(|(kind, account, minor)| ((*kind).into(), (*account).into(), *minor)).collect())
    }

    #[test]
    fn what_is_held_covers_every_refund_until_it_is_paid_out() {
        let held = sums(&[
            ("collect", "psp:stripe", 10_000),
            ("collect", "escrow", -10_000),
            ("refund_decided", "escrow", 2_000),
            ("refund_decided", "backer", -2_000),
        ]);
        let flow = of_sums(&held, Currency::Eur);
        assert_eq!((flow.came_in.minor, flow.went_back.minor, flow.held.minor), (10_000, 2_000, 8_000));
        assert_eq!((flow.covered.minor, flow.covered_percent), (8_000, 100));
    }

    #[test]
    fn what_came_by_hand_is_told_apart_and_covers_no_refund() {
        let by_hand = sums(&[
            ("collect", "escrow", -10_000),
            ("offline_gift", "cash:offline", 5_000),
            ("offline_gift", "offline", -5_000),
        ]);
        let flow = of_sums(&by_hand, Currency::Eur);
        assert_eq!((flow.came_in.minor, flow.held.minor, flow.by_hand.minor), (10_000, 10_000, 5_000));
    }

    #[test]
    fn after_a_payout_only_what_stayed_behind_can_be_given_back_today() {
        let paid = sums(&[
            ("collect", "escrow", -10_000),
            ("earned", "escrow", 10_000),
            ("earned", "platform:fee", -500),
            ("earned", "creator", -9_500),
            ("payout_reserved", "creator", 8_550),
            ("payout_reserved", "transit", -8_550),
            ("transfer", "transit", 8_550),
            ("transfer", "psp:stripe", -8_550),
        ]);
        let flow = of_sums(&paid, Currency::Eur);
        assert_eq!((flow.paid_out.minor, flow.held.minor, flow.platform_fee.minor), (8_550, 950, 500));
        assert_eq!((flow.covered.minor, flow.covered_percent), (950, 9));
    }

    #[test]
    fn what_a_creator_bears_of_a_refund_s_card_fee_went_to_no_donor() {
        let refunded = sums(&[
            ("collect", "escrow", -10_000),
            ("fee", "psp:fee", 320),
            ("earned", "escrow", 10_000),
            ("earned", "platform:fee", -500),
            ("earned", "creator", -9_500),
            ("refund_decided", "creator", 10_320),
            ("refund_decided", "psp:fee", -320),
            ("refund_decided", "backer", -10_000),
        ]);
        let flow = of_sums(&refunded, Currency::Eur);
        assert_eq!((flow.went_back.minor, flow.platform_fee.minor), (10_000, 500));
        assert_eq!((flow.provider_fee.minor, flow.borne_fee.minor), (0, 320));
    }
}
