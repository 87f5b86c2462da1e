//! The table, and what each of its ratios is to be: stated here, once.

/// What a ratio has to be.
#[derive(Clone, Copy)]
pub(crate) enum Aim {
    AtLeast(f64, &'static str),
    AtMost(f64, &'static str),
    Below(f64, &'static str),
}

/// "Decision under 2 us": collect, reveal, share, each at its median.
pub(crate) const DECISION: Aim = Aim::Below(1.0, "of 2 us");
/// "Durable collect of ten items in process against bare SQLite writing all rows that the plan writes, in both files: >= 0.5 at 64
/// at once".
pub(crate) const COLLECT: Aim = Aim::AtLeast(0.5, "of bare SQLite");
/// "With 64 concurrent collects the commit hook counts fewer than 16 commits".
pub(crate) const COMMITS: Aim = Aim::Below(1.0, "of 16");
/// "Seal/open of a ten-item record >= 0.7 of the bare AEAD with one key set-up each side (both suites)".
pub(crate) const SEALING: Aim = Aim::AtLeast(0.7, "of the bare AEAD");
/// "Time until unreadable for a subject with 10 and with 100,000 records: ratio <= 1.2".
pub(crate) const UNREADABLE: Aim = Aim::AtMost(1.2, "of 10 records");
/// "Sweep of 1,000 due rows among 10,000 and among 1,000,000 (ids in time order, cache warm): ratio <= 1.2".
pub(crate) const SWEEP: Aim = Aim::AtMost(1.2, "of the sweep among 10,000");
/// "Attachment throughput >= 0.6 of the bare AEAD plus disk": reached in a folder; of the database, see `docs/limits.toml`.
pub(crate) const FILES: Aim = Aim::AtLeast(0.6, "of cipher and disk");
/// "Root-key rotation touches tenants, not people".
pub(crate) const ROTATION: Aim = Aim::AtMost(1.0, "of the rows of few");
/// "Timing of not-found against forbidden": from how often the one is later than the other nobody tells them apart. In standard
/// deviations of what chance does.
pub(crate) const APART: Aim = Aim::AtMost(4.0, "deviations of chance");

impl Aim {
    pub(crate) fn is_met(self, ratio: f64) -> bool {
        match self {
            Self::AtLeast(aim, _) => ratio >= aim,
            Self::AtMost(aim, _) => ratio <= aim,
            Self::Below(aim, _) => ratio < aim,
        }
    }

    fn text(self) -> String {
        match self {
            Self::AtLeast(aim, of) => format!(">= {aim} {of}"),
            Self::AtMost(aim, of) => format!("<= {aim} {of}"),
            Self::Below(aim, of) => format!("< {aim} {of}"),
        }
    }
}

/// The table as it is printed, and which of its aims were missed.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) missed: Vec<String>,
}

impl Table {
    pub(crate) fn head() -> Self {
        println!("{:<46} {:>12} {:>12} {:>7}  aim", "what", "yinuo", "baseline", "ratio");
        Self::default()
    }

    /// A ratio that is to be something. One that is not a number misses its aim.
    pub(crate) fn aimed(&mut self, what: &str, (ours, baseline): (&str, &str), ratio: f64, aim: Aim) {
        let met = aim.is_met(ratio);
        let mark = if met { "" } else { "  MISSED" };
        println!("{what:<46} {ours:>12} {baseline:>12} {ratio:>7.3}  {}{mark}", aim.text());
        if !met {
            self.missed.push(format!("{what}: ratio {ratio:.3}, aim {}", aim.text()));
        }
    }

    /// A ratio that is told for what it is worth.
    pub(crate) fn told(&self, what: &str, (ours, baseline): (&str, &str), ratio: f64) {
        println!("{what:<46} {ours:>12} {baseline:>12} {ratio:>7.3}");
    }
}

/// The least of what was measured, on either side: what a machine does besides only ever adds. Both sides are measured in turn
/// in each round, so that each has its chance of a quiet moment.
pub(crate) fn least(times: &[f64]) -> f64 {
    times.iter().copied().reduce(f64::min).unwrap_or(f64::NAN)
}
