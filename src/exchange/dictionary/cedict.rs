//! The lines of CC-CEDICT: `傳統 传统 [chuan2 tong3] /tradition/traditional/`.

use super::{Found, LineFlaw, MOST_LINE, is_remark, pinyin};
use crate::text::dictionary::Entry;

/// Lines that are looked at to know the kind.
const LOOKED_AT: usize = 50;

/// Whether most of the first lines are entries of CC-CEDICT.
pub(super) fn is_cedict(text: &str) -> bool {
    let lines = text
        .lines()
        .filter(|it| !is_remark(it) && !it.trim().is_empty());
    let (mut entries, mut all) = (0, 0);
    for line in lines.take(LOOKED_AT) {
        all += 1;
        entries += usize::from(entry(line).is_ok());
    }
    all > 0 && entries * 2 > all
}

/// Reads every line.
pub(super) fn read(text: &str, found: &mut Found) {
    for (at, line) in text.lines().enumerate() {
        if is_remark(line) || line.trim().is_empty() {
            continue;
        }
        if !found.take(at + 1, entry(line).map(|it| vec![it])) {
            return;
        }
    }
}

/// The entry of a line. Its newer form has two brackets around syllables without blanks.
fn entry(line: &str) -> Result<Entry, LineFlaw> {
    if line.len() > MOST_LINE {
        return Err(LineFlaw::TooLong);
    }
    let parts = || {
        let (words, rest) = line.trim().split_once(" [")?;
        let (said, rest) = rest.split_once("] /")?;
        let gloss = rest.trim_end().strip_suffix('/')?;
        let (traditional, simplified) = words.trim().split_once(' ')?;
        let said = said.trim_start_matches('[').trim_end_matches(']');
        Some((traditional, simplified.trim(), said, gloss))
    };
    let (traditional, simplified, said, gloss) = parts().ok_or(LineFlaw::Form)?;
    if simplified.is_empty() || simplified.contains(' ') {
        return Err(LineFlaw::NoWord);
    }
    let meanings = gloss.split('/').map(str::trim).filter(|it| !it.is_empty());
    let meanings: Vec<&str> = meanings.collect();
    Ok(Entry {
        word: simplified.to_owned(),
        traditional: (traditional != simplified).then(|| traditional.to_owned()),
        pinyin: pinyin(said),
        gloss: meanings.join("; "),
        ..Entry::default()
    })
}
