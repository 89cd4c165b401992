//! The command line: the product's second face. It calls the same library as the window and gives the
//! same bytes. Results go to standard output or a file, progress and messages to standard error.

/// Writes a line to standard error. Whoever closed that has seen enough: it is no reason to stop, and
/// never one to panic, as `eprintln!` does.
macro_rules! say {
    ($($words:tt)*) => {{
        use std::io::Write as _;
        drop(writeln!(std::io::stderr().lock(), $($words)*));
    }};
}

mod args;
mod check;
mod compare;
mod edit;
mod edits;
mod explain;
mod failure;
mod import;
mod lines;
mod new;
mod output;
mod progress;
mod scenario;
mod scenario_args;
mod scenarios;
mod settings;
mod summary;
mod text_table;

use clap::{CommandFactory, Parser};

use args::{Args, Command};
pub use args::{Renderer, WindowArgs};
pub use failure::Failure;

/// What the caller of [`run`] is to do next.
#[derive(Debug)]
pub enum Next {
    /// Nothing: end with this exit status.
    Exit(u8),
    /// Open the window.
    Window(WindowArgs),
}

/// Reads the command line and does what it says, all but opening the window.
pub fn run(arguments: impl IntoIterator<Item = std::ffi::OsString>) -> Next {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output with status 0, everything else is status 2.
            let status = u8::try_from(error.exit_code()).unwrap_or(2);
            return Next::Exit(if error.print().is_err() { 0 } else { status });
        }
    };
    let done = match args.command {
        None => return window_or_help(args.window),
        Some(Command::Demo(renderer)) => return window_or_help(WindowArgs { demo: true, ..renderer }),
        Some(Command::New(args)) => new::run(&args),
        Some(Command::Import(args)) => import::run(&args),
        Some(Command::Settings(args)) => settings::run(&args),
        Some(Command::Summary(args)) => summary::run(&args),
        Some(Command::Scenarios(args)) => scenarios::run(&args),
        Some(Command::Edit(args)) => edit::run(&args),
        Some(Command::Edits(args)) => edits::run(&args),
        Some(Command::Compare(args)) => compare::run(&args),
        Some(Command::Explain(args)) => explain::run(&args),
        Some(Command::Check(args)) => check::run(&args),
        Some(Command::Completions { shell }) => completions(shell),
    };
    match done {
        Ok(()) => Next::Exit(0),
        Err(failure) => {
            failure.say();
            Next::Exit(failure.status())
        }
    }
}

#[cfg(feature = "gui")]
fn window_or_help(window: WindowArgs) -> Next {
    Next::Window(window)
}

/// Built without the window, there is nothing to open: the help says what there is.
#[cfg(not(feature = "gui"))]
fn window_or_help(_window: WindowArgs) -> Next {
    say!("{}", Args::command().render_help());
    Next::Exit(2)
}

fn completions(shell: clap_complete::Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "fairshare", &mut script);
    output::print(&script)
}

/// The profession of the plan or the files that is asked for by code or name.
fn profession(text: &str, outcome: &crate::model::Outcome, besides: &str) -> Result<crate::model::Profession, Failure> {
    outcome.recognise_profession(text).ok_or_else(|| {
        let codes: Vec<&str> = outcome.professions().iter().map(|known| known.code()).collect();
        let codes = codes.join(", ");
        Failure::wrong_call(format!("--profession {text:?}: is no profession; choose one of {codes}{besides}"))
    })
}

/// Why a name was not taken: nothing loaded has it.
fn not_loaded(what: &str, name: &str, there_are: &str) -> Failure {
    let there_are = if there_are.is_empty() { "none" } else { there_are };
    Failure::at_fault(format!("{name}: no {what} of that name is loaded; there are: {there_are}"))
}
