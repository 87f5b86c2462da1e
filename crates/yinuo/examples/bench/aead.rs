//! A record of ten 64-byte items, sealed and opened, against the bare cipher with one key set-up each side.

use crate::set::{Set, form};
use crate::{Fault, line, median};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use std::hint::black_box;
use yinuo::Tenant;
use yinuo::life::Actor;
use yinuo::life::reveal::Reveal;
use yinuo::policy::Name;

const ROUNDS: usize = 20_000;
const ITEMS: u8 = 10;

pub(crate) fn run() -> Result<(), Fault> {
    let folder = tempfile::tempdir()?;
    let set = Set::in_folder(folder.path(), Box::new(|_| {}))?;
    let request = form(Some(set.subject), set.engine.now());
    let collected = set.engine.collect(&set.product, Tenant::Named(set.cell), request)?;
    let reveal = Reveal {
        actor: Actor::subject(set.subject),
        purpose: Name::from("form"),
        subject: Some(set.subject),
        items: Vec::new(),
        activity: None,
    };
    let measured = set.engine.measure_sealing(&set.product, set.cell, &reveal, collected.record, ROUNDS, || {
        let begun = std::time::Instant::now();
        Box::new(move || begun.elapsed().as_nanos())
    })?;
    let (seal, open) = (bare_seal()?, bare_open()?);
    for (what, ours, bare) in [
        ("seal a record of ten 64-byte items, p50", measured.seal, seal),
        ("open it, p50", measured.open, open),
        ("both", measured.seal + measured.open, seal + open),
    ] {
        let ratio = format!("{:.2}", bare / ours);
        line(what, &format!("{ours:.0} ns"), &format!("{bare:.0} ns"), &ratio, ">= 0.5 of the bare AEAD");
    }
    Ok(())
}

/// Fresh key, one key set-up, ten values, a random nonce each: what sealing cannot do without.
fn bare_seal() -> Result<f64, Fault> {
    let value = [b'v'; 64];
    median(ROUNDS, || {
        let mut secret = [0_u8; 32];
        aws_lc_rs::rand::fill(&mut secret)?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &secret)?);
        for item in 0..ITEMS {
            let mut body = value.to_vec();
            let mut nonce = [item; 12];
            aws_lc_rs::rand::fill(&mut nonce)?;
            key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from([item; 160]), &mut body)?;
            black_box(&body);
        }
        Ok(())
    })
}

fn bare_open() -> Result<f64, Fault> {
    let secret = [7_u8; 32];
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &secret)?);
    let mut sealed = Vec::new();
    for item in 0..ITEMS {
        let mut body = vec![b'v'; 64];
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key([item; 12]), Aad::from([item; 160]), &mut body)?;
        sealed.push(body);
    }
    median(ROUNDS, || {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, black_box(&secret))?);
        for (item, body) in (0..ITEMS).zip(&sealed) {
            let mut body = body.clone();
            let clear =
                key.open_in_place(Nonce::assume_unique_for_key([item; 12]), Aad::from([item; 160]), &mut body)?;
            black_box(clear);
        }
        Ok(())
    })
}
