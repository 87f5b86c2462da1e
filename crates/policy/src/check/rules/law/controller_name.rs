//! The controller is named by a brand, or its address leads nowhere.
//!
//! Why: people must know the legal entity that answers, and where it can be served.
//!
//! Fails:
//!
//! ```toml
//! [controller]
//! name = "Bench"
//! ```
//!
//! ```toml
//! [controller]
//! address = "Suzhou, China"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [controller]
//! name = "Bench Tool Library Ltd."
//! ```
//!
//! Mend: write the registered name with its legal form, and the street with its number.
//!
//! Source: PIPL art. 17(1); GDPR art. 13(1)(a)

use crate::check::{Context, Findings};

/// Words by which a registered name says what kind of entity it is, in lower case.
const FORMS: [&str; 20] = [
    "ltd",
    "limited",
    "co.",
    "inc",
    "llc",
    "llp",
    "gmbh",
    "b.v",
    "n.v",
    "s.a",
    "sarl",
    "corp",
    "company",
    "plc",
    "公司",
    "合伙",
    "个体",
    "事务所",
    "中心",
    "foundation",
];

/// Words that stand where a name is still to be entered, in lower case.
const DESCRIPTIONS: [&str; 7] = ["company that", "operator", "运营者", "运营企业", "运营方", "[", "【"];

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(row) = &context.document.controller else { return };
    let wordings = |text: &crate::read::Text| text.wordings().map(|(_, text)| text.to_lowercase()).collect::<Vec<_>>();
    let names = wordings(&row.name);
    if let Some(name) = names.iter().find(|name| DESCRIPTIONS.iter().any(|words| name.contains(words))) {
        let headline = format!("`{name}` describes the controller and does not name it");
        let help = "enter the registered name before the policy is published";
        found.push(found.at(row.keys.at("name"), headline).help(help));
        return;
    }
    if row.registration.is_none() && !names.iter().any(|name| names_entity(name)) {
        let help = "write the registered name with its legal form, such as `Ltd.` or `公司`";
        found.push(found.at(row.keys.at("name"), "the controller's name has no legal form").help(help));
    }
    let street = |address: &String| address.chars().any(char::is_numeric) || address.contains("号");
    if !wordings(&row.address).iter().any(street) {
        let help = "write the street and the number";
        found.push(found.at(row.keys.at("address"), "the controller's address has no street").help(help));
    }
}

fn names_entity(name: &str) -> bool {
    FORMS.iter().any(|form| name.contains(form))
}
