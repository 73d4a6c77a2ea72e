use super::*;
use proptest::prelude::*;

fn gift(amount: i64, tip: i64, covered_fee: i64) -> Gift {
    let money = |minor| Money::new(minor, Currency::Eur);
    Gift { amount: money(amount), tip: money(tip), covered_fee: money(covered_fee) }
}

fn sum(groups: &[Balanced], account: Account) -> i64 {
    groups
        .iter()
        .flat_map(|it| &it.postings)
        .filter(|it| it.account == account)
        .map(|it| it.money.minor)
        .sum()
}

#[test]
fn a_group_that_is_off_by_a_cent_cannot_be_booked() {
    let off = Group::new(GroupKind::Fee, "txn_1")
        .debit(Account::PspFee, Money::new(100, Currency::Eur))
        .credit(Account::Psp, Money::new(99, Currency::Eur));
    let found = off.balanced().unwrap_err();
    assert_eq!(found, PostingError::Unbalanced { object: "txn_1".into(), off: Money::new(1, Currency::Eur) });
}

#[test]
fn two_currencies_do_not_make_up_for_each_other() {
    let mixed = Group::new(GroupKind::Fee, "txn_1")
        .debit(Account::PspFee, Money::new(100, Currency::Eur))
        .credit(Account::Psp, Money::new(100, Currency::Usd));
    assert!(matches!(mixed.balanced(), Err(PostingError::Unbalanced { .. })));
}

#[test]
fn a_group_that_says_nothing_cannot_be_booked() {
    let nothing = collected("ch_1", CampaignId::fresh(), &gift(0, 0, 0));
    assert_eq!(nothing, Err(PostingError::Empty("ch_1".into())));
}

#[test]
fn every_account_reads_as_it_is_written() {
    let all = [
        Account::Psp,
        Account::PspFee,
        Account::Tip,
        Account::FeeCover,
        Account::Escrow(CampaignId::fresh()),
        Account::Refundable(PledgeId::fresh()),
        Account::Fee,
        Account::Creator(UserId::fresh()),
        Account::Transit(PayoutId::fresh()),
        Account::Cash,
        Account::Offline(CampaignId::fresh()),
        Account::HandBack(OfflineGiftId::fresh()),
        Account::DisputeHold,
        Account::DisputeLoss,
    ];
    for account in all {
        assert_eq!(account.to_string().parse(), Ok(account));
    }
    assert!("campaign:7:escrow".parse::<Account>().is_err());
}

#[test]
fn a_gift_by_hand_that_is_handed_back_leaves_nothing() {
    let (id, campaign, amount) =
        (OfflineGiftId::fresh(), CampaignId::fresh(), Money::new(5_000, Currency::Eur));
    let groups = [
        offline_gift(id, campaign, amount).unwrap(),
        offline_refund_decided(id, campaign, amount).unwrap(),
        offline_refund_paid(id, amount).unwrap(),
    ];
    assert_eq!(sum(&groups[..1], Account::Offline(campaign)), -5_000);
    assert_eq!(sum(&groups[..2], Account::HandBack(id)), -5_000, "owed until it is handed back");
    for account in [Account::Cash, Account::Offline(campaign), Account::HandBack(id)] {
        assert_eq!(sum(&groups, account), 0, "{account}");
    }
}

#[test]
fn a_refund_after_the_payout_takes_the_provider_s_fee_from_the_creator_and_leaves_the_platform_its_own() {
    let (campaign, pledge, creator) = (CampaignId::fresh(), PledgeId::fresh(), UserId::fresh());
    let money = |minor| Money::new(minor, Currency::Eur);
    let all = gift(10_000, 0, 0);
    let bearer = Some(Earner { creator, fee_back: money(0), provider_fee: money(320) });
    let groups = [
        collected("ch_1", campaign, &all).unwrap(),
        fee_kept("txn_1", money(320)).unwrap(),
        earned("earned/1", campaign, creator, money(10_000), money(500)).unwrap(),
        refund_decided("refund/1", campaign, pledge, &all, bearer).unwrap(),
        refund_paid("re_1", pledge, money(10_000)).unwrap(),
    ];
    assert_eq!(sum(&groups, Account::Creator(creator)), 500 + 320, "owed by the creator");
    assert_eq!(sum(&groups, Account::Fee), -500);
    assert_eq!([Account::PspFee, Account::Escrow(campaign)].map(|it| sum(&groups, it)), [0, 0]);
    assert_eq!(sum(&groups, Account::Psp), -320, "what the provider kept is gone");
}

proptest! {
    #[test]
    fn what_was_collected_and_given_back_in_parts_leaves_nothing_but_the_fee(
        amount in 0..1_000_000_000_000_i64,
        tip in 0..1_000_000_i64,
        covered in 0..1_000_000_i64,
        fee in 1..100_000_i64,
        cut in 0..=1_000_i64,
        returned in any::<bool>(),
    ) {
        prop_assume!(amount + tip + covered > 0);
        let (campaign, pledge) = (CampaignId::fresh(), PledgeId::fresh());
        let part = gift(amount * cut / 1_000, tip * cut / 1_000, covered * cut / 1_000);
        let rest = gift(
            amount - part.amount.minor,
            tip - part.tip.minor,
            covered - part.covered_fee.minor,
        );
        let mut groups = vec![
            collected("ch_1", campaign, &gift(amount, tip, covered)).unwrap(),
            fee_kept("txn_1", Money::new(fee, Currency::Eur)).unwrap(),
        ];
        for (n, given) in [part, rest].iter().enumerate().filter(|(_, it)| !it.total().is_zero()) {
            groups.push(refund_decided(&format!("refund/{n}"), campaign, pledge, given, None).unwrap());
            groups.push(refund_paid(&format!("re_{n}"), pledge, given.total()).unwrap());
            if returned {
                groups.push(refund_returned(&format!("re_{n}"), pledge, given.total()).unwrap());
            }
        }
        for group in &groups {
            prop_assert_eq!(group.postings.iter().map(|it| it.money.minor).sum::<i64>(), 0);
        }
        let owed = if returned { amount + tip + covered } else { 0 };
        prop_assert_eq!(sum(&groups, Account::Escrow(campaign)), 0);
        prop_assert_eq!(sum(&groups, Account::Tip), 0);
        prop_assert_eq!(sum(&groups, Account::FeeCover), 0);
        prop_assert_eq!(sum(&groups, Account::Refundable(pledge)), -owed);
        prop_assert_eq!(sum(&groups, Account::PspFee), fee);
        prop_assert_eq!(sum(&groups, Account::Psp), owed - fee);
    }
}
