//! A country is none.
//!
//! Why: where data stands and goes decides which law holds; a place that nobody knows is no answer.
//!
//! Fails:
//!
//! ```toml
//! [controller]
//! country = "ZZ"
//! ```
//!
//! ```toml
//! [recipient.host]
//! country = "cn"
//! ```
//!
//! ```toml
//! [transfer]
//! stays-in = ["China"]
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! country = "CN"
//! ```
//!
//! Mend: write the two capitals of ISO 3166-1; of a recipient all over the world, `global`.
//!
//! Source: PIPL art. 38, 39; this language

use crate::check::{Context, Findings};
use crate::country::is_country;
use crate::finding::Span;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let document = context.document;
    let seat = document.controller.iter().map(|row| ("controller".to_owned(), &row.keys, &row.country));
    let places = document.places.iter().map(|(name, row)| (format!("place.{name}"), &row.keys, &row.country));
    let recipients =
        document.recipients.iter().map(|(name, row)| (format!("recipient.{name}"), &row.keys, &row.country));
    let recipients = recipients.filter(|(_, _, country)| *country != "global");
    for (path, keys, country) in seat.chain(places).chain(recipients) {
        report(found, keys.at("country"), &path, country);
    }
    for row in document.transfer.iter() {
        row.stays_in.iter().for_each(|country| report(found, row.keys.word("stays-in", country), "transfer", country));
    }
}

/// What is left blank is another finding.
fn report(found: &mut Findings<'_>, place: Span, path: &str, country: &str) {
    if country.trim().is_empty() || is_country(country) {
        return;
    }
    let headline = format!("`{}` of `{path}` is no country", country.escape_debug());
    let capitals = country.trim().to_uppercase();
    let finding = found.at(place.clone(), headline);
    found.push(if is_country(&capitals) {
        let help = format!("did you mean `{capitals}`?");
        finding.help(help).safe_fix(format!("write `{capitals}`"), place, format!("\"{capitals}\""))
    } else {
        finding.help("expected two capitals of ISO 3166-1, such as `CN`")
    });
}
