use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;
use rust_decimal::Decimal;

use super::*;
use crate::answer::{
    Check, Comparison, Conflict, Derivation, Event, Finding, Formula, Point, QuotedCell, Series, Timeline,
    Verdict,
};
use crate::figures::{Basis, Kind, Metric, PeriodFrom, Placed, Role};
use crate::period::{Calendar, Length, Period};
use crate::quantity::{Amount, Direction, Quantity};
use crate::render::limits::width;
use crate::render::message::{checked, compared, events, in_lines, newest, over_time, side_by_side};
use crate::text::Span;

fn figure(words: &str) -> Figure {
    Figure {
        quantity: Quantity {
            span: Span::new(0, 19),
            digits: Span::new(0, 6),
            amount: Amount::Exact(Decimal::from(39_824_000_000_u64)),
            unit: Some(Unit { kind: UnitKind::Money, name: "CNY".into(), per: None }),
            scale: Scale::Billion,
            bound: None,
            direction: None,
        },
        entity: Some(words.to_owned()),
        metric: Some(Metric { name: "revenue".into(), key: None }),
        period: Some(Placed {
            period: Period {
                label: "Q3 2025".into(),
                start: Some(date(2025, 7, 1)),
                end: Some(date(2025, 9, 30)),
                length: Length::Quarter,
                calendar: Calendar::Civil,
            },
            from: PeriodFrom::Stated,
        }),
        change: Some(Change { direction: Direction::Up, basis: Some(Basis::YearOverYear) }),
        compared: None,
        kind: Some(Kind::Reported),
        role: Role::Current,
        sentence: Span::new(0, 1),
        passage: 0,
        evidence: vec![],
    }
}

fn cited(words: &str, printed: &str) -> Cited {
    Cited { figure: figure(words), text: printed.to_owned(), citation: 1, derived: false }
}

fn citation(title: &str, quote: &str, marks: Vec<Span>) -> Citation {
    Citation {
        document: "2025/report.md".into(),
        title: title.to_owned(),
        date: Some(date(2025, 12, 2)),
        source: None,
        section: "Results › Cloud".into(),
        page: Some(47),
        url: Some("https://news.example/a_(b)".into()),
        quote: quote.to_owned(),
        span: Span::new(0, quote.len()),
        marks,
        row: vec![],
        beside: vec![],
    }
}

fn answered() -> Answer {
    let quote = "Revenue was 39.824 billion yuan, up 34%.";
    Answer {
        question: "revenue?".into(),
        status: Status::Answered,
        figures: vec![cited("Alibaba Cloud", "39.824 billion yuan")],
        spans: vec!["39.824 billion yuan".into()],
        derivation: None,
        counted: Vec::new(),
        citations: vec![citation("Cloud keeps growing", quote, vec![Span::new(12, 31)])],
        conflicts: vec![],
        near_misses: vec![],
        reason: String::new(),
        library: Library {
            documents: 312,
            newest: Some(date(2025, 12, 2)),
            newer: None,
            indexed_at: Timestamp::from_second(1_764_700_000).ok(),
            generation: 1,
        },
        id: "7F3K2M".into(),
        elapsed_us: 840,
    }
}

fn embed(answer: &Answer) -> Embed {
    message_in(answer, Language::English).embed.expect("an answer is an embed")
}

fn value_of(embed: &Embed, name: &str) -> String {
    let field = embed.fields.iter().find(|field| field.name == name);
    field.map(|field| field.value.clone()).unwrap_or_default()
}

#[test]
fn a_figure_comes_with_its_period_quote_and_citation() {
    let embed = embed(&answered());
    assert_eq!(embed.title, "Alibaba Cloud — revenue — Q3 2025 (quarter ended 30 Sep 2025)");
    let lines: Vec<&str> = embed.description.lines().collect();
    assert_eq!(
        lines,
        [
            "**39.824 billion yuan** · up year over year · reported · verified against source",
            "> Revenue was **39.824 billion yuan**, up 34%.",
            r"\[1\] Cloud keeps growing · 2 Dec 2025 · Results › Cloud · p. 47 · [link](<https://news.example/a_%28b%29>)",
        ]
    );
    assert_eq!(
        value_of(&embed, "Library"),
        "312 documents · newest <t:1764676800:D> · indexed <t:1764700000:R>"
    );
    assert_eq!(embed.footer, "answer 7F3K2M");
    assert_eq!(embed.url.as_deref(), Some("https://news.example/a_%28b%29"));
}

#[test]
fn a_chinese_asker_reads_chinese() {
    let embed = message_in(&answered(), Language::Chinese).embed.expect("an embed");
    assert_eq!(embed.title, "Alibaba Cloud — revenue — Q3 2025 (截至2025年9月30日的季度)");
    assert!(embed.description.contains("上升 同比 · 报告值"), "{}", embed.description);
}

#[test]
fn a_bare_number_gets_its_tables_scale_and_unit() {
    let mut answer = answered();
    answer.figures[0].figure.quantity.digits = answer.figures[0].figure.quantity.span;
    answer.figures[0].text = "39,824".into();
    answer.citations[0].quote = "Cloud | 39,824".into();
    answer.figures[0].figure.quantity.scale = Scale::Million;
    assert!(embed(&answer).description.starts_with("**CNY 39,824 million**"));
}

#[test]
fn a_label_that_names_its_last_day_is_not_said_twice() {
    let mut answer = answered();
    let placed = answer.figures[0].figure.period.as_mut().expect("a period");
    placed.period.label = "the quarter ended September 30, 2025".into();
    assert_eq!(embed(&answer).title, "Alibaba Cloud — revenue — the quarter ended September 30, 2025");
}

#[test]
fn the_length_of_a_period_is_said_in_words() {
    for length in [Length::Week, Length::Half, Length::NineMonths, Length::TwelveMonths] {
        let mut answer = answered();
        answer.figures[0].figure.period.as_mut().expect("a period").period.length = length;
        for language in [Language::English, Language::Chinese] {
            let embed = message_in(&answer, language).embed.expect("an embed");
            assert!(embed.title.starts_with("Alibaba Cloud — revenue"), "{length:?}: {embed:?}");
        }
    }
}

#[test]
fn a_table_row_shows_no_pipes() {
    let mut answer = answered();
    answer.citations = vec![citation("t", "Total revenue | 1,240 | 1,100", vec![Span::new(16, 21)])];
    answer.citations[0].beside = vec!["in millions | 2025 | 2024".into()];
    let description = embed(&answer).description;
    assert!(
        description.contains("> Total revenue · **1,240** · 1,100\n> (in millions · 2025 · 2024)"),
        "{description}"
    );
}

fn row_of(cells: &[(&str, &str)]) -> Answer {
    let mut answer = answered();
    let cell =
        |(header, words): &(&str, &str)| QuotedCell { header: (*header).into(), words: (*words).into() };
    let quote = cells.iter().map(|(_, words)| *words).collect::<Vec<_>>().join(" | ");
    let marked = quote.find("1,370").map_or(0, |at| at);
    answer.citations = vec![citation("t", &quote, vec![Span::new(marked, marked + 5)])];
    answer.citations[0].row = cells.iter().map(cell).collect();
    answer.citations[0].beside = vec!["2025".into(), "in millions".into()];
    answer
}

#[test]
fn a_row_stands_under_the_names_of_its_columns() {
    let description = embed(&row_of(&[("", "Group"), ("2025", "1,370"), ("2024", "1,295")])).description;
    let block = "> (in millions)\n```\n        2025   2024\nGroup  1,370  1,295\n```\n";
    assert!(description.contains(block), "{description}");
}

#[test]
fn a_wide_row_is_told_cell_by_cell() {
    let wide =
        [("", "Group"), ("Q3 2025", "1,370"), ("Q3 2024", "1,295"), ("change", ""), ("9M 2025", "3,995")];
    let description = embed(&row_of(&wide)).description;
    let told = "> Group\n> • Q3 2025: **1,370**\n> • Q3 2024: 1,295\n> • 9M 2025: 3,995\n";
    assert!(description.contains(told) && !description.contains('|'), "{description}");
}

/// The sum of two figures of a quote of its own in place of the figure.
fn add_sum(answer: &mut Answer) {
    let quote = "It made 2 billion yuan here and 3 billion yuan there.";
    answer.citations = vec![citation("Cloud keeps growing", quote, vec![])];
    let part = |printed: &str, value: u64| {
        let start = quote.find(printed).expect("it is there");
        let mut part = cited("Cloud", printed);
        part.figure.quantity.span = Span::new(start, start + printed.len());
        part.figure.quantity.digits = Span::new(start, start + 1);
        part.figure.quantity.amount = Amount::Exact(Decimal::from(value));
        part
    };
    let mut sum = part("2 billion yuan", 5_000_000_000);
    sum.derived = true;
    sum.text = String::new();
    answer.figures = vec![sum, part("2 billion yuan", 2_000_000_000), part("3 billion yuan", 3_000_000_000)];
    answer.derivation = Some(Derivation {
        formula: Formula::Sum,
        expression: "2 billion yuan + 3 billion yuan".into(),
        operands: vec![2, 3],
        decimals: None,
        rounding: "exact".into(),
    });
}

#[test]
fn arithmetic_conflicts_and_near_misses_have_their_places() {
    let mut answer = answered();
    add_sum(&mut answer);
    answer.citations[0].beside = vec!["1.25 billion elsewhere, Tencent 19.1 billion in Q2".into()];
    answer.conflicts = vec![Conflict { figure: cited("x", "1.25 billion"), why: "unexplained".into() }];
    answer.near_misses =
        vec![NearMiss { label: "Tencent capex, Q2".into(), figure: Some(cited("x", "19.1 billion")) }];
    let embed = embed(&answer);
    assert!(embed.description.starts_with("**CNY 5 billion** · up year over year · computed\n"), "{embed:?}");
    assert_eq!(value_of(&embed, "Computed"), r"2 billion yuan + 3 billion yuan · exact · from \[1\]");
    let conflict = r"⚠ **1.25 billion** \[1\] Cloud keeps growing (2 Dec 2025) — unexplained difference";
    assert_eq!(value_of(&embed, "Disagrees"), conflict);
    assert_eq!(value_of(&embed, "The library does have"), r"• Tencent capex, Q2: **19.1 billion** \[1\]");
}

#[test]
fn what_the_headline_says_is_not_repeated_and_own_words_pass_the_gate() {
    let mut answer = answered();
    answer.figures.push(answer.figures[0].clone());
    assert!(embed(&answer).description.contains("\n• **39.824 billion yuan** · up year over year"));
    answer.citations[0].section = "Cloud keeps growing › Results".into();
    assert_eq!(embed(&answer).description.matches("Cloud keeps growing").count(), 1);
    answer.status = Status::Unclear;
    assert_eq!(embed(&answer).title, "More than one reading", "`one` is no number of a report");
}

#[test]
fn a_sentence_answer_is_headed_by_its_words() {
    let mut answer = answered();
    answer.figures.clear();
    answer.spans = vec!["a mixture of experts".into()];
    assert_eq!(embed(&answer).title, "a mixture of experts");
}

#[test]
fn a_long_quote_is_shown_around_the_words_that_answer() {
    let mut answer = answered();
    let quote = format!("{}the answer is here{}", "before it ".repeat(200), " and after".repeat(200));
    let at = quote.find("the answer").expect("it is there");
    answer.citations = vec![citation("t", &quote, vec![Span::new(at, at + 18)])];
    let description = embed(&answer).description;
    assert!(description.contains("**the answer is here** and after"), "{description}");
    assert!(description.contains("> …before it") || description.contains("> …it before"), "{description}");
}

#[test]
fn an_answer_of_many_pages_loses_nothing() {
    let mut answer = answered();
    let filler = "One more sentence of a long passage. ".repeat(100);
    let quote = format!("It made 39.824 billion yuan. {filler}It ends.");
    answer.citations = vec![citation("first", &quote, vec![Span::new(8, 27)])];
    answer
        .citations
        .extend((2..=30).map(|number| citation(&format!("report {number}"), "It begins.", vec![])));
    let pages = answer_page(&answer, 0, Language::English).pages;
    let shown: Vec<String> = (0..pages)
        .map(|number| {
            let embed = answer_page(&answer, number, Language::English).message.embed.expect("an embed");
            assert_eq!(embed.footer, format!("{} / {pages} · answer 7F3K2M", number + 1));
            assert_eq!(embed.fields.is_empty(), number > 0);
            embed.description
        })
        .collect();
    assert!(pages > 2 && shown[0].starts_with("**39.824 billion yuan**"), "{shown:?}");
    let all = shown.join("\n");
    assert!(
        shown[0].contains("It made **39.824 billion yuan**.") && shown[0].contains(r"\[12\] report"),
        "{shown:?}"
    );
    assert!(all.contains("It ends.\n\\[1\\] first"), "{all}");
    let words = all.replace("…\n", "\n").replace("> …", "> ").replace("\n> ", " ").replace("  ", " ");
    assert_eq!(words.matches("One more sentence").count(), 100, "{words}");
    for number in 2..=30 {
        assert!(all.contains(&format!(r"\[{number}\] report {number}")), "{number}: {all}");
    }
    assert_eq!(answer_page(&answer, 99, Language::English).number, pages - 1);
}

#[test]
fn an_inner_failure_is_an_apology_with_the_answers_id() {
    let mut answer = answered();
    answer.status = Status::Error;
    answer.reason = "the index at /secret/path is broken".into();
    let message = message(&answer);
    assert!(message.embed.is_none());
    assert!(message.content.contains("7F3K2M") && !message.content.contains("secret"), "{}", message.content);
}

/// Reads markup as Discord does, apart from the code under test: an error names what would not show as plain words.
fn inert(markup: &str) -> Result<(), String> {
    let link =
        regex::Regex::new(r"^\[(?:link|链接)\]\(<https?://[A-Za-z0-9.:-]+/[A-Za-z0-9._~/?#&=%+,;:@!$-]*>\)")
            .expect("a pattern");
    let stamp = regex::Regex::new(r"^<t:-?\d+:[DR]>").expect("a pattern");
    let block = regex::Regex::new(r"^\s*(#|-|\+|\d+[.)](\s|$))").expect("a pattern");
    let emoji = regex::Regex::new(r"^:\w+:").expect("a pattern");
    for line in markup.split('\n') {
        let line = line.strip_prefix("> ").unwrap_or(line);
        if block.is_match(line) {
            return Err(format!("a block begins: {line}"));
        }
        let mut rest = line;
        let mut stars = 0;
        while let Some(c) = rest.chars().next() {
            let trusted = link.find(rest).or_else(|| stamp.find(rest)).map_or(0, |found| found.end());
            let step = match c {
                '\\' => 1 + rest[1..].chars().next().filter(|c| !c.is_alphanumeric() && !c.is_whitespace()).map_or(0, char::len_utf8),
                _ if trusted > 0 => trusted,
                '*' if rest.starts_with("**") && !rest.starts_with("***") => 2,
                '`' | '*' | '_' | '~' | '|' | '<' | '>' | '[' | ']' | '@' => return Err(format!("{c} in {line}")),
                ':' if rest.starts_with("://") || emoji.is_match(rest) => return Err(format!("{rest} in {line}")),
                c if c.is_control() || "\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{202a}\u{202d}\u{202e}\u{2060}\u{2066}\u{2069}\u{feff}".contains(c) => {
                    return Err(format!("{c:?} in {line}"));
                }
                c => c.len_utf8(),
            };
            stars += usize::from(c == '*');
            if c == '\\' && step == 1 {
                return Err(format!("a backslash that escapes nothing in {line}"));
            }
            rest = &rest[step..];
        }
        if stars % 2 == 1 {
            return Err(format!("a lone ** in {line}"));
        }
    }
    Ok(())
}

#[test]
fn the_checker_sees_what_is_not_inert() {
    for bad in [
        "**a",
        "a `b`",
        "# a",
        "> - a",
        "1. a",
        "<@1>",
        "@here",
        "[a](https://b.c)",
        "http://a",
        ":a:",
        "a\u{202e}b",
        r"\a",
    ] {
        assert!(inert(bad).is_err(), "{bad}");
    }
    assert_eq!(inert(r"**a** \*b\* <t:5:R> [link](<https://a.b/>) 1.5"), Ok(()));
}

fn within_limits(embed: &Embed) -> bool {
    let fields = embed.fields.iter();
    width(&embed.title) <= 256
        && width(&embed.description) <= 4096
        && embed.fields.len() <= 25
        && fields
            .clone()
            .all(|field| (1..=256).contains(&width(&field.name)) && (1..=1024).contains(&width(&field.value)))
        && fields.clone().all(|field| !field.value.trim().is_empty())
        && width(&embed.footer) <= 2048
        && embed.width() <= 6000
}

/// Hostile words: markup, mentions, controls, and words in four scripts.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "@everyone", "@here", "<@123>", "<@&1>", "<#1>", "<t:1:R>", "</a:1>", "<:a:1>", "<a:b:1>", ":smile:", "**", "*",
            "__", "_", "~~", "||", "|", "`", "```\n", "# ", "## ", "-# ", "- ", "+ ", "1. ", "2) ", "> ", ">>> ", "[a](", "](",
            "https://evil.example/x", "http://", "discord.gg/abc", "\\", "\\\\", "\n", "\r\n", "\t", "\u{200b}", "\u{202e}",
            "\u{2066}", "\u{feff}", "\u{0}", "¯\\_(ツ)_/¯", " | ", "12", ".", ")", " ", "$1.2bn (21.8)",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["营收398亿元", "إيرادات ١٢", "выручка", "revenue", "राजस्व", "😀", "👩‍👩‍👧"]).prop_map(str::to_owned),
        1 => ".{0,12}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Everything that holds words holds hostile ones, `times` over.
fn attacked(words: &str, status: Status, times: usize, marks: &[(usize, usize)]) -> Answer {
    let long = words.repeat(times);
    let marks = marks.iter().map(|(start, length)| Span { start: *start, end: start + length }).collect();
    let mut citation = citation(words, &long, marks);
    citation.section = words.to_owned();
    citation.source = Some(words.to_owned());
    citation.url = Some(format!("https://a.example/{words}"));
    citation.beside = vec![words.to_owned(); 4];
    if times.is_multiple_of(3) {
        let cell = QuotedCell {
            header: words.chars().take(times).collect(),
            words: words.chars().take(9).collect(),
        };
        citation.row = vec![cell; times];
        citation.quote = vec![words.chars().take(9).collect::<String>(); times].join(" | ");
    }
    let mut figure = cited(words, words);
    figure.figure.metric = Some(Metric { name: long.clone(), key: None });
    if let Some(placed) = &mut figure.figure.period {
        placed.period.label = words.to_owned();
    }
    Answer {
        question: long.clone(),
        status,
        figures: vec![figure.clone(); times],
        spans: vec![long.clone()],
        derivation: Some(Derivation {
            formula: Formula::Sum,
            expression: long.clone(),
            operands: vec![0, 1, 2, 99],
            decimals: None,
            rounding: words.to_owned(),
        }),
        citations: vec![citation; times],
        conflicts: vec![Conflict { figure: figure.clone(), why: words.to_owned() }; times],
        near_misses: vec![NearMiss { label: long.clone(), figure: Some(figure) }; times],
        reason: long,
        id: words.to_owned(),
        ..answered()
    }
}

/// The same with figures of two periods, so that they may stand in a table.
fn of_two_periods(words: &str, times: usize) -> Answer {
    let mut answer = attacked(words, Status::Answered, times, &[]);
    let mut second = answer.figures[0].clone();
    if let Some(placed) = &mut second.figure.period {
        placed.period.end = Some(date(2025, 12, 31));
    }
    answer.figures = vec![answer.figures[0].clone(), second];
    answer
}

/// Every message of the desk over such an answer.
fn desk_messages(words: &str, times: usize, language: Language) -> Vec<Message> {
    let answer = of_two_periods(words, times);
    let figure = answer.figures[0].figure.clone();
    let found = |number: usize| Finding {
        text: words.repeat(times),
        figure: figure.clone(),
        verdict: Verdict::Contradicted,
        figures: vec![number % 2, 1],
    };
    let check = Check { answer: answer.clone(), findings: (0..7).map(found).collect() };
    let why = || Err(words.to_owned());
    let comparison = Comparison { answer: answer.clone(), difference: why(), growth: Ok(answer.clone()) };
    let period = figure.period.as_ref().expect("a period").period.clone();
    let point = |at: usize| Point {
        period: period.clone(),
        end: date(2025, 9, 30),
        figure: at % 2,
        was: Some(1),
        kind: Kind::Restated,
        missing: at % 3,
    };
    let series = Series {
        entity: words.to_owned(),
        metric: words.repeat(times),
        unit: figure.quantity.unit.clone(),
        length: Length::Quarter,
        points: (0..6).map(point).collect(),
        also: Vec::new(),
        answer,
    };
    let event = |number: usize| Event {
        label: words.to_owned(),
        start: date(2025, 9, 30),
        end: date(2025, 9, 30),
        text: words.repeat(times),
        citation: number % 2,
    };
    let timeline = Timeline { answer: series.answer.clone(), events: (0..7).map(event).collect(), all: 7 };
    for line in [newest(&series, language), in_lines(&vec![words.repeat(times); 9])] {
        assert!(width(&line) <= 800 && inert(&line).is_ok(), "{line}");
    }
    let answer = &series.answer;
    let pages = (0..2).map(|number| checked(&check, number, language).message);
    let lists = (0..2).map(|number| events(&timeline, words, number, language).message);
    let others = [compared(&comparison, language), over_time(&series, language)];
    pages.chain(lists).chain(others).chain([side_by_side([answer; 2], answer, language)]).collect()
}

/// What is not in a code block, where nothing acts.
fn outside_blocks(text: &str) -> String {
    text.split("```").step_by(2).collect()
}

#[test]
fn a_check_whose_lines_are_all_withheld_shows_its_sources_escaped() {
    for message in desk_messages("营收398亿元", 2, Language::English) {
        let embed = message.embed.expect("an embed");
        assert_eq!(inert(&outside_blocks(&embed.description)), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn no_table_or_check_formats_pings_or_breaks_a_limit(
        words in hostile(),
        times in 1usize..4,
        chinese in any::<bool>(),
    ) {
        let language = if chinese { Language::Chinese } else { Language::English };
        for message in desk_messages(&words, times, language) {
            let embed = message.embed.expect("an embed");
            prop_assert!(within_limits(&embed), "{:?}", embed);
            prop_assert_eq!(inert(&outside_blocks(&embed.description)), Ok(()));
            prop_assert_eq!(embed.description.matches("```").count() % 2, 0);
            for field in &embed.fields {
                prop_assert_eq!(inert(&field.value), Ok(()));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_answer_formats_pings_or_breaks_a_limit(
        words in hostile(),
        status in prop::sample::select(vec![Status::Answered, Status::NotFound, Status::Unclear, Status::Error]),
        times in 1usize..12,
        marks in prop::collection::vec((0usize..80, 0usize..30), 0..4),
        chinese in any::<bool>(),
        page in any::<prop::sample::Index>(),
    ) {
        let language = if chinese { Language::Chinese } else { Language::English };
        let answer = attacked(&words, status, times, &marks);
        let pages = answer_page(&answer, 0, language).pages;
        let number = page.index(pages);
        let shown = answer_page(&answer, number, language);
        prop_assert_eq!((shown.number, shown.pages), (number, pages));
        let message = shown.message;
        prop_assert!(width(&message.content) <= 2000);
        prop_assert_eq!(inert(&message.content), Ok(()));
        if let Some(embed) = message.embed {
            prop_assert!(within_limits(&embed), "{:?}", embed);
            prop_assert_eq!(inert(&embed.title), Ok(()));
            prop_assert_eq!(inert(&outside_blocks(&embed.description)), Ok(()));
            prop_assert_eq!(embed.description.matches("```").count() % 2, 0);
            for field in &embed.fields {
                prop_assert_eq!(inert(&field.name), Ok(()));
                prop_assert_eq!(inert(&field.value), Ok(()));
            }
            prop_assert!(embed.footer.chars().all(|c| c.is_alphanumeric() || " /·".contains(c)));
        }
    }

    #[test]
    fn words_look_as_they_are(words in hostile()) {
        let mut line = Line::default();
        line.text(&words);
        let unescaped: String = {
            let mut chars = Vec::new();
            let mut escaped = false;
            for c in line.fit(usize::MAX).chars() {
                if c == '\\' && !escaped { escaped = true; continue; }
                escaped = false;
                chars.push(c);
            }
            chars.into_iter().collect()
        };
        prop_assert_eq!(&unescaped, &line.shown());
        let visible = |text: &str| text.chars().filter(|c| c.is_alphanumeric() || c.is_ascii_punctuation()).collect::<String>();
        let ignored = |c: &char| !matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}');
        prop_assert_eq!(visible(&unescaped), visible(&words).chars().filter(ignored).collect::<String>());
    }
}
