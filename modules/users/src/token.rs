//! Secrets that are mailed or shown once: random, and kept only as hashes.

use rand::Rng as _;
use sha2::{Digest as _, Sha256};

/// 128 random bits as 32 letters (SEC-3).
pub(crate) fn fresh() -> String {
    hex::encode(rand::rng().random::<[u8; 16]>())
}

/// What is kept of a token. Nothing slower is needed for what cannot be guessed.
pub(crate) fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
