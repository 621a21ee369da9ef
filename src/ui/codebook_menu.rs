//! The menu of a code in the codebook, opened by the second button of the mouse or by a key.

use super::codebook::{Shift, shifted};
use super::codebook_row::{Tree, applies};
use super::field::Naming;
use super::list;
use super::words::{key_of, word};
use crate::model::{Code, RecordId};
use crate::session::{Action, Named, Session};
use egui::{Button, Response, Ui};

/// The menu, if it is open.
pub(super) fn menu_ui(
    response: &Response,
    tree: &mut Tree<'_>,
    code: &Code,
    asked: &mut Vec<Action>,
) {
    let by_key = tree.state.menu.filter(|it| it.0 == code.id);
    if by_key.is_some() {
        tree.state.menu = Some((code.id, false));
    }
    let closed = list::menu(response, by_key.map(|it| it.1), |ui, fresh| {
        choices_ui(ui, tree, (code, fresh), asked);
    });
    if closed {
        tree.state.menu = None;
        if tree.state.naming.is_none() {
            let list = list::id("codebook");
            response.ctx.memory_mut(|memory| memory.request_focus(list));
        }
    }
}

/// A menu in the making.
struct Items<'a> {
    session: &'a Session,
    /// Whether the next line that can be chosen takes the keyboard.
    wants_keys: bool,
    asked: &'a mut Vec<Action>,
}

impl Items<'_> {
    /// A line; whether it was chosen. `action` names the one whose key stands beside it.
    fn line_ui(&mut self, ui: &mut Ui, (key, action): (&str, &str), able: bool) -> bool {
        let words = word(self.session, key);
        let button = match action {
            "" => Button::new(words),
            name if name.starts_with(char::is_uppercase) => Button::new(words).shortcut_text(name),
            name => Button::new(words).shortcut_text(key_of(self.session, name)),
        };
        let response = ui.add_enabled(able, button);
        if able && std::mem::take(&mut self.wants_keys) {
            response.request_focus();
        }
        if response.clicked() {
            ui.close();
        }
        response.clicked()
    }

    /// A line that asks for something.
    fn ask_ui(&mut self, ui: &mut Ui, words: (&str, &str), action: Option<Action>) {
        if self.line_ui(ui, words, action.is_some()) {
            self.asked.extend(action);
        }
    }
}

fn choices_ui(
    ui: &mut Ui,
    tree: &mut Tree<'_>,
    (code, fresh): (&Code, bool),
    asked: &mut Vec<Action>,
) {
    let session = tree.session;
    let chosen = &session.look().codes;
    let mut items = Items {
        session,
        wants_keys: fresh,
        asked,
    };
    if chosen.len() > 1 && chosen.contains(&code.id) {
        several_ui(ui, &mut items, code);
        return;
    }
    use_ui(ui, &mut items, code);
    if items.line_ui(ui, ("codebook-list", ""), true) {
        tree.state.listed = Some(code.id);
    }
    ui.separator();
    let below = Action::AddCode {
        name: Some(word(session, "codebook-new-name")),
        parent: Some(Named::id(code.id)),
        colour: None,
    };
    items.ask_ui(ui, ("codebook-add-below", ""), Some(below));
    if items.line_ui(ui, ("menu-rename", "F2"), true) {
        tree.state.naming = Some(Naming::new(code.id, &code.name));
    }
    if items.line_ui(ui, ("codebook-recolour", ""), true) {
        tree.state.recolouring = Some(code.id);
    }
    heading_ui(ui, &mut items, code);
    ui.menu_button(word(session, "codebook-move"), |ui| {
        let steps = [
            ("codebook-up", "Ctrl+Shift+Up", Shift::Up),
            ("codebook-down", "Ctrl+Shift+Down", Shift::Down),
            ("codebook-in", "Ctrl+Shift+Right", Shift::In),
            ("codebook-out", "Ctrl+Shift+Left", Shift::Out),
        ];
        for (key, keys, to) in steps {
            items.ask_ui(ui, (key, keys), shifted(tree.open, code.id, to));
        }
        let top = Action::MoveCode {
            code: Named::id(code.id),
            also: Vec::new(),
            parent: None,
            before: None,
        };
        let top = code.parent.is_some().then_some(top);
        items.ask_ui(ui, ("codebook-to-top", ""), top);
    });
    ui.separator();
    reshape_ui(ui, &mut items, code);
    ui.separator();
    items.ask_ui(ui, ("menu-remove", "Delete"), Some(removal()));
}

/// The wish that the codes chosen be removed, which is asked about first.
pub(super) fn removal() -> Action {
    Action::RemoveCode {
        code: None,
        also: Vec::new(),
        into: None,
    }
}

/// What is done with a code while reading.
fn use_ui(ui: &mut Ui, items: &mut Items<'_>, code: &Code) {
    let named = || Named::id(code.id);
    let apply = applies(items.session, code).then(|| Action::CodeSelection {
        code: Some(named()),
    });
    items.ask_ui(ui, ("codebook-apply", "Enter"), apply);
    let sticks = items.session.look().sticky == Some(code.id);
    let key = if sticks {
        "codebook-unstick"
    } else {
        "codebook-stick"
    };
    let stick = code.applicable.then(|| Action::StickCode {
        code: Some(named()),
    });
    items.ask_ui(ui, (key, "stick-code"), stick);
    let inspect = Action::GoTo {
        record: RecordId::Code(code.id),
    };
    items.ask_ui(ui, ("menu-inspect", ""), Some(inspect));
    let only = Action::ShowMarks {
        codes: vec![named()],
        coders: Vec::new(),
        set: None,
        compare: false,
    };
    items.ask_ui(ui, ("codebook-only", ""), Some(only));
}

fn heading_ui(ui: &mut Ui, items: &mut Items<'_>, code: &Code) {
    let key = if code.applicable {
        "codebook-heading"
    } else {
        "codebook-no-heading"
    };
    let heading = Action::SetCodeApplicable {
        code: Named::id(code.id),
        applicable: !code.applicable,
    };
    items.ask_ui(ui, (key, ""), Some(heading));
}

/// Making one of several, several of one, and a copy.
fn reshape_ui(ui: &mut Ui, items: &mut Items<'_>, code: &Code) {
    let code = Named::id(code.id);
    let merge = Action::MergeCodes {
        codes: vec![code.clone()],
        into: None,
    };
    items.ask_ui(ui, ("codebook-merge", ""), Some(merge));
    let split = Action::SplitCode {
        code: Some(code.clone()),
        by: None,
        name: None,
    };
    items.ask_ui(ui, ("codebook-split", ""), Some(split));
    let copy = Action::DuplicateCode {
        code: Some(code.clone()),
        name: None,
    };
    items.ask_ui(ui, ("codebook-duplicate", ""), Some(copy));
    let overlapping = Action::MergeOverlapping {
        codings: Vec::new(),
        code: Some(code),
    };
    items.ask_ui(ui, ("codebook-overlapping", ""), Some(overlapping));
}

/// What is done with several codes at once.
fn several_ui(ui: &mut Ui, items: &mut Items<'_>, code: &Code) {
    let chosen = items.session.look().codes.clone();
    let named = || chosen.iter().map(Named::id).collect::<Vec<Named>>();
    let merge = Action::MergeCodes {
        codes: named(),
        into: None,
    };
    items.ask_ui(ui, ("codebook-merge", ""), Some(merge));
    let only = Action::ShowMarks {
        codes: named(),
        coders: Vec::new(),
        set: None,
        compare: false,
    };
    items.ask_ui(ui, ("codebook-only-these", ""), Some(only));
    let alone = Action::ChooseCodes {
        codes: vec![Named::id(code.id)],
    };
    items.ask_ui(ui, ("codebook-alone", ""), Some(alone));
    ui.separator();
    items.ask_ui(ui, ("menu-remove", "Delete"), Some(removal()));
}
