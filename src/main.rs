//! The `zhupi` program: a command line, or the window when no command is given.

fn main() {}
