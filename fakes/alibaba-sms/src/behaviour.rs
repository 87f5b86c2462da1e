//! What the fake does with a request that breaks no rule.

/// What to do with one request that breaks no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Behaviour {
    /// Does what is asked and says so.
    Accept,
    /// Refuses in the business layer: HTTP 200 and a code such as `isv.BUSINESS_LIMIT_CONTROL`.
    Business {
        /// The vendor's code.
        code: String,
        /// The vendor's text.
        message: String,
    },
    /// Refuses in the gateway, with a status of 4xx or 5xx.
    Gateway {
        /// The HTTP status.
        status: u16,
        /// The vendor's code, for instance `Throttling.User`.
        code: String,
        /// The vendor's text.
        message: String,
    },
    /// Does what is asked, then never answers: the connection stays open.
    AcceptThenSilence,
    /// Does what is asked, then closes without an answer.
    AcceptThenClose,
    /// Does nothing and never answers.
    Silence,
    /// Does what is asked and answers 200 with a text that is no JSON.
    AcceptThenGarble,
    /// Does nothing and points elsewhere with a 307.
    Redirect {
        /// The `Location` header.
        to: String,
    },
}

impl Behaviour {
    /// A business refusal with the vendor's code and text.
    #[must_use]
    pub fn business(code: &str, message: &str) -> Self {
        Self::Business { code: code.to_owned(), message: message.to_owned() }
    }

    /// A refusal of the gateway with its status and code.
    #[must_use]
    pub fn gateway(status: u16, code: &str) -> Self {
        Self::Gateway { status, code: code.to_owned(), message: "refused by the gateway".to_owned() }
    }

    /// The gateway's refusal of a caller that is too fast.
    #[must_use]
    pub fn throttled() -> Self {
        Self::gateway(400, "Throttling.User")
    }

    /// Whether what was asked is done.
    pub(crate) const fn accepts(&self) -> bool {
        matches!(self, Self::Accept | Self::AcceptThenSilence | Self::AcceptThenClose | Self::AcceptThenGarble)
    }
}
