//! What a donor is told of a pledge, in plain words: how it stands, what happens next and what to do.

use super::clocks::when;
use crate::{
    pledge::{PledgeEvent, Status},
    queries::Told,
    settlement::{Settlement, State, WEEK},
    tables::{refund::RefundRow, sent_reward::SentReward},
};
use contracts::{
    Timestamp,
    pledges::{Dedication, Gift, LapseReason, RefundReason},
};
use kernel::web::{Argument, Text, Until, View};
use serde::Serialize;

/// To whom a gift is dedicated.
pub(super) fn in_dedication(how: Dedication, to: &str) -> Text {
    let text = match how {
        Dedication::InHonour => "dedicated-honour",
        Dedication::InMemory => "dedicated-memory",
    };
    Text::of(text).with("to", to)
}

/// How a pledge stands, for its donor.
#[derive(Debug)]
pub(super) struct InWords {
    /// `ok`, `info`, `warn` or `bad`.
    tone: &'static str,
    /// What the page says first.
    heading: Text,
    /// Why it is so, where that needs saying.
    why: Option<Text>,
    /// What happens next, or what to do.
    next: Text,
}

/// The same in the words of a language.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    tone: &'static str,
    heading: String,
    next: String,
}

impl InWords {
    /// In the reader's language.
    pub(super) fn said(&self, view: &View) -> Said {
        let next = view.say(&self.next);
        Said {
            tone: self.tone,
            heading: view.say(&self.heading),
            next: match &self.why {
                Some(why) => format!("{} {next}", view.say(why)),
                None => next,
            },
        }
    }
}

/// One line of the story, for staff.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) at: Timestamp,
    pub(super) text: String,
}

/// One line of the story, for whoever reads the donor's page.
#[derive(Debug, Serialize)]
pub(super) struct Happened {
    pub(super) when: String,
    pub(super) text: String,
}

/// In what words the pledge is told. `returned`: the donor comes from the payment page just now.
pub(super) fn in_words(told: &Told, returned: bool) -> InWords {
    let campaign = told.campaign.title.as_str();
    let total = Argument::Exact(told.row.gift.total());
    if told.row.plan.is_some_and(|part| part.card.is_some())
        && why_lapsed(told) != Some(LapseReason::StoppedByStaff)
        && let Some(words) = renewal(told.row.status, &total)
    {
        return words;
    }
    match told.row.status {
        Status::Reserved => plain("info", "told-opening", "told-opening-next"),
        Status::AwaitingPayment if returned => plain("info", "told-confirming", "told-confirming-next"),
        Status::AwaitingPayment => plain("info", "told-waiting", "told-waiting-next"),
        Status::Declined => plain("warn", "told-declined", "told-declined-next"),
        Status::Processing => words(
            "info",
            Text::of("told-processing").with("total", total),
            Text::of("told-processing-next")
                .with("when", Argument::Until(told.row.reserved_until, told.campaign.zone.clone())),
        ),
        Status::Active => words(
            "ok",
            Text::of("told-active").with("total", total),
            Text::of("told-active-next").with("campaign", campaign),
        ),
        Status::CardSaved => words(
            "ok",
            Text::of("told-saved"),
            Text::of("told-saved-next")
                .with("campaign", campaign)
                .with("goal", told.campaign.goal)
                .with("when", Argument::Until(told.campaign.deadline_at, told.campaign.zone.clone()))
                .with("total", total),
        ),
        Status::Lapsed => lapsed(told),
        Status::Withdrawn => plain("info", "told-withdrawn", "told-withdrawn-next"),
        Status::Disputed => plain("warn", "told-disputed", "told-disputed-next"),
        Status::ChargedBack => plain("info", "told-charged-back", "told-charged-back-next"),
        Status::Refunding | Status::Refunded | Status::PartlyRefunded | Status::RefundFailed => refunds(told),
    }
}

/// In what words a pledge is told whose payment page the provider does not open.
pub(super) fn provider_is_away(kept_until: &Until, reward: bool) -> InWords {
    words(
        "warn",
        Text::of("told-away"),
        Text::of("told-away-next")
            .with("when", kept_until.local.as_str())
            .with("reward", if reward { "true" } else { "false" }),
    )
}

/// In what words it is told how the saved card is being charged; `None` where there is nothing of its own to say.
pub(super) fn of_settlement(told: &Told, it: &Settlement) -> Option<InWords> {
    let total = Argument::Exact(told.row.gift.total());
    Some(match (it.state, told.row.status) {
        (State::Charging, Status::CardSaved) => words(
            "info",
            Text::of("told-reached").with("campaign", told.campaign.title.as_str()).with("total", total),
            Text::of("told-reached-next"),
        ),
        (State::Repair, Status::CardSaved) if told.campaign.suspended_at.is_some() => {
            plain("warn", "told-repair", "told-repair-suspended")
        }
        (State::Repair, Status::CardSaved) => words(
            "warn",
            Text::of("told-repair"),
            Text::of("told-repair-next")
                .with("total", total)
                .with("when", Argument::Until(repair_until(told, it), told.campaign.zone.clone())),
        ),
        (State::Dropped, Status::Withdrawn) => plain("warn", "told-dropped", "told-dropped-next"),
        _ => return None,
    })
}

/// Until when a refused card can be put right.
fn repair_until(told: &Told, it: &Settlement) -> Timestamp {
    it.repair_since.unwrap_or(told.campaign.deadline_at).after(WEEK)
}

/// In what words a gift is told that was charged without its donor, where they differ.
fn renewal(status: Status, total: &Argument) -> Option<InWords> {
    Some(match status {
        Status::Reserved | Status::AwaitingPayment | Status::Declined => words(
            "info",
            Text::of("told-renewal").with("total", total.clone()),
            Text::of("told-renewal-next"),
        ),
        Status::Lapsed => plain("warn", "told-renewal-failed", "told-renewal-failed-next"),
        _ => return None,
    })
}

fn why_lapsed(told: &Told) -> Option<LapseReason> {
    told.events.iter().rev().find_map(|(event, _)| match event {
        PledgeEvent::Lapsed { reason } => Some(*reason),
        _ => None,
    })
}

/// Whether the donor gave a bank account.
fn is_debit(told: &Told) -> bool {
    told.events.iter().any(|(event, _)| matches!(event, PledgeEvent::Processing { .. }))
}

/// Whether the bank of a donor whose pledge has ended may still send the money: it was asked for it, and nobody can stop
/// that.
fn bank_is_at_it(told: &Told) -> bool {
    let over = |event: &PledgeEvent| {
        matches!(event, PledgeEvent::CheckoutClosed { .. } | PledgeEvent::PaymentFailed { .. })
    };
    is_debit(told) && !told.events.iter().any(|(event, _)| over(event))
}

/// Whether the bank was asked in the very moment the pledge ended, so that nobody waited for it.
fn asked_after_the_end(told: &Told) -> bool {
    let mut after = told.events.iter().skip_while(|(event, _)| !matches!(event, PledgeEvent::Lapsed { .. }));
    after.any(|(event, _)| matches!(event, PledgeEvent::Processing { .. }))
}

fn lapsed(told: &Told) -> InWords {
    let opened = told.events.iter().any(|(event, _)| matches!(event, PledgeEvent::CheckoutOpened { .. }));
    let why = why_lapsed(told);
    let by_itself = matches!(why, Some(LapseReason::Refused | LapseReason::Unpaid) | None);
    if bank_is_at_it(told) && (!by_itself || asked_after_the_end(told)) {
        return plain("info", "told-debit-ended", "told-debit-ended-next");
    }
    match why {
        Some(LapseReason::StoppedByStaff) => plain("info", "told-stopped", "told-stopped-next"),
        Some(LapseReason::CancelledByDonor) => plain("info", "told-cancelled", "told-cancelled-next"),
        Some(LapseReason::Refused) if !opened => plain("bad", "told-never-opened", "told-never-opened-next"),
        Some(LapseReason::Refused) if is_debit(told) => {
            plain("bad", "told-debit-refused", "told-debit-refused-next")
        }
        Some(LapseReason::Refused) => plain("bad", "told-refused", "told-refused-next"),
        Some(LapseReason::Unpaid) if is_debit(told) => {
            plain("warn", "told-debit-late", "told-debit-late-next")
        }
        _ => plain("warn", "told-late", "told-late-next"),
    }
}

fn refunds(told: &Told) -> InWords {
    let late = told.refunds.iter().any(|it| it.reason == "too_late");
    let words = match told.row.status {
        Status::Refunded => plain("ok", "told-refunded", "told-refunded-next"),
        Status::PartlyRefunded => plain("info", "told-partly-refunded", "told-partly-refunded-next"),
        Status::RefundFailed => plain("bad", "told-refund-failed", "told-refund-failed-next"),
        _ if is_debit(told) && told.refunds.iter().all(|it| it.state == "due") => {
            plain("info", "told-refunding-debit", "told-refunding-debit-next")
        }
        _ => plain("info", "told-refunding", "told-refunding-next"),
    };
    InWords { why: late.then(|| Text::of("told-too-late")), ..words }
}

/// The story of a pledge, without what only staff understand, in the reader's language.
pub(super) fn timeline(told: &Told, view: &View) -> Vec<Happened> {
    let debit = is_debit(told);
    let line = |(event, at): &(PledgeEvent, Timestamp)| Some((*at, view.say(&line(event, debit)?)));
    let mut lines: Vec<_> = told.events.iter().filter_map(line).collect();
    lines.extend(told.sent.as_ref().map(|it| (it.sent_at, on_its_way(it, view))));
    lines.sort_by_key(|(at, _)| *at);
    let zone = &told.campaign.zone;
    lines.into_iter().map(|(at, text)| Happened { when: when(at, zone).local, text }).collect()
}

/// That the reward was sent, and by what, as far as its creator said.
fn on_its_way(it: &SentReward, view: &View) -> String {
    let carrier = it.carrier.as_deref().map(|it| Text::of("line-sent-carrier").with("carrier", it));
    let tracking = it.tracking.as_deref().map(|it| Text::of("line-sent-tracking").with("tracking", it));
    let said = [Some(Text::of("line-sent").with("title", it.title.as_str())), carrier, tracking];
    let said: Vec<_> = said.iter().flatten().map(|it| view.say(it)).collect();
    said.join(" ")
}

fn line(event: &PledgeEvent, debit: bool) -> Option<Text> {
    Some(match event {
        PledgeEvent::Reserved(terms) if terms.reward.is_some() => Text::of("line-made-reward"),
        PledgeEvent::Reserved(_) => Text::of("line-made"),
        PledgeEvent::CheckoutOpened { .. } => Text::of("line-opened"),
        PledgeEvent::HoldExtended { .. } => Text::of("line-held"),
        PledgeEvent::Processing { .. } => Text::of("line-processing"),
        PledgeEvent::Declined { .. } => Text::of("line-declined"),
        PledgeEvent::ChargeFailed { .. } => Text::of("line-charge-failed"),
        PledgeEvent::PaymentFailed { .. } if debit => Text::of("line-debit-failed"),
        PledgeEvent::PaymentFailed { .. } => Text::of("line-payment-failed"),
        PledgeEvent::Collected { gift, .. } => of_gift("line-collected", gift),
        PledgeEvent::CardSaved { .. } => Text::of("line-saved"),
        PledgeEvent::CardReplaced { .. } => Text::of("line-replaced"),
        PledgeEvent::Activated => Text::of("line-counts"),
        PledgeEvent::Changed { before, gift, .. } if before == gift => Text::of("line-changed-reward"),
        PledgeEvent::Changed { gift, .. } => of_gift("line-changed", gift),
        PledgeEvent::Lapsed { .. } => Text::of("line-lapsed"),
        PledgeEvent::Withdrawn => Text::of("line-withdrawn"),
        PledgeEvent::RefundDecided { gift, reason: RefundReason::TooLate, .. } => {
            of_gift("line-refund-too-late", gift)
        }
        PledgeEvent::RefundDecided { gift, .. } => of_gift("line-refund-decided", gift),
        PledgeEvent::RefundSubmitted { .. } => Text::of("line-refund-submitted"),
        PledgeEvent::RefundSucceeded { .. } => Text::of("line-refund-succeeded"),
        PledgeEvent::RefundFailed { .. } => Text::of("line-refund-failed"),
        PledgeEvent::Disputed { .. } => Text::of("line-disputed"),
        PledgeEvent::DisputeClosed { won: true, .. } => Text::of("line-dispute-won"),
        PledgeEvent::DisputeClosed { .. } => Text::of("line-dispute-lost"),
        PledgeEvent::CheckoutClosed { .. }
        | PledgeEvent::RewardReleased
        | PledgeEvent::AddOnReturned { .. } => return None,
    })
}

fn of_gift(key: &'static str, gift: &Gift) -> Text {
    Text::of(key).with("total", Argument::Exact(gift.total()))
}

/// How a refund stands.
pub(super) fn refund_in_words(refund: &RefundRow) -> Text {
    Text::of(match refund.state.as_str() {
        "due" => "refund-due",
        "submitted" => "refund-submitted",
        "succeeded" => "refund-succeeded",
        _ => "refund-failed",
    })
}

fn words(tone: &'static str, heading: Text, next: Text) -> InWords {
    InWords { tone, heading, why: None, next }
}

/// Words that are the same for everybody.
fn plain(tone: &'static str, heading: &'static str, next: &'static str) -> InWords {
    words(tone, Text::of(heading), Text::of(next))
}
