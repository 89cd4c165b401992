//! What a file of a kind must have, and the sentence for one that has not.

use super::findings::cut;
use super::head::Head;
use super::header::Header;
use super::kind::{is_something_else, remedy, with_article};
use super::meaning::{Meaning, fold_header};
use super::shape::{Shape, find};
use super::{ImportError, Kind, Mapping};

/// Something that every file of a kind must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is, in words: *date column*.
    pub what: &'static str,
    /// The columns that give it, any of which will do.
    pub any_of: &'static [Meaning],
}

/// What a file of `kind` must have.
pub const fn needed(kind: Kind) -> &'static [Need] {
    use Meaning::*;
    match kind {
        Kind::Workforce => &[
            Need { what: "date column", any_of: &[Period, AcademicYear] },
            Need { what: "organisation code column", any_of: &[OrgCode] },
            Need { what: "FTE column", any_of: &[Fte] },
            Need { what: "profession column", any_of: &[Profession, OccupationCode] },
        ],
        Kind::Placements => &[
            Need { what: "academic year column", any_of: &[AcademicYear, StartDate] },
            Need { what: "organisation code column", any_of: &[OrgCode] },
            Need { what: "profession column", any_of: &[Profession] },
            Need { what: "column of activity", any_of: &[PlacementWeeks, WeeksPerStudent, Hours, Days] },
        ],
        Kind::Organisations => &[
            Need { what: "organisation code column", any_of: &[OrgCode] },
            Need { what: "organisation name column", any_of: &[OrgName] },
        ],
        Kind::Mergers => &[
            Need { what: "column of predecessor codes", any_of: &[Predecessor] },
            Need { what: "column of successor codes", any_of: &[Successor] },
        ],
        Kind::Demand => &[
            Need { what: "academic year column", any_of: &[AcademicYear, StartDate] },
            Need { what: "profession column", any_of: &[Profession] },
            Need { what: "column of placement weeks", any_of: &[PlacementWeeks, WeeksPerStudent] },
        ],
    }
}

impl Need {
    fn is_met(&self, header: &Header, kind: Kind, mapping: &Mapping) -> bool {
        self.any_of.iter().any(|meaning| match meaning {
            // The demand of a year is its total, not each student's.
            Meaning::WeeksPerStudent if kind == Kind::Demand => {
                header.has(Meaning::Students) && header.has(Meaning::WeeksPerStudent)
            }
            Meaning::OrgCode if kind != Kind::Organisations && mapping.names_organisations() => {
                header.has(Meaning::OrgCode) || header.has(Meaning::OrgName)
            }
            meaning => header.has(*meaning),
        })
    }

    /// What tempts one to take another column for it.
    fn remark(&self, header: &Header, kind: Kind) -> String {
        match self.any_of.first() {
            Some(Meaning::OrgCode) if kind != Kind::Organisations => {
                beside(header, &[Meaning::OrgName], "a name is not a code")
            }
            Some(Meaning::Fte) => not_fte(header),
            Some(Meaning::PlacementWeeks) => bare_weeks(header),
            _ => String::new(),
        }
    }
}

/// The columns that a header lacks to be one of `kind`, in words.
pub(super) fn missing(header: &Header, kind: Kind, mapping: &Mapping) -> Vec<String> {
    let open = needed(kind).iter().filter(|need| !need.is_met(header, kind, mapping));
    open.map(|need| format!("no {}{}", need.what, need.remark(header, kind))).collect()
}

/// The error for a file in which no complete header was found.
pub(super) fn refusal(file: &str, head: &Head, kind: Kind, shape: &Shape, mapping: &Mapping) -> ImportError {
    let file = file.to_owned();
    if !shape.header.has_any()
        && let Some(line) = head.too_long()
    {
        return ImportError::LongHeader { file, line };
    }
    if let (false, Some(row)) = (shape.found, mapping.header_row) {
        return ImportError::NoHeaderRow { file, row };
    }
    let line = if shape.header.has_any() { shape.header.line } else { shape.first_line };
    if let Some((meaning, column)) = shape.header.absent.first() {
        return ImportError::MappedColumn { file, line, meaning: *meaning, column: cut(column) };
    }
    let missing = missing(&shape.header, kind, mapping);
    if kind == Kind::Workforce
        && missing.len() == 1
        && let Some(value) = shape.header.get(Meaning::Value)
        && !shape.header.has(Meaning::Fte)
    {
        return ImportError::NeedsDataType { file, line, column: shape.header.shown(value) };
    }
    let nothing = Mapping::default();
    // A workforce or placement file also has all that a list of organisations needs.
    let reads_as = |other: &Kind| {
        let shape = find(head, *other, &nothing);
        shape.complete && !(*other == Kind::Organisations && is_something_else(&shape, mapping))
    };
    let other = Kind::ALL.into_iter().find(|other| *other != kind && reads_as(other));
    let remedy = match other {
        Some(other) => format!("it reads as {}: load it as one", with_article(other)),
        None => remedy(kind).to_owned(),
    };
    ImportError::MissingColumns { file, line, kind, missing: listed(&missing), remedy }
}

impl Header {
    fn has_any(&self) -> bool {
        Meaning::ALL.iter().any(|meaning| self.has(*meaning))
    }
}

/// `a, b and c`.
pub(super) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

/// ` (FTE_DAYS_LOST is not FTE)`: the first column that someone might take for FTE.
fn not_fte(header: &Header) -> String {
    let tempting = |name: &&String| {
        let folded = fold_header(name);
        folded.contains("fte") || folded.contains("wte") || folded.contains("headcount") || folded == "hc"
    };
    header.names.iter().find(tempting).map_or(String::new(), |name| format!(" ({} is not FTE)", cut(name)))
}

/// ` (weeks may be …)` where a column is headed by nothing more than *weeks*.
fn bare_weeks(header: &Header) -> String {
    let bare = header.names.iter().find(|name| fold_header(name) == "weeks");
    bare.map_or(String::new(), |name| format!(" ({name} may be each student's or the row's)"))
}

fn beside(header: &Header, meanings: &[Meaning], remark: &str) -> String {
    let column = meanings.iter().find_map(|meaning| header.get(*meaning));
    column.map_or(String::new(), |column| format!(" ({}: {remark})", header.shown(column)))
}
