//! A project as another program gives it away, taken over whole.

use super::folder::Folder;
use super::gathered::{find_remarks, take_cases, take_links, take_remarks, take_sets};
use super::keeper::Keeper;
use super::kept::{AROUND, field_of};
use super::sources;
use super::taking::{Taking, time};
use super::variables::Variables;
use super::xml::{self, Element, Tree};
use crate::edit::plan_codes::{GAP, PALETTE};
use crate::exchange::counting::Counting;
use crate::exchange::import::{ForeignFile, ImportError, ImportRead, derived};
use crate::exchange::loss::LossKind;
use crate::exchange::workbook::is_workbook;
use crate::model::{
    Code, CodeId, CoderId, Colour, Extra, Head, Project, ProjectId, RecordId, WordLists, check_all,
};
use crate::text::{Encoding, as_written, guess};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use uuid::Uuid;

/// How Zhupi calls itself in files.
pub(super) const ORIGIN: &str = "Zhupi";
/// Bytes of a project without its files at most.
const MOST_BYTES: usize = 256 << 20;

/// Reads a `.qdpx` or a `.qde`, called like the file where it does not tell its own name.
pub(in crate::exchange) fn read(file: &ForeignFile<'_>) -> Result<ImportRead, ImportError> {
    let bytes = file.bytes;
    let (folder, project, astray) = match is_workbook(bytes) {
        true => Folder::open(bytes)?,
        false => (Folder::bare(), bytes.to_vec(), Vec::new()),
    };
    if project.len() > MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    // Without a mark or NULs it can only be UTF-8: that is what XML says.
    let encoding = match guess(&project).encoding {
        it @ (Encoding::Utf16Le | Encoding::Utf16Be) => it,
        _ => Encoding::Utf8,
    };
    let text = as_written(&project, encoding);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let tree = xml::parse(text).map_err(|error| ImportError::Xml { error })?;
    if tree.root.name != "Project" {
        return Err(ImportError::OnlyCodebook);
    }
    let begun = time(&tree.root, "creationDateTime").unwrap_or(file.now);
    let id = identity(&tree.root, &project);
    let keeper = Keeper::of(text, &tree.root);
    let mut taking = Taking::new(folder, id, begun, keeper);
    // What Zhupi wrote keeps to the standard.
    let is_own = tree.root.told("origin") == Some(ORIGIN);
    let own = is_own.then(|| Counting::plain(false));
    taking.counting = file.counting.or(own);
    for name in astray {
        taking.losses.add(LossKind::Astray, &name, 0);
    }
    take(taking, &tree, file.stem())
}

/// The identity of a project, which has none of its own: made from who began it when, or else from all
/// of it.
fn identity(root: &Element, bytes: &[u8]) -> Uuid {
    let told = ["creatingUserGUID", "creationDateTime"].map(|it| root.told(it));
    let from = match told {
        [Some(coder), Some(time)] => {
            let name = root.told("name").unwrap_or_default();
            Sha256::digest(format!("{}\0{time}\0{name}", coder.to_lowercase()))
        }
        _ => Sha256::digest(bytes),
    };
    let mut first = [0; 16];
    for (byte, digit) in first.iter_mut().zip(from) {
        *byte = digit;
    }
    derived(Uuid::from_bytes(first), "project")
}

/// Takes everything over, each kind after those it points at.
fn take(mut taking: Taking<'_>, tree: &Tree, name: &str) -> Result<ImportRead, ImportError> {
    let root = &tree.root;
    take_coders(&mut taking, root);
    let mut codes = 0;
    for code in root
        .first("CodeBook")
        .into_iter()
        .flat_map(|it| it.within("Codes", "Code"))
    {
        take_code(&mut taking, code, None, &mut codes);
    }
    let variables = Variables::take(&mut taking, root);
    let measured = sources::take(&mut taking, &variables, root);
    take_cases(&mut taking, &variables, root);
    taking.remark(root, RecordId::Project, &[]);
    let remarks = find_remarks(&mut taking, root);
    take_sets(&mut taking, root);
    take_links(&mut taking, root);
    take_remarks(&mut taking, remarks);
    let extra = take_around(&mut taking, root);
    for (name, (line, count)) in &tree.unknown {
        let kept = taking.odd.get(name).copied().unwrap_or_default();
        let left = count.saturating_sub(kept);
        taking.losses.add_many(LossKind::Unknown, left, name, *line);
    }
    let too_large = taking.keeper.too_large;
    taking
        .losses
        .add_many(LossKind::KeptTooLarge, too_large, "", 0);
    let else_named = if name.trim().is_empty() { "?" } else { name };
    let head = Head {
        id: ProjectId::new(taking.root),
        name: taking.name(root, else_named),
        created: taking.begun,
        words: WordLists::default(),
        extra,
    };
    let project = Project::gather(head, taking.records);
    if let Some(broken) = check_all(&project).first() {
        let why = broken.to_string();
        return Err(ImportError::Unsound { why });
    }
    Ok(ImportRead {
        project,
        origin: root.told("origin").unwrap_or_default().trim().to_owned(),
        losses: taking.losses.finish(),
        measured,
    })
}

/// What stands around records, and the drawings.
fn take_around(taking: &mut Taking<'_>, root: &Element) -> Extra {
    let mut extra = Extra::default();
    let codebook = root.first("CodeBook");
    for around in AROUND {
        let element = match around {
            "Project" => Some(root),
            "Codes" => codebook.and_then(|it| it.first("Codes")),
            _ => root.first(around),
        };
        let graphs = match around {
            "Project" => root.first("Graphs"),
            _ => None,
        };
        let others: Vec<&Element> = graphs.into_iter().collect();
        let kept = element.map(|it| taking.kept_of(it, &others));
        let mut kept = kept.unwrap_or_default();
        if let Some(graphs) = graphs {
            let is_kept = kept.parts.iter().any(|it| it.0 == "Graphs");
            let kind = if is_kept {
                LossKind::Kept
            } else {
                LossKind::Graph
            };
            for graph in graphs.all("Graph") {
                let name = graph.told("name").unwrap_or_default();
                taking.losses.add(kind, name, graph.line);
            }
        }
        kept.parts
            .extend(taking.loose.remove(around).unwrap_or_default());
        kept.keep(&mut extra, &field_of(around));
    }
    extra
}

/// Takes over who coded; without anybody there is somebody without a name.
fn take_coders(taking: &mut Taking<'_>, root: &Element) {
    let mut first = None;
    for (number, coder) in root.within("Users", "User").enumerate() {
        let kind = |it| RecordId::Coder(CoderId::new(it));
        let id = taking.claim(kind, coder, (taking.root, number));
        let name = coder.told("name").or_else(|| coder.told("id"));
        let extra = taking.extra(coder);
        taking.add_coder(id, name.unwrap_or_default(), extra);
        first = first.or(Some(CoderId::new(id)));
    }
    let began = root.guid("creatingUserGUID").map(CoderId::new);
    let began = began
        .filter(|it| taking.has(RecordId::Coder(*it)))
        .or(first);
    match began {
        Some(began) => taking.own = began,
        None => taking.add_coder(taking.own.uuid(), "", Extra::default()),
    }
}

/// Takes over a code and those under it.
fn take_code(taking: &mut Taking<'_>, code: &Element, parent: Option<CodeId>, count: &mut usize) {
    let kind = |it| RecordId::Code(CodeId::new(it));
    let from = parent.map_or(taking.root, CodeId::uuid);
    let id = CodeId::new(taking.claim(kind, code, (from, *count)));
    if code.told("name").is_none() {
        taking.losses.add(LossKind::BadName, "", code.line);
    }
    let grey = Colour(0x80, 0x80, 0x80);
    let next = PALETTE.iter().cycle().nth(*count % PALETTE.len());
    let colour = code.told("color").and_then(xml::colour);
    *count += 1;
    let name = taking.name(code, "?");
    let extra = taking.extra(code);
    taking.records.push(
        Code {
            id,
            name,
            aliases: Vec::new(),
            parent,
            order: GAP.saturating_mul(*count as u64),
            colour: colour.or(next.copied()).unwrap_or(grey),
            key: None,
            definition: code.words("Description").unwrap_or_default(),
            when: String::new(),
            when_not: String::new(),
            examples: BTreeSet::new(),
            meant: None,
            applicable: !code
                .told("isCodable")
                .is_some_and(|it| matches!(it.trim(), "false" | "0")),
            extra,
        }
        .into(),
    );
    taking.hang(code, RecordId::Code(id));
    for under in code.all("Code") {
        take_code(taking, under, Some(id), count);
    }
}
