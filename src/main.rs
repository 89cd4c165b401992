//! The program: the command line, and the window where that is asked for.

use std::process::ExitCode;

use fairshare::cli::{self, Next};

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Next::Exit(status) => ExitCode::from(status),
        #[cfg(feature = "gui")]
        Next::Window(window) => ExitCode::from(fairshare::ui::run(window)),
        #[cfg(not(feature = "gui"))]
        Next::Window(_) => ExitCode::from(2),
    }
}
