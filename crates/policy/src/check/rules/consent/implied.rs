//! Going on using the product is taken for consent.
//!
//! Why: consent is an informed, voluntary and explicit act; nobody agrees by opening a page, and a change of the policy asks again.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "By using our services you agree to this policy."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "您继续使用本服务，即视为同意更新后的政策。"
//! topic = "other"
//! ```
//!
//! ```toml
//! [policy]
//! accepted-by = "use"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "You agree by ticking the box; until then nothing is collected."
//! topic = "other"
//! ```
//!
//! ```toml
//! [policy]
//! accepted-by = "explicit-act"
//! ```
//!
//! Mend: ask for an act: a box that is not ticked before, a button. Say `accepted-by = "explicit-act"`.
//!
//! Source: PIPL art. 14, 16; GDPR art. 4(11), 7(2)

use crate::check::prose::{Look, look};
use crate::check::{Context, Findings};
use crate::rows::Acceptance;

const LOOK: Look = Look {
    within: &[],
    phrases: &[
        "by using our…you agree",
        "by using this…you agree",
        "by using…you agree to this",
        "by using…you agree to our",
        "by using…you agree to the",
        "by accessing…you agree",
        "by registering…you agree",
        "by registering…you accept",
        "by signing in…you agree",
        "by signing up…you agree",
        "opening the app…acceptance",
        "taken as acceptance",
        "taken for acceptance",
        "if you choose to use…you agree",
        "use of…constitutes…consent",
        "use of…constitutes…agree",
        "use of…constitutes…accept",
        "continue to use…you agree",
        "continued use…consent",
        "continued use…agree",
        "continued use…accept",
        "continuing to use…agree",
        "continuing to use…accept",
        "continuing to use…consent",
        "means that you agree",
        "deemed to have agreed",
        "conditional upon your acceptance",
        "your access to and use of this site",
        "effective when they are posted",
        "by updating the policy text",
        "before the revised terms take effect",
        "使用…即表示…同意",
        "使用…即表示…接受",
        "使用…即代表",
        "注册…即代表",
        "注册…即表示",
        "注册…即视为",
        "登录即同意",
        "登录…即视为",
        "被认为已接受",
        "即代表您同意",
        "即代表您接受",
        "使用…即视为",
        "继续使用…视为",
        "视为您同意",
        "视为同意",
        "一经发布即生效",
        "一经公布即生效",
    ],
    unless: &[
        "不视为",
        "不得视为",
        "不能视为",
        "不会视为",
        "不将其视为",
        "不代表",
        "不即表示",
        "我们不以",
        "另行达成",
        "do not treat",
        "nobody is deemed",
        "not deemed",
        "no new consent",
        "receive offers",
        "old version stays",
        "并不表示",
        "不表示",
        "不构成",
        "不等于",
        "not consent",
        "no consent",
        "does not mean",
        "is not taken",
        "not an agreement",
        "no agreement",
        "alone is not",
    ],
    because: "using something is no consent to it",
    help: "ask for an act that says yes, and ask again when purposes change",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    if let Some(policy) = context.document.policy.as_ref().filter(|row| row.accepted_by == Some(Acceptance::Use)) {
        let finding = found
            .at(policy.keys.at("accepted-by"), "the policy is accepted by using the product")
            .help("ask for an act that says yes: `accepted-by = \"explicit-act\"`");
        found.push(finding.fix_to_review("ask for an act", policy.keys.at("accepted-by"), "\"explicit-act\""));
    }
    look(context, found, &LOOK);
}
