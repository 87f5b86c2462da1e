//! Steps about what leaves and arrives over a network: under TLS, to who it says it is, or not at all.

use crate::steps::keeping::places::connector;
use crate::world::{World, name};
use cucumber::{given, then};
use fake_alibaba_sms::{Certificate, Fake};
use server::{ServeError, Settings, Tls};
use std::io::{Read as _, Write as _};
use std::sync::Arc;
use std::time::Duration;
use yinuo::life::Personal;
use yinuo::policy::Policy;
use yinuo::{Clock as _, Draw, Engine, Tenant, Trust};

/// Starts the recipient anew behind a certificate, and the engine with it as its endpoint.
///
/// Example: `Given "alibaba-sms" shows a certificate that is expired`: valid, expired, or for-another-name.
#[given(expr = "{string} shows a certificate that is {word}")]
fn shows(world: &mut World, recipient: String, certificate: String) {
    let kind = match certificate.as_str() {
        "valid" => Certificate::Valid,
        "expired" => Certificate::Expired,
        "for-another-name" => Certificate::WrongName,
        other => panic!("no certificate is {other}"),
    };
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    world.engine = None;
    let mut config = world.config(&policy);
    let clock = world.clock.clone();
    let mut fake = fake_alibaba_sms::Config::new("key", "secret", 0);
    fake.clock = std::sync::Arc::new(move || clock.now().as_second());
    fake.tls = Some(kind);
    let fake = Fake::start(fake).expect("a recipient");
    let mut endpoint = connector(&fake.base_url(), Some("cn-hangzhou"));
    endpoint.transport.trust = Trust::Root(fake.root_pem().expect("its root").to_owned());
    config.connectors.insert(name(&recipient), endpoint);
    world.sms = Some(fake);
    world.engine = Some(Engine::open(config, world.clock.clone()).expect("the engine opens"));
}

/// Draws a code and sends what waits; counts what the recipient saw.
///
/// Example: `Then a code that "the sign-in service" sends for "verification" on "login" in "Acme" reaches it 0 times`
#[then(expr = "a code that {string} sends for {string} on {string} in {string} reaches it {int} time(s)")]
fn reaches(world: &mut World, who: String, purpose: String, occasion: String, company: String, times: usize) {
    let request = Draw {
        actor: world.actor(&who),
        purpose: name(&purpose),
        occasion: name(&occasion),
        subject: None,
        to: Personal::from("13900139000"),
    };
    let tenant = Tenant::Named(world.company(&company));
    world.engine().draw_code(&world.product, tenant, request).expect("a code is drawn");
    let sent = world.engine().send_waiting().expect("sending is no error of ours");
    let fake = world.sms.as_ref().expect("a recipient");
    assert_eq!((sent.delivered, fake.raw_requests().len()), (times, times), "{sent:?}");
}

fn settings(address: &str, tls: Tls) -> Settings {
    Settings { address: address.parse().expect("an address"), tls, base_url: None, console: false }
}

/// Serves the installation over TLS and asks it twice for the same thing: over TLS it answers; to plain text it says
/// nothing that HTTP would understand, redirects nowhere, and repeats nothing of what was asked.
///
/// Example: `Then a server of this installation answers over TLS, and plain text with nothing of what was asked`
#[then("a server of this installation answers over TLS, and plain text with nothing of what was asked")]
fn serves(world: &mut World) {
    const ASKED: &str = "/openapi.json?marked-parameter=a-marked-value";
    let engine = Arc::new(world.engine.take().expect("the engine is open"));
    let tls = Tls::Local { folder: world.folder.path().join("certificates") };
    let running = server::start(Arc::clone(&engine), settings("127.0.0.1:0", tls)).expect("the server starts");
    let root = std::fs::read(running.root_pem().expect("its root")).expect("a certificate");
    let root = reqwest::Certificate::from_pem(&root).expect("a certificate");
    let client = reqwest::blocking::Client::builder().tls_certs_only([root]).no_proxy().build().expect("a client");
    let answer = client.get(format!("{}{ASKED}", running.url())).send().expect("over TLS it answers");
    assert!(answer.status().is_success(), "{answer:?}");

    let mut plain = std::net::TcpStream::connect(running.address()).expect("somebody listens");
    plain.set_read_timeout(Some(Duration::from_secs(5))).expect("a bound");
    // In one piece: the server may close at the first byte that is no TLS.
    let asked = format!("GET {ASKED} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    plain.write_all(asked.as_bytes()).expect("it is sent");
    let mut told = Vec::new();
    // A connection that is cut off has said all that it says.
    drop(plain.read_to_end(&mut told));
    let text = String::from_utf8_lossy(&told);
    for word in ["HTTP/", "Location", "location", "marked", "openapi"] {
        assert!(!text.contains(word), "plain text is told: {text}");
    }
    assert!(told.len() < 64, "plain text is told {} bytes", told.len());
    running.shutdown();
    world.engine = Some(Arc::into_inner(engine).expect("the server has let go of the engine"));
}

/// Without a certificate nobody but this machine is served.
///
/// Example: `Then without TLS a server does not listen on "0.0.0.0:0": insecure_transport`
#[then(expr = "without TLS a server does not listen on {string}: {word}")]
fn does_not_listen(world: &mut World, address: String, code: String) {
    let engine = Arc::new(world.engine.take().expect("the engine is open"));
    let refused = server::start(Arc::clone(&engine), settings(&address, Tls::PlainLoopback)).expect_err("it listens");
    assert!(matches!(refused, ServeError::InsecureTransport(_)), "{refused}");
    assert!(refused.to_string().starts_with(&code), "{refused}");
    world.engine = Some(Arc::into_inner(engine).expect("nobody holds the engine"));
}
