//! Credentials that were revoked: no restore puts one in force again.
//!
//! Promises: the key store, which no restore takes back, has a revocation before the data has it; whoever opens the data revokes
//! there what the key store says, before anything is served. The secret is in neither.

use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;

impl Engine {
    /// Revokes the credential of a calling service; answers whether it was in force.
    ///
    /// # Errors
    /// [`Error::Vault`] or [`Error::Store`] if keys or store fail; where only the store does, the next start revokes it.
    pub fn revoke_credential(&self, id: &str) -> Result<bool, Error> {
        if self.store.lookup_credential(id)?.is_none() {
            return Ok(false);
        }
        let now = self.now();
        self.vault.set_head(&revoked_name(id), u64::try_from(now.as_microsecond()).unwrap_or_default())?;
        Ok(self.store.revoke_credential(id, now)?)
    }

    /// What was revoked is revoked, whatever the data say: they may come of a backup.
    pub(crate) fn revoke_again(&self) -> Result<(), Error> {
        for listed in self.store.list_credentials()?.into_iter().filter(|listed| listed.revoked_at.is_none()) {
            if let Some(at) = self.vault.head(&revoked_name(&listed.id))? {
                let at = i64::try_from(at).ok().and_then(|at| Timestamp::from_microsecond(at).ok());
                self.store.revoke_credential(&listed.id, at.unwrap_or(Timestamp::UNIX_EPOCH))?;
            }
        }
        Ok(())
    }
}

/// The name under which the key store keeps when a credential was revoked, in microseconds.
fn revoked_name(id: &str) -> String {
    format!("revoked {id}")
}
