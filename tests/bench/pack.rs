//! What reading packs cost: made, written in every format, and followed by the window while a recipe is
//! changed. About 10 and about 200 pages of the texts that come along, their sentences in another
//! order, with codings, notes and glosses; with the second article beside the project where it is there.
//!
//! `cargo bench --bench pack` prints for each the median of several runs, beside a named reference of
//! the same run and the limit; with `--features pdf` pages of PDF too. `-- --test` works on few pages,
//! to see that it runs.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a bench prints"
)]
#![allow(
    clippy::indexing_slicing,
    reason = "made data has the shape it was made with"
)]

mod made;
mod made_pack;

use made::Chance;
use made_pack::{own_texts, project, second_article, text};
use std::collections::BTreeMap;
use std::hint::black_box;
use std::io::Write as _;
use std::time::{Duration, Instant};
use zhupi::exchange::pack::{
    self, Edition, Ground, Ids, Letters, Made, Measure, PdfError, Settings, Texts,
};
use zhupi::model::Project;
use zhupi::query::Index;
use zhupi::text::Words;

/// Characters of one text.
const TEXT: usize = 19_000;
/// Lines of a recipe in which everything is printed.
const ALL: &str = "title,contents,introduction,text,notes,vocabulary,questions,legend";

fn main() {
    let only_small = std::env::args().any(|arg| arg == "--test");
    let words = Words::load();
    let sizes = match only_small {
        true => &[2_000_usize][..],
        false => &[6_000, 230_000],
    };
    for &chars in sizes {
        let all = own_texts();
        let mut chance = Chance::new(11);
        let count = chars.div_ceil(TEXT);
        let texts = (0..count).map(|_| text(&mut chance, &all, chars / count));
        let texts = texts.collect();
        measure(&project(&mut chance, texts), &words);
    }
    if let Some(article) = second_article() {
        println!("\nthe second article");
        let made = project(&mut Chance::new(11), vec![article]);
        measure(&made, &words);
    }
}

/// The median of several runs, and what the last one gave.
fn timed<T>(name: &str, limit: &str, mut act: impl FnMut() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut run = || {
        let begun = Instant::now();
        let gave = black_box(act());
        times.push(begun.elapsed());
        gave
    };
    let mut gave = run();
    for _ in 0..4 {
        gave = run();
    }
    times.sort_unstable();
    let median = times[times.len() / 2];
    line(name, median, times[times.len() - 1], limit);
    (median, gave)
}

fn line(name: &str, median: Duration, most: Duration, limit: &str) {
    let [median, most] = [median, most].map(|it| it.as_secs_f64() * 1e3);
    println!("  {name:<58} {median:>9.1} ms  most {most:>9.1}  {limit}");
}

fn ratio(ours: Duration, reference: Duration) {
    let ratio = ours.as_secs_f64() / reference.as_secs_f64();
    println!("    = {ratio:.2} × the reference");
}

/// As wide as in most letters: a Chinese character one size, everything else half of it.
struct Ruler;

impl Measure for Ruler {
    fn width(&self, words: &str, size: f32) -> f32 {
        let wide = |it: char| if it > '\u{2E80}' { 1.0 } else { 0.5 };
        words.chars().map(wide).sum::<f32>() * size
    }
}

/// A recipe with or without pinyin over all words.
fn recipe(has_pinyin: bool) -> BTreeMap<String, String> {
    let pinyin = if has_pinyin { "all" } else { "none" };
    [("parts", ALL), ("pinyin", pinyin), ("numbers", "lines")]
        .map(|(name, words)| (name.to_owned(), words.to_owned()))
        .into()
}

fn measure(project: &Project, words: &Words) {
    let index = Index::build(project);
    let chars: usize = project
        .sources()
        .iter()
        .map(|it| it.lines.char_count())
        .sum();
    println!(
        "\n{chars} characters in {} texts, {} codings, {} memos, {} glosses",
        project.sources().len(),
        project.codings().len(),
        project.memos().len(),
        project.glosses().len(),
    );
    let names = project.glosses().iter().map(|it| it.name.as_str());
    let words = words.with(names);
    println!("made");
    let sources: Vec<&str> = project.sources().iter().map(|it| it.text()).collect();
    let (reference, _) = timed("reference: the same texts cut into words", "", || {
        sources.iter().map(|it| words.cut(it).len()).sum::<usize>()
    });
    let of = |texts: &Texts, has_pinyin| {
        let ground = Ground {
            index: &index,
            texts,
            passages: None,
            dictionaries: &[],
            lists: &[],
            levels: &[],
            say: BTreeMap::new(),
            language: "zh-Hans".into(),
            before: &Ids::default(),
            is_stopped: &|| false,
        };
        let settings = Settings::read(&recipe(has_pinyin)).0;
        pack::make(project, &settings, Edition::Student, &ground)
    };
    let fresh = || Texts::new(words.clone());
    let (time, _) = timed("one edition, no pinyin", "", || of(&fresh(), false));
    ratio(time, reference);
    let (time, _) = timed("one edition, pinyin over all words", "", || {
        of(&fresh(), true)
    });
    ratio(time, reference);
    let texts = fresh();
    let (again, made) = timed("the same once more, texts as they were", "", || {
        of(&texts, true)
    });
    ratio(again, reference);
    let (sheets, set) = timed("its pages set for the screen", "", || {
        pack::sheets(&made.pack, &Ruler)
    });
    ratio(sheets, reference);
    println!("    {} pages", set.sheets.len());
    let both = again + sheets;
    line("a changed recipe made and set", both, both, "≤ 300 ms");
    formats(&made);
    #[cfg(feature = "ui")]
    window::follow(project);
}

/// Every format, beside its page compressed once.
fn formats(made: &Made) {
    println!("written, pinyin over all words");
    let page = pack::page(&made.pack, None).unwrap();
    let (reference, _) = timed("reference: the page for a browser compressed", "", || {
        let mut bytes = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(6));
        bytes.write_all(page.as_bytes()).unwrap();
        bytes.finish().unwrap().len()
    });
    let (time, _) = timed("HTML", "≤ 5 s", || {
        pack::page(&made.pack, None).unwrap().len()
    });
    ratio(time, reference);
    let (time, _) = timed("DOCX", "≤ 5 s", || {
        let mut bytes = Vec::new();
        pack::docx(&made.pack, &mut bytes).unwrap();
        bytes.len()
    });
    ratio(time, reference);
    let (time, _) = timed("EPUB", "≤ 5 s", || {
        let mut bytes = Vec::new();
        pack::epub(&made.pack, &mut bytes).unwrap();
        bytes.len()
    });
    ratio(time, reference);
    let (time, _) = timed("Anki", "≤ 5 s", || pack::cards(&made.pack).len());
    ratio(time, reference);
    let letters = Letters::carried();
    let pdf = || pack::pdf(&made.pack, &letters, &|| false);
    if pdf() == Err(PdfError::NotBuilt) {
        println!("  PDF: not in this build");
        return;
    }
    let (time, pdf) = timed("PDF", "≤ 5 s", || pdf().unwrap());
    ratio(time, reference);
    println!("    {} pages", pdf.pages);
}

/// The window while a recipe is changed.
#[cfg(feature = "ui")]
mod window {
    use super::{ALL, line};
    use egui::{Context, Pos2, RawInput, Rect, Vec2};
    use std::sync::Arc;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::{Duration, Instant};
    use zhupi::exchange::pack::Made;
    use zhupi::model::Project;
    use zhupi::session::{Action, Desk, Manner, Picked, Session};
    use zhupi::ui::App;

    /// Settings changed in turn.
    const CHANGES: [(&str, &str); 8] = [
        ("size", "13"),
        ("pinyin", "none"),
        ("pinyin", "all"),
        ("columns", "2"),
        ("title", "海港志"),
        ("columns", "1"),
        ("numbers", "lines"),
        ("size", "12"),
    ];

    /// The window without a screen, woken as one is.
    struct Screen {
        app: App,
        ctx: Context,
        time: f64,
        woken: Receiver<()>,
        /// The longest frame since it was last asked for.
        longest: Duration,
    }

    impl Screen {
        fn open(project: &Project) -> Self {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("p.ron");
            zhupi::file::safe::save(&path, 0, &mut |out| zhupi::file::write(project, out)).unwrap();
            let (wake, woken) = channel();
            let wake = std::sync::Mutex::new(wake);
            let desk = Desk::for_window(
                |_, _| Picked::Nothing,
                move || {
                    // Nobody listens any more at the end.
                    let _ = wake.lock().map(|it| it.send(()));
                },
            );
            let desk = desk.with_settings(folder.path().to_owned());
            let ctx = Context::default();
            let session = Session::new(Arc::new(desk), Manner::Window);
            let mut screen = Self {
                app: App::new(&ctx, session),
                ctx,
                time: 0.0,
                woken,
                longest: Duration::ZERO,
            };
            screen.app.ask(Action::OpenProject { path: Some(path) });
            screen.app.wait();
            screen
        }

        fn frame(&mut self) {
            self.time += 1.0 / 60.0;
            let size = Vec2::new(1280.0, 800.0);
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
                time: Some(self.time),
                ..RawInput::default()
            };
            let begun = Instant::now();
            let output = self.ctx.run_ui(input, |ui| self.app.frame(ui));
            self.ctx.tessellate(output.shapes, output.pixels_per_point);
            self.longest = self.longest.max(begun.elapsed());
        }

        fn shown(&self) -> Option<Arc<Made>> {
            self.app.session().pack_shown()?.made.clone()
        }

        /// Draws until another pack is on the screen; what that took.
        fn until_new(&mut self, before: Option<&Arc<Made>>) -> Duration {
            let begun = Instant::now();
            loop {
                self.frame();
                let now = self.shown();
                let is_new = now.is_some_and(|it| before.is_none_or(|was| !Arc::ptr_eq(was, &it)));
                if is_new {
                    return begun.elapsed();
                }
                // A window draws 60 times a second while something goes on, and when it is woken.
                let _ = self.woken.recv_timeout(Duration::from_millis(16));
            }
        }
    }

    /// Changes a recipe, time and again, each time until the new pages are drawn.
    pub(super) fn follow(project: &Project) {
        println!("in the window, pinyin over all words");
        let mut screen = Screen::open(project);
        let about = [("parts", ALL), ("pinyin", "all")];
        let about = about.map(|(name, words)| (name.to_owned(), words.to_owned()));
        let recipe = "课";
        screen.app.ask(Action::SetRecipe {
            recipe: recipe.into(),
            about: about.into(),
            like: None,
        });
        for _ in 0..3 {
            screen.frame();
        }
        screen.longest = Duration::ZERO;
        screen.app.ask(Action::ShowPack {
            recipe: Some(recipe.into()),
            edition: None,
        });
        let first = screen.until_new(None);
        line("the first pages", first, first, "");
        line(
            "the longest frame meanwhile",
            screen.longest,
            screen.longest,
            "≤ 16 ms",
        );
        let (mut times, mut frames) = (Vec::new(), Vec::new());
        for (name, words) in CHANGES {
            let before = screen.shown();
            screen.longest = Duration::ZERO;
            screen.app.ask(Action::SetRecipe {
                recipe: recipe.into(),
                about: [(name.to_owned(), words.to_owned())].into(),
                like: None,
            });
            times.push(screen.until_new(before.as_ref()));
            frames.push(screen.longest);
        }
        for (what, times, limit) in [
            (
                "a setting changed until its pages are drawn",
                &mut times,
                "≤ 300 ms",
            ),
            ("the longest frame meanwhile", &mut frames, "≤ 16 ms"),
        ] {
            times.sort_unstable();
            line(what, times[times.len() / 2], times[times.len() - 1], limit);
        }
    }
}
