//! The page that is read: a source's text with its marks, and selecting in it.
//!
//! **Invariant:** drawing never acts. What the hand and the keys mean is pushed into `asked`; the
//! session acts when the frame is drawn. What is drawn depends on what is in sight, not on the
//! source's length.

mod brush;
mod cells;
mod colours;
mod column;
mod edges;
mod empty;
mod extents;
mod filling;
mod hand;
mod heights;
mod keys;
mod landing;
mod looks;
mod margin;
mod marks;
mod measure;
mod overview;
mod paint;
mod patterns;
mod pens;
mod point;
mod scene;
mod scroll;
mod setting;
mod sticking;
mod tips;
mod typeface;
mod voice;

use egui::{Id, Pos2, Rect, Response, Sense, Ui};

use crate::model::{Project, QuotationId, RecordId, Source, SourceId};
use crate::query::Filter;
use crate::session::{Action, Open, Session};
use crate::text::{Span, graphemes};
use crate::ui::theme::Theme;
use crate::view::{self, Page, Places};
use colours::Colours;
use column::{Column, Depth};
use edges::Edges;
use hand::{Grip, Hand};
use keys::{Caret, Stroked};
use margin::Place;
use marks::{Inks, Lanes};
use overview::Overview;
use pens::Pens;
use scene::{Geometry, Scene};
use scroll::Bookmark;
use sticking::Sticking;

/// What the reader remembers from frame to frame.
#[derive(Default)]
pub struct ReaderState {
    column: Option<Column>,
    depth: Depth,
    /// First byte in sight, and how far its line is from the upper edge: what stays when the width
    /// changes.
    top: (usize, f32),
    grip: Option<Grip>,
    /// The wishes to go to the other end of the selection that were fulfilled.
    swaps: u64,
    hand: Hand,
    sticking: Sticking,
    edges: Edges,
    caret: Caret,
    /// The last wish to reveal a place that was fulfilled.
    turn: Option<u64>,
    /// The wish before one that is only about a passage under the pointer: the text stays.
    stays: Option<u64>,
    bookmark: Bookmark,
    marked: Option<Marked>,
    lanes: Lanes,
    overview: Overview,
    places: Vec<Place>,
    /// What was in sight when last drawn.
    scene: Option<Scene>,
    /// The character the menu was opened on.
    menu_at: Option<usize>,
}

/// The marks of a source at one revision.
struct Marked {
    source: SourceId,
    key: (usize, usize, u64),
    filter: Filter,
    /// The paper the pens are for.
    colours: Colours,
    pens: Pens,
    places: Places,
    seen: Span,
    page: Page,
}

/// What is read.
#[derive(Clone, Copy)]
struct Read<'a> {
    session: &'a Session,
    open: &'a Open,
    source: &'a Source,
}

impl<'a> Read<'a> {
    fn of(session: &'a Session) -> Option<Self> {
        let open = session.open()?;
        let source = open.project().sources().get(session.look().source?)?;
        Some(Self {
            session,
            open,
            source,
        })
    }

    fn project(&self) -> &'a Project {
        self.open.project()
    }

    fn text(&self) -> &'a str {
        self.source.text()
    }
}

/// Draws the source shown and asks for what hand and keys mean.
pub fn reader_ui(ui: &mut Ui, session: &Session, state: &mut ReaderState, asked: &mut Vec<Action>) {
    let rect = ui.available_rect_before_wrap();
    let Some(read) = Read::of(session) else {
        state.column = None;
        state.scene = None;
        empty::empty_ui(ui, session, asked);
        return;
    };
    ui.allocate_rect(rect, Sense::hover());
    let geometry = Geometry::new(ui.ctx(), rect, session.settings().typesetting);
    let inner = Rect::from_min_max(rect.min, Pos2::new(geometry.overview.left(), rect.bottom()));
    let response = ui.interact(inner, own_id(ui), Sense::click_and_drag());
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    state.lay_out(ui, read, &geometry);
    state.reveal(ui, read, &geometry);
    let stroked = state.press_keys(ui, read, &geometry, asked);
    let bar = session.locale().word("reader-bar");
    let scene = state.scroll(ui, geometry, stroked, &bar);
    let followed = state.follow_edges(ui, read, &scene);
    asked.extend(followed.action);
    let clicked = if followed.is_taken {
        None
    } else {
        state.follow_hand(ui, &response, read, &scene)
    };
    let landing = landing::follow(&response, read, &scene);
    asked.extend(landing.asked);
    if let Some(action) = clicked.and_then(|byte| point::next_coding(read, byte)) {
        state.stays = Some(session.look().reveal.turn);
        asked.push(action);
    }
    if response.gained_focus() && state.grip.is_none() {
        // Whoever comes by keyboard needs a caret to move.
        state.grip = Some(Grip::over(Span::new(scene.first(), scene.first())));
    }
    let put = state.scene.as_ref();
    let put = put.and_then(|told| voice::put(ui, told, read.text()));
    state.grip = put.or(state.grip);
    state.select(read, asked);
    let rests = state.hand.take_let_go();
    let selected = state.span();
    asked.extend(state.sticking.follow(ui, read, rests, selected));
    state.mark(read, &scene);
    state.survey(ui, read, &scene);
    state.paint(
        (ui, &painter),
        read,
        &scene,
        (response.has_focus(), landing.span),
    );
    if state.marked.as_ref().is_some_and(|it| it.page.is_cut) {
        paint::cut_ui(ui, session, &scene);
    }
    asked.extend(state.point(ui, &response, read, &scene));
    voice::tell(ui, &scene, read, state.grip, &state.places);
    if let Some(marked) = &state.marked {
        voice::tell_here(ui, read, state.grip, &marked.page);
    }
    state.bookmark(ui, read, &scene, asked);
    state.scene = Some(scene);
}

/// The identity of the page among what has the keyboard.
pub(super) fn own_id(ui: &Ui) -> Id {
    ui.scope_id().with("reader")
}

impl ReaderState {
    /// Where on the screen these bytes of the source stood when last drawn, as far as they were in
    /// sight; a caret's place for an empty span.
    pub fn rect_of(&self, span: Span) -> Option<Rect> {
        let scene = self.scene.as_ref()?;
        if span.is_empty() {
            return scene.caret(span.start, false);
        }
        scene.rects(span).reduce(Rect::union)
    }

    /// What the hand selected last, in bytes, unless something was done since.
    pub(in crate::ui) fn by_hand(&self, revision: u64) -> Option<Span> {
        self.sticking.made(revision)
    }

    /// Where on the screen what is selected ends, if that is in sight, and where the page is.
    pub(in crate::ui) fn end_of(&self, span: Span) -> Option<(Rect, Rect)> {
        let scene = self.scene.as_ref()?;
        let end = scene.caret(span.end, true)?;
        let page = scene.geometry.rect;
        page.intersects(end).then_some((end, page))
    }

    fn span(&self) -> Option<Span> {
        self.grip.map(Grip::span)
    }

    /// Has the text in lines of the right width, the same words at the upper edge as before.
    fn lay_out(&mut self, ui: &Ui, read: Read, geometry: &Geometry) {
        let ctx = ui.ctx();
        let kept = self.column.take().filter(|it| it.is_of(read.source));
        let is_new = kept.is_none();
        let mut column = kept.unwrap_or_else(|| Column::new(read.source, geometry.style.clone()));
        let is_anew = column.begin_frame(ctx, &geometry.style);
        if !is_new {
            column.count_on(ctx);
        }
        if is_new {
            self.depth = Depth {
                block: 0,
                y: -geometry.above,
            };
            self.grip = None;
            self.hand = Hand::default();
            self.turn = None;
        } else if is_anew {
            let (byte, off) = self.top;
            if self.depth.block > 0 || self.depth.y > 0.0 {
                let line = column.depth_of(ctx, byte);
                self.depth = Depth {
                    y: line.y - off,
                    ..line
                };
            }
        }
        self.column = Some(column);
    }

    /// Fulfils a new wish to bring a place into sight.
    fn reveal(&mut self, ui: &Ui, read: Read, geometry: &Geometry) {
        let look = read.session.look();
        let is_new = self.turn.is_none();
        if self.turn == Some(look.reveal.turn) {
            return;
        }
        self.turn = Some(look.reveal.turn);
        let stays = self.stays.take() == look.reveal.turn.checked_sub(1);
        let Some(column) = self.column.as_mut().filter(|_| !stays || is_new) else {
            return;
        };
        let span = look.reveal.span;
        if is_new && span.is_empty() {
            // Where reading was left, that line comes first again.
            if look.reading > 0 {
                self.depth = column.depth_of(ui.ctx(), look.reading);
            }
            return;
        }
        if is_new {
            self.depth = column.settled(ui.ctx(), self.depth, geometry.frame());
        }
        self.depth = scroll::revealing(ui.ctx(), column, geometry, self.depth, span);
    }

    /// Moves the text as wheel, bar and keys want it, and finds the lines in sight.
    fn scroll(&mut self, ui: &Ui, geometry: Geometry, stroked: Stroked, name: &str) -> Scene {
        let ctx = ui.ctx();
        let colours = Colours::of(Theme::of(ui.ctx()));
        let mut scene = Scene {
            geometry,
            colours,
            seen: Vec::new(),
        };
        let Some(column) = &mut self.column else {
            return scene;
        };
        let geometry = &scene.geometry;
        let frame = geometry.frame();
        self.depth.y += scroll::wheel(ui, geometry.rect);
        self.depth.y += stroked.pages * frame.height + stroked.lines * geometry.style.line;
        match stroked.to {
            Some(0) => {
                self.depth = Depth {
                    block: 0,
                    y: -frame.above,
                }
            }
            Some(byte) => self.depth = column.depth_of(ctx, byte),
            None => {}
        }
        self.depth = column.settled(ctx, self.depth, frame);
        let dragged = scroll::bar_ui(ui, column, (geometry, &colours), self.depth, name);
        if let Some(depth) = dragged {
            self.depth = column.settled(ctx, depth, frame);
        }
        scene.seen = column.seen(ctx, self.depth, frame.height);
        if let Some(first) = scene.seen.first() {
            self.top = (first.line.span.start, first.top);
        }
        scene
    }

    /// Lets the hand move an edge of the inspected passage.
    fn follow_edges(&mut self, ui: &Ui, read: Read, scene: &Scene) -> edges::Followed {
        if self.hand.is_dragging() {
            return edges::Followed::default();
        }
        self.edges.follow(ui, read, scene, chosen(read))
    }

    /// Lets the hand select; returns the character that was merely clicked.
    fn follow_hand(
        &mut self,
        ui: &Ui,
        response: &Response,
        read: Read,
        scene: &Scene,
    ) -> Option<usize> {
        let hovered = response.hover_pos();
        let over_margin = hovered.is_some_and(|it| it.x >= scene.geometry.margin);
        if over_margin && !self.hand.is_dragging() {
            return None;
        }
        let grip = self.grip.unwrap_or_default();
        let gesture = self.hand.follow(ui, response, (read, scene), grip);
        if let Some(grip) = gesture.grip {
            self.grip = Some(grip);
            self.caret.forget();
        }
        if gesture.pull != 0.0 {
            self.depth.y += gesture.pull;
            ui.ctx().request_repaint();
        }
        gesture.clicked
    }

    /// Reports the selection when it is another than the session's.
    fn select(&self, read: Read, asked: &mut Vec<Action>) {
        let Some(span) = self
            .span()
            .filter(|it| Some(*it) != read.session.look().selection)
        else {
            return;
        };
        if let Some(chars) = read.source.lines.chars_from_span(span) {
            asked.push(Action::Select {
                start: chars.start,
                end: chars.end,
            });
        }
    }

    /// Finds the marks in sight; those of the last frame when nothing has changed.
    fn mark(&mut self, read: Read, scene: &Scene) {
        let index = read.open.index();
        let source = read.source.id;
        // The address tells one project's index from that of another opened in its place.
        let passages = std::ptr::from_ref(index.passages(source)).addr();
        let key = (passages, index.len(), read.open.history().revision());
        let same = self.marked.take();
        let filter = &read.session.look().marks.filter;
        let same = same.filter(|it| {
            let is_same = it.key == key && it.source == source && it.filter == *filter;
            is_same && it.colours == scene.colours
        });
        let mut marked = same.unwrap_or_else(|| Marked {
            source,
            key,
            filter: filter.clone(),
            colours: scene.colours,
            pens: Pens::new(read.project(), &scene.colours),
            places: Places::default(),
            seen: Span::new(0, 0),
            page: Page::default(),
        });
        let seen = scene.span();
        if marked.seen != seen {
            let marks = (index, source, &marked.filter);
            if !marked.places.cover(seen) {
                marked.places = Places::around(marks, seen, view::MOST_PASSAGES);
            }
            marked.page = view::page_at(marks, seen, &marked.places, marks::MOST_MARKS);
            marked.seen = seen;
        }
        self.marked = Some(marked);
    }

    /// Shows the whole source beside the scroll bar, and goes where the hand points on it.
    fn survey(&mut self, ui: &Ui, read: Read, scene: &Scene) {
        let Some(marked) = &self.marked else { return };
        let rect = scene.geometry.overview;
        self.overview.turn(ui, read, marked, rect);
        let wanted = self
            .overview
            .overview_ui(ui, read, (rect, scene.span()), &scene.colours);
        if let (Some(byte), Some(column)) = (wanted, &mut self.column) {
            let at = column.depth_of(ui.ctx(), graphemes::floor(read.text(), byte));
            self.depth = Depth {
                y: at.y - scene.geometry.rect.height() / 3.0,
                ..at
            };
            ui.ctx().request_repaint();
        }
    }

    /// Paints everything, from the paper upwards.
    fn paint(
        &mut self,
        (ui, painter): (&Ui, &egui::Painter),
        read: Read,
        scene: &Scene,
        (has_focus, landing): (bool, Option<Span>),
    ) {
        let Some(marked) = &self.marked else { return };
        let inks = Inks {
            locale: read.session.locale(),
            project: read.project(),
            pens: &marked.pens,
            colours: &scene.colours,
            chosen: chosen(read),
            compared: read.session.look().marks.compared,
        };
        paint::paint_heading(ui, read.session, read.source, scene, self.depth);
        let drawn = marks::Drawn::new(painter, scene, &marked.page, &inks);
        drawn.tints.paint(painter);
        paint::paint_found(painter, scene, read.session.look());
        let shown = landing.or(self.edges.wanted()).or(self.span());
        if let Some(span) = shown {
            paint::paint_selection(painter, scene, span);
        }
        drawn.strikes.paint(painter, &scene.colours);
        paint::paint_text(painter, scene);
        paint::paint_numbers(painter, scene);
        self.places = margin::paint(painter, scene, &marked.page, &inks, &mut self.lanes);
        self.edges.paint(painter, scene);
        if let Some(grip) = self.grip.filter(|it| has_focus || it.anchor == it.head) {
            paint::paint_caret(painter, scene, grip, has_focus);
        }
    }

    /// Reports the place being read once the text stands still.
    fn bookmark(&mut self, ui: &Ui, read: Read, scene: &Scene, asked: &mut Vec<Action>) {
        let known = read.session.look().reading;
        let at = if self.depth.block == 0 && self.depth.y <= 0.0 {
            0
        } else {
            scene.first()
        };
        if let Some(byte) = self.bookmark.turn(ui.ctx(), at, known)
            && let Some(at) = read.source.lines.char_from_byte(byte)
        {
            asked.push(Action::Read { at });
        }
    }
}

/// The quotation that is inspected.
fn chosen(read: Read) -> Option<QuotationId> {
    match read.session.look().inspected? {
        RecordId::Quotation(id) => Some(id),
        RecordId::Coding(id) => Some(read.project().codings().get(id)?.quotation),
        _ => None,
    }
}
