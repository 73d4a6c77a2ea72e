use crate::config::{Mode, Settings};
use axum::http::{HeaderMap, header};
use secrecy::{ExposeSecret as _, SecretString};
use std::net::IpAddr;
use subtle::ConstantTimeEq as _;

/// Who may read how the process is doing: what it counts tells a stranger how many give, and what is stuck
/// (ASVS 5.0.0, V13.4.5).
#[derive(Clone, Debug)]
pub(crate) struct Watchers {
    /// What a watcher from elsewhere shows.
    token: Option<SecretString>,
    /// Whoever is on this machine may: nobody else seems to be.
    from_here: bool,
    demo: bool,
}

impl Watchers {
    pub(crate) fn of(settings: &Settings) -> Self {
        let server = &settings.server;
        // Somebody who was not named speaks TLS in front of it: then everybody seems to come from there.
        let known = !settings.is_secure() || server.ends_tls() || !server.trusted_proxies.is_empty();
        Self { token: server.metrics_token.clone(), from_here: known, demo: settings.mode == Mode::Demo }
    }

    /// Whether whoever asks from `address` with `headers` is one of them.
    pub(crate) fn include(&self, address: Option<IpAddr>, headers: &HeaderMap) -> bool {
        if let Some(token) = &self.token {
            return shown(headers)
                .is_some_and(|it| it.as_bytes().ct_eq(token.expose_secret().as_bytes()).into());
        }
        self.demo || self.from_here && address.is_some_and(|it| it.to_canonical().is_loopback())
    }
}

/// The token that `headers` show (RFC 6750).
fn shown(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use std::net::Ipv4Addr;

    const HERE: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::LOCALHOST));
    const ELSEWHERE: Option<IpAddr> = Some(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)));

    fn with(authorization: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::AUTHORIZATION, HeaderValue::from_static(authorization))])
    }

    #[test]
    fn without_a_token_only_this_machine_may_watch_and_nobody_behind_a_proxy_that_was_not_named() {
        let mut watchers = Watchers { token: None, from_here: true, demo: false };
        let nothing = HeaderMap::new();
        assert!(watchers.include(HERE, &nothing));
        assert!(!watchers.include(ELSEWHERE, &nothing) && !watchers.include(None, &nothing));
        watchers.from_here = false;
        assert!(!watchers.include(HERE, &nothing));
        watchers.demo = true;
        assert!(watchers.include(ELSEWHERE, &nothing));
    }

    #[test]
    fn a_token_is_asked_of_everybody() {
        let token = Some("9c1f0b7de2a44b5e".to_owned().into());
        let watchers = Watchers { token, from_here: true, demo: true };
        for shown in ["Bearer 9c1f0b7de2a44b5e", "bearer  9c1f0b7de2a44b5e "] {
            assert!(watchers.include(ELSEWHERE, &with(shown)), "{shown}");
        }
        for shown in ["Bearer 9c1f0b7de2a44b5f", "Bearer ", "Basic 9c1f0b7de2a44b5e", "9c1f0b7de2a44b5e"] {
            assert!(!watchers.include(HERE, &with(shown)), "{shown}");
        }
        assert!(!watchers.include(HERE, &HeaderMap::new()));
    }
}
