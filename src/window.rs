//! The window and the system's dialogs: the only place that names eframe, mundy and rfd.

use crate::session::Manner;
use crate::session::settings::Frame;
use crate::session::{Desk, PathFor, Picked, Session, desk};
use crate::ui::{App, LEAST_SIZE, USUAL_SIZE, draw_missing_glyphs};
use eframe::egui::{Context, RawInput, Ui, ViewportBuilder, Visuals};
use rfd::{AsyncFileDialog, FileHandle};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

/// The program's name for the system, which finds icon and window by it.
const APP_ID: &str = "zhupi";
const ICON: &[u8] = include_bytes!("../assets/icon.png");
/// Nobody closes a dialog sooner: an answer as quick as this means that none was shown.
const HAND_MILLIS: u64 = 250;

/// Opens the window, with a project or texts if a path is given, until it is closed.
///
/// # Errors
/// When the system gives no window.
pub fn run(path: Option<PathBuf>) -> Result<(), eframe::Error> {
    let context: Arc<OnceLock<Context>> = Arc::default();
    let woken = context.clone();
    let wake = move || {
        if let Some(context) = woken.get() {
            context.request_repaint();
        }
    };
    let session = Session::new(Arc::new(Desk::for_window(pick, wake)), Manner::Window);
    let options = eframe::NativeOptions {
        viewport: viewport(session.settings().window),
        ..eframe::NativeOptions::default()
    };
    let begin = move |creation: &eframe::CreationContext<'_>| {
        // Set once, here; a second window would be a second run.
        let _ = context.set(creation.egui_ctx.clone());
        draw_missing_glyphs(&creation.egui_ctx);
        let mut app = App::new(&creation.egui_ctx, session);
        // Remembered among the recent projects, and found again from any other folder.
        let path = path.map(|it| std::path::absolute(&it).unwrap_or(it));
        app.take_files(path.into_iter().collect());
        let (less_motion, subscription) = less_motion(creation.egui_ctx.clone());
        let window: Box<dyn eframe::App> = Box::new(Window {
            app,
            less_motion,
            _subscription: subscription,
        });
        Ok(window)
    };
    eframe::run_native(APP_ID, options, Box::new(begin))
}

struct Window {
    app: App,
    /// Whether the system asks for less motion, as it last said.
    less_motion: Arc<AtomicBool>,
    /// As long as it is kept, the system tells.
    _subscription: mundy::Subscription,
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.app.window_frame(ui);
    }

    fn raw_input_hook(&mut self, _ctx: &Context, input: &mut RawInput) {
        self.app
            .ask_for_less_motion(self.less_motion.load(Ordering::Relaxed));
        self.app.sift(input);
    }

    fn clear_color(&self, visuals: &Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}

/// Follows what the system says about motion; where it says nothing, there is as much as usual.
fn less_motion(context: Context) -> (Arc<AtomicBool>, mundy::Subscription) {
    let asked: Arc<AtomicBool> = Arc::default();
    let told = asked.clone();
    let subscription =
        mundy::Preferences::subscribe(mundy::Interest::ReducedMotion, move |preferences| {
            let reduce = preferences.reduced_motion == mundy::ReducedMotion::Reduce;
            if told.swap(reduce, Ordering::Relaxed) != reduce {
                context.request_repaint();
            }
        });
    (asked, subscription)
}

/// The window as it was left, or of the usual size.
fn viewport(left: Option<Frame>) -> ViewportBuilder {
    let mut viewport = ViewportBuilder::default()
        .with_app_id(APP_ID)
        .with_title("Zhupi 朱批")
        .with_min_inner_size(LEAST_SIZE)
        .with_inner_size(USUAL_SIZE)
        .with_clamp_size_to_monitor_size(true);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let Some(frame) = left else { return viewport };
    viewport = viewport
        .with_inner_size([frame.width, frame.height])
        .with_maximized(frame.maximized);
    match frame.left.zip(frame.top).filter(|_| !frame.maximized) {
        Some((x, y)) => viewport.with_position([x, y]),
        None => viewport,
    }
}

/// Asks for a path with the system's dialog. Runs on a job's thread, never on the screen's.
fn pick(wanted: PathFor, suggested: &str) -> Picked {
    if !desk::has_dialogs() {
        return Picked::Unavailable;
    }
    let begun = Instant::now();
    let paths: Option<Vec<PathBuf>> = pollster::block_on(async {
        let dialog = AsyncFileDialog::new();
        let one = |it: Option<FileHandle>| it.map(|it| vec![it.path().to_owned()]);
        match wanted {
            PathFor::Folder | PathFor::Pack => one(dialog.pick_folder().await),
            PathFor::Sources => {
                let dialog = dialog.add_filter("Zhupi", &wanted.endings());
                let picked = dialog.add_filter("*", &["*"]).pick_files().await;
                picked.map(|files| files.iter().map(|it| it.path().to_owned()).collect())
            }
            wanted if wanted.is_to_write() => {
                let dialog = dialog.add_filter("Zhupi", &wanted.endings());
                one(dialog.set_file_name(suggested).save_file().await)
            }
            _ => {
                let dialog = dialog.add_filter("Zhupi", &wanted.endings());
                one(dialog.pick_file().await)
            }
        }
    });
    match paths {
        Some(paths) if !paths.is_empty() => Picked::Paths(paths),
        _ if begun.elapsed() < Duration::from_millis(HAND_MILLIS) => Picked::Unavailable,
        _ => Picked::Nothing,
    }
}
