//! What the shorter forms of the document say: the summary, the notices and the lists.

use super::phrases;

phrases! {
    FULL: "Read the full privacy policy" | "阅读隐私政策全文";

    // The summary.
    SHORT: "{name}: your privacy in short" | "{name}隐私政策摘要";
    SHORT_WHO: "{controller} decides why and how your data is processed. Questions: {contact}." | "{controller}决定您的个人信息的处理目的和处理方式。咨询请联系{contact}。";
    SHORT_BASIC: "What the service cannot do without: {purposes}." | "提供基本功能所必需：{purposes}。";
    SHORT_ADDITIONAL: "Off until you turn it on: {purposes}." | "由您自行开启的附加功能：{purposes}。";
    SHORT_PERMISSIONS: "Your device asks you before we use {permissions}." | "使用{permissions}权限前，您的设备会先征求您的允许。";
    SHORT_SENSITIVE: "Sensitive personal information that may be processed: {items}." | "可能处理的敏感个人信息：{items}。";
    SHORT_OTHERS: "Others who receive data: {recipients}." | "其他接收方：{recipients}。";
    SHORT_ABROAD: "Sent abroad: {recipients}." | "向境外提供：{recipients}。";
    SHORT_AT_HOME: "Nothing is sent abroad." | "不向境外提供个人信息。";
    SHORT_RIGHT: "{right}: answered {within}." | "{right}：{within}答复。";
    SHORT_MINORS: "Minors: {what}" | "未成年人：{what}";
    SHORT_AGREE: "“Agree” means: {purposes}. Nothing else is agreed to with it." | "点击“同意”，仅表示同意：{purposes}。不包含其他事项。";
    SHORT_DECLINE: "“Decline” means: nothing is recorded for this." | "点击“不同意”，我们不会为此记录任何信息。";
    SHORT_LATER: "What needs a consent of its own is asked for when you first use it. To decline that leaves the rest as it is." | "需要您单独同意的事项，在您首次使用相应功能时另行征求；不同意不影响其他功能。";
    SHORT_RIGHTS: "Your rights" | "您的权利";
    SHORT_CHOICE: "Your choice" | "您的选择";
    SHORT_WHAT: "What happens to your data" | "我们如何处理您的信息";

    // The notices.
    NOTICES: "{name}: notices at the moment of asking" | "{name}即时告知";
    NOTICE_PURPOSE: "What for" | "处理目的";
    NOTICE_DATA: "What data" | "处理的信息";
    NOTICE_METHOD: "How" | "处理方式";
    NOTICE_NECESSITY: "Why it is necessary" | "处理的必要性";
    NOTICE_IMPACT: "What it means for you" | "对您个人权益的影响";
    NOTICE_PERMISSION: "What your device asks" | "设备权限";
    NOTICE_RECIPIENTS: "Who else receives it" | "接收方";
    NOTICE_NOBODY: "Nobody." | "不提供给其他方。";
    NOTICE_ABROAD: "Sent abroad" | "向境外提供";
    NOTICE_AGAINST: "To exercise your rights against {recipient}: {contact}." | "向{recipient}行使权利的方式：{contact}。";
    NOTICE_AGAINST_US: "To exercise your rights against {recipient}, write to us: {contact}." | "向{recipient}行使权利的，请通过我们提出：{contact}。";
    NOTICE_LONG: "How long" | "保存期限";
    NOTICE_WITHOUT: "If you decline" | "如果不同意";
    NOTICE_WITHDRAW: "How to withdraw" | "如何撤回同意";
    NOTICE_SYSTEM: "You can turn the permission off in your device's settings at any time." | "您可以随时在设备的系统设置中关闭该权限。";
    NOTICE_ASKED: "What is asked of you" | "征求的同意";
    NOTICE_CHOICE: "Your choice" | "您的选择";
    NOTICE_BUTTONS: "“Agree, for this alone” or “Not now”" | "“仅就此事项同意”或者“暂不同意”";
    NOTICE_WITH_POLICY: "With this policy as a whole: “Agree” or “Decline”" | "与本政策一并选择“同意”或者“不同意”";

    // The lists.
    DATA_LIST: "{name}: data that we collect" | "{name}已收集个人信息清单";
    RECIPIENT_LIST: "{name}: who else receives data" | "{name}与第三方共享个人信息清单";
    // Of several retention rules, which one this is.
    RULE: "{what}: {rule}" | "{what}：{rule}";
    COLUMN_PURPOSES: "What for" | "使用目的";
    COLUMN_LONG: "How long" | "保存期限";
    COLUMN_GIVEN: "Given to" | "提供给";
    NONE: "None." | "无。";
}
