//! The versions of a policy: past, in force, and coming.

use crate::acts::Tenant;
use crate::engine::Engine;
use crate::error::Error;
use jiff::Timestamp;
use life::{Actor, Code, Entry, Refusal, Remedy};
use policy::{Name, Policy};
use serde::Serialize;
use std::sync::Arc;
use store::Wanted;

/// Where a version stands in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Force {
    /// It was in force.
    Past,
    /// It is in force.
    InForce,
    /// It can be read, and is not in force yet.
    Coming,
}

/// A published version.
#[derive(Debug, Clone)]
pub struct Version {
    /// What it says.
    pub policy: Arc<Policy>,
    /// In force from.
    pub effective_at: Timestamp,
    /// When it was published.
    pub published_at: Timestamp,
    /// Where it stands now.
    pub force: Force,
}

impl Engine {
    /// The mirror has the text of every version.
    pub(crate) fn mirror_versions(&self) -> Result<(), Error> {
        for product in self.products()? {
            for row in self.store.load_versions(&product)? {
                self.mirror.keep_version(&product, &row.hash, &row.source)?;
            }
        }
        Ok(())
    }

    /// Every published version, the earliest in force first.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if none was published; [`Error::Store`] if the store fails.
    pub fn versions(&self, product: &Name) -> Result<Vec<Version>, Error> {
        let now = self.now();
        let rows = self.store.load_versions(product)?;
        let current = rows.iter().rposition(|row| row.effective_at <= now);
        let version = |(at, row): (usize, &store::VersionRow)| {
            let force = match current {
                Some(current) if at < current => Force::Past,
                Some(current) if at == current => Force::InForce,
                _ => Force::Coming,
            };
            let policy = Arc::new(self.compiled(&row.source)?);
            Ok(Version { policy, effective_at: row.effective_at, published_at: row.published_at, force })
        };
        let versions: Vec<Version> = rows.iter().enumerate().map(version).collect::<Result<_, Error>>()?;
        if versions.is_empty() { Err(Error::NoProduct(product.to_string())) } else { Ok(versions) }
    }

    /// The version in force, for an act that somebody wants to do: before the first one is, the act is refused, and
    /// the refusal is on record.
    pub(crate) fn policy_for(&self, product: &Name, actor: &Actor, act: &str) -> Result<Arc<Policy>, Error> {
        match self.policy(product) {
            Err(Error::NoProduct(_)) => {}
            found => return found,
        }
        let Some(coming) = self.versions(product)?.into_iter().find(|version| version.force == Force::Coming) else {
            return Err(Error::NoProduct(product.to_string()));
        };
        let refusal = Refusal::by(Name::from("policy"), Code::PolicyNotAccepted, Remedy::Wait);
        let refusal = refusal.until(Some(coming.effective_at));
        let entry = Entry::of(&coming.policy, &self.moment()?, actor, act).refused(&refusal);
        let scene = self.scene(product, Tenant::None, Wanted::default())?;
        Err(self.refuse(&scene, refusal, entry)?)
    }
}
