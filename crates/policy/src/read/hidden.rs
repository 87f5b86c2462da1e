//! Letters of the file that show nothing or turn the order of others, comments included.

use super::Reader;
use super::letter::{is_hidden, turns};
use crate::finding::{Edit, Finding, Fix, Safety};

impl Reader<'_> {
    /// Reports each line of the file that holds a hidden letter as itself. What an escape writes is for `texts/hidden`.
    pub(super) fn refuse_hidden(&mut self) {
        let mut from = 0;
        for line in self.source.split_inclusive('\n') {
            // A mark of the byte order may begin a file.
            let letters = line.char_indices().map(|(at, letter)| (from + at, letter));
            let hidden: Vec<_> =
                letters.filter(|(at, letter)| is_hidden(*letter) && (*at, *letter) != (0, '\u{FEFF}')).collect();
            from += line.len();
            self.findings.extend(finding(line, &hidden));
        }
    }
}

/// One finding for a line that holds `hidden` letters.
fn finding(line: &str, hidden: &[(usize, char)]) -> Option<Finding> {
    let ((at, first), rest) = hidden.split_first()?;
    let does = if turns(*first) { "turns the order of the letters after it" } else { "shows nothing" };
    let headline = format!("the file holds U+{:04X}, a letter that {does}", u32::from(*first));
    let help = "remove it: who reads the file would see something else than what is enforced";
    let finding = Finding::error("read/hidden", *at..at + first.len_utf8(), headline).seen("not shown").help(help);
    let others =
        rest.iter().map(|(at, letter)| (*at..at + letter.len_utf8(), format!("and U+{:04X}", u32::from(*letter))));
    let mut finding = others.fold(finding, |finding, (span, text)| finding.also(span, text));
    // What a value says without a letter that turned others, its author has to read; a comment enforces nothing.
    let is_comment = line.trim_start().starts_with('#');
    let safe = is_comment || hidden.iter().all(|(_, letter)| !turns(*letter));
    let edits =
        hidden.iter().map(|(at, letter)| Edit { span: *at..at + letter.len_utf8(), text: String::new() }).collect();
    let safety = if safe { Safety::Safe } else { Safety::NeedsReview };
    finding.fix = Some(Fix { safety, title: "remove what is not shown".to_owned(), edits });
    Some(finding)
}
