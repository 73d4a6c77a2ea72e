use super::*;
use crate::provider::{Charge, Checkout, CheckoutStatus, Intent, IntentStatus, Refusal};
use contracts::{Currency, Money};

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::Eur)
}

fn payment(status: Status) -> Payment {
    Payment {
        id: PaymentId::fresh(),
        pledge: PledgeId::fresh(),
        campaign: CampaignId::fresh(),
        attempt: 1,
        kind: Kind::Charge,
        gift: Gift { amount: money(2500), tip: money(200), covered_fee: money(0) },
        status,
        session: None,
        intent: None,
        charge: None,
        expires_at: Timestamp(0),
        close_asked: false,
        fee_transaction: None,
        keeps_card: false,
        authentication_told: false,
        last_decline: None,
        earned_at: None,
    }
}

fn page(of: &Payment, status: CheckoutStatus, intent: Option<Intent>) -> Checkout {
    Checkout {
        id: "cs_1".into(),
        payment: of.id.to_string(),
        pledge: of.pledge.to_string(),
        effect_key: of.checkout_key(),
        kind: of.kind,
        url: (status == CheckoutStatus::Open).then(|| "http://pay.test/cs_1".into()),
        status,
        total: Some(of.gift.total()),
        expires_at: Timestamp(7),
        intent,
    }
}

fn intent(status: IntentStatus, fee: Option<Fee>) -> Intent {
    Intent {
        id: "pi_1".into(),
        status,
        received: Some(money(2700)),
        charge: Some(Charge { id: "ch_1".into(), at: Timestamp(5), fee, debit: false }),
        method: None,
        refusal: None,
    }
}

fn refused(attempt: &str) -> Intent {
    Intent {
        received: None,
        charge: None,
        refusal: Some(Refusal { attempt: attempt.into(), code: "lost_card".into() }),
        ..intent(IntentStatus::NeedsMethod, None)
    }
}

fn fee() -> Fee {
    Fee { transaction: "txn_1".into(), money: money(98) }
}

#[test]
fn a_page_seen_for_the_first_time_is_open() {
    let opening = payment(Status::Opening);
    let facts = opening.learn(&page(&opening, CheckoutStatus::Open, None)).unwrap();
    assert_eq!(facts, [Fact::Opened { url: "http://pay.test/cs_1".into(), expires_at: Timestamp(7) }]);
    let open = payment(Status::Open);
    assert_eq!(open.learn(&page(&open, CheckoutStatus::Open, None)).unwrap(), []);
}

#[test]
fn money_is_collected_in_whatever_state_the_attempt_is_found() {
    use Status::{Closed, Failed, Open, Opening, Processing};
    for status in [Opening, Open, Processing, Failed, Closed] {
        let it = payment(status);
        let paid = page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Succeeded, None)));
        let (charge, at) = ("ch_1".to_owned(), Timestamp(5));
        let collected = Fact::Collected { charge, at, fee: None, method: None, debit: false };
        assert_eq!(it.learn(&paid).unwrap(), [collected], "{status:?}");
    }
}

#[test]
fn collected_money_is_never_uncollected_and_its_fee_may_come_later() {
    let mut it = payment(Status::Collected);
    let seen = |fee| page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Succeeded, fee)));
    let (without, with) = (seen(None), seen(Some(fee())));
    let expired = page(&it, CheckoutStatus::Expired, None);
    assert_eq!(it.learn(&expired).unwrap(), []);
    assert_eq!(it.learn(&without).unwrap(), []);
    assert_eq!(it.learn(&with).unwrap(), [Fact::FeeKnown(fee())]);
    it.fee_transaction = Some("txn_1".into());
    assert_eq!(it.learn(&with).unwrap(), []);
}

#[test]
fn a_refused_card_is_told_of_once_and_the_page_stays_open() {
    let mut it = payment(Status::Open);
    let seen = page(&it, CheckoutStatus::Open, Some(refused("ch_9")));
    let declined = Fact::Declined { attempt: "ch_9".into(), code: "lost_card".into() };
    assert_eq!(it.learn(&seen).unwrap(), [declined]);
    it.last_decline = Some("ch_9".into());
    assert_eq!(it.learn(&seen).unwrap(), []);
    assert_eq!(it.learn(&page(&it, CheckoutStatus::Open, Some(refused("ch_10")))).unwrap().len(), 1);
}

#[test]
fn an_attempt_that_is_over_without_money_stays_over() {
    for status in [Status::Failed, Status::Closed] {
        let it = payment(status);
        assert_eq!(it.learn(&page(&it, CheckoutStatus::Open, Some(refused("ch_9")))).unwrap(), []);
        assert_eq!(it.learn(&page(&it, CheckoutStatus::Expired, None)).unwrap(), []);
    }
}

#[test]
fn a_slow_payment_is_processing_until_it_succeeds_or_is_refused() {
    let it = payment(Status::Open);
    let slow = page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Underway, None)));
    assert_eq!(it.learn(&slow).unwrap(), [Fact::Processing]);
    let it = payment(Status::Processing);
    let slow = page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Underway, None)));
    assert_eq!(it.learn(&slow).unwrap(), []);
    let refused = page(&it, CheckoutStatus::Complete, Some(refused("ch_9")));
    assert_eq!(it.learn(&refused).unwrap(), [Fact::Ended { reason: "lost_card".into() }]);
}

#[test]
fn only_a_gift_in_euros_that_is_taken_at_once_may_take_days() {
    let it = payment(Status::Open);
    assert!(it.may_take_days());
    let dollars = Money::new(2500, Currency::Usd);
    let spoil: [fn(&mut Payment); 4] = [
        |it| it.kind = Kind::Setup,
        |it| it.kind = Kind::OffSession,
        |it| it.attempt = 2,
        |it| it.keeps_card = true,
    ];
    for (n, spoil) in spoil.iter().enumerate() {
        let mut other = it.clone();
        spoil(&mut other);
        assert!(!other.may_take_days(), "spoilt in way {n}");
    }
    assert!(!Payment { gift: Gift { amount: dollars, ..it.gift }, ..it }.may_take_days());
}

#[test]
fn a_page_that_is_not_what_was_ordered_is_not_booked() {
    let it = payment(Status::Open);
    let good = page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Succeeded, None)));
    let spoil: [fn(&mut Checkout); 6] = [
        |it| it.payment = PaymentId::fresh().to_string(),
        |it| it.pledge = PledgeId::fresh().to_string(),
        |it| it.total = Some(money(2699)),
        |it| it.total = Some(Money::new(2700, Currency::Usd)),
        |it| it.kind = Kind::Setup,
        |it| it.intent.as_mut().unwrap().received = Some(money(1)),
    ];
    for (n, spoil) in spoil.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(it.learn(&bad).is_err(), "spoilt in way {n}");
    }
    assert!(it.learn(&good).is_ok());
}

#[test]
fn a_second_page_or_payment_for_one_attempt_is_not_booked() {
    let mut it = payment(Status::Open);
    let seen = page(&it, CheckoutStatus::Complete, Some(intent(IntentStatus::Succeeded, None)));
    it.session = Some("cs_other".into());
    assert!(it.learn(&seen).is_err());
    it.session = Some("cs_1".into());
    it.intent = Some("pi_other".into());
    assert!(it.learn(&seen).is_err());
}

#[test]
fn a_bank_that_asks_is_told_of_once_and_a_refusal_after_it_still_is() {
    let mut it = payment(Status::Open);
    let asks = Intent { received: None, charge: None, ..intent(IntentStatus::NeedsDonor, None) };
    let seen = page(&it, CheckoutStatus::Open, Some(asks));
    assert_eq!(it.learn(&seen).unwrap(), [Fact::AuthenticationStarted]);
    it.authentication_told = true;
    assert_eq!(it.learn(&seen).unwrap(), []);
    let no = page(&it, CheckoutStatus::Open, Some(refused("ch_9")));
    assert!(matches!(it.learn(&no).unwrap()[..], [Fact::Declined { .. }]));
}
