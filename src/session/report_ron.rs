//! How mistakes in RON are said: in scripts, and in project files changed by hand.

use super::locale::Saying;
use crate::file::Malformed;
use ron::Error;

/// How alike a name must be to be offered for one that is not known, from 0 to 1.
const ALIKE: f64 = 0.8;

/// The clause for a piece of a project file that cannot be read.
pub(super) fn malformed_saying(malformed: &Malformed) -> Saying {
    let field = |key: &'static str, field: &str| Saying::new(key).with("field", field);
    match malformed {
        Malformed::NotClosed => Saying::new("malformed-not-closed"),
        Malformed::NoNumber => Saying::new("malformed-no-number"),
        Malformed::NoPart => Saying::new("malformed-no-part"),
        Malformed::NoList => Saying::new("malformed-no-list"),
        Malformed::NoGroup => Saying::new("malformed-no-group"),
        Malformed::NoWork => Saying::new("malformed-no-work"),
        Malformed::BehindTheEnd => Saying::new("malformed-behind-the-end"),
        Malformed::Missing { field: name } => field("malformed-missing", name),
        Malformed::Unfit {
            field: name,
            wanted,
        } => {
            let wanted = Saying::new(format!("wanted-{}", wanted.name()));
            field("malformed-unfit", name).with("wanted", wanted)
        }
        Malformed::Field { field: name, error } => {
            field("malformed-field", name).with("why", ron_saying(error))
        }
        Malformed::Record(error) => ron_saying(error),
    }
}

/// The clause for a mistake that the `ron` crate found. What is rare is said in its own words.
pub(super) fn ron_saying(error: &Error) -> Saying {
    if let Some(sign) = sign(error) {
        return Saying::new("ron-sign").with("sign", sign);
    }
    match error {
        Error::Eof => Saying::new("ron-end"),
        Error::TrailingCharacters => Saying::new("ron-more"),
        Error::ExpectedString => Saying::new("ron-words"),
        Error::ExpectedStringEnd => Saying::new("ron-quote"),
        Error::ExpectedBoolean => Saying::new("ron-flag"),
        Error::ExpectedInteger
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. }
        | Error::UnderscoreAtBeginning => Saying::new("ron-number"),
        Error::ExpectedIdentifier | Error::InvalidIdentifier(_) => Saying::new("ron-name"),
        Error::UnexpectedChar(found) => Saying::new("ron-stray").with("found", found.to_string()),
        Error::InvalidEscape(_) => Saying::new("ron-escape"),
        Error::UnclosedBlockComment => Saying::new("ron-comment"),
        Error::ExceededRecursionLimit => Saying::new("ron-deep"),
        Error::ExpectedDifferentStructName { expected, found } => Saying::new("ron-instead")
            .with("wanted", *expected)
            .with("found", found.as_str()),
        Error::NoSuchEnumVariant {
            expected, found, ..
        } => unknown(found, expected),
        Error::NoSuchStructField {
            expected, found, ..
        } => unknown(found, expected),
        Error::MissingStructField { field, outer } => {
            of("ron-lacking", field, outer.as_deref().unwrap_or_default())
        }
        Error::DuplicateStructField { field, outer } => {
            of("ron-twice", field, outer.as_deref().unwrap_or_default())
        }
        other => Saying::new("ron-other").with("why", other.to_string()),
    }
}

fn of(key: &'static str, field: &str, outer: &str) -> Saying {
    Saying::new(key).with("field", field).with("record", outer)
}

/// The sign that should stand there.
const fn sign(error: &Error) -> Option<&'static str> {
    Some(match error {
        Error::ExpectedArray => "[",
        Error::ExpectedArrayEnd => "]",
        Error::ExpectedComma => ",",
        Error::ExpectedMap => "{",
        Error::ExpectedMapEnd => "}",
        Error::ExpectedMapColon => ":",
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) => "(",
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => ")",
        _ => return None,
    })
}

/// A name that is not known, with the one most like it.
fn unknown(found: &str, known: &[&'static str]) -> Saying {
    let alike = |name: &&'static str| strsim::jaro_winkler(found, name);
    let likest = known
        .iter()
        .copied()
        .max_by(|a, b| alike(a).total_cmp(&alike(b)));
    match likest.filter(|name| alike(name) > ALIKE) {
        Some(likest) => Saying::new("ron-unknown-alike").with("likest", likest),
        None => Saying::new("ron-unknown"),
    }
    .with("found", found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::Wanted;
    use crate::session::{ActError, Language, Locale, script};

    /// What is wrong with a script, in Chinese.
    fn wrong(text: &str) -> String {
        let ActError::Script { why, .. } = script::read(text).unwrap_err() else {
            panic!("{text} is read")
        };
        Locale::new(Language::Chinese).say(&ron_saying(&why))
    }

    #[test]
    fn mistakes_in_scripts_are_said_in_chinese() {
        let said = [
            (
                "[CodeSelektion]",
                "没有 CodeSelektion，是不是想写 CodeSelection？",
            ),
            ("[Xyz]", "没有 Xyz 这样的名称"),
            ("[Undo", "这里应有 ,"),
            ("Undo", "这里应有 ["),
            ("[Undo Redo]", "这里应有 ,"),
            ("[AddCode(name: 治理)]", "这里应是引号里的文字"),
            ("[AddCode(name: \"治理)]", "引号没有结束"),
            ("[AddCode(nam: \"治理\")]", "没有 nam，是不是想写 name？"),
            (
                "[AddCode(name: \"a\", name: \"b\")]",
                "name 在 AddCode 里写了两次",
            ),
            ("[Select(start: 1)]", "Select 里缺少 end"),
            ("[Select(start: 一, end: 2)]", "这里应是整数"),
            ("[RemoveCode \"治理\"]", "这里应有 ("),
            ("[Undo] Redo", "后面还有多余的内容"),
            ("[/* Undo]", "注释没有结束"),
        ];
        for (text, expected) in said {
            assert_eq!(wrong(text), expected, "{text}");
        }
    }

    #[test]
    fn what_may_be_wrong_with_a_file_has_words_in_every_language() {
        let mut all = vec![
            Malformed::NotClosed,
            Malformed::NoNumber,
            Malformed::NoPart,
            Malformed::NoList,
            Malformed::NoGroup,
            Malformed::NoWork,
            Malformed::BehindTheEnd,
            Malformed::Missing { field: "id" },
            Malformed::Record(Error::Eof),
        ];
        let field = "id";
        all.extend(Wanted::ALL.map(|wanted| Malformed::Unfit { field, wanted }));
        let error = Error::ExpectedString;
        all.push(Malformed::Field { field, error });
        for language in Language::ALL {
            let locale = Locale::new(language);
            for malformed in &all {
                let said = locale.say(&malformed_saying(malformed));
                let keys = ["malformed-", "wanted-", "ron-"];
                assert!(!keys.iter().any(|key| said.contains(key)), "{said}");
            }
        }
    }
}
