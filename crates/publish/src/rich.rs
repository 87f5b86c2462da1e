//! Text whose pieces know what they are, so that each outlet escapes and links them in its own way.

use policy::Name;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words.
    Text(String),
    /// The name of another promise, leading to it.
    Link {
        /// Its path.
        path: Name,
        /// What it is called.
        text: String,
    },
    /// A technical name.
    Code(String),
    /// An e-mail address.
    Mail(String),
    /// An address on the web that begins with `https://`; made by [`Piece::url`] only.
    Url(String),
}

impl Piece {
    /// Only what surely leads to a web page becomes a link.
    pub(crate) fn url(url: &str) -> Self {
        if url.starts_with("https://") { Self::Url(url.to_owned()) } else { Self::Text(url.to_owned()) }
    }

    /// What a reader sees.
    pub(crate) fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Link { text, .. } | Self::Code(text) | Self::Mail(text) | Self::Url(text) => text,
        }
    }
}

/// Pieces in a row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rich(Vec<Piece>);

impl Rich {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    pub(crate) fn code(text: impl Into<String>) -> Self {
        Self(vec![Piece::Code(text.into())])
    }

    pub(crate) fn link(path: Name, text: impl Into<String>) -> Self {
        Self(vec![Piece::Link { path, text: text.into() }])
    }

    pub(crate) fn of(piece: Piece) -> Self {
        Self(vec![piece])
    }

    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    pub(crate) fn pieces(&self) -> &[Piece] {
        &self.0
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|piece| piece.text().is_empty())
    }

    /// What a reader sees, without links.
    pub(crate) fn plain(&self) -> String {
        self.0.iter().map(Piece::text).collect()
    }

    /// The paths of the promises that it names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Link { path, .. } => Some(path),
            _ => None,
        })
    }

    /// With a capital, where its script has them.
    pub(crate) fn capital(mut self) -> Self {
        if let Some(Piece::Text(text) | Piece::Link { text, .. }) = self.0.first_mut() {
            let mut letters = text.chars();
            *text = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.clone()).collect();
        }
        self
    }

    /// Whether it ends as a sentence does.
    pub(crate) fn is_sentence(&self) -> bool {
        let last = self.0.iter().rev().find_map(|piece| piece.text().chars().next_back());
        last.is_some_and(|letter| ".!?。！？".contains(letter))
    }

    /// `parts` with `between` between them and `last` before the last one.
    pub(crate) fn join(parts: Vec<Self>, between: &str, last: &str) -> Self {
        let count = parts.len();
        let mut joined = Self::default();
        for (at, part) in parts.into_iter().enumerate() {
            if at > 0 {
                joined = joined.then(Self::text(if at + 1 == count { last } else { between }));
            }
            joined = joined.then(part);
        }
        joined
    }
}
