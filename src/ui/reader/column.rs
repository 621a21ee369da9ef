//! The column of type: a source's text in lines of a given width, laid out where it is looked at.
//!
//! Blocks are broken into lines when they come into sight or are jumped to, lines are set in type
//! when they are painted. Until then a block's height is estimated. The place being read is kept as
//! a line of text, not as a distance from the top, so putting heights right never moves it.

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::Arc;

use egui::{Color32, Context, Galley};

use super::extents::Extents;
use super::heights::Heights;
use super::looks::Looks;
use super::measure::Widths;
use super::setting::Setting;
use super::typeface::{Type, Words};
use crate::model::{Fingerprint, Source, SourceId, Styled};
use crate::text::blocks::{Block, blocks};
use crate::text::{Lines, Span, breaks};

/// Broken blocks kept beyond those in sight.
const KEPT_BLOCKS: usize = 32;
/// Set lines kept beyond those in sight.
const KEPT_LINES: usize = 400;
/// Height of an empty line, in parts of a full one.
const EMPTY: f32 = 0.5;

/// A line of text.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Line {
    /// Its bytes in the source, blanks at its end among them, a line feed not.
    pub(super) span: Span,
    /// Its upper edge, in points from the block's.
    pub(super) top: f32,
    /// In points.
    pub(super) height: f32,
    /// How far it stands in, in points.
    pub(super) indent: f32,
    /// Whether a paragraph begins with it.
    pub(super) opens: bool,
    /// Whether a paragraph ends with it.
    pub(super) closes: bool,
}

/// Which line: block, and line in it. Lines compare in reading order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub(super) struct LineAt {
    pub(super) block: usize,
    pub(super) line: usize,
}

/// A place in the column: how far below a block's upper edge, in points; negative above the first.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Depth {
    pub(super) block: usize,
    pub(super) y: f32,
}

/// A line in sight.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) line: Line,
    /// Its upper edge, in points below that of the window.
    pub(super) top: f32,
    /// The line in type.
    pub(super) set: Rc<Setting>,
    /// Which paragraph with words in it this is, from 1 through the source; `None` until those
    /// before it are counted.
    pub(super) paragraph: Option<usize>,
    /// Which line of its paragraph it is, from 1; `None` where the paragraph begins in a block that
    /// is out of sight.
    pub(super) number: Option<usize>,
}

/// The text of one source in lines.
pub(super) struct Column {
    source: SourceId,
    fingerprint: Fingerprint,
    text: Lines,
    /// How parts of it look, by start.
    styles: Arc<[Styled]>,
    style: Type,
    blocks: Vec<Block>,
    extents: Extents,
    heights: Heights,
    broken: BTreeMap<usize, Rc<[Line]>>,
    set: HashMap<LineAt, (Rc<Setting>, u64)>,
    widths: Widths,
    /// Laid out in every frame: egui hands out the same one as long as glyphs stay where they are.
    probe: Option<Arc<Galley>>,
    frame: u64,
}

impl Column {
    pub(super) fn new(source: &Source, style: Type) -> Self {
        let blocks = blocks(source.text());
        let extents = Extents::new(source.text(), &blocks);
        let heights = estimated(&blocks, &extents, &style);
        Self {
            source: source.id,
            fingerprint: source.fingerprint,
            text: source.lines.clone(),
            styles: sorted(&source.origin.styles),
            style,
            blocks,
            extents,
            heights,
            broken: BTreeMap::new(),
            set: HashMap::new(),
            widths: Widths::default(),
            probe: None,
            frame: 0,
        }
    }

    /// Whether it is the text of this source as it is now.
    pub(super) fn is_of(&self, source: &Source) -> bool {
        self.source == source.id && self.fingerprint == source.fingerprint
    }

    pub(super) fn text(&self) -> &str {
        self.text.text()
    }

    /// Called once in every frame, with the size and width the text should have. Returns whether it
    /// is set anew: in other type, or because glyphs have moved in the font texture and everything
    /// set before shows wrong ones.
    pub(super) fn begin_frame(&mut self, ctx: &Context, style: &Type) -> bool {
        self.frame += 1;
        let frame = self.frame;
        if self.set.len() > KEPT_LINES {
            self.set.retain(|_, (_, used)| *used + 1 >= frame);
        }
        let font = style.font.clone();
        let probe =
            ctx.fonts_mut(|fonts| fonts.layout_no_wrap("朱批".into(), font, Color32::PLACEHOLDER));
        let is_there = self
            .probe
            .as_ref()
            .is_some_and(|it| Arc::ptr_eq(it, &probe));
        let is_same = is_there && self.style == *style;
        if !is_there {
            self.widths = Widths::default();
        }
        if !is_same {
            self.style = style.clone();
            self.broken.clear();
            self.set.clear();
            self.heights = estimated(&self.blocks, &self.extents, &self.style);
        }
        self.probe = Some(probe);
        !is_same
    }

    /// Counts a further piece of the text, so that heights are estimated better; asks for another
    /// frame until all is counted.
    pub(super) fn count_on(&mut self, ctx: &Context) {
        if self.extents.are_counted(self.blocks.len()) {
            return;
        }
        let from = self.extents.go_on(self.text.text(), &self.blocks);
        let from = from.unwrap_or(self.blocks.len());
        for (at, block) in self.blocks.iter().enumerate().skip(from) {
            if !self.extents.are_counted(at + 1) {
                break;
            }
            let height = self.extents.height(at, block, &self.style);
            self.heights.estimate(at, height);
        }
        ctx.request_repaint();
    }

    /// The lines of a block.
    pub(super) fn lines(&mut self, ctx: &Context, block: usize) -> Rc<[Line]> {
        if let Some(lines) = self.broken.get(&block) {
            return Rc::clone(lines);
        }
        let lines: Rc<[Line]> = self.broken_lines(ctx, block).into();
        let height = lines
            .last()
            .map_or(0.0, |last| last.top + last.height + self.below(last));
        self.heights.set(block, height);
        if self.broken.len() > 2 * KEPT_BLOCKS {
            self.broken
                .retain(|at, _| at.abs_diff(block) <= KEPT_BLOCKS / 2);
        }
        self.broken.insert(block, Rc::clone(&lines));
        lines
    }

    fn broken_lines(&mut self, ctx: &Context, block: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let Some(block) = self.blocks.get(block).copied() else {
            return lines;
        };
        let text = self.text.shared();
        let style = self.style.clone();
        let looks = Looks::of(&self.text, &self.styles, block.span);
        let mut top = 0.0;
        for paragraph in block.paragraphs(&text) {
            let words = paragraph.of(&text).unwrap_or_default();
            let mut start = paragraph.start;
            let begins = block.opens || start != block.span.start;
            // A paragraph that was indented with blanks when it was written stands in already.
            let is_free = begins && !words.starts_with(char::is_whitespace) && !words.is_empty();
            let indent = if is_free { self.style.indent } else { 0.0 };
            let mut before = indent;
            let ends = ctx.fonts_mut(|fonts| {
                breaks::lines(words, style.width, |it| {
                    // It is a part of the words, so its address tells its place in them.
                    let at = it.as_ptr().addr() - words.as_ptr().addr();
                    let look = looks.at(start + at);
                    std::mem::take(&mut before) + self.widths.of(fonts, &style, (it, look))
                })
            });
            for end in ends {
                let span = Span::new(start, paragraph.start + end);
                let line = Line {
                    span,
                    top,
                    height: self.style.line * if words.is_empty() { EMPTY } else { 1.0 },
                    indent: if start == paragraph.start {
                        indent
                    } else {
                        0.0
                    },
                    opens: start == paragraph.start && begins,
                    closes: span.end == paragraph.end
                        && (block.closes || span.end != block.span.end),
                };
                top += line.height + self.below(&line);
                lines.push(line);
                start = span.end;
            }
        }
        lines
    }

    /// Room below a line.
    fn below(&self, line: &Line) -> f32 {
        if line.closes && !line.span.is_empty() {
            self.style.gap
        } else {
            0.0
        }
    }

    /// A line in type.
    pub(super) fn set(&mut self, ctx: &Context, at: LineAt, line: &Line) -> Rc<Setting> {
        let frame = self.frame;
        if let Some((setting, used)) = self.set.get_mut(&at) {
            *used = frame;
            return Rc::clone(setting);
        }
        let words = line.span.of(self.text.text()).unwrap_or_default();
        let style = Type {
            width: self.style.width - line.indent,
            ..self.style.clone()
        };
        let words = Words {
            text: words,
            start: line.span.start,
            looks: &Looks::of(&self.text, &self.styles, line.span),
        };
        let setting = ctx.fonts_mut(|fonts| Setting::new(fonts, words, &style, !line.closes));
        let setting = Rc::new(setting);
        self.set.insert(at, (Rc::clone(&setting), frame));
        setting
    }

    /// The line a byte is on; at a soft break, the line it begins.
    pub(super) fn line_of(&mut self, ctx: &Context, byte: usize) -> (LineAt, Line) {
        let after = self
            .blocks
            .partition_point(|block| block.span.start <= byte);
        let block = after.saturating_sub(1);
        let lines = self.lines(ctx, block);
        let after = lines.partition_point(|line| line.span.start <= byte);
        let at = LineAt {
            block,
            line: after.saturating_sub(1),
        };
        let line = lines.get(at.line).copied();
        (
            at,
            line.unwrap_or(Line {
                span: Span::new(0, 0),
                top: 0.0,
                height: self.style.line,
                indent: 0.0,
                opens: true,
                closes: true,
            }),
        )
    }

    /// The line before or after another.
    pub(super) fn beside(
        &mut self,
        ctx: &Context,
        at: LineAt,
        ahead: bool,
    ) -> Option<(LineAt, Line)> {
        let next = match ahead {
            true if at.line + 1 < self.lines(ctx, at.block).len() => LineAt {
                line: at.line + 1,
                ..at
            },
            true => LineAt {
                block: at.block + 1,
                line: 0,
            },
            false => match at.line.checked_sub(1) {
                Some(line) => LineAt { line, ..at },
                None => {
                    let block = at.block.checked_sub(1)?;
                    LineAt {
                        block,
                        line: self.lines(ctx, block).len().checked_sub(1)?,
                    }
                }
            },
        };
        let line = self.lines(ctx, next.block).get(next.line).copied()?;
        Some((next, line))
    }

    /// The lines that stand in a window `height` points high whose upper edge is at `from`.
    pub(super) fn seen(&mut self, ctx: &Context, from: Depth, height: f32) -> Vec<Seen> {
        let mut seen = Vec::new();
        let mut top = -from.y;
        let mut in_paragraph = None;
        for block in from.block..self.blocks.len() {
            if top >= height {
                break;
            }
            let lines = self.lines(ctx, block);
            let mut paragraph = self.extents.before(block);
            let first = lines.partition_point(|line| top + line.top + line.height <= 0.0);
            for (number, line) in lines.iter().enumerate() {
                let begins = usize::from(line.opens && !line.span.is_empty());
                paragraph = paragraph.map(|it| it + begins);
                in_paragraph = match line.opens {
                    true => Some(1),
                    false => in_paragraph.map(|it| it + 1),
                };
                if number < first {
                    continue;
                }
                if top + line.top >= height {
                    break;
                }
                let at = LineAt {
                    block,
                    line: number,
                };
                let set = self.set(ctx, at, line);
                seen.push(Seen {
                    line: *line,
                    top: top + line.top,
                    set,
                    paragraph,
                    number: in_paragraph,
                });
            }
            top += self.heights.height(block);
        }
        seen
    }

    /// The same place named by the block it is in, kept within the text: `above` points may be
    /// shown over the first line; `height` points are shown in all, `under` of them below the last.
    pub(super) fn settled(&mut self, ctx: &Context, depth: Depth, frame: Frame) -> Depth {
        let mut at = depth;
        let last = self.blocks.len().saturating_sub(1);
        self.lines(ctx, at.block);
        while at.y < 0.0 && at.block > 0 {
            at.block -= 1;
            self.lines(ctx, at.block);
            at.y += self.heights.height(at.block);
        }
        while at.y >= self.heights.height(at.block) && at.block < last {
            at.y -= self.heights.height(at.block);
            at.block += 1;
            self.lines(ctx, at.block);
        }
        // No further down than that the end is in sight.
        let mut end = Depth {
            block: last,
            y: 0.0,
        };
        self.lines(ctx, last);
        end.y = self.heights.height(last) + frame.under - frame.height;
        while end.y < 0.0 && end.block > 0 {
            end.block -= 1;
            self.lines(ctx, end.block);
            end.y += self.heights.height(end.block);
        }
        if (at.block, at.y) > (end.block, end.y) {
            at = end;
        }
        if at.block == 0 {
            at.y = at.y.max(-frame.above);
        }
        at
    }

    /// The place where a byte's line has its upper edge.
    pub(super) fn depth_of(&mut self, ctx: &Context, byte: usize) -> Depth {
        let (at, line) = self.line_of(ctx, byte);
        Depth {
            block: at.block,
            y: line.top,
        }
    }

    /// How far a place is from the first line, as far as is known, in points.
    pub(super) fn distance(&self, depth: Depth) -> f64 {
        self.heights.above(depth.block) + f64::from(depth.y)
    }

    /// The place at a distance from the first line, as far as is known.
    pub(super) fn depth_at(&self, distance: f64) -> Depth {
        if distance < 0.0 {
            return Depth {
                block: 0,
                y: distance as f32,
            };
        }
        let (block, y) = self.heights.at(distance);
        Depth { block, y }
    }

    /// The height of the whole text, as far as is known, in points.
    pub(super) fn height(&self) -> f64 {
        self.heights.total()
    }
}

/// The window's measures in points.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Frame {
    /// Of the window.
    pub(super) height: f32,
    /// Shown over the first line at most.
    pub(super) above: f32,
    /// Shown below the last line at most.
    pub(super) under: f32,
}

fn estimated(blocks: &[Block], extents: &Extents, style: &Type) -> Heights {
    let each = blocks.iter().enumerate();
    let each = each.map(|(at, block)| extents.height(at, block, style));
    Heights::new(each.collect())
}

/// Looks by start: a file may have them in another order.
fn sorted(styles: &[Styled]) -> Arc<[Styled]> {
    let mut styles = styles.to_vec();
    styles.sort_by_key(|it| it.chars.start);
    styles.into()
}
