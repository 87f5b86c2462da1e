//! `GET /console/{product}/timeline`: what becomes of everything after an event, as a picture and a table.
//!
//! Reads the policy alone, no data of anybody; for those who may see the console.

use super::console::admit;
use super::language::{languages, preferred, spoken};
use super::{page, words};
use crate::http::core::app::App;
use crate::http::core::problem::{Fault, Problem};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use std::borrow::Cow;
use yinuo::policy::rows::Language;
use yinuo::policy::timeline::{event, events, instant};
use yinuo::policy::{Happening, Name, Policy, timeline};
use yinuo::publish::timeline::{Options, View, event_label, picture, view};
use yinuo::publish::wording;

/// Parameters of the question that are looked at; what is more is ignored.
const EVENTS_MAX: usize = 8;

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page {
    language: Language,
    languages: Vec<Language>,
    title: String,
    product: String,
    /// Each event with what it is called.
    events: Vec<(Name, String)>,
    question: Question,
    at: String,
    zone: String,
    answer: Answer,
}

/// What is asked.
#[derive(Debug, Clone, Default)]
struct Question {
    language: Option<String>,
    on: Vec<String>,
    at: Option<String>,
}

/// What is shown under the form.
enum Answer {
    Nothing,
    Wrong(String),
    Shown(Box<Shown>),
}

struct Shown {
    view: View,
    picture: String,
}

impl Page {
    fn word(&self, word: words::Word) -> &'static str {
        word.of(self.language)
    }

    /// Whether `event` was asked for in the form's field number `place`.
    fn asked(&self, place: usize, event: &Name) -> bool {
        self.question.on.get(place).is_some_and(|on| on.as_str() == event.as_str())
    }

    fn column(&self, shown: &Shown, place: &usize) -> &'static str {
        shown.view.columns.get(*place).copied().unwrap_or_default()
    }

    /// The same question in another language. What is no event and no time has no part in an address.
    fn query_in(&self, language: &Language) -> String {
        let known = |on: &&String| self.events.iter().any(|(event, _)| event.as_str() == on.as_str());
        let on: Vec<String> = self.question.on.iter().filter(known).map(|on| format!("&on={on}")).collect();
        let at = if on.is_empty() { String::new() } else { format!("&at={}", self.at) };
        format!("lang={}{}{at}", language.as_str(), on.concat())
    }
}

impl Question {
    fn of(pairs: Vec<(String, String)>) -> Self {
        let mut question = Self::default();
        for (key, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
            match key.as_str() {
                "lang" => question.language = Some(value),
                "on" if question.on.len() < EVENTS_MAX => question.on.push(value),
                "at" => question.at = Some(value),
                _ => {}
            }
        }
        question
    }
}

/// Shows the timeline.
pub(crate) async fn handle(
    State(app): State<App>,
    Path(product): Path<String>,
    Query(pairs): Query<Vec<(String, String)>>,
    parts: Parts,
) -> Response {
    let product = Name::from(product);
    if let Err(problem) = admit(&app, &parts, &product).await {
        return problem.into_response();
    }
    let question = Question::of(pairs);
    let made = app.run(move |app| -> Result<Page, Fault> {
        let policy = app.engine().policy(&product)?;
        let asked = question.language.as_deref().and_then(|tag| spoken(&policy, Some(tag)));
        let language =
            asked.or_else(|| preferred(&parts.headers, languages(&policy))).ok_or_else(Problem::not_found)?;
        Ok(answered(&policy, language, question, app.engine().now()))
    });
    match made.await {
        Ok(Ok(made)) => page(&made),
        Ok(Err(Fault::Written(problem))) => problem.into_response(),
        Ok(Err(Fault::Engine(fault))) => Problem::of_error(&fault, false).into_response(),
        Err(problem) => problem.into_response(),
    }
}

fn answered(policy: &Policy, language: Language, question: Question, now: Timestamp) -> Page {
    let answer = answer(policy, language, &question, now);
    let at = question.at.as_deref().and_then(|text| instant(text, &policy.zone).ok()).unwrap_or(now);
    let header = policy.document.policy.as_ref();
    let name = header.and_then(|header| wording(&header.name, language));
    let options = options(policy, language);
    Page {
        language,
        languages: languages(policy).to_vec(),
        title: name.map_or_else(|| policy.product.to_string(), Cow::into_owned),
        product: policy.product.to_string(),
        events: events(policy)
            .into_iter()
            .map(|event| (event.clone(), event_label(policy, &event, &options)))
            .collect(),
        // As the form's field writes it.
        at: at.to_zoned(policy.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string(),
        zone: policy.zone.iana_name().unwrap_or("UTC").to_owned(),
        question,
        answer,
    }
}

fn options(policy: &Policy, language: Language) -> Options {
    Options { language, zone: policy.zone.clone(), all: false }
}

fn answer(policy: &Policy, language: Language, question: &Question, now: Timestamp) -> Answer {
    if question.on.is_empty() {
        return Answer::Nothing;
    }
    let wrong = |word: words::Word, more: &str| Answer::Wrong(format!("{}{more}", word.of(language)));
    let at = question.at.as_deref().map_or(Ok(now), |text| instant(text, &policy.zone));
    let Ok(at) = at else { return wrong(words::NO_SUCH_DATE, "") };
    let mut happened = Vec::new();
    for on in &question.on {
        match event(policy, on) {
            Ok(event) => happened.push(Happening { event, at }),
            Err(unknown) => {
                let near = unknown.near.map(|near| format!(" {} {near}?", words::MEANT.of(language)));
                return wrong(words::NO_SUCH_EVENT, &format!(": {on}.{}", near.unwrap_or_default()));
            }
        }
    }
    let Ok(timeline) = timeline(policy, &happened) else { return wrong(words::TOO_FAR, "") };
    let options = options(policy, language);
    let view = view(policy, &timeline, &options);
    let base = format!("/console/{}?lang={}", policy.product, language.as_str());
    let picture = picture(policy, &view, &options, &base, false);
    Answer::Shown(Box::new(Shown { view, picture }))
}
