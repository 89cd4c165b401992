//! How what the plan remembers of its files is made: rows read and used, sums, findings.

use crate::model::{Decimal, Outcome, PlanFinding, Severity, check_plan, count, counted, plain};
use crate::report::{FigureStory, StoryPart};
use crate::store::{PlanReader, SourceId, SourceRecord, SourceState, StoreError, StoredFinding};

/// A figure of the data report of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceFigure {
    /// Rows read.
    Read,
    /// Rows that the plan keeps; whether one counts in a figure, the settings say.
    Used,
    /// Rows that could not be used.
    Rejected,
    /// Rows left out by rule.
    Ignored,
    /// Findings that are more than notes.
    ToLookAt,
    /// The sums over all its rows.
    Totals,
    /// How many rows a finding is about, by the place of the finding in the report.
    Finding(usize),
}

/// How a figure of a file's data report is made.
///
/// # Errors
/// What the plan file says.
pub fn source_story(reader: &PlanReader, id: SourceId, figure: SourceFigure) -> Result<FigureStory, StoreError> {
    let (sources, findings) = reader.at_one_moment(|| Ok((reader.sources()?, reader.findings(id)?)))?;
    let Some(source) = sources.iter().find(|source| source.id == id && source.state != SourceState::Undone) else {
        let reason = "The file is no longer in the plan.";
        return Ok(FigureStory::without("A figure of a file", &format!("file {id}"), reason));
    };
    Ok(told(source, &findings, figure))
}

fn told(source: &SourceRecord, findings: &[StoredFinding], figure: SourceFigure) -> FigureStory {
    let rows = |number: u64| counted(number, "row", "rows");
    let counts = source.counts;
    let part = |name: &str, value: String| StoryPart { name: name.to_owned(), value, missing: false, beneath: None };
    let of_findings = |wanted: &dyn Fn(&StoredFinding) -> bool| -> Vec<StoryPart> {
        findings.iter().filter(|finding| wanted(finding)).map(|found| part(&found.message, rows(found.count))).collect()
    };
    let (name, value, formula, values, parts) = match figure {
        SourceFigure::Read => (
            "Rows read",
            rows(counts.read),
            "Records after the header with at least one cell that is not blank: used + rejected + ignored.",
            format!(
                "{} + {} + {} = {}",
                count(counts.used),
                count(counts.rejected),
                count(counts.ignored),
                rows(counts.read)
            ),
            vec![
                part("Rows used", rows(counts.used)),
                part("Rows rejected", rows(counts.rejected)),
                part("Rows ignored", rows(counts.ignored)),
            ],
        ),
        SourceFigure::Used => (
            "Rows used",
            rows(counts.used),
            "Rows read − rejected − ignored. The plan keeps every one of them; whether it counts in a figure, the \
             settings say.",
            format!(
                "{} − {} − {} = {}",
                count(counts.read),
                count(counts.rejected),
                count(counts.ignored),
                rows(counts.used)
            ),
            vec![
                part("Rows read", rows(counts.read)),
                part("Rows rejected", rows(counts.rejected)),
                part("Rows ignored", rows(counts.ignored)),
            ],
        ),
        SourceFigure::Rejected => (
            "Rows rejected",
            rows(counts.rejected),
            "Rows that could not be used, each with its reason.",
            rows(counts.rejected),
            of_findings(&|finding| finding.severity == Severity::Error),
        ),
        SourceFigure::Ignored => (
            "Rows ignored",
            rows(counts.ignored),
            "Rows that are left out by rule, such as totals, titles and missing values.",
            rows(counts.ignored),
            of_findings(&|finding| finding.code == "ignored"),
        ),
        SourceFigure::ToLookAt => {
            let parts = of_findings(&is_to_look_at);
            let value = counted(parts.len() as u64, "finding", "findings");
            ("Findings to look at", value.clone(), "The findings of the file that are more than notes.", value, parts)
        }
        SourceFigure::Totals => {
            let value = totals(source);
            let values = format!("sum over {} = {value}", rows(counts.used));
            let formula = "Exact sums over every row used, whether it counts in a figure or not; each unit by itself.";
            ("Totals of all rows", value, formula, values, Vec::new())
        }
        SourceFigure::Finding(at) => {
            let Some(found) = findings.get(at) else {
                let reason = "The data report has no such finding any more.";
                return FigureStory::without("Rows of a finding", &source.name, reason);
            };
            let first = found.line.map(|line| format!("The first stands on line {}.", count(line)));
            let value = rows(found.count);
            return FigureStory {
                notes: std::iter::once(found.message.clone()).chain(first).collect(),
                ..FigureStory::plain(
                    "Rows of a finding",
                    &source.name,
                    value.clone(),
                    "How many rows of the file it was found of, when the file was read.",
                    value,
                )
            };
        }
    };
    let subject = format!("{}, {}", source.name, source.kind);
    FigureStory { parts, ..FigureStory::plain(name, &subject, value, formula, values) }
}

/// The sums over all rows of a file, unit by unit: `75,164 placement weeks, 30,525 hours`; empty without any.
pub fn totals(source: &SourceRecord) -> String {
    let totals = source.totals;
    let of = [("FTE", totals.fte), ("placement weeks", totals.weeks), ("hours", totals.hours), ("days", totals.days)];
    let of = of.into_iter().filter(|(_, total): &(_, Decimal)| !total.is_zero());
    of.map(|(unit, total)| format!("{} {unit}", plain(total))).collect::<Vec<_>>().join(", ")
}

fn is_to_look_at(finding: &StoredFinding) -> bool {
    finding.severity > Severity::Note
}

/// How many findings wait to be looked at: those of the files in force, and what stands out across them.
///
/// # Errors
/// What the plan file says.
pub fn waiting_story(reader: &PlanReader, outcome: &Outcome) -> Result<FigureStory, StoreError> {
    let mut found: Vec<(String, u64)> = reader.at_one_moment(|| {
        let in_force = reader.sources()?.into_iter().filter(|source| source.state == SourceState::InForce);
        let each = in_force.map(|source| {
            let number = reader.findings(source.id)?.iter().filter(|finding| is_to_look_at(finding)).count();
            Ok((source.name, number as u64))
        });
        each.collect::<Result<_, StoreError>>()
    })?;
    let files = counted(found.len() as u64, "file", "files");
    let is_doubt = |finding: &&PlanFinding| finding.severity > Severity::Note;
    found.push(("Across the files".to_owned(), check_plan(outcome).iter().filter(is_doubt).count() as u64));
    let findings = |number: u64| counted(number, "finding", "findings");
    let value = findings(found.iter().map(|(_, number)| number).sum());
    let each: Vec<String> = found.iter().map(|(_, number)| count(*number)).collect();
    let values = format!("{} = {value}", each.join(" + "));
    let parts = found.into_iter().map(|(name, number)| StoryPart {
        name,
        value: findings(number),
        missing: false,
        beneath: None,
    });
    let parts = parts.collect();
    let formula = "The findings that are more than notes: of each file in force, and of what stands out once the files lie \
                   side by side.";
    Ok(FigureStory { parts, ..FigureStory::plain("Findings to look at", &files, value, formula, values) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample_plan;

    #[test]
    fn what_a_data_report_says_is_told_and_adds_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = sample_plan(folder.path()).unwrap();
        let reader = PlanReader::open(&path).unwrap();
        let sources = reader.sources().unwrap();
        let placements = sources.iter().find(|source| source.name == "placements.csv").unwrap();
        let values = |figure| source_story(&reader, placements.id, figure).unwrap().with_values.unwrap();
        assert_eq!(values(SourceFigure::Read), "3,840 + 0 + 1 = 3,841 rows");
        assert_eq!(values(SourceFigure::Used), "3,841 − 0 − 1 = 3,840 rows");
        assert_eq!(
            values(SourceFigure::Totals),
            "sum over 3,840 rows = 75,164 placement weeks, 30,525 hours, 3,645 days"
        );
        let ignored = source_story(&reader, placements.id, SourceFigure::Ignored).unwrap();
        let parts: Vec<_> = ignored.parts.iter().map(|part| (part.name.as_str(), part.value.as_str())).collect();
        assert_eq!(parts, [("1 row ignored: missing value", "1 row")]);
        let gone = source_story(&reader, SourceId(99), SourceFigure::Read).unwrap();
        assert_eq!(gone.missing.as_deref(), Some("The file is no longer in the plan."));
    }
}
