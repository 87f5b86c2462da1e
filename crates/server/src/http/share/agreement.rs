//! `POST /v1/{product}/agreements`: a contract with a recipient is put on file.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::{Problem, Problems};
use crate::http::core::values;
use crate::http::core::view::Recorded;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::agree;
use yinuo::policy::Name;

/// A contract with a recipient.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Agreement {
    actor: ActorBody,
    /// With which recipient.
    #[schema(value_type = String)]
    recipient: Name,
    /// With which counterparty.
    counterparty: String,
    /// Which terms it confirms.
    #[schema(value_type = Vec<String>)]
    terms: Vec<Name>,
    /// SHA-256 of the document, 64 hexadecimal digits.
    digest: String,
    /// In force from.
    #[serde(deserialize_with = "values::instant")]
    #[schema(value_type = String, format = DateTime)]
    from: Option<jiff::Timestamp>,
    /// In force until, not included.
    #[serde(deserialize_with = "values::instant")]
    #[schema(value_type = String, format = DateTime)]
    until: Option<jiff::Timestamp>,
    /// Suspended after a breach of its terms.
    #[serde(default)]
    suspended: bool,
}

acting!(Agreement);

/// Puts an agreement on file; without one nothing leaves.
#[utoipa::path(post, path = "/v1/{product}/agreements", tag = "share", params(InProduct, Once), request_body = Agreement,
    responses((status = 200, description = "It is on file", body = Recorded), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Agreement>) -> Response {
    app.write("agreement", StatusCode::OK, call, |engine, place, body| {
        let dates = || Problem::malformed("expected `from` and `until`, instants such as 2026-05-20T09:00:00Z");
        let (from, until) = body.from.zip(body.until).ok_or_else(dates)?;
        let request = agree::File {
            actor: (&body.actor).into(),
            agreement: agree::Agreement {
                recipient: body.recipient,
                counterparty: body.counterparty,
                terms: body.terms,
                digest: body.digest,
                from,
                until,
                suspended: body.suspended,
            },
        };
        Ok(Recorded::from(engine.file_agreement(&place.product, &request)?))
    })
    .await
}
