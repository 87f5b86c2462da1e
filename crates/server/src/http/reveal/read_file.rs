//! `POST /v1/{product}/tenants/{tenant}/files/read`: a file is read for a purpose.

use super::read::is_absent;
use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::InTenant;
use crate::http::core::problem::{Problem, Problems};
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use http_body::Frame;
use serde::Deserialize;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use utoipa::ToSchema;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::life::reveal::Reveal;
use yinuo::policy::{Form, Name};
use yinuo::{Engine, ReadFile, Which};

/// A file to read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReadFile)]
pub(crate) struct ReadFileBody {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// The record that has it.
    #[schema(value_type = String)]
    record: Record,
    /// The item that it is the value of.
    #[schema(value_type = String)]
    item: Name,
    /// The person whose it is, if the request names one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// Within which activity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
}

acting!(ReadFileBody);

/// The number of the read's entry in the tenant's log.
const ENTRY: HeaderName = HeaderName::from_static("yinuo-entry");

/// Reads a file as it was kept, without the marks that were taken out of it. The read is on record, with the hash of the
/// sealed form, before the first byte leaves; each piece is proved before it does, and the answer breaks off at one that
/// was tampered with.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/files/read", tag = "reveal", params(InTenant),
    request_body = ReadFileBody, responses((status = 200, description = "The file", content_type = "application/octet-stream",
    body = Vec<u8>, headers(("yinuo-entry" = u64, description = "The number of the read's entry in the tenant's log"))), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<ReadFileBody>) -> Response {
    let opened = app.open("read", call, |engine, place, body| {
        let (subject, activity, actor) = (body.subject, body.activity, (&body.actor).into());
        let form = Some(Form::Clear);
        let request = Reveal { actor, purpose: body.purpose, subject, items: vec![body.item.clone()], activity, form };
        match engine.read_file(&place.product, place.tenant, &request, (body.record, &body.item)) {
            Err(fault) if is_absent(engine, place, &request, &Which::Records(vec![body.record]), &fault)? => {
                Err(Problem::not_found().into())
            }
            Err(fault) => Err(fault.into()),
            // What is tampered with at its beginning is told so, and not broken off.
            Ok(file) => Ok((engine.file_chunk(&file, 0)?, file)),
        }
    });
    let (first, file) = match opened.await {
        Ok(opened) => opened,
        Err(problem) => return problem.into_response(),
    };
    let headers = [
        (header::CONTENT_TYPE, file.media().to_owned()),
        (header::CONTENT_LENGTH, file.bytes().to_string()),
        (header::CONTENT_DISPOSITION, "attachment".to_owned()),
        (ENTRY, file.entry.to_string()),
    ];
    let (give, pieces) = channel(1);
    // It goes on by itself until the caller has everything, or hangs up.
    let going = tokio::spawn(async move {
        let _fault = app.stream(move |app| give_out(app.engine(), &file, first.expose().to_vec(), &give)).await;
    });
    drop(going);
    (headers, Body::new(Pieces(pieces))).into_response()
}

fn give_out(engine: &Engine, file: &ReadFile, first: Vec<u8>, give: &Sender<io::Result<Bytes>>) {
    if give.blocking_send(Ok(first.into())).is_err() {
        return;
    }
    let chunks = u32::try_from(file.chunks()).unwrap_or(u32::MAX);
    for number in 1..chunks {
        let piece = engine.file_chunk(file, number).map(|piece| Bytes::copy_from_slice(piece.expose()));
        let piece = piece.map_err(|fault| {
            tracing::error!(code = %fault.code(), "a file was broken off");
            io::Error::other("the file cannot be read on")
        });
        let broken = piece.is_err();
        if give.blocking_send(piece).is_err() || broken {
            return;
        }
    }
}

/// A body that comes piece by piece.
struct Pieces(Receiver<io::Result<Bytes>>);

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = ready!(self.0.poll_recv(context));
        Poll::Ready(piece.map(|piece| piece.map(Frame::data)))
    }
}
