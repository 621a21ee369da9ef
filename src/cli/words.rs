//! Lists of words, printed as a table or as JSON.

use super::retrieve::filter;
use super::{Outcome, print};
use crate::exchange::{self, Cell, Grid, TableFormat};
use crate::query::{Lexicon, Scope, collocates};
use crate::session::{ActError, Session};
use crate::text::Words;
use clap::ArgMatches;
use std::io::Write;
use std::path::PathBuf;

/// Words on each side of a word that are its company, unless told otherwise.
const WINDOW: usize = 5;

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
    let Some(open) = session.open() else {
        return Ok(Outcome::Failed);
    };
    let (project, index) = (open.project(), open.index());
    let stop = match given.get_one::<PathBuf>("stop") {
        Some(path) => session.read_text(path)?,
        None => String::new(),
    };
    let scope = Scope {
        filter: filter(session, given)?,
        stop: stop.lines().map(str::to_owned).collect(),
    };
    let mut words = Words::load();
    for code in project.codes().iter() {
        words.add(&code.name);
        code.aliases.iter().for_each(|it| words.add(it));
    }
    let lexicon = Lexicon::of(project, index, &words, &scope);
    let least = given.get_one::<u64>("least").copied().unwrap_or(1);
    let mut grid = if let Some(node) = given.get_one::<String>("beside") {
        let window = given.get_one::<usize>("window").copied().unwrap_or(WINDOW);
        let wanted = (node.as_str(), window, least);
        company(&collocates(
            (project, index, &words),
            &scope,
            &lexicon,
            wanted,
        ))
    } else if given.get_flag("rest") {
        keywords(&lexicon, least)
    } else {
        frequencies(&lexicon, least)
    };
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

fn grid(head: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Grid {
    Grid {
        head: head.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn frequencies(lexicon: &Lexicon, least: u64) -> Grid {
    let rows = lexicon.frequencies(least).into_iter().map(|it| {
        vec![
            Cell::Words(it.word),
            Cell::Count(it.count),
            Cell::Count(u64::try_from(it.sources).unwrap_or(u64::MAX)),
            Cell::Measure(it.per_million),
            Cell::Measure(it.dispersion),
        ]
    });
    grid(
        &["word", "count", "sources", "per_million", "dispersion"],
        rows,
    )
}

fn keywords(lexicon: &Lexicon, least: u64) -> Grid {
    let rows = lexicon.keywords(least).into_iter().map(|it| {
        vec![
            Cell::Words(it.word),
            Cell::Count(it.count),
            Cell::Count(it.outside),
            Cell::Measure(it.log_likelihood),
            Cell::Measure(it.log_ratio),
        ]
    });
    grid(
        &["word", "count", "rest", "log_likelihood", "log_ratio"],
        rows,
    )
}

fn company(found: &[crate::query::Collocate]) -> Grid {
    let head = [
        "word",
        "together",
        "count",
        "expected",
        "log_likelihood",
        "mutual_information",
        "t_score",
        "log_dice",
    ];
    let rows = found.iter().map(|it| {
        vec![
            Cell::Words(it.word.clone()),
            Cell::Count(it.observed),
            Cell::Count(it.count),
            Cell::Measure(it.expected),
            Cell::Measure(it.log_likelihood),
            Cell::Measure(it.mutual_information),
            Cell::Measure(it.t_score),
            Cell::Measure(it.log_dice),
        ]
    });
    grid(&head, rows)
}
