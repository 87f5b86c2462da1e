//! Killed at any instant, and at each durable step: nothing acknowledged is lost, nothing is half there.

mod check;
mod client;

use crate::support::Seeded;
use check::{Seen, check};
use client::{Orders, now};
use std::hint::spin_loop;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use yinuo::Step;

const FOLDER: &str = "YINUO_CRASH_FOLDER";
const SEED: &str = "YINUO_CRASH_SEED";
const STOP: &str = "YINUO_CRASH_STOP";

/// The client, in a process of its own, which the other tests kill; without orders, a short life that ends well.
#[test]
fn client() {
    let Ok(folder) = std::env::var(FOLDER) else { return unharmed() };
    let seed = std::env::var(SEED).unwrap().parse().unwrap();
    let stop = std::env::var(STOP).ok().map(|stop| {
        let (step, times) = stop.split_once(' ').unwrap();
        let step = Step::ALL.iter().find(|known| format!("{known:?}") == step).unwrap();
        (*step, times.parse().unwrap())
    });
    client::run(&Orders { folder: folder.into(), seed, stop, acts: 5_000 });
}

/// What an unharmed client acknowledged is there.
fn unharmed() {
    let folder = crate::support::folder();
    client::run(&Orders { folder: folder.path().to_owned(), seed: 7, stop: None, acts: 40 });
    assert!(folder.path().join("data").exists());
}

fn spawn(folder: &Path, seed: u64, stop: Option<(Step, u32)>) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "crash::client", "--nocapture", "--test-threads=1"]);
    command.env(FOLDER, folder).env(SEED, seed.to_string());
    if let Some((step, times)) = stop {
        command.env(STOP, format!("{step:?} {times}"));
    }
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Kills the client with SIGKILL, some acknowledgements and some turns of a loop after its start.
fn kill(mut child: Child, acks: u64, turns: u64) {
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut heard = 0;
    while heard < acks {
        match lines.next() {
            Some(line) => heard += u64::from(line.unwrap() == "ack"),
            None => break,
        }
    }
    for _ in 0..turns {
        spin_loop();
    }
    child.kill().unwrap();
    let output = child.wait_with_output().unwrap();
    // Killed, and not ended by a fault of its own.
    assert_eq!(output.status.signal(), Some(9), "{}", String::from_utf8_lossy(&output.stderr));
}

fn killed_often(seed: u64, kills: u64) {
    let folder = crate::support::folder();
    let (mut dice, mut seen) = (Seeded(seed), Seen::default());
    for run in 0..kills {
        let child = spawn(folder.path(), run, None);
        kill(child, dice.below(6), dice.below(1_000_000));
        if run % 20 == 19 {
            check(folder.path(), now(folder.path()), &mut seen);
        }
    }
    assert!(!client::acks(folder.path()).is_empty(), "nothing was ever acknowledged");
}

#[test]
fn killed_a_hundred_times_it_loses_nothing() {
    killed_often(1, 100);
}

#[test]
fn killed_another_hundred_times_it_loses_nothing() {
    killed_often(2, 100);
}

#[test]
fn stopped_at_each_durable_step_it_loses_nothing() {
    let folder = crate::support::folder();
    let mut seen = Seen::default();
    // A restore, a file and a change of suite are stopped in tests of their own.
    let elsewhere = |step: &Step| step.is_of_restore() || step.is_of_file() || *step == Step::KeysRewrapped;
    let steps = Step::ALL.iter().filter(|step| !elsewhere(step));
    for (run, step) in (0..).zip(steps) {
        for (again, times) in [(0, 1), (1, 3)] {
            let seed = 2 * run + again;
            let output = spawn(folder.path(), seed, Some((*step, times))).wait_with_output().unwrap();
            let fault = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.signal(), Some(6), "{step:?} was never taken {times} times: {fault}");
            check(folder.path(), now(folder.path()), &mut seen);
        }
    }
}
