//! The facts of a plan: every row that counts, as columns of small integers.

use std::convert::Infallible;

use super::{DemandRow, OrganisationRow, PlacementRow, RowSink, WorkforceRow};

/// Which source the rows that follow belong to, and how it lies over the sources before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layer {
    /// The source, as the plan numbers it (files given without a plan: 0, 1, 2, …).
    pub source: u32,
    /// Files imported together share a batch, and never replace each other. Batches only grow.
    pub batch: u32,
    /// Whether its cells replace those of earlier batches (an edition of the same thing) or add to them.
    pub replaces: bool,
}

/// Collects rows into facts.
#[derive(Debug, Default)]
pub struct FactsBuilder;

impl FactsBuilder {
    /// Says which source the rows that follow belong to. Sources come in the order of their batches.
    pub fn begin_source(&mut self, _layer: Layer) {}
}

impl RowSink for FactsBuilder {
    type Error = Infallible;
    fn workforce(&mut self, _row: &WorkforceRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
    fn placement(&mut self, _row: &PlacementRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
    fn demand(&mut self, _row: &DemandRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
    fn organisation(&mut self, _row: &OrganisationRow<'_>) -> Result<(), Infallible> {
        Ok(())
    }
}
