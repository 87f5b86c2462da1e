//! What holds of any bytes that are taken for a policy or a calendar. Each function fails by a panic.

use policy::finding::{Finding, Span};
use policy::{Policy, Unformatted};

/// Reading never fails but by findings, and each of them stands in the file.
pub fn read(bytes: &[u8]) {
    match policy::read::read(bytes) {
        Ok(read) => {
            stand(bytes, &read.findings);
            assert_eq!(read.hash.len(), 64);
            assert_eq!(
                policy::read::read(bytes).map(|again| again.hash).ok(),
                Some(read.hash),
                "read twice, read otherwise"
            );
        }
        Err(finding) => stand(bytes, std::slice::from_ref(&finding)),
    }
}

/// Checking and compiling never fail but by findings, each stands in the file, and what a fix makes can be read again.
pub fn check(bytes: &[u8]) {
    let findings = Policy::load(bytes).map_or_else(|invalid| invalid.0, |(_, findings)| findings);
    stand(bytes, &findings);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let find = |text: &str| Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, findings)| findings);
    let mended = policy::fix::mend(text, false, find);
    stand(mended.text.as_bytes(), &find(&mended.text));
}

/// What can be laid out says the same, and is laid out; what cannot has a fault of syntax.
pub fn fmt(bytes: &[u8]) {
    match policy::formatted(bytes) {
        Ok(laid) => {
            let hash = |bytes: &[u8]| policy::read::read(bytes).map(|read| read.hash).ok();
            assert_eq!(hash(bytes), hash(laid.as_bytes()), "the layout changed what the file says");
            assert_eq!(policy::formatted(laid.as_bytes()).as_deref(), Ok(laid.as_str()), "the layout is not final");
        }
        Err(Unformatted::Syntax(findings)) => {
            assert!(!findings.is_empty());
            stand(bytes, &findings);
        }
        Err(Unformatted::Meaning) => panic!("the layout would have changed what the file says"),
    }
}

/// A calendar file is taken whole or refused with findings, each of which stands in the file.
pub fn calendar(bytes: &[u8]) {
    match policy::time::Calendar::unknown().with_years(bytes) {
        Ok(calendar) => assert!(calendar.years().all(|(year, source)| calendar.knows(year) && !source.is_empty())),
        Err(findings) => {
            assert!(!findings.is_empty());
            stand(bytes, &findings);
        }
    }
}

/// Every place that a finding names lies in the file, and between letters.
fn stand(bytes: &[u8], findings: &[Finding]) {
    let text = std::str::from_utf8(bytes).ok();
    let inside = |span: &Span| {
        span.start <= span.end
            && match text {
                Some(text) => text.get(span.clone()).is_some(),
                None => span.end <= bytes.len(),
            }
    };
    for finding in findings {
        let labels = std::iter::once(&finding.primary).chain(&finding.secondary);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut spans = labels.map(|label| &label.span).chain(edits.map(|edit| &edit.span));
        assert!(spans.all(inside), "{finding:#?}");
    }
}
