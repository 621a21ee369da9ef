//! In what order words stand: by code point, or Chinese characters by their pinyin.

use pinyin::ToPinyin;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// How characters are put in order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum Collation {
    /// By code point.
    #[default]
    CodePoint,
    /// Chinese characters by their usual reading and its tone, behind all others; those by code
    /// point.
    Pinyin,
}

impl Collation {
    /// Every order.
    pub const ALL: [Self; 2] = [Self::CodePoint, Self::Pinyin];

    /// The name, kebab-case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CodePoint => "code-point",
            Self::Pinyin => "pinyin",
        }
    }

    /// Reads what [`Self::name`] gives; `None` for anything else.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Where a character stands in this order: smaller ones come first. Never 0.
    pub fn rank(self, char: char) -> u32 {
        let code = u32::from(char) + 1;
        match self {
            Self::CodePoint => code,
            Self::Pinyin => pinyin_rank(char).map_or(code, |it| BEHIND + it),
        }
    }
}

/// Behind every code point.
const BEHIND: u32 = 0x11_0001;
/// The block that holds all but rare characters, which stay in the order of code points.
const COMMON: std::ops::RangeInclusive<u32> = 0x4E00..=0x9FFF;

/// Ranks of the common characters by pinyin, from 1; 0 for one without a reading.
static RANKS: LazyLock<Vec<u32>> = LazyLock::new(|| {
    let read = |code: u32| {
        let reading = char::from_u32(code)?.to_pinyin()?;
        Some((reading.plain(), reading.with_tone_num_end(), code))
    };
    let mut readings: Vec<_> = COMMON.filter_map(read).collect();
    readings.sort_unstable();
    let mut ranks = vec![0; COMMON.count()];
    for (rank, (_, _, code)) in (1..).zip(readings) {
        if let Some(entry) = ranks.get_mut((code - COMMON.start()) as usize) {
            *entry = rank;
        }
    }
    ranks
});

fn pinyin_rank(char: char) -> Option<u32> {
    let at = u32::from(char).checked_sub(*COMMON.start())?;
    RANKS.get(at as usize).copied().filter(|it| *it > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(words: &str, by: Collation) -> String {
        let mut chars: Vec<char> = words.chars().collect();
        chars.sort_by_key(|it| by.rank(*it));
        chars.into_iter().collect()
    }

    #[test]
    fn chinese_is_sorted_by_reading_and_tone() {
        assert_eq!(sorted("治理国防文化", Collation::Pinyin), "防国化理文治");
        assert_eq!(sorted("马骂妈麻", Collation::Pinyin), "妈麻马骂");
        assert_eq!(sorted("阿z。a", Collation::Pinyin), "az。阿");
        // 治 is U+6CBB, 理 U+7406.
        assert_eq!(sorted("治z理。a", Collation::CodePoint), "az。治理");
    }

    #[test]
    fn an_order_is_read_as_it_is_named() {
        for it in Collation::ALL {
            assert_eq!(Collation::from_name(it.name()), Some(it));
        }
    }
}
