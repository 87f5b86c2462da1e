//! Routes, and what stands before them.
//!
//! One endpoint is one file; the folders are the chapters of a privacy policy. `core` holds what all of them share,
//! `house` what operators ask, `pages` what people read.

pub(crate) mod account;
pub(crate) mod collect;
pub(crate) mod consent;
pub(crate) mod contact;
pub(crate) mod core;
pub(crate) mod derive;
pub(crate) mod erase;
pub(crate) mod house;
pub(crate) mod keep;
pub(crate) mod minors;
pub(crate) mod notice;
pub(crate) mod pages;
pub(crate) mod retain;
pub(crate) mod reveal;
pub(crate) mod rights;
pub(crate) mod share;

pub(crate) use self::core::app::{App, Bounds};

use self::core::problem::Problem;
use self::core::route::{self, Route, routes};
use self::core::{drain, headers};
use axum::Router;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use tower_http::catch_panic::CatchPanicLayer;
use yinuo::life::Code;

/// Every route that the API's description lists: it and the router come from this table.
pub(crate) fn table() -> Vec<Route> {
    [before_and_with_people(), afterwards()].into_iter().flatten().collect()
}

/// What people are told and asked, what is taken, used and shared.
fn before_and_with_people() -> Vec<Route> {
    routes![
        notice::products,
        notice::policy,
        notice::document,
        notice::versions,
        notice::message,
        collect::held,
        collect::capture,
        collect::attach,
        collect::upload,
        collect::open_activity,
        collect::close_activity,
        collect::approve,
        consent::set,
        consent::permission,
        consent::answer,
        consent::standing,
        contact::contacts,
        contact::open,
        contact::queue,
        contact::follow,
        contact::trace,
        contact::read,
        rights::listed,
        reveal::read,
        reveal::read_file,
        reveal::verify,
        derive::count,
        derive::counts,
        derive::list,
        derive::make,
        derive::use_set,
        share::recipients,
        share::agreement,
        share::release,
        share::draw,
        share::open_visit,
        share::read_inside,
        share::end_visit,
        share::visits,
    ]
}

/// How long it is kept, erasure, accounts, and what the house owes.
fn afterwards() -> Vec<Route> {
    routes![
        retain::due,
        retain::event,
        retain::keep_for,
        retain::hold,
        retain::lift,
        retain::holds,
        erase::wish,
        erase::certificate,
        erase::erasures,
        erase::tellings,
        erase::follow_telling,
        erase::leave,
        erase::touch_entry,
        minors::found,
        account::register,
        account::cancel,
        account::cancel_tenant,
        account::suspend,
        account::resume,
        account::may_act,
        keep::promises,
        keep::evidence,
        keep::gaps,
        keep::duties,
        keep::prove,
        keep::call_duty,
        keep::report,
        keep::grants,
        keep::grant,
        keep::end_grants,
        keep::appoint,
        keep::alerts,
        keep::suspensions,
        keep::keep_out,
        keep::let_in,
        keep::enrol_factor,
        keep::prove_factor,
        keep::reset_factor,
        keep::entries,
        keep::places,
        house::installation,
        house::health,
        house::metrics,
        house::openapi,
    ]
}

/// Everything that the server answers.
pub(crate) fn router(app: App) -> Router {
    let fault = |_| Problem::fault(Code::Internal, &"a handler ended by a fault").into_response();
    route::router(table())
        .merge(pages::router())
        .fallback(async || Problem::not_found())
        .method_not_allowed_fallback(async || {
            Problem::malformed("expected another method").with_status(StatusCode::METHOD_NOT_ALLOWED)
        })
        .layer(CatchPanicLayer::custom(fault))
        .layer(from_fn(drain::rest))
        .layer(from_fn_with_state(app.clone(), headers::protect))
        .with_state(app)
}
