//! Whose profession a row is about: by its profession, its occupation code, or what the mapping says.

use super::cache::Cache;
use super::cells::{Stop, aggregate};
use super::findings::{Doubt, Doubts};
use super::meaning::Meaning;
use super::reading::{Assigned, Reading, Says};
use super::reason::{Ignored, Reason};
use super::record::Row;
use super::report::Amounts;
use super::words;
use crate::model::occupation::{self, Occupation};
use crate::model::{Profession, Professions, is_missing, is_no_text};

/// What a profession cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProfessionCell {
    Known(Profession, Option<Occupation>),
    Unknown,
    Missing,
    Total,
    SetAside,
}

/// The columns of professions and of occupation codes.
pub(super) struct ProfessionColumn<'m> {
    column: Option<usize>,
    code: Option<usize>,
    assigned: Assigned<'m>,
    professions: &'m Professions,
    known: Cache<ProfessionCell>,
    codes: Cache<Option<Occupation>>,
}

impl<'m> ProfessionColumn<'m> {
    pub fn new(reading: &Reading<'m>) -> Self {
        ProfessionColumn {
            column: reading.get(Meaning::Profession),
            code: reading.get(Meaning::OccupationCode),
            assigned: reading.assigned(Meaning::Profession),
            professions: &reading.mapping.professions,
            known: Cache::new(),
            codes: Cache::new(),
        }
    }

    /// The profession that a row names, and what its occupation code says where it has one. An unknown
    /// profession is ignored with a warning, never guessed.
    pub fn read(
        &mut self,
        row: Row<'_>,
        doubts: &mut Doubts,
        amounts: impl Fn() -> Amounts,
    ) -> Result<(Profession, Option<Occupation>), Stop> {
        let code = self.code.and_then(|column| self.codes.get(row.cell(column), occupation::read));
        let by_code = code.map(|code| (code.profession, Some(code)));
        let Some(column) = self.column.or(self.code) else { return Err(Stop::Reject(Reason::NoProfession, None)) };
        let cell = row.cell(column);
        match self.known.get(cell, |cell| of_cell(cell, &self.assigned, self.professions)) {
            ProfessionCell::Known(profession, occupation) => Ok((profession, code.or(occupation))),
            ProfessionCell::SetAside => Err(Stop::Ignore(Ignored::SetAside)),
            ProfessionCell::Total => Err(aggregate(row, column, doubts, amounts())),
            ProfessionCell::Missing => by_code.ok_or(Stop::Reject(Reason::NoProfession, Some(column))),
            ProfessionCell::Unknown => by_code.ok_or_else(|| {
                let name = words::without_sort_prefix(cell);
                doubts.note_with(Doubt::UnknownProfession, row.line, Some(column), name, amounts());
                doubts.unknown(Meaning::Profession, row.line, name, amounts());
                Stop::Ignore(Ignored::UnknownProfession)
            }),
        }
    }
}

fn of_cell(cell: &str, assigned: &Assigned<'_>, professions: &Professions) -> ProfessionCell {
    let cell = match assigned.says(cell) {
        Says::Means(profession) => profession,
        Says::SetAside => return ProfessionCell::SetAside,
        Says::Nothing => cell,
    };
    // Before all names: `[c]` says nothing, whatever a plan has stored under `c`.
    if is_missing(cell) || is_no_text(cell) {
        return ProfessionCell::Missing;
    }
    match occupation::profession(cell, professions) {
        Some((profession, occupation)) => ProfessionCell::Known(profession, occupation),
        None if words::is_total(cell) => ProfessionCell::Total,
        None => ProfessionCell::Unknown,
    }
}
