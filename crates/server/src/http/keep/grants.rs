//! `GET /v1/{product}/grants`: who of the company's people may read, for which need and until when.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::life::access::GrantFact;
use yinuo::life::reference::{Cell, Grant, Subject};
use yinuo::policy::Name;

/// A grant as it stands.
#[derive(Serialize, ToSchema)]
#[schema(as = GrantStanding)]
struct Standing {
    /// The grant.
    #[schema(value_type = String)]
    grant: Grant,
    /// Who reads.
    #[schema(value_type = String)]
    person: Subject,
    /// In which role.
    #[schema(value_type = String)]
    role: Name,
    /// For which purposes.
    #[schema(value_type = Vec<String>)]
    purposes: Vec<Name>,
    /// Which items; empty: all that those purposes read.
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Why.
    need: String,
    /// Of which tenant only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    tenant: Option<Cell>,
    /// From when.
    #[schema(value_type = String, format = DateTime)]
    from: Timestamp,
    /// Until when, not included.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// When it was used last.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    used_at: Option<Timestamp>,
    /// When it was ended before its time.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
    /// Whether it opens anything now.
    live: bool,
}

/// Lists the grants, those included that were ended, are over or have lapsed. A credential that is for some tenants sees
/// what was granted for those; what was granted for whichever is for a credential of all.
#[utoipa::path(get, path = "/v1/{product}/grants", tag = "keep", params(InProduct),
    responses((status = 200, description = "The grants", body = Vec<Standing>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        let standing = |granted: yinuo::Granted| {
            let GrantFact { grant, file, used_at, ended_at } = granted.fact;
            Standing {
                grant,
                person: file.person,
                role: file.role,
                purposes: file.purposes,
                items: file.items,
                need: file.need,
                tenant: file.tenant,
                from: file.from,
                until: file.until,
                used_at,
                ended_at,
                live: granted.live,
            }
        };
        let hers = |granted: &yinuo::Granted| call.service.grants.cover_cell(granted.fact.file.tenant);
        Ok(engine.grants(&call.place.product)?.into_iter().filter(hers).map(standing).collect::<Vec<_>>())
    })
    .await
}
