//! Tables to read in a terminal: columns in line, words to the left, figures to the right.

/// A table under construction. The first row is its header.
#[derive(Default)]
pub struct TextTable {
    rows: Vec<Vec<String>>,
    /// How many columns, from the left, hold words.
    words: usize,
}

impl TextTable {
    /// A table with this header, whose first `words` columns hold words.
    pub fn new(words: usize, header: &[&str]) -> TextTable {
        TextTable { rows: vec![header.iter().map(|&title| title.to_owned()).collect()], words }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table as text, each line indented by two spaces.
    pub fn text(&self) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = String::new();
        for row in &self.rows {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                let space = " ".repeat(widths[column] - cell.chars().count());
                let (before, after) = if column < self.words { ("", space.as_str()) } else { (space.as_str(), "") };
                line.push_str(&format!("  {before}{cell}{after}"));
            }
            text.push_str(line.trim_end());
            text.push('\n');
        }
        text
    }
}
