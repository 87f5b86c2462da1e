//! `yinuo demo`: everything runs and waits; the story's acts are printed as commands to paste.

use super::compare::{lines, verdict};
use super::control::Control;
use super::curl;
use super::play::Player;
use super::stage::Stage;
use super::story::{Action, Part, Step, Story};
use crate::output;
use crate::status::{Failure, Outcome, Status};
use std::sync::Arc;

/// Plays what must have happened before, prints the rest, and waits for ctrl-c.
///
/// # Errors
/// If what must have happened before did not.
pub fn wait(story: &Story, mut stage: Stage) -> Outcome {
    let mut player = Player::new(story, &stage)?;
    for step in story.step.iter().filter(|step| step.part == Part::Before) {
        let checks = player.play(&mut stage, step)?;
        if verdict(&checks) != Status::Done {
            output::complain(&lines(&checks));
            return Err(Failure::Failed(format!("the demonstration could not be prepared: {}", step.says)));
        }
    }
    let engine = stage.shared_engine()?;
    // A week that goes by at once leaves the worker no hour to do in it what fell due.
    let caught_up = move || engine.run_due().map(drop).map_err(|fault| fault.to_string());
    let control = Control::start(Arc::clone(&stage.clock), caught_up)?;
    print_links(&stage)?;
    for step in story.step.iter().filter(|step| step.part == Part::Act) {
        print_act(step, &player, &stage)?;
    }
    output::line("\nIt ends with ctrl-c; what is in a temporary folder goes with it.");
    crate::command::wait_for_the_end()?;
    drop(control);
    output::line("ended");
    Ok(Status::Done)
}

fn print_links(stage: &Stage) -> Result<(), Failure> {
    let (url, policy) = (stage.url()?, &stage.policy);
    let languages = policy.document.policy.as_ref().map(|row| row.languages.as_slice()).unwrap_or_default();
    output::line(&format!("One policy at work, on this machine alone. Its files: {}\n", stage.folder.display()));
    for language in languages {
        output::line(&format!("policy    {url}/p/{}/{}", policy.product, language.as_str()));
    }
    output::line(&format!("console   {url}/console/{}", policy.product));
    output::line(&format!("API       {url}/openapi.json"));
    output::line("\nThe people do not exist, and the SMS gateway is a fake inside this process. Paste, in this order:");
    Ok(())
}

fn print_act(step: &Step, player: &Player<'_>, stage: &Stage) -> Result<(), Failure> {
    let command = match &step.action {
        Action::Call(call) => {
            let command = curl::command(call, &player.book, stage.url()?, &stage.token).map_err(Failure::Failed)?;
            format!("{command}\n# answers {}", call.status)
        }
        Action::Clock { ahead } => format!("{} demo clock {ahead}", own_name()),
        Action::Gateway { .. } | Action::Search { .. } | Action::BackUp | Action::Restore | Action::Verify => {
            return Ok(());
        }
    };
    output::line(&format!("\n# {}\n{command}", step.says));
    Ok(())
}

/// This program as it was called, so that what is printed can be pasted where it was called from.
fn own_name() -> String {
    std::env::args().next().unwrap_or_else(|| env!("CARGO_BIN_NAME").to_owned())
}
