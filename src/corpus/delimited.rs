use super::blocks::{Blocks, Draft, Metadata};
use super::tables::{CellDraft, TableDraft};

/// Reads a table of values between commas, semicolons or tabs. Lines of one value above or below it are running text, and a
/// line without any ends a table.
pub(super) fn read(text: &str) -> Draft {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut blocks = Blocks::default();
    let mut table = TableDraft::default();
    for record in reader.records().filter_map(Result::ok) {
        let told: Vec<&str> = record.iter().filter(|value| !value.trim().is_empty()).collect();
        match told.as_slice() {
            [] => end(&mut table, &mut blocks),
            // A row that holds nothing but its name is one all the same; a line of prose is none.
            [words] if record.len() == 1 || table.rows.is_empty() => {
                end(&mut table, &mut blocks);
                blocks.paragraph(words.trim_start_matches('#'));
            }
            _ => table.rows.push(record.iter().map(CellDraft::new).collect()),
        }
    }
    end(&mut table, &mut blocks);
    Draft { blocks: blocks.into_vec(), metadata: Metadata::default() }
}

/// Puts a table that is whole behind what was read before it. Its first row names the columns, unless it holds numbers.
fn end(table: &mut TableDraft, blocks: &mut Blocks) {
    let mut table = std::mem::take(table);
    let number = |cell: &CellDraft| {
        cell.text.starts_with(|c: char| c.is_ascii_digit() || c == '-') && cell.text.parse::<i16>().is_err()
    };
    let names = table.rows.first().is_some_and(|row| !row.iter().skip(1).any(number));
    table.headers = usize::from(names && table.rows.len() > 1);
    blocks.table(table);
}

/// What stands between the values: of what the lines hold, that which all of the first ones hold most of.
fn delimiter(text: &str) -> u8 {
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(LOOKED_AT);
    let often =
        |mark: u8| lines().filter(|line| line.bytes().filter(|byte| *byte == mark).count() > 1).count();
    // Where two stand in as many lines, commas stand within values.
    [b'\t', b';', b',', b'|'].into_iter().rev().max_by_key(|mark| often(*mark)).unwrap_or(b',')
}

/// How many lines are looked at for what stands between values.
const LOOKED_AT: usize = 20;

#[cfg(test)]
mod tests {
    use super::super::blocks::Block;
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let told = |block: &Block| match block {
            Block::Paragraph(text) => format!("p {text}"),
            Block::Table(table) => {
                let row = |row: &Vec<CellDraft>| {
                    row.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join("|")
                };
                format!(
                    "table {} {}",
                    table.headers,
                    table.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
                )
            }
            _ => String::from("?"),
        };
        assert_eq!(read(text).blocks.iter().map(told).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn values_stand_between_commas_semicolons_or_tabs() {
        case("a,2025,2024\nb,\"1,240\",3\n", &["table 1 a|2025|2024 / b|1,240|3"]);
        case("a;2025;2024\nb;1,5;3,2\n", &["table 1 a|2025|2024 / b|1,5|3,2"]);
        case("a\t2025\t2024\nb\t1,240\t3\n", &["table 1 a|2025|2024 / b|1,240|3"]);
    }

    #[test]
    fn lines_of_one_value_are_text_and_empty_ones_end_a_table() {
        case(
            "# Orders in EUR million\nsite,2025,2024\nAlma,4.5,3\n,,\nsite,2025,2024\nBrae,2,1\nUnaudited.\n",
            &[
                "p Orders in EUR million",
                "table 1 site|2025|2024 / Alma|4.5|3",
                "table 1 site|2025|2024 / Brae|2|1",
                "p Unaudited.",
            ],
        );
        case("Alma,4.5,3\nBrae,2.5,1\n", &["table 0 Alma|4.5|3 / Brae|2.5|1"]);
    }
}
