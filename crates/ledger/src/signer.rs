use std::fmt;
use std::sync::Arc;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use signed_note::{Note, Signature};

use crate::Error;

/// C2SP's algorithm byte for Ed25519 in keys and key ids.
const ED25519_BYTE: u8 = 1;

/// The key that signs a product's checkpoints.
///
/// Cheap to clone; one serves every log of a product. `Debug` shows the verifier key only. The seed is not kept apart
/// from the key pair, and wiping the copy that was handed in is the caller's.
///
/// Source: C2SP signed-note.
#[derive(Clone)]
pub struct Signer {
    name: String,
    id: u32,
    vkey: String,
    pair: Arc<Ed25519KeyPair>,
}

impl Signer {
    /// Makes the signer called `name` (for a product: `yinuo/<product>`) from a 32-byte Ed25519 seed.
    ///
    /// Errors: [`Error::BadName`] for a name that is empty or holds white space or `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Signer, Error> {
        let refused = || Error::BadName { name: name.to_owned(), expected: "key name" };
        if !signed_note::is_key_name_valid(name) || name.chars().any(char::is_control) {
            return Err(refused());
        }
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).map_err(|_| refused())?;
        let mut key = vec![ED25519_BYTE];
        key.extend_from_slice(pair.public_key().as_ref());
        let id = signed_note::key_id(name, &key);
        let vkey = format!("{name}+{id:08x}+{}", STANDARD.encode(&key));
        Ok(Signer { name: name.to_owned(), id, vkey, pair: Arc::new(pair) })
    }

    /// The key's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The verifier key, `name+hash+base64`, to be published and held by witnesses.
    ///
    /// ```
    /// let signer = ledger::Signer::from_seed("yinuo/aink", &[1; 32])?;
    /// assert!(signer.vkey().starts_with("yinuo/aink+"));
    /// # Ok::<(), ledger::Error>(())
    /// ```
    pub fn vkey(&self) -> &str {
        &self.vkey
    }

    /// A signed statement that is no checkpoint: the first line says whose and of which kind, `name/kind`, the rest is the body.
    ///
    /// Shape: a C2SP signed note. The body begins with `{`, where a checkpoint has a count: neither passes for the other.
    ///
    /// Errors: [`Error::BadName`] for a kind or a body that no such note may hold.
    ///
    /// ```
    /// let signer = ledger::Signer::from_seed("yinuo/aink", &[1; 32])?;
    /// let note = signer.state("erasure-certificate", "{\"went\": 3}")?;
    /// assert!(note.starts_with("yinuo/aink/erasure-certificate\n{"));
    /// assert!(signer.state("erasure-certificate", "12").is_err());
    /// # Ok::<(), ledger::Error>(())
    /// ```
    pub fn state(&self, kind: &str, body: &str) -> Result<String, Error> {
        let refused = || Error::BadName { name: kind.to_owned(), expected: "kind of a statement, with a body in JSON" };
        let kind_fits = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        let body_fits = body.starts_with('{') && body.lines().all(|line| !line.is_empty());
        if !kind_fits || !body_fits {
            return Err(refused());
        }
        self.sign(&format!("{}/{kind}\n{}\n", self.name, body.trim_end())).ok_or_else(refused)
    }

    /// The signed note of `text`, or `None` for a text that no note may hold.
    pub(crate) fn sign(&self, text: &str) -> Option<String> {
        let signature = self.pair.sign(text.as_bytes()).as_ref().to_vec();
        let line = Signature::new(self.name.clone(), self.id, signature).ok()?;
        String::from_utf8(Note::new(text.as_bytes(), &[line]).ok()?.to_bytes()).ok()
    }

    /// The text of `note` if this key signed it.
    pub(crate) fn open(&self, note: &str) -> Option<String> {
        let parsed = Note::from_bytes(note.as_bytes()).ok()?;
        let key = UnparsedPublicKey::new(&ED25519, self.pair.public_key().as_ref().to_vec());
        let mine = Note::to_bytes(&parsed) == note.as_bytes() && self.signed(&parsed, &key);
        if mine { String::from_utf8(parsed.text().to_vec()).ok() } else { None }
    }

    fn signed(&self, note: &Note, key: &UnparsedPublicKey<Vec<u8>>) -> bool {
        signatures(note).iter().any(|line| {
            line.name() == self.name && line.id() == self.id && key.verify(note.text(), line.signature()).is_ok()
        })
    }
}

/// `Note` keeps its lines to itself; its printed form does not.
fn signatures(note: &Note) -> Vec<Signature> {
    let printed = note.to_bytes();
    let lines = printed.get(note.text().len()..).unwrap_or_default();
    lines.split(|byte| *byte == b'\n').filter_map(|line| Signature::from_bytes(line).ok()).collect()
}

impl fmt::Debug for Signer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Signer").field("vkey", &self.vkey).finish_non_exhaustive()
    }
}
