//! Two rows of one table have names that look the same.
//!
//! Why: who reads the file, a refusal or the ledger takes one for the other.
//!
//! Names look the same if they differ in letters that look alike (`l` and `1`, `o` and `0`, `m` and `rn`) or in `-` and `.` alone.
//!
//! Fails:
//!
//! ```toml
//! [role.level1]
//! label = "those who serve first"
//! of = "staff"
//!
//! [role.levell]
//! label = "those who serve last"
//! of = "staff"
//! ```
//!
//! ```toml
//! [setting.first-answer]
//! label = "How long an answer takes"
//! default = "1 day"
//!
//! [setting.firstanswer]
//! label = "How long an answer takes"
//! default = "1 day"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [role.level1]
//! label = "those who serve first"
//! of = "staff"
//!
//! [role.level2]
//! label = "those who serve second"
//! of = "staff"
//! ```
//!
//! Mend: give one of the two another name, or make one row of both.
//!
//! Source: this language; Unicode Technical Standard 39

use crate::check::{Context, Findings};
use crate::name::Name;
use crate::read::RowKeys;
use std::collections::BTreeMap;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let paths = context.paths();
    let mut seen: BTreeMap<(&str, String), (&Name, &RowKeys)> = BTreeMap::new();
    for (path, keys) in paths {
        let Some((table, name)) = path.split_once('.') else { continue };
        let looks: String = unicode_security::skeleton(&name.replace(['-', '.'], "")).collect();
        if let Some((other, first)) = seen.insert((table, looks), (path, keys)) {
            let headline = format!("`{path}` looks like `{other}`");
            let finding = found.at(keys.row.clone(), headline).also(first.row.clone(), "the other");
            found.push(finding.help("give one of the two another name, or make one row of both"));
        }
    }
}
