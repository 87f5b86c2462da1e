//! Steps about second factors: an authenticator app of one's own, its codes, and how they are lost.

use crate::steps::granting::named;
use crate::steps::people::recorded;
use crate::steps::proving::reference;
use crate::world::{Answer, World};
use cucumber::{given, then, when};
use std::collections::BTreeSet;
use yinuo::life::guard::factor::ResetFactor;
use yinuo::life::reference::Subject;
use yinuo::life::{Actor, Personal};

/// What a person's authenticator app holds, and the codes on the paper beside it.
#[derive(Debug, Clone)]
pub struct Authenticator {
    uri: String,
    recovery: Vec<String>,
}

impl Authenticator {
    /// The code that the app shows at `second`, by a reader of the address that is not the engine's.
    fn code(&self, second: i64) -> String {
        let totp = totp_rs::Totp::from_url(&self.uri).expect("an app reads the address");
        totp.generate(u64::try_from(second).expect("after 1970")).to_string()
    }
}

fn enrol(world: &World, who: &str, actor: &Actor) {
    let shown = world.engine().enrol_factor(&world.product, actor).expect("she enrols a second factor");
    let recovery = shown.recovery.iter().map(|code| code.to_string()).collect();
    let authenticator = Authenticator { uri: shown.uri.to_string(), recovery };
    world.authenticators.borrow_mut().insert(who.to_owned(), authenticator);
}

/// Proves the second factor of `who`, unless it is proved still; the app is set up on first use.
pub fn sign_in(world: &World, who: &str, actor: &Actor) {
    let now = world.engine().now();
    let fact = world.engine().factor_of(&world.product, actor.subject).expect("the store answers");
    if fact.is_some_and(|fact| fact.is_open(now)) {
        return;
    }
    if !world.authenticators.borrow().contains_key(who) {
        enrol(world, who, actor);
    }
    let code = Personal::from(code_of(world, who, 0).as_str());
    world.engine().prove_factor(&world.product, actor, &code).expect("the app's code is right");
}

fn code_of(world: &World, who: &str, later: i64) -> String {
    let authenticators = world.authenticators.borrow();
    authenticators.get(who).expect("she has set up her app").code(world.engine().now().as_second() + later)
}

/// Nobody has proved a second factor for her. Example: `Given "Guo Wei" has signed in with a password only`
#[given(expr = "{string} has signed in with a password only")]
#[when(expr = "{string} has signed in with a password only")]
fn password_only(world: &mut World, who: String) {
    world.password_only.insert(who);
}

/// Example: `Given "Guo Wei" has set up an authenticator app`; what the app reads is shown once.
#[given(expr = "{string} has set up an authenticator app")]
#[when(expr = "{string} has set up an authenticator app")]
fn sets_up(world: &mut World, who: String) {
    enrol(world, &who, &named(world, &who));
}

/// An act that is looked at: refused, where she has a second factor. Example:
/// `When "Guo Wei" sets up another authenticator app`
#[when(expr = "{string} sets up another authenticator app")]
fn sets_up_another(world: &mut World, who: String) {
    let actor = named(world, &who);
    world.act(Vec::new(), |engine, product| engine.enrol_factor(product, &actor).map(|_| Answer::default()));
}

fn prove(world: &mut World, who: &str, code: &str) {
    let actor = named(world, who);
    let entered = Personal::from(code);
    world.act(vec![code.to_owned()], |engine, product| {
        engine.prove_factor(product, &actor, &entered).map(|_| Answer { right: Some(true), ..Answer::default() })
    });
}

/// The code that her app shows now, some seconds ago, or in some seconds. Example:
/// `When "Guo Wei" enters the code of her app`, `… the code of her app of 30 seconds ago`, `… in 60 seconds`
#[when(regex = r#"^"([^"]+)" enters the code of (?:her|his) app(?: of (\d+) seconds ago| in (\d+) seconds)?$"#)]
fn enters(world: &mut World, who: String, ago: String, ahead: String) {
    let seconds = |text: &str| text.parse::<i64>().unwrap_or(0);
    let code = code_of(world, &who, seconds(&ahead) - seconds(&ago));
    prove(world, &who, &code);
}

/// Example: `When "Guo Wei" enters recovery code 3`
#[when(expr = "{string} enters recovery code {int}")]
fn enters_recovery(world: &mut World, who: String, number: usize) {
    let code = world.authenticators.borrow()[&who].recovery[number - 1].clone();
    prove(world, &who, &code);
}

/// Each is wrong, and heard. Example: `When "Guo Wei" enters 5 wrong codes`
#[when(expr = "{string} enters {int} wrong codes")]
fn enters_wrong(world: &mut World, who: String, times: u32) {
    let right: BTreeSet<String> = [-30, 0, 30].into_iter().map(|later| code_of(world, &who, later)).collect();
    let wrong = (0..).map(|number| format!("{number:06}")).find(|code| !right.contains(code)).expect("a wrong code");
    for _ in 0..times {
        prove(world, &who, &wrong);
        crate::steps::outcome::refused(world, "second_factor_required".into());
    }
}

/// Two at once with the same code; one is right. Example: `When "Guo Wei" enters the code of her app on 2 devices at once`
#[when(expr = "{string} enters the code of her app on {int} devices at once")]
fn enters_at_once(world: &mut World, who: String, devices: usize) {
    let (actor, code) = (named(world, &who), code_of(world, &who, 0));
    let (engine, product) = (world.engine(), &world.product);
    let right = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..devices)
            .map(|_| scope.spawn(|| engine.prove_factor(product, &actor, &Personal::from(code.as_str())).is_ok()))
            .collect();
        tries.into_iter().map(|one| one.join().expect("it ends")).filter(|right| *right).count()
    });
    assert_eq!(right, 1, "a code serves once");
}

/// Example: `When "Chen Lu" resets the second factor of "Guo Wei"`; approved by another: `… together with "Ma Rui"`.
#[when(regex = r#"^"([^"]+)" resets the second factor of "([^"]+)"(?: together with "([^"]+)")?$"#)]
fn resets(world: &mut World, who: String, whose: String, second: String) {
    let asked_by = (!second.is_empty()).then(|| named(world, &second));
    let request = ResetFactor { actor: named(world, &who), asked_by, person: person(world, &whose) };
    world.act(Vec::new(), |engine, product| engine.reset_factor(product, &request).map(recorded));
}

fn person(world: &World, who: &str) -> Subject {
    world.people.get(who).map_or_else(|| reference(who), |person| person.subject)
}

/// What is enrolled, proved and reset is on record, and no secret of it. Example:
/// `Then the ledger holds no code and no secret of "Guo Wei", and 3 entries about "factor.proved"`
#[then(regex = r#"^the ledger holds no code and no secret of "([^"]+)", and (\d+) entr(?:y|ies) about "([^"]+)"$"#)]
fn no_secret(world: &mut World, who: String, count: usize, about: String) {
    let seen = crate::outside::Outside::seen(world, &[]);
    let bodies: Vec<String> =
        seen.entries.iter().map(|entry| String::from_utf8_lossy(&entry.body).into_owned()).collect();
    let authenticator = world.authenticators.borrow()[&who].clone();
    let secret = authenticator.uri.split(['?', '&']).find_map(|part| part.strip_prefix("secret=")).expect("a secret");
    for told in authenticator.recovery.iter().map(String::as_str).chain([secret]) {
        assert!(bodies.iter().all(|body| !body.contains(told)), "an entry tells a secret");
        assert!(seen.rows.values().flatten().all(|row| !row.contains(told)), "a row tells a secret");
    }
    let of = |body: &&String| body.contains(&format!(r#""about":"{about}""#)) && body.contains(r#""outcome":"done""#);
    assert_eq!(bodies.iter().filter(of).count(), count);
}
