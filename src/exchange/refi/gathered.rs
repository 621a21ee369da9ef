//! What gathers other records: cases, sets, links; and remarks, which hang on them.

use super::folder::Found;
use super::kept;
use super::taking::{Taking, time};
use super::variables::Variables;
use super::xml::Element;
use crate::exchange::loss::LossKind;
use crate::model::{Case, CaseId, Extra, Link, LinkId, Memo, MemoId, RecordId, Set, SetId};
use crate::text::decode;
use std::collections::BTreeSet;

/// Takes over cases with their members and values.
pub(super) fn take_cases(taking: &mut Taking<'_>, variables: &Variables, root: &Element) {
    for (number, case) in root.within("Cases", "Case").enumerate() {
        let kind = |it| RecordId::Case(CaseId::new(it));
        let id = taking.claim(kind, case, (taking.root, number));
        let name = taking.name(case, "?");
        let belongs = |it: &RecordId| matches!(it, RecordId::Source(_) | RecordId::Quotation(_));
        let (members, kept) = members(taking, case, &["SourceRef", "SelectionRef"], belongs);
        let values = variables.values(taking, &[case]);
        let extra = taking.extra_with(case, &kept);
        taking.records.push(
            Case {
                id: CaseId::new(id),
                name,
                members,
                values,
                extra,
            }
            .into(),
        );
        taking.remark(case, kind(id), &[]);
    }
}

/// What elements of some names point at, and those that point at something that is only kept; what is not
/// there is counted.
fn members<'e>(
    taking: &mut Taking<'_>,
    around: &'e Element,
    names: &[&str],
    belongs: fn(&RecordId) -> bool,
) -> (BTreeSet<RecordId>, Vec<&'e Element>) {
    let (mut members, mut kept) = (BTreeSet::new(), Vec::new());
    for member in around.children.iter().filter(|it| names.contains(&it.name)) {
        // Codebooks by themselves tell it under another name.
        let found = taking.target(member, "targetGUID");
        let found = found.or_else(|| taking.target(member, "guid"));
        match found.filter(belongs) {
            Some(found) => _ = members.insert(found),
            None if taking.is_kept(member, "targetGUID") => kept.push(member),
            None => {
                let name = around.told("name").unwrap_or_default();
                taking.losses.add(LossKind::NoMember, name, member.line);
            }
        }
    }
    (members, kept)
}

/// Takes over sets.
pub(super) fn take_sets(taking: &mut Taking<'_>, root: &Element) {
    for (number, set) in root.within("Sets", "Set").enumerate() {
        let kind = |it| RecordId::Set(SetId::new(it));
        let id = taking.claim(kind, set, (taking.root, number));
        let name = taking.name(set, "?");
        let names = ["MemberCode", "MemberSource", "MemberNote"];
        let (members, kept) = members(taking, set, &names, |_| true);
        let extra = taking.extra_with(set, &kept);
        taking.records.push(
            Set {
                id: SetId::new(id),
                name,
                members,
                extra,
            }
            .into(),
        );
        taking.remark(set, kind(id), &[]);
    }
}

/// Takes over links between things that are there.
pub(super) fn take_links(taking: &mut Taking<'_>, root: &Element) {
    for (number, link) in root.within("Links", "Link").enumerate() {
        let ends = [
            taking.target(link, "originGUID"),
            taking.target(link, "targetGUID"),
        ];
        let [Some(from), Some(to)] = ends else {
            let ends = ["originGUID", "targetGUID"].into_iter().zip(ends);
            let mut ends = ends.map(|(field, it)| it.is_some() || taking.is_kept(link, field));
            if ends.all(|it| it) && taking.set_aside("Links", link) {
                let name = link.told("name").unwrap_or_default();
                taking.losses.add(LossKind::KeptPart, name, link.line);
                continue;
            }
            let name = link.told("name").unwrap_or_default();
            taking.losses.add(LossKind::NoEnd, name, link.line);
            continue;
        };
        let kind = |it| RecordId::Link(LinkId::new(it));
        let id = taking.claim(kind, link, (taking.root, number));
        let direction = link.told("direction").map(str::trim);
        let name = taking.name(link, "–");
        if direction == Some("Bidirectional") {
            taking.losses.add(LossKind::TwoWay, &name, link.line);
        }
        let extra = taking.extra(link);
        taking.records.push(
            Link {
                id: LinkId::new(id),
                name,
                from,
                to,
                directed: direction == Some("OneWay"),
                coder: taking.coder(&[link]),
                created: taking.time(&[link]),
                extra,
            }
            .into(),
        );
        taking.hang(link, kind(id));
    }
}

/// A remark that is known, before it is known what it hangs on.
pub(super) struct Remark<'e> {
    element: &'e Element,
    id: MemoId,
    text: String,
}

/// Makes remarks known, so that links and sets can point at them.
pub(super) fn find_remarks<'e>(taking: &mut Taking<'_>, root: &'e Element) -> Vec<Remark<'e>> {
    let mut remarks = Vec::new();
    for (number, element) in root.within("Notes", "Note").enumerate() {
        let name = element.told("name").unwrap_or_default();
        let Some(text) = words(taking, element) else {
            taking.losses.add(LossKind::EmptyRemark, name, element.line);
            if let Some(guid) = element.guid("guid") {
                taking.hung.remove(&guid);
            }
            continue;
        };
        let kind = |it| RecordId::Memo(MemoId::new(it));
        let id = MemoId::new(taking.claim(kind, element, (taking.root, number)));
        remarks.push(Remark { element, id, text });
    }
    remarks
}

/// Takes over remarks; each hangs on one thing, so one that is named by several has copies.
pub(super) fn take_remarks(taking: &mut Taking<'_>, remarks: Vec<Remark<'_>>) {
    for Remark { element, id, text } in remarks {
        let name = element.told("name").unwrap_or_default();
        let hung = element.guid("guid").and_then(|it| taking.hung.remove(&it));
        let mut targets = hung.unwrap_or_default();
        targets.sort_unstable();
        targets.dedup();
        let is_loose = targets.is_empty();
        if is_loose {
            taking.losses.add(LossKind::LooseRemark, name, element.line);
            targets.push(RecordId::Project);
        }
        if targets.len() > 1 {
            taking
                .losses
                .add(LossKind::SharedRemark, name, element.line);
        }
        let created = taking.time(&[element]);
        let mut extra = taking.extra(element);
        if is_loose
            && element
                .guid("guid")
                .is_some_and(|it| taking.named.contains(&it))
        {
            kept::set_loose(&mut extra);
        }
        for (at, target) in targets.into_iter().enumerate() {
            let kind = |it| RecordId::Memo(MemoId::new(it));
            let id = match at {
                0 => id,
                // A copy.
                at => MemoId::new(taking.make(kind, id.uuid(), &format!("copy {at}"))),
            };
            taking.records.push(
                Memo {
                    id,
                    target,
                    text: text.clone(),
                    coder: taking.coder(&[element]),
                    created,
                    changed: time(element, "modifiedDateTime").unwrap_or(created),
                    extra: if at == 0 {
                        std::mem::take(&mut extra)
                    } else {
                        Extra::default()
                    },
                }
                .into(),
            );
        }
    }
    let lost = taking.hung.values().map(Vec::len).sum();
    taking
        .losses
        .add_many(LossKind::NoMember, lost, "NoteRef", 0);
}

/// The words of a remark, its name before them.
fn words(taking: &mut Taking<'_>, remark: &Element) -> Option<String> {
    let path = remark.told("plainTextPath");
    let text = match path.map(|it| taking.folder.find(it)) {
        Some(Found::Bytes(bytes)) => decode(&bytes, None).ok().map(|it| it.text),
        _ => None,
    };
    let text = text.or_else(|| remark.words("PlainTextContent"));
    let text = text.or_else(|| remark.words("Description"));
    let text = text.unwrap_or_default();
    let name = remark.told("name").map(str::trim).unwrap_or_default();
    let words = match (
        name.is_empty() || text.starts_with(name),
        text.trim().is_empty(),
    ) {
        (true, _) => text,
        (false, true) => name.to_owned(),
        (false, false) => format!("{name}\n\n{text}"),
    };
    (!words.trim().is_empty()).then_some(words)
}
