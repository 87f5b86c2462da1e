//! A keyslot more, without opening a value.

use crate::opening::{StoredRecord, content_key};
use crate::slot::{self, Locked};
use crate::{KeyError, Keyslot, OpenError, Vault};
use jiff::Timestamp;
use policy::Name;

impl Vault {
    /// A keyslot for another rule over the content key of one group: for a hold, a longer term agreed
    /// to, an open complaint, a changed policy.
    ///
    /// Goes through any keyslot of the group that is still live. No value is opened. The new half may
    /// be fresh: call [`Vault::flush`] before the slot is committed, and remove an old slot only after.
    /// To remove one is to remove its row; nothing here is needed for it.
    ///
    /// # Errors
    /// [`OpenError::NoKey`] if no slot of the group is live, with the group's first item;
    /// [`KeyError::Destroyed`] if the new rule's half has ended already.
    pub fn rewrap(
        &self,
        now: Timestamp,
        product: &Name,
        stored: &StoredRecord,
        group: u16,
        add: &Locked,
    ) -> Result<Keyslot, OpenError> {
        let place = stored.site(product);
        let mut site = place.fields();
        let content = content_key(self, now, (stored, &mut site), group, |_| true)?;
        let content = content.ok_or_else(|| stored.ended(group))?;
        let suite = stored.suite();
        let halves = self.draw_halves(now, suite, (stored.cell, stored.holder), add)?;
        let mut nonce = [0; crate::layout::NONCE];
        aws_lc_rs::rand::fill(&mut nonce).map_err(|_| KeyError::Primitive)?;
        let wrapped = slot::lock(&halves, &mut site, (suite, group, add), &content, nonce)?;
        Ok(Keyslot { group, locked: add.clone(), wrapped })
    }
}
