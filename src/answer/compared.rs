//! Two figures of one metric beside each other: of two entities, or of two periods.
//!
//! The rule: both are cited; what is computed of them passes the gate's arithmetic, or the reason why not is told.

use super::task::{Computed, compute};
use super::{Answer, Cited, Derivation, Engine, Formula, Series, Slots, Status, derivation};
use crate::figures::{Figure, Kind, Role};
use crate::quantity::{Amount, Quantity, Scale};
use crate::text::Span;

/// What came of comparing.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Both figures with their citations; not answered where one is missing, with the reason and what is near.
    pub answer: Answer,
    /// The first minus the second; the answer is this program's with the computed figure first.
    pub difference: Result<Answer, String>,
    /// The first against the second, in percent.
    pub growth: Result<Answer, String>,
}

impl Engine {
    /// Compares two figures by their slots. Where neither names a period, the newest one that both have is taken.
    #[must_use]
    pub fn compare(&self, one: &Slots, two: &Slots) -> Comparison {
        let same_period = one.period.trim().is_empty() && two.period.trim().is_empty();
        let shared = if same_period { self.shared(one, two) } else { None };
        let (one, two) = shared.unwrap_or_else(|| (self.figure(one), self.figure(two)));
        let answer = match (one.status, two.status) {
            (Status::Answered, Status::Answered) => both(&one, &two),
            (Status::Answered, _) => two,
            _ => one,
        };
        let computed = |formula| match answer.figures.as_slice() {
            [one, two] if answer.status == Status::Answered => derive(formula, &answer, [one, two]),
            _ => Err("both figures are needed".to_owned()),
        };
        Comparison { difference: computed(Formula::Difference), growth: computed(Formula::Growth), answer }
    }

    /// Both figures of the newest period that both have.
    fn shared(&self, one: &Slots, two: &Slots) -> Option<(Answer, Answer)> {
        let first = self.series(one, None);
        let second = self.series(two, Some(first.length));
        let pair = first.points.iter().rev().find_map(|point| {
            let same = second.points.iter().find(|other| other.end == point.end)?;
            Some((point.figure, same.figure))
        });
        let alone = |series: &Series, figure: usize| {
            let figures = vec![series.answer.figures.get(figure)?.clone()];
            Some(Answer { figures, ..series.answer.clone() })
        };
        let (one, two) = pair?;
        Some((alone(&first, one)?, alone(&second, two)?))
    }
}

/// One answer with the first figure of each.
fn both(one: &Answer, two: &Answer) -> Answer {
    let mut answer = Answer {
        question: format!("{} / {}", one.question, two.question),
        figures: Vec::new(),
        spans: Vec::new(),
        derivation: None,
        citations: Vec::new(),
        conflicts: Vec::new(),
        near_misses: Vec::new(),
        ..one.clone()
    };
    for side in [one, two] {
        let printed = side.figures.iter().find(|cited| !cited.derived);
        let Some(cited) = printed else { continue };
        let Some(citation) = side.citations.get(cited.citation.wrapping_sub(1)) else { continue };
        let known = answer
            .citations
            .iter()
            .position(|other| other.document == citation.document && other.span == citation.span);
        let number = known.unwrap_or_else(|| {
            answer.citations.push(citation.clone());
            answer.citations.len() - 1
        });
        answer.spans.push(cited.text.clone());
        answer.figures.push(Cited { citation: number + 1, ..cited.clone() });
    }
    answer
}

fn derive(formula: Formula, answer: &Answer, operands: [&Cited; 2]) -> Result<Answer, String> {
    let figures = operands.map(|cited| &cited.figure);
    if formula == Formula::Growth && !is_positive(figures[1]) {
        return Err("growth from zero or a loss has no meaning".to_owned());
    }
    let rates =
        figures.iter().all(|figure| figure.quantity.unit.as_ref().is_some_and(|unit| unit.name == "percent"));
    if formula == Formula::Growth && rates {
        return Err("the change of a percentage is told in percentage points".to_owned());
    }
    let computed = compute(formula, &figures, None).map_err(|refusal| refusal.to_string())?;
    let printed: Vec<Cited> = operands.into_iter().cloned().collect();
    let derivation: Derivation = derivation::told(formula, &printed, 2, &computed);
    let mut figures = vec![derived(formula, &printed, &computed)];
    figures.extend(printed);
    Ok(Answer { figures, derivation: Some(derivation), ..answer.clone() })
}

fn is_positive(figure: &Figure) -> bool {
    matches!(figure.quantity.amount, Amount::Exact(value) if value.is_sign_positive() && !value.is_zero())
}

fn derived(formula: Formula, operands: &[Cited], computed: &Computed) -> Cited {
    let nowhere = Span::new(0, 0);
    let first = &operands[0].figure;
    let scales = operands.iter().map(|cited| cited.figure.quantity.scale);
    let scale = match formula {
        Formula::Difference => scales.max_by_key(|scale| scale.multiple()).unwrap_or(Scale::One),
        _ => Scale::One,
    };
    let quantity = Quantity {
        span: nowhere,
        digits: nowhere,
        amount: Amount::Exact(computed.value),
        unit: computed.unit.clone(),
        scale,
        bound: computed.bound,
        direction: None,
    };
    let kind = first.kind.filter(|kind| !matches!(kind, Kind::Reported | Kind::Restated));
    let figure = Figure { quantity, change: None, compared: None, role: Role::Delta, kind, ..first.clone() };
    Cited { figure, text: String::new(), citation: operands[0].citation, derived: true }
}
