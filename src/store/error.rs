//! What can go wrong with a plan file: one plain sentence each, that says what, where and what next.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{ErrorCode, ffi};

use super::lock::Holder;
use super::overlap::OverlapReport;

/// Why something with a plan file did not work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file.
    #[error("{path}: there is no such plan; check the name, or make it with `fairshare new`")]
    NotFound {
        /// The plan that was asked for.
        path: PathBuf,
    },
    /// A folder, a device, a pipe.
    #[error("{path}: is not a file; name a plan file (NAME.fairshare)")]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
    },
    /// A file without a byte in it.
    #[error("{path}: is empty, so it is no plan; it was left as it is, make a plan under another name")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Not written by SQLite at all.
    #[error("{path}: is not a plan file; it was left as it is (tables of figures are loaded with `fairshare import`)")]
    NotAPlan {
        /// The file.
        path: PathBuf,
    },
    /// A SQLite file of another program.
    #[error("{path}: is a database of another program, not a plan; it was left as it is")]
    AnotherProgram {
        /// The file.
        path: PathBuf,
    },
    /// A plan of a later version of this program.
    #[error(
        "{path}: was written by a newer Fair Share Planner (plan version {version}, this program reads up to \
         {newest}); it was left as it is, open it with the newer program"
    )]
    Newer {
        /// The plan.
        path: PathBuf,
        /// The version it has.
        version: u32,
        /// The newest version this program knows.
        newest: u32,
    },
    /// A plan that another program switched to write-ahead logging.
    #[error(
        "{path}: another program changed how this plan is stored (write-ahead logging); it was left as it is, go \
         back to a copy from before that"
    )]
    WriteAheadLog {
        /// The plan.
        path: PathBuf,
    },
    /// Its tables are not those that this program makes.
    #[error(
        "{path}: its tables are not those of a plan, so it is damaged or was changed by another program; go back to a copy"
    )]
    OtherTables {
        /// The plan.
        path: PathBuf,
    },
    /// A file that must not exist does.
    #[error("{path}: exists already and was left as it is; choose another name")]
    Exists {
        /// The file in the way.
        path: PathBuf,
    },
    /// The journal of an earlier plan of that name would be taken for the new plan's.
    #[error(
        "{path}: is left from an earlier plan of this name; put that plan back or remove this file, then try again"
    )]
    Leftover {
        /// The journal in the way.
        path: PathBuf,
    },
    /// A new plan in a folder that cannot be written.
    #[error("{path}: cannot be made here, because this folder cannot be written; choose another folder")]
    CannotMake {
        /// The plan that was to be made.
        path: PathBuf,
    },
    /// Another process writes the plan.
    #[error("{path}: is being changed by {who}; close it there, or open it here to read only")]
    Locked {
        /// The plan.
        path: PathBuf,
        /// Who holds it.
        who: Holder,
    },
    /// The operating system has no locks here.
    #[error(
        "{path}: this place gives no locks ({reason}), so the plan can only be read here; copy it to a local folder to change it"
    )]
    NoLocks {
        /// The plan.
        path: PathBuf,
        /// What the operating system said.
        reason: io::Error,
    },
    /// The file or its folder cannot be written.
    #[error(
        "{path}: cannot be written here (a read-only file or folder); it can be read, or copied to a place where it can be changed"
    )]
    NotWritable {
        /// The plan.
        path: PathBuf,
    },
    /// A change was cut off, and cannot be taken back in a place that cannot be written.
    #[error("{path}: its last change was cut off; open it once where it can be written, which takes that change back")]
    CutOff {
        /// The plan.
        path: PathBuf,
    },
    /// Another connection kept it for longer than we wait.
    #[error("{path}: another program kept the plan busy for too long; nothing was changed, try again")]
    Busy {
        /// The plan.
        path: PathBuf,
    },
    /// The disk is full.
    #[error("{path}: the disk is full; everything saved before is safe, make room and retry, or save a copy elsewhere")]
    DiskFull {
        /// The plan.
        path: PathBuf,
    },
    /// Deleted, or replaced by another file of that name.
    #[error(
        "{path}: the file was deleted or replaced while it was open, so the last change is not saved; save a copy \
         elsewhere, then open the file again"
    )]
    Gone {
        /// The plan.
        path: PathBuf,
    },
    /// Its contents are not those we left.
    #[error(
        "{path}: another program changed the file while it was open, so the last change is not saved; save a copy \
         elsewhere, then open the file again"
    )]
    ChangedOutside {
        /// The plan.
        path: PathBuf,
    },
    /// What is stored is not what was written.
    #[error("{path}: damaged: {what}; go back to a copy, or import the files again into a new plan")]
    Damaged {
        /// The plan.
        path: PathBuf,
        /// What is wrong, in a few words.
        what: String,
    },
    /// The operating system refused something.
    #[error("{path}: {doing} failed ({source}); everything saved before is safe, try again or save a copy elsewhere")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What the operating system said.
        source: io::Error,
    },
    /// SQLite refused something that has no sentence of its own.
    #[error("{path}: {source}; everything saved before is safe, try again or save a copy elsewhere")]
    Sqlite {
        /// The plan.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// Files overlap with earlier sources, and nothing said what to do, or it said to refuse.
    #[error("{0}")]
    Overlap(Box<OverlapReport>),
    /// A file that cannot take the place of a source.
    #[error("{file}: {reason}; nothing was imported")]
    NotReplaced {
        /// The file's name.
        file: String,
        /// Why.
        reason: &'static str,
    },
    /// A change starts from another value than the plan has.
    #[error(
        "{path} is {} in the plan, not {}; nothing was changed, look again and repeat the change",
        shown(found),
        shown(expected)
    )]
    Conflict {
        /// The path in the plan's state.
        path: String,
        /// What the change starts from.
        expected: Option<String>,
        /// What the plan has.
        found: Option<String>,
    },
    /// A row that the plan cannot hold.
    #[error("line {line}: {reason}; nothing was imported")]
    Row {
        /// The physical line of the file.
        line: u64,
        /// Why.
        reason: &'static str,
    },
    /// The person asked to stop.
    #[error("cancelled; the plan is as it was")]
    Cancelled,
    /// The reader of a foreign file failed.
    #[error(transparent)]
    Reading(Box<dyn std::error::Error + Send + Sync>),
    /// An earlier step waits to be saved.
    #[error("not begun, because an earlier change is not saved yet; retry that first")]
    Waiting,
    /// A step that could not be saved, and was given up.
    #[error("not saved, and given up; everything saved before is safe")]
    GivenUp,
    /// A bug of ours, caught before it did harm.
    #[error("an internal error stopped this ({0}); everything saved before is safe, close the plan and open it again")]
    Panicked(String),
    /// The thread that writes is gone.
    #[error("the plan is closed for writing; open it again")]
    Closed,
}

fn shown(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("not set")
}

impl StoreError {
    /// The exit status of the command line: 3 if another process is writing the plan or it cannot be
    /// written, 1 if the data, the plan or the disk is at fault.
    pub fn exit_status(&self) -> u8 {
        match self {
            StoreError::Locked { .. }
            | StoreError::NoLocks { .. }
            | StoreError::NotWritable { .. }
            | StoreError::CannotMake { .. } => 3,
            _ => 1,
        }
    }

    /// Whether the plan file or its disk is at fault, so that the same step may succeed when it is
    /// tried again; otherwise the request itself was refused.
    pub fn is_fault(&self) -> bool {
        !matches!(
            self,
            StoreError::Conflict { .. }
                | StoreError::Row { .. }
                | StoreError::Overlap(_)
                | StoreError::NotReplaced { .. }
                | StoreError::Cancelled
                | StoreError::Reading(_)
                | StoreError::Waiting
                | StoreError::GivenUp
                | StoreError::Panicked(_)
                | StoreError::Exists { .. }
        )
    }

    /// Names the plan in an error that came up where only the connection was known, and gives what
    /// SQLite said the sentence of its own that it has.
    pub(super) fn at(self, path: &Path) -> StoreError {
        let StoreError::Sqlite { path: unnamed, source } = self else { return self };
        let path = if unnamed.as_os_str().is_empty() { path.to_owned() } else { unnamed };
        let rusqlite::Error::SqliteFailure(code, _) = &source else { return StoreError::Sqlite { path, source } };
        match (code.code, code.extended_code) {
            (_, ffi::SQLITE_READONLY_DBMOVED) => StoreError::Gone { path },
            (_, ffi::SQLITE_READONLY_ROLLBACK | ffi::SQLITE_READONLY_RECOVERY) => StoreError::CutOff { path },
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => StoreError::NotWritable { path },
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => StoreError::Busy { path },
            (ErrorCode::DiskFull, _) => StoreError::DiskFull { path },
            (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => {
                StoreError::Damaged { path, what: "its pages do not fit together".into() }
            }
            (ErrorCode::OperationInterrupted, _) => StoreError::Cancelled,
            _ => StoreError::Sqlite { path, source },
        }
    }

    /// An error of the operating system, by what it says.
    pub(super) fn io(path: &Path, doing: &'static str, source: io::Error) -> StoreError {
        let path = path.to_owned();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::DiskFull { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::NotWritable { path },
            _ => StoreError::Io { path, doing, source },
        }
    }

    /// Something stored in the plan is not as this program stores it.
    pub fn damaged(path: &Path, what: impl Into<String>) -> StoreError {
        StoreError::Damaged { path: path.to_owned(), what: what.into() }
    }
}

/// For code that only knows the connection: the caller names the plan with `StoreError::at`.
impl From<rusqlite::Error> for StoreError {
    fn from(source: rusqlite::Error) -> StoreError {
        StoreError::Sqlite { path: PathBuf::new(), source }
    }
}

impl From<std::convert::Infallible> for StoreError {
    fn from(never: std::convert::Infallible) -> StoreError {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_held_by_another_or_not_writable_exits_with_3_and_all_else_with_1() {
        let path = PathBuf::from("plan.fairshare");
        assert_eq!(StoreError::Locked { path: path.clone(), who: Holder::default() }.exit_status(), 3);
        assert_eq!(StoreError::NotWritable { path: path.clone() }.exit_status(), 3);
        assert_eq!(StoreError::DiskFull { path: path.clone() }.exit_status(), 1);
        assert_eq!(StoreError::NotAPlan { path }.exit_status(), 1);
    }
}
