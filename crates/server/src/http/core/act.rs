//! One call from its body to its answer: bounds, the act, the outcome.

use super::actor::Acting;
use super::app::App;
use super::body;
use super::caller::{address, authenticate};
use super::once;
use super::place::Place;
use super::problem::{Fault, Problem};
use super::upload::Files;
use crate::credential::Service;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, RawPathParams, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::net::IpAddr;
use yinuo::life::{Actor, Capacity, Code};
use yinuo::store::Wanted;
use yinuo::{Engine, Error, Tenant};

/// A call with a body of at most `MOST` bytes.
pub(crate) struct Call<B, const MOST: usize = { body::BODY_BYTES_MAX }> {
    pub service: Service,
    pub place: Place,
    pub body: B,
    pub(super) raw: Bytes,
    pub(super) path: String,
    pub(super) headers: HeaderMap,
    /// Where it comes from, as the transport knows it or a trusted proxy says.
    pub address: Option<IpAddr>,
    /// The files that follow the body, if any do: its act takes as long as its caller does.
    pub(crate) streams: Option<Files>,
}

impl<B: DeserializeOwned, const MOST: usize> FromRequest<App> for Call<B, MOST> {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (mut parts, body) = request.into_parts();
        let service = authenticate(&parts, app).await?;
        let place = place_of(&mut parts, app, &service).await?;
        let raw = body::read(body, MOST).await?;
        let body = body::parse(&raw)?;
        let (path, address) = (parts.uri.path().to_owned(), address(&parts, app));
        Ok(Self { service, place, body, raw, path, headers: parts.headers, address, streams: None })
    }
}

/// A call without a body: it only looks.
pub(crate) struct Look {
    pub service: Service,
    pub place: Place,
}

impl FromRequestParts<App> for Look {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let service = authenticate(parts, app).await?;
        let place = place_of(parts, app, &service).await?;
        Ok(Self { service, place })
    }
}

pub(super) async fn place_of(parts: &mut Parts, app: &App, service: &Service) -> Result<Place, Problem> {
    let params = RawPathParams::from_request_parts(parts, app).await;
    Place::of(&params.map_err(|_| Problem::malformed("expected a path in UTF-8"))?, service)
}

impl App {
    /// Carries out an act that changes something: once for each idempotency key, answered with `status`.
    pub(crate) async fn write<B, T, const MOST: usize>(
        &self,
        act: &'static str,
        status: StatusCode,
        call: Call<B, MOST>,
        carry_out: impl FnOnce(&Engine, &Place, B) -> Result<T, Fault> + Send + 'static,
    ) -> Response
    where
        B: Acting + Send + 'static,
        T: Serialize,
    {
        self.answer(call.streams.is_some(), move |app| {
            let place = call.place.clone();
            bound(app.engine(), &call.service, &place, &call.body.actor(), act)
                .inspect_err(|problem| count(&place, act, "refused", problem.code()))?;
            let said =
                once::Said { headers: &call.headers, path: &call.path, body: &call.raw, files: call.streams.as_ref() };
            let claim = match once::claim(app.engine(), &call.service.id, &place.product, &said)? {
                once::Turn::First(claim) => claim,
                once::Turn::Again(answer) => return Ok(answer),
            };
            let (actor, body, files) = (call.body.actor(), call.body, call.streams);
            let done = carry_out(app.engine(), &place, body).and_then(|done| Ok(json(&done)?));
            let done = finish(app, act, &place, &actor, done);
            match claim {
                Some(claim) => claim.of(app.engine(), files.as_ref(), &done).keep(app.engine(), status, done),
                None => done.map(|json| (status, json)),
            }
        })
        .await
    }

    /// Carries out an act that tells something and may be repeated freely.
    pub(crate) async fn ask<B, T, const MOST: usize>(
        &self,
        act: &'static str,
        call: Call<B, MOST>,
        carry_out: impl FnOnce(&Engine, &Place, B) -> Result<T, Fault> + Send + 'static,
    ) -> Response
    where
        B: Acting + Send + 'static,
        T: Serialize,
    {
        self.answer(call.streams.is_some(), move |app| {
            let (place, actor) = (call.place, call.body.actor());
            bound(app.engine(), &call.service, &place, &actor, act)
                .inspect_err(|problem| count(&place, act, "refused", problem.code()))?;
            let told = carry_out(app.engine(), &place, call.body).and_then(|told| Ok(json(&told)?));
            finish(app, act, &place, &actor, told).map(|json| (StatusCode::OK, json))
        })
        .await
    }

    /// Opens something that is then given out piece by piece.
    pub(crate) async fn open<B, T>(
        &self,
        act: &'static str,
        call: Call<B>,
        carry_out: impl FnOnce(&Engine, &Place, B) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Problem>
    where
        B: Acting + Send + 'static,
        T: Send + 'static,
    {
        let opened = self.run(move |app| {
            let (place, actor) = (call.place, call.body.actor());
            bound(app.engine(), &call.service, &place, &actor, act)
                .inspect_err(|problem| count(&place, act, "refused", problem.code()))?;
            let done = carry_out(app.engine(), &place, call.body);
            finish(app, act, &place, &actor, done)
        });
        opened.await?
    }

    /// Looks something up that is about the policy or a log, and about no person's values.
    pub(crate) async fn look<T: Serialize>(
        &self,
        call: Look,
        look: impl FnOnce(&Engine, &Look) -> Result<T, Fault> + Send + 'static,
    ) -> Response {
        self.answer(false, move |app| {
            let service = Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() };
            // What is about the policy itself is everybody's who may speak for the product.
            if call.place.in_tenant() {
                within(app.engine(), &call.service, &call.place, &service, "look")?;
            }
            let seen = look(app.engine(), &call).and_then(|seen| Ok(json(&seen)?));
            let named = call.place.named();
            seen.map(|json| (StatusCode::OK, json)).map_err(|fault| written(fault, named))
        })
        .await
    }

    async fn answer(
        &self,
        streams: bool,
        act: impl FnOnce(&Self) -> Result<(StatusCode, String), Problem> + Send + 'static,
    ) -> Response {
        let answered = if streams { self.stream(act).await } else { self.run(act).await };
        match answered {
            Ok(Ok((status, json))) => (status, [(header::CONTENT_TYPE, "application/json")], json).into_response(),
            Ok(Err(problem)) | Err(problem) => problem.into_response(),
        }
    }
}

fn json(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|fault| Problem::fault(Code::Internal, &fault))
}

/// What the credential grants bounds the act; a refusal is on record before it is answered.
fn bound(engine: &Engine, service: &Service, place: &Place, actor: &Actor, act: &str) -> Result<(), Problem> {
    within(engine, service, place, actor, act)?;
    if service.grants.cover_actor(actor) { Ok(()) } else { Err(refuse(engine, place, actor, act, Code::ActorDenied)) }
}

fn within(engine: &Engine, service: &Service, place: &Place, actor: &Actor, act: &str) -> Result<(), Problem> {
    if service.grants.cover_cell(place.cell()) && is_there(engine, place)? {
        return Ok(());
    }
    let problem = refuse(engine, place, actor, act, Code::TenantDenied);
    // A tenant outside the list, of another product, or of none is not there; that no new one may be opened is said.
    Err(if place.cell().is_some() { Problem::not_found() } else { problem })
}

/// Whether the tenant that the place names is one of this product; the product's own, and a new one, are no question.
fn is_there(engine: &Engine, place: &Place) -> Result<bool, Problem> {
    let Tenant::Named(cell) = place.tenant else { return Ok(true) };
    let owner = engine.store().product_of(cell).map_err(|fault| Problem::of_error(&fault.into(), true))?;
    Ok(owner.as_ref() == Some(&place.product))
}

fn refuse(engine: &Engine, place: &Place, actor: &Actor, act: &str, code: Code) -> Problem {
    match engine.refuse_caller(&place.product, place.tenant, actor, act, code) {
        Err(fault) => Problem::of_error(&fault, place.named()),
        Ok(never) => match never {},
    }
}

fn written(fault: Fault, named: bool) -> Problem {
    match fault {
        Fault::Engine(fault) => Problem::of_error(&fault, named),
        Fault::Written(problem) => problem,
    }
}

/// Counts, logs and words the outcome of an act.
fn finish<T>(app: &App, act: &'static str, place: &Place, actor: &Actor, done: Result<T, Fault>) -> Result<T, Problem> {
    let (outcome, code) = match &done {
        Ok(_) => ("done", ""),
        Err(Fault::Engine(fault)) => ("refused", fault.code().as_str()),
        Err(Fault::Written(problem)) => ("refused", problem.code()),
    };
    count(place, act, outcome, code);
    done.map_err(|fault| {
        let stranger = matches!(&fault, Fault::Engine(fault) if fault.code() == Code::ActorDenied)
            && is_stranger(app.engine(), place, actor).unwrap_or(true);
        if stranger { Problem::not_found() } else { written(fault, place.named()) }
    })
}

/// One act more in the log and the metrics: product, act, outcome and code, nothing else.
fn count(place: &Place, act: &'static str, outcome: &'static str, code: &str) {
    let (product, code) = (place.product.to_string(), code.to_owned());
    tracing::info!(act, product, outcome, code, "act");
    metrics::counter!("yinuo_acts_total", "product" => product, "act" => act, "outcome" => outcome, "code" => code)
        .increment(1);
}

/// Whether the actor is a person of another cell: to her nothing here is there.
fn is_stranger(engine: &Engine, place: &Place, actor: &Actor) -> Result<bool, Error> {
    let (Some(subject), Tenant::Named(cell)) = (actor.subject, place.tenant) else { return Ok(false) };
    let wanted = Wanted { subject: Some(subject), ..Wanted::default() };
    let (facts, _) = engine.store().load_facts(cell, true, &wanted)?;
    Ok(actor.capacity == Capacity::Subject && facts.account(Some(subject)).is_none())
}
