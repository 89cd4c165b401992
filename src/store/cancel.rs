//! Stopping an import from another thread.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::InterruptHandle;

use super::error::StoreError;

/// Stops one import. Clone it; any clone may cancel, from any thread. Once the import is being
/// committed, cancelling it has no effect.
#[derive(Clone, Default)]
pub struct Cancel(Arc<Inner>);

#[derive(Default)]
struct Inner {
    asked: AtomicBool,
    running: Mutex<Option<InterruptHandle>>,
}

impl Cancel {
    /// Nobody has asked yet.
    pub fn new() -> Cancel {
        Cancel::default()
    }

    /// Asks the import to stop and to leave the plan as it was. Returns at once.
    pub fn cancel(&self) {
        self.0.asked.store(true, Ordering::Relaxed);
        // Held while interrupting, so that the interrupt cannot reach a later statement.
        let running = self.0.running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(handle) = running.as_ref() {
            handle.interrupt();
        }
    }

    /// Whether someone asked; readers of large files look now and then.
    pub fn is_cancelled(&self) -> bool {
        self.0.asked.load(Ordering::Relaxed)
    }

    /// [`StoreError::Cancelled`] if someone asked.
    pub fn check(&self) -> Result<(), StoreError> {
        if self.is_cancelled() { Err(StoreError::Cancelled) } else { Ok(()) }
    }

    /// From now on, until the guard is dropped, cancelling interrupts this connection.
    pub(super) fn arm(&self, handle: InterruptHandle) -> Armed<'_> {
        *self.0.running.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
        Armed(self)
    }
}

impl std::fmt::Debug for Cancel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Cancel").field(&self.is_cancelled()).finish()
    }
}

pub(super) struct Armed<'a>(&'a Cancel);

impl Drop for Armed<'_> {
    fn drop(&mut self) {
        *self.0.0.running.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
