//! What the mails of the gallery tell of. Nobody in them exists.

use crate::{
    account::LETTERS,
    letter::{Facts, Kind},
    notice::{Kept, Notice, NoticeKind},
    tables::{contact::Contact, pledge::Pledged},
};
use contracts::{
    Currency, Money, PledgeId, Timestamp,
    pledges::{CardTrouble, GOAL_MISSED, Gift},
    users::AccountLetter,
};
use kernel::web::Language;

/// A mail that is still to be put into words.
pub(super) enum Sample {
    Gift(Facts, Pledged),
    Notice(Notice),
    Account(AccountLetter),
}

/// 1 March 2026, noon.
const AT: Timestamp = Timestamp(1_772_366_400_000_000);
const LATER: Timestamp = Timestamp(1_774_958_400_000_000);
const CAMPAIGN: &str = "Shade for the upper Kaveri";

fn rupees(whole: i64) -> Money {
    Money::new(whole * 100, Currency::Inr)
}

fn pledge() -> PledgeId {
    PledgeId(uuid::Uuid::from_u128(0x0195_0000_0000_7000_8000_0000_0000_0001))
}

/// Whoever they go to.
pub(super) fn contact(language: Language) -> Contact {
    Contact {
        name: Some("Ananya".to_owned()),
        email: Some("ananya@example.test".to_owned()),
        locale: language.tag().to_owned(),
    }
}

/// Every mail by its name.
pub(super) fn all() -> Vec<(String, Sample)> {
    let gifts = Kind::ALL.iter().map(|it| (format!("gift-{}", it.name()), gift(*it)));
    let notices = NoticeKind::ALL.iter().map(|it| {
        // Two of them are stored under one name.
        let name = if *it == NoticeKind::Followed { "campaign_followed" } else { it.name() };
        (format!("notice-{name}"), Sample::Notice(notice(*it)))
    });
    let letters = LETTERS.iter().map(|(name, it)| (format!("account-{name}"), Sample::Account(*it)));
    gifts.chain(notices).chain(letters).collect()
}

fn gift(kind: Kind) -> Sample {
    let lines = Gift { amount: rupees(840), tip: rupees(42), covered_fee: rupees(20) };
    let facts = Facts::of(kind, pledge(), AT);
    let facts = match kind {
        Kind::RefundUnderway => Facts { remaining: Some(rupees(420)), ..facts.with_amount(rupees(420)) },
        Kind::RefundFailed => facts.with_amount(rupees(420)),
        Kind::Released => Facts { reason: Some(GOAL_MISSED.to_owned()), ..facts },
        Kind::Unpaid => Facts { trouble: Some((CardTrouble::AsksForDonor, LATER)), ..facts.with_gift(lines) },
        _ => facts.with_gift(lines),
    };
    Sample::Gift(facts, Pledged { campaign: CAMPAIGN.to_owned(), charged: true, disputed: false })
}

fn notice(kind: NoticeKind) -> Notice {
    use NoticeKind as K;
    let words = match kind {
        K::ChangesRequested => Some("The budget says what the trees cost, and not who plants them."),
        K::Approved => Some("A pleasure to read."),
        K::Rejected | K::Suspended | K::GiftSuspended | K::Restored | K::Cancelled => {
            Some("The land is not ours to plant on.")
        }
        K::Extended | K::GiftExtended => Some("The rain came three weeks late."),
        K::Update | K::Followed => Some("The first four hundred trees are in the ground."),
        K::ReportDecided | K::Statement => Some("We read it and found nothing against our rules."),
        _ => None,
    };
    let heading = match kind {
        K::Update | K::Followed => Some("The rain has come"),
        K::Invitation => Some("Meera"),
        _ => None,
    };
    Notice {
        notice: kind,
        title: CAMPAIGN.to_owned(),
        words: words.map(str::to_owned),
        heading: heading.map(str::to_owned),
        said: said(kind),
        path: "/c/shade-for-the-upper-kaveri".to_owned(),
        at: AT,
    }
}

/// What we say ourselves in it.
fn said(kind: NoticeKind) -> Vec<Kept> {
    use NoticeKind as K;
    let (sum, month) = (rupees(420), "month");
    match kind {
        K::Extended => vec![
            Kept::of("notice-extended-until").moment("before", AT).moment("until", LATER),
            Kept::of("notice-extended-why"),
        ],
        K::Ended => vec![
            Kept::of("notice-ended-with").sum("sum", sum).sum("goal", rupees(400)),
            Kept::of("notice-ended-charged"),
            Kept::of("notice-ended-next"),
        ],
        K::GiftExtended => vec![
            Kept::of("notice-extended-until").moment("before", AT).moment("until", LATER),
            Kept::of("notice-extended-saved"),
            Kept::of("notice-extended-why"),
        ],
        K::PlanStarted => vec![
            Kept::of("notice-plan-started").sum("sum", sum).words("every", month),
            Kept::of("notice-plan-started-words").sum("sum", sum).words("every", month).day("next", LATER),
            Kept::of("notice-plan-started-keep"),
        ],
        K::PlanChanged => vec![
            Kept::of("notice-plan-amount").sum("sum", sum).words("every", month),
            Kept::of("notice-plan-amount-words").sum("sum", sum).words("every", month),
            Kept::of("notice-plan-next").day("next", LATER),
            Kept::of("notice-plan-not-you"),
        ],
        K::PlanNear => vec![
            Kept::of("notice-plan-near").sum("sum", sum).words("every", month).day("when", LATER),
            Kept::of("notice-plan-near-words").sum("sum", sum).words("every", month).day("when", LATER),
            Kept::of("notice-plan-near-change"),
        ],
        K::PlanLate => vec![
            Kept::of("notice-plan-late"),
            Kept::of("notice-plan-late-words").sum("sum", sum),
            Kept::of("notice-plan-late-passes"),
            Kept::of("notice-plan-late-again").day("when", LATER),
            Kept::of("notice-plan-late-until").day("until", LATER),
        ],
        K::PlanEnded => vec![
            Kept::of("notice-plan-ended"),
            Kept::of("notice-plan-ended-donor"),
            Kept::of("notice-plan-ended-words"),
        ],
        K::GiftSuspended => {
            ["notice-gift-charged", "notice-gift-next", "notice-gift-why"].map(Kept::of).to_vec()
        }
        K::PayoutSent => vec![Kept::of("notice-payout-has-left").sum("sum", sum)],
        K::PayoutPaid => vec![Kept::of("notice-payout-arrived").sum("sum", sum)],
        K::PayoutFailed => vec![Kept::of("notice-payout-held").sum("sum", sum)],
        K::PayoutTakenBack => vec![Kept::of("notice-payout-came-back").sum("sum", sum)],
        K::PayoutUnclaimed => vec![Kept::of("notice-payout-waits").sum("sum", sum).day("until", LATER)],
        K::PayoutTermOver => vec![Kept::of("notice-payout-goes-back").sum("sum", sum)],
        K::DisputeOpened | K::DisputeWon | K::DisputeLost => disputed(kind, sum),
        K::BankChanged => {
            vec![Kept::of("notice-bank-held").moment("until", LATER), Kept::of("notice-bank-not-you")]
        }
        K::AccountWanted => vec![Kept::of("notice-wanted-by").day("until", LATER)],
        K::AccountStopped => {
            vec![Kept::of("notice-stopped-wanted"), Kept::of("notice-wanted-by").day("until", LATER)]
        }
        K::CardExpires => vec![Kept::of("notice-card-pledge").moment("last", LATER)],
        K::PageReady => vec![Kept::of("notice-page-kept").sum("sum", sum).moment("until", LATER)],
        K::DebitFailed => vec![Kept::of("notice-debit-refused").sum("sum", sum)],
        K::RewardSent => {
            vec![Kept::of("notice-sent-what").words("reward", "A day of planting").day("when", LATER)]
        }
        K::RewardNotSent => vec![Kept::of("notice-not-sent-what").words("reward", "A day of planting")],
        K::ConfirmGift => vec![
            Kept::of("notice-confirm-gift-sum").sum("sum", sum).moment("until", LATER),
            Kept::of("notice-confirm-gift-not-you"),
        ],
        _ => Vec::new(),
    }
}

/// The same of a gift that a bank took back.
fn disputed(kind: NoticeKind, sum: Money) -> Vec<Kept> {
    let mut said = match kind {
        NoticeKind::DisputeOpened => {
            vec![Kept::of("notice-dispute-taken").sum("sum", sum), Kept::of("notice-dispute-kept-out")]
        }
        NoticeKind::DisputeWon => vec![Kept::of("notice-dispute-stands")],
        _ => vec![Kept::of("notice-dispute-gone").sum("sum", sum), Kept::of("notice-dispute-less")],
    };
    said.push(Kept::of("notice-dispute-number").words("number", "dp_1Kaveri"));
    said
}
