//! A place that holds data is outside the countries in which the policy says data stays.
//!
//! Why: the promise would be broken from the first record on.
//!
//! Fails:
//!
//! ```toml
//! [place.east]
//! region = "ap-southeast-1"
//! country = "SG"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [place.east]
//! region = "cn-hangzhou"
//! country = "CN"
//! ```
//!
//! Mend: choose a region of a country in `transfer.stays-in`, and state its country.
//!
//! Source: PIPL art. 38, 40

use crate::check::{Context, Findings};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(transfer) = &context.document.transfer else {
        return;
    };
    for (name, row) in &context.document.places {
        let country = country_of_region(&row.region);
        let stays = transfer.stays_in.iter().any(|allowed| country == Some(allowed.as_str()));
        if !stays || country != Some(row.country.as_str()) {
            let headline = format!("`place.{name}` in `{}` is not within {}", row.region, transfer.stays_in.join(", "));
            found.push(
                found
                    .at(row.keys.at("region"), headline)
                    .also(transfer.keys.at("stays-in"), "data stays here")
                    .help("choose a region of a country in `stays-in`, and state its country"),
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
