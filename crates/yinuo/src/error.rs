//! What an act can end in, by who has to act.

use jiff::Timestamp;
use life::{Code, Refusal};

/// A refusal, as it is answered: its ledger entry is durable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Why, and what would make it allowed.
    pub refusal: Refusal,
    /// The number of its entry in the log of its cell; `None` for a refusal before any cell is known.
    pub entry: Option<u64>,
}

/// Why an act was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The policy does not allow it.
    #[error("refused: {}", .0.refusal.code)]
    Refused(Box<Refused>),
    /// Something moved three times while it was decided.
    #[error("something moved meanwhile; try again")]
    Conflict,
    /// What is stored is not what was sealed.
    #[error("what is stored is not what was sealed")]
    Tampered,
    /// The policy cannot run.
    #[error(transparent)]
    Policy(#[from] policy::Invalid),
    /// The policy is against what the version in force promises.
    #[error("the version is against the one in force: {}", told(.0))]
    Against(Vec<policy::diff::Refusal>),
    /// No such product.
    #[error("no policy of a product `{0}` is in force")]
    NoProduct(String),
    /// Store, mirror and keys disagree; it says what to run.
    #[error("{0}")]
    Heads(String),
    /// The store failed.
    #[error(transparent)]
    Store(store::StoreError),
    /// The vault failed.
    #[error("vault: {0}")]
    Vault(String),
    /// The ledger failed.
    #[error(transparent)]
    Ledger(ledger::Error),
    /// A connector cannot be used as configured.
    #[error("connector `{name}`: {code}")]
    Connector {
        /// The recipient.
        name: String,
        /// Why.
        code: &'static str,
    },
    /// The place of backups does not do it.
    #[error("backups: {0}")]
    Place(places::PlaceError),
    /// A backup cannot be read.
    #[error("{0}")]
    Backup(String),
    /// A tripwire cannot be planted or taken up: why.
    #[error("{0}")]
    Tripwire(&'static str),
    /// The numbers of a statistic cannot be blurred.
    #[error(transparent)]
    Noise(#[from] noise::Fault),
    /// A file that came cannot be kept: what was expected.
    #[error("{1}")]
    Incoming(Code, String),
}

impl Error {
    /// The stable code under which it leaves.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            Self::Refused(refused) => refused.refusal.code,
            Self::Incoming(code, _) => *code,
            Self::Tripwire(_) => Code::Malformed,
            Self::Conflict => Code::Conflict,
            Self::Noise(noise::Fault::NoEngine) => Code::NotBuilt,
            Self::Tampered => Code::Tampered,
            Self::Policy(invalid) if misplaced(invalid) => Code::RegionDenied,
            Self::Policy(_) | Self::Store(store::StoreError::VersionTaken(_)) => Code::PolicyInvalid,
            Self::Against(refusals) if refusals.iter().any(|one| one.needs == policy::diff::Needs::ExplicitConsent) => {
                Code::RightsReduced
            }
            Self::Against(_) => Code::PolicyInvalid,
            Self::NoProduct(_) => Code::NotFound,
            Self::Connector { .. } | Self::Place(places::PlaceError::InsecureTransport(_)) => Code::InsecureTransport,
            Self::Store(store::StoreError::Held(_) | store::StoreError::DiskFull) | Self::Heads(_) => Code::Busy,
            Self::Noise(_) | Self::Store(_) | Self::Vault(_) | Self::Ledger(_) | Self::Place(_) | Self::Backup(_) => {
                Code::Internal
            }
        }
    }

    /// When the reason ends, where that is known.
    #[must_use]
    pub fn until(&self) -> Option<Timestamp> {
        match self {
            Self::Refused(refused) => refused.refusal.until,
            _ => None,
        }
    }
}

/// Each promise that a version breaks, and why.
fn told(refusals: &[policy::diff::Refusal]) -> String {
    refusals.iter().map(|one| format!("`{}`: {}", one.about, one.why)).collect::<Vec<_>>().join("; ")
}

/// Whether all that is wrong with a policy is a place where data may not stand.
fn misplaced(invalid: &policy::Invalid) -> bool {
    let mut errors = invalid.0.iter().filter(|finding| finding.severity == policy::Severity::Error).peekable();
    errors.peek().is_some() && errors.all(|finding| finding.code == "law/place-outside")
}

impl From<vault::OpenError> for Error {
    fn from(fault: vault::OpenError) -> Self {
        match fault {
            vault::OpenError::Tampered { .. } => Self::Tampered,
            other => Self::Vault(other.to_string()),
        }
    }
}

impl From<vault::SealError> for Error {
    fn from(fault: vault::SealError) -> Self {
        Self::Vault(fault.to_string())
    }
}

impl From<vault::KeyError> for Error {
    fn from(fault: vault::KeyError) -> Self {
        or_full(fault, |fault| Self::Vault(fault.to_string()))
    }
}

impl From<store::StoreError> for Error {
    fn from(fault: store::StoreError) -> Self {
        or_full(fault, Self::Store)
    }
}

impl From<ledger::Error> for Error {
    fn from(fault: ledger::Error) -> Self {
        or_full(fault, Self::Ledger)
    }
}

impl From<places::PlaceError> for Error {
    fn from(fault: places::PlaceError) -> Self {
        or_full(fault, Self::Place)
    }
}

/// A full disk is one thing, whoever met it.
fn or_full<F: std::error::Error + 'static>(fault: F, otherwise: impl FnOnce(F) -> Error) -> Error {
    if store::is_disk_full(&fault) { Error::Store(store::StoreError::DiskFull) } else { otherwise(fault) }
}
