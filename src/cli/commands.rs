//! What each command does: actions asked of a session, and answers printed.

use super::retrieve::filter;
use super::{
    Outcome, add, asked, cite, clean, consensus, diff, git, import, join, live, overview, packs,
    print, repair, replace,
};
use crate::edit::copy::Without;
use crate::exchange::{self, Format};
use crate::file::lock::Secret;
use crate::query;
use crate::session::{
    ActError, Action, CopyChoice, Desk, Level, LockChoice, Manner, Named, Session, script,
};
use crate::text::{CharSpan, Finder};
use clap::ArgMatches;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use uuid::Uuid;

/// Places listed by `find` at most.
const MOST_FOUND: usize = 1_000_000;

/// Runs a command.
pub(super) fn run(name: &str, given: &ArgMatches) -> Outcome {
    let mut session = Session::new(Arc::new(Desk::plain()), Manner::Batch);
    unlock(&mut session, given);
    sign(&mut session, given);
    let outcome = match name {
        "new" => new(&mut session, given),
        "import" => import::run(&mut session, given),
        "import-into" => change(&mut session, given, import::into),
        "add" => add::run(&mut session, given),
        "code" => change(&mut session, given, code),
        "uncode" => change(&mut session, given, uncode),
        "edit" => change(&mut session, given, replace::edit),
        "clean" => clean::run(&mut session, given),
        "replace" => replace::run(&mut session, given),
        "cite" => cite::run(&mut session, given),
        "save-as" => save_as(&mut session, given),
        "copy" => copy(&mut session, given),
        "join" => join::run(&mut session, given),
        "diff" => diff::run(&mut session, given),
        "git-diff" => diff::for_git(&mut session, given),
        "git-setup" => git::set_up(&mut session, given),
        "import-codebook" => change(&mut session, given, import_codebook),
        "run" => run_script(&mut session, given),
        "history" => history(&mut session, given),
        "codes" => ask(&mut session, given, print::codes),
        "codebook" => codebook(&mut session, given),
        "words" => ask(&mut session, given, super::words::printed),
        "overview" => overview(&mut session, given),
        "sources" => ask(&mut session, given, print::sources),
        "codings" => ask(&mut session, given, codings),
        "find" => ask(&mut session, given, find),
        "query" => asked::query(&mut session, given),
        "kwic" => asked::kwic(&mut session, given),
        "queries" => asked::queries(&mut session, given),
        "autocode" => asked::autocode(&mut session, given),
        "consensus" => consensus::run(&mut session, given),
        "pack" => packs::run(&mut session, given),
        "recipes" => packs::run_recipes(&mut session, given),
        "glosses" => packs::run_glosses(&mut session, given),
        "check" if given.get_flag("repair") => repair::run(&mut session, given),
        "check" => {
            let outcome = ask(&mut session, given, check);
            session.tell_signature();
            outcome
        }
        _ => export(&mut session, given),
    };
    let said = print::notices(&mut session);
    let is_told = matches!(outcome, Outcome::Trouble | Outcome::Stopped);
    match said >= Some(Level::Error) && !is_told {
        true => Outcome::Failed,
        false => outcome,
    }
}

/// Signs what is saved, if that is asked for.
fn sign(session: &mut Session, given: &ArgMatches) {
    if let Ok(Some(key)) = given.try_get_one::<PathBuf>("sign") {
        let key = Some(key.clone());
        session.ask(Action::SignStates { on: true, key });
    }
}

/// Gives the session what opens locked files.
fn unlock(session: &mut Session, given: &ArgMatches) {
    let path = |name| given.try_get_one::<PathBuf>(name).ok().flatten().cloned();
    let (passphrase, passphrase_in) = secret(path("passphrase-file"));
    let identity = path("identity");
    if passphrase.is_some() || passphrase_in.is_some() || identity.is_some() {
        session.ask(Action::Unlock {
            passphrase,
            passphrase_in,
            identity,
        });
    }
}

/// A passphrase in a file, or a line of standard input for `-`: never an argument, which others on the
/// machine could read.
fn secret(path: Option<PathBuf>) -> (Option<Secret>, Option<PathBuf>) {
    match path {
        Some(path) if path.as_os_str() == "-" => {
            let mut line = String::new();
            // Without a line it is empty, which is said.
            let _ = std::io::stdin().read_line(&mut line);
            (Some(Secret::new(line.trim_end_matches(['\n', '\r']))), None)
        }
        path => (None, path),
    }
}

fn lock(given: &ArgMatches, name: &str, recipients: Vec<String>) -> LockChoice {
    let (passphrase, passphrase_in) = secret(given.get_one::<PathBuf>(name).cloned());
    LockChoice {
        passphrase,
        passphrase_in,
        recipients,
    }
}

pub(super) fn text(given: &ArgMatches, name: &str) -> Option<String> {
    given.get_one::<String>(name).cloned()
}

pub(super) fn named(given: &ArgMatches, name: &str) -> Option<Named> {
    text(given, name).map(Named::name)
}

fn project_path(given: &ArgMatches) -> Option<PathBuf> {
    given.get_one::<PathBuf>("project").cloned()
}

/// Asks an action and waits for what it started. Whether all went well.
pub(super) fn ask_and_wait(session: &mut Session, action: Action) -> bool {
    session.ask(action);
    session.wait();
    !session
        .notices()
        .iter()
        .any(|notice| notice.level == Level::Error)
}

pub(super) fn open(session: &mut Session, given: &ArgMatches) -> bool {
    ask_and_wait(
        session,
        Action::OpenProject {
            path: project_path(given),
        },
    )
}

fn new(session: &mut Session, given: &ArgMatches) -> Outcome {
    if let Some(coder) = text(given, "coder") {
        session.code_as(&coder);
    }
    let action = Action::NewProject {
        name: text(given, "name"),
        path: project_path(given),
    };
    outcome(ask_and_wait(session, action))
}

/// Opens, changes and saves; saves nothing when something went wrong.
pub(super) fn change(
    session: &mut Session,
    given: &ArgMatches,
    actions: fn(&Session, &ArgMatches) -> Result<Vec<Action>, ActError>,
) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let actions = match actions(session, given) {
        Ok(actions) => actions,
        Err(error) => {
            session.report(&error);
            return Outcome::Failed;
        }
    };
    if !actions
        .into_iter()
        .all(|action| ask_and_wait(session, action))
    {
        return Outcome::Failed;
    }
    let changed = session.open().is_some_and(|open| open.is_changed());
    outcome(!changed || ask_and_wait(session, Action::SaveProject))
}

/// Saves under another name: as one file, or as a folder of files.
fn save_as(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let path = given.get_one::<PathBuf>("to").cloned();
    let action = match given.get_flag("as-folder") {
        true => Action::SaveInFolder { path },
        false => Action::SaveProjectAs { path },
    };
    outcome(ask_and_wait(session, action))
}

/// Writes a copy to be given away.
fn copy(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let hide = given.get_many("hide").unwrap_or_default().cloned();
    let recipients = given.get_many::<String>("recipient").unwrap_or_default();
    let copy = CopyChoice {
        to: named(given, "to"),
        without: Without {
            others: given.get_flag("blind"),
            memos: given.get_flag("without-memos"),
            texts: given.get_flag("without-texts"),
        },
        hide: hide.collect(),
        names: given.get_flag("hide-names"),
        lock: lock(given, "lock", recipients.cloned().collect()),
        key: given.get_one::<PathBuf>("key").cloned(),
        key_lock: lock(given, "key-lock", Vec::new()),
    };
    let path = given.get_one::<PathBuf>("output").cloned();
    let copy = Some(Box::new(copy));
    outcome(ask_and_wait(session, Action::GiveCopy { path, copy }))
}

fn code(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let coder = named(given, "coder").map(|coder| Action::SwitchCoder { coder });
    let code = Named::name(text(given, "code").unwrap_or_default());
    let source = named(given, "source");
    let action = match (text(given, "find"), given.get_one::<CharSpan>("range")) {
        (Some(query), _) => {
            let first = !given.get_flag("all");
            Action::CodeFound {
                query,
                code,
                source,
                first,
            }
        }
        (None, Some(CharSpan { start, end })) => Action::CodePassage {
            source,
            start: *start,
            end: *end,
            code,
        },
        (None, None) => return Ok(Vec::new()),
    };
    Ok(coder.into_iter().chain([action]).collect())
}

fn uncode(session: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    let ids = given.get_many::<String>("coding").unwrap_or_default();
    let mut codings = Vec::new();
    let Some(open) = session.open() else {
        return Ok(Vec::new());
    };
    for id in ids {
        codings.push(Named::name(id).coding(open.project())?);
    }
    if given.contains_id("code") {
        let filter = filter(session, given)?;
        let range = given.get_one::<CharSpan>("range");
        let rows = query::rows(open.project(), open.index(), &filter);
        let within =
            |chars: CharSpan| range.is_none_or(|it| it.start <= chars.start && chars.end <= it.end);
        codings.extend(
            rows.iter()
                .filter(|row| within(row.chars))
                .map(|row| row.id),
        );
    }
    if codings.is_empty() {
        return Err(crate::edit::PlanError::Nothing.into());
    }
    Ok(vec![Action::Uncode { codings }])
}

fn import_codebook(_: &Session, given: &ArgMatches) -> Result<Vec<Action>, ActError> {
    Ok(vec![Action::ImportCodebook {
        path: given.get_one::<PathBuf>("file").cloned(),
        encoding: text(given, "encoding"),
    }])
}

/// Writes an overview to a file, or prints it.
fn overview(session: &mut Session, given: &ArgMatches) -> Outcome {
    let is_printed = given.get_one::<PathBuf>("output").is_none()
        && text(given, "as").as_deref() != Some("xlsx");
    if is_printed {
        return ask(session, given, overview::printed);
    }
    if !open(session, given) {
        return Outcome::Failed;
    }
    match overview::writing(session, given) {
        Ok(action) => outcome(action.is_none_or(|it| ask_and_wait(session, it))),
        Err(error) => {
            session.report(&error);
            Outcome::Failed
        }
    }
}

/// Writes the codebook to a file, or prints it.
fn codebook(session: &mut Session, given: &ArgMatches) -> Outcome {
    let path = given.get_one::<PathBuf>("output").cloned();
    let ending = path.as_ref().and_then(|it| it.extension());
    let ending = ending.map(|it| it.to_string_lossy().into_owned());
    let asked = text(given, "as").or(ending);
    let format = asked.as_deref().and_then(Format::of_codebook);
    let format = format.or(Some(Format::CodebookMarkdown));
    let bom = given.get_flag("bom");
    if path.is_some() {
        return match open(session, given) {
            true => {
                let report = None;
                let action = Action::Export {
                    format,
                    path,
                    bom,
                    report,
                };
                outcome(ask_and_wait(session, action))
            }
            false => Outcome::Failed,
        };
    }
    ask(session, given, |session, given, out| {
        let Some(open) = session.open() else {
            return Ok(Outcome::Failed);
        };
        let format = text(given, "as").and_then(|it| Format::of_codebook(&it));
        let format = format.unwrap_or(Format::CodebookMarkdown);
        let options = session.export_options(given.get_flag("bom"));
        exchange::export(open.project(), open.index(), format, &options, out)?;
        Ok(Outcome::Done)
    })
}

fn run_script(session: &mut Session, given: &ArgMatches) -> Outcome {
    let script = given.get_one::<PathBuf>("script");
    if script.is_some_and(|it| it.as_os_str() == "-") {
        session.note_at_once();
        let is_open = open(session, given);
        print::notices(session);
        return if is_open {
            live::run(session)
        } else {
            Outcome::Failed
        };
    }
    change(session, given, |session, given| {
        let path = given.get_one::<PathBuf>("script").cloned();
        script::read(&session.read_text(&path.unwrap_or_default())?)
    })
}

fn history(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    session.recall_earlier();
    let of = match given.get_one::<Uuid>("of") {
        None => None,
        Some(uuid) => match session
            .project()
            .and_then(|it| query::record_with(it, *uuid))
        {
            Some(id) => Some(id),
            None => {
                let name = uuid.to_string();
                session.report(&ActError::NoRecord { name });
                return Outcome::Failed;
            }
        },
    };
    let mut out = print::Out::standard();
    print::steps((session, of), given.get_flag("json"), &mut out);
    out.finish();
    Outcome::Done
}

/// Opens and prints; a pipe closed by its reader is no failure.
pub(super) fn ask(
    session: &mut Session,
    given: &ArgMatches,
    answer: fn(&Session, &ArgMatches, &mut dyn Write) -> Result<Outcome, ActError>,
) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let mut out = print::Out::standard();
    match answer(session, given, &mut out) {
        Ok(outcome) => {
            out.finish();
            outcome
        }
        Err(error) => {
            session.report(&error);
            Outcome::Failed
        }
    }
}

fn codings(
    session: &Session,
    given: &ArgMatches,
    out: &mut dyn Write,
) -> Result<Outcome, ActError> {
    let filter = filter(session, given)?;
    let Some(open) = session.open() else {
        return Ok(Outcome::Failed);
    };
    if given.get_flag("json") {
        exchange::codings_json(open.project(), open.index(), &filter, out)?;
        return Ok(Outcome::Done);
    }
    print::codings(&query::rows(open.project(), open.index(), &filter), out);
    Ok(Outcome::Done)
}

fn find(session: &Session, given: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, ActError> {
    let Some(project) = session.project() else {
        return Ok(Outcome::Failed);
    };
    let finder = Finder::parse(&text(given, "query").unwrap_or_default())?;
    let source = named(given, "source")
        .map(|it| it.source(project))
        .transpose()?;
    let found = query::find(project, &finder, source.map(|it| it.id), MOST_FOUND);
    print::found(project, &found.hits, given.get_flag("json"), out);
    Ok(if found.hits.is_empty() {
        Outcome::No
    } else {
        Outcome::Done
    })
}

fn check(session: &Session, given: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, ActError> {
    let Some(project) = session.project() else {
        return Ok(Outcome::Failed);
    };
    let findings = query::findings(project);
    print::findings(session, &findings, given.get_flag("json"), out);
    Ok(if query::is_sound(&findings) {
        Outcome::Done
    } else {
        Outcome::No
    })
}

fn export(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let format = text(given, "format").and_then(|it| Format::from_name(&it));
    let path = given.get_one::<PathBuf>("output").cloned();
    outcome(ask_and_wait(
        session,
        Action::Export {
            format,
            path,
            bom: given.get_flag("bom"),
            report: given.get_one::<PathBuf>("report").cloned(),
        },
    ))
}

pub(super) fn outcome(well: bool) -> Outcome {
    if well { Outcome::Done } else { Outcome::Failed }
}
