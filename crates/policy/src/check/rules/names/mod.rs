//! Every name that a row uses is declared, and every declared name is used.

pub(super) mod covered;
pub(super) mod idle;
pub(super) mod look_alike;
pub(super) mod near;
pub(super) mod twice;
pub(super) mod unaccounted;
pub(super) mod unknown;
pub(super) mod unworded;

/// Events that the engine itself knows; a policy declares others in `[event."…"]`.
pub const EVENTS: &[&str] = &[
    "account.opened",
    "account.cancelled",
    "tenant.cancelled",
    "tenant.suspended",
    "tenant.resumed",
    "record.created",
    "activity.closed",
    "consent.withdrawn",
    "permission.revoked",
    "minor.found",
    "case.closed",
    "case.reopened",
];

/// Shapes that a value can have: each is validated on the way in and has its mask on the way out; no other is known.
pub const SHAPES: &[&str] = &[
    "text",
    "free-text",
    "name",
    "username",
    "email",
    "password",
    "code",
    "token",
    "hex-token",
    "file",
    "amount",
    "instant",
    "position",
    "ip",
    "address",
    "bank-card",
    "cn-mobile",
    "cn-id-card",
    "landline",
    "id-card",
    "passport",
    "plate",
    "credit-code",
    "member",
];

/// Channels over which people are told something.
pub const CHANNELS: &[&str] = &["in-app", "push", "email", "phone", "sms", "page"];
