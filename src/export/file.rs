//! Files that are replaced whole or not at all.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::store::is_plan;

/// Why a file was not written. Nothing of it is left behind then.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The path is a plan or an input of the same call.
    #[error("{}: this is the plan or one of its input files, and an export never writes over those; choose another name", .0.display())]
    Protected(PathBuf),
    /// The path is another plan.
    #[error("{}: is a plan, and an export never writes over one; choose another name", .0.display())]
    Plan(PathBuf),
    /// The path is free, but is what a plan would be called.
    #[error("{}: is a plan's name; give the export another, such as {}", .0.display(), .0.with_extension("csv").display())]
    PlansName(PathBuf),
    /// The path is a directory.
    #[error("{}: this is a folder; give the name of a file in it", .0.display())]
    Folder(PathBuf),
    /// The path is a pipe or a device.
    #[error("{}: this is no file, and is not replaced by one; give the name of a file", .0.display())]
    NoFile(PathBuf),
    /// The folder does not exist.
    #[error("{}: the folder {} does not exist; make it, or choose another", .path.display(), .folder.display())]
    NoFolder {
        /// The file that was asked for.
        path: PathBuf,
        /// The folder that is missing.
        folder: PathBuf,
    },
    /// The disk or the permissions said no.
    #[error("{}: could not be written ({source}); nothing was changed, choose another place or make room", .path.display())]
    Io {
        /// The file that was asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Writes `bytes` to `path` through a temporary file in the same folder: written, synced, renamed, the
/// folder synced. Refuses to write over any of `protected`.
///
/// # Errors
/// The first thing that failed; the file at `path` is then as it was.
pub fn write_whole(path: &Path, bytes: &[u8], protected: &[PathBuf]) -> Result<(), ExportError> {
    check_target(path, protected)?;
    let folder = folder_of(path);
    let io = |source| ExportError::Io { path: path.to_owned(), source };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(io)?;
    file.write_all(bytes).map_err(io)?;
    allow_others_to_read(file.as_file(), path).map_err(io)?;
    file.as_file().sync_all().map_err(io)?;
    file.persist(path).map_err(|error| io(error.error))?;
    sync_folder(folder).map_err(io)
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Whether a file may be written there, before anything is: its folder exists, it is no folder, no pipe
/// or device, no plan and no name of one, and none of `protected`.
///
/// # Errors
/// The first of these that speaks against it.
pub fn check_target(path: &Path, protected: &[PathBuf]) -> Result<(), ExportError> {
    if path.is_dir() || path.file_name().is_none() {
        return Err(ExportError::Folder(path.to_owned()));
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(ExportError::NoFolder { path: path.to_owned(), folder: folder.to_owned() });
    }
    if path.metadata().is_ok_and(|about| !about.is_file()) {
        return Err(ExportError::NoFile(path.to_owned()));
    }
    if let Ok(target) = path.canonicalize()
        && protected.iter().any(|input| input.canonicalize().is_ok_and(|input| input == target))
    {
        return Err(ExportError::Protected(path.to_owned()));
    }
    if is_plan(path) {
        return Err(ExportError::Plan(path.to_owned()));
    }
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("fairshare")) {
        return Err(ExportError::PlansName(path.to_owned()));
    }
    Ok(())
}

/// A temporary file is private to its owner; an export on a shared drive is for colleagues. A file that
/// is replaced keeps its permissions.
#[cfg(unix)]
fn allow_others_to_read(file: &std::fs::File, replaced: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let usual = || std::fs::Permissions::from_mode(0o644);
    file.set_permissions(replaced.metadata().map_or_else(|_| usual(), |about| about.permissions()))
}

#[cfg(not(unix))]
fn allow_others_to_read(_file: &std::fs::File, _replaced: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

/// Windows has no handle on a folder that could be synced; the rename is as durable as it gets there.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> std::io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_export_replaces_a_file_whole_and_never_an_input() {
        let folder = tempfile::tempdir().unwrap();
        let (input, out) = (folder.path().join("workforce.csv"), folder.path().join("summary.csv"));
        std::fs::write(&input, "input").unwrap();
        write_whole(&out, b"first", std::slice::from_ref(&input)).unwrap();
        write_whole(&out, b"second", std::slice::from_ref(&input)).unwrap();
        assert_eq!(std::fs::read(&out).unwrap(), b"second");
        let dotted = folder.path().join(".").join("workforce.csv");
        assert!(matches!(write_whole(&dotted, b"x", std::slice::from_ref(&input)), Err(ExportError::Protected(_))));
        assert_eq!(std::fs::read(&input).unwrap(), b"input");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_folder_or_a_missing_folder_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(write_whole(folder.path(), b"x", &[]), Err(ExportError::Folder(_))));
        let nowhere = folder.path().join("none").join("summary.csv");
        assert!(matches!(write_whole(&nowhere, b"x", &[]), Err(ExportError::NoFolder { .. })));
    }
}
