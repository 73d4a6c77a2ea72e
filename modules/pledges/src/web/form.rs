//! Reading the give form: what was typed stays as it was typed until it is known to make sense.

use crate::{pricing, queries::Offer};
use contracts::{
    Currency, Money, RewardId,
    pledges::{Gift, Interval},
};
use kernel::web::FormProblems;
use serde::{Deserialize, Serialize};

/// Amounts are read and shown as people who read English write them, whatever the browser says: the form's own
/// words are English.
pub(super) const LOCALE: &str = "en";

/// The give form as it was filled in. Empty at first, or filled from the campaign page's query.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct GiveForm {
    /// Minted when the form was shown.
    pub(super) pledge: String,
    /// `once`, or how often the same is given again: `monthly`, `yearly`.
    pub(super) freq: String,
    /// A suggested amount in figures, or `other`.
    pub(super) amount: String,
    /// Another amount. What is written here counts before what is chosen above it.
    pub(super) other: String,
    /// A reward's id, or nothing.
    pub(super) reward: String,
    /// `0`, `5`, `10`, `15`, or `other`.
    pub(super) tip: String,
    /// Another tip.
    pub(super) tip_other: String,
    /// Ticked when there.
    pub(super) cover_fee: Option<String>,
    pub(super) name: String,
    pub(super) email: String,
    /// Ticked when there.
    pub(super) anonymous: Option<String>,
    /// Ticked when there: the same may be charged again and again.
    pub(super) again: Option<String>,
    /// `total` when the donor only wants to see the sum.
    pub(super) step: String,
    /// What the link said that the donor came by, carried from page to page because there is no cookie.
    #[serde(rename = "ref")]
    pub(super) referral: String,
}

/// A form that makes sense. Whether it is allowed is for the command to say.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) gift: Gift,
    pub(super) reward: Option<RewardId>,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) anonymous: bool,
    pub(super) every: Option<Interval>,
}

impl GiveForm {
    /// `say` puts a text of this module into the reader's language.
    pub(super) fn read(&self, offer: &Offer, say: impl Fn(&str) -> String) -> Result<Draft, FormProblems> {
        let mut problems = FormProblems::default();
        let every = self.every();
        if every.is_some_and(|it| !offer.again.contains(&it)) {
            problems.add("freq", say("give-single-only"));
        } else if every.is_some() && self.again.is_none() {
            problems.add("again", say("give-again-missing"));
        }
        let gift = self.gift(offer, &mut problems);
        let reward = self.reward(offer, gift.as_ref(), &mut problems);
        let name = self.name(&mut problems);
        let email = self.email(&mut problems);
        match gift {
            Some(gift) if problems.is_empty() => {
                let anonymous = self.anonymous.is_some();
                Ok(Draft { gift, reward, name, email, anonymous, every })
            }
            _ => Err(problems),
        }
    }

    /// How often the same is given again; nothing when it is given once.
    pub(super) fn every(&self) -> Option<Interval> {
        match self.freq.as_str() {
            "monthly" => Some(Interval::Monthly),
            "yearly" => Some(Interval::Yearly),
            _ => None,
        }
    }

    /// The sum as far as it can be read, for the total line.
    pub(super) fn gift(&self, offer: &Offer, problems: &mut FormProblems) -> Option<Gift> {
        let campaign = &offer.campaign;
        let amount = self.amount(campaign.currency, problems)?;
        if amount.minor < campaign.minimum.minor {
            let least = campaign.minimum.format(LOCALE);
            problems.add("other", format!("Write an amount of {least} or more."));
            return None;
        }
        let tip = self.tip(amount, problems)?;
        match pricing::gift(amount, tip, self.cover_fee.is_some()) {
            Ok(gift) => Some(gift),
            Err(error) => {
                problems.add("other", error.to_string());
                None
            }
        }
    }

    fn amount(&self, currency: Currency, problems: &mut FormProblems) -> Option<Money> {
        let written = self.other.trim();
        let typed = if written.is_empty() && self.amount != "other" { self.amount.trim() } else { written };
        let amount = Money::parse_positive(typed, currency, LOCALE);
        let amount = amount.map_err(|error| problems.add("other", error.to_string())).ok()?;
        chargeable(amount, "other", problems)
    }

    fn tip(&self, amount: Money, problems: &mut FormProblems) -> Option<Money> {
        let written = self.tip_other.trim();
        if self.tip == "other" || !written.is_empty() {
            let tip = Money::parse(written, amount.currency, LOCALE);
            let tip = tip.map_err(|error| problems.add("tip_other", error.to_string())).ok()?;
            if tip.is_negative() {
                problems.add("tip_other", "Write a tip of zero or more.");
                return None;
            }
            return chargeable(tip, "tip_other", problems);
        }
        let percent = if self.tip.is_empty() { Some(0) } else { self.tip.parse().ok() };
        let tip =
            percent.filter(|it| pricing::TIPS.contains(it)).and_then(|it| pricing::tip(amount, it).ok());
        if tip.is_none() {
            problems.add("tip_other", "Choose one of the tips, or write another one.");
        }
        tip
    }

    fn reward(&self, offer: &Offer, gift: Option<&Gift>, problems: &mut FormProblems) -> Option<RewardId> {
        if self.reward.is_empty() {
            return None;
        }
        let found = offer.rewards.iter().find(|it| it.id.to_string() == self.reward);
        let Some(reward) = found else {
            problems.add("reward", "Choose one of the rewards, or none.");
            return None;
        };
        if gift.is_some_and(|it| it.amount.minor < reward.price.minor) {
            let price = reward.price.format(LOCALE);
            problems.add(
                "reward",
                format!(
                    "“{}” is for gifts of {price} or more. Give more, or choose another reward.",
                    reward.title
                ),
            );
        }
        Some(reward.id)
    }

    fn name(&self, problems: &mut FormProblems) -> String {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            problems.add("name", "Write your name.");
        } else if name.chars().count() > 100 || name.chars().any(char::is_control) {
            problems.add("name", "Write your name in at most 100 letters.");
        }
        name
    }

    fn email(&self, problems: &mut FormProblems) -> String {
        let email = self.email.trim().to_owned();
        if email.is_empty() {
            problems.add("email", "Write your e-mail address, so that we can send you the receipt.");
        } else if !is_address(&email) {
            problems.add("email", "Write an e-mail address like name@example.org.");
        }
        email
    }
}

/// Whether mail can be sent there, as far as its form tells. RFC 5321 allows 254 characters.
fn is_address(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let whole = |it: &str| !it.is_empty() && !it.contains(|c: char| c.is_whitespace() || c.is_control());
    let plain =
        |c: char| !matches!(c, '<' | '>' | ',' | ';' | ':' | '"' | '(' | ')' | '[' | ']' | '\\' | '@');
    text.len() <= 254
        && local.len() <= 64
        && whole(local)
        && whole(domain)
        && text.chars().filter(|c| !plain(*c)).count() == 1
        && domain.contains('.')
        && domain.split('.').all(|label| !label.is_empty())
}

pub(super) fn chargeable(money: Money, field: &str, problems: &mut FormProblems) -> Option<Money> {
    if pricing::is_chargeable(money) {
        return Some(money);
    }
    let step = Money::new(pricing::step(money.currency), money.currency).format_exact(LOCALE);
    problems.add(field, format!("Cards take and give back steps of {step}: end the amount in 0."));
    None
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn addresses_are_told_from_what_mail_cannot_reach() {
        for good in ["a@b.co", "first.last+tag@sub.example.org", "o'neil@example.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "@b.co",
            "a@.co",
            "a@b..co",
            "a b@c.de",
            "a@b.co\nBcc: c@d.ef",
            "<a@b.co>",
            "a@b@c.de",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
        assert!(!is_address(&format!("{}@b.co", "a".repeat(65))));
    }
}
