//! The board of words: counted, ranked, set against others, and in whose company they stand.

mod asking;
mod lists;

use super::panel;
use super::row::{line, place, words_ui};
use super::theme::Theme;
use super::words::{number, word};
use crate::exchange::{Cell, Grid, plain_number};
use crate::query::named_term;
use crate::session::{Action, Saying, Session, WordsAsked};
use egui::{Align2, Button, Pos2, RichText, Role, Sense, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder, TableRow};

/// Words that are shown at most; a table that is written has all.
const MOST_SHOWN: usize = 20_000;

/// What the board remembers.
#[derive(Default)]
pub(super) struct WordListsState {
    asking: asking::AskingState,
    lists: lists::ListsState,
    /// The rows in the order they are shown.
    order: Vec<usize>,
    /// What the order is of: the answer and how it is sorted.
    order_of: Option<(u64, Sorted)>,
    sorted: Sorted,
}

/// The column that is sorted by, and whether upwards; as it came when absent.
type Sorted = Option<(usize, bool)>;

/// The board.
pub(super) fn word_lists_ui(
    ui: &mut Ui,
    session: &Session,
    state: &mut WordListsState,
    asked: &mut Vec<Action>,
) {
    let counted = session.counted();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = Theme::of(ui.ctx()).sizes.gap;
        asking::asking_ui(ui, session, &mut state.asking, asked);
        lists::lists_ui(ui, session, &mut state.lists, asked);
        again_ui(ui, session, asked);
        asking::table_ui(ui, session, asked);
        sum_ui(ui, session);
    });
    if let Some(error) = counted.error() {
        let colour = Theme::of(ui.ctx()).colours.error;
        ui.label(RichText::new(session.locale().say(error)).color(colour));
        return;
    }
    let Some(answer) = counted.answer() else {
        let key = match (counted.wish(), counted.is_coming()) {
            (None, _) => "words-empty",
            (_, true) => "words-coming",
            (_, false) => "words-none",
        };
        // Small texts are counted at once; the others when somebody says so.
        if counted.wish().is_none()
            && (session.counts_quickly() || ui.button(word(session, "words-count-now")).clicked())
        {
            asked.push(asking::action(&WordsAsked::default()));
        }
        panel::empty_ui(ui, &word(session, key));
        return;
    };
    sort(state, &answer.grid, counted.turn());
    table_ui(ui, session, (&answer.grid, state), asked);
}

/// How many words were counted, and how many are listed.
fn sum_ui(ui: &mut Ui, session: &Session) {
    let Some(answer) = session.counted().answer() else {
        return;
    };
    let inside = usize::try_from(answer.inside).unwrap_or(usize::MAX);
    let said = Saying::new("words-sum")
        .with("words", number(inside))
        .with("forms", number(answer.grid.rows.len()));
    let weak = Theme::of(ui.ctx()).colours.weak;
    let said = RichText::new(session.locale().say(&said));
    ui.label(said.small().color(weak));
}

/// What was counted before the last changes can be counted again.
fn again_ui(ui: &mut Ui, session: &Session, asked: &mut Vec<Action>) {
    let Some(open) = session.open() else { return };
    let counted = session.counted();
    let is_behind = counted.is_stale(open.history().revision()) && !session.counts_quickly();
    let Some(wish) = counted.wish().filter(|_| is_behind) else {
        return;
    };
    let button = ui.button(word(session, "words-again"));
    if button
        .on_hover_text(word(session, "words-again-help"))
        .clicked()
    {
        asked.push(asking::action(wish));
    }
}

/// Puts the rows in order when another column is sorted by, or the answer is another one.
fn sort(state: &mut WordListsState, grid: &Grid, turn: u64) {
    let of = Some((turn, state.sorted));
    if state.order_of == of {
        return;
    }
    state.order_of = of;
    state.order = (0..grid.rows.len().min(MOST_SHOWN)).collect();
    let Some((column, up)) = state.sorted else {
        return;
    };
    let cell = |row: usize| grid.rows.get(row).and_then(|it| it.get(column));
    state.order.sort_by(|one, other| {
        let order = match (cell(*one), cell(*other)) {
            (Some(Cell::Words(one)), Some(Cell::Words(other))) => one.cmp(other),
            (Some(Cell::Count(one)), Some(Cell::Count(other))) => one.cmp(other),
            (Some(Cell::Measure(one)), Some(Cell::Measure(other))) => one.total_cmp(other),
            _ => std::cmp::Ordering::Equal,
        };
        if up { order } else { order.reverse() }
    });
}

fn table_ui(
    ui: &mut Ui,
    session: &Session,
    (grid, state): (&Grid, &mut WordListsState),
    asked: &mut Vec<Action>,
) {
    let sizes = &Theme::of(ui.ctx()).sizes;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut table = TableBuilder::new(ui)
        .id_salt(("words", grid.head.len()))
        .sense(Sense::click())
        .auto_shrink(false)
        .min_scrolled_height(0.0)
        .column(Column::initial(sizes.side * 0.6).resizable(true).clip(true));
    for _ in grid.head.iter().skip(1) {
        table = table.column(
            Column::initial(sizes.side * 0.34)
                .resizable(true)
                .clip(true),
        );
    }
    let mut sorted = state.sorted;
    let table = table.header(sizes.row - 2.0, |mut header| {
        for (column, name) in grid.head.iter().enumerate() {
            header.col(|ui| head_ui(ui, session, (column, name), &mut sorted));
        }
    });
    table.body(|body| {
        body.rows(sizes.row - 2.0, state.order.len(), |row| {
            let at = state.order.get(row.index());
            if let Some(cells) = at.and_then(|it| grid.rows.get(*it)) {
                row_ui(row, session, cells, asked);
            }
        });
    });
    state.sorted = sorted;
}

/// The head of a column: says what it measures, and sorts by it.
fn head_ui(ui: &mut Ui, session: &Session, (column, name): (usize, &str), sorted: &mut Sorted) {
    let weak = Theme::of(ui.ctx()).colours.weak;
    let key = name.replace('_', "-");
    let sign = match sorted {
        Some((at, true)) if *at == column => " ↑",
        Some((at, false)) if *at == column => " ↓",
        _ => "",
    };
    let words = format!("{}{sign}", word(session, &format!("words-{key}")));
    let button = Button::new(RichText::new(words).small().color(weak)).frame(false);
    let about = word(session, &format!("words-about-{key}"));
    if ui.add(button).on_hover_text(about).clicked() {
        *sorted = match *sorted {
            Some((at, up)) if at == column => Some((column, !up)),
            // Words from the first on, figures from the largest.
            _ => Some((column, column == 0)),
        };
    }
}

/// A word with its figures; a click shows where it stands.
fn row_ui(mut row: TableRow<'_, '_>, session: &Session, cells: &[Cell], asked: &mut Vec<Action>) {
    for cell in cells {
        row.col(|ui| match cell {
            Cell::Words(words) => {
                let rect = ui.max_rect();
                words_ui(ui, rect, rect.left(), words);
            }
            Cell::Count(count) => {
                figure_ui(ui, &number(usize::try_from(*count).unwrap_or(usize::MAX)));
            }
            Cell::Measure(measure) => figure_ui(ui, &rounded(*measure)),
        });
    }
    let response = row.response();
    let Some(Cell::Words(found)) = cells.first() else {
        return;
    };
    let label = format!("{found}: {}", word(session, "words-go"));
    response.widget_info(|| WidgetInfo::labeled(Role::Row, true, &label));
    let is_entered =
        response.has_focus() && response.ctx.input(|it| it.key_pressed(egui::Key::Enter));
    if response.clicked() || is_entered {
        let asking = session.asked().asking();
        asked.push(Action::AskQuery {
            query: Some(named_term("word", found)),
            order: asking.order,
            collation: asking.collation,
        });
    }
    response.on_hover_text(word(session, "words-go"));
}

/// A figure at the right end of its cell.
fn figure_ui(ui: &Ui, words: &str) {
    let theme = Theme::of(ui.ctx());
    let rect = ui.max_rect();
    let words = line(ui, words, theme.body(), theme.colours.ink, rect.width());
    let end = Pos2::new(rect.right() - theme.sizes.gap, rect.center().y);
    place(ui, end, Align2::RIGHT_CENTER, words);
}

/// A measure with as many digits as tell something.
fn rounded(measure: f64) -> String {
    let places = if measure.abs() >= 100.0 { 1.0 } else { 1000.0 };
    plain_number((measure * places).round() / places)
}
