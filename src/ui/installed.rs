//! The fonts that are installed on this machine, for whoever chooses other ones than Zhupi's own.
//!
//! Listing them and reading one takes a moment, so both are done on a thread of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use egui::{Context, FontData};
use fontique::{Collection, CollectionOptions, SourceCache, SourceCacheOptions};

use crate::text::Writing;

/// A family of fonts, and the writings it has.
pub(super) type Family = (String, Vec<Writing>);

/// What has been found so far.
#[derive(Default)]
struct Found {
    /// Every family; `None` until they are listed.
    families: Option<Arc<[Family]>>,
    /// The families that were read; `None` for those that are not installed.
    read: BTreeMap<String, Option<Arc<FontData>>>,
}

enum Ask {
    List,
    Read(String),
}

/// The installed fonts, as far as anybody asked.
#[derive(Default)]
pub(super) struct Installed {
    asks: Option<Sender<Ask>>,
    asked: BTreeSet<Option<String>>,
    found: Arc<Mutex<Found>>,
}

impl Installed {
    /// Every family by name; `None` until they are listed, which begins now.
    pub(super) fn families(&mut self, ctx: &Context) -> Option<Arc<[Family]>> {
        self.ask(ctx, None);
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.families.clone()
    }

    /// The regular font of a family; `None` until it is read, which begins now, and when there is
    /// none of that name.
    pub(super) fn font(&mut self, ctx: &Context, family: &str) -> Option<Arc<FontData>> {
        self.ask(ctx, Some(family));
        let found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.read.get(family).cloned().flatten()
    }

    /// Asks the thread once.
    fn ask(&mut self, ctx: &Context, family: Option<&str>) {
        if !self.asked.insert(family.map(str::to_owned)) {
            return;
        }
        let ask = family.map_or(Ask::List, |it| Ask::Read(it.to_owned()));
        let asks = self.asks.get_or_insert_with(|| {
            let (asks, asked) = mpsc::channel();
            let (found, ctx) = (self.found.clone(), ctx.clone());
            thread::spawn(move || {
                let mut shelf = Shelf::new();
                for ask in asked {
                    shelf.answer(ask, &found);
                    ctx.request_repaint();
                }
            });
            asks
        });
        // The thread lives as long as this does.
        let _ = asks.send(ask);
    }
}

/// The system's fonts, on their thread.
struct Shelf {
    fonts: Collection,
    files: SourceCache,
}

impl Shelf {
    fn new() -> Self {
        Self {
            fonts: Collection::new(CollectionOptions {
                shared: false,
                system_fonts: true,
            }),
            files: SourceCache::new(SourceCacheOptions::default()),
        }
    }

    fn answer(&mut self, ask: Ask, found: &Mutex<Found>) {
        match ask {
            Ask::List => {
                let families = self.families();
                let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                found.families = Some(families.into());
            }
            Ask::Read(name) => {
                let font = self.font(&name).map(Arc::new);
                let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                found.read.insert(name, font);
            }
        }
    }

    /// The families that have one of the writings, in the order of their names.
    fn families(&mut self) -> Vec<Family> {
        let names: BTreeSet<String> = self.fonts.family_names().map(str::to_owned).collect();
        let mut families = Vec::new();
        for name in names {
            let has = |writing: &Writing| self.has(&name, writing.common());
            let writings: Vec<Writing> = Writing::ALL.into_iter().filter(has).collect();
            if !writings.is_empty() {
                families.push((name, writings));
            }
            // Only what is in use stays in memory.
            self.files.prune(0, true);
        }
        families
    }

    fn has(&mut self, family: &str, char: char) -> bool {
        let family = self.fonts.family_by_name(family);
        let font = family.as_ref().and_then(|it| it.default_font());
        let glyph = font.and_then(|font| {
            let bytes = font.load(Some(&mut self.files))?;
            let charmap = font.charmap_index().charmap(bytes.as_ref())?;
            charmap.map(char)
        });
        glyph.is_some_and(|it| it != 0)
    }

    fn font(&mut self, family: &str) -> Option<FontData> {
        let family = self.fonts.family_by_name(family)?;
        let font = family.default_font()?;
        let bytes = font.load(Some(&mut self.files))?;
        let (bytes, _) = bytes.into_raw_parts();
        Some(FontData::from_blob(bytes, font.index()))
    }
}
