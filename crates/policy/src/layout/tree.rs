//! From the parser's events to what a file is made of.

use super::parts::{Element, Item, Value};
use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Source, Span};

/// The items of a file that has no fault of syntax, in their order.
pub fn tree(text: &str) -> Vec<Item> {
    let source = Source::new(text);
    let tokens: Vec<_> = source.lex().collect();
    let mut tree = Tree::new(source);
    parse_document(&tokens, &mut |event: Event| tree.take(event), &mut ());
    tree.items
}

/// An open bracket: what has been seen behind it.
struct Open {
    is_table: bool,
    /// The key of this value in what encloses it.
    key: Option<String>,
    elements: Vec<Element>,
}

/// The file as far as it has been seen.
struct Tree<'i> {
    source: Source<'i>,
    items: Vec<Item>,
    open: Vec<Open>,
    /// The key that is being read, its parts joined by dots.
    key: String,
    /// The header that is being read: the bracket that will close it.
    closing: Option<&'static str>,
    /// Whether something stands on this line already, so that a comment belongs to it.
    begun: bool,
}

impl<'i> Tree<'i> {
    fn new(source: Source<'i>) -> Self {
        Self { source, items: Vec::new(), open: Vec::new(), key: String::new(), closing: None, begun: false }
    }

    fn take(&mut self, event: Event) {
        let (span, encoding) = (event.span(), event.encoding());
        match event.kind() {
            EventKind::StdTableOpen => self.closing = Some("]"),
            EventKind::ArrayTableOpen => self.closing = Some("]]"),
            EventKind::StdTableClose | EventKind::ArrayTableClose => self.header(),
            EventKind::SimpleKey => self.key.push_str(&key(self.raw(span), encoding)),
            EventKind::KeySep => self.key.push('.'),
            EventKind::Scalar => {
                let text = scalar(self.raw(span), encoding);
                let key = self.take_key();
                self.value(key, Value::Scalar(text));
            }
            EventKind::ArrayOpen => self.bracket(false),
            EventKind::InlineTableOpen => self.bracket(true),
            EventKind::ArrayClose | EventKind::InlineTableClose => self.close(),
            EventKind::Comment => self.comment(span),
            EventKind::Newline => self.newline(),
            // Layout, and what a file without a fault of syntax has none of.
            EventKind::KeyValSep | EventKind::ValueSep | EventKind::Whitespace | EventKind::Error => {}
        }
    }

    fn raw(&self, span: Span) -> &'i str {
        self.source.get(span).map_or("", |raw| raw.as_str())
    }

    fn take_key(&mut self) -> Option<String> {
        Some(std::mem::take(&mut self.key)).filter(|key| !key.is_empty())
    }

    fn header(&mut self) {
        let closing = self.closing.take().unwrap_or("]");
        let text = format!("{}{}{closing}", closing.replace(']', "["), std::mem::take(&mut self.key));
        self.items.push(Item::Header { text, note: None });
        self.begun = true;
    }

    fn bracket(&mut self, is_table: bool) {
        let key = self.take_key();
        self.open.push(Open { is_table, key, elements: Vec::new() });
        self.begun = false;
    }

    fn close(&mut self) {
        if let Some(Open { is_table, key, elements }) = self.open.pop() {
            self.value(key, if is_table { Value::Table(elements) } else { Value::List(elements) });
        }
    }

    fn value(&mut self, key: Option<String>, value: Value) {
        match self.open.last_mut() {
            Some(open) => open.elements.push(Element::Entry { key, value, note: None }),
            None => self.items.push(Item::Pair { key: key.unwrap_or_default(), value, note: None }),
        }
        self.begun = true;
    }

    fn comment(&mut self, span: Span) {
        let text = self.raw(span).trim_end().to_owned();
        let begun = std::mem::take(&mut self.begun);
        let note = match self.open.last_mut() {
            Some(open) => match open.elements.last_mut() {
                Some(Element::Entry { note, .. }) if begun => note,
                _ => return open.elements.push(Element::Comment(text)),
            },
            None => match self.items.last_mut() {
                Some(Item::Pair { note, .. } | Item::Header { note, .. }) if begun => note,
                _ => {
                    self.items.push(Item::Comment(text));
                    // The line ends with the comment: its newline is not another line.
                    self.begun = true;
                    return;
                }
            },
        };
        *note = Some(text);
        self.begun = true;
    }

    fn newline(&mut self) {
        if !std::mem::take(&mut self.begun) && self.open.is_empty() {
            self.items.push(Item::Blank);
        }
    }
}

/// A key, bare where it can be.
fn key(raw: &str, encoding: Option<Encoding>) -> String {
    let Some(encoding) = encoding else {
        return raw.to_owned();
    };
    let inner = raw.trim_matches(if encoding == Encoding::LiteralString { '\'' } else { '"' });
    let bare = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    if !inner.is_empty() && inner.chars().all(bare) { inner.to_owned() } else { scalar(raw, Some(encoding)) }
}

/// A scalar in the one style of quotes, where that needs no escape.
fn scalar(raw: &str, encoding: Option<Encoding>) -> String {
    let inner = raw.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''));
    match inner {
        Some(inner) if encoding == Some(Encoding::LiteralString) && !inner.contains(['"', '\\']) => {
            format!("\"{inner}\"")
        }
        _ => raw.to_owned(),
    }
}
