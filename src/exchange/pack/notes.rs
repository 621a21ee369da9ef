//! What a memo says for a pack: one memo may hold several pieces, each printed in its own place.
//!
//! A line that begins with the name of a form and a colon begins a piece of that form, until the next
//! such line: `眉批：…`, `Footnote: …`. What stands before the first has the form of its place: beside
//! the text, or before it when the memo is on the whole text. So a memo stays words that anybody reads.

use super::settings::{Choice, choices};

choices! {
    /// Where a piece of a memo is printed.
    Form {
        /// 旁批: in the margin.
        Margin "margin",
        /// 眉批: at the head of the paragraph.
        Head "head",
        /// 夹批: small, in the line.
        Inline "inline",
        /// 脚注: at the foot.
        Foot "foot",
        /// 导读: before the text.
        Introduction "introduction",
        /// 思考题: a question, its answer behind a line that begins with 答：
        Question "question",
        /// 不印: nowhere.
        Unprinted "unprinted",
    }
}

impl Form {
    /// The names a form answers to in a memo, small letters, Chinese ones in both scripts.
    const fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Margin => &["旁批", "margin"],
            Self::Head => &["眉批", "head note"],
            Self::Inline => &["夹批", "夾批", "inline"],
            Self::Foot => &["脚注", "腳注", "footnote"],
            Self::Introduction => &["导读", "導讀", "introduction"],
            Self::Question => &["思考题", "思考題", "question"],
            Self::Unprinted => &["不印", "not printed"],
        }
    }

    /// The mark that begins a piece of this form in a memo, as a language writes it.
    pub fn mark(self, chinese: bool) -> String {
        let [han, .., other] = self.marks() else {
            return String::new();
        };
        match (chinese, other.split_at_checked(1)) {
            (false, Some((first, rest))) => format!("{}{rest}: ", first.to_uppercase()),
            _ => format!("{han}："),
        }
    }
}

/// What begins the answer to a question.
const ANSWERS: &[&str] = &["答", "答案", "answer"];

/// A piece of a memo.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Where it is printed.
    pub form: Form,
    /// What it says, without the name of its form.
    pub text: String,
    /// Of a question, the answer; may be empty.
    pub answer: String,
}

/// The pieces of a memo, in their order; empty ones are left out. What stands before the first that is
/// named is of the form `otherwise`.
pub fn pieces_of(memo: &str, otherwise: Form) -> Vec<Piece> {
    let mut pieces = vec![Piece {
        form: otherwise,
        text: String::new(),
        answer: String::new(),
    }];
    let mut answering = false;
    for line in memo.lines() {
        if let Some((form, rest)) = begun(line) {
            answering = false;
            let (text, answer) = (rest.to_owned(), String::new());
            pieces.push(Piece { form, text, answer });
            continue;
        }
        let Some(piece) = pieces.last_mut() else {
            continue;
        };
        let answer = ANSWERS.iter().find_map(|it| after(line, it));
        let answer = answer.filter(|_| piece.form == Form::Question);
        answering |= answer.is_some();
        let into = match answering {
            true => &mut piece.answer,
            false => &mut piece.text,
        };
        if !into.is_empty() {
            into.push('\n');
        }
        into.push_str(answer.unwrap_or(line));
    }
    for piece in &mut pieces {
        piece.text = piece.text.trim().to_owned();
        piece.answer = piece.answer.trim().to_owned();
    }
    pieces.retain(|it| !it.text.is_empty());
    pieces
}

/// The form that a line names, and what it says.
fn begun(line: &str) -> Option<(Form, &str)> {
    Form::ALL.iter().find_map(|(form, _)| {
        let rest = form.marks().iter().find_map(|mark| after(line, mark))?;
        Some((*form, rest))
    })
}

/// What stands behind a word and a colon at the start of a line.
fn after<'a>(line: &'a str, word: &str) -> Option<&'a str> {
    let line = line.trim_start();
    let (start, rest) = line.split_at_checked(word.len())?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(['：', ':'])?;
    start
        .eq_ignore_ascii_case(word)
        .then_some(rest.trim_start())
}
