//! Steps about reading back.

use crate::world::{Answer, World, name};
use cucumber::{then, when};
use yinuo::life::Personal;
use yinuo::life::export::{Export, Whose};
use yinuo::life::reveal::Reveal;
use yinuo::policy::Form;
use yinuo::{Reading, Which};

/// Example: `When "Han Mei" reads "the invoice" for "provide-service"`; an item, a tenant and an activity may be named, and the form
/// that is asked for: `… as clear`.
#[when(
    regex = r#"^"([^"]+)" reads (?:the "([^"]+)" of )?"([^"]+)" for "([^"]*)"(?: in "([^"]+)")?(?: during "([^"]+)")?(?: as (clear|masked|token|hashed))?$"#
)]
#[expect(clippy::too_many_arguments, reason = "one for each part of the sentence")]
pub fn reads(
    world: &mut World,
    who: String,
    item: String,
    which: String,
    purpose: String,
    company: String,
    activity: String,
    form: String,
) {
    let record = world.record(&which);
    let request = Reveal {
        actor: crate::steps::granting::reader(world, &who),
        purpose: name(&purpose),
        subject: None,
        items: if item.is_empty() { Vec::new() } else { vec![name(&item)] },
        activity: (!activity.is_empty()).then(|| world.activity(&activity)),
        form: (!form.is_empty()).then(|| Form::from_word(&form).expect("a form")),
    };
    let tenant = match company.as_str() {
        "" => yinuo::Tenant::Named(record.cell),
        company => world.tenant(&who, company),
    };
    world.act(Vec::new(), |engine, product| {
        let reading = engine.read(product, tenant, &request, &Which::Records(vec![record.record]))?;
        Ok(Answer { cell: Some(record.cell), entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}

/// By blind index, in one company or among the people of a product without companies. Example: `When "the sign-in service" looks for
/// the "account" whose "phone" is "13800138000" for "account"`; a company may be named: `… in "Acme"`.
#[when(regex = r#"^"([^"]+)" looks for the "([^"]+)" whose "([^"]+)" is "([^"]+)" for "([^"]+)"(?: in "([^"]+)")?$"#)]
fn looks_for(
    world: &mut World,
    who: String,
    kind: String,
    item: String,
    value: String,
    purpose: String,
    company: String,
) {
    let (actor, purpose) = (world.actor(&who), name(&purpose));
    let request = Reveal { actor, purpose, subject: None, items: Vec::new(), activity: None, form: None };
    let which = Which::Found { kind: name(&kind), item: name(&item), value: Personal::from(value.as_str()) };
    let tenant = world.tenant(&who, &company);
    world.act(vec![value], |engine, product| {
        let reading = engine.read(product, tenant, &request, &which)?;
        Ok(Answer { entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}

/// Example: `Then what is found is of "Li Lei"`: all of it.
#[then(expr = "what is found is of {string}")]
fn found_of(world: &mut World, who: String) {
    let (person, number) = (world.person(&who), world.answer().entry.expect("an entry"));
    let entries = world.engine().entries(person.cell, number, 1).expect("the entries");
    let entry = entries.into_iter().find_map(|(found, entry)| entry.filter(|_| found == number)).expect("its body");
    assert_eq!(entry.subject, Some(person.subject), "{entry:?}");
}

/// Example: `When "Han Mei" exports what the company holds`, or `exports the own data`; another company may be named.
#[when(regex = r#"^"([^"]+)" exports (what the company holds|the own data)(?: in "([^"]+)")?$"#)]
fn exports(world: &mut World, who: String, whose: String, company: String) {
    let whose = if whose == "the own data" { Whose::Of(world.person(&who).subject) } else { Whose::Tenant };
    let request = Export { actor: world.actor(&who), whose };
    let tenant = world.tenant(&who, &company);
    world.act(Vec::new(), |engine, product| {
        let Reading { entry, values, unlinked } = engine.export(product, tenant, &request)?;
        Ok(Answer { entry: Some(entry), values, unlinked, ..Answer::default() })
    });
}
