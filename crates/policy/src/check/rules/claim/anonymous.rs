//! Data about people is called anonymous.
//!
//! Why: what can be traced back with more data, or carries an identifier of a device or a visitor, is still about a person.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Cookies collect aggregated and anonymized information."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "设备信息无法识别特定自然人身份。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "The totals are anonymous: nobody can be traced from them."
//! topic = "other"
//! ```
//!
//! Mend: say that it is personal data and how it is protected; call anonymous only what nobody can trace back.
//!
//! Source: PIPL art. 4, 73(3)(4); GDPR recital 26

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "cookie…anonymous",
        "cookies…anonymous",
        "aggregated and anonymized",
        "device…anonymous",
        "ip address…anonymous",
        "cannot identify a specific",
        "cannot identify you",
        "alone cannot identify",
        "not be able to identify",
        "unable to identify",
        "de-identified…not personal",
        "de-identified information will not",
        "not personal information",
        "desensitized user information",
        "does not belong to personal information",
        "visitor…anonymous",
        "匿名…设备",
        "cookie…匿名",
        "设备信息…无法识别",
        "去标识化…不属于个人信息",
        "不属于个人信息",
    ],
    unless: &[],
    because: "it can be traced back",
    help: "say that it is personal data, and how it is protected",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
