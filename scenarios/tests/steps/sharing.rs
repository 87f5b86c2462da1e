//! Steps about recipients: agreements, and releases decided at the gate.

use crate::steps::people::recorded;
use crate::world::{Answer, World, name};
use cucumber::{given, when};
use yinuo::life::agree::{Agreement, File};
use yinuo::life::share::Share;
use yinuo::life::{Actor, Capacity};
use yinuo::policy::Form;

/// Example: `Given an agreement with "apns" is on file`
#[given(expr = "an agreement with {string} is on file")]
fn agreement(world: &mut World, recipient: String) {
    let policy = world.policy();
    let row = policy.document.recipients.get(recipient.as_str()).expect("a recipient");
    let agreement = row.agreement.as_ref().expect("a recipient under an agreement");
    let now = world.engine().now();
    let request = File {
        actor: Actor { capacity: Capacity::Staff, subject: None, roles: Vec::new() },
        agreement: Agreement {
            recipient: name(&recipient),
            counterparty: recipient.clone(),
            terms: policy.document.agreements[agreement].terms.clone(),
            digest: "0".repeat(64),
            from: now,
            until: now + jiff::SignedDuration::from_hours(24 * 365),
            suspended: false,
        },
    };
    world.act(Vec::new(), |engine, product| engine.file_agreement(product, &request).map(recorded));
    world.answer();
}

/// Example: `When "the app" releases the "voice" of "the sample" to "apns" for "notify"`; `during` names an activity.
#[when(regex = r#"^"([^"]+)" releases the "([^"]+)" of "([^"]+)" to "([^"]+)" for "([^"]+)"(?: during "([^"]+)")?$"#)]
fn releases(
    world: &mut World,
    who: String,
    item: String,
    which: String,
    recipient: String,
    purpose: String,
    activity: String,
) {
    let record = world.record(&which);
    let holder = world.people.values().find(|person| Some(person.subject) == record.subject);
    let request = Share {
        actor: world.actor(&who),
        recipient: name(&recipient),
        purpose: name(&purpose),
        occasion: None,
        subject: holder.map(|person| person.subject),
        fields: vec![(name(&item), Form::Clear)],
        region: None,
        held: Vec::new(),
        before_account: false,
    };
    let activity = (!activity.is_empty()).then(|| world.activity(&activity));
    let tenant = yinuo::Tenant::Named(record.cell);
    world.act(Vec::new(), |engine, product| {
        let cell = record.cell;
        let from = engine.log_size(cell)?;
        engine.decide_release(product, tenant, request, vec![record.record], activity)?;
        Ok(Answer { cell: Some(cell), entry: Some(from), ..Answer::default() })
    });
}
