//! The columns of a comparison's table.

use crate::model::explain::Measure;

/// A column of the table beside the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ComparisonColumn {
    /// The organisation's name.
    Organisation,
    /// Provided ÷ expected.
    Ratio,
    /// The label by the limits that are drawn, or that the figures are unstable.
    Label,
    /// The 95 % interval of the ratio.
    Interval,
    /// Its rank, with the places it could as well have.
    Rank,
    /// Its quarter.
    Quarter,
    /// Expected placement weeks.
    Expected,
    /// Provided placement weeks.
    Provided,
    /// Eligible FTE.
    EligibleFte,
    /// Its status by the thresholds.
    Status,
    /// Its ODS code.
    Code,
    /// Its region.
    Region,
}

impl ComparisonColumn {
    /// How many there are.
    pub const COUNT: usize = 12;

    /// Every column, from left to right.
    pub const ALL: [ComparisonColumn; ComparisonColumn::COUNT] = [
        ComparisonColumn::Organisation,
        ComparisonColumn::Ratio,
        ComparisonColumn::Label,
        ComparisonColumn::Interval,
        ComparisonColumn::Rank,
        ComparisonColumn::Quarter,
        ComparisonColumn::Expected,
        ComparisonColumn::Provided,
        ComparisonColumn::EligibleFte,
        ComparisonColumn::Status,
        ComparisonColumn::Code,
        ComparisonColumn::Region,
    ];

    /// Whether its figures rest on everyone who is compared; the others the model explains.
    pub const fn rests_on_all(self) -> bool {
        use ComparisonColumn::*;
        matches!(self, Interval | Label | Rank | Quarter)
    }

    /// A stable name, for sorting and hiding.
    pub const fn id(self) -> &'static str {
        match self {
            ComparisonColumn::Organisation => "organisation",
            ComparisonColumn::Code => "code",
            ComparisonColumn::Region => "region",
            ComparisonColumn::EligibleFte => "eligible_fte",
            ComparisonColumn::Expected => "expected",
            ComparisonColumn::Provided => "provided",
            ComparisonColumn::Ratio => "ratio",
            ComparisonColumn::Interval => "interval",
            ComparisonColumn::Label => "label",
            ComparisonColumn::Rank => "rank",
            ComparisonColumn::Quarter => "quarter",
            ComparisonColumn::Status => "status",
        }
    }

    /// What the header says.
    pub const fn title(self) -> &'static str {
        match self {
            ComparisonColumn::Organisation => "Organisation",
            ComparisonColumn::Code => "Code",
            ComparisonColumn::Region => "Region",
            ComparisonColumn::EligibleFte => "FTE",
            ComparisonColumn::Expected => "Expected",
            ComparisonColumn::Provided => "Provided",
            ComparisonColumn::Ratio => "Ratio",
            ComparisonColumn::Interval => "Interval",
            ComparisonColumn::Label => "Label",
            ComparisonColumn::Rank => "Rank",
            ComparisonColumn::Quarter => "Quarter",
            ComparisonColumn::Status => "Status",
        }
    }

    /// The unit under the header; empty for words.
    pub const fn unit(self) -> &'static str {
        match self {
            ComparisonColumn::EligibleFte => "eligible",
            ComparisonColumn::Expected | ComparisonColumn::Provided => "weeks",
            ComparisonColumn::Ratio => "of share",
            ComparisonColumn::Interval => "95 %",
            ComparisonColumn::Rank => "from–to",
            _ => "",
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
            ComparisonColumn::Code
                | ComparisonColumn::Region
                | ComparisonColumn::EligibleFte
                | ComparisonColumn::Expected
                | ComparisonColumn::Provided
                | ComparisonColumn::Status
        )
    }

    /// The figure that a cell of the column shows; what is said of a ratio is explained by the ratio.
    pub const fn measure(self) -> Measure {
        match self {
            ComparisonColumn::EligibleFte => Measure::EligibleFte,
            ComparisonColumn::Expected => Measure::ExpectedWeeks,
            ComparisonColumn::Provided => Measure::ProvidedWeeks,
            ComparisonColumn::Status => Measure::Status,
            _ => Measure::ProvisionRatio,
        }
    }

    /// One sentence about what it means.
    pub const fn meaning(self) -> &'static str {
        match self {
            ComparisonColumn::Organisation => "",
            ComparisonColumn::Code => "The organisation's ODS code.",
            ComparisonColumn::Region => "The region that the organisation is in.",
            ComparisonColumn::EligibleFte => "Full-time equivalent staff that the settings count.",
            ComparisonColumn::Expected => "The fair share: eligible FTE × benchmark rate, in placement weeks.",
            ComparisonColumn::Provided => "Placement weeks delivered.",
            ComparisonColumn::Ratio => "Provided ÷ expected.",
            ComparisonColumn::Interval => {
                "Where the ratio could lie, given what chance variation does to so many placements (95 %); not widened for over-dispersion, as the limits of the label are."
            }
            ComparisonColumn::Label => {
                "Where the ratio lies among the limits of the funnel as it is drawn; what is above or below by the thresholds is the status."
            }
            ComparisonColumn::Rank => {
                "1 is the highest ratio; in brackets the places it could as well have, by the 95 % intervals."
            }
            ComparisonColumn::Quarter => "The quarter of the organisations with stable figures, by rank.",
            ComparisonColumn::Status => "By the thresholds of the settings, whatever chance would explain.",
        }
    }
}
