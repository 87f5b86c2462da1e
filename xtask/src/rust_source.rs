//! Rust text taken apart just far enough for the rules: code, string literals, and which lines are tests.
//!
//! Not a parser: it knows comments, literals and braces. Macros that unbalance braces would mislead it; the house has none.

mod extent;
mod reader;

use extent::{item_length, test_lines};
use reader::Reader;

/// A string literal and the line it begins on.
#[derive(Debug, PartialEq, Eq)]
pub struct Literal {
    /// Line, from 1.
    pub line: usize,
    /// The text between the quotes, escapes unread.
    pub text: String,
}

/// One Rust file, taken apart.
#[derive(Debug)]
pub struct RustSource {
    /// The text with comments and the insides of literals blanked out, line for line.
    pub code: String,
    /// Every string literal.
    pub literals: Vec<Literal>,
}

/// A function with a body.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Line of `fn`, from 1.
    pub line: usize,
    /// Lines from `fn` to the closing brace.
    pub lines: usize,
}

impl RustSource {
    /// Takes a file apart.
    pub fn read(text: &str) -> Self {
        let mut reader = Reader::new(text);
        reader.read();
        Self { code: reader.code, literals: reader.literals }
    }

    /// The same without modules and items under `#[cfg(test)]`.
    pub fn outside_tests(self) -> Self {
        let tests = test_lines(&self.code);
        let is_test = |line: usize| tests.iter().any(|range| range.contains(&line));
        let mut code = String::with_capacity(self.code.len());
        for (number, line) in numbered(&self.code) {
            if !is_test(number) {
                code.push_str(line);
            }
            code.push('\n');
        }
        let literals = self.literals.into_iter().filter(|literal| !is_test(literal.line)).collect();
        Self { code, literals }
    }

    /// Words of the code (identifiers, keywords, numbers), each with its line.
    pub fn words(&self) -> impl Iterator<Item = (usize, &str)> {
        numbered(&self.code).flat_map(|(number, line)| {
            line.split(|c: char| !is_word(c)).filter(|word| !word.is_empty()).map(move |word| (number, word))
        })
    }

    /// Every function that has a body.
    pub fn functions(&self) -> Vec<Function> {
        let mut found = Vec::new();
        for (at, _) in self.code.match_indices("fn ") {
            let before = self.code.get(..at).unwrap_or_default();
            if before.chars().next_back().is_some_and(is_word) {
                continue;
            }
            let rest = self.code.get(at + 3..).unwrap_or_default();
            let name: String = rest.chars().take_while(|c| is_word(*c)).collect();
            let end = at + 3 + item_length(rest);
            let body = self.code.get(at..end).unwrap_or_default();
            if !name.is_empty() && body.ends_with('}') {
                let line = before.matches('\n').count() + 1;
                let lines = body.matches('\n').count() + 1;
                found.push(Function { name, line, lines });
            }
        }
        found
    }
}

/// Lines with their numbers, from 1.
pub fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}

/// Whether a character can stand in an identifier.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::{Function, RustSource};

    #[test]
    fn comments_and_literals_leave_the_code() {
        let source = RustSource::read(
            "let a = \"x // \\\" y\"; // fn no\n/* fn /* no */ no */ let b = r#\"z \" z\"#; let c = b\"w\"; let d = br\"v\";",
        );
        assert!(!source.code.contains("fn"));
        assert!(source.code.contains("let b"));
        let texts: Vec<_> = source.literals.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["x // \\\" y", "z \" z", "w", "v"]);
    }

    #[test]
    fn lifetimes_characters_and_raw_identifiers_do_not_open_strings() {
        let source = RustSource::read("fn f<'a>(r#type: &'a str) { '\"'; '\\''; '\\u{7f}'; } \"end\"");
        assert_eq!(source.literals.len(), 1);
        assert_eq!(source.functions().len(), 1);
    }

    #[test]
    fn tests_are_told_apart() {
        let source = RustSource::read(
            "const A: &str = \"kept\";\n#[cfg(test)]\nmod tests {\n  const B: &str = \"gone\";\n}\nconst C: &str = \"kept\";",
        )
        .outside_tests();
        let lines: Vec<_> = source.literals.iter().map(|l| l.line).collect();
        assert_eq!(lines, [1, 6]);
        assert!(source.code.contains("const C"));
        assert!(!source.code.contains("const B"));
    }

    #[test]
    fn fields_under_test_end_at_their_comma() {
        let text = "struct S {\n  a: u8,\n  #[cfg(test)]\n  pub(crate) b: Option<u32>,\n}\nfn f() -> S {\n  S {\n    a: 1,\n    #[cfg(test)]\n    b: None\n  }\n}\n\
                    #[cfg(all(test, unix))]\n#[derive(Debug)]\nstruct T<A, B> { a: A, b: B }\nfn g() {\n}\n";
        let source = RustSource::read(text).outside_tests();
        let lengths: Vec<_> = source.functions().iter().map(|f| f.lines).collect();
        assert_eq!(lengths, [7, 2]);
        assert!(!source.code.contains("struct T"));
        assert!(source.code.contains("a: u8"));
    }

    #[test]
    fn functions_are_measured_and_declarations_are_not() {
        let source = RustSource::read("trait T { fn a(&self); }\nfn b(x: [u8; 3])\n{\n  {}\n}\n");
        assert_eq!(source.functions(), [Function { name: "b".to_owned(), line: 2, lines: 4 }]);
    }
}
