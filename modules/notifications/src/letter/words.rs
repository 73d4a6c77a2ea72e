//! What each kind of mail about a gift says, still in no language.

use super::{Facts, Kind};
use contracts::{
    Money, Timestamp,
    pledges::{CardTrouble, GOAL_MISSED, Gift},
};
use kernel::web::{Argument, Text};

/// A mail about a gift, in no language yet.
pub(super) struct Words {
    pub(super) subject: Text,
    pub(super) paragraphs: Vec<Paragraph>,
    /// The lines of the gift, where they are told.
    pub(super) lines: Vec<(Text, Money)>,
    /// What they make together, and in what word.
    pub(super) total: Option<(Text, Money)>,
    /// What the link to the pledge says.
    pub(super) link: Text,
}

/// A paragraph of a mail.
pub(super) enum Paragraph {
    /// Ours.
    Said(Text),
    /// As somebody wrote it for everybody to read.
    Written(String),
}

/// What a mail with `facts` says of a gift to `campaign`.
pub(super) fn of(facts: &Facts, campaign: &str) -> Words {
    let of_campaign = |key| Text::of(key).with("campaign", campaign);
    let total = facts.gift.map(|gift| gift.total()).or(facts.amount);
    let with_total = |key| match total {
        Some(total) => of_campaign(key).with("total", Argument::Exact(total)),
        None => of_campaign(key).with("total", ""),
    };
    let see = Text::of("mail-see");
    let both = |[subject, said, next]: [&'static str; 3], sum: &'static str, link: Text| {
        (of_campaign(subject), vec![of_campaign(said), Text::of(next)], sum, link)
    };
    let (subject, paragraphs, sum, link) = match facts.kind {
        Kind::Receipt => {
            (of_campaign("mail-receipt"), vec![of_campaign("mail-receipt-words")], "mail-receipt-total", see)
        }
        Kind::CardSaved => {
            both(["mail-saved", "mail-saved-words", "mail-saved-when"], "mail-saved-total", see)
        }
        Kind::RefundUnderway => (
            of_campaign("mail-underway"),
            vec![with_total("mail-underway-words"), stays(facts), Text::of("mail-underway-next")],
            "mail-total",
            see,
        ),
        Kind::RefundMade => (
            of_campaign("mail-refunded"),
            vec![of_campaign("mail-refunded-words")],
            "mail-refunded-total",
            see,
        ),
        Kind::RefundFailed => (
            with_total("mail-owed"),
            vec![with_total("mail-owed-words"), Text::of("mail-owed-next")],
            "mail-total",
            see,
        ),
        Kind::TooLate => {
            both(["mail-too-late", "mail-too-late-words", "mail-too-late-next"], "mail-total", see)
        }
        Kind::Released => {
            (of_campaign("mail-released"), vec![of_campaign("mail-released-words")], "mail-total", see)
        }
        Kind::Unpaid => (
            of_campaign("mail-unpaid"),
            [of_campaign("mail-unpaid-words")]
                .into_iter()
                .chain(facts.trouble.map(|(it, _)| trouble(it)))
                .chain(
                    facts.trouble.map(|(_, at)| Text::of("mail-unpaid-until").with("when", until(facts, at))),
                )
                .collect(),
            "mail-unpaid-total",
            Text::of("mail-unpaid-pay"),
        ),
        Kind::Dropped => both(["mail-dropped", "mail-dropped-words", "mail-dropped-next"], "mail-total", see),
        Kind::Changed => both(
            ["mail-changed", "mail-changed-words", "mail-changed-not-you"],
            "mail-changed-total",
            Text::of("mail-changed-back"),
        ),
        Kind::Cancelled => both(
            ["mail-cancelled", "mail-cancelled-words", "mail-cancelled-not-you"],
            "mail-cancelled-total",
            see,
        ),
    };
    let why = why(facts, campaign);
    Words {
        subject,
        paragraphs: why.into_iter().chain(paragraphs.into_iter().map(Paragraph::Said)).collect(),
        lines: facts.gift.map(|gift| lines(facts.kind, &gift)).unwrap_or_default(),
        total: total.map(|it| (Text::of(sum), it)),
        link,
    }
}

/// Why nothing is charged, before all else. A mail that was asked for by an older program has what was wrong with the
/// card in its reason.
fn why(facts: &Facts, campaign: &str) -> Option<Paragraph> {
    match (facts.kind, facts.reason.as_deref()) {
        (Kind::Released, Some(GOAL_MISSED)) => Some(Paragraph::Said(Text::of("mail-released-missed"))),
        (Kind::Released | Kind::Unpaid, Some(reason)) => Some(Paragraph::Written(reason.to_owned())),
        (Kind::Released, None) => {
            Some(Paragraph::Said(Text::of("mail-released-over").with("campaign", campaign)))
        }
        _ => None,
    }
}

fn stays(facts: &Facts) -> Text {
    match facts.remaining.filter(|it| it.is_positive()) {
        Some(remaining) => Text::of("mail-underway-stays").with("remaining", Argument::Exact(remaining)),
        None => Text::of("mail-underway-nothing"),
    }
}

fn until(facts: &Facts, at: Timestamp) -> Argument {
    match &facts.zone {
        Some(zone) => Argument::Until(at, zone.clone()),
        None => Argument::Moment(at),
    }
}

fn trouble(it: CardTrouble) -> Text {
    Text::of(match it {
        CardTrouble::AsksForDonor => "mail-unpaid-asks",
        CardTrouble::MayPass => "mail-unpaid-passes",
        CardTrouble::ForGood => "mail-unpaid-for-good",
    })
}

/// The lines of `gift` that are not empty; the one to the campaign always.
fn lines(kind: Kind, gift: &Gift) -> Vec<(Text, Money)> {
    let amount = if kind == Kind::RefundMade { "mail-line-given" } else { "mail-line-gift" };
    let extras = [("mail-line-tip", gift.tip), ("mail-line-fee", gift.covered_fee)];
    let extras = extras.into_iter().filter(|(_, money)| !money.is_zero());
    [(amount, gift.amount)].into_iter().chain(extras).map(|(key, money)| (Text::of(key), money)).collect()
}
