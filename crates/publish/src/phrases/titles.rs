//! Titles of chapters, groups and columns, and the words around the document.

use super::{Phrase, phrases};

phrases! {
    TITLE: "{name} Privacy Policy" | "{name}隐私政策";
    SKIP: "Skip to the text" | "跳到正文";
    CONTENTS: "Contents" | "目录";
    VERSION: "Version" | "版本";
    UPDATED: "Last changed" | "最近更新";
    EFFECTIVE: "In force from" | "生效日期";
    CONTROLLER_FACT: "Responsible" | "个人信息处理者";
    HASH: "Fingerprint of this version (SHA-256)" | "本版本指纹（SHA-256）";
    ANCHOR: "Link to {path}" | "{path}的链接";
    TOP: "Back to the contents" | "返回目录";

    SINCE: "What changed since the last version" | "与上一版本相比的变更";
    WHO: "Who we are" | "我们是谁";
    COLLECT: "What we hold" | "我们保存哪些信息";
    USE: "What we use it for" | "信息如何使用";
    SHARE: "Who else receives it" | "信息提供给谁";
    RETAIN: "How long it is kept" | "信息保存多久";
    PLACE: "Where it is kept" | "信息存放在哪里";
    PROTECT: "How it is protected" | "信息如何保护";
    MINORS: "Minors" | "未成年人";
    INCIDENT: "Leaks, tampering and loss" | "泄露、篡改与丢失";
    RIGHTS: "Your rights" | "您的权利";
    NOTICE: "What we tell you, and when" | "我们何时告知您";
    SETTINGS: "Numbers that can be set" | "可以设定的期限";
    CONTACT: "How to reach us" | "如何联系我们";

    POLICY: "This policy" | "关于本政策";
    CONTROLLER: "The controller" | "个人信息处理者";
    DATA: "Kinds of data" | "信息种类";
    RECORDS: "Data that is captured together" | "一并记录的信息";
    NEVER: "What we never do" | "我们绝不做的事";
    PURPOSES: "Purposes" | "处理目的";
    ACTIVITIES: "Only while something is open" | "仅在特定操作期间";
    ROLES: "Who acts" | "由谁处理";
    MESSAGES: "What we send you" | "我们向您发送什么";
    RECIPIENTS: "Recipients" | "接收方";
    AGREEMENTS: "Agreements with recipients" | "与接收方的协议";
    GROUNDS: "Without consent, and to others" | "无需同意的处理与其他对外提供";
    PLATFORMS: "Where this policy applies" | "适用范围";
    STATEMENTS: "Good to know" | "请您知悉";
    DERIVED: "What we work out of it" | "加工得出的信息";
    SOURCES: "What others give us" | "由他人提供的信息";
    COOKIES: "Cookies" | "Cookie";
    AUTOMATED: "Decisions made by software" | "自动化决策";
    SUPPRESSIONS: "Lists of those who said no" | "拒绝名单";
    ALARMS: "What is noticed while it happens" | "实时发现的异常";
    DUTIES: "What our people must do" | "我们的管理职责";
    REFUSALS: "When a request may be refused" | "可以拒绝请求的情形";
    RETENTION: "Retention rules" | "保存规则";
    EVENTS: "Events" | "事件";
    CRITERIA: "How periods are found" | "期限的确定标准";
    LOGS: "Logs" | "日志";
    TRANSFER: "Staying and leaving" | "境内存放与出境";
    PLACES: "Regions" | "存放地域";
    NOTICES: "Notices" | "告知事项";
    CHANGES: "Changes of this policy" | "本政策的变更";

    COLUMN_DATA: "Data" | "信息";
    COLUMN_KIND: "Kind" | "类别";
    COLUMN_KEPT: "How it is kept" | "保存方式";
    COLUMN_MORE: "More" | "说明";
    COLUMN_RECORD: "Record" | "记录";
    COLUMN_HOLDS: "Holds" | "包含的信息";
    COLUMN_WHOSE: "Belongs to" | "归属";
    COLUMN_RECIPIENT: "Recipient" | "接收方";
    COLUMN_RECEIVES: "What it receives, and for what" | "接收的信息与目的";
    COLUMN_WHERE: "Where and how" | "地点与方式";
    COLUMN_TERMS: "On what terms" | "约束与说明";
}

/// The columns of the kinds of data.
pub(crate) const DATA_COLUMNS: &[Phrase] = &[COLUMN_DATA, COLUMN_KIND, COLUMN_KEPT, COLUMN_MORE];
/// The columns of the records.
pub(crate) const RECORD_COLUMNS: &[Phrase] = &[COLUMN_RECORD, COLUMN_HOLDS, COLUMN_WHOSE, COLUMN_MORE];
/// The columns of the recipients.
pub(crate) const RECIPIENT_COLUMNS: &[Phrase] = &[COLUMN_RECIPIENT, COLUMN_RECEIVES, COLUMN_WHERE, COLUMN_TERMS];
