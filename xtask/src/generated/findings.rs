//! `docs/findings/`: a page for each area of findings, from the documentation of the rules' own files.

use super::Pages;
use policy::{RULES, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Adds the page of each area, and the page that lists them.
pub fn add(pages: &mut Pages) {
    let mut areas: BTreeMap<&str, Vec<&policy::Rule>> = BTreeMap::new();
    for rule in RULES {
        areas.entry(rule.code.split('/').next().unwrap_or_default()).or_default().push(rule);
    }
    let mut list = String::from(
        "# Findings\n\nGenerated from the rules; `cargo xtask regenerate` writes these pages again. `yinuo explain CODE` prints the same.\n\n\
         | code | | what |\n|---|---|---|\n",
    );
    for (area, rules) in areas {
        let mut page = format!("# Findings: {area}\n");
        for rule in rules {
            let severity = word(rule.severity);
            let anchor = rule.code.replace('/', "");
            // Writing into a string cannot fail.
            let _ = writeln!(
                list,
                "| [`{}`]({area}.md#{anchor}) | {severity} | {} |",
                rule.code,
                rule.what().replace('|', "\\|")
            );
            // What stands in a page are pieces of a policy, each tried by the rule's own test.
            let text = rule.page().replace("```toml\n", "```toml,part\n");
            let _ = write!(page, "\n## `{}`\n\n*{severity}*\n\n{text}\n", rule.code);
        }
        pages.insert(format!("docs/findings/{area}.md"), page);
    }
    pages.insert("docs/findings/README.md".to_owned(), list);
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}
