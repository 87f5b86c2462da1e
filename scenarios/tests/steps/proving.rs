//! Steps about the register: what people must do and prove, and who holds which office.

use crate::steps::people::recorded;
use crate::world::{World, instant, name};
use cucumber::{given, then, when};
use yinuo::life::duty::{Appoint, Prove};
use yinuo::life::reference::Subject;

/// Somebody's reference, made from the name, so that a scenario can speak of her again.
pub fn reference(who: &str) -> Subject {
    let mut bytes = [1; 16];
    bytes.iter_mut().zip(who.bytes()).for_each(|(byte, letter)| *byte = letter);
    Subject::from_bytes(bytes)
}

/// The evidence is a document; what is entered is its hash. Example:
/// `When "Chen Lu" enters that the duty "duty.audit" was done at "2026-05-20T09:00:00+08:00"`; also
/// `… to be reviewed at "2026-08-01T00:00:00+08:00"`.
#[given(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" was done at "([^"]+)"(?: to be reviewed at "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" enters that the duty "duty\.([^"]+)" was done at "([^"]+)"(?: to be reviewed at "([^"]+)")?$"#
)]
fn proves(world: &mut World, who: String, duty: String, done: String, review: String) {
    let request = Prove {
        actor: world.actor(&who),
        duty: name(&duty),
        done_at: instant(&done),
        review_at: (!review.is_empty()).then(|| instant(&review)),
        digest: "0123456789abcdef".repeat(4),
    };
    world.act(Vec::new(), |engine, product| engine.prove_duty(product, &request).map(recorded));
}

/// Example: `When "Chen Lu" appoints "Ma Rui" to the office "role.officer" from "2026-05-01T00:00:00+08:00"`; also
/// `… until "2026-06-01T00:00:00+08:00"`, at once or later.
#[given(regex = r#"^"([^"]+)" appoints "([^"]+)" to the office "role\.([^"]+)" from "([^"]+)"(?: until "([^"]+)")?$"#)]
#[when(regex = r#"^"([^"]+)" appoints "([^"]+)" to the office "role\.([^"]+)" from "([^"]+)"(?: until "([^"]+)")?$"#)]
fn appoints(world: &mut World, who: String, whom: String, role: String, from: String, until: String) {
    let request = Appoint {
        actor: world.actor(&who),
        role: name(&role),
        holder: reference(&whom),
        from: instant(&from),
        until: (!until.is_empty()).then(|| instant(&until)),
    };
    world.act(Vec::new(), |engine, product| engine.appoint(product, &request).map(recorded));
}

/// Now, or as it stood on any day: `duty_open`, `done`, or for an office `held by` and the name. Example:
/// `Then the register says of "duty.audit" at "2026-05-20T09:00:00+08:00" "duty_open"`
#[then(regex = r#"^the register says of "([^"]+)"(?: at "([^"]+)")? "([^"]+)"$"#)]
fn register_says(world: &mut World, promise: String, at: String, wanted: String) {
    let at = if at.is_empty() { world.engine().now() } else { instant(&at) };
    let register = world.engine().register(&world.product, at).expect("the register");
    let duty = register.duties.iter().find(|state| state.promise == promise.as_str());
    let office = register.offices.iter().find(|state| state.promise == promise.as_str());
    let open = duty.map(|state| state.open).or_else(|| office.map(|state| state.open));
    let open = open.unwrap_or_else(|| panic!("the register does not list {promise}: {register:?}"));
    match (open, wanted.strip_prefix("held by ")) {
        (Some(code), _) => assert_eq!(code.as_str(), wanted),
        (None, Some(who)) => assert_eq!(office.expect("an office").holders, [reference(who)]),
        (None, None) => assert_eq!(wanted, "done"),
    }
}

/// What was entered as proof, and when it proves nothing any more. Example:
/// `Then the proof of "duty.audit" ends at "2027-05-20T09:00:00+08:00"`
#[then(expr = "the proof of {string} ends at {string}")]
fn proof_ends(world: &mut World, promise: String, at: String) {
    let now = world.engine().now();
    let register = world.engine().register(&world.product, now).expect("the register");
    let duty = register.duties.into_iter().find(|state| state.promise == promise.as_str()).expect("a duty");
    assert_eq!(duty.proof.expect("a proof").review_at, Some(instant(&at)));
}
