//! A record of ten 64-byte items, sealed and opened under each suite, against the bare cipher of the same library with one
//! key set-up each side.
//!
//! What is aimed at is the sum of both: sealing spares calls to the random source and opening has to compare a digest.

use crate::set::{POLICY, Set, form};
use crate::table::{SEALING, Table, least};
use crate::{Fault, median};
use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm::aead::{AeadInOut, KeyInit};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use sm4::Sm4;
use std::hint::black_box;
use yinuo::Tenant;
use yinuo::life::Actor;
use yinuo::life::reveal::Reveal;
use yinuo::policy::Name;

/// Rounds, in each of which both sides are measured in turn; the best of each side counts.
const ROUNDS: usize = 40;
/// How often either side seals and opens in a round; the median counts for the round.
const TIMES: usize = 500;
const ITEMS: u8 = 10;

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    compare::<LessSafeKey>(table, "aes-256-gcm")?;
    compare::<AesGcm<Sm4, U12>>(table, "sm4-gcm")
}

fn compare<C: Bare>(table: &mut Table, suite: &str) -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let policy = std::str::from_utf8(POLICY)?.replace("aes-256-gcm", suite);
    let set = Set::of_policy(policy.as_bytes(), folder.path(), Box::new(|_| {}))?;
    let request = form(Some(set.subject), set.engine.now());
    let collected = set.engine.collect(&set.product, Tenant::Named(set.cell), request)?;
    let reveal = Reveal {
        actor: Actor::subject(set.subject),
        purpose: Name::from("form"),
        subject: Some(set.subject),
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let mut rounds: [(Vec<f64>, Vec<f64>); 3] = Default::default();
    for _ in 0..ROUNDS {
        let ours = set.engine.measure_sealing(&set.product, set.cell, &reveal, collected.record, TIMES, || {
            let begun = std::time::Instant::now();
            Box::new(move || begun.elapsed().as_nanos())
        })?;
        let (seal, open) = (bare_seal::<C>()?, bare_open::<C>()?);
        let round = [(ours.seal, seal), (ours.open, open), (ours.seal + ours.open, seal + open)];
        for ((of_ours, of_bare), (ours, bare)) in rounds.iter_mut().zip(round) {
            of_ours.push(ours);
            of_bare.push(bare);
        }
    }
    let what = ["seal a record of ten 64-byte items", "open it", "both"];
    for (what, (ours, bare)) in what.iter().zip(&rounds) {
        let (ours, bare) = (least(ours), least(bare));
        let shown = (format!("{ours:.0} ns"), format!("{bare:.0} ns"));
        let (what, shown) = (format!("{suite}: {what}"), (shown.0.as_str(), shown.1.as_str()));
        if what.ends_with("both") {
            table.aimed(&what, shown, bare / ours, SEALING);
        } else {
            table.told(&what, shown, bare / ours);
        }
    }
    Ok(())
}

/// What both libraries can do: take a key, seal in place, open in place.
pub(crate) trait Bare: Sized {
    fn set_up(key: &[u8; 32]) -> Result<Self, Fault>;
    fn seal(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault>;
    fn open(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault>;
}

impl Bare for LessSafeKey {
    fn set_up(key: &[u8; 32]) -> Result<Self, Fault> {
        Ok(Self::new(UnboundKey::new(&AES_256_GCM, key)?))
    }

    fn seal(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault> {
        Ok(self.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(bound), body)?)
    }

    fn open(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault> {
        black_box(self.open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(bound), body)?);
        Ok(())
    }
}

impl Bare for AesGcm<Sm4, U12> {
    fn set_up(key: &[u8; 32]) -> Result<Self, Fault> {
        let (key, _) = key.split_first_chunk::<16>().ok_or("a key of 32 bytes")?;
        Ok(Self::new(key.into()))
    }

    fn seal(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault> {
        let tag = self.encrypt_inout_detached(&nonce.into(), bound, body.as_mut_slice().into());
        body.extend_from_slice(&tag.map_err(|fault| fault.to_string())?);
        Ok(())
    }

    fn open(&self, nonce: [u8; 12], bound: &[u8], body: &mut Vec<u8>) -> Result<(), Fault> {
        let (text, tag) = body.split_last_chunk_mut::<16>().ok_or("no tag")?;
        let opened = self.decrypt_inout_detached(&nonce.into(), bound, text.into(), &(*tag).into());
        opened.map_err(|fault| fault.to_string())?;
        black_box(text);
        Ok(())
    }
}

/// Fresh key, one key set-up, ten values, a random nonce each: what sealing cannot do without.
fn bare_seal<C: Bare>() -> Result<f64, Fault> {
    let value = [b'v'; 64];
    median(TIMES, || {
        let mut secret = [0_u8; 32];
        aws_lc_rs::rand::fill(&mut secret)?;
        let key = C::set_up(&secret)?;
        for item in 0..ITEMS {
            let mut body = value.to_vec();
            let mut nonce = [item; 12];
            aws_lc_rs::rand::fill(&mut nonce)?;
            key.seal(nonce, &[item; 160], &mut body)?;
            black_box(&body);
        }
        Ok(())
    })
}

fn bare_open<C: Bare>() -> Result<f64, Fault> {
    let secret = [7_u8; 32];
    let key = C::set_up(&secret)?;
    let mut sealed = Vec::new();
    for item in 0..ITEMS {
        let mut body = vec![b'v'; 64];
        key.seal([item; 12], &[item; 160], &mut body)?;
        sealed.push(body);
    }
    median(TIMES, || {
        let key = C::set_up(black_box(&secret))?;
        for (item, body) in (0..ITEMS).zip(&sealed) {
            let mut body = body.clone();
            key.open([item; 12], &[item; 160], &mut body)?;
            black_box(&body);
        }
        Ok(())
    })
}
