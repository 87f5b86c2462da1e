//! Changes one value of a policy at a time, so that it still reads.
#![allow(dead_code, reason = "each test uses its part")]

pub mod patch;

use policy::rows::{
    Acceptance, Answering, Audience, Awaited, Basis, ConsentKind, CookieKind, Discovery, Document, FileKind, Function,
    Keep, Language, Per, Scope, Shown, Stance, Start, Then, Transform, Watched, Who,
};
use policy::time::Period;
use toml::{Table, Value};

/// A step to a value: the key of a table, or the place in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    Key(String),
    At(usize),
}

/// The way to one value of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf(pub Vec<Step>);

impl Leaf {
    pub fn key(&self, at: usize) -> Option<&str> {
        match self.0.get(at) {
            Some(Step::Key(key)) => Some(key),
            _ => None,
        }
    }

    pub fn is_single(&self) -> bool {
        ["policy", "controller", "minors", "incident", "protect", "transfer"].contains(&self.key(0).unwrap_or(""))
    }

    /// The path of the promise that it belongs to.
    pub fn promise(&self) -> String {
        match (self.key(0), self.key(1)) {
            (Some(single), _) if self.is_single() => single.to_owned(),
            (table, name) => format!("{}.{}", table.unwrap_or(""), name.unwrap_or("")),
        }
    }

    /// The language whose wording it is, if it is a wording.
    pub fn tag(&self) -> Option<&str> {
        self.key(self.0.len() - 1).filter(|key| ["en", "zh-Hans", "zh-Hant"].contains(key))
    }

    /// Whether it is what other paragraphs show when they name this promise: what it is called, an address to
    /// write to, or the length that a setting stands for.
    pub fn is_shown_elsewhere(&self) -> bool {
        match (self.key(0).unwrap_or(""), self.key(2).unwrap_or("")) {
            ("setting", key) => key == "default",
            ("contact", key) => ["label", "email"].contains(&key),
            (_, key) => ["label", "name"].contains(&key),
        }
    }
}

/// Every value of `table` but the language's own version.
pub fn leaves(table: &Table) -> Vec<Leaf> {
    let mut found = Vec::new();
    for (key, value) in table.iter().filter(|(key, _)| *key != "language") {
        walk(value, &mut vec![Step::Key(key.clone())], &mut found);
    }
    found
}

fn walk(value: &Value, way: &mut Vec<Step>, found: &mut Vec<Leaf>) {
    let steps: Vec<(Step, &Value)> = match value {
        Value::Table(table) => table.iter().map(|(key, value)| (Step::Key(key.clone()), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(at, value)| (Step::At(at), value)).collect(),
        _ => return found.push(Leaf(way.clone())),
    };
    for (step, value) in steps {
        way.push(step);
        walk(value, way, found);
        way.pop();
    }
}

/// The value at `leaf`.
pub fn value_at<'a>(table: &'a mut Table, leaf: &Leaf) -> &'a mut Value {
    let (first, rest) = leaf.0.split_first().expect("a leaf has a way");
    let Step::Key(first) = first else { panic!("a file is a table") };
    let start = table.get_mut(first).expect("the way was walked");
    rest.iter().fold(start, |value, step| match step {
        Step::Key(key) => value.get_mut(key).expect("the way was walked"),
        Step::At(at) => value.get_mut(at).expect("the way was walked"),
    })
}

/// `table` read as a policy, if nothing is wrong with its form.
pub fn read(table: &Table) -> Option<Document> {
    read_text(&toml::to_string(table).expect("a table is written"))
}

/// `text` read as a policy, if nothing is wrong with its form.
pub fn read_text(text: &str) -> Option<Document> {
    let read = policy::read::read(text.as_bytes()).expect("it is UTF-8 and small");
    read.findings.is_empty().then_some(read.document)
}

/// `table` with another value at `leaf`, read.
pub fn changed(table: &Table, leaf: &Leaf) -> Option<Document> {
    let mut changed = table.clone();
    let old = value_at(&mut changed, leaf).clone();
    others(&old).into_iter().filter(|other| *other != old).find_map(|other| {
        *value_at(&mut changed, leaf) = other;
        read(&changed)
    })
}

/// Values that might stand in the place of `old`, likelier ones first.
pub fn others(old: &Value) -> Vec<Value> {
    match old {
        Value::String(text) => other_texts(text).into_iter().map(Value::String).collect(),
        Value::Integer(number) => vec![Value::Integer(number + 1)],
        Value::Boolean(flag) => vec![Value::Boolean(!flag)],
        Value::Datetime(_) => vec![Value::Datetime("2031-02-03".parse().expect("a date"))],
        _ => Vec::new(),
    }
}

fn other_texts(text: &str) -> Vec<String> {
    if text.parse::<Period>().is_ok() || text.starts_with("setting.") {
        return vec!["11 days".to_owned()];
    }
    if text.parse::<policy::rows::Size>().is_ok() {
        return vec!["3 MiB".to_owned()];
    }
    // `0.5` of what is read as a decimal.
    let mut others = vec![format!("{text}-x"), "0.75".to_owned()];
    if ["days", "from next year", "from next month"].contains(&text) {
        others.push("from next month".to_owned());
        others.push("days".to_owned());
    }
    macro_rules! words {
        ($($kind:ident),+) => { $(others.extend($kind::ALL.iter().map(|word| word.as_str().to_owned()));)+ };
    }
    words!(
        FileKind,
        Keep,
        Who,
        Function,
        Basis,
        ConsentKind,
        Audience,
        Language,
        Then,
        Scope,
        Stance,
        Discovery,
        Acceptance,
        Awaited,
        Answering,
        CookieKind,
        Per,
        Start,
        Transform,
        Shown,
        Watched
    );
    others.extend(["clear", "masked"].map(str::to_owned));
    others
}
