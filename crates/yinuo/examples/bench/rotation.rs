//! What a fresh root key costs: it touches tenants, not people.

use crate::Fault;
use crate::table::{ROTATION, Table};
use jiff::Timestamp;
use std::time::Instant;
use vault::{Capture, FileRoot, Group, Kept, Locked, Places, Site, Suite, Vault};
use yinuo::life::Personal;
use yinuo::life::reference::{Cell, Holder, Record};
use yinuo::policy::Name;

/// How many people have values in the one tenant.
const PEOPLE: [u32; 2] = [10, 10_000];

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    let [few, many] = PEOPLE;
    let ((few_rows, few_ms), (many_rows, many_ms)) = (rotated(few)?, rotated(many)?);
    let what = format!("root key anew: rows, {many} people and {few}");
    let ratio = many_rows as f64 / few_rows as f64;
    table.aimed(&what, (&many_rows.to_string(), &few_rows.to_string()), ratio, ROTATION);
    // It waits for the disk.
    table.told("the same: time", (&format!("{many_ms:.1} ms"), &format!("{few_ms:.1} ms")), many_ms / few_ms);
    Ok(())
}

/// Rows that a fresh root key writes, and how long it takes, where so many people have a key.
fn rotated(people: u32) -> Result<(u64, f64), Fault> {
    let folder = tempfile::tempdir()?;
    let vault = Vault::at(folder.path(), Box::new(FileRoot::open(&Places::of(folder.path()), None)?))?;
    let (product, item) = (Name::from("bench"), Name::from("item"));
    let value = Personal::from("0123456789abcdef");
    for number in 1..=people {
        let holder = Holder::from_bytes(u128::from(number).to_be_bytes());
        let (cell, record) = (Cell::from_bytes([1; 16]), Record::from_bytes(*holder.as_bytes()));
        let site = Site { product: &product, cell, holder, record, revision: 1 };
        let locks = vec![Locked { rule: Name::from("account"), edition: 1, term_day: None }];
        let groups = vec![Group { locks, items: vec![(item.clone(), Kept::Sealed, &value)] }];
        vault.seal(Timestamp::UNIX_EPOCH, &Capture { suite: Suite::default(), site, groups })?;
    }
    vault.flush()?;
    let begun = Instant::now();
    let written = vault.rotate_root(&mut |_| ())?;
    Ok((written, begun.elapsed().as_secs_f64() * 1e3))
}
