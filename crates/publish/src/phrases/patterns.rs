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
    CONTROLLER_REGISTRATION: "Registered under number {number}." | "注册号码：{number}。";
    CONTROLLER_POSTCODE: "Postal code: {code}." | "邮政编码：{code}。";
    CONTROLLER_PHONE: "Telephone: {phone}." | "电话：{phone}。";
    CONTROLLER_ALSO: "Also called {names}; all these names mean the same party." | "又称{names}，均指同一主体。";
    CONTROLLER_REPRESENTATIVE: "Representative in China: {who}." | "境内代表：{who}。";
    CONTROLLER_JOINT: "Decides together with {who}." | "与{who}共同决定。";
    POLICY_ACCEPTED: "Accepted {how}." | "{how}。";
    POLICY_TERMS: "Words mean what they mean in the terms of service: {terms}." | "用语含义与服务条款相同：{terms}。";
    CONTACT_MAIL: "Write to {email}." | "请发送邮件至 {email}。";
    CONTACT_PHONE: "Telephone: {phone}." | "电话：{phone}。";
    CONTACT_POST: "By post: {post}." | "邮寄地址：{post}。";
    CONTACT_PAGE: "On the page: {page}." | "页面入口：{page}。";
    CONTACT_BY: "Answered by {role}." | "由{role}答复。";
    CONTACT_WITHIN: "Answered {within}." | "{within}答复。";
    PLATFORM_KIND: "{kind}." | "{kind}。";
    PLATFORM_URL: "Address: {url}." | "网址：{url}。";
    PLATFORM_FOREIGN: "Run by somebody else: this policy does not apply there." | "由他人运营，不适用本政策。";
    STATEMENT_TOPIC: "Concerning {topic}." | "主题：{topic}。";
    STATEMENT_BESIDE: "Shown beside {promises}." | "与{promises}一并展示。";
    CONTACT_FOR: "For {matters}." | "受理{matters}。";
    SETTING_DEFAULT: "{period} unless set otherwise." | "默认为 {period}。";
    SETTING_MAX: "Never longer than {period}." | "最长不超过 {period}。";

    // [data.*]
    SENSITIVE: "Sensitive." | "敏感个人信息。";
    HARMS: "A leak can hurt {harms}." | "泄露可能危害{harms}。";
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

    // [derived.*], [source.*]
    DERIVED_FROM: "Made of {from}." | "来源：{from}。";
    DERIVED_BY: "{how}." | "{how}。";
    DERIVED_GROUP: "No group smaller than {count} people shows in it." | "不展示少于 {count} 人的分组。";
    DERIVED_FOR: "Used for: {purposes}." | "用途：{purposes}。";
    SOURCE_GIVES: "Gives: {items}." | "提供：{items}。";
    SOURCE_FOR: "Taken over for: {purposes}." | "用途：{purposes}。";
    SOURCE_CONDITION: "Before: {condition}" | "前提：{condition}";

    // [cookie.*], [automated.*]
    COOKIE_KIND: "{kind}." | "{kind}。";
    COOKIE_NAMES: "Stored as {names}." | "存储名称：{names}。";
    COOKIE_BY: "Set by {who}." | "由{who}设置。";
    COOKIE_RECIPIENT: "Read by {recipient}." | "由{recipient}读取。";
    COOKIE_PURPOSE: "Waits for your consent to: {purpose}." | "须先同意：{purpose}。";
    COOKIE_LIFE: "Stays {period}." | "有效期 {period}。";
    COOKIE_SESSION: "Gone when the browser closes." | "关闭浏览器后即失效。";
    COOKIE_WITHOUT: "Without it: {without}" | "禁用后：{without}";
    AUTOMATED_PURPOSE: "For: {purpose}." | "目的：{purpose}。";
    AUTOMATED_USES: "Uses {items}." | "使用{items}。";
    AUTOMATED_LOGIC: "How: {logic}" | "决策方式：{logic}";
    AUTOMATED_EFFECT: "What it means for you: {effect}" | "对您的影响：{effect}";
    AUTOMATED_MAJOR: "It may bear strongly on your rights: you can have it explained, and refuse a decision made by software alone." | "可能对您的权益有重大影响：您可以要求说明，并拒绝仅由软件作出的决定。";
    AUTOMATED_OPT_OUT: "How to refuse it: {how}" | "如何拒绝：{how}";
    AUTOMATED_APPEAL: "Object at {contact}." | "异议请联系{contact}。";
    AUTOMATED_WITHIN: "Objections are answered {within}." | "异议在 {within}答复。";

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
    PURPOSE_PLATFORMS: "Only on {platforms}." | "仅限于{platforms}。";
    PURPOSE_METHOD: "How: {method}" | "处理方式：{method}";
    PURPOSE_LAW: "Wanted by law: {law}." | "法律要求：{law}。";
    PURPOSE_EACH: "Each time, what is asked stands in {place}, and is never more than what is listed here." | "每次所需信息列于{place}，且不超出此处所列范围。";

    // [message.*]
    MESSAGE_PURPOSE: "For: {purpose}. Sent over: {channels}." | "用途：{purpose}。发送渠道：{channels}。";
    MESSAGE_STOP: "How to stop it: {stop}" | "如何停止接收：{stop}";

    // [recipient.*], [agreement.*], [ground.*]
    RECIPIENT_LEGAL: "Company: {name}." | "公司名称：{name}。";
    RECIPIENT_CONTACT: "Contact: {contact}." | "联系方式：{contact}。";
    RECIPIENT_KIND: "{kind}." | "{kind}。";
    RECIPIENT_PRODUCT: "Product: {product}." | "产品：{product}。";
    RECIPIENT_SCENE: "When: {scene}." | "使用场景：{scene}。";
    RECIPIENT_BEHIND: "Behind it: {names}." | "其背后的接收方：{names}。";
    RECIPIENT_ERASES: "Told to erase, it does so {within}." | "接到删除通知后 {within}删除。";
    RECIPIENT_END: "When the contract ends: {what}" | "合同终止后：{what}";
    RECIPIENT_FOR: "For: {purposes}." | "目的：{purposes}。";
    RECIPIENT_COUNTRY: "Processed in {country}." | "处理地点：{country}。";
    RECIPIENT_BASIS: "Ground for the transfer abroad: {basis}" | "出境依据：{basis}";
    RECIPIENT_CONNECTOR: "Connection: {connector}." | "连接方式：{connector}。";
    RECIPIENT_ROLE: "{role}." | "{role}。";
    RECIPIENT_AGREEMENT: "Nothing is sent without a {agreement}." | "未签订{agreement}不发送任何信息。";
    RECIPIENT_URL: "Its own policy: {url}." | "其隐私政策：{url}。";
    AGREEMENT_TERMS: "Must confirm: {terms}." | "必须确认：{terms}。";
    AGREEMENT_REMIND: "We are reminded {period} before it ends." | "到期前 {period}提醒我们续签。";
    GROUND_ALLOWS: "Allows us to {acts}." | "可以{acts}。";
    GROUND_COVERS: "Opens only {items}." | "仅涉及{items}。";
    GROUND_LAW: "Law: {law}." | "法律依据：{law}。";
    GROUND_NEEDS: "On file must be {needs}." | "必须留存{needs}。";
    GROUND_APPROVED: "Approved by {role}, who may not be the one who asks." | "须经{role}批准，批准人不得为申请人。";
    GROUND_LASTS: "An approval lasts {period}." | "批准的有效期为 {period}。";
    GROUND_REVIEW: "Looked at again every {period}." | "每 {period}复核一次。";
    GROUND_LIMIT: "Bound: {limit}" | "限度：{limit}";

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
    RETENTION_UNLESS: "Called off by {event} in time." | "期间{event}的，不再执行。";
    RETENTION_EXTENDS: "Begins anew when {events}." | "{events}后重新起算。";
    RETENTION_LONGER: "You may agree to keep it up to {period} longer." | "您可以同意最多延长 {period}。";
    RETENTION_CRITERION: "How the period was found: {criterion}" | "期限的确定方法：{criterion}";
    SUPPRESSION_OF: "Keeps a hash of {item}, which only answers yes or no." | "仅保存{item}的哈希值，只能回答是或否。";
    SUPPRESSION_FROM: "Kept for exactly {period} after {event}." | "自{event}起保存 {period}。";
    DUTY_EVERY: "Done every {period}." | "每 {period}一次。";
    DUTY_OWNER: "Owner: {role}." | "负责人：{role}。";
    DUTY_EVIDENCE: "Proof: {evidence}." | "证明：{evidence}。";
    DUTY_LAW: "Law: {law}." | "法律依据：{law}。";
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
    MINORS_ASKED: "How we ask the age: {asked}" | "如何询问年龄：{asked}";
    MINORS_GUARDIAN: "How a guardian consents: {guardian}" | "监护人如何同意：{guardian}";
    MINORS_RULES: "Rules for them: {rules}" | "专门规则：{rules}";
    MINORS_OLDER: "Above that age: {older}" | "年满上述年龄的未成年人：{older}";
    MINORS_CONTACT: "Guardians write to {contact}." | "监护人请联系{contact}。";
    INCIDENT_NOTIFY: "We tell the people affected {within} over {channels}." | "我们 {within}通过{channels}告知受影响的个人。";
    INCIDENT_CONTENT: "The notice says: {content}." | "告知内容包括：{content}。";
    INCIDENT_REPORT: "The authorities are told {within}." | "{within}报告主管部门。";
    INCIDENT_ANNOUNCED: "Where people cannot be reached one by one: {announced}" | "难以逐一告知时：{announced}";
    INCIDENT_AUTHORITIES: "We also report to: {authorities}." | "我们同时报告：{authorities}。";

    // [right.*], [notice.*], [change.*]
    RIGHT_WITHIN: "Answered {within}." | "{within}答复。";
    RIGHT_CHANNELS: "Where to ask: {channels}." | "提出方式：{channels}。";
    RIGHT_FROM: "The time runs {start}." | "期限自{start}起算。";
    RIGHT_IDENTITY: "How we check who asks: {identity}" | "身份核验：{identity}";
    RIGHT_FEE: "What it costs: {fee}" | "费用：{fee}";
    RIGHT_OTHERS: "Who else may ask: {others}" | "其他可以提出的人：{others}";
    RIGHT_EFFECT: "What it brings about: {effect}" | "结果：{effect}";
    RIGHT_REMEDY: "If it is refused: {remedy}" | "被拒绝时：{remedy}";
    REFUSAL_OF: "May be held against: {rights}." | "适用于：{rights}。";
    REFUSAL_NEEDS: "On file must be {needs}." | "必须留存{needs}。";
    REFUSAL_LAW: "Law: {law}." | "法律依据：{law}。";
    NOTICE_WHEN: "Told {when}." | "{when}告知。";
    NOTICE_PURPOSES: "It concerns: {purposes}." | "涉及：{purposes}。";
    CHANGE_KINDS: "Changes of {kinds}." | "变更内容：{kinds}。";
    CHANGE_KEEPS: "No right of yours is reduced without your explicit consent." | "未经您明确同意，不会减少您的权利。";
    CHANGE_BEFORE: "Announced {period} before, over {channels}." | "提前 {period}通过{channels}公布。";
    CHANGE_BEFORE_AT_ONCE: "Announced at once, over {channels}." | "立即通过{channels}公布。";
    CHANGE_ASKS: "Your consent is asked again." | "重新征得您的同意。";
    CHANGE_ASKS_NOT: "Your consent is not asked again." | "不再重新征求同意。";

    // What changed since the last version.
    CHANGES_NEW: "New: {what}" | "新增：{what}";
    CHANGES_GONE: "No longer there: {what}" | "不再适用：{what}";
    CHANGES_NOW: "Changed; now it says: {what}" | "变更后：{what}";
    CHANGES_LONGER: "Longer: {what}: from {old} to {new}." | "延长：{what}，由 {old}改为 {new}。";
    CHANGES_SHORTER: "Shorter: {what}: from {old} to {new}." | "缩短：{what}，由 {old}改为 {new}。";
    CHANGES_NONE: "Nothing but wording." | "仅有文字修订。";
}
