//! A ground stands in a list copied from GB/T 35273 and not in the law.
//!
//! Why: the standard lists cases of collection without consent that PIPL art. 13 does not have: research, safe operation, the reporting of news by anybody, criminal matters without a duty.
//!
//! Fails:
//!
//! ```toml
//! [statement.said]
//! label = "Necessary for maintaining the safe and stable operation of the services provided."
//! topic = "other"
//! ```
//!
//! ```toml
//! [statement.said]
//! label = "学术研究机构基于公共利益开展统计或学术研究所必需。"
//! topic = "other"
//! ```
//!
//! Passes:
//!
//! ```toml
//! [statement.said]
//! label = "Necessary to answer a lawful order of a court (PIPL art. 13(1)(3))."
//! topic = "other"
//! ```
//!
//! Mend: keep what art. 13(1)(2) to (7) has, with the article; ask for consent for the rest. Check with counsel.
//!
//! Source: PIPL art. 13; GB/T 35273 5.6 (recommended)

use crate::check::prose::{Look, look_at};
use crate::check::{Context, Findings, Said};

const LOOK: Look = Look {
    within: &["ground.", "statement.", "refusal."],
    phrases: &[
        "safe and stable operation",
        "maintaining the safe",
        "academic research",
        "statistical or academic research",
        "national defense security",
        "national security",
        "criminal investigation",
        "public safety, public health",
        "major public interests",
        "voluntarily disclosed",
        "disclosed by the user",
        "own disclosure",
        "self-disclosed",
        "legally publicly disclosed",
        "news reports",
        "安全稳定运行",
        "学术研究",
        "国家安全",
        "国防安全",
        "刑事侦查",
        "犯罪侦查",
        "自行向社会公众公开",
    ],
    unless: &["art.", "article", "第十三条", "pipl"],
    because: "it comes from a standard, and the law does not have it as a ground of its own",
    help: "name the article of the PIPL that allows it, or remove it",
};

pub(in crate::check) fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    // A ground that names its law is judged by that.
    let lawful = |said: &Said<'_>| {
        let ground = said.path.strip_prefix("ground.").and_then(|rest| rest.split('.').next());
        ground.and_then(|name| context.document.grounds.get(name)).is_some_and(|row| row.law.is_some())
    };
    look_at(context, found, &LOOK, |said| !lawful(said));
}
