//! Reading a body: bounded, and refused with what was expected, never with what came.

use super::problem::Problem;
use axum::body::{Body, Bytes, HttpBody};
use serde::de::DeserializeOwned;
use std::pin::Pin;
use std::time::Duration;
use yinuo::life::Code;

/// The longest body of most routes.
pub(crate) const BODY_BYTES_MAX: usize = 4 * 1024 * 1024;
/// The longest body that may hold a file: 16 MiB in base64, and what stands around it.
pub(crate) const FILE_BODY_BYTES_MAX: usize = 23 * 1024 * 1024;
/// What is still read of a body that is too long, so that its sender hears why it was refused.
pub(super) const DRAINED_BYTES_MAX: usize = 64 * 1024 * 1024;
/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(30);

/// The whole body, if it has at most `most` bytes.
pub(crate) async fn read(body: Body, most: usize) -> Result<Bytes, Problem> {
    let late = |_| Problem::malformed("expected the whole body within 30 seconds");
    tokio::time::timeout(BODY_TIME, collect(body, most)).await.map_err(late)?
}

async fn collect(mut body: Body, most: usize) -> Result<Bytes, Problem> {
    let (mut bytes, mut seen) = (Vec::new(), 0_usize);
    while let Some(frame) = std::future::poll_fn(|waker| Pin::new(&mut body).poll_frame(waker)).await {
        let frame = frame.map_err(|_| Problem::malformed("expected the whole body"))?;
        let Ok(data) = frame.into_data() else { continue };
        seen = seen.saturating_add(data.len());
        if seen <= most {
            bytes.extend_from_slice(&data);
        } else if seen > DRAINED_BYTES_MAX {
            break;
        }
    }
    if seen > most { Err(Problem::of(Code::TooLarge)) } else { Ok(Bytes::from(bytes)) }
}

/// The body as `B`: UTF-8, JSON, every key known, nested no deeper than 128.
pub(crate) fn parse<B: DeserializeOwned>(bytes: &[u8]) -> Result<B, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|fault| {
        Problem::malformed(format!("expected UTF-8; byte {} does not begin a character", fault.valid_up_to()))
    })?;
    let mut json = serde_json::Deserializer::from_str(text);
    let body = serde_path_to_error::deserialize(&mut json).map_err(|fault| {
        let key = key(fault.path());
        Problem::malformed(explain(fault.inner(), key.as_deref()))
    })?;
    json.end().map_err(|fault| Problem::malformed(explain(&fault, None)))?;
    Ok(body)
}

/// The key of the body within which the fault lies. It is one of ours: those below it may be anybody's.
fn key(path: &serde_path_to_error::Path) -> Option<String> {
    match path.iter().next() {
        Some(serde_path_to_error::Segment::Map { key }) => Some(key.clone()),
        _ => None,
    }
}

/// What was expected, and where. What came is left out: it may be about a person.
fn explain(fault: &serde_json::Error, key: Option<&str>) -> String {
    let place = format!("line {}, column {}", fault.line(), fault.column());
    let said = fault.to_string();
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    if !fault.is_data() {
        return format!("expected JSON; {place}: {}", syntax(said));
    }
    if let Some(unknown) = said.strip_prefix("unknown field ") {
        return format!("{place}: {}", unknown_key(unknown));
    }
    let within = key.map_or_else(String::new, |key| format!(" in `{key}`"));
    for ours in ["missing field", "duplicate field", "expected "] {
        if said.starts_with(ours) {
            return format!("{place}{within}: {}", said.replace("field", "key"));
        }
    }
    let expected = said.rsplit(", expected ").next().filter(|_| said.contains(", expected "));
    let expected = match expected {
        Some(ours) if ours.starts_with("struct ") => "an object",
        Some(expected) => expected,
        None => "another form, see `/openapi.json`",
    };
    format!("{place}{within}: expected {expected}")
}

/// The parser's own words; they quote nothing of the text.
fn syntax(said: &str) -> &str {
    if said.starts_with("invalid type") { "another form was expected" } else { said }
}

/// `` `tennant`, expected one of `tenant`, `values` `` as a sentence: only a key near a known one is said back.
fn unknown_key(said: &str) -> String {
    let (key, expected) = said.rsplit_once(", expected ").unwrap_or((said, ""));
    let key = key.trim_matches('`');
    let known: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let near = known.iter().map(|name| (strsim::damerau_levenshtein(key, name), *name)).min();
    match near.filter(|(distance, name)| *distance <= 2.max(name.len() / 3)) {
        Some((_, name)) => format!("unknown key; did you mean `{name}`?"),
        None if known.is_empty() => "unknown key; no keys are expected here".to_owned(),
        None => format!("unknown key; expected one of {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read")]
    struct Sample {
        purpose: String,
        subject: Option<yinuo::life::reference::Subject>,
        count: Option<u32>,
        at: Option<jiff::Timestamp>,
        #[serde(default)]
        facts: std::collections::BTreeMap<String, String>,
        inner: Option<Inner>,
    }

    #[derive(Debug, serde::Deserialize)]
    #[expect(dead_code, reason = "only read")]
    struct Inner {
        who: yinuo::life::reference::Subject,
    }

    fn detail(text: &[u8]) -> String {
        serde_json::to_value(parse::<Sample>(text).unwrap_err()).unwrap()["detail"].as_str().unwrap().to_owned()
    }

    #[test]
    fn what_was_expected_is_said_and_what_came_is_not() {
        for (body, expected) in [
            (&b"{\"porpose\": 1}"[..], "did you mean `purpose`?"),
            (b"{\"13800138000\": 1}", "unknown key; expected one of purpose, subject, count, at, facts, inner"),
            (b"{\"purpose\": 7}", "expected a string"),
            (b"{\"purpose\": \"x\", \"count\": \"13800138000, expected 13800138000\"}", "expected u32"),
            (b"{\"purpose\": \"x\", \"subject\": \"13800138000\"}", "expected a reference of 32 lower-case"),
            (b"{\"purpose\": \"x\", \"count\": \", expected 13800138000 at line 1\"}", "expected u32"),
            (b"{\"purpose\": \"x\", \"count\": \"13800138000\"}", "in `count`: expected u32"),
            (b"{\"purpose\": \"x\", \"at\": \"13800138000\"}", "in `at`: expected another form, see `/openapi.json`"),
            (b"{\"purpose\": \"x\", \"facts\": {\"13800138000\": 7}}", "in `facts`: expected a string"),
            (b"{\"purpose\": \"x\", \"inner\": 13800138000}", "in `inner`: expected an object"),
            (b"{\"purpose\": \"x\", \"inner\": {\"who\": \"13800138000\"}}", "in `inner`: expected a reference of 32"),
            (b"{\"purpose\": \"x\"} 13800138000", "expected JSON"),
            (b"{}", "missing key `purpose`"),
            (b"{\"purpose\": \"x\", \"purpose\": \"y\"}", "duplicate key `purpose`"),
            (b"{\"purpose\": ", "expected JSON"),
            (b"\xff", "expected UTF-8; byte 0"),
            (b"", "expected JSON"),
        ] {
            let said = detail(body);
            assert!(said.contains(expected), "{said}");
            assert!(!said.contains("13800138000"), "{said}");
        }
    }
}
