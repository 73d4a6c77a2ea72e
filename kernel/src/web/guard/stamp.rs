use crate::web::WebSettings;
use contracts::Timestamp;
use sha2::{Digest, Sha256};

/// When a form was shown and what it asks for besides its answers, signed for one browser and one subject:
/// `<microseconds>.<bits>.<signature>`.
pub(super) struct Stamp {
    pub(super) at: Timestamp,
    pub(super) bits: u8,
}

impl Stamp {
    pub(super) fn write(&self, settings: &WebSettings, browser: &[u8], subject: &str) -> String {
        let signature = settings.keys.sign("shown", &self.said(browser, subject));
        format!("{}.{}.{signature}", self.at.0, self.bits)
    }

    /// What `text` says, when we signed it for this browser and this subject.
    pub(super) fn read(settings: &WebSettings, browser: &[u8], subject: &str, text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '.');
        let (at, bits) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let stamp = Self { at: Timestamp(at), bits };
        let ours = settings.keys.verify("shown", &stamp.said(browser, subject), parts.next()?);
        ours.then_some(stamp)
    }

    fn said(&self, browser: &[u8], subject: &str) -> Vec<u8> {
        let mut said = format!("{}.{}.{subject}\0", self.at.0, self.bits).into_bytes();
        said.extend_from_slice(browser);
        said
    }
}

/// Whether the SHA-256 of `text:proof` begins with `bits` zeros. Whoever wants to know tries about two to the power
/// of `bits` numbers; to look takes one.
pub(super) fn solved(text: &str, proof: &str, bits: u8) -> bool {
    if proof.is_empty() || proof.len() > 20 {
        return false;
    }
    let hash = Sha256::new().chain_update(text).chain_update(":").chain_update(proof).finalize();
    let zeros: u32 = hash
        .iter()
        .scan(true, |going, byte| {
            let counted = going.then(|| byte.leading_zeros());
            *going &= *byte == 0;
            counted
        })
        .sum();
    zeros >= u32::from(bits)
}
