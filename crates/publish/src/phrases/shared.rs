//! Words for names that an author chooses and many policies share. `policy::WORDED` lists the names, so that `check` tells the author
//! of a name that nobody has worded before it is published: a mere kind is then left out, anything else shown as it is.

use super::{Phrase, worded};

worded! { Shared
    /// A class of data.
    Class {
        "identity": "identity" | "身份信息";
        "contact": "contact details" | "联系方式";
        "credential": "sign-in credentials" | "登录凭证";
        "device": "device information" | "设备信息";
        "log": "log information" | "日志信息";
        "content": "contents" | "内容信息";
        "business": "business content" | "经营信息";
        "financial": "financial accounts and property" | "金融账户与财产信息";
        "whereabouts": "whereabouts" | "行踪轨迹";
        "health": "health information" | "医疗健康信息";
        "biometric": "biometric information" | "生物识别信息";
        "network": "network identity and behaviour" | "网络身份与行为信息";
        "education": "education and work" | "教育工作信息";
        "communication": "contents of messages" | "通信信息";
        "characteristic": "personal traits" | "个人特征信息";
        "child": "data of children" | "儿童个人信息";
        "location": "location" | "位置信息";
        "bank-account": "bank accounts" | "银行账户";
        "medical": "medical information" | "医疗信息";
        "genetic": "genetic information" | "基因信息";
        "criminal": "criminal records" | "违法犯罪记录";
        "religion": "religious beliefs" | "宗教信仰";
        "ethnicity": "ethnic origin" | "民族";
        "origin": "racial origin" | "种族";
        "political": "political opinions" | "政治观点";
        "politics": "political affiliation" | "政治面貌";
        "union": "trade union membership" | "工会成员身份";
        "sex-life": "sex life and orientation" | "性生活与性取向";
    }
    /// What a leak can hurt.
    Harm {
        "person": "your safety" | "人身安全";
        "property": "your property" | "财产安全";
        "reputation": "your reputation" | "名誉";
        "health": "your health" | "身心健康";
        "discrimination": "your fair treatment" | "平等待遇";
    }
    /// A kind of platform.
    Platform {
        "website": "Website" | "网站";
        "app": "App" | "应用程序";
        "client": "Desktop client" | "桌面客户端";
        "mini-program": "Mini program" | "小程序";
        "device": "Device" | "智能设备";
        "social": "Official social channel" | "官方社交媒体账号";
        "forum": "Forum" | "论坛";
        "partner": "Service of a partner" | "合作方服务";
    }
    /// What a statement is about.
    Topic {
        "security": "security" | "安全保障";
        "communication": "the safety of communication" | "通信安全";
        "password": "passwords" | "密码";
        "versions": "versions of this policy" | "政策版本";
        "own-posts": "what you publish yourself" | "您自行公开的信息";
        "third-parties": "third parties" | "第三方";
        "cookies": "cookies" | "Cookie";
        "backups": "backups" | "备份";
        "minors": "minors" | "未成年人";
        "refusal": "refusing this policy" | "不同意本政策";
        "preferences": "your preferences" | "偏好设置";
        "lifecycle": "what this policy explains" | "政策内容";
        "responsibility": "responsibility" | "责任";
        "rights": "your rights" | "您的权利";
        "law": "the law" | "法律要求";
        "definitions": "what words mean" | "用语说明";
        "functions": "what each function needs" | "各项功能所需信息";
        "profiling": "personalisation" | "个性化";
        "other": "other matters" | "其他事项";
    }
    /// What a ground allows.
    Allows {
        "collect": "collect" | "收集";
        "use": "use" | "使用";
        "share": "provide to others" | "向他人提供";
        "transfer": "transfer" | "转让";
        "publish": "publish" | "公开";
        "keep": "keep longer" | "延长保存";
    }
    /// A kind of recipient.
    Recipient {
        "sdk": "SDK inside the app" | "嵌入应用的 SDK";
        "api": "Interface between servers" | "服务器接口";
        "service": "Service" | "服务";
        "affiliate": "Affiliate" | "关联公司";
        "courier": "Courier" | "物流服务";
        "payment": "Payment" | "支付服务";
        "partner": "Partner" | "合作方";
        "authority": "Authority" | "主管部门";
        "public": "The public" | "社会公众";
    }
    /// What a change is of.
    Change {
        "purpose": "purposes" | "处理目的";
        "method": "methods" | "处理方式";
        "category": "kinds of data" | "信息种类";
        "recipient": "recipients" | "接收方";
        "retention": "retention" | "保存期限";
        "rights": "your rights" | "您的权利";
        "contact": "contacts" | "联系方式";
        "cross-border": "transfers abroad" | "出境";
        "owner": "the controller" | "个人信息处理者";
        "minors": "what holds for minors" | "未成年人相关规定";
        "incident": "what you are told of incidents" | "安全事件告知";
        "safeguard": "how data is protected" | "安全保护措施";
        "prohibition": "what is never done" | "不予实施的处理";
        "notice": "how you are told" | "告知方式";
        "wording": "wording" | "文字表述";
    }
    /// A category of records.
    Category {
        "account": "account information" | "账户信息";
        "business": "business data" | "业务数据";
        "device": "device and log information" | "设备与日志信息";
        "subscription": "subscription and payment" | "订阅与付款信息";
        "optional": "optional features" | "可选功能信息";
        "browsing": "visits to the website" | "网站访问信息";
        "evaluation": "evaluations and inquiries" | "评估与咨询信息";
        "engagement": "purchases and business relationships" | "购买与业务合作信息";
        "correspondence": "letters and posts" | "来信与发布内容";
        "orders": "orders" | "订单信息";
        "contact": "what you write to us" | "联系与反馈信息";
    }
    /// A device permission.
    Permission {
        "location": "the location" | "位置";
        "camera": "the camera" | "相机";
        "microphone": "the microphone" | "麦克风";
        "notification": "notifications" | "通知";
        "storage": "files and photos" | "存储与相册";
        "contacts": "the address book" | "通讯录";
        "bluetooth": "Bluetooth" | "蓝牙";
        "network": "network access" | "网络";
        "phone": "the state of the telephone" | "电话状态";
        "calendar": "the calendar" | "日历";
        "album": "the photo album" | "相册";
        "dialing": "placing calls" | "拨打电话";
    }
    /// An occasion.
    Occasion {
        "registration": "registration" | "注册";
        "login": "signing in" | "登录";
        "password-reset": "resetting a password" | "重置密码";
        "payment": "a payment" | "付款";
        "cancellation": "closing the account" | "注销账户";
        "request": "a request of yours" | "处理您的请求";
        "after-hours": "work after hours" | "非营业时间";
    }
    /// A channel.
    Channel {
        "in-app": "in-app message" | "应用内消息";
        "push": "push notification" | "推送";
        "email": "e-mail" | "电子邮件";
        "phone": "telephone" | "电话";
        "sms": "text message" | "短信";
        "page": "a notice on a public page" | "公开页面";
        "letter": "letter" | "信函";
        "pop-up": "pop-up window" | "弹窗";
        "website": "announcement on the website" | "网站公告";
    }
    /// A term of an agreement.
    Term {
        "consistent": "that data is handled as this policy says" | "按照本政策处理信息";
        "no-other-use": "that data is used for nothing else" | "不用于其他目的";
        "confidential": "that data is kept confidential" | "对信息保密";
        "secure": "that data is protected as well as with us" | "采取不低于我们的安全措施";
        "return-or-erase": "that data is returned or erased at its end" | "合同终止时返还或者删除信息";
        "no-sub-processing": "that nobody else is entrusted without our consent" | "未经我们同意不得转委托";
        "report-incidents": "that incidents are reported to us" | "向我们报告安全事件";
        "supervision": "that we may supervise it" | "接受我们的监督";
        "as-instructed": "that data is handled as we instruct" | "按照我们的指示处理信息";
        "masks-and-encrypts": "that sensitive data is masked and encrypted" | "对敏感个人信息脱敏并加密";
        "purpose": "the purpose of processing" | "委托处理的目的";
        "period": "how long it processes" | "委托处理的期限";
        "method": "how it processes" | "处理方式";
        "categories": "the kinds of data" | "信息种类";
        "protection": "the measures of protection" | "保护措施";
        "duties": "the rights and duties of both" | "双方的权利和义务";
        "assistance": "that it helps us with requests, incidents and assessments" | "协助我们答复请求、处置事件和开展评估";
        "lawful-source": "that the data comes from a lawful source" | "确认信息来源合法";
    }
    /// A fact on file.
    Fact {
        "recipient": "the recipient" | "接收方";
        "items": "the information" | "所涉信息";
        "purpose": "the purpose" | "目的";
        "consent": "the consent" | "同意记录";
        "authority": "the authority" | "机关名称";
        "provision": "the legal provision" | "法律条款";
        "case-number": "the case number" | "案号或者文号";
        "subjects": "the people concerned" | "所涉个人";
        "danger": "the danger" | "危险情形";
        "reason": "the reason" | "理由";
        "law": "the law and its article" | "法律名称与条款";
        "evidence": "the evidence" | "证据";
        "contract": "the contract" | "合同";
        "harm": "the harm that is feared" | "可能的损害";
        "source": "the public source" | "公开来源";
        "fault": "the fault to be found" | "故障情况";
        "attempts": "the attempts to reach the person" | "尝试联系本人的记录";
        "notice": "the notice given" | "已作出的告知";
        "count": "how often it was asked" | "请求次数";
        "document": "the document of the authority" | "机关出具的文件";
        "interest": "the interest served" | "所服务的利益";
        "end-time": "when it ends" | "终止时间";
        "stage": "the stage of the case" | "案件所处阶段";
        "own-request": "the person's own request" | "本人提出的请求";
        "institution": "the institution" | "机构名称";
        "project": "the project" | "项目";
        "report": "the report" | "所涉报道";
        "editor": "the editor who answers for it" | "责任编辑";
        "necessity": "why each item is needed" | "各项信息的必要性";
        "dispute": "the dispute" | "所涉纠纷";
        "undertaking": "the undertaking to be bound by this policy" | "受本政策约束的承诺";
        "manner": "the manner" | "方式";
        "measures": "the security measures" | "安全措施";
        "approver": "who approved it" | "批准人";
        "approvers": "the two who approved it" | "两名批准人";
        "police-letter": "the letter of the police" | "公安机关的函件";
        "open-case": "the case that is open" | "未办结的案件";
        "agreement": "the signed agreement" | "已签署的协议";
        "standard": "the standard that is followed" | "所遵循的标准";
        "rule": "the internal rule" | "内部制度";
        "version": "the version" | "版本";
        "approved-on": "the day of approval" | "批准日期";
        "responsible": "the role that answers for it" | "负责岗位";
        "proof": "where the proof lies" | "证明文件编号";
        "tool": "the tool" | "所用工具";
        "target": "what was looked at" | "检查对象";
        "findings": "how many findings there were" | "发现问题的数量";
        "none-severe": "that no severe finding is open" | "没有未解决的严重问题";
        "exception": "the signed exception" | "经签署的例外说明";
        "meeting": "the number of the minutes" | "会议纪要编号";
        "charter": "the charter" | "章程";
        "course": "the course" | "课程";
        "article": "the article" | "条款";
        "control": "the clause or measure that keeps it" | "对应的条款或者措施";
        "no-change": "why nothing changes" | "不作变更的理由";
        "new-version": "the new version" | "新的版本";
        "scope": "the scope" | "范围";
        "auditor": "the office that audits" | "审计机构";
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
        "NL": "the Netherlands" | "荷兰";
        "IE": "Ireland" | "爱尔兰";
        "GB": "the United Kingdom" | "英国";
        "FR": "France" | "法国";
        "IT": "Italy" | "意大利";
        "ES": "Spain" | "西班牙";
        "PT": "Portugal" | "葡萄牙";
        "BE": "Belgium" | "比利时";
        "LU": "Luxembourg" | "卢森堡";
        "CH": "Switzerland" | "瑞士";
        "AT": "Austria" | "奥地利";
        "PL": "Poland" | "波兰";
        "SE": "Sweden" | "瑞典";
        "NO": "Norway" | "挪威";
        "DK": "Denmark" | "丹麦";
        "FI": "Finland" | "芬兰";
        "KR": "the Republic of Korea" | "韩国";
        "IN": "India" | "印度";
        "ID": "Indonesia" | "印度尼西亚";
        "MY": "Malaysia" | "马来西亚";
        "TH": "Thailand" | "泰国";
        "VN": "Vietnam" | "越南";
        "PH": "the Philippines" | "菲律宾";
        "AE": "the United Arab Emirates" | "阿联酋";
        "CA": "Canada" | "加拿大";
        "AU": "Australia" | "澳大利亚";
        "NZ": "New Zealand" | "新西兰";
        "BR": "Brazil" | "巴西";
        "global": "countries all over the world" | "全球各地";
    }
    /// What may be brought to a desk.
    Matter {
        "questions": "questions" | "咨询";
        "rights": "the exercise of rights" | "行使权利的请求";
        "violations": "reports of violations" | "违规举报";
        "guardians": "guardians" | "监护人来信";
        "suggestions": "suggestions" | "建议";
        "comments": "comments" | "评论与反馈";
        "opinions": "opinions" | "意见";
        "complaints": "complaints" | "投诉";
        "protection": "questions on the protection of personal information" | "个人信息保护相关问题";
        "cancellation": "closing an account" | "账户注销";
        "call-back": "a call back" | "回访请求";
        "leaks": "reports of leaks" | "泄露报告";
        "errors": "errors and omissions in this policy" | "本政策的错误或遗漏";
        "appeals": "objections to decisions made by software" | "对自动化决策的异议";
        "preferences": "your preferences" | "偏好设置";
    }
    /// When a notice is shown.
    When {
        "registration": "when you register" | "注册时";
        "before-permission": "before a permission is asked for" | "请求权限前";
        "before-enabling": "before you turn a feature on" | "开启功能前";
        "before-upload": "before the first upload" | "首次上传前";
        "suspension": "when an account is suspended" | "账户暂停时";
        "first-run": "when you open the product for the first time" | "首次打开产品时";
        "first-visit": "on your first visit" | "首次访问时";
        "before-posting": "before your first post" | "首次发布前";
        "before-sharing": "before you publish or share something" | "发布或者分享前";
        "before-recording": "before a call is recorded" | "通话录音前";
        "before-payment": "before you pay" | "付款前";
        "before-cancellation": "before you close your account" | "注销账户前";
        "change": "when this policy changes" | "本政策变更时";
        "password": "where you set a password" | "设置密码时";
        "chat": "when you first open a chat" | "首次打开聊天时";
        "decline": "when you do not agree" | "您不同意时";
        "request": "when you make a request" | "提出请求时";
    }
    /// A connector, by what it connects to.
    Connector {
        "alibaba-oss": "Alibaba Cloud OSS" | "阿里云对象存储接口";
        "alibaba-sms": "Alibaba Cloud SMS" | "阿里云短信接口";
        "alipay": "Alipay" | "支付宝接口";
        "apns": "Apple Push Notification service" | "Apple 推送通知接口";
        "cm": "CM.com" | "CM 消息接口";
        "dashscope": "Alibaba Cloud DashScope" | "阿里云百炼接口";
        "huawei-pay": "Huawei Pay" | "华为支付接口";
        "rongcloud": "RongCloud" | "融云接口";
        "wechat-pay": "WeChat Pay" | "微信支付接口";
        "ycloud": "YCloud" | "YCloud 接口";
    }
}
