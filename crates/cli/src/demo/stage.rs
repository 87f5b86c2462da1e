//! The stage: an installation, a server on this machine alone, a gateway inside the process, and a clock that can be moved.

use super::story::Story;
use crate::status::Failure;
use fake_alibaba_sms::Fake;
use jiff::SignedDuration;
use policy::{Name, Policy};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;
use yinuo::life::{Actor, Capacity, agree};
use yinuo::{Clock, Config, Connector, Engine, MovedClock, SecretText, TransportSettings};

/// The policy that the demonstration carries.
const POLICY: &[u8] = include_bytes!("../../../../policies/aink/policy.toml");

/// The key of the gateway inside the process; it opens nothing else.
const KEY_ID: &str = "demonstration";
const KEY_SECRET: &str = "demonstration-only";

/// How long something that happens beside us may take, in turns of [`TURN`].
const TURNS_MAX: u32 = 600;
const TURN: Duration = Duration::from_millis(50);

/// Everything that runs.
#[derive(Debug)]
pub struct Stage {
    /// The policy.
    pub policy: Arc<Policy>,
    /// The clock, ahead of the host's.
    pub clock: Arc<MovedClock>,
    /// The gateway.
    pub gateway: Fake,
    /// What the calling service sends.
    pub token: String,
    /// Where everything lies.
    pub folder: PathBuf,
    config: Config,
    port: u16,
    playing: Option<Playing>,
}

/// An open installation with its server.
#[derive(Debug)]
struct Playing {
    engine: Arc<Engine>,
    running: server::Running,
}

impl Stage {
    /// Sets the stage: publishes the policy, files the agreement with the gateway, issues a credential, starts the server.
    ///
    /// # Errors
    /// What could not be set up.
    pub fn set(story: &Story, folder: &Path, port: u16) -> Result<Self, Failure> {
        let clock = Arc::new(MovedClock::default());
        reach_effect(&clock)?;
        let gateway = gateway(story, &clock)?;
        let mut config = Config::under(folder);
        config.region = Some(Name::from(story.gateway.region.as_str()));
        config.connectors.insert(Name::from(story.gateway.recipient.as_str()), connector(story, &gateway));
        let engine = Arc::new(Engine::open(config.clone(), Arc::<MovedClock>::clone(&clock))?);
        let policy = engine.publish(POLICY)?;
        file_agreement(&engine, &policy, story)?;
        let issued = server::credential::issue(&engine, "demonstration", &server::credential::Grants::over(&policy))?;
        let playing = Some(start(engine, port)?);
        Ok(Self { policy, clock, gateway, token: issued.token, folder: folder.to_owned(), config, port, playing })
    }

    fn playing(&self) -> Result<&Playing, Failure> {
        self.playing.as_ref().ok_or_else(|| Failure::Failed("the demonstration is not running".to_owned()))
    }

    /// The engine.
    ///
    /// # Errors
    /// [`Failure::Failed`] between losing the data and having it back.
    pub fn engine(&self) -> Result<&Engine, Failure> {
        Ok(&self.playing()?.engine)
    }

    /// The engine, for a thread of its own.
    ///
    /// # Errors
    /// As [`Stage::engine`].
    pub fn shared_engine(&self) -> Result<Arc<Engine>, Failure> {
        Ok(Arc::clone(&self.playing()?.engine))
    }

    /// The server's address, such as `http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// As [`Stage::engine`].
    pub fn url(&self) -> Result<&str, Failure> {
        Ok(self.playing()?.running.url())
    }

    /// Ends the server, loses the data folder, and restores `backup` into a fresh one. Keys and mirror stay.
    ///
    /// # Errors
    /// What could not be restored.
    pub fn lose_and_restore(&mut self, backup: &Path) -> Result<yinuo::Restored, Failure> {
        self.playing = None;
        std::fs::remove_dir_all(&self.config.data).map_err(|fault| Failure::of(self.config.data.display(), fault))?;
        self.config.data = self.folder.join("restored");
        let clock = Arc::<MovedClock>::clone(&self.clock);
        let (engine, restored) = Engine::restore(self.config.clone(), clock, backup)?;
        self.playing = Some(start(Arc::new(engine), self.port)?);
        Ok(restored)
    }

    /// Waits until `done`, looking again every now and then; tells whether it came about.
    pub fn wait_until(&self, mut done: impl FnMut(&Self) -> bool) -> bool {
        // Nothing is ever sent: receiving is a wait that needs no clock.
        let (_kept, waits) = channel::<()>();
        for _ in 0..TURNS_MAX {
            if done(self) {
                return true;
            }
            if waits.recv_timeout(TURN) != Err(RecvTimeoutError::Timeout) {
                break;
            }
        }
        done(self)
    }
}

/// A policy takes effect on a day: a host whose clock is behind it is moved past it.
fn reach_effect(clock: &MovedClock) -> Result<(), Failure> {
    let policy = Policy::load(POLICY).map_err(|invalid| Failure::PolicyInvalid(invalid.to_string()))?.0;
    let ahead = policy.effective_at().map(|from| from.duration_since(clock.now()));
    if let Some(ahead) = ahead.filter(SignedDuration::is_positive) {
        clock.advance(ahead + SignedDuration::from_hours(72));
    }
    Ok(())
}

fn gateway(story: &Story, clock: &Arc<MovedClock>) -> Result<Fake, Failure> {
    let mut config = fake_alibaba_sms::Config::new(KEY_ID, KEY_SECRET, 0);
    let told = Arc::clone(clock);
    config.clock = Arc::new(move || told.now().as_second());
    let value = |name: &String| story.values.get(name).cloned();
    let body_only = &story.gateway.body_only;
    config.canaries = story.secret.iter().filter(|name| *name != body_only).filter_map(value).collect();
    config.body_only = value(body_only).into_iter().collect();
    Fake::start(config).map_err(|fault| Failure::of("the gateway inside the process", fault))
}

fn connector(story: &Story, gateway: &Fake) -> Connector {
    let mut transport = TransportSettings::https(&gateway.base_url());
    transport.allow_loopback_plain = true;
    Connector {
        transport,
        key_id: KEY_ID.to_owned(),
        secret: SecretText::new(KEY_SECRET.to_owned()),
        sign_name: story.gateway.sign_name.clone(),
        template_code: story.gateway.template_code.clone(),
        region: Some(Name::from(story.gateway.region.as_str())),
    }
}

fn file_agreement(engine: &Engine, policy: &Policy, story: &Story) -> Result<(), Failure> {
    let recipient = Name::from(story.gateway.recipient.as_str());
    let row = policy.document.recipients.get(&recipient).and_then(|row| row.agreement.as_ref());
    let Some(agreement) = row.and_then(|name| policy.document.agreements.get(name)) else { return Ok(()) };
    let (from, year) = (engine.now(), SignedDuration::from_hours(24 * 365));
    let request = agree::File {
        actor: Actor { capacity: Capacity::Staff, subject: None, roles: Vec::new() },
        agreement: agree::Agreement {
            recipient,
            counterparty: "a gateway inside the process".to_owned(),
            terms: agreement.terms.clone(),
            digest: "0".repeat(64),
            from,
            until: from.checked_add(year * 10).unwrap_or(from),
            suspended: false,
        },
    };
    engine.file_agreement(&policy.product, &request)?;
    Ok(())
}

fn start(engine: Arc<Engine>, port: u16) -> Result<Playing, Failure> {
    let settings = server::Settings {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        tls: server::Tls::PlainLoopback,
        base_url: None,
        console: true,
    };
    let running = server::start(Arc::clone(&engine), settings).map_err(|fault| Failure::Failed(fault.to_string()))?;
    Ok(Playing { engine, running })
}
