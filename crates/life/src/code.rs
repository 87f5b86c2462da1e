//! Why something is refused: one closed list.

use serde::{Deserialize, Serialize};

/// Declares the codes once: word, who has to act, HTTP status, meaning.
macro_rules! codes {
    ($($variant:ident = $word:literal, $who:ident, $status:literal, $meaning:literal;)+) => {
        /// A stable code of a refusal.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $(#[doc = $meaning] #[serde(rename = $word)] $variant),+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it is spelled everywhere.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// Who has to act.
            #[must_use]
            pub const fn who(self) -> Who {
                match self { $(Self::$variant => Who::$who),+ }
            }

            /// The HTTP status under which it leaves.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// What it means, in a sentence.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$variant => $meaning),+ }
            }
        }
    };
}

/// Who has to act on a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Who {
    /// The person or service that asks.
    Caller,
    /// The policy's author.
    Author,
    /// Who runs the engine.
    Operator,
    /// We.
    Us,
}

codes! {
    ConsentRequired = "consent_required", Caller, 403, "the person has not agreed to this";
    ConsentWithdrawn = "consent_withdrawn", Caller, 403, "the person has declined, or has withdrawn the consent that this rests on";
    PermissionDenied = "permission_denied", Caller, 403, "the device permission is not granted";
    FeatureInactive = "feature_inactive", Caller, 403, "the feature is not enabled or not in use";
    UndeclaredField = "undeclared_field", Author, 422, "the policy does not declare this field here";
    ForbiddenField = "forbidden_field", Caller, 422, "the policy promises never to collect this";
    PurposeDenied = "purpose_denied", Caller, 403, "the policy does not allow this for this purpose";
    ActorDenied = "actor_denied", Caller, 403, "this actor may not do this";
    SecondFactorRequired = "second_factor_required", Caller, 403, "a second factor has not been proved, or not lately enough; or the code is wrong, or was used";
    TenantDenied = "tenant_denied", Caller, 403, "there is no tenant under which this may happen";
    NoRecipient = "no_recipient", Author, 403, "the policy names no such recipient";
    FieldNotAllowed = "field_not_allowed", Caller, 403, "the policy does not let this field leave in this form";
    InsecureTransport = "insecure_transport", Operator, 400, "the connection is not protected by TLS";
    RegionDenied = "region_denied", Operator, 403, "the policy does not let data stand in or go to this region";
    AgreementMissing = "agreement_missing", Operator, 403, "no agreement on which this may rest is in force";
    Suspended = "suspended", Operator, 403, "the recipient or the one who acts is suspended, or the account is locked after wrong passwords";
    BasisRequired = "basis_required", Caller, 403, "the facts on which this may rest are not on file";
    RetentionLocked = "retention_locked", Caller, 409, "a law or a hold keeps this until its end";
    Restricted = "restricted", Caller, 403, "it is kept for one purpose only, and this is another";
    MaskingRequired = "masking_required", Caller, 403, "it comes out in a reduced form only, and was asked for in a fuller one";
    ReidentificationDenied = "reidentification_denied", Caller, 403, "it could point to somebody: too few share it, it differs from a set before it by too few, or it was asked whose it is";
    Expired = "expired", Caller, 410, "its time is over";
    NotFound = "not_found", Caller, 404, "there is nothing here under this reference";
    ChannelDenied = "channel_denied", Caller, 403, "the policy lists no such way: to make contact, or a platform on which this happens";
    RequesterDenied = "requester_denied", Caller, 403, "only who sent it may ask after it";
    IdentityUnverified = "identity_unverified", Caller, 403, "the person's identity is not proven";
    GuardianConsentRequired = "guardian_consent_required", Caller, 403, "a guardian has not agreed";
    AgeDenied = "age_denied", Caller, 403, "the service is not offered to people of this age";
    RequestRefused = "request_refused", Caller, 403, "a right is asked for what a basic function needs while the account is open";
    AccountDisabled = "account_disabled", Caller, 403, "the account is not open";
    PolicyNotAccepted = "policy_not_accepted", Caller, 403, "the version of the policy is not in force yet, or what must be accepted first has not been";
    NoticeMissing = "notice_missing", Caller, 403, "what must be told before this was not shown";
    RightsReduced = "rights_reduced", Author, 422, "the version takes from people what the one before promised to keep";
    DutyOpen = "duty_open", Operator, 409, "nothing proves that this duty was done, or nobody holds the office";
    PolicyInvalid = "policy_invalid", Author, 422, "the policy cannot run as it is written";
    Tampered = "tampered", Operator, 500, "what is stored is not what was sealed";
    Conflict = "conflict", Caller, 409, "something moved meanwhile; try again";
    RateLimited = "rate_limited", Caller, 429, "too many tries; wait";
    Malformed = "malformed", Caller, 400, "the request or a value in it has not the expected form";
    TooLarge = "too_large", Caller, 413, "the body is larger than is read";
    Unauthenticated = "unauthenticated", Caller, 401, "the credential is missing or unknown";
    NotBuilt = "not_built", Operator, 501, "this program was built without the part that it takes";
    Busy = "busy", Operator, 503, "another process holds the data, or a disk is full";
    Internal = "internal", Us, 500, "a fault of ours; the operation's id finds it in the log";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}
