//! Variables and their values.

use super::taking::Taking;
use super::xml::Element;
use crate::exchange::loss::LossKind;
use crate::model::{RecordId, Value, Variable, VariableId, VariableKind};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// The variables that were taken over, with the kind each has.
pub(super) struct Variables(HashMap<VariableId, VariableKind>);

impl Variables {
    /// Takes over all variables. Numbers with a part behind the point and moments of a day have no kind
    /// of their own here: where they are no whole numbers and days after all, they become words.
    pub(super) fn take(taking: &mut Taking<'_>, root: &Element) -> Self {
        let mut told = HashMap::new();
        collect(root, &mut told);
        let mut kinds = HashMap::new();
        for (number, variable) in root.within("Variables", "Variable").enumerate() {
            let kind = |it| RecordId::Variable(VariableId::new(it));
            let id = taking.claim(kind, variable, (taking.root, number));
            let values = told.get(&id).map(Vec::as_slice).unwrap_or_default();
            let fits = |kind| values.iter().all(|it| value(kind, it).is_some());
            let wanted = match variable.told("typeOfVariable").map(str::trim) {
                Some("Boolean") => VariableKind::Flag,
                Some("Integer" | "Float") => VariableKind::Number,
                Some("Date" | "DateTime") => VariableKind::Date,
                _ => VariableKind::Text,
            };
            let taken = if fits(wanted) {
                wanted
            } else {
                VariableKind::Text
            };
            let name = taking.name(variable, "?");
            if taken != wanted {
                taking.losses.add(LossKind::AsWords, &name, variable.line);
            }
            kinds.insert(VariableId::new(id), taken);
            let extra = taking.extra(variable);
            taking.records.push(
                Variable {
                    id: VariableId::new(id),
                    name,
                    kind: taken,
                    extra,
                }
                .into(),
            );
            taking.remark(variable, kind(id), &[]);
        }
        Self(kinds)
    }

    /// The values that elements tell.
    pub(super) fn values(
        &self,
        taking: &mut Taking<'_>,
        told: &[&Element],
    ) -> BTreeMap<VariableId, Value> {
        let mut values = BTreeMap::new();
        for element in told.iter().flat_map(|it| it.all("VariableValue")) {
            let Some((variable, words)) = told_value(element) else {
                taking.losses.add(LossKind::BadValue, "", element.line);
                continue;
            };
            let variable = VariableId::new(variable);
            let kind = self.0.get(&variable);
            match kind.and_then(|it| value(*it, words)) {
                Some(value) => _ = values.insert(variable, value),
                None if words.trim().is_empty() => {}
                None => taking.losses.add(LossKind::BadValue, words, element.line),
            }
        }
        values
    }
}

/// The words of every value, by variable.
fn collect<'e>(element: &'e Element, told: &mut HashMap<Uuid, Vec<&'e str>>) {
    if element.name == "VariableValue" {
        if let Some((variable, words)) = told_value(element)
            && !words.trim().is_empty()
        {
            told.entry(variable).or_default().push(words);
        }
        return;
    }
    for child in &element.children {
        collect(child, told);
    }
}

/// The variable and the words of a value.
fn told_value(element: &Element) -> Option<(Uuid, &str)> {
    let variable = element.first("VariableRef")?.guid("targetGUID")?;
    let value = element
        .children
        .iter()
        .find(|it| it.name.ends_with("Value"));
    Some((variable, value.map_or("", |it| it.text.as_str())))
}

/// A value of a kind; `None` when the words are no such value, or blank.
pub(in crate::exchange) fn value(kind: VariableKind, words: &str) -> Option<Value> {
    let plain = words.trim();
    if plain.is_empty() {
        return None;
    }
    let plain = match kind {
        VariableKind::Text => return Some(Value::Text(words.to_owned())),
        // 2025.0 is 2025.
        VariableKind::Number => match plain.split_once('.') {
            Some((whole, part)) if part.bytes().all(|it| it == b'0') => whole,
            _ => plain.strip_prefix('+').unwrap_or(plain),
        },
        VariableKind::Flag => plain,
        // 2024-05-01Z, 2024-05-01T00:00:00 and 2024-05-01+08:00 are days.
        VariableKind::Date => match plain.split_at_checked(10) {
            Some((day, rest)) => {
                let rest = rest.strip_prefix("T00:00:00").unwrap_or(rest);
                let is_zone = rest.is_empty() || rest == "Z" || rest.starts_with(['+', '-']);
                is_zone.then_some(day)?
            }
            None => plain,
        },
    };
    Value::from_words(kind, plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_they_are_written_in_xml() {
        let told = |kind, words| value(kind, words).map(|it| it.words());
        assert_eq!(told(VariableKind::Number, " 2025.00 ").unwrap(), "2025");
        assert_eq!(told(VariableKind::Number, "+7").unwrap(), "7");
        assert_eq!(told(VariableKind::Number, "2.5"), None);
        assert_eq!(told(VariableKind::Flag, "1").unwrap(), "true");
        assert_eq!(
            told(VariableKind::Date, "2024-05-01Z").unwrap(),
            "2024-05-01"
        );
        assert_eq!(
            told(VariableKind::Date, "2024-05-01T00:00:00+08:00").unwrap(),
            "2024-05-01"
        );
        assert_eq!(told(VariableKind::Date, "2024-05-01T12:30:00"), None);
        assert_eq!(told(VariableKind::Text, " 东 ").unwrap(), " 东 ");
        assert_eq!(told(VariableKind::Text, " "), None);
    }
}
