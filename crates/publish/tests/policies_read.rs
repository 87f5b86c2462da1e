//! The policies that ship are read and checked without a finding.

use policy::Policy;

#[test]
fn every_shipped_policy_reads_without_a_finding() {
    let policies = [
        ("aink", include_bytes!("../../../policies/aink/policy.toml").as_slice()),
        ("saleforte", include_bytes!("../../../policies/saleforte/policy.toml").as_slice()),
        ("library", include_bytes!("../../../policies/examples/library/policy.toml").as_slice()),
    ];
    for (name, bytes) in policies {
        let read = policy::read::read(bytes).map_err(|finding| finding.headline);
        let findings = read.map(|read| read.findings);
        assert_eq!(findings, Ok(Vec::new()), "{name}");
        let checked = Policy::load(bytes).map(|(_, warnings)| warnings);
        let checked = checked.unwrap_or_else(|invalid| invalid.0);
        let headlines: Vec<_> = checked.into_iter().map(|finding| finding.headline).collect();
        assert_eq!(headlines, Vec::<String>::new(), "{name}");
    }
}
