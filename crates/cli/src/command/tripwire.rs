//! `yinuo tripwire`: records that nobody has a reason to open.

use crate::input::read_at_most;
use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use policy::Name;
use std::collections::BTreeMap;
use std::path::PathBuf;
use yinuo::life::collect::Collect;
use yinuo::life::reference::{Cell, Record, Subject};
use yinuo::life::{Actor, Capacity, Origin, Personal, Shown};
use yinuo::{Engine, Tenant, Tripwire as Standing, TripwireState};

/// The most bytes of a file of values.
const VALUES_MAX: usize = 1 << 20;

/// Arguments of `tripwire`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo tripwire list --config yinuo.toml")]
pub struct Tripwire {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Plant a record that nobody has a reason to open: whoever opens it raises an alert, and does not learn of it.
    Plant(Plant),
    /// List the tripwires that stand, and whether each can still be opened.
    List(List),
    /// Take a tripwire up: its record is erased, and its alerts count as looked into.
    Remove(Remove),
}

/// Arguments of `tripwire plant`.
#[derive(Debug, Args)]
#[command(
    after_help = "The values are a JSON object, item by item, and are nobody's: invent them so that they look like others.\n\nExample:\n  echo '{\"customer-name\": \"Nanhu Trading\", \"contact-phone\": \"13900000000\"}' |\n    yinuo tripwire plant --tenant 0198… --purpose customers --kind customer --role sales --values - --data installation"
)]
struct Plant {
    /// The record's type.
    #[arg(long)]
    kind: Name,
    /// For which purpose it is captured, as others of its type are.
    #[arg(long)]
    purpose: Name,
    /// In which tenant; in the product's own cell, if not given.
    #[arg(long, value_name = "TENANT")]
    tenant: Option<Cell>,
    /// By staff in this role, as the ledger says; by a service, if neither this nor --subject is given.
    #[arg(long, value_name = "ROLE")]
    role: Option<Name>,
    /// By and about a person who was planted before.
    #[arg(long, value_name = "SUBJECT")]
    subject: Option<Subject>,
    /// On this platform, where the purpose asks for one.
    #[arg(long, value_name = "PLATFORM")]
    platform: Option<Name>,
    /// The file of values; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    values: PathBuf,
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Arguments of `tripwire list`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo tripwire list --product shop --data installation")]
struct List {
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Arguments of `tripwire remove`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo tripwire remove 019e42e58a8070000000000000000001 --data installation")]
struct Remove {
    /// The record, as `list` names it.
    record: Record,
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    #[command(flatten)]
    place: Place,
}

impl Tripwire {
    /// Does it.
    pub fn run(self) -> Outcome {
        match self.command {
            Command::Plant(command) => command.run(),
            Command::List(command) => command.run(),
            Command::Remove(command) => command.run(),
        }
    }
}

impl Plant {
    fn run(self) -> Outcome {
        let values = read_at_most(&self.values, VALUES_MAX)?;
        let values: BTreeMap<String, String> = serde_json::from_slice(&values)
            .map_err(|_| Failure::Usage("the values are no JSON object of texts".into()))?;
        let engine = self.place.open()?;
        let product = product(&engine, self.product.as_deref())?;
        let tenant = self.tenant.map_or(Tenant::None, Tenant::Named);
        let request = self.request(&engine, &product, values)?;
        let planted = engine.plant(&product, tenant, request)?;
        output::line(&format!("planted  {}", planted.record));
        output::line(&format!("tenant   {}", planted.cell));
        if let Some(subject) = planted.subject {
            output::line(&format!("subject  {subject}"));
        }
        Ok(Status::Done)
    }

    fn request(&self, engine: &Engine, product: &Name, values: BTreeMap<String, String>) -> Result<Collect, Failure> {
        let policy = engine.policy(product)?;
        // The ledger says who planted it: a role that nobody has would tell.
        self.role.iter().try_for_each(|role| super::credential::known_role(&policy, role))?;
        let roles: Vec<Name> = self.role.iter().cloned().collect();
        let actor = match (self.subject, roles.is_empty()) {
            (Some(subject), _) => Actor { roles, ..Actor::subject(subject) },
            (None, false) => Actor { capacity: Capacity::Staff, subject: None, roles },
            (None, true) => Actor { capacity: Capacity::Service, subject: None, roles },
        };
        // A person who is planted accepts what everybody accepts.
        let language = policy.document.policy.as_ref().and_then(|row| row.languages.first());
        let language = language.map(|language| language.as_str().to_owned()).unwrap_or_default();
        let opens = policy.document.purposes.get(&self.purpose).is_some_and(|purpose| purpose.opens_account);
        let accepts = opens.then(|| Shown { notice: policy.hash.clone(), language, action: "tick".into() });
        Ok(Collect {
            subject: self.subject,
            actor,
            purpose: self.purpose.clone(),
            kind: self.kind.clone(),
            values: values.into_iter().map(|(item, value)| (item, Personal::from(value.as_str()))).collect(),
            captured_at: engine.now(),
            captured_until: None,
            origin: Origin::App,
            activity: None,
            occasion: None,
            platform: self.platform.clone(),
            minors: Vec::new(),
            opens_tenant: false,
            accepts,
            born: None,
        })
    }
}

impl List {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let standing = engine.tripwires(&product(&engine, self.product.as_deref())?)?;
        output::list(self.format, &standing, row, "no tripwire was planted");
        Ok(Status::Done)
    }
}

impl Remove {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        engine.take_up(&product(&engine, self.product.as_deref())?, self.record)?;
        output::line(&format!("removed  {}", self.record));
        Ok(Status::Done)
    }
}

fn row(standing: &Standing) -> Vec<String> {
    let state = match standing.state {
        TripwireState::Stands => "stands",
        TripwireState::Ended => "ended",
        TripwireState::Tampered => "TAMPERED",
    };
    let kind = standing.kind.as_ref().map_or_else(String::new, ToString::to_string);
    vec![
        standing.planted_at.to_string(),
        kind,
        state.to_owned(),
        standing.cell.to_string(),
        standing.record.to_string(),
        standing.subject.map_or_else(String::new, |subject| subject.to_string()),
    ]
}
