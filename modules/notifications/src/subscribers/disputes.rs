//! What payments says of gifts that banks take back, told to whoever runs the campaign (rule R12).

use super::{Mails, payouts::News};
use crate::{
    notice::{Kept, NoticeKind},
    tables::creator,
};
use contracts::{
    CampaignId, Timestamp,
    campaigns::CampaignPublished,
    payments::{DisputeClosed, DisputeOpened},
};
use kernel::{HandleError, React, Reactor, Subscription, Transaction};

/// Keeps who runs campaigns. Of its own, so that it hears of all there ever were.
pub(super) fn creators() -> Subscription {
    Reactor::named("keep_creators").on::<CampaignPublished>(KeepCreators).build()
}

struct KeepCreators;

impl React<CampaignPublished> for KeepCreators {
    async fn react(&self, tx: &Transaction, it: CampaignPublished) -> Result<(), HandleError> {
        Ok(creator::keep(tx, it.campaign, it.creator).await?)
    }
}

/// Writes to creators of disputes. That its donor's pledge is with a bank is kept by another subscription.
pub(super) struct TellOfDisputes(pub(super) Mails);

/// What there is to tell of a dispute.
struct Told {
    dispute: String,
    campaign: CampaignId,
    kind: NoticeKind,
    said: Vec<Kept>,
    at: Timestamp,
}

impl TellOfDisputes {
    async fn tell(&self, tx: &Transaction, it: Told) -> Result<(), HandleError> {
        let Some(creator) = creator::of(tx, it.campaign).await? else { return Ok(()) };
        // Two gifts of one sum may be taken back on one day: the number is what tells their mails apart.
        let number = Kept::of("notice-dispute-number").words("number", &it.dispute);
        let said = it.said.into_iter().chain([number]).collect();
        let news = News { campaign: it.campaign, creator, kind: it.kind, said, at: it.at };
        self.0.to_payee(tx, &it.dispute, news).await
    }
}

impl React<DisputeOpened> for TellOfDisputes {
    async fn react(&self, tx: &Transaction, it: DisputeOpened) -> Result<(), HandleError> {
        let told = Told {
            dispute: it.dispute,
            campaign: it.campaign,
            kind: NoticeKind::DisputeOpened,
            said: vec![
                Kept::of("notice-dispute-taken").sum("sum", it.amount),
                Kept::of("notice-dispute-kept-out"),
            ],
            at: it.opened_at,
        };
        self.tell(tx, told).await
    }
}

impl React<DisputeClosed> for TellOfDisputes {
    async fn react(&self, tx: &Transaction, it: DisputeClosed) -> Result<(), HandleError> {
        let (kind, said) = if it.won {
            (NoticeKind::DisputeWon, vec![Kept::of("notice-dispute-stands")])
        } else {
            (NoticeKind::DisputeLost, lost(&it))
        };
        let (dispute, campaign, at) = (it.dispute, it.campaign, it.closed_at);
        self.tell(tx, Told { dispute, campaign, kind, said, at }).await
    }
}

/// What it means that the donor has the money. Where it was on its way back already, the campaign had lost it before.
fn lost(it: &DisputeClosed) -> Vec<Kept> {
    if !it.lost.amount.is_positive() {
        return vec![Kept::of("notice-dispute-nothing")];
    }
    vec![Kept::of("notice-dispute-gone").sum("sum", it.lost.amount), Kept::of("notice-dispute-less")]
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::{Currency, Money, PledgeId, pledges::Gift};

    fn closed(amount: i64) -> DisputeClosed {
        let sum = |minor| Money::new(minor, Currency::Inr);
        DisputeClosed {
            dispute: "du_1".to_owned(),
            pledge: PledgeId::fresh(),
            campaign: CampaignId::fresh(),
            won: false,
            lost: Gift { amount: sum(amount), tip: sum(4_200), covered_fee: sum(0) },
            closed_at: Timestamp(0),
        }
    }

    #[test]
    fn a_lost_dispute_of_what_had_gone_back_before_makes_no_payout_smaller() {
        assert_eq!(lost(&closed(0)), [Kept::of("notice-dispute-nothing")]);
        let sum = Money::new(84_000, Currency::Inr);
        let told = [Kept::of("notice-dispute-gone").sum("sum", sum), Kept::of("notice-dispute-less")];
        assert_eq!(lost(&closed(84_000)), told);
    }
}
