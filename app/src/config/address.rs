//! Addresses in the configuration: of ourselves, of others, and of databases.

use anyhow::{Context as _, bail};
use url::Url;

/// Takes what names a database that lasts.
pub(super) fn database(key: &str, url: &str) -> anyhow::Result<()> {
    if let Some(place) = url.strip_prefix("sqlite://") {
        let file = place.split('?').next().unwrap_or_default();
        if file.is_empty() || file == ":memory:" || place.contains("mode=memory") {
            bail!("`{key}` names no file, and what is in memory alone is gone at once; write sqlite://path");
        }
        return Ok(());
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return Ok(());
    }
    // It is not shown: there may be a password in it.
    bail!("`{key}` is neither sqlite://path nor postgres://user:password@host/name")
}

/// What modules keep is nobody's who listens between this machine and the database's (ASVS 5.0.0, V12.3.1). A
/// certificate that nobody checks is anybody's.
pub(super) fn refuse_plain_database(key: &str, url: &str) -> anyhow::Result<()> {
    let Some(parsed) = Url::parse(url).ok().filter(|it| it.scheme().starts_with("postgres")) else {
        return Ok(());
    };
    let asked = |name: &str| parsed.query_pairs().find(|(key, _)| key == name).map(|(_, it)| it.into_owned());
    let host = asked("host").or_else(|| parsed.host_str().map(str::to_owned)).unwrap_or_default();
    // A path is a socket on this machine.
    let is_here = host.is_empty()
        || host.starts_with('/')
        || host.starts_with("%2F")
        || matches!(&*host, "localhost" | "127.0.0.1" | "[::1]" | "::1");
    let mode = asked("sslmode").or_else(|| asked("ssl-mode")).unwrap_or_default();
    if is_here || matches!(&*mode, "verify-ca" | "verify-full") {
        return Ok(());
    }
    // The URL is not shown: there may be a password in it.
    bail!(
        "`{key}`: what goes to {host} is not encrypted, or to nobody knows whom; add ?sslmode=verify-full, and \
         &sslrootcert=FILE for an authority of your own"
    )
}

/// Where somebody answers over HTTP, without a slash at its end.
pub(super) fn address(key: &str, url: &str) -> anyhow::Result<String> {
    web(key, url)?;
    Ok(url.trim_end_matches('/').to_owned())
}

/// Scheme, host and port, as browsers write them: every address of ours begins with it, and policies name it.
pub(super) fn origin(key: &str, url: &str) -> anyhow::Result<String> {
    let parsed = web(key, url)?;
    let is_more = parsed.path() != "/" || parsed.query().is_some() || parsed.fragment().is_some();
    if is_more || !parsed.username().is_empty() || parsed.password().is_some() {
        // It is not shown: there may be a password in it.
        bail!(
            "`{key}`: a scheme, a host and perhaps a port, and nothing else, is wanted; write https://host"
        );
    }
    Ok(parsed.origin().ascii_serialization())
}

fn web(key: &str, url: &str) -> anyhow::Result<Url> {
    let parsed = Url::parse(url).with_context(|| format!("`{key}`: {url} is no URL; write https://host"))?;
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host_str().is_none() {
        bail!("`{key}`: {url} must begin with https:// or http:// and name a host");
    }
    Ok(parsed)
}

/// Whether nobody but this machine can reach `url`.
pub(super) fn is_this_machine(url: &str) -> bool {
    let url = Url::parse(url).ok();
    url.and_then(|it| it.host_str().map(|host| matches!(host, "localhost" | "127.0.0.1" | "[::1]")))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it_and_nothing_may_stand_behind_it() -> anyhow::Result<()> {
        for (written, meant) in [
            ("https://give.example.org/", "https://give.example.org"),
            ("HTTPS://Give.Example.org:443", "https://give.example.org"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ] {
            assert_eq!(origin("public_url", written)?, meant);
        }
        for more in
            ["https://give.example.org/app", "https://x.test/?a", "https://x.test/#a", "https://me:pw@x.test"]
        {
            let words = origin("public_url", more).err().map(|it| it.to_string()).unwrap_or_default();
            assert!(words.contains("`public_url`") && !words.contains("pw"), "{more}: {words}");
        }
        Ok(())
    }

    #[test]
    fn a_database_that_would_be_gone_at_once_is_none() {
        for gone in ["sqlite://", "sqlite://?mode=rwc", "sqlite://:memory:", "sqlite://x?mode=memory"] {
            assert!(database("database_url", gone).is_err(), "{gone}");
        }
        for lasting in ["sqlite://a.db", "sqlite:///srv/a.db?mode=rwc", "postgres://us@127.0.0.1/a"] {
            assert!(database("database_url", lasting).is_ok(), "{lasting}");
        }
    }
}
