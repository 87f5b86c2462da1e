//! Steps about who there is: companies, accounts, roles, consents, device permissions.

use crate::world::{Answer, Named, World, fields, name, rows};
use cucumber::gherkin::Step;
use cucumber::{given, when};
use yinuo::life::collect::Collect;
use yinuo::life::consent::{SetConsent, SetPermission};
use yinuo::life::facts::ConsentState;
use yinuo::life::{Actor, Capacity, Origin, Personal};
use yinuo::policy::Name;
use yinuo::{Engine, Error, Tenant};

/// A registration: the purpose that opens accounts, and its record.
pub fn registration(world: &World, who: &str, values: Vec<(String, Personal)>, accepts: bool) -> Collect {
    let policy = world.policy();
    let (purpose, row) = policy.document.purposes.iter().find(|(_, row)| row.opens_account).expect("accounts open");
    Collect {
        actor: Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() },
        subject: world.visitors.contains(who).then(|| world.person(who).subject),
        purpose: purpose.clone(),
        kind: row.collects.first().cloned().expect("a record of an account"),
        values,
        captured_at: world.engine().now(),
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        accepts: accepts.then(|| world.shown()),
        platform: world.platform.clone(),
        minors: Vec::new(),
        born: None,
    }
}

pub fn register(world: &mut World, who: &str, company: &str, tenant: Tenant, request: Collect) {
    let offered = request.values.iter().filter_map(|(_, value)| value.expose_text().map(Into::into)).collect();
    world.act(offered, |engine: &Engine, product: &Name| {
        let done = engine.collect(product, tenant, request)?;
        Ok(Answer {
            cell: Some(done.cell),
            entry: Some(done.entry),
            record: Some(done.record),
            subject: done.subject,
            ..Answer::default()
        })
    });
    if let Some(Ok(Answer { cell: Some(cell), record: Some(record), subject: Some(subject), .. })) = world.last {
        world.remember(who, subject, cell);
        world.records.insert(format!("{who}'s account"), Named { cell, record, subject: Some(subject) });
        if !company.is_empty() {
            world.companies.insert(company.to_owned(), cell);
        }
    }
}

/// The tenant of a registration: a new one, one that is there, or none.
pub fn joining(world: &World, company: &str) -> Tenant {
    match (company, world.companies.get(company)) {
        ("", _) => Tenant::None,
        (_, Some(cell)) => Tenant::Named(*cell),
        (_, None) => Tenant::New,
    }
}

/// Example: `Given "Li Lei" has registered with the company "Acme" giving` and a table of fields and values.
/// The first to register with a company opens it.
#[given(expr = "{string} has registered with the company {string} giving")]
fn has_registered(world: &mut World, step: &Step, who: String, company: String) {
    let tenant = joining(world, &company);
    let request = registration(world, &who, fields(step), true);
    register(world, &who, &company, tenant, request);
    world.answer();
}

/// For a product that people use by themselves. Example: `Given "Li Lei" has registered without a company giving`
#[given(expr = "{string} has registered without a company giving")]
fn has_registered_alone(world: &mut World, step: &Step, who: String) {
    let request = registration(world, &who, fields(step), true);
    register(world, &who, "", Tenant::None, request);
    world.answer();
}

/// Example: `When "Li Lei" registers with the company "Acme" giving`; also `without a company`, and
/// `without accepting the policy`.
#[when(
    regex = r#"^"([^"]+)" registers (?:with the company "([^"]+)"|without a company)( without accepting the policy)? giving$"#
)]
fn registers(world: &mut World, step: &Step, who: String, company: String, silent: String) {
    let tenant = joining(world, &company);
    let request = registration(world, &who, fields(step), silent.is_empty());
    register(world, &who, &company, tenant, request);
}

/// Example: `Given these people act` with `| who | as | role |`, where `as` is member, staff, newcomer (of the staff,
/// with nothing on file) or service. A member
/// who has an account keeps it.
#[given("these people act")]
fn these_act(world: &mut World, step: &Step) {
    for row in rows(step) {
        let (who, capacity, role) = (&row[0], &row[1], &row[2]);
        let capacity = match capacity.as_str() {
            "member" => Capacity::Subject,
            "staff" => {
                world.on_file.insert(who.clone());
                Capacity::Staff
            }
            "newcomer" => Capacity::Staff,
            "guardian" => Capacity::Guardian,
            _ => Capacity::Service,
        };
        let known = Actor { capacity, subject: None, roles: Vec::new() };
        let actor = world.actors.entry(who.clone()).or_insert(known);
        if !role.is_empty() {
            actor.roles.push(name(role));
        }
    }
}

fn set_consent(world: &mut World, who: &str, purpose: &str, state: ConsentState) {
    let person = world.person(who);
    let shown = world.shown();
    let request = SetConsent { actor: world.actor(who), subject: person.subject, purpose: name(purpose), state, shown };
    world.act(Vec::new(), |engine, product| {
        engine.set_consent(product, Tenant::Named(person.cell), &request).map(recorded)
    });
}

/// What an act that only records gave.
pub fn recorded(done: yinuo::Recorded) -> Answer {
    Answer {
        cell: Some(done.cell),
        entry: Some(done.entry),
        activity: done.activity,
        gone_by: done.gone_by,
        ..Answer::default()
    }
}

/// Example: `Given "Li Lei" has agreed to "attendance"`
#[given(expr = "{string} has agreed to {string}")]
pub fn has_agreed(world: &mut World, who: String, purpose: String) {
    set_consent(world, &who, &purpose, ConsentState::Given);
    world.answer();
}

/// Example: `Given "Li Lei" has enabled the feature "attendance"`, or `has not enabled`: enabling is agreeing.
#[given(regex = r#"^"([^"]+)" has (not )?enabled the feature "([^"]+)"$"#)]
fn has_enabled(world: &mut World, who: String, not: String, purpose: String) {
    if not.is_empty() {
        set_consent(world, &who, &purpose, ConsentState::Given);
        world.answer();
    }
}

/// Example: `When "Li Lei" agrees to "attendance"`
#[when(expr = "{string} agrees to {string}")]
fn agrees(world: &mut World, who: String, purpose: String) {
    set_consent(world, &who, &purpose, ConsentState::Given);
}

/// Example: `When "Li Lei" withdraws the consent to "attendance"`
#[given(expr = "{string} withdraws the consent to {string}")]
#[when(expr = "{string} withdraws the consent to {string}")]
fn withdraws(world: &mut World, who: String, purpose: String) {
    set_consent(world, &who, &purpose, ConsentState::Withdrawn);
}

/// Agreeing in a way of one's own: only a tick, a button or a signature is one. Example:
/// `When "Li Lei" agrees to "retention.chats" by "acceptance"`
#[when(expr = "{string} agrees to {string} by {string}")]
fn agrees_by(world: &mut World, who: String, purpose: String, action: String) {
    let person = world.person(&who);
    let shown = yinuo::life::Shown { action, ..world.shown() };
    let (actor, subject, state) = (world.actor(&who), person.subject, ConsentState::Given);
    let request = SetConsent { actor, subject, purpose: name(&purpose), state, shown };
    world.act(Vec::new(), |engine, product| {
        engine.set_consent(product, Tenant::Named(person.cell), &request).map(recorded)
    });
}

fn set_permission(world: &mut World, who: &str, permission: &str, granted: bool) {
    let person = world.person(who);
    let request =
        SetPermission { actor: world.actor(who), subject: person.subject, permission: name(permission), granted };
    world.act(Vec::new(), |engine, product| -> Result<Answer, Error> {
        engine.set_permission(product, Tenant::Named(person.cell), &request).map(recorded)
    });
}

/// Example: `Given "Li Lei" has granted the permission "location"`
#[given(regex = r#"^"([^"]+)" has (not )?granted the permission "([^"]+)"$"#)]
fn has_granted(world: &mut World, who: String, not: String, permission: String) {
    if not.is_empty() {
        set_permission(world, &who, &permission, true);
        world.answer();
    }
}

/// Example: `When "Li Lei" grants the permission "location"`
#[when(expr = "{string} grants the permission {string}")]
fn grants(world: &mut World, who: String, permission: String) {
    set_permission(world, &who, &permission, true);
}

/// Example: `When "Li Lei" revokes the permission "location"`
#[when(expr = "{string} revokes the permission {string}")]
fn revokes(world: &mut World, who: String, permission: String) {
    set_permission(world, &who, &permission, false);
}
