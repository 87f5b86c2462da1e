//! Why a connector refused to send.

/// Why a connector refused to send. Nothing left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAllowed {
    /// The receipt is for another recipient.
    #[error("the receipt is for another recipient")]
    Recipient,
    /// The receipt's fields are not exactly those of the message, each in the form in which it would leave.
    #[error("the receipt's fields are not exactly those of the message")]
    Field,
}

impl NotAllowed {
    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recipient => "recipient_not_allowed",
            Self::Field => "field_not_allowed",
        }
    }
}
