//! Files on their way into a plan: read by the importer, stored by the plan, in one transaction.

use std::borrow::Cow;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::mappings::Chosen;
use super::mergers::{self, Lists};
use crate::import::{
    self, DataReport, Form, ImportError, Kind, KnownOrganisation, Mapping, Progress, ReadError, What, Witness,
    unknown_organisations,
};
use crate::model::RowSink;
use crate::store::{
    Cancel, Import, ImportOutcome, ImportRequest, PlanWriter, RowCounts, SourceFacts, SourceId, StoreError,
};

/// A file and what it is to be read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileToRead {
    /// Where it is.
    pub origin: Origin,
    /// What it holds.
    pub kind: Kind,
    /// What the user says of it. A plan remembers that for files with the same headers; where there is
    /// none, such a remembered mapping is used, or else the file speaks for itself.
    pub mapping: Option<Mapping>,
    /// The source in force whose place it takes, all of it: a newer edition of that file. The same bytes
    /// under another mapping take the place of their source by themselves.
    pub instead_of: Option<SourceId>,
}

/// What hears how far reading has come, and may stop it.
pub(super) type Step<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On a disk.
    Path(PathBuf),
    /// In the program: the sample.
    Built {
        /// The file's name.
        name: &'static str,
        /// Its bytes.
        bytes: &'static [u8],
    },
}

impl FileToRead {
    /// A file on a disk.
    pub fn at(path: PathBuf, kind: Kind) -> FileToRead {
        FileToRead { origin: Origin::Path(path), kind, mapping: None, instead_of: None }
    }

    /// The same file, read by a mapping.
    pub fn with(self, mapping: Mapping) -> FileToRead {
        FileToRead { mapping: Some(mapping), ..self }
    }

    /// The same file, in place of a source: a newer edition of it.
    pub fn in_place_of(self, source: SourceId) -> FileToRead {
        FileToRead { instead_of: Some(source), ..self }
    }

    /// The file's name, without its folder.
    pub fn name(&self) -> Cow<'_, str> {
        match &self.origin {
            Origin::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy(),
            Origin::Built { name, .. } => Cow::Borrowed(name),
        }
    }

    /// Its path, if it is on a disk.
    pub fn path(&self) -> Option<&Path> {
        match &self.origin {
            Origin::Path(path) => Some(path),
            Origin::Built { .. } => None,
        }
    }

    /// Reads it into a sink by a mapping.
    pub(super) fn read<S: RowSink>(
        &self,
        mapping: &Mapping,
        sink: &mut S,
        progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<DataReport, ReadError<S::Error>> {
        match &self.origin {
            Origin::Path(path) => import::read_path_with(path, self.kind, mapping, sink, progress),
            Origin::Built { name, bytes } => {
                let what = What { name, size: Some(bytes.len() as u64), kind: self.kind, mapping };
                import::read_with(&what, *bytes, sink, progress)
            }
        }
    }
}

/// What an import came to.
#[derive(Clone, Debug)]
pub struct Intake {
    /// What the plan took.
    pub outcome: ImportOutcome,
    /// The data report of each file.
    pub reports: Vec<DataReport>,
}

/// Why an import did not happen. The plan is as it was.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// A file cannot be read.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// No row of a file could be used.
    #[error(
        "{file}: no row could be used, {rejected} were rejected: the first on line {line}: {column}{} {reason}; correct the file or choose another",
        quoted(value)
    )]
    Useless {
        /// The file's name.
        file: String,
        /// How many rows were rejected.
        rejected: u64,
        /// The first of them.
        line: u64,
        /// The column at fault.
        column: String,
        /// What stands there.
        value: String,
        /// Why it was.
        reason: String,
        /// The whole data report, every rejected row included.
        report: Box<DataReport>,
    },
    /// A list of mergers contradicts itself, or what the plan has.
    #[error("{file}: line {line}: {reason}")]
    Mergers {
        /// The file's name.
        file: String,
        /// The physical line of the row at fault.
        line: u64,
        /// Why, and what to do.
        reason: String,
        /// The whole data report, with every contradiction.
        report: Box<DataReport>,
    },
    /// The plan did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn quoted(value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {value:?}") }
}

/// Refuses a file of which no row is used and at least one is rejected.
pub(super) fn refuse_useless(report: &DataReport) -> Result<(), IntakeError> {
    match report.rejected_rows.first() {
        Some(first) if report.is_useless() => Err(IntakeError::Useless {
            file: report.file.clone(),
            rejected: report.rejected.rows,
            line: first.line,
            column: first.column.to_string(),
            value: first.value.clone(),
            reason: first.reason.to_string(),
            report: Box::new(report.clone()),
        }),
        _ => Ok(()),
    }
}

/// Imports files into a plan as one step, all or nothing.
///
/// # Errors
/// The first file that is refused, an overlap that nobody answered for, or what the disk says.
pub fn import(
    plan: &mut PlanWriter,
    files: &[FileToRead],
    request: &ImportRequest,
    cancel: &Cancel,
    progress: &mut (dyn FnMut(&FileToRead, Progress) + Send),
) -> Result<Intake, IntakeError> {
    let mut reports = Vec::new();
    let outcome = plan.import(request, cancel, |import| fill(import, files, cancel, progress, &mut reports))?;
    Ok(Intake { outcome, reports })
}

/// The files in the order in which they are read: organisation references first, so that the others can be
/// held against them.
pub(super) fn references_first(files: &[FileToRead]) -> impl Iterator<Item = &FileToRead> {
    let is_reference = |file: &&FileToRead| file.kind == Kind::Organisations;
    files.iter().filter(is_reference).chain(files.iter().filter(move |file| !is_reference(file)))
}

/// Reads every file into an import that is under way, and keeps the report of each.
///
/// # Errors
/// As [`import()`].
pub fn fill(
    import: &mut Import<'_>,
    files: &[FileToRead],
    cancel: &Cancel,
    progress: &mut (dyn FnMut(&FileToRead, Progress) + Send),
    reports: &mut Vec<DataReport>,
) -> Result<(), IntakeError> {
    let mut known = None;
    for file in references_first(files) {
        let chosen = Chosen::for_file(file, import)?;
        if let Some(source) = file.instead_of {
            import.instead_of(source);
        }
        let mut step = |so_far: Progress| {
            progress(file, so_far);
            if cancel.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let mut lists = Lists::default();
        if file.kind == Kind::Mergers {
            import.mergers(file.instead_of, &mut |source, row| lists.hold(source, row))?;
        }
        if known.is_none() && file.kind != Kind::Organisations {
            let reference = import.reference()?.into_iter();
            known = Some(reference.map(|(code, name)| KnownOrganisation { code, name }).collect::<Vec<_>>());
        }
        import.source(file.kind, |sink| {
            let mut witness = Witness::new(sink);
            let mut report = match file.kind {
                Kind::Mergers => mergers::read(file, &chosen.mapping, &mut lists, &mut witness, &mut step)?,
                _ => file.read(&chosen.mapping, &mut witness, &mut step)?,
            };
            refuse_useless(&report)?;
            mergers::refuse_contradiction(&report)?;
            report.findings.splice(0..0, chosen.findings());
            report.findings.extend(unknown_organisations(witness.seen(), known.as_deref().unwrap_or_default()));
            let facts = source_facts(&report);
            reports.push(report);
            Ok::<_, IntakeError>(facts)
        })?;
        if let Some(report) = reports.last() {
            chosen.remember(import, file.kind, &report.header_set);
        }
    }
    Ok(())
}

/// The words for an import in the history: `import of workforce.csv and 2 more files`.
pub fn label(files: &[FileToRead]) -> String {
    match files {
        [] => "import of nothing".to_owned(),
        [one] => format!("import of {}", one.name()),
        [one, other] => format!("import of {} and {}", one.name(), other.name()),
        [first, rest @ ..] => format!("import of {} and {} more files", first.name(), rest.len()),
    }
}

/// How many rejected rows of each reason and column a plan keeps; `--report` has all of them.
const KEPT_OF_EACH: usize = 1_000;

pub(super) fn source_facts(report: &DataReport) -> SourceFacts {
    let mut sha256 = [0; 32];
    for (byte, pair) in sha256.iter_mut().zip(report.sha256.as_bytes().chunks(2)) {
        // The report's digest is hexadecimal by construction; anything else would be kept as 0.
        *byte = std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0);
    }
    let mut findings = report.rejected_findings(KEPT_OF_EACH);
    findings.extend(report.findings.iter().cloned());
    findings.extend(report.ignored_findings());
    let (encoding, delimiter) = match &report.form {
        Form::Text { encoding, delimiter } => (encoding.word().to_owned(), delimiter.to_string()),
        Form::Workbook { format, sheet } => (format!("{format}, sheet {sheet}"), String::new()),
    };
    SourceFacts {
        name: report.file.clone(),
        sha256,
        bytes: report.bytes,
        mapping: report.mapping.canonical(report.kind),
        encoding,
        delimiter,
        counts: RowCounts {
            read: report.rows_read(),
            used: report.used.rows,
            rejected: report.rejected.rows,
            ignored: report.rows_ignored(),
        },
        findings,
    }
}
