//! A page of the manual: its text, and the blocks in it.

/// A fenced block.
#[derive(Debug)]
pub struct Block {
    /// What stands behind the fence.
    pub info: String,
    /// What stands inside, each line ended.
    pub body: String,
    /// The line of the fence, from 1.
    pub line: usize,
}

/// A page.
#[derive(Debug)]
pub struct Page {
    /// What stands between the blocks: one more than they are.
    between: Vec<String>,
    pub blocks: Vec<Block>,
}

impl Page {
    pub fn read(text: &str) -> Self {
        let mut page = Self { between: vec![String::new()], blocks: Vec::new() };
        let mut inside = false;
        for (at, line) in text.lines().enumerate() {
            let fence = line.strip_prefix("```");
            match (inside, fence) {
                (false, Some(info)) => {
                    page.blocks.push(Block { info: info.to_owned(), body: String::new(), line: at + 1 });
                    inside = true;
                }
                (true, Some("")) => {
                    page.between.push(String::new());
                    inside = false;
                }
                (true, _) => page.blocks.last_mut().unwrap().body += &format!("{line}\n"),
                (false, None) => *page.between.last_mut().unwrap() += &format!("{line}\n"),
            }
        }
        assert!(!inside, "a block that does not end");
        page
    }

    /// The page with its blocks as they are now.
    pub fn text(&self) -> String {
        let mut text = self.between[0].clone();
        for (block, after) in self.blocks.iter().zip(&self.between[1..]) {
            text += &format!("```{}\n{}```\n{after}", block.info, block.body);
        }
        text
    }
}

impl Block {
    /// Each command, with what it is said to print. A line that begins with `>` goes on with the command.
    pub fn commands(&self) -> Vec<(String, String)> {
        let mut commands: Vec<(String, String)> = Vec::new();
        for line in self.body.lines() {
            if let Some(command) = line.strip_prefix("$ ") {
                commands.push((command.to_owned(), String::new()));
            } else if let Some((command, printed)) = commands.last_mut() {
                match line.strip_prefix("> ") {
                    Some(more) if printed.is_empty() => *command += &format!("\n{more}"),
                    _ => *printed += &format!("{line}\n"),
                }
            }
        }
        commands
    }
}
