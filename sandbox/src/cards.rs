use serde_json::{Value, json};

/// A card of Stripe's test mode: <https://docs.stripe.com/testing>.
#[derive(Debug)]
pub struct TestCard {
    /// What is typed into the form.
    pub number: &'static str,
    /// What happens when it is used, in words.
    pub what: &'static str,
    pub(crate) brand: &'static str,
    pub(crate) rule: Rule,
    pub(crate) refunds: Refunds,
    /// Stripe's ready-made payment methods that stand for this card.
    pub(crate) tokens: &'static [&'static str],
}

/// What the issuer says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Rule {
    Approve,
    /// As approve, and the money is available at once.
    ApproveAtOnce,
    Decline(&'static Decline),
    /// Can be saved; every charge fails.
    DeclineCharges(&'static Decline),
    /// Every charge without the donor fails.
    DeclineAway(&'static Decline),
    /// The donor must be asked each time.
    AskAlways,
    /// The donor must be asked until the card is saved.
    AskUntilSaved,
    /// The donor is asked, and then the answer is no.
    AskThenDecline(&'static Decline),
}

/// How a refund to the card goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Refunds {
    AtOnce,
    /// Pending first, succeeded later.
    Later,
    /// Succeeded first, failed later.
    FailLater,
}

/// Why the issuer says no.
#[derive(Debug, PartialEq)]
#[expect(clippy::struct_field_names, reason = "Stripe's own names")]
pub(crate) struct Decline {
    pub(crate) code: &'static str,
    pub(crate) decline_code: &'static str,
    pub(crate) message: &'static str,
    pub(crate) advice: &'static str,
}

const DECLINED: &str = "Your card was declined.";
const AGAIN: &str = "try_again_later";
const NEVER: &str = "do_not_try_again";
const CONFIRM: &str = "confirm_card_data";

static GENERIC: Decline =
    Decline { code: "card_declined", decline_code: "generic_decline", message: DECLINED, advice: AGAIN };
static FUNDS: Decline = Decline {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    advice: AGAIN,
};
static LOST: Decline =
    Decline { code: "card_declined", decline_code: "lost_card", message: DECLINED, advice: NEVER };
static STOLEN: Decline =
    Decline { code: "card_declined", decline_code: "stolen_card", message: DECLINED, advice: NEVER };
/// The account does not want this card: <https://docs.stripe.com/declines/codes>.
pub(crate) static BLOCKED: Decline =
    Decline { code: "card_declined", decline_code: "merchant_blacklist", message: DECLINED, advice: NEVER };
static EXPIRED: Decline = Decline {
    code: "expired_card",
    decline_code: "expired_card",
    message: "Your card has expired.",
    advice: NEVER,
};
static CVC: Decline = Decline {
    code: "incorrect_cvc",
    decline_code: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
    advice: CONFIRM,
};
static PROCESSING: Decline = Decline {
    code: "processing_error",
    decline_code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
    advice: AGAIN,
};
static LIVE: Decline = Decline {
    code: "card_declined",
    decline_code: "test_mode_live_card",
    message: "Your card was declined. Your request was in test mode, but used a non test (live) card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
    advice: NEVER,
};
/// The answer to a charge without the donor, for a card that wants to ask.
pub(crate) static ASK: Decline = Decline {
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
    advice: CONFIRM,
};

macro_rules! card {
    ($number:literal, $what:literal, $brand:literal, $rule:expr, $refunds:ident, $tokens:expr) => {
        TestCard {
            number: $number,
            what: $what,
            brand: $brand,
            rule: $rule,
            refunds: Refunds::$refunds,
            tokens: &$tokens,
        }
    };
}

/// Every card the sandbox knows.
pub static TEST_CARDS: [TestCard; 21] = [
    card!("4242424242424242", "Succeeds", "visa", Rule::Approve, AtOnce, ["pm_card_visa", "pm_card_us"]),
    card!("5555555555554444", "Succeeds", "mastercard", Rule::Approve, AtOnce, ["pm_card_mastercard"]),
    card!(
        "4000000000000002",
        "Declined",
        "visa",
        Rule::Decline(&GENERIC),
        AtOnce,
        ["pm_card_chargeDeclined", "pm_card_visa_chargeDeclined"]
    ),
    card!(
        "4000000000009995",
        "Declined: insufficient funds",
        "visa",
        Rule::Decline(&FUNDS),
        AtOnce,
        ["pm_card_chargeDeclinedInsufficientFunds", "pm_card_visa_chargeDeclinedInsufficientFunds"]
    ),
    // Ours (as 4000009990000013 is): none of Stripe's is good once and refused for a passing reason later.
    card!(
        "4000009990000005",
        "Succeeds; later charges without its holder: insufficient funds",
        "visa",
        Rule::DeclineAway(&FUNDS),
        AtOnce,
        []
    ),
    card!(
        "4000002500003155",
        "Asks for 3-D Secure until it is saved",
        "visa",
        Rule::AskUntilSaved,
        AtOnce,
        ["pm_card_authenticationRequiredOnSetup"]
    ),
    card!(
        "4000000000003220",
        "Asks for 3-D Secure",
        "visa",
        Rule::AskAlways,
        AtOnce,
        ["pm_card_threeDSecure2Required"]
    ),
    card!(
        "4000002760003184",
        "Asks for 3-D Secure, also when saved",
        "visa",
        Rule::AskAlways,
        AtOnce,
        ["pm_card_authenticationRequired"]
    ),
    card!(
        "4000008400001629",
        "Asks for 3-D Secure, then declined",
        "visa",
        Rule::AskThenDecline(&GENERIC),
        AtOnce,
        ["pm_card_authenticationRequiredChargeDeclined"]
    ),
    card!(
        "4000000000009987",
        "Declined for good: lost card",
        "visa",
        Rule::Decline(&LOST),
        AtOnce,
        ["pm_card_chargeDeclinedLostCard", "pm_card_visa_chargeDeclinedLostCard"]
    ),
    card!(
        "4000000000009979",
        "Declined for good: stolen card",
        "visa",
        Rule::Decline(&STOLEN),
        AtOnce,
        ["pm_card_chargeDeclinedStolenCard", "pm_card_visa_chargeDeclinedStolenCard"]
    ),
    card!(
        "4000000000000069",
        "Declined: expired card",
        "visa",
        Rule::Decline(&EXPIRED),
        AtOnce,
        ["pm_card_chargeDeclinedExpiredCard"]
    ),
    card!(
        "4000000000000127",
        "Declined: wrong security code",
        "visa",
        Rule::Decline(&CVC),
        AtOnce,
        ["pm_card_chargeDeclinedIncorrectCvc"]
    ),
    card!(
        "4000000000000119",
        "Declined: processing error",
        "visa",
        Rule::Decline(&PROCESSING),
        AtOnce,
        ["pm_card_chargeDeclinedProcessingError"]
    ),
    card!(
        "4000000000000341",
        "Can be saved; charging it later fails",
        "visa",
        Rule::DeclineCharges(&GENERIC),
        AtOnce,
        ["pm_card_chargeCustomerFail"]
    ),
    card!(
        "4000009990000013",
        "Can be saved; charging it later fails for good: lost card",
        "visa",
        Rule::DeclineCharges(&LOST),
        AtOnce,
        []
    ),
    card!(
        "4000000000000077",
        "Succeeds; the money is available at once",
        "visa",
        Rule::ApproveAtOnce,
        AtOnce,
        ["pm_card_bypassPending"]
    ),
    card!(
        "4000000000007726",
        "Succeeds; its refund is pending, then succeeds",
        "visa",
        Rule::Approve,
        Later,
        ["pm_card_pendingRefund"]
    ),
    card!(
        "4000000000000259",
        "Succeeds; the bank takes it back at once",
        "visa",
        Rule::Approve,
        AtOnce,
        ["pm_card_createDispute"]
    ),
    card!(
        "4000000000005126",
        "Succeeds; its refund fails later",
        "visa",
        Rule::Approve,
        FailLater,
        ["pm_card_refundFail"]
    ),
    card!("378282246310005", "Succeeds", "amex", Rule::Approve, AtOnce, ["pm_card_amex"]),
];

/// What the issuer answers to one attempt.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    Approved,
    /// The donor must be asked first.
    Ask,
    Declined(&'static Decline),
}

/// What is known about an attempt when the issuer is asked.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four facts that do not depend on each other")]
pub(crate) struct Circumstances {
    /// The card is being saved, not charged.
    pub(crate) saving: bool,
    /// The donor is not there.
    pub(crate) off_session: bool,
    /// The donor has just been asked.
    pub(crate) authenticated: bool,
    /// The card was saved for later with the donor asked.
    pub(crate) saved: bool,
}

/// What the issuer of this card says.
pub(crate) fn verdict(number: &str, at: Circumstances) -> Verdict {
    let Some(card) = by_number(number) else { return Verdict::Declined(&LIVE) };
    let ask = if at.authenticated {
        Verdict::Approved
    } else if at.off_session {
        Verdict::Declined(&ASK)
    } else {
        Verdict::Ask
    };
    match card.rule {
        Rule::DeclineAway(decline) if at.off_session => Verdict::Declined(decline),
        Rule::Approve | Rule::ApproveAtOnce | Rule::DeclineAway(_) => Verdict::Approved,
        Rule::DeclineCharges(_) if at.saving => Verdict::Approved,
        Rule::Decline(decline) | Rule::DeclineCharges(decline) => Verdict::Declined(decline),
        Rule::AskUntilSaved if at.saved => Verdict::Approved,
        Rule::AskThenDecline(decline) if at.authenticated => Verdict::Declined(decline),
        Rule::AskAlways | Rule::AskUntilSaved | Rule::AskThenDecline(_) => ask,
    }
}

pub(crate) fn by_number(number: &str) -> Option<&'static TestCard> {
    TEST_CARDS.iter().find(|it| it.number == number)
}

/// Whether every charge of that card is disputed.
pub(crate) fn is_disputed(number: &str) -> bool {
    number == "4000000000000259"
}

/// The card behind a ready-made payment method such as `pm_card_visa`.
pub(crate) fn by_token(token: &str) -> Option<&'static TestCard> {
    TEST_CARDS.iter().find(|it| it.tokens.contains(&token))
}

/// What a typed card number is refused for before any issuer is asked.
pub(crate) fn check_number(number: &str) -> Result<(), &'static str> {
    let digits: Option<Vec<u32>> = number.chars().map(|it| it.to_digit(10)).collect();
    match digits {
        Some(digits) if (13..=19).contains(&digits.len()) && luhn(&digits) => Ok(()),
        _ => Err("Your card number is incorrect."),
    }
}

fn luhn(digits: &[u32]) -> bool {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| if place % 2 == 1 { doubled(*digit) } else { *digit })
        .sum();
    sum.is_multiple_of(10)
}

pub(crate) fn brand(number: &str) -> &'static str {
    by_number(number).map_or("visa", |it| it.brand)
}

/// The decline as it stands in `last_payment_error` and in error answers.
pub(crate) fn decline_fields(decline: &Decline) -> Value {
    json!({
        "type": "card_error",
        "code": decline.code,
        "decline_code": decline.decline_code,
        "message": decline.message,
        "advice_code": decline.advice,
        "doc_url": format!("https://stripe.com/docs/error-codes/{}", decline.code.replace('_', "-")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_card_has_a_true_number_and_its_own_tokens() {
        for card in &TEST_CARDS {
            assert!(check_number(card.number).is_ok(), "{}", card.number);
            for token in card.tokens {
                assert_eq!(by_token(token).unwrap().number, card.number);
            }
        }
        assert!(check_number("4242424242424241").is_err());
    }

    #[test]
    fn a_card_that_asks_cannot_be_charged_without_the_donor_until_it_is_saved() {
        let away = Circumstances { off_session: true, ..Circumstances::default() };
        assert_eq!(verdict("4000002500003155", away), Verdict::Declined(&ASK));
        assert_eq!(verdict("4000002500003155", Circumstances { saved: true, ..away }), Verdict::Approved);
        assert_eq!(
            verdict("4000002760003184", Circumstances { saved: true, ..away }),
            Verdict::Declined(&ASK)
        );
        assert_eq!(verdict("4000002500003155", Circumstances::default()), Verdict::Ask);
    }

    #[test]
    fn a_card_can_be_saved_and_fail_later() {
        let saving = Circumstances { saving: true, ..Circumstances::default() };
        assert_eq!(verdict("4000000000000341", saving), Verdict::Approved);
        assert!(matches!(verdict("4000000000000341", Circumstances::default()), Verdict::Declined(_)));
    }
}
