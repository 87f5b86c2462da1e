//! `POST /v1/{product}/accounts`: a person opens an account, and with it perhaps a tenant.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InProduct, Once};
use crate::http::core::problem::{Fault, Problem, Problems};
use crate::http::core::values::{self, Values};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::collect::Collect;
use yinuo::life::reference::{Cell, Record, Subject};
use yinuo::life::{Origin, Shown};
use yinuo::policy::{Name, Policy};
use yinuo::{Engine, Tenant};

/// An account to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Register {
    actor: ActorBody,
    /// `new` for a new tenant, a tenant's reference to join it, nothing for a product without tenants.
    #[serde(default)]
    tenant: Option<String>,
    /// The values by item.
    #[schema(value_type = Object)]
    values: Values,
    /// What the person accepted.
    #[serde(default)]
    accepts: Option<ShownBody>,
    /// The reference under which the person was asked before she had an account, if she was.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// On which platform of the policy.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    platform: Option<Name>,
    /// A birth date given as evidence of age; never stored.
    #[serde(default, deserialize_with = "values::day")]
    #[schema(value_type = Option<String>, format = Date)]
    born: Option<jiff::civil::Date>,
    /// The purpose under which accounts are opened, where the policy has several.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    purpose: Option<Name>,
    /// The record's type, where the purpose captures several.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<Name>,
}

acting!(Register);

/// What a person was shown when she agreed.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Shown)]
pub(crate) struct ShownBody {
    /// The hash of the policy version shown.
    notice: String,
    /// In which language.
    language: String,
    /// What she did: `tick`, `button`, `signature`.
    action: String,
}

impl From<ShownBody> for Shown {
    fn from(shown: ShownBody) -> Self {
        Self { notice: shown.notice, language: shown.language, action: shown.action }
    }
}

/// An account that was opened.
#[derive(Serialize, ToSchema)]
struct Registered {
    /// The tenant.
    #[schema(value_type = String)]
    tenant: Cell,
    /// The person.
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// The record of her account.
    #[schema(value_type = String)]
    record: Record,
    /// The number of its entry in the tenant's log.
    entry: u64,
}

/// What `tenant` may say.
const TENANT: &str =
    "expected `tenant`: `new`, or the reference of a tenant to join; none for a product without tenants";

/// Opens an account, after the person accepted the policy in force.
#[utoipa::path(post, path = "/v1/{product}/accounts", tag = "account", params(InProduct, Once), request_body = Register,
    responses((status = 201, description = "The account is open", body = Registered), Problems))]
pub(crate) async fn handle(State(app): State<App>, mut call: Call<Register>) -> Response {
    call.place.tenant = match call.body.tenant.as_deref() {
        None => Tenant::None,
        Some("new") => Tenant::New,
        Some(text) => match text.parse() {
            Ok(cell) => Tenant::Named(cell),
            // `own` is a word of paths, of which an account has no use.
            Err(_) => return Problem::malformed(TENANT).into_response(),
        },
    };
    app.write("register", StatusCode::CREATED, call, |engine, place, body| {
        let policy = engine.policy(&place.product)?;
        let done = engine.collect(&place.product, place.tenant, request(engine, &policy, body)?)?;
        Ok(Registered { tenant: done.cell, subject: done.subject, record: done.record, entry: done.entry })
    })
    .await
}

fn request(engine: &Engine, policy: &Policy, body: Register) -> Result<Collect, Fault> {
    let purposes = &policy.document.purposes;
    let opening = || purposes.iter().find(|(_, row)| row.opens_account).map(|(name, _)| name.clone());
    let purpose = body.purpose.or_else(opening);
    let purpose = purpose.ok_or_else(|| Problem::malformed("expected `purpose`: the policy opens no accounts"))?;
    let first = || purposes.get(&purpose).and_then(|row| row.collects.first().cloned());
    let kind = body.kind.or_else(first);
    let kind = kind.ok_or_else(|| Problem::malformed("expected `kind`: the purpose captures no record"))?;
    let actor = (&body.actor).into();
    Ok(Collect {
        actor,
        subject: body.subject,
        purpose,
        kind,
        values: body.values.0,
        captured_at: engine.now(),
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        platform: body.platform,
        minors: Vec::new(),
        opens_tenant: false,
        accepts: body.accepts.map(Into::into),
        born: body.born,
    })
}
