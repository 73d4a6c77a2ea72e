//! Each version of each event has one golden file: what databases hold. Reading it must give the event, and writing
//! the event of today's version must give it, for as long as there are pledges. To change an event, add a version and
//! its upcaster; never edit a golden file.

use super::{PledgeEvent, Terms};
use contracts::{
    CampaignId, Currency, Money, PaymentId, RefundId, RewardId, Timestamp, UserId,
    pledges::{Collection, Gift, LapseReason, RefundReason},
};
use kernel::event_store::DomainEvent;
use serde_json::{Value, json};
use std::{collections::BTreeSet, fs, path::PathBuf};
use uuid::Uuid;

const AT: Timestamp = Timestamp(1_772_366_400_000_000);
const PAYMENT: PaymentId = PaymentId(Uuid::from_u128(1));
const REFUND: RefundId = RefundId(Uuid::from_u128(2));
const REWARD: RewardId = RewardId(Uuid::from_u128(3));
const CAMPAIGN: CampaignId = CampaignId(Uuid::from_u128(4));
const USER: UserId = UserId(Uuid::from_u128(5));

fn inr(minor: i64) -> Money {
    Money::new(minor, Currency::Inr)
}

fn gift() -> Gift {
    Gift { amount: inr(84_000), tip: inr(4_200), covered_fee: inr(2_730) }
}

/// One of each.
fn events() -> Vec<PledgeEvent> {
    let terms = Terms {
        campaign: CAMPAIGN,
        reward: Some(REWARD),
        gift: gift(),
        collection: Collection::SaveCard,
        accepted_at: AT,
        reserved_until: AT,
        add_ons: Vec::new(),
    };
    let (payment, refund, at) = (PAYMENT, REFUND, AT);
    let (reason, dispute) = (|| "insufficient_funds".to_owned(), || "du_1".to_owned());
    let decided_by = Some(USER);
    vec![
        PledgeEvent::Reserved(terms),
        PledgeEvent::CheckoutOpened { payment, expires_at: AT },
        PledgeEvent::CheckoutClosed { payment },
        PledgeEvent::HoldExtended { payment, until: AT },
        PledgeEvent::Processing { payment, at, until: AT },
        PledgeEvent::Declined { payment, code: reason(), at },
        PledgeEvent::ChargeFailed { payment, reason: reason(), at },
        PledgeEvent::PaymentFailed { payment, reason: reason(), at },
        PledgeEvent::Collected { payment, gift: gift(), at },
        PledgeEvent::CardSaved { payment, at },
        PledgeEvent::CardReplaced { payment, at },
        PledgeEvent::Activated,
        PledgeEvent::Changed { before: gift(), gift: gift(), reward: None, add_ons: Vec::new() },
        PledgeEvent::Lapsed { reason: LapseReason::CancelledByDonor },
        PledgeEvent::Withdrawn,
        PledgeEvent::RewardReleased,
        PledgeEvent::AddOnReturned { add_on: REWARD, count: 2 },
        PledgeEvent::RefundDecided { refund, gift: gift(), reason: RefundReason::Decided, decided_by },
        PledgeEvent::RefundSubmitted { refund },
        PledgeEvent::RefundSucceeded { refund, at },
        PledgeEvent::RefundFailed { refund, reason: reason(), at },
        PledgeEvent::Disputed { dispute: dispute(), amount: inr(84_000), at },
        PledgeEvent::DisputeClosed { dispute: dispute(), won: false, lost: gift(), at },
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src/pledge/golden"))
}

/// The names of all events there are, as whoever reads them tells when there is none of some name.
fn kinds() -> BTreeSet<String> {
    let error = serde_json::from_value::<PledgeEvent>(json!({ "type": "?" })).unwrap_err().to_string();
    error.split('`').skip(3).step_by(2).map(str::to_owned).collect()
}

#[test]
fn what_happens_to_a_pledge_is_written_as_ever() {
    for event in events() {
        let path = folder().join(format!("{}.v{}.json", event.kind(), PledgeEvent::VERSION));
        let written = serde_json::to_string_pretty(&event).unwrap() + "\n";
        // A new event's file is written only when asked for: a missing one must fail where nobody looks at it.
        if !path.exists() && std::env::var_os("WRITE_GOLDEN").is_some() {
            fs::write(&path, &written).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(written, golden, "{}: a missing one is written with WRITE_GOLDEN=1", path.display());
        assert_eq!(serde_json::from_str::<PledgeEvent>(&golden).unwrap(), event);
    }
}

#[test]
fn every_event_and_every_version_of_it_that_was_ever_stored_can_be_read() {
    let mut read = BTreeSet::new();
    for file in fs::read_dir(folder()).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (kind, version) = name.trim_end_matches(".json").split_once(".v").unwrap();
        let payload: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let today = PledgeEvent::upcast(kind, version.parse().unwrap(), payload).unwrap();
        let event: PledgeEvent = serde_json::from_value(today).unwrap_or_else(|it| panic!("{name}: {it}"));
        assert_eq!(event.kind(), kind, "{name}");
        read.insert(kind.to_owned());
    }
    assert!(kinds().len() > 1, "{:?}", kinds());
    assert_eq!(read, kinds(), "an event without a golden file, or a file of no event");
}
