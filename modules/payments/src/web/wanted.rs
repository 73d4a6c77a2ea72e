//! How a creator's account at the payment provider stands, and what is still wanted of them, in words (rule R11).

use crate::tables::account::Account;
use kernel::web::View;

/// How an account stands for what is paid out.
pub(super) fn standing(account: Option<&Account>) -> &'static str {
    match account {
        Some(it) if it.payouts_enabled && it.due.is_empty() => "ready",
        // It is paid until the provider has waited long enough.
        Some(it) if it.payouts_enabled => "soon",
        Some(it) if it.details_submitted && it.due.is_empty() => "checking",
        Some(it) if it.details_submitted => "wanting",
        _ => "none",
    }
}

/// What the provider wants, each thing once: it asks for the day, the month and the year of a birth apart.
pub(super) fn in_words(view: &View, due: &[String]) -> Vec<String> {
    let mut texts: Vec<&'static str> = Vec::new();
    for it in due {
        let text = text_of(it);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.into_iter().map(|it| view.t(it, &[])).collect()
}

/// The text for one of the provider's requirements (<https://docs.stripe.com/connect/required-verification-information>).
/// One that is not known here is named on the provider's page.
fn text_of(due: &str) -> &'static str {
    let (who, what) = due.split_once('.').unwrap_or((due, ""));
    match who {
        "external_account" => "payouts-due-bank",
        "tos_acceptance" => "payouts-due-terms",
        "business_type" => "payouts-due-kind",
        "business_profile" => "payouts-due-purpose",
        "individual" => of_person(what),
        "company" if what.ends_with("_provided") => "payouts-due-people",
        "company" => "payouts-due-organisation",
        "owners" | "directors" | "executives" | "representative" => "payouts-due-people",
        it if it.starts_with("person_") => "payouts-due-people",
        _ => "payouts-due-other",
    }
}

fn of_person(what: &str) -> &'static str {
    match what {
        "verification.document" => "payouts-due-document",
        "verification.additional_document" => "payouts-due-residence",
        "id_number" | "ssn_last_4" => "payouts-due-number",
        "email" | "phone" => "payouts-due-contact",
        it if it.starts_with("dob") => "payouts-due-birth",
        it if it.starts_with("address") || it.starts_with("registered_address") => "payouts-due-address",
        it if it.contains("name") => "payouts-due-name",
        _ => "payouts-due-other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contracts::UserId;

    fn account(payouts_enabled: bool, details_submitted: bool, due: &[&str]) -> Account {
        Account {
            creator: UserId::fresh(),
            provider_id: None,
            charges_enabled: true,
            payouts_enabled,
            details_submitted,
            due: due.iter().map(|it| (*it).to_owned()).collect(),
            deadline_at: None,
            link: None,
            bank: None,
            held_until: None,
        }
    }

    #[test]
    fn what_is_wanted_is_said_also_while_an_account_is_still_paid_and_nothing_is_wanted_while_it_is_checked()
    {
        let standing = |paid, filled_in, due: &[&str]| super::standing(Some(&account(paid, filled_in, due)));
        assert_eq!(standing(true, true, &[]), "ready");
        assert_eq!(standing(true, true, &["individual.verification.document"]), "soon");
        assert_eq!(standing(false, true, &["individual.verification.document"]), "wanting");
        assert_eq!(standing(false, true, &[]), "checking");
        assert_eq!(standing(false, false, &["external_account"]), "none");
        assert_eq!(super::standing(None), "none");
    }

    #[test]
    fn every_kind_of_requirement_has_its_words() {
        for (due, text) in [
            ("external_account", "payouts-due-bank"),
            ("tos_acceptance.ip", "payouts-due-terms"),
            ("business_type", "payouts-due-kind"),
            ("business_profile.mcc", "payouts-due-purpose"),
            ("individual.dob.month", "payouts-due-birth"),
            ("individual.address.postal_code", "payouts-due-address"),
            ("individual.last_name", "payouts-due-name"),
            ("individual.phone", "payouts-due-contact"),
            ("individual.ssn_last_4", "payouts-due-number"),
            ("individual.verification.document", "payouts-due-document"),
            ("individual.verification.additional_document", "payouts-due-residence"),
            ("company.tax_id", "payouts-due-organisation"),
            ("company.owners_provided", "payouts-due-people"),
            ("person_1Abc.first_name", "payouts-due-people"),
            ("something.of.tomorrow", "payouts-due-other"),
        ] {
            assert_eq!(text_of(due), text, "{due}");
        }
    }
}
