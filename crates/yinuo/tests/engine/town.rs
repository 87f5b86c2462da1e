//! A town in which people leave traces, of which sets of every kind are made.

use crate::support::{House, Person, name, staff};
use std::path::Path;
use yinuo::life::derive::{Derive, UseSet};
use yinuo::life::facts::ConsentState::Given;
use yinuo::life::reference::Set;
use yinuo::{DerivedRow, Error, Made, Tenant};

const ENDS: &str = include_str!("ends/policy.toml");
pub const CLASSES: [&str; 3] = ["came by", "went alone", "stayed away"];

/// The policy of the ends, where what is traced goes into sets of every kind.
pub fn policy() -> String {
    let set = |name: &str, by: &str, more: &str| {
        format!(
            "[derived.{name}]\nlabel = {{ en = \"A set\" }}\nfrom = [\"trace\"]\nby = \"{by}\"\n{more}\n\
             group = 3\nfor = [\"trace\"]\n\n"
        )
    };
    let as_is = "how = { trace = \"as-is\" }";
    let daily = format!("{as_is}\nwithin = \"1 day\"");
    let sets = [
        set("rest", "anonymise", as_is),
        set("linked", "de-identify", as_is),
        set("number", "aggregate", as_is),
        set("daily", "aggregate", &daily),
        set("tens", "aggregate", "bands = { trace = 10 }"),
        set("fifteens", "aggregate", "bands = { trace = 15 }"),
    ];
    let by = "reads = { trace = \"clear\" }\nby = [\"subject\", \"role.officer\"]";
    let policy = ENDS.replace("[retention.trace]", &format!("{}[retention.trace]", sets.concat()));
    policy.replace("reads = { trace = \"clear\" }\nby = [\"subject\"]", by)
}

pub struct Town {
    pub house: House,
    pub all: Vec<Person>,
}

impl Town {
    pub fn of(folder: &Path, many: usize) -> Self {
        Self::under(folder, &policy(), many)
    }

    pub fn under(folder: &Path, policy: &str, many: usize) -> Self {
        let house = House::under(folder, policy.as_bytes());
        let first = house.register(Tenant::New, &[("user", "u0")]).unwrap().0;
        let other = |number| house.register(first.tenant(), &[("user", &format!("u{number}"))]).unwrap().0;
        let all: Vec<Person> = [first].into_iter().chain((1..many).map(other)).collect();
        for who in &all {
            house.consent(*who, "trace", Given).unwrap();
        }
        Self { house, all }
    }

    /// Of each of these people, by number, one trace.
    pub fn trace(&self, traces: &[(usize, &str)]) {
        for (who, trace) in traces {
            self.house.collect(self.all[*who], "trace", "trace", &[("trace", *trace)]).unwrap();
        }
    }

    pub fn make(&self, derived: &str) -> Result<Made, Error> {
        make(&self.house, self.all[0], derived)
    }

    pub fn rows(&self, set: Set) -> Result<Vec<DerivedRow>, Error> {
        let request = UseSet { actor: staff("officer"), set, purpose: name("trace"), whose: false };
        let used = self.house.engine.use_set(&self.house.product, self.all[0].tenant(), &request, (None, 1000));
        used.map(|used| used.rows)
    }
}

pub fn make(house: &House, who: Person, derived: &str) -> Result<Made, Error> {
    let (derived, purpose) = (derived.into(), "trace".into());
    let request = Derive { actor: staff("officer"), derived, purpose, items: Vec::new(), raw: false };
    house.engine.derive(&house.product, who.tenant(), &request)
}

/// Three people in each of three classes.
pub fn nine() -> Vec<(usize, &'static str)> {
    (0..9).map(|who| (who, CLASSES[who / 3])).collect()
}
