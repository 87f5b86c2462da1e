//! What a caller still sends is read before an answer that did not wait for it, so that she hears why she was refused.
//!
//! A stream of HTTP/2 that is answered while it comes is reset, and callers such as curl then tell of the reset alone.

use super::body::DRAINED_BYTES_MAX;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::oneshot::{Sender, channel};
use tokio::time::timeout;

/// How long the rest may take.
const REST_TIME: Duration = Duration::from_secs(10);

/// A body that comes back if it is dropped before its end.
struct Lent {
    body: Option<Body>,
    back: Option<Sender<Body>>,
}

impl HttpBody for Lent {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        waker: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let polled = Pin::new(body).poll_frame(waker);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            // There is no rest.
            self.body = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take()) {
            // Whoever answered already does not wait for it.
            drop(back.send(body));
        }
    }
}

/// Answers once what is left of the body was read, up to [`DRAINED_BYTES_MAX`] and for [`REST_TIME`].
pub(crate) async fn rest(request: Request, next: Next) -> Response {
    let (back, mut returned) = channel();
    let lend = |body| Body::new(Lent { body: Some(body), back: Some(back) });
    let response = next.run(request.map(lend)).await;
    if let Ok(body) = returned.try_recv() {
        // If it does not end in time, the answer does not wait for it.
        drop(timeout(REST_TIME, read_out(body)).await);
    }
    response
}

async fn read_out(mut body: Body) {
    let mut dropped = 0;
    while let Some(Ok(frame)) = std::future::poll_fn(|waker| Pin::new(&mut body).poll_frame(waker)).await {
        dropped += frame.data_ref().map_or(0, Bytes::len);
        if dropped > DRAINED_BYTES_MAX {
            return;
        }
    }
}
