//! A comparison for people: as plain lines, and as Markdown for a pull request.

use super::announce::Announcement;
use super::consent::Ask;
use super::refuse::Refusal;
use super::row::FieldChange;
use super::told::Told;
use super::{Change, Diff, Effect, Reason};

/// How a piece of the report is painted.
pub type Paint<'a> = &'a dyn Fn(Effect, &str) -> String;

impl Diff {
    /// The report as lines of text; `paint` colours the verdicts, or leaves them as they are.
    #[must_use]
    pub fn human(&self, paint: Paint<'_>) -> String {
        let mut lines = vec![clean(&self.summary())];
        let width = self.changes.iter().map(|change| change.path.len()).max().unwrap_or_default();
        for change in &self.changes {
            let verdict = paint(change.effect, &format!("{:8}", change.verdict));
            let line = format!("{verdict}  {:width$}  {}", change.path.as_str(), reasons(&change.material));
            lines.push(line.trim_end().to_owned());
            lines.extend(change.fields.iter().map(|field| format!("{:10}{}", "", clean(&became(field)))));
        }
        for (title, said) in self.consequences() {
            lines.push(format!("\n{title}"));
            lines.extend(said.into_iter().map(|line| format!("  {}", clean(&line))));
        }
        lines.join("\n")
    }

    /// The report as Markdown: a summary, a table, the details of each promise, and what follows.
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut blocks = vec![format!("**{}**", escape(&self.summary()))];
        if !self.changes.is_empty() {
            let row = |change: &Change| {
                format!("| `{}` | {} | {} |", change.path, change_word(change), escape(&reasons(&change.material)))
            };
            let rows: Vec<String> = self.changes.iter().map(row).collect();
            blocks.push(format!("| promise | verdict | material because |\n|---|---|---|\n{}", rows.join("\n")));
        }
        for change in self.changes.iter().filter(|change| !change.fields.is_empty()) {
            let fields: Vec<String> =
                change.fields.iter().map(|field| format!("- {}", escape(&became(field)))).collect();
            blocks.push(format!("#### `{}`\n\n{}", change.path, fields.join("\n")));
        }
        for (title, said) in self.consequences() {
            let said: Vec<String> = said.iter().map(|line| format!("- {}", escape(line))).collect();
            blocks.push(format!("### {title}\n\n{}", said.join("\n")));
        }
        blocks.join("\n\n") + "\n"
    }

    /// What changed, in one line.
    #[must_use]
    pub fn summary(&self) -> String {
        let version = |version: &super::Version| version.version.clone().unwrap_or_else(|| "?".to_owned());
        let product = self.new.product.as_deref().unwrap_or("policy");
        let versions = format!("{product}, version {} → {}", version(&self.old), version(&self.new));
        if self.changes.is_empty() {
            return format!("{versions}: no promise changed");
        }
        let verdicts = ["added", "removed", "widened", "narrowed", "changed", "reworded"];
        let of = |verdict: &&str| self.changes.iter().filter(|change| change.verdict == *verdict).count();
        let counted = verdicts.iter().map(|verdict| (of(verdict), verdict)).filter(|(count, _)| *count > 0);
        let counted: Vec<String> = counted.map(|(count, verdict)| format!("{count} {verdict}")).collect();
        let material = if self.material { "material" } else { "not material" };
        format!("{versions}: {}; {material}", counted.join(", "))
    }

    /// What follows from it, each under its title.
    fn consequences(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut told = Vec::new();
        if let Some(announcement) = &self.announcement {
            told.push(("Who must be told, when and how", announced(announcement)));
        }
        if !self.changes.is_empty() {
            let asks = self.asks.iter().map(asked).collect::<Vec<_>>();
            let nobody = vec!["nobody's: no purpose that rests on consent widened".to_owned()];
            told.push(("Whose consent is asked", if asks.is_empty() { nobody } else { asks }));
        }
        let refused: Vec<String> = self.refusals.iter().map(refused).collect();
        if !refused.is_empty() {
            told.push(("Refused", refused));
        }
        told
    }
}

/// `added, widened`: whether it came and which way that goes.
fn change_word(change: &Change) -> String {
    if change.verdict == change.effect.as_str() {
        change.verdict.to_owned()
    } else {
        format!("{} ({})", change.verdict, change.effect.as_str())
    }
}

fn reasons(reasons: &[Reason]) -> String {
    reasons.iter().map(|reason| format!("{} ({})", reason.what, reason.source)).collect::<Vec<_>>().join("; ")
}

/// `within: 3 months → 6 months`; of a list, what came and what went.
fn became(field: &FieldChange) -> String {
    let listed = field.added.len() + field.removed.len();
    let what = if listed > 0 {
        let came = field.added.iter().map(|one| format!("+ {one}"));
        came.chain(field.removed.iter().map(|one| format!("− {one}"))).collect::<Vec<_>>().join(", ")
    } else {
        let or_none = |said: &str| if said.is_empty() { "none".to_owned() } else { said.to_owned() };
        format!("{} → {}", or_none(&field.old), or_none(&field.new))
    };
    format!("{}: {what} ({})", field.key, field.effect.as_str())
}

fn announced(said: &Announcement) -> Vec<String> {
    let mut lines: Vec<String> = said.told.iter().map(told).collect();
    if !said.unsaid.is_empty() {
        lines.push(format!("neither version says how this is announced: {}", paths(&said.unsaid)));
    }
    let effective = said.effective.map_or_else(|| "no day".to_owned(), |day| day.to_string());
    match (said.announced, said.earliest) {
        (Some(day), Some(earliest)) => {
            let verdict = if said.too_early { "too early" } else { "in time" };
            lines.push(format!(
                "announced on {day}, it may take effect on {earliest} at the earliest; it says {effective}: {verdict}"
            ));
        }
        _ => lines
            .extend(said.announce_by.map(|day| format!("to take effect on {effective} it must be announced by {day}"))),
    }
    lines
}

/// `change.material: everybody concerned, 30 days before it takes effect, over email; of …`
fn told(told: &Told) -> String {
    let when = match told.before.as_deref() {
        None => String::new(),
        Some("at once") => ", at once".to_owned(),
        Some(before) => format!(", {before} before it takes effect"),
    };
    let channels = told.channels.iter().map(crate::Name::as_str).collect::<Vec<_>>().join(", ");
    let over = if channels.is_empty() { String::new() } else { format!(", over {channels}") };
    let whose = if told.of == "new" { " of the new version, which promises more" } else { "" };
    format!("`{}`{whose}: everybody concerned{when}{over}; of {}", told.under, paths(&told.about))
}

fn paths(names: &[crate::Name]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn refused(refusal: &Refusal) -> String {
    if refusal.promise == refusal.about {
        return format!("`{}`: {}", refusal.about, refusal.why);
    }
    format!("`{}` by `{}`: {}", refusal.about, refusal.promise, refusal.why)
}

fn asked(ask: &Ask) -> String {
    let because = ask.because.iter().map(|one| {
        if one.promise == ask.purpose { one.what.clone() } else { format!("`{}` {}", one.promise, one.what) }
    });
    let again = if ask.first { "for the first time" } else { "again" };
    format!("`{}`: {} consent, {again}; {}", ask.purpose, ask.consent, because.collect::<Vec<_>>().join("; "))
}

/// Text that cannot play with a terminal or with the direction of reading.
fn clean(text: &str) -> String {
    let harmless = |letter: char| match letter {
        '\n' => ' ',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    text.chars().map(harmless).collect()
}

/// Text that is only text in Markdown: code in backticks stays code.
fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for letter in clean(text).chars() {
        if "\\*_[]<>|#&".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}
