//! Secrets that must be read again, sealed under a key that lies outside the database: derived from a pepper, so
//! that a stolen table alone opens nothing.

use crate::password::{Passwords, Pepper};
use anyhow::{Context as _, anyhow};
use chacha20poly1305::{
    AeadCore, ChaCha20Poly1305, KeyInit,
    aead::{Aead, OsRng, Payload},
};
use hmac::{Hmac, Mac};
use secrecy::ExposeSecret;
use sha2::Sha256;

const NONCE: usize = 12;

/// Something sealed, and the name of the key it needs.
#[derive(Clone, Debug)]
pub(crate) struct Sealed {
    pub(crate) key_id: String,
    pub(crate) bytes: Vec<u8>,
}

/// Encrypts `clear` (ChaCha20-Poly1305, RFC 8439), bound to `whose`.
pub(crate) fn seal(keys: &Passwords, whose: &[u8], clear: &[u8]) -> anyhow::Result<Sealed> {
    let pepper = keys.peppers().first().context("there is no pepper")?;
    let nonce = ChaCha20Poly1305::generate_nonce(&mut OsRng);
    let payload = Payload { msg: clear, aad: whose };
    let sealed = cipher(pepper)?.encrypt(&nonce, payload).map_err(|_| anyhow!("sealing failed"))?;
    Ok(Sealed { key_id: pepper.id.clone(), bytes: [nonce.as_slice(), &sealed].concat() })
}

/// What was sealed for `whose`.
pub(crate) fn open(keys: &Passwords, whose: &[u8], sealed: &Sealed) -> anyhow::Result<Vec<u8>> {
    let pepper = keys.peppers().iter().find(|it| it.id == sealed.key_id);
    let pepper = pepper.with_context(|| format!("the pepper {:?} is gone", sealed.key_id))?;
    let (nonce, bytes) = sealed.bytes.split_at_checked(NONCE).context("too short to be sealed")?;
    let payload = Payload { msg: bytes, aad: whose };
    cipher(pepper)?.decrypt(nonce.into(), payload).map_err(|_| anyhow!("it is not whole, or somebody else's"))
}

/// `clear`, which `old` held, sealed under the present key; nothing where it is that already.
pub(crate) fn seal_anew(
    keys: &Passwords,
    whose: &[u8],
    old: &Sealed,
    clear: &[u8],
) -> anyhow::Result<Option<Sealed>> {
    let is_present = keys.peppers().first().is_some_and(|it| it.id == old.key_id);
    if is_present { Ok(None) } else { seal(keys, whose, clear).map(Some) }
}

fn cipher(pepper: &Pepper) -> anyhow::Result<ChaCha20Poly1305> {
    let mut key = <Hmac<Sha256> as Mac>::new_from_slice(pepper.secret.expose_secret().as_bytes())?;
    key.update(b"second factors");
    Ok(ChaCha20Poly1305::new(&key.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(ids: &[&str]) -> Passwords {
        let pepper =
            |id: &&str| Pepper { id: (*id).into(), secret: format!("sixteen bytes or more {id}").into() };
        Passwords::new(ids.iter().map(pepper).collect()).expect("peppers")
    }

    #[test]
    fn what_is_sealed_opens_with_its_key_and_for_whom_it_was_sealed() -> anyhow::Result<()> {
        let old = keys(&["2026"]);
        let sealed = seal(&old, b"asha", b"secret")?;
        assert!(!sealed.bytes.windows(6).any(|it| it == b"secret"));
        assert_eq!(open(&keys(&["2027", "2026"]), b"asha", &sealed)?, b"secret", "after a key was added");
        assert!(open(&old, b"ravi", &sealed).is_err());
        assert!(open(&keys(&["2027"]), b"asha", &sealed).is_err());
        let both = keys(&["2027", "2026"]);
        let anew = seal_anew(&both, b"asha", &sealed, b"secret")?.context("the key is an older one")?;
        assert_eq!(open(&keys(&["2027"]), b"asha", &anew)?, b"secret", "after the older key was taken out");
        assert!(seal_anew(&both, b"asha", &anew, b"secret")?.is_none(), "once is enough");
        let cut = Sealed { bytes: sealed.bytes[..20].to_vec(), ..sealed };
        assert!(open(&old, b"asha", &cut).is_err());
        Ok(())
    }
}
