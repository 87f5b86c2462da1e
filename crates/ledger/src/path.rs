//! Names of the files of a log. Source: C2SP tlog-tiles, "Merkle Tree" and "Log entries".

/// Hashes in a full tile and entries in a full bundle.
pub(crate) const WIDTH: u64 = 256;

/// What a file of a log holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Hashes of complete subtrees of height 8 × the level.
    Hashes(u32),
    Entries,
    Notes,
}

/// Path inside the log folder of file `number` of `kind` that holds `width` of 256.
pub(crate) fn path(kind: Kind, number: u64, width: u64) -> String {
    let folder = match kind {
        Kind::Hashes(level) => format!("tile/{level}"),
        Kind::Entries => "tile/entries".to_owned(),
        Kind::Notes => "notes".to_owned(),
    };
    let full = format!("{folder}/{}", spell(number));
    if width == WIDTH { full } else { format!("{full}.p/{width}") }
}

/// `1234067` is `x001/x234/067`.
fn spell(number: u64) -> String {
    let mut spelled = format!("{:03}", number % 1000);
    let mut rest = number / 1000;
    while rest > 0 {
        spelled = format!("x{:03}/{spelled}", rest % 1000);
        rest /= 1000;
    }
    spelled
}

/// How many hashes of subtrees of height 8 × `level` a log of `size` entries has.
pub(crate) fn count(size: u64, level: u32) -> u64 {
    size.checked_shr(8 * level).unwrap_or(0)
}

/// How wide the file `number` is in which `count` items are stored in all; 0 where it is past the end.
pub(crate) fn width(count: u64, number: u64) -> u64 {
    count.saturating_sub(number.saturating_mul(WIDTH)).min(WIDTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_spelled_as_the_specification_spells_them() {
        assert_eq!(path(Kind::Hashes(0), 1_234_067, 256), "tile/0/x001/x234/067");
        assert_eq!(path(Kind::Hashes(1), 0, 8), "tile/1/000.p/8");
        assert_eq!(path(Kind::Entries, 1_000, 256), "tile/entries/x001/000");
        assert_eq!(path(Kind::Notes, 999, 255), "notes/999.p/255");
        assert_eq!(path(Kind::Hashes(7), u64::MAX, 256), "tile/7/x018/x446/x744/x073/x709/x551/615");
    }

    #[test]
    fn widths_follow_the_size() {
        assert_eq!([width(600, 0), width(600, 1), width(600, 2), width(600, 3)], [256, 256, 88, 0]);
        assert_eq!([count(70_000, 0), count(70_000, 1), count(70_000, 2), count(70_000, 9)], [70_000, 273, 1, 0]);
    }
}
