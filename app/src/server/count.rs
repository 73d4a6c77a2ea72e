use crate::config::Limits;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    sync::{Arc, Mutex, PoisonError},
};

/// Counts open connections, in all and from each address.
#[derive(Clone)]
pub struct Counted(Arc<Inner>);

struct Inner {
    limits: Limits,
    open: Mutex<(usize, HashMap<IpAddr, usize>)>,
}

/// A place that one connection takes until it ends.
pub struct Place {
    counted: Counted,
    /// None where a proxy stands for many people.
    address: Option<IpAddr>,
}

impl Counted {
    /// None yet.
    pub fn new(limits: Limits) -> Self {
        Self(Arc::new(Inner { limits, open: Mutex::default() }))
    }

    /// A place for a connection from `address`; none when there are too many. A trusted proxy counts only in
    /// the whole.
    pub fn take(&self, address: IpAddr, trusted: bool) -> Option<Place> {
        let address = (!trusted).then(|| customer(address));
        let mut open = self.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.0 >= self.0.limits.connections {
            return None;
        }
        if let Some(address) = address {
            let from_there = open.1.entry(address).or_default();
            if *from_there >= self.0.limits.per_address {
                return None;
            }
            *from_there += 1;
        }
        open.0 += 1;
        metrics::gauge!("tributary_connections").increment(1.0);
        Some(Place { counted: self.clone(), address })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut open = self.counted.0.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.0 -= 1;
        metrics::gauge!("tributary_connections").decrement(1.0);
        let Some(address) = self.address else { return };
        if let Some(from_there) = open.1.get_mut(&address) {
            *from_there -= 1;
            if *from_there == 0 {
                open.1.remove(&address);
            }
        }
    }
}

/// Where one customer ends: the address itself, or the first 64 bits of an IPv6 address.
pub(super) fn customer(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_by_address_and_in_all_and_come_back() {
        let open = Counted::new(Limits { connections: 3, per_address: 2 });
        let (one, other) = (IpAddr::from([192, 0, 2, 1]), IpAddr::from([192, 0, 2, 2]));
        let first = open.take(one, false);
        let second = open.take(one, false);
        assert!(first.is_some() && second.is_some());
        assert!(open.take(one, false).is_none(), "two from one address");
        let third = open.take(other, false);
        assert!(third.is_some());
        assert!(open.take(other, false).is_none(), "three in all");
        drop(first);
        assert!(open.take(one, false).is_some());
    }

    #[test]
    fn a_trusted_proxy_stands_for_many_people() {
        let open = Counted::new(Limits { connections: 10, per_address: 1 });
        let proxy = IpAddr::from([10, 0, 0, 1]);
        let places: Vec<_> = (0..10).filter_map(|_| open.take(proxy, true)).collect();
        assert_eq!(places.len(), 10);
    }

    #[test]
    fn one_ipv6_network_is_one_customer() {
        let open = Counted::new(Limits { connections: 10, per_address: 1 });
        let parse = |it: &str| it.parse::<IpAddr>().expect("an address");
        let place = open.take(parse("2001:db8::1"), false);
        assert!(place.is_some() && open.take(parse("2001:db8::2"), false).is_none());
    }
}
