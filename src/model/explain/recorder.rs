//! Who listens while a figure is worked out.

use super::{FigureValue, Formula, Story};
use crate::model::{AcademicYear, Fraction, NoRate, Place, Profession, Rate, Snapshot, Status};

/// Listens while a figure is worked out, or does not.
pub(crate) trait Recorder: Sized {
    /// Whether it does.
    const LISTENS: bool;

    /// Works a figure out. What is told meanwhile, figures among it, belongs to it.
    fn figure<T: Figured>(&mut self, heading: impl FnOnce() -> Heading, work: impl FnOnce(&mut Self) -> T) -> T;

    /// Tells a story more than the calculation needs: settings, rows, reasons, and where parts that were
    /// worked out before come from.
    fn tell(&mut self, tell: impl FnOnce(&mut Story<'_>));
}

/// Does not listen: everything it is told compiles away.
#[derive(Debug)]
pub(crate) struct Plain;

impl Recorder for Plain {
    const LISTENS: bool = false;

    #[inline(always)]
    fn figure<T: Figured>(&mut self, _heading: impl FnOnce() -> Heading, work: impl FnOnce(&mut Self) -> T) -> T {
        work(self)
    }

    #[inline(always)]
    fn tell(&mut self, _tell: impl FnOnce(&mut Story<'_>)) {}
}

/// Which figure is being worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Heading {
    pub formula: Formula,
    pub subject: Subject,
}

/// Of what.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Subject {
    Place(Place),
    Snapshot(Snapshot),
    /// A profession and year of the whole plan.
    Group(Profession, AcademicYear),
}

impl Heading {
    pub const fn at(formula: Formula, place: Place) -> Heading {
        Heading { formula, subject: Subject::Place(place) }
    }

    pub const fn snapshot(moment: Snapshot) -> Heading {
        Heading { formula: Formula::SnapshotFte, subject: Subject::Snapshot(moment) }
    }

    pub const fn group(formula: Formula, profession: Profession, year: AcademicYear) -> Heading {
        Heading { formula, subject: Subject::Group(profession, year) }
    }
}

/// What the calculation gives for a figure, as the value of its story.
pub(crate) trait Figured {
    /// `None` is missing.
    fn value(&self) -> Option<FigureValue>;
}

impl Figured for Option<Fraction> {
    fn value(&self) -> Option<FigureValue> {
        self.map(FigureValue::Number)
    }
}

impl Figured for Option<i128> {
    fn value(&self) -> Option<FigureValue> {
        self.map(FigureValue::Count)
    }
}

impl Figured for Result<Rate, NoRate> {
    fn value(&self) -> Option<FigureValue> {
        self.ok().map(|rate| FigureValue::Number(rate.value()))
    }
}

impl Figured for Status {
    fn value(&self) -> Option<FigureValue> {
        Some(FigureValue::Status(*self))
    }
}
