//! What the law wants in the document, and in the data flows.

use crate::finding::Finding;
use crate::rows::{ConsentKind, Document};

/// `law/missing-*`: a chapter that the law wants is not there.
pub(super) fn missing_chapters(document: &Document, findings: &mut Vec<Finding>) {
    let mut missing = |absent: bool, code: &'static str, what: &str, help: &str, source: &'static str| {
        if absent {
            findings.push(Finding::error(code, 0..0, format!("the policy has no {what}")).help(help).source(source));
        }
    };
    let d = document;
    missing(
        d.policy.is_none(),
        "law/missing-policy",
        "[policy]",
        "add `[policy]` with id, name, version and dates",
        "PIPL art. 17",
    );
    missing(
        d.controller.is_none(),
        "law/missing-controller",
        "[controller]",
        "name who decides why and how, with an address",
        "PIPL art. 17(1)",
    );
    missing(
        d.contacts.is_empty(),
        "law/missing-contact",
        "[contact.*]",
        "say where people can write",
        "PIPL art. 17(1)",
    );
    missing(d.minors.is_none(), "law/missing-minors", "[minors]", "say what holds for people under 14", "PIPL art. 31");
    missing(
        d.incident.is_none(),
        "law/missing-incident",
        "[incident]",
        "say who is told of a leak, how and by when",
        "PIPL art. 57",
    );
    missing(d.protect.is_none(), "law/missing-protect", "[protect]", "say how the data is protected", "PIPL art. 51");
    missing(
        d.changes.is_empty(),
        "law/missing-change",
        "[change.*]",
        "say how changes are announced",
        "PIPL art. 14, 17",
    );
    for right in ["access", "correct", "delete", "withdraw"] {
        let help = format!("add `[right.{right}]` with a channel and a period");
        missing(
            !d.rights.contains_key(right),
            "law/missing-right",
            &format!("[right.{right}]"),
            &help,
            "Network Data Security Regulations art. 21(4)",
        );
    }
}

/// `law/sensitive-*`: sensitive data needs separate consent, and its necessity and impact told.
pub(super) fn sensitive_data(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in document.data.iter().filter(|(_, row)| row.sensitive) {
        if row.necessity.is_none() {
            findings.push(
                Finding::error(
                    "law/sensitive-necessity",
                    row.keys.row.clone(),
                    format!("`data.{name}` is sensitive, and its necessity and impact are not told"),
                )
                .help("add `necessity`: why it is needed and what it does to the person")
                .source("PIPL art. 30"),
            );
        }
    }
    for (name, row) in &document.purposes {
        let sensitive = row
            .collects
            .iter()
            .filter_map(|record| document.records.get(record))
            .flat_map(|record| &record.holds)
            .find(|item| document.data.get(*item).is_some_and(|data| data.sensitive));
        let separate =
            matches!(row.consent, Some(ConsentKind::Separate | ConsentKind::Written | ConsentKind::Guardian));
        let asks = row.basis == crate::rows::Basis::Consent;
        if let Some(item) = sensitive.filter(|_| asks && !separate) {
            findings.push(
                Finding::error(
                    "law/separate-consent",
                    row.keys.at("consent"),
                    format!("`purpose.{name}` collects `{item}`, which is sensitive, without separate consent"),
                )
                .help("write `consent = \"separate\"`")
                .source("PIPL art. 29"),
            );
        }
    }
}

/// `law/recipient-abroad` and `law/recipient-agreement`.
pub(super) fn recipients(document: &Document, findings: &mut Vec<Finding>) {
    for (name, row) in &document.recipients {
        if row.country != "CN" && row.transfer_basis.is_none() {
            findings.push(
                Finding::error(
                    "law/recipient-abroad",
                    row.keys.at("country"),
                    format!("`recipient.{name}` is abroad and has no transfer basis"),
                )
                .help("add `transfer-basis`: which condition of article 38 is met")
                .source("PIPL art. 38, 39"),
            );
        }
        if row.role == crate::rows::Stance::Processor && row.agreement.is_none() {
            findings.push(
                Finding::error(
                    "law/recipient-agreement",
                    row.keys.row.clone(),
                    format!("the processor `recipient.{name}` has no agreement"),
                )
                .help("add `agreement`, and declare it in `[agreement.*]`")
                .source("PIPL art. 21"),
            );
        }
    }
}

/// `law/place-outside`: a place outside the countries in which the policy says data stays.
pub(super) fn places(document: &Document, findings: &mut Vec<Finding>) {
    let Some(transfer) = &document.transfer else {
        return;
    };
    for (name, row) in &document.places {
        let country = country_of_region(&row.region);
        let stays = transfer.stays_in.iter().any(|allowed| country == Some(allowed.as_str()));
        if !stays || country != Some(row.country.as_str()) {
            findings.push(
                Finding::error(
                    "law/place-outside",
                    row.keys.at("region"),
                    format!("`place.{name}` in `{}` is not within {}", row.region, transfer.stays_in.join(", ")),
                )
                .also(transfer.keys.at("stays-in"), "data stays here")
                .help("choose a region of a country in `stays-in`, and state its country")
                .source("PIPL art. 38, 40"),
            );
        }
    }
}

/// The country in which a cloud region stands, ISO 3166-1 alpha-2; `None` if it is not known.
///
/// Hong Kong, Macau and Taiwan count as outside the mainland for transfers, so `cn-hongkong` is `HK`.
#[must_use]
pub fn country_of_region(region: &str) -> Option<&'static str> {
    const MAINLAND: [&str; 14] = [
        "cn-beijing",
        "cn-qingdao",
        "cn-zhangjiakou",
        "cn-huhehaote",
        "cn-wulanchabu",
        "cn-hangzhou",
        "cn-shanghai",
        "cn-nanjing",
        "cn-fuzhou",
        "cn-shenzhen",
        "cn-heyuan",
        "cn-guangzhou",
        "cn-chengdu",
        "cn-wuhan",
    ];
    const ABROAD: [(&str, &str); 8] = [
        ("cn-hongkong", "HK"),
        ("ap-southeast-1", "SG"),
        ("ap-northeast-1", "JP"),
        ("us-east-1", "US"),
        ("us-west-1", "US"),
        ("eu-central-1", "DE"),
        ("eu-west-1", "GB"),
        ("me-east-1", "AE"),
    ];
    if MAINLAND.contains(&region) {
        return Some("CN");
    }
    ABROAD.iter().find(|(name, _)| *name == region).map(|(_, country)| *country)
}

/// `law/prohibited`: a row declares what a `[never.*]` row forbids.
pub(super) fn prohibited(document: &Document, findings: &mut Vec<Finding>) {
    for (never, bar) in &document.never {
        for (name, row) in &document.data {
            let class = row.class.as_ref().is_some_and(|class| bar.classes.contains(class));
            let named = bar.names.iter().any(|barred| crate::policy::same_field(barred, name));
            if class || named {
                findings.push(
                    Finding::error(
                        "law/prohibited",
                        row.keys.row.clone(),
                        format!("`data.{name}` is what `never.{never}` forbids"),
                    )
                    .also(bar.keys.row.clone(), "forbidden here")
                    .help("remove one of the two"),
                );
            }
        }
        for (name, row) in document.purposes.iter().filter(|(name, _)| bar.purposes.contains(name)) {
            findings.push(
                Finding::error(
                    "law/prohibited",
                    row.keys.row.clone(),
                    format!("`purpose.{name}` is what `never.{never}` forbids"),
                )
                .also(bar.keys.row.clone(), "forbidden here")
                .help("remove one of the two"),
            );
        }
    }
}
