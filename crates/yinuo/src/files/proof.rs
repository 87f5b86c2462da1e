//! What the doctor says of files: they are there, and sealed.

use super::place::{PLACES, thing};
use crate::engine::Engine;
use crate::error::Error;
use crate::keeping::stored;
use life::reference::{Cell, Record, Reference};
use policy::Policy;
use std::collections::BTreeSet;
use store::{FileRow, Wanted};

impl Engine {
    /// Every file outside the database is in its place; those among `sample` open, and no place keeps what ended. Tells how
    /// many were opened, and how many lie outside.
    pub(crate) fn prove_files(&self, policy: &Policy, sample: &[(Cell, Vec<Record>)]) -> Result<(usize, u64), String> {
        let outside = self.files_outside().map_err(|fault| fault.to_string())?;
        let mut proved = 0;
        for (cell, records) in sample {
            proved += self.prove_some(policy, *cell, records.clone())?;
        }
        let now = self.now();
        if let Some(place) = PLACES.into_iter().find(|place| self.turns.is_resting(place, now)) {
            return Err(format!("what ended lies on in the {place} of files, which cannot be had: look at `[files]`"));
        }
        Ok((proved, outside))
    }

    fn files_outside(&self) -> Result<u64, Error> {
        let (mut count, mut missing) = (0, None);
        let there: BTreeSet<String> = self.files.list()?.into_iter().map(|(name, _)| name).collect();
        self.each_outside(&mut |row: FileRow| {
            count += 1;
            if !there.contains(&thing(row.cell, row.file)) && missing.is_none() {
                missing = Some(row);
            }
            Ok(())
        })?;
        // It may have ended since the place was listed.
        match missing
            .filter(|row| self.store.lookup_file_row(row.cell, row.file).is_ok_and(|now| now == Some(row.clone())))
        {
            Some(row) => Err(Error::Backup(format!(
                "file {} is not in its {}: restore the newest backup, or look at `[files]`",
                row.file, row.place
            ))),
            None => Ok(count),
        }
    }

    fn prove_some(&self, policy: &Policy, cell: Cell, records: Vec<Record>) -> Result<usize, String> {
        let wanted = Wanted { records, ..Wanted::default() };
        let (facts, rows) = self.store.load_facts(cell, true, &wanted).map_err(|fault| fault.to_string())?;
        let permit = life::retain::permit_search(policy, &facts, self.now());
        let records: Vec<_> = rows.into_iter().map(|row| stored(policy, cell, row)).collect();
        let load = |cell: Cell, file: Reference, number: u32| {
            let row = self.store.lookup_file_row(cell, file).ok()??;
            self.load_chunk(&row, number).ok()?
        };
        let proved = self.vault.prove_files(permit, self.now(), (&policy.product, &records), &load);
        let proved = proved.map_err(|fault| fault.to_string())?;
        match proved.amiss.first() {
            Some((record, item)) => Err(format!("the file `{item}` of {record} is not what was sealed, or not there")),
            None => Ok(proved.files),
        }
    }
}
