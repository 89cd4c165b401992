//! The one door to standard output, which whoever reads it may close.

use std::io::{ErrorKind, Write};

use super::Failure;

/// Writes a result to standard output. A closed pipe ends quietly: whoever closed it has seen enough.
///
/// # Errors
/// Anything else that the system says.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::at_fault(format!("standard output: could not be written ({error})")))
        }
        _ => Ok(()),
    }
}
