//! Certificates as they are handed over: signed by the key that signs the ledger's checkpoints, to be verified by anybody who
//! holds the product's verifier key, without the installation.

use crate::engine::Engine;
use crate::erased::ErasureCertificate;
use crate::error::Error;
use jiff::Timestamp;
use life::erase::telling::{Asks, TellingState};
use life::reference::{Cell, Erasure, Holder, Subject};
use life::retain::Kept;
use policy::Name;
use serde::Serialize;
use std::collections::BTreeMap;

/// The kind of statement that a certificate is.
const KIND: &str = "erasure-certificate";

/// A certificate as it is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certified {
    /// What it says.
    pub certificate: ErasureCertificate,
    /// The same as a signed note.
    pub note: String,
}

/// What a certificate states. It holds references, names and counts, no value.
#[derive(Debug, Serialize)]
struct Stated<'a> {
    product: &'a Name,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    cell: Cell,
    erasure: Erasure,
    whose: Holder,
    promise: &'a Name,
    at: Timestamp,
    entry: u64,
    went: Vec<Went<'a>>,
    due: bool,
    kept: &'a [Kept],
    told: Vec<Told<'a>>,
    backups_until: Timestamp,
    stated_at: Timestamp,
    stated_under: &'a str,
}

#[derive(Debug, Serialize)]
struct Went<'a> {
    entry: u64,
    at: Timestamp,
    promise: &'a Name,
    values: BTreeMap<&'a Name, u64>,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    recipient: &'a Name,
    asks: Asks,
    items: &'a [Name],
    state: TellingState,
    since: Timestamp,
    overdue: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
}

impl Engine {
    /// The certificates of the erasures in a cell as they stand now, signed: of everybody, or of one person.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails, [`Error::Vault`] if the key store does.
    pub fn certificates(&self, product: &Name, cell: Cell, of: Option<Subject>) -> Result<Vec<Certified>, Error> {
        let (signer, version) = (self.signer(product)?, self.policy(product)?.version.clone());
        let stated_at = self.now();
        let certify = |certificate: ErasureCertificate| {
            let stated = state(&certificate, (product, &version, cell), stated_at);
            let body = serde_json::to_string_pretty(&stated).map_err(|fault| Error::Heads(fault.to_string()))?;
            Ok(Certified { note: signer.state(KIND, &body)?, certificate })
        };
        self.erasures(product, cell, of)?.into_iter().map(certify).collect()
    }
}

fn state<'a>(
    certificate: &'a ErasureCertificate,
    (product, version, cell): (&'a Name, &'a str, Cell),
    stated_at: Timestamp,
) -> Stated<'a> {
    let went = certificate.went.iter().map(|went| Went {
        entry: went.entry,
        at: went.at,
        promise: &went.promise,
        values: went.values.iter().map(|(item, count)| (item, *count)).collect(),
    });
    let told = certificate.told.iter().map(|told| Told {
        recipient: &told.telling.file.recipient,
        asks: told.telling.file.asks,
        items: &told.telling.file.items,
        state: told.telling.state,
        since: told.telling.state_at,
        overdue: told.overdue,
        digest: told.telling.digest.as_deref(),
    });
    Stated {
        product,
        version: certificate.version.as_deref(),
        cell,
        erasure: certificate.erasure,
        whose: certificate.whose,
        promise: &certificate.promise,
        at: certificate.at,
        entry: certificate.entry,
        went: went.collect(),
        due: certificate.due,
        kept: &certificate.kept,
        told: told.collect(),
        backups_until: certificate.backups_until,
        stated_at,
        stated_under: version,
    }
}
