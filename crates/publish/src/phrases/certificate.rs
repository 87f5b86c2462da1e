//! What the certificate of an erasure says to a person.

use super::phrases;

phrases! {
    CERTIFICATE: "{name}: certificate of erasure" | "{name}个人信息删除证明";
    DECIDED: "The erasure was decided on {at}, under: {promise}." | "本次删除于{at}决定，依据：{promise}。";
    PROOF: "Reference {erasure}; entry {entry} of the log, which nobody can change unseen, says so." | "编号{erasure}，载于日志第{entry}条；该日志任何改动均可被发现。";
    BACKUPS: "What was erased is put back from no backup; the last one that may still hold some of it, encrypted, cannot be opened any more after {until}." | "已删除的信息不会从备份中恢复；{until}之后，可能仍以加密形式含有该信息的最后一份备份也无法再打开。";
    WENT: "What was erased" | "已删除的信息";
    COUNTED: "{item} × {count}" | "{item}{count}项";
    GONE: "On {at}, under {promise}: {values}." | "{at}，依据{promise}：{values}。";
    GOING: "More is to go; it cannot be read any more." | "另有部分信息正在清除，已无法读取。";
    KEPT: "What stays, and why" | "仍然保留的信息及理由";
    STAYS: "{item}: {why}; for nothing else." | "{item}：{why}；不用于其他目的。";
    STAYS_UNTIL: "{item}: {why}, until {until}; for nothing else." | "{item}：{why}，保留至{until}；不用于其他目的。";
    TOLD: "Who had been sent some of it" | "曾经获得上述信息的接收方";
    ASKED_TO_ERASE: "{who} is asked to erase {items}." | "已要求{who}删除{items}。";
    ASKED_TO_RESTRICT: "{who} is asked to stop using {items}: a law makes it keep them." | "{who}依法须继续保存{items}，已要求其停止使用。";
    ASKED_NOTHING: "{who} is asked nothing about {items}: you authorised it yourself." | "您已自行授权{who}处理{items}，因此未要求其删除。";
    TO_BE_SENT: "That is still to be sent." | "通知尚待发出。";
    SENT: "Sent on {at}, not confirmed yet." | "已于{at}通知，尚未确认。";
    CONFIRMED: "Confirmed on {at}." | "对方已于{at}确认。";
    OVERDUE: "It has not confirmed in time and gets nothing more about you until it does." | "对方逾期未确认，在其确认之前，我们不再向其提供您的信息。";
}
