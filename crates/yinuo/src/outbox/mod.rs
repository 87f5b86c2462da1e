//! The outbox: acts on the outside world, each after a decision of its own instant.
//!
//! A row holds references, never a value; the body is built when it is sent. A code lives in clear only in the
//! memory of the process that drew it: a crash before sending voids it.

mod draw;
mod send;

pub use draw::{Draw, Drawn};
pub use send::Sent;

use crate::error::Error;
use connect::TransportSettings;
use connect::alibaba_sms::{AlibabaSms, Credentials, Profile, Unanswered};
use life::reference::Reference;
use policy::Name;
use std::collections::HashMap;
use std::sync::Mutex;
use zeroize::Zeroizing;

/// A recipient's endpoint, as configured.
#[derive(Debug, Clone)]
pub struct Connector {
    /// How it is reached.
    pub transport: TransportSettings,
    /// The key's id.
    pub key_id: String,
    /// The key's secret.
    pub secret: SecretText,
    /// The registered signature.
    pub sign_name: String,
    /// The registered template.
    pub template_code: String,
    /// The endpoint's region, checked against the recipient's country.
    pub region: Option<Name>,
}

/// A secret of the configuration: never shown.
#[derive(Clone)]
pub struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

#[derive(Debug, Default)]
struct Memory {
    codes: HashMap<Reference, Zeroizing<String>>,
    unanswered: HashMap<Reference, Unanswered>,
}

/// Connectors, and what only this process knows.
#[derive(Debug)]
pub(crate) struct Outbox {
    connectors: HashMap<Name, (Connector, AlibabaSms)>,
    memory: Mutex<Memory>,
}

/// How often an act is tried before it is given up.
const ATTEMPTS_MAX: u32 = 8;

impl Outbox {
    pub(crate) fn open(configured: &HashMap<Name, Connector>) -> Result<Self, Error> {
        let mut connectors = HashMap::new();
        let mut names: Vec<&Name> = configured.keys().collect();
        names.sort();
        for name in names {
            let Some(connector) = configured.get(name) else { continue };
            let credentials = Credentials::new(&connector.key_id, connector.secret.0.clone());
            let profile = Profile {
                recipient: name.to_string(),
                sign_name: connector.sign_name.clone(),
                template_code: connector.template_code.clone(),
            };
            let opened = AlibabaSms::open(&connector.transport, credentials, profile)
                .map_err(|fault| Error::Connector { name: name.to_string(), code: fault.code() })?;
            connectors.insert(name.clone(), (connector.clone(), opened));
        }
        Ok(Self { connectors, memory: Mutex::new(Memory::default()) })
    }

    fn with<T>(&self, act: impl FnOnce(&mut Memory) -> T) -> Option<T> {
        self.memory.lock().ok().map(|mut memory| act(&mut memory))
    }
}
