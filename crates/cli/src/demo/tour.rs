//! `yinuo demo --tour`: the whole story, now, each thing read back beside what was expected.

use super::compare::{Check, lines, verdict};
use super::play::Player;
use super::stage::Stage;
use super::story::Story;
use crate::output;
use crate::status::{Outcome, Status};

/// Plays the story.
///
/// # Errors
/// If a step could not be played at all.
pub fn play(story: &Story, mut stage: Stage) -> Outcome {
    let mut player = Player::new(story, &stage)?;
    let mut all: Vec<Check> = Vec::new();
    for (number, step) in story.step.iter().enumerate() {
        output::line(&format!("{:>3}  {}", number + 1, step.says));
        let checks = player.play(&mut stage, step)?;
        output::line(&lines(&checks));
        all.extend(checks);
    }
    let differences = all.iter().filter(|check| !check.holds).count();
    let status = verdict(&all);
    let word = if status == Status::Done { "as it should be" } else { "NOT as it should be" };
    output::line(&format!(
        "\n{word}: {}, {} read back, {}",
        output::count(story.step.len(), "step"),
        output::count(all.len(), "value"),
        output::count(differences, "difference")
    ));
    Ok(status)
}
