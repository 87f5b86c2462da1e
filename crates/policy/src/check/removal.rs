//! Taking something out of a list of the file, with its comma, so that comments and the rest of the list stay as they are.

use crate::finding::{Edit, Span};

/// The edits that take the element at `element` out of its list.
pub(crate) fn of_element(source: &str, element: &Span) -> Vec<Edit> {
    let gone = |span: Span| Edit { span, text: String::new() };
    let after = source.get(element.end..).unwrap_or_default();
    match comma_after(after) {
        // Comments may stand between the element and its comma.
        Some(comma) if after.get(..comma).is_some_and(|between| between.trim().is_empty()) => {
            vec![gone(with_spaces(source, element.start..element.end + comma + 1))]
        }
        Some(comma) => vec![gone(element.clone()), gone(element.end + comma..element.end + comma + 1)],
        None => {
            let before = comma_before(source.get(..element.start).unwrap_or_default());
            let spaces = |at: usize| source.get(at + 1..element.start).is_some_and(|between| between.trim().is_empty());
            match before {
                Some(comma) if spaces(comma) => vec![gone(comma..element.end)],
                Some(comma) => vec![gone(comma..comma + 1), gone(with_spaces(source, element.clone()))],
                None => vec![gone(element.clone())],
            }
        }
    }
}

/// The edits that take out `key` with its value at `value`, where it has a line of its own. A comment on the line stays.
pub(crate) fn of_key(source: &str, key: &str, value: &Span) -> Option<Vec<Edit>> {
    let before = source.get(..value.start)?;
    let start = before.rfind('\n').map_or(0, |line| line + 1);
    let own = before.get(start..)?.trim().strip_prefix(key)?.trim() == "=";
    let rest = source.get(value.end..)?.lines().next().unwrap_or_default().trim_start();
    let alone = own && (rest.is_empty() || rest.starts_with('#'));
    alone.then(|| vec![Edit { span: with_spaces(source, start..value.end), text: String::new() }])
}

/// Where the comma stands that follows an element, if spaces and comments alone stand before it.
fn comma_after(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let rest = text.get(at..)?;
        match rest.chars().next()? {
            ',' => return Some(at),
            '#' => at += rest.find('\n')?,
            space if space.is_whitespace() => at += space.len_utf8(),
            _ => return None,
        }
    }
}

/// Where the comma stands that precedes an element, with spaces and comments alone after it.
fn comma_before(text: &str) -> Option<usize> {
    let mut end = text.len();
    loop {
        let before = text.get(..end)?;
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        let code = before.get(line..)?.split('#').next()?;
        match code.trim_end().chars().next_back() {
            Some(',') => return Some(line + code.trim_end().len() - 1),
            Some(_) => return None,
            None if line == 0 => return None,
            None => end = line - 1,
        }
    }
}

/// `piece` with its whole line, where nothing else stands on it; otherwise with the spaces after it.
fn with_spaces(source: &str, piece: Span) -> Span {
    let before = source.get(..piece.start).unwrap_or_default();
    let after = source.get(piece.end..).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
    let rest = after.get(spaces..).unwrap_or_default();
    let begins = before.trim_end_matches([' ', '\t']);
    let alone = (begins.is_empty() || begins.ends_with('\n')) && (rest.is_empty() || rest.starts_with(['\n', '\r']));
    if alone {
        let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
        piece.start - indent..piece.end + spaces + line
    } else {
        piece.start..piece.end + spaces
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Fix, Safety};

    /// `text` without its element `x`.
    fn without(text: &str) -> String {
        let at = text.find('x').unwrap();
        let edits = of_element(text, &(at..at + 1));
        crate::fix::apply(text, &[Fix { safety: Safety::Safe, title: String::new(), edits }])
    }

    #[test]
    fn a_key_goes_with_its_line_and_its_comment_stays() {
        for (text, expected) in [
            ("a = 1\nkey = x\nb = 2\n", Some("a = 1\nb = 2\n")),
            ("key = x", Some("")),
            ("  key=x # why\nb = 2", Some("# why\nb = 2")),
            ("{ key = x }", None),
            ("mykey = x\n", None),
        ] {
            let at = text.find('x').unwrap();
            let edits = of_key(text, "key", &(at..at + 1));
            let fix = edits.map(|edits| Fix { safety: Safety::Safe, title: String::new(), edits });
            assert_eq!(fix.map(|fix| crate::fix::apply(text, &[fix])).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn an_element_goes_with_its_comma_and_nothing_else() {
        for (text, expected) in [
            ("[a, x]", "[a]"),
            ("[x, a]", "[a]"),
            ("[a, x, b]", "[a, b]"),
            ("[x]", "[]"),
            ("[\n  a,\n  x,\n  b,\n]", "[\n  a,\n  b,\n]"),
            ("[\n  a, # one\n  x, # two\n]", "[\n  a, # one\n  # two\n]"),
            ("[\n  a, # one\n  x # two\n]", "[\n  a # one\n  # two\n]"),
            ("[\n  a, # one, two\n  # three, four\n  x\n]", "[\n  a # one, two\n  # three, four\n]"),
            ("[\n  x # one\n  , a]", "[\n   # one\n   a]"),
        ] {
            assert_eq!(without(text), expected, "{text}");
        }
    }
}
