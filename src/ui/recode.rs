//! Another code in place of one: on this passage, in this source, everywhere, or among what is shown.

use super::choice::choose_ui;
use super::overlay::{OverlayState, QUICK_SHARE};
use super::pick_code::pick_ui;
use super::theme::Theme;
use super::words::{cut, word};
use crate::model::{Code, CodeId, CodingId, SourceId};
use crate::query::{self, Filter};
use crate::session::{Action, Named, Open, Saying, Session};
use egui::{Key, Modifiers, RichText, Ui};

/// What the field remembers.
#[derive(Default)]
pub(super) struct RecodeState {
    at: usize,
    /// How many codings each reach has.
    counts: Option<((u64, CodingId), Vec<usize>)>,
}

/// How far the other code goes.
#[derive(Clone, Debug)]
struct Reach {
    /// The locale key of its words.
    key: &'static str,
    /// Which codings; the one coding when there is none.
    filter: Option<Filter>,
}

/// The reaches there are to choose from.
fn reaches(session: &Session, source: SourceId) -> Vec<Reach> {
    let open = session.open().map(Open::coder);
    let of = |key, filter| Reach {
        key,
        filter: Some(filter),
    };
    let mut reaches = vec![
        Reach {
            key: "recode-here",
            filter: None,
        },
        of("recode-source", Filter::of_source(source)),
        of("recode-everywhere", Filter::all()),
    ];
    reaches.extend(open.map(|it| of("recode-mine", Filter::of_coder(it))));
    let marks = &session.look().marks;
    if !marks.is_all() {
        reaches.push(of("recode-shown", marks.filter.clone()));
    }
    reaches
}

/// The field, with what is coded otherwise above it.
pub(super) fn recode_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut OverlayState,
    asked: &mut Vec<Action>,
) {
    let Some(open) = session.open() else { return };
    let theme = Theme::of(ui.ctx());
    let codings = &session.look().recoding;
    let first = codings.first().copied();
    let row = first.and_then(|it| query::row(open.project(), it));
    let Some(row) = row else { return };
    let width = ui.ctx().content_rect().width() * 0.9;
    ui.set_width(theme.sizes.dialog.min(width));
    let quote: String = row.quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = Saying::new("recode-title")
        .with("name", cut(row.code_name))
        .with("quote", quote.chars().take(24).collect::<String>());
    ui.label(session.locale().say(&title));
    let is_one = codings.len() == 1;
    let mut reaches = reaches(session, row.source);
    reaches.truncate(if is_one { reaches.len() } else { 1 });
    let key = (open.history().revision(), row.id);
    if state.recode.counts.as_ref().is_none_or(|it| it.0 != key) {
        let count = |it: &Reach| match &it.filter {
            Some(filter) => count(open, filter, row.code),
            None => codings.len(),
        };
        state.recode.counts = Some((key, reaches.iter().map(count).collect()));
    }
    // Alt and an arrow go from reach to reach while a name is typed.
    let (down, up) = ui.input_mut(|input| {
        let mut pressed = |key| usize::from(input.consume_key(Modifiers::ALT, key));
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp))
    });
    let last = reaches.len().saturating_sub(1);
    state.recode.at = (state.recode.at + down).saturating_sub(up).min(last);
    for (at, reach) in reaches.iter().enumerate() {
        let counts = state.recode.counts.as_ref();
        let count = counts.and_then(|it| it.1.get(at)).copied().unwrap_or(1);
        let words = Saying::new(reach.key).with("count", count);
        let words = session.locale().say(&words);
        if choose_ui(ui, state.recode.at == at, &words).clicked() {
            state.recode.at = at;
        }
    }
    let (hint, name) = (word(session, "recode-hint"), word(session, "recode-field"));
    let may = |it: &Code| it.applicable && it.id != row.code;
    let height = theme.sizes.palette_list * QUICK_SHARE * 0.6;
    let picked = pick_ui(ui, open, state, (&[], &may), (&hint, &name, height));
    let keys = RichText::new(word(session, "recode-keys")).small();
    ui.label(keys.color(theme.colours.weak));
    let taken = picked.at.filter(|_| picked.entered || picked.clicked);
    if let (Some(code), Some(reach)) = (taken, reaches.get(state.recode.at)) {
        let code = Some(Named::id(code));
        asked.push(match &reach.filter {
            None => Action::Recode {
                codings: codings.clone(),
                from: None,
                filter: Box::default(),
                code,
            },
            Some(filter) => Action::Recode {
                codings: Vec::new(),
                from: Some(Named::id(row.code)),
                filter: Box::new(filter.clone()),
                code,
            },
        });
    }
}

/// How many codings with a code a filter lets pass.
fn count(open: &Open, filter: &Filter, code: CodeId) -> usize {
    if filter.codes.as_ref().is_some_and(|it| !it.contains(&code)) {
        return 0;
    }
    let filter = Filter {
        codes: Some([code].into()),
        ..filter.clone()
    };
    query::matching(open.project(), open.index(), &filter).len()
}
