//! What a table shows: columns, rows, cells. The caller implements [`TableModel`]; nothing is copied.

use std::borrow::Cow;

use crate::model::Status;
use crate::ui::widgets::Mark;

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Names and words.
    Left,
    /// Figures, so that their digits line up.
    Right,
}

/// One column. [`Column::name`], [`Column::figure`] and [`Column::text`] make the usual ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// A stable name for sorting, hiding and remembering.
    pub id: Cow<'static, str>,
    /// What the header says: "Expected".
    pub title: Cow<'static, str>,
    /// The unit, in the header beneath the title: "weeks". May be empty.
    pub unit: Cow<'static, str>,
    /// One sentence about what it means, shown on hover. May be empty.
    pub meaning: Cow<'static, str>,
    /// Where its text stands.
    pub align: Align,
    /// Never narrower than this, in points.
    pub min_width: f32,
    /// Whether its header sorts.
    pub sortable: bool,
    /// Whether it takes the room that the others leave. Its text may lose its middle.
    pub flexible: bool,
    /// Whether its texts are sentences: they lose their end instead.
    pub sentences: bool,
    /// Whether the column menu may hide it.
    pub hideable: bool,
}

impl Column {
    /// The column of names: takes the room that is left, cannot be hidden. Put it first.
    pub fn name(id: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self { align: Align::Left, min_width: 180.0, flexible: true, hideable: false, ..Self::figure(id, title) }
    }

    /// A column of figures, right-aligned.
    pub fn figure(id: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            unit: "".into(),
            meaning: "".into(),
            align: Align::Right,
            min_width: 48.0,
            sortable: true,
            flexible: false,
            sentences: false,
            hideable: true,
        }
    }

    /// A column of words: a region, a status.
    pub fn text(id: impl Into<Cow<'static, str>>, title: impl Into<Cow<'static, str>>) -> Self {
        Self { align: Align::Left, ..Self::figure(id, title) }
    }

    /// With a unit in the header.
    pub fn unit(self, unit: impl Into<Cow<'static, str>>) -> Self {
        Self { unit: unit.into(), ..self }
    }

    /// With a sentence about what it means.
    pub fn meaning(self, meaning: impl Into<Cow<'static, str>>) -> Self {
        Self { meaning: meaning.into(), ..self }
    }

    /// One of sentences.
    pub fn sentences(self) -> Self {
        Self { sentences: true, ..self }
    }

    /// Never narrower than this.
    pub fn min_width(self, min_width: f32) -> Self {
        Self { min_width, ..self }
    }

    /// One whose header does not sort.
    pub fn unsorted(self) -> Self {
        Self { sortable: false, ..self }
    }
}

/// What one cell shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell<'a> {
    /// The text, formatted: "−17.8", "1,388", "Northmoor University Hospitals".
    pub text: Cow<'a, str>,
    /// The figure is missing and `text` is the word that says so: drawn grey.
    pub missing: bool,
    /// A shape that is drawn before the text.
    pub mark: Option<Mark>,
    /// Words that stand small beside the shape, at the other side of the figure. May be empty.
    pub aside: Cow<'a, str>,
    /// The cell's ground is tinted with the colour of its mark: many cells read as a pattern.
    pub tile: bool,
    /// What is out of the ordinary about it ("edited in this scenario"): drawn as a small corner mark,
    /// told on hover and to the screen reader. May be empty.
    pub remark: Cow<'a, str>,
    /// Whether the remark is of a change that the user made: its mark has another shape.
    pub edited: bool,
}

impl<'a> Cell<'a> {
    /// A text or a formatted figure.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            text: text.into(),
            missing: false,
            mark: None,
            aside: "".into(),
            tile: false,
            remark: "".into(),
            edited: false,
        }
    }

    /// A figure that is missing, and the word that says why: "no return".
    pub fn missing(word: impl Into<Cow<'a, str>>) -> Self {
        Self { missing: true, ..Self::text(word) }
    }

    /// A status: its shape and its word.
    pub fn status(status: Status) -> Self {
        Self::text(status.word()).mark(Mark::Status(status))
    }

    /// With a shape before the text.
    pub fn mark(self, mark: Mark) -> Self {
        Self { mark: Some(mark), ..self }
    }

    /// On a tinted ground, with small words beside the shape: a cell of a rug.
    pub fn tile(self, aside: impl Into<Cow<'a, str>>) -> Self {
        Self { tile: true, aside: aside.into(), ..self }
    }

    /// With a remark.
    pub fn remark(self, remark: impl Into<Cow<'a, str>>) -> Self {
        Self { remark: remark.into(), ..self }
    }

    /// With a remark about a change that the user made.
    pub fn edited(self, remark: impl Into<Cow<'a, str>>) -> Self {
        Self { edited: true, ..self.remark(remark) }
    }
}

/// A row, whatever the order of rows: the caller's own number for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(pub u64);

/// The rows in the order in which they show. The view never sorts; it calls `cell` only for rows in
/// sight (and for all of them when the whole table is copied).
pub trait TableModel {
    /// The columns, the names first.
    fn columns(&self) -> &[Column];
    /// How many rows there are.
    fn row_count(&self) -> usize;
    /// The row's own number.
    fn row_key(&self, row: usize) -> RowKey;
    /// What a cell shows. Formatted text is best kept by the caller and borrowed here.
    fn cell(&self, row: usize, column: usize) -> Cell<'_>;
    /// Changes whenever rows, their order or their figures do; positions and widths are kept by it.
    fn revision(&self) -> u64;

    /// How a screen reader names the row: "Northmoor University Hospitals, Physiotherapy". The text of
    /// the first column unless said otherwise.
    fn row_name(&self, row: usize) -> Cow<'_, str> {
        self.cell(row, 0).text
    }

    /// Whether the cells of a column can be edited: F2, typing, Delete and Ctrl+V are then reported.
    fn is_editable(&self, _column: usize) -> bool {
        false
    }

    /// Whether a row is that of a group: it stands out from those beneath it.
    fn is_group(&self, _row: usize) -> bool {
        false
    }

    /// Where a row stands. Asked once per selection and revision, so looking through all is good enough.
    fn find(&self, key: RowKey) -> Option<usize> {
        (0..self.row_count()).find(|row| self.row_key(*row) == key)
    }
}
