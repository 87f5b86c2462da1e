//! Steps about what leaves and arrives over a network: under TLS, to who it says it is, or not at all.

use crate::steps::keeping::places::connector;
use crate::world::{World, name};
use cucumber::{given, then};
use fake_alibaba_sms::{Certificate, Fake};
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
