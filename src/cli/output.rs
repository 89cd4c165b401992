//! The one door to standard output, which whoever reads it may close.

use std::io::{ErrorKind, Write};
use std::ops::ControlFlow;

use super::Failure;

/// Writes a result to standard output. A closed pipe ends quietly: whoever closed it has seen enough.
///
/// # Errors
/// Anything else that the system says.
pub fn print(bytes: &[u8]) -> Result<(), Failure> {
    answer(bytes).map(|_| ())
}

/// Writes a part of a result, at once; `Break` once nobody reads it any more.
///
/// # Errors
/// Anything but a closed pipe that the system says.
pub fn answer(bytes: &[u8]) -> Result<ControlFlow<()>, Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Ok(()) => Ok(ControlFlow::Continue(())),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(ControlFlow::Break(())),
        Err(error) => Err(Failure::at_fault(format!("standard output: could not be written ({error})"))),
    }
}
