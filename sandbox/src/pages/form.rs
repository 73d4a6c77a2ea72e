use serde::{Deserialize, Serialize};

use crate::objects::{Account, Card};
use crate::{accounts, cards};

/// What the donor typed. It is shown again when something is wrong.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct CardForm {
    pub(super) email: String,
    pub(super) number: String,
    pub(super) expiry: String,
    pub(super) cvc: String,
    pub(super) name: String,
    pub(super) iban: String,
    /// The number of a test card whose button was pressed instead of "Pay".
    #[serde(skip_serializing)]
    pub(super) use_card: Option<String>,
    /// The same of a test account.
    #[serde(skip_serializing)]
    pub(super) use_account: Option<String>,
    /// There when the button below the bank account was pressed.
    #[serde(skip_serializing)]
    pub(super) debit: Option<String>,
}

/// What is wrong with which field, in words.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Problems {
    pub(super) email: Option<&'static str>,
    pub(super) number: Option<&'static str>,
    pub(super) expiry: Option<&'static str>,
    pub(super) cvc: Option<&'static str>,
    pub(super) name: Option<&'static str>,
    pub(super) iban: Option<&'static str>,
}

impl CardForm {
    /// The form filled in with a test card.
    pub(super) fn filled(self, number: &str) -> Self {
        let cvc = if number.len() == 15 { "1234" } else { "123" };
        let name = if self.name.is_empty() { "Test Donor".to_owned() } else { self.name };
        let number = grouped(number);
        Self { number, expiry: "12 / 34".to_owned(), cvc: cvc.to_owned(), name, use_card: None, ..self }
    }

    /// The form filled in with a test account.
    pub(super) fn filled_account(self, iban: &str) -> Self {
        let name = if self.name.is_empty() { "Test Donor".to_owned() } else { self.name };
        Self { iban: grouped(iban), name, use_account: None, ..self }
    }

    /// The bank account, or what is wrong.
    pub(super) fn read_account(&self) -> Result<Account, Problems> {
        let iban: String = self.iban.chars().filter(|it| !it.is_whitespace()).collect();
        let iban = iban.to_ascii_uppercase();
        let problems = Problems {
            email: self.email_problem(),
            iban: accounts::check_iban(&iban).err(),
            name: self.name.trim().is_empty().then_some("Enter the name of the account's holder."),
            ..Problems::default()
        };
        if problems != Problems::default() {
            return Err(problems);
        }
        let (email, name) = (self.email.trim().to_owned(), self.name.trim().to_owned());
        Ok(Account { iban, email: Some(email), name: Some(name) })
    }

    fn email_problem(&self) -> Option<&'static str> {
        (!looks_like_email(&self.email)).then_some("Enter an email address, such as name@example.com.")
    }

    /// The card, or what is wrong. `today` is year and month.
    pub(super) fn read(&self, today: (i64, i64)) -> Result<Card, Problems> {
        let number: String = self.number.chars().filter(|it| !it.is_whitespace() && *it != '-').collect();
        let expiry = expiry(&self.expiry);
        let problems = Problems {
            email: self.email_problem(),
            number: cards::check_number(&number).err(),
            expiry: match expiry {
                None => Some("Enter the month and year, such as 12 / 34."),
                Some(when) if when < today => Some("This card has expired."),
                Some(_) => None,
            },
            cvc: (!is_cvc(&self.cvc)).then_some("Enter the 3 or 4 digits of the security code."),
            name: self.name.trim().is_empty().then_some("Enter the name on the card."),
            iban: None,
        };
        match expiry {
            Some((exp_year, exp_month)) if problems == Problems::default() => Ok(Card {
                number,
                exp_month,
                exp_year,
                email: Some(self.email.trim().to_owned()),
                name: Some(self.name.trim().to_owned()),
            }),
            _ => Err(problems),
        }
    }
}

/// `12 / 34`, `12/2034` or `1234` as year and month.
fn expiry(text: &str) -> Option<(i64, i64)> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let allowed = text.chars().all(|it| it.is_ascii_digit() || it.is_whitespace() || it == '/' || it == '-');
    if !allowed || !(digits.len() == 4 || digits.len() == 6) {
        return None;
    }
    let (month, year) = digits.split_at(2);
    let (month, year): (i64, i64) = (month.parse().ok()?, year.parse().ok()?);
    (1..=12).contains(&month).then_some((if year < 100 { 2000 + year } else { year }, month))
}

fn is_cvc(text: &str) -> bool {
    let text = text.trim();
    matches!(text.len(), 3 | 4) && text.bytes().all(|it| it.is_ascii_digit())
}

fn looks_like_email(text: &str) -> bool {
    let good = |(name, host): (&str, &str)| !name.is_empty() && host.contains('.') && !host.ends_with('.');
    !text.trim().contains(char::is_whitespace) && text.trim().rsplit_once('@').is_some_and(good)
}

/// In groups of four, as it stands on the card.
pub(super) fn grouped(number: &str) -> String {
    let digits: Vec<char> = number.chars().collect();
    digits.chunks(4).map(|it| it.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> CardForm {
        let email = "asha@example.com".to_owned();
        CardForm { email, ..CardForm::default() }.filled("4242424242424242")
    }

    #[test]
    fn a_filled_form_is_a_card() {
        let card = form().read((2026, 11)).unwrap();
        assert_eq!((card.number.as_str(), card.exp_month, card.exp_year), ("4242424242424242", 12, 2034));
    }

    #[test]
    fn a_filled_form_is_a_bank_account() {
        let filled = form().filled_account("DE89370400440532013000");
        assert_eq!(filled.iban, "DE89 3704 0044 0532 0130 00");
        assert_eq!(filled.read_account().unwrap().iban, "DE89370400440532013000");
        let wrong = CardForm { iban: "DE89".to_owned(), email: String::new(), ..filled };
        let problems = wrong.read_account().unwrap_err();
        assert!(problems.iban.is_some() && problems.email.is_some() && problems.number.is_none());
    }

    #[test]
    fn each_field_says_what_is_wrong_with_it() {
        let wrong = |change: fn(&mut CardForm)| {
            let mut form = form();
            change(&mut form);
            form.read((2026, 11)).unwrap_err()
        };
        assert!(wrong(|it| "asha".clone_into(&mut it.email)).email.is_some());
        assert!(wrong(|it| "4242 4242 4242 4241".clone_into(&mut it.number)).number.is_some());
        assert!(wrong(|it| "13 / 34".clone_into(&mut it.expiry)).expiry.is_some());
        assert_eq!(wrong(|it| "10/26".clone_into(&mut it.expiry)).expiry, Some("This card has expired."));
        assert!(wrong(|it| "12".clone_into(&mut it.cvc)).cvc.is_some());
        assert!(wrong(|it| " ".clone_into(&mut it.name)).name.is_some());
    }
}
