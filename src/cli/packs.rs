//! `zhupi pack`, `zhupi recipes`, `zhupi glosses`: reading packs and what they are made from.

use super::Outcome;
use super::commands::{ask_and_wait, open, outcome, text};
use super::grammar::{command, flag, option, project_arg};
use super::print::{self, Out};
use crate::edit::plan_packs::About;
use crate::exchange::pack::{Choice, Edition, Ids, READY, list};
use crate::model::Project;
use crate::session::{Action, Locale, Named, PackFormat, Saying, Session};
use clap::builder::ValueParser;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use serde_json::json;
use std::io::Write;
use std::path::PathBuf;

/// The commands.
pub(super) fn commands(locale: &Locale) -> [Command; 3] {
    [pack(locale), recipes(locale), glosses(locale)]
}

fn pack(locale: &Locale) -> Command {
    let ready: Vec<&str> = READY.iter().map(|it| it.name).collect();
    let of = |key: &'static str, names: &[&str]| {
        locale.say(&Saying::new(key).with("names", names.join(", ")))
    };
    let listed = |name: &'static str, key: &'static str, names: &'static [&'static str]| {
        let how = of(key, names);
        let parser = ValueParser::new({
            let how = how.clone();
            move |words: &str| match list(words).all(|it| names.contains(&it)) {
                true => Ok(words.to_owned()),
                false => Err(how.clone()),
            }
        });
        Arg::new(name)
            .long(name)
            .value_name("LIST")
            .value_parser(parser)
            .help(how)
    };
    command(locale, "pack")
        .arg(project_arg(locale))
        .arg(
            Arg::new("recipe")
                .long("recipe")
                .value_name("NAME")
                .required(true)
                .help(of("command-arg-recipe", &ready)),
        )
        .arg(listed(
            "format",
            "command-arg-pack-formats",
            PackFormat::NAMES,
        ))
        .arg(listed(
            "edition",
            "command-arg-pack-editions",
            Edition::NAMES,
        ))
        .arg(setting(locale, "recipe-set"))
        .arg(
            Arg::new("folder")
                .short('o')
                .long("output")
                .value_name("DIR")
                .required_unless_present("check")
                .value_parser(value_parser!(PathBuf))
                .help(locale.word("command-arg-folder")),
        )
        .arg(flag(locale, "recipe-check").id("check").long("check"))
        .arg(flag(locale, "json").requires("check"))
}

fn recipes(locale: &Locale) -> Command {
    command(locale, "recipes")
        .arg(project_arg(locale))
        .arg(option(locale, "recipe-name").id("name").long("recipe"))
        .arg(setting(locale, "recipe-set").requires("name"))
        .arg(option(locale, "like").requires("name"))
        .arg(
            flag(locale, "remove")
                .requires("name")
                .conflicts_with_all(["set", "like"]),
        )
        .arg(
            Arg::new("template")
                .long("write-template")
                .value_name("FILE")
                .conflicts_with("name")
                .value_parser(value_parser!(PathBuf))
                .help(locale.word("command-arg-write-template")),
        )
        .arg(flag(locale, "json"))
}

fn glosses(locale: &Locale) -> Command {
    command(locale, "glosses")
        .arg(project_arg(locale))
        .arg(option(locale, "word"))
        .arg(setting(locale, "gloss-set").requires("word"))
        .arg(flag(locale, "json"))
}

/// `--set NAME=WORDS`, as often as wanted.
fn setting(locale: &Locale, help: &str) -> Arg {
    let how = locale.word("command-bad-setting");
    let parser = ValueParser::new(move |given: &str| match given.split_once('=') {
        Some((name, words)) => Ok((name.trim().to_owned(), words.replace("\\n", "\n"))),
        None => Err(how.clone()),
    });
    Arg::new("set")
        .long("set")
        .value_name("NAME=WORDS")
        .action(ArgAction::Append)
        .value_parser(parser)
        .help(locale.word(&format!("command-arg-{help}")))
}

fn about(given: &ArgMatches) -> About {
    let pairs = given.get_many::<(String, String)>("set");
    pairs.into_iter().flatten().cloned().collect()
}

/// Makes a pack, or lists what should be looked at: 1 when there is any.
pub(super) fn run(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let recipe = text(given, "recipe").unwrap_or_default();
    let set = about(given);
    // What is set for this time is not saved.
    let is_set = set.is_empty()
        || ask_and_wait(
            session,
            Action::SetRecipe {
                recipe: recipe.clone(),
                about: set,
                like: None,
            },
        );
    if !is_set {
        return Outcome::Failed;
    }
    if given.get_flag("check") {
        return check(session, &recipe, given.get_flag("json"));
    }
    let names = |name| text(given, name).unwrap_or_default();
    let (formats, editions) = (names("format"), names("edition"));
    outcome(ask_and_wait(
        session,
        Action::MakePack {
            recipe,
            formats: list(&formats).filter_map(PackFormat::from_name).collect(),
            editions: list(&editions).filter_map(Edition::from_name).collect(),
            path: given.get_one::<PathBuf>("folder").cloned(),
        },
    ))
}

fn check(session: &mut Session, recipe: &str, as_json: bool) -> Outcome {
    let plan = match session.plan_pack(recipe) {
        Ok(plan) => plan,
        Err(error) => {
            session.report(&error);
            return Outcome::Failed;
        }
    };
    let made = plan.make(Edition::Teacher, &Ids::default());
    let mut out = Out::standard();
    if as_json {
        let rows = made.remarks.iter().map(|it| {
            let (words, more) = it.flaw.words();
            json!({ "flaw": it.flaw.name(), "text": it.text, "paragraph": it.block,
                "words": words, "more": more })
        });
        print::json_out(&mut out, &rows.collect::<Vec<_>>().into());
    } else {
        for remark in &made.remarks {
            let words = session.locale().say(&session.remark_words(remark));
            let _ = writeln!(out, "{words}");
        }
    }
    out.finish();
    match made.remarks.is_empty() {
        true => Outcome::Done,
        false => Outcome::No,
    }
}

/// Lists the recipes, or changes one.
pub(super) fn run_recipes(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    let set = about(given);
    if let Some(recipe) = text(given, "name") {
        let action = match given.get_flag("remove") {
            true => Action::RemoveRecipe {
                recipe: Named::name(recipe),
            },
            false => Action::SetRecipe {
                recipe,
                about: set,
                like: text(given, "like"),
            },
        };
        return outcome(
            ask_and_wait(session, action) && ask_and_wait(session, Action::SaveProject),
        );
    }
    if let Some(path) = given.get_one::<PathBuf>("template") {
        let path = Some(path.clone());
        return outcome(ask_and_wait(session, Action::SaveTemplate { path }));
    }
    list_recipes(session, given.get_flag("json"));
    Outcome::Done
}

fn list_recipes(session: &Session, as_json: bool) {
    let own = session.project().map(Project::recipes);
    let own = own.into_iter().flat_map(|it| it.iter());
    let own = own.map(|it| (it.name.clone(), it.about.clone()));
    let ready = READY.iter().map(|it| {
        let about = it
            .about
            .iter()
            .map(|(name, words)| ((*name).into(), (*words).into()));
        (it.name.to_owned(), about.collect::<About>())
    });
    let all: Vec<(String, About)> = own.chain(ready).collect();
    let mut out = Out::standard();
    if as_json {
        let rows = all
            .iter()
            .map(|(name, about)| json!({ "name": name, "about": about }));
        print::json_out(&mut out, &rows.collect::<Vec<_>>().into());
    } else {
        for (name, about) in all {
            let about = about.iter().map(|(name, words)| {
                let words = words.replace('\n', "\\n");
                format!("{name}={words}")
            });
            let _ = writeln!(out, "{name}\t{}", about.collect::<Vec<_>>().join("\t"));
        }
    }
    out.finish();
}

/// Lists what is told of words, or tells of one.
pub(super) fn run_glosses(session: &mut Session, given: &ArgMatches) -> Outcome {
    if !open(session, given) {
        return Outcome::Failed;
    }
    if let Some(word) = text(given, "word") {
        let action = Action::SetGloss {
            word: Some(word),
            about: about(given),
        };
        return outcome(
            ask_and_wait(session, action) && ask_and_wait(session, Action::SaveProject),
        );
    }
    let glosses = session.project().map(Project::glosses);
    let glosses = glosses.into_iter().flat_map(|it| it.iter());
    let mut out = Out::standard();
    if given.get_flag("json") {
        let rows = glosses.map(|it| json!({ "word": it.name, "about": it.about }));
        print::json_out(&mut out, &rows.collect::<Vec<_>>().into());
    } else {
        for it in glosses {
            let told = it
                .about
                .iter()
                .map(|(name, words)| format!("{name}={words}"));
            let _ = writeln!(out, "{}\t{}", it.name, told.collect::<Vec<_>>().join("\t"));
        }
    }
    out.finish();
    Outcome::Done
}
