//! Traditional Chinese from Simplified Chinese: one text is written, the other follows from it.
//!
//! Two steps. The words of [`terms`] are taken first, the longest first; every other run of Chinese letters is
//! converted by OpenCC's phrase and letter dictionaries (头发 to 頭髮, 发票 to 發票). A law keeps the words of its title: what
//! stands in 《》 and is called a law is converted by its letters alone. OpenCC's own list of regional words
//! is not used: it is made for computer manuals, and would turn an account that is closed (注销) into one that signs
//! out (登出), and what is kept inside the country (境内存放) into 境記憶體放.
//!
//! Promises: nothing but Chinese letters and quotation marks ever changes, so digits, addresses and names in Latin
//! letters come out as they went in.

mod terms;

use aho_corasick::{AhoCorasick, MatchKind};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// Both dictionaries, made when the first text is asked for.
struct Converter {
    letters: OpenCC,
    terms: AhoCorasick,
}

/// `None` only if the dictionaries that are compiled in are damaged, which a test excludes.
static CONVERTER: LazyLock<Option<Converter>> = LazyLock::new(|| {
    let letters = OpenCC::from_config(BuiltinConfig::S2tw).ok()?;
    let simplified = terms::ALL.iter().map(|term| term.simplified);
    let terms = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(simplified).ok()?;
    Some(Converter { letters, terms })
});

/// `simplified` in Traditional Chinese.
///
/// # Example
/// ```
/// assert_eq!(publish::traditional("注销账户后 7 天内删除"), "註銷帳戶後 7 天內刪除");
/// ```
#[must_use]
pub fn traditional(simplified: &str) -> Cow<'_, str> {
    match &*CONVERTER {
        Some(converter) if simplified.chars().any(is_converted) => Cow::Owned(converter.convert(simplified)),
        _ => Cow::Borrowed(simplified),
    }
}

/// A phrase of the program in Traditional Chinese: converted once, and kept for as long as the program runs.
#[must_use]
pub fn traditional_phrase(simplified: &'static str) -> &'static str {
    static KEPT: Mutex<BTreeMap<&'static str, &'static str>> = Mutex::new(BTreeMap::new());
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    // No more is ever kept than there are phrases in the program.
    kept.entry(simplified).or_insert_with(|| match traditional(simplified) {
        Cow::Borrowed(same) => same,
        Cow::Owned(converted) => converted.leak(),
    })
}

impl Converter {
    fn convert(&self, text: &str) -> String {
        let mut converted = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, title, after)) = split_law(rest) {
            self.push_words(&mut converted, before);
            match terms::ALL.iter().find(|term| term.simplified == title) {
                Some(term) => converted.push_str(term.traditional),
                None => self.push_letters(&mut converted, title),
            }
            rest = after;
        }
        self.push_words(&mut converted, rest);
        converted
    }

    /// Converts `text` by the table of terms, and by letters between them.
    fn push_words(&self, converted: &mut String, text: &str) {
        let mut done = 0;
        for found in self.terms.find_iter(text) {
            self.push_letters(converted, text.get(done..found.start()).unwrap_or_default());
            let term = terms::ALL.get(found.pattern().as_usize());
            converted.push_str(term.map_or("", |term| term.traditional));
            done = found.end();
        }
        self.push_letters(converted, text.get(done..).unwrap_or_default());
    }

    /// Converts the runs of Chinese letters in `text`, and passes on what stands between them.
    fn push_letters(&self, converted: &mut String, text: &str) {
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let chinese = is_chinese(first);
            let end = rest.find(|letter| is_chinese(letter) != chinese).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            if chinese {
                converted.push_str(&self.letters.convert(run))
            } else {
                converted.push_str(run)
            }
            rest = after;
        }
    }
}

/// What the title of a law ends in.
const LAWS: [&str; 7] = ["法", "条例", "规定", "办法", "细则", "法典", "决定"];

/// What comes before the first title of a law in `text` with its opening mark, the title, and what comes after.
fn split_law(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('《').find_map(|(open, mark)| {
        let (before, inside) = text.split_at_checked(open + mark.len())?;
        let (title, _) = inside.split_once('》')?;
        let is_law = LAWS.iter().any(|law| title.ends_with(law));
        is_law.then(|| (before, title, inside.get(title.len()..).unwrap_or_default()))
    })
}

/// Whether `letter` may come out otherwise.
fn is_converted(letter: char) -> bool {
    is_chinese(letter) || "“”‘’".contains(letter)
}

/// Whether `letter` is a Chinese one: the unified ideographs with extensions A and B.
pub(crate) const fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{2A6DF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_go_by_the_phrase_they_stand_in() {
        for (simplified, expected) in [
            ("头发、发票、发送", "頭髮、發票、發送"),
            ("登录后台之后", "登入後台之後"),
            ("里程、行程里的里程碑", "里程、行程裡的里程碑"),
            ("干净的日志", "乾淨的日誌"),
            ("注销账户并恢复备份", "註銷帳戶並恢復備份"),
            ("境内存放", "境內存放"),
            ("只有一台设备", "只有一台裝置"),
            ("《个人信息保护法》所称“敏感个人信息”", "《個人信息保護法》所稱「敏感個人信息」"),
            ("个人用户的用户名", "個人使用者的使用者名稱"),
        ] {
            assert_eq!(traditional(simplified), expected);
        }
    }

    /// Each term beside the phrase where it must not change.
    #[test]
    fn a_word_goes_by_what_it_means() {
        for (simplified, expected) in [
            ("访问日志；您访问网站时", "存取日誌；您造訪網站時"),
            ("电话回访问卷", "電話回訪問卷"),
            ("用户数据；客户端；用户名单", "使用者資料；用戶端；使用者名單"),
            ("技术支持；感谢您的支持；收支持平", "技術支援；感謝您的支持；收支持平"),
            ("恶意程序；诉讼程序、行政程序", "惡意程式；訴訟程序、行政程序"),
            ("小程序与应用程序", "小程式與應用程式"),
            ("本应用；本应用于配送；相应用途", "本應用程式；本應用於配送；相應用途"),
            ("对象存储；服务对象存储的信息", "物件儲存；服務對象儲存的資訊"),
            ("充值金额", "儲值金額"),
            ("账户、账号与转账", "帳戶、帳號與轉帳"),
            ("行驶里程", "行駛里程"),
            ("软件、服务器、网络", "軟體、伺服器、網路"),
            ("设备信息；敏感个人信息", "裝置資訊；敏感個人信息"),
            ("默认设置", "預設設定"),
            ("短信验证码；短信息", "簡訊驗證碼；簡訊"),
            ("沟通视频；视频通话", "溝通影片；視訊通話"),
            ("业务数据；大数据；去标识化的数据", "業務資料；大數據；去標識化的資料"),
            ("设备标识；账户标识符；标识为外部链接", "裝置識別碼；帳戶識別碼；標示為外部連結"),
            ("移动电话；移动硬币", "行動電話；移動硬幣"),
            ("通过短信告知；通过审核；沟通过程", "透過簡訊告知；通過審核；溝通過程"),
            ("联系客服；关联系统", "聯絡客服；關聯系統"),
            ("上传的文件与附件；机关出具的文件", "上傳的檔案與附件；機關出具的文件"),
            ("接口；直接口头提出", "介面；直接口頭提出"),
            ("加密算法；按日计算法定期限", "加密演算法；按日計算法定期限"),
            ("域名；地域名称", "網域名稱；地域名稱"),
            ("营销信息；自主经营销售", "行銷資訊；自主經營銷售"),
            ("微信号；信号", "微信號；訊號"),
            ("沟通信息；通信信息", "溝通資訊；通訊資訊"),
            ("识别录入；记录入口", "識別輸入；記錄入口"),
            ("会话编号；社会话题", "對話編號；社會話題"),
            ("核算并发放工资；合并发票", "核算並發放工資；合併發票"),
            ("未满 14 周岁；每周", "未滿 14 周歲；每週"),
            ("手机制造商；机制造成损失", "手機製造商；機制造成損失"),
            ("用户通过考试；通过考勤机打卡", "使用者通過考試；透過考勤機打卡"),
            ("我们支持您；浏览器支持 Cookie", "我們支持您；瀏覽器支援 Cookie"),
            ("客服姓范；普通百姓于此；规范", "客服姓范；普通百姓於此；規範"),
            ("内存卡、硬盘、鼠标、打印机；境内存储", "記憶卡、硬碟、滑鼠、印表機；境內儲存"),
            ("文档与文件夹", "文件與資料夾"),
            ("传感器；黑客；打印", "感測器；駭客；列印"),
            ("在线学习；存在线下；所在线路", "線上學習；存在線下；所在線路"),
            ("实时会话；落实时间；核实时告知", "即時對話；落實時間；核實時告知"),
            ("打开相册并点击图标；加载", "開啟相簿並點選圖示；載入"),
            ("设备性能；可能性能够降低", "裝置效能；可能性能夠降低"),
            ("计算机；计算机构；国家计算机应急", "電腦；計算機構；國家計算機應急"),
            ("投诉渠道；二维码", "投訴管道；二維條碼"),
        ] {
            assert_eq!(traditional(simplified), expected);
        }
    }

    #[test]
    fn a_law_keeps_the_words_of_its_title() {
        for (simplified, expected) in [
            ("《促进和规范数据跨境流动规定》第五条", "《促進和規範數據跨境流動規定》第五條"),
            ("《中华人民共和国网络安全法》所称网络", "《中華人民共和國網絡安全法》所稱網路"),
            ("《互联网用户账号信息管理规定》", "《互聯網用戶賬號信息管理規定》"),
            ("欧盟《通用数据保护条例》", "歐盟《一般資料保護規則》"),
            ("《小记账用户协议》", "《小記帳使用者協議》"),
            ("《数据", "《資料"),
            ("《协议》和《数据安全法》的数据", "《協議》和《數據安全法》的資料"),
        ] {
            assert_eq!(traditional(simplified), expected);
        }
    }

    /// The table by which `check` tells Simplified text from Traditional says what the converter says.
    #[test]
    fn letters_of_one_kind_are_told_apart_as_the_converter_does() {
        let table = include_str!("../../../policy/src/read/han.txt");
        let (old, new) = table.split_once("[simplified]").unwrap();
        let (_, old) = old.split_once("[traditional]").unwrap();
        let letters = OpenCC::from_config(BuiltinConfig::S2t).unwrap();
        let converted = |letter: char| letters.convert(&letter.to_string());
        let first = |pair: &str| pair.chars().next().unwrap();
        let simplified: Vec<char> = new.split_whitespace().map(first).collect();
        assert!(simplified.iter().all(|letter| converted(*letter) != letter.to_string()));
        let traditional = old.split_whitespace().map(first);
        assert_eq!(traditional.filter(|letter| simplified.contains(letter)).count(), 0);
        let kept = old.split_whitespace().map(first).filter(|letter| converted(*letter) == letter.to_string());
        assert_eq!(kept.count(), old.split_whitespace().count(), "what is Traditional already stays");
    }

    #[test]
    fn a_phrase_is_converted_once() {
        let first = traditional_phrase("保存期限内的软件");
        assert_eq!(first, "保存期限內的軟體");
        assert!(std::ptr::eq(first, traditional_phrase("保存期限内的软件")));
    }

    proptest! {
        #[test]
        fn nothing_but_chinese_letters_and_quotes_changes(text in "([a-zA-Z0-9@:/._#{}-]{1,8}|[账户信息网络软里发后个人，。、 “”]{1,6}|.){0,12}") {
            let converted = traditional(&text);
            let others = |text: &str| text.chars().filter(|l| !is_chinese(*l) && !"“”‘’「」『』".contains(*l)).collect::<String>();
            prop_assert_eq!(others(&converted), others(&text));
        }

        #[test]
        fn what_holds_no_chinese_is_itself(text in "[ -~]{0,40}") {
            prop_assert_eq!(traditional(&text), text.as_str());
        }
    }
}
