//! Words for the names that the language or the engine fixes.

use super::{Phrase, worded};
use policy::time::Unit;

worded! { Kind
    /// A shape of values.
    Shape {
        "text": "text" | "文字";
        "free-text": "text in one's own words" | "自由填写的文字";
        "email": "an e-mail address" | "电子邮箱地址";
        "cn-mobile": "a mobile number of mainland China" | "中国大陆手机号码";
        "password": "a password" | "密码";
        "code": "a code of digits" | "数字验证码";
        "bank-card": "a bank card number" | "银行卡号";
        "name": "a name" | "姓名";
        "address": "a postal address" | "通信地址";
        "username": "a user name" | "用户名";
        "ip": "an IP address" | "IP 地址";
        "token": "an identifier" | "标识符";
        "file": "a file" | "电子文件";
        "cn-id-card": "an identity card number of mainland China" | "中国居民身份证号码";
        "amount": "an amount of money" | "金额";
        "position": "a position" | "地理位置";
        "instant": "an instant" | "时间";
        "hex-token": "an identifier of hexadecimal digits" | "十六进制标识符";
        "landline": "a landline number" | "固定电话号码";
        "id-card": "an identity document's number" | "证件号码";
        "plate": "a number plate" | "车牌号码";
        "credit-code": "a unified social credit code" | "统一社会信用代码";
        "passport": "a passport number" | "护照号码";
        "member": "a reference to a member" | "成员的引用代号";
    }
    /// A kind of file.
    File {
        "picture": "pictures (JPEG, PNG, WebP)" | "图片（JPEG、PNG、WebP）";
        "recording": "recordings (MP3, WAVE)" | "录音（MP3、WAVE）";
        "paper": "documents (neither pictures nor sound nor film)" | "文档（不含图片、音频及视频）";
    }
    /// A way of keeping.
    Kept {
        "sealed": "Encrypted" | "加密保存";
        "hashed": "As a hash that can only be compared" | "仅以哈希值保存，只能比对";
        "open": "Not encrypted: it is about nobody" | "不涉及个人，不加密";
    }
    /// A way of looking up.
    Find {
        "exact": "by its exact value, without being readable" | "在不解密的情况下按完整内容查找";
    }
    /// Whose something is, and who acts.
    Who {
        "subject": "you" | "您本人";
        "tenant": "the enterprise customer" | "企业客户";
        "staff": "our staff" | "我们的工作人员";
        "service": "our systems" | "我们的系统";
    }
    /// How a policy is accepted.
    Acceptance {
        "explicit-act": "You accept it by an act that says so" | "您以明确的行为表示接受本政策";
        "use": "You accept it by using the product" | "您使用本产品即视为接受本政策";
    }
    /// How a derived set is made.
    Transform {
        "anonymise": "Anonymised: nobody can be identified, and nothing can be restored" | "匿名化处理，无法识别特定个人且不能复原";
        "de-identify": "De-identified: still about people, and treated so" | "去标识化处理，仍属个人信息";
        "aggregate": "Counts and sums over groups" | "按分组统计";
    }
    /// What becomes of a value in a derived set.
    Way {
        "as-is": "Shown as it is" | "按原内容呈现";
        "token": "Replaced by a stand-in that is another in each set, and whose key is destroyed" | "以替代值替换，每个数据集所用的替代值均不相同，生成密钥随即销毁";
        "day": "Shown as a day" | "仅呈现日期";
        "month": "Shown as a month" | "仅呈现年月";
        "year": "Shown as a year" | "仅呈现年份";
        "province": "Shown down to the province" | "仅呈现至省级";
        "city": "Shown down to the city" | "仅呈现至市级";
        "district": "Shown down to the district" | "仅呈现至区县";
    }
    /// A kind of cookie.
    Cookie {
        "essential": "Essential" | "必要";
        "functional": "Functional" | "功能";
        "analytics": "Analytics" | "统计分析";
        "advertising": "Advertising" | "广告";
    }
    /// From when the time for an answer runs.
    Start {
        "received": "from the day on which the request arrives" | "收到请求之日";
        "verified": "from the day on which it is clear who asks" | "核验身份之日";
    }
    /// A use that is only ever refused.
    Use {
        "advertising": "advertising" | "广告";
        "credit-scoring": "scoring credit" | "征信评分";
        "affiliate-sharing": "providing to affiliates" | "向关联公司提供";
        "identity-join": "joining identities with outside ones" | "与外部身份相关联";
        "content-review": "reviewing content" | "内容审查";
        "sale": "sale" | "出售";
        "rent": "renting out" | "出租";
        "exchange": "exchange for other data" | "交换";
        "profiling": "profiling" | "用户画像";
        "credit": "credit rating" | "信用评价";
        "pricing": "setting prices" | "定价";
        "model-training": "training of models" | "训练模型";
        "retargeting": "retargeting" | "再营销";
        "lead-scoring": "scoring of leads" | "销售线索评分";
        "automated-decision": "decisions by software alone" | "仅凭软件作出决定";
        "data-sale": "selling data" | "出售个人信息";
    }
    /// Where a capture comes from.
    Origin {
        "background": "from the background" | "来自后台";
        "other-app": "from other apps" | "来自其他应用";
    }
    /// A lawful basis.
    Basis {
        "consent": "your consent" | "您的同意";
        "contract": "concluding or carrying out a contract" | "订立、履行合同所必需";
        "legal-duty": "a legal duty" | "履行法定职责或者法定义务所必需";
        "emergency": "an emergency of life, health or property" | "紧急情况下保护生命健康和财产安全所必需";
        "human-resources": "managing staff under lawful rules" | "依法实施人力资源管理所必需";
        "public-interest": "news and supervision in the public interest" | "为公共利益实施新闻报道、舆论监督";
        "public-data": "data that is already public" | "在合理范围内处理已公开的信息";
        "legitimate-interests": "our legitimate interests" | "我们的正当利益";
        "entrusted": "the enterprise customer decides, and we act on its behalf" | "受企业客户委托处理";
    }
    /// A kind of consent.
    Consent {
        "general": "given by accepting this policy" | "接受本政策时一并作出";
        "separate": "given for this purpose alone" | "就该目的单独作出";
        "written": "given in writing" | "以书面形式作出";
        "guardian": "given by a guardian" | "由监护人作出";
    }
    /// Whether the product works without it.
    Function {
        "basic": "A basic function: the service does not work without it" | "基本功能：缺少则无法提供服务";
        "additional": "An additional function: off until you turn it on" | "附加功能：由您自行开启";
    }
    /// A form in which values are used, as the head of a list.
    Read {
        "clear": "Used in full" | "使用完整内容";
        "masked": "Used partly hidden" | "使用部分隐藏的内容";
        "token": "Used as a random stand-in" | "使用随机替代值";
        "hashed": "Used for comparison only" | "仅用于比对";
        "aggregate": "Used only in totals" | "仅用于汇总统计";
    }
    /// A form in which values are given to others, as the head of a list.
    Given {
        "clear": "Gets in full" | "提供完整内容";
        "masked": "Gets partly hidden" | "提供部分隐藏的内容";
        "token": "Gets as a random stand-in" | "提供随机替代值";
        "hashed": "Gets for comparison only" | "提供仅供比对的值";
        "aggregate": "Gets only in totals" | "仅提供汇总统计";
    }
    /// A form in which values are shown, within a sentence.
    Shown {
        "clear": "all of it" | "完整内容";
        "masked": "partly hidden" | "部分隐藏";
        "token": "a random stand-in" | "随机替代值";
        "hashed": "nothing; it is used for comparison only" | "仅用于比对";
        "aggregate": "totals only" | "汇总统计";
    }
    /// Who acts in a role.
    Acts {
        "subject": "Filled by you" | "由您本人担任";
        "tenant": "Filled by people of the enterprise customer" | "由企业客户的人员担任";
        "staff": "Filled by our staff" | "由我们的工作人员担任";
        "service": "Filled by our systems" | "由我们的系统执行";
    }
    /// A time zone.
    Zone {
        "Asia/Shanghai": "Beijing time" | "北京时间";
        "Asia/Urumqi": "Xinjiang time" | "新疆时间";
        "Asia/Hong_Kong": "Hong Kong time" | "香港时间";
        "Asia/Macau": "Macao time" | "澳门时间";
        "Asia/Taipei": "Taipei time" | "台北时间";
        "Asia/Singapore": "Singapore time" | "新加坡时间";
        "Asia/Tokyo": "Tokyo time" | "东京时间";
        "Europe/London": "London time" | "伦敦时间";
        "Europe/Paris": "Paris time" | "巴黎时间";
        "Europe/Berlin": "Berlin time" | "柏林时间";
        "America/New_York": "New York time" | "纽约时间";
        "America/Los_Angeles": "Los Angeles time" | "洛杉矶时间";
        "UTC": "Coordinated Universal Time (UTC)" | "协调世界时";
    }
    /// How a recipient stands to the data.
    Stance {
        "processor": "Acts on our behalf" | "受我们委托处理";
        "controller": "Decides for itself how it processes" | "自主决定处理目的和方式";
    }
    /// An event that the engine itself knows.
    Event {
        "account.opened": "the account is opened" | "账户开立";
        "account.cancelled": "the account is cancelled" | "账户注销";
        "tenant.cancelled": "the enterprise customer cancels" | "企业客户注销";
        "tenant.suspended": "the enterprise customer is suspended" | "企业客户被暂停";
        "tenant.resumed": "the enterprise customer resumes" | "企业客户恢复使用";
        "record.created": "the record is made" | "记录生成";
        "purpose.ended": "no purpose needs it any more" | "各项目的均不再需要";
        "activity.closed": "the activity is closed" | "相关操作结束";
        "consent.withdrawn": "consent is withdrawn" | "撤回同意";
        "permission.revoked": "the device permission is revoked" | "撤销设备权限";
        "minor.found": "the person is found to be a minor" | "发现为未成年人";
        "erasure.ordered": "erasure is ordered" | "要求删除";
        "case.closed": "the case of a letter is closed" | "来信办结";
        "case.reopened": "the case of a letter is opened again" | "来信重新办理";
    }
    /// A way of counting.
    Counted {
        "from the instant": "counted from the instant" | "自该时刻起算";
        "days": "the day itself not counted" | "当日不计入";
        "from next year": "counted from the first day of the next year" | "自次年首日起算";
        "from next month": "counted from the first day of the next month" | "自次月首日起算";
    }
    /// What becomes of data.
    End {
        "erase": "erased" | "删除";
        "anonymise": "made anonymous" | "匿名化";
        "restrict": "kept for its duty only" | "改为仅为履行义务保存";
    }
    /// What an event happens to.
    Scope {
        "subject": "a person" | "个人";
        "tenant": "an enterprise customer" | "企业客户";
        "record": "a record" | "单条记录";
        "product": "the product" | "本产品";
        "whole-service": "the service as a whole, once and for good: from then on nothing is used, and the keys of what ends by it are destroyed" | "整个服务，仅一次且不可恢复：自该时起停止一切使用，因此终止保存的信息的密钥被销毁";
    }
    /// An act of which the log holds entries.
    Act {
        "read": "reading" | "读取";
        "sign-in": "signing in" | "登录";
        "collect": "recording" | "收集";
        "open": "opening an activity" | "开启操作";
        "consent": "consents" | "同意";
        "permission": "permissions" | "权限";
        "register": "registrations" | "注册";
        "cancel": "cancellations" | "注销";
        "suspend": "suspensions" | "暂停";
        "resume": "resumptions" | "恢复";
        "erase": "erasures" | "删除";
        "release": "releases to recipients" | "对外提供";
        "visit": "visits of recipients to the environment that we provide" | "接收方进入受控环境";
        "agreement": "agreements" | "协议";
        "version": "versions of this policy" | "政策版本";
        "refuse": "refusals" | "拒绝";
        "backup": "backups" | "备份";
        "restore": "restores" | "恢复备份";
        "keys": "work on the keys" | "密钥管理操作";
        "reseal": "sealing under another suite" | "更换加密套件";
        "minor": "minors found" | "发现未成年人";
        "draw": "codes drawn" | "生成验证码";
        "verify": "codes and passwords checked" | "核验";
        "role": "roles" | "角色";
        "place": "places" | "存放地";
        "export": "exports" | "导出";
        "case": "letters and requests" | "来函与请求";
        "alarm": "alarms raised" | "告警";
        "factor": "second factors enrolled, proved and reset" | "第二因素的登记、验证与重置";
        "duty": "proofs of duties" | "职责履行证明";
        "office": "offices held" | "任职记录";
        "ground": "approvals of grounds" | "无需同意的批准";
    }
    /// A set of rules.
    Rules {
        "pipl": "China's Personal Information Protection Law (PIPL)" | "《中华人民共和国个人信息保护法》";
        "gdpr": "the General Data Protection Regulation (GDPR)" | "欧盟《通用数据保护条例》";
    }
    /// A cipher suite.
    Suite {
        "aes-256-gcm": "AES-256-GCM" | "AES-256-GCM";
        "sm4-gcm": "SM4-GCM, with SM3 as the hash" | "SM4-GCM（配合 SM3 杂凑算法）";
    }
    /// A language.
    Tongue {
        "zh-Hans": "Simplified Chinese" | "简体中文";
        "zh-Hant": "Traditional Chinese" | "繁体中文";
        "en": "English" | "英文";
    }
    /// Whom a product serves.
    Audience {
        "business": "enterprise customers" | "企业客户";
        "consumer": "individual users" | "个人用户";
    }
    /// What happens when a minor is found.
    Discovery {
        "disable-and-erase": "the account is disabled and its data erased in the same act" | "立即停用账户并同时删除相关信息";
        "disable": "the account is disabled until a guardian answers" | "停用账户，直至监护人答复";
    }
    /// A month.
    Month {
        "1": "January" | "1"; "2": "February" | "2"; "3": "March" | "3"; "4": "April" | "4";
        "5": "May" | "5"; "6": "June" | "6"; "7": "July" | "7"; "8": "August" | "8";
        "9": "September" | "9"; "10": "October" | "10"; "11": "November" | "11"; "12": "December" | "12";
    }
}

/// The unit in Chinese; English has the language's own words.
pub(crate) const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "秒",
        Unit::Minute => "分钟",
        Unit::Hour => "小时",
        Unit::Day => "天",
        Unit::WorkingDay => "个工作日",
        Unit::Week => "周",
        Unit::Month => "个月",
        Unit::Year => "年",
    }
}
