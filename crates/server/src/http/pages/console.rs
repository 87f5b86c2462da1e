//! `GET /console/{product}`: the policy, each promise with how it stands and what is on record.
//!
//! Served without a credential on a loopback address only, and then only to this machine's own names, so that a page
//! of another site cannot have it read; otherwise to a credential that may act as staff.

use super::language::{preferred, spoken};
use super::{page, words};
use crate::http::core::app::App;
use crate::http::core::caller::authenticate;
use crate::http::core::problem::{Fault, Problem};
use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::response::{IntoResponse, Response};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use yinuo::life::reference::Cell;
use yinuo::life::{Capacity, Code, Entry, Outcome};
use yinuo::policy::rows::Language;
use yinuo::policy::{Name, Policy};
use yinuo::publish::{self, Section};
use yinuo::{Engine, PromiseState, Standing};

/// Entries of one tenant's log that are looked through for the newest evidence.
const ENTRIES_MAX: u32 = 500;
/// Tenants whose logs are looked through, the newest first.
const TENANTS_MAX: usize = 50;
/// Entries shown under a promise.
const SHOWN_MAX: usize = 3;

#[derive(Template)]
#[template(path = "console.html")]
struct Console {
    language: Language,
    languages: Vec<Language>,
    title: String,
    product: String,
    version: String,
    hash: String,
    as_of: String,
    totals: Vec<(Standing, usize)>,
    chapters: Vec<Chapter>,
    gaps: Vec<(String, String, u64)>,
}

/// The promises of one chapter.
struct Chapter {
    title: &'static str,
    promises: Vec<Promise>,
}

/// One promise.
struct Promise {
    path: Name,
    /// What heads a row of a table; empty for prose.
    lead: String,
    text: String,
    standing: Standing,
    done: u64,
    refused: u64,
    late: u64,
    last: Option<String>,
    waiting: Option<(u64, String)>,
    evidence: Vec<Evidence>,
}

/// One entry of a log.
struct Evidence {
    tenant: String,
    number: u64,
    at: String,
    act: Name,
    outcome: Outcome,
    code: Option<Code>,
}

impl Console {
    /// The promises that somebody should look at.
    fn pressing(&self) -> Vec<&Promise> {
        let all = self.chapters.iter().flat_map(|chapter| &chapter.promises);
        all.filter(|promise| promise.standing != Standing::Kept).collect()
    }

    fn word(&self, word: words::Word) -> &'static str {
        word.of(self.language)
    }

    fn symbol(&self, standing: &Standing) -> &'static str {
        words::standing(*standing).0
    }

    fn standing(&self, standing: &Standing) -> &'static str {
        words::standing(*standing).1.of(self.language)
    }

    const fn kind(&self, standing: &Standing) -> &'static str {
        match standing {
            Standing::Kept => "kept",
            Standing::Due => "due",
            Standing::AtRisk => "at-risk",
            Standing::Broken => "broken",
        }
    }

    fn outcome(&self, outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Done => words::DONE_ONE.of(self.language),
            Outcome::Refused => words::REFUSED_ONE.of(self.language),
        }
    }
}

/// Shows the console's home.
pub(crate) async fn handle(
    State(app): State<App>,
    Path(product): Path<String>,
    RawQuery(query): RawQuery,
    parts: Parts,
) -> Response {
    let product = Name::from(product);
    if let Err(problem) = admit(&app, &parts, &product).await {
        return problem.into_response();
    }
    let asked = query.as_deref().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")));
    let asked = asked.map(str::to_owned);
    let console = app.run(move |app| {
        let policy = app.engine().policy(&product)?;
        let languages = super::language::languages(&policy).to_vec();
        let language =
            asked.and_then(|tag| spoken(&policy, Some(&tag))).or_else(|| preferred(&parts.headers, &languages));
        let language = language.ok_or_else(Problem::not_found)?;
        show(app.engine(), &policy, language, languages)
    });
    match console.await {
        Ok(Ok(console)) => page(&console),
        Ok(Err(Fault::Written(problem))) => problem.into_response(),
        Ok(Err(Fault::Engine(fault))) => Problem::of_error(&fault, false).into_response(),
        Err(problem) => problem.into_response(),
    }
}

/// Lets this machine's own names in on a loopback address, and a credential of staff.
pub(crate) async fn admit(app: &App, parts: &Parts, product: &Name) -> Result<(), Problem> {
    if app.bounds().console && is_this_machine(parts) {
        return Ok(());
    }
    let service = authenticate(parts, app).await?;
    let staff = service.grants.capacities.contains(&Capacity::Staff)
        && service.grants.tenants == crate::credential::Tenants::All;
    match (service.grants.cover_product(product), staff) {
        (false, _) => Err(Problem::not_found()),
        (true, false) => Err(Problem::of(Code::ActorDenied)),
        (true, true) => Ok(()),
    }
}

/// Whether the request names this machine: another site's name that points here does not.
fn is_this_machine(parts: &Parts) -> bool {
    let named =
        parts.headers.get(HOST).and_then(|host| host.to_str().ok()).and_then(|host| host.parse::<Authority>().ok());
    let named = named.or_else(|| parts.uri.authority().cloned());
    named.is_some_and(|name| matches!(name.host(), "localhost" | "127.0.0.1" | "[::1]" | "::1"))
}

fn show(engine: &Engine, policy: &Arc<Policy>, language: Language, languages: Vec<Language>) -> Result<Console, Fault> {
    let missing = |missing: publish::Missing| Problem::fault(Code::PolicyInvalid, &missing);
    let paragraphs = publish::paragraphs(&policy.document, language).map_err(missing)?;
    let states = engine.promises(&policy.product)?;
    let mut totals: Vec<(Standing, usize)> = Vec::new();
    for standing in [Standing::Broken, Standing::AtRisk, Standing::Due, Standing::Kept] {
        totals.push((standing, states.iter().filter(|state| state.standing == standing).count()));
    }
    let mut states: BTreeMap<Name, PromiseState> =
        states.into_iter().map(|state| (state.path.clone(), state)).collect();
    let mut evidence = newest(engine, policy)?;
    let mut chapters: Vec<(Section, Chapter)> = Vec::new();
    for paragraph in paragraphs {
        let Some(state) = states.remove(&paragraph.path) else { continue };
        let entries = evidence.remove(&paragraph.path).unwrap_or_default();
        let promise = promise(policy, state, &paragraph, entries);
        match chapters.last_mut() {
            Some((section, chapter)) if *section == paragraph.section => chapter.promises.push(promise),
            _ => {
                let title = paragraph.section.title(language);
                chapters.push((paragraph.section, Chapter { title, promises: vec![promise] }));
            }
        }
    }
    let header = policy.document.policy.as_ref();
    let name = header.and_then(|header| publish::wording(&header.name, language));
    Ok(Console {
        language,
        languages,
        title: name.map_or_else(|| policy.product.to_string(), Cow::into_owned),
        product: policy.product.to_string(),
        version: policy.version.clone(),
        hash: policy.hash.clone(),
        as_of: local(policy, engine.now()),
        totals,
        chapters: chapters.into_iter().map(|(_, chapter)| chapter).collect(),
        gaps: engine.gaps(&policy.product)?,
    })
}

fn promise(policy: &Policy, state: PromiseState, said: &publish::Paragraph, evidence: Vec<Evidence>) -> Promise {
    let (lead, text) = match said.text.split_once(" | ").filter(|_| said.is_row()) {
        Some((lead, cells)) => (lead.to_owned(), cells.replace(" | ", " ")),
        None => (String::new(), said.text.clone()),
    };
    Promise {
        lead,
        path: state.path,
        text,
        standing: state.standing,
        done: state.counter.done,
        refused: state.counter.refused,
        late: state.counter.late,
        last: state.counter.last_at.map(|at| local(policy, at)),
        waiting: state.waiting.map(|(count, at)| (count, local(policy, at))),
        evidence,
    }
}

/// An instant in the policy's own zone.
fn local(policy: &Policy, at: jiff::Timestamp) -> String {
    at.to_zoned(policy.zone.clone()).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// The newest entries under each promise, of the newest entries of the newest tenants.
fn newest(engine: &Engine, policy: &Policy) -> Result<BTreeMap<Name, Vec<Evidence>>, Fault> {
    let mut found: Vec<(Cell, u64, Entry)> = Vec::new();
    for cell in engine.cells(&policy.product)?.into_iter().rev().take(TENANTS_MAX) {
        let from = engine.log_size(cell)?.saturating_sub(u64::from(ENTRIES_MAX));
        let entries = engine.entries(cell, from, ENTRIES_MAX)?;
        found.extend(entries.into_iter().filter_map(|(number, entry)| Some((cell, number, entry?))));
    }
    found.sort_by_key(|(_, number, entry)| std::cmp::Reverse((entry.at, *number)));
    let mut by_promise: BTreeMap<Name, Vec<Evidence>> = BTreeMap::new();
    for (cell, number, entry) in found {
        let Some(promise) = entry.promise else { continue };
        let shown = by_promise.entry(promise).or_default();
        if shown.len() < SHOWN_MAX {
            let tenant = cell.to_string().chars().skip(24).collect();
            let at = local(policy, entry.at);
            shown.push(Evidence { tenant, number, at, act: entry.act, outcome: entry.outcome, code: entry.code });
        }
    }
    Ok(by_promise)
}
