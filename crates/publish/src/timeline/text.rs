//! The timeline as text: an aligned table, Markdown, and rows for spreadsheets.

use super::view::{Row, View};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the terminal that a cell takes before it is wrapped; the promise's path never is.
const WIDTHS: [usize; 6] = [38, 30, 20, 30, 34, usize::MAX];

/// Columns aligned by what a terminal shows: a Chinese character takes two places. Long cells are wrapped.
#[must_use]
pub fn table(view: &View) -> String {
    let rows = || view.groups.iter().flat_map(|group| &group.rows);
    let width = |column: usize| {
        let cells = rows().filter_map(|row| row.cells().get(column).map(|cell| cell.width()));
        let head = view.columns.get(column).map_or(0, |head| head.width());
        let most = WIDTHS.get(column).copied().unwrap_or(usize::MAX);
        cells.max().unwrap_or(0).min(most).max(head)
    };
    let widths: [usize; 6] = std::array::from_fn(width);
    let mut lines = vec![view.title.clone(), view.about.clone(), String::new()];
    lines.extend(aligned(&view.columns, &widths));
    for group in &view.groups {
        lines.extend([String::new(), format!("── {}", group.title)]);
        lines.extend(group.rows.iter().flat_map(|row| aligned(&row.cells(), &widths)));
    }
    let mut remarks = view.notes.clone();
    remarks.extend(laws(view));
    if !remarks.is_empty() {
        lines.push(String::new());
    }
    lines.extend(remarks.iter().map(|note| format!("· {note}")));
    lines.join("\n")
}

/// The law behind each promise that rests on one.
fn laws(view: &View) -> Vec<String> {
    let mut laws: Vec<String> = Vec::new();
    for row in view.groups.iter().flat_map(|group| &group.rows) {
        if let Some(basis) = &row.basis {
            let law = format!("{}: {basis}", row.promise);
            if !laws.contains(&law) {
                laws.push(law);
            }
        }
    }
    laws
}

/// One row as lines of the terminal.
fn aligned(cells: &[&str; 6], widths: &[usize; 6]) -> Vec<String> {
    let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
    let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    let line = |at: usize| {
        let mut line = String::new();
        for (cell, width) in wrapped.iter().zip(widths) {
            let part = cell.get(at).map_or("", String::as_str);
            line.push_str(part);
            line.push_str(&" ".repeat(width.saturating_sub(part.width()).saturating_add(2)));
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// `text` in lines of at most `width` places, broken at spaces or between Chinese characters, never before a closing mark.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() || line.width().saturating_add(piece.trim_end().width()) <= width {
            line.push_str(piece);
        } else {
            lines.push(piece.to_owned());
        }
    }
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Parts between which a line may be broken.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let wide = |letter: char| letter.width().unwrap_or(0) > 1;
    let closes = |letter: char| "，。；：、）”》！？".contains(letter);
    let opens = |letter: char| "（“《".contains(letter);
    while !rest.is_empty() {
        let mut end = rest.len();
        let mut letters = rest.char_indices().peekable();
        while let Some((_, letter)) = letters.next() {
            let Some((next, follows)) = letters.peek().copied() else { break };
            let may = letter == ' ' || wide(letter) || wide(follows);
            if may && !closes(follows) && !opens(letter) && follows != ' ' {
                end = next;
                break;
            }
        }
        let (piece, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// A Markdown table for each group, for a pull request or a wiki.
#[must_use]
pub fn markdown(view: &View) -> String {
    let mut lines = vec![format!("# {}", view.title), String::new(), view.about.clone()];
    for group in &view.groups {
        lines.extend([String::new(), format!("## {}", group.title), String::new()]);
        lines.push(format!("| {} |", view.columns.join(" | ")));
        lines.push(format!("|{}", " --- |".repeat(view.columns.len())));
        lines.extend(group.rows.iter().map(markdown_row));
    }
    lines.push(String::new());
    lines.extend(view.notes.iter().cloned().chain(laws(view)).map(|note| format!("- {}", plain(&note))));
    lines.join("\n").trim_end().to_owned()
}

fn markdown_row(row: &Row) -> String {
    let [what, until, gone, how, then, promise] = row.cells().map(plain);
    format!("| {what} | {until} | {gone} | {how} | {then} | `{promise}` |")
}

/// Nothing that the policy says becomes markup.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => plain.push_str("&lt;"),
            '&' => plain.push_str("&amp;"),
            '\n' | '\r' => plain.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => plain.extend(['\\', letter]),
            _ => plain.push(letter),
        }
    }
    plain
}

/// Comma-separated rows with a head, as RFC 4180 has them.
#[must_use]
pub fn csv(view: &View) -> String {
    let heads = ["group", "what", "readable-until", "gone-by", "how", "then", "promise", "only-for", "basis"];
    let mut lines = vec![heads.join(",")];
    for group in &view.groups {
        for row in &group.rows {
            let more = [row.only_for.as_deref().unwrap_or_default(), row.basis.as_deref().unwrap_or_default()];
            let cells = std::iter::once(group.title).chain(row.cells()).chain(more);
            lines.push(cells.map(field).collect::<Vec<_>>().join(","));
        }
    }
    lines.join("\r\n")
}

fn field(text: &str) -> String {
    // A spreadsheet would run what begins like a formula.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{field, plain, wrap};

    #[test]
    fn lines_break_at_spaces_and_between_chinese_characters() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("企业客户注销后七天", 8), ["企业客户", "注销后七", "天"]);
        assert_eq!(wrap("企业客户，注销", 8), ["企业客", "户，注销"], "no line begins with a closing mark");
        assert_eq!(wrap("retention.account", 4), ["retention.account"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn nothing_becomes_a_formula_or_markup() {
        assert_eq!(field("=1+1"), "'=1+1");
        assert_eq!(field("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(plain("<b>|a*"), "&lt;b>\\|a\\*");
    }
}
