//! Where a call takes place: product, tenant and references, all from the path.

use super::problem::Problem;
use crate::credential::Service;
use axum::extract::RawPathParams;
use std::collections::BTreeMap;
use std::str::FromStr;
use utoipa::IntoParams;
use yinuo::life::reference::Cell;
use yinuo::policy::Name;
use yinuo::{Engine, Tenant, own_cell};

/// The product of a path.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "described, not read")]
pub(crate) struct InProduct {
    /// The product's id.
    product: String,
}

/// The product and the tenant of a path.
#[derive(IntoParams)]
#[into_params(parameter_in = Path)]
#[expect(dead_code, reason = "described, not read")]
pub(crate) struct InTenant {
    /// The product's id.
    product: String,
    /// The tenant's reference; `own` for what is before any tenant, and for a product without tenants.
    tenant: String,
}

/// The header that makes a write safe to repeat.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "described, not read")]
pub(crate) struct Once {
    /// The same key with the same body gives the same answer for 24 hours, and the act is done once.
    #[param(rename = "Idempotency-Key")]
    idempotency_key: Option<String>,
}

/// Where a call takes place.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub product: Name,
    pub tenant: Tenant,
    parts: BTreeMap<String, String>,
}

/// The tenant's word for what is before any tenant.
const OWN: &str = "own";

impl Place {
    /// The place that `params` name. A product that the service has no grant for is not there.
    pub(crate) fn of(params: &RawPathParams, service: &Service) -> Result<Self, Problem> {
        let parts: BTreeMap<String, String> =
            params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let product = parts.get("product").map(String::as_str).unwrap_or_default();
        if parts.contains_key("product") && !service.grants.cover_product(product) {
            return Err(Problem::not_found());
        }
        let tenant = match parts.get("tenant").map(String::as_str) {
            None | Some(OWN) => Tenant::None,
            Some(text) => Tenant::Named(text.parse().map_err(|_| Problem::not_found())?),
        };
        Ok(Self { product: Name::from(product), tenant, parts })
    }

    /// The part `name` of the path as a reference; what has not the form of one is not there.
    pub(crate) fn reference<T: FromStr>(&self, name: &str) -> Result<T, Problem> {
        self.parts.get(name).and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)
    }

    /// The part `name` of the path as text.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.parts.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The cell in which it takes place; none for a tenant to be opened.
    pub(crate) fn cell(&self) -> Option<Cell> {
        match self.tenant {
            Tenant::None => Some(own_cell(&self.product)),
            Tenant::Named(cell) => Some(cell),
            Tenant::New => None,
        }
    }

    /// The cell, if it is there and this product's.
    pub(crate) fn existing_cell(&self, engine: &Engine) -> Result<Cell, super::problem::Fault> {
        let cell = self.cell().ok_or_else(Problem::not_found)?;
        let owner = engine.store().product_of(cell)?;
        if owner.as_ref() == Some(&self.product) { Ok(cell) } else { Err(Problem::not_found().into()) }
    }

    /// Whether it is in a tenant, or in `own`.
    pub(crate) fn in_tenant(&self) -> bool {
        self.parts.contains_key("tenant")
    }

    /// Whether it names a tenant.
    pub(crate) const fn named(&self) -> bool {
        matches!(self.tenant, Tenant::Named(_))
    }
}
