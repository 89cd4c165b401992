//! The published methods by name, for the screen and the export.

/// A published method: what it is called and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Method {
    /// What it is called.
    pub name: &'static str,
    /// Where it is published.
    pub source: &'static str,
}

impl Method {
    /// Weeks as blocks.
    pub const CLUSTERING: Method = Method {
        name: "placement weeks as blocks: compound Poisson variance, D = Σ n·L² ÷ Σ n·L",
        source: "an assumption of this program, shown with its value",
    };
    /// Plain limits in normal form.
    pub const CLUSTERED_NORMAL: Method = Method {
        name: "funnel plot control limits, normal form, weeks clustered in blocks",
        source: "Spiegelhalter 2005, Statist. Med. 24:1185–1202, doi 10.1002/sim.1970",
    };
    /// Plain limits, exact.
    pub const EXACT_POISSON: Method = Method {
        name: "funnel plot control limits, exact Poisson (chi-square form) on effective counts",
        source: "Spiegelhalter 2005, Statist. Med. 24:1185–1202, doi 10.1002/sim.1970; NHS-R FunnelPlotR",
    };
    /// Limits widened by √φ.
    pub const MULTIPLICATIVE: Method = Method {
        name: "funnel plot control limits with multiplicative over-dispersion, φ winsorised at 10 %",
        source: "Spiegelhalter 2005, Qual Saf Health Care 14:347–351, doi 10.1136/qshc.2005.013755",
    };
    /// Limits widened by τ².
    pub const ADDITIVE: Method = Method {
        name: "funnel plot control limits with additive over-dispersion (random effects), τ² on the square-root scale",
        source: "Spiegelhalter 2005, Qual Saf Health Care 14:347–351, doi 10.1136/qshc.2005.013755; \
                 Verburg et al. 2018, PMC6193208",
    };
    /// Intervals of few blocks.
    pub const EXACT_INTERVAL: Method = Method {
        name: "exact Poisson interval (chi-square form) on effective counts below 10",
        source: "OHID PHEindicatormethods and Fingertips technical guidance",
    };
    /// Intervals of ten blocks or more.
    pub const BYAR: Method = Method {
        name: "Byar's method on effective counts of 10 and more",
        source: "OHID PHEindicatormethods and Fingertips technical guidance",
    };
    /// Ranks with their intervals.
    pub const RANKS: Method = Method {
        name: "ranks with the places that overlapping 95 % intervals allow",
        source: "after Goldstein and Spiegelhalter 1996",
    };
    /// Quarters.
    pub const QUARTERS: Method = Method {
        name: "quarters by rank, equal values sharing the smaller rank (phe_quantile)",
        source: "OHID PHEindicatormethods",
    };
}
