//! A purpose is too wide to agree to.
//!
//! Why: a purpose is direct and clear, and tied to kinds of data; improving, research and marketing are purposes of their own that people can refuse.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Improve our services"
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "用于改进我们的产品和其他相关用途"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [purpose.pulse]
//! label = "Stop the machine when your heart races"
//! ```
//!
//! Mend: say what is done with which data; make improvement and marketing additional, with consent of their own.
//!
//! Source: PIPL art. 6, 16; GDPR art. 5(1)(b)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};

const LOOK: Look = Look {
    within: &["purpose.", "statement."],
    phrases: &[
        "improve our services",
        "improve our products",
        "improve our products or services",
        "improve our service",
        "provide and improve",
        "enhance your experience",
        "other circumstances",
        "new technologies",
        "surveys",
        "participate in surveys",
        "better meet your needs",
        "more enjoyable",
        "such communications",
        "automatically collect",
        "security and stability",
        "provide a better service",
        "改进我们的产品",
        "改善我们的服务",
        "其他相关用途",
        "提升用户体验",
    ],
    unless: &["aggregate", "additional", "you can refuse", "separate consent", "汇总"],
    because: "it is wider than people can agree to",
    help: "say what is done with which data, and let people refuse it",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    look(context, found, &LOOK);
}
