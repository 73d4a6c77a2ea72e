use crate::config::Network;
use axum::http::{HeaderMap, HeaderName};
use std::net::{IpAddr, SocketAddr};

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// Proxies whose word is believed. Anybody can write `X-Forwarded-For`; what a proxy of ours added to its right
/// end is true.
#[derive(Clone, Debug, Default)]
pub struct Proxies(Vec<Network>);

/// Who is asking, and how it came here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Client {
    pub(super) address: IpAddr,
    /// Whether it was encrypted on its way to us or to our proxy.
    pub(super) secure: bool,
}

impl Proxies {
    /// These.
    pub fn new(networks: Vec<Network>) -> Self {
        Self(networks)
    }

    /// Whether `address` is one of them.
    pub fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|it| it.holds(address))
    }

    /// Who is asking behind `peer`: the rightmost hop that is none of ours. What an untrusted peer says of
    /// itself is taken out of `headers`, so that nothing further in believes it.
    pub(super) fn client(&self, peer: IpAddr, encrypted: bool, headers: &mut HeaderMap) -> Client {
        if !self.trusts(peer) {
            for name in [
                FOR,
                PROTO,
                HeaderName::from_static("x-forwarded-host"),
                HeaderName::from_static("forwarded"),
            ] {
                headers.remove(name);
            }
            return Client { address: peer.to_canonical(), secure: encrypted };
        }
        let hops: Vec<IpAddr> = headers
            .get_all(FOR)
            .iter()
            .filter_map(|it| it.to_str().ok())
            .flat_map(|it| it.split(','))
            .map(|it| hop(it.trim()))
            // Behind a hop that is no address nothing is known.
            .fold(Vec::new(), |mut known, hop| {
                match hop {
                    Some(hop) => known.push(hop),
                    None => known.clear(),
                }
                known
            });
        let address = hops.iter().rev().copied().find(|it| !self.trusts(*it));
        let address = address.or(hops.first().copied()).unwrap_or(peer).to_canonical();
        let proto = headers.get_all(PROTO).iter().next_back().and_then(|it| it.to_str().ok());
        let secure = encrypted || proto.is_some_and(|it| it.trim().eq_ignore_ascii_case("https"));
        Client { address, secure }
    }
}

/// The address of a hop. Some proxies write the port behind it, `203.0.113.9:4711` or `[2001:db8::9]:4711`, and some put
/// the brackets without one.
fn hop(written: &str) -> Option<IpAddr> {
    let bare = written.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(written);
    let address = bare.parse().ok();
    address.or_else(|| written.parse::<SocketAddr>().ok().map(|it| it.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(peer: &str, forwarded: &[&str], proto: Option<&str>) -> (Client, HeaderMap) {
        let proxies = Proxies::new(vec!["10.0.0.0/8".parse().expect("a network")]);
        let mut headers = HeaderMap::new();
        for it in forwarded {
            headers.append(FOR, it.parse().expect("a header"));
        }
        if let Some(proto) = proto {
            headers.insert(PROTO, proto.parse().expect("a header"));
        }
        let client = proxies.client(peer.parse().expect("an address"), false, &mut headers);
        (client, headers)
    }

    fn address(peer: &str, forwarded: &[&str]) -> String {
        client(peer, forwarded, None).0.address.to_string()
    }

    #[test]
    fn a_stranger_is_who_it_is_whatever_it_says() {
        let (client, headers) = client("203.0.113.9", &["198.51.100.1"], Some("https"));
        assert_eq!((client.address.to_string().as_str(), client.secure), ("203.0.113.9", false));
        assert!(headers.is_empty(), "what it said of itself is gone");
    }

    #[test]
    fn behind_our_proxies_the_rightmost_stranger_is_asking() {
        assert_eq!(address("10.0.0.1", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(address("10.0.0.1", &["1.2.3.4, 198.51.100.7"]), "198.51.100.7", "the left was made up");
        assert_eq!(address("10.0.0.1", &["198.51.100.7, 10.0.0.2"]), "198.51.100.7", "two of ours in a row");
        assert_eq!(
            address("10.0.0.1", &["1.2.3.4", "198.51.100.7"]),
            "198.51.100.7",
            "two headers are one list"
        );
        assert_eq!(address("10.0.0.1", &["198.51.100.7, rubbish, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(address("10.0.0.1", &[]), "10.0.0.1");
        assert_eq!(address("10.0.0.1", &["::ffff:198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn a_hop_with_its_port_is_who_it_is_without_it() {
        assert_eq!(address("10.0.0.1", &["198.51.100.7:4711"]), "198.51.100.7");
        assert_eq!(address("10.0.0.1", &["1.2.3.4, 198.51.100.7:4711, 10.0.0.2:80"]), "198.51.100.7");
        assert_eq!(address("10.0.0.1", &["[2001:db8::9]:4711"]), "2001:db8::9");
        assert_eq!(address("10.0.0.1", &["[2001:db8::9]"]), "2001:db8::9");
        assert_eq!(
            address("10.0.0.1", &["2001:db8::9"]),
            "2001:db8::9",
            "what follows its last colon is no port"
        );
        for no_hop in ["198.51.100.7:port", "198.51.100.7:", "[2001:db8::9", "[]", "unknown"] {
            assert_eq!(address("10.0.0.1", &[no_hop, "10.0.0.2"]), "10.0.0.2", "{no_hop}");
        }
    }

    #[test]
    fn a_proxy_of_ours_says_whether_it_was_encrypted() {
        assert!(client("10.0.0.1", &["198.51.100.7"], Some("https")).0.secure);
        assert!(!client("10.0.0.1", &["198.51.100.7"], Some("http")).0.secure);
    }
}
