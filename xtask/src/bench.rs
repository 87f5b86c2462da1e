//! `cargo xtask bench [language | backup]`: the benchmarks, in release, each beside a baseline of the same run, and held against
//! what it is to reach. All of them run; what missed its aim is told by name at the end, and the command fails.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Whole processes are measured this often, in turns; the best counts, for the machine does other things too.
const RUNS: usize = 15;

/// "`check`, `diff`, `render` on the largest policy: under 50 ms each as a whole process, memory under 60 MB".
const PROCESS: (f64, f64) = (50.0, 60.0);

/// "Backup of 1,000,000 records streams in under 100 MB of memory": records, and the most memory in MB.
const WEIGHED: (u32, f64) = (1_000_000, 100.0);

/// With what a line begins in which a benchmark tells that it missed its aim.
const MISSED: &str = "missed: ";

/// Runs the benchmark of the engine, those of the language, and what a backup of a million records weighs in memory; with
/// `language` or `backup`, only those.
///
/// *Errors*: when cargo or a benchmark cannot be started, or fails; when one misses its aim, with its name, what it reached and
/// the aim.
pub fn run(root: &Path, part: &str) -> Result<(), String> {
    let mut missed = Vec::new();
    let all = part.is_empty();
    if !all && !["language", "backup"].contains(&part) {
        return Err(format!("no benchmark is called `{part}`: expected nothing, `language` or `backup`"));
    }
    if all {
        cargo(root, &["run", "--release", "-p", "yinuo", "--example", "bench"], &mut missed)?;
    }
    if all || part == "language" {
        cargo(root, &["run", "--release", "-p", "policy", "--example", "growth"], &mut missed)?;
        cargo(root, &["build", "--release", "-p", "cli"], &mut missed)?;
        processes(root, &mut missed)?;
    }
    if all || part == "backup" {
        weigh(root, &mut missed)?;
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("aims were missed:\n{}", missed.join("\n"))) }
}

/// Runs cargo. A benchmark that fails and says which aims it missed keeps the others from nothing.
fn cargo(root: &Path, arguments: &[&str], missed: &mut Vec<String>) -> Result<(), String> {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(root).stdin(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| format!("cannot start cargo: {error}"))?;
    let mut told = Vec::new();
    for line in child.stderr.take().into_iter().flat_map(|errors| BufReader::new(errors).lines()) {
        let line = line.map_err(|error| error.to_string())?;
        eprintln!("{line}");
        told.extend(line.strip_prefix(MISSED).map(str::to_owned));
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() && told.is_empty() {
        return Err(format!("cargo {} failed", arguments.join(" ")));
    }
    missed.append(&mut told);
    Ok(())
}

/// The peak of memory of a process that backs up many records, beside one that does nothing and one that only opens them.
fn weigh(root: &Path, missed: &mut Vec<String>) -> Result<(), String> {
    cargo(root, &["build", "--release", "-p", "yinuo", "--example", "weigh"], missed)?;
    let program = built(root).join("examples/weigh");
    let place = root.join("target/weighed");
    let folder = place.to_string_lossy().into_owned();
    drop(std::fs::remove_dir_all(&place));
    let (records, most) = WEIGHED;
    once(&program, &["fill", &folder, &records.to_string()])?;
    println!("\n{records} records: peak of memory of one process each");
    println!("{:<44} {:>8} {:>9}", "process", "s", "peak MiB");
    for (what, arguments) in [
        ("none: it only starts and ends", vec!["empty"]),
        ("opens the installation", vec!["idle", &folder]),
        ("makes a backup", vec!["backup", &folder]),
        ("reads the backup from end to end", vec!["verify", &folder]),
        ("makes one of what changed", vec!["changes", &folder]),
        ("reads both from end to end", vec!["verify", &folder]),
    ] {
        let run = once(&program, &arguments)?;
        let peak = run.peak_kib as f64 * 1024.0;
        println!("{what:<44} {:>8.1} {:>9.1}", run.taken.as_secs_f64(), peak / MIB);
        if peak >= most * MB {
            missed.push(format!("backup of {records} records, {what}: {:.1} MB of memory, aim < {most} MB", peak / MB));
        }
    }
    drop(std::fs::remove_dir_all(&place));
    Ok(())
}

const MB: f64 = 1e6;
const MIB: f64 = 1_048_576.0;

/// Where cargo puts what it builds in release.
fn built(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from).join("release")
}

/// Times `check`, `diff` and `render` of the largest policy as whole processes, beside a process that only says its version.
fn processes(root: &Path, missed: &mut Vec<String>) -> Result<(), String> {
    let policy = largest(root)?;
    let file = policy.to_string_lossy().into_owned();
    let yinuo = built(root).join("yinuo");
    println!("\nwhole processes on {} ({} KiB), best of {RUNS}", short(root, &policy), size(&policy) / 1024);
    println!("{:<44} {:>8} {:>8} {:>9}", "command", "ms", "ratio", "peak MiB");
    let commands = [
        vec!["--version"],
        vec!["check", &file],
        vec!["diff", &file, &file],
        vec!["render", &file, "--language", "en"],
        vec!["render", &file, "--language", "zh-Hant", "--format", "html"],
    ];
    let mut runs: [Vec<Run>; 5] = Default::default();
    for _ in 0..RUNS {
        for (arguments, runs) in commands.iter().zip(&mut runs) {
            runs.push(once(&yinuo, arguments)?);
        }
    }
    let mut base = None;
    for (arguments, runs) in commands.iter().zip(&runs) {
        let best = runs.iter().map(|run| run.taken).min().unwrap_or_default().as_secs_f64() * 1e3;
        let peak = runs.iter().map(|run| run.peak_kib).max().unwrap_or_default() as f64 * 1024.0;
        let base = *base.get_or_insert(best);
        let named: Vec<&str> = arguments.iter().map(|word| if **word == file { "POLICY" } else { word }).collect();
        let named = format!("yinuo {}", named.join(" "));
        println!("{named:<44} {best:>8.1} {:>8.2} {:>9.1}", best / base, peak / MIB);
        let (within, most) = PROCESS;
        if best >= within || peak >= most * MB {
            let reached = format!("{best:.1} ms, {:.1} MB", peak / MB);
            missed.push(format!("{named}: {reached}, aim < {within} ms and < {most} MB"));
        }
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
