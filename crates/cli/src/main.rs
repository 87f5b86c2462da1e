//! The `yinuo` command.
fn main() {}
