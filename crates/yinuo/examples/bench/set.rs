//! What the bench works on: one tenant, one person, a form of ten fields of 64 bytes.

use crate::Fault;
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use yinuo::life::collect::Collect;
use yinuo::life::reference::{Cell, Subject};
use yinuo::life::{Actor, Capacity, Origin, Personal, Shown};
use yinuo::policy::Name;
use yinuo::{Committed, Config, Engine, HostClock, Tenant};

pub(crate) const POLICY: &[u8] = include_bytes!("policy.toml");

/// An engine with one person in one tenant.
pub(crate) struct Set {
    pub(crate) engine: Engine,
    pub(crate) product: Name,
    pub(crate) cell: Cell,
    pub(crate) subject: Subject,
}

impl Set {
    pub(crate) fn in_folder(folder: &Path, committed: Committed) -> Result<Self, Fault> {
        Self::of_policy(POLICY, folder, committed)
    }

    /// The same under a policy of one's own.
    pub(crate) fn of_policy(policy: &[u8], folder: &Path, committed: Committed) -> Result<Self, Fault> {
        Self::of_config(policy, Config::under(folder), committed)
    }

    /// The same in an installation of one's own.
    pub(crate) fn of_config(policy: &[u8], config: Config, committed: Committed) -> Result<Self, Fault> {
        let engine = Engine::open_watched(config, Arc::new(HostClock), committed)?;
        let policy = engine.publish(policy)?;
        let product = policy.product.clone();
        let account = engine.collect(&product, Tenant::New, register(policy.hash.clone(), engine.now()))?;
        let subject = account.subject.ok_or("no subject")?;
        Ok(Self { engine, product, cell: account.cell, subject })
    }

    pub(crate) fn collect(&self) -> Result<(), Fault> {
        let request = form(Some(self.subject), self.engine.now());
        self.engine.collect(&self.product, Tenant::Named(self.cell), request)?;
        Ok(())
    }
}

/// Somebody opens an account, shown the version that has the hash `notice`.
pub(crate) fn register(notice: String, now: jiff::Timestamp) -> Collect {
    Collect {
        actor: Actor { capacity: Capacity::Service, subject: None, roles: Vec::new() },
        purpose: Name::from("account"),
        kind: Name::from("account"),
        values: vec![("user".into(), Personal::from("somebody"))],
        accepts: Some(Shown { notice, language: "en".into(), action: "tick".into() }),
        ..form(None, now)
    }
}

/// A form of ten fields of 64 bytes.
pub(crate) fn form(subject: Option<Subject>, now: jiff::Timestamp) -> Collect {
    let value = "0123456789abcdef".repeat(4);
    let actor = subject.map_or_else(Actor::job, Actor::subject);
    Collect {
        actor,
        subject,
        purpose: Name::from("form"),
        kind: Name::from("form"),
        values: (0..10).map(|at| (format!("f{at}"), Personal::from(value.as_str()))).collect(),
        captured_at: now,
        captured_until: None,
        origin: Origin::App,
        activity: None,
        occasion: None,
        opens_tenant: false,
        accepts: None,
        platform: None,
        minors: Vec::new(),
        born: None,
    }
}

/// The rows of a record again under as many other references, later ones in the order of time, told apart by `series`: stored
/// records that nobody captured, in no ledger. A backup copies rows and a sweep passes them by, whatever is in them.
pub(crate) fn multiply(folder: &Path, record: [u8; 16], (series, count): (u16, usize)) -> Result<(), Fault> {
    let rows = Connection::open(folder.join("data").join(yinuo::store::DATABASE))?;
    rows.busy_timeout(std::time::Duration::from_secs(5))?;
    rows.pragma_update(None, "synchronous", "OFF")?;
    for from in (0..count).step_by(STRETCH) {
        let to = count.min(from + STRETCH);
        rows.execute_batch("BEGIN IMMEDIATE")?;
        for table in ["record", "value", "slot", "lookup"] {
            let mut columns = rows.prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))?;
            let columns: Vec<String> = columns.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let column = |name: &String| match name.as_str() {
                "record" => format!("unhex(printf('7fff{series:04x}%024x', n.at))"),
                "digest" if table == "lookup" => "randomblob(32)".to_owned(),
                other => format!("first.{other}"),
            };
            let values: Vec<String> = columns.iter().map(column).collect();
            let sql = format!(
                "WITH RECURSIVE n (at) AS (SELECT ?1 + 1 UNION ALL SELECT at + 1 FROM n WHERE at < ?2)
                 INSERT INTO {table} SELECT {} FROM n, (SELECT * FROM {table} WHERE record = ?3) AS first",
                values.join(", ")
            );
            rows.execute(&sql, rusqlite::params![from as i64, to as i64, record])?;
        }
        rows.execute_batch("COMMIT")?;
    }
    Ok(())
}

/// So many records go into one transaction.
const STRETCH: usize = 50_000;
