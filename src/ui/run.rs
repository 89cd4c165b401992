//! Opening the window with the renderer that works here.
//!
//! eframe falls back on nothing by itself: OpenGL fails on remote desktops, Vulkan without drivers. So
//! both renderers are tried in turn; an error after the window was made is final.

use std::cell::Cell;
use std::path::PathBuf;
use std::rc::Rc;
use std::time::Instant;

use eframe::egui::{ViewportBuilder, vec2};

use super::action::Action;
use super::app::{FairShare, Start};
use super::files::SystemPicker;
use super::frame_log::FrameLog;
use super::preferences::Preferences;
use crate::cli::{Renderer, WindowArgs};

const NAME: &str = "Fair Share Planner";

/// Opens the window; the exit status when it is closed.
pub fn run(window: WindowArgs) -> u8 {
    let started = Instant::now();
    let folders = directories::ProjectDirs::from("", "", NAME);
    let config = folders.as_ref().map_or_else(|| PathBuf::from("."), |folders| folders.config_dir().to_owned());
    let data = folders.as_ref().map_or_else(|| PathBuf::from("."), |folders| folders.data_dir().to_owned());
    let mut failures = Vec::new();
    for renderer in order(window.renderer, Preferences::load(&config).renderer()) {
        let mut preferences = Preferences::load(&config);
        if !failures.is_empty() {
            preferences.renderer = Some(word(renderer).to_owned());
        }
        let made = Rc::new(Cell::new(false));
        let (was_made, window, data) = (Rc::clone(&made), window.clone(), data.clone());
        let options = options(renderer, &preferences);
        let opened = eframe::run_native(
            NAME,
            options,
            Box::new(move |cc| {
                was_made.set(true);
                let first = match window.plan {
                    _ if window.demo => Some(Action::Sample),
                    Some(plan) => Some(Action::Open(plan)),
                    None => None,
                };
                let frames = FrameLog::from_environment(started);
                let start = Start { preferences, picker: Box::new(SystemPicker), data_folder: data, first, frames };
                Ok(Box::new(FairShare::new(&cc.egui_ctx, start)))
            }),
        );
        match opened {
            Ok(()) => return 0,
            Err(error) if made.get() => {
                eprintln!("fairshare: the window closed by itself: {error}; everything acknowledged is saved");
                return 1;
            }
            Err(error) => failures.push(format!("{}: {error}", word(renderer))),
        }
    }
    eprintln!(
        "fairshare: no window could be opened ({}); try --renderer wgpu or --renderer glow on a machine with a display, \
         or use the command line: fairshare --help",
        failures.join("; ")
    );
    1
}

/// The renderers to try: the one asked for alone, or the one that worked last before the usual order.
fn order(asked: Option<Renderer>, remembered: Option<Renderer>) -> Vec<Renderer> {
    if let Some(asked) = asked {
        return vec![asked];
    }
    let usual = if cfg!(target_os = "macos") {
        vec![Renderer::Wgpu]
    } else if cfg!(windows) {
        vec![Renderer::Wgpu, Renderer::Glow]
    } else {
        vec![Renderer::Glow, Renderer::Wgpu]
    };
    let first = remembered.filter(|renderer| usual.contains(renderer));
    first.into_iter().chain(usual.iter().copied().filter(|renderer| Some(*renderer) != first)).collect()
}

const fn word(renderer: Renderer) -> &'static str {
    match renderer {
        Renderer::Wgpu => "wgpu",
        Renderer::Glow => "glow",
    }
}

fn options(renderer: Renderer, preferences: &Preferences) -> eframe::NativeOptions {
    let [width, height] = preferences.size.unwrap_or([1280.0, 800.0]);
    eframe::NativeOptions {
        viewport: ViewportBuilder::default()
            .with_title(NAME)
            .with_app_id("fair-share-planner")
            .with_inner_size(vec2(width.clamp(640.0, 8192.0), height.clamp(400.0, 8192.0)))
            .with_min_inner_size(vec2(1024.0, 640.0))
            .with_drag_and_drop(true),
        renderer: match renderer {
            Renderer::Wgpu => eframe::Renderer::Wgpu,
            Renderer::Glow => eframe::Renderer::Glow,
        },
        ..eframe::NativeOptions::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_renderer_that_worked_last_comes_first_and_one_asked_for_stands_alone() {
        assert_eq!(order(Some(Renderer::Wgpu), Some(Renderer::Glow)), [Renderer::Wgpu]);
        if cfg!(target_os = "linux") {
            assert_eq!(order(None, None), [Renderer::Glow, Renderer::Wgpu]);
            assert_eq!(order(None, Some(Renderer::Wgpu)), [Renderer::Wgpu, Renderer::Glow]);
        }
    }
}
