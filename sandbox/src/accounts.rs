//! Bank accounts of Stripe's test mode that are debited:
//! <https://docs.stripe.com/payments/sepa-debit/accept-a-payment#test-integration>.

const DAY_MICROS: i64 = 24 * 3600 * 1_000_000;
/// What a bank takes in general. At Stripe's test mode it is moments, which shows nothing of the days between.
const SOON: i64 = 3 * DAY_MICROS;
/// "At least three minutes" there: longer than anybody waits for a debit.
const LATE: i64 = 8 * DAY_MICROS;

/// A bank account that can be debited.
#[derive(Debug)]
pub struct TestAccount {
    /// What is typed into the form.
    pub iban: &'static str,
    /// What happens when it is debited, in words.
    pub what: &'static str,
    pub(crate) ends: Ends,
    pub(crate) after_micros: i64,
}

/// What its bank says in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ends {
    /// The money comes.
    Paid,
    /// The money comes, and the bank takes it back at once.
    Disputed,
    /// There is not enough in it.
    Failed,
}

macro_rules! account {
    ($iban:literal, $ends:ident, $after:ident, $what:literal) => {
        TestAccount { iban: $iban, what: $what, ends: Ends::$ends, after_micros: $after }
    };
}

/// Every account the sandbox knows.
pub static TEST_ACCOUNTS: [TestAccount; 7] = [
    account!("DE89370400440532013000", Paid, SOON, "Succeeds after three days"),
    account!("DE62370400440532013001", Failed, SOON, "Fails after three days"),
    account!("DE35370400440532013002", Disputed, SOON, "Succeeds after three days; the bank takes it back"),
    account!("DE08370400440532013003", Paid, LATE, "Succeeds after eight days"),
    account!("DE78370400440532013004", Failed, LATE, "Fails after eight days"),
    account!("AT611904300234573201", Paid, SOON, "Succeeds after three days"),
    account!("AT861904300235473202", Failed, SOON, "Fails after three days"),
];

pub(crate) fn by_iban(iban: &str) -> Option<&'static TestAccount> {
    TEST_ACCOUNTS.iter().find(|it| it.iban == iban)
}

/// What a typed IBAN is refused for before any bank is asked.
pub(crate) fn check_iban(iban: &str) -> Result<(), &'static str> {
    if !is_iban(iban) {
        return Err("The IBAN you entered is incomplete or incorrect.");
    }
    if by_iban(iban).is_none() {
        return Err("This page takes test accounts alone. Choose one below.");
    }
    Ok(())
}

/// Moved to the end and written in numbers, the first four characters make the rest 1 of 97 (ISO 13616).
fn is_iban(iban: &str) -> bool {
    let plain = iban.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit());
    if !plain || !(15..=34).contains(&iban.len()) {
        return false;
    }
    let (head, tail) = iban.split_at(4);
    let values = tail.chars().chain(head.chars()).filter_map(|it| it.to_digit(36));
    let append = |rest: u32, value: u32| {
        let places = if value > 9 { 100 } else { 10 };
        (rest * places + value) % 97
    };
    values.fold(0, append) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_account_has_a_true_number() {
        for account in &TEST_ACCOUNTS {
            assert_eq!(check_iban(account.iban), Ok(()), "{}", account.iban);
        }
    }

    #[test]
    fn a_mistyped_account_and_a_real_one_are_refused() {
        for wrong in ["", "DE89370400440532013001", "de89370400440532013000", "DE89 3704 0044 0532 0130 00"] {
            assert!(check_iban(wrong).is_err(), "{wrong}");
        }
        // A true number that is none of the test's: nobody's real account is taken here.
        assert!(check_iban("GB29NWBK60161331926819").is_err_and(|it| it.contains("test accounts")));
    }
}
