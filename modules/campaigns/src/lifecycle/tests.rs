use super::*;
use std::collections::BTreeSet;

const STEPS: [Step; 16] = [
    Step::Submit,
    Step::Withdraw,
    Step::RequestChanges,
    Step::Approve,
    Step::Reject,
    Step::Schedule,
    Step::Unschedule,
    Step::Launch,
    Step::Suspend,
    Step::Restore,
    Step::Cancel,
    Step::EndFunding,
    Step::Succeed,
    Step::Fail,
    Step::Close,
    Step::Extend,
];

/// Every step that can be taken, and no other.
const TABLE: &str = "
draft             submit -> in_review, cancel -> cancelled
in_review         withdraw -> draft, request_changes -> changes_requested, approve -> approved, reject -> rejected, cancel -> cancelled
changes_requested submit -> in_review, cancel -> cancelled
approved          withdraw -> draft, schedule -> scheduled, launch -> live, cancel -> cancelled
rejected
scheduled         withdraw -> draft, schedule -> scheduled, unschedule -> approved, launch -> live, cancel -> cancelled
live              suspend -> suspended, cancel -> cancelled, end_funding -> closing, extend -> live
closing           suspend -> suspended, cancel -> cancelled, succeed -> funded, fail -> failed
funded            suspend -> suspended, cancel -> cancelled, close -> closed
failed            close -> closed
closed
suspended         restore -> live, cancel -> cancelled
cancelled
";

#[test]
fn the_steps_that_can_be_taken_are_these_and_no_others() {
    let line = |status: Status| {
        let taken =
            STEPS.iter().filter_map(|step| status.after(*step).map(|to| format!("{} -> {to}", step.name())));
        format!("{:<17} {}", status.name(), taken.collect::<Vec<_>>().join(", ")).trim_end().to_owned()
    };
    let drawn: Vec<_> = Status::ALL.into_iter().map(line).collect();
    assert_eq!(drawn.join("\n"), TABLE.trim());
}

#[test]
fn what_has_come_to_its_end_moves_no_more() {
    for status in [Status::Rejected, Status::Closed, Status::Cancelled] {
        assert!(STEPS.iter().all(|step| status.after(*step).is_none()), "{status}");
    }
}

#[test]
fn what_was_suspended_goes_on_where_it_stood() {
    for status in Status::ALL {
        if status.after(Step::Suspend) == Some(Status::Suspended) {
            assert_eq!(status.restored(), status);
        }
    }
    assert_eq!(Status::Suspended.after(Step::Restore), Some(Status::Suspended.restored()));
}

#[test]
fn every_status_is_reached_from_a_draft() {
    let mut reached = BTreeSet::from([Status::Draft]);
    loop {
        let next: BTreeSet<_> =
            reached.iter().flat_map(|from| STEPS.iter().filter_map(|step| from.after(*step))).collect();
        let known = reached.len();
        reached.extend(next);
        if reached.len() == known {
            break;
        }
    }
    assert_eq!(reached, BTreeSet::from(Status::ALL));
}

#[test]
fn a_status_is_stored_by_name() {
    for status in Status::ALL {
        assert_eq!(status.name().parse(), Ok(status));
    }
    assert!("sleeping".parse::<Status>().is_err());
}

#[test]
fn nobody_sees_a_campaign_before_it_was_approved_and_given_a_day() {
    let hidden: Vec<_> = Status::ALL.into_iter().filter(|it| !it.is_public()).collect();
    assert_eq!(
        hidden,
        [Status::Draft, Status::InReview, Status::ChangesRequested, Status::Approved, Status::Rejected]
    );
}

#[test]
fn whatever_is_taken_from_somebody_or_moved_is_given_a_reason() {
    let reasoned: Vec<_> = STEPS.into_iter().filter(|it| it.needs_reason()).collect();
    assert_eq!(
        reasoned,
        [Step::RequestChanges, Step::Reject, Step::Suspend, Step::Restore, Step::Cancel, Step::Extend]
    );
}
