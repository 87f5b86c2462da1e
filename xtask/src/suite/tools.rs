//! What the checks need from the system, and how it is installed.
//!
//! One table. A row says how to see that a tool is there, where it comes from when it is not, and why it is needed.

use std::process::{Command, Stdio};

/// Where a tool comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Source {
    /// A package of the system's package manager (`apt-get`).
    Package(&'static str),
    /// A component of the Rust toolchain.
    Component(&'static str),
}

/// One row of the table.
#[derive(Debug)]
struct Tool {
    /// A command that succeeds when the tool is there.
    probe: &'static [&'static str],
    /// Where it comes from.
    source: Source,
    /// Why it is needed.
    why: &'static str,
}

/// Everything that is needed besides cargo.
const TOOLS: [Tool; 7] = [
    Tool {
        probe: &["cc", "--version"],
        source: Source::Package("build-essential"),
        why: "compiles the embedded database and the cryptographic library",
    },
    Tool {
        probe: &["git", "--version"],
        source: Source::Package("git"),
        why: "tells tidy which files belong to the house",
    },
    Tool {
        probe: &["pdftotext", "-v"],
        source: Source::Package("poppler-utils"),
        why: "reads the pages of the documents back, in tests",
    },
    Tool {
        probe: &["test", "-e", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"],
        source: Source::Package("fonts-noto-cjk"),
        why: "the pages of the documents are set in it, in tests",
    },
    Tool {
        probe: &["softhsm2-util", "--version"],
        source: Source::Package("softhsm2"),
        why: "a PKCS#11 token in software, for the key store's tests",
    },
    Tool { probe: &["cargo", "fmt", "--version"], source: Source::Component("rustfmt"), why: "checks the format" },
    Tool { probe: &["cargo", "clippy", "--version"], source: Source::Component("clippy"), why: "checks the lints" },
];

/// Installs every tool of the table that is missing, saying what and why.
///
/// *Errors*: when one cannot be installed; the message says what to install by hand.
pub fn install_missing() -> Result<(), String> {
    let missing: Vec<&Tool> = TOOLS.iter().filter(|tool| !succeeds(tool.probe)).collect();
    let packages: Vec<&str> = missing
        .iter()
        .filter_map(|tool| match tool.source {
            Source::Package(name) => Some(name),
            Source::Component(_) => None,
        })
        .collect();
    for tool in &missing {
        let (Source::Package(name) | Source::Component(name)) = tool.source;
        println!("installing {name}: {}", tool.why);
    }
    for words in commands(&missing, succeeds(&["test", "-w", "/var/lib/dpkg"])) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        println!("== {}", words.join(" "));
        if !runs(&words) {
            return Err(format!("`{}` failed", words.join(" ")));
        }
    }
    match missing.iter().find(|tool| !succeeds(tool.probe)) {
        None => Ok(()),
        Some(tool) => {
            Err(format!("`{}` still does not work after installing {}", tool.probe.join(" "), packages.join(", ")))
        }
    }
}

/// The commands that install what is missing, in order.
fn commands(missing: &[&Tool], is_privileged: bool) -> Vec<Vec<String>> {
    let mut packages = Vec::new();
    let mut components = Vec::new();
    for tool in missing {
        match tool.source {
            Source::Package(name) => packages.push(name),
            Source::Component(name) => components.push(name),
        }
    }
    let mut commands = Vec::new();
    let apt: &[&str] = if is_privileged { &["apt-get"] } else { &["sudo", "-n", "apt-get"] };
    if !packages.is_empty() {
        commands.push([apt, &["update", "-q"]].concat());
        let install: &[&str] = &["install", "-y", "-q", "--no-install-recommends"];
        commands.push([apt, install, &packages].concat());
    }
    if !components.is_empty() {
        let add: &[&str] = &["rustup", "component", "add"];
        commands.push([add, &components].concat());
    }
    commands.into_iter().map(|words| words.into_iter().map(str::to_owned).collect()).collect()
}

/// Whether a command succeeds, without a word.
fn succeeds(words: &[&str]) -> bool {
    let [program, arguments @ ..] = words else {
        return false;
    };
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a command and lets it speak.
fn runs(words: &[&str]) -> bool {
    let [program, arguments @ ..] = words else {
        return false;
    };
    Command::new(program)
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .stdin(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(missing: &[&Tool], is_privileged: bool) -> Vec<String> {
        let commands = commands(missing, is_privileged);
        commands.iter().map(|words| words.join(" ")).collect()
    }

    #[test]
    fn nothing_missing_installs_nothing() {
        assert!(lines(&[], true).is_empty());
    }

    #[test]
    fn packages_and_components_are_each_installed_at_once() {
        let all: Vec<&Tool> = TOOLS.iter().collect();
        assert_eq!(
            lines(&all, true),
            [
                "apt-get update -q",
                "apt-get install -y -q --no-install-recommends build-essential git \
                 poppler-utils fonts-noto-cjk softhsm2",
                "rustup component add rustfmt clippy",
            ]
        );
        let first = lines(&all[..1], false);
        assert_eq!(first[0], "sudo -n apt-get update -q");
    }

    #[test]
    fn every_row_has_a_reason() {
        assert!(TOOLS.iter().all(|tool| !tool.why.is_empty() && !tool.probe.is_empty()));
    }
}
