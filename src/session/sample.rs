//! The sample: a made-up region, built into the program.

use std::path::{Path, PathBuf};

use crate::import::Kind;
use crate::store::{Cancel, ImportRequest, PlanReader, PlanWriter, SourceState};

use super::intake::{FileToRead, IntakeError, Origin, import};

/// The sample's files. Every organisation and figure in them is made up.
pub fn sample_files() -> Vec<FileToRead> {
    macro_rules! built {
        ($name:literal, $kind:expr) => {
            FileToRead {
                origin: Origin::Built { name: $name, bytes: include_bytes!(concat!("../../sample-data/", $name)) },
                kind: $kind,
                mapping: None,
                instead_of: None,
            }
        };
    }
    vec![
        built!("organisations.csv", Kind::Organisations),
        built!("workforce_nhs_layout.csv", Kind::Workforce),
        built!("workforce_tidy.csv", Kind::Workforce),
        built!("placements.csv", Kind::Placements),
    ]
}

/// The plan with the sample in `folder`: the one that an earlier visit made, with what was changed in
/// it since, or a new one.
///
/// # Errors
/// What the disk says.
pub fn sample_plan(folder: &Path) -> Result<PathBuf, IntakeError> {
    for number in 1..1_000 {
        let name = if number == 1 { "North Fells sample".to_owned() } else { format!("North Fells sample {number}") };
        let path = folder.join(format!("{name}.fairshare"));
        if !path.exists() {
            make(&path)?;
            return Ok(path);
        }
        if holds_the_sample(&path) {
            return Ok(path);
        }
    }
    make(&folder.join("North Fells sample.fairshare")).map(|()| folder.join("North Fells sample.fairshare"))
}

fn make(path: &Path) -> Result<(), IntakeError> {
    let mut plan = PlanWriter::create(path)?;
    let request = ImportRequest { label: "import of the sample".to_owned(), on_overlap: None };
    import(&mut plan, &sample_files(), &request, &Cancel::new(), &mut |_, _| {})?;
    Ok(())
}

/// Whether a plan can be opened and still has the sample's files in force, and no others.
fn holds_the_sample(path: &Path) -> bool {
    let Ok(sources) = PlanReader::open(path).and_then(|reader| reader.sources()) else { return false };
    let mut held = sources.iter().filter(|source| source.state == SourceState::InForce);
    let files = sample_files();
    held.clone().count() == files.len()
        && held.all(|source| files.iter().any(|file| file.name() == source.name && is_of_size(file, source.bytes)))
}

/// A sample of another version of the program has other sizes.
fn is_of_size(file: &FileToRead, size: u64) -> bool {
    matches!(file.origin, Origin::Built { bytes, .. } if bytes.len() as u64 == size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_made_once_and_found_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = sample_plan(folder.path()).unwrap();
        assert_eq!(sample_plan(folder.path()).unwrap(), path);
        std::fs::write(&path, "something else").unwrap();
        assert_ne!(sample_plan(folder.path()).unwrap(), path);
        assert_eq!(std::fs::read(&path).unwrap(), b"something else");
    }
}
