//! Steps about reading back.

use crate::world::{Answer, World, name};
use cucumber::when;
use yinuo::Which;
use yinuo::life::export::{Export, Whose};
use yinuo::life::reveal::Reveal;
use yinuo::policy::Form;

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
        actor: world.actor(&who),
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

/// Example: `When "Han Mei" exports what the company holds`, or `exports the own data`; another company may be named.
#[when(regex = r#"^"([^"]+)" exports (what the company holds|the own data)(?: in "([^"]+)")?$"#)]
fn exports(world: &mut World, who: String, whose: String, company: String) {
    let whose = if whose == "the own data" { Whose::Of(world.person(&who).subject) } else { Whose::Tenant };
    let request = Export { actor: world.actor(&who), whose };
    let tenant = world.tenant(&who, &company);
    world.act(Vec::new(), |engine, product| {
        let reading = engine.export(product, tenant, &request)?;
        Ok(Answer { entry: Some(reading.entry), values: reading.values, ..Answer::default() })
    });
}
