//! One writer: the lock beside a plan, and the notice that says who holds it.
//!
//! The lock is the operating system's, on `NAME.fairshare.lock`; it ends with its process, however that
//! dies. Who holds it stands in `NAME.fairshare.owner`, because on Windows a locked file cannot be read.
//! The notice is for people: nothing depends on it.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::error::StoreError;

/// Who writes a plan, as the notice beside it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The user's login name; empty if the notice could not be read.
    pub user: String,
    /// The machine's name.
    pub machine: String,
    /// Since when, as `2026-09-30T14:05:00Z`.
    pub since: String,
}

impl Holder {
    fn me() -> Holder {
        Holder {
            user: whoami::fallible::username().unwrap_or_else(|_| "somebody".into()),
            machine: whoami::fallible::hostname().unwrap_or_else(|_| "this computer".into()),
            since: super::now(),
        }
    }

    /// What the notice says; a notice that cannot be read names nobody.
    fn read(notice: &Path) -> Holder {
        const LONGEST: u64 = 4096;
        let mut text = String::new();
        let read = File::open(notice).and_then(|file| file.take(LONGEST).read_to_string(&mut text));
        if let Err(error) = read {
            log::debug!("no notice of who writes: {error}");
        }
        let mut lines = text.lines().map(|line| line.chars().filter(|c| !c.is_control()).take(100).collect());
        let mut next = || lines.next().unwrap_or_default();
        Holder { user: next(), machine: next(), since: next() }
    }
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.user.is_empty() {
            return f.write_str("another window or program");
        }
        write!(f, "{} on {} since {}", self.user, self.machine, self.since)
    }
}

/// The right to write one plan, until it is dropped.
#[derive(Debug)]
pub(super) struct WriterLock {
    file: File,
    path: PathBuf,
    notice: PathBuf,
}

impl WriterLock {
    /// Takes the lock of `plan`, or says who has it.
    pub(super) fn take(plan: &Path) -> Result<WriterLock, StoreError> {
        let path = beside(plan, ".lock");
        let notice = beside(plan, ".owner");
        loop {
            let file = OpenOptions::new().create(true).write(true).truncate(false).open(&path);
            let file = file.map_err(|error| StoreError::io(plan, "making the lock beside it", error))?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    return Err(StoreError::Locked { path: plan.to_owned(), who: Holder::read(&notice) });
                }
                Err(TryLockError::Error(reason)) => return Err(StoreError::NoLocks { path: plan.to_owned(), reason }),
            }
            // The last holder may have removed the file between our opening and our locking it. Then we
            // hold a lock that nobody else can see, and try again.
            if still_there(&file, &path) {
                let lock = WriterLock { file, path, notice };
                lock.announce(&Holder::me());
                return Ok(lock);
            }
        }
    }

    fn announce(&self, me: &Holder) {
        let text = format!("{}\n{}\n{}\n", me.user, me.machine, me.since);
        if let Err(error) = std::fs::write(&self.notice, text) {
            log::warn!("{}: the notice of who writes could not be written: {error}", self.notice.display());
        }
    }
}

impl Drop for WriterLock {
    fn drop(&mut self) {
        remove(&self.notice);
        // Only where a removed file can be told from a new one of its name is it safe to remove.
        if cfg!(unix) {
            remove(&self.path);
        }
        if let Err(error) = self.file.unlock() {
            log::warn!("{}: {error}", self.path.display());
        }
    }
}

fn remove(path: &Path) {
    if let Err(error) = std::fs::remove_file(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        log::warn!("{}: {error}", path.display());
    }
}

#[cfg(unix)]
fn still_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |about: std::fs::Metadata| (about.dev(), about.ino());
    let (held, named) = (file.metadata().map(identity), std::fs::metadata(path).map(identity));
    matches!((held, named), (Ok(held), Ok(named)) if held == named)
}

#[cfg(not(unix))]
fn still_there(_file: &File, _path: &Path) -> bool {
    true
}

/// The file that lies beside a plan under its whole name and `ending`.
pub(super) fn beside(plan: &Path, ending: &str) -> PathBuf {
    let mut name = plan.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_has_the_plan_and_the_place_is_left_tidy() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("north.fairshare");
        let first = WriterLock::take(&plan).unwrap();
        let Err(StoreError::Locked { who, .. }) = WriterLock::take(&plan) else { panic!("two writers") };
        assert_eq!(who.user, whoami::fallible::username().unwrap());
        assert!(!who.machine.is_empty() && who.since.ends_with('Z'), "{who}");
        drop(first);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
        WriterLock::take(&plan).unwrap();
    }

    #[test]
    fn a_lock_whose_holder_died_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let plan = folder.path().join("north.fairshare");
        std::fs::write(beside(&plan, ".lock"), "").unwrap();
        std::fs::write(beside(&plan, ".owner"), "amir\nward-3\n2026-01-01T00:00:00Z\n").unwrap();
        let lock = WriterLock::take(&plan).unwrap();
        assert_ne!(Holder::read(&lock.notice).user, "amir");
    }
}
