//! What letters about accounts say.

use crate::{
    letter::{FRAME, Letter},
    tables::contact::Contact,
};
use contracts::{Timestamp, users::AccountLetter};
use kernel::web::{Argument, Language, Missing, Texts};
use serde::Serialize;
use std::time::Duration;
use tera::Tera;

/// What letters about accounts say, in every language.
const TEXTS: &[(&str, &str)] = kernel::texts!("account");

/// Every letter and a name for it.
pub(crate) const LETTERS: [(&str, AccountLetter); 16] = [
    ("confirm_address", AccountLetter::ConfirmAddress),
    ("already_registered", AccountLetter::AlreadyRegistered),
    ("sign_in_link", AccountLetter::SignInLink),
    ("reset_link", AccountLetter::ResetLink),
    ("confirm_new_address", AccountLetter::ConfirmNewAddress),
    ("new_address_asked", AccountLetter::NewAddressAsked),
    ("address_replaced", AccountLetter::AddressReplaced),
    ("address_in_use", AccountLetter::AddressInUse),
    ("password_changed", AccountLetter::PasswordChanged),
    ("password_reset", AccountLetter::PasswordReset),
    ("factor_added", AccountLetter::FactorAdded),
    ("factor_removed", AccountLetter::FactorRemoved),
    ("recovery_code_used", AccountLetter::RecoveryCodeUsed),
    ("recovery_codes_replaced", AccountLetter::RecoveryCodesReplaced),
    ("roles_changed", AccountLetter::RolesChanged),
    ("closed", AccountLetter::Closed),
];

/// The texts of a letter: its subject, its paragraphs, and what its button says where it has a link.
struct Said {
    subject: &'static str,
    lines: &'static [&'static str],
    button: Option<&'static str>,
}

const LINK: &str = "account-link";
const NOT_YOU: &str = "account-not-you";
const IGNORE: &str = "account-ignore";

fn said(about: AccountLetter) -> Said {
    use AccountLetter as A;
    let (subject, lines): (_, &[_]) = match about {
        A::ConfirmAddress => ("account-confirm", &["account-confirm-words", LINK, IGNORE]),
        A::AlreadyRegistered => ("account-known", &["account-known-words", "account-known-next"]),
        A::SignInLink => ("account-sign-in", &["account-sign-in-words", LINK, IGNORE]),
        A::ResetLink => ("account-reset", &["account-reset-words", LINK, IGNORE]),
        A::ConfirmNewAddress => ("account-address", &["account-address-words", LINK, IGNORE]),
        A::NewAddressAsked => ("account-address-asked", &["account-address-asked-words", NOT_YOU]),
        A::AddressReplaced => (
            "account-address-replaced",
            &["account-address-replaced-words", "account-address-replaced-not-you"],
        ),
        A::AddressInUse => ("account-address-in-use", &["account-address-in-use-words"]),
        A::PasswordChanged => ("account-password", &["account-password-words", NOT_YOU]),
        A::PasswordReset => ("account-password-reset", &["account-password-reset-words", NOT_YOU]),
        A::FactorAdded => ("account-factor-added", &["account-factor-added-words", NOT_YOU]),
        A::FactorRemoved => ("account-factor-removed", &["account-factor-removed-words", NOT_YOU]),
        A::RecoveryCodeUsed => ("account-code-used", &["account-code-used-words", NOT_YOU]),
        A::RecoveryCodesReplaced => ("account-codes-new", &["account-codes-new-words", NOT_YOU]),
        A::RolesChanged => ("account-roles", &["account-roles-words"]),
        A::Closed => ("account-closed", &["account-closed-words", "account-closed-books"]),
    };
    Said { subject, lines, button: button(about) }
}

/// What the button of a letter says; nothing where it leads nowhere.
const fn button(about: AccountLetter) -> Option<&'static str> {
    use AccountLetter as A;
    Some(match about {
        A::ConfirmAddress => "account-button-open",
        A::AlreadyRegistered | A::SignInLink | A::PasswordReset | A::RolesChanged => "account-button-sign-in",
        A::ResetLink => "account-button-reset",
        A::ConfirmNewAddress => "account-button-address",
        A::NewAddressAsked | A::PasswordChanged => "account-button-sessions",
        A::AddressInUse => "account-button-account",
        A::FactorAdded | A::FactorRemoved | A::RecoveryCodeUsed | A::RecoveryCodesReplaced => {
            "account-button-factors"
        }
        A::AddressReplaced | A::Closed => return None,
    })
}

/// Where a letter without a link of its own leads.
fn place(about: AccountLetter) -> Option<&'static str> {
    use AccountLetter as A;
    match about {
        A::AlreadyRegistered | A::PasswordReset | A::RolesChanged => Some("/login"),
        A::NewAddressAsked
        | A::PasswordChanged
        | A::FactorAdded
        | A::FactorRemoved
        | A::RecoveryCodeUsed
        | A::RecoveryCodesReplaced => Some("/me/security"),
        A::AddressInUse => Some("/me"),
        _ => None,
    }
}

/// The facts of one letter.
pub(super) struct Facts<'a> {
    pub(super) about: AccountLetter,
    pub(super) name: Option<&'a str>,
    /// The language it is written in (BCP 47).
    pub(super) locale: &'a str,
    /// The path of its link.
    pub(super) link: Option<&'a str>,
    pub(super) at: Timestamp,
    pub(super) until: Option<Timestamp>,
}

#[derive(Serialize)]
struct Words {
    language: &'static str,
    direction: &'static str,
    subject: String,
    greeting: String,
    lines: Vec<String>,
    link: Option<String>,
    button: String,
    date: String,
    until: Option<String>,
    why: String,
}

/// The two bodies of all letters, and their texts.
pub(crate) struct Paper {
    tera: Tera,
    texts: Texts,
    public_url: String,
}

impl Paper {
    /// # Errors
    /// When a template or a text does not parse.
    pub(crate) fn new(public_url: &str) -> anyhow::Result<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates([
            FRAME,
            ("account.txt", include_str!("../../templates/notifications/mail/account.txt")),
            ("account.html", include_str!("../../templates/notifications/mail/account.html")),
        ])?;
        let texts = Texts::new(TEXTS.iter().copied())?;
        Ok(Self { tera, texts, public_url: public_url.trim_end_matches('/').to_owned() })
    }

    /// Puts `facts` into words.
    ///
    /// # Errors
    /// When a text or a template asks for what is not there.
    pub(super) fn write(&self, facts: &Facts<'_>) -> anyhow::Result<Letter> {
        let words = self.words(Language::of(facts.locale).unwrap_or_default(), facts)?;
        let context = tera::Context::from_serialize(&words)?;
        Ok(Letter {
            stop: None,
            text: self.tera.render("account.txt", &context)?,
            html: self.tera.render("account.html", &context)?,
            subject: words.subject,
        })
    }

    /// A letter to look at, with a link that leads nowhere.
    ///
    /// # Errors
    /// When a text or a template asks for what is not there.
    pub(crate) fn sample(&self, about: AccountLetter, contact: &Contact) -> anyhow::Result<Letter> {
        let at = Timestamp(1_772_366_400_000_000);
        let with_link = button(about).is_some() && place(about).is_none();
        self.write(&Facts {
            about,
            name: contact.name.as_deref(),
            locale: &contact.locale,
            link: with_link.then_some("/link/0123456789abcdef"),
            at,
            until: with_link.then(|| at.after(Duration::from_mins(30))),
        })
    }

    fn words(&self, language: Language, facts: &Facts<'_>) -> Result<Words, Missing> {
        let say = |key, with: &[(&str, Argument)]| self.texts.say(language, key, with);
        let said = said(facts.about);
        let link = facts.link.or_else(|| place(facts.about));
        let until = facts.until.map(|it| say("account-until", &[("until", it.into())]));
        Ok(Words {
            language: language.tag(),
            direction: language.direction(),
            subject: say(said.subject, &[])?,
            greeting: match facts.name {
                Some(name) => say("account-hello-name", &[("name", name.into())])?,
                None => say("account-hello", &[])?,
            },
            lines: said.lines.iter().map(|it| say(it, &[])).collect::<Result<_, _>>()?,
            link: link.map(|it| format!("{}{}{it}", self.public_url, language.prefix())),
            button: said.button.map(|it| say(it, &[])).transpose()?.unwrap_or_default(),
            date: say("account-date", &[("when", facts.at.into())])?,
            until: until.transpose()?,
            why: say("account-why", &[])?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_in_both_bodies_with_until_when_it_works() -> anyhow::Result<()> {
        let paper = Paper::new("https://give.example.org/")?;
        let at = Timestamp(1_772_366_400_000_000);
        let facts = Facts {
            about: AccountLetter::SignInLink,
            name: Some("<Asha>"),
            locale: "en",
            link: Some("/link/0f"),
            at,
            until: Some(at),
        };
        let letter = paper.write(&facts)?;
        for body in [&letter.text, &letter.html] {
            assert!(body.contains("https://give.example.org/link/0f"), "{body}");
            assert!(body.contains("1 March 2026 at 12:00 UTC"), "{body}");
        }
        assert!(letter.html.contains("Hello &lt;Asha&gt;,") && !letter.html.contains("<Asha>"));
        Ok(())
    }

    #[test]
    fn a_notice_leads_to_where_something_can_be_done_about_it() -> anyhow::Result<()> {
        let paper = Paper::new("https://give.example.org")?;
        let at = Timestamp(1_772_366_400_000_000);
        let about = AccountLetter::PasswordChanged;
        let facts = Facts { about, name: None, locale: "es", link: None, at, until: None };
        assert!(paper.write(&facts)?.text.contains("https://give.example.org/es/me/security"));
        let closed = paper.write(&Facts { about: AccountLetter::Closed, ..facts })?;
        assert!(!closed.text.contains("https://"), "{}", closed.text);
        Ok(())
    }
}
