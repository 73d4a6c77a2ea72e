use super::*;
use contracts::{Currency, pledges::RefundReason};
use kernel::event_store::DomainEvent;

const EUR: Currency = Currency::Eur;

fn euros(minor: i64) -> Money {
    Money::new(minor, EUR)
}

fn terms() -> Terms {
    Terms {
        campaign: CampaignId::fresh(),
        reward: Some(RewardId::fresh()),
        gift: Gift { amount: euros(2_500), tip: euros(200), covered_fee: euros(98) },
        collection: Collection::Charge,
        accepted_at: Timestamp(1),
        reserved_until: Timestamp(2),
        add_ons: Vec::new(),
    }
}

fn pledge(events: impl IntoIterator<Item = PledgeEvent>) -> Pledge {
    let mut pledge = Pledge::default();
    for event in [PledgeEvent::Reserved(terms())].into_iter().chain(events) {
        pledge.apply(&event);
    }
    pledge
}

fn paid() -> Pledge {
    let payment = PaymentId::fresh();
    let gift = terms().gift;
    pledge([PledgeEvent::Collected { payment, gift, at: Timestamp(3) }, PledgeEvent::Activated])
}

fn decided(pledge: &Pledge, refund: RefundId, minor: i64) -> Pledge {
    let gift = pledge.refund_of(euros(minor), None).unwrap();
    let mut after = pledge.clone();
    after.apply(&PledgeEvent::RefundDecided {
        refund,
        gift,
        reason: RefundReason::Decided,
        decided_by: None,
    });
    after
}

#[test]
fn a_full_refund_returns_every_line_the_tip_too() {
    let gift = paid().refund_of(euros(2_798), None).unwrap();
    assert_eq!(gift, terms().gift);
    assert!(paid().is_all(&gift));
}

#[test]
fn a_part_is_taken_from_the_gift_to_the_campaign_first_and_from_the_tip_last() {
    let gift = paid().refund_of(euros(2_550), None).unwrap();
    assert_eq!(gift, Gift { amount: euros(2_500), covered_fee: euros(50), tip: euros(0) });
    assert!(!paid().is_all(&gift));
}

#[test]
fn a_part_of_one_thing_is_taken_from_that_alone() {
    let nothing = Gift { amount: euros(0), tip: euros(0), covered_fee: euros(0) };
    for (item, part) in [
        (Item::Tip, Gift { tip: euros(200), ..nothing }),
        (Item::CoveredFee, Gift { covered_fee: euros(98), ..nothing }),
        (Item::Gift, Gift { amount: euros(2_500), ..nothing }),
    ] {
        let whole = part.total();
        assert_eq!(paid().refund_of(whole, Some(item)), Ok(part));
        let more = Money::new(whole.minor + 1, EUR);
        assert_eq!(paid().refund_of(more, Some(item)), Err(RefundRefused::TooMuch(whole)));
        assert!(!paid().is_all(&part), "{item:?}");
    }
}

#[test]
fn refunds_never_exceed_what_was_collected_even_when_one_of_them_failed() {
    let refund = RefundId::fresh();
    let mut pledge = decided(&paid(), refund, 2_000);
    pledge.apply(&PledgeEvent::RefundFailed { refund, reason: "x".into(), at: Timestamp(9) });
    assert_eq!(pledge.refund_of(euros(799), None), Err(RefundRefused::TooMuch(euros(798))));
    assert_eq!(pledge.refund_of(euros(0), None), Err(RefundRefused::NotAnAmount));
    assert_eq!(pledge.refund_of(Money::new(1, Currency::Usd), None), Err(RefundRefused::NotAnAmount));
    assert_eq!(pledge.status(), Status::RefundFailed);
}

#[test]
fn a_pledge_counts_for_what_is_not_given_back_of_its_gift() {
    assert_eq!(pledge([]).counts_for(), Some(euros(0)));
    assert_eq!(paid().counts_for(), Some(euros(2_500)));
    assert_eq!(decided(&paid(), RefundId::fresh(), 600).counts_for(), Some(euros(1_900)));
    assert_eq!(decided(&paid(), RefundId::fresh(), 2_798).counts_for(), Some(euros(0)));
}

#[test]
fn a_card_that_is_refused_again_is_told_from_a_message_that_is_heard_again() {
    let (payment, code) = (PaymentId::fresh(), "insufficient_funds");
    let opened = PledgeEvent::CheckoutOpened { payment, expires_at: Timestamp(9) };
    let mut pledge = pledge([opened]);
    let declined = pledge.declined(payment, code, Timestamp(5)).unwrap();
    pledge.apply(&declined);
    assert_eq!(pledge.declined(payment, code, Timestamp(5)), None);
    assert!(pledge.declined(payment, code, Timestamp(6)).is_some());
    assert_eq!(pledge.declined(PaymentId::fresh(), code, Timestamp(7)), None, "another attempt");
}

#[test]
fn a_page_that_expired_is_nobodys_refusal() {
    let failed = |reason: &str| {
        let (payment, reason) = (PaymentId::fresh(), reason.into());
        pledge([PledgeEvent::PaymentFailed { payment, reason, at: Timestamp(5) }]).reason_to_lapse()
    };
    assert_eq!(failed("session_expired"), LapseReason::Unpaid);
    assert_eq!(failed("card_declined"), LapseReason::Refused);
    assert_eq!(pledge([]).reason_to_lapse(), LapseReason::Unpaid);
}

#[test]
fn an_event_is_written_with_its_kind_and_read_back_as_it_was() {
    let (refund, payment) = (RefundId::fresh(), PaymentId::fresh());
    let (gift, at) = (terms().gift, Timestamp(7));
    let events = [
        PledgeEvent::Reserved(terms()),
        PledgeEvent::CheckoutOpened { payment, expires_at: at },
        PledgeEvent::CheckoutClosed { payment },
        PledgeEvent::Declined { payment, code: "x".into(), at },
        PledgeEvent::PaymentFailed { payment, reason: "x".into(), at },
        PledgeEvent::Collected { payment, gift, at },
        PledgeEvent::CardSaved { payment, at },
        PledgeEvent::Activated,
        PledgeEvent::Lapsed { reason: LapseReason::Unpaid },
        PledgeEvent::Withdrawn,
        PledgeEvent::RewardReleased,
        PledgeEvent::RefundDecided { refund, gift, reason: RefundReason::TooLate, decided_by: None },
        PledgeEvent::RefundSubmitted { refund },
        PledgeEvent::RefundSucceeded { refund, at },
        PledgeEvent::RefundFailed { refund, reason: "x".into(), at },
    ];
    for event in events {
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["type"], event.kind());
        let read = PledgeEvent::upcast(event.kind(), PledgeEvent::VERSION, json).unwrap();
        assert_eq!(serde_json::from_value::<PledgeEvent>(read).unwrap(), event);
    }
    assert!(PledgeEvent::upcast("reserved", 99, serde_json::Value::Null).is_err());
}

#[test]
fn a_snapshot_is_read_back_as_it_was() {
    let pledge = decided(&paid(), RefundId::fresh(), 600);
    let json = serde_json::to_string(&pledge).unwrap();
    assert_eq!(serde_json::from_str::<Pledge>(&json).unwrap(), pledge);
}

#[test]
fn a_status_is_stored_by_its_name() {
    for status in Status::ALL {
        assert_eq!(status.name().parse(), Ok(status));
        assert_eq!(serde_json::to_value(status).unwrap(), status.name());
    }
    assert!("paid".parse::<Status>().is_err());
}

#[test]
fn a_bank_that_asks_makes_a_short_hold_longer_once_and_a_long_one_not() {
    let (payment, minute) = (PaymentId::fresh(), Duration::from_mins(1));
    let made = |kept: Duration| {
        let mut it = Pledge::default();
        let accepted_at = Timestamp(1);
        let reserved_until = accepted_at.after(kept);
        it.apply(&PledgeEvent::Reserved(Terms { accepted_at, reserved_until, ..terms() }));
        it
    };
    let mut short = made(REWARD_HELD);
    let until = Timestamp(1).after(REWARD_HELD).after(REWARD_HELD);
    let extended = short.authenticating(payment).unwrap();
    assert_eq!(extended, PledgeEvent::HoldExtended { payment, until });
    short.apply(&extended);
    assert_eq!(short.terms.as_ref().unwrap().reserved_until, until);
    assert_eq!(short.authenticating(payment), None, "once");
    assert_eq!(made(35 * minute).authenticating(payment), None, "it is kept long enough");
    let mut over = made(REWARD_HELD);
    over.apply(&PledgeEvent::Lapsed { reason: LapseReason::Unpaid });
    assert_eq!(over.authenticating(payment), None, "it is over");
}

#[test]
fn a_donor_has_a_short_hold_made_longer_once_while_it_lasts_and_a_page_is_open() {
    let (payment, accepted_at) = (PaymentId::fresh(), Timestamp(1));
    let reserved_until = accepted_at.after(REWARD_HELD);
    let mut it = Pledge::default();
    it.apply(&PledgeEvent::Reserved(Terms { accepted_at, reserved_until, ..terms() }));
    assert_eq!(it.longer(accepted_at), None, "there is nothing to pay on yet");
    it.apply(&PledgeEvent::CheckoutOpened { payment, expires_at: reserved_until });
    assert_eq!(it.longer(reserved_until), None, "its time is up");
    let until = reserved_until.after(REWARD_HELD);
    let longer = it.longer(accepted_at).unwrap();
    assert_eq!(longer, PledgeEvent::HoldExtended { payment, until });
    it.apply(&longer);
    assert_eq!(it.longer(accepted_at), None, "once");
    assert_eq!(it.authenticating(payment), None, "whoever asked for it first");
}
