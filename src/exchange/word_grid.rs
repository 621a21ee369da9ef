//! Lists of words and of passages as tables. The heads of their columns are names for programs, the
//! same in every language; the window has words of its own for them.

use super::{Cell, Grid};
use crate::model::Project;
use crate::query::{Collocate, Lexicon, Match, Weighted, kwic_line};

fn grid(head: &[&str], rows: impl Iterator<Item = Vec<Cell>>) -> Grid {
    Grid {
        head: head.iter().map(|it| (*it).to_owned()).collect(),
        rows: rows.collect(),
        ..Grid::default()
    }
}

fn number(count: usize) -> Cell {
    Cell::Count(u64::try_from(count).unwrap_or(u64::MAX))
}

/// Words by how often they stand.
pub fn frequencies(lexicon: &Lexicon, least: u64) -> Grid {
    let rows = lexicon.frequencies(least).into_iter().map(|it| {
        vec![
            Cell::Words(it.word),
            Cell::Count(it.count),
            number(it.sources),
            Cell::Measure(it.per_million),
            Cell::Measure(it.dispersion),
        ]
    });
    let head = ["word", "count", "sources", "per_million", "dispersion"];
    grid(&head, rows)
}

/// Words by how much they set the inside apart.
pub fn keywords(lexicon: &Lexicon, least: u64) -> Grid {
    let rows = lexicon.keywords(least).into_iter().map(|it| {
        vec![
            Cell::Words(it.word),
            Cell::Count(it.count),
            Cell::Count(it.outside),
            Cell::Measure(it.log_likelihood),
            Cell::Measure(it.log_ratio),
        ]
    });
    let head = ["word", "count", "rest", "log_likelihood", "log_ratio"];
    grid(&head, rows)
}

/// Words by a weight of that name.
pub fn weights(weighted: &[Weighted], name: &str) -> Grid {
    let rows = weighted.iter().map(|it| {
        vec![
            Cell::Words(it.word.clone()),
            Cell::Count(it.count),
            number(it.sources),
            Cell::Measure(it.weight),
        ]
    });
    grid(&["word", "count", "sources", name], rows)
}

/// Words by the company they keep.
pub fn company(found: &[Collocate]) -> Grid {
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

/// Passages with what stands around them on their line, `columns` columns of a display on each side.
pub fn passages(project: &Project, found: &[Match], title: &str, columns: usize) -> Grid {
    let head = [
        "source", "start", "end", "before", "passage", "after", "codes", "coders",
    ];
    let rows = found.iter().filter_map(|it| {
        let source = project.sources().get(it.source)?;
        let chars = source.lines.chars_from_span(it.span)?;
        let around = kwic_line(source.text(), it.span, columns);
        let codings = it
            .codings
            .iter()
            .filter_map(|id| project.codings().get(*id));
        let (mut codes, mut coders) = (Vec::new(), Vec::new());
        for coding in codings {
            let code = project.codes().get(coding.code).map(|it| it.name.as_str());
            let coder = project.coders().get(coding.coder);
            codes.extend(code.filter(|it| !codes.contains(it)));
            let coder = coder.map(|it| it.name.as_str());
            coders.extend(coder.filter(|it| !coders.contains(it)));
        }
        let words = |it: &str| Cell::Words(it.to_owned());
        Some(vec![
            words(&source.name),
            number(chars.start),
            number(chars.end),
            words(around.before),
            words(around.hit),
            words(around.after),
            Cell::Words(codes.join("; ")),
            Cell::Words(coders.join("; ")),
        ])
    });
    Grid {
        title: title.to_owned(),
        begun: project.head().created,
        ..grid(&head, rows)
    }
}
