//! The product is refused to whoever does not agree to everything.
//!
//! Why: a service may be refused only for want of data that it needs; all-or-nothing consent is not voluntary.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "If you do not agree with this policy, please stop using our services."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "您不同意本政策的，请停止使用。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "If you do not agree, functions that need this data are closed; everything else works."
//! topic = "other"
//! ```
//!
//! Mend: separate what the service needs from what it would like, and say what works without.
//!
//! Source: PIPL art. 16; GDPR art. 7(4)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "if you do not agree…stop using",
        "if you do not agree…do not use",
        "if you do not agree…may not use",
        "if you do not agree…cannot use our",
        "do not agree…discontinue",
        "conditional upon your acceptance",
        "conditional on your acceptance",
        "please understand and agree",
        "we will no longer be able to provide you",
        "nor can we provide you",
        "unable to provide you with our products",
        "you must agree to all",
        "must agree to everything",
        "must agree to this policy",
        "must agree to the terms and this",
        "by uninstalling all",
        "uninstall all…to stop",
        "opt out by uninstalling",
        "stop all collection…uninstall",
        "do not accept…leave",
        "if you refuse…leave",
        "不同意…停止使用本",
        "不同意…停止使用我们",
        "不同意…停止使用该",
        "不同意…请停止使用",
        "不同意…请勿使用",
        "不同意…退出",
        "不接受…退出",
        "不接受…停止使用",
        "请您理解并同意",
        "卸载…停止收集",
    ],
    unless: &[
        "nobody must",
        "must agree to nothing",
        "never say",
        "no consent is",
        "everything else works",
        "other functions",
        "without cost",
        "其他功能不受影响",
        "不影响其他",
        "其他功能照常",
        "卸载应用后，应用停止收集",
    ],
    because: "agree or leave",
    help: "say what works without it; ask for each purpose on its own",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
