//! Codes that name a period in one word: `Q3`, `2Q25`, `FY26`, `FY2026Q2`, `1HFY25`, `9M25`.

use super::Calendar;
use super::stretch::Part;

/// What a code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Code {
    pub part: Option<Part>,
    pub year: Option<i16>,
    pub calendar: Calendar,
}

/// Reads a whole word as a code; letters in either case.
pub(super) fn parse(word: &str) -> Option<Code> {
    if word.len() > 10 || !word.is_ascii() {
        return None;
    }
    let mut code = Code { part: None, year: None, calendar: Calendar::Unstated };
    let mut rest = word;
    let mut part_led_by_digit = false;
    while !rest.is_empty() {
        if let Some((length, calendar, year)) = marked_year(rest).filter(|_| code.year.is_none()) {
            (code.year, code.calendar) = (Some(year), calendar);
            rest = &rest[length..];
        } else if let Some((length, part)) = part(rest).filter(|_| code.part.is_none()) {
            part_led_by_digit = rest.starts_with(|c: char| c.is_ascii_digit());
            code.part = Some(part);
            rest = &rest[length..];
        } else if let Some((length, year)) =
            bare_year(rest, part_led_by_digit).filter(|_| code.year.is_none())
        {
            code.year = Some(year);
            rest = &rest[length..];
        } else {
            let is_estimate_mark = code.year.is_some() && matches!(rest, "E" | "e" | "A" | "F");
            if !is_estimate_mark {
                return None;
            }
            break;
        }
    }
    let is_more_than_digits = code.part.is_some() || code.calendar != Calendar::Unstated;
    let months_have_a_year = !matches!(code.part, Some(Part::FirstMonths(_))) || code.year.is_some();
    (is_more_than_digits && months_have_a_year).then_some(code)
}

/// The months of a code such as `9M`, which needs a year beside it.
pub(super) fn months(word: &str) -> Option<Part> {
    part(word)
        .filter(|(length, part)| *length == word.len() && matches!(part, Part::FirstMonths(_)))
        .map(|(_, part)| part)
}

/// The last year that `F26` may name; higher numbers are models.
const LAST_SHORT: i16 = 2030;

fn marked_year(text: &str) -> Option<(usize, Calendar, i16)> {
    if let Some(digits) = text.strip_prefix('F').filter(|rest| rest.len() == 2) {
        let year = full_year(leading_digits(digits)).filter(|year| (2010..=LAST_SHORT).contains(year))?;
        return Some((3, Calendar::Fiscal, year));
    }
    let calendar = match text.get(..2)? {
        "FY" | "fy" | "Fy" => Calendar::Fiscal,
        "CY" | "cy" => Calendar::Civil,
        _ => return None,
    };
    let digits = leading_digits(text.get(2..)?);
    Some((2 + digits.len(), calendar, full_year(digits)?))
}

fn bare_year(text: &str, short_allowed: bool) -> Option<(usize, i16)> {
    let digits = leading_digits(text);
    let year = full_year(digits)?;
    let part_follows = text.get(digits.len()..).is_some_and(|rest| part(rest).is_some());
    (digits.len() == 4 || short_allowed || part_follows).then_some((digits.len(), year))
}

/// A year of four digits, or of two in this century.
pub(super) fn full_year(digits: &str) -> Option<i16> {
    let value: i16 = digits.parse().ok()?;
    match digits.len() {
        2 => Some(2000 + value),
        4 if is_year(value.into()) => Some(value),
        _ => None,
    }
}

/// Whether a number can be a year that reports speak of.
pub(super) fn is_year(value: i32) -> bool {
    (1900..=2100).contains(&value)
}

fn leading_digits(text: &str) -> &str {
    text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
}

fn part(text: &str) -> Option<(usize, Part)> {
    let mut characters = text.chars();
    let (first, second) = (characters.next()?, characters.next()?);
    let (letter, digit) = if first.is_ascii_digit() { (second, first) } else { (first, second) };
    let ordinal = i8::try_from(digit.to_digit(10)?).ok()?;
    match letter.to_ascii_uppercase() {
        'Q' if (1..=4).contains(&ordinal) => Some((2, Part::Quarter(ordinal))),
        'H' if (1..=2).contains(&ordinal) => Some((2, Part::Half(ordinal))),
        'M' if letter == 'M' && matches!(ordinal, 3 | 6 | 9) && first == digit => {
            Some((2, Part::FirstMonths(ordinal)))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(word: &str, part: Option<Part>, year: Option<i16>, calendar: Calendar) {
        assert_eq!(parse(word), Some(Code { part, year, calendar }), "{word}");
    }

    #[test]
    fn codes_name_a_part_a_year_or_both() {
        case("Q3", Some(Part::Quarter(3)), None, Calendar::Unstated);
        case("2Q25", Some(Part::Quarter(2)), Some(2025), Calendar::Unstated);
        case("3Q2025", Some(Part::Quarter(3)), Some(2025), Calendar::Unstated);
        case("2025Q3", Some(Part::Quarter(3)), Some(2025), Calendar::Unstated);
        case("25Q3", Some(Part::Quarter(3)), Some(2025), Calendar::Unstated);
        case("FY26", None, Some(2026), Calendar::Fiscal);
        case("F19", None, Some(2019), Calendar::Fiscal);
        case("FY2026Q2", Some(Part::Quarter(2)), Some(2026), Calendar::Fiscal);
        case("1HFY25", Some(Part::Half(1)), Some(2025), Calendar::Fiscal);
        case("FY25E", None, Some(2025), Calendar::Fiscal);
        case("9M25", Some(Part::FirstMonths(9)), Some(2025), Calendar::Unstated);
    }

    #[test]
    fn names_of_products_are_no_codes() {
        for word in [
            "H100", "H800", "H20", "Q5", "9M", "H1N1", "F35", "F150", "2025", "Q325", "GPT4", "A1", "FY",
            "Q", "", "季度",
        ] {
            assert_eq!(parse(word), None, "{word}");
        }
    }
}
