//! What a page of HTML says, block by block, and what a PDF says, read back by another program (`poppler-utils`).
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

/// One text that stands by itself: `kind` is the HTML tag that it stands in.
#[derive(Debug)]
pub struct Block {
    pub kind: String,
    pub text: String,
}

/// The texts of a page of HTML from its header to the end of its main part, without its contents and what leads to
/// other places of the page.
pub fn blocks(html: &str) -> Vec<Block> {
    let shown = html.split("<header>").nth(1).and_then(|rest| rest.split("</main>").next()).expect("a whole page");
    let mut blocks: Vec<Block> = Vec::new();
    // What is left out ends with this tag.
    let mut until = None;
    for piece in shown.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag that ends");
        let name = tag.split_whitespace().next().unwrap_or_default();
        if until == Some(name) {
            until = None;
        } else if name == "ol" {
            until = Some("/ol");
        } else if tag.contains("class=\"anchor\"") {
            until = Some("/a");
        } else if tag.contains("class=\"top\"") {
            until = Some("/p");
        }
        if !["a", "/a", "strong", "/strong", "code", "/code", "span", "/span"].contains(&name) {
            blocks.push(Block { kind: name.to_owned(), text: String::new() });
        }
        if let (None, Some(block)) = (until, blocks.last_mut()) {
            block.text.push_str(&unescaped(text));
        }
    }
    blocks.retain(|block| !solid(&block.text).is_empty());
    blocks
}

fn unescaped(text: &str) -> String {
    let mut pieces = text.split('&');
    let mut said = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (entity, rest) = piece.split_once(';').expect("an entity that ends");
        let number = entity.strip_prefix('#').expect("askama writes numbers");
        said.push(char::from_u32(number.parse().unwrap()).unwrap());
        said.push_str(rest);
    }
    said
}

/// `text` without what a line's end may add or take away: spaces, hyphens and places to break.
pub fn solid(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !['-', '\u{200b}'].contains(letter)).collect()
}

/// What a program of `poppler-utils` prints about a PDF.
pub fn told(program: &str, arguments: &[&str], pdf: &Path) -> String {
    let mut command = Command::new(program);
    command.args(arguments).arg(pdf);
    if program.starts_with("pdftotext") {
        command.arg("-");
    }
    let output = command.output().unwrap_or_else(|fault| panic!("{program} of poppler-utils is needed: {fault}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    // Titles of headings are printed in another encoding.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What the tags of a PDF say, in the order in which it is read aloud: the texts but for the contents, and the kinds of tags.
pub fn read_aloud(pdf: &Path) -> (String, std::collections::BTreeSet<String>) {
    let (mut said, mut kinds) = (String::new(), std::collections::BTreeSet::new());
    let mut contents_at = None;
    for line in told("pdfinfo", &["-enc", "UTF-8", "-struct-text"], pdf).lines() {
        let rest = line.trim_start();
        let depth = line.len() - rest.len();
        contents_at = contents_at.filter(|at| depth > *at);
        let text = rest.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
        match text {
            Some(text) if contents_at.is_none() => said.push_str(text),
            Some(_) => {}
            None => {
                let kind = rest.split([' ', ':']).next().unwrap_or_default();
                kinds.insert(kind.to_owned());
                contents_at = contents_at.or((kind == "TOC").then_some(depth));
            }
        }
    }
    (said, kinds)
}

/// The text of each page in the order in which it is drawn, without the lines at its foot.
pub fn drawn(pdf: &Path) -> Vec<String> {
    let top = FOOT_AT.to_string();
    let told = told("pdftotext", &["-enc", "UTF-8", "-raw", "-x", "0", "-y", "0", "-W", "596", "-H", &top], pdf);
    told.split('\u{c}').map(solid).collect()
}

/// Between the text of a page of A4 and its foot, in points from above.
const FOOT_AT: u32 = 780;

/// The titles of a PDF's outline, in order.
pub fn outline(pdf: &Path) -> Vec<String> {
    let told = told("pdftohtml", &["-xml", "-i", "-stdout"], pdf);
    let items = told.split("<item page=\"").skip(1);
    items.map(|item| item.split_once('>').unwrap().1.split("</item>").next().unwrap().replace("&amp;", "&")).collect()
}

/// A word on a page, in points from its upper left corner.
#[derive(Debug, Clone)]
pub struct Word {
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
    pub text: String,
}

/// The words of each page, with the page's width and height.
pub fn words(pdf: &Path) -> Vec<(f64, f64, Vec<Word>)> {
    let told = told("pdftotext", &["-enc", "UTF-8", "-bbox"], pdf);
    told.split("<page ")
        .skip(1)
        .map(|page| {
            let words = page.split("<word ").skip(1).map(|word| Word {
                left: number(word, "xMin"),
                right: number(word, "xMax"),
                top: number(word, "yMin"),
                bottom: number(word, "yMax"),
                text: word.split_once('>').unwrap().1.split("</word>").next().unwrap().to_owned(),
            });
            (number(page, "width"), number(page, "height"), words.collect())
        })
        .collect()
}

fn number(tag: &str, name: &str) -> f64 {
    let value = tag.split(&format!("{name}=\"")).nth(1).expect(name);
    value.split('"').next().unwrap().parse().unwrap()
}

impl Word {
    /// Whether both stand in one line, one over the other.
    pub fn overlaps(&self, other: &Self) -> bool {
        let middle = |word: &Self| f64::midpoint(word.top, word.bottom);
        let beside = (middle(self) - middle(other)).abs() < 2.0;
        // What stands further left comes first; Chinese marks may be squeezed to half their width on both sides.
        let (first, second) = if self.left < other.left { (self, other) } else { (other, self) };
        let meets = [first.text.chars().last(), second.text.chars().next()];
        let squeezed = meets.iter().flatten().any(|letter| !letter.is_ascii() && !letter.is_alphanumeric());
        let blank = if squeezed { self.bottom - self.top } else { 2.0 };
        beside && self.right.min(other.right) - self.left.max(other.left) > blank
    }
}
