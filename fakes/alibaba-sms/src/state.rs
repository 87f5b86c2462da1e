//! What the fake remembers, and how it judges one request.

use std::collections::{BTreeSet, VecDeque};

use crate::behaviour::Behaviour;
use crate::canary::{self, Violation};
use crate::config::Config;
use crate::refusal::{Reason, Refusal};
use crate::request::Request;
use crate::rules::{self, Asked};
use crate::{answer, clock, signature};

/// How far `x-acs-date` may be from the fake's clock, in seconds: the vendor's 15 minutes.
const SKEW_SECONDS_MAX: u64 = 15 * 60;

/// One message that was accepted for sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The phone number, 11 digits.
    pub phone: String,
    /// The code.
    pub code: String,
    /// The template's code, `SMS_` and digits.
    pub template: String,
    /// The name that signs the message.
    pub sign_name: String,
    /// The vendor's reference of the sending.
    pub biz_id: String,
    /// When it was accepted, in seconds since 1970.
    pub at_unix: i64,
}

/// What the server does with its connection after one request.
pub(crate) enum Reply {
    /// Writes these bytes and closes.
    Answer(Vec<u8>),
    /// Closes.
    Close,
    /// Keeps the connection open until the other side gives up.
    Hold,
}

/// Everything that the fake has seen.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) accepted: Vec<Accepted>,
    pub(crate) refused: Vec<Refusal>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) raw_requests: Vec<Vec<u8>>,
    pub(crate) script: VecDeque<Behaviour>,
    nonces: BTreeSet<String>,
}

impl State {
    /// Judges one request, remembers it, and says what to reply.
    pub(crate) fn judge(&mut self, config: &Config, request: Option<&Request>) -> Reply {
        match self.admit(config, request) {
            Ok(asked) => self.perform(config, asked),
            Err(refusal) => {
                let (status, code) = refusal.reason.answer();
                self.refused.push(refusal);
                Reply::Answer(match status {
                    200 => answer::business(code, "refused"),
                    _ => answer::gateway(status, code, "refused"),
                })
            }
        }
    }

    fn admit(&mut self, config: &Config, request: Option<&Request>) -> Result<Asked, Refusal> {
        let request = request.ok_or(Reason::Unreadable)?;
        self.raw_requests.push(request.raw.clone());
        let found = canary::scan(request, &config.canaries, &config.body_only);
        if !found.is_empty() {
            self.violations.extend(found);
            return Err(Reason::Canary.into());
        }
        signature::verify(request, &config.access_key_id, &config.access_key_secret)?;
        let date = request.header("x-acs-date").and_then(clock::parse_instant).ok_or(Reason::DateUnreadable)?;
        if date.abs_diff((config.clock)()) > SKEW_SECONDS_MAX {
            return Err(Reason::DateStale.into());
        }
        let nonce = request.header("x-acs-signature-nonce").ok_or(Reason::NonceUsed)?;
        if nonce.is_empty() || !self.nonces.insert(nonce.to_owned()) {
            return Err(Reason::NonceUsed.into());
        }
        rules::read(request)
    }

    /// Nothing is refused by rule from here on; only the script decides.
    fn perform(&mut self, config: &Config, asked: Asked) -> Reply {
        let behaviour = self.script.pop_front().unwrap_or(Behaviour::Accept);
        let done = if behaviour.accepts() { self.carry_out(config, asked) } else { Vec::new() };
        match behaviour {
            Behaviour::Accept => Reply::Answer(done),
            Behaviour::AcceptThenGarble => Reply::Answer(answer::garbled()),
            Behaviour::AcceptThenClose => Reply::Close,
            Behaviour::AcceptThenSilence | Behaviour::Silence => Reply::Hold,
            Behaviour::Business { code, message } => Reply::Answer(answer::business(&code, &message)),
            Behaviour::Gateway { status, code, message } => Reply::Answer(answer::gateway(status, &code, &message)),
            Behaviour::Redirect { to } => Reply::Answer(answer::redirect(&to)),
        }
    }

    fn carry_out(&mut self, config: &Config, asked: Asked) -> Vec<u8> {
        match asked {
            Asked::Send { phone, code, template, sign_name } => {
                let biz_id = format!("900619746936498{:03}^0", self.accepted.len());
                let reply = answer::sent(&biz_id);
                self.accepted.push(Accepted { phone, code, template, sign_name, biz_id, at_unix: (config.clock)() });
                reply
            }
            Asked::Query { phone, biz_id, day, page, page_size } => {
                let matches = |sent: &&Accepted| {
                    sent.phone == phone
                        && clock::beijing(sent.at_unix).0 == day
                        && biz_id.as_ref().is_none_or(|id| *id == sent.biz_id)
                };
                let found = self.accepted.iter().filter(matches).cloned().collect::<Vec<_>>();
                let shown = found.chunks(page_size).nth(page.saturating_sub(1)).unwrap_or_default();
                answer::details(shown, found.len())
            }
        }
    }
}
