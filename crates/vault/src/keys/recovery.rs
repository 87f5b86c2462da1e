//! The recovery key: what opens every key under the root key when the root key is lost.
//!
//! Its private half is split into shares (Shamir, over GF(2^8)) and kept nowhere else; to its public half every
//! secret under the root key is sealed as it is made (HPKE, RFC 9180: X25519, HKDF-SHA256, AES-256-GCM). So
//! the shares outlive rotations, and they are of no use without the key store's file or its mirror.
//!
//! # Layout of a share
//!
//! Bech32m, prefix `yinuo`, in groups of five: version 1 ‖ id of the export 4 ‖ how many are needed 1 ‖ how
//! many there are 1 ‖ number of the share 1 ‖ the share 32.
//!
//! # Limits
//!
//! Whoever brings enough shares together and has the key store has every key: give them to people who would
//! have to agree. X25519 does not withstand a large quantum computer; the sealed form never leaves the key store.

use crate::{KeyError, Secret, ShareFault};
use aws_lc_rs::agreement::{PrivateKey, X25519};
use bech32::{Bech32m, Hrp};
use blahaj::{Share, Sharks};
use rustls::crypto::aws_lc_rs::hpke::DH_KEM_X25519_HKDF_SHA256_AES_256 as HPKE;
use rustls::crypto::hpke::{EncapsulatedSecret, Hpke, HpkePrivateKey, HpkePublicKey};
use std::fmt;
use zeroize::Zeroizing;

const PREFIX: Hrp = Hrp::parse_unchecked("yinuo");
const VERSION: u8 = 1;
const INFO: &[u8] = b"yinuo recovery 1";
/// Bytes of an encapsulated secret.
const ENCAPSULATED: usize = 32;

/// The public half, and what is known of its shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryKey {
    pub(crate) public: [u8; 32],
    /// Random: tells the shares of one export from those of another.
    pub id: [u8; 4],
    /// How many shares are needed.
    pub needed: u8,
    /// How many shares there are.
    pub of: u8,
}

/// A share, as it is printed. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PrintedShare(Zeroizing<String>);

impl PrintedShare {
    /// The text, in groups of five.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PrintedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrintedShare(…)")
    }
}

/// The private half.
pub(crate) struct Private(HpkePrivateKey);

impl RecoveryKey {
    /// A fresh key and its shares.
    pub(crate) fn draw(needed: u8, of: u8) -> Result<(Self, Vec<PrintedShare>), KeyError> {
        if needed < 2 || of < needed {
            return Err(KeyError::Share(ShareFault::Split { needed, of }));
        }
        let (HpkePublicKey(public), private) = HPKE.generate_key_pair().map_err(|_| KeyError::Primitive)?;
        let public = public.try_into().map_err(|_| KeyError::Primitive)?;
        let mut id = [0; 4];
        aws_lc_rs::rand::fill(&mut id).map_err(|_| KeyError::Primitive)?;
        let key = Self { public, id, needed, of };
        let shares = Sharks(needed).dealer(private.secret_bytes()).take(usize::from(of));
        let shares = shares.map(|share| key.print(&share)).collect::<Result<_, _>>()?;
        Ok((key, shares))
    }

    fn print(&self, share: &Share) -> Result<PrintedShare, KeyError> {
        let share = Zeroizing::new(Vec::from(share));
        let head = [VERSION, self.id[0], self.id[1], self.id[2], self.id[3], self.needed, self.of];
        let bytes = Zeroizing::new([&head[..], &share].concat());
        let text = bech32::encode::<Bech32m>(PREFIX, &bytes).map(Zeroizing::new).map_err(|_| KeyError::Primitive)?;
        let mut grouped = Zeroizing::new(String::with_capacity(text.len() * 2));
        for (at, letter) in text.chars().enumerate() {
            if at > 0 && at % 5 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        Ok(PrintedShare(grouped))
    }

    /// Seals a secret to the key, bound to `id`: encapsulated 32 ‖ ciphertext 32 ‖ tag 16.
    pub(crate) fn seal(&self, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError> {
        let public = HpkePublicKey(self.public.to_vec());
        let (EncapsulatedSecret(mut sealed), text) =
            HPKE.seal(INFO, id, secret.expose(), &public).map_err(|_| KeyError::Primitive)?;
        sealed.extend_from_slice(&text);
        Ok(sealed)
    }

    /// Puts shares together to the private half of this key.
    ///
    /// # Errors
    /// [`KeyError::Share`] with what is wrong with which.
    pub(crate) fn combine(&self, shares: &[&str]) -> Result<Private, KeyError> {
        let mut read: Vec<(usize, Share)> = Vec::with_capacity(shares.len());
        for (number, text) in (1..).zip(shares) {
            let share = self.read(number, text).map_err(KeyError::Share)?;
            if let Some((first, _)) = read.iter().find(|(_, other)| other.x == share.x) {
                return Err(KeyError::Share(ShareFault::Twice { first: *first, second: number }));
            }
            read.push((number, share));
        }
        if read.len() < usize::from(self.needed) {
            return Err(KeyError::Share(ShareFault::TooFew { needed: self.needed, given: read.len() }));
        }
        let shares: Vec<Share> = read.into_iter().map(|(_, share)| share).collect();
        let secret = Sharks(self.needed).recover(&shares).map(Zeroizing::new).map_err(|_| KeyError::Primitive)?;
        let whole =
            PrivateKey::from_private_key(&X25519, &secret).map_err(|_| KeyError::Share(ShareFault::NotThisKey))?;
        if !whole.compute_public_key().is_ok_and(|public| public.as_ref() == self.public) {
            return Err(KeyError::Share(ShareFault::NotThisKey));
        }
        Ok(Private(HpkePrivateKey::from(secret.to_vec())))
    }

    fn read(&self, number: usize, text: &str) -> Result<Share, ShareFault> {
        let text: Zeroizing<String> = Zeroizing::new(text.chars().filter(|letter| !letter.is_whitespace()).collect());
        let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32m>(&text);
        let checked = checked.map_err(|_| ShareFault::Mistyped { number })?;
        if checked.hrp() != PREFIX {
            return Err(ShareFault::NotAShare { number });
        }
        let bytes: Zeroizing<Vec<u8>> = Zeroizing::new(checked.byte_iter().collect());
        let Some((head, share)) = bytes.split_first_chunk::<7>().filter(|(_, share)| share.len() == 33) else {
            return Err(ShareFault::NotAShare { number });
        };
        let [version, id @ .., needed, of] = *head;
        if version != VERSION {
            return Err(ShareFault::Newer { number });
        }
        if (id, needed, of) != (self.id, self.needed, self.of) {
            return Err(ShareFault::OtherExport { number, its: hex(id), ours: hex(self.id) });
        }
        Share::try_from(share).map_err(|_| ShareFault::NotAShare { number })
    }
}

fn hex(id: [u8; 4]) -> String {
    id.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl RecoveryKey {
    /// The id of the export, as it is printed beside the shares.
    #[must_use]
    pub fn name(&self) -> String {
        hex(self.id)
    }
}

impl Private {
    /// Opens what [`RecoveryKey::seal`] sealed for the same id.
    pub(crate) fn open(&self, id: &[u8], sealed: &[u8]) -> Option<Secret> {
        let (encapsulated, text) = sealed.split_at_checked(ENCAPSULATED)?;
        let encapsulated = EncapsulatedSecret(encapsulated.to_vec());
        let opened = HPKE.open(&encapsulated, INFO, id, text, &self.0).ok().map(Zeroizing::new)?;
        Secret::from_slice(&opened)
    }
}
