//! One value for each profession and year, of which copies share what neither of them changes.

use std::sync::Arc;

/// Values by the number of their column: profession by profession, each year by year. A copy costs a pointer
/// for each profession; a change of one that is shared copies the years of that profession.
#[derive(Clone, Debug)]
pub(crate) struct ByColumn<T> {
    years: usize,
    professions: Vec<Arc<Vec<T>>>,
}

impl<T: Clone> ByColumn<T> {
    /// Values in the order of their columns, so many years for each profession.
    pub fn new(years: usize, values: impl IntoIterator<Item = T>) -> ByColumn<T> {
        let (mut values, mut professions) = (values.into_iter().peekable(), Vec::new());
        while years > 0 && values.peek().is_some() {
            professions.push(Arc::new(values.by_ref().take(years).collect()));
        }
        ByColumn { years, professions }
    }

    /// The value of a column; `None` for a number that no column has.
    pub fn get(&self, column: usize) -> Option<&T> {
        let profession = column.checked_div(self.years)?;
        self.professions.get(profession)?.get(column % self.years)
    }

    /// The value of a column, to be changed; `None` for a number that no column has.
    pub fn get_mut(&mut self, column: usize) -> Option<&mut T> {
        let profession = column.checked_div(self.years)?;
        Arc::make_mut(self.professions.get_mut(profession)?).get_mut(column % self.years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_shares_all_but_the_profession_that_changes() {
        let first = ByColumn::new(2, 0..6);
        assert_eq!((0..7).map(|column| first.get(column).copied()).collect::<Vec<_>>()[4..], [Some(4), Some(5), None]);
        let mut second = first.clone();
        *second.get_mut(3).unwrap() = 30;
        assert_eq!((first.get(3), second.get(3), second.get(2)), (Some(&3), Some(&30), Some(&2)));
        let shared = |profession: usize| Arc::ptr_eq(&first.professions[profession], &second.professions[profession]);
        assert_eq!([0, 1, 2].map(shared), [true, false, true]);
        assert_eq!(ByColumn::new(0, 0..0).get(0), None);
    }
}
