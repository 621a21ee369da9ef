//! The real program is killed in the middle of work, again and again, at random moments: nothing
//! older than a second is lost, nothing is half there, and undo reaches behind every death.
//!
//! `ZHUPI_KILLS=500 cargo core kill` kills it as often as one likes, and prints what was lost.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

/// Deaths when nobody asks for more.
const KILLS: usize = 10;
/// What may be lost.
const MOST_LOST: Duration = Duration::from_secs(1);
/// Longest life of a program.
const LIFE_MILLIS: u64 = 1_600;

/// What somebody does next.
#[derive(Clone, Debug)]
enum Act {
    /// Codes with a code of this number.
    Code(usize),
    Undo,
    Redo,
    Save,
}

impl Act {
    fn line(&self) -> String {
        match self {
            Self::Code(number) => {
                let start = number % 6;
                let end = start + 2;
                format!(
                    "CodePassage(source: \"随笔\", start: {start}, end: {end}, code: \"码{number}\")"
                )
            }
            Self::Undo => "Undo".to_owned(),
            Self::Redo => "Redo".to_owned(),
            Self::Save => "SaveProject".to_owned(),
        }
    }
}

/// What should be there: the codes in force and those taken back.
#[derive(Clone, PartialEq, Default, Debug)]
struct Model {
    made: Vec<usize>,
    undone: Vec<usize>,
}

impl Model {
    fn act(&mut self, act: &Act) {
        match act {
            Act::Code(number) => {
                self.made.push(*number);
                self.undone.clear();
            }
            Act::Undo => self.undone.extend(self.made.pop()),
            Act::Redo => self.made.extend(self.undone.pop()),
            Act::Save => {}
        }
    }
}

/// Random numbers (SplitMix64: Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }

    fn act(&mut self, model: &Model, next: &mut usize) -> Act {
        match self.below(12) {
            0 | 1 if !model.made.is_empty() => Act::Undo,
            2 if !model.undone.is_empty() => Act::Redo,
            3 => Act::Save,
            _ => {
                *next += 1;
                Act::Code(*next)
            }
        }
    }
}

fn zhupi(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhupi"));
    command
        .args(args)
        .current_dir(folder)
        .env("LANG", "en_GB.UTF-8");
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES");
    command
}

fn answer(folder: &Path, args: &[&str]) -> String {
    let output = zhupi(folder, args).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let status = output.status;
    assert!(status.success(), "{args:?}: {status} {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// What is there: the codings, which must be what the steps made, and the steps.
fn there(folder: &Path) -> Model {
    let number = |words: &str| words.rsplit_once('码')?.1.parse::<usize>().ok();
    let steps = answer(folder, &["history", "p.ron", "--json"]);
    let steps: Vec<serde_json::Value> = serde_json::from_str(&steps).unwrap();
    let mut there = Model::default();
    for step in &steps {
        let made = step["made"].as_bool().unwrap();
        let list = if made {
            &mut there.made
        } else {
            &mut there.undone
        };
        list.extend(number(step["what"].as_str().unwrap()));
    }
    there.undone.reverse();
    let rows = answer(folder, &["codings", "p.ron", "--json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    let codes = rows
        .iter()
        .map(|row| number(row["code"].as_str().unwrap()).unwrap());
    let mut codes: Vec<usize> = codes.collect();
    codes.sort_unstable();
    assert_eq!(codes, there.made);
    there
}

/// A program at work, and when it answered which line.
struct Life {
    child: Child,
    answers: Receiver<(bool, Instant)>,
}

fn begin(folder: &Path) -> Life {
    let mut command = zhupi(folder, &["run", "p.ron", "-"]);
    let pipes = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = pipes.stderr(Stdio::null()).spawn().unwrap();
    let out = BufReader::new(child.stdout.take().unwrap());
    let (sender, answers) = channel();
    std::thread::spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            // Nobody waits any more for the last ones.
            let _ = sender.send((line.starts_with("done"), Instant::now()));
        }
    });
    Life { child, answers }
}

/// Lets a program work until it is killed. The models after each act, and when each was answered.
fn live_and_die(
    folder: &Path,
    chance: &mut Chance,
    (model, next): (&Model, &mut usize),
) -> (Vec<Model>, Vec<Instant>, Instant) {
    let mut life = begin(folder);
    let end = Instant::now() + Duration::from_millis(chance.below(LIFE_MILLIS));
    let mut models = vec![model.clone()];
    let mut answered = Vec::new();
    let mut waiting: VecDeque<()> = VecDeque::new();
    let stdin = life.child.stdin.as_mut().unwrap();
    while let Some(left) = end.checked_duration_since(Instant::now()) {
        if waiting.len() < 4 {
            let mut model = models.last().unwrap().clone();
            let act = chance.act(&model, next);
            model.act(&act);
            models.push(model);
            waiting.push_back(());
            writeln!(stdin, "{}", act.line()).unwrap();
        } else if let Ok((done, at)) = life.answers.recv_timeout(left) {
            assert!(done, "line {} was refused", answered.len() + 1);
            waiting.pop_front();
            answered.push(at);
        }
    }
    // SIGKILL: the program is not asked.
    life.child.kill().unwrap();
    let death = Instant::now();
    life.child.wait().unwrap();
    answered.extend(life.answers.iter().map(|it| it.1));
    (models, answered, death)
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing_older_than_a_second() {
    let kills = std::env::var("ZHUPI_KILLS")
        .ok()
        .and_then(|it| it.parse().ok());
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    #[expect(clippy::disallowed_methods, reason = "a test lays its own input")]
    std::fs::write(folder.join("随笔.txt"), "数字治理与国防，产业与文化").unwrap();
    answer(folder, &["new", "p.ron", "--coder", "李"]);
    answer(folder, &["add", "p.ron", "随笔.txt"]);
    let mut chance = Chance(20_261_122);
    let (mut model, mut next, mut acts) = (Model::default(), 0, 0);
    let (mut lost, mut oldest) = (0, Duration::ZERO);
    for kill in 0..kills.unwrap_or(KILLS) {
        let (models, answered, death) = live_and_die(folder, &mut chance, (&model, &mut next));
        let there = there(folder);
        // The state that came back is one that was, with all that can be taken back and made again.
        let back = models.iter().rposition(|it| *it == there);
        let back = back.unwrap_or_else(|| {
            let tail = |it: &Model| {
                let made = it.made.get(it.made.len().saturating_sub(9)..);
                format!("{made:?} and undone {:?}", it.undone)
            };
            let end = models.iter().rev().take(9).map(tail).collect::<Vec<_>>();
            panic!("after kill {kill} there is {}, not {end:#?}", tail(&there))
        });
        if let Some(first) = answered.get(back) {
            lost += answered.len() - back;
            oldest = oldest.max(death - *first);
            assert!(
                death - *first <= MOST_LOST,
                "kill {kill} lost {:?}",
                death - *first
            );
        }
        acts += answered.len();
        model = models[back].clone();
    }
    if kills.is_some() {
        println!("{kills:?} kills, {acts} acts, {lost} lost, the oldest {oldest:?} old");
    }
    // Undo reaches back to before the first death.
    let mut life = begin(folder);
    let stdin = life.child.stdin.as_mut().unwrap();
    for _ in 0..model.made.len() {
        writeln!(stdin, "Undo").unwrap();
    }
    drop(life.child.stdin.take());
    assert!(life.child.wait().unwrap().success());
    assert!(there(folder).made.is_empty());
    answer(folder, &["check", "p.ron"]);
}
