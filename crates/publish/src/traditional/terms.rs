//! The table of terms: words that readers of Traditional Chinese know by another name.
//!
//! An entry is for a word, not for a letter, and stands here for one of three reasons:
//! - *usage*: Taiwan says it otherwise, and the policy means exactly that thing (软件, 默认, 服务器);
//! - *statute*: the word is a term, a law or an authority of the People's Republic, which a conversion must not
//!   translate: `个人信息` is what PIPL art. 4 defines, and is neither the 個人資料 of Taiwan's nor that of Hong Kong's act,
//!   so a promise made under PIPL keeps it; the same holds for the names of laws and offices;
//! - *kept*: a longer word that a shorter entry would spoil.
//!
//! Not here, on purpose: words with two meanings of which only one is technical (文件, 程序, 通过, 支持, 内存): a
//! mainland word is understood, a wrong word changes the promise. They stand here in compounds that mean one thing.

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

    // People, accounts, contact.
    "账" => "帳": "one letter in every compound: 帳戶, 帳號, 帳單, 轉帳";
    "用户名" => "使用者名稱": "用戶 itself is usual";
    "用户名单" => "用戶名單": "kept: a list of users, not a user name";
    "用户名称" => "使用者名稱": "kept: not 使用者名稱稱";
    "身份" => "身分";
    "登录" => "登入";
    "联系" => "聯絡";
    "邮箱" => "信箱";
    "短信" => "簡訊";
    "短信息" => "簡訊": "kept: not 簡訊息";
    "消息" => "訊息": "a message, where 信息 is information";
    "推送" => "推播";
    "举报" => "檢舉";
    "激活" => "啟用";
    "令牌" => "權杖";

    // Data.
    "采集" => "採集": "the dictionary sees 多采 in 最多采集";
    "信息" => "資訊";
    "数据" => "資料";
    "大数据" => "大數據": "kept: usual in this form";
    "字段" => "欄位";
    "文本" => "文字";
    "视频" => "影片";
    "音频" => "音訊";
    "存储" => "儲存";
    "缓存" => "快取";
    "导出" => "匯出";
    "导入" => "匯入";
    "打印" => "列印";
    "搜索" => "搜尋";
    "质量" => "品質";

    // Software and devices.
    "软件" => "軟體";
    "硬件" => "硬體";
    "应用程序" => "應用程式";
    "小程序" => "小程式";
    "应用内" => "應用程式內": "inside the app";
    "操作系统" => "作業系統";
    "客户端" => "用戶端";
    "设备" => "裝置": "in a privacy policy always a device";
    "移动设备" => "行動裝置";
    "移动电话" => "行動電話";
    "屏幕" => "螢幕";
    "摄像头" => "鏡頭";
    "相册" => "相簿";
    "剪贴板" => "剪貼簿";
    "像素" => "畫素";
    "界面" => "介面";
    "接口" => "介面";
    "插件" => "外掛程式";
    "模块" => "模組";
    "菜单" => "選單";
    "默认" => "預設";
    "设置" => "設定";
    "智能" => "智慧";
    "算法" => "演算法";
    "哈希" => "雜湊";
    "密钥" => "金鑰";
    "技术支持" => "技術支援": "支持 alone may mean consent";
    "支持人员" => "支援人員";
    "支持工单" => "支援工單";

    // Networks.
    "网络" => "網路";
    "互联网" => "網際網路";
    "服务器" => "伺服器";
    "链接" => "連結";
    "加密连接" => "加密連線";
    "在线付款" => "線上付款": "在线 alone may be part of 存在线下";
    "在线支付" => "線上支付";
    "在线客服" => "線上客服";
    "通信" => "通訊";
    "信号" => "訊號";
    "域名" => "網域名稱";
    "兼容" => "相容";

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
            let shorter = ALL.iter().filter(|other| other.simplified != term.simplified);
            let shadows = shorter.clone().any(|other| term.simplified.contains(other.simplified));
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
