//! The data report of a file before anything is stored, as the screen tells it.

use super::changes::{Changed, foreseen};
use crate::import::{DataReport, Ignored, Tally};
use crate::model::{Finding, count, counted};
use crate::session::CONTRADICTORY_MERGER;
use crate::store::ImportOutcome;

/// What an import of a file would come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many rows would be used.
    pub used: u64,
    /// Whether no row could be used and at least one was rejected.
    pub is_useless: bool,
    /// What rows of a list of mergers contradict in it, or in the plan, each with its line.
    pub contradictions: Vec<String>,
    /// Rows read, used, rejected, ignored: each with what it holds.
    pub counts: [(&'static str, String, String); 4],
    /// What was ignored, by reason, with what it holds.
    pub ignored: Vec<(&'static str, String)>,
    /// What is doubtful, the worst first.
    pub findings: Vec<Finding>,
    /// What it would change of what the plan has; empty if it only adds what the plan has not.
    pub changes: Vec<Changed>,
    /// The report itself, every rejected row included.
    pub report: DataReport,
}

impl Told {
    /// Words and order for a report, and for what the import would change of what the plan has.
    pub fn of(report: DataReport, changes: &ImportOutcome) -> Told {
        let mut sum = report.used;
        for tally in report.ignored.values().chain([&report.rejected]) {
            sum.rows += tally.rows;
            sum.amounts += tally.amounts;
        }
        let mut ignored = Tally::default();
        for tally in report.ignored.values() {
            ignored.rows += tally.rows;
            ignored.amounts += tally.amounts;
        }
        let line = |name, tally: Tally| (name, count(tally.rows), tally.amounts.told());
        let mut findings = report.findings.clone();
        // The worst first, else as they were found.
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Told {
            used: report.used.rows,
            is_useless: report.is_useless(),
            contradictions: contradictions(&report),
            counts: [
                line("Read", sum),
                line("Used", report.used),
                line("Rejected", report.rejected),
                line("Ignored", ignored),
            ],
            ignored: report.ignored.iter().map(|(reason, tally)| (reason.word(), with_rows(tally))).collect(),
            findings,
            changes: foreseen(changes),
            report,
        }
    }
}

fn contradictions(report: &DataReport) -> Vec<String> {
    let found = report.findings.iter().filter(|finding| finding.code == CONTRADICTORY_MERGER);
    found.map(|finding| format!("line {}: {}", finding.line.unwrap_or_default(), finding.message)).collect()
}

impl Told {
    /// Whether the plan has the file already, and importing it would change nothing.
    pub fn changes_nothing(&self) -> bool {
        !self.changes.is_empty() && self.changes.iter().all(|changed| changed.nothing)
    }

    /// How many rows there are without titles, notes and repeated headers: nobody misses those.
    pub fn rows_of_data(&self) -> u64 {
        let around = [Ignored::Title, Ignored::Note, Ignored::RepeatedHeader];
        let around = around.iter().filter_map(|reason| self.report.ignored.get(reason));
        self.report.rows_read() - around.map(|tally| tally.rows).sum::<u64>()
    }
}

fn with_rows(tally: &Tally) -> String {
    let rows = counted(tally.rows, "row", "rows");
    let amounts = tally.amounts.told();
    if amounts.is_empty() { rows } else { format!("{rows}, {amounts}") }
}
