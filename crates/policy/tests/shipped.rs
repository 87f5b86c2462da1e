//! Every shipped policy loads without a finding, and a broken one says so where it is broken.

use policy::{Policy, finding::line_and_column};

const SHIPPED: [(&str, &[u8]); 2] = [
    ("aink", include_bytes!("../../../policies/aink/policy.toml")),
    ("library", include_bytes!("../../../policies/examples/library/policy.toml")),
];

#[test]
fn shipped_policies_have_no_findings() {
    for (name, bytes) in SHIPPED {
        let findings = match Policy::load(bytes) {
            Ok((_, warnings)) => warnings,
            Err(invalid) => invalid.0,
        };
        let text = String::from_utf8_lossy(bytes);
        let shown: Vec<String> = findings
            .iter()
            .map(|f| {
                format!(
                    "{name}:{:?} {} {} {:?}",
                    line_and_column(&text, f.primary.span.start),
                    f.code,
                    f.headline,
                    f.help
                )
            })
            .collect();
        assert!(shown.is_empty(), "{}", shown.join("\n"));
    }
}
