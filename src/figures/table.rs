//! Reading a table: header rows and stub column say what a cell is, caption and headers say in which unit and scale.

use super::columns;
use super::labels::{Context, Label, around, currency, label, left_metric, unit_of, unowned, without_note};
use super::{Change, Figure, Kind, Metric, PeriodFrom, Placed, Reading, Role};
use crate::corpus::{Document, Row};
use crate::lexicon::{MetricTerm, Nature};
use crate::period::{self, Length};
use crate::quantity::{self, Amount, Direction, Note, Quantity, SetAside, Unit, UnitKind};
use crate::text::Span;

/// A table that is being read, passage by passage.
pub(super) struct Open {
    /// Its place among the document's tables.
    pub(super) table: usize,
    columns: Vec<Label>,
    around: Label,
    /// What the headers say of the column of names.
    corner: String,
    /// What all money cells print, for those that print none.
    currency: Option<Unit>,
    /// The last row that had a heading and no values.
    group: Option<Label>,
    /// A row of the table names somebody: others that say nothing else name somebody too.
    names_somebody: bool,
    /// The next row to be read.
    row: usize,
}

impl Open {
    /// Reads what stands above and beside the numbers of a table.
    pub(super) fn of(document: &Document, table: usize, context: &Context<'_>) -> Self {
        let text = document.text.as_str();
        let rows = &document.tables[table];
        let around = around(document, rows, context);
        let first = rows.rows.iter().position(|row| !row.header).unwrap_or(rows.rows.len());
        let columns = columns::of(text, rows, rows.headers_over(first), context);
        let corner = rows.headers_over(first).iter().filter_map(|row| row.cells.first());
        let corner: Vec<&str> =
            corner.filter(|cell| cell.column == 0).map(|cell| cell.span.slice(text)).collect();
        let corner = corner.join(" ").trim().to_owned();
        let stubs = rows.rows.iter().filter(|row| !row.header).filter_map(|row| row.cells.first());
        let names_somebody = around.metric.is_some()
            && stubs.map(|stub| label(text, stub.span, context)).any(|stub| {
                stub.entity.is_some() && stub.metric.is_none() && stub.entity != context.focus.subject
            });
        let currency = currency(text, rows);
        Self { table, columns, around, corner, currency, group: None, names_somebody, row: 0 }
    }
}

/// Reads the body rows of a table up to the end of the next of its passages, `within`.
pub(super) fn read(
    document: &Document,
    open: &mut Open,
    within: Span,
    passage: usize,
    context: &Context<'_>,
    reading: &mut Reading,
) {
    let text = document.text.as_str();
    let Open { table, columns, around, corner, currency, group, names_somebody, row: next } = open;
    while let Some(row) = document.tables[*table].rows.get(*next).filter(|row| row.span.end <= within.end) {
        *next += 1;
        if row.header {
            let rows = &document.tables[*table];
            let ends = rows.rows.get(*next).is_some_and(|row| !row.header);
            let anew = rows.rows[..*next].iter().any(|row| !row.header);
            if ends && anew {
                *columns = columns::of(text, rows, rows.headers_over(*next), context);
                *group = None;
            }
            continue;
        }
        let Some(first) = row.cells.iter().find(|cell| !cell.span.is_empty()) else { continue };
        let measured = matches!(quantity::find_in_cell(first.span.slice(text)), quantity::Cell::Quantity(_));
        // A row that begins with a number further right has no name: a subtotal.
        let stub = Some(first).filter(|_| first.column == 0 || !measured);
        let from = stub.map_or(0, |stub| stub.column + 1);
        let values: Vec<_> =
            row.cells.iter().filter(|cell| cell.column >= from && !cell.span.is_empty()).collect();
        if values.is_empty() {
            *group = stub.map(|stub| label(text, stub.span, context));
            continue;
        }
        let mut stub = stub.map(|stub| label(text, stub.span, context)).unwrap_or_default();
        if *names_somebody && stub.is_unknown() {
            let name = stub.span.map(|span| without_note(span.slice(text)));
            stub.entity = name
                .filter(|name| name.starts_with(char::is_uppercase) && !context.lexicon.is_ordinary(name));
        }
        let noted = values.iter().find_map(|cell| unit_of(cell.span.slice(text)));
        stub.note = match (stub.note.take(), noted) {
            (Some(own), Some(noted)) => Some(own.completed(noted)),
            (own, noted) => own.or(noted),
        };
        let unheaded = |column: usize| columns.get(column).is_none_or(|label| label.span.is_none());
        let several = values.iter().filter(|cell| unheaded(cell.column)).count() > 1;
        for cell in values {
            let empty = Label::default();
            let column = columns.get(cell.column).unwrap_or(&empty);
            if column.refers {
                continue;
            }
            let read = Reader {
                text,
                context,
                around,
                corner,
                currency,
                group: group.as_ref(),
                stub: &stub,
                column,
                untold: several && unheaded(cell.column),
            };
            match quantity::find_in_cell(cell.span.slice(text)) {
                quantity::Cell::Quantity(number) => reading.figures.push(read.figure(
                    &number,
                    cell.span,
                    row,
                    passage,
                    left_metric(columns, cell.column),
                )),
                quantity::Cell::Nothing => {
                    reading.set_aside.push(SetAside { span: cell.span, why: "nothing reported".to_owned() })
                }
                quantity::Cell::Other => {}
            }
        }
    }
}

struct Reader<'r> {
    text: &'r str,
    context: &'r Context<'r>,
    around: &'r Label,
    corner: &'r str,
    currency: &'r Option<Unit>,
    group: Option<&'r Label>,
    stub: &'r Label,
    column: &'r Label,
    /// Nothing tells the column from another with a value in this row.
    untold: bool,
}

/// `Robots shipped (units)`, `Headcount (persons)`: a row that says in brackets that it counts things.
pub(super) fn counted(stub: &str) -> Option<Unit> {
    let inner = stub.trim_end().strip_suffix([')', '）'])?;
    let inner = &inner[inner.rfind(['(', '（'])?..].trim_start_matches(['(', '（']);
    // `(excluding leases)` says what is left out.
    let several = inner.contains(' ');
    if several || inner.contains(|c: char| c.is_ascii_digit()) || quantity::find_note(inner).is_some() {
        return None;
    }
    let found = quantity::find(&format!("2 {inner}")).quantities;
    let unit = found.into_iter().next().filter(|found| found.span.end == inner.len() + 2)?.unit?;
    if unit.name == "unit" {
        // `Robots shipped (units)` counts robots.
        let row = format!(
            "2 {}",
            stub[..stub.len() - inner.len() - 1].trim_end_matches(['(', '（', ' ']).to_lowercase()
        );
        let named = quantity::find(&row).quantities.into_iter().next().and_then(|found| found.unit);
        return Some(named.filter(|unit| unit.kind == UnitKind::Count).unwrap_or(unit));
    }
    (unit.kind == UnitKind::Count).then_some(unit)
}

/// `Weighted-average shares`: the unit of a term that counts shares.
fn share(term: &MetricTerm) -> Option<Unit> {
    let found = quantity::find(&format!("2 {}", term.name)).quantities;
    let mut units = found.into_iter().filter_map(|found| found.unit);
    units.find(|unit| unit.kind == UnitKind::Count && unit.name == "share")
}

impl Reader<'_> {
    fn figure(
        &self,
        number: &Quantity,
        cell: Span,
        row: &Row,
        passage: usize,
        left: Option<&Label>,
    ) -> Figure {
        let metric = self.metric(left);
        let mut quantity = self.scaled(number, metric.as_ref());
        quantity.span = number.span.shifted(cell.start);
        quantity.digits = number.digits.shifted(cell.start);
        let change = self.change(&mut quantity);
        let role = if change.is_some() { Role::Delta } else { Role::Current };
        let lent = self.kind_of_column().or(self.context.lent);
        let kind = lent.or_else(|| {
            super::kind::of_heading(
                self.column.span.map_or("", |span| span.slice(self.text)),
                self.context.lexicon,
            )
        });
        let group = self.group.and_then(|group| group.span);
        let evidence =
            [self.column.span, group, self.around.span, self.around.stated].into_iter().flatten().collect();
        let entity = self.entity(metric.as_ref());
        Figure {
            quantity,
            metric: metric.map(|metric| unowned(metric, entity.as_deref())),
            entity,
            period: self.period(),
            change,
            compared: None,
            kind: kind.or(Some(Kind::Reported)),
            role,
            sentence: row.span,
            passage,
            evidence,
        }
    }

    /// `2026E` and `FY27F` are forecasts and `2024A` is reported, whatever the section is called.
    fn kind_of_column(&self) -> Option<Kind> {
        let header =
            self.column.period.as_ref()?.period.label.clone() + " " + self.column.span?.slice(self.text);
        header.split_whitespace().find_map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let (year, letter) = word.split_at_checked(word.len().checked_sub(1)?)?;
            let dated = year.len() >= 2 && year.ends_with(|c: char| c.is_ascii_digit());
            match letter {
                "E" | "e" | "F" | "P" if dated => Some(Kind::Forecast),
                "A" if dated => Some(Kind::Reported),
                _ => None,
            }
        })
    }

    /// Rows name metrics unless the column does and the row does not; a row under a heading that names one is a part of
    /// it, and so is the segment of the one company a table is about.
    fn metric(&self, left: Option<&Label>) -> Option<Metric> {
        let metric = self.measured(left)?;
        let part = self.column.part.as_ref().or(self.part_of_year().as_ref()).cloned();
        Some(match part {
            Some(part) => Metric { name: format!("{part} {}", metric.name), key: metric.key },
            None => metric,
        })
    }

    /// `2nd quarter-end` in the row of a year: the column names a part of what the year brought.
    fn part_of_year(&self) -> Option<String> {
        let part = self.column.period.as_ref().filter(|placed| placed.period.end.is_none())?;
        let dated = self.stub.period.as_ref().is_some_and(|placed| placed.period.end.is_some());
        dated.then(|| part.period.label.clone())
    }

    fn measured(&self, left: Option<&Label>) -> Option<Metric> {
        if self.stub.metric.is_some() && !self.names_a_part() {
            return self.stub.metric.clone();
        }
        let name =
            self.stub.span.map(|span| without_note(span.slice(self.text))).filter(|_| {
                self.stub.period.is_none() && self.stub.entity.is_none() && !self.stub.only_dates
            });
        let part = self.names_a_part();
        let of_column = || {
            self.column
                .metric
                .clone()
                .or_else(|| left.filter(|_| self.column.change.is_some())?.metric.clone())
        };
        let whole = self
            .group
            .and_then(|group| group.metric.clone())
            .or_else(of_column)
            .or_else(|| self.around.metric.clone().filter(|_| !self.counts_itself()));
        match (whole, name) {
            (Some(metric), Some(name)) if part || self.context_entity().is_some() => {
                Some(Metric { name: format!("{name} {}", metric.name), key: metric.key })
            }
            (Some(metric), _) => Some(metric),
            (None, name) => name.map(|name| Metric { name, key: None }),
        }
    }

    /// `Gold sold (ounces)`: a row with a unit of its own that is no money measures something of its own.
    fn counts_itself(&self) -> bool {
        let unit = self.stub.note.as_ref().and_then(|note| note.unit.as_ref());
        unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Physical | UnitKind::Count))
    }

    /// `Data Center` in a table of revenue in millions, `Property` in a column of profits: the row's term names a part of the
    /// business, not what is measured.
    fn names_a_part(&self) -> bool {
        let term = |label: &Label| self.context.lexicon.metric(label.metric.as_ref()?.key.as_deref()?);
        let Some(own) = term(self.stub) else { return false };
        let money = |whole: &MetricTerm| whole.nature == Nature::Flow && whole.units == [UnitKind::Money];
        let counts = own.units.contains(&UnitKind::Count) && !own.units.contains(&UnitKind::Money);
        let scaled = self.around.note.as_ref().is_some_and(|note| note.scale != quantity::Scale::One);
        let column =
            term(self.column).is_some_and(|whole| money(whole) && (counts || own.nature == Nature::Stock));
        column || (counts && scaled && term(self.around).is_some_and(money))
    }

    fn entity(&self, metric: Option<&Metric>) -> Option<String> {
        if let Some(entity) = &self.column.entity {
            return Some(entity.clone());
        }
        let stub_names = self.stub.metric.is_none() && self.stub.period.is_none();
        let own = self.stub.entity.clone().filter(|_| stub_names);
        let measured = metric.is_some_and(|metric| metric.key.is_some());
        own.or_else(|| self.context_entity()).or_else(|| {
            let named = stub_names && measured;
            let name = self.stub.span.filter(|_| named).map(|span| without_note(span.slice(self.text)));
            name.filter(|name| !self.context.lexicon.only_narrows(name))
        })
    }

    /// Whom the table as a whole is about.
    fn context_entity(&self) -> Option<String> {
        let focus = self.context.focus;
        self.around.entity.clone().or_else(|| focus.subject.clone()).or_else(|| focus.entity.clone())
    }

    fn period(&self) -> Option<Placed> {
        let heading = self.group.and_then(|group| group.period.clone());
        let of_year = self.stub.period.as_ref().and_then(|part| self.in_year(part, heading.as_ref()));
        let stated = of_year.or_else(|| self.of_corner()).or_else(|| self.column.period.clone());
        let stated = match self.part_of_year() {
            Some(_) => self.stub.period.clone(),
            None => stated.or_else(|| self.stub.period.clone()),
        };
        if self.untold {
            return stated;
        }
        let stated = stated
            .or_else(|| heading.filter(|heading| heading.period.length != Length::Instant))
            .or_else(|| self.around.period.clone());
        stated.or_else(|| self.period_of_focus())
    }

    /// `March 31, 2025` under `Fiscal year ended`.
    fn of_corner(&self) -> Option<Placed> {
        let day = self.stub.period.as_ref().filter(|placed| placed.period.length == Length::Instant)?;
        let whole = format!("{} {}", self.corner, day.period.label);
        let period = period::find(&whole, self.context.anchor).into_iter().next()?.period;
        (!self.corner.is_empty() && period.length != Length::Instant && period.end == day.period.end)
            .then_some(Placed { period, from: PeriodFrom::Stated })
    }

    /// `Fourth Quarter` under `2019:`, or in a column of 2019.
    fn in_year(&self, part: &Placed, heading: Option<&Placed>) -> Option<Placed> {
        let yearly = |placed: &&Placed| matches!(placed.period.length, Length::Year);
        let year = self.column.period.as_ref().filter(yearly).or_else(|| heading.filter(yearly))?;
        if !part.period.is_bare_ordinal() {
            return None;
        }
        let whole = format!("{} {}", part.period.label, year.period.label);
        let period = period::find(&whole, self.context.anchor).into_iter().next()?.period;
        (period.length == part.period.length).then_some(Placed { period, from: PeriodFrom::Stated })
    }

    fn period_of_focus(&self) -> Option<Placed> {
        self.context
            .focus
            .period_for(self.context.focus.entity.as_deref())
            .map(|(placed, _)| placed)
            .filter(|placed| placed.from == PeriodFrom::Document)
    }

    /// `per share, basic ($)`, a row under `Per ounce sold`: no scale of the table's is meant for it.
    fn is_per_thing(&self) -> bool {
        let labels = [Some(self.stub), self.group].into_iter().flatten().filter_map(|label| label.span);
        labels.into_iter().any(|label| self.context.lexicon.begins_per_thing(label.slice(self.text)))
    }

    /// The cell's number in base units: the nearest note that names a unit or scale applies, its exceptions respected.
    fn scaled(&self, number: &Quantity, metric: Option<&Metric>) -> Quantity {
        let mut quantity = number.clone();
        let term =
            metric.and_then(|metric| metric.key.as_deref()).and_then(|key| self.context.lexicon.metric(key));
        let of_row = self.stub.span.and_then(|span| counted(span.slice(self.text)));
        let of_table = || self.stub.metric.is_none().then(|| counted(self.corner))?;
        if let Some(counted) = of_row.or_else(of_table)
            && quantity.unit.is_none()
        {
            quantity.unit = Some(counted);
            return quantity;
        }
        let money = term.is_none_or(|term| term.units.is_empty() || term.units.contains(&UnitKind::Money));
        let excepted =
            self.stub.note.as_ref().filter(|note| note.unit.is_none() && !(term.is_some() && money));
        let group = self.group.map_or(&None, |group| &group.note);
        let mut notes = [&self.column.note, &self.stub.note, group, &self.around.note];
        // Cents of a row among rows of millions.
        if self.stub.note.as_ref().is_some_and(|note| note.parts.is_some()) {
            notes.swap(0, 1);
        }
        let note = match excepted {
            Some(own) => own.clone(),
            None => notes.into_iter().flatten().cloned().reduce(Note::completed).unwrap_or_default(),
        };
        let per_share = term.is_some_and(|term| term.nature == Nature::PerShare) || self.is_per_thing();
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let stated_ratio = term.is_some_and(|term| term.nature == Nature::Ratio)
            && quantity.unit.is_none()
            && note.scale == quantity::Scale::One
            && note.unit.as_ref().is_none_or(Unit::is_money);
        let whole = matches!(quantity.amount, Amount::Exact(value) if value.fract().is_zero());
        // `(in thousands, except per share data)` scales shares too; `(dollars in thousands)` does not.
        let stated = note.unit.as_ref().is_some_and(Unit::is_money);
        let share = term.and_then(share);
        let inferred = note.unit.is_none() && self.currency.is_some() && share.is_none();
        let counted = whole
            && quantity.unit.is_none()
            && term.is_some_and(|term| term.units == [UnitKind::Count])
            && (stated || inferred);
        let note = note.completed(Note { unit: self.currency.clone(), ..Note::default() });
        if quantity.unit.is_none() && !counted && !stated_ratio {
            quantity.unit = share.filter(|_| !stated).or_else(|| note.unit.clone());
        }
        let own_unit = number.unit.is_some();
        if let Some(parts) = note.parts.filter(|_| !own_unit && !ratio && !counted && !stated_ratio)
            && let Amount::Exact(value) = quantity.amount
        {
            quantity.amount = Amount::Exact(value / rust_decimal::Decimal::from(parts));
            return quantity;
        }
        if per_share || ratio || counted || stated_ratio || quantity.scale != quantity::Scale::One {
            return quantity;
        }
        quantity.scale = note.scale;
        quantity.amount = match quantity.amount {
            Amount::Exact(value) => Amount::Exact(value.checked_mul(note.scale.multiple()).unwrap_or(value)),
            range @ Amount::Range { .. } => range,
        };
        quantity
    }

    /// In a column of changes the sign is the direction and the amount is told without it.
    fn change(&self, quantity: &mut Quantity) -> Option<Change> {
        let ratio = quantity.unit.as_ref().is_some_and(|unit| unit.kind == UnitKind::Ratio);
        let term =
            self.metric(None).and_then(|metric| self.context.lexicon.metric(metric.key.as_deref()?).cloned());
        let growth = ratio && term.is_some_and(|term| !term.units.contains(&UnitKind::Ratio));
        let told = self.column.change.or(self.stub.change).filter(|_| ratio || self.column.change.is_some());
        let basis = told.or(growth.then_some(None))?;
        if !ratio && self.column.period.is_some() {
            return None;
        }
        let Amount::Exact(value) = &mut quantity.amount else { return None };
        let direction = if value.is_sign_negative() { Direction::Down } else { Direction::Up };
        value.set_sign_positive(true);
        if quantity.unit.is_none() && self.column.note.is_none() {
            quantity.unit = None;
        }
        Some(Change { direction, basis })
    }
}
