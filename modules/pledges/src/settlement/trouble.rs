//! What a refusal means for the donor.

use contracts::pledges::CardTrouble;

/// Refusals after which the same card need not be tried again
/// (<https://docs.stripe.com/declines/codes>).
const FOR_GOOD: [&str; 14] = [
    "card_not_supported",
    "expired_card",
    "fraudulent",
    "incorrect_number",
    "invalid_account",
    "invalid_expiry_year",
    "lost_card",
    "merchant_blacklist",
    "pickup_card",
    "restricted_card",
    "resource_missing",
    "revocation_of_all_authorizations",
    "revocation_of_authorization",
    "stolen_card",
];

/// What is the matter with a card that was refused with `code`.
pub(crate) fn of(code: &str) -> CardTrouble {
    match code {
        "authentication_required" => CardTrouble::AsksForDonor,
        code if FOR_GOOD.contains(&code) => CardTrouble::ForGood,
        _ => CardTrouble::MayPass,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_card_is_not_tried_again_and_an_empty_one_is() {
        assert_eq!(of("lost_card"), CardTrouble::ForGood);
        assert_eq!(of("insufficient_funds"), CardTrouble::MayPass);
        assert_eq!(of("authentication_required"), CardTrouble::AsksForDonor);
    }

    #[test]
    fn what_nobody_has_heard_of_may_pass() {
        assert_eq!(of("a_code_of_tomorrow"), CardTrouble::MayPass);
    }
}
