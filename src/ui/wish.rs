//! What can be asked for without naming anything: for menus, palette and keys.

use super::words::{key_of, with, word};
use crate::model::{CoderId, RecordId};
use crate::session::table::{Menu, Needs, Row, TABLE, row};
use crate::session::{
    Action, Arg, Board, Language, Motion, Named, Overlay, Panel, Saying, Session, Theme,
};

/// Coders offered one by one.
const MOST_CODERS: usize = 12;

/// An action with its words, ready to be asked for.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// The action's name in the table.
    pub(super) name: &'static str,
    /// Its words in the language of the interface.
    pub(super) words: String,
    /// What it does, in a sentence.
    pub(super) help: String,
    /// Its plainest key; may be empty.
    pub(super) key: String,
    /// Whether it makes sense now.
    pub(super) able: bool,
    /// For a choice: whether it is what is in force.
    pub(super) chosen: Option<bool>,
    /// The action.
    pub(super) action: Action,
}

/// Whether what an action needs is there.
pub(super) fn is_able(session: &Session, needs: Needs) -> bool {
    let open = session.open();
    match needs {
        Needs::Nothing => true,
        Needs::Project => open.is_some(),
        Needs::Source => open.is_some() && session.look().source.is_some(),
        Needs::Selection => open.is_some() && session.look().marked().is_some(),
        Needs::Done => open.is_some_and(|it| !it.history().done().is_empty()),
        Needs::Undone => open.is_some_and(|it| !it.history().undone().is_empty()),
        Needs::Found => !session.look().finding.found.is_empty(),
    }
}

/// The wish of a row that needs no more than a wish.
pub(super) fn wish(session: &Session, row: &Row) -> Option<Wish> {
    let action = row.plain?();
    Some(Wish {
        name: row.name,
        words: word(session, &row.words()),
        help: word(session, &row.help()),
        key: key_of(session, row.name),
        able: is_able(session, row.needs) && session.is_timely(row.name),
        chosen: None,
        action,
    })
}

/// The words of an action that can be wished for.
pub(super) fn words_of(session: &Session, row: &Row) -> String {
    word(session, &row.words())
}

/// The wishes of a menu, in the order of the table.
pub(super) fn of_menu(session: &Session, menu: Menu) -> Vec<Wish> {
    TABLE
        .iter()
        .filter(|it| it.menu == Some(menu))
        .filter_map(|it| wish(session, it))
        .collect()
}

/// Everything the palette offers.
pub(super) fn all(session: &Session) -> Vec<Wish> {
    let plain = TABLE.iter().filter(|it| !has_choices(it.name));
    let plain = plain.filter_map(|row| wish(session, row));
    let choices = panels(session)
        .into_iter()
        .chain(boards(session))
        .chain(themes(session))
        .chain(languages(session))
        .chain(marks(session));
    plain.chain(choices).chain([about(session)]).collect()
}

/// What Zhupi is.
pub(super) fn about(session: &Session) -> Wish {
    let mut wish = choice(session, "show-overlay", "about-open");
    wish.help = word(session, "about-help");
    wish.action = Action::ShowOverlay {
        overlay: Some(Overlay::About),
    };
    wish
}

/// Showing or hiding each panel.
pub(super) fn panels(session: &Session) -> Vec<Wish> {
    let of = |panel: Panel| {
        let plain = row("toggle-panel").and_then(|it| it.plain);
        let has_key = plain.is_some_and(|plain| plain() == Action::TogglePanel { panel });
        let mut wish = choice(session, "toggle-panel", panel_key(panel));
        wish.key = if has_key {
            key_of(session, "toggle-panel")
        } else {
            String::new()
        };
        wish.chosen = Some(!session.settings().hidden.contains(&panel));
        wish.action = Action::TogglePanel { panel };
        wish
    };
    Panel::ALL.into_iter().map(of).collect()
}

/// Whether menus and the palette offer an action only as a list of choices.
pub(super) fn has_choices(name: &str) -> bool {
    matches!(name, "toggle-panel" | "show-board")
}

/// Showing each board below the page.
pub(super) fn boards(session: &Session) -> Vec<Wish> {
    let is_shown = !session.settings().hidden.contains(&Panel::Board);
    let of = |board: Board| {
        let mut wish = choice(session, "show-board", board.key());
        let plain = row("show-board").and_then(|it| it.plain);
        if plain.is_some_and(|plain| plain() == Action::ShowBoard { board }) {
            wish.key = key_of(session, "show-board");
        }
        wish.able = session.open().is_some();
        wish.chosen = Some(is_shown && session.look().board == board);
        wish.action = Action::ShowBoard { board };
        wish
    };
    Board::ALL.into_iter().map(of).collect()
}

/// Each theme.
pub(super) fn themes(session: &Session) -> Vec<Wish> {
    let of = |(theme, key): (Theme, &'static str)| {
        let mut wish = choice(session, "set-theme", key);
        wish.chosen = Some(session.settings().theme == theme);
        wish.action = Action::SetTheme { theme };
        wish
    };
    let themes = [
        (Theme::System, "theme-system"),
        (Theme::Light, "theme-light"),
        (Theme::Dark, "theme-dark"),
    ];
    themes.into_iter().map(of).collect()
}

/// How much moves.
pub(super) fn motions(session: &Session) -> Vec<Wish> {
    let of = |(motion, key): (Motion, &'static str)| {
        let mut wish = choice(session, "set-motion", key);
        wish.chosen = Some(session.settings().motion == motion);
        wish.action = Action::SetMotion { motion };
        wish
    };
    let motions = [
        (Motion::System, "motion-system"),
        (Motion::Full, "motion-full"),
        (Motion::Reduced, "motion-reduced"),
    ];
    motions.into_iter().map(of).collect()
}

/// Which marks are shown: all, those of one coder, two coders side by side, those of a set of codes.
pub(super) fn marks(session: &Session) -> Vec<Wish> {
    let Some(open) = session.open() else {
        return Vec::new();
    };
    let project = open.project();
    let now = &session.look().marks;
    let mut all = choice(session, "show-marks", "marks-all");
    all.chosen = Some(now.is_all());
    all.action = show(&[], None, false);
    let mut wishes = vec![all];
    let coders = || project.coders().iter().take(MOST_CODERS);
    for coder in coders() {
        let mut wish = choice(session, "show-marks", "");
        let key = if coder.id == open.coder() {
            "marks-mine"
        } else {
            "marks-only-by"
        };
        wish.words = with(session, key, "name", Arg::coder(&coder.name));
        let only = [coder.id].into();
        wish.chosen = Some(now.compared.is_none() && now.filter.coders == Some(only));
        wish.action = show(&[coder.id], None, false);
        wishes.push(wish);
    }
    if project.coders().get(CoderId::CONSENSUS).is_some() {
        let others = project.coders().iter().map(|it| it.id);
        let others: Vec<CoderId> = others.filter(|it| *it != CoderId::CONSENSUS).collect();
        let mut wish = choice(session, "show-marks", "marks-no-consensus");
        let shown = others.iter().copied().collect();
        wish.chosen = Some(now.compared.is_none() && now.filter.coders == Some(shown));
        wish.action = show(&others, None, false);
        wishes.push(wish);
    }
    for other in coders().filter(|it| it.id != open.coder()) {
        let Some(own) = project.coders().get(open.coder()) else {
            break;
        };
        let mut wish = choice(session, "show-marks", "");
        let words = Saying::new("marks-compare").with("first", Arg::coder(&own.name));
        wish.words = session
            .locale()
            .say(&words.with("second", Arg::coder(&other.name)));
        wish.chosen = Some(now.compared == Some((own.id, other.id)));
        wish.action = show(&[own.id, other.id], None, true);
        wishes.push(wish);
    }
    for set in project.sets().iter() {
        if set.members.iter().any(|it| matches!(it, RecordId::Code(_))) {
            let mut wish = choice(session, "show-marks", "");
            wish.words = with(session, "marks-only-set", "name", set.name.as_str());
            wish.chosen = Some(now.set.as_ref() == Some(&set.name));
            wish.action = show(&[], Some(Named::id(set.id)), false);
            wishes.push(wish);
        }
    }
    wishes
}

fn show(coders: &[CoderId], set: Option<Named>, compare: bool) -> Action {
    Action::ShowMarks {
        codes: Vec::new(),
        coders: coders.iter().map(Named::id).collect(),
        set,
        compare,
    }
}

/// Each language, under its own name.
pub(super) fn languages(session: &Session) -> Vec<Wish> {
    let of = |language: Language| {
        let mut wish = choice(session, "set-language", "");
        wish.words = with(session, "language-named", "name", language.own_name());
        wish.chosen = Some(session.locale().language() == language);
        wish.action = Action::SetLanguage { language };
        wish
    };
    Language::ALL.into_iter().map(of).collect()
}

/// The locale key of a panel's name.
pub(super) fn panel_key(panel: Panel) -> &'static str {
    match panel {
        Panel::Sources => "panel-sources",
        Panel::Codebook => "panel-codebook",
        Panel::Board => "panel-board",
        Panel::Inspector => "panel-inspector",
    }
}

fn choice(session: &Session, name: &'static str, words: &str) -> Wish {
    Wish {
        name,
        words: word(session, words),
        help: word(session, &format!("help-{name}")),
        key: String::new(),
        able: true,
        chosen: None,
        action: Action::SelectNone,
    }
}
