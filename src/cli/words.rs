//! Lists of words, printed as a table or as JSON.

use super::retrieve::filter;
use super::{Outcome, print};
use crate::exchange::{self, TableFormat};
use crate::session::{ActError, Part, Session, WINDOW, WordList, WordsAsked};
use clap::ArgMatches;
use std::io::Write;
use std::path::PathBuf;

/// What `--rank` may name.
pub(super) const RANKS: &[&str] = &["tf-idf", "text-rank"];

/// Prints the words: by how often they stand, by what sets them apart from the rest, or by whose
/// company they keep.
///
/// # Errors
/// When something named is not there, or the words to pass over cannot be read.
pub(super) fn printed(
    session: &Session,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<Outcome, ActError> {
    let stop = match given.get_one::<PathBuf>("stop") {
        Some(path) => session
            .read_text(path)?
            .lines()
            .map(str::to_owned)
            .collect(),
        None => Vec::new(),
    };
    let query = |name: &str| given.get_one::<String>(name).cloned().map(Part::Query);
    let asked = WordsAsked {
        part: match query("in") {
            Some(part) => part,
            None => Part::Codings(Box::new(filter(session, given)?)),
        },
        against: query("against"),
        list: list(given),
        least: given.get_one::<u64>("least").copied().unwrap_or(1),
    };
    let mut grid = session.word_grid(&asked, &stop)?;
    let most = given.get_one::<usize>("most").copied();
    grid.rows.truncate(most.unwrap_or(usize::MAX));
    if given.get_flag("json") {
        print::grid(&grid, out);
    } else {
        exchange::write_table(&grid, TableFormat::Csv, given.get_flag("bom"), out)?;
    }
    Ok(match grid.rows.is_empty() {
        true => Outcome::No,
        false => Outcome::Done,
    })
}

/// How the words are listed.
fn list(given: &ArgMatches) -> WordList {
    if let Some(of) = given.get_one::<String>("beside") {
        let window = given.get_one::<usize>("window").copied().unwrap_or(WINDOW);
        return WordList::Company {
            of: of.clone(),
            window,
        };
    }
    let rank = given.get_one::<String>("rank").map(String::as_str);
    match rank {
        Some("tf-idf") => WordList::Weight,
        Some("text-rank") => WordList::Rank,
        _ if given.get_flag("rest") || given.contains_id("against") => WordList::Keyness,
        _ => WordList::Frequency,
    }
}
