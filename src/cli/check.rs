//! `fairshare check`: is the plan as it was stored?

use crate::store;

use super::args::CheckArgs;
use super::{Failure, output};

/// Prints what is damaged; the last line is `sound` or `damaged: …`.
pub fn run(args: &CheckArgs) -> Result<(), Failure> {
    let damage = store::check(&args.plan)?;
    if damage.is_empty() {
        return output::print(b"sound\n");
    }
    let words: Vec<String> = damage.iter().map(ToString::to_string).collect();
    output::print(format!("damaged: {}\n", words.join("; ")).as_bytes())?;
    let remedy = "restore a copy from before, or import the files into a new plan";
    Err(Failure::at_fault(format!("{}: damaged; {remedy}", args.plan.display())))
}
