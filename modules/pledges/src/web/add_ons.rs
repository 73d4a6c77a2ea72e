//! What is taken besides a reward, on the forms where a pledge is made and changed.

use crate::{
    add_ons::Asked,
    queries::Offer,
    tables::{chosen_add_on::Taken, reward::Reward},
};
use contracts::{Money, RewardId};
use kernel::web::{Problems, Text, View};
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// What the names of the fields begin with. The id of the add-on follows.
const FIELD: &str = "add_on_";

/// How many were typed, by the names of their fields.
pub(super) type Typed = BTreeMap<String, String>;

/// The field of an add-on.
pub(super) fn field(id: RewardId) -> String {
    format!("{FIELD}{id}")
}

/// Of the fields that a form does not know by name, those of add-ons that say something. What else there is must not be
/// kept with what was typed, which a browser keeps no more of than fits into a cookie.
pub(super) fn typed<'de, D: Deserializer<'de>>(fields: D) -> Result<Typed, D::Error> {
    let mut typed = Typed::deserialize(fields)?;
    typed.retain(|name, text| name.starts_with(FIELD) && !text.trim().is_empty());
    Ok(typed)
}

/// As a form shows what a pledge has.
pub(super) fn typed_of(taken: &[Taken]) -> Typed {
    taken.iter().map(|it| (field(it.add_on), it.count.to_string())).collect()
}

/// How many of which `offer` are asked for; nothing when one of them makes no sense. Whether they may be taken is for the
/// command to say.
pub(super) fn read(typed: &Typed, offer: &Offer, problems: &mut Problems<'_>) -> Option<Asked> {
    let (mut asked, mut wrong) = (Asked::new(), false);
    for (name, text) in typed {
        let count = number(text.trim());
        if count == Some(0) {
            continue;
        }
        let id = name.strip_prefix(FIELD).and_then(|it| it.parse().ok());
        let known = offer.add_ons.iter().find(|it| Some(it.id) == id);
        match (known, count) {
            (Some(it), Some(count)) => {
                asked.insert(it.id, count);
            }
            (None, _) => {
                wrong = true;
                problems.add("reward", &Text::of("problem-add-on-unknown"));
            }
            (_, None) => {
                wrong = true;
                problems.add(name, &Text::of("problem-add-on-count"));
            }
        }
    }
    (!wrong).then_some(asked)
}

/// A whole number in the digits of any of our languages.
fn number(text: &str) -> Option<i64> {
    let plain = |it: char| {
        let zero = match it {
            '0'..='9' => '0',
            '٠'..='٩' => '٠',
            '۰'..='۹' => '۰',
            '०'..='९' => '०',
            _ => return None,
        };
        char::from_digit(u32::from(it) - u32::from(zero), 10)
    };
    text.chars().map(plain).collect::<Option<String>>()?.parse().ok()
}

/// `amount`, and with it what `asked` costs.
pub(super) fn added_to(amount: Money, asked: &Asked, offer: &Offer) -> Money {
    let of = |it: &Reward| it.price.minor.saturating_mul(asked.get(&it.id).copied().unwrap_or(0));
    let sum = offer.add_ons.iter().map(of).fold(amount.minor, i64::saturating_add);
    Money::new(sum, amount.currency)
}

/// An add-on that can be chosen.
#[derive(Serialize)]
pub(super) struct AddOnChoice {
    field: String,
    title: String,
    description: String,
    /// What one costs, how many can be taken, and with which rewards, where not with all.
    hint: String,
    left: Option<i64>,
    /// How many, as it was typed.
    count: String,
}

/// The add-ons that go with a reward there is.
pub(super) fn choices(view: &View, offer: &Offer, typed: &Typed) -> Vec<AddOnChoice> {
    let choice = |it: &Reward| {
        let with: Vec<_> = offer.rewards.iter().filter(|reward| it.goes_with(reward)).collect();
        let most = it.add_on.as_ref().map_or(0, |it| it.most);
        let mut hint = view.say(&Text::of("give-add-on-each").with("price", it.price).with("most", most));
        if with.len() < offer.rewards.len() {
            let rewards: Vec<_> = with.iter().map(|it| it.title.as_str()).collect();
            let text = Text::of("give-add-on-with").with("rewards", rewards.join(", "));
            hint = format!("{hint} {}", view.say(&text));
        }
        let field = field(it.id);
        (!with.is_empty()).then(|| AddOnChoice {
            count: typed.get(&field).cloned().unwrap_or_default(),
            field,
            title: it.title.clone(),
            description: it.description.clone(),
            hint,
            left: it.left(),
        })
    };
    offer.add_ons.iter().filter_map(choice).collect()
}

/// What a pledge has besides its reward, in words.
pub(super) fn in_words(view: &View, taken: &[Taken]) -> Vec<String> {
    let said = |it: &Taken| {
        let text = Text::of("pledge-add-on").with("count", it.count).with("title", it.title.as_str());
        view.say(&text.with("total", it.total))
    };
    taken.iter().map(said).collect()
}

#[cfg(test)]
mod tests {
    use super::number;
    use crate::web::form::GiveForm;
    use serde_json::json;

    #[test]
    fn of_add_ons_a_form_keeps_what_was_written_and_of_other_strangers_nothing() {
        let sent =
            json!({ "other": "500", "add_on_1": "2", "add_on_2": " ", "add_on_3": "", "stranger": "x" });
        let form: GiveForm = serde_json::from_value(sent).unwrap();
        assert_eq!(form.other, "500");
        assert_eq!(form.add_ons.into_iter().collect::<Vec<_>>(), [("add_on_1".to_owned(), "2".to_owned())]);
    }

    #[test]
    fn a_number_is_read_in_the_digits_of_each_language_and_nothing_else_is_one() {
        for (text, read) in [("0", 0), ("7", 7), ("12", 12), ("١٢", 12), ("१२", 12), ("۱۲", 12)] {
            assert_eq!(number(text), Some(read), "{text}");
        }
        for text in ["-1", "+1", "1.5", "1,5", "x", "1 0", "99999999999999999999"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
