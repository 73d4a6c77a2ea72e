//! Reading the give form: what was typed stays as it was typed until it is known to make sense.

use super::{
    add_ons::{self, Typed},
    problems::chargeable,
};
use crate::{
    add_ons::Asked,
    pricing,
    queries::Offer,
    tables::dedication::{self, Dedicated},
};
use contracts::{
    Money, RewardId,
    pledges::{Gift, Interval},
};
use kernel::web::{FormProblems, Problems, Text, View};
use serde::{Deserialize, Serialize};

/// Where only staff are: amounts are read and shown as people who read English write them. Everywhere else they are in
/// the page's own language.
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
    /// How many of which add-on.
    #[serde(flatten, deserialize_with = "add_ons::typed")]
    pub(super) add_ons: Typed,
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
    /// Ticked when there.
    pub(super) hide_amount: Option<String>,
    /// How it is dedicated: `in_honour`, `in_memory`, or nothing.
    pub(super) dedication: String,
    /// To whom.
    pub(super) dedicated_to: String,
    /// Ticked when there: the same may be charged again and again.
    pub(super) again: Option<String>,
    /// What this is to whoever has a pledge to the campaign: `another`, or `change` of the earlier one.
    pub(super) already: String,
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
    pub(super) add_ons: Asked,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) anonymous: bool,
    pub(super) dedicated: Option<Dedicated>,
    pub(super) every: Option<Interval>,
}

impl GiveForm {
    pub(super) fn read(&self, offer: &Offer, view: &View) -> Result<Draft, FormProblems> {
        let mut problems = Problems::of(view);
        let every = self.every();
        if self.asks_for_no_such_time() {
            problems.add("freq", &Text::of("give-freq-unknown"));
        } else if every.is_some_and(|it| !offer.again.contains(&it)) {
            problems.add("freq", &Text::of("give-single-only"));
        } else if every.is_some() && self.again.is_none() {
            problems.add("again", &Text::of("give-again-missing"));
        }
        let gift = self.gift(offer, &mut problems);
        // What is wrong with them was said with the gift.
        let add_ons = add_ons::read(&self.add_ons, offer, &mut Problems::of(view)).unwrap_or_default();
        let nothing = Money::zero(offer.campaign.currency);
        let besides = add_ons::added_to(nothing, &add_ons, offer).minor;
        let reward =
            self.reward(offer, gift.map(|it| it.amount.minor.saturating_sub(besides)), &mut problems);
        let name = self.name(&mut problems);
        let email = self.email(&mut problems);
        let dedicated = self.dedicated(&mut problems);
        match gift {
            Some(gift) if problems.is_empty() => {
                let anonymous = self.anonymous.is_some();
                Ok(Draft { gift, reward, add_ons, name, email, anonymous, dedicated, every })
            }
            _ => Err(problems.found()),
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

    /// How often is written in no word that is known: an address that somebody wrote by hand. It must not pass for once.
    pub(super) fn asks_for_no_such_time(&self) -> bool {
        !matches!(self.freq.as_str(), "" | "once") && self.every().is_none()
    }

    /// The sum as far as it can be read, for the total line.
    pub(super) fn gift(&self, offer: &Offer, problems: &mut Problems<'_>) -> Option<Gift> {
        let campaign = &offer.campaign;
        let amount = self.amount(campaign.minimum, problems);
        let asked = add_ons::read(&self.add_ons, offer, problems);
        let (amount, asked) = (amount?, asked?);
        if amount.minor < campaign.minimum.minor {
            problems.add("other", &Text::of("problem-least-amount").with("least", campaign.minimum));
            return None;
        }
        let amount = add_ons::added_to(amount, &asked, offer);
        let tip = self.tip(amount, problems)?;
        let gift = pricing::gift(amount, tip, self.cover_fee.is_some());
        problems.keep("other", gift.map_err(|it| Text::from(&it)))
    }

    fn amount(&self, least: Money, problems: &mut Problems<'_>) -> Option<Money> {
        let written = self.other.trim();
        let typed = if written.is_empty() && self.amount != "other" { self.amount.trim() } else { written };
        let locale = problems.locale();
        let amount = Money::parse_positive(typed, least.currency, locale);
        let amount = amount.map_err(|it| Text::from(&it.at_least(least, locale)));
        problems.keep("other", amount.and_then(chargeable))
    }

    fn tip(&self, amount: Money, problems: &mut Problems<'_>) -> Option<Money> {
        let written = self.tip_other.trim();
        if self.tip == "other" || !written.is_empty() {
            let tip = Money::parse(written, amount.currency, problems.locale());
            let tip = tip.map_err(|it| Text::from(&it)).and_then(|tip| {
                if tip.is_negative() { Err(Text::of("problem-tip-negative")) } else { chargeable(tip) }
            });
            return problems.keep("tip_other", tip);
        }
        let percent = if self.tip.is_empty() { Some(0) } else { self.tip.parse().ok() };
        let tip =
            percent.filter(|it| pricing::TIPS.contains(it)).and_then(|it| pricing::tip(amount, it).ok());
        if tip.is_none() {
            problems.add("tip_other", &Text::of("problem-tip"));
        }
        tip
    }

    /// `minor`: what is given for it, without what is taken besides.
    fn reward(&self, offer: &Offer, minor: Option<i64>, problems: &mut Problems<'_>) -> Option<RewardId> {
        if self.reward.is_empty() {
            return None;
        }
        let found = offer.rewards.iter().find(|it| it.id.to_string() == self.reward);
        let Some(reward) = found else {
            problems.add("reward", &Text::of("problem-reward"));
            return None;
        };
        if minor.is_some_and(|it| it < reward.price.minor) {
            let text = Text::of("problem-reward-least").with("reward", reward.title.as_str());
            problems.add("reward", &text.with("price", reward.price));
        }
        Some(reward.id)
    }

    fn name(&self, problems: &mut Problems<'_>) -> String {
        let name = self.name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            problems.add("name", &Text::of("problem-name"));
        } else if name.chars().count() > 100 || name.chars().any(char::is_control) {
            problems.add("name", &Text::of("problem-name-long"));
        }
        name
    }

    fn dedicated(&self, problems: &mut Problems<'_>) -> Option<Dedicated> {
        let to = self.dedicated_to.split_whitespace().collect::<Vec<_>>().join(" ");
        let how = dedication::named(&self.dedication);
        if how.is_none() && !(self.dedication.is_empty() && to.is_empty()) {
            problems.add("dedication", &Text::of("problem-dedication"));
        } else if how.is_some() && to.is_empty() {
            problems.add("dedicated_to", &Text::of("problem-dedicated-to"));
        } else if to.chars().count() > 100 || to.chars().any(char::is_control) {
            problems.add("dedicated_to", &Text::of("problem-name-long"));
        }
        how.map(|how| (how, to))
    }

    fn email(&self, problems: &mut Problems<'_>) -> String {
        let email = self.email.trim().to_owned();
        if email.is_empty() {
            problems.add("email", &Text::of("problem-email"));
        } else if !is_address(&email) {
            problems.add("email", &Text::of("problem-email-form"));
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
