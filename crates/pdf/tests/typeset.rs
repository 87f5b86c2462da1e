//! The pages of the policies, read back by another program.
#![cfg(feature = "engine")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use pdf::{Fault, FontSources, Pages};
use policy::rows::Language::{self, English, Simplified, Traditional};
use std::path::PathBuf;
use support::{Block, blocks, drawn, outline, read_aloud, solid, told, words};

/// A document as HTML, and as a PDF in a file that goes when this does.
struct Made {
    name: String,
    blocks: Vec<Block>,
    pages: Pages,
    file: tempfile::NamedTempFile,
}

fn toml(policy: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../policies").join(policy).join("policy.toml");
    std::fs::read_to_string(path).unwrap()
}

fn markup(toml: &str, language: Language) -> (String, Vec<Block>) {
    let document = policy::read::read(toml.as_bytes()).unwrap().document;
    let html = publish::html(&document, "0f", language).unwrap();
    (publish::typst(&document, "0f", language).unwrap(), blocks(&html))
}

fn made(policy: &str, language: Language) -> Made {
    made_of(&toml(policy), format!("{policy} in {}", language.as_str()), language)
}

fn made_of(toml: &str, name: String, language: Language) -> Made {
    let (markup, blocks) = markup(toml, language);
    let pages = pdf::pages(&markup, FontSources { system: true, folders: &[] }).unwrap();
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), &pages.pdf).unwrap();
    Made { name, blocks, pages, file }
}

impl Made {
    /// What is read aloud is what the HTML says: all of it, in its order, and nothing else.
    fn says_what_the_html_says(&self) {
        let (said, kinds) = read_aloud(self.file.path());
        let said = solid(&said);
        let mut rest = said.as_str();
        for block in &self.blocks {
            rest = rest.strip_prefix(&solid(&block.text)).unwrap_or_else(|| {
                let instead: String = rest.chars().take(80).collect();
                panic!("{}: `{}` is not there, but `{instead}`", self.name, block.text)
            });
        }
        assert_eq!(rest, "", "{}", self.name);
        for kind in ["H1", "H2", "P", "L", "LI", "Link", "TOC", "TOCI", "Table", "THead", "TH", "TR", "TD"] {
            assert!(kinds.contains(kind), "{}: no tag {kind} in {kinds:?}", self.name);
        }
    }

    /// The outline is the headings, in their order.
    fn leads_to_its_headings(&self) {
        let headings: Vec<_> =
            self.blocks.iter().filter(|block| ["h2", "h3", "caption"].contains(&block.kind.as_str())).collect();
        // The first is that of the contents.
        let headings: Vec<_> = headings.into_iter().skip(1).map(|block| solid(&block.text)).collect();
        let outline: Vec<_> = outline(self.file.path()).iter().map(|title| solid(title)).collect();
        assert_eq!(outline, headings, "{}", self.name);
    }

    /// No word runs out of the margins, or into the next column.
    fn keeps_its_margins(&self) {
        let mut seen = 0;
        for (width, height, words) in words(self.file.path()) {
            for (at, word) in words.iter().enumerate() {
                let inside = word.left > SIDE && word.right < width - SIDE && word.top > 0.0 && word.bottom < height;
                assert!(inside, "{}: out of the margins: {word:?}", self.name);
                let beside = words.iter().skip(at + 1).find(|other| word.overlaps(other));
                assert!(beside.is_none(), "{}: {word:?} runs into {beside:?}", self.name);
                seen += word.text.chars().count();
            }
        }
        let all: usize = self.blocks.iter().map(|block| solid(&block.text).chars().count()).sum();
        assert!(seen >= all, "{}: {seen} characters on the pages, {all} in the document", self.name);
    }

    /// What a reader's program asks a PDF for.
    fn says_what_it_is(&self, lang: &str) {
        let info = told("pdfinfo", &["-enc", "UTF-8"], self.file.path());
        assert!(info.contains("Tagged:          yes"), "{info}");
        let title = self.blocks.first().map(|block| format!("Title:           {}\n", block.text)).unwrap();
        assert!(info.contains(&title), "{title}{info}");
        let bytes = String::from_utf8_lossy(&self.pages.pdf);
        for part in [&format!("/Lang({lang})"), "<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"] {
            assert!(bytes.contains(part), "{}: {part}", self.name);
        }
    }

    /// Every text of the HTML is on a page, whole, or begins on one and goes on on the next, in the order of the HTML.
    fn shows_what_the_html_says(&self) {
        let pages = drawn(self.file.path());
        let mut at = 0;
        for block in &self.blocks {
            let text = solid(&block.text);
            let found = (at..pages.len()).find(|at| stands(&text, pages.get(*at..).unwrap_or_default()));
            at = found.unwrap_or_else(|| panic!("{}: not on page {} or after: {}", self.name, at + 1, block.text));
        }
    }

    fn holds(&self, lang: &str) {
        self.says_what_it_is(lang);
        self.shows_what_the_html_says();
        self.leads_to_its_headings();
        self.keeps_its_margins();
    }
}

/// Whether `text` stands on the first of the pages, or begins there and ends on later ones.
fn stands(text: &str, pages: &[String]) -> bool {
    let Some((page, later)) = pages.split_first() else { return text.is_empty() };
    if page.contains(text) {
        return true;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let held = ends.partition_point(|end| text.get(..*end).is_some_and(|start| page.contains(start)));
    let (start, rest) = text.split_at(ends.get(held - 1).copied().unwrap_or_default());
    !start.is_empty() && stands(rest, later)
}

/// The side margins of `document.typ` in points, less what a hanging comma may take.
const SIDE: f64 = 22.0 / 25.4 * 72.0 - 6.0;

#[test]
fn every_document_in_simplified_chinese_is_whole() {
    for policy in ["aink", "small-accounting", "jiku", "redeem", "saleforte"] {
        made(policy, Simplified).holds("zh-CN");
    }
}

#[test]
fn documents_in_the_other_languages_are_whole() {
    made("aink", Traditional).holds("zh-TW");
    made("saleforte", English).holds("en");
}

#[test]
fn a_word_wider_than_its_column_stays_in_it() {
    let wide = "the-department-for-personal-data@regional-library-association.example.org";
    let toml = toml("examples/library").replace("Reader's name", wide).replace("Door code", &"W".repeat(30));
    let made = made_of(&toml, "wide words".to_owned(), English);
    assert!(made.blocks.iter().any(|block| block.text.contains(wide)));
    made.holds("en");
}

/// A small one: `pdfinfo` takes seconds for ten pages, and a minute for thirty.
#[test]
fn what_is_read_aloud_is_what_the_html_says() {
    for language in [Simplified, Traditional, English] {
        made("examples/repairs", language).says_what_the_html_says();
    }
}

#[test]
fn chinese_has_the_shapes_of_its_region() {
    for (language, font) in [(Simplified, "Noto Sans CJK SC"), (Traditional, "Noto Sans CJK TC")] {
        let made = made("examples/library", language);
        assert_eq!(made.pages.fonts.iter().collect::<Vec<_>>(), [font], "{}", made.name);
        let fonts = told("pdffonts", &[], made.file.path());
        let region = font.split_at(font.len() - 2).1.to_lowercase();
        assert!(fonts.contains(&format!("NotoSansCJK{region}-Regular")), "{fonts}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let (markup, _) = markup(&toml("examples/library"), English);
    let made = || pdf::pages(&markup, FontSources { system: true, folders: &[] });
    assert_eq!(made().unwrap().pdf, made().unwrap().pdf);
}

#[test]
fn without_a_font_the_characters_and_a_package_are_named() {
    let (markup, _) = markup(&toml("examples/library"), Simplified);
    let folder = tempfile::tempdir().unwrap();
    let fault = pdf::pages(&markup, FontSources { system: false, folders: &[folder.path().to_owned()] }).unwrap_err();
    let Fault::Glyphs(lacks) = &fault else { panic!("{fault}") };
    assert!(lacks.iter().any(|lack| lack.letters.contains(&'图')), "{fault}");
    let said = fault.to_string();
    for part in ["Chinese characters and punctuation (", " U+", "apt install fonts-noto-cjk", "`--font-dir`"] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn one_character_that_no_font_has_is_enough() {
    let fault = pdf::pages("#\"A\u{10fffd}\"", FontSources { system: true, folders: &[] }).unwrap_err();
    let Fault::Glyphs(lacks) = &fault else { panic!("{fault}") };
    assert_eq!(lacks.iter().map(|lack| lack.letters.as_slice()).collect::<Vec<_>>(), [['\u{10fffd}']]);
}

#[test]
fn markup_sees_no_file_and_no_package() {
    for markup in ["#read(\"/etc/hostname\")", "#include \"other.typ\"", "#import \"@preview/cetz:0.4.0\""] {
        let fault = pdf::pages(markup, FontSources { system: true, folders: &[] }).unwrap_err();
        assert!(matches!(&fault, Fault::Markup(_)), "{fault}");
    }
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = PathBuf::from("/no/such/folder");
    let fault = pdf::pages("", FontSources { system: true, folders: std::slice::from_ref(&folder) }).unwrap_err();
    assert_eq!(fault, Fault::NoFolder(folder));
}
