//! `cargo xtask bench [language | backup]`: the benchmarks, in release, each beside a baseline of the same run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Whole processes are measured this often; the best counts, for the machine does other things too.
const RUNS: usize = 15;

/// Records of which a backup is weighed, and the most memory that it may take, in MiB.
const WEIGHED: (u32, u64) = (1_000_000, 100);

/// Runs the benchmark of the engine, then those of the language; with `language`, only the latter; with `backup`, what one
/// of a million records weighs in memory.
///
/// *Errors*: when cargo or a benchmark cannot be started, or fails.
pub fn run(root: &Path, part: &str) -> Result<(), String> {
    match part {
        "" => cargo(root, &["run", "--release", "-p", "yinuo", "--example", "bench"])?,
        "language" => {}
        "backup" => return weigh(root),
        other => return Err(format!("no benchmark is called `{other}`: expected nothing, `language` or `backup`")),
    }
    cargo(root, &["run", "--release", "-p", "policy", "--example", "growth"])?;
    cargo(root, &["build", "--release", "-p", "cli"])?;
    processes(root)
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let command = Command::new("cargo").args(arguments).current_dir(root).stdin(Stdio::null()).status();
    let status = command.map_err(|error| format!("cannot start cargo: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments.join(" "))) }
}

/// The peak of memory of a process that backs up many records, beside one that does nothing and one that only opens them.
fn weigh(root: &Path) -> Result<(), String> {
    cargo(root, &["build", "--release", "-p", "yinuo", "--example", "weigh"])?;
    let program = root.join("target/release/examples/weigh");
    let place = root.join("target/weighed");
    let folder = place.to_string_lossy().into_owned();
    drop(std::fs::remove_dir_all(&place));
    let (records, most) = WEIGHED;
    once(&program, &["fill", &folder, &records.to_string()])?;
    println!("\n{records} records: peak of memory of one process each");
    println!("{:<44} {:>8} {:>9}", "process", "s", "peak MiB");
    let mut heaviest = 0;
    for (what, arguments) in [
        ("none: it only starts and ends", vec!["empty"]),
        ("opens the installation", vec!["idle", &folder]),
        ("makes a backup", vec!["backup", &folder]),
        ("reads the backup from end to end", vec!["verify", &folder]),
        ("makes one of what changed", vec!["changes", &folder]),
        ("reads both from end to end", vec!["verify", &folder]),
    ] {
        let run = once(&program, &arguments)?;
        println!("{what:<44} {:>8.1} {:>9.1}", run.taken.as_secs_f64(), run.peak_kib as f64 / 1024.0);
        heaviest = heaviest.max(run.peak_kib / 1024);
    }
    drop(std::fs::remove_dir_all(&place));
    if heaviest < most { Ok(()) } else { Err(format!("a process held {heaviest} MiB: expected less than {most}")) }
}

/// Times `check`, `diff` and `render` of the largest policy as whole processes, beside a process that only says its version.
fn processes(root: &Path) -> Result<(), String> {
    let policy = largest(root)?;
    let file = policy.to_string_lossy().into_owned();
    let yinuo = root.join("target/release/yinuo");
    println!("\nwhole processes on {} ({} KiB), best of {RUNS}", short(root, &policy), size(&policy) / 1024);
    println!("{:<44} {:>8} {:>8} {:>9}", "command", "ms", "ratio", "peak MiB");
    let mut base = None;
    for arguments in [
        vec!["--version"],
        vec!["check", &file],
        vec!["diff", &file, &file],
        vec!["render", &file, "--language", "en"],
        vec!["render", &file, "--language", "zh-Hant", "--format", "html"],
    ] {
        let runs: Vec<Run> = (0..RUNS).map(|_| once(&yinuo, &arguments)).collect::<Result<_, _>>()?;
        let best = runs.iter().map(|run| run.taken).min().unwrap_or_default().as_secs_f64() * 1e3;
        let peak = runs.iter().map(|run| run.peak_kib).max().unwrap_or_default() as f64 / 1024.0;
        let base = *base.get_or_insert(best);
        let named: Vec<&str> = arguments.iter().map(|word| if **word == file { "POLICY" } else { word }).collect();
        println!("{:<44} {best:>8.1} {:>8.2} {peak:>9.1}", format!("yinuo {}", named.join(" ")), best / base);
    }
    Ok(())
}

/// One process: how long it took, and the most memory that it was seen to hold.
struct Run {
    taken: Duration,
    peak_kib: u64,
}

#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
fn once(program: &Path, arguments: &[&str]) -> Result<Run, String> {
    let began = Instant::now();
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start {}: {error}", program.display()))?;
    let mut peak_kib = 0;
    loop {
        peak_kib = peak_kib.max(high_water(child.id()));
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(Run { taken: began.elapsed(), peak_kib }),
            Ok(Some(status)) => {
                return Err(format!("{} {} ended with {status}", program.display(), arguments.join(" ")));
            }
            Ok(None) => std::thread::yield_now(),
            Err(error) => return Err(error.to_string()),
        }
    }
}

/// The high-water mark of a process's memory, where the system tells it.
fn high_water(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or_default()
}

/// The shipped policy with the most bytes.
fn largest(root: &Path) -> Result<PathBuf, String> {
    let entries = std::fs::read_dir(root.join("policies")).map_err(|error| format!("policies: {error}"))?;
    let files = entries.flatten().map(|entry| entry.path().join("policy.toml")).filter(|file| file.is_file());
    files.max_by_key(|file| size(file)).ok_or_else(|| "there is no policy in policies/".to_owned())
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |found| found.len())
}

fn short(root: &Path, file: &Path) -> String {
    file.strip_prefix(root).unwrap_or(file).display().to_string()
}
