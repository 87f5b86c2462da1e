//! One module per real protocol of a recipient; sends only against a Receipt.
//!
//! A connector puts personal fields in bodies and headers, never in a URL; speaks TLS, or refuses to speak;
//! and says of every attempt whether it was delivered, refused, perhaps delivered, or never left. Clock and
//! nonce are handed in. What it does not do: it keeps nothing, retries nothing and decides nothing. The
//! outbox holds the order, [`outbox::backoff`] the pace, and the policy what may leave at all.

pub mod alibaba_sms;
mod nonce;
pub mod outbox;
mod outcome;
mod refusal;
mod settings;
mod transport;

pub use nonce::Nonce;
pub use outcome::{Outcome, Refused, Retry, WhoActs};
pub use refusal::NotAllowed;
pub use settings::{OpenError, TransportSettings, Trust};
