//! Signed notes, checkpoints and verifier keys. Source: C2SP signed-note, tlog-checkpoint.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature, VerifyingKey};
use sha2::{Digest as _, Sha256};

use crate::merkle::Hash;

/// Bytes of a note at most; ours have some 250.
pub(crate) const NOTE_BYTES_MAX: u64 = 4096;
/// Signature lines of a note at most: the log's own and those of witnesses.
const SIGNATURES_MAX: usize = 16;
/// C2SP's algorithm byte for Ed25519.
const ED25519_BYTE: u8 = 1;

/// Why a note or key was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteFault {
    /// Not a note, checkpoint or verifier key in form.
    #[error("malformed")]
    Malformed,
    /// No line of the key asked about.
    #[error("not signed by this key")]
    Unsigned,
    /// A line of this key that does not verify.
    #[error("the signature does not verify")]
    BadSignature,
}

/// An Ed25519 verifier key: `name+hash+base64`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    id: [u8; 4],
    key: VerifyingKey,
}

impl VerifierKey {
    /// Reads a verifier key.
    ///
    /// Errors: [`NoteFault::Malformed`], also where the hash is not the key's.
    pub fn parse(vkey: &str) -> Result<VerifierKey, NoteFault> {
        VerifierKey::read(vkey).ok_or(NoteFault::Malformed)
    }

    fn read(vkey: &str) -> Option<VerifierKey> {
        let mut parts = vkey.splitn(3, '+');
        let (name, hash, key) = (parts.next()?, parts.next()?, parts.next()?);
        let key = STANDARD.decode(key).ok()?;
        let id = Sha256::new().chain_update(name).chain_update(b"\n").chain_update(&key).finalize();
        let id = *id.first_chunk::<4>()?;
        let (algorithm, point) = key.split_first()?;
        if !is_name(name) || hash != format!("{:08x}", u32::from_be_bytes(id)) || *algorithm != ED25519_BYTE {
            return None;
        }
        let key = VerifyingKey::from_bytes(point.try_into().ok()?).ok()?;
        Some(VerifierKey { name: name.to_owned(), id, key })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of a note, once this key is seen to have signed it; lines of other keys are not looked at.
    ///
    /// Errors: [`NoteFault`].
    pub fn open<'a>(&self, note: &'a str) -> Result<&'a str, NoteFault> {
        self.open_up_to(note, NOTE_BYTES_MAX)
    }

    /// As [`Self::open`], for notes of up to `bytes_max` bytes.
    pub(crate) fn open_up_to<'a>(&self, note: &'a str, bytes_max: u64) -> Result<&'a str, NoteFault> {
        let (text, lines) = split(note, bytes_max)?;
        let mut found = false;
        for line in lines.split('\n') {
            let (name, signature) = signature_line(line).ok_or(NoteFault::Malformed)?;
            let Some(bytes) = signature.strip_prefix(&self.id).filter(|_| name == self.name) else {
                continue;
            };
            let signature = Signature::from_slice(bytes).map_err(|_| NoteFault::BadSignature)?;
            self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| NoteFault::BadSignature)?;
            found = true;
        }
        if found { Ok(text) } else { Err(NoteFault::Unsigned) }
    }
}

/// Text (with its last newline) and signature lines (without) of a note.
fn split(note: &str, bytes_max: u64) -> Result<(&str, &str), NoteFault> {
    let control = |c: char| c < ' ' && c != '\n';
    if note.len() as u64 > bytes_max || note.contains(control) {
        return Err(NoteFault::Malformed);
    }
    let at = note.rfind("\n\n").ok_or(NoteFault::Malformed)?;
    let (text, rest) = note.split_at_checked(at + 1).ok_or(NoteFault::Malformed)?;
    let lines = rest.strip_prefix('\n').and_then(|rest| rest.strip_suffix('\n')).ok_or(NoteFault::Malformed)?;
    if lines.split('\n').count() > SIGNATURES_MAX || text.len() < 2 {
        return Err(NoteFault::Malformed);
    }
    Ok((text, lines))
}

/// Name and bytes (key id, signature) of `— name base64`.
fn signature_line(line: &str) -> Option<(&str, Vec<u8>)> {
    let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
    let bytes = STANDARD.decode(encoded).ok().filter(|bytes| bytes.len() > 4)?;
    is_name(name).then_some((name, bytes))
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+')
}

/// What a checkpoint states of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log.
    pub origin: String,
    /// Number of entries.
    pub size: u64,
    /// RFC 6962 root.
    pub root: Hash,
}

impl Checkpoint {
    /// Reads the text of a checkpoint note; extension lines are allowed and passed over.
    ///
    /// Errors: [`NoteFault::Malformed`].
    pub fn parse(text: &str) -> Result<Checkpoint, NoteFault> {
        Checkpoint::read(text).ok_or(NoteFault::Malformed)
    }

    /// Reads a whole note without asking who signed it.
    pub(crate) fn parse_note(note: &str) -> Result<Checkpoint, NoteFault> {
        Checkpoint::parse(split(note, NOTE_BYTES_MAX)?.0)
    }

    fn read(text: &str) -> Option<Checkpoint> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let size: u64 = size.parse().ok().filter(|parsed: &u64| parsed.to_string() == size)?;
        let root = STANDARD.decode(root).ok()?.try_into().ok()?;
        if origin.is_empty() || lines.any(str::is_empty) {
            return None;
        }
        Some(Checkpoint { origin: origin.to_owned(), size, root })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PETER: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    const ENOCH: &str = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
    const TEXT: &str =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    const BY_PETER: &str =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    const BY_ENOCH: &str =
        "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

    #[test]
    fn the_specifications_notes_open_with_their_keys() {
        let (peter, enoch) = (VerifierKey::parse(PETER).unwrap(), VerifierKey::parse(ENOCH).unwrap());
        assert_eq!((peter.name(), enoch.name()), ("PeterNeumann", "EnochRoot"));
        let both = format!("{TEXT}\n{BY_PETER}{BY_ENOCH}");
        assert_eq!((peter.open(&both), enoch.open(&both)), (Ok(TEXT), Ok(TEXT)));
        let one = format!("{TEXT}\n{BY_PETER}");
        assert_eq!((peter.open(&one), enoch.open(&one)), (Ok(TEXT), Err(NoteFault::Unsigned)));
        let other = one.replace("problem is", "problem was");
        assert_eq!(peter.open(&other), Err(NoteFault::BadSignature));
    }

    #[test]
    fn malformed_notes_are_refused() {
        let peter = VerifierKey::parse(PETER).unwrap();
        for note in [
            TEXT.to_owned(),
            format!("\n{TEXT}"),
            format!("{TEXT}\n{}", BY_PETER.trim_end()),
            format!("\u{1}{TEXT}\n{BY_PETER}"),
            format!("{TEXT}\n{}", BY_PETER.replace("PeterNeumann", "Bad Name")),
            format!("{TEXT}\n{}", BY_PETER.repeat(SIGNATURES_MAX + 1)),
            format!("{TEXT}\n— PeterNeumann AAAA\n"),
            String::new(),
            "\n\n".to_owned(),
        ] {
            assert_eq!(peter.open(&note), Err(NoteFault::Malformed), "{note:?}");
        }
    }

    #[test]
    fn a_key_whose_hash_is_not_its_own_is_refused() {
        for vkey in [
            "",
            "+",
            "a+b+c",
            &PETER.replace("c74f", "c74e"),
            &PETER.replace("Peter", "Pater"),
            &PETER.replace("ARpc", "Arpc"),
        ] {
            assert_eq!(VerifierKey::parse(vkey), Err(NoteFault::Malformed), "{vkey}");
        }
    }

    #[test]
    fn checkpoints_are_read_as_the_specification_writes_them() {
        let root = "nND/nri/U0xuHUrYSy0HtMeal2vzD9V4k/BO79C+QeI=";
        let read = Checkpoint::parse(&format!("example.com/behind-the-sofa\n20852163\n{root}\n")).unwrap();
        assert_eq!((read.origin.as_str(), read.size, read.root[0]), ("example.com/behind-the-sofa", 20_852_163, 0x9c));
        assert!(Checkpoint::parse(&format!("o\n1\n{root}\nextension\n")).is_ok());
        for text in [
            format!("\n1\n{root}\n"),
            format!("o\n01\n{root}\n"),
            format!("o\n+1\n{root}\n"),
            format!("o\n18446744073709551616\n{root}\n"),
            format!("o\n1\n{}\n", root.trim_start_matches("nND/")),
            format!("o\n1\n{root}"),
            format!("o\n1\n{root}\n\nextension\n"),
            "o\n1\n".to_owned(),
        ] {
            assert_eq!(Checkpoint::parse(&text), Err(NoteFault::Malformed), "{text:?}");
        }
    }
}
