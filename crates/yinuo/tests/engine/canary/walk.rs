//! Every door of the engine, each tried with marked values.

use crate::codes::verify;
use crate::support::{House, Person, service, staff};
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};
use yinuo::life::drawn::Verify;
use yinuo::life::facts::ConsentState;
use yinuo::life::reference::{Activity, Record};
use yinuo::life::reveal::Reveal;
use yinuo::life::share::Share;
use yinuo::life::{Actor, Capacity, Code, Personal, account};
use yinuo::policy::{Form, Name};
use yinuo::{Collected, Draw, Error, Tenant, Which};

/// What is logged, at every level.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

pub fn listen() -> (Arc<Mutex<Vec<u8>>>, tracing::subscriber::DefaultGuard) {
    let heard = Heard::default();
    let writer = heard.clone();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || writer.clone()).finish();
    (heard.0, tracing::subscriber::set_default(subscriber))
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &there);
        } else {
            std::fs::copy(&path, &there).unwrap();
        }
    }
}

/// One person who does everything with every item.
pub struct Walk {
    pub house: House,
    pub values: Vec<(Name, String)>,
    /// Everything that was answered, as text: refusals, faults, readings.
    pub heard: Vec<u8>,
    who: Person,
    records: Vec<(Name, Record)>,
}

/// Purposes that nobody has to enable, or be in the midst of something for.
const PLAIN: [&str; 4] = ["provide-service", "subscription", "device-log", "inquiries"];

/// Purposes that need consent: the permission, the activity, the record.
const ENABLED: [(&str, Option<&str>, Option<&str>, &str); 6] = [
    ("attendance", Some("location"), Some("check-in"), "check-in"),
    ("ocr-entry", Some("camera"), Some("capture"), "receipt"),
    ("voice-recognition", Some("microphone"), Some("voice-session"), "voice-sample"),
    ("notify", Some("notification"), None, "push"),
    ("assistant", None, Some("assistant-session"), "assistant-turn"),
    ("payment", None, Some("payment"), "payment"),
];

impl Walk {
    pub fn through(house: House, values: Vec<(Name, String)>) -> Self {
        let pairs = pairs(&house, &values, "account");
        let (who, record) = house.register(Tenant::New, &borrowed(&pairs)).unwrap();
        Self { house, values, heard: Vec::new(), who, records: vec![("account".into(), record)] }
    }

    fn hear<T: std::fmt::Debug>(&mut self, result: Result<T, Error>) -> Option<T> {
        self.heard.extend(format!("{result:?}\n").into_bytes());
        if let Err(fault) = &result {
            self.heard
                .extend(format!("{fault} {} {:?}\n", fault.code(), std::error::Error::source(fault)).into_bytes());
        }
        result.ok()
    }

    fn capture(&mut self, purpose: &str, kind: &str, activity: Option<Activity>) -> Option<Collected> {
        let pairs = pairs(&self.house, &self.values, kind);
        let mut request = self.house.request(self.who.me(), purpose, kind, &borrowed(&pairs));
        request.activity = activity;
        let done = self.house.engine.collect(&self.house.product, self.who.tenant(), request);
        let done = self.hear(done);
        if let Some(done) = &done {
            self.records.push((kind.into(), done.record));
        }
        done
    }

    pub fn all(&mut self) {
        self.house.consent(self.who, "device-log", ConsentState::Given).unwrap();
        let policy = self.house.engine.policy(&self.house.product).unwrap();
        for purpose in PLAIN {
            for kind in &policy.document.purposes.get(purpose).unwrap().collects {
                assert!(self.capture(purpose, kind, None).is_some(), "{kind}");
            }
        }
        for (purpose, permission, activity, kind) in ENABLED {
            // Refused first: with the value in hand.
            assert!(self.capture(purpose, kind, None).is_none(), "{kind}");
            self.house.consent(self.who, purpose, ConsentState::Given).unwrap();
            if let Some(permission) = permission {
                self.house.permit(self.who, permission).unwrap();
            }
            let activity = activity.map(|activity| self.house.open_activity(self.who, activity).unwrap());
            assert!(self.capture(purpose, kind, activity).is_some(), "{kind}");
        }
        let kinds: Vec<Name> = self.records.iter().map(|(kind, _)| kind.clone()).collect();
        let unused = policy.document.records.keys().filter(|kind| *kind != "verification" && !kinds.contains(*kind));
        assert_eq!(unused.collect::<Vec<_>>(), Vec::<&Name>::new(), "records that nobody captured");
        self.refusals();
        self.names();
        self.readings();
        self.passwords();
    }

    /// Every value as the value of a field that is not declared, that is forbidden, that is of another shape.
    fn refusals(&mut self) {
        for (_, value) in self.values.clone() {
            for field in ["undeclared-field", "face-template", "invoice-amount"] {
                let pairs = [(field, value.as_str())];
                for kind in ["voucher", "account", "nothing"] {
                    let result = self.house.collect(self.who, "provide-service", kind, &pairs);
                    assert!(self.hear(result).is_none());
                }
            }
            let draw = Draw { to: Personal::from(value.as_str()), ..self.house.draw("") };
            let drawn = self.house.engine.draw_code(&self.house.product, Tenant::None, draw);
            self.hear(drawn.map(|_| "drawn"));
            let find = |item: &str| {
                let (kind, item) = ("account".into(), item.into());
                Which::Found { kind, item, value: Personal::from(value.as_str()) }
            };
            for item in ["email", "username", "phone", "password"] {
                let asked = self.house.reveal(self.who, "account");
                let product = self.house.product.clone();
                let read = self.house.engine.read(&product, self.who.tenant(), &asked, &find(item));
                // What is read is the person's to know: its Debug shows nothing of it.
                self.hear(read);
            }
        }
    }

    /// Values where names are expected. Whoever wrote it there is told his own words; nobody else is.
    fn names(&mut self) {
        let values = self.values.clone();
        let strange = values.iter().filter(|(_, value)| !yinuo::policy::read::is_name(&value.to_lowercase()));
        assert!(strange.clone().count() > 3);
        for (_, value) in strange {
            let (house, who, name) = (&self.house, self.who, Name::from(value.as_str()));
            let (product, tenant) = (&house.product, who.tenant());
            assert!(house.permit(who, value).is_err());
            assert!(house.open_activity(who, value).is_err());
            assert!(house.consent(who, value, ConsentState::Given).is_err());
            assert!(house.collect(who, value, "voucher", &[("voucher-text", "x")]).is_err());
            assert!(house.collect(who, "provide-service", value, &[("voucher-text", "x")]).is_err());
            assert!(house.collect(who, "provide-service", "voucher", &[(value, "x")]).is_err());
            let asked = Reveal { items: vec![name.clone()], ..house.reveal(who, "account") };
            let which = Which::Records(vec![self.records[0].1]);
            assert!(house.engine.read(product, tenant, &asked, &which).is_err());
            assert!(house.engine.read(product, tenant, &house.reveal(who, value), &which).is_err());
            let draw = Draw { occasion: name.clone(), ..house.draw("13800138000") };
            assert!(house.engine.draw_code(product, Tenant::None, draw).is_err());
            let share = Share {
                actor: who.me(),
                recipient: name.clone(),
                purpose: name.clone(),
                occasion: Some(name.clone()),
                subject: None,
                fields: vec![(name.clone(), Form::Clear)],
                region: Some(name.clone()),
                held: vec![],
                before_account: false,
            };
            for recipient in [name.clone(), "alibaba-sms".into()] {
                let share = Share { recipient, ..share.clone() };
                assert!(house.engine.decide_release(product, tenant, share, vec![], None).is_err());
            }
            let (purpose, item) = (name.clone(), name.clone());
            let verify = Verify { actor: who.me(), purpose, item };
            let found = (&name, &name, &Personal::from(value.as_str()));
            assert!(house.engine.verify(product, tenant, &verify, found, &Personal::from("x")).is_err());
        }
    }

    /// Every purpose, by everybody, of every record.
    fn readings(&mut self) {
        let policy = self.house.engine.policy(&self.house.product).unwrap();
        let mut forms = std::collections::BTreeSet::new();
        for (purpose, row) in &policy.document.purposes {
            let roles = row.by.iter().filter_map(|by| by.strip_prefix("role.").map(Name::from));
            let mut actor = self.who.me();
            actor.roles = roles.collect();
            for (_, record) in self.records.clone() {
                let (subject, items, activity) = (None, vec![], None);
                let request =
                    Reveal { actor: actor.clone(), purpose: purpose.clone(), subject, items, activity, form: None };
                let which = Which::Records(vec![record]);
                let read = self.house.engine.read(&self.house.product, self.who.tenant(), &request, &which);
                if let Some(reading) = self.hear(read) {
                    forms.extend(reading.values.iter().map(|value| format!("{:?}", value.form)));
                }
            }
        }
        assert!(forms.contains("Clear"), "{forms:?}");
    }

    fn passwords(&mut self) {
        let request = Verify {
            actor: Actor::with_role(Capacity::Service, "sign-in"),
            purpose: "account".into(),
            item: "password".into(),
        };
        let (kind, item): (Name, Name) = ("account".into(), "username".into());
        let username = Personal::from(self.value("username").as_str());
        let tried = ["password", "phone", "employee-name"].map(|item| self.value(item));
        for value in tried {
            let candidate = Personal::from(value.as_str());
            let found = (&kind, &item, &username);
            let engine = &self.house.engine;
            let answer = engine.verify(&self.house.product, self.who.tenant(), &request, found, &candidate);
            assert_eq!(answer.as_ref().unwrap().is_some(), value == self.value("password"));
            self.hear(answer);
        }
    }

    fn value(&self, item: &str) -> String {
        self.values.iter().find(|(name, _)| name == item).unwrap().1.clone()
    }

    /// Draws a code, sends it, and gives a wrong one; what was drawn is marked from here on.
    pub fn code(&mut self, fake: &fake_alibaba_sms::Fake) {
        self.house.file_agreement("alibaba-sms");
        let drawn = self.house.engine.draw_code(&self.house.product, Tenant::None, self.house.draw("13800138000"));
        assert!(self.hear(drawn).is_some());
        let sent = self.house.engine.send_waiting();
        self.hear(sent);
        let accepted = fake.accepted();
        let last = accepted.iter().rfind(|message| message.phone == "13800138000").unwrap();
        let wrong = verify(&self.house, &self.value("sms-code"));
        self.hear(wrong);
        // Six digits may stand in an amount or an instant by chance; with the phone number they may not.
        self.values.retain(|(item, _)| item != "sms-code");
        self.values.push(("sent-to".into(), last.phone.clone()));
        self.values.push(("sent".into(), format!("{{\"code\":\"{}\"}}", last.code)));
    }

    /// The person and her tenant go.
    pub fn erase(&mut self) {
        let records = self.records.iter().map(|(_, record)| *record).collect();
        let product = self.house.product.clone();
        let erased =
            self.house.engine.erase(&product, self.who.tenant(), &self.who.administrator(), yinuo::Wish::of(records));
        self.hear(erased);
        self.house.cancel(self.who).unwrap();
        let again = self.house.cancel(self.who);
        assert_eq!(again.as_ref().unwrap_err().code(), Code::AccountDisabled);
        self.hear(again);
        let stopped = self.house.step(service(), self.who.cell, account::Step::SuspendTenant);
        self.hear(stopped);
        let refused = self.house.step(staff("support"), self.who.cell, account::Step::CancelTenant);
        self.hear(refused);
        self.house.advance(crate::support::days(8));
    }
}

fn pairs(house: &House, values: &[(Name, String)], kind: &str) -> Vec<(Name, String)> {
    let policy = house.engine.policy(&house.product).unwrap();
    let holds = &policy.document.records.get(kind).unwrap().holds;
    // What is kept in the open is about nobody: an amount.
    let value =
        |item: &Name| values.iter().find(|(name, _)| name == item).map_or("88.00".into(), |(_, value)| value.clone());
    holds.iter().map(|item| (item.clone(), value(item))).collect()
}

fn borrowed(pairs: &[(Name, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(item, value)| (item.as_str(), value.as_str())).collect()
}
