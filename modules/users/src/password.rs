//! Passwords: hashed slowly, one at a time, and never kept.
//!
//! Argon2id with the parameters of SEC-1 over HMAC-SHA-256 of the password under a pepper, so that a stolen
//! table alone cannot be guessed at. A hash takes 19 MiB and tens of milliseconds, so only one is computed at
//! once and only few may wait for it.

#[cfg(test)]
mod tests;

use argon2::{
    Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version, password_hash::phc::PasswordHash,
};
use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use sha2::Sha256;
use std::sync::Arc;
use tokio::sync::{Semaphore, TryAcquireError};

const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How many hashes may be asked for at once, counting the one being computed.
const QUEUE: usize = 64;
/// The least that is taken for a pepper: 128 bits.
const SHORTEST_PEPPER: usize = 16;
/// SEC-2: at least this many characters when a password is the only factor …
const SHORTEST: usize = 15;
/// … and at most this many bytes.
const LONGEST: usize = 1024;
/// What the password of nobody is compared with, so that an unknown address takes as long as a known one. Its
/// parameters are those of every other hash; no password is known for it.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUu$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

/// A secret that goes into every hash and lies outside the database.
#[derive(Clone, Debug)]
pub struct Pepper {
    /// Its name, kept beside each hash made with it.
    pub id: String,
    /// The secret, at least 16 bytes.
    pub secret: SecretString,
}

/// Hashes and compares passwords. Cloning it gives another handle to the same queue.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    peppers: Vec<Pepper>,
    cost: Cost,
    turn: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

/// How much work a hash is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    memory_kib: u32,
    passes: u32,
}

/// What SEC-1 wants.
const ENOUGH: Cost = Cost { memory_kib: MEMORY_KIB, passes: PASSES };
/// The least that Argon2 takes (RFC 9106, section 3.1).
const LEAST: Cost = Cost { memory_kib: 8, passes: 1 };

impl Cost {
    /// How hashes made at this cost begin.
    fn prefix(self) -> String {
        format!("$argon2id$v=19$m={},t={},p={LANES}$", self.memory_kib, self.passes)
    }

    fn argon2(self) -> Result<Argon2<'static>, PasswordError> {
        let params = Params::new(self.memory_kib, self.passes, LANES, Some(32)).map_err(failed)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

/// A hash as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hash {
    /// In the PHC string format.
    pub(crate) phc: String,
    /// Which pepper went into it.
    pub(crate) pepper: String,
}

impl Hash {
    /// That of somebody who has no password.
    pub(crate) fn none() -> Self {
        Self { phc: String::new(), pepper: String::new() }
    }
}

/// How a comparison ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is the password.
    Right,
    /// It is, and its hash was made with an older pepper or other parameters: make it anew.
    RightButOld,
    /// It is not.
    Wrong,
}

/// Why a password cannot be hashed or compared.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// SEC-2.
    #[error("a password has at least {SHORTEST} characters")]
    TooShort,
    /// SEC-2.
    #[error("a password has at most {LONGEST} bytes")]
    TooLong,
    /// Too many are waiting.
    #[error("too many people are signing in")]
    Busy,
    /// No pepper was given, or one is too short or has the name of another.
    #[error("each pepper needs a name of its own and a secret of at least {SHORTEST_PEPPER} bytes")]
    Peppers,
    /// It broke off.
    #[error("hashing failed: {0}")]
    Failed(String),
}

impl Passwords {
    /// Hashes with the first of `peppers`; the others are for hashes made before it was.
    ///
    /// # Errors
    /// [`PasswordError::Peppers`].
    pub fn new(peppers: Vec<Pepper>) -> Result<Self, PasswordError> {
        Self::at(ENOUGH, peppers)
    }

    /// The same for people who are simulated, thousands of them: as weak as can be, and good for nothing else.
    ///
    /// # Errors
    /// [`PasswordError::Peppers`].
    pub fn of_simulated_people(peppers: Vec<Pepper>) -> Result<Self, PasswordError> {
        Self::at(LEAST, peppers)
    }

    fn at(cost: Cost, peppers: Vec<Pepper>) -> Result<Self, PasswordError> {
        let sound = |pepper: &Pepper| {
            !pepper.id.is_empty()
                && pepper.secret.expose_secret().len() >= SHORTEST_PEPPER
                && peppers.iter().filter(|it| it.id == pepper.id).count() == 1
        };
        if peppers.is_empty() || !peppers.iter().all(sound) {
            return Err(PasswordError::Peppers);
        }
        let (turn, queue) = (Arc::new(Semaphore::new(1)), Arc::new(Semaphore::new(QUEUE)));
        Ok(Self(Arc::new(Inner { peppers, cost, turn, queue })))
    }

    /// The peppers, the present one first.
    pub(crate) fn peppers(&self) -> &[Pepper] {
        &self.0.peppers
    }

    /// The hash of a password somebody chose.
    pub(crate) async fn hash(&self, password: &SecretString) -> Result<Hash, PasswordError> {
        check(password.expose_secret())?;
        self.hash_accepted(password).await
    }

    /// The hash of a password that was accepted before: by the policy, or because it is in use.
    pub(crate) async fn hash_accepted(&self, password: &SecretString) -> Result<Hash, PasswordError> {
        let pepper = self.0.peppers.first().ok_or(PasswordError::Peppers)?;
        let peppered = peppered(pepper, password)?;
        let cost = self.0.cost;
        let phc = self
            .in_turn(move || {
                Ok(cost.argon2()?.hash_password(peppered.expose_secret()).map_err(failed)?.to_string())
            })
            .await?;
        Ok(Hash { phc, pepper: pepper.id.clone() })
    }

    /// Compares `password` with the hash that is kept, or takes as long when there is none.
    pub(crate) async fn verify(
        &self,
        kept: Option<&Hash>,
        password: &SecretString,
    ) -> Result<Verdict, PasswordError> {
        let current = self.0.peppers.first().ok_or(PasswordError::Peppers)?;
        // Whoever has no password, or one whose pepper is gone, takes as long as whoever is not there.
        let kept = kept.filter(|hash| !hash.phc.is_empty());
        let kept = kept.and_then(|hash| {
            let pepper = self.0.peppers.iter().find(|it| it.id == hash.pepper);
            if pepper.is_none() {
                tracing::warn!(pepper = hash.pepper, "a password was made with a pepper that is gone");
            }
            pepper.map(|it| (hash, it))
        });
        let pepper = kept.map_or(current, |(_, pepper)| pepper);
        let peppered = peppered(pepper, password)?;
        let phc = kept.map_or_else(|| NOBODY.to_owned(), |(hash, _)| hash.phc.clone());
        let (known, is_current, cost) = (kept.is_some(), pepper.id == current.id, self.0.cost);
        self.in_turn(move || {
            let parsed = PasswordHash::new(&phc).map_err(failed)?;
            let right = cost.argon2()?.verify_password(peppered.expose_secret(), &parsed).is_ok();
            Ok(match right && known {
                false => Verdict::Wrong,
                true if is_current && phc.starts_with(&cost.prefix()) => Verdict::Right,
                true => Verdict::RightButOld,
            })
        })
        .await
    }

    /// Runs `work` on a thread that may block, after those who asked before. What has begun ends, though whoever asked goes
    /// away: so the work itself holds the turn. Else who hangs up at once would have any number computed beside each other.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let place = self.0.queue.clone().try_acquire_owned().map_err(|error| match error {
            TryAcquireError::NoPermits => PasswordError::Busy,
            TryAcquireError::Closed => failed(error),
        })?;
        let turn = self.0.turn.clone().acquire_owned().await.map_err(failed)?;
        let held = move || {
            let _held = (place, turn);
            work()
        };
        tokio::task::spawn_blocking(held).await.map_err(failed)?
    }
}

/// SEC-2: long enough, and short enough to be hashed.
fn check(password: &str) -> Result<(), PasswordError> {
    if password.len() > LONGEST {
        return Err(PasswordError::TooLong);
    }
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::TooShort);
    }
    Ok(())
}

/// HMAC-SHA-256 of the password under the pepper.
fn peppered(pepper: &Pepper, password: &SecretString) -> Result<SecretSlice<u8>, PasswordError> {
    let mut mac = Hmac::<Sha256>::new_from_slice(pepper.secret.expose_secret().as_bytes()).map_err(failed)?;
    mac.update(password.expose_secret().as_bytes());
    Ok(SecretSlice::from(mac.finalize().into_bytes().to_vec()))
}

fn failed(error: impl std::fmt::Display) -> PasswordError {
    PasswordError::Failed(error.to_string())
}
