//! Steps about what people are shown, accept and decline, and what they are asked next; and about the platform on which
//! acts happen.

use crate::steps::people::recorded;
use crate::steps::ruling::entries;
use crate::world::{World, instant, name};
use cucumber::{given, then, when};
use std::collections::BTreeSet;
use yinuo::life::answer::{Answer, Of, Standing};
use yinuo::life::facts::Said;
use yinuo::life::reference::{Holder, Reference, Subject};
use yinuo::life::{Actor, Capacity, Change, Shown};
use yinuo::{Tenant, own_cell};

/// A person of whom the product has a random reference, such as a cookie holds, and nothing else.
///
/// Example: `Given "a visitor" is known by a reference only`
#[given(expr = "{string} is known by a reference only")]
fn visitor(world: &mut World, who: String) {
    let mut bytes = [0xa5; 16];
    for (byte, letter) in bytes.iter_mut().zip(who.bytes()) {
        *byte ^= letter;
    }
    let cell = own_cell(&world.product);
    world.remember(&who, Subject(Reference::from_bytes(bytes)), cell);
    world.visitors.insert(who);
}

/// Example: `Given what follows happens on "website"`: on that platform of the policy.
#[given(expr = "what follows happens on {string}")]
#[when(expr = "what follows happens on {string}")]
fn on_platform(world: &mut World, platform: String) {
    world.platform = Some(name(&platform)).filter(|platform| !platform.is_empty());
}

/// The hash of a published version; of the one in force, where none is named.
fn hash_of(world: &World, version: &str) -> String {
    let versions = world.engine().versions(&world.product).expect("the versions");
    let found = versions.iter().find(|row| row.policy.version == version);
    if version.is_empty() { world.policy().hash.clone() } else { found.expect("it is published").policy.hash.clone() }
}

fn answer(world: &mut World, who: &str, said: Said, (to, version, company): (&str, &str, &str)) {
    let actor = match said {
        // What it shows the product says.
        Said::Shown => Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() },
        _ => world.actor(who),
    };
    let (of, tenant) = match company {
        "" => (Of::Person(world.person(who).subject), Tenant::Named(world.person(who).cell)),
        company => (Of::Tenant, Tenant::Named(world.company(company))),
    };
    let action = if said == Said::Shown { "screen" } else { "button" };
    let shown = Shown { notice: hash_of(world, version), language: "en".into(), action: action.into() };
    let to = name(if to.is_empty() { "policy" } else { to });
    let request = Answer { actor, of, to, said, shown, platform: world.platform.clone() };
    world.act(Vec::new(), |engine, product| engine.answer(product, tenant, &request).map(recorded));
}

/// Example: `When "Lin Tao" accepts the policy`; also `declines` and `is shown`; a notice as `accepts "notice.upload"`; of
/// a version that comes `of version "2"`; for her company `for the company "Acme"`.
#[given(
    regex = r#"^"([^"]+)" (accepts|declines|is shown) (?:the policy|"([^"]+)")(?: of version "([^"]+)")?(?: for the company "([^"]+)")?$"#
)]
#[when(
    regex = r#"^"([^"]+)" (accepts|declines|is shown) (?:the policy|"([^"]+)")(?: of version "([^"]+)")?(?: for the company "([^"]+)")?$"#
)]
fn answers(world: &mut World, who: String, how: String, to: String, version: String, company: String) {
    let said = match how.as_str() {
        "accepts" => Said::Accepted,
        "declines" => Said::Declined,
        _ => Said::Shown,
    };
    answer(world, &who, said, (&to, &version, &company));
}

/// Agrees to a notice for her company, as who administers it, or the scenario ends.
///
/// Example: `Given "Han Mei" has accepted "notice.upload" for the company "Acme"`
#[given(expr = "{string} has accepted {string} for the company {string}")]
fn has_accepted(world: &mut World, who: String, to: String, company: String) {
    answer(world, &who, Said::Accepted, (&to, "", &company));
    world.answer();
}

fn standing(world: &World, who: &str) -> Standing {
    let person = world.person(who);
    let tenant = world.tenant_of(person.cell);
    world.engine().standing(&world.product, tenant, &Actor::job(), person.subject).expect("how it stands")
}

fn listed(names: &[yinuo::policy::Name]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

fn wanted(text: &str) -> BTreeSet<String> {
    text.split(", ").filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Example: `Then "Lin Tao" is asked to accept the policy because of "purpose.account"`; or `is not asked`.
#[then(regex = r#"^"([^"]+)" is (not )?asked to accept the policy(?: because of "([^"]*)")?$"#)]
fn asked(world: &mut World, who: String, not: String, because: String) {
    let found = standing(world, &who);
    assert_eq!(found.ask, not.is_empty(), "{found:?}");
    assert_eq!(listed(&found.because), wanted(&because), "{found:?}");
}

/// Of what she agreed to, and of nothing else. Example: `Then "Lin Tao" is asked again for "purpose.newsletter"`; `""` says:
/// for nothing.
#[then(expr = "{string} is asked again for {string}")]
fn asked_again(world: &mut World, who: String, purposes: String) {
    assert_eq!(listed(&standing(world, &who).consents), wanted(&purposes));
}

/// Example: `Then the policy is declined by "Lin Tao"`; also `accepted`, `unanswered`.
#[then(regex = r#"^the policy is (accepted|declined|unanswered) by "([^"]+)"$"#)]
fn stands(world: &mut World, how: String, who: String) {
    let found = standing(world, &who);
    assert_eq!(format!("{:?}", found.policy).to_lowercase(), how, "{found:?}");
}

/// What the ledger holds of it: who, which version by its hash, in which language, by what act and when. Example:
/// `Then it is on record that "Lin Tao" accepted "policy" of version "1" by "button" at "2026-05-20T09:00:00+08:00"`;
/// also `declined`, `used`, `was shown`; of a company, its name.
#[then(
    regex = r#"^it is on record that "([^"]+)" (accepted|declined|used|was shown) "([^"]+)" of version "([^"]+)" by "([^"]+)" at "([^"]+)"$"#
)]
fn on_record(world: &mut World, who: String, how: String, to: String, version: String, act: String, at: String) {
    let found = recorded_answers(world, &who, &how, &to);
    let shown = Shown { notice: hash_of(world, &version), language: "en".into(), action: act };
    assert!(found.contains(&(shown.clone(), instant(&at))), "{shown:?} is not among {found:?}");
}

/// Example: `Then it is not on record that "Lin Tao" used "policy" of version "2"`
#[then(
    regex = r#"^it is not on record that "([^"]+)" (accepted|declined|used|was shown) "([^"]+)" of version "([^"]+)"$"#
)]
fn not_on_record(world: &mut World, who: String, how: String, to: String, version: String) {
    let (found, hash) = (recorded_answers(world, &who, &how, &to), hash_of(world, &version));
    assert!(found.iter().all(|(shown, _)| shown.notice != hash), "{found:?}");
}

fn recorded_answers(world: &World, who: &str, how: &str, told: &str) -> Vec<(Shown, jiff::Timestamp)> {
    let whose = match world.companies.get(who) {
        Some(cell) => Holder(cell.0),
        None => Holder(world.person(who).subject.0),
    };
    let word = how.trim_start_matches("was ");
    let of = |change: Change| match change {
        Change::SetAnswer { holder, to, said, shown, at } if holder == whose && to == told && said.as_str() == word => {
            Some((shown, at))
        }
        _ => None,
    };
    entries(world).into_iter().flat_map(|entry| entry.replay).filter_map(|grounded| of(grounded.change)).collect()
}

/// Example: `Then the ledger says that it happened on "website"`: of the last act.
#[then(expr = "the ledger says that it happened on {string}")]
fn happened_on(world: &mut World, platform: String) {
    assert_eq!(newest(world).platform, Some(name(&platform)));
}

/// The entry of the last act.
fn newest(world: &World) -> yinuo::life::Entry {
    let before = world.before.as_ref().expect("seen before");
    let after = crate::outside::Outside::seen(world, &[]);
    let fresh = after.new_entries(before);
    let row = fresh.last().expect("an entry");
    serde_json::from_slice(&row.body).expect("an entry")
}

/// Example: `Then the ledger says that it was done under "purpose.account"`: of the last act.
#[then(expr = "the ledger says that it was done under {string}")]
fn done_under(world: &mut World, promise: String) {
    assert_eq!(newest(world).promise, Some(name(&promise)));
}

/// Example: `Given what is sent next marks "employee-name" as a minor's`
#[given(expr = "what is sent next marks {string} as a minor's")]
#[when(expr = "what is sent next marks {string} as a minor's")]
fn marks(world: &mut World, items: String) {
    world.minors = items.split(", ").map(name).collect();
}
