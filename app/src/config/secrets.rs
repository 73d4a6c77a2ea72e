//! Secrets: from a file or a variable, never too weak, never shown.

use anyhow::{Context as _, bail};
use kernel::{Key, Keys};
use secrecy::{ExposeSecret, SecretString};
use std::{collections::BTreeSet, fs, path::PathBuf};

/// Secrets that stand in our examples and tests, and so are known to everybody.
const KNOWN: &[&str] = &[
    "0123456789abcdef0123456789abcdef",
    "the demo signs its forms with this, and nothing else",
    "whsec_sandbox",
    "whsec_for_tests",
];

/// The value of `key`: as given, or what the file `<key>_file` holds.
pub(super) fn from_file(
    key: &str,
    value: Option<SecretString>,
    file: Option<PathBuf>,
) -> anyhow::Result<Option<SecretString>> {
    match (value, file) {
        (value, None) => Ok(value),
        (Some(_), Some(_)) => bail!("`{key}` and `{key}_file`: give one of the two"),
        (None, Some(file)) => {
            let text = fs::read_to_string(&file)
                .with_context(|| format!("`{key}_file`: {} cannot be read", file.display()))?;
            Ok(Some(text.trim().to_owned().into()))
        }
    }
}

/// The keys in `secret`, newest first: one a line, `k2=…`; a line without a name is `k1`.
pub(super) fn keys(secret: &SecretString) -> anyhow::Result<Keys> {
    let lines = secret.expose_secret().lines().map(str::trim).filter(|it| !it.is_empty());
    let keys: Vec<Key> = lines.map(key).collect();
    let names: BTreeSet<_> = keys.iter().map(|it| it.id.clone()).collect();
    if keys.is_empty() {
        bail!("`secret` is empty; `openssl rand -hex 32` prints a good one");
    }
    if names.len() < keys.len() {
        bail!("`secret`: each line needs a name of its own, such as k2=…");
    }
    for it in &keys {
        if it.secret.len() < 32 {
            bail!(
                "`secret`: {} is shorter than 32 characters; `openssl rand -hex 32` prints a good one",
                it.id
            );
        }
    }
    Ok(Keys::new(keys))
}

fn key(line: &str) -> Key {
    let named = line.split_once('=').filter(|(id, _)| {
        id.strip_prefix('k').is_some_and(|it| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit()))
    });
    let (id, secret) = named.unwrap_or(("k1", line));
    Key { id: id.to_owned(), secret: secret.as_bytes().to_vec() }
}

/// Refuses a secret that stands in an example or can be guessed, and says where there is a `good` one.
pub(super) fn refuse_weak(key: &str, secret: &str, good: &str) -> anyhow::Result<()> {
    let different = secret.chars().collect::<BTreeSet<_>>().len();
    if KNOWN.contains(&secret) || different < 8 || secret.contains('…') {
        bail!("`{key}`: this one is known or can be guessed; {good}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "9f2c1be07a5d4e38b6a1c0d2e4f6a8b0";

    #[test]
    fn one_line_is_the_first_key_and_named_lines_are_newest_first() -> anyhow::Result<()> {
        let one = keys(&LONG.to_owned().into())?;
        assert_eq!(one.all().iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["k1"]);
        let two = keys(&format!("k2={LONG}=\nk1={LONG}\n").into())?;
        assert_eq!(two.all().iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["k2", "k1"]);
        assert!(two.all()[0].secret.ends_with(b"="));
        Ok(())
    }

    #[test]
    fn short_keys_two_of_one_name_and_none_at_all_are_refused() {
        for wrong in ["", "short", "k1=short", &format!("k1={LONG}\nk1={LONG}")] {
            assert!(keys(&wrong.to_owned().into()).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_known_secret_or_one_that_can_be_guessed_is_refused() {
        for weak in [
            KNOWN[0],
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "sk_live_…",
            "1212121212121212121212121212121212",
        ] {
            assert!(refuse_weak("secret", weak, "").is_err(), "{weak}");
        }
        assert!(refuse_weak("secret", LONG, "").is_ok());
    }

    #[test]
    fn a_secret_comes_from_its_file_and_not_from_two_places() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("secret");
        fs::write(&file, format!("{LONG}\n"))?;
        let read = from_file("secret", None, Some(file.clone()))?.context("a secret")?;
        assert_eq!(read.expose_secret(), LONG);
        assert!(from_file("secret", Some("x".to_owned().into()), Some(file)).is_err());
        assert!(from_file("secret", None, Some(dir.path().join("none"))).is_err());
        Ok(())
    }
}
