//! The register's proofs and states as they are told.

use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;
use yinuo::life::Code;
use yinuo::life::duty::{About, DutyState, EntryState, OfficeState, Proof, Standing};
use yinuo::life::reference::Subject;
use yinuo::policy::Name;

/// What a duty is done for. Where both are named the person counts: a duty of things refuses her.
pub(crate) fn about(thing: Option<Name>, person: Option<Subject>) -> About {
    match (person, thing) {
        (Some(person), _) => About::Person(person),
        (None, Some(thing)) => About::Thing(thing),
        (None, None) => About::Whole,
    }
}

/// A proof on record.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = DutyProof)]
pub(crate) struct ProofView {
    /// The thing that it was done for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    thing: Option<Name>,
    /// The person that it was done for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    person: Option<Subject>,
    /// When it was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    done_at: Option<Timestamp>,
    /// It proves nothing from then on.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    review_at: Option<Timestamp>,
    /// SHA-256 of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<String>,
    /// What the record states.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Object)]
    facts: BTreeMap<Name, String>,
}

impl ProofView {
    fn of(about: About, proof: Option<Proof>) -> Self {
        let (thing, person) = match about {
            About::Whole => (None, None),
            About::Thing(thing) => (Some(thing), None),
            About::Person(person) => (None, Some(person)),
        };
        let Some(proof) = proof else { return Self { thing, person, ..Self::default() } };
        let (done_at, digest) = (Some(proof.done_at), Some(proof.digest));
        Self { thing, person, done_at, review_at: proof.review_at, digest, facts: proof.facts }
    }
}

impl From<Proof> for ProofView {
    fn from(proof: Proof) -> Self {
        Self::of(proof.about.clone(), Some(proof))
    }
}

/// How a duty stood for one thing or person.
#[derive(Serialize, ToSchema)]
#[schema(as = DutyEntry)]
pub(crate) struct EntryView {
    /// `met`, `due` (it has to be done again soon), `overdue` or `open`.
    #[schema(value_type = String)]
    standing: Standing,
    /// `duty_open`, where it does not stand.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    /// What its record would have to state besides.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    lacks: Vec<Name>,
    #[serde(flatten)]
    proof: ProofView,
}

impl From<EntryState> for EntryView {
    fn from(state: EntryState) -> Self {
        let EntryState { about, proof, standing, lacks } = state;
        Self { standing, code: standing.open(), lacks, proof: ProofView::of(about, proof) }
    }
}

/// A duty or an office.
#[derive(Serialize, ToSchema)]
#[schema(as = Duty)]
pub(crate) struct DutyView {
    /// The duty, or the role of the office.
    #[schema(value_type = String)]
    promise: Name,
    /// How a duty stands: `met`, `due`, `overdue` or `open`; of several things, as the worst of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    standing: Option<Standing>,
    /// `duty_open`, where nothing proves it or nobody holds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    code: Option<Code>,
    #[serde(flatten)]
    proof: ProofView,
    /// Each thing and person that it is done for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entries: Vec<EntryView>,
    /// Who holds the office, by reference.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<String>)]
    holders: Vec<Subject>,
}

impl From<DutyState> for DutyView {
    fn from(state: DutyState) -> Self {
        Self {
            promise: state.promise,
            standing: Some(state.standing),
            code: state.open,
            proof: ProofView::of(About::Whole, state.proof),
            entries: state.entries.into_iter().map(EntryView::from).collect(),
            holders: Vec::new(),
        }
    }
}

impl From<OfficeState> for DutyView {
    fn from(state: OfficeState) -> Self {
        let (promise, code, holders) = (state.promise, state.open, state.holders);
        Self { promise, standing: None, code, proof: ProofView::default(), entries: Vec::new(), holders }
    }
}
