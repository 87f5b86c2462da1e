//! The engine: policies, store, vault and ledger of one installation.

use crate::clock::Clock;
use crate::config::Config;
use crate::error::Error;
pub(crate) use crate::fresh::{fresh_reference, random};
use crate::logbook::Logbook;
use crate::outbox::Outbox;
use crate::watch::Step;
use jiff::Timestamp;
use life::reference::{Cell, Ids};
use life::{Actor, Entry, Moment};
use policy::{Name, Policy};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, RwLock};
use store::{Hooks, Mirror, Store, VersionRow};
use vault::Vault;

/// Everything that runs for one installation.
#[derive(Debug)]
pub struct Engine {
    pub(crate) config: Config,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) store: Store,
    pub(crate) mirror: Mirror,
    pub(crate) backups: places::Place,
    pub(crate) files: crate::files::Places,
    pub(crate) vault: Arc<Vault>,
    pub(crate) logbook: Logbook,
    pub(crate) outbox: Outbox,
    // The number of its logs: 1, and one more each time that logs were given up whose newest entries are lost.
    pub(crate) log: u64,
    pub(crate) policies: RwLock<HashMap<Name, Vec<Arc<Policy>>>>,
    // What each product's records are captured under, as the store knows.
    pub(crate) suites: RwLock<HashMap<Name, vault::Suite>>,
    pub(crate) turns: crate::worker::Turns,
    pub(crate) tripwires: crate::tripwire::Known,
}

/// Called after each commit with the number of plans it held.
pub type Committed = Box<dyn Fn(usize) + Send>;

impl Engine {
    /// Opens or creates the installation.
    ///
    /// # Errors
    /// [`Error::Store`] if another process holds the data; [`Error::Heads`] if store and mirror disagree;
    /// `region_denied` if it has moved to where a policy in force does not say that data stands.
    pub fn open(config: Config, clock: Arc<dyn Clock>) -> Result<Self, Error> {
        Self::open_watched(config, clock, Box::new(|_| {}))
    }

    /// As [`Engine::open`], telling `committed` of each commit.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn open_watched(config: Config, clock: Arc<dyn Clock>, committed: Committed) -> Result<Self, Error> {
        crate::leftovers::refuse_half_restored(&config)?;
        crate::leftovers::refuse_lost(&config)?;
        let engine = Self::assemble(config, clock, committed, None)?;
        agree(&engine.store, &engine.mirror)?;
        engine.still_in_place()?;
        Mirror::remove_before(&engine.config.mirror, engine.log)?;
        engine.mirror_versions()?;
        Ok(engine)
    }

    /// Opens an installation that is behind its mirror, with the logs of that number: only a restore does.
    pub(crate) fn open_behind(config: Config, clock: Arc<dyn Clock>, log: u64) -> Result<Self, Error> {
        Self::assemble(config, clock, Box::new(|_| {}), Some(log))
    }

    fn assemble(config: Config, clock: Arc<dyn Clock>, committed: Committed, log: Option<u64>) -> Result<Self, Error> {
        // The lock of the data folder is taken first: nobody else has the keys either then.
        let opened: Arc<OnceLock<Arc<Vault>>> = Arc::default();
        let keys = Arc::clone(&opened);
        let (before, after) = (config.watch.clone(), config.watch.clone());
        let hooks = Hooks {
            keys_durable: Box::new(move || {
                before.tell(Step::Applied);
                let keys = keys.get().ok_or("the key store is not open yet")?;
                keys.flush()?;
                before.tell(Step::KeysDurable);
                Ok(seen(keys.stamp()))
            }),
            committed: Box::new(move |batch| {
                after.tell(Step::Committed);
                committed(batch.plans);
            }),
        };
        let holder = format!("yinuo, process {}", std::process::id());
        let store = Store::open(&config.data, &holder, hooks)?;
        // The folder is ours from here on.
        crate::leftovers::remove_leftovers(&config)?;
        // What was being made when the process ended is made anew, by whoever asks.
        store.drop_unmade_sets()?;
        store.give_up_before(Timestamp::MAX)?;
        store.release_claims()?;
        let newest = Mirror::newest(&config.mirror)?;
        let mirror = Mirror::open(&config.mirror, newest)?;
        let keys_seen = [store.keys_seen()?, mirror.keys_seen()?];
        if keys_seen.iter().any(Option::is_some) {
            config.key_places().assert_there()?;
        }
        let vault = Arc::new(config.open_vault()?);
        let vault = Arc::clone(opened.get_or_init(|| vault));
        let log = log.map_or_else(|| crate::logbook::number(&vault), Ok)?;
        let mirror = if log == newest { mirror } else { Mirror::open(&config.mirror, log)? };
        not_set_back(&vault, keys_seen)?;
        let (outbox, backups) = (Outbox::open(&config.connectors)?, places::Place::open(&config.backups)?);
        let files = crate::files::Places::open(&config, &vault)?;
        files.begin(config.take_over_files)?;
        let logbook = Logbook::new(config.data.join("ledger"), config.mirror.join("ledger"));
        let engine = Self {
            config,
            clock,
            store,
            mirror,
            backups,
            files,
            vault,
            logbook,
            outbox,
            log,
            policies: RwLock::default(),
            suites: RwLock::default(),
            turns: crate::worker::Turns::default(),
            tripwires: crate::tripwire::Known::default(),
        };
        engine.revoke_again()?;
        Ok(engine)
    }

    /// Now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Where things are.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    /// Publishes a policy: from its effective day on, acts are done under it. The same text again is no change.
    ///
    /// # Errors
    /// [`Error::Policy`] with every finding; `policy_invalid` for a different text under a published version;
    /// `region_denied` if the installation, or a recipient's endpoint, stands where the policy does not say;
    /// [`Error::Against`] with what the version in force promises and this one breaks.
    pub fn publish(&self, source: &[u8]) -> Result<Arc<Policy>, Error> {
        self.publish_approved(source, &[])
    }

    /// As [`Engine::publish`], with the approval of these people of the company.
    ///
    /// # Errors
    /// As [`Engine::publish`].
    pub fn publish_approved(&self, source: &[u8], approved: &[Actor]) -> Result<Arc<Policy>, Error> {
        let policy = self.compiled(source)?;
        self.in_place(&policy)?;
        self.may_follow(&policy, approved)?;
        let cell = own_cell(&policy.product);
        self.store.ensure_own_cell(&policy.product, cell)?;
        let moment = self.moment()?;
        let mut approving = approved.iter();
        let actor = approving.next().cloned().unwrap_or_else(Actor::job);
        let mut entry = Entry::of(&policy, &moment, &actor, "version");
        entry.second = approving.next().cloned();
        entry.promise = Some(Name::from("policy"));
        let effective_at = policy.effective_at().unwrap_or(moment.now);
        let row = VersionRow {
            version: policy.version.clone(),
            hash: policy.hash.clone(),
            source: source.to_vec(),
            effective_at,
            published_at: moment.now,
        };
        // The mirror first: what the ledger says was published is at hand, whatever happens in between.
        self.mirror.keep_version(&policy.product, &policy.hash, source)?;
        let fresh = self.store.publish_version(&policy.product, row, cell, entry, self.salt()?)?;
        self.load_policies(&policy.product)?;
        if fresh {
            self.plan_version(&policy, cell, effective_at)?;
        }
        self.write_up(&policy.product)?;
        self.plan_backup(&policy)?;
        Ok(Arc::new(policy))
    }

    /// A policy as this installation counts it: by its own calendar.
    pub(crate) fn compiled(&self, source: &[u8]) -> Result<Policy, Error> {
        let (mut policy, _) = Policy::load(source)?;
        policy.calendar = self.config.calendar.clone();
        Ok(policy)
    }

    /// Nothing that the version before it promises stands against it. The same text again is no other version.
    fn may_follow(&self, policy: &Policy, approved: &[Actor]) -> Result<(), Error> {
        let now = self.now();
        let from = policy.effective_at().map_or(now, |from| from.max(now));
        let rows = self.store.load_versions(&policy.product)?;
        let published = rows.iter().any(|row| row.version == policy.version);
        let Some(before) = rows.iter().rfind(|row| row.effective_at <= from).filter(|_| !published) else {
            return Ok(());
        };
        let against = life::version::against(&self.compiled(&before.source)?, policy, approved);
        if against.is_empty() { Ok(()) } else { Err(Error::Against(against)) }
    }

    pub(crate) fn load_policies(&self, product: &Name) -> Result<(), Error> {
        let rows = self.store.load_versions(product)?;
        let mut loaded: Vec<Policy> = Vec::new();
        for row in &rows {
            let policy = self.compiled(&row.source)?;
            // Editions of rules count on from the version before.
            let policy = match loaded.last() {
                Some(before) => policy.following(before),
                None => policy,
            };
            loaded.push(policy);
        }
        let now = self.now();
        let current = rows.iter().rposition(|row| row.effective_at <= now).unwrap_or(0);
        let versions: Vec<_> = (0..).zip(&loaded).map(|(at, policy)| linked(policy, at, &loaded, current)).collect();
        if let Ok(mut policies) = self.policies.write() {
            policies.insert(product.clone(), versions);
        }
        Ok(())
    }

    /// The version of `product`'s policy that is in force now.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if none is.
    pub fn policy(&self, product: &Name) -> Result<Arc<Policy>, Error> {
        self.policy_at(product, self.now())
    }

    /// The version that is in force at `at`.
    ///
    /// # Errors
    /// [`Error::NoProduct`] if none is.
    pub fn policy_at(&self, product: &Name, at: Timestamp) -> Result<Arc<Policy>, Error> {
        let cached = |engine: &Self| {
            let policies = engine.policies.read().ok()?;
            let versions = policies.get(product)?;
            versions.iter().rev().find(|policy| policy.effective_at().is_none_or(|from| from <= at)).cloned()
        };
        if let Some(policy) = cached(self) {
            return Ok(policy);
        }
        self.load_policies(product)?;
        cached(self).ok_or_else(|| Error::NoProduct(product.to_string()))
    }

    /// The products that are published here.
    ///
    /// # Errors
    /// [`Error::Store`] if the store fails.
    pub fn products(&self) -> Result<Vec<Name>, Error> {
        Ok(self.store.load_products()?)
    }

    /// The version called `version`, as it follows those before it.
    pub(crate) fn version_called(&self, product: &Name, version: &str) -> Result<Option<Arc<Policy>>, Error> {
        let cached = |engine: &Self| {
            let policies = engine.policies.read().map_err(|_| Error::Conflict)?;
            let versions = policies.get(product).map(Vec::as_slice).unwrap_or_default();
            Ok::<_, Error>(versions.iter().find(|policy| policy.version == version).cloned())
        };
        if let Some(found) = cached(self)? {
            return Ok(Some(found));
        }
        // It may have been published before the engine started.
        self.load_policies(product)?;
        cached(self)
    }

    /// One instant and fresh references for one decision.
    pub(crate) fn moment(&self) -> Result<Moment, Error> {
        let now = self.now();
        Ok(Moment { now, ids: Ids::starting_at(fresh_reference(now)?) })
    }

    pub(crate) fn salt(&self) -> Result<[u8; 32], Error> {
        random()
    }
}

/// The version at `at` with what became of the policy since each version before it: answers are weighed by that. Of a
/// version that is past nobody asks.
fn linked(policy: &Policy, at: usize, versions: &[Policy], current: usize) -> Arc<Policy> {
    let mut policy = policy.clone();
    if at >= current {
        versions.iter().take(at).for_each(|earlier| policy.follow(earlier));
        versions.iter().skip(at.saturating_add(1)).for_each(|later| policy.precede(later));
    }
    Arc::new(policy)
}

/// The product's own cell: acts before there is a tenant, and the product's own entries.
#[must_use]
pub fn own_cell(product: &Name) -> Cell {
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, format!("yinuo own cell {product}").as_bytes());
    let mut bytes = [0; 16];
    for (byte, part) in bytes.iter_mut().zip(digest.as_ref()) {
        *byte = *part;
    }
    Cell::from_bytes(bytes)
}

/// The key store as the store keeps it in mind.
pub(crate) const fn seen(stamp: vault::Stamp) -> store::KeysSeen {
    store::KeysSeen { count: stamp.count, tag: stamp.tag }
}

/// The key store is not behind what store and mirror saw of it, or it says what to run: destroyed keys do not
/// come back with an older file.
fn not_set_back(vault: &Vault, seen: [Option<store::KeysSeen>; 2]) -> Result<(), Error> {
    for seen in seen.into_iter().flatten() {
        let stamp = vault::Stamp { count: seen.count, tag: seen.tag };
        vault.assert_seen(stamp).map_err(|fault| match fault {
            vault::KeyError::SetBack { .. } => Error::Heads(fault.to_string()),
            other => other.into(),
        })?;
    }
    Ok(())
}

/// Store and mirror agree, or it says what to run.
fn agree(store: &Store, mirror: &Mirror) -> Result<(), Error> {
    let stored: HashMap<Cell, u64> = store.load_heads()?.into_iter().map(|(cell, _, size)| (cell, size)).collect();
    for (cell, mirrored) in mirror.heads()? {
        let here = stored.get(&cell).copied().unwrap_or(0);
        if here < mirrored {
            return Err(Error::Heads(format!(
                "the data folder is older than the ledger's mirror: cell {cell} has {here} entries, the mirror \
                 {mirrored}; run `yinuo restore` with the newest backup"
            )));
        }
    }
    Ok(())
}
