//! Sentence patterns, table by table. A slot is filled with words, a list or a name that leads to its row.

use super::phrases;

phrases! {
    // How pieces are joined. A pattern has no space beside a slot in Chinese: what is joined is spaced by its letters.
    SPACE: " " | "";
    STOP: "." | "。";
    STOPS: ".!?" | "。！？";
    COLON: ": " | "：";
    COMMA: ", " | "、";
    AND: " and " | "和";
    AND_BESIDE_AND: ", and " | "以及";
    OR: " or " | "或者";
    OR_BESIDE_OR: ", or " | "，或者";
    // Marks and words, told apart by `|`, that a part of a list may have of its own.
    COMMAS: "," | "、|，|；";
    ANDS: " and | or " | "和|与|及|或";
    CLOSING: ")" | "）";
    ASIDE: "{name} ({note})" | "{name}（{note}）";
    ASIDE_BESIDE_ASIDE: "{name}, {note})" | "{name}，{note}）";
    RULE_OF: "how long {what} is kept" | "{what}的保存期限";
    RULE_OF_MORE: "how long {what} and more is kept" | "{what}等信息的保存期限";
    EVERY: "every {period}" | "每{period}";
    SEMICOLON: "; " | "；";
    WITHIN: "within {period}" | "{period}内";
    ONCE: "once" | "一次";
    TIMES: "{count} times" | "{count}次";
    AT_ONCE: "at once" | "立即";
    DATE: "{day} {month} {year}" | "{year}年{month}月{day}日";
    COUNT_OF: "{count} × {item}" | "{item}{count}次";
    ITEM_OF: "{record} ({items})" | "{record}（{items}）";

    // [policy], [controller], [contact.*], [setting.*]
    POLICY_NAME: "This is the privacy policy of {name}, version {version} (product {id})." | "本文件是《{name}隐私政策》，版本{version}（产品标识{id}）。";
    POLICY_DATES: "Last changed on {updated}; in force from {effective}." | "最近更新于{updated}，自{effective}起生效。";
    POLICY_LANGUAGES: "Published in {languages}; where they differ, the text in {first} prevails." | "本政策以{languages}发布；各语言版本不一致的，以{first}版本为准。";
    POLICY_LANGUAGE: "Published in {language}." | "本政策以{language}发布。";
    POLICY_RULES: "It follows {rules}." | "本政策遵循{rules}。";
    POLICY_ZONE: "Days are counted in {zone}." | "日期按{zone}计算。";
    POLICY_AUDIENCE: "The product serves {audience}." | "本产品面向{audience}。";
    CONTROLLER: "{name} decides why and how your data is processed." | "{name}决定您的个人信息的处理目的和处理方式。";
    CONTROLLER_ADDRESS: "Address: {address}." | "地址：{address}。";
    CONTROLLER_SEAT: "Seat: {country}." | "所在国家或地区：{country}。";
    CONTROLLER_REGISTRATION: "Registered under number {number}." | "注册号码：{number}。";
    CONTROLLER_POSTCODE: "Postal code: {code}." | "邮政编码：{code}。";
    CONTROLLER_PHONE: "Telephone: {phone}." | "电话：{phone}。";
    CONTROLLER_ALSO: "Also called {names}; all these names mean the same party." | "又称{names}，均指同一主体。";
    CONTROLLER_REPRESENTATIVE: "Representative in China: {who}." | "境内代表：{who}。";
    CONTROLLER_REPRESENTATIVE_EU: "Representative in the European Union: {who}." | "欧盟境内代表：{who}。";
    CONTROLLER_ARRANGEMENT: "What was agreed between them: {what}" | "相互约定：{what}";
    CONTROLLER_JOINT: "Decides together with {who}." | "与{who}共同决定。";
    POLICY_ACCEPTED: "{how}." | "{how}。";
    POLICY_PEOPLE: "It holds data of about {people} people." | "保存约{people}人的个人信息。";
    POLICY_TERMS: "Words mean what they mean in the terms of service: {terms}." | "用语含义与服务条款相同：{terms}。";
    CONTACT_MAIL: "Write to {email}." | "请发送邮件至{email}。";
    CONTACT_PHONE: "Telephone: {phone}." | "电话：{phone}。";
    CONTACT_POST: "By post: {post}." | "邮寄地址：{post}。";
    CONTACT_PAGE: "On the page: {page}." | "页面入口：{page}。";
    CONTACT_BY: "Answered by {role}." | "由{role}答复。";
    CONTACT_WITHIN: "Answered {within}." | "{within}答复。";
    PLATFORM_KIND: "Kind: {kind}." | "类型：{kind}。";
    PLATFORM_URL: "Address: {url}." | "网址：{url}。";
    PLATFORM_FOREIGN: "Run by somebody else: this policy does not apply there." | "由他人运营，不适用本政策。";
    STATEMENT_TOPIC: "Concerning {topic}." | "主题：{topic}。";
    STATEMENT_BESIDE: "Shown beside: {promises}." | "随以下内容一并展示：{promises}。";
    CONTACT_FOR: "For {matters}." | "受理{matters}。";
    SETTING_DEFAULT: "{period} unless set otherwise." | "默认为{period}。";
    SETTING_MAX: "Never longer than {period}." | "最长不超过{period}。";

    // [data.*]
    SENSITIVE: "Sensitive." | "敏感个人信息。";
    HARMS: "A leak can hurt {harms}." | "泄露可能危害{harms}。";
    KEEP: "{kept}." | "{kept}。";
    FIND: "Can be looked up {how}." | "可以{how}。";
    SHAPE: "Checked as {shape}." | "按{shape}格式校验。";
    SHAPE_MASKED: "Checked as {shape}; shown partly hidden where it need not be seen." | "按{shape}格式校验；无需完整显示时，隐去部分内容。";
    FILE_KINDS: "Taken: {kinds}." | "接受{kinds}。";
    FILE_AT_MOST: "A file of more than {size} is refused." | "文件超过{size}的，不予接收。";
    FORMER: "Shown as the member's name while the account is open, and as “{word}” once it is closed." | "账户存续期间显示该成员的姓名，注销后显示为“{word}”。";
    DRAWN: "We draw it ourselves: {digits} digits, accepted {uses}, void after {tries} wrong tries; at most {draws} are drawn within {window}." | "由我们生成：{digits}位数字，可使用{uses}，输错{tries}次即作废；{window}内最多生成{draws}个。";

    // [record.*]
    RECORD_OPTIONAL: "May be missing: {items}." | "可以不提供：{items}。";
    RECORD_CATEGORY: "Listed under {category}." | "归入{category}。";
    RECORD_DERIVED: "Worked out by the system from: {records}." | "由系统根据{records}计算得出。";
    RECORD_SINGLE: "One at a time: a new one takes the place of the old." | "只保存一份，新的取代旧的。";

    // [never.*]
    NEVER_CLASSES: "Kinds that are refused: {classes}." | "拒绝的信息类别：{classes}。";
    NEVER_NAMES: "Fields that are refused, however they are spelled: {names}." | "系统拒绝的字段名称（不论写法）：{names}。";
    NEVER_PURPOSES: "Purposes that are refused: {purposes}." | "拒绝的目的：{purposes}。";
    NEVER_ITEMS: "This concerns: {items}." | "涉及：{items}。";
    NEVER_ORIGINS: "Nothing is taken that comes {origins}." | "不接受{origins}的信息。";
    NEVER_BATCHES: "More than one value in one message is refused." | "一次提交多个数值时一律拒绝。";

    // [activity.*]
    ACTIVITY_OPENED: "Opened by {who} alone." | "只能由{who}发起。";
    ACTIVITY_TAKES: "Takes at most: {items}." | "每次最多采集：{items}。";
    ACTIVITY_CLOSES: "Closes by itself after {period}." | "{period}后自动结束。";

    // [derived.*], [source.*]
    DERIVED_FROM: "Made of: {from}." | "来源：{from}。";
    DERIVED_BY: "{how}." | "{how}。";
    DERIVED_SHOWS: "{form}: {items}." | "{form}：{items}。";
    DERIVED_BANDS: "As a band of {width}: {items}." | "按每{width}一段分段呈现：{items}。";
    DERIVED_GROUPS: "Of {item}, these are counted and no others, whether or not anybody is among them: {values}." | "{item}仅统计下列取值，无论是否有人属于其中：{values}。";
    DERIVED_NOISE: "Every number is changed by chance before anybody sees it, so that nobody can be sure from it whether you were counted: the privacy loss of each publication is {epsilon}, and one person counts {times} in it at most." | "任何人看到之前，每个数字都会加入随机误差，因此无法据此断定您是否被计入：每次发布的隐私损失为{epsilon}，其中一个人最多计入{times}。";
    DERIVED_BUDGET: "In any period of {per} the privacy loss of all publications together is {budget} at most; what would go beyond is not published. Such numbers are not called anonymous." | "在任何一段{per}的时间内，所有发布的隐私损失合计不超过{budget}；超出的部分不予发布。我们不将此类数字称为匿名信息。";
    DERIVED_GROUP: "No group smaller than {count} people shows in it." | "不展示少于{count}人的分组。";
    DERIVED_WITHIN: "Made by itself {within} after the data came in; in no other form is the data used for this." | "在收集后{within}自动生成；除此之外，不以其他形式将有关信息用于该用途。";
    DERIVED_COUNTS: "It is counted day by day how often each of these is used, and nothing about who used it: {functions}." | "仅按日统计下列功能的使用次数，不记录由谁使用：{functions}。";
    DERIVED_FOR: "Used for: {purposes}." | "用途：{purposes}。";
    SOURCE_GIVES: "Gives: {items}." | "提供：{items}。";
    SOURCE_FOR: "Taken over for: {purposes}." | "用途：{purposes}。";
    SOURCE_TOLD: "Whose data it is learns of it {within}." | "{within}告知所涉及的个人。";
    SOURCE_CONDITION: "Before: {condition}" | "前提：{condition}";

    // [cookie.*], [automated.*]
    COOKIE_KIND: "Kind: {kind}." | "类型：{kind}。";
    COOKIE_NAMES: "Stored as {names}." | "存储名称：{names}。";
    COOKIE_BY: "Set by {who}." | "由{who}设置。";
    COOKIE_RECIPIENT: "Read by {recipient}." | "由{recipient}读取。";
    COOKIE_PURPOSE: "Waits for your consent to: {purpose}." | "须您先同意：{purpose}。";
    COOKIE_LIFE: "Stays {period}." | "有效期为{period}。";
    COOKIE_SESSION: "Gone when the browser closes." | "关闭浏览器后即失效。";
    COOKIE_WITHOUT: "Without it: {without}" | "禁用后：{without}";
    AUTOMATED_PURPOSE: "For: {purpose}." | "目的：{purpose}。";
    AUTOMATED_USES: "Uses: {items}." | "所用信息：{items}。";
    AUTOMATED_LOGIC: "How: {logic}" | "决策方式：{logic}";
    AUTOMATED_EFFECT: "What it means for you: {effect}" | "对您的影响：{effect}";
    AUTOMATED_MAJOR: "It may bear strongly on your rights: you can have it explained, and refuse a decision made by software alone." | "可能对您的权益有重大影响：您可以要求说明，并拒绝仅由软件作出的决定。";
    AUTOMATED_OPT_OUT: "How to refuse it: {how}" | "如何拒绝：{how}";
    AUTOMATED_APPEAL: "To object, write to: {contact}." | "如有异议，请联系{contact}。";
    AUTOMATED_WITHIN: "Objections are answered {within}." | "提出异议后{within}答复。";

    // [role.*]
    ROLE_CLEARED: "Reads data up to grade {grade}." | "可查阅的信息最高为{grade}级。";
    ROLE_ADMINISTERS: "May decide for the enterprise customer." | "可以代表企业客户作出决定。";
    ROLE_OF: "{what}." | "{what}。";

    // [purpose.*]
    PURPOSE_FUNCTION: "{function}." | "{function}。";
    PURPOSE_BASIS: "Basis: {basis}." | "处理依据：{basis}。";
    PURPOSE_CONSENT: "Consent is {kind}." | "同意方式：{kind}。";
    PURPOSE_PERMISSION: "Your device must also allow access to {permission}." | "还需您在设备上授予{permission}权限。";
    PURPOSE_DURING: "Only during: {activity}." | "仅在以下期间进行：{activity}。";
    PURPOSE_OCCASIONS: "Only for {occasions}." | "仅用于{occasions}。";
    PURPOSE_COLLECTS: "We record: {records}." | "我们记录：{records}。";
    READS: "{form}: {items}." | "{form}：{items}。";
    PURPOSE_BY: "Used only by {actors}." | "仅由{actors}使用。";
    PURPOSE_OPENS: "With this your account is opened." | "您的账户由此开立。";
    PURPOSE_OUTLIVES: "This goes on after an account is closed, disabled or suspended." | "账户注销、停用或者暂停后仍然进行。";
    PURPOSE_ENDS: "It ends when {events}." | "下列情形发生后不再需要：{events}。";
    PURPOSE_IMPACT: "What it means for you: {impact}" | "对您的影响：{impact}";
    PURPOSE_WITHOUT: "Without it: {without}" | "不同意时：{without}";
    PURPOSE_PLATFORMS: "Only on: {platforms}." | "仅限于{platforms}。";
    PURPOSE_METHOD: "How: {method}" | "处理方式：{method}";
    PURPOSE_LAW: "Required by law: {law}." | "法律要求：{law}。";
    PURPOSE_EACH: "Each time, {place} shows what is asked, and never more than what is listed here." | "每次所需信息列于{place}，且不超出此处所列范围。";

    // [message.*]
    MESSAGE_PURPOSE: "For: {purpose}. Sent by: {channels}." | "用途：{purpose}。发送渠道：{channels}。";
    MESSAGE_STOP: "How to stop it: {stop}" | "如何停止接收：{stop}";

    // [recipient.*], [agreement.*], [ground.*]
    RECIPIENT_LEGAL: "Company: {name}." | "公司名称：{name}。";
    RECIPIENT_CONTACT: "Contact: {contact}." | "联系方式：{contact}。";
    RECIPIENT_KIND: "Kind: {kind}." | "类型：{kind}。";
    RECIPIENT_PRODUCT: "Product: {product}." | "产品：{product}。";
    RECIPIENT_SCENE: "When: {scene}." | "使用场景：{scene}。";
    RECIPIENT_BEHIND: "Behind it: {names}." | "其背后的接收方：{names}。";
    RECIPIENT_ERASES: "Told to erase, it does so {within}." | "接到删除通知后{within}删除。";
    RECIPIENT_KEEPS: "When we erase what it was sent, it stops using it and keeps it for as long as this law wants: {law}" | "我们删除其所获信息时，其依以下法律继续保存但停止使用：{law}";
    RECIPIENT_END: "When the contract ends: {what}" | "合同终止后：{what}";
    RECIPIENT_FOR: "For: {purposes}." | "目的：{purposes}。";
    RECIPIENT_COUNTRY: "Processed in {country}." | "处理地点：{country}。";
    RECIPIENT_BASIS: "Ground for the transfer abroad: {basis}" | "出境依据：{basis}";
    RECIPIENT_CONNECTOR: "Connection: {connector}." | "连接接口：{connector}。";
    RECIPIENT_PEOPLE: "Data of about {people} people goes there in a year." | "每年约涉及{people}人。";
    RECIPIENT_ROLE: "{role}." | "{role}。";
    RECIPIENT_AGREEMENT: "Nothing is sent before this is signed: {agreement}." | "未签订{agreement}的，不提供任何信息。";
    RECIPIENT_INSIDE: "It uses the data only inside an environment that we provide: {role} lets it in, for {period} at most each time; it reads one person's data at a time, of {people} people at most; nothing is sent to it, and nothing is taken out." | "仅在我们提供的环境中使用信息：由{role}开通，每次最长{period}；逐人读取，每次最多读取{people}人的信息；不向其发送任何信息，信息不得带出该环境。";
    RECIPIENT_MINORS: "Also receives data marked as a minor's." | "也接收标记为未成年人信息的数据。";
    RECIPIENT_URL: "Its own policy: {url}." | "其隐私政策：{url}。";
    AGREEMENT_TERMS: "It must say: {terms}." | "协议约定：{terms}。";
    AGREEMENT_REMIND: "We are reminded {period} before it ends." | "到期前{period}，系统提醒我们续签。";
    GROUND_ALLOWS: "Allows us to {acts}." | "可以{acts}。";
    GROUND_COVERS: "Opens only: {items}." | "仅涉及{items}。";
    GROUND_LAW: "Law: {law}." | "法律依据：{law}。";
    GROUND_NEEDS: "Kept on file: {needs}." | "须留存：{needs}。";
    GROUND_APPROVED: "Approved by {role}, who may not be the one who asks." | "须经{role}批准，批准人不得为申请人。";
    GROUND_LASTS: "An approval lasts {period}." | "批准的有效期为{period}。";
    GROUND_REVIEW: "Looked at again {every}." | "{every}复核一次。";
    GROUND_ONLY: "What is kept on this ground is used only for: {purpose}." | "据此保存的信息仅用于：{purpose}。";
    GROUND_LIMIT: "Bound: {limit}" | "限度：{limit}";

    // [retention.*], [event.*], [log.*]
    RETENTION_WITHIN: "It is {end} within {period} after {event}{counted}." | "自{event}起{period}内{end}{counted}。";
    RETENTION_AT_ONCE: "It is {end} {period} when {event}{counted}." | "{event}后{period}{end}{counted}。";
    RETENTION_FOR: "Kept for exactly {period} after {event}{counted}; then {end}." | "自{event}起保存{period}{counted}，期满后{end}。";
    COUNTED: " ({counted})" | "（{counted}）";
    RETENTION_SOONER: "It is {end} sooner, if one of these comes first: {ends}." | "下列期限早于上述期限的，提前{end}：{ends}。";
    RETENTION_SOONER_ONE: "It is {end} sooner, if this comes first: {ends}." | "下列期限早于上述期限的，提前{end}：{ends}。";
    SOONER_WITHIN: "within {period} after {event}{unless}" | "自{event}起{period}内{unless}";
    SOONER_AT_ONCE: "{period} when {event}{unless}" | "{event}时{period}{unless}";
    SOONER_FOR: "exactly {period} after {event}{unless}" | "自{event}起满{period}时{unless}";
    UNLESS: ", unless {event} in time" | "（期间{event}的除外）";
    RETENTION_BASIS: "Required by: {basis}." | "法律依据：{basis}。";
    RETENTION_SURVIVES: "It does not end when {events}." | "不因{events}而终止。";
    RETENTION_ONLY: "Once nothing else keeps it, it is used only for: {purpose}." | "其他保存理由消失后，仅用于：{purpose}。";
    RETENTION_UNLESS: "Called off if {event} in time." | "期间{event}的，不再执行。";
    RETENTION_EXTENDS: "It waits as long as one of these is open on it: {activities}." | "下列事项未了结期间，不因期满而终止：{activities}。";
    RETENTION_NEEDED: "Purposes that need it: {purposes}. Each reads it until it needs it no more." | "需要该信息的目的：{purposes}；每一目的仅在其需要期间使用。";
    RETENTION_LONGER: "You may agree to keep it up to {period} longer." | "您可以同意最多延长{period}。";
    RETENTION_INTO: "What is left goes into: {set}." | "处理后归入：{set}。";
    RETENTION_CRITERION: "How the period was found: {criterion}" | "期限的确定方法：{criterion}";
    RETENTION_FOUND: "Criterion: {criterion}." | "确定标准：{criterion}。";
    SUPPRESSION_OF: "Keeps only a hash, which tells who is on the list and shows nothing: {item}." | "仅保存{item}的哈希值，只能用于判断是否在名单之内。";
    SUPPRESSION_FROM: "Kept for exactly {period} after {event}." | "自{event}起保存{period}。";
    DUTY_EVERY: "Done {every}." | "{every}一次。";
    DUTY_OWNER: "Owner: {role}." | "负责人：{role}。";
    DUTY_EVIDENCE: "Proof: {evidence}." | "留存证明：{evidence}。";
    DUTY_EACH: "One by one: {things}." | "逐项记录：{things}。";
    DUTY_PERSONS: "Recorded for each person with access." | "按有权访问的人员逐人记录。";
    DUTY_ENTRIES: "Recorded each time." | "逐次登记。";
    DUTY_NEEDS: "Each record states {facts}." | "每条记录载明{facts}。";
    DUTY_ONE_OF: "It is met by a record that also states one of these: {facts}." | "记录还须载明下列事项之一：{facts}。";
    DUTY_LAW: "Law: {law}." | "法律依据：{law}。";
    EVENT_OF: "Happens to {whom}." | "适用对象：{whom}。";
    LOG_OF: "Entries about: {acts}." | "记录：{acts}。";
    LOG_FOR: "Kept for exactly {period}." | "保存{period}。";

    // [place.*], [transfer], [protect]
    PLACE_REGION: "Region {region}, {country}." | "地域代码{region}，位于{country}。";
    TRANSFER_STAYS: "We keep data in {countries} only." | "我们只在{countries}存放信息。";
    PROTECT_SUITE: "What is encrypted is encrypted with {suite}." | "采用{suite}算法加密。";
    PROTECT_GRADES: "Data has a grade from 1 to 4 by its class, and sensitive data at least grade 3; nobody of our staff and none of our services reads above the grade that its role is cleared for, and a grade is lowered only with the approval of two people." | "个人信息按类别分为 1 至 4 级，敏感个人信息不低于 3 级；工作人员及服务程序不得查阅高于其角色许可级别的信息，降低级别须经两人批准。";
    PROTECT_GRADE: "Grade {grade}: {classes}." | "{grade}级：{classes}。";
    PROTECT_SENSITIVE: "Key sensitive fields: {items}." | "关键敏感字段：{items}。";
    PROTECT_BACKUP: "A backup is made {every}; its key is destroyed after {keep}." | "{every}备份一次，备份的密钥在{keep}后销毁。";
    PROTECT_DRILL: "Whether a backup can be restored is tried under this duty: {duty}." | "按下列义务演练备份能否恢复：{duty}。";
    PROTECT_AUDIT: "Security is audited {every}." | "{every}进行一次安全审计。";
    PROTECT_READERS: "Nobody of our staff reads personal data before this is on file of that person, and current: {duties}." | "每名工作人员须有下列有效记录在案，方可查阅个人信息：{duties}。";
    PROTECT_GRANT: "They read under a grant to the person, with its reason, given for at most {period}; nobody grants herself." | "工作人员凭授予本人并载明理由的授权查阅，每次授权最长{period}；任何人不得授权本人。";
    PROTECT_UNUSED: "A grant that is not used for {period} lapses." | "授权{period}未使用即失效。";
    PROTECT_GRANTER: "Grants are given and ended by: {role}." | "授权由以下人员授予和取消：{role}。";
    PROTECT_SCAN: "Vulnerabilities are scanned for {every}." | "{every}进行一次漏洞扫描。";
    PROTECT_SUSPENDED: "Whoever breaks the terms is suspended: nothing goes to a recipient, and none of its people has access, until two people of {role} lift it." | "违反约定的，暂停合作：不再向该接收方提供信息，其人员不得访问，直至{role}中的两人批准解除。";
    PROTECT_FACTOR: "Our staff prove a second factor before they are shown personal data, and again after {period}; a code serves once, and a lost factor is reset by two people." | "工作人员查看个人信息前须验证第二因素，每次验证的有效期为{period}；每个验证码只能使用一次，遗失的第二因素须由两人重置。";
    ALARM_PEOPLE: "Raised when one member of our staff reads the data of {count} people within {period}." | "同一工作人员在{period}内查阅{count}人的信息时告警。";
    ALARM_REFUSALS: "Raised when one actor is refused {count} times within {period}." | "同一行为人在{period}内被拒绝{count}次时告警。";
    ALARM_SIGN_INS: "Raised at {count} wrong passwords for one account within {period}." | "同一账户在{period}内密码错误{count}次时告警。";
    ALARM_LOCKS: "The account is locked for {period} then; staff can open it earlier." | "随后该账户锁定{period}；工作人员可以提前解除。";
    ALARM_DUTY: "It is looked into under this duty: {duty}." | "由下列义务负责查明：{duty}。";

    // [minors], [incident]
    MINORS_OFFERED: "People under {age} may register with the consent of a guardian." | "未满{age}周岁者经监护人同意，可以注册。";
    MINORS_REFUSED: "Registration is not offered to people under {age}." | "不向未满{age}周岁者提供注册。";
    MINORS_FOUND: "If such a person is found to have registered without a guardian's consent, {effect}." | "发现其未经监护人同意注册的，{effect}。";
    MINORS_GONE: "The last copy is gone {within}." | "{within}清除最后一份副本。";
    MINORS_ASKED: "How we ask the age: {asked}" | "年龄核实方式：{asked}";
    MINORS_GUARDIAN: "How a guardian consents: {guardian}" | "监护人同意的方式：{guardian}";
    MINORS_RULES: "Rules for them: {rules}" | "专门规则：{rules}";
    MINORS_OLDER: "Above that age: {older}" | "年满上述年龄的未成年人：{older}";
    MINORS_MARKED: "Data marked as a minor's counts as sensitive. The most that is shown of it: {form}. It goes to those recipients only of which this policy says so." | "标记为未成年人信息的数据按敏感个人信息处理：最多以“{form}”的形式显示，仅提供给本政策写明可以接收此类数据的接收方。";
    MINORS_CONTACT: "Guardians write to: {contact}." | "监护人请联系{contact}。";
    INCIDENT_NOTIFY: "We tell the people affected {within} by {channels}." | "{within}通过{channels}告知受影响的个人。";
    INCIDENT_CONTENT: "The notice says: {content}." | "告知内容包括：{content}。";
    INCIDENT_REPORT: "The authorities are told {within}." | "{within}报告主管部门。";
    INCIDENT_ANNOUNCED: "Where people cannot be reached one by one: {announced}" | "难以逐一告知时：{announced}";
    INCIDENT_AUTHORITIES: "We also report to: {authorities}." | "同时报告下列部门：{authorities}。";

    // [right.*], [notice.*], [change.*]
    RIGHT_WITHIN: "Answered {within}." | "{within}答复。";
    RIGHT_CHANNELS: "Where to ask: {channels}." | "提出方式：{channels}。";
    RIGHT_FROM: "The time runs {start}." | "期限自{start}起算。";
    RIGHT_IDENTITY: "How we check who asks: {identity}" | "身份核验：{identity}";
    RIGHT_BY: "Asked of us in a way above, it is carried out by {actors} once it is clear who asks; nothing but proof of that is demanded." | "通过上述方式提出的，由{actors}在确认是您本人后办理；除证明身份外，不要求任何其他材料。";
    RIGHT_FEE: "What it costs: {fee}" | "费用：{fee}";
    RIGHT_OTHERS: "Who else may ask: {others}" | "其他可以提出的人：{others}";
    RIGHT_EFFECT: "What it brings about: {effect}" | "结果：{effect}";
    RIGHT_ONLY_ON: "It takes effect here only, done by yourself: {platforms}. Asked for in another way it is not carried out; it is kept as a request that leads you there." | "仅由您本人在{platforms}中操作后生效；通过其他方式提出的，不直接执行，我们予以登记并引导您前往该处确认。";
    RIGHT_FACTOR: "You prove a second factor for it." | "操作时须验证第二因素。";
    RIGHT_REMEDY: "If it is refused: {remedy}" | "被拒绝时：{remedy}";
    REFUSAL_OF: "It applies to: {rights}." | "适用于：{rights}。";
    REFUSAL_NEEDS: "Kept on file: {needs}." | "须留存：{needs}。";
    REFUSAL_LAW: "Law: {law}." | "法律依据：{law}。";
    NOTICE_WHEN: "Told {when}." | "{when}告知。";
    NOTICE_PURPOSES: "It concerns: {purposes}." | "涉及：{purposes}。";
    NOTICE_SHOWN: "Nothing is collected for these purposes before it has been shown to {who}." | "向{who}展示前，不为上述目的收集任何信息。";
    NOTICE_ACCEPTED: "Nothing is collected for these purposes before {who} accepted it." | "{who}接受前，不为上述目的收集任何信息。";
    CHANGE_KINDS: "It covers: {kinds}." | "变更内容：{kinds}。";
    CHANGE_KEEPS: "No right of yours is reduced without your explicit consent." | "未经您明确同意，不会减少您的权利。";
    CHANGE_BEFORE: "Announced {period} before, by {channels}." | "提前{period}通过{channels}公布。";
    CHANGE_BEFORE_AT_ONCE: "Announced {period}, by {channels}." | "{period}通过{channels}公布。";
    CHANGE_ASKS: "Your consent is asked again." | "重新征得您的同意。";
    CHANGE_ASKS_NOT: "Your consent is not asked again." | "无需重新征求您的同意。";

    // What changed since the last version.
    CHANGES_NEW: "New: {what}" | "新增：{what}";
    CHANGES_GONE: "No longer there: {what}" | "不再适用：{what}";
    CHANGES_NOW: "Changed; now it says: {what}" | "变更后：{what}";
    CHANGES_LONGER: "Longer: {what}: from {old} to {new}." | "延长：{what}，由{old}改为{new}。";
    CHANGES_SHORTER: "Shorter: {what}: from {old} to {new}." | "缩短：{what}，由{old}改为{new}。";
    CHANGES_NONE: "Nothing but wording." | "仅有文字修订。";
}
