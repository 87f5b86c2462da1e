//! What the timeline itself says, in every language.

use crate::phrases::phrases;

phrases! {
    TITLE: "What becomes of data: {events}" | "数据去向：{events}";
    EVENT_AT: "{event}, {instant}" | "{event}（{instant}）";
    ABOUT: "{name}, version {version}; times in {zone}" | "{name}，版本{version}；时区为{zone}";
    PICTURE: "A bar shows how long something stays readable, from the event on. The axis is logarithmic: minutes and years stand side by side." | "横条表示自事件发生起仍可读取的时间。时间轴采用对数刻度，分钟与年份并列显示。";

    COLUMN_WHAT: "What" | "对象";
    COLUMN_UNTIL: "Readable until" | "可读取至";
    COLUMN_GONE: "Last copy gone by" | "最后一份副本清除";
    COLUMN_HOW: "How it is counted" | "计算方式";
    COLUMN_THEN: "Then" | "期满处理";
    COLUMN_PROMISE: "Promise" | "承诺";

    GROUP_ENDS: "Ends with this event" | "因本事件到期";
    GROUP_DUTY: "Then kept for a duty only" | "此后仅为履行义务保留";
    GROUP_UNTOUCHED: "Not affected" | "不受影响";
    GROUP_LOGS: "Logs and backups" | "日志与备份";
    GROUP_COPIES: "Copies at recipients" | "接收方持有的副本";
    GROUP_MESSAGES: "Messages and cookies" | "消息与 Cookie";

    LATEST: "{instant} at the latest" | "最迟{instant}";
    PROVISIONAL: "{instant} (provisional)" | "{instant}（暂定）";
    KEPT_UNTIL: "kept until {ends}" | "保存至{ends}";
    AND_THEN: "{event} + {period}" | "{event}后{period}";
    OR: " or " | "，或者";
    CALLED_OFF: "called off: {by} comes in time; kept until {ends}" | "不再到期：期间{by}；保存至{ends}";
    NOT_STATED: "–" | "–";
    LAST_COPY: "last copy gone by {instant}" | "最后一份副本清除：{instant}";
    RESTRICTED_ON: "stays, restricted" | "继续保留并限制使用";

    WITHIN: "within {period} of: {event}" | "自{event}起{period}内";
    WITHIN_ONCE: "at once: {event}" | "{event}时立即";
    EXACTLY: "exactly {period} from: {event}" | "自{event}起满{period}";
    COUNTED: "{how}; {counted}" | "{how}；{counted}";
    UNLESS: "{how}; unless: {event}" | "{how}；期间{event}的除外";
    ENTRY: "the entry is written" | "日志写入";
    BACKUP: "the backup is made" | "备份生成";
    STORED: "it is stored on the device" | "存入设备";

    ONLY_FOR: "{then}; from {instant} on only for: {purpose}" | "{then}；自{instant}起仅用于：{purpose}";
    ONLY_FOR_LATER: "{then}; once nothing else keeps it, only for: {purpose}" | "{then}；其他保存理由消失后仅用于：{purpose}";
    KEYS: "unreadable with the backup's key" | "备份密钥销毁，无法读取";
    ENTRIES: "the entries' text is erased; their fingerprints stay" | "删除记录正文，仅保留校验值";

    WHAT_LOG: "Entries up to the event: {log}" | "事件发生前的记录：{log}";
    WHAT_BACKUP: "Backups made up to the event" | "事件发生前的备份";
    ITEMS_OF: "{record} ({items})" | "{record}（{items}）";
    WHAT_COOKIE: "On devices: {cookie}" | "设备上的：{cookie}";
    WHAT_SUPPRESSION: "Refusal, as a hash: {list}" | "拒绝记录（哈希值）：{list}";
    WHOLE: "{record}, as a whole" | "{record}（整条记录）";

    NO_MORE: "nothing more is sent from {instant} on" | "自{instant}起不再发送";
    SENT_ON: "goes on being sent where it is needed" | "在需要时继续发送";
    ERASES: "told at the event, it erases within {period}: {instant}" | "事件发生时通知的，{period}内删除：{instant}";
    ERASES_ONCE: "told at the event, it erases at once" | "事件发生时通知的，立即删除";
    RETURNS: "by contract it returns or erases it" | "依合同返还或者删除";
    UNDER_CONTRACT: "no term stated: the contract decides" | "政策未写明期限，依合同";
    OWN_POLICY: "no term stated: its own policy decides" | "政策未写明期限，依其自身政策";
    BOUND_BY: "bound by: {agreement}" | "受其约束：{agreement}";
    BOUND_TO: "bound by: {agreement} ({terms})" | "受其约束：{agreement}（{terms}）";
    AT_CONTRACT_END: "{bound}; when the contract ends: {end}" | "{bound}；合同终止时：{end}";
    NOT_RECALLED: "this event does not call back what was sent before" | "本事件不收回此前已发送的信息";
    STOPS: "stops {instant}" | "{instant}停止";
    GOES_ON: "goes on" | "照常继续";
    GOES_ON_WITHOUT: "goes on, but no longer over {channel}" | "照常发送，但不再使用{channel}";

    NOTE_PROVISIONAL: "provisional: the official calendar of {year} is not known yet; Monday to Friday except the fixed holidays is assumed, and the day may move" | "暂定：{year}年官方放假安排尚未公布或者尚未载入，暂按周一至周五（固定节假日除外）推算，日期可能变动";
    NOTE_LATEST: "at the latest: for what was made at the moment of the event; what is older goes earlier, by its own term" | "最迟：以事件发生时生成的数据为准，更早的数据依其自身期限更早到期";
    NOTE_WITHIN: "within: an upper bound, swept earlier; from the instant given it is refused in any case. exactly: kept until the instant, refused from it on" | "“内”为上限，会提前清除，自所示时刻起一律不可读取；“满”为保存至该时刻，自该时刻起不可读取";
    NOTE_EMPTY: "nothing ends with this event" | "没有数据因本事件到期";

    LEGEND_READABLE: "readable" | "可读取";
    LEGEND_RESTRICTED: "for one duty only" | "仅为履行义务";
    LEGEND_UNTOUCHED: "not affected" | "不受影响";
    LEGEND_PROVISIONAL: "provisional end" | "暂定期限";
    LEGEND_COPIES: "copy in backups" | "备份中的副本";
    LEGEND_ELSEWHERE: "held by others" | "由他人持有";
    EVENT_MARK: "event" | "事件";
    MINUTES: "{n} min" | "{n}分钟";
    HOURS: "{n} h" | "{n}小时";
    DAYS: "{n} d" | "{n}天";
    MONTHS: "{n} mo" | "{n}个月";
    YEARS: "{n} y" | "{n}年";
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn a_phrase_has_the_same_slots_in_every_language() {
        let slots = |pattern: &'static str| pattern.split(['{', '}']).skip(1).step_by(2).collect::<BTreeSet<_>>();
        for (name, phrase) in super::ALL {
            assert_eq!(slots(phrase.en), slots(phrase.zh_hans), "{name}");
        }
    }
}
