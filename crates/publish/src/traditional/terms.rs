//! The table of terms: words that readers of Traditional Chinese know by another name, as Taiwan says them.
//!
//! An entry is for a word, not for a letter, and stands here for one of three reasons:
//! - *usage*: Taiwan says it otherwise, and the policy means exactly that thing (软件, 默认, 服务器);
//! - *statute*: the word is a term, a law or an authority of the People's Republic, which a conversion must not
//!   translate: `个人信息` is what PIPL art. 4 defines, and is neither the 個人資料 of Taiwan's nor that of Hong Kong's act,
//!   so a promise made under PIPL keeps it; the same holds for the names of laws and offices;
//! - *kept*: a longer word, or two words that meet, which a shorter entry would spoil (`关联系统` is no 联系).
//!
//! A word with two meanings stands here with the compounds of the rarer one: 访问 is access (存取), but a website is visited
//! (造訪); 通过 is by means of (透過), but a test is passed (通過). Where no meaning is the usual one, there are only
//! compounds that mean one thing: 文件 (a file, or a document), 程序 (a program, or a procedure), 应用 (an app, or use). What no
//! compound tells apart stays as it is: a mainland word is understood, a wrong word changes the promise.

/// A word in both scripts.
pub(super) struct Term {
    pub(super) simplified: &'static str,
    pub(super) traditional: &'static str,
    /// Why, where the two words do not say it.
    #[cfg_attr(not(test), expect(dead_code, reason = "for readers of this table"))]
    pub(super) why: &'static str,
}

macro_rules! terms {
    ($($simplified:literal => $traditional:literal $(: $why:literal)?;)+) => {
        pub(super) const ALL: &[Term] = &[
            $(Term { simplified: $simplified, traditional: $traditional, why: concat!($($why)?) }),+
        ];
    };
}

terms! {
    // Statute.
    "个人信息" => "個人信息": "PIPL art. 4's own term";
    "去标识化" => "去標識化": "PIPL art. 73's own term";
    "网络安全法" => "網絡安全法": "the law's name";
    "数据安全法" => "數據安全法": "the law's name";
    "网络数据" => "網絡數據": "term and first words of the Network Data Security Management Regulations";
    "未成年人网络保护" => "未成年人網絡保護": "the regulations' name";
    "关键信息基础设施" => "關鍵信息基礎設施": "a term of the Cybersecurity Law";
    "互联网信息办公室" => "互聯網信息辦公室": "the authority's name";
    "通用数据保护条例" => "一般資料保護規則": "the GDPR is known by this name";

    // Letters that usage and the dictionary write otherwise.
    "台" => "台": "usual in 平台, 後台 and as a measure; the dictionary has 臺";
    "台湾" => "臺灣": "kept: the name in the statutes and standards of both sides";
    "发布" => "發布";
    "公布" => "公布";
    "只影响" => "只影響": "the dictionary counts animals";
    "报道" => "報導";
    "销毁" => "銷毀";
    "周岁" => "周歲": "a year of age; the dictionary takes 周 for a week";
    "并发" => "並發": "kept: 并 and 发 meet in 核算并发放, and in 並發症";
    "合并发" => "合併發": "kept: 合并 is one word";
    "百炼" => "百煉": "the service's own name";
    "机制造" => "機製造": "to make a machine; the dictionary sees 机制";
    "机制造成" => "機制造成": "kept: 机制 and 造成 meet";
    "姓范" => "姓范": "a family name; the dictionary has 範";
    "姓于" => "姓于": "a family name; the dictionary has 於";
    "百姓于" => "百姓於": "kept: 百姓 is one word";
    "姓余" => "姓余": "a family name; the dictionary has 餘";
    "姓涂" => "姓涂": "a family name; the dictionary has 塗";

    // People, accounts, contact.
    "账" => "帳": "one letter in every compound: 帳戶, 帳號, 帳單, 轉帳";
    "用户" => "使用者";
    "用户名" => "使用者名稱";
    "用户名单" => "使用者名單": "kept: a list of users, not a user name";
    "用户名称" => "使用者名稱": "kept: not 使用者名稱稱";
    "身份" => "身分";
    "登录" => "登入";
    "录入" => "輸入";
    "记录入" => "記錄入": "kept: 记录 and 入口 meet";
    "登录入" => "登入入": "kept: 登录 and 入口 meet";
    "联系" => "聯絡";
    "关联系" => "關聯系": "kept: 关联 and 系统 meet";
    "邮箱" => "信箱";
    "邮编" => "郵遞區號";
    "邮政编码" => "郵遞區號";
    "短信" => "簡訊";
    "短信息" => "簡訊": "kept: not 簡訊息";
    "消息" => "訊息": "a message, where 信息 is information";
    "推送" => "推播";
    "举报" => "檢舉";
    "反馈" => "回饋";
    "激活" => "啟用";
    "令牌" => "權杖";
    "充值" => "儲值";
    "营销" => "行銷";
    "经营销" => "經營銷": "kept: 经营 and 销售 meet";
    "运营" => "營運";
    "运营商" => "業者";
    "渠道" => "管道";
    "黑客" => "駭客";

    // Data.
    "采集" => "採集": "the dictionary sees 多采 in 最多采集";
    "信息" => "資訊";
    "数据" => "資料";
    "大数据" => "大數據": "kept: usual in this form";
    "字段" => "欄位";
    "文本文件" => "文字檔案";
    "文件与附件" => "檔案與附件";
    "请求的文件" => "請求的檔案";
    "可读文件" => "可讀檔案";
    "文件夹" => "資料夾";
    "文档" => "文件";
    "字符" => "字元";
    "电子文件" => "電子檔案";
    "标识" => "識別碼";
    "标识符" => "識別碼";
    "标识为" => "標示為": "to mark";
    "视频" => "影片";
    "视频通话" => "視訊通話";
    "视频会议" => "視訊會議";
    "音频" => "音訊";
    "存储" => "儲存";
    "存储卡" => "記憶卡";
    "对象存储" => "物件儲存";
    "服务对象" => "服務對象": "kept: those who are served, not an object";
    "缓存" => "快取";
    "内存卡" => "記憶卡": "内存 alone may be part of 境内存放";
    "内存空间" => "記憶體空間";
    "内存占用" => "記憶體占用";
    "内存容量" => "記憶體容量";
    "内存大小" => "記憶體大小";
    "运行内存" => "執行記憶體";
    "硬盘" => "硬碟";
    "磁盘" => "磁碟";
    "光盘" => "光碟";
    "加载" => "載入";
    "拷贝" => "複製";
    "导出" => "匯出";
    "导入" => "匯入";
    "打印" => "列印";
    "打印机" => "印表機";
    "搜索" => "搜尋";
    "质量" => "品質";
    "篡改" => "竄改";
    "丢失" => "遺失";

    // Access, means and support: one meaning is the usual one.
    "访问" => "存取";
    "访问网站" => "造訪網站";
    "访问的页面" => "造訪的頁面";
    "访问的第三方" => "造訪的第三方";
    "网站访问" => "網站造訪";
    "首次访问" => "首次造訪";
    "一次访问" => "一次造訪";
    "本次访问" => "本次造訪";
    "访问或者使用" => "造訪或者使用";
    "访问信息" => "造訪資訊";
    "访问次数" => "造訪次數";
    "访问量" => "造訪量";
    "统计访问" => "統計造訪";
    "访问时自动" => "造訪時自動";
    "回访问" => "回訪問": "kept: 回访 and 问卷 meet";
    "通过" => "透過": "by means of";
    "通过程" => "通過程": "kept: 沟通 and 过程 meet";
    "通过审" => "通過審": "to pass";
    "通过核" => "通過核": "to pass";
    "通过验" => "通過驗": "to pass";
    "通过认证" => "通過認證": "to pass";
    "通过评" => "通過評": "to pass";
    "通过后" => "通過後": "to pass";
    "通过考试" => "通過考試": "to pass; 通过考勤机 is by means of";
    "通过考核" => "通過考核": "to pass";
    "通过面试" => "通過面試": "to pass";
    "通过测试" => "通過測試": "to pass";
    "通过率" => "通過率": "to pass";
    "未通过" => "未通過": "to pass";
    "支持" => "支援": "to help, as a desk or a program does";
    "支持者" => "支持者": "to be for";
    "您的支持" => "您的支持": "to be for";
    "支持您" => "支持您": "to be for";
    "支持我们" => "支持我們": "to be for";
    "支持和" => "支持和": "to be for, as in 支持和信任";
    "支持与" => "支持與": "to be for, as in 支持与信任";
    "收支持" => "收支持": "kept: 收支 and 持平 meet";

    // Software and devices.
    "软件" => "軟體";
    "硬件" => "硬體";
    "应用程序" => "應用程式";
    "小程序" => "小程式";
    "恶意程序" => "惡意程式";
    "计算机程序" => "電腦程式";
    "计算机" => "電腦";
    "国家计算机" => "國家計算機": "kept: first words of authorities' names";
    "计算机构" => "計算機構": "kept: 计算 and 机构 meet";
    "性能" => "效能";
    "可能性能" => "可能性能": "kept: 可能性 is one word";
    "应用内" => "應用程式內": "inside the app";
    "本应用" => "本應用程式";
    "本应用于" => "本應用於": "kept: 应用于 is a verb";
    "应用首页" => "應用程式首頁";
    "应用列表" => "應用程式清單";
    "应用来源" => "應用程式來源";
    "应用缓存" => "應用程式快取";
    "应用运行" => "應用程式執行";
    "其他应用" => "其他應用程式";
    "自有应用" => "自有應用程式";
    "来源应用" => "來源應用程式";
    "手机应用" => "手機應用程式";
    "跨应用" => "跨應用程式";
    "卸载应用" => "解除安裝應用程式";
    "使用应用" => "使用應用程式";
    "嵌入应用" => "嵌入應用程式";
    "同一应用" => "同一應用程式";
    "应用信息" => "應用程式資訊";
    "卸载" => "解除安裝";
    "操作系统" => "作業系統";
    "客户端" => "用戶端";
    "设备" => "裝置": "in a privacy policy always a device";
    "移动设备" => "行動裝置";
    "移动电话" => "行動電話";
    "移动应用" => "行動應用程式";
    "移动网络" => "行動網路";
    "移动支付" => "行動支付";
    "移动浏览器" => "行動瀏覽器";
    "移动端" => "行動裝置端";
    "屏幕" => "螢幕";
    "摄像头" => "鏡頭";
    "相册" => "相簿";
    "剪贴板" => "剪貼簿";
    "鼠标" => "滑鼠";
    "图标" => "圖示";
    "传感器" => "感測器";
    "芯片" => "晶片";
    "笔记本电脑" => "筆記型電腦";
    "二维码" => "二維條碼";
    "截屏" => "螢幕截圖";
    "人脸识别" => "人臉辨識";
    "像素" => "畫素";
    "界面" => "介面";
    "接口" => "介面";
    "直接口" => "直接口": "kept: 直接 and 口头 meet";
    "插件" => "外掛程式";
    "模块" => "模組";
    "菜单" => "選單";
    "默认" => "預設";
    "设置" => "設定";
    "打开" => "開啟";
    "点击" => "點選";
    "重置" => "重設";
    "智能" => "智慧";
    "算法" => "演算法";
    "计算法" => "計算法": "kept: 计算 and 法定 meet";
    "哈希" => "雜湊";
    "密钥" => "金鑰";
    "进程信息" => "處理程序資訊";
    "崩溃" => "當機";
    "会话" => "對話";
    "社会话" => "社會話": "kept: 社会 and 话题 meet";

    // Networks.
    "网络" => "網路";
    "互联网" => "網際網路";
    "服务器" => "伺服器";
    "链接" => "連結";
    "加密连接" => "加密連線";
    "接入点" => "存取點";
    "基站" => "基地台";
    "在线" => "線上";
    "存在线" => "存在線": "kept: 存在 and 线下 meet";
    "所在线" => "所在線": "kept: 所在 and 线路 meet";
    "在线下" => "在線下": "kept: 在 and 线下 meet";
    "在线上" => "在線上": "kept: 在 and 线上 meet";
    "在线索" => "在線索": "kept: 在 and 线索 meet";
    "在线路" => "在線路": "kept: 在 and 线路 meet";
    "实时" => "即時";
    "实时间" => "實時間": "kept: 落实 and 时间 meet";
    "落实时" => "落實時": "kept: 落实 is one word";
    "核实时" => "核實時": "kept: 核实 is one word";
    "证实时" => "證實時": "kept: 证实 is one word";
    "属实时" => "屬實時": "kept: 属实 is one word";
    "网关" => "閘道";
    "局域网" => "區域網路";
    "宽带" => "寬頻";
    "通信" => "通訊";
    "通信息" => "通資訊": "kept: 沟通 and 信息 meet";
    "信号" => "訊號";
    "微信号" => "微信號": "kept: 微信 is a name";
    "域名" => "網域名稱";
    "地域名" => "地域名": "kept: 地域 and 名称 meet";
    "区域名" => "區域名": "kept: 区域 and 名称 meet";
    "领域名" => "領域名": "kept: 领域 and 名称 meet";
    "兼容" => "相容";
    "代码安全" => "程式碼安全": "代码 alone may be a code of a region";
    "掩码" => "遮罩";
    "弹窗" => "彈出視窗";
    "备份介质" => "備份媒體";

    // Quotation marks.
    "“" => "「";
    "”" => "」";
    "‘" => "『";
    "’" => "』";
}

#[cfg(test)]
mod tests {
    use super::{super::traditional, ALL};
    use ferrous_opencc::{OpenCC, config::BuiltinConfig};
    use std::collections::BTreeSet;

    #[test]
    fn every_term_is_converted_as_the_table_says() {
        for term in ALL {
            assert_eq!(traditional(term.simplified), term.traditional, "{}", term.why);
            let within = format!("凡{}等", term.simplified);
            assert_eq!(traditional(&within), format!("凡{}等", term.traditional), "{}", term.why);
        }
    }

    #[test]
    fn no_entry_is_idle() {
        let letters = OpenCC::from_config(BuiltinConfig::S2tw).unwrap();
        for term in ALL {
            let mut others = ALL.iter().filter(|other| other.simplified != term.simplified);
            let meets = |other: &str| {
                term.simplified.char_indices().any(|(at, _)| other.starts_with(term.simplified.split_at(at).1))
            };
            let shadows = others.any(|other| term.simplified.contains(other.simplified) || meets(other.simplified));
            // A word may be right alone and wrong after another.
            let after = letters.convert(&format!("最多{}", term.simplified)) != format!("最多{}", term.traditional);
            assert!(shadows || after || letters.convert(term.simplified) != term.traditional, "{}", term.simplified);
        }
        let words: BTreeSet<_> = ALL.iter().map(|term| term.simplified).collect();
        assert_eq!(words.len(), ALL.len());
    }

    #[test]
    fn what_is_kept_of_the_statute_differs_by_script_alone() {
        let letters = OpenCC::from_config(BuiltinConfig::S2tw).unwrap();
        for term in ALL.iter().take_while(|term| term.simplified != "通用数据保护条例") {
            assert_eq!(letters.convert(term.simplified), term.traditional);
        }
    }
}
