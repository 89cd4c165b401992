//! `fairshare new`: an empty plan.

use crate::store::PlanWriter;

use super::Failure;
use super::args::NewArgs;

/// Makes a new, empty plan; refuses an existing file.
pub fn run(args: &NewArgs) -> Result<(), Failure> {
    let folder = args.plan.parent().filter(|folder| !folder.as_os_str().is_empty());
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        let (plan, folder) = (args.plan.display(), folder.display());
        return Err(Failure::at_fault(format!(
            "{plan}: the folder {folder} does not exist; make it, or choose another"
        )));
    }
    PlanWriter::create(&args.plan)?;
    say!("{}: made; next, import workforce and placement files into it", args.plan.display());
    Ok(())
}
