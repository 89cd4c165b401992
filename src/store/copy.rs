//! Whole files: a new plan, a copy of a plan, a backup. Each appears under its name whole or not at all.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use tempfile::TempPath;

use super::error::StoreError;
use super::lock::beside;

/// Copies the plan behind `conn` to `to`, which must not exist.
pub(super) fn save_copy(conn: &Connection, to: &Path) -> Result<(), StoreError> {
    let to = super::open::absolute(to)?;
    free(&to)?;
    let temporary = empty_beside(&to)?;
    let Some(name) = temporary.to_str() else {
        let source = std::io::Error::other("its name is not Unicode");
        return Err(StoreError::Io { path: to, doing: "copying", source });
    };
    let copied = conn.execute("VACUUM INTO ?1", [name]);
    copied.map_err(|error| StoreError::from(error).at(&to))?;
    put_in_place(temporary, &to)
}

/// Copies the bytes of an older plan beside it before it is migrated. No connection may be open on it.
pub(super) fn backup(path: &Path, version: u32) -> Result<PathBuf, StoreError> {
    let named = |error| StoreError::io(path, "copying the plan before it is brought up to date", error);
    let mut to = beside(path, &format!(".before-version-{}", version + 1));
    for number in 2.. {
        if !to.exists() {
            break;
        }
        to = beside(path, &format!(".before-version-{}.{number}", version + 1));
    }
    let temporary = empty_beside(&to)?;
    std::fs::copy(path, &temporary).map_err(named)?;
    put_in_place(temporary, &to)?;
    Ok(to)
}

/// Refuses a name that is taken, or beside which the journal of an earlier file lies.
pub(super) fn free(path: &Path) -> Result<(), StoreError> {
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists { path: path.to_owned() });
    }
    for ending in ["-journal", "-wal"] {
        let leftover = beside(path, ending);
        if leftover.symlink_metadata().is_ok() {
            return Err(StoreError::Leftover { path: leftover });
        }
    }
    Ok(())
}

/// An empty file in the folder of `path`, removed when it is dropped.
pub(super) fn empty_beside(path: &Path) -> Result<TempPath, StoreError> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".fairshare-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666)); // less what the user's umask takes
    }
    let made = builder.tempfile_in(path.parent().unwrap_or(Path::new("/")));
    made.map(tempfile::NamedTempFile::into_temp_path).map_err(|error| StoreError::io(path, "making the file", error))
}

/// Gives a finished file its name: its bytes are on the disk first, and no file is replaced.
pub(super) fn put_in_place(temporary: TempPath, path: &Path) -> Result<(), StoreError> {
    let named = |error| StoreError::io(path, "writing the file", error);
    sync(&temporary).map_err(named)?;
    if let Err(refused) = temporary.persist_noclobber(path) {
        if refused.error.kind() == std::io::ErrorKind::AlreadyExists {
            return Err(StoreError::Exists { path: path.to_owned() });
        }
        // Some network file systems can only rename. The name was free a moment ago.
        free(path)?;
        refused.path.persist(path).map_err(|refused| named(refused.error))?;
    }
    sync_folder(path).map_err(named)
}

/// Opened for writing, because Windows syncs no file that is open to read.
fn sync(path: &Path) -> std::io::Result<()> {
    File::options().write(true).open(path)?.sync_all()
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
