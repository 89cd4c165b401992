//! Files of the plan read again, and mappings kept in files of their own.

use std::path::PathBuf;

use super::super::action::Ask;
use super::super::assistant::{FileId, Instead};
use super::super::jobs::News;
use super::super::route::Page;
use super::FairShare;
use crate::export::write_whole;
use crate::import::Mapping;
use crate::model::Professions;
use crate::store::{SourceId, SourceRecord};

impl FairShare {
    /// Reads the file of a source again if it is where it was; else the user is asked where it is.
    pub(super) fn correct(&mut self, source: SourceId) {
        let Some(record) = self.record(source) else { return };
        let sha256: String = record.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
        let known = self.preferences.file_with(&sha256).map(PathBuf::from);
        self.jobs.start("looking for a file", move || {
            let path = known.filter(|path| path.is_file());
            News::Again { source, path }
        });
    }

    /// A file is to come in place of a source, to begin with by that source's mapping.
    pub(super) fn read_instead(&mut self, source: SourceId, path: PathBuf) {
        self.dialog = None;
        let Some(record) = self.record(source) else { return };
        // A mapping that an earlier edition of the program wrote and this one cannot read says nothing.
        let mapping = Mapping::from_json(&record.mapping).unwrap_or_default().knowing(&Professions::default());
        let instead = Instead { source, name: record.name.clone() };
        self.page = Page::Data;
        self.intake.ask(Ask::Instead(path, instead, Box::new(mapping)), &self.jobs, self.document.as_ref());
    }

    /// Reads a mapping from a file, for a file that waits.
    pub(super) fn load_mapping(&mut self, file: FileId, path: PathBuf) {
        self.dialog = None;
        self.jobs.start("reading a mapping", move || {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{name}: cannot be read ({error})"));
            let mapping = text.and_then(|text| Mapping::from_json(&text).map_err(|error| format!("{name}: {error}")));
            News::MappingRead(file, mapping.map(Box::new))
        });
    }

    /// Saves the mapping of a file that waits, as the command line takes it.
    pub(super) fn save_mapping(&mut self, file: FileId, path: PathBuf) {
        self.dialog = None;
        let Some(waiting) = self.intake.assistant().files().iter().find(|waiting| waiting.id == file) else { return };
        let mapping = Mapping { kind: waiting.kind(), ..waiting.mapping.clone() };
        let mut protected = vec![waiting.path.clone()];
        protected.extend(self.document.as_ref().map(|document| document.path.clone()));
        self.jobs.start("saving a mapping", move || {
            let written = write_whole(&path, mapping.to_json().as_bytes(), &protected);
            News::MappingSaved(written.map(|()| path).map_err(|error| error.to_string()))
        });
    }

    fn record(&self, source: SourceId) -> Option<&SourceRecord> {
        let sources = self.document.as_ref()?.contents.sources.iter();
        sources.map(|source| &source.record).find(|record| record.id == source)
    }
}
