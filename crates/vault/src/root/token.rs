//! Root keys in a PKCS#11 token: they are made there, wrap there, and never leave it.

use super::{KeyStore, Passphrase};
use crate::{KeyError, RootFault, Secret};
use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::mechanism::aead::GcmParams;
use cryptoki::object::{Attribute, AttributeType, KeyType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use zeroize::Zeroizing;

/// Where a token is and what opens it.
#[derive(Debug, Clone)]
pub struct TokenPlace {
    /// The vendor's library.
    pub module: PathBuf,
    /// The token's label.
    pub token: String,
    /// The user's PIN.
    pub pin: Passphrase,
}

/// Root keys in a token, under the label `yinuo root`, with their number as id.
///
/// # Layout
///
/// A wrapped secret is nonce 12 ‖ ciphertext 32 ‖ tag 16, AES-256-GCM (`CKM_AES_GCM`) with the id as
/// associated data. The keys are sensitive and not extractable.
///
/// # Limits
///
/// A token that cannot be asked and a ciphertext that is not its own can look alike to a vendor's library:
/// both may be told as [`KeyError::WrongRoot`] at the start.
pub struct TokenRoot {
    label: String,
    session: Mutex<Session>,
}

impl fmt::Debug for TokenRoot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRoot").field("label", &self.label).finish_non_exhaustive()
    }
}

const LABEL: &[u8] = b"yinuo root";
const NONCE: usize = 12;

/// A vendor's library is loaded once in a process and stays: to end it would end it for all.
static LOADED: Mutex<BTreeMap<PathBuf, Pkcs11>> = Mutex::new(BTreeMap::new());

fn load(module: &PathBuf) -> Result<Pkcs11, KeyError> {
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(library) = loaded.get(module) {
        return Ok(library.clone());
    }
    let library = Pkcs11::new(module).map_err(|why| fault("the library cannot be loaded", &why))?;
    match library.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
        Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => {}
        Err(why) => return Err(fault("the library does not start", &why)),
    }
    loaded.insert(module.clone(), library.clone());
    Ok(library)
}

impl TokenRoot {
    /// Opens the token.
    ///
    /// # Errors
    /// [`KeyError::Token`] if the library, the token or the PIN is not the right one.
    pub fn open(place: &TokenPlace) -> Result<Self, KeyError> {
        let library = load(&place.module)?;
        let slots = library.get_slots_with_token().map_err(|why| fault("its slots cannot be listed", &why))?;
        let named = |slot: &cryptoki::slot::Slot| {
            library.get_token_info(*slot).is_ok_and(|about| about.label().trim_end() == place.token)
        };
        let slot = slots.into_iter().find(named);
        let slot = slot.ok_or_else(|| KeyError::Token(format!("no token is labelled `{}`", place.token)))?;
        let session = library.open_rw_session(slot).map_err(|why| fault("no session", &why))?;
        let pin = std::str::from_utf8(place.pin.as_bytes()).unwrap_or_default();
        match session.login(UserType::User, Some(&AuthPin::new(pin.into()))) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {}
            Err(why) => return Err(fault("signing in to the token", &why)),
        }
        Ok(Self { label: place.token.clone(), session: Mutex::new(session) })
    }

    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn key(&self, session: &Session, number: u32) -> Result<ObjectHandle, KeyError> {
        let found = find(session, Some(number))?;
        let missing =
            || KeyError::Root { path: PathBuf::from(format!("{} {number}", self.label)), fault: RootFault::Missing };
        found.first().copied().ok_or_else(missing)
    }
}

fn find(session: &Session, number: Option<u32>) -> Result<Vec<ObjectHandle>, KeyError> {
    let mut wanted = vec![Attribute::Class(ObjectClass::SECRET_KEY), Attribute::Label(LABEL.to_vec())];
    wanted.extend(number.map(|number| Attribute::Id(number.to_be_bytes().to_vec())));
    session.find_objects(&wanted).map_err(|why| fault("its keys cannot be listed", &why))
}

impl KeyStore for TokenRoot {
    fn describe(&self) -> String {
        format!("PKCS#11 token `{}`", self.label)
    }

    fn numbers(&self) -> Result<Vec<u32>, KeyError> {
        let session = self.session();
        let mut numbers = Vec::new();
        for key in find(&session, None)? {
            let told = session.get_attributes(key, &[AttributeType::Id]);
            for attribute in told.map_err(|why| fault("a key's number cannot be read", &why))? {
                if let Attribute::Id(id) = attribute {
                    numbers.extend(id.as_slice().try_into().map(u32::from_be_bytes));
                }
            }
        }
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    fn draw(&self, number: u32) -> Result<(), KeyError> {
        let session = self.session();
        if !find(&session, Some(number))?.is_empty() {
            return Ok(());
        }
        let template = [
            Attribute::Class(ObjectClass::SECRET_KEY),
            Attribute::KeyType(KeyType::AES),
            Attribute::ValueLen(32.into()),
            Attribute::Label(LABEL.to_vec()),
            Attribute::Id(number.to_be_bytes().to_vec()),
            Attribute::Token(true),
            Attribute::Private(true),
            Attribute::Sensitive(true),
            Attribute::Extractable(false),
            Attribute::Encrypt(true),
            Attribute::Decrypt(true),
        ];
        session.generate_key(&Mechanism::AesKeyGen, &template).map_err(|why| fault("no key can be made", &why))?;
        Ok(())
    }

    fn destroy(&self, number: u32) -> Result<(), KeyError> {
        let session = self.session();
        for key in find(&session, Some(number))? {
            session.destroy_object(key).map_err(|why| fault("a key cannot be destroyed", &why))?;
        }
        Ok(())
    }

    fn wrap(&self, number: u32, id: &[u8], secret: &Secret) -> Result<Vec<u8>, KeyError> {
        let session = self.session();
        let key = self.key(&session, number)?;
        let mut nonce = [0; NONCE];
        aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
        let mut used = nonce;
        let bound = GcmParams::new(&mut used, id, 128.into()).map_err(|why| fault("AES-GCM", &why))?;
        let text = session.encrypt(&Mechanism::AesGcm(bound), key, secret.expose());
        let text = text.map_err(|why| fault("wrapping a key", &why))?;
        // Some tokens take the nonce handed in, some put one of their own in its place.
        Ok([&used[..], &text].concat())
    }

    fn unwrap(&self, number: u32, id: &[u8], wrapped: &[u8]) -> Result<Option<Secret>, KeyError> {
        let session = self.session();
        let key = self.key(&session, number)?;
        let Some((nonce, text)) = wrapped.split_first_chunk::<NONCE>() else { return Ok(None) };
        let mut nonce = *nonce;
        let bound = GcmParams::new(&mut nonce, id, 128.into()).map_err(|why| fault("AES-GCM", &why))?;
        match session.decrypt(&Mechanism::AesGcm(bound), key, text) {
            Ok(secret) => Ok(Secret::from_slice(&Zeroizing::new(secret))),
            Err(Error::Pkcs11(
                RvError::EncryptedDataInvalid
                | RvError::EncryptedDataLenRange
                | RvError::GeneralError
                | RvError::FunctionFailed
                | RvError::DataInvalid,
                _,
            )) => Ok(None),
            Err(why) => Err(fault("unwrapping a key", &why)),
        }
    }
}

fn fault(what: &str, why: &dyn fmt::Display) -> KeyError {
    KeyError::Token(format!("{what}: {why}"))
}
