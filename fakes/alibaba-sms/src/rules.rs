//! What may stand in a request: the strict allow-list of one promise, "the phone number and the code".

use crate::percent;
use crate::refusal::{Reason, Refusal};
use crate::request::Request;

/// Headers that a request may carry. `x-acs-*` beyond the recipe is refused like any other.
const HEADERS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "x-acs-action",
    "x-acs-content-sha256",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-version",
];

/// The only content type of a body.
const FORM: &str = "application/x-www-form-urlencoded";

/// The only version of both actions.
const VERSION: &str = "2017-05-25";

/// What a well-formed request asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Send a code to a phone.
    Send { phone: String, code: String, template: String, sign_name: String },
    /// Say what was sent to a phone on a day (`yyyyMMdd`, Beijing).
    Query { phone: String, biz_id: Option<String>, day: String, page: usize, page_size: usize },
}

/// Reads a request against the allow-list.
///
/// # Errors
/// The first rule that it breaks, with the name of the header or parameter at fault.
pub(crate) fn read(request: &Request) -> Result<Asked, Refusal> {
    check_envelope(request)?;
    let fields = Fields::read(request)?;
    match (request.header("x-acs-action"), request.header("x-acs-version")) {
        (Some("SendSms"), Some(VERSION)) => read_send(&fields),
        (Some("QuerySendDetails"), Some(VERSION)) => read_query(&fields),
        _ => Err(Reason::ActionNotAllowed.into()),
    }
}

fn check_envelope(request: &Request) -> Result<(), Refusal> {
    if request.method != "POST" {
        return Err(Reason::MethodNotAllowed.into());
    }
    if request.path != "/" {
        return Err(Reason::PathNotAllowed.into());
    }
    let unlisted = request.headers.iter().find(|(name, _)| !HEADERS.contains(&name.as_str()));
    if let Some((name, _)) = unlisted {
        return Err(Refusal::of(Reason::HeaderNotAllowed, name));
    }
    let repeated = request.headers.iter().find(|(name, _)| request.header(name).is_none());
    if let Some((name, _)) = repeated {
        return Err(Refusal::of(Reason::HeaderNotAllowed, name));
    }
    if !request.body.is_empty() && request.header("content-type") != Some(FORM) {
        return Err(Refusal::of(Reason::FieldNotAllowed, "body"));
    }
    Ok(())
}

/// The parameters of query and form body together, each once.
struct Fields(percent::Pairs);

impl Fields {
    fn read(request: &Request) -> Result<Self, Refusal> {
        let body = std::str::from_utf8(&request.body).map_err(|_| Refusal::of(Reason::FieldInvalid, "body"))?;
        let unreadable = || Refusal::from(Reason::FieldInvalid);
        let mut pairs = percent::pairs(&request.query).ok_or_else(unreadable)?;
        pairs.extend(percent::pairs(body).ok_or_else(unreadable)?);
        pairs.sort();
        let repeated = pairs.windows(2).find(|two| matches!(two, [(one, _), (other, _)] if one == other));
        match repeated {
            Some([(name, _), ..]) => Err(Refusal::of(Reason::FieldRepeated, name)),
            _ => Ok(Self(pairs)),
        }
    }

    fn allow_only(&self, names: &[&str]) -> Result<(), Refusal> {
        let unlisted = self.0.iter().find(|(name, _)| !names.contains(&name.as_str()));
        unlisted.map_or(Ok(()), |(name, _)| Err(Refusal::of(Reason::FieldNotAllowed, name)))
    }

    fn lookup(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    fn require(&self, name: &str) -> Result<&str, Refusal> {
        let value = self.lookup(name).filter(|value| !value.is_empty());
        value.ok_or_else(|| Refusal::of(Reason::FieldMissing, name))
    }

    fn number(&self, name: &str, max: usize) -> Result<usize, Refusal> {
        let number = self.require(name)?.parse().ok().filter(|number| (1..=max).contains(number));
        number.ok_or_else(|| Refusal::of(Reason::FieldInvalid, name))
    }
}

fn read_send(fields: &Fields) -> Result<Asked, Refusal> {
    fields.allow_only(&["PhoneNumbers", "SignName", "TemplateCode", "TemplateParam"])?;
    let template = fields.require("TemplateCode")?;
    if !template.strip_prefix("SMS_").is_some_and(all_digits) {
        return Err(Refusal::of(Reason::FieldInvalid, "TemplateCode"));
    }
    Ok(Asked::Send {
        phone: phone(fields.require("PhoneNumbers")?, "PhoneNumbers")?,
        code: code(fields.require("TemplateParam")?)?,
        template: template.to_owned(),
        sign_name: fields.require("SignName")?.to_owned(),
    })
}

fn read_query(fields: &Fields) -> Result<Asked, Refusal> {
    fields.allow_only(&["PhoneNumber", "BizId", "SendDate", "PageSize", "CurrentPage"])?;
    let day = fields.require("SendDate")?;
    if day.len() != 8 || !all_digits(day) {
        return Err(Refusal::of(Reason::FieldInvalid, "SendDate"));
    }
    Ok(Asked::Query {
        phone: phone(fields.require("PhoneNumber")?, "PhoneNumber")?,
        biz_id: fields.lookup("BizId").map(str::to_owned),
        day: day.to_owned(),
        page: fields.number("CurrentPage", usize::MAX)?,
        page_size: fields.number("PageSize", 50)?,
    })
}

/// One mainland mobile number, as its 11 digits.
fn phone(text: &str, field: &str) -> Result<String, Refusal> {
    if text.contains([',', ';', ' ']) {
        return Err(Refusal::of(Reason::PhonesMany, field));
    }
    let prefixes = ["+86", "0086", "86", ""];
    let bare = prefixes.iter().filter_map(|prefix| text.strip_prefix(prefix));
    let mut mobile = bare.filter(|digits| digits.len() == 11 && digits.starts_with('1') && all_digits(digits));
    mobile.next().map(str::to_owned).ok_or_else(|| Refusal::of(Reason::PhoneIllegal, field))
}

/// The code in `{"code":"…"}`, where nothing else may stand: no second key, no repeated key, no number.
fn code(json: &str) -> Result<String, Refusal> {
    let parsed = serde_json::from_str::<serde_json::Value>(json).ok();
    let object = parsed.as_ref().and_then(serde_json::Value::as_object);
    let object = object.ok_or_else(|| Refusal::of(Reason::FieldInvalid, "TemplateParam"))?;
    if let Some(other) = object.keys().find(|key| *key != "code") {
        return Err(Refusal::of(Reason::FieldNotAllowed, &format!("TemplateParam.{other}")));
    }
    let code = object.get("code").and_then(serde_json::Value::as_str).unwrap_or_default();
    // A parser keeps the last of two equal keys; only the text itself shows the first.
    let bare = json.split_ascii_whitespace().collect::<String>();
    let shaped = (4..=8).contains(&code.len()) && all_digits(code) && bare == format!("{{\"code\":\"{code}\"}}");
    shaped.then(|| code.to_owned()).ok_or_else(|| Refusal::of(Reason::FieldInvalid, "TemplateParam.code"))
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
