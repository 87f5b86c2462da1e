//! Names of the files of a log. Source: C2SP tlog-tiles.

/// Hashes in a full tile, entries in a full bundle.
pub(crate) const WIDTH: u64 = 256;
/// Levels that a log of 2^64 entries can have.
pub(crate) const LEVELS: u32 = 8;

/// What a file of a log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Hashes(u32),
    Entries,
    Notes,
}

/// One file by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) kind: Kind,
    pub(crate) number: u64,
    pub(crate) width: u64,
}

impl Kind {
    fn folder(self) -> String {
        match self {
            Kind::Hashes(level) => format!("tile/{level}"),
            Kind::Entries => "tile/entries".to_owned(),
            Kind::Notes => "notes".to_owned(),
        }
    }

    /// How many items of this kind a log of `size` entries has.
    pub(crate) fn count(self, size: u64) -> u64 {
        if let Kind::Hashes(level) = self { size.checked_shr(8 * level).unwrap_or(0) } else { size }
    }

    /// The file `number` as a log of `size` entries has it; width 0 where it has none.
    pub(crate) fn file(self, number: u64, size: u64) -> Name {
        let width = self.count(size).saturating_sub(number.saturating_mul(WIDTH)).min(WIDTH);
        Name { kind: self, number, width }
    }
}

impl Name {
    /// Path inside the log folder.
    pub(crate) fn path(&self) -> String {
        let mut groups = vec![format!("{:03}", self.number % 1000)];
        let mut rest = self.number / 1000;
        while rest > 0 {
            groups.push(format!("x{:03}", rest % 1000));
            rest /= 1000;
        }
        groups.push(self.kind.folder());
        groups.reverse();
        let full = groups.join("/");
        if self.width == WIDTH { full } else { format!("{full}.p/{}", self.width) }
    }

    /// The entries that it speaks of, from the first to before the last.
    pub(crate) fn span(&self) -> (u64, u64) {
        let level = if let Kind::Hashes(level) = self.kind { level } else { 0 };
        covers(level, self.number.saturating_mul(WIDTH), self.width)
    }

    /// Reads a path; `None` for whatever `path` would not write.
    pub(crate) fn parse(path: &str) -> Option<Name> {
        let (kind, rest) = if let Some(rest) = path.strip_prefix("tile/entries/") {
            (Kind::Entries, rest)
        } else if let Some(rest) = path.strip_prefix("notes/") {
            (Kind::Notes, rest)
        } else {
            let (level, rest) = path.strip_prefix("tile/")?.split_once('/')?;
            (Kind::Hashes(level.parse().ok().filter(|level| *level < LEVELS)?), rest)
        };
        let (groups, width) = match rest.split_once(".p/") {
            Some((groups, width)) => (groups, width.parse().ok().filter(|width| (1..WIDTH).contains(width))?),
            None => (rest, WIDTH),
        };
        let mut number: u64 = 0;
        for group in groups.split('/') {
            let digits = group.strip_prefix('x').unwrap_or(group);
            number = number.checked_mul(1000)?.checked_add(digits.parse().ok()?)?;
        }
        Some(Name { kind, number, width }).filter(|name| name.path() == path)
    }
}

/// The entries under `count` subtrees of a level from `number` on.
pub(crate) fn covers(level: u32, number: u64, count: u64) -> (u64, u64) {
    let each = 1_u64.checked_shl(8 * level).unwrap_or(u64::MAX);
    (number.saturating_mul(each), number.saturating_add(count).saturating_mul(each))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_spelled_as_the_specification_spells_them() {
        let spelled = |kind, number, width| Name { kind, number, width }.path();
        assert_eq!(spelled(Kind::Hashes(0), 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(spelled(Kind::Hashes(3), 0, 1), "tile/3/000.p/1");
        assert_eq!(spelled(Kind::Entries, 1_234_067, 8), "tile/entries/x001/x234/067.p/8");
        assert_eq!(spelled(Kind::Notes, 1_000, 256), "notes/x001/000");
    }

    #[test]
    fn only_what_is_written_is_read() {
        for path in
            ["tile/0/x001/x234/067", "tile/entries/000.p/255", "notes/999", "tile/7/x018/x446/x744/x073/x709/x551/615"]
        {
            assert_eq!(Name::parse(path).unwrap().path(), path);
        }
        for path in [
            "",
            "tile",
            "tile/0",
            "tile/8/000",
            "tile/0/1",
            "tile/0/x000/000",
            "tile/0/001/x000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/-01",
            "tile/00/000",
            "tile/0/../000",
            "notes/x018/x446/x744/x073/x709/x551/616",
        ] {
            assert_eq!(Name::parse(path), None, "{path}");
        }
    }
}
