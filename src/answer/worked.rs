//! What came of a task, put into an answer.

use super::attributed::retain_said;
use super::evidence::Evidence;
use super::search::Search;
use super::sure;
use super::task::{self, Cell, Computed, Formula, Label, Sheet, Worked};
use super::{Answer, Cited, Status, derivation};
use crate::figures::{Figure, Kind, Metric, Placed, Role};
use crate::index::{FigureQuery, IndexError, PassageQuery, StoredFigure, WeightedWord};
use crate::period::{Length, Period};
use crate::quantity::{Quantity, Scale, UnitKind};
use crate::question::{Intent, Known, Operation, Question};
use crate::text::{Span, fold};

/// How many passages are looked into for figures when no document is given.
const PASSAGES: usize = 20;

/// How many figures of what a question names are looked at, and in how many reports.
const NAMED: usize = 400;
const DOCUMENTS: usize = 10;

/// How many documents are taken whole when they are given.
const WHOLE: usize = 4;

/// Does a question's task over what is in reach.
pub(super) fn work(question: &Question, search: &Search<'_>) -> Result<Option<Worked>, IndexError> {
    let sheet = reach(question, search)?;
    let worked =
        task::work(&question.task, &sheet, question.past && !question.ahead, search.documents.is_none());
    match worked {
        Some(worked) if sure::is_sure(question, &worked, search) => Ok(Some(worked)),
        _ => Ok(None),
    }
}

/// The figures in reach: those of the documents asked about; else those of the passages that the words find, and those of
/// the entities and terms that the question names.
pub(super) fn reach(question: &Question, search: &Search<'_>) -> Result<Sheet, IndexError> {
    let sheet = match search.documents {
        Some(documents) if documents.len() <= WHOLE => Sheet::of_documents(search.snapshot, documents)?,
        _ => {
            let mut figures = match by_slots(question) {
                true => Vec::new(),
                false => found(question, search)?,
            };
            figures.extend(named(question, search)?);
            retain_said(&mut figures, question, search)?;
            let place = |stored: &StoredFigure| stored.figure.quantity.span;
            figures.sort_by(|a, b| a.document.cmp(&b.document).then_with(|| place(a).cmp(&place(b))));
            figures.dedup_by(|a, b| place(a) == place(b) && a.document == b.document);
            let named = families(question, search);
            if !named.is_empty() {
                figures.retain(|stored| {
                    stored.figure.entity.as_ref().is_some_and(|entity| named.contains(entity))
                });
            }
            Sheet::of_figures(search.snapshot, figures)?
        }
    };
    Ok(of_the_asked(sheet, question, search))
}

/// Whether names and listed terms say all of a question, so that searching its words finds nothing more.
fn by_slots(question: &Question) -> bool {
    let measured = question.entities.iter().any(|asked| asked.known == Known::Measured);
    let listed = question.metrics.iter().any(|metric| metric.key.is_some());
    let task = &question.task;
    let told = |word: &String| task.terms.contains(word) || task.owners.contains(word);
    let whole = task.operands.iter().flat_map(|operand| &operand.words).all(told);
    measured && listed && whole && question.words.is_empty() && question.proper.is_empty()
}

/// The figures of the passages that the words find, as far as they are of the named entities.
fn found(question: &Question, search: &Search<'_>) -> Result<Vec<StoredFigure>, IndexError> {
    let entities = families(question, search);
    // Whom no figure is told of may still name a row, a column or the report: `names_all` asks for that.
    let mentioned = question.entities.iter().all(|asked| asked.known == Known::Mentioned);
    if entities.is_empty() && !mentioned {
        return Ok(Vec::new());
    }
    let words: Vec<WeightedWord> =
        question.terms.iter().map(|word| WeightedWord { text: word.clone(), weight: 1.0 }).collect();
    let query = PassageQuery { words: &words, phrases: &[], documents: search.documents, limit: PASSAGES };
    let passages = search.snapshot.passage_places(&query)?;
    search.snapshot.figures_within(&passages, &entities)
}

/// The figures of the named entities and terms, in the newest reports that have any.
fn named(question: &Question, search: &Search<'_>) -> Result<Vec<StoredFigure>, IndexError> {
    let entities = families(question, search);
    if entities.is_empty() {
        return Ok(Vec::new());
    }
    let operands = question.task.operands.iter().chain(question.task.cuts.iter().flatten());
    let mut keys: Vec<String> = operands.clone().flat_map(|operand| operand.keys.iter().cloned()).collect();
    keys.extend(question.metrics.iter().filter_map(|metric| metric.key.clone()));
    keys.sort();
    keys.dedup();
    let words: Vec<String> = question.words.clone();
    let metric_names = if keys.is_empty() { words } else { Vec::new() };
    if keys.is_empty() && metric_names.is_empty() {
        return Ok(Vec::new());
    }
    search.snapshot.figures(&FigureQuery {
        entities: &entities,
        metric_keys: &keys,
        metric_names: &metric_names,
        documents: search.documents,
        limit: NAMED,
        newest: Some(DOCUMENTS),
    })
}

pub(super) fn families(question: &Question, search: &Search<'_>) -> Vec<String> {
    let measured = question.entities.iter().filter(|asked| asked.known == Known::Measured);
    measured.flat_map(|asked| search.directory.family(&asked.name, search.lexicon)).collect()
}

/// How many users pay is not how many there are: where the one count that a question asks for is a kind of another, or is
/// told by a verb beside a noun, figures of the other and of the noun alone are no answer.
fn leave_out_wider(sheet: &mut Sheet, question: &Question, search: &Search<'_>) {
    let [only] = question.metrics.as_slice() else { return };
    let term = only.key.as_deref().and_then(|key| search.lexicon.metric(key));
    let plain = question.task.operation == Operation::Figure;
    let Some(term) = term.filter(|term| plain && term.units == [UnitKind::Count]) else { return };
    let is_wider = |metric: &Metric| {
        let noun = metric.name.rsplit(' ').next().map(fold).unwrap_or_default();
        let bare = term.counted.as_ref().is_some_and(|[nouns, _]| nouns.contains(&noun));
        metric.key != only.key && (bare || metric.key.is_some() && metric.key == term.broader)
    };
    sheet.cells.retain(|cell| !cell.stored.figure.metric.as_ref().is_some_and(is_wider));
}

/// A named entity is a condition: figures of others are none of the answer.
fn of_the_asked(mut sheet: Sheet, question: &Question, search: &Search<'_>) -> Sheet {
    // What is asked as a fact nobody has before its period is over.
    let over = |cell: &Cell| {
        let ends = cell.stored.figure.period.as_ref().and_then(|placed| placed.period.end);
        ends.zip(question.today).is_none_or(|(ends, today)| ends <= today)
    };
    if question.past && !question.ahead {
        sheet.cells.retain(over);
    }
    let given = search.documents.is_some();
    if !given && question.intent == Intent::Count {
        leave_out_wider(&mut sheet, question, search);
    }
    let all_measured = question.entities.iter().all(|asked| asked.known == Known::Measured);
    if question.entities.is_empty() || (given && !all_measured) {
        return sheet;
    }
    let named = families(question, search);
    if named.is_empty() {
        return sheet;
    }
    let of_named =
        |cell: &Cell| cell.stored.figure.entity.as_ref().map_or(given, |entity| named.contains(entity));
    // In a report that was given, words of another report's names are words like any other.
    let known = sheet
        .cells
        .iter()
        .any(|cell| cell.stored.figure.entity.as_ref().is_some_and(|entity| named.contains(entity)));
    if !given || known {
        sheet.cells.retain(of_named);
    }
    sheet
}

/// Fills an answer with what came of a task; false when its sources do not carry it. Where a name answers, `measured` asks
/// for its figure too.
pub(super) fn fill(
    answer: &mut Answer,
    worked: &Worked,
    measured: bool,
    evidence: &mut Evidence<'_>,
) -> bool {
    if !worked.labels.is_empty() || worked.count.is_some() {
        let named = labels(answer, worked, evidence);
        if named
            && measured
            && worked.count.is_none()
            && let Some(cited) = worked.cells.first().and_then(|cell| evidence.cite_figure(&cell.stored))
        {
            answer.figures.push(cited);
        }
        return named;
    }
    let cited: Vec<Cited> =
        worked.cells.iter().map_while(|cell| evidence.cite_figure(&cell.stored)).collect();
    if cited.is_empty() || cited.len() < worked.cells.len() {
        return false;
    }
    answer.status = Status::Answered;
    match &worked.formula {
        Some((formula, computed)) => {
            let mut derived = derived(&worked.cells, computed, *formula, cited[0].citation);
            if matches!(formula, Formula::Sum | Formula::Average) {
                derived.figure.period = over_all(&worked.cells).or(derived.figure.period);
            }
            if formula.of_wholes() == Formula::Difference {
                derived.figure.period = latest(&worked.cells).or(derived.figure.period);
            }
            if let Some(made) = &worked.made {
                let figure = &mut derived.figure;
                (figure.metric, figure.role) = (Some(made.metric.clone()), Role::Current);
                let asked = figure.period.take().zip(made.period.clone());
                figure.period = asked.map(|(placed, period)| Placed { period, ..placed });
            }
            answer.derivation = Some(derivation::told(*formula, &cited, 2, computed));
            answer.figures.push(derived);
            answer.figures.extend(cited);
        }
        None => {
            answer.spans.extend(cited.iter().map(|cited| cited.text.clone()));
            answer.figures.extend(cited);
        }
    }
    true
}

fn labels(answer: &mut Answer, worked: &Worked, evidence: &mut Evidence<'_>) -> bool {
    let mut spans = Vec::new();
    for label in &worked.labels {
        let Some(words) = cite(label, evidence) else { return false };
        if worked.count.is_some() || !spans.contains(&words) {
            spans.push(words);
        }
    }
    let years: Vec<Option<String>> = spans.iter().map(|words| only_year(words)).collect();
    let mut distinct: Vec<&String> = years.iter().flatten().collect();
    distinct.dedup();
    if distinct.len() == spans.len() {
        spans = years.into_iter().flatten().collect();
    }
    answer.status = Status::Answered;
    match worked.count {
        Some(count) => {
            answer.spans.push(count.to_string());
            answer.reason = format!("{count}: {}", spans.join(", "));
            answer.counted = spans;
        }
        None => answer.spans.extend(spans),
    }
    true
}

/// Cites a label's row, with the label beside it where it does not stand in the row.
fn cite(label: &Label, evidence: &mut Evidence<'_>) -> Option<String> {
    let words = evidence.words(&label.document, label.words)?;
    let inside = label.quote.contains(label.words);
    let mark = if inside { label.words } else { Span::new(label.quote.start, label.quote.start) };
    let beside = if inside { Vec::new() } else { vec![words.clone()] };
    evidence.cite(&label.document, label.passage, label.quote, mark, beside)?;
    Some(words)
}

/// The one year that a label names.
fn only_year(words: &str) -> Option<String> {
    let mut years = crate::text::words(words)
        .map(|word| word.span.slice(words))
        .filter(|word| word.len() == 4 && word.parse::<u16>().is_ok_and(|year| (1900..2100).contains(&year)));
    let year = years.next()?;
    years.next().is_none().then(|| year.to_owned())
}

/// A change is of the later of two periods, whichever of them is subtracted.
fn latest(cells: &[Cell]) -> Option<Placed> {
    let placed = cells.iter().filter_map(|cell| cell.stored.figure.period.clone());
    placed.filter(|placed| placed.period.end.is_some()).max_by_key(|placed| placed.period.end)
}

/// The stretch from the first to the last of several periods.
fn over_all(cells: &[Cell]) -> Option<Placed> {
    let placed = |cell: &'_ Cell| cell.stored.figure.period.clone();
    let mut all: Vec<Placed> = cells.iter().map(placed).collect::<Option<_>>()?;
    all.sort_by_key(|placed| (placed.period.end, placed.period.start));
    let (first, last) = (all.first()?, all.last()?);
    if first.period.days() == last.period.days() {
        return None;
    }
    let period = Period {
        label: format!("{} – {}", first.period.label, last.period.label),
        start: Some(first.period.start?),
        end: Some(last.period.end?),
        length: Length::Other,
        calendar: last.period.calendar,
    };
    Some(Placed { period, from: last.from })
}

fn derived(cells: &[Cell], computed: &Computed, formula: Formula, citation: usize) -> Cited {
    let first = &cells[0].stored.figure;
    let nowhere = Span::new(0, 0);
    let scale = match formula.of_wholes() {
        Formula::Difference
        | Formula::Remainder
        | Formula::Sum
        | Formula::Average
        | Formula::Midpoint
        | Formula::Width
        | Formula::HighChange
        | Formula::LowChange
        | Formula::MidpointChange => {
            cells.iter().map(|cell| cell.stored.figure.quantity.scale).max_by_key(|scale| scale.multiple())
        }
        Formula::Base | Formula::PerYear => Some(first.quantity.scale),
        Formula::Growth
        | Formula::HighGrowth
        | Formula::LowGrowth
        | Formula::Share
        | Formula::ShareOfAll
        | Formula::Ratio
        | Formula::OfSums { .. } => None,
    };
    let quantity = Quantity {
        span: nowhere,
        digits: nowhere,
        amount: crate::quantity::Amount::Exact(computed.value),
        unit: computed.unit.clone(),
        scale: scale.unwrap_or(Scale::One),
        bound: computed.bound,
        direction: None,
    };
    let figure = Figure {
        quantity,
        change: None,
        compared: None,
        role: if matches!(
            formula.of_wholes(),
            Formula::Difference
                | Formula::Growth
                | Formula::MidpointChange
                | Formula::HighChange
                | Formula::HighGrowth
                | Formula::LowGrowth
                | Formula::LowChange
        ) {
            Role::Delta
        } else {
            Role::Current
        },
        kind: first.kind.filter(|kind| !matches!(kind, Kind::Reported | Kind::Restated)),
        ..first.clone()
    };
    Cited { figure, text: String::new(), citation, derived: true }
}
