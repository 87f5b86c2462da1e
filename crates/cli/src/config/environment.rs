//! The environment, read in this one place.
#![expect(clippy::disallowed_methods, reason = "the one place where the environment is read")]

/// The variables that speak to this program. One that is not UTF-8 is none of ours.
pub fn variables() -> Vec<(String, String)> {
    let all =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let mut ours: Vec<_> = all.filter(|(name, _)| name.starts_with("YINUO_")).collect();
    ours.sort();
    ours
}

/// Whether colours are wanted: `on_terminal`, unless `NO_COLOR` says otherwise.
pub fn wants_colour(on_terminal: bool) -> bool {
    let refused = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    on_terminal && !refused
}
