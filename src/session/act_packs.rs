//! Reading packs: recipes, glosses, showing and making.

use super::act::Acted;
use super::act_paths::{path_words, save_bytes};
use super::jobs::{JobDone, JobKind};
use super::locale::Saying;
use super::look::{Overlay, PathFor};
use super::notice::Level;
use super::pack_asked::{PackAsked, PackPlan, PackWritten, flaws_of};
use super::{ActError, Action, Manner, Session};
use crate::edit::plan_packs::{self, About};
use crate::exchange::pack::{
    self, Edition, Ids, Made, Measure, PackFormat, READY, Sheets, page_template,
};
use crate::model::{Gloss, Recipe, RecordId};
use crate::text::graphemes;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Things to look at that are told at once.
const TOLD: usize = 8;

/// A pack as it is shown.
pub struct PackShown {
    /// The recipe's name.
    pub recipe: String,
    /// Whom the edition is for.
    pub edition: Edition,
    /// The state of the project it was made from.
    pub revision: u64,
    /// The pack with what is to be told of it; `None` while the first one is made.
    pub made: Option<Arc<Made>>,
    /// Its pages, as whoever draws them measures words; `None` where nobody does.
    pub sheets: Option<Arc<Sheets>>,
    /// The job that makes what is shown next.
    job: Option<u64>,
}

/// Gives what measures words for the pages of a pack, on the thread of the job that sets them.
pub type Ruler = Arc<dyn Fn() -> Box<dyn Measure> + Send + Sync>;

/// What a pack to be written is wanted as, while a folder is chosen.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct PackWish {
    pub(super) recipe: String,
    pub(super) formats: Vec<PackFormat>,
    pub(super) editions: Vec<Edition>,
}

impl Session {
    pub(super) fn act_on_packs(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::SetRecipe {
                recipe,
                about,
                like,
            } => self.set_recipe(&recipe, &about, like.as_deref()),
            Action::RemoveRecipe { recipe } => self.remove_recipe(recipe.words()),
            Action::SetGloss { word, about } => self.set_gloss(word, &about),
            Action::ListWord => self.list_word(),
            Action::ShowPack { recipe, edition } => self.show_pack(recipe, edition),
            Action::MakePack {
                recipe,
                formats,
                editions,
                path,
            } => self.make_pack(
                PackWish {
                    recipe,
                    formats,
                    editions,
                },
                path,
            ),
            Action::SaveTemplate { path } => self.save_template(path),
            other => return Acted::No(other),
        })
    }

    /// The settings of a recipe of the project, or of one that comes along.
    ///
    /// # Errors
    /// When there is none of that name.
    pub fn recipe(&self, name: &str) -> Result<About, ActError> {
        let project = self.need_open()?.project();
        let is_it = |it: &&Recipe| it.name == name || it.id.to_string() == name;
        if let Some(recipe) = project.recipes().iter().find(is_it) {
            return Ok(recipe.about.clone());
        }
        let is_ready = |it: &&crate::exchange::pack::Ready| {
            it.name == name || self.locale.word(&format!("pack-ready-{}", it.name)) == name
        };
        let ready = READY.iter().find(is_ready);
        let pairs = ready.map(|it| it.about.iter());
        let about = pairs.map(|it| it.map(|(name, words)| ((*name).into(), (*words).into())));
        about
            .map(Iterator::collect)
            .ok_or_else(|| ActError::NoRecipe {
                name: name.to_owned(),
            })
    }

    fn set_recipe(
        &mut self,
        name: &str,
        about: &About,
        like: Option<&str>,
    ) -> Result<(), ActError> {
        if let Some(flaw) = flaws_of(about) {
            return Err(ActError::BadSetting { flaw });
        }
        let like = like.map(|it| self.recipe(it)).transpose()?;
        // One that comes along is where one of its name begins.
        let like = like.or_else(|| self.recipe(name).ok()).unwrap_or_default();
        self.change(|project, stamp| plan_packs::set_recipe(project, stamp, name, (about, &like)))
    }

    fn remove_recipe(&mut self, name: &str) -> Result<(), ActError> {
        let project = self.need_open()?.project();
        let is_it = |it: &&Recipe| it.name == name || it.id.to_string() == name;
        let found = project.recipes().iter().find(is_it).map(|it| it.id);
        let id = found.ok_or_else(|| ActError::NoRecipe {
            name: name.to_owned(),
        })?;
        self.act(Action::Remove {
            record: RecordId::Recipe(id),
        })
    }

    fn set_gloss(&mut self, word: Option<String>, about: &About) -> Result<(), ActError> {
        let word = match word {
            Some(word) => word,
            None => self.selected_word()?,
        };
        self.change(|project, stamp| plan_packs::set_gloss(project, stamp, &word, about))
    }

    fn list_word(&mut self) -> Result<(), ActError> {
        let word = self.selected_word()?;
        let project = self.need_open()?.project();
        let there = project.glosses().iter().find(|it| it.name == word);
        let is_listed = there.is_some_and(|it| it.told(Gloss::LISTED) == "yes");
        let listed = if is_listed { "" } else { "yes" };
        let about = [(Gloss::LISTED.to_owned(), listed.to_owned())].into();
        self.set_gloss(Some(word), &about)
    }

    /// The words selected in the source shown, without blanks around them.
    fn selected_word(&self) -> Result<String, ActError> {
        let (source, span) = self.selected()?;
        let source = self.need_open()?.project().sources().get(source);
        let source = source.ok_or(ActError::NothingShown)?;
        let span = graphemes::snap(source.text(), span);
        let words = span.of(source.text()).unwrap_or_default().trim();
        match words.is_empty() || words.contains('\n') {
            true => Err(ActError::NothingSelected),
            false => Ok(words.to_owned()),
        }
    }

    /// What a pack by a recipe is made from, before what takes time.
    fn pack_asked(&mut self, name: &str) -> Result<PackAsked, ActError> {
        let about = self.recipe(name)?;
        let query = about.get("passages").map_or("", |it| it.trim()).to_owned();
        let search = match query.is_empty() {
            true => None,
            false => Some(match self.search(&query) {
                Ok(search) => Ok(search),
                Err(error) => Err(self.locale.say(&self.words_for(&error))),
            }),
        };
        let language = self.locale.language();
        let open = self.need_open()?;
        let folder = open.path.as_deref().and_then(Path::parent);
        Ok(PackAsked {
            name: name.to_owned(),
            about,
            project: open.project().clone(),
            index: open.index().clone(),
            words: self.words.clone(),
            kept: self.pack_kept.clone(),
            search,
            folder: folder.map(Path::to_owned).unwrap_or_default(),
            language,
        })
    }

    /// What a pack by a recipe is made from, read at once: for the command line.
    ///
    /// # Errors
    /// When no project is open or there is no recipe of that name.
    pub fn plan_pack(&mut self, name: &str) -> Result<PackPlan, ActError> {
        let asked = self.pack_asked(name)?;
        Ok(asked.plan(&*self.host, &super::jobs::Pulse::default()))
    }

    /// Takes the page that is to be opened for printing, as this build makes no PDF.
    pub fn take_pack_to_print(&mut self) -> Option<PathBuf> {
        self.pack_to_print.take()
    }

    /// The pack that is shown, if one is.
    pub fn pack_shown(&self) -> Option<&PackShown> {
        self.pack.as_ref()
    }

    fn show_pack(
        &mut self,
        recipe: Option<String>,
        edition: Option<Edition>,
    ) -> Result<(), ActError> {
        let first = || {
            let recipes = self.project()?.recipes();
            recipes.iter().next().map(|it| it.name.clone())
        };
        let shown = self.pack.as_ref();
        let recipe = recipe.or_else(|| shown.map(|it| it.recipe.clone()));
        let recipe = recipe.filter(|it| self.recipe(it).is_ok()).or_else(first);
        let ready = READY.first().map_or("", |it| it.name);
        let recipe = recipe.unwrap_or_else(|| ready.to_owned());
        let edition = edition.or(shown.map(|it| it.edition));
        let edition = edition.unwrap_or(Edition::Student);
        let asked = self.pack_asked(&recipe)?;
        if self.manner == Manner::Batch {
            // Without a screen what should be looked at is all there is to show.
            let plan = asked.plan(&*self.host, &super::jobs::Pulse::default());
            self.tell_remarks(&plan.make(edition, &Ids::default()).remarks);
            return Ok(());
        }
        let revision = self.need_open()?.history().revision();
        let before = self.pack.take();
        // What is made of settings that are no longer those is of no use.
        if let Some(job) = before.as_ref().and_then(|it| it.job) {
            self.jobs.stop(job);
        }
        let (made, sheets) = before.map_or((None, None), |it| (it.made, it.sheets));
        let job = self.start_pack(asked, edition);
        self.pack = Some(PackShown {
            recipe,
            edition,
            revision,
            made,
            sheets,
            job,
        });
        self.look.overlay = Some(Overlay::Pack);
        Ok(())
    }

    /// Starts to make a pack that is to be shown, and its pages.
    fn start_pack(&mut self, asked: PackAsked, edition: Edition) -> Option<u64> {
        let (host, ruler) = (self.host.clone(), self.ruler.clone());
        self.start(JobKind::PackView, move |pulse| {
            let plan = asked.plan(&*host, pulse);
            let made = plan.make_until(edition, &Ids::default(), &|| pulse.is_stopped());
            let ruler = ruler.filter(|_| !pulse.is_stopped());
            let sheets = ruler.map(|it| Arc::new(pack::sheets(&made.pack, &*it())));
            let made = Arc::new(made);
            JobDone::PackShown { made, sheets }
        })
    }

    /// Takes in a pack that is to be shown, with its pages.
    pub(super) fn pack_made(&mut self, made: Arc<Made>, sheets: Option<Arc<Sheets>>) {
        if let Some(shown) = self.pack.as_mut() {
            let before = (shown.made.replace(made), shown.sheets.take());
            (shown.sheets, shown.job) = (sheets, None);
            // To let go of hundreds of pages takes longer than a frame; no thread, and it is done here.
            let _ = std::thread::Builder::new().spawn(move || drop(before));
        }
    }

    /// Pages of packs are set as this measures words.
    pub fn measure_with(&mut self, ruler: Ruler) {
        self.ruler = Some(ruler);
    }

    pub(super) fn make_pack(
        &mut self,
        wish: PackWish,
        path: Option<PathBuf>,
    ) -> Result<(), ActError> {
        let asked = self.pack_asked(&wish.recipe)?;
        let Some(folder) = path else {
            self.pack_wish = Some(wish);
            return self.ask_for_path(PathFor::Pack);
        };
        let host = self.host.clone();
        let formats = match wish.formats.is_empty() {
            true => vec![PackFormat::Html],
            false => wish.formats,
        };
        self.start(JobKind::Pack, move |pulse| {
            let plan = asked.plan(&*host, pulse);
            let editions = match wish.editions.is_empty() {
                true => plan.settings().editions.clone(),
                false => wish.editions,
            };
            let ground = (&*host, pulse);
            let written = plan.write(ground, (&formats, &editions), &folder);
            JobDone::PackWritten {
                written: written.map(Box::new),
            }
        });
        Ok(())
    }

    fn save_template(&mut self, path: Option<PathBuf>) -> Result<(), ActError> {
        let Some(path) = path else {
            return self.ask_for_path(PathFor::Template);
        };
        let host = self.host.clone();
        self.start(JobKind::Export, move |pulse| {
            let exported = save_bytes((&*host, pulse), &path, page_template().as_bytes());
            JobDone::Exported { path, exported }
        });
        Ok(())
    }

    /// What a folder for packs may be called.
    pub(super) fn pack_folder(&self) -> String {
        let wish = self.pack_wish.as_ref();
        wish.map_or_else(|| "pack".to_owned(), |it| it.recipe.clone())
    }

    /// The pack that waits for a folder, written into this one.
    pub fn pack_to(&self, path: PathBuf) -> Option<Action> {
        let wish = self.pack_wish.clone()?;
        Some(Action::MakePack {
            recipe: wish.recipe,
            formats: wish.formats,
            editions: wish.editions,
            path: Some(path),
        })
    }

    /// Takes in that a pack was written, or not.
    pub(super) fn pack_written(&mut self, written: Result<Box<PackWritten>, ActError>) {
        let written = match written {
            Ok(written) => written,
            Err(error) => return self.report(&error),
        };
        // A command lists the files; on the screen the folder is enough.
        let folder = written.files.first().and_then(|it| it.parent());
        let names: Vec<String> = match (self.manner, folder) {
            (Manner::Window, Some(folder)) => vec![path_words(folder)],
            _ => written.files.iter().map(|it| path_words(it)).collect(),
        };
        let words = Saying::new("notice-pack-made")
            .with("count", written.files.len())
            .with("paths", names.join("\n"));
        self.say(Level::Done, words);
        if let Some(page) = written.to_print {
            let words = Saying::new("notice-pack-no-pdf").with("path", path_words(&page));
            self.say(Level::Hint, words);
            self.pack_to_print = Some(page);
        }
        self.tell_remarks(&written.remarks);
        self.tell_moved(&written.moved);
    }

    fn tell_remarks(&mut self, remarks: &[crate::exchange::pack::Remark]) {
        if remarks.is_empty() {
            return;
        }
        let hints = remarks.iter().take(TOLD).map(|it| self.remark_words(it));
        let hints: Vec<Saying> = hints.collect();
        let words = Saying::new("notice-pack-remarks").with("count", remarks.len());
        self.notices
            .say_at(Level::Warning, words, String::new(), hints);
    }

    fn tell_moved(&mut self, moved: &[(String, crate::exchange::pack::Moved)]) {
        if moved.is_empty() {
            return;
        }
        let hints = moved.iter().take(TOLD);
        let hints = hints.map(|(text, it)| super::report_pack::moved_saying(text, it));
        let words = Saying::new("notice-pack-moved").with("count", moved.len());
        self.notices
            .say_at(Level::Hint, words, String::new(), hints.collect());
    }
}
