//! `fairshare new`: an empty plan.

use crate::store::PlanWriter;

use super::Failure;
use super::args::NewArgs;

/// Makes a new, empty plan; refuses an existing file.
pub fn run(args: &NewArgs) -> Result<(), Failure> {
    PlanWriter::create(&args.plan)?;
    eprintln!("{}: made; next, import workforce and placement files into it", args.plan.display());
    Ok(())
}
