//! Sentence patterns, table by table. A slot is filled with words, a list or a name that leads to its row.

use super::phrases;

phrases! {
    // How pieces are joined.
    SPACE: " " | "";
    STOP: "." | "。";
    COMMA: ", " | "、";
    AND: " and " | "和";
    SEMICOLON: "; " | "；";
    DESK: "{desk} ({mail})" | "{desk}（{mail}）";
    WITHIN: "within {period}" | "{period}内";
    ONCE: "once" | "一次";
    TIMES: "{count} times" | " {count} 次";
    AT_ONCE: "at once" | "立即";
    DATE: "{day} {month} {year}" | "{year} 年 {month} 月 {day} 日";
    COUNT_OF: "{count} × {item}" | "{item} {count} 次";
    ITEM_OF: "{record} ({items})" | "{record}（{items}）";

    // [policy], [controller], [contact.*], [setting.*]
    POLICY_NAME: "This is the privacy policy of {name}, version {version} (product {id})." | "本文件是《{name} 隐私政策》，版本 {version}（产品标识 {id}）。";
    POLICY_DATES: "Last changed on {updated}; in force from {effective}." | "最近更新于 {updated}，自 {effective}起生效。";
    POLICY_LANGUAGES: "Published in {languages}; the first named is authoritative." | "以{languages}发布，以排在最前的语言为准。";
    POLICY_RULES: "It follows {rules}." | "遵循{rules}。";
    POLICY_ZONE: "Days are counted in the time zone {zone}." | "日期按时区 {zone} 计算。";
    POLICY_AUDIENCE: "The product serves {audience}." | "本产品面向{audience}。";
    CONTROLLER: "{name} decides why and how your data is processed." | "{name}决定您的个人信息的处理目的和处理方式。";
    CONTROLLER_ADDRESS: "Address: {address}." | "地址：{address}。";
    CONTROLLER_SEAT: "Seat: {country}." | "所在国家或地区：{country}。";
    CONTACT_MAIL: "Write to {email}." | "请发送邮件至 {email}。";
    CONTACT_FOR: "For {matters}." | "受理{matters}。";
    SETTING_DEFAULT: "{period} unless set otherwise." | "默认为 {period}。";
    SETTING_MAX: "Never longer than {period}." | "最长不超过 {period}。";

    // [data.*]
    SENSITIVE: "Sensitive." | "敏感个人信息。";
    KEEP: "{kept}." | "{kept}。";
    FIND: "Can be looked up {how}." | "可以{how}。";
    SHAPE: "Checked as {shape}." | "按{shape}校验。";
    SHAPE_MASKED: "Checked as {shape}; shown partly hidden where it need not be seen." | "按{shape}校验，无需完整显示时部分隐藏。";
    DRAWN: "We draw it ourselves: {digits} digits, accepted {uses}, void after {tries} wrong tries; at most {draws} are drawn within {window}." | "由我们生成：{digits} 位数字，可使用{uses}，输错 {tries} 次即作废；{window}内最多生成 {draws} 个。";

    // [record.*]
    RECORD_OPTIONAL: "May be missing: {items}." | "可以缺少：{items}。";
    RECORD_CATEGORY: "Listed under {category}." | "归入{category}。";
    RECORD_DERIVED: "Worked out by the system from {records}." | "由系统根据{records}计算得出。";
    RECORD_SINGLE: "One at a time: a new one takes the place of the old." | "只保存一份，新的取代旧的。";

    // [never.*]
    NEVER_CLASSES: "Kinds that are refused: {classes}." | "拒绝的信息类别：{classes}。";
    NEVER_NAMES: "Fields that are refused, however they are spelled: {names}." | "拒绝的字段（不论写法）：{names}。";
    NEVER_PURPOSES: "Purposes that are refused: {purposes}." | "拒绝的目的：{purposes}。";
    NEVER_ITEMS: "This concerns {items}." | "适用于{items}。";
    NEVER_ORIGINS: "Nothing is taken that comes {origins}." | "不接受{origins}的信息。";
    NEVER_BATCHES: "More than one value in one message is refused." | "一次提交多个数值时一律拒绝。";

    // [activity.*]
    ACTIVITY_OPENED: "Opened by {who} alone." | "只能由{who}开启。";
    ACTIVITY_TAKES: "Takes at most {items}." | "每次最多采集：{items}。";
    ACTIVITY_CLOSES: "Closes by itself after {period}." | "{period}后自动结束。";

    // [role.*]
    ROLE_OF: "Acts for {whom}." | "代表{whom}操作。";
    ROLE_ADMINISTERS: "May decide for the enterprise customer." | "可以代表企业客户作出决定。";

    // [purpose.*]
    PURPOSE_FUNCTION: "{function}." | "{function}。";
    PURPOSE_BASIS: "Basis: {basis}." | "处理依据：{basis}。";
    PURPOSE_CONSENT: "Your consent: {kind}." | "同意方式：{kind}。";
    PURPOSE_PERMISSION: "Your device must also allow access to {permission}." | "还需您在设备上授予{permission}权限。";
    PURPOSE_DURING: "Only during {activity}." | "仅限于{activity}期间。";
    PURPOSE_OCCASIONS: "Only for {occasions}." | "仅用于{occasions}。";
    PURPOSE_COLLECTS: "We record: {records}." | "我们记录：{records}。";
    READS: "{form}: {items}." | "{form}：{items}。";
    PURPOSE_BY: "Used by {actors} and by nobody else." | "仅由{actors}使用。";
    PURPOSE_OPENS: "With this your account is opened." | "您的账户由此开立。";
    PURPOSE_OUTLIVES: "This goes on after an account is closed, disabled or suspended." | "账户注销、停用或者暂停后仍然进行。";
    PURPOSE_IMPACT: "What it means for you: {impact}" | "对您的影响：{impact}";
    PURPOSE_WITHOUT: "Without it: {without}" | "不同意时：{without}";

    // [message.*]
    MESSAGE_PURPOSE: "For: {purpose}. Sent over: {channels}." | "用途：{purpose}。发送渠道：{channels}。";
    MESSAGE_STOP: "How to stop it: {stop}" | "如何停止接收：{stop}";

    // [recipient.*], [agreement.*], [circumstance.*]
    RECIPIENT_FOR: "For: {purposes}." | "目的：{purposes}。";
    RECIPIENT_COUNTRY: "Processed in {country}." | "处理地点：{country}。";
    RECIPIENT_BASIS: "Ground for the transfer abroad: {basis}" | "出境依据：{basis}";
    RECIPIENT_CONNECTOR: "Connection: {connector}." | "连接方式：{connector}。";
    RECIPIENT_ROLE: "{role}." | "{role}。";
    RECIPIENT_AGREEMENT: "Nothing is sent without a {agreement}." | "未签订{agreement}不发送任何信息。";
    RECIPIENT_URL: "Its own policy: {url}." | "其隐私政策：{url}。";
    AGREEMENT_TERMS: "Must confirm: {terms}." | "必须确认：{terms}。";
    AGREEMENT_REMIND: "We are reminded {period} before it ends." | "到期前 {period}提醒我们续签。";
    CIRCUMSTANCE_NEEDS: "On file must be {needs}." | "必须留存{needs}。";
    CIRCUMSTANCE_APPROVED: "Approved by {role}, who may not be the one who asks." | "须经{role}批准，批准人不得为申请人。";
    CIRCUMSTANCE_LASTS: "An approval lasts {period}." | "批准的有效期为 {period}。";

    // [retention.*], [event.*], [log.*]
    RETENTION_WITHIN: "It is {end} {within} after {event}{counted}." | "自{event}起 {within}{end}{counted}。";
    RETENTION_FOR: "Kept for exactly {period} after {event}{counted}; then {end}." | "自{event}起保存 {period}{counted}，期满后{end}。";
    COUNTED: " ({counted})" | "（{counted}）";
    RETENTION_SOONER: "Sooner if one of these comes first: {ends}." | "发生下列情形之一的，提前到期：{ends}。";
    SOONER_WITHIN: "{within} after {event}{unless}" | "自{event}起 {within}{unless}";
    SOONER_FOR: "exactly {period} after {event}{unless}" | "自{event}起满 {period}{unless}";
    UNLESS: ", unless {event} in time" | "（期间{event}的除外）";
    RETENTION_BASIS: "The law that wants it: {basis}." | "法律依据：{basis}。";
    RETENTION_SURVIVES: "Not ended when {events}." | "不因下列情形而终止：{events}。";
    RETENTION_ONLY: "Once nothing else keeps it, it is used only for: {purpose}." | "其他保存理由消失后，仅用于：{purpose}。";
    EVENT_OF: "Happens to {whom}." | "发生于{whom}。";
    LOG_OF: "Entries about: {acts}." | "记录：{acts}。";
    LOG_FOR: "Kept for exactly {period}." | "保存 {period}。";

    // [place.*], [transfer], [protect]
    PLACE_REGION: "Region {region}, {country}." | "地域 {region}，{country}。";
    TRANSFER_STAYS: "Data is kept in {countries} only." | "信息只存放于{countries}。";
    PROTECT_SUITE: "What is encrypted is encrypted with {suite}." | "加密算法为 {suite}。";
    PROTECT_SENSITIVE: "Key sensitive fields: {items}." | "关键敏感字段：{items}。";
    PROTECT_BACKUP: "A backup is made every {every}; its key is destroyed after {keep}." | "每 {every}备份一次，备份的密钥在 {keep}后销毁。";
    PROTECT_AUDIT: "Security is audited every {period}." | "每 {period}进行一次安全审计。";
    PROTECT_SCAN: "Vulnerabilities are scanned for every {period}." | "每 {period}进行一次漏洞扫描。";

    // [minors], [incident]
    MINORS_OFFERED: "People under {age} may register." | "未满 {age} 周岁者可以注册。";
    MINORS_REFUSED: "Registration is not offered to people under {age}." | "不向未满 {age} 周岁者提供注册。";
    MINORS_FOUND: "If one is found without a guardian's consent, {effect}; the last copy is gone {within}." | "发现其未经监护人同意注册的，{effect}；最后一份信息 {within}清除。";
    MINORS_CONTACT: "Guardians write to {contact}." | "监护人请联系{contact}。";
    INCIDENT_NOTIFY: "We tell the people affected {within} over {channels}." | "我们 {within}通过{channels}告知受影响的个人。";
    INCIDENT_CONTENT: "The notice says: {content}." | "告知内容包括：{content}。";
    INCIDENT_AUTHORITIES: "We also report to: {authorities}." | "我们同时报告：{authorities}。";

    // [right.*], [notice.*], [change.*]
    RIGHT_WITHIN: "Answered {within}." | "{within}答复。";
    RIGHT_CHANNELS: "Where to ask: {channels}." | "提出方式：{channels}。";
    NOTICE_WHEN: "Told {when}." | "{when}告知。";
    NOTICE_PURPOSES: "It concerns: {purposes}." | "涉及：{purposes}。";
    CHANGE_BEFORE: "Announced {period} before, over {channels}." | "提前 {period}通过{channels}公布。";
    CHANGE_BEFORE_AT_ONCE: "Announced at once, over {channels}." | "立即通过{channels}公布。";
    CHANGE_ASKS: "Your consent is asked again." | "重新征得您的同意。";
    CHANGE_ASKS_NOT: "Your consent is not asked again." | "不再重新征求同意。";
}
