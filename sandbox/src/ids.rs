use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The object ids of one run: a function of seed and count, so that a seed repeats a run.
pub(crate) struct Ids {
    seed: u64,
    count: u64,
}

impl Ids {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, count: 0 }
    }

    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    /// Goes on after a restart; never back.
    pub(crate) fn resume(&mut self, count: u64) {
        self.count = self.count.max(count);
    }

    /// A new id such as `pi_1A2b…`.
    pub(crate) fn next(&mut self, prefix: &str) -> String {
        self.long(prefix, 24)
    }

    /// A new id of the given length: at most 32 characters after the prefix.
    pub(crate) fn long(&mut self, prefix: &str, length: usize) -> String {
        self.count += 1;
        let mut hash = Sha256::new();
        hash.update(self.seed.to_be_bytes());
        hash.update(self.count.to_be_bytes());
        let tail = hash.finalize().into_iter().take(length).map(letter);
        format!("{prefix}_{}", tail.collect::<String>())
    }
}

fn letter(byte: u8) -> char {
    char::from(ALPHABET[usize::from(byte) % ALPHABET.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_repeats_its_ids_and_a_resumed_run_does_not() {
        let (mut one, mut two) = (Ids::new(7), Ids::new(7));
        let first = one.next("pi");
        assert_eq!(first, two.next("pi"));
        assert_eq!(first.len(), "pi_".len() + 24);

        let mut resumed = Ids::new(7);
        resumed.resume(one.count());
        assert_ne!(resumed.next("pi"), first);
    }
}
