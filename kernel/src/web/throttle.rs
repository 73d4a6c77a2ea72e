//! How often somebody may try to show who they are, or have mail sent.
//!
//! Two independent buckets, one for the account and one for the network address (SEC-9): a bucket for the pair
//! would let one machine try every account, and one account be tried from every machine. Nobody is locked out
//! for good: a bucket fills again with time. Counted in this process; [`Throttle::buckets`] are for whoever counts for
//! several.

use super::ends::Ends;
use contracts::Timestamp;
use sha2::{Digest, Sha256};
use std::{
    net::{IpAddr, Ipv6Addr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// One account: ten tries at once, then one a minute.
const ACCOUNT: Rate = Rate { burst: 10, every: Duration::from_mins(1) };
/// One network address, behind which many people may be: thirty at once, then one in two seconds.
const NETWORK: Rate = Rate { burst: 30, every: Duration::from_secs(2) };
/// How many buckets are kept; those that are full again are thrown away beyond it.
const BUCKETS: usize = 20_000;

/// Mail to one address: three at once, then one in five minutes.
const MAILED: Rate = Rate { burst: 3, every: Duration::from_mins(5) };
/// Mail asked for from one network address: twenty at once, then one in thirty seconds.
const MAILING: Rate = Rate { burst: 20, every: Duration::from_secs(30) };

struct Rate {
    burst: u32,
    every: Duration,
}

/// Counts tries.
pub struct Throttle {
    /// What is counted, in a word.
    what: &'static str,
    buckets: Mutex<Ends<Key>>,
    account: &'static Rate,
    network: &'static Rate,
}

/// A bucket that several processes take from.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// What is counted, and of whom: personal, so whoever keeps it keeps a hash.
    pub of: String,
    /// How many it holds.
    pub burst: u32,
    /// How long until there is one more.
    pub every: Duration,
}

#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    /// A hash of the address, so that a long one takes no more room.
    Account([u8; 32]),
    Network(IpAddr),
}

impl Key {
    fn account(email: &str) -> Self {
        Self::Account(Sha256::digest(email).into())
    }
}

impl Throttle {
    /// Counts tries to show who one is.
    pub fn of_tries() -> Self {
        Self { what: "tries", buckets: Mutex::default(), account: &ACCOUNT, network: &NETWORK }
    }

    /// Counts mails asked for.
    pub fn of_mails() -> Self {
        Self { what: "mails", buckets: Mutex::default(), account: &MAILED, network: &MAILING }
    }

    /// Counts a try at `now`. Errs with how long to wait when there were too many; which bucket was empty is
    /// not told. Whoever is refused uses nothing up: one machine beyond its limit must not use up the tries of
    /// other people's accounts.
    pub fn count(&self, account: &str, network: Option<IpAddr>, now: Timestamp) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.tidy(BUCKETS, now);
        let keys = [Some(Key::account(account)), network.map(|it| Key::Network(subnet(it)))];
        let (mut wait, mut counted) = (Duration::ZERO, Vec::new());
        for key in keys.into_iter().flatten() {
            let rate = match key {
                Key::Account(_) => self.account,
                Key::Network(_) => self.network,
            };
            let full_at = buckets.all.get(&key).copied().unwrap_or(now);
            // A bucket is known by when it will be full again: each try puts that off by one more.
            let later = full_at.max(now).after(rate.every);
            let deepest = now.after(rate.every * rate.burst);
            if later > deepest {
                wait = wait.max(later.since(deepest));
            }
            counted.push((key, later));
        }
        if !wait.is_zero() {
            return Err(wait);
        }
        buckets.all.extend(counted);
        Ok(())
    }

    /// The buckets that a try takes from, the account's first: for whoever counts them where other processes do, too.
    pub fn buckets(&self, account: &str, network: Option<IpAddr>) -> Vec<Bucket> {
        let bucket = |rate: &Rate, of: String| Bucket { of, burst: rate.burst, every: rate.every };
        let account = bucket(self.account, format!("{} of account {account}", self.what));
        let network =
            network.map(|it| bucket(self.network, format!("{} of network {}", self.what, subnet(it))));
        [account].into_iter().chain(network).collect()
    }

    /// Forgets the tries for `account`, whose password was right.
    pub fn forgive(&self, account: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.all.remove(&Key::account(account));
    }
}

/// Where one customer ends: the address itself, or the first 64 bits of an IPv6 address.
fn subnet(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_700_000_000_000_000);

    fn from(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    #[test]
    fn one_account_is_tried_ten_times_from_anywhere_and_then_once_a_minute() {
        let throttle = Throttle::of_tries();
        for last in 0..10 {
            assert_eq!(throttle.count("a@example.test", Some(from(last)), NOW), Ok(()));
        }
        assert_eq!(throttle.count("a@example.test", Some(from(10)), NOW), Err(Duration::from_mins(1)));
        assert_eq!(throttle.count("b@example.test", Some(from(10)), NOW), Ok(()));
        let later = NOW.after(Duration::from_mins(1));
        assert_eq!(throttle.count("a@example.test", Some(from(11)), later), Ok(()));
        assert!(throttle.count("a@example.test", Some(from(12)), later).is_err());
    }

    #[test]
    fn one_network_tries_thirty_accounts_at_once_and_no_more() {
        let throttle = Throttle::of_tries();
        for number in 0..30 {
            assert_eq!(throttle.count(&number.to_string(), Some(from(1)), NOW), Ok(()));
        }
        assert_eq!(throttle.count("30", Some(from(1)), NOW), Err(Duration::from_secs(2)));
        assert_eq!(throttle.count("30", Some(from(2)), NOW), Ok(()));
    }

    #[test]
    fn a_network_beyond_its_limit_uses_up_nobodys_tries() {
        let throttle = Throttle::of_tries();
        for number in 0..30 {
            assert_eq!(throttle.count(&number.to_string(), Some(from(1)), NOW), Ok(()));
        }
        for _ in 0..10 {
            assert!(throttle.count("a@example.test", Some(from(1)), NOW).is_err());
        }
        for last in 2..12 {
            assert_eq!(throttle.count("a@example.test", Some(from(last)), NOW), Ok(()));
        }
        assert!(throttle.count("a@example.test", Some(from(12)), NOW).is_err());
    }

    #[test]
    fn a_right_password_clears_the_account_and_not_the_network() {
        let throttle = Throttle::of_tries();
        for _ in 0..3 {
            for _ in 0..10 {
                assert_eq!(throttle.count("a@example.test", Some(from(1)), NOW), Ok(()));
            }
            throttle.forgive("a@example.test");
        }
        assert!(throttle.count("a@example.test", Some(from(1)), NOW).is_err());
    }

    #[test]
    fn one_address_is_mailed_three_times_and_then_once_in_five_minutes() {
        let throttle = Throttle::of_mails();
        for last in 0..3 {
            assert_eq!(throttle.count("a@example.test", Some(from(last)), NOW), Ok(()));
        }
        assert_eq!(throttle.count("a@example.test", Some(from(3)), NOW), Err(Duration::from_mins(5)));
        assert_eq!(throttle.count("b@example.test", Some(from(3)), NOW), Ok(()));
    }

    #[test]
    fn tries_and_mails_take_from_other_buckets_and_neighbours_from_one_wherever_they_are_counted() {
        let of = |throttle: &Throttle, network: &str| -> Vec<String> {
            let buckets = throttle.buckets("a@example.test", network.parse().ok());
            buckets.into_iter().map(|it| it.of).collect()
        };
        let (tries, mails) = (Throttle::of_tries(), Throttle::of_mails());
        let (one, neighbour) = ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1");
        assert_eq!(of(&tries, one), of(&tries, neighbour));
        assert_ne!(of(&tries, one)[1], of(&tries, "2001:db8:1:3::1")[1]);
        assert!(of(&tries, one).iter().all(|it| !of(&mails, one).contains(it)));
        assert_eq!(of(&tries, "nowhere").len(), 1, "the account's is counted all the same");
    }

    #[test]
    fn neighbours_in_one_ipv6_network_share_a_bucket() {
        let parse = |it: &str| it.parse::<IpAddr>().expect("an address");
        assert_eq!(subnet(parse("2001:db8:1:2:3::4")), subnet(parse("2001:db8:1:2:ffff::1")));
        assert_ne!(subnet(parse("2001:db8:1:2::1")), subnet(parse("2001:db8:1:3::1")));
        assert_eq!(subnet(parse("::ffff:192.0.2.1")), parse("192.0.2.1"));
    }
}
