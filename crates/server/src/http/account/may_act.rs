//! `POST /v1/{product}/tenants/{tenant}/may-act`: is the actor's account open?

use crate::http::core::act::Call;
use crate::http::core::actor::{Acting, ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Problem, Problems};
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::facts::{AccountState, TenantState};
use yinuo::store::Wanted;

/// Whose account is asked for: the actor's own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MayAct)]
pub(crate) struct Wish {
    actor: ActorBody,
}

acting!(Wish);

/// Whether the actor may act here at all.
#[derive(Serialize, ToSchema)]
#[schema(as = MayActAnswer)]
pub(crate) struct Answer {
    /// Whether account and tenant are open.
    may: bool,
    /// The state of her account.
    #[schema(value_type = String)]
    account: AccountState,
}

/// Tells whether the actor's account and tenant are open: asked at each sign-in.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/may-act", tag = "account", params(InTenant),
    request_body = Wish, responses((status = 200, description = "The answer", body = Answer), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Wish>) -> Response {
    app.ask("may-act", call, |engine, place, body| {
        let cell = place.existing_cell(engine)?;
        let subject = body.actor().subject;
        let wanted = Wanted { subject, ..Wanted::default() };
        let (facts, _) = engine.store().load_facts(cell, place.named(), &wanted)?;
        let account = facts.account(subject).ok_or_else(Problem::not_found)?;
        let tenant = facts.tenant.is_none_or(|tenant| tenant == TenantState::Active);
        Ok(Answer { may: tenant && account == AccountState::Open, account })
    })
    .await
}
