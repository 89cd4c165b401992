//! What a plan, or some files, hold: the facts and settings that an outcome is worked out from.

use std::convert::Infallible;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::export::MetaSource;
use crate::import::{self, DataReport, Kind, ReadError, Witness, unknown_organisations};
use crate::model::{Facts, FactsBuilder, Layer, Outcome, Professions, Settings};
use crate::report::SourceNames;
use crate::store::{PlanReader, SourceState, StoreError};

use super::intake::{FileToRead, IntakeError, references_first, refuse_useless};
use super::mergers::{self, Lists};

/// Facts and settings, and where they come from.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// The plan's id; `None` for files without a plan.
    pub plan: Option<String>,
    /// The facts in force.
    pub facts: Arc<Facts>,
    /// The settings in force.
    pub settings: Settings,
    /// The files behind the facts.
    pub sources: Vec<MetaSource>,
    /// Their names, by the numbers that explanations have for them.
    pub names: SourceNames,
}

impl Baseline {
    /// What a plan holds.
    ///
    /// # Errors
    /// What the plan file says; a setting that this version does not understand is damage.
    pub fn of_plan(reader: &PlanReader) -> Result<Baseline, StoreError> {
        reader.at_one_moment(|| Baseline::of_plan_now(reader))
    }

    /// The same, for a caller that already holds the moment.
    ///
    /// # Errors
    /// As [`Baseline::of_plan`].
    pub fn of_plan_now(reader: &PlanReader) -> Result<Baseline, StoreError> {
        let mut builder = FactsBuilder::default();
        reader.load(&mut builder)?;
        let settings = super::settings_of(&reader.settings()?);
        let settings = settings.map_err(|error| StoreError::damaged(reader.path(), error.to_string()))?;
        let mut in_force = reader.sources()?;
        in_force.retain(|source| source.state == SourceState::InForce);
        let names = SourceNames::new(in_force.iter().map(|source| (source.id.0, source.name.clone())));
        let sources = in_force.into_iter().map(|source| MetaSource {
            file: source.name,
            kind: source.kind.word().to_owned(),
            sha256: source.sha256.iter().map(|byte| format!("{byte:02x}")).collect(),
        });
        let (plan, sources) = (Some(reader.plan_id()?), sources.collect());
        Ok(Baseline { plan, facts: Arc::new(builder.finish()), settings, sources, names })
    }

    /// Works out every figure.
    pub fn outcome(&self) -> Outcome {
        Outcome::calculate(Arc::clone(&self.facts), self.settings.clone())
    }
}

/// Reads files without a plan; they add up. `professions` has the names that they use besides those that are
/// built in. Gives the data report of each.
///
/// # Errors
/// The first file that is refused.
pub fn facts_of_files(
    files: &[FileToRead],
    professions: &Professions,
    progress: &mut dyn FnMut(&FileToRead, import::Progress),
) -> Result<(Baseline, Vec<DataReport>), IntakeError> {
    let mut builder = FactsBuilder::default();
    let (mut reports, mut folded) = (Vec::new(), Lists::default());
    let mut known = Vec::new();
    for (index, file) in references_first(files).enumerate() {
        builder.begin_source(Layer { source: index as u32, batch: 0, replaces: false });
        let mut step = |so_far| {
            progress(file, so_far);
            ControlFlow::Continue(())
        };
        let mapping = &file.mapping.clone().unwrap_or_default().knowing(professions);
        if file.kind == Kind::Mergers {
            let report = mergers::read(file, mapping, &mut folded, &mut builder, &mut step)?;
            refuse_useless(&report)?;
            mergers::refuse_contradiction(&report)?;
            reports.push(report);
            continue;
        }
        let mut witness = Witness::new(&mut builder);
        let read: Result<DataReport, ReadError<Infallible>> = file.read(mapping, &mut witness, &mut step);
        let mut report = match read {
            Ok(report) => report,
            Err(ReadError::Import(error)) => return Err(error.into()),
            Err(ReadError::Sink(never)) => match never {},
            Err(ReadError::Cancelled) => return Err(StoreError::Cancelled.into()),
        };
        refuse_useless(&report)?;
        report.findings.extend(unknown_organisations(witness.seen(), &known));
        known.extend(witness.into_listed());
        reports.push(report);
    }
    let sources = reports.iter().map(|report| MetaSource {
        file: report.file.clone(),
        kind: report.kind.word().to_owned(),
        sha256: report.sha256.clone(),
    });
    let sources = sources.collect();
    let names = SourceNames::new((0..).zip(&reports).map(|(number, report)| (number, report.file.clone())));
    let facts = Arc::new(builder.finish());
    let baseline = Baseline { plan: None, facts, settings: Settings::default(), sources, names };
    Ok((baseline, reports))
}
