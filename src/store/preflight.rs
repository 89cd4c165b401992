//! The look at a file's first bytes before SQLite sees it.
//!
//! Merely reading a database with write-ahead logging creates files beside it, and setting the journal
//! mode changes its bytes. So a file that is not a plan of ours is refused here, where nothing but a
//! plain read has touched it.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::error::StoreError;
use super::schema::{APPLICATION_ID, NEWEST};

const HEADER: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Read and write version of the file format: 2 is write-ahead logging.
const FORMAT_VERSIONS: std::ops::Range<usize> = 18..20;
const USER_VERSION: usize = 60;
const APPLICATION: usize = 68;

/// The schema version of the plan at `path`, or why it is not one that this program opens.
///
/// Must not run while this process has the file open in SQLite: see [`super::opened`].
pub(super) fn version_of(path: &Path) -> Result<u32, StoreError> {
    let named = || path.to_owned();
    let about = std::fs::metadata(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => StoreError::NotFound { path: named() },
        _ => StoreError::Io { path: named(), doing: "reading", source: error },
    })?;
    if !about.is_file() {
        return Err(StoreError::NotAFile { path: named() });
    }
    let mut header = Vec::with_capacity(HEADER);
    let read = File::open(path).and_then(|file| file.take(HEADER as u64).read_to_end(&mut header));
    read.map_err(|source| StoreError::Io { path: named(), doing: "reading", source })?;
    judge(&header, path)
}

fn judge(header: &[u8], path: &Path) -> Result<u32, StoreError> {
    let path = path.to_owned();
    if header.is_empty() {
        return Err(StoreError::Empty { path });
    }
    if header.len() < HEADER || !header.starts_with(MAGIC) {
        return Err(StoreError::NotAPlan { path });
    }
    if number(header, APPLICATION) != APPLICATION_ID as u32 {
        return Err(StoreError::AnotherProgram { path });
    }
    match number(header, USER_VERSION) {
        0 => return Err(StoreError::AnotherProgram { path }),
        version if version > NEWEST => return Err(StoreError::Newer { path, version, newest: NEWEST }),
        _ => {}
    }
    if header[FORMAT_VERSIONS].iter().any(|version| *version != 1) {
        return Err(StoreError::WriteAheadLog { path });
    }
    Ok(number(header, USER_VERSION))
}

/// The big-endian number of four bytes at `at`.
fn number(header: &[u8], at: usize) -> u32 {
    header[at..at + 4].iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan_header() -> Vec<u8> {
        let mut header = vec![0; HEADER];
        header[..MAGIC.len()].copy_from_slice(MAGIC);
        header[18..20].copy_from_slice(&[1, 1]);
        header[USER_VERSION..USER_VERSION + 4].copy_from_slice(&NEWEST.to_be_bytes());
        header[APPLICATION..APPLICATION + 4].copy_from_slice(&APPLICATION_ID.to_be_bytes());
        header
    }

    fn judged(change: impl FnOnce(&mut Vec<u8>)) -> Result<u32, StoreError> {
        let mut header = plan_header();
        change(&mut header);
        judge(&header, Path::new("plan.fairshare"))
    }

    #[test]
    fn our_own_header_is_known_with_its_version() {
        assert_eq!(judged(|_| ()).unwrap(), NEWEST);
    }

    #[test]
    fn what_is_not_ours_is_named_for_what_it_is() {
        assert!(matches!(judged(Vec::clear), Err(StoreError::Empty { .. })));
        assert!(matches!(judged(|h| h.truncate(99)), Err(StoreError::NotAPlan { .. })));
        assert!(matches!(judged(|h| h[0] = b's'), Err(StoreError::NotAPlan { .. })));
        assert!(matches!(judged(|h| h[68] = 0), Err(StoreError::AnotherProgram { .. })));
        assert!(matches!(judged(|h| h[63] = 0), Err(StoreError::AnotherProgram { .. })));
        assert!(matches!(judged(|h| h[62] = 3), Err(StoreError::Newer { version: 769, .. })));
        assert!(matches!(judged(|h| h[18] = 2), Err(StoreError::WriteAheadLog { .. })));
        assert!(matches!(judged(|h| h[19] = 2), Err(StoreError::WriteAheadLog { .. })));
    }
}
