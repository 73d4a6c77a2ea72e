//! What a donor is told of a pledge, in plain words: how it stands, what happens next and what to do.

use crate::{
    pledge::{PledgeEvent, Status},
    queries::Told,
    settlement::{Settlement, State, WEEK},
    tables::refund::RefundRow,
};
use contracts::{
    Timestamp,
    pledges::{LapseReason, RefundReason},
};
use serde::Serialize;

/// How a pledge stands, for its donor.
#[derive(Debug, Serialize)]
pub(super) struct InWords {
    /// What the page says first.
    pub(super) heading: String,
    /// What happens next, or what to do.
    pub(super) next: String,
    /// `ok`, `info`, `warn` or `bad`.
    pub(super) tone: &'static str,
}

/// One line of the story.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) at: Timestamp,
    pub(super) text: String,
}

/// In what words the pledge is told. `returned`: the donor comes from the payment page just now.
pub(super) fn in_words(told: &Told, returned: bool) -> InWords {
    let campaign = &told.campaign.title;
    let total = told.row.gift.total().format_exact("en");
    if told.row.plan.is_some_and(|part| part.card.is_some())
        && let Some(words) = renewal(told.row.status, &total)
    {
        return words;
    }
    match told.row.status {
        Status::Reserved => words(
            "info",
            "We are opening the payment page",
            "Nothing has been charged. Go on to the payment page to finish.",
        ),
        Status::AwaitingPayment if returned => words(
            "info",
            "Your bank is still confirming",
            "We write to you as soon as it does, and this page changes by itself. Do not pay again.",
        ),
        Status::AwaitingPayment => words(
            "info",
            "This pledge waits for your payment",
            "Nothing has been charged. Go on to the payment page to finish, or cancel the pledge.",
        ),
        Status::Declined => {
            words("warn", "Your bank said no", "Nothing was charged. Try another card or ask your bank.")
        }
        Status::Active => words(
            "ok",
            &format!("Thank you. {total} is paid"),
            &format!(
                "“{campaign}” counts your gift from now on. The receipt is on its way to you by e-mail."
            ),
        ),
        Status::CardSaved => InWords {
            tone: "ok",
            heading: "Thank you. Your card is saved and nothing was charged".into(),
            next: format!(
                "If “{campaign}” reaches {} by {}, {total} is charged after that. If it does not, nothing is charged.",
                told.campaign.goal.format("en"),
                day(told.campaign.deadline_at),
            ),
        },
        Status::Lapsed => lapsed(told),
        Status::Withdrawn => {
            words("info", "You cancelled this pledge", "Your card was never charged, and will not be.")
        }
        Status::Disputed => words(
            "warn",
            "Your bank asked for this payment back",
            "Your bank has the money while it decides. If you did not ask for this, tell your bank. Nothing can be refunded until it has decided.",
        ),
        Status::ChargedBack => words(
            "info",
            "Your bank returned this payment to you",
            "The money is with your bank. This gift no longer counts, and nothing more will be charged.",
        ),
        Status::Refunding | Status::Refunded | Status::PartlyRefunded | Status::RefundFailed => refunds(told),
    }
}

/// In what words a pledge is told whose payment page the provider does not open.
pub(super) fn provider_is_away(kept_until: Timestamp) -> InWords {
    words(
        "warn",
        "Our payment provider does not answer",
        &format!(
            "Your pledge is saved, its reward is kept, and nothing was charged. We write to you with a link as soon as you can pay. It is kept until {}.",
            day(kept_until)
        ),
    )
}

/// In what words it is told how the saved card is being charged; `None` where there is nothing of its own to say.
pub(super) fn of_settlement(told: &Told, it: &Settlement) -> Option<InWords> {
    let (campaign, total) = (&told.campaign.title, told.row.gift.total().format_exact("en"));
    Some(match (it.state, told.row.status) {
        (State::Charging, Status::CardSaved) => words(
            "info",
            &format!("“{campaign}” reached its goal. {total} is being charged"),
            "We write to you as soon as your bank has answered. There is nothing for you to do.",
        ),
        (State::Repair, Status::CardSaved) => words(
            "warn",
            "Your card could not be charged",
            &format!(
                "Nothing was charged. Pay {total} with this card or another one by {}. After that the pledge ends and its reward goes to somebody else.",
                it.repair_since.map(|since| day(since.after(WEEK))).unwrap_or_default(),
            ),
        ),
        (State::Dropped, Status::Withdrawn) => words(
            "warn",
            "This pledge ended without a payment",
            "Your card could not be charged within a week. Nothing was charged, and nothing will be.",
        ),
        _ => return None,
    })
}

/// In what words a gift is told that was charged without its donor, where they differ.
fn renewal(status: Status, total: &str) -> Option<InWords> {
    Some(match status {
        Status::Reserved | Status::AwaitingPayment | Status::Declined => words(
            "info",
            &format!("{total} is being charged"),
            "This gift follows by itself, as you wished. We write to you as soon as your bank has answered.",
        ),
        Status::Lapsed => words(
            "warn",
            "Your card was not charged",
            "Nothing was taken for this gift. What you can do about it is on the page of your gifts to this campaign.",
        ),
        _ => return None,
    })
}

fn lapsed(told: &Told) -> InWords {
    let reason = told.events.iter().rev().find_map(|(event, _)| match event {
        PledgeEvent::Lapsed { reason } => Some(*reason),
        _ => None,
    });
    let opened = told.events.iter().any(|(event, _)| matches!(event, PledgeEvent::CheckoutOpened { .. }));
    match reason {
        Some(LapseReason::CancelledByDonor) => words(
            "info",
            "You cancelled this pledge",
            "Nothing was charged. Should a payment still come through, it goes straight back to you.",
        ),
        Some(LapseReason::Refused) if !opened => words(
            "bad",
            "The payment page could not be opened",
            "Nothing was charged, and no card was tried. It was our provider's fault or ours: please give again in a few minutes.",
        ),
        Some(LapseReason::Refused) => words(
            "bad",
            "The payment did not go through",
            "Nothing was charged. You can give again with another card.",
        ),
        _ => words(
            "warn",
            "This pledge was not paid in time",
            "Nothing was charged. Should a payment still come through, it goes straight back to you. You can give again.",
        ),
    }
}

fn refunds(told: &Told) -> InWords {
    let late = told.refunds.iter().any(|it| it.reason == "too_late");
    let why = if late { "Your payment came after this pledge had ended, so it does not count. " } else { "" };
    let (tone, heading, next) = match told.row.status {
        Status::Refunded => {
            ("ok", "Your money is back", "The whole sum was refunded. Banks take 5 to 10 days to show it.")
        }
        Status::PartlyRefunded => (
            "info",
            "Part of your gift was refunded",
            "The rest counts as before. The refunds are listed below.",
        ),
        Status::RefundFailed => (
            "bad",
            "Your refund did not go through",
            "The money is still owed to you and has not been lost. Our team looks into it; answer our mail or write to us with the number of your pledge.",
        ),
        _ => (
            "info",
            "Your money is on its way back",
            "Our payment provider is sending it. We write to you when it is done.",
        ),
    };
    words(tone, heading, &format!("{why}{next}"))
}

/// The story of a pledge, without what only staff understand.
pub(super) fn timeline(told: &Told) -> Vec<Line> {
    let line = |(event, at): &(PledgeEvent, Timestamp)| Some(Line { at: *at, text: line(event)? });
    told.events.iter().filter_map(line).collect()
}

fn line(event: &PledgeEvent) -> Option<String> {
    Some(match event {
        PledgeEvent::Reserved(terms) if terms.reward.is_some() => {
            "You made this pledge. Its reward is kept for you.".into()
        }
        PledgeEvent::Reserved(_) => "You made this pledge.".into(),
        PledgeEvent::CheckoutOpened { .. } => "The payment page opened.".into(),
        PledgeEvent::HoldExtended { .. } => {
            "Your bank asked whether it is you. Your reward is kept for you longer.".into()
        }
        PledgeEvent::Declined { .. } => "Your bank said no. Nothing was charged.".into(),
        PledgeEvent::ChargeFailed { .. } => "Your card was due and could not be charged.".into(),
        PledgeEvent::PaymentFailed { .. } => "The payment page closed without a payment.".into(),
        PledgeEvent::Collected { gift, .. } => {
            format!("Your payment of {} came through.", gift.total().format_exact("en"))
        }
        PledgeEvent::CardSaved { .. } => "Your card was saved. Nothing was charged.".into(),
        PledgeEvent::CardReplaced { .. } => "You chose another card. Nothing was charged.".into(),
        PledgeEvent::Activated => "Your gift counts.".into(),
        PledgeEvent::Changed { before, gift, .. } if before == gift => "You chose another reward.".into(),
        PledgeEvent::Changed { gift, .. } => {
            format!("You changed your pledge to {} in all.", gift.total().format_exact("en"))
        }
        PledgeEvent::Lapsed { .. } => "The pledge ended without a payment.".into(),
        PledgeEvent::Withdrawn => "You cancelled the pledge before your card was charged.".into(),
        PledgeEvent::RefundDecided { gift, reason: RefundReason::TooLate, .. } => {
            format!("Your payment came too late, so {} goes back to you.", gift.total().format_exact("en"))
        }
        PledgeEvent::RefundDecided { gift, .. } => {
            format!("A refund of {} was decided.", gift.total().format_exact("en"))
        }
        PledgeEvent::RefundSubmitted { .. } => "Our payment provider took on the refund.".into(),
        PledgeEvent::RefundSucceeded { .. } => "The refund went through.".into(),
        PledgeEvent::RefundFailed { .. } => "The refund did not go through. Our team looks into it.".into(),
        PledgeEvent::Disputed { .. } => "Your bank asked for the payment back.".into(),
        PledgeEvent::DisputeClosed { won: true, .. } => "Your bank decided that the payment stands.".into(),
        PledgeEvent::DisputeClosed { .. } => "Your bank returned the payment to you.".into(),
        PledgeEvent::CheckoutClosed { .. } | PledgeEvent::RewardReleased => return None,
    })
}

/// How a refund stands.
pub(super) fn refund_in_words(refund: &RefundRow) -> &'static str {
    match refund.state.as_str() {
        "due" => "Decided",
        "submitted" => "On its way",
        "succeeded" => "Done",
        _ => "Failed, and still owed",
    }
}

fn words(tone: &'static str, heading: &str, next: &str) -> InWords {
    InWords { heading: heading.to_owned(), next: next.to_owned(), tone }
}

pub(super) fn day(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}, {:02}:{:02} UTC", at.day(), at.month(), at.year(), at.hour(), at.minute())
}
