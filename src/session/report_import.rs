//! How it is told what of another program's file did not come over, how its offsets were read, and what
//! has no place in a file that is written.

use super::Session;
use super::act_paths::path_words;
use super::locale::{Arg, Saying};
use super::notice::Level;
use super::report_codebook::xml_saying;
use crate::exchange::{self, CountedUnit, Counting, Format, ImportError, Left, Loss, Measured};
use crate::model::Project;
use std::collections::BTreeMap;
use std::path::Path;

/// Places named in a notice.
const SHOWN_PLACES: usize = 3;

impl Session {
    /// Says in which way the offsets of sources were counted, once for each way.
    pub(super) fn tell_offsets(&mut self, measured: &[(String, Measured)]) {
        let mut ways: BTreeMap<Counting, Vec<&Measured>> = BTreeMap::new();
        for (_, it) in measured {
            ways.entry(it.counting).or_default().push(it);
        }
        for (counting, sources) in ways {
            let sum = |of: fn(&Measured) -> usize| sources.iter().map(|it| of(it)).sum::<usize>();
            let next = |it: &Measured| it.next.map_or(it.fit, |next| next.1);
            let counts = [
                sum(|it| it.fit),
                sum(|it| it.edges),
                sum(next),
                sources.len(),
            ];
            let margin = sources.iter().map(|it| it.margin).sum();
            self.say(Level::Hint, offsets_saying((counting, margin), counts));
            let apart = sum(|it| it.apart);
            if apart > 0 {
                let words = Saying::new("notice-offsets-apart").with("count", apart);
                self.say(Level::Hint, words);
            }
        }
    }

    /// Says what did not come over, each kind once.
    pub(super) fn tell_losses(&mut self, losses: &[Loss]) {
        for loss in losses {
            let level = match loss.kind.is_grave() {
                true => Level::Warning,
                false => Level::Hint,
            };
            let place = shown(loss.count, loss.places.iter().map(|it| it.0.as_str()));
            self.notices
                .say_at(level, loss_saying(loss), place, Vec::new());
        }
    }

    /// Says what has no place in a format, before it is written, and keeps it to be written down.
    pub(super) fn tell_left(&mut self, project: &Project, format: Format, path: &Path) {
        let left = exchange::left(project, format);
        self.losses = Some(self.left_report(path, &left));
        if exchange::is_exchange(format) {
            for it in &left {
                self.notices.say_at(
                    Level::Warning,
                    left_saying(it),
                    shown(it.count, it.places.iter().map(String::as_str)),
                    Vec::new(),
                );
            }
        } else if !left.is_empty() {
            let name = self.locale.word(&format!("format-{}", format.name()));
            let words = Saying::new("notice-left-page").with("count", left.len());
            self.say(Level::Hint, words.with("format", name));
        }
    }

    /// A way to count offsets, in words, as they begin a line.
    pub fn way_words(&self, counting: Counting) -> String {
        self.locale.say(&way_saying(counting))
    }

    /// What has no place in a file as a text in Markdown.
    fn left_report(&self, path: &Path, left: &[Left]) -> String {
        let mut text = self.report_title("losses-title-out", path);
        text.push_str(&format!("\n## {}\n\n", self.locale.word("losses-out")));
        if left.is_empty() {
            text.push_str(&format!("{}\n", self.locale.word("losses-nothing")));
        }
        for it in left {
            text.push_str(&format!("- {}\n", self.locale.say(&left_saying(it))));
            for place in it.places.iter().filter(|it| !it.is_empty()) {
                text.push_str(&format!("  - {place}\n"));
            }
            if it.count > it.places.len() {
                text.push_str("  - …\n");
            }
        }
        text
    }

    fn report_title(&self, key: &'static str, path: &Path) -> String {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let title = Saying::new(key).with("name", name.as_ref());
        format!("# {}\n", self.locale.say(&title))
    }

    /// All of it as a text in Markdown, in the language of the interface.
    pub(super) fn loss_report(
        &self,
        path: &Path,
        (origin, losses, measured): (&str, &[Loss], &[(String, Measured)]),
    ) -> String {
        let mut text = self.report_title("losses-title", path);
        if !origin.is_empty() {
            let words = Saying::new("losses-origin").with("origin", origin);
            text.push_str(&format!("\n{}\n", self.locale.say(&words)));
        }
        text.push_str(&format!("\n## {}\n\n", self.locale.word("losses-left")));
        if losses.is_empty() {
            text.push_str(&format!("{}\n", self.locale.word("losses-nothing")));
        }
        for loss in losses {
            text.push_str(&format!("- {}\n", self.locale.say(&loss_saying(loss))));
            for (name, line) in &loss.places {
                let words = Saying::new("losses-place").with("line", *line);
                let words = match line {
                    0 => name.clone(),
                    _ => format!("{name} ({})", self.locale.say(&words)),
                };
                text.push_str(&format!("  - {}\n", words.trim()));
            }
            if loss.count > loss.places.len() {
                text.push_str("  - …\n");
            }
        }
        text.push_str(&format!("\n## {}\n\n", self.locale.word("losses-offsets")));
        for (name, it) in measured {
            let next = it.next.map_or(it.fit, |next| next.1);
            let words = offsets_saying((it.counting, it.margin), [it.fit, it.edges, next, 1]);
            let words = self.locale.say(&words);
            text.push_str(&format!("- {name}: {words}\n"));
        }
        text
    }
}

/// The first few places, and a sign that there are more.
fn shown<'n>(count: usize, places: impl Iterator<Item = &'n str>) -> String {
    let named = places.filter(|it| !it.is_empty()).take(SHOWN_PLACES);
    let named: Vec<&str> = named.collect();
    let mut place = named.join(", ");
    if !place.is_empty() && count > named.len() {
        place.push_str(", …");
    }
    place
}

fn left_saying(left: &Left) -> Saying {
    Saying::new(format!("unplaced-{}", left.what.name())).with("count", left.count)
}

fn loss_saying(loss: &Loss) -> Saying {
    Saying::new(format!("loss-{}", loss.kind.name())).with("count", loss.count)
}

/// How offsets were counted, and how sure that is.
fn offsets_saying(
    (counting, margin): (Counting, i64),
    [fit, edges, next, count]: [usize; 4],
) -> Saying {
    let key = match margin >= Measured::DECISIVE && next < fit {
        true => "notice-offsets",
        // Another way would do nearly as well.
        false => "notice-offsets-unsure",
    };
    Saying::new(key)
        .with("way", way_saying(counting))
        .with("fit", fit)
        .with("edges", edges)
        .with("next", next)
        .with("count", count)
}

/// A way to count, in words.
fn way_saying(counting: Counting) -> Saying {
    let unit = match counting.unit {
        CountedUnit::CodePoints => "counted-chars",
        CountedUnit::Utf16 => "counted-utf16",
        CountedUnit::Bytes => "counted-bytes",
    };
    let part = |is: bool, key: &'static str| -> Arg {
        match is {
            true => Saying::new(key).into(),
            false => "".into(),
        }
    };
    Saying::new("counted-way")
        .with("unit", Saying::new(unit))
        .with("ends", part(counting.wide_ends, "counted-ends"))
        .with("mark", part(counting.with_mark, "counted-mark"))
        .with("last", part(counting.inclusive, "counted-last"))
}

/// The sentence for a file of which nothing was taken over.
pub(super) fn import_saying(path: &Path, error: &ImportError) -> Saying {
    let at = |key: &'static str| Saying::new(key).with("path", path_words(path));
    match error {
        ImportError::UnknownFormat => at("error-import-format"),
        ImportError::Broken => at("error-import-broken"),
        ImportError::TooLarge => at("error-import-too-large"),
        ImportError::Locked => at("error-import-locked"),
        ImportError::NoProject => at("error-import-no-project"),
        ImportError::OnlyCodebook => at("error-import-codebook"),
        ImportError::OnlyCitations => at("error-import-citations"),
        ImportError::NoCitations => at("error-import-no-citations"),
        ImportError::Xml { error } => at("error-import-xml").with("why", xml_saying(error)),
        ImportError::NotText => at("error-import-not-text"),
        ImportError::Json { line, column, why } => at("error-import-json")
            .with("line", *line)
            .with("column", *column)
            .with("why", why.as_str()),
        ImportError::NoColumns => at("error-import-no-columns"),
        ImportError::NoTexts { name } => at("error-import-no-texts").with("name", name.as_str()),
        ImportError::Database { why } => at("error-import-database").with("why", why.as_str()),
        ImportError::UnknownSchema => at("error-import-schema"),
        ImportError::NoSqlite => at("error-import-no-sqlite"),
        ImportError::Unsound { why } => at("error-import-unsound").with("why", why.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{LossKind, Unplaced};
    use crate::session::{Language, Locale};

    #[test]
    fn every_loss_and_every_way_to_count_has_words_in_every_language() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for kind in LossKind::ALL {
                for count in [1, 23] {
                    let places = Vec::new();
                    let said = locale.say(&loss_saying(&Loss {
                        kind: *kind,
                        count,
                        places,
                    }));
                    assert!(!said.contains("loss-") && !said.contains('$'), "{said}");
                    let has_count = *kind != LossKind::Newer;
                    assert!(count == 1 || !has_count || said.contains("23"), "{said}");
                }
            }
            for what in Unplaced::ALL {
                for count in [1, 23] {
                    let said = locale.say(&left_saying(&Left {
                        what: *what,
                        count,
                        places: Vec::new(),
                    }));
                    assert!(!said.contains("unplaced-") && !said.contains('$'), "{said}");
                    assert!(count == 1 || said.contains("23"), "{said}");
                }
            }
            for format in Format::ALL {
                let keys = [
                    format!("format-{}", format.name()),
                    format!("format-help-{}", format.name()),
                ];
                for key in keys {
                    assert_ne!(locale.word(&key), key);
                }
            }
            for bits in 0..24_u8 {
                let unit = [
                    CountedUnit::CodePoints,
                    CountedUnit::Utf16,
                    CountedUnit::Bytes,
                ];
                let counting = Counting {
                    unit: unit[usize::from(bits / 8)],
                    with_mark: bits & 1 > 0,
                    wide_ends: bits & 2 > 0,
                    inclusive: bits & 4 > 0,
                };
                let said = locale.say(&offsets_saying(
                    (counting, i64::from(bits)),
                    [90, 97, 41, 2],
                ));
                assert!(said.contains("90") && said.contains("41"), "{said}");
                assert!(!said.contains("counted-") && !said.contains('$'), "{said}");
            }
        }
    }
}
