//! Places: where an installation and the endpoints of its recipients stand, held against the policy.

use crate::engine::Engine;
use crate::error::Error;
use life::{Code, Refusal, Remedy, share};
use policy::rows::path;
use policy::{Name, Policy};

/// A place where data stands or goes, and where that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Residence {
    /// The promise that speaks of it: a place, a recipient, or `transfer` for this installation itself.
    pub promise: Name,
    /// Its region; `None` for a recipient's endpoint of which the configuration does not say it.
    pub region: Option<Name>,
    /// The country of the region, or the recipient's.
    pub country: Option<String>,
}

impl Engine {
    /// The installation stands in one of the policy's places, and each endpoint where its recipient is.
    pub(crate) fn in_place(&self, policy: &Policy) -> Result<(), Error> {
        let denied = |promise: Name, region: &Name| {
            let refusal = Refusal::by(promise, Code::RegionDenied, Remedy::Nothing).about(region);
            Err(Error::Refused(Box::new(crate::Refused { refusal, entry: None })))
        };
        let named = |region: &Name| policy.document.places.values().any(|place| place.region == *region);
        if let Some(region) = self.config.region.as_ref().filter(|region| !named(region)) {
            return denied(Name::from("transfer"), region);
        }
        for recipient in policy.document.recipients.keys() {
            let region = self.config.connectors.get(recipient).and_then(|connector| connector.region.as_ref());
            if let Some(region) = region.filter(|region| !share::is_at_home(policy, recipient, region)) {
                return denied(path("recipient", recipient), region);
            }
        }
        Ok(())
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
        all.extend(self.config.region.iter().map(|region| Residence {
            promise: Name::from("transfer"),
            region: Some(region.clone()),
            country: country(region),
        }));
        all.extend(policy.document.recipients.iter().map(|(name, row)| {
            let region = self.config.connectors.get(name).and_then(|connector| connector.region.clone());
            let country = region.as_ref().and_then(country).or_else(|| Some(row.country.clone()));
            Residence { promise: path("recipient", name), region, country }
        }));
        Ok(all)
    }
}
