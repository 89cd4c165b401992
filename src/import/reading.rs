//! What the readers of rows go by: the header, the mapping, and what the mapping says texts mean.

use std::collections::HashMap;

use super::header::Header;
use super::meaning::Meaning;
use super::serial::Epoch;
use super::{DateOrder, DecimalMark, Mapping};
use crate::model::fold;

/// What the rows of one file are read by.
pub(super) struct Reading<'m> {
    pub header: &'m Header,
    pub mapping: &'m Mapping,
    /// From when the dates of a workbook are counted; `None` in a text, where a number is no date.
    pub epoch: Option<Epoch>,
}

/// What the mapping says of the texts with one meaning, by their folded form.
#[derive(Clone, Debug, Default)]
pub(super) struct Assigned<'m>(HashMap<String, Option<&'m str>>);

/// What the mapping says of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says<'m> {
    /// Nothing: the text speaks for itself.
    Nothing,
    /// That it means this.
    Means(&'m str),
    /// That its rows are set aside.
    SetAside,
}

impl<'m> Reading<'m> {
    pub fn new(header: &'m Header, mapping: &'m Mapping, epoch: Option<Epoch>) -> Reading<'m> {
        Reading { header, mapping, epoch }
    }

    pub fn get(&self, meaning: Meaning) -> Option<usize> {
        self.header.get(meaning)
    }

    pub fn mark(&self) -> DecimalMark {
        self.mapping.decimal_mark
    }

    pub fn order(&self) -> DateOrder {
        self.mapping.date_order
    }

    /// What the mapping says of texts with this meaning.
    pub fn assigned(&self, meaning: Meaning) -> Assigned<'m> {
        Assigned::of(self.mapping, meaning)
    }
}

impl<'m> Assigned<'m> {
    /// What `mapping` says of texts with this meaning.
    pub fn of(mapping: &'m Mapping, meaning: Meaning) -> Assigned<'m> {
        let texts = mapping.values.get(&meaning).into_iter().flatten();
        Assigned(texts.map(|(text, means)| (fold(text), means.as_deref().map(str::trim))).collect())
    }

    /// What the mapping says of `text`.
    pub fn says(&self, text: &str) -> Says<'m> {
        if self.0.is_empty() {
            return Says::Nothing;
        }
        match self.0.get(&fold(text)) {
            None => Says::Nothing,
            Some(Some(means)) => Says::Means(means),
            Some(None) => Says::SetAside,
        }
    }

    /// Whether it says anything of any text.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
