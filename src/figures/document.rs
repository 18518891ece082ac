//! Reading a whole report: passage by passage, with focus carried within a section.

mod headline;

use jiff::civil::Date;

use super::attach::{self, Attached};
use super::focus::{Focus, spans_a_report};
use super::names::{Named, Names};
use super::scene::Scene;
use super::{
    Change, Figure, Kind, Metric, PeriodFrom, Placed, Reading, Role, aliases, apart, change, corrections,
    earlier, effects, expected, fiscal_codes, issuer, kind, labels, owner, parts, prices, run_in, scene,
    table, tabled, titles, whole, year_end,
};
use crate::corpus::{Document, PassageKind, is_masthead};
use crate::lexicon::Lexicon;
use crate::period::{Anchor, Reference};
use crate::quantity::Direction;
use crate::text::{Span, is_han, sentences};

/// Reads the figures of a text that stands alone; `date` is what relative periods are counted from.
#[must_use]
pub fn read_text(text: &str, date: Option<Date>, lexicon: &Lexicon) -> Reading {
    if let Some(reading) = tabled::read(text, date, lexicon) {
        return reading;
    }
    let names = Names::of_text(text, lexicon);
    let mut reader = Reader {
        text,
        names,
        lexicon,
        anchor: Anchor { date, fiscal_year_end: None },
        focus: Focus::default(),
        lent: None,
        alone: true,
        reading: Reading::default(),
    };
    reader.read_prose(Span::new(0, text.len()), 0);
    apart::from_single_quarters(&mut reader.reading, lexicon);
    reader.reading
}

/// Reads the figures of a report; spans point into its canonical text.
#[must_use]
pub fn read_document(document: &Document, lexicon: &Lexicon) -> Reading {
    let text = &document.text;
    let prose =
        document.passages.iter().filter(|passage| !matches!(passage.kind, PassageKind::TableRows { .. }));
    let headings = document.sections.iter().map(|section| section.heading.slice(text));
    let mut names = Names::of_report(
        titles::of(document, lexicon),
        prose.map(|passage| passage.span.slice(text)),
        headings,
        lexicon,
    );
    let aliases = aliases::told(document, &names, lexicon);
    names.learn(&aliases);
    let date = document.date.as_ref().map(|found| found.date);
    let title = titles::entity(titles::of(document, lexicon), &names, lexicon)
        .or_else(|| issuer::of(document, &names, lexicon));
    let fiscal_year_end = title
        .as_deref()
        .and_then(|name| lexicon.fiscal_year_end(name))
        .or_else(|| year_end::stated(document, date, lexicon));
    let anchor = Anchor { date, fiscal_year_end };
    let mut reader = Reader {
        text,
        names,
        lexicon,
        anchor,
        focus: Focus::default(),
        lent: None,
        alone: false,
        reading: Reading::default(),
    };
    (reader.focus.entity, reader.focus.whole) = (title.clone(), title.clone());
    reader.focus.date = date;
    reader.focus.brackets = lexicon.explains_brackets(text);
    reader.note_reporting(document);
    reader.note_title(&document.title);
    reader.read_headline(document);
    let mut section = None;
    let mut open: Option<table::Open> = None;
    for (place, passage) in document.passages.iter().enumerate() {
        if passage.section != section {
            section = passage.section;
            reader.enter(document, section, title.as_ref());
        }
        match passage.kind {
            PassageKind::TableRows { table } => {
                let context = labels::Context {
                    names: &reader.names,
                    lexicon,
                    anchor: &reader.anchor,
                    focus: &reader.focus,
                    lent: reader.lent,
                };
                let open = match &mut open {
                    Some(open) if open.table == table => open,
                    other => other.insert(table::Open::of(document, table, &context)),
                };
                table::read(document, open, passage.span, place, &context, &mut reader.reading);
                reader.focus.pass_table();
            }
            PassageKind::Event => reader.read_event(document, place),
            PassageKind::Paragraph | PassageKind::ListItem => {
                reader.focus.item = passage.kind == PassageKind::ListItem;
                reader.read_prose(passage.span, place);
            }
        }
    }
    apart::from_single_quarters(&mut reader.reading, lexicon);
    corrections::withdraw(&mut reader.reading, document, lexicon);
    run_in::name_parts(&mut reader.reading, document, lexicon);
    whole::lend_currency(&mut reader.reading, document, lexicon);
    fiscal_codes::date(&mut reader.reading, document, &reader.anchor);
    whole::foretell(&mut reader.reading, document, date);
    issuer::guide(&mut reader.reading, document, title.as_deref(), &reader.names, lexicon);
    reader.reading.aliases = aliases::with_short_form(aliases, title.as_deref(), text, lexicon);
    let fiscal_year_end = fiscal_year_end.or_else(|| year_end::numbered(&reader.reading));
    reader.reading.fiscal_year = title.zip(fiscal_year_end);
    reader.reading
}

struct Reader<'t> {
    text: &'t str,
    names: Names<'t>,
    lexicon: &'t Lexicon,
    anchor: Anchor,
    focus: Focus,
    lent: Option<Kind>,
    /// The text stands alone: what it says is noted as it is read.
    alone: bool,
    reading: Reading,
}

impl Reader<'_> {
    /// Sentences anywhere in the document may say which period it reports on.
    fn note_reporting(&mut self, document: &Document) {
        for passage in &document.passages {
            for sentence in sentences(passage.span.slice(self.text)) {
                let span = sentence.shifted(passage.span.start);
                if !span.slice(self.text).contains(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let (entities, periods) =
                    scene::dated(self.text, span, &self.names, self.lexicon, &self.anchor);
                self.focus.note(self.text, span, &periods, entities.first().map(|named| named.name.as_str()));
            }
        }
    }

    fn enter(&mut self, document: &Document, section: Option<usize>, title: Option<&String>) {
        let mut entity = title.cloned();
        let mut lent = None;
        let mut at = section;
        let told = |place: &usize| !is_masthead(document.sections[*place].heading.slice(self.text));
        while let Some(place) = at.filter(told) {
            let section = &document.sections[place];
            let spoken = titles::spoken(section.heading.slice(self.text));
            let named = self.names.find(&spoken, Span::new(0, spoken.len()));
            let own = title.is_some() && self.names.company_opening(&spoken).as_ref() == title;
            if entity == title.cloned() && named.len() == 1 && !own {
                entity = Some(named[0].name.clone());
            }
            // A title that speaks of guidance says what one of its figures is, not all.
            let heading = section.heading.slice(self.text);
            let titles = document.title.contains(heading) || heading.contains(document.title.as_str());
            let whole = titles || kind::names_several(heading, self.lexicon);
            lent = lent.or_else(|| if whole { None } else { kind::of_heading(heading, self.lexicon) });
            at = section.parent;
        }
        self.focus.enter_section(entity);
        self.focus.section =
            section.and_then(|place| self.period_of_heading(document.sections[place].heading));
        self.lent = lent;
    }

    /// `Second quarter` above paragraphs and bullets dates what they say, where they do not.
    fn period_of_heading(&self, heading: Span) -> Option<(Placed, Span)> {
        let found = crate::period::find(heading.slice(self.text), &self.anchor);
        let mut own = found
            .into_iter()
            .filter(|mention| mention.reference == Reference::Own && spans_a_report(mention.period.length));
        let mention = own.next().filter(|_| own.next().is_none())?;
        let period = self.focus.complete(&mention, self.focus.entity.as_deref(), None);
        let period = self.focus.of_its_years(&period).unwrap_or(period);
        Some((Placed { period, from: PeriodFrom::Carried }, heading))
    }

    /// What an entry of a timeline says happened when the entry is dated, unless its words say otherwise.
    fn read_event(&mut self, document: &Document, place: usize) {
        let known = self.reading.figures.len();
        self.read_prose(document.passages[place].span, place);
        let Some(event) = document.events.iter().find(|event| event.passage == place) else { return };
        for figure in &mut self.reading.figures[known..] {
            let stated = figure.period.as_ref().is_some_and(|placed| placed.from == PeriodFrom::Stated);
            if !stated {
                figure.period = Some(whole::period_of(event, self.text));
                figure.evidence = vec![event.label];
            }
        }
    }

    fn read_prose(&mut self, span: Span, passage: usize) {
        self.focus.enter_paragraph();
        for sentence in sentences(span.slice(self.text)) {
            let scene =
                Scene::read(self.text, sentence.shifted(span.start), &self.names, self.lexicon, &self.anchor);
            if self.alone {
                self.focus.note(self.text, scene.span, &scene.periods, None);
            }
            self.read_sentence(scene, passage);
        }
    }

    fn read_sentence(&mut self, scene: Scene<'_>, passage: usize) {
        self.focus.go_back(&scene, self.lexicon);
        self.focus.go_on(&scene, self.lexicon);
        let attached = attach::attach(&scene, self.lexicon);
        let mut current: Option<Placed> = None;
        for (place, told) in attached.iter().enumerate() {
            let mut figure = self.figure(&scene, place, told, current.as_ref(), passage);
            earlier::hold(&scene, &mut figure, &self.reading.figures, self.lexicon);
            parts::hold(&scene, &mut figure, &self.reading.figures, self.lexicon);
            prices::go_on(&scene, &mut figure, &self.reading.figures);
            if figure.role == Role::Current && figure.period.is_some() {
                current.clone_from(&figure.period);
            }
            self.carry(&figure);
            self.reading.figures.push(figure);
        }
        let speaks_of_figures = !scene.quantities.is_empty() || !scene.metrics.is_empty();
        let begins = |named: &&Named| {
            let before = &self.text[scene.span.start..named.span.start];
            !before.contains(char::is_alphanumeric)
        };
        // Whom no figure of the sentence is of was only mentioned: `The crew of the Aster mine saved 300 ounces.`
        let owns = |named: &Named| {
            let mut owners = attached.iter().filter_map(|told| told.entity.as_deref());
            scene.quantities.is_empty() || owners.any(|owner| owner == named.name)
        };
        let moves = |named: &&Named| {
            let told = speaks_of_figures && (owns(named) || begins(named));
            !owner::is_part_of_focus(&scene, named) && (told || (self.alone && begins(named)))
        };
        // `The loss widened because Acme was sold` is about no one named behind `because`.
        let cause =
            self.lexicon.leads_to_cause(scene.span.slice(self.text)).filter(|_| scene.quantities.is_empty());
        let because = |named: &&Named| cause.is_some_and(|at| named.span.start >= scene.span.start + at);
        if let Some(named) = scene.entities.first().filter(moves).filter(|named| !because(named)) {
            self.focus.entity = Some(named.name.clone());
            self.focus.counted = named.name.contains(is_han) && scene.counts_alone();
        }
        self.focus.lead(self.text, &scene, self.lexicon);
        self.focus.note_day(&scene);
        self.focus.expect(&scene);
        self.reading.periods.extend(scene.periods);
        self.reading.set_aside.extend(scene.set_aside);
    }

    fn figure(
        &self,
        scene: &Scene<'_>,
        place: usize,
        told: &Attached,
        current: Option<&Placed>,
        passage: usize,
    ) -> Figure {
        let mut quantity = scene.quantities[place].clone();
        let role = attach::role_of(scene, place, told);
        let (mut change, compared) = change::change_of(scene, place);
        if change::apply_sign(scene, &mut quantity) {
            change = Some(Change { direction: Direction::Down, basis: None });
        }
        let only = || owner::only_name(scene).map(|named| named.name.clone());
        let itself = self.focus.whole.clone().filter(|_| owner::names_itself(scene, &quantity, self.lexicon));
        let entity = told.entity.clone().or(itself).or_else(|| self.focus.entity.clone()).or_else(only);
        let entity = match owner::is_of_the_group(scene, &quantity, self.lexicon) {
            false => entity,
            true => owner::group(scene, &quantity, self.focus.whole.as_deref()),
        };
        let lent = self.focus.led_kind(self.text, scene.span).or(self.lent);
        let kind = kind::of_figure(scene, &quantity, role, told.metric.is_some(), lent, self.lexicon);
        let own = self.focus.whole.as_deref().filter(|whole| entity.as_deref() == Some(whole));
        let foretold = matches!(kind, Some(Kind::Forecast | Kind::Estimate))
            && own.is_some_and(|own| kind::is_own_forecast(scene, &quantity, own, self.lexicon));
        let kind = if foretold { Some(Kind::Guidance) } else { kind };
        let (mut metric, mut kind) = (told.metric.clone(), kind);
        if let Some(metric) = &mut metric
            && let Some(key) = metric.key.as_deref().and_then(|key| self.lexicon.foretold(&metric.name, key))
        {
            // `raised its revenue target to €5 million` guides to revenue.
            metric.key = Some(key.to_owned());
            kind = kind.map(|kind| if kind == Kind::Reported { Kind::Guidance } else { kind });
        }
        // What others expected of a figure is of its period.
        let others = kind::expected_by_others(scene, &quantity, self.lexicon) == Some(Kind::Estimate);
        let role = if others && role == Role::Prior { Role::Current } else { role };
        let ahead = matches!(kind, Some(Kind::Guidance | Kind::Forecast));
        // `rose to 214 million in 2025 from 187 million`: what it was before is not of that year.
        let of_another = |placed: &Placed| {
            role != Role::Prior || current.is_none_or(|current| !placed.period.same_as(&current.period))
        };
        let stated = self.stated_period(scene, told, entity.as_deref(), current, ahead).filter(of_another);
        let carries = role != Role::Prior && !ahead && !told.other_stretch;
        let carried = || {
            if carries { self.carried_period(scene, told, entity.as_deref(), current) } else { (None, None) }
        };
        let stated = stated.or_else(|| self.focus.expected.clone().filter(|_| ahead));
        let led = || if ahead { self.focus.led(self.text, scene.span) } else { None };
        let pointed = self.focus.pointed(scene, &quantity, self.lexicon).filter(|_| metric.is_some());
        let bracketed = || self.focus.of_brackets(scene, place, current);
        let coming = || self.focus.period_ahead().filter(|_| ahead && !told.other_stretch);
        let (period, said) = match stated.or_else(bracketed) {
            Some(placed) => (Some(placed), None),
            None => match pointed.or_else(led).or_else(|| coming().map(|placed| (placed, Span::new(0, 0)))) {
                Some((placed, said)) => (Some(placed), Some(said).filter(|said| !said.is_empty())),
                None => carried(),
            },
        };
        let guides = kind == Some(Kind::Guidance) && role == Role::Current;
        Figure {
            quantity,
            entity,
            metric,
            period,
            change,
            compared,
            kind,
            role: if guides { Role::Guidance } else { role },
            sentence: scene.span,
            passage,
            evidence: said.into_iter().collect(),
        }
    }

    fn stated_period(
        &self,
        scene: &Scene<'_>,
        told: &Attached,
        entity: Option<&str>,
        current: Option<&Placed>,
        ahead: bool,
    ) -> Option<Placed> {
        let mention = told.period.as_ref()?;
        let mut placed = attach::placed(mention, told.shared);
        if !ahead || mention.period.end.is_none() {
            placed.period = self.focus.complete(mention, entity, current);
        }
        if ahead {
            let calendar = self.anchor.fiscal_year_end.is_none();
            let this_year = self.focus.date.filter(|_| calendar && expected::is_any_year(&placed.period));
            if let Some(date) = this_year {
                placed.period = expected::year_of(&placed.period, date);
            }
            let now = self.focus.date.or(self.anchor.date);
            let said = expected::said_on(scene, mention).or(now);
            if mention.reference == Reference::Own {
                placed.period = expected::to_come(placed.period, &mention.period, said);
            }
        }
        Some(placed)
    }

    /// The period of the figure before it in its sentence, else the one in focus with the sentence that says it.
    fn carried_period(
        &self,
        scene: &Scene<'_>,
        told: &Attached,
        entity: Option<&str>,
        current: Option<&Placed>,
    ) -> (Option<Placed>, Option<Span>) {
        let effect = |metric: &Metric| metric.name.starts_with(effects::EFFECT);
        let listed = told.metric.as_ref().is_some_and(|metric| metric.key.is_some() || effect(metric));
        match current.filter(|_| listed || told.beside) {
            Some(placed) => (Some(placed.clone()), None),
            None if listed => {
                let focus = self.focus.led(self.text, scene.span).or_else(|| self.focus.period_for(entity));
                let said =
                    focus.as_ref().map(|(_, said)| *said).filter(|said| said.end > 0 && *said != scene.span);
                (focus.map(|(placed, _)| placed), said)
            }
            None => (None, None),
        }
    }

    fn carry(&mut self, figure: &Figure) {
        let stated = figure.role == Role::Current && figure.kind == Some(Kind::Reported);
        let (Some(entity), Some(placed)) = (&figure.entity, &figure.period) else { return };
        // `Two projects slipped into the next fiscal year`: later sentences do not report on that.
        let listed = figure.metric.as_ref().is_some_and(|metric| metric.key.is_some());
        let begins = placed.period.start.zip(self.focus.date);
        let to_come = !listed && begins.is_some_and(|(start, date)| start > date);
        if stated && !to_come && spans_a_report(placed.period.length) && placed.from == PeriodFrom::Stated {
            self.focus.period = Some((entity.clone(), placed.clone(), figure.sentence));
        }
    }
}
