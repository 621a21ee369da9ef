//! The one table of actions: menu, palette, keys, `--help`, scripts and the README's list.

use super::action::Action;
use super::look::{Board, Overlay, Panel};
use crate::edit::plan_values::ValuesOf;
use crate::query::KwicOrder;
use crate::text::Collation;

/// A menu of the menu bar. The locale key is `menu-` and the lower-case name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Menu {
    /// Projects: open, save, export.
    Project,
    /// Undo, redo, copy, find.
    Edit,
    /// Adding and removing sources.
    Source,
    /// The codebook and coding.
    Code,
    /// What is shown and how.
    View,
    /// Keys, about.
    Help,
}

impl Menu {
    /// Every menu, from left to right.
    pub const ALL: [Self; 6] = [
        Self::Project,
        Self::Edit,
        Self::Source,
        Self::Code,
        Self::View,
        Self::Help,
    ];

    /// The locale key of its name.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Project => "menu-project",
            Self::Edit => "menu-edit",
            Self::Source => "menu-source",
            Self::Code => "menu-code",
            Self::View => "menu-view",
            Self::Help => "menu-help",
        }
    }
}

/// What must be there for an action to make sense; menus grey it out otherwise.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// An open project.
    Project,
    /// A source on the screen.
    Source,
    /// Something selected in it.
    Selection,
    /// Something to undo.
    Done,
    /// Something to redo.
    Undone,
    /// Something found.
    Found,
}

/// An action's row. Its words are the locale keys `action-` and `help-` with the name.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The name, kebab-case, the same as [`Action::name`].
    pub name: &'static str,
    /// Where it stands in the menu bar, if it does.
    pub menu: Option<Menu>,
    /// Its usual keys, the plainest first.
    pub keys: &'static [&'static str],
    /// What must be there.
    pub needs: Needs,
    /// The action as menu, palette and keys ask for it; `None` when it needs more than a wish.
    pub plain: Option<fn() -> Action>,
    /// How it is written in a script.
    pub script: &'static str,
}

impl Row {
    /// Locale key of its words in menu and palette.
    pub fn words(&self) -> String {
        format!("action-{}", self.name)
    }

    /// Locale key of the sentence that explains it.
    pub fn help(&self) -> String {
        format!("help-{}", self.name)
    }
}

/// The row of an action.
pub fn row(name: &str) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.name == name)
}

macro_rules! table {
    ($($name:literal $(in $menu:ident)? $([$($key:literal),+])? if $needs:ident $(=> $plain:expr)?, $script:literal;)+) => {
        /// Every action once, in the order of menus and `--help`.
        pub const TABLE: &[Row] = &[$(Row {
            name: $name,
            menu: table!(@menu $($menu)?),
            keys: &[$($($key),+)?],
            needs: Needs::$needs,
            plain: table!(@plain $($plain)?),
            script: $script,
        }),+];
    };
    (@menu) => { None };
    (@menu $menu:ident) => { Some(Menu::$menu) };
    (@plain) => { None };
    (@plain $plain:expr) => { Some(|| $plain) };
}

table! {
    "new-project" in Project ["Ctrl+N"] if Nothing => Action::NewProject { name: None, path: None },
        r#"NewProject(name: "试编")"#;
    "open-project" in Project ["Ctrl+O"] if Nothing => Action::OpenProject { path: None },
        r#"OpenProject(path: "p.ron")"#;
    "import-project" in Project if Nothing => Action::ImportProject {
            path: None, format: None, offsets: None, report: None,
        },
        r#"ImportProject(path: "nvivo.qdpx", format: Refi, offsets: "utf16-crlf", report: "losses.md")"#;
    "import-into" in Project if Project => Action::ImportInto {
            path: None, format: None, offsets: None, report: None,
        },
        r#"ImportInto(path: "annotations.jsonl", format: Doccano, report: "losses.md")"#;
    "open-sample" in Project if Nothing => Action::OpenSample, "OpenSample";
    "save-project" in Project ["Ctrl+S"] if Project => Action::SaveProject, "SaveProject";
    "save-project-as" in Project ["Ctrl+Shift+S"] if Project
        => Action::SaveProjectAs { path: None }, r#"SaveProjectAs(path: "copy.ron")"#;
    "save-in-folder" in Project if Project => Action::SaveInFolder { path: None },
        r#"SaveInFolder(path: "试编")"#;
    "give-copy" in Project if Project
        => Action::GiveCopy { path: None, copy: None },
        r#"GiveCopy(path: "to-wang.ron", copy: (to: "王", without: (others: true), hide: ["张三=某甲"]))"#;
    "unlock" if Nothing, r#"Unlock(passphrase_in: "passphrase.txt")"#;
    "sign-states" if Nothing, r#"SignStates(on: true, key: "key.txt")"#;
    "export" in Project ["Ctrl+E"] if Project
        => Action::Export { format: None, path: None, bom: false, report: None },
        r#"Export(format: Csv, path: "codings.csv", bom: true, report: "losses.md")"#;
    "show-pack" in Project ["Ctrl+Alt+R"] if Project
        => Action::ShowPack { recipe: None, edition: None }, r#"ShowPack(recipe: "精读讲义", edition: teacher)"#;
    "make-pack" if Project,
        r#"MakePack(recipe: "精读讲义", formats: [html, anki], editions: [student, teacher], path: "pack")"#;
    "save-template" in Project if Nothing => Action::SaveTemplate { path: None },
        r#"SaveTemplate(path: "mine.html")"#;
    "set-recipe" if Project,
        r#"SetRecipe(recipe: "精读讲义", about: {"course": "高级汉语", "pinyin": "glossed"}, like: "close-reading")"#;
    "remove-recipe" if Project, r#"RemoveRecipe(recipe: "精读讲义")"#;
    "set-gloss" if Project, r#"SetGloss(word: "治理", about: {"meaning": "to govern", "listed": "yes"})"#;
    "list-word" in Edit ["Alt+W"] if Selection => Action::ListWord, "ListWord";
    "choose-offsets" in Project if Project => Action::ChooseOffsets, "ChooseOffsets";
    "read-again" if Project, r#"ReadAgain(offsets: "utf16-crlf")"#;
    "save-losses" in Project if Project => Action::SaveLosses { path: None },
        r#"SaveLosses(path: "losses.md")"#;
    "write-overview" if Project,
        r#"WriteOverview(by: Codes(Near(200)), measure: Quotations, path: "together.xlsx")"#;
    "write-passages" if Project,
        r#"WritePassages(query: "code:治理 & 国防", order: Right, path: "passages.xlsx")"#;
    "write-words" if Project,
        r#"WriteWords(part: Code("治理"), list: Keyness, least: 3, path: "words.csv")"#;
    "join-project" in Project if Project => Action::JoinProject { path: None, key: None },
        r#"JoinProject(path: "other.ron")"#;
    "join-with-key" if Project, r#"JoinWithKey(key: "key.ron")"#;
    "apply-join" if Project, "ApplyJoin";
    "decide-conflict" if Project, "DecideConflict(take: Kept)";
    "show-versions" in Project if Project => Action::ShowVersions, "ShowVersions";
    "look-at-version" if Project, r#"LookAtVersion(version: "p.ron.1.bak")"#;
    "restore-version" if Project, r#"RestoreVersion(version: "p.ron.1.bak", path: "earlier.ron")"#;
    "check-project" in Project if Project => Action::CheckProject, "CheckProject";
    "repair" in Project if Project => Action::Repair { flaws: Vec::new() },
        r#"Repair(flaws: ["blank-edge", "duplicate-coding"])"#;
    "close-project" in Project ["Ctrl+W"] if Project => Action::CloseProject, "CloseProject";
    "quit" in Project ["Ctrl+Q"] if Nothing => Action::Quit, "Quit";

    "undo" in Edit ["Ctrl+Z"] if Done => Action::Undo, "Undo";
    "redo" in Edit ["Ctrl+Y", "Ctrl+Shift+Z"] if Undone => Action::Redo, "Redo";
    "go-to-step" in Edit ["Ctrl+Shift+H"] if Project => Action::GoToStep { step: None },
        "GoToStep(step: 0)";
    "copy" in Edit ["Ctrl+C"] if Selection => Action::Copy, "Copy";
    "copy-cited" in Edit ["Ctrl+Shift+C"] if Selection => Action::CopyCited, "CopyCited";
    "copy-link" in Edit if Project => Action::CopyLink { record: None }, "CopyLink(record: Project)";
    "find" in Edit ["Ctrl+F"] if Project => Action::Find { query: None }, r#"Find(query: "治理")"#;
    "find-next" in Edit ["F3", "Ctrl+G"] if Found => Action::FindNext, "FindNext";
    "find-previous" in Edit ["Shift+F3", "Ctrl+Shift+G"] if Found => Action::FindPrevious,
        "FindPrevious";
    "ask-query" in Edit ["Ctrl+Shift+F"] if Project
        => Action::AskQuery { query: None, order: KwicOrder::Place, collation: Collation::CodePoint },
        r#"AskQuery(query: "code:治理 & 国防", order: Right, collation: Pinyin)"#;
    "show-passage" if Project, r#"ShowPassage(passage: (source: "随笔", start: 0, end: 4))"#;
    "list-words" if Project, r#"ListWords(part: All, list: Company(of: "治理"), least: 3)"#;
    "set-words" if Project, r#"SetWords(stop: ["的", "了"], own: ["数字治理"])"#;
    "show-overview" if Project, "ShowOverview(by: Codes(Near(200)), measure: Quotations)";
    "open-cell" if Project, "OpenCell(row: 1, column: 2)";
    "save-query" if Project, r#"SaveQuery(name: "治理与国防", query: "code:治理 & 国防")"#;
    "remove-query" if Project, r#"RemoveQuery(query: "治理与国防")"#;
    "autocode" if Project,
        r#"Autocode(rule: "国防词", query: "/国防.{0,5}工业/", code: "国防", unit: Sentence)"#;
    "take-back-codings" if Project, r#"TakeBackCodings(rule: "国防词")"#;
    "rename" if Project, r#"Rename(record: Project, name: "新名")"#;
    "remove" if Project, r#"Remove(record: Case("00000000-0000-7000-8000-000000000000"))"#;

    "add-sources" in Source ["Ctrl+Shift+O"] if Nothing
        => Action::add(Vec::new()),
        r#"AddSources(paths: ["a.txt"], encoding: "gb18030", clean: Suggested)"#;
    "add-text" in Source ["Ctrl+Shift+V"] if Nothing
        => Action::ShowOverlay { overlay: Some(Overlay::NewText) },
        r#"AddText(name: "随笔", text: "数字治理")"#;
    "set-encoding" if Nothing, r#"SetEncoding(waiting: 0, encoding: "big5")"#;
    "set-text-column" if Nothing, r#"SetTextColumn(waiting: 0, column: "回答")"#;
    "set-rows" if Nothing, "SetRows(waiting: 0, rows: Cases)";
    "set-cleaning" if Nothing, r#"SetCleaning(waiting: 0, steps: [Join, Heads])"#;
    "add-waiting" if Nothing, "AddWaiting";
    "drop-waiting" if Nothing, "DropWaiting";
    "show-source" if Project, r#"ShowSource(source: "随笔")"#;
    "next-source" in Source ["Ctrl+PageDown"] if Project => Action::NextSource, "NextSource";
    "previous-source" in Source ["Ctrl+PageUp"] if Project => Action::PreviousSource,
        "PreviousSource";
    "rename-source" if Project, r#"RenameSource(source: "随笔", name: "随笔一")"#;
    "move-source" if Project, r#"MoveSource(source: "随笔", before: "序")"#;
    "edit-text" in Source ["Shift+F2"] if Source
        => Action::EditText { source: None, edits: Vec::new() },
        r#"EditText(source: "随笔", edits: [(start: 2, end: 4, with: "治理")])"#;
    "replace-text" in Source if Source
        => Action::ReplaceText { source: None, path: None, encoding: None },
        r#"ReplaceText(source: "随笔", path: "second-edition.txt")"#;
    "mend-source" in Source if Source
        => Action::MendSource { source: None, clean: None },
        r#"MendSource(source: "随笔", clean: Steps([Join, Heads]))"#;
    "set-mending" if Nothing, r#"SetMending(steps: [Join, Heads])"#;
    "decide-replaced" if Project,
        r#"DecideReplaced(quotation: "00000000-0000-7000-8000-000000000000", take: At(0, 4))"#;
    "apply-replace" if Project, "ApplyReplace";
    "cite-source" in Source if Source => Action::CiteSource { source: None, citation: None },
        r#"CiteSource(source: "随笔", citation: ["author 李", "title 论治理", "year 2025"])"#;
    "import-citations" in Source if Project
        => Action::ImportCitations { path: None, encoding: None, report: None },
        r#"ImportCitations(path: "refs.ris", encoding: "gb18030", report: "which.md")"#;
    "remove-source" if Project, r#"RemoveSource(source: "随笔")"#;

    "code-selection" in Code ["Ctrl+K", "Enter"] if Selection
        => Action::CodeSelection { code: None }, r#"CodeSelection(code: "治理")"#;
    "repeat-code" in Code ["Ctrl+R"] if Selection => Action::RepeatCode, "RepeatCode";
    "code-in-vivo" in Code ["Ctrl+I"] if Selection => Action::CodeInVivo, "CodeInVivo";
    "stick-code" in Code ["Ctrl+Shift+K"] if Project => Action::StickCode { code: None },
        r#"StickCode(code: "治理")"#;
    "uncode" in Code ["Delete"] if Selection => Action::Uncode { codings: Vec::new() }, "Uncode()";
    "take-consensus" in Code ["Ctrl+Shift+Y"] if Source => Action::TakeConsensus { codings: Vec::new() },
        r#"TakeConsensus(codings: ["00000000-0000-7000-8000-000000000000"])"#;
    "take-agreed" in Code if Project => Action::TakeAgreed { by: None }, "TakeAgreed(by: Coders(2))";
    "code-passage" if Project, r#"CodePassage(source: "随笔", start: 0, end: 4, code: "治理")"#;
    "code-passages" if Project,
        r#"CodePassages(passages: [(source: "随笔", start: 0, end: 4)], code: "治理")"#;
    "code-found" if Project, r#"CodeFound(query: "治理", code: "governance")"#;
    "recode" in Code ["Ctrl+Shift+R"] if Source
        => Action::Recode { codings: Vec::new(), from: None, filter: Box::default(), code: None },
        r#"Recode(codings: ["00000000-0000-7000-8000-000000000000"], code: "国防")"#;
    "review-codings" in Code ["Shift+F8"] if Source
        => Action::ReviewCodings { codings: Vec::new(), code: None },
        r#"ReviewCodings(code: "治理")"#;
    "merge-overlapping" in Code ["Ctrl+Shift+M"] if Source
        => Action::MergeOverlapping { codings: Vec::new(), code: None },
        r#"MergeOverlapping(code: "治理")"#;
    "fit-quotation" in Code ["Ctrl+Shift+E"] if Selection => Action::FitQuotation, "FitQuotation";
    "resize-quotation" if Project,
        r#"ResizeQuotation(quotation: "00000000-0000-7000-8000-000000000000", start: 0, end: 2)"#;
    "add-code" in Code ["Ctrl+Shift+N"] if Project
        => Action::AddCode { name: None, parent: None, colour: None },
        r##"AddCode(name: "治理", colour: "#C8402F")"##;
    "import-codebook" in Code if Project
        => Action::ImportCodebook { path: None, encoding: None },
        r#"ImportCodebook(path: "codebook.csv")"#;
    "rename-code" if Project, r#"RenameCode(code: "治理", name: "治理体系")"#;
    "alias-code" if Project, r#"AliasCode(code: "治理", aliases: ["governance"])"#;
    "recolour-code" if Project, r##"RecolourCode(code: "治理", colour: "#2F6DB5")"##;
    "set-code-key" if Project, r#"SetCodeKey(code: "治理", key: "1")"#;
    "define-code" if Project, r#"DefineCode(code: "治理", definition: "规则与机构", when: "谈到由谁作主", meaning: true)"#;
    "set-code-example" if Project,
        r#"SetCodeExample(code: "治理", quotation: "00000000-0000-7000-8000-000000000000", example: true)"#;
    "set-code-applicable" if Project, r#"SetCodeApplicable(code: "治理", applicable: false)"#;
    "move-code" if Project, r#"MoveCode(code: "法治", parent: "治理")"#;
    "choose-codes" if Project, r#"ChooseCodes(codes: ["法治", "共治"])"#;
    "merge-codes" in Code if Project => Action::MergeCodes { codes: Vec::new(), into: None },
        r#"MergeCodes(codes: ["法治", "共治"], into: "治理")"#;
    "split-code" in Code if Project => Action::SplitCode { code: None, by: None, name: None },
        r#"SplitCode(code: "治理", by: Coder)"#;
    "duplicate-code" in Code if Project => Action::DuplicateCode { code: None, name: None },
        r#"DuplicateCode(code: "治理", name: "治理二")"#;
    "remove-code" in Code if Project
        => Action::RemoveCode { code: None, also: Vec::new(), into: None }, r#"RemoveCode(code: "治理", into: "法治")"#;

    "write-memo" if Project, r#"WriteMemo(on: Project, text: "待查")"#;
    "switch-coder" if Project, r#"SwitchCoder(coder: "李")"#;
    "add-case" if Project, r#"AddCase(name: "东部", sources: ["随笔"])"#;
    "add-variable" if Project, r#"AddVariable(name: "年份", kind: Number)"#;
    "set-value" if Project,
        r#"SetValue(of: Case("00000000-0000-7000-8000-000000000000"), variable: "年份", value: "2024")"#;
    "set-case-members" if Project,
        r#"SetCaseMembers(case: "东部", members: [Source("00000000-0000-7000-8000-000000000000")], inside: true)"#;
    "import-values" in Source if Project
        => Action::ImportValues { path: None, rows: ValuesOf::Cases, sheet: None },
        r#"ImportValues(path: "cases.csv", rows: Cases)"#;
    "add-set" if Project, r#"AddSet(name: "待议")"#;
    "set-members" if Project, r#"SetMembers(set: "待议", members: [Project], inside: true)"#;
    "add-link" if Project, r#"AddLink(name: "对照", from: Project, to: Project)"#;

    "select" if Source, "Select(start: 0, end: 4)";
    "grow-selection" in View ["Ctrl+Up"] if Source => Action::GrowSelection, "GrowSelection";
    "shrink-selection" in View ["Ctrl+Down"] if Source => Action::ShrinkSelection,
        "ShrinkSelection";
    "swap-ends" in View ["Ctrl+Shift+X"] if Selection => Action::SwapEnds, "SwapEnds";
    "select-none" ["Escape"] if Nothing => Action::SelectNone, "SelectNone";
    "next-quotation" in View ["Alt+Down"] if Source => Action::NextQuotation, "NextQuotation";
    "previous-quotation" in View ["Alt+Up"] if Source => Action::PreviousQuotation,
        "PreviousQuotation";
    "choose-coding" in View ["F4"] if Source => Action::ChooseCoding { at: None },
        "ChooseCoding(at: 1)";
    "next-uncoded" in View ["F7"] if Source => Action::NextUncoded, "NextUncoded";
    "previous-uncoded" in View ["Shift+F7"] if Source => Action::PreviousUncoded, "PreviousUncoded";
    "next-review" in View ["F8"] if Project => Action::NextReview, "NextReview";
    "go-to" if Project, r#"GoTo(record: Project)"#;
    "read" if Source, "Read(at: 0)";
    "show-marks" if Project, r#"ShowMarks(coders: ["李", "王"], compare: true)"#;
    "open-palette" in View ["Ctrl+P", "Ctrl+Shift+P", "F1"] if Nothing => Action::OpenPalette,
        "OpenPalette";
    "show-overlay" in Help if Nothing => Action::ShowOverlay { overlay: Some(Overlay::Keys) },
        "ShowOverlay(overlay: Keys)";
    "next-pane" in View ["F6"] if Project => Action::NextPane, "NextPane";
    "previous-pane" in View ["Shift+F6"] if Project => Action::PreviousPane, "PreviousPane";
    "toggle-panel" in View ["Ctrl+J"] if Nothing
        => Action::TogglePanel { panel: Panel::Board }, "TogglePanel(panel: Board)";
    "show-board" in View if Project => Action::ShowBoard { board: Board::Codings },
        "ShowBoard(board: Codings)";
    "set-theme" if Nothing, "SetTheme(theme: Dark)";
    "set-font" if Nothing, "SetFont(writing: Han, family: \"Noto Serif CJK SC\")";
    "set-motion" if Nothing, "SetMotion(motion: Reduced)";
    "toggle-theme" in View ["Ctrl+Shift+L"] if Nothing => Action::ToggleTheme, "ToggleTheme";
    "set-language" if Nothing, "SetLanguage(language: Chinese)";
    "set-typesetting" in View ["Ctrl+Shift+T"] if Nothing
        => Action::SetTypesetting { size: None, measure: None, leading: None, indent: None, numbers: None, pinyin: None },
        "SetTypesetting(size: 20, indent: 2, numbers: Paragraphs)";
    "zoom-in" in View ["Ctrl+=", "Ctrl++"] if Nothing => Action::ZoomIn, "ZoomIn";
    "zoom-out" in View ["Ctrl+-"] if Nothing => Action::ZoomOut, "ZoomOut";
    "zoom-reset" in View ["Ctrl+0"] if Nothing => Action::ZoomReset, "ZoomReset";
    "set-keys" if Nothing, r#"SetKeys(action: "undo", keys: ["Ctrl+Z"])"#;
    "reset-keys" in Help if Nothing => Action::ResetKeys, "ResetKeys";
    "answer" if Nothing, "Answer(answer: Save)";
    "dismiss" if Nothing, "Dismiss(notice: 1)";
    "cancel" if Nothing, "Cancel(job: 1)";
}

#[cfg(test)]
mod tests {
    use super::super::{
        keys::Chord,
        locale::{Language, Locale},
        script,
    };
    use super::*;
    use std::collections::{BTreeMap, BTreeSet};

    #[test]
    fn every_action_has_one_row() {
        let rows: Vec<&str> = TABLE.iter().map(|row| row.name).collect();
        let names: BTreeSet<&str> = Action::NAMES.iter().copied().collect();
        assert_eq!(rows.iter().copied().collect::<BTreeSet<_>>(), names);
        assert_eq!(rows.len(), names.len());
    }

    #[test]
    fn every_action_is_reachable_headless() {
        for row in TABLE {
            let actions = script::read(&format!("[{}]", row.script)).unwrap();
            assert_eq!(
                actions.iter().map(Action::name).collect::<Vec<_>>(),
                [row.name]
            );
        }
    }

    #[test]
    fn a_plain_wish_is_in_a_menu_or_on_a_key() {
        for row in TABLE.iter().filter(|row| row.plain.is_some()) {
            assert!(row.menu.is_some() || !row.keys.is_empty(), "{}", row.name);
        }
    }

    #[test]
    fn no_two_actions_share_a_key() {
        let mut owners = BTreeMap::new();
        for row in TABLE {
            for key in row.keys {
                let chord = Chord::parse(key).unwrap();
                assert_eq!(chord.to_string(), *key);
                assert_eq!(owners.insert(chord, row.name), None, "{key}");
            }
        }
    }

    #[test]
    fn no_action_takes_a_key_that_a_system_keeps_for_itself() {
        // Windows, macOS (Ctrl stands for command there) and common Linux desktops.
        let kept = [
            "Alt+F4",
            "Ctrl+Alt+Delete",
            "Ctrl+H",
            "Ctrl+M",
            "Ctrl+Space",
            "Ctrl+Tab",
            "F11",
        ];
        for row in TABLE {
            assert!(
                row.keys.iter().all(|key| !kept.contains(key)),
                "{}",
                row.name
            );
        }
    }

    #[test]
    fn every_action_and_menu_has_words_in_every_language() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for row in TABLE {
                assert!(
                    locale.knows(&row.words()),
                    "{} in {language:?}",
                    row.words()
                );
                assert!(locale.knows(&row.help()), "{} in {language:?}", row.help());
            }
            for menu in Menu::ALL {
                assert!(locale.knows(menu.key()), "{} in {language:?}", menu.key());
            }
        }
    }
}
