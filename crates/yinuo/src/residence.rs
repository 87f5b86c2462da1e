//! Places: where an installation and the endpoints of its recipients stand, held against the policy.

use crate::config::Config;
use crate::engine::Engine;
use crate::error::Error;
use life::{Code, Refusal, Remedy, share};
use policy::rows::path;
use policy::{Name, Policy};

/// A place where data stands or goes, and where that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// The promise that speaks of it: a place, a recipient, `transfer` for this installation and its files, and where they stand
    /// apart `protect` for its backups and `log` for the ledger's mirror.
    pub promise: Name,
    /// Its region; `None` for a recipient's endpoint of which the configuration does not say it.
    pub region: Option<Name>,
    /// The country of the region, or the recipient's.
    pub country: Option<String>,
}

impl Config {
    /// Whether an installation that is so configured may hold what this policy's product holds: to be asked before there
    /// is one, for nothing is created by it.
    ///
    /// # Errors
    /// `region_denied` if data, backups or ledger, or a recipient's endpoint, would stand where the policy does not say;
    /// [`Error::Policy`] if it cannot run.
    pub fn may_hold(&self, source: &[u8]) -> Result<(), Error> {
        self.in_place(&Policy::load(source)?.0)
    }

    /// Every region in which something of the installation stands: its data and keys, its files, its backups, the ledger's mirror.
    fn regions(&self) -> impl Iterator<Item = (&'static str, Name)> {
        let of_place = |place: &places::Settings| match place {
            places::Settings::Bucket(bucket) => Some(Name::from(bucket.region.as_str())),
            places::Settings::Folder(_) => None,
        };
        let backups = self.backups_region.clone().or_else(|| of_place(&self.backups));
        let files = self.files_region.clone().or_else(|| self.files.outside().and_then(of_place));
        let all = [
            ("transfer", self.region.clone()),
            ("transfer", files),
            ("protect", backups),
            ("log", self.mirror_region.clone()),
        ];
        all.into_iter().filter_map(|(promise, region)| Some((promise, region?)))
    }

    fn in_place(&self, policy: &Policy) -> Result<(), Error> {
        let denied = |promise: Name, region: &Name| {
            let refusal = Refusal::by(promise, Code::RegionDenied, Remedy::Nothing).about(region);
            Err(Error::Refused(Box::new(crate::Refused { refusal, entry: None })))
        };
        let named = |region: &Name| policy.document.places.values().any(|place| place.region == *region);
        if let Some((_, region)) = self.regions().find(|(_, region)| !named(region)) {
            return denied(Name::from("transfer"), &region);
        }
        for recipient in policy.document.recipients.keys() {
            let region = self.connectors.get(recipient).and_then(|connector| connector.region.as_ref());
            if let Some(region) = region.filter(|region| !share::is_at_home(policy, recipient, region)) {
                return denied(path("recipient", recipient), region);
            }
        }
        Ok(())
    }
}

impl Engine {
    /// The installation stands in places of the policy, and each endpoint where its recipient is.
    pub(crate) fn in_place(&self, policy: &Policy) -> Result<(), Error> {
        self.config.in_place(policy)
    }

    /// What was published stands where it did: an installation that moved, or whose recipients did, is refused.
    pub(crate) fn still_in_place(&self) -> Result<(), Error> {
        self.products()?.iter().try_for_each(|product| match self.policy(product) {
            Ok(policy) => self.in_place(&policy),
            // Published, and not in force yet.
            Err(Error::NoProduct(_)) => Ok(()),
            Err(fault) => Err(fault),
        })
    }

    /// Every place of the product's policy, this installation, and every recipient, each with its region.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if no policy is in force.
    pub fn residence(&self, product: &Name) -> Result<Vec<Residence>, Error> {
        let policy = self.policy(product)?;
        let country = |region: &Name| policy::country_of_region(region).map(ToOwned::to_owned);
        let place = |(name, row): (&Name, &policy::rows::Place)| Residence {
            promise: path("place", name),
            region: Some(row.region.clone()),
            country: country(&row.region),
        };
        let mut all: Vec<Residence> = policy.document.places.iter().map(place).collect();
        all.extend(self.config.regions().map(|(promise, region)| Residence {
            promise: Name::from(promise),
            country: country(&region),
            region: Some(region),
        }));
        all.extend(policy.document.recipients.iter().map(|(name, row)| {
            let region = self.config.connectors.get(name).and_then(|connector| connector.region.clone());
            let country = region.as_ref().and_then(country).or_else(|| Some(row.country.clone()));
            Residence { promise: path("recipient", name), region, country }
        }));
        Ok(all)
    }
}
