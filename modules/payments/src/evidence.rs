//! What a bank is told of a disputed payment, put together from what is known here (rule R12). Pure. Staff read it, add
//! what they know besides, and send it. In English, which the provider hands on as it is; nobody is named.

use crate::payment::Kind;
use contracts::{Money, PledgeId, Timestamp, notifications::MailAbout, pledges::Gift};
use std::fmt::Write as _;

/// What is known of a payment that a bank took back.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub(crate) pledge: PledgeId,
    pub(crate) campaign: String,
    /// The campaign's page, whole.
    pub(crate) page: String,
    pub(crate) gift: Gift,
    pub(crate) kind: Kind,
    pub(crate) charged_at: Timestamp,
    /// Whether the bank asked its customer, who then confirmed: it was charged.
    pub(crate) confirmed: bool,
    /// What went back before the dispute.
    pub(crate) refunded: Money,
    /// Mails about the gift that left, the oldest first.
    pub(crate) mails: Vec<(MailAbout, Timestamp)>,
    /// Titles of what the campaign's creator posted, the oldest first.
    pub(crate) updates: Vec<(String, Timestamp)>,
    /// The reward of the gift, if its creator says that it was sent.
    pub(crate) sent: Option<SentReward>,
}

/// A reward that was sent, as its creator says.
#[derive(Clone, Debug)]
pub(crate) struct SentReward {
    pub(crate) title: String,
    pub(crate) carrier: Option<String>,
    pub(crate) tracking: Option<String>,
    pub(crate) at: Timestamp,
}

/// The facts in words.
pub(crate) fn pack(it: &Facts) -> String {
    // The reference, and not the id: that opens the donor's own page.
    let mut text = format!(
        "THE PAYMENT\n{} was charged on {} for a gift to the crowdfunding campaign \"{}\" ({}), pledge {}.\n",
        it.gift.total().format_exact("en"),
        day(it.charged_at),
        it.campaign,
        it.page,
        kernel::reference(it.pledge.0),
    );
    let lines = [("to the campaign", it.gift.amount), ("tip to the platform", it.gift.tip)];
    let lines = lines.into_iter().chain([("card fee that the donor chose to cover", it.gift.covered_fee)]);
    let lines = lines.filter(|(_, sum)| sum.is_positive());
    let lines: Vec<_> = lines.map(|(what, sum)| format!("{} {what}", sum.format_exact("en"))).collect();
    _ = write!(text, "It consists of {}.\n\nHOW IT WAS MADE\n", lines.join(", "));
    text.push_str(match it.kind {
        Kind::OffSession => {
            "The cardholder filled in a form on the website that showed this sum and said when the card is charged, and saved \
             the card on the payment provider's own page. It was charged later, as that form said.\n"
        }
        Kind::Charge | Kind::Setup => {
            "The cardholder filled in a form on the website that showed this sum, and entered the card on the payment \
             provider's own page.\n"
        }
    });
    if it.confirmed {
        text.push_str("The issuing bank asked its customer to confirm the payment (3-D Secure), and it was confirmed.\n");
    }
    text.push_str("\nWHAT FOLLOWED\n");
    followed(&mut text, it);
    text
}

/// What the donor was sent, what the creator told, and what went back.
fn followed(text: &mut String, it: &Facts) {
    const PAGE: &str = "a link to a page where the donor sees how the gift stands and whom to ask";
    if it.mails.is_empty() {
        _ = writeln!(
            text,
            "The receipt is sent by e-mail to the address that was given with the gift, with {PAGE}."
        );
    } else {
        _ = writeln!(text, "Sent by e-mail to the address that was given with the gift, with {PAGE}:");
        for (about, at) in &it.mails {
            _ = writeln!(text, "- {}: {}", day(*at), named(*about));
        }
    }
    if !it.updates.is_empty() {
        text.push_str("Told by the campaign's creator:\n");
        for (title, at) in &it.updates {
            _ = writeln!(text, "- {}: \"{title}\"", day(*at));
        }
    }
    if let Some(it) = &it.sent {
        _ = write!(text, "The creator says that the reward \"{}\" was sent on {}", it.title, day(it.at));
        if let Some(carrier) = &it.carrier {
            _ = write!(text, ", by {carrier}");
        }
        if let Some(tracking) = &it.tracking {
            _ = write!(text, ", tracking number {tracking}");
        }
        text.push_str(".\n");
    }
    if it.refunded.is_positive() {
        _ = writeln!(text, "{} was given back before this dispute.", it.refunded.format_exact("en"));
    } else {
        text.push_str("Nothing was given back before this dispute.\n");
    }
}

/// What a sort of mail is called.
const fn named(about: MailAbout) -> &'static str {
    match about {
        MailAbout::Receipt => "the receipt",
        MailAbout::CardSaved => "that the card was saved, and when it is charged",
        MailAbout::Change => "that the donor had changed the gift",
        MailAbout::Refund => "a notice of money given back",
        MailAbout::Update => "news of the campaign",
        MailAbout::Other => "a notice about the gift",
    }
}

fn day(at: Timestamp) -> String {
    let at = at.to_utc();
    format!("{} {} {}, {:02}:{:02} UTC", at.day(), at.month(), at.year(), at.hour(), at.minute())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::Currency;

    #[test]
    fn a_bank_is_told_what_was_paid_how_and_what_went_back() {
        let eur = |minor| Money::new(minor, Currency::Eur);
        let facts = Facts {
            pledge: PledgeId(uuid::Uuid::nil()),
            campaign: "A bench".into(),
            page: "https://give.example/c/a-bench".into(),
            gift: Gift { amount: eur(2_500), tip: eur(125), covered_fee: eur(0) },
            kind: Kind::Charge,
            charged_at: Timestamp(1_772_366_400_000_000),
            confirmed: true,
            refunded: eur(0),
            mails: Vec::new(),
            updates: Vec::new(),
            sent: None,
        };
        let said = pack(&facts);
        for part in [
            "€26.25 was charged on 1 March 2026, 12:00 UTC",
            "€25.00 to the campaign, €1.25 tip",
            "3-D Secure",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        assert!(!said.contains("card fee") && said.contains("Nothing was given back"), "{said}");
        let later = pack(&Facts { kind: Kind::OffSession, confirmed: false, refunded: eur(500), ..facts });
        assert!(
            later.contains("charged later, as that form said") && later.contains("€5.00 was given back"),
            "{later}"
        );
        assert!(!later.contains("3-D Secure"), "{later}");
    }

    #[test]
    fn a_bank_is_told_what_the_donor_was_sent_and_what_the_creator_told() {
        let (zero, at) = (Money::zero(Currency::Eur), Timestamp(1_772_366_400_000_000));
        let facts = Facts {
            pledge: PledgeId(uuid::Uuid::nil()),
            campaign: "A bench".into(),
            page: "https://give.example/c/a-bench".into(),
            gift: Gift { amount: Money::new(2_500, Currency::Eur), tip: zero, covered_fee: zero },
            kind: Kind::Charge,
            charged_at: at,
            confirmed: false,
            refunded: zero,
            mails: vec![(MailAbout::Receipt, at), (MailAbout::Update, at)],
            updates: vec![("The oak has come".into(), at)],
            sent: Some(SentReward {
                title: "A plate".into(),
                carrier: Some("India Post".into()),
                tracking: Some("RR123456785IN".into()),
                at,
            }),
        };
        let said = pack(&facts);
        for part in [
            "- 1 March 2026, 12:00 UTC: the receipt\n",
            "- 1 March 2026, 12:00 UTC: news of the campaign\n",
            "- 1 March 2026, 12:00 UTC: \"The oak has come\"\n",
            "the reward \"A plate\" was sent on 1 March 2026, 12:00 UTC, by India Post, tracking number RR123456785IN.\n",
        ] {
            assert!(said.contains(part), "{part}: {said}");
        }
        let sent = facts.sent.map(|it| SentReward { carrier: None, tracking: None, ..it });
        let said = pack(&Facts { sent, ..facts });
        assert!(said.contains("\"A plate\" was sent on 1 March 2026, 12:00 UTC.\n"), "{said}");
    }
}
