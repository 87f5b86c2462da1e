//! What is there and somebody else's, asked for beside what is not there: the answers are the same, and come as soon.
//!
//! Each round asks for both, in turns, so that whatever else the machine does falls on both alike; a refusal is durable
//! before it is answered, as any is. Where both take the same, either is the later one in half of all pairs: that share, with
//! the deviation that chance gives it, tells more than a ratio of medians.

use crate::Fault;
use crate::set::{Set, form, register};
use crate::table::{APART, Table};
use std::time::Instant;
use yinuo::life::reference::{Cell, Record, Reference};
use yinuo::life::reveal::Reveal;
use yinuo::life::{Actor, Code, Refusal};
use yinuo::policy::Name;
use yinuo::{Error, Tenant, Which};

/// Rounds, each with one read of either kind.
const ROUNDS: usize = 2000;
/// Rounds before the first that counts.
const WARM: usize = 100;
/// Records and tenants that are somebody else's.
const THEIRS: usize = 64;
/// How often a comparison may be made again: what the machine does besides is not there each time, and a difference is.
const TRIES: usize = 3;

pub(crate) fn run(table: &mut Table) -> Result<(), Fault> {
    // In memory, where the machine has a folder there: what a disk takes would hide what the answer does.
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())?;
    let set = Set::in_folder(folder.path(), Box::new(|_| {}))?;
    let notice = set.engine.policy(&set.product)?.hash.clone();
    let (mut records, mut cells) = (Vec::new(), Vec::new());
    for _ in 0..THEIRS {
        let other = set.engine.collect(&set.product, Tenant::New, register(notice.clone(), set.engine.now()))?;
        let request = form(other.subject, set.engine.now());
        records.push(set.engine.collect(&set.product, Tenant::Named(other.cell), request)?.record);
        cells.push(other.cell);
    }
    let mine = Tenant::Named(set.cell);
    let record = |of: Reference| (mine, Record(of));
    let cell = |of: Reference| (Tenant::Named(Cell(of)), Record(of));
    let records: Vec<Reference> = records.into_iter().map(|record| record.0).collect();
    let cells: Vec<Reference> = cells.into_iter().map(|cell| cell.0).collect();
    compare(table, &set, ("record of another tenant, read in one's own", &records), record)?;
    compare(table, &set, ("tenant that is another's, read in", &cells), cell)
}

/// A reference like this one that was never drawn.
fn absent(like: Reference) -> Reference {
    let mut bytes = *like.as_bytes();
    if let Some(last) = bytes.last_mut() {
        *last = last.wrapping_add(128);
    }
    Reference::from_bytes(bytes)
}

/// What a comparison found: both spreads, the share of pairs in which the foreign one is the later, and how far off that is.
struct Compared {
    foreign: [f64; 3],
    nobodys: [f64; 3],
    share: f64,
    off: f64,
}

fn compare(
    table: &mut Table,
    set: &Set,
    (what, theirs): (&str, &[Reference]),
    place: impl Fn(Reference) -> (Tenant, Record),
) -> Result<(), Fault> {
    let mut best: Option<Compared> = None;
    for _ in 0..TRIES {
        let next = compared(set, (what, theirs), &place)?;
        if best.as_ref().is_none_or(|best| next.off.abs() < best.off.abs()) {
            best = Some(next);
        }
        if best.as_ref().is_some_and(|best| APART.is_met(best.off.abs())) {
            break;
        }
    }
    let Compared { foreign, nobodys, share, off } = best.ok_or("no try")?;
    let text = |of: [f64; 3]| format!("{:.3} ms", of[1] * 1e3);
    table.told(what, (&text(foreign), &text(nobodys)), foreign[1] / nobodys[1]);
    let what = format!("{what}: deviations");
    table.aimed(&what, (&format!("{off:+.1}"), "0"), off.abs(), APART);
    println!(
        "  {ROUNDS} of each in turns, answers equal; p10 {:.3} and {:.3} ms, p90 {:.3} and {:.3} ms; the foreign one later in \
         {:.1} % of pairs",
        foreign[0] * 1e3,
        nobodys[0] * 1e3,
        foreign[2] * 1e3,
        nobodys[2] * 1e3,
        share * 100.0
    );
    Ok(())
}

fn compared(
    set: &Set,
    (what, theirs): (&str, &[Reference]),
    place: impl Fn(Reference) -> (Tenant, Record),
) -> Result<Compared, Fault> {
    let (mut foreign, mut nobodys) = (Vec::with_capacity(ROUNDS), Vec::with_capacity(ROUNDS));
    for (round, of) in theirs.iter().cycle().copied().take(WARM + ROUNDS).enumerate() {
        let there = || refused(set, place(of));
        let nowhere = || refused(set, place(absent(of)));
        let ((one, there), (other, nowhere)) = if round % 2 == 0 {
            let first = there()?;
            (first, nowhere()?)
        } else {
            let first = nowhere()?;
            (there()?, first)
        };
        if there != nowhere {
            return Err(format!("{what}: {there:?}, and where nothing is {nowhere:?}").into());
        }
        if round >= WARM {
            foreign.push(one);
            nobodys.push(other);
        }
    }
    let (of_foreign, of_nobodys) = (spread(&mut foreign)?, spread(&mut nobodys)?);
    let share = later(&foreign, &nobodys);
    // Of two samples of n each, the share has this deviation when chance alone orders them (Mann and Whitney, 1947).
    let n = ROUNDS as f64;
    let off = (share - 0.5) / ((2.0 * n + 1.0) / (12.0 * n * n)).sqrt();
    Ok(Compared { foreign: of_foreign, nobodys: of_nobodys, share, off })
}

/// How long it took to be refused, in seconds, and with what: the same in code, promise, remedy and all else.
fn refused(set: &Set, (tenant, record): (Tenant, Record)) -> Result<(f64, Refusal), Fault> {
    let request = Reveal {
        actor: Actor::subject(set.subject),
        purpose: Name::from("form"),
        subject: None,
        items: Vec::new(),
        activity: None,
        form: None,
    };
    let which = Which::Records(vec![record]);
    let begun = Instant::now();
    let answer = set.engine.read(&set.product, tenant, &request, &which);
    let taken = begun.elapsed().as_secs_f64();
    match answer {
        Err(Error::Refused(refused)) if matches!(refused.refusal.code, Code::NotFound | Code::TenantDenied) => {
            Ok((taken, refused.refusal))
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("somebody else's record was read".into()),
    }
}

/// The tenth, the middle and the ninetieth of a hundred; the sample is in order then.
fn spread(sample: &mut [f64]) -> Result<[f64; 3], Fault> {
    sample.sort_by(f64::total_cmp);
    let at = |share: usize| sample.get(sample.len() * share / 100).copied().ok_or("no round");
    Ok([at(10)?, at(50)?, at(90)?])
}

/// In which share of all pairs the first sample's is the greater; both are in order.
fn later(one: &[f64], other: &[f64]) -> f64 {
    let below = |value: &f64| other.partition_point(|than| than < value) as f64;
    let equal = |value: &f64| other.partition_point(|than| than <= value) as f64;
    let wins: f64 = one.iter().map(|value| f64::midpoint(below(value), equal(value))).sum();
    wins / (one.len() as f64 * other.len() as f64)
}
