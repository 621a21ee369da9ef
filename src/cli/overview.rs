//! Overviews, printed or written to a file.

use super::retrieve::filter;
use super::{Outcome, print};
use crate::exchange::{self, TableFormat};
use crate::query::{Measure, Relation};
use crate::session::{ActError, Action, By, Named, OverviewAsked, Session};
use clap::ArgMatches;
use std::io::Write;
use std::path::PathBuf;

/// What `--by` may name.
pub(super) const BY: &[&str] = &["sources", "cases", "coders", "codes", "cover", "sequence"];

/// What `--measure` may name.
pub(super) const MEASURES: &[&str] = &["codings", "quotations", "characters"];

/// The columns that are asked for.
fn by(given: &ArgMatches) -> By {
    let text = |name: &str| given.get_one::<String>(name).map(String::as_str);
    if let Some(variable) = text("variable") {
        return By::Values(Named::name(variable));
    }
    let near = given.get_one::<usize>("near").copied().map(Relation::Near);
    let same = text("same").map(|it| match it {
        "sentence" => Relation::SameSentence,
        _ => Relation::SameParagraph,
    });
    match (text("by"), near.or(same)) {
        (Some("codes"), None) => By::Codes(Relation::Overlaps),
        (_, Some(relation)) => By::Codes(relation),
        (Some("cases"), _) => By::Cases,
        (Some("coders"), _) => By::Coders,
        (Some("cover"), _) => By::Figures,
        (Some("sequence"), _) => By::Sequence(Named::name(text("only-source").unwrap_or_default())),
        _ => By::Sources,
    }
}

fn measure(given: &ArgMatches) -> Measure {
    match given.get_one::<String>("measure").map(String::as_str) {
        Some("quotations") => Measure::Quotations,
        Some("characters") => Measure::Characters,
        _ => Measure::Codings,
    }
}

/// The action that writes the overview to a file, when one is named.
///
/// # Errors
/// When something named is not there.
pub(super) fn writing(session: &Session, given: &ArgMatches) -> Result<Option<Action>, ActError> {
    let format = given.get_one::<String>("as");
    let format = format.and_then(|it| TableFormat::from_name(it));
    let path = given.get_one::<PathBuf>("output").cloned();
    if path.is_none() && format != Some(TableFormat::Xlsx) {
        return Ok(None);
    }
    Ok(Some(Action::WriteOverview {
        by: by(given),
        measure: measure(given),
        below: given.get_flag("sum"),
        filter: Box::new(filter(session, given)?),
        format,
        path,
        bom: given.get_flag("bom"),
    }))
}

/// Prints the overview as CSV, or as JSON with the ids of rows and columns.
///
/// # Errors
/// When something named is not there.
pub(super) fn printed(
    session: &Session,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<Outcome, ActError> {
    let Some(open) = session.open() else {
        return Ok(Outcome::Failed);
    };
    let asked = OverviewAsked {
        by: by(given),
        measure: measure(given),
        filter: filter(session, given)?,
        below: given.get_flag("sum"),
    };
    if given.get_flag("json")
        && let Some(table) = session.overview_table(&asked)?
    {
        print::table(open.project(), &table, out);
        return Ok(Outcome::Done);
    }
    let grid = session.overview_grid(&asked)?;
    if given.get_flag("json") {
        print::grid(&grid, out);
        return Ok(Outcome::Done);
    }
    exchange::write_table(&grid, TableFormat::Csv, given.get_flag("bom"), out)?;
    Ok(Outcome::Done)
}
