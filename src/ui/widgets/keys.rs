//! The keys that move through rows, shared by the table and the bar chart.

use eframe::egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

/// What the keyboard asked of the body of a table or chart that has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Rows down (negative: up); the ends are `i64::MIN` and `i64::MAX`.
    pub rows: i64,
    /// Columns to the right (negative: left).
    pub columns: i32,
    /// Enter.
    pub open: bool,
    /// Space.
    pub explain: bool,
    /// Ctrl+C.
    pub copy: bool,
}

/// Takes the keys meant for rows, if the body has the keyboard. `page` is how many rows are in sight.
pub(super) fn take(ui: &Ui, body: &Response, page: usize) -> Asked {
    // Arrows belong to the rows; without this egui would move to the nearest button instead.
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(body.id, filter));
    if body.gained_focus() {
        // The filter takes hold a frame after the focus came. Without that frame the first arrow pressed
        // after a click would carry the focus away.
        ui.ctx().request_repaint();
    }
    if !body.has_focus() {
        return Asked::default();
    }
    let page = page.max(2) as i64 - 1;
    ui.input_mut(|input| {
        let mut asked = Asked::default();
        for (key, rows) in [
            (Key::ArrowDown, 1),
            (Key::ArrowUp, -1),
            (Key::PageDown, page),
            (Key::PageUp, -page),
            (Key::Home, i64::MIN),
            (Key::End, i64::MAX),
        ] {
            for _ in 0..input.count_and_consume_key(Modifiers::NONE, key) {
                asked.rows = asked.rows.saturating_add(rows);
            }
        }
        asked.columns = input.count_and_consume_key(Modifiers::NONE, Key::ArrowRight) as i32
            - input.count_and_consume_key(Modifiers::NONE, Key::ArrowLeft) as i32;
        asked.open = input.consume_key(Modifiers::NONE, Key::Enter);
        asked.explain = input.consume_key(Modifiers::NONE, Key::Space);
        // The windowing layer turns Ctrl+C into a copy event; tests and other platforms may send the key.
        let events = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Copy));
        asked.copy = input.events.len() < events || input.consume_key(Modifiers::COMMAND, Key::C);
        asked
    })
}

/// The row that is `by` rows on from `from`, kept inside; without a `from`, the first or the last.
pub(super) fn step(from: Option<usize>, by: i64, count: usize) -> Option<usize> {
    if count == 0 || by == 0 {
        return from;
    }
    let last = count as i64 - 1;
    let to = match from {
        Some(row) => (row as i64).saturating_add(by),
        None if by == i64::MAX => last,
        None => 0,
    };
    Some(to.clamp(0, last) as usize)
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_stay_inside() {
        assert_eq!(step(Some(3), 1, 5), Some(4));
        assert_eq!(step(Some(4), 1, 5), Some(4));
        assert_eq!(step(Some(0), -1, 5), Some(0));
        assert_eq!(step(Some(2), i64::MIN, 5), Some(0));
        assert_eq!(step(Some(2), i64::MAX, 5), Some(4));
        assert_eq!(step(None, 1, 5), Some(0));
        assert_eq!(step(None, i64::MAX, 5), Some(4));
        assert_eq!(step(None, 1, 0), None);
    }
}
