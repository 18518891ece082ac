//! Tables with a column that says of each row when: `Acme | 2025Q1 | 41.2`.
//!
//! The rule: the header calls it so (`quarter`, 报告期), and what stands there are quarters, months or years; a date alone may
//! be when something falls due.

use super::labels::Context;
use super::{PeriodFrom, Placed, identifiers};
use crate::corpus::{Row, Table};
use crate::period::{self, Length};
use crate::text::{fold, words};

/// The column, right of the rows' names, that tells their periods.
pub(super) fn column_of(text: &str, table: &Table, context: &Context<'_>) -> Option<usize> {
    let head = table.rows.iter().rfind(|row| row.header)?;
    let body: Vec<&Row> = table.rows.iter().filter(|row| !row.header).collect();
    let named =
        head.cells.iter().filter(|cell| cell.column > 0 && calls_a_period(cell.span.slice(text), context));
    let dated = |column: &usize| {
        let told = body.iter().filter(|row| period_in(text, row, *column, context).is_some()).count();
        body.len() > 1 && told * 10 >= body.len() * 8
    };
    named.map(|cell| cell.column).find(dated)
}

/// What the cell of a row in that column says.
pub(super) fn period_in(text: &str, row: &Row, column: usize, context: &Context<'_>) -> Option<Placed> {
    let cell = row.cells.iter().find(|cell| cell.column == column)?.span.slice(text).trim();
    let mention = period::find(cell, context.anchor).into_iter().next()?;
    let spans =
        matches!(mention.period.length, Length::Month | Length::Quarter | Length::Half | Length::Year);
    let whole = mention.span.len() == cell.len();
    (spans && whole && mention.period.end.is_some())
        .then_some(Placed { period: mention.period, from: PeriodFrom::Stated })
}

/// `quarter`, `fiscal_year`, 报告期.
fn calls_a_period(header: &str, context: &Context<'_>) -> bool {
    let spelled = identifiers::spelled(header, context.lexicon);
    let last = words(&spelled).last().map(|word| fold(word.span.slice(&spelled)));
    last.is_some_and(|word| context.lexicon.calls_a_period(&word))
        || context.lexicon.calls_a_period(&fold(&spelled))
}

#[cfg(test)]
mod tests {
    use crate::figures::read_document;
    use crate::lexicon::Lexicon;

    /// The periods of the figures of a table of values, in their order.
    #[track_caller]
    fn case(rows: &str, expected: &[Option<&str>]) {
        let document = crate::corpus::read("values.csv", rows.as_bytes()).expect("a table of values");
        let reading = read_document(&document, &Lexicon::built_in());
        let label = |figure: &crate::figures::Figure| Some(figure.period.as_ref()?.period.label.clone());
        let told: Vec<Option<String>> = reading.figures.iter().map(label).collect();
        assert_eq!(told.iter().map(Option::as_deref).collect::<Vec<_>>(), expected, "{rows}");
    }

    #[test]
    fn a_column_tells_the_period_of_each_row() {
        let quarters = [Some("2025Q1"), Some("2025Q1"), Some("2025Q2"), Some("2025Q2")];
        case(
            "company,quarter,quarter_end,revenue_usd_m,subscribers_m\n\
             Tolmer,2025Q1,2025-03-31,41,3.1\nTolmer,2025Q2,2025-06-30,43,3.4\n",
            &quarters,
        );
        case(
            "公司,报告期,营业收入（亿元）\n青穹科技,2025年一季度,7.2\n玄松光电,2025年一季度,3.1\n",
            &[Some("2025年一季度"); 2],
        );
    }

    #[test]
    fn a_day_may_be_when_something_falls_due() {
        case(
            "bond,maturity_date,amount_usd_m\nSenior,2031-05-01,500\nJunior,2033-05-01,200\n",
            &[None, None],
        );
    }
}
