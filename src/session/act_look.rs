//! What is on the screen: sources shown, selections, panels, themes, languages, keys.

use super::act::Acted;
use super::act_codings::span_in;
use super::look::Pane;
use super::{
    ActError, Action, Chord, Keys, Language, Locale, Named, Numbers, Overlay, Panel, Saying,
    Session, Theme, Typesetting, table,
};
use crate::model::{CodeId, RecordId};
use crate::text::{CharSpan, Span, graphemes, paragraphs, sentences};

/// Smallest and largest size of everything, and one step, in per cent.
const ZOOM: (u16, u16, u16) = (50, 300, 10);

impl Session {
    pub(super) fn act_on_look(&mut self, action: Action) -> Acted {
        Acted::Yes(match action {
            Action::ShowSource { source } => self.show_source(&source),
            Action::Select { start, end } => self.select(CharSpan { start, end }),
            Action::SelectNone => {
                self.let_go();
                Ok(())
            }
            Action::GrowSelection => self.grow(),
            Action::ShrinkSelection => self.shrink(),
            Action::Copy => self.copy(false),
            Action::CopyCited => self.copy(true),
            Action::Read { at } => self.read(at),
            Action::ShowMarks {
                codes,
                coders,
                set,
                compare,
            } => self.show_marks(&codes, &coders, set.as_ref(), compare),
            Action::ShowOverlay { overlay } => {
                self.after_save = None;
                self.look.overlay = overlay;
                self.drop_plan();
                self.drop_edition();
                Ok(())
            }
            Action::ChooseCodes { codes } => self.choose_codes(&codes),
            Action::NextPane => self.step_pane(1),
            Action::PreviousPane => self.step_pane(-1),
            Action::OpenPalette => self.ask_with(Overlay::Palette, "action"),
            Action::Dismiss { notice } => {
                self.notices.dismiss(notice);
                Ok(())
            }
            other => return self.act_on_settings(other),
        })
    }

    fn act_on_settings(&mut self, action: Action) -> Acted {
        let done = match action {
            Action::TogglePanel { panel } => {
                self.toggle(panel);
                Ok(())
            }
            Action::ShowBoard { board } => {
                self.look.board = board;
                self.settings.hidden.remove(&Panel::Board);
                Ok(())
            }
            Action::SetTheme { theme } => {
                self.settings.theme = theme;
                Ok(())
            }
            Action::SetFont { writing, family } => {
                self.settings.fonts.remove(&writing);
                let family = family.filter(|it| !it.trim().is_empty());
                self.settings.fonts.extend(family.map(|it| (writing, it)));
                Ok(())
            }
            Action::SetMotion { motion } => {
                self.settings.motion = motion;
                Ok(())
            }
            Action::ToggleTheme => {
                let dark = self.settings.theme == Theme::Dark;
                self.settings.theme = if dark { Theme::Light } else { Theme::Dark };
                Ok(())
            }
            Action::SetLanguage { language } => {
                self.speak(language);
                Ok(())
            }
            Action::SetTypesetting {
                size,
                measure,
                leading,
                indent,
                numbers,
                pinyin,
            } => self.set_type([size, measure, leading, indent], numbers, pinyin),
            Action::ZoomIn => self.zoom(i32::from(ZOOM.2)),
            Action::ZoomOut => self.zoom(-i32::from(ZOOM.2)),
            Action::ZoomReset => {
                self.settings.zoom_percent = 100;
                Ok(())
            }
            Action::SetKeys { action, keys } => self.set_keys(action, keys),
            Action::ResetKeys => {
                self.settings.keys.clear();
                self.keys = Keys::new(&self.settings.keys);
                Ok(())
            }
            other => return Acted::No(other),
        };
        self.save_settings();
        Acted::Yes(done)
    }

    fn show_source(&mut self, source: &Named) -> Result<(), ActError> {
        let id = source.source(self.need_open()?.project())?.id;
        self.remember_place();
        self.look.show(Some(id));
        self.look.inspected = Some(RecordId::Source(id));
        Ok(())
    }

    fn select(&mut self, chars: CharSpan) -> Result<(), ActError> {
        let source = self.source_or_shown(None)?;
        let span = span_in(source, chars)?;
        let snapped = graphemes::snap(source.text(), span);
        self.look.select(snapped);
        Ok(())
    }

    /// Closes what lies on top: first an overlay, then a code that sticks, then the selection, then
    /// what is inspected.
    fn let_go(&mut self) {
        self.after_save = None;
        let is_closed = self.look.overlay.take().is_some() || self.look.sticky.take().is_some();
        match self.look.marked() {
            _ if is_closed => {}
            // The caret stays, to go on from there.
            Some(span) => self.look.selection = Some(Span::new(span.end, span.end)),
            None => self.look.inspected = None,
        }
        self.look.ladder.clear();
        self.drop_plan();
        self.drop_edition();
    }

    /// The codes chosen in the codebook, or the one inspected.
    pub fn chosen_codes(&self) -> Vec<CodeId> {
        match self.look.inspected {
            _ if !self.look.codes.is_empty() => self.look.codes.clone(),
            Some(RecordId::Code(code)) => vec![code],
            _ => Vec::new(),
        }
    }

    fn choose_codes(&mut self, codes: &[Named]) -> Result<(), ActError> {
        let codes: Result<Vec<CodeId>, _> = codes.iter().map(|it| self.code_id(it)).collect();
        let codes = codes?;
        if let Some(last) = codes.last() {
            self.look.inspected = Some(RecordId::Code(*last));
        }
        self.look.codes = codes;
        Ok(())
    }

    /// Gives the part after or before this one the keyboard, among those that are shown.
    fn step_pane(&mut self, by: isize) -> Result<(), ActError> {
        self.need_open()?;
        let hidden = &self.settings.hidden;
        let shown = Panel::ALL.into_iter().filter(|it| !hidden.contains(it));
        let panes: Vec<Pane> = std::iter::once(Pane::Page)
            .chain(shown.map(Pane::Panel))
            .collect();
        let count = panes.len();
        let at = panes.iter().position(|it| *it == self.look.pane);
        let to = at.unwrap_or(0).checked_add_signed(by);
        let to = to.unwrap_or(count.saturating_sub(1)) % count.max(1);
        self.look.pane = panes.get(to).copied().unwrap_or_default();
        self.look.wants_pane = true;
        Ok(())
    }

    /// One rung up: caret → word → sentence → paragraph → everything.
    fn grow(&mut self) -> Result<(), ActError> {
        let source = self.source_or_shown(None)?;
        let text = source.text();
        let now = self
            .look
            .selection
            .unwrap_or(Span::new(self.look.reading, self.look.reading));
        let around = |at: fn(&str, usize) -> Span| {
            let last = graphemes::previous(text, now.end).max(now.start);
            at(text, now.start).cover(at(text, last))
        };
        let word = self.words().at(text, now.start);
        let rungs = [
            word.cover(now),
            around(sentences::at),
            around(paragraphs::at),
        ];
        let all = Span::new(0, text.len());
        let larger = |rung: &Span| now.within(*rung) && *rung != now && !rung.is_empty();
        let next = rungs.into_iter().find(larger).unwrap_or(all);
        let mut ladder = std::mem::take(&mut self.look.ladder);
        ladder.push(now);
        self.look.select(next);
        self.look.ladder = ladder;
        Ok(())
    }

    fn shrink(&mut self) -> Result<(), ActError> {
        self.source_or_shown(None)?;
        if let Some(before) = self.look.ladder.pop() {
            self.look.selection = Some(before);
        }
        Ok(())
    }

    fn copy(&mut self, cited: bool) -> Result<(), ActError> {
        let (id, span) = self.selected()?;
        let source = self.need_open()?.project().sources().get(id);
        let words = source.and_then(|it| {
            let words = span.of(it.text())?;
            let chars = it.lines.chars_from_span(span)?;
            let cite = Saying::new("cited-words")
                .with("quote", words)
                .with("source", it.name.as_str())
                .with("start", chars.start)
                .with("end", chars.end);
            Some(match cited {
                true => self.locale.say(&cite),
                false => words.to_owned(),
            })
        });
        self.look.copied = words;
        Ok(())
    }

    fn read(&mut self, at: usize) -> Result<(), ActError> {
        let source = self.source_or_shown(None)?;
        self.look.reading = source
            .lines
            .byte_from_char(at)
            .unwrap_or(source.text().len());
        Ok(())
    }

    fn toggle(&mut self, panel: Panel) {
        if !self.settings.hidden.remove(&panel) {
            self.settings.hidden.insert(panel);
        }
    }

    fn speak(&mut self, language: Language) {
        self.settings.language = Some(language);
        self.locale = Locale::new(language);
    }

    fn set_type(
        &mut self,
        wished: [Option<u16>; 4],
        numbers: Option<Numbers>,
        pinyin: Option<bool>,
    ) -> Result<(), ActError> {
        if wished == [None; 4] && numbers.is_none() && pinyin.is_none() {
            return self.ask_with(Overlay::Typesetting, "size");
        }
        let [size, measure, leading, indent] = wished;
        let now = self.settings.typesetting;
        let wanted = Typesetting {
            size: size.unwrap_or(now.size),
            measure: measure.unwrap_or(now.measure),
            leading: leading.unwrap_or(now.leading),
            indent: indent.unwrap_or(now.indent),
            numbers: numbers.unwrap_or(now.numbers),
            pinyin: pinyin.unwrap_or(now.pinyin),
        };
        self.settings.typesetting = wanted.within_limits();
        Ok(())
    }

    fn zoom(&mut self, by: i32) -> Result<(), ActError> {
        let (least, most, _) = ZOOM;
        let wanted = (i32::from(self.settings.zoom_percent) + by).clamp(least.into(), most.into());
        self.settings.zoom_percent = u16::try_from(wanted).unwrap_or(100);
        Ok(())
    }

    fn set_keys(&mut self, action: String, keys: Vec<String>) -> Result<(), ActError> {
        if table::row(&action).is_none() {
            return Err(ActError::NoAction { name: action });
        }
        for key in &keys {
            let chord = Chord::parse(key).ok_or_else(|| ActError::BadKey { key: key.clone() })?;
            if let Some(owner) = self.keys.action(&chord).filter(|owner| *owner != action) {
                return Err(ActError::KeyTaken {
                    key: key.clone(),
                    action: owner.to_owned(),
                });
            }
        }
        self.settings.keys.insert(action, keys);
        self.keys = Keys::new(&self.settings.keys);
        Ok(())
    }
}
