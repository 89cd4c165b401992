//! The columns of the overview's table.

use crate::model::explain::Measure;

/// A column of the overview's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverviewColumn {
    /// The organisation's name.
    Organisation,
    /// Its ODS code.
    Code,
    /// Its region.
    Region,
    /// The profession.
    Profession,
    /// Eligible FTE.
    EligibleFte,
    /// Expected placement weeks.
    Expected,
    /// Provided placement weeks.
    Provided,
    /// Provided − expected.
    Gap,
    /// Provided ÷ expected.
    Ratio,
    /// Where the organisation stands.
    Status,
    /// Placements that would close the gap.
    Placements,
    /// What the figures rest on.
    Note,
}

impl OverviewColumn {
    /// Every column, from left to right.
    pub const ALL: [OverviewColumn; 12] = [
        OverviewColumn::Organisation,
        OverviewColumn::Code,
        OverviewColumn::Region,
        OverviewColumn::Profession,
        OverviewColumn::EligibleFte,
        OverviewColumn::Expected,
        OverviewColumn::Provided,
        OverviewColumn::Gap,
        OverviewColumn::Ratio,
        OverviewColumn::Status,
        OverviewColumn::Placements,
        OverviewColumn::Note,
    ];

    /// What the header says.
    pub const fn title(self) -> &'static str {
        match self {
            OverviewColumn::Organisation => "Organisation",
            OverviewColumn::Code => "Code",
            OverviewColumn::Region => "Region",
            OverviewColumn::Profession => "Profession",
            OverviewColumn::EligibleFte => "FTE",
            OverviewColumn::Expected => "Expected",
            OverviewColumn::Provided => "Provided",
            OverviewColumn::Gap => "Gap",
            OverviewColumn::Ratio => "Ratio",
            OverviewColumn::Status => "Status",
            OverviewColumn::Placements => "To close",
            OverviewColumn::Note => "Note",
        }
    }

    /// The unit under the header; empty for words.
    pub const fn unit(self) -> &'static str {
        match self {
            OverviewColumn::EligibleFte => "eligible",
            OverviewColumn::Expected | OverviewColumn::Provided | OverviewColumn::Gap => "weeks",
            OverviewColumn::Ratio => "of share",
            OverviewColumn::Placements => "placements",
            _ => "",
        }
    }

    /// The figure that a cell of the column shows; for names and words, where the organisation stands.
    pub const fn measure(self) -> Measure {
        match self {
            OverviewColumn::EligibleFte => Measure::EligibleFte,
            OverviewColumn::Expected => Measure::ExpectedWeeks,
            OverviewColumn::Provided => Measure::ProvidedWeeks,
            OverviewColumn::Gap => Measure::GapWeeks,
            OverviewColumn::Ratio => Measure::ProvisionRatio,
            OverviewColumn::Placements => Measure::PlacementsToCloseGap,
            _ => Measure::Status,
        }
    }

    /// Whether the column holds figures, which stand right-aligned.
    pub const fn is_figure(self) -> bool {
        !self.unit().is_empty()
    }

    /// Whether it is shown before anyone chooses.
    pub const fn shown_at_first(self) -> bool {
        !matches!(
            self,
            OverviewColumn::Code | OverviewColumn::Region | OverviewColumn::Placements | OverviewColumn::Note
        )
    }
}
