//! The configuration as it is written: which keys there are, and what each must look like.

use super::{Mode, server::RawServer};
use anyhow::{anyhow, bail};
use figment::{Figment, error::Kind, value::Dict};
use secrecy::SecretString;
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, Visitor, value::Error as Refused},
    forward_to_deserialize_any,
};
use std::{num::NonZeroU32, path::PathBuf};

/// Shows each key with a value that it may have.
const EXAMPLE: &str = include_str!("../../../tributary.example.toml");

/// What is written, unchecked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Raw {
    pub(super) mode: Option<Mode>,
    pub(super) listen: Option<String>,
    pub(super) public_url: Option<String>,
    pub(super) database_url: Option<String>,
    pub(super) users_database_url: Option<String>,
    pub(super) campaigns_database_url: Option<String>,
    pub(super) pledges_database_url: Option<String>,
    pub(super) payments_database_url: Option<String>,
    pub(super) analytics_database_url: Option<String>,
    pub(super) notifications_database_url: Option<String>,
    pub(super) stripe_api_base: Option<String>,
    pub(super) stripe_secret_key: Option<SecretString>,
    pub(super) stripe_webhook_secret: Option<SecretString>,
    pub(super) stripe_calls_per_second: Option<NonZeroU32>,
    pub(super) slow_methods: Option<bool>,
    pub(super) extension_days: Option<u16>,
    pub(super) smtp_url: Option<SecretString>,
    pub(super) mail_from: Option<String>,
    pub(super) secret: Option<SecretString>,
    pub(super) only: Option<String>,
    pub(super) checkout_origin: Option<String>,
    pub(super) stripe_secret_key_file: Option<PathBuf>,
    pub(super) stripe_webhook_secret_file: Option<PathBuf>,
    pub(super) smtp_url_file: Option<PathBuf>,
    pub(super) secret_file: Option<PathBuf>,
    /// Read by itself: flattened in here, a wrong value in it would lose the name of its key.
    #[serde(skip)]
    pub(super) server: RawServer,
}

impl Raw {
    /// What `figment` found.
    ///
    /// # Errors
    /// With the key that nobody knows or whose value is of another kind.
    pub(super) fn read(figment: &Figment) -> anyhow::Result<Self> {
        let known = keys();
        let found = figment.extract::<Dict>().map_err(wrong)?;
        if let Some(key) = found.keys().find(|it| !known.contains(&it.as_str())) {
            bail!(
                "configuration: `{key}` is no key of tributary.toml, nor TRIBUTARY_{} one of the environment; \
                 tributary.example.toml has them all",
                key.to_uppercase()
            );
        }
        let server = figment.extract::<RawServer>().map_err(wrong)?;
        Ok(Self { server, ..figment.extract().map_err(wrong)? })
    }
}

/// Every key there is, as it is written in `tributary.toml`.
pub(super) fn keys() -> Vec<&'static str> {
    [fields_of::<Raw>(), fields_of::<RawServer>()].concat()
}

fn wrong(error: figment::Error) -> anyhow::Error {
    let key = error.path.join(".");
    let place = error.metadata.map(|it| format!(" ({})", it.name)).unwrap_or_default();
    // What was found is not shown: it may be a secret.
    let wanted = match error.kind {
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) if wanted == "usize" => {
            "a whole number is wanted".to_owned()
        }
        Kind::InvalidType(_, wanted) | Kind::InvalidValue(_, wanted) => format!("{wanted} is wanted"),
        Kind::UnknownVariant(_, known) => format!("{} is wanted", known.join(" or ")),
        Kind::Message(said) => return anyhow!("configuration: {}{place}", unshown(&said)),
        other => return anyhow!("configuration: {other}{place}"),
    };
    let example = example(&key).map(|it| format!("; write {it}")).unwrap_or_default();
    anyhow!("configuration: `{key}`: {wanted}{example}{place}")
}

/// What a reader said of a line it could not read, without that line: it may hold a secret. `toml` shows it between
/// the place and the reason, behind a bar.
fn unshown(said: &str) -> String {
    let words = said.lines().filter(|it| !it.contains('|') && !it.trim().is_empty());
    words.collect::<Vec<_>>().join(": ")
}

/// The line of the example that sets `key`.
fn example(key: &str) -> Option<&'static str> {
    let line = EXAMPLE.lines().map(uncommented).find(|it| key_of(it) == Some(key))?;
    Some(line.split_once(" #").map_or(line, |(line, _)| line).trim_end())
}

fn uncommented(line: &'static str) -> &'static str {
    line.trim_start_matches("# ")
}

/// The key that a line of the example sets, when it sets one.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" = ")?;
    key.bytes().all(|it| it.is_ascii_lowercase() || it == b'_').then_some(key)
}

/// The fields that `T` asks for when it is read.
fn fields_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut fields: &[&str] = &[];
    // It is refused as soon as it has said what it asks for.
    drop(T::deserialize(Asked(&mut fields)));
    fields
}

struct Asked<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asked<'_> {
    type Error = Refused;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        *self.0 = fields;
        Err(Refused::custom("there is nothing to read"))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused::custom("only a structure has fields"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::providers::{Format as _, Toml};
    use std::collections::BTreeSet;

    const README: &str = include_str!("../../../README.md");
    /// Read before there is a configuration, from the environment alone.
    const ENVIRONMENT_ONLY: &str = "log";

    /// What stands between backticks in `text`.
    fn quoted(text: &str) -> impl Iterator<Item = &str> {
        text.split('`').skip(1).step_by(2)
    }

    /// The keys in README's table. `<…>` in a key stands for each of the capital words of its row.
    fn in_the_readme() -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for row in README.lines().filter(|it| it.starts_with("| `TRIBUTARY_")) {
            let (first, rest) = row[2..].split_once(" | ").unwrap_or((row, ""));
            for name in quoted(first) {
                let name = name.strip_prefix("TRIBUTARY_").unwrap_or(name);
                let Some((before, after)) = name.split_once('<') else {
                    keys.insert(name.to_lowercase());
                    continue;
                };
                let after = after.split_once('>').map_or("", |(_, it)| it);
                for one in
                    quoted(rest).filter(|it| it.bytes().all(|it| it.is_ascii_uppercase() || it == b'_'))
                {
                    keys.insert(format!("{before}{one}{after}").to_lowercase());
                }
            }
        }
        keys
    }

    fn accepted() -> BTreeSet<String> {
        keys().into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn every_key_there_is_stands_in_the_readme_and_no_other() {
        let mut accepted = accepted();
        assert!(accepted.contains("public_url") && accepted.contains("guard"), "{accepted:?}");
        accepted.insert(ENVIRONMENT_ONLY.to_owned());
        assert_eq!(in_the_readme(), accepted);
    }

    #[test]
    fn every_key_there_is_stands_in_the_example_and_no_other() {
        let shown = EXAMPLE.lines().map(uncommented).filter_map(key_of).map(str::to_owned);
        assert_eq!(shown.collect::<BTreeSet<_>>(), accepted());
    }

    #[test]
    fn each_value_of_the_example_is_of_the_kind_that_is_wanted() -> anyhow::Result<()> {
        let all: Vec<_> = EXAMPLE.lines().map(uncommented).filter(|it| key_of(it).is_some()).collect();
        Raw::read(&Figment::new().merge(Toml::string(&all.join("\n"))))?;
        Ok(())
    }

    #[test]
    fn a_value_of_another_kind_is_named_with_its_key_and_an_example_and_not_shown() {
        for (line, wanted) in [
            (
                "max_connections = \"many\"",
                "`max_connections`: a whole number is wanted; write max_connections = 10000",
            ),
            ("guard = \"perhaps\"", "`guard`: a boolean is wanted; write guard = true"),
            ("database_roles = 7", "`database_roles`: a boolean is wanted; write database_roles = false"),
            ("mode = \"real\"", "`mode`: demo or production is wanted; write mode = \"production\""),
            ("secret = 20394857", "`secret`: a string is wanted"),
        ] {
            let read = Raw::read(&Figment::new().merge(Toml::string(line)));
            let said = read.err().map(|it| format!("{it:#}")).unwrap_or_default();
            assert!(said.contains(wanted), "{line}: {said}");
            assert!(!said.contains("20394857"), "a secret is shown: {said}");
        }
    }

    #[test]
    fn a_line_that_cannot_be_read_is_named_by_its_number_and_not_shown() {
        for line in
            ["secret = \"20394857", "secret = 20394857x", "secret 20394857", "= 20394857", "[20394857"]
        {
            let text = format!("mode = \"demo\"\n{line}\n");
            let said = Raw::read(&Figment::new().merge(Toml::string(&text))).err();
            let said = said.map(|it| format!("{it:#}")).unwrap_or_default();
            assert!(said.contains("line 2"), "{line}: {said}");
            assert!(!said.contains("2039"), "a secret is shown: {said}");
        }
    }
}
