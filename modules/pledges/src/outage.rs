//! A payment page that does not open, because the provider is away: the promise is kept, and its reward with it, and
//! once there is a page the donor is written to.

use crate::{
    pledge::{Pledge, PledgeEvent, REWARD_HELD},
    saga::TO_PAY,
};
use contracts::{PaymentId, Timestamp};
use std::time::Duration;

/// A page that is not open after this long is late: whoever waits is told so, and need not stay.
pub(crate) const LATE: Duration = Duration::from_mins(1);
/// How long a promise without a page is kept at most. Payments asks for its page once, to be open for 23 hours from
/// the promise on, and no provider opens one that is to close within half an hour.
const KEPT: Duration = Duration::from_hours(12);
/// How long whoever was written to may take to come back.
pub(crate) const TO_COME_BACK: Duration = Duration::from_hours(4);

/// Until when a promise is kept whose page is not open yet. Not long past `deadline`, because the outcome of the
/// campaign waits for it.
pub(crate) fn kept_until(
    accepted_at: Timestamp,
    reserved_until: Timestamp,
    deadline: Timestamp,
) -> Timestamp {
    accepted_at.after(KEPT).min(deadline.after(TO_PAY)).max(reserved_until)
}

/// The page opened now, so late that its donor will have gone: they get time to come back.
pub(crate) fn opened_late(
    pledge: &Pledge,
    payment: PaymentId,
    deadline: Timestamp,
    now: Timestamp,
) -> Option<PledgeEvent> {
    let terms = pledge.terms.as_ref().filter(|_| pledge.is_unpaid())?;
    let back = now.after(TO_COME_BACK).min(deadline.after(TO_PAY)).max(now.after(REWARD_HELD));
    let late = now.since(terms.accepted_at) >= LATE;
    late.then(|| PledgeEvent::HoldExtended { payment, until: back.max(terms.reserved_until) })
}

/// Whether a promise is kept for a donor who may come back: longer than for one who saw the page, and not as long as one of
/// a plan, whose card is charged without them.
pub(crate) fn comes_back(accepted_at: Timestamp, reserved_until: Timestamp) -> bool {
    let kept = reserved_until.since(accepted_at);
    kept > TO_PAY && kept <= KEPT.saturating_add(TO_COME_BACK)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pledge::Terms;
    use contracts::{
        CampaignId, Currency, Money,
        pledges::{Collection, Gift},
    };
    use kernel::event_store::Aggregate as _;

    const ACCEPTED: Timestamp = Timestamp(1_772_366_400_000_000);

    fn terms() -> Terms {
        let zero = Money::zero(Currency::Inr);
        Terms {
            add_ons: Vec::new(),
            campaign: CampaignId(uuid::Uuid::nil()),
            reward: None,
            gift: Gift { amount: Money::new(100, Currency::Inr), tip: zero, covered_fee: zero },
            collection: Collection::Charge,
            accepted_at: ACCEPTED,
            reserved_until: ACCEPTED.after(TO_PAY),
        }
    }

    #[test]
    fn a_promise_without_a_page_is_kept_for_half_a_day_and_not_past_the_deadline() {
        let kept = |deadline| kept_until(ACCEPTED, ACCEPTED.after(TO_PAY), deadline);
        assert_eq!(kept(ACCEPTED.after(KEPT * 2)), ACCEPTED.after(KEPT));
        let soon = ACCEPTED.after(Duration::from_hours(1));
        assert_eq!(kept(soon), soon.after(TO_PAY));
    }

    #[test]
    fn whoever_waited_for_a_page_gets_time_to_come_back() {
        let mut pledge = Pledge::default();
        pledge.apply(&PledgeEvent::Reserved(terms()));
        let (payment, far) = (PaymentId(uuid::Uuid::nil()), ACCEPTED.after(KEPT * 9));
        let opened = |after| opened_late(&pledge, payment, far, ACCEPTED.after(after));
        assert_eq!(opened(Duration::from_secs(59)), None, "they are still there");
        let hours = Duration::from_hours(3);
        let until = ACCEPTED.after(hours + TO_COME_BACK);
        assert_eq!(opened(hours), Some(PledgeEvent::HoldExtended { payment, until }));
        let at_the_end = opened_late(&pledge, payment, ACCEPTED, ACCEPTED.after(hours));
        let until = ACCEPTED.after(hours + REWARD_HELD);
        assert_eq!(at_the_end, Some(PledgeEvent::HoldExtended { payment, until }), "a page needs some time");
    }
}
