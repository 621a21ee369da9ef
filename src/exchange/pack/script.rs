//! Simplified and traditional characters, when a pack is written out.

use super::settings::{Choice, choices};
use super::{Pack, Reading, Run, Translation};
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

    /// The language of Chinese written in this script; `None` where it stays as it was.
    const fn language(self) -> Option<&'static str> {
        Some(match self {
            Self::AsWritten => return None,
            Self::Simplified => "zh-Hans",
            Self::Traditional => "zh-Hant",
            Self::Taiwan | Self::TaiwanWords => "zh-TW",
            Self::HongKong => "zh-HK",
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
    /// Writes a pack out in this script, and tells of Chinese words that they are written in it. What is
    /// printed above words, letters, ids and texts in other languages stay.
    pub(super) fn write_out(self, pack: &mut Pack) {
        let (Some(turner), Some(language)) = (self.turner(), self.language()) else {
            return;
        };
        let turn = |words: &mut String| *words = turner.convert(words);
        turn(&mut pack.title);
        turn(&mut pack.course);
        turn(&mut pack.teacher);
        if is_chinese(&pack.language) {
            language.clone_into(&mut pack.language);
            pack.words.values_mut().for_each(turn);
        }
        for marker in &mut pack.legend {
            turn(&mut marker.name);
            turn(&mut marker.definition);
        }
        for reading in &mut pack.readings {
            if is_turned(&reading.language) {
                turn_text(&turner, reading);
            }
            turn_around(&turner, reading);
            let other = reading.translation.as_mut().map(|it| &mut it.language);
            for told in std::iter::once(&mut reading.language).chain(other) {
                if is_chinese(told) {
                    language.clone_into(told);
                }
            }
        }
    }
}

fn is_chinese(language: &str) -> bool {
    language == "zh" || language.starts_with("zh-")
}

/// Whether a text in this language is turned: Chinese, and what may have Chinese words in it.
fn is_turned(language: &str) -> bool {
    !matches!(language, "ja" | "ko")
}

/// Turns the words of a text, and where they are repeated.
fn turn_text(turner: &OpenCC, reading: &mut Reading) {
    let turn = |words: &mut String| *words = turner.convert(words);
    turn(&mut reading.title);
    turn(&mut reading.citation);
    for block in &mut reading.blocks {
        turn_runs(turner, &mut block.runs);
    }
    reading
        .notes
        .iter_mut()
        .for_each(|it| turn(&mut it.passage));
    for entry in &mut reading.vocabulary {
        turn(&mut entry.word);
        turn(&mut entry.sentence);
    }
    for question in &mut reading.questions {
        turn(&mut question.passage);
    }
    for task in &mut reading.tasks {
        task.key.iter_mut().for_each(|it| turn(&mut it.1));
    }
}

/// Turns what is said of a text, and what stands beside it.
fn turn_around(turner: &OpenCC, reading: &mut Reading) {
    let turn = |words: &mut String| *words = turner.convert(words);
    reading.introduction.iter_mut().for_each(turn);
    let is_other = |it: &&mut Translation| is_turned(&it.language);
    let translation = reading.translation.as_mut().filter(is_other);
    if let Some(it) = translation {
        turn(&mut it.title);
        turn(&mut it.citation);
        let beside = reading.blocks.iter_mut().flat_map(|it| &mut it.beside);
        beside.for_each(turn);
    }
    for block in &mut reading.blocks {
        block.head.iter_mut().for_each(|it| turn(&mut it.text));
        let inline = block.runs.iter_mut().flat_map(|it| &mut it.inline);
        inline.for_each(turn);
    }
    reading.notes.iter_mut().for_each(|it| turn(&mut it.text));
    for entry in &mut reading.vocabulary {
        turn(&mut entry.meaning);
    }
    for question in &mut reading.questions {
        turn(&mut question.text);
        turn(&mut question.answer);
    }
    for task in &mut reading.tasks {
        turn(&mut task.name);
        turn(&mut task.definition);
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
}
