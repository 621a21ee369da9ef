//! A sheet of a workbook (`.xlsx`) as a table of values, like [`super::values`].
//!
//! **Invariant:** what is read is bounded before it is read. A workbook is a packed folder that may
//! say anything about its size, so its list of parts is looked at first, then every part is unpacked
//! once to see how large it really is, and only then is it read, cell by cell.

use super::packed::{LIST_END, PackFlaw, measure_list};
use super::values::{MOST_CELLS, ValuesError, table};
use crate::edit::plan_values::ValueTable;
use calamine::{
    Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError,
};
use memchr::memmem;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Bytes of a workbook at most.
const MOST_BYTES: usize = 64 << 20;
/// Parts of a workbook at most.
const MOST_PARTS: usize = 4_096;
/// Bytes of the list of its parts at most.
const MOST_LIST: usize = 2 << 20;
/// Bytes of all parts, unpacked, at most.
const MOST_UNPACKED: usize = 256 << 20;
/// How the files of older versions begin, and those that are locked.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// Digits of a number that a spreadsheet keeps.
const DIGITS: usize = 15;

/// A sheet that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetRead {
    /// What it holds.
    pub table: ValueTable,
    /// Its name.
    pub name: String,
    /// The names of the other sheets.
    pub others: Vec<String>,
}

/// Whether bytes are those of a workbook, or of something that was one once, rather than a text.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(LIST_END) || bytes.starts_with(OLD)
}

/// Reads the sheet of this name, or the first that is shown.
///
/// # Errors
/// When it is no workbook, is locked, too large or broken, has no such sheet, or the sheet holds no
/// table.
pub fn read_workbook(bytes: &[u8], sheet: Option<&str>) -> Result<SheetRead, ValuesError> {
    let (mut book, name, others) = opened(bytes, sheet)?;
    let table = table(rows(&mut book, &name)?)?;
    Ok(SheetRead {
        table,
        name,
        others,
    })
}

/// The rows of the sheet of this name, or of the first that is shown, with their numbers, from 1.
///
/// # Errors
/// As [`read_workbook`].
pub(super) fn sheet_rows(
    bytes: &[u8],
    sheet: Option<&str>,
) -> Result<Vec<(usize, Vec<String>)>, ValuesError> {
    let (mut book, name, _) = opened(bytes, sheet)?;
    Ok(rows(&mut book, &name)?.collect())
}

/// A workbook with the name of the sheet that is meant, and those of the others.
type Opened<'b> = (Xlsx<Cursor<&'b [u8]>>, String, Vec<String>);

fn opened<'b>(bytes: &'b [u8], sheet: Option<&str>) -> Result<Opened<'b>, ValuesError> {
    measure(bytes)?;
    let book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let sheets = book.sheets_metadata().iter();
    let sheets = sheets.filter(|it| it.typ == SheetType::WorkSheet);
    let sheets: Vec<(String, bool)> = sheets
        .map(|it| (it.name.clone(), it.visible == SheetVisible::Visible))
        .collect();
    let found = match sheet.map(str::trim) {
        Some(name) => sheets.iter().find(|it| it.0 == name),
        None => sheets.iter().find(|it| it.1).or(sheets.first()),
    };
    let mut names: Vec<String> = sheets.iter().map(|it| it.0.clone()).collect();
    let Some((name, _)) = found else {
        return Err(match sheet {
            Some(name) => ValuesError::NoSheet {
                name: name.trim().to_owned(),
                sheets: names,
            },
            None => ValuesError::NoTable,
        });
    };
    names.retain(|it| it != name);
    let name = name.clone();
    Ok((book, name, names))
}

/// The rows of a sheet with their numbers, from 1.
fn rows(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
) -> Result<impl Iterator<Item = (usize, Vec<String>)>, ValuesError> {
    let mut cells = book
        .worksheet_cells_reader(sheet)
        .map_err(|error| broken(&error))?;
    let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
    let mut count = 0_usize;
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        count += 1;
        if count > MOST_CELLS {
            return Err(ValuesError::TooLarge);
        }
        let ((row, column), words) = (cell.get_position(), words(cell.get_value()));
        if !words.is_empty() {
            rows.entry(row).or_default().insert(column, words);
        }
    }
    // A cell far to the right has all those before it.
    let width = |row: &BTreeMap<u32, String>| row.keys().next_back().map_or(0, |it| *it as usize);
    let all = rows.values().map(|row| width(row) + 1).sum::<usize>();
    if all > MOST_CELLS {
        return Err(ValuesError::TooLarge);
    }
    Ok(rows.into_iter().map(|(number, mut row)| {
        let last = row.keys().next_back().copied().unwrap_or_default();
        let cells = (0..=last).map(|at| row.remove(&at).unwrap_or_default());
        (number as usize + 1, cells.collect())
    }))
}

/// What a cell says, as a person would type it: a day as `2026-11-29`, a number without a point when
/// it is whole, yes and no as `yes` and `no`.
fn words(value: &DataRef<'_>) -> String {
    let words = match Data::from(value.clone()) {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_words(number),
        Data::String(text) => text,
        Data::Bool(flag) => if flag { "yes" } else { "no" }.to_owned(),
        Data::DateTime(time) => time_words(&time),
        // 2026-11-29T00:00:00 is a day.
        Data::DateTimeIso(text) => text
            .strip_suffix("T00:00:00")
            .map_or_else(|| text.clone(), str::to_owned),
        Data::DurationIso(text) => text,
        Data::Error(error) => error.to_string(),
        Data::Empty => String::new(),
    };
    words.trim().to_owned()
}

/// A number as a spreadsheet shows it: 0.1 + 0.2 is 0.3.
fn number_words(number: f64) -> String {
    let rounded = format!("{number:.*e}", DIGITS - 1).parse::<f64>();
    rounded.unwrap_or(number).to_string()
}

fn time_words(time: &ExcelDateTime) -> String {
    if time.is_duration() {
        return number_words(time.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    match (hour, minute, second) {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        // Before the first day there are times without one.
        _ if time.as_f64() < 1.0 => format!("{hour:02}:{minute:02}:{second:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
    }
}

/// Looks at how large a workbook is, packed and unpacked.
fn measure(bytes: &[u8]) -> Result<(), ValuesError> {
    if bytes.starts_with(OLD) {
        let locked: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        return Err(match memmem::find(bytes, &locked) {
            Some(_) => ValuesError::Locked,
            None => ValuesError::OldWorkbook,
        });
    }
    if bytes.len() > MOST_BYTES {
        return Err(ValuesError::TooLarge);
    }
    measure_list(bytes, MOST_PARTS, MOST_LIST).map_err(|flaw| match flaw {
        PackFlaw::TooLarge => ValuesError::TooLarge,
        PackFlaw::Broken | PackFlaw::Locked => ValuesError::Broken,
    })?;
    let mut parts = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ValuesError::Broken)?;
    if parts.len() > MOST_PARTS {
        return Err(ValuesError::TooLarge);
    }
    let (mut left, mut is_one) = (MOST_UNPACKED, false);
    for at in 0..parts.len() {
        let part = match parts.by_index(at) {
            Ok(part) => part,
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ValuesError::Locked);
            }
            Err(_) => return Err(ValuesError::Broken),
        };
        let name = part.name().map_err(|_| ValuesError::Broken)?.to_lowercase();
        is_one |= name.starts_with("xl/");
        left -= measure_part(part, &name, left)?;
    }
    match is_one {
        true => Ok(()),
        false => Err(ValuesError::NoWorkbook),
    }
}

/// Unpacks a part and lets it go; its size, which is at most `left`.
fn measure_part(part: impl Read, name: &str, left: usize) -> Result<usize, ValuesError> {
    const PIECE: usize = 1 << 16;
    /// Bytes that two pieces share, so that what is looked for is not cut.
    const SHARED: usize = 64;
    let is_strings = name.ends_with("sharedstrings.xml");
    let mut part = part.take((left as u64).saturating_add(1));
    let (mut size, mut kept, mut promised) = (0_usize, 0_usize, 0_usize);
    let mut piece = vec![0_u8; PIECE];
    loop {
        let room = piece.get_mut(kept..).unwrap_or_default();
        let read = part.read(room).map_err(|_| ValuesError::Broken)?;
        if read == 0 {
            break;
        }
        if size == 0 && is_wide(room) {
            return Err(ValuesError::Broken);
        }
        size += read;
        if size > left {
            return Err(ValuesError::TooLarge);
        }
        if is_strings {
            let seen = piece.get(..kept + read).unwrap_or_default();
            promised = promised.max(strings_promised(seen));
            let from = seen.len().saturating_sub(SHARED);
            let end = seen.len();
            kept = end - from;
            piece.copy_within(from..end, 0);
        }
    }
    // Each text takes some bytes; room for those that are not there would be asked for at once.
    match promised > size {
        true => Err(ValuesError::Broken),
        false => Ok(size),
    }
}

/// Whether a part is written in units of two bytes, which no spreadsheet does.
fn is_wide(bytes: &[u8]) -> bool {
    matches!(
        bytes,
        [0xFE, 0xFF, ..] | [0xFF, 0xFE, ..] | [0, b'<', ..] | [b'<', 0, ..]
    )
}

/// How many texts a part says that it has.
fn strings_promised(bytes: &[u8]) -> usize {
    let mut most = 0;
    for at in memmem::find_iter(bytes, b"uniqueCount") {
        let rest = bytes.get(at + b"uniqueCount".len()..).unwrap_or_default();
        let sign = |it: &&u8| it.is_ascii_whitespace() || matches!(it, b'=' | b'"' | b'\'');
        let digits = rest
            .iter()
            .skip_while(sign)
            .take_while(|it| it.is_ascii_digit());
        let count = digits.fold(0_usize, |sum, it| {
            sum.saturating_mul(10)
                .saturating_add(usize::from(it - b'0'))
        });
        most = most.max(count);
    }
    most
}

fn broken(error: &XlsxError) -> ValuesError {
    match error {
        XlsxError::Password => ValuesError::Locked,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => ValuesError::NoWorkbook,
        _ => ValuesError::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rust_xlsxwriter::{ExcelDateTime as Day, Format, Workbook};
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// Two sheets: 个案 with every kind of cell, 文本 with one row.
    fn book() -> Vec<u8> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("个案").unwrap();
        for (column, name) in (0..).zip(["个案", "年份", "灌溉", "访谈", "面积", "时刻"])
        {
            sheet.write(0, column, name).unwrap();
        }
        let day = Day::from_ymd(2024, 5, 1).unwrap();
        let format = Format::new().set_num_format("yyyy/m/d");
        sheet.write(1, 0, " 东村 ").unwrap();
        sheet.write(1, 1, 2024).unwrap();
        sheet.write(1, 2, true).unwrap();
        sheet.write_with_format(1, 3, &day, &format).unwrap();
        sheet.write(1, 4, 0.1 + 0.2).unwrap();
        let noon = Day::from_ymd(2024, 5, 1)
            .unwrap()
            .and_hms(12, 30, 0)
            .unwrap();
        let format = Format::new().set_num_format("yyyy/m/d h:mm");
        sheet.write_with_format(1, 5, &noon, &format).unwrap();
        sheet.write(4, 0, "西村").unwrap();
        sheet.write(4, 2, false).unwrap();
        let other = book.add_worksheet().set_name("文本").unwrap();
        other.write(0, 1, "年份").unwrap();
        other.write(2, 0, "随笔").unwrap();
        other.write(2, 1, "1999").unwrap();
        book.save_to_buffer().unwrap()
    }

    fn told(read: &SheetRead) -> Vec<String> {
        let rows = read.table.rows.iter();
        let rows = rows.map(|it| format!("{}: {} {:?}", it.line, it.name, it.values));
        [format!("{} {:?}", read.name, read.table.names)]
            .into_iter()
            .chain(rows)
            .collect()
    }

    /// A packed folder with these parts.
    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn every_kind_of_cell_is_read_as_a_person_would_type_it() {
        let read = read_workbook(&book(), None).unwrap();
        assert_eq!(
            told(&read),
            [
                r#"个案 ["年份", "灌溉", "访谈", "面积", "时刻"]"#,
                r#"2: 东村 ["2024", "yes", "2024-05-01", "0.3", "2024-05-01 12:30:00"]"#,
                r#"5: 西村 ["", "no"]"#,
            ]
        );
        assert_eq!(read.others, ["文本"]);
    }

    #[test]
    fn a_sheet_is_read_by_name() {
        let read = read_workbook(&book(), Some("文本")).unwrap();
        assert_eq!(told(&read), [r#"文本 ["年份"]"#, r#"3: 随笔 ["1999"]"#]);
        let missing = read_workbook(&book(), Some("人"));
        let sheets = vec!["个案".into(), "文本".into()];
        let name = "人".into();
        assert_eq!(missing, Err(ValuesError::NoSheet { name, sheets }));
    }

    #[test]
    fn what_is_no_workbook_is_told_from_a_broken_or_locked_one() {
        let mut cut = book();
        cut.truncate(cut.len() - 40);
        let locked: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let word = packed(&[("word/document.xml", b"<w/>")]);
        let empty = packed(&[("xl/nothing.xml", b"<a/>")]);
        for (bytes, error) in [
            (cut, ValuesError::Broken),
            ([OLD, b"....", &locked].concat(), ValuesError::Locked),
            ([OLD, b"Workbook"].concat(), ValuesError::OldWorkbook),
            (word, ValuesError::NoWorkbook),
            (empty, ValuesError::NoWorkbook),
            (b"PK\x03\x04".to_vec(), ValuesError::Broken),
        ] {
            assert_eq!(read_workbook(&bytes, None), Err(error));
        }
        assert!(!is_workbook("个案,年份\n".as_bytes()) && is_workbook(&book()));
    }

    #[test]
    fn a_workbook_that_swells_is_not_read() {
        let zeros = vec![b' '; MOST_UNPACKED + 1];
        let bomb = packed(&[
            ("xl/workbook.xml", b"<a/>"),
            ("xl/worksheets/sheet1.xml", &zeros),
        ]);
        assert!(bomb.len() < 1 << 20);
        assert_eq!(read_workbook(&bomb, None), Err(ValuesError::TooLarge));
        let many: Vec<String> = (0..=MOST_PARTS).map(|it| format!("xl/{it}")).collect();
        let many: Vec<(&str, &[u8])> = many.iter().map(|it| (it.as_str(), &b""[..])).collect();
        assert_eq!(
            read_workbook(&packed(&many), None),
            Err(ValuesError::TooLarge)
        );
    }

    #[test]
    fn texts_that_are_only_promised_ask_for_no_room() {
        let mut zip = ZipArchive::new(Cursor::new(book())).unwrap();
        let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
        for at in 0..zip.len() {
            let mut part = zip.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            parts.push((part.name().unwrap().into_owned(), bytes));
        }
        let strings = parts
            .iter_mut()
            .find(|it| it.0 == "xl/sharedStrings.xml")
            .unwrap();
        let text = String::from_utf8(strings.1.clone()).unwrap();
        let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
        let (_, behind) = rest.split_once('"').unwrap();
        let promised = u64::MAX / 64;
        strings.1 = format!("{before}uniqueCount=\"{promised}\"{behind}").into_bytes();
        let parts: Vec<(&str, &[u8])> = parts.iter().map(|it| (&*it.0, &*it.1)).collect();
        assert_eq!(
            read_workbook(&packed(&parts), None),
            Err(ValuesError::Broken)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn any_bytes_are_a_workbook_or_none(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let _ = read_workbook(&bytes, None);
            let _ = read_workbook(&[b"PK\x03\x04", &bytes[..], LIST_END].concat(), None);
        }

        #[test]
        fn a_workbook_with_broken_bytes_stops_nobody(
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
        ) {
            let mut bytes = book();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = read_workbook(&bytes, None);
        }
    }
}
