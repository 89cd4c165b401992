//! Where rows go once they are read: into facts, or into a plan.

use super::{DemandRow, MergerRow, OrganisationRow, PlacementRow, WorkforceRow};

/// Takes the rows of a file one at a time, in the order of the file. The readers of foreign files and
/// of plan files both write to one, so that a summary on files and a summary of a plan cannot differ.
pub trait RowSink {
    /// What can go wrong while a row is taken; [`std::convert::Infallible`] in memory.
    type Error;

    /// Takes a row of workforce data.
    fn workforce(&mut self, row: &WorkforceRow<'_>) -> Result<(), Self::Error>;
    /// Takes a row of placement data.
    fn placement(&mut self, row: &PlacementRow<'_>) -> Result<(), Self::Error>;
    /// Takes a row of demand.
    fn demand(&mut self, row: &DemandRow<'_>) -> Result<(), Self::Error>;
    /// Takes a row of an organisation reference.
    fn organisation(&mut self, row: &OrganisationRow<'_>) -> Result<(), Self::Error>;
    /// Takes a row of a list of mergers. Whoever has no use for mergers lets them pass.
    fn merger(&mut self, row: &MergerRow<'_>) -> Result<(), Self::Error> {
        let _ = row;
        Ok(())
    }
}
