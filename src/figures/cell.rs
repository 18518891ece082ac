//! One cell of a table: whose, of what and when, as headers, stub, heading and caption say it.

use super::labels::{Context, Label, unowned, without_note};
use super::{Figure, Kind, Metric, PeriodFrom, Placed, Role, kind};
use crate::corpus::Row;
use crate::lexicon::{MetricTerm, Nature};
use crate::period::{self, Length};
use crate::quantity::{self, Quantity, Unit, UnitKind};
use crate::text::Span;

/// A cell that is being read, with all that names it.
pub(super) struct Reader<'r> {
    pub(super) text: &'r str,
    pub(super) context: &'r Context<'r>,
    pub(super) around: &'r Label,
    pub(super) corner: &'r str,
    pub(super) currency: &'r Option<Unit>,
    pub(super) group: Option<&'r Label>,
    pub(super) stub: &'r Label,
    pub(super) column: &'r Label,
    /// What another cell of the row says of when.
    pub(super) when: Option<&'r Placed>,
    /// Nothing tells the column from another with a value in this row.
    pub(super) untold: bool,
}

impl Reader<'_> {
    pub(super) fn figure(
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
        let guides = self.kind_of_column().or(self.context.lent) == Some(Kind::Guidance);
        let role = match change {
            Some(_) => Role::Delta,
            None if guides && self.column.earlier => Role::Prior,
            None => Role::Current,
        };
        // Beside a column of what was told at first, the others are of no other kind than their headers say.
        let lent = self.kind_of_column().or(self.column.version).or(self.context.lent);
        let kind = lent.or_else(|| {
            kind::of_heading(self.column.span.map_or("", |span| span.slice(self.text)), self.context.lexicon)
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
    pub(super) fn metric(&self, left: Option<&Label>) -> Option<Metric> {
        let metric = self.measured(left)?;
        let part =
            self.stub.part.as_ref().or(self.column.part.as_ref()).or(self.part_of_year().as_ref()).cloned();
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

    /// What the row's name says, or says together with the corner: `Seed` under `Round`.
    fn own(&self) -> Option<Metric> {
        let of_corner = || {
            let name = without_note(self.stub.span?.slice(self.text));
            let whole = format!("{name} {}", self.corner);
            let mentions = self.context.lexicon.metrics(&whole);
            let only =
                mentions.first().filter(|only| !self.corner.is_empty() && only.span.len() == whole.len())?;
            Some(Metric { key: Some(only.key.to_owned()), name: whole.clone() })
        };
        self.stub.metric.clone().or_else(of_corner)
    }

    fn measured(&self, left: Option<&Label>) -> Option<Metric> {
        let own = self.own();
        if own.is_some() && !self.names_a_part() {
            return own;
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
                Some(self.narrower(Metric { name: format!("{name} {}", metric.name), key: metric.key }))
            }
            (Some(metric), _) => Some(metric),
            (None, name) => name.map(|name| Metric { name, key: None }),
        }
    }

    /// `Diluted` under `Earnings per share` is a term of its own; `Services` under `Revenue` is a part of it.
    fn narrower(&self, metric: Metric) -> Metric {
        let lexicon = self.context.lexicon;
        let kind = lexicon.metrics(&metric.name).into_iter().find(|mention| {
            mention.span.end == metric.name.len()
                && lexicon
                    .metric(mention.key)
                    .is_some_and(|term| term.nature == Nature::PerShare && term.broader == metric.key)
        });
        let key = kind.map(|mention| mention.key.to_owned());
        Metric { key: key.or(metric.key), name: metric.name }
    }

    /// `Gold sold (ounces)`: a row with a unit of its own that is no money measures something of its own.
    fn counts_itself(&self) -> bool {
        let unit = self.stub.note.as_ref().and_then(|note| note.unit.as_ref());
        unit.is_some_and(|unit| matches!(unit.kind, UnitKind::Physical | UnitKind::Count))
    }

    /// `Data Center` in a table of revenue in millions, `Property` in a column of profits: the row's term names a part of the
    /// business, not what is measured.
    fn names_a_part(&self) -> bool {
        let lexicon = self.context.lexicon;
        let term_of = |metric: &Metric| lexicon.metric(metric.key.as_deref()?);
        let term = |label: &Label| label.metric.as_ref().and_then(term_of);
        let Some((name, own)) = self.own().and_then(|own| Some((own.name.clone(), term_of(&own)?))) else {
            return false;
        };
        let money = |whole: &MetricTerm| whole.nature == Nature::Flow && whole.units == [UnitKind::Money];
        let counts = own.units.contains(&UnitKind::Count) && !own.units.contains(&UnitKind::Money);
        let scaled = self.around.note.as_ref().is_some_and(|note| note.scale != quantity::Scale::One);
        // `Series A` in a column of valuations.
        let one_of = !lexicon.told_apart(&name).is_empty();
        let column = term(self.column).is_some_and(|whole| {
            money(whole) && (counts || own.nature == Nature::Stock) || one_of && whole.key != own.key
        });
        column || (counts && scaled && term(self.around).is_some_and(money))
    }

    fn entity(&self, metric: Option<&Metric>) -> Option<String> {
        if let Some(entity) = &self.column.entity {
            return Some(entity.clone());
        }
        let stub_names = self.stub.metric.is_none() && self.stub.period.is_none();
        let own = self.stub.entity.clone().filter(|_| stub_names || self.stub.owned);
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
        // The day in the header of guidance says when it was given, not for when.
        let given = |placed: &Placed| {
            placed.period.length == Length::Instant && self.context.lent == Some(Kind::Guidance)
        };
        let column = self.column.period.clone().filter(|placed| !given(placed));
        let stated = of_year.or_else(|| self.of_corner()).or(column);
        let stated = match self.part_of_year() {
            Some(_) => self.stub.period.clone(),
            None => stated.or_else(|| self.stub.period.clone()).or_else(|| self.when.cloned()),
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
}
