//! How the server stands on the network.

use super::secrets::from_file;
use anyhow::{Context as _, bail};
use secrecy::SecretString;
use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
};

/// Settings of the server, checked. The default is plain HTTP, nobody in front of it.
#[derive(Clone, Debug, Default)]
pub struct ServerSettings {
    /// The certificate and its key, as PEM files. Both are read again when they change.
    pub certificate: Option<Certificate>,
    /// Certificates from an authority, by ACME.
    pub acme: Option<Acme>,
    /// Where plain HTTP is listened on that only leads to HTTPS.
    pub http_listen: Option<SocketAddr>,
    /// Proxies whose word about where a request comes from is believed.
    pub trusted_proxies: Vec<Network>,
    /// How many connections at once.
    pub limits: Limits,
    /// Where the signed roots of the audit log are kept.
    pub audit_roots: Option<PathBuf>,
    /// Who is mailed each of them, and keeps them where nobody who runs the platform can change them.
    pub audit_mail_to: Option<String>,
    /// Where reports about security are sent, for `/.well-known/security.txt`.
    pub security_contact: Option<String>,
    /// Where people who need help write to, for `/help`.
    pub support_contact: Option<String>,
    /// What whoever reads `/metrics` shows; without it, it is read on this machine only.
    pub metrics_token: Option<SecretString>,
    /// Whether forms that look like a machine's are held back (`guard`); production does, the demo only counts.
    pub guard: Option<bool>,
    /// Whether each module uses a `PostgreSQL` that they share under a role of its own (`database_roles`).
    pub database_roles: bool,
}

impl ServerSettings {
    /// Whether it speaks TLS itself.
    pub(crate) fn ends_tls(&self) -> bool {
        self.certificate.is_some() || self.acme.is_some()
    }
}

/// A certificate and its key.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The chain, the server's own certificate first.
    pub chain: PathBuf,
    /// Its private key.
    pub key: PathBuf,
}

/// What is asked of a certificate authority.
#[derive(Clone, Debug)]
pub struct Acme {
    /// The names.
    pub domains: Vec<String>,
    /// Whom the authority writes to.
    pub contact: String,
    /// Where certificates are kept between starts.
    pub cache: PathBuf,
    /// The authority's directory; Let's Encrypt's when left out.
    pub directory: Option<String>,
}

/// How many connections at once (SEC-41).
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In all.
    pub connections: usize,
    /// From one address; a proxy that is trusted may have more.
    pub per_address: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { connections: 10_000, per_address: 100 }
    }
}

/// Addresses that begin alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether `address` belongs to it.
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(a), IpAddr::V4(b)) => {
                self.bits == 0 || (a.to_bits() ^ b.to_bits()) >> (32 - u32::from(self.bits)) == 0
            }
            (IpAddr::V6(a), IpAddr::V6(b)) => {
                self.bits == 0 || (a.to_bits() ^ b.to_bits()) >> (128 - u32::from(self.bits)) == 0
            }
            _ => false,
        }
    }
}

impl std::str::FromStr for Network {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
        let first: IpAddr = address
            .parse()
            .with_context(|| format!("`trusted_proxies`: {text} is no address; write 10.0.0.0/8"))?;
        let all = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(all), str::parse).ok().filter(|it| *it <= all);
        let bits = bits.with_context(|| format!("`trusted_proxies`: {text} has a wrong length behind /"))?;
        Ok(Self { first, bits })
    }
}

/// As it is written in the configuration.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
pub(super) struct RawServer {
    pub(super) tls_certificate: Option<PathBuf>,
    pub(super) tls_key: Option<PathBuf>,
    pub(super) http_listen: Option<String>,
    pub(super) acme_domains: Option<String>,
    pub(super) acme_contact: Option<String>,
    pub(super) acme_cache: Option<PathBuf>,
    pub(super) acme_directory: Option<String>,
    pub(super) trusted_proxies: Option<String>,
    pub(super) max_connections: Option<usize>,
    pub(super) max_connections_per_address: Option<usize>,
    pub(super) audit_roots: Option<PathBuf>,
    pub(super) audit_mail_to: Option<String>,
    pub(super) security_contact: Option<String>,
    pub(super) support_contact: Option<String>,
    pub(super) metrics_token: Option<SecretString>,
    pub(super) metrics_token_file: Option<PathBuf>,
    pub(super) guard: Option<bool>,
    pub(super) database_roles: bool,
}

impl RawServer {
    pub(super) fn check(self) -> anyhow::Result<ServerSettings> {
        let certificate = match (self.tls_certificate, self.tls_key) {
            (None, None) => None,
            (Some(chain), Some(key)) => Some(Certificate { chain, key }),
            _ => bail!("`tls_certificate` and `tls_key`: give both or neither"),
        };
        let acme = match self.acme_domains {
            None => None,
            Some(domains) => Some(Acme {
                domains: words(&domains),
                contact: self.acme_contact.context(
                    "`acme_contact` is missing: the authority writes there before a certificate ends",
                )?,
                cache: self.acme_cache.unwrap_or_else(|| "acme".into()),
                directory: self.acme_directory,
            }),
        };
        if certificate.is_some() && acme.is_some() {
            bail!("`acme_domains`: there is a `tls_certificate` already; give one of the two");
        }
        if self.audit_mail_to.is_some() && self.audit_roots.is_none() {
            bail!("`audit_mail_to`: roots are signed into a file first; give `audit_roots`, too");
        }
        let listen = |it: String| {
            it.parse().with_context(|| format!("`http_listen`: {it} is no address; write 0.0.0.0:80"))
        };
        let usual = Limits::default();
        Ok(ServerSettings {
            certificate,
            acme,
            http_listen: self.http_listen.map(listen).transpose()?,
            trusted_proxies: words(&self.trusted_proxies.unwrap_or_default())
                .iter()
                .map(|it| it.parse())
                .collect::<anyhow::Result<_>>()?,
            limits: Limits {
                connections: self.max_connections.unwrap_or(usual.connections),
                per_address: self.max_connections_per_address.unwrap_or(usual.per_address),
            },
            audit_roots: self.audit_roots,
            audit_mail_to: self.audit_mail_to,
            security_contact: self.security_contact,
            support_contact: self.support_contact,
            metrics_token: from_file("metrics_token", self.metrics_token, self.metrics_token_file)?,
            guard: self.guard,
            database_roles: self.database_roles,
        })
    }
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(network: &str, address: &str) -> bool {
        let network: Network = network.parse().expect("a network");
        network.holds(address.parse().expect("an address"))
    }

    #[test]
    fn a_network_holds_the_addresses_that_begin_as_it_does() {
        assert!(holds("10.0.0.0/8", "10.255.0.1") && !holds("10.0.0.0/8", "11.0.0.1"));
        assert!(holds("192.0.2.7", "192.0.2.7") && !holds("192.0.2.7", "192.0.2.8"));
        assert!(holds("2001:db8::/32", "2001:db8:1::1") && !holds("2001:db8::/32", "2001:db9::1"));
        assert!(holds("10.0.0.0/8", "::ffff:10.0.0.1"), "an IPv4 address in IPv6 clothes");
        assert!(holds("0.0.0.0/0", "203.0.113.9") && !holds("0.0.0.0/0", "::1"));
    }

    #[test]
    fn what_is_no_network_is_named() {
        for wrong in ["10.0.0.0/33", "ten", "10.0.0.0/x"] {
            let error = wrong.parse::<Network>().expect_err(wrong).to_string();
            assert!(error.contains("`trusted_proxies`"), "{error}");
        }
    }

    #[test]
    fn whoever_is_to_be_mailed_roots_wants_a_file_of_them_too() {
        let to = Some("audit@example.org".to_owned());
        let raw = RawServer { audit_mail_to: to.clone(), ..RawServer::default() };
        let words = raw.check().err().map(|it| it.to_string()).unwrap_or_default();
        assert!(words.contains("`audit_mail_to`") && words.contains("`audit_roots`"), "{words}");
        let raw =
            RawServer { audit_mail_to: to, audit_roots: Some("roots.jsonl".into()), ..RawServer::default() };
        assert!(raw.check().is_ok());
    }

    #[test]
    fn half_a_certificate_is_refused() {
        let raw = RawServer { tls_key: Some("key.pem".into()), ..RawServer::default() };
        assert!(raw.check().is_err());
    }
}
