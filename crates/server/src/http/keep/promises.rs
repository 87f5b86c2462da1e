//! `GET /v1/{product}/promises`: how each promise stands.

use crate::http::core::act::Look;
use crate::http::core::app::App;
use crate::http::core::place::InProduct;
use crate::http::core::problem::Problems;
use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;
use yinuo::policy::Name;
use yinuo::{PromiseState, Standing};

/// A promise with its counters.
#[derive(Serialize, ToSchema)]
#[schema(as = Promise)]
struct View {
    /// Its path.
    #[schema(value_type = String)]
    path: Name,
    /// `kept`, `due`, `at-risk`, `broken`.
    #[schema(value_type = String)]
    standing: Standing,
    /// How often it was carried out.
    done: u64,
    /// How often something was refused by it.
    refused: u64,
    /// How often it was carried out later than due.
    late: u64,
    /// When it was last carried out or refused.
    #[schema(value_type = Option<String>, format = DateTime)]
    last_at: Option<jiff::Timestamp>,
    /// How much work waits under it.
    waiting: u64,
    /// When the first of that falls due.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<jiff::Timestamp>,
}

impl From<PromiseState> for View {
    fn from(state: PromiseState) -> Self {
        Self {
            path: state.path,
            standing: state.standing,
            done: state.counter.done,
            refused: state.counter.refused,
            late: state.counter.late,
            last_at: state.counter.last_at,
            waiting: state.waiting.map_or(0, |(count, _)| count),
            due_at: state.waiting.map(|(_, at)| at),
        }
    }
}

/// Lists every promise of the policy with how it stands.
#[utoipa::path(get, path = "/v1/{product}/promises", tag = "keep", params(InProduct),
    responses((status = 200, description = "Every promise", body = Vec<View>), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Look) -> Response {
    app.look(call, |engine, call| {
        Ok(engine.promises(&call.place.product)?.into_iter().map(View::from).collect::<Vec<_>>())
    })
    .await
}
