use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{fmt, sync::Arc};

/// One secret and what it is called, so that what was made with it can say so.
#[derive(Clone)]
pub struct Key {
    /// Its name, such as `k2`.
    pub id: String,
    /// The secret itself.
    pub secret: Vec<u8>,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.id)
    }
}

/// The product's secrets, newest first. The first one signs; all of them are believed, so that a form that is
/// open in a browser while the secret is changed still works.
#[derive(Clone, Debug)]
pub struct Keys(Arc<Vec<Key>>);

impl Keys {
    /// These, newest first.
    pub fn new(keys: Vec<Key>) -> Self {
        Self(Arc::new(keys))
    }

    /// One that everybody knows.
    pub fn for_tests() -> Self {
        Self::new(vec![Key { id: "test".into(), secret: b"only for tests".to_vec() }])
    }

    /// All of them, newest first.
    pub fn all(&self) -> &[Key] {
        &self.0
    }

    /// Signs `data` for `purpose` with the newest key. In hexadecimal.
    pub fn sign(&self, purpose: &str, data: &[u8]) -> String {
        self.0
            .first()
            .map(|key| hex::encode(mac(key, purpose, data).finalize().into_bytes()))
            .unwrap_or_default()
    }

    /// Whether one of the keys signed `data` for `purpose`. Takes as long for every wrong signature.
    pub fn verify(&self, purpose: &str, data: &[u8], signature: &str) -> bool {
        let Ok(signature) = hex::decode(signature) else { return false };
        self.0.iter().any(|key| mac(key, purpose, data).verify_slice(&signature).is_ok())
    }

    /// Whether what one of the keys signs `data` for `purpose` with begins with `start`. How long that must be is for
    /// the caller to say; an empty one is never right. Takes as long for every wrong one of its length.
    pub(crate) fn verify_start(&self, purpose: &str, data: &[u8], start: &str) -> bool {
        let Ok(start) = hex::decode(start) else { return false };
        self.0.iter().any(|key| mac(key, purpose, data).verify_truncated_left(&start).is_ok())
    }

    /// Keys to seal with for `purpose`, 32 bytes each, made of these. The first one seals; all of them open.
    pub(crate) fn derived(&self, purpose: &str) -> Vec<Vec<u8>> {
        let derive = |key| mac(key, "derive", purpose.as_bytes()).finalize().into_bytes().to_vec();
        self.0.iter().map(derive).collect()
    }

    /// A keyed hash of something personal, with the name of the key: equal for equal texts under one key.
    pub fn fingerprint(&self, text: &str) -> String {
        let id = self.0.first().map_or("", |key| key.id.as_str());
        let hash = self.sign("fingerprint", text.as_bytes());
        format!("{id}:{}", hash.get(..32).unwrap_or_default())
    }
}

fn mac(key: &Key, purpose: &str, data: &[u8]) -> Hmac<Sha256> {
    #[expect(clippy::expect_used, reason = "HMAC takes keys of any length")]
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.secret).expect("a key of any length");
    mac.update(purpose.as_bytes());
    mac.update(b":");
    mac.update(data);
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(id: &str) -> Key {
        Key { id: id.into(), secret: format!("{id}: 0123456789abcdef").into_bytes() }
    }

    #[test]
    fn what_the_key_before_signed_is_still_believed_and_what_a_lost_one_signed_is_not() {
        let before = Keys::new(vec![key("k1")]);
        let after = Keys::new(vec![key("k2"), key("k1")]);
        let signed = before.sign("form", b"cookie");
        assert!(after.verify("form", b"cookie", &signed));
        assert_ne!(after.sign("form", b"cookie"), signed);
        assert!(!Keys::new(vec![key("k2")]).verify("form", b"cookie", &signed));
        assert!(!after.verify("other", b"cookie", &signed));
        assert!(!after.verify("form", b"other", &signed));
    }

    #[test]
    fn a_fingerprint_names_its_key_and_shows_nothing_of_the_text() {
        let keys = Keys::new(vec![key("k2")]);
        let print = keys.fingerprint("a@example.test");
        assert!(print.starts_with("k2:") && !print.contains("example"), "{print}");
        assert_eq!(print, keys.fingerprint("a@example.test"));
        assert_ne!(print, Keys::new(vec![key("k3")]).fingerprint("a@example.test"));
    }

    #[test]
    fn a_key_is_never_shown() {
        assert_eq!(format!("{:?}", key("k1")), "Key(k1)");
    }
}
