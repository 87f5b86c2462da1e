//! What a file is made of, layout left out.

/// A line of the file, or more where a value needs them.
#[derive(Debug)]
pub enum Item {
    /// A blank line.
    Blank,
    /// A comment on a line of its own.
    Comment(String),
    /// `[table]` or `[[table]]`.
    Header { text: String, note: Option<String> },
    /// `key = value`.
    Pair { key: String, value: Value, note: Option<String> },
}

/// A value.
#[derive(Debug)]
pub enum Value {
    /// Text, number, date, flag: as written.
    Scalar(String),
    /// `[…]`.
    List(Vec<Element>),
    /// `{…}`.
    Table(Vec<Element>),
}

/// What stands inside brackets.
#[derive(Debug)]
pub enum Element {
    /// A comment on a line of its own.
    Comment(String),
    /// A value, with its key in a table.
    Entry { key: Option<String>, value: Value, note: Option<String> },
}

impl Value {
    /// Whether a comment stands inside: then it cannot be written on one line.
    pub fn has_comment(&self) -> bool {
        match self {
            Self::Scalar(_) => false,
            Self::List(elements) | Self::Table(elements) => elements.iter().any(|element| match element {
                Element::Comment(_) => true,
                Element::Entry { value, note, .. } => note.is_some() || value.has_comment(),
            }),
        }
    }

    /// The value on one line, comments left out.
    pub fn flat(&self) -> String {
        match self {
            Self::Scalar(text) => text.clone(),
            Self::List(elements) => format!("[{}]", flat_elements(elements)),
            Self::Table(elements) if elements.is_empty() => "{}".to_owned(),
            Self::Table(elements) => format!("{{ {} }}", flat_elements(elements)),
        }
    }
}

fn flat_elements(elements: &[Element]) -> String {
    let entries = elements.iter().filter_map(|element| match element {
        Element::Comment(_) => None,
        Element::Entry { key, value, .. } => Some(key_before(key.as_deref()) + &value.flat()),
    });
    entries.collect::<Vec<_>>().join(", ")
}

/// What stands before a value.
pub fn key_before(key: Option<&str>) -> String {
    key.map_or_else(String::new, |key| format!("{key} = "))
}
