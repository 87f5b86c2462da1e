use tlog_tiles::Hash;

use crate::{Error, Origin, Signer};

/// A signed statement of what a log held: its origin, its size, its root.
///
/// Shape of [`Checkpoint::note`]: `origin`, size in decimal, root in base64, an empty line, a signature line. Signing is
/// deterministic, so the same rows under the same key give the same bytes.
///
/// Source: C2SP tlog-checkpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: Origin,
    size: u64,
    root: [u8; 32],
    note: String,
}

impl Checkpoint {
    /// Which log it speaks of.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Number of entries.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// RFC 6962 root of those entries.
    pub fn root(&self) -> &[u8; 32] {
        &self.root
    }

    /// The signed note: what is written to `checkpoint`, handed to witnesses and entered in the product log.
    pub fn note(&self) -> &str {
        &self.note
    }

    pub(crate) fn sign(origin: &Origin, size: u64, root: [u8; 32], signer: &Signer) -> Result<Checkpoint, Error> {
        let refused = |_| Error::BadName { name: origin.to_string(), expected: "origin line" };
        let text = tlog_tiles::Checkpoint::new(&origin.to_string(), size, Hash(root), "").map_err(refused)?;
        let note = String::from_utf8(text.to_bytes()).ok().and_then(|text| signer.sign(&text));
        let note = note.ok_or_else(|| Error::BadName { name: origin.to_string(), expected: "origin line" })?;
        Ok(Checkpoint { origin: origin.clone(), size, root, note })
    }

    /// Reads a note without looking at its signature: for a reader that holds no key.
    pub(crate) fn parse(note: &str) -> Option<Checkpoint> {
        let (text, _signatures) = note.rsplit_once("\n\n")?;
        let parsed = tlog_tiles::Checkpoint::from_bytes(format!("{text}\n").as_bytes()).ok()?;
        Some(Checkpoint {
            origin: Origin::parse(parsed.origin()).ok()?,
            size: parsed.size(),
            root: parsed.hash().0,
            note: note.to_owned(),
        })
    }

    /// Reads a note that `signer` must have signed.
    pub(crate) fn open(note: &str, signer: &Signer) -> Option<Checkpoint> {
        signer.open(note)?;
        Checkpoint::parse(note)
    }
}
