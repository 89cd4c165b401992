//! Which plan files this process has open in SQLite, and which file a name stands for.
//!
//! On Unix, closing *any* handle on a file drops every POSIX lock that the process has on it, those of
//! SQLite too. So the look at a file's first bytes happens only while no connection is open on it, and
//! under one mutex with the opening itself.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::error::StoreError;

/// Which file a path stood for at one moment: it changes when the file is replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FileIdentity {
    #[cfg(unix)]
    device_and_inode: (u64, u64),
    #[cfg(not(unix))]
    path_and_birth: (std::path::PathBuf, Option<std::time::SystemTime>),
}

impl FileIdentity {
    #[cfg(unix)]
    pub(super) fn of(path: &Path) -> io::Result<FileIdentity> {
        use std::os::unix::fs::MetadataExt;
        let about = std::fs::metadata(path)?;
        Ok(FileIdentity { device_and_inode: (about.dev(), about.ino()) })
    }

    /// Elsewhere SQLite keeps an open file from being replaced; path and birth are what std tells.
    #[cfg(not(unix))]
    pub(super) fn of(path: &Path) -> io::Result<FileIdentity> {
        let birth = std::fs::metadata(path)?.created().ok();
        Ok(FileIdentity { path_and_birth: (path.canonicalize()?, birth) })
    }
}

static OPEN: Mutex<BTreeMap<FileIdentity, usize>> = Mutex::new(BTreeMap::new());

/// Says that a connection is open on a file, for as long as it lives. Drop it after the connection.
#[derive(Debug)]
pub(super) struct OpenFile {
    identity: FileIdentity,
}

impl OpenFile {
    pub(super) fn identity(&self) -> &FileIdentity {
        &self.identity
    }
}

impl Drop for OpenFile {
    fn drop(&mut self) {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.identity) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.identity);
            }
        }
    }
}

/// Opens `path` with `open`, after `look` at its bytes if no connection is open on it in this process.
pub(super) fn opening<T>(
    path: &Path,
    look: impl FnOnce() -> Result<(), StoreError>,
    open: impl FnOnce() -> Result<T, StoreError>,
) -> Result<(T, OpenFile), StoreError> {
    let mut files = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = FileIdentity::of(path).is_ok_and(|identity| files.contains_key(&identity));
    if !known {
        look()?;
    }
    let identity = FileIdentity::of(path).map_err(|error| StoreError::io(path, "reading", error))?;
    let opened = open()?;
    *files.entry(identity.clone()).or_default() += 1;
    Ok((opened, OpenFile { identity }))
}
