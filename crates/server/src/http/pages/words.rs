//! The words of the pages, each once in each language.

use yinuo::Standing;
use yinuo::policy::rows::Language;
use yinuo::publish;

/// A word of the pages: Simplified Chinese, English. Traditional Chinese follows from the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word(&'static str, &'static str);

impl Word {
    pub(crate) fn of(self, language: Language) -> &'static str {
        match language {
            Language::Simplified => self.0,
            Language::Traditional => publish::traditional_phrase(self.0),
            Language::English => self.1,
        }
    }
}

// Punctuation is part of a language, too.
pub(crate) const COLON: Word = Word("：", ": ");
pub(crate) const OPEN: Word = Word("（", " (");
pub(crate) const CLOSE: Word = Word("）", ")");

pub(crate) const SKIP: Word = Word("跳到正文", "Skip to the text");
pub(crate) const CONSOLE: Word = Word("控制台", "Console");
pub(crate) const POLICY: Word = Word("隐私政策", "Privacy policy");
pub(crate) const PROMISES: Word = Word("承诺", "Promises");
pub(crate) const PRESSING: Word = Word("需要关注", "To look at");
pub(crate) const DONE: Word = Word("履行", "Carried out");
pub(crate) const REFUSED: Word = Word("拒绝", "Refused");
pub(crate) const LATE: Word = Word("迟延", "Late");
pub(crate) const WAITING: Word = Word("待办", "Waiting");
pub(crate) const LAST: Word = Word("最近一次", "Last");
pub(crate) const NEVER_YET: Word = Word("尚无", "Not yet");
pub(crate) const FIRST_DUE: Word = Word("最早到期", "first due");
pub(crate) const EVIDENCE: Word = Word("最新证据", "Newest evidence");
pub(crate) const GAPS: Word = Word("政策空白", "Gaps");
pub(crate) const GAPS_ABOUT: Word = Word(
    "有人请求过、而政策没有写明的事项。引擎一律拒绝，并计数于此，供政策作者补写。",
    "What somebody asked for and the policy does not declare. It is refused, and counted here for the policy's author.",
);
pub(crate) const NO_GAPS: Word =
    Word("没有空白：至今请求的事项，政策都有写明。", "None: the policy speaks of everything asked for so far.");
pub(crate) const ABOUT: Word = Word("事项", "About");
pub(crate) const CODE: Word = Word("代码", "Code");
pub(crate) const COUNT: Word = Word("次数", "How often");
pub(crate) const VERSION: Word = Word("版本", "Version");
pub(crate) const AS_OF: Word = Word("截至", "As of");
pub(crate) const NUMBER: Word = Word("条目", "Entry");
pub(crate) const WHEN: Word = Word("时间", "When");
pub(crate) const ACT: Word = Word("行为", "Act");
pub(crate) const OUTCOME: Word = Word("结果", "Outcome");
pub(crate) const DONE_ONE: Word = Word("已履行", "done");
pub(crate) const REFUSED_ONE: Word = Word("已拒绝", "refused");
pub(crate) const TIMELINE: Word = Word("数据去向", "Timeline");
pub(crate) const TIMELINE_ABOUT: Word = Word(
    "选择一个事件和它发生的时间，即可看到每项数据、日志和副本何时到期，以及依据哪项承诺。",
    "Choose an event and when it happens: you see when each value, log and copy ends, and by which promise.",
);
pub(crate) const EVENT: Word = Word("事件", "Event");
pub(crate) const AND_EVENT: Word = Word("另一事件（可选）", "Another event (optional)");
pub(crate) const NO_EVENT: Word = Word("无", "none");
pub(crate) const DATE: Word = Word("发生时间", "When it happens");
pub(crate) const SHOW: Word = Word("显示", "Show");
pub(crate) const PICTURE: Word = Word("图示", "Picture");
pub(crate) const TABLE: Word = Word("明细", "Table");
pub(crate) const LAW: Word = Word("法律依据", "Law");
pub(crate) const NO_SUCH_EVENT: Word = Word("政策中没有这个事件", "The policy knows no such event");
pub(crate) const MEANT: Word = Word("您是指", "Did you mean");
pub(crate) const NO_SUCH_DATE: Word = Word(
    "无法识别这个时间，请按 2026-05-20 或 2026-05-20T10:00 填写",
    "This is no time; write it like 2026-05-20 or 2026-05-20T10:00",
);
pub(crate) const TOO_FAR: Word = Word("期限超出可以计算的年份", "An end lies beyond the years that can be counted");
pub(crate) const ONLY_STAFF: Word = Word("仅供工作人员使用", "For staff only");

/// How a promise stands: a symbol and a word, so that colour never speaks alone.
pub(crate) const fn standing(standing: Standing) -> (&'static str, Word) {
    match standing {
        Standing::Kept => ("✓", Word("信守", "Kept")),
        Standing::Due => ("◷", Word("将到期", "Due")),
        Standing::AtRisk => ("▲", Word("有风险", "At risk")),
        Standing::Broken => ("✕", Word("已违背", "Broken")),
    }
}

/// What the language calls itself.
pub(crate) const fn own_name(language: &Language) -> &'static str {
    match language {
        Language::Simplified => "简体中文",
        Language::Traditional => "繁體中文",
        Language::English => "English",
    }
}
