//! Sentences that say what the law asks for are let through; those that it forbids are seen, in whatever words.
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

use policy::{Finding, Policy, Severity};

const POLICY: &str = include_str!("../../../policies/examples/library/policy.toml");

/// What `check` finds in a policy that says `sentence` besides.
fn found(sentence: &str) -> Vec<Finding> {
    let quoted = format!("\"{}\"", sentence.replace('\\', "\\\\").replace('"', "\\\""));
    let chinese = sentence.chars().any(|letter| ('\u{4E00}'..='\u{9FFF}').contains(&letter));
    let (zh, en) =
        if chinese { (quoted.as_str(), "\"We do so.\"") } else { ("\"我们如此行事。\"", quoted.as_str()) };
    let row = format!("[statement.said]\nlabel = {{ zh-Hans = {zh}, en = {en} }}\ntopic = \"rights\"\n");
    let (head, rest) = POLICY.split_once("\n[").unwrap();
    let text = format!("{head}\n{row}\n[{rest}");
    let findings = Policy::load(text.as_bytes()).map_or_else(|invalid| invalid.0, |(_, findings)| findings);
    findings.into_iter().filter(|one| one.headline.contains("statement.said")).collect()
}

/// Sentences in which nothing is amiss.
const SOUND: &[&str] = &[
    "您不同意的，我们停止使用您的个人信息，其他功能不受影响。",
    "您可以点击【我的】-【设置】-【隐私】撤回同意。",
    "沉默不得视为同意。",
    "我们不以使用产品视为同意。",
    "您未作选择的，不会视为您同意。",
    "用户点击“同意”前，不收集任何信息；继续使用不代表视为同意。",
    "注册时请填写您的手机号码。",
    "订单状态为待定时，我们不收取费用。",
    "号码显示为138××××5678。",
    "卸载应用后，应用停止收集信息。",
    "If you do not agree, we will not use your data.",
    "Nobody must agree to more than a function needs.",
    "You must agree to nothing beyond the account.",
    "You can uninstall all our apps at any time; your rights do not depend on it.",
    "We do not treat continued use as consent.",
    "Continued use of the old version stays possible until 30 days after the notice.",
    "By using strong encryption we agree with the guidance of the regulator.",
    "Your todo list and the reminders on it are sealed.",
    "The code is shown as XXX-1234 on your receipt.",
    "Please fill in the form to ask for a copy.",
    "The cookies that the site sets are turned on and off in the settings.",
    "We use redis. redis keeps it in memory only.",
    "Press \"OK\" \"Cancel\" to go on.",
];

/// Sentences that the law does not let pass, with the rule that sees each.
const SEEN: &[(&str, &str)] = &[
    ("By registering you accept everything below.", "consent/implied"),
    ("Opening the app is taken as acceptance of this policy.", "consent/implied"),
    ("Your continued use means that you agree to the change.", "consent/implied"),
    ("注册即代表您接受本政策。", "consent/implied"),
    ("您登录即同意本政策的全部内容。", "consent/implied"),
    ("凡使用者均被认为已接受本政策。", "consent/implied"),
    ("不接受本政策的，请立即退出本产品。", "consent/bundled"),
    ("If you refuse, please leave the app.", "consent/bundled"),
    ("您不同意本政策的，请停止使用。", "consent/bundled"),
    ("我们将永久保存您的信息。", "texts/vague"),
    ("Data may be kept indefinitely.", "texts/vague"),
    ("We pass data to selected companies.", "texts/vague"),
    ("您放弃向我们主张任何权利。", "right/narrowed"),
    ("We may amend this policy without telling you.", "right/narrowed"),
    ("[COMPANY NAME] protects your data.", "texts/leftover"),
    ("<Company> protects your data.", "texts/leftover"),
    ("[公司名称]保护您的信息。", "texts/leftover"),
    ("______ protects your data.", "texts/leftover"),
    ("TBD", "texts/leftover"),
];

#[test]
fn what_is_sound_is_let_through() {
    let amiss = |sentence: &&&str| !found(sentence).is_empty();
    let amiss: Vec<_> = SOUND.iter().filter(amiss).map(|sentence| (sentence, found(sentence))).collect();
    assert!(amiss.is_empty(), "{amiss:#?}");
}

#[test]
fn what_is_forbidden_is_seen_in_whatever_words() {
    for (sentence, code) in SEEN {
        assert!(found(sentence).iter().any(|one| one.code == *code), "{sentence}: {:?}", found(sentence));
    }
}

/// Words alone keep no policy from being published, but for what nobody can mean as it stands.
#[test]
fn words_alone_are_doubts() {
    for (sentence, code) in SEEN.iter().filter(|(_, code)| *code != "texts/leftover") {
        assert!(found(sentence).iter().all(|one| one.severity != Severity::Error), "{sentence}: {code}");
    }
}
