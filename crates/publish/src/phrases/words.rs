//! Words for the names that the language or the engine fixes, and for names that many policies share.

use super::Phrase;
use policy::time::Unit;

/// Declares the kinds of words and their tables.
macro_rules! words {
    ($($(#[$doc:meta])* $kind:ident { $($name:literal: $en:literal | $zh:literal;)+ })+) => {
        /// What a name is a name of.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Kind { $($(#[$doc])* $kind),+ }

        /// The words for `name`, if anybody has worded it.
        pub(crate) fn word(kind: Kind, name: &str) -> Option<Phrase> {
            match kind {
                $(Kind::$kind => match name {
                    $($name => Some(Phrase { en: $en, zh_hans: $zh }),)+
                    _ => None,
                }),+
            }
        }

        #[cfg(test)]
        const ALL: &[(&str, &[Phrase])] = &[
            $((stringify!($kind), &[$(Phrase { en: $en, zh_hans: $zh }),+])),+
        ];
    };
}

words! {
    /// A class of data.
    Class {
        "identity": "identity" | "身份信息";
        "contact": "contact details" | "联系方式";
        "credential": "sign-in credentials" | "登录凭证";
        "device": "device" | "设备信息";
        "log": "log" | "日志信息";
        "content": "content" | "内容信息";
        "business": "business content" | "经营信息";
        "financial": "financial accounts and property" | "金融账户与财产信息";
        "whereabouts": "whereabouts" | "行踪轨迹";
        "health": "health" | "医疗健康信息";
        "biometric": "biometric" | "生物识别信息";
    }
    /// A shape of values.
    Shape {
        "text": "text" | "文本";
        "email": "an e-mail address" | "电子邮箱地址";
        "cn-mobile": "a mobile number of mainland China" | "中国大陆手机号码";
        "password": "a password" | "密码";
        "code": "a code of digits" | "数字验证码";
        "bank-card": "a bank card number" | "银行卡号";
    }
    /// A way of keeping.
    Kept {
        "sealed": "Encrypted" | "加密保存";
        "hashed": "As a hash that can only be compared" | "仅保存只能比对的哈希值";
        "open": "Not encrypted: it is about nobody" | "不涉及个人，不加密";
    }
    /// A way of looking up.
    Find {
        "exact": "by its exact value, without being readable" | "在不解密的情况下按完整数值查找";
    }
    /// Whose something is, and who acts.
    Who {
        "subject": "you" | "您本人";
        "tenant": "the enterprise customer" | "企业客户";
        "staff": "our staff" | "我们的工作人员";
        "service": "our systems" | "我们的系统";
    }
    /// A category of records.
    Category {
        "account": "account information" | "账户信息";
        "business": "business data" | "业务数据";
        "device": "device and log information" | "设备与日志信息";
        "subscription": "subscription and payment" | "订阅与付款信息";
        "optional": "optional features" | "可选功能信息";
    }
    /// A use that is only ever refused.
    Use {
        "advertising": "advertising" | "广告";
        "identity-join": "joining identities with outside ones" | "与外部身份相关联";
        "content-review": "reviewing content" | "内容审查";
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
    /// A device permission.
    Permission {
        "location": "the location" | "位置";
        "camera": "the camera" | "相机";
        "microphone": "the microphone" | "麦克风";
        "notification": "notifications" | "通知";
    }
    /// An occasion.
    Occasion {
        "registration": "registration" | "注册";
        "login": "signing in" | "登录";
        "password-reset": "resetting a password" | "重置密码";
    }
    /// A form of values, as the head of a list.
    Form {
        "clear": "In full" | "完整内容";
        "masked": "Partly hidden" | "部分隐藏";
        "token": "As a random stand-in" | "随机替代值";
        "hashed": "For comparison only" | "仅用于比对";
        "aggregate": "Only in totals" | "仅汇总统计";
    }
    /// A channel.
    Channel {
        "in-app": "in-app message" | "应用内消息";
        "push": "push notification" | "推送";
        "email": "e-mail" | "电子邮件";
        "phone": "telephone" | "电话";
        "sms": "text message" | "短信";
        "page": "a public page" | "公开页面";
    }
    /// How a recipient stands to the data.
    Stance {
        "processor": "Acts on our behalf" | "受我们委托处理";
        "controller": "Decides for itself how it processes" | "自主决定处理目的和方式";
    }
    /// A term of an agreement.
    Term {
        "consistent": "that data is handled as this policy says" | "按照本政策处理信息";
        "no-other-use": "that data is used for nothing else" | "不用于其他目的";
    }
    /// A fact on file.
    Fact {
        "recipient": "the recipient" | "接收方";
        "items": "the information" | "所涉信息";
        "purpose": "the purpose" | "目的";
        "consent": "the consent" | "同意记录";
        "authority": "the authority" | "机关名称";
        "provision": "the legal provision" | "法律条款";
        "case-number": "the case number" | "案号或文号";
        "subjects": "the people concerned" | "所涉个人";
        "danger": "the danger" | "危险情形";
    }
    /// An event that the engine itself knows.
    Event {
        "account.opened": "the account is opened" | "账户开立";
        "account.cancelled": "the account is cancelled" | "账户注销";
        "tenant.cancelled": "the enterprise customer cancels" | "企业客户注销";
        "tenant.suspended": "the enterprise customer is suspended" | "企业客户被暂停";
        "tenant.resumed": "the enterprise customer resumes" | "企业客户恢复使用";
        "record.created": "the record is made" | "记录生成";
        "activity.closed": "the activity is closed" | "相关操作结束";
        "consent.withdrawn": "consent is withdrawn" | "撤回同意";
        "permission.revoked": "the device permission is revoked" | "撤销设备权限";
        "minor.found": "the person is found to be a minor" | "发现为未成年人";
        "erasure.ordered": "erasure is ordered" | "要求删除";
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
        "restrict": "kept for its duty only" | "仅为履行义务保存";
    }
    /// What an event happens to.
    Scope {
        "subject": "a person" | "个人";
        "tenant": "an enterprise customer" | "企业客户";
        "record": "a record" | "一条记录";
        "product": "the product" | "本产品";
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
        "agreement": "agreements" | "协议";
        "version": "versions of this policy" | "政策版本";
        "refuse": "refusals" | "拒绝";
        "backup": "backups" | "备份";
        "restore": "restores" | "恢复备份";
        "minor": "minors found" | "发现未成年人";
        "draw": "codes drawn" | "生成验证码";
        "verify": "codes and passwords checked" | "核验";
        "role": "roles" | "角色";
        "place": "places" | "存放地";
    }
    /// A set of rules.
    Rules {
        "pipl": "China's Personal Information Protection Law (PIPL)" | "《中华人民共和国个人信息保护法》";
        "gdpr": "the General Data Protection Regulation (GDPR)" | "欧盟《通用数据保护条例》";
    }
    /// A cipher suite.
    Suite {
        "aes-256-gcm": "AES-256-GCM" | "AES-256-GCM";
        "sm4-gcm": "SM4-GCM" | "SM4-GCM";
    }
    /// A country, or all of them.
    Country {
        "CN": "mainland China" | "中国大陆";
        "HK": "Hong Kong, China" | "中国香港";
        "MO": "Macao, China" | "中国澳门";
        "TW": "Taiwan, China" | "中国台湾";
        "US": "the United States" | "美国";
        "SG": "Singapore" | "新加坡";
        "JP": "Japan" | "日本";
        "DE": "Germany" | "德国";
        "global": "servers all over the world" | "全球各地的服务器";
    }
    /// A language.
    Tongue {
        "zh-Hans": "Simplified Chinese" | "简体中文";
        "zh-Hant": "Traditional Chinese" | "繁体中文";
        "en": "English" | "英文";
    }
    /// Whom a product serves.
    Audience {
        "business": "enterprises" | "企业客户";
        "consumer": "people" | "个人用户";
    }
    /// What may be brought to a desk.
    Matter {
        "questions": "questions" | "咨询";
        "rights": "the exercise of rights" | "行使权利的请求";
        "violations": "reports of violations" | "违规举报";
        "guardians": "guardians" | "监护人来信";
    }
    /// What happens when a minor is found.
    Discovery {
        "disable-and-erase": "the account is disabled and its data erased in the same act" | "立即停用账户并同时删除相关信息";
        "disable": "the account is disabled until a guardian answers" | "停用账户，直至监护人答复";
    }
    /// When a notice is shown.
    When {
        "registration": "when you register" | "注册时";
        "before-permission": "before a permission is asked for" | "请求权限前";
        "before-enabling": "before you turn a feature on" | "开启功能前";
        "before-upload": "before the first upload" | "首次上传前";
        "suspension": "when an account is suspended" | "账户暂停时";
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

#[cfg(test)]
mod tests {
    use super::ALL;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_names_of_a_kind_read_alike() {
        for (kind, phrases) in ALL {
            let english: BTreeSet<_> = phrases.iter().map(|phrase| phrase.en).collect();
            let chinese: BTreeSet<_> = phrases.iter().map(|phrase| phrase.zh_hans).collect();
            assert_eq!((english.len(), chinese.len()), (phrases.len(), phrases.len()), "{kind}");
        }
    }
}
