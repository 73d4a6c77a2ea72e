//! Addresses of pages that are open to whoever has them. The id of what such a page tells of is in more hands than its
//! owner's — in messages, in tables, with the payment provider, before whoever works here — so it opens nothing: a key
//! stands behind it in the address, and whoever has no such address is told that there is nothing.

use crate::Keys;
use uuid::Uuid;

/// What stands between an id and its key. No address needs it to be written otherwise.
const BETWEEN: char = '~';
/// How many hexadecimal digits of the signature make the key: 128 bits.
const DIGITS: usize = 32;
/// What the signature is made for, so that no other one is a key.
const PURPOSE: &str = "address";

impl Keys {
    /// `<id>~<key>`: `id` as it stands in the address of its page.
    pub fn address(&self, id: Uuid) -> String {
        let signature = self.sign(PURPOSE, id.as_bytes());
        format!("{id}{BETWEEN}{}", signature.get(..DIGITS).unwrap_or_default())
    }

    /// The id in `address`, when its key was made for it with one of these keys, the newest or one before it. Takes as
    /// long for every wrong key.
    pub fn addressed(&self, address: &str) -> Option<Uuid> {
        let (id, key) = address.split_once(BETWEEN)?;
        let id = Uuid::try_parse(id).ok()?;
        let whole = key.len() == DIGITS && self.verify_start(PURPOSE, id.as_bytes(), key);
        whole.then_some(id)
    }
}

/// What follows `text` when that begins with the key of an address, which is nothing to be read by others.
pub(crate) fn behind_key(text: &str) -> Option<&str> {
    let (key, behind) = text.strip_prefix(BETWEEN)?.split_at_checked(DIGITS)?;
    key.bytes().all(|it| it.is_ascii_hexdigit()).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Key;

    fn key(id: &str) -> Key {
        Key { id: id.into(), secret: format!("{id}: 0123456789abcdef").into_bytes() }
    }

    #[test]
    fn an_address_leads_to_its_id_also_once_the_secret_was_changed() {
        let (before, id) = (Keys::new(vec![key("k1")]), Uuid::from_u128(7));
        let address = before.address(id);
        assert_eq!(before.addressed(&address), Some(id));
        let after = Keys::new(vec![key("k2"), key("k1")]);
        assert_eq!(after.addressed(&address), Some(id));
        assert_ne!(after.address(id), address);
        assert_eq!(
            Keys::new(vec![key("k2")]).addressed(&address),
            None,
            "nobody believes a secret that was lost"
        );
    }

    #[test]
    fn an_id_alone_or_with_anything_but_its_own_whole_key_is_no_address() {
        let (keys, id, other) = (Keys::new(vec![key("k1")]), Uuid::from_u128(7), Uuid::from_u128(8));
        let address = keys.address(id);
        let (_, own) = address.split_once('~').unwrap();
        assert_eq!(own.len() * 4, 128, "bits");
        let of_other = keys.address(other);
        let changed =
            if own.starts_with('0') { own.replacen('0', "1", 1) } else { format!("0{}", &own[1..]) };
        let elsewhere = keys.sign("other", id.as_bytes());
        for key in ["", "ü", &own[..2], &own[..30], &format!("{own}00"), &changed, &elsewhere[..32]] {
            assert_eq!(keys.addressed(&format!("{id}~{key}")), None, "{key}");
        }
        assert_eq!(keys.addressed(&id.to_string()), None);
        assert_eq!(keys.addressed(&format!("{id}~{}", of_other.split_once('~').unwrap().1)), None);
        assert_eq!(keys.addressed(&format!("nonsense~{own}")), None);
    }
}
