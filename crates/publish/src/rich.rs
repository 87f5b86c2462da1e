//! Text whose pieces know what they are, so that each outlet escapes and links them in its own way.

use crate::traditional::is_chinese;
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

    /// This and `other`, with the space that Chinese typesetting wants between a Chinese letter and a Latin one.
    pub(crate) fn then(mut self, other: Self) -> Self {
        if let (Some(before), Some(after)) = (self.last_letter(), other.letters().next())
            && are_spaced(before, after)
        {
            self.0.push(Piece::Text(" ".to_owned()));
        }
        self.0.extend(other.0);
        self
    }

    fn letters(&self) -> impl Iterator<Item = char> {
        self.0.iter().flat_map(|piece| piece.text().chars())
    }

    fn last_letter(&self) -> Option<char> {
        self.0.iter().rev().find_map(|piece| piece.text().chars().next_back())
    }

    /// Without `end`, if its last words end so.
    pub(crate) fn without_end(&self, end: &str) -> Option<Self> {
        let (last, others) = self.0.split_last()?;
        let mut last = last.clone();
        match &mut last {
            Piece::Text(text) | Piece::Link { text, .. } => *text = text.strip_suffix(end)?.to_owned(),
            Piece::Code(_) | Piece::Mail(_) | Piece::Url(_) => return None,
        }
        Some(Self(others.iter().cloned().chain([last]).collect()))
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

    /// With its words, which lead nowhere yet, leading to `path`.
    pub(crate) fn leading_to(self, path: &Name) -> Self {
        let link = |piece| match piece {
            Piece::Text(text) => Piece::Link { path: path.clone(), text },
            other => other,
        };
        Self(self.0.into_iter().map(link).collect())
    }

    /// With a capital, where its script has them; a word that has one elsewhere (`iOS`) is as its owner writes it.
    pub(crate) fn capital(mut self) -> Self {
        if let Some(Piece::Text(text) | Piece::Link { text, .. }) = self.0.first_mut()
            && !text.split(' ').next().is_some_and(|word| word.contains(char::is_uppercase))
        {
            let mut letters = text.chars();
            *text = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters.clone()).collect();
        }
        self
    }

    /// Whether it ends in one of `stops`.
    pub(crate) fn ends_in(&self, stops: &str) -> bool {
        self.last_letter().is_some_and(|letter| stops.contains(letter))
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

/// Whether a space belongs between `before` and `after`: one is Chinese, the other a Latin letter or a digit.
pub(crate) const fn are_spaced(before: char, after: char) -> bool {
    (is_chinese(before) && after.is_ascii_alphanumeric()) || (before.is_ascii_alphanumeric() && is_chinese(after))
}

#[cfg(test)]
mod tests {
    use super::Rich;

    #[test]
    fn a_capital_is_given_where_there_is_none() {
        for (text, capital) in [("the app", "The app"), ("iOS app", "iOS app"), ("应用", "应用"), ("", "")] {
            assert_eq!(Rich::text(text).capital().plain(), capital);
        }
    }

    #[test]
    fn what_is_joined_is_spaced_as_chinese_is() {
        for (before, after, joined) in [
            ("自账户注销起", "7 天内", "自账户注销起 7 天内"),
            ("自账户注销起", "立即", "自账户注销起立即"),
            ("AINK", "隐私政策", "AINK 隐私政策"),
            ("用语", "", "用语"),
            ("向", "“A”", "向“A”"),
            ("within ", "7 days", "within 7 days"),
            ("2026", "-05", "2026-05"),
        ] {
            assert_eq!(Rich::text(before).then(Rich::text("")).then(Rich::text(after)).plain(), joined);
        }
    }
}
