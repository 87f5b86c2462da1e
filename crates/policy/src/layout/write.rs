//! From what a file is made of to the one layout.

use super::parts::{Element, Item, Value, key_before};
use unicode_width::UnicodeWidthStr;

/// Columns of a line with a list; a longer list is broken.
const WIDTH_MAX: usize = 120;
/// Columns before a comment behind a value.
const NOTE_AFTER: usize = 47;
/// One step inwards.
const STEP: usize = 2;

/// The file, ending in one newline; empty where there is nothing.
pub fn written(items: &[Item]) -> String {
    let mut out = Out::default();
    let mut blanks = 0;
    for (at, item) in items.iter().enumerate() {
        if matches!(item, Item::Blank) {
            blanks += 1;
            continue;
        }
        let before = items.get(..at).unwrap_or_default();
        let lines = blanks_before(before, items.get(at..).unwrap_or_default(), blanks);
        out.text.push_str(&"\n".repeat(lines));
        out.item(item);
        blanks = 0;
    }
    out.text
}

/// How many blank lines stand between `before` and the item at the head of `rest`, of which the author left `given`.
fn blanks_before(before: &[Item], rest: &[Item], given: usize) -> usize {
    let Some(last) = before.iter().rfind(|item| !matches!(item, Item::Blank)) else {
        return 0;
    };
    let next = rest.iter().find(|item| !matches!(item, Item::Comment(_)));
    // Comments directly above a header belong to it.
    let begins_table = matches!(next, Some(Item::Header { .. }));
    let least = usize::from(begins_table && !(matches!(last, Item::Comment(_)) && given == 0));
    let most = match (last, rest.first()) {
        (Item::Header { .. }, Some(Item::Pair { .. })) => 0,
        (_, Some(Item::Pair { .. })) => 1,
        _ => 2,
    };
    given.clamp(least, most.max(least))
}

/// Text that grows by whole lines.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Blank => {}
            Item::Comment(text) => self.line(0, text, None),
            Item::Header { text, note } => self.line(0, text, note.as_deref()),
            Item::Pair { key, value, note } => self.value(0, &key_before(Some(key)), value, "", note.as_deref()),
        }
    }

    /// One line, with the comment behind it.
    fn line(&mut self, indent: usize, text: &str, note: Option<&str>) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        if let Some(note) = note {
            // A text over several lines ends on its last.
            let last = text.rsplit('\n').next().unwrap_or(text);
            let gap = NOTE_AFTER.saturating_sub(indent + last.width()).max(1);
            self.text.push_str(&" ".repeat(gap));
            self.text.push_str(note);
        }
        self.text.push('\n');
    }

    /// `before` and the value, then `after`, over as many lines as it needs.
    fn value(&mut self, indent: usize, before: &str, value: &Value, after: &str, note: Option<&str>) {
        let flat = format!("{before}{}{after}", value.flat());
        let fits = indent + flat.width() <= WIDTH_MAX;
        let (elements, brackets) = match value {
            Value::List(elements) if value.has_comment() || !fits => (elements, ["[", "]"]),
            Value::Table(elements) if value.has_comment() => (elements, ["{", "}"]),
            _ => return self.line(indent, &flat, note),
        };
        let [opening, closing] = brackets;
        self.line(indent, &format!("{before}{opening}"), None);
        let scalar = |element: &Element| matches!(element, Element::Entry { value: Value::Scalar(_), .. });
        if elements.iter().all(scalar) && !value.has_comment() {
            self.fill(indent + STEP, elements);
        } else {
            elements.iter().for_each(|element| self.element(indent + STEP, element));
        }
        self.line(indent, &format!("{closing}{after}"), note);
    }

    fn element(&mut self, indent: usize, element: &Element) {
        match element {
            Element::Comment(text) => self.line(indent, text, None),
            Element::Entry { key, value, note } => {
                self.value(indent, &key_before(key.as_deref()), value, ",", note.as_deref());
            }
        }
    }

    /// Scalars one after the other, a new line where one is full.
    fn fill(&mut self, indent: usize, elements: &[Element]) {
        let mut line = String::new();
        for element in elements {
            let Element::Entry { value, .. } = element else {
                continue;
            };
            let word = value.flat() + ",";
            if !line.is_empty() && indent + line.width() + 1 + word.width() > WIDTH_MAX {
                self.line(indent, &std::mem::take(&mut line), None);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
        }
        self.line(indent, &line, None);
    }
}
