//! Simplified and traditional characters, when a pack is written out.

use super::settings::{Choice, choices};
use super::{Pack, Run};
use ferrous_opencc::OpenCC;
use ferrous_opencc::config::BuiltinConfig;
use std::collections::BTreeMap;

choices! {
    /// In which characters the texts are written out.
    Script {
        /// As they are.
        AsWritten "as-written",
        /// Simplified.
        Simplified "simplified",
        /// Traditional, word by word as it is written; words stay.
        Traditional "traditional",
        /// As written in Taiwan; words stay.
        Taiwan "taiwan",
        /// As written in Taiwan, with the words used there: 社区 becomes 社群, which may be wrong.
        TaiwanWords "taiwan-words",
        /// As written in Hong Kong; words stay.
        HongKong "hong-kong",
    }
}

impl Script {
    const fn config(self) -> Option<BuiltinConfig> {
        Some(match self {
            Self::AsWritten => return None,
            Self::Simplified => BuiltinConfig::T2s,
            Self::Traditional => BuiltinConfig::S2t,
            Self::Taiwan => BuiltinConfig::S2tw,
            Self::TaiwanWords => BuiltinConfig::S2twp,
            Self::HongKong => BuiltinConfig::S2hk,
        })
    }

    /// What turns words into this script; `None` when they stay as they are.
    pub(super) fn turner(self) -> Option<OpenCC> {
        OpenCC::from_config(self.config()?).ok()
    }
}

/// A stretch that is written in another way than each of its characters by itself would be: where a
/// person should look whether the right one was chosen.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Swap {
    /// As it stands in the text.
    pub from: String,
    /// As it is written out.
    pub to: String,
    /// How often.
    pub count: usize,
}

/// Stretches of the texts that are written in another way than their characters one by one would be,
/// the most frequent first.
pub fn swaps<'t>(script: Script, texts: impl Iterator<Item = &'t str>) -> Vec<Swap> {
    let Some(turner) = script.turner() else {
        return Vec::new();
    };
    let mut alone: BTreeMap<char, String> = BTreeMap::new();
    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for line in texts.flat_map(str::lines) {
        let turned = turner.convert(line);
        let chars: Vec<char> = line.chars().collect();
        let one_by_one: Vec<String> = chars
            .iter()
            .map(|it| {
                let known = alone.entry(*it);
                known
                    .or_insert_with(|| turner.convert(&it.to_string()))
                    .clone()
            })
            .collect();
        let turned: Vec<char> = turned.chars().collect();
        for (from, to) in apart(&chars, &one_by_one, &turned) {
            *counts.entry((from, to)).or_default() += 1;
        }
    }
    let swap = |((from, to), count)| Swap { from, to, count };
    let mut swaps: Vec<Swap> = counts.into_iter().map(swap).collect();
    swaps.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.cmp(b)));
    swaps
}

/// Where a line as it was turned is not what its characters give one by one: each stretch with one
/// character on either side, so that a person sees the word.
fn apart(chars: &[char], one_by_one: &[String], turned: &[char]) -> Vec<(String, String)> {
    if chars.len() != turned.len() {
        // Words of another length were put in: between what both ends share.
        let same = |it: &(&String, &char)| it.0.chars().eq([*it.1]);
        let start = one_by_one.iter().zip(turned).take_while(same).count();
        let most = chars.len().min(turned.len()) - start;
        let ends = one_by_one.iter().rev().zip(turned.iter().rev());
        let end = ends.take_while(same).count().min(most);
        let from = chars.get(start..chars.len() - end).unwrap_or_default();
        let to = turned.get(start..turned.len() - end).unwrap_or_default();
        return vec![(from.iter().collect(), to.iter().collect())];
    }
    let differs = |at: usize| match (one_by_one.get(at), turned.get(at)) {
        (Some(one), Some(other)) => !one.chars().eq([*other]),
        _ => false,
    };
    let mut all = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !differs(at) {
            at += 1;
            continue;
        }
        let end = (at..chars.len())
            .find(|it| !differs(*it))
            .unwrap_or(chars.len());
        let around = at.saturating_sub(1)..(end + 1).min(chars.len());
        let from = chars.get(around.clone()).unwrap_or_default();
        let to = turned.get(around).unwrap_or_default();
        all.push((from.iter().collect(), to.iter().collect()));
        at = end;
    }
    all
}

impl Script {
    /// Writes a pack out in this script. What is printed above words, letters and ids stay.
    pub(super) fn write_out(self, pack: &mut Pack) {
        let Some(turner) = self.turner() else {
            return;
        };
        let turn = |words: &mut String| *words = turner.convert(words);
        turn(&mut pack.title);
        turn(&mut pack.course);
        turn(&mut pack.teacher);
        for marker in &mut pack.legend {
            turn(&mut marker.name);
            turn(&mut marker.definition);
        }
        for reading in &mut pack.readings {
            turn(&mut reading.title);
            reading.introduction.iter_mut().for_each(turn);
            turn(&mut reading.citation);
            if let Some(it) = &mut reading.translation {
                turn(&mut it.title);
                turn(&mut it.citation);
            }
            for block in &mut reading.blocks {
                block.head.iter_mut().for_each(|it| turn(&mut it.text));
                block.beside.iter_mut().for_each(turn);
                turn_runs(&turner, &mut block.runs);
            }
            for note in &mut reading.notes {
                turn(&mut note.passage);
                turn(&mut note.text);
            }
            for entry in &mut reading.vocabulary {
                turn(&mut entry.word);
                turn(&mut entry.meaning);
                turn(&mut entry.sentence);
            }
            for question in &mut reading.questions {
                turn(&mut question.text);
                turn(&mut question.passage);
                turn(&mut question.answer);
            }
            for task in &mut reading.tasks {
                turn(&mut task.name);
                turn(&mut task.definition);
                task.key.iter_mut().for_each(|it| turn(&mut it.1));
            }
        }
    }
}

/// Turns a paragraph as a whole, so that a word that is cut into pieces is still one; where that gives
/// another number of characters, piece by piece.
fn turn_runs(turner: &OpenCC, runs: &mut [Run]) {
    let whole: String = runs.iter().map(|it| it.text.as_str()).collect();
    let turned = turner.convert(&whole);
    if turned.chars().count() == whole.chars().count() {
        let mut chars = turned.chars();
        for run in &mut *runs {
            let count = run.text.chars().count();
            run.text = chars.by_ref().take(count).collect();
        }
    } else {
        for run in &mut *runs {
            run.text = turner.convert(&run.text);
        }
    }
    for words in runs.iter_mut().flat_map(|it| &mut it.inline) {
        *words = turner.convert(words);
    }
}
