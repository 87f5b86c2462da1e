//! Why a request was refused, and what the vendor's gateway would say to it.

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not one whole HTTP/1.1 request within the bounds.
    Unreadable,
    /// A planted value was found in it; see [`crate::Violation`].
    Canary,
    /// No `Authorization` of the expected form.
    SignatureUnreadable,
    /// The credential is not the configured access key.
    AccessKeyUnknown,
    /// `host`, `content-type` or an `x-acs-*` header is not among the signed ones.
    HeaderUnsigned,
    /// `x-acs-content-sha256` is not the hash of the body received.
    BodyHashWrong,
    /// The signature computed from the received bytes is another.
    SignatureWrong,
    /// `x-acs-date` is missing or not of the recipe's form.
    DateUnreadable,
    /// `x-acs-date` is more than 15 minutes from the fake's clock.
    DateStale,
    /// `x-acs-signature-nonce` is missing, or was used before.
    NonceUsed,
    /// Not `POST`.
    MethodNotAllowed,
    /// Not `/`.
    PathNotAllowed,
    /// A header that the recipe does not have.
    HeaderNotAllowed,
    /// Neither `SendSms` nor `QuerySendDetails` of version 2017-05-25.
    ActionNotAllowed,
    /// A parameter that the promise does not list, or a body that is no form.
    FieldNotAllowed,
    /// A parameter given twice.
    FieldRepeated,
    /// A parameter that must be there and is not.
    FieldMissing,
    /// A parameter with a value outside its shape.
    FieldInvalid,
    /// More than one phone number in one request.
    PhonesMany,
    /// Not the number of a mobile phone in mainland China.
    PhoneIllegal,
}

impl Reason {
    /// HTTP status and code of the answer; [`Reason::PhoneIllegal`] is a business error and has status 200.
    ///
    /// Source: Alibaba Cloud, *Common error codes*; SMS, *API error codes*.
    pub(crate) const fn answer(self) -> (u16, &'static str) {
        match self {
            Self::Unreadable => (400, "InvalidParameter"),
            Self::Canary | Self::HeaderNotAllowed | Self::FieldNotAllowed | Self::FieldRepeated => {
                (400, "UnsupportedParameter")
            }
            Self::SignatureUnreadable | Self::HeaderUnsigned => (400, "IncompleteSignature"),
            Self::AccessKeyUnknown => (404, "InvalidAccessKeyId.NotFound"),
            Self::BodyHashWrong | Self::SignatureWrong => (400, "SignatureDoesNotMatch"),
            Self::DateUnreadable => (400, "InvalidTimeStamp.Format"),
            Self::DateStale => (400, "InvalidTimeStamp.Expired"),
            Self::NonceUsed => (400, "SignatureNonceUsed"),
            Self::MethodNotAllowed => (400, "UnsupportedHTTPMethod"),
            Self::PathNotAllowed | Self::ActionNotAllowed => (404, "InvalidApi.NotFound"),
            Self::FieldMissing => (400, "MissingParameter"),
            Self::FieldInvalid => (400, "InvalidParameter"),
            Self::PhonesMany => (200, "isv.MOBILE_COUNT_OVER_LIMIT"),
            Self::PhoneIllegal => (200, "isv.MOBILE_NUMBER_ILLEGAL"),
        }
    }
}

/// One request that was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The name of the header or parameter at fault; empty where none is.
    pub field: String,
}

impl Refusal {
    pub(crate) fn of(reason: Reason, field: &str) -> Self {
        Self { reason, field: field.to_owned() }
    }
}

impl From<Reason> for Refusal {
    fn from(reason: Reason) -> Self {
        Self::of(reason, "")
    }
}
