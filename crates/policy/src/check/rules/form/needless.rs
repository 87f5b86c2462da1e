//! A key says what holds without it, or what can have no effect.
//!
//! Why: a reader takes each key for a decision, and looks for what it changes.
//!
//! Fails:
//!
//! ```toml
//! [data.nickname]
//! published = true
//! ```
//!
//! ```toml
//! [retention.visits]
//! for = "10 minutes"
//! counted = "days"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [retention.visits]
//! for = "10 days"
//! counted = "days"
//! ```
//!
//! Mend: remove the key; `check --fix` does.
//!
//! Source: this language

use crate::check::{Context, Findings, removal};
use crate::finding::Safety;
use crate::read::{PUBLICATION, RowKeys};
use crate::time::Counting;

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let [published, _] = PUBLICATION;
    for (path, keys) in context.paths() {
        if keys.has(published) && !keys.unpublished {
            needless(context, found, keys, published, &format!("`{path}` is published without saying so"));
        }
    }
    for (name, row) in &context.document.retention {
        let Some(counted) = row.counted else { continue };
        let lengths = [&row.within, &row.exactly, &row.longer_by].into_iter().flatten();
        let sooner = row.sooner.iter().flat_map(|end| [&end.within, &end.exactly]).flatten();
        let mut lengths = lengths.chain(sooner).peekable();
        // Of a setting, the unit may be another where it is configured.
        let idle = lengths.peek().is_some()
            && lengths.all(|length| match length {
                crate::rows::Length::Fixed(period) => !counted.matters_for(period.unit()),
                crate::rows::Length::Setting(_) => false,
            });
        if counted == Counting::Instant || idle {
            let headline = format!("`counted` of `retention.{name}` changes nothing");
            needless(context, found, &row.keys, "counted", &headline);
        }
    }
}

fn needless(context: &Context<'_>, found: &mut Findings<'_>, keys: &RowKeys, key: &str, headline: &str) {
    let value = keys.at(key);
    let finding = found.at(value.clone(), headline).help(format!("remove `{key}`"));
    found.push(match removal::of_key(context.source, key, &value) {
        Some(edits) => finding.edits(Safety::Safe, format!("remove `{key}`"), edits),
        None => finding,
    });
}
