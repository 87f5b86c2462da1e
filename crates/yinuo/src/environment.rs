//! The environment in which recipients use data that never leaves it: its networks, and who is believed about an address.

use ipnet::IpNet;
use std::net::IpAddr;

/// The networks of the environment that the company provides; without any, nothing is inside.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// Calls from these are from inside.
    pub networks: Vec<IpNet>,
    /// Proxies that are believed about whose call they pass on.
    pub proxies: Vec<IpNet>,
}

impl Environment {
    /// Whether `address` is inside. An address that nobody knows is not.
    #[must_use]
    pub fn holds(&self, address: Option<IpAddr>) -> bool {
        address.is_some_and(|address| among(&self.networks, address))
    }

    /// Whose call it is that came from `peer`: of the addresses `passed_on`, each added by the proxy that was asked next, the
    /// last that no trusted proxy has. What a caller writes there itself is believed by nobody.
    #[must_use]
    pub fn caller(&self, peer: IpAddr, passed_on: &[&str]) -> Option<IpAddr> {
        let mut caller = peer;
        for said in passed_on.iter().rev().flat_map(|line| line.rsplit(',')) {
            if !among(&self.proxies, caller) {
                return Some(caller);
            }
            caller = said.trim().parse().ok()?;
        }
        Some(caller)
    }
}

/// A network given as `10.2.0.0/16`, or one address.
///
/// # Errors
/// What was expected.
pub fn network(text: &str) -> Result<IpNet, String> {
    let one = || text.parse::<IpAddr>().map(IpNet::from);
    text.parse::<IpNet>().or_else(|_| one()).map_err(|_| "expected a network such as `10.2.0.0/16`".to_owned())
}

/// An address of the older kind may come written in the newer.
fn among(networks: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    networks.iter().any(|network| network.contains(&address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(networks: &[&str], proxies: &[&str]) -> Environment {
        let of = |list: &[&str]| list.iter().map(|text| network(text).unwrap()).collect();
        Environment { networks: of(networks), proxies: of(proxies) }
    }

    #[test]
    fn what_no_network_holds_is_outside() {
        let inside = environment(&["10.2.0.0/16", "2001:db8::/32"], &[]);
        for (address, holds) in [
            ("10.2.255.1", true),
            ("::ffff:10.2.0.1", true),
            ("10.3.0.1", false),
            ("2001:db8::7", true),
            ("2001:db9::7", false),
        ] {
            assert_eq!(inside.holds(Some(address.parse().unwrap())), holds, "{address}");
        }
        assert!(!inside.holds(None));
        assert!(!Environment::default().holds(Some("127.0.0.1".parse().unwrap())), "none stated, none inside");
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let behind = environment(&["10.2.0.0/16"], &["127.0.0.1", "10.9.0.0/24"]);
        let caller = |peer: &str, said: &[&str]| behind.caller(peer.parse().unwrap(), said).map(|one| one.to_string());
        let is = |address: &str| Some(address.to_owned());
        assert_eq!(caller("203.0.113.5", &["10.2.0.1"]), is("203.0.113.5"), "a stranger is not believed");
        assert_eq!(caller("127.0.0.1", &["10.2.0.1"]), is("10.2.0.1"));
        assert_eq!(caller("127.0.0.1", &["10.2.0.1, 203.0.113.5"]), is("203.0.113.5"), "what the caller wrote is not");
        assert_eq!(caller("127.0.0.1", &["10.2.0.1", "203.0.113.5, 10.9.0.8"]), is("203.0.113.5"));
        assert_eq!(caller("127.0.0.1", &["10.2.0.1, nonsense"]), None);
        assert_eq!(caller("127.0.0.1", &[]), is("127.0.0.1"));
    }

    #[test]
    fn a_network_or_one_address_is_read() {
        assert!(network("10.2.0.0/16").is_ok() && network("10.2.0.1").is_ok() && network("::1").is_ok());
        assert!(network("10.2.0.0/33").is_err() && network("localhost").is_err());
    }
}
