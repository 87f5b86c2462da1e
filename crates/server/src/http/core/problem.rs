//! Problem documents (RFC 9457): the one form in which a refusal or a fault leaves.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};
use yinuo::life::is_field;
use yinuo::life::{Code, Refusal, Remedy};
use yinuo::{Error, Refused};

/// A refusal or a fault.
///
/// What is not there for this caller has neither promise nor entry, so that a foreign, an absent and an erased
/// reference read alike. A fault of ours shows its operation and nothing else.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Problem(Box<Members>);

/// A refusal or a fault (RFC 9457).
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[schema(as = Problem)]
struct Members {
    /// Where the code is explained.
    #[serde(rename = "type")]
    kind: String,
    /// What the code means.
    title: String,
    /// The HTTP status.
    status: u16,
    /// The stable code, one of a closed list.
    #[schema(example = "consent_required")]
    code: String,
    /// The promise that stands against it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "purpose.delivery")]
    promise: Option<String>,
    /// What would make it allowed: what to `do`, and with `what`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    remedy: Option<Remedy>,
    /// The field or word it is about, where that has the form of a name.
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<String>,
    /// When the reason ends, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<jiff::Timestamp>,
    /// The law behind it, by language; `*` where it is the same in each.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    law: Option<std::collections::BTreeMap<String, String>>,
    /// The number of the refusal's entry in the tenant's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    /// What was expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<String>,
    /// The operation, by which a fault of ours is found in the operator's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    instance: Option<String>,
}

/// The media type of problem documents.
pub(crate) const PROBLEM_JSON: &str = "application/problem+json";

impl Problem {
    /// The bare problem of `code`.
    pub(crate) fn of(code: Code) -> Self {
        Self(Box::new(Members {
            kind: format!("/docs/codes#{code}"),
            title: code.meaning().to_owned(),
            status: code.status(),
            code: code.as_str().to_owned(),
            promise: None,
            remedy: None,
            about: None,
            until: None,
            law: None,
            entry: None,
            detail: None,
            instance: None,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Members)) -> Self {
        change(&mut self.0);
        self
    }

    /// The name and the schema under which it is described.
    pub(crate) fn described() -> (String, RefOr<Schema>) {
        (Members::name().into_owned(), Members::schema())
    }

    /// There is nothing here for this caller: one document, whatever the reason.
    pub(crate) fn not_found() -> Self {
        Self::of(Code::NotFound)
    }

    /// The request cannot be read: `detail` says what was expected and shows nothing of what came.
    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::of(Code::Malformed).with(|members| members.detail = Some(detail.into()))
    }

    /// A fault of ours, of which the operator's log has the cause under the same operation.
    pub(crate) fn fault(code: Code, cause: &dyn std::fmt::Display) -> Self {
        let operation = crate::credential::random::<8>().map(|id| crate::credential::hex(&id)).unwrap_or_default();
        tracing::error!(operation, code = %code, %cause, "a fault");
        Self::of(code).with(|members| members.instance = Some(format!("urn:yinuo:operation:{operation}")))
    }

    /// What an act ended in; whether its tenant was `named` decides how a strange tenant reads.
    pub(crate) fn of_error(fault: &Error, named: bool) -> Self {
        match fault {
            Error::Refused(refused) => Self::of_refusal(refused, named),
            Error::NoProduct(_) => Self::not_found(),
            Error::Conflict => Self::of(Code::Conflict),
            Error::Noise(why) if fault.code() == Code::NotBuilt => {
                Self::of(Code::NotBuilt).with(|members| members.detail = Some(why.to_string()))
            }
            Error::Incoming(code, why) => Self::of(*code).with(|members| members.detail = Some(why.clone())),
            other => Self::fault(other.code(), other),
        }
    }

    fn of_refusal(Refused { refusal, entry }: &Refused, named: bool) -> Self {
        match refusal.code {
            // That there is a case is nobody's business but its sender's.
            Code::NotFound | Code::RequesterDenied => Self::not_found(),
            Code::TenantDenied if named => Self::not_found(),
            code => Self::of(code).with(|members| {
                members.promise = refusal.promise.as_ref().map(ToString::to_string);
                members.remedy = shown(refusal);
                members.about = refusal.about.clone().filter(|about| is_field(about));
                members.until = refusal.until;
                members.law = refusal.law.as_ref().map(|law| {
                    law.wordings().map(|(language, words)| (language.to_owned(), words.to_owned())).collect()
                });
                members.entry = *entry;
            }),
        }
    }

    /// A problem as it was kept under an idempotency key.
    pub(crate) fn replayed(kept: &str, status: StatusCode) -> Self {
        serde_json::from_str(kept).unwrap_or_else(|_| Self::of(Code::Conflict).with_status(status))
    }

    /// The same with another status than its code's.
    pub(crate) fn with_status(self, status: StatusCode) -> Self {
        self.with(|members| members.status = status.as_u16())
    }

    pub(crate) fn status(&self) -> u16 {
        self.0.status
    }

    pub(crate) fn code(&self) -> &str {
        &self.0.code
    }

    fn headers(&self) -> HeaderMap {
        let named: Option<(HeaderName, &'static str)> = match self.status() {
            401 => Some((header::WWW_AUTHENTICATE, "Bearer")),
            429 | 503 => Some((header::RETRY_AFTER, "10")),
            _ => None,
        };
        let json = (header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        named.map(|(name, value)| (name, HeaderValue::from_static(value))).into_iter().chain([json]).collect()
    }
}

fn shown(refusal: &Refusal) -> Option<Remedy> {
    match &refusal.remedy {
        Remedy::Nothing => None,
        Remedy::Declare(field) | Remedy::LeaveOut(field) if !is_field(field) => None,
        other => Some(other.clone()),
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = self.headers();
        let body = serde_json::to_vec(&self).unwrap_or_default();
        (status, headers, body).into_response()
    }
}

/// What an act that is not carried out can end in.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The engine's word.
    Engine(Error),
    /// A problem already written.
    Written(Problem),
}

impl From<Error> for Fault {
    fn from(fault: Error) -> Self {
        Self::Engine(fault)
    }
}

impl From<yinuo::store::StoreError> for Fault {
    fn from(fault: yinuo::store::StoreError) -> Self {
        Self::Engine(fault.into())
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Written(problem)
    }
}

/// Every problem that a route under `/v1` can answer, for the API's description.
pub(crate) struct Problems;

impl utoipa::IntoResponses for Problems {
    fn responses() -> std::collections::BTreeMap<String, utoipa::openapi::RefOr<utoipa::openapi::Response>> {
        use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
        let mut by_status: std::collections::BTreeMap<u16, Vec<&str>> = std::collections::BTreeMap::new();
        for code in Code::ALL {
            by_status.entry(code.status()).or_default().push(code.as_str());
        }
        let response = |codes: Vec<&str>| {
            let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            ResponseBuilder::new().description(codes.join(", ")).content(PROBLEM_JSON, content).build().into()
        };
        by_status.into_iter().map(|(status, codes)| (status.to_string(), response(codes))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinuo::policy::Name;

    fn refused(code: Code, promise: &str, about: &str, entry: u64) -> Error {
        let remedy = Remedy::LeaveOut(about.to_owned());
        let refusal = Refusal::by(Name::from(promise), code, remedy).about(about);
        Error::Refused(Box::new(Refused { refusal, entry: Some(entry) }))
    }

    #[test]
    fn what_is_not_there_reads_alike() {
        let text = |fault: &Error| serde_json::to_string(&Problem::of_error(fault, true)).unwrap();
        let absent = text(&refused(Code::NotFound, "purpose.one", "x", 1));
        assert_eq!(absent, text(&refused(Code::TenantDenied, "purpose.two", "y", 2)));
        assert_eq!(absent, text(&Error::NoProduct("third".into())));
        assert!(!absent.contains("purpose") && !absent.contains("entry"), "{absent}");
    }

    #[test]
    fn a_fault_of_ours_shows_its_operation_and_nothing_else() {
        let fault = Error::Backup("a secret place".into());
        let shown = serde_json::to_value(Problem::of_error(&fault, true)).unwrap();
        let members: Vec<&str> = shown.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(members, ["code", "instance", "status", "title", "type"]);
        assert!(shown["instance"].as_str().unwrap().starts_with("urn:yinuo:operation:"));
        assert!(!shown.to_string().contains("secret place"));
    }

    #[test]
    fn only_the_form_of_a_name_is_said_back() {
        let text = |about: &str| {
            serde_json::to_string(&Problem::of_error(&refused(Code::ForbiddenField, "never.x", about, 1), true))
        };
        assert!(text("Advertising_ID").unwrap().contains("Advertising_ID"));
        for value in ["13800138000", "li.lei@example.com", "a b"] {
            assert!(!text(value).unwrap().contains(value), "{value}");
        }
    }
}
