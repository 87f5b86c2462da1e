//! Credentials of calling services: what they may speak for, and how they are told apart.
//!
//! A token is `yn_<id>_<secret>`. The id is public and finds the row; of the 32 secret bytes the row keeps the
//! SHA-256 only, compared in constant time. Nothing here tells an unknown id from a wrong secret.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use yinuo::life::reference::Cell;
use yinuo::life::{Actor, Capacity};
use yinuo::policy::{Name, Policy};
use yinuo::store::{CredentialRow, StoreError};
use yinuo::{Engine, Error};

/// In whose cells a credential may speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tenants {
    /// In every tenant of its products, new ones too.
    All,
    /// In these.
    List(Vec<Cell>),
}

/// What a credential may speak for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grants {
    /// The products.
    pub products: Vec<Name>,
    /// The tenants.
    pub tenants: Tenants,
    /// The roles that it may vouch for, without `role.`.
    pub roles: Vec<Name>,
    /// The capacities in which it may act.
    pub capacities: Vec<Capacity>,
}

impl Grants {
    /// Everything of one product: for its own back end.
    #[must_use]
    pub fn over(policy: &Policy) -> Self {
        Self {
            products: vec![policy.product.clone()],
            tenants: Tenants::All,
            roles: policy.document.roles.keys().cloned().collect(),
            capacities: vec![Capacity::Subject, Capacity::Staff, Capacity::Guardian, Capacity::Service],
        }
    }

    /// Whether they hold for `product`.
    #[must_use]
    pub fn cover_product(&self, product: &str) -> bool {
        self.products.iter().any(|name| name == product)
    }

    /// Whether they hold in `cell`; a new tenant (`None`) is in no list.
    #[must_use]
    pub fn cover_cell(&self, cell: Option<Cell>) -> bool {
        match &self.tenants {
            Tenants::All => true,
            Tenants::List(cells) => cell.is_some_and(|cell| cells.contains(&cell)),
        }
    }

    /// Whether they vouch for `actor`. The engine's own worker is never spoken for.
    #[must_use]
    pub fn cover_actor(&self, actor: &Actor) -> bool {
        actor.capacity != Capacity::Job
            && self.capacities.contains(&actor.capacity)
            && actor.roles.iter().all(|role| self.roles.contains(role))
    }
}

/// A credential that was issued. The token is shown once and kept nowhere.
#[derive(Clone)]
pub struct Issued {
    /// Its public id.
    pub id: String,
    /// What the service sends: `Authorization: Bearer <token>`.
    pub token: String,
}

impl std::fmt::Debug for Issued {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Issued({})", self.id)
    }
}

/// Issues a credential to the service called `label`.
///
/// # Errors
/// [`Error`] if the store or the random source fails.
pub fn issue(engine: &Engine, label: &str, grants: &Grants) -> Result<Issued, Error> {
    let (id, secret): ([u8; 8], [u8; 32]) = (random()?, random()?);
    let id = hex(&id);
    let grants = serde_json::to_string(grants).map_err(|fault| Error::Vault(fault.to_string()))?;
    let row = CredentialRow { id: id.clone(), label: label.to_owned(), hash: hash_of(&secret), grants };
    engine.store().add_credential(row, engine.now())?;
    Ok(Issued { token: format!("yn_{id}_{}", hex(&secret)), id })
}

/// Revokes the credential `id`, for good: no restore puts it in force again. Answers whether it was in force.
///
/// # Errors
/// As [`Engine::revoke_credential`].
pub fn revoke(engine: &Engine, id: &str) -> Result<bool, Error> {
    engine.revoke_credential(id)
}

/// A credential as it is listed. When it was used last is not known.
#[derive(Debug, Clone, Serialize)]
pub struct Listed {
    /// Its public id.
    pub id: String,
    /// What the service is called.
    pub label: String,
    /// What it may speak for.
    #[serde(flatten)]
    pub grants: Grants,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it was revoked; from then on it opens nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoked_at: Option<Timestamp>,
}

/// Lists the credentials, the oldest first, those included that were revoked. Nothing of a secret is in it.
///
/// # Errors
/// [`Error`] if the store fails.
pub fn list(engine: &Engine) -> Result<Vec<Listed>, Error> {
    let listed = engine.store().list_credentials()?.into_iter().map(|row| {
        let grants = serde_json::from_str(&row.grants).map_err(|fault| StoreError::Form(fault.to_string()))?;
        let (issued_at, revoked_at) = (row.created_at, row.revoked_at);
        Ok(Listed { id: row.id, label: row.label, grants, issued_at, revoked_at })
    });
    listed.collect()
}

/// A calling service, recognised.
#[derive(Debug, Clone)]
pub(crate) struct Service {
    pub id: String,
    pub grants: Grants,
}

/// The service whose token this is, if it is one in force.
pub(crate) fn recognise(engine: &Engine, token: &str) -> Result<Option<Service>, Error> {
    let Some((id, secret)) = parts(token) else { return Ok(None) };
    let row = engine.store().lookup_credential(id)?;
    // An unknown id costs the same comparison as a known one.
    let hash = row.as_ref().map_or([0; 32], |row| row.hash);
    let same = verify_slices_are_equal(&hash, &hash_of(&secret)).is_ok();
    let grants = row.as_ref().filter(|_| same).and_then(|row| serde_json::from_str(&row.grants).ok());
    Ok(grants.map(|grants| Service { id: id.to_owned(), grants }))
}

fn parts(token: &str) -> Option<(&str, [u8; 32])> {
    let (id, secret) = token.strip_prefix("yn_")?.split_once('_')?;
    let fine = id.len() == 16 && id.bytes().all(|digit| digit.is_ascii_hexdigit());
    Some((id, unhex(secret)?)).filter(|_| fine)
}

fn hash_of(secret: &[u8; 32]) -> [u8; 32] {
    let mut hash = [0; 32];
    for (byte, part) in hash.iter_mut().zip(digest(&SHA256, secret).as_ref()) {
        *byte = *part;
    }
    hash
}

pub(crate) fn random<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| Error::Vault("no random bytes".into()))?;
    Ok(bytes)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0_u8; 32];
    if text.len() != 64 {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_bound_the_actor() {
        let role = |name: &str| Actor::with_role(Capacity::Staff, name);
        let grants = Grants {
            products: vec![],
            tenants: Tenants::List(vec![]),
            roles: vec![Name::from("support")],
            capacities: vec![Capacity::Staff, Capacity::Job],
        };
        assert!(grants.cover_actor(&role("support")));
        assert!(!grants.cover_actor(&role("owner")));
        assert!(!grants.cover_actor(&Actor::with_role(Capacity::Service, "support")));
        assert!(!grants.cover_actor(&Actor::job()));
        assert!(!grants.cover_cell(None));
    }

    #[test]
    fn a_token_has_one_form() {
        let secret = "ab".repeat(32);
        assert!(parts(&format!("yn_0123456789abcdef_{secret}")).is_some());
        for bad in ["", "yn_", "yn_0123456789abcdef_", "yn_x_y", "yn_0123456789abcdef_zz", &format!("yn_1_{secret}")] {
            assert!(parts(bad).is_none(), "{bad}");
        }
        assert!(parts(&format!("yn_0123456789abcdef_{}", "é".repeat(32))).is_none());
    }
}
