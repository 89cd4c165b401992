//! The window, driven by accessible labels and the keyboard: without a display, without a GPU.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod app;
mod assumptions;
mod charts;
mod compare;
mod explain;
mod exports;
mod import;
mod keyboard;
mod levers;
mod made_up;
mod organisation;
mod peers;
mod professions;
mod rug;
mod small;
mod what_if;
mod what_if_explained;
mod widgets;
mod words;
