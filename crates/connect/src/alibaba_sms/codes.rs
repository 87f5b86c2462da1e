//! The vendor's codes and what each means to us: one table.
//!
//! *Source*: Alibaba Cloud SMS, *API error codes* (help.aliyun.com 101347) and *Common error codes*. `isv.*` and
//! `isp.*` come with HTTP 200, the others from the gateway with 4xx or 5xx.

use std::time::Duration;

use crate::outcome::{Retry, WhoActs};

/// What a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Not sent.
    Refused(Retry, WhoActs),
    /// Perhaps sent: the vendor failed, or has seen this very request before.
    Unclear,
}

/// One code: the vendor's spelling and its meaning.
pub(super) struct Row {
    pub(super) code: &'static str,
    pub(super) meaning: Meaning,
}

/// Stands for every code that is not in the table: the vendor refused, and the operator has to look it up.
pub(super) const UNLISTED: Row = row("vendor_unlisted", NEVER_OPERATOR);

/// Stands for an answer that points elsewhere.
pub(super) const REDIRECTED: Row = row("vendor_redirected", NEVER_OPERATOR);

/// The gateway's refusal of a caller that is too fast.
pub(super) const THROTTLED: Row = row("Throttling", AFTER_PAUSE);

/// The code of the vendor's limits per number and signature; its text tells which of them.
pub(super) const LIMITED: &str = "isv.BUSINESS_LIMIT_CONTROL";

const NEVER_PERSON: Meaning = Meaning::Refused(Retry::Never, WhoActs::Person);
const NEVER_OPERATOR: Meaning = Meaning::Refused(Retry::Never, WhoActs::Operator);
const NEVER_OURSELVES: Meaning = Meaning::Refused(Retry::Never, WhoActs::Ourselves);
const AFTER_PAUSE: Meaning = Meaning::Refused(Retry::After(Duration::from_secs(2)), WhoActs::Recipient);
const AFTER_HOUR: Meaning = Meaning::Refused(Retry::After(Duration::from_secs(3600)), WhoActs::Operator);

const fn row(code: &'static str, meaning: Meaning) -> Row {
    Row { code, meaning }
}

/// Every listed code that an action of ours can be answered with.
pub(super) const TABLE: &[Row] = &[
    // The person's value or pace.
    row("isv.MOBILE_NUMBER_ILLEGAL", NEVER_PERSON),
    row(LIMITED, Meaning::Refused(Retry::After(Duration::from_secs(60)), WhoActs::Person)),
    // The account: balance, activation, rights, limits that the operator has set.
    row("isv.AMOUNT_NOT_ENOUGH", AFTER_HOUR),
    row("isv.OUT_OF_SERVICE", AFTER_HOUR),
    row("isv.DAY_LIMIT_CONTROL", AFTER_HOUR),
    row("isv.MONTH_LIMIT_CONTROL", AFTER_HOUR),
    row("isv.PRODUCT_UN_SUBSCRIPT", NEVER_OPERATOR),
    row("isv.PRODUCT_UNSUBSCRIBE", NEVER_OPERATOR),
    row("isv.ACCOUNT_NOT_EXISTS", NEVER_OPERATOR),
    row("isv.ACCOUNT_ABNORMAL", NEVER_OPERATOR),
    row("isv.DENY_IP_RANGE", NEVER_OPERATOR),
    row("isp.RAM_PERMISSION_DENY", NEVER_OPERATOR),
    // Template and signature, registered by the operator.
    row("isv.SMS_TEMPLATE_ILLEGAL", NEVER_OPERATOR),
    row("isv.SMS_SIGNATURE_ILLEGAL", NEVER_OPERATOR),
    row("isv.SMS_SIGN_ILLEGAL", NEVER_OPERATOR),
    row("isv.SMS_SIGNATURE_SCENE_ILLEGAL", NEVER_OPERATOR),
    row("isv.SMS_CONTENT_ILLEGAL", NEVER_OPERATOR),
    row("isv.DOMESTIC_NUMBER_NOT_SUPPORTED", NEVER_OPERATOR),
    row("isv.TEMPLATE_MISSING_PARAMETERS", NEVER_OPERATOR),
    row("isv.TEMPLATE_PARAMS_ILLEGAL", NEVER_OPERATOR),
    row("isv.BLACK_KEY_CONTROL_LIMIT", NEVER_OPERATOR),
    row("isv.PARAM_LENGTH_LIMIT", NEVER_OPERATOR),
    row("isv.PARAM_NOT_SUPPORT_URL", NEVER_OPERATOR),
    // A request that is not the recipe's.
    row("isv.MOBILE_COUNT_OVER_LIMIT", NEVER_OURSELVES),
    row("isv.INVALID_PARAMETERS", NEVER_OURSELVES),
    row("isv.INVALID_JSON_PARAM", NEVER_OURSELVES),
    row("isv.EXTEND_CODE_ERROR", NEVER_OURSELVES),
    row("MissingParameter", NEVER_OURSELVES),
    row("InvalidParameter", NEVER_OURSELVES),
    row("UnsupportedParameter", NEVER_OURSELVES),
    row("UnsupportedHTTPMethod", NEVER_OURSELVES),
    row("UnsupportedOperation", NEVER_OURSELVES),
    row("InvalidApi.NotFound", NEVER_OURSELVES),
    row("InvalidAction.NotFound", NEVER_OURSELVES),
    row("InvalidVersion", NEVER_OURSELVES),
    row("NoSuchVersion", NEVER_OURSELVES),
    row("IncompleteSignature", NEVER_OURSELVES),
    row("InvalidTimeStamp.Format", NEVER_OURSELVES),
    // Key and clock.
    row("SignatureDoesNotMatch", NEVER_OPERATOR),
    row("InvalidAccessKeyId.NotFound", NEVER_OPERATOR),
    row("InvalidAccessKeyId.Inactive", NEVER_OPERATOR),
    row("InvalidTimeStamp.Expired", NEVER_OPERATOR),
    row("InvalidProtocol.NeedSsl", NEVER_OPERATOR),
    row("Forbidden", NEVER_OPERATOR),
    row("Forbidden.RAM", NEVER_OPERATOR),
    row("Forbidden.RiskControl", NEVER_OPERATOR),
    row("Forbidden.UserVerification", NEVER_OPERATOR),
    // Pace of the account as a whole.
    THROTTLED,
    row("Throttling.User", AFTER_PAUSE),
    row("Throttling.Api", AFTER_PAUSE),
    // A nonce is seen twice when a request that we know of was doubled on its way: the first may have been sent.
    row("SignatureNonceUsed", Meaning::Unclear),
    row("isp.SYSTEM_ERROR", Meaning::Unclear),
    row("isp.GATEWAY_ERROR", Meaning::Unclear),
    row("isp.UNKNOWN", Meaning::Unclear),
    row("InternalError", Meaning::Unclear),
    row("ServiceUnavailable", Meaning::Unclear),
];

/// The row of a code.
pub(super) fn lookup(code: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.code == code)
}

/// How long one of the vendor's limits lasts, by the word in its text: per minute, hour or day.
///
/// *Source*: the texts `触发分钟级流控`, `触发小时级流控`, `触发天级流控`.
pub(super) fn limit_lasts(text: &str) -> Duration {
    let words = [("分钟级", 60), ("小时级", 3600), ("天级", 86_400)];
    let found = words.into_iter().find(|(word, _)| text.contains(word));
    Duration::from_secs(found.map_or(60, |(_, seconds)| seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_once() {
        let mut codes = TABLE.iter().map(|row| row.code).collect::<Vec<_>>();
        codes.sort_unstable();
        assert!(codes.is_sorted_by(|left, right| left < right), "{codes:?}");
    }

    #[test]
    fn a_limit_lasts_as_long_as_its_text_says() {
        for (text, seconds) in [
            ("触发分钟级流控Permits:1", 60),
            ("触发小时级流控Permits:5", 3600),
            ("触发天级流控Permits:10", 86_400),
            ("", 60),
        ] {
            assert_eq!(limit_lasts(text), Duration::from_secs(seconds), "{text}");
        }
    }
}
