//! How `yinuo demo clock` reaches the demonstration that runs: one line over a loopback connection, with a token from a file that
//! only the same user can read.

use super::span::span;
use crate::status::Failure;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use serde::{Deserialize, Serialize};
use std::fs::OpenOptions;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use yinuo::{Clock, MovedClock};

/// The file in the system's folder for temporary files.
const NAME: &str = "yinuo-demo.json";

/// The longest line that is read.
const LINE_BYTES_MAX: u64 = 256;

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where the control listens, and what it wants to hear.
#[derive(Debug, Serialize, Deserialize)]
struct Way {
    at: SocketAddr,
    token: String,
}

/// The control of a running demonstration; its file goes with it.
#[derive(Debug)]
pub struct Control {
    path: PathBuf,
}

fn path() -> PathBuf {
    std::env::temp_dir().join(NAME)
}

impl Control {
    /// Listens on a free port of this machine, and writes down where. Whoever moves the clock has the answer once what fell due
    /// meanwhile is done.
    ///
    /// # Errors
    /// [`Failure::Failed`] if no port or no file can be had.
    pub fn start(
        clock: Arc<MovedClock>,
        caught_up: impl Fn() -> Result<(), String> + Send + 'static,
    ) -> Result<Self, Failure> {
        let fault = |fault: std::io::Error| Failure::of("the demonstration's clock cannot be reached", fault);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(fault)?;
        let mut token = [0_u8; 16];
        aws_lc_rs::rand::fill(&mut token).map_err(|_| Failure::Failed("no random bytes".to_owned()))?;
        let token: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
        let way = Way { at: listener.local_addr().map_err(fault)?, token: token.clone() };
        let path = path();
        write(&path, &way).map_err(fault)?;
        let obey = move |line: &str| {
            let now = obey(line, &token, &clock)?;
            caught_up().map(|()| now)
        };
        std::thread::spawn(move || listener.incoming().flatten().for_each(|stream| answer(stream, &obey)));
        Ok(Self { path })
    }
}

impl Drop for Control {
    fn drop(&mut self) {
        // Gone already is fine.
        drop(std::fs::remove_file(&self.path));
    }
}

/// A file of an earlier demonstration is replaced; one of another user cannot be, and is not followed.
fn write(path: &Path, way: &Way) -> std::io::Result<()> {
    drop(std::fs::remove_file(path));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(serde_json::to_string(way).unwrap_or_default().as_bytes())
}

fn answer(stream: TcpStream, obey: &impl Fn(&str) -> Result<String, String>) {
    let reply = hear(&stream).and_then(|line| obey(&line));
    let mut stream = stream;
    // Who went away does not need the answer.
    let _gone = writeln!(stream, "{}", reply.unwrap_or_else(|why| format!("refused: {why}")));
}

fn hear(stream: &TcpStream) -> Result<String, String> {
    let mut line = String::new();
    stream.set_read_timeout(Some(PATIENCE)).map_err(|fault| fault.to_string())?;
    BufReader::new(stream.take(LINE_BYTES_MAX)).read_line(&mut line).map_err(|fault| fault.to_string())?;
    Ok(line)
}

fn obey(line: &str, token: &str, clock: &MovedClock) -> Result<String, String> {
    let (given, by) = line.trim_end().split_once(' ').ok_or("expected a token and a span")?;
    verify_slices_are_equal(given.as_bytes(), token.as_bytes()).map_err(|_| "another demonstration's token")?;
    clock.advance(span(by)?);
    Ok(format!("now {}", clock.now()))
}

/// Moves the clock of the demonstration that runs.
///
/// # Errors
/// [`Failure::Usage`] for no span; [`Failure::Failed`] if no demonstration runs.
pub fn move_clock(by: &str) -> Result<String, Failure> {
    span(by).map_err(Failure::Usage)?;
    let none = |_| Failure::Failed("no demonstration runs; start one with `yinuo demo`".to_owned());
    let text = std::fs::read_to_string(path()).map_err(none)?;
    let way: Way = serde_json::from_str(&text).map_err(|fault| Failure::of(path().display(), fault))?;
    let mut stream = TcpStream::connect_timeout(&way.at, PATIENCE).map_err(none)?;
    let fault = |fault| Failure::of("the demonstration does not answer", fault);
    writeln!(stream, "{} {by}", way.token).map_err(fault)?;
    let reply = hear(&stream).map_err(Failure::Failed)?;
    let now = reply.trim_end().strip_prefix("now ").map(str::to_owned);
    now.ok_or_else(|| Failure::Failed(format!("the demonstration answered: {}", reply.trim_end())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yinuo::HostClock;

    #[test]
    fn only_the_token_moves_the_clock() {
        let clock = MovedClock::default();
        assert!(obey("other +7d\n", "token", &clock).is_err());
        assert!(obey("token\n", "token", &clock).is_err());
        assert!(obey("token 7d\n", "token", &clock).is_err());
        let ahead = |clock: &MovedClock| clock.now().duration_since(HostClock.now()).as_hours();
        assert_eq!(ahead(&clock), 0);
        assert!(obey("token +8d\n", "token", &clock).unwrap().starts_with("now "));
        assert!(ahead(&clock) >= 191);
    }
}
