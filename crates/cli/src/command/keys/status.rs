//! `yinuo keys status`.

use crate::config::Flags;
use crate::installation::Place;
use crate::output::{self, Format};
use crate::status::{Outcome, Status};
use clap::Args;
use serde::Serialize;
use std::sync::Arc;
use yinuo::policy::Name;
use yinuo::store::StoreError;
use yinuo::{Engine, Error, HostClock, KeyReport, KeyStatus, SuiteChange};

/// Arguments of `keys status`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo keys status --format json --data installation")]
pub(super) struct Show {
    #[command(flatten)]
    place: Place,
    /// How it is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

pub(super) fn status(command: &Show) -> Outcome {
    let config = command.place.configuration(Flags::new())?.engine;
    command.place.assert_there(&config)?;
    let (keys, suites) = match Engine::open(config.clone(), Arc::new(HostClock)) {
        Err(Error::Store(StoreError::Held(_))) => (yinuo::key_status(&config)?, None),
        engine => {
            let KeyReport { keys, suites } = engine?.key_report()?;
            (keys, Some(suites))
        }
    };
    match command.format {
        Format::Json => output::json(&as_json(&keys, suites.as_deref())),
        Format::Human | Format::Plain => output::line(&output::table(&rows(&keys, suites.as_deref()))),
    }
    Ok(Status::Done)
}

/// Where a product is in its change of suite; not told where a server holds the store.
type Suites<'a> = Option<&'a [(Name, SuiteChange)]>;

#[derive(Debug, Serialize)]
struct Named<'a> {
    product: &'a str,
    #[serde(flatten)]
    change: &'a SuiteChange,
}

fn as_json(keys: &KeyStatus, suites: Suites<'_>) -> serde_json::Value {
    let suites: Option<Vec<_>> =
        suites.map(|all| all.iter().map(|(product, change)| Named { product: product.as_str(), change }).collect());
    serde_json::json!({
        "root": { "held_in": keys.root, "number": keys.root_number, "rotating": keys.root_rotating },
        "cells": { "count": keys.cells, "oldest": keys.oldest_cell_key, "rotating": keys.cells_rotating },
        "halves": keys.halves,
        "destroyed": keys.destroyed,
        "backup_keys": keys.backup_keys,
        "writes": keys.writes,
        "mirrored": keys.mirrored,
        "recovery": keys.recovery.as_ref().map(|key| {
            serde_json::json!({ "export": key.export, "needed": key.needed, "shares": key.of })
        }),
        "people": keys.people,
        "suites": suites,
    })
}

fn rows(keys: &KeyStatus, suites: Suites<'_>) -> Vec<Vec<String>> {
    let under_way = |rotating| if rotating { ", a rotation is under way: run it again" } else { "" };
    let recovery = keys.recovery.as_ref().map_or_else(
        || "none: `yinuo keys export-recovery` makes shares".to_owned(),
        |key| format!("{} of {} shares of export {}", key.needed, key.of, key.export),
    );
    let people = if keys.people.len() < 2 {
        "one person is enough".to_owned()
    } else {
        format!("two of {} must agree", keys.people.join(", "))
    };
    let oldest = keys.oldest_cell_key.map_or_else(String::new, |at| format!(", the oldest of {at}"));
    let mut rows: Vec<[String; 2]> = vec![
        ["root key".into(), format!("number {}, {}{}", keys.root_number, keys.root, under_way(keys.root_rotating))],
        ["cells' keys".into(), format!("{}{oldest}{}", keys.cells, under_way(keys.cells_rotating))],
        ["keys below them".into(), format!("{}, and {} destroyed", keys.halves, keys.destroyed)],
        ["backup keys".into(), keys.backup_keys.to_string()],
        ["mirror".into(), if keys.mirrored { "written with it" } else { "none: set `keys.mirror`" }.into()],
        ["recovery".into(), recovery],
        ["agreement".into(), people],
    ];
    if suites.is_none() {
        rows.push(["suites".into(), "not shown while a server holds the installation".into()]);
    }
    for (product, change) in suites.unwrap_or_default() {
        let of = change.total.map_or_else(|| "being counted".to_owned(), |total| total.to_string());
        let left = if change.left > 0 { format!(", {} left as they were", change.left) } else { String::new() };
        let state = match change.ended_at {
            Some(at) => format!("{}, since {at}{left}", change.suite),
            None => format!("{}: {} of {of} records sealed anew{left}", change.suite, change.done),
        };
        rows.push([format!("suite of {product}"), state]);
    }
    rows.into_iter().map(Vec::from).collect()
}
