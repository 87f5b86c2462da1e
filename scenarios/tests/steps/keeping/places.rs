//! Steps about where data stands and where it may go.

use crate::world::{World, name, rows};
use cucumber::gherkin::Step;
use cucumber::then;
use yinuo::life::share::Share;
use yinuo::policy::rows::Who;
use yinuo::policy::{Form, Policy};
use yinuo::{Config, Connector, Engine, Error, SecretText, Tenant, TransportSettings};

/// How an attempt to begin ended: published, or why not.
fn begin(world: &World, source: &str, change: impl FnOnce(&mut Config)) -> Result<(), Error> {
    let folder = crate::world::folder();
    let mut config = Config::under(folder.path());
    change(&mut config);
    let engine = Engine::open(config, world.clock.clone())?;
    engine.publish(source.as_bytes()).map(|_| ())
}

fn told(ended: Result<(), Error>) -> String {
    ended.err().map_or_else(|| "accepted".into(), |fault| fault.code().to_string())
}

/// A new installation under the policy in force, in each region.
///
/// Example: `Then an installation may stand here` with `| region | answer |`: accepted, or the refusal.
#[then("an installation may stand here")]
fn may_stand(world: &mut World, step: &Step) {
    for row in rows(step) {
        let ended = begin(world, &world.source, |config| config.region = Some(name(&row[0])));
        assert_eq!(told(ended), row[1], "{}", row[0]);
    }
}

/// How an attempt to hold the product with one part elsewhere ends; where it is refused, nothing is created.
fn part_may_stand(world: &World, step: &Step, part: impl Fn(&mut Config, yinuo::policy::Name)) {
    let home = world.policy().document.places.values().next().map(|place| place.region.clone());
    for row in rows(step) {
        let folder = crate::world::folder();
        let mut config = Config { region: home.clone(), ..Config::under(folder.path()) };
        part(&mut config, name(&row[0]));
        assert_eq!(told(config.may_hold(world.source.as_bytes())), row[1], "{}", row[0]);
        assert!(!config.data.exists(), "something was created");
        assert_eq!(told(begin(world, &world.source, |begun| part(begun, name(&row[0])))), row[1], "{}", row[0]);
    }
}

/// Example: `Then its backups may stand here` with `| region | answer |`: accepted, or the refusal.
#[then("its backups may stand here")]
fn backups_may_stand(world: &mut World, step: &Step) {
    part_may_stand(world, step, |config, region| config.backups_region = Some(region));
}

/// Example: `Then its ledger's mirror may stand here` with `| region | answer |`: accepted, or the refusal.
#[then("its ledger's mirror may stand here")]
fn mirror_may_stand(world: &mut World, step: &Step) {
    part_may_stand(world, step, |config, region| config.mirror_region = Some(region));
}

/// A policy that puts one of its places elsewhere.
///
/// Example: `Then a policy that writes "cn-qingdao" differently is answered` with `| instead | answer |`.
#[then(expr = "a policy that writes {string} differently is answered")]
fn other_place(world: &mut World, step: &Step, region: String) {
    let written = format!("region = \"{region}\"");
    assert_eq!(world.source.matches(&written).count(), 1, "{written}");
    for row in rows(step) {
        let source = world.source.replace(&written, &format!("region = \"{}\"", row[0]));
        assert_eq!(told(begin(world, &source, |_| ())), row[1], "{}", row[0]);
    }
}

/// The data stays, the installation is configured for another region and started again.
///
/// Example: `Then moved to "ap-southeast-1" it does not start: region_denied`
#[then(expr = "moved to {string} it does not start: {word}")]
fn moved(world: &mut World, region: String, code: String) {
    let (policy, _) = Policy::load(world.source.as_bytes()).expect("the policy");
    world.engine = None;
    let mut config = world.config(&policy);
    let home = config.clone();
    config.region = Some(name(&region));
    let ended = Engine::open(config, world.clock.clone()).map(|_| ());
    assert_eq!(told(ended), code);
    world.engine = Some(Engine::open(home, world.clock.clone()).expect("back where it stood it starts"));
}

/// An endpoint of `recipient` at `url`, in `region`.
pub fn connector(url: &str, region: Option<&str>) -> Connector {
    Connector {
        transport: TransportSettings::https(url),
        key_id: "key".into(),
        secret: SecretText::new("secret".into()),
        sign_name: "Yinuo".into(),
        template_code: "SMS_1".into(),
        region: region.map(name),
    }
}

/// Example: `Then an endpoint may be configured` with `| recipient | address | region | answer |`.
#[then("an endpoint may be configured")]
fn endpoints(world: &mut World, step: &Step) {
    for row in rows(step) {
        let connector = connector(&row[1], Some(row[2].as_str()).filter(|region| !region.is_empty()));
        let ended = begin(world, &world.source, |config| {
            config.connectors.insert(name(&row[0]), connector);
        });
        assert_eq!(told(ended), row[3], "{row:?}");
    }
}

/// Every place, endpoint and this installation, with its region; nothing is left out.
///
/// Example: `Then these are all the places where data stands or goes` with `| promise | region | country |`.
#[then("these are all the places where data stands or goes")]
fn residence(world: &mut World, step: &Step) {
    let all = world.engine().residence(&world.product).expect("places are listed");
    let line = |place: yinuo::Residence| {
        let region = place.region.map(|region| region.to_string()).unwrap_or_default();
        vec![place.promise.to_string(), region, place.country.unwrap_or_default()]
    };
    let mut listed: Vec<Vec<String>> = all.into_iter().map(line).collect();
    let mut expected = rows(step);
    listed.sort();
    expected.sort();
    assert_eq!(listed, expected);
}

/// Every item of every record that a tenant holds, to every recipient, through an endpoint in `region`.
///
/// Example: `Then nothing that a company holds leaves for an endpoint in "us-east-1": region_denied`, by somebody.
#[then(expr = "nothing that {string} holds leaves for an endpoint in {string} when {string} sends it: {word}")]
fn nothing_leaves(world: &mut World, company: String, region: String, who: String, code: String) {
    let (policy, tenant) = (world.policy(), Tenant::Named(world.company(&company)));
    let held = policy.document.records.values().filter(|row| row.holder == Who::Tenant);
    let items: std::collections::BTreeSet<_> = held.flat_map(|row| row.holds.iter().cloned()).collect();
    let mut asked = 0;
    for (recipient, row) in &policy.document.recipients {
        for item in &items {
            let request = Share {
                actor: world.actor(&who),
                recipient: recipient.clone(),
                purpose: row.purposes[0].clone(),
                occasion: None,
                subject: world.people.get(&who).map(|person| person.subject),
                fields: vec![(item.clone(), Form::Clear)],
                region: Some(name(&region)),
                held: vec![item.clone()],
                before_account: false,
            };
            let ended = world.engine().decide_release(&world.product, tenant, request, Vec::new(), None);
            let told = ended.map_or_else(|fault| fault.code().to_string(), |_| "accepted".into());
            assert_eq!(told, code, "{item} to {recipient} in {region}");
            asked += 1;
        }
    }
    assert!(asked > 0, "there is nobody to send anything to");
    let outbox = world.engine().outbox(world.company(&company)).expect("the outbox is listed");
    assert!(outbox.is_empty(), "{outbox:?}");
    assert_eq!(world.sms.as_ref().map_or(0, |sms| sms.raw_requests().len()), 0, "something reached a recipient");
}

/// The list of places is the policy's, and nobody else's.
///
/// Example: `Then once a policy writes "cn-shenzhen" instead of "cn-qingdao", an installation may stand there`
#[then(expr = "once a policy writes {string} instead of {string}, an installation may stand there")]
fn once_named(world: &mut World, region: String, old: String) {
    let source = world.source.replace(&format!("region = \"{old}\""), &format!("region = \"{region}\""));
    let stands = |at: &str| told(begin(world, &source, |config| config.region = Some(name(at))));
    assert_eq!((stands(&region), stands(&old)), ("accepted".into(), "region_denied".into()));
}
