//! What letters about accounts say.

use crate::letter::{FRAME, Letter};
use contracts::{Timestamp, users::AccountLetter};
use serde::Serialize;
use tera::Tera;
use time::macros::format_description;

/// A letter's subject, its paragraphs, and what its button says where it has a link.
struct Said {
    subject: &'static str,
    lines: &'static [&'static str],
    button: &'static str,
}

const LINK: &str = "The link works once, until the time below, in the browser that asked for it.";
const NOT_YOU: &str = "If this was not you, choose a new password at once and write to us.";
const IGNORE: &str = "If you did not ask for this, do nothing: without the link nothing happens.";

fn said(about: AccountLetter) -> Said {
    use AccountLetter as A;
    let (subject, lines): (_, &[_]) = match about {
        A::ConfirmAddress => {
            ("Open your account", &["Confirm this address to open your account.", LINK, IGNORE])
        }
        A::AlreadyRegistered => (
            "You have an account already",
            &[
                "Somebody asked to use this address for an account, and there is one already. Nothing was changed.",
                "If it was you: log in as you always do, or choose a new password there.",
            ],
        ),
        A::SignInLink => ("Your link to log in", &["Log in with this link.", LINK, IGNORE]),
        A::ResetLink => ("Choose a new password", &["Choose a new password with this link.", LINK, IGNORE]),
        A::ConfirmNewAddress => {
            ("Use this address", &["Confirm that your account shall use this address.", LINK, IGNORE])
        }
        A::NewAddressAsked => (
            "Somebody asked to change your address",
            &[
                "Somebody who is logged in to your account asked to give it another address. Nothing is changed until that address is confirmed.",
                NOT_YOU,
            ],
        ),
        A::AddressReplaced => (
            "Your account has another address now",
            &[
                "From now on your account uses another address, and we no longer write to this one about it.",
                "If this was not you, write to us at once.",
            ],
        ),
        A::AddressInUse => (
            "Your account uses this address now",
            &["From now on we write to this address about your account."],
        ),
        A::PasswordChanged => (
            "Your password was changed",
            &["The password of your account was changed. Everywhere else you were logged out.", NOT_YOU],
        ),
        A::PasswordReset => (
            "Your password was replaced",
            &[
                "The password of your account was replaced by way of a mailed link. Everybody was logged out.",
                NOT_YOU,
            ],
        ),
        A::FactorAdded => {
            ("A second factor was added", &["A second factor was added to your account.", NOT_YOU])
        }
        A::FactorRemoved => (
            "A second factor was taken away",
            &["A second factor was taken away from your account.", NOT_YOU],
        ),
        A::RecoveryCodeUsed => (
            "A recovery code was used",
            &[
                "Somebody logged in to your account with one of its recovery codes. That code works no more.",
                NOT_YOU,
            ],
        ),
        A::RolesChanged => (
            "What you may do was changed",
            &[
                "What your account may do at Tributary was changed, and you were logged out everywhere. Log in again to go on.",
            ],
        ),
        A::Closed => (
            "Your account is closed",
            &[
                "Your account is closed. Its name, address, password and second factors are gone.",
                "What you gave stays in the books, because the law wants it kept.",
            ],
        ),
    };
    Said { subject, lines, button: button(about) }
}

/// What the button of a letter says; nothing where it leads nowhere.
const fn button(about: AccountLetter) -> &'static str {
    use AccountLetter as A;
    match about {
        A::ConfirmAddress => "Open the account",
        A::AlreadyRegistered | A::SignInLink | A::PasswordReset | A::RolesChanged => "Log in",
        A::ResetLink => "Choose a new password",
        A::ConfirmNewAddress => "Use this address",
        A::NewAddressAsked | A::PasswordChanged => "See where you are logged in",
        A::AddressInUse => "Go to your account",
        A::FactorAdded | A::FactorRemoved | A::RecoveryCodeUsed => "See your second factors",
        A::AddressReplaced | A::Closed => "",
    }
}

/// Where a letter without a link of its own leads.
fn place(about: AccountLetter) -> Option<&'static str> {
    use AccountLetter as A;
    match about {
        A::AlreadyRegistered | A::PasswordReset | A::RolesChanged => Some("/login"),
        A::NewAddressAsked | A::PasswordChanged | A::FactorAdded | A::FactorRemoved | A::RecoveryCodeUsed => {
            Some("/me/security")
        }
        A::AddressInUse => Some("/me"),
        _ => None,
    }
}

/// The facts of one letter.
pub(super) struct Facts<'a> {
    pub(super) about: AccountLetter,
    pub(super) name: Option<&'a str>,
    /// The path of its link.
    pub(super) link: Option<&'a str>,
    pub(super) at: Timestamp,
    pub(super) until: Option<Timestamp>,
}

#[derive(Serialize)]
struct Words<'a> {
    subject: &'a str,
    greeting: String,
    lines: &'a [&'a str],
    link: Option<String>,
    button: &'a str,
    date: String,
    until: Option<String>,
}

/// The two bodies of all letters.
pub(super) struct Paper {
    tera: Tera,
    public_url: String,
}

impl Paper {
    pub(super) fn new(public_url: &str) -> tera::TeraResult<Self> {
        let mut tera = Tera::new();
        tera.autoescape_on([".html"]);
        tera.add_raw_templates([
            FRAME,
            ("account.txt", include_str!("../../templates/notifications/mail/account.txt")),
            ("account.html", include_str!("../../templates/notifications/mail/account.html")),
        ])?;
        Ok(Self { tera, public_url: public_url.trim_end_matches('/').to_owned() })
    }

    /// Puts `facts` into words.
    pub(super) fn write(&self, facts: &Facts<'_>) -> tera::TeraResult<Letter> {
        let said = said(facts.about);
        let link = facts.link.or_else(|| place(facts.about));
        let words = Words {
            subject: said.subject,
            greeting: facts.name.map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},")),
            lines: said.lines,
            link: link.map(|it| format!("{}{it}", self.public_url)),
            button: said.button,
            date: written(facts.at),
            until: facts.until.map(written),
        };
        let words = tera::Context::from_serialize(&words)?;
        Ok(Letter {
            stop: None,
            subject: said.subject.to_owned(),
            text: self.tera.render("account.txt", &words)?,
            html: self.tera.render("account.html", &words)?,
        })
    }
}

fn written(at: Timestamp) -> String {
    let shape = format_description!("[day padding:none] [month repr:long] [year], [hour]:[minute] UTC");
    at.to_utc().format(shape).unwrap_or_else(|_| at.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_in_both_bodies_with_until_when_it_works() -> tera::TeraResult<()> {
        let paper = Paper::new("https://give.example.org/")?;
        let at = Timestamp(1_772_366_400_000_000);
        let facts = Facts {
            about: AccountLetter::SignInLink,
            name: Some("<Asha>"),
            link: Some("/link/0f"),
            at,
            until: Some(at),
        };
        let letter = paper.write(&facts)?;
        for body in [&letter.text, &letter.html] {
            assert!(body.contains("https://give.example.org/link/0f"), "{body}");
            assert!(body.contains("1 March 2026, 12:00 UTC"), "{body}");
        }
        assert!(letter.html.contains("Hello &lt;Asha&gt;,") && !letter.html.contains("<Asha>"));
        Ok(())
    }

    #[test]
    fn a_notice_leads_to_where_something_can_be_done_about_it() -> tera::TeraResult<()> {
        let paper = Paper::new("https://give.example.org")?;
        let at = Timestamp(1_772_366_400_000_000);
        let facts = Facts { about: AccountLetter::PasswordChanged, name: None, link: None, at, until: None };
        assert!(paper.write(&facts)?.text.contains("https://give.example.org/me/security"));
        let closed = paper.write(&Facts { about: AccountLetter::Closed, ..facts })?;
        assert!(!closed.text.contains("https://"), "{}", closed.text);
        Ok(())
    }
}
