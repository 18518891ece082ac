//! What else a report says its companies are called: 云岫茶饮（英文名 Yunxiu Tea）, `Acme Robotics Corporation ("Acme")`,
//! and the name in another script that stands beside the whole one.

use super::names::Names;
use crate::corpus::Document;
use crate::lexicon::{Lexicon, joins};
use crate::text::{Span, fold, is_han};

/// Another name of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alias {
    pub(super) alias: String,
    pub(super) name: String,
}

/// How long a remark in brackets may be that gives names, in bytes.
const LONGEST_REMARK: usize = 120;

/// All that a document says, in its order.
pub(super) fn told(document: &Document, names: &Names<'_>, lexicon: &Lexicon) -> Vec<Alias> {
    let mut found: Vec<Alias> = Vec::new();
    let mut last: Option<String> = None;
    for (place, passage) in document.passages.iter().enumerate() {
        let text = passage.span.slice(&document.text);
        let line = formal_line(text, lexicon).filter(|_| place < COVER);
        if let Some((alias, name)) = line.zip(last.as_ref()) {
            found.push(Alias { alias: alias.to_owned(), name: name.clone() });
        }
        found.extend(introduced(text, lexicon));
        for named in names.find(text, Span::new(0, text.len())) {
            if script(&named.name) == Script::Han {
                last = Some(named.name.clone());
            }
            let behind = past_form(&text[named.span.end..], lexicon);
            let own = &text[named.span.start..named.span.end];
            let told = bracketed(behind).map_or_else(
                || beside(behind, own, lexicon).into_iter().collect(),
                |remark| said_in(remark, own, lexicon),
            );
            let new = told.into_iter().filter(|alias| *alias != named.name && alias != own);
            found.extend(new.map(|alias| Alias { alias, name: named.name.clone() }));
        }
    }
    found.dedup();
    found
}

/// All of them, and what the company that the report is about is called for short.
pub(super) fn with_short_form(
    told: Vec<Alias>,
    company: Option<&str>,
    text: &str,
    lexicon: &Lexicon,
) -> Vec<(String, String)> {
    let short = company.and_then(|name| short_form(name, text, lexicon));
    told.into_iter().chain(short).map(|told| (told.alias, told.name)).collect()
}

/// What a report calls the company it is about for short: `Acme` for `Acme Freightways Corp`, which the `text` may call so
/// where the name is told without its form.
fn short_form(company: &str, text: &str, lexicon: &Lexicon) -> Option<Alias> {
    let (first, rest) = company.split_once(' ')?;
    let core = lexicon.without_form(rest);
    let letters = first.chars().count() >= SHORTEST && first.chars().all(char::is_alphabetic);
    let mut told = text.match_indices(company).map(|(at, _)| &text[at + company.len()..]);
    let formed = lexicon.has_form(company, "") || told.any(|behind| lexicon.has_form(company, behind));
    let formal = formed && !core.is_empty();
    (letters && formal && !lexicon.is_common(&fold(first)))
        .then(|| Alias { alias: first.to_owned(), name: company.to_owned() })
}

/// How many letters a short form must have.
const SHORTEST: usize = 4;

/// How many passages belong to the cover of a report.
const COVER: usize = 8;

/// A line of its own that holds nothing but a name in Latin letters with its legal form: `(Acme Precision Co., Ltd.)`.
fn formal_line<'t>(text: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let line = text.trim_matches(|c: char| "()（） \n".contains(c)).trim_end_matches('.');
    let form = line.rsplit(' ').next().is_some_and(|last| lexicon.is_company_form(&fold(last)));
    let words = line.split_whitespace().count();
    (form && (2..=8).contains(&words) && line.is_ascii() && is_name(line)).then_some(line)
}

/// How many characters a Chinese name may have that only a remark shows to be one.
const LONGEST_HAN: usize = 12;

/// 沧澜储能科技（下称“沧澜储能”）: the Chinese words before a remark that says what they are called are a name, whatever they
/// end in.
fn introduced(text: &str, lexicon: &Lexicon) -> Vec<Alias> {
    let remarks = text.match_indices(['(', '（']).filter_map(|(at, _)| Some((at, bracketed(&text[at..])?)));
    let told = remarks.flat_map(|(at, remark)| {
        let called = remark.split([',', '，']).any(|piece| lexicon.behind_called(piece.trim()).is_some());
        let name = if called { han_before(&text[..at]) } else { "" };
        let others = if name.is_empty() { Vec::new() } else { said_in(remark, name, lexicon) };
        // What the short form begins with begins the name.
        let begins = others.iter().filter(|other| other.contains(is_han)).find_map(|short| {
            let head: String = short.chars().take(2).collect();
            name.rfind(&head)
        });
        let name = &name[begins.unwrap_or(0)..];
        others.into_iter().map(|alias| Alias { alias, name: name.to_owned() }).collect::<Vec<_>>()
    });
    told.filter(|told| told.alias != told.name).collect()
}

/// The last Chinese words of a text, from behind the last word that joins two.
fn han_before(text: &str) -> &str {
    let run = text.char_indices().rev().take(LONGEST_HAN).take_while(|(_, c)| is_han(*c) && !joins(*c));
    run.last().map_or("", |(at, _)| &text[at..])
}

/// What stands behind a name and the legal form that belongs to it: behind 股份有限公司.
fn past_form<'t>(behind: &'t str, lexicon: &Lexicon) -> &'t str {
    let han = behind.char_indices().find(|(_, c)| !is_han(*c)).map_or(behind.len(), |(at, _)| at);
    let past = if lexicon.is_company_form(&behind[..han]) { &behind[han..] } else { behind };
    past.trim_start()
}

/// The words of a bracket that a text begins with.
fn bracketed(text: &str) -> Option<&str> {
    let inner = text.strip_prefix(['(', '（'])?;
    inner.find([')', '）']).filter(|end| *end <= LONGEST_REMARK).map(|end| &inner[..end])
}

/// The names that a remark gives: those in quotation marks, those behind a word like 英文名, and one in another script.
fn said_in(remark: &str, own: &str, lexicon: &Lexicon) -> Vec<String> {
    let pieces = remark.split([',', '，', ';', '；', '、']);
    // `Acme Co., Ltd.` is one name.
    let form = |piece: &str| lexicon.is_company_form(&fold(piece.trim().trim_end_matches('.')));
    let pieces = pieces.filter(|piece| !form(piece));
    let names = pieces.filter_map(|piece| {
        let piece = piece.trim();
        let called = lexicon.behind_called(piece);
        let rest = called.unwrap_or(piece).trim_start_matches([':', '：', ' ']);
        let name = rest.trim_matches(|c: char| "\"'“”‘’「」『』 ".contains(c)).trim_end_matches('.');
        let quoted = name.len() < rest.len();
        let stranger = is_name(name) && script(name) != script(own);
        let plain = lexicon.is_ordinary(name) || lexicon.is_ordinary_han(name) || name.starts_with("the ");
        (name.len() > 2 && (called.is_some() || quoted || stranger) && !plain && is_name(name))
            .then(|| name.to_owned())
    });
    names.collect()
}

/// `DINGFENG HOLDINGS LIMITED` right behind the Chinese name.
fn beside(behind: &str, own: &str, lexicon: &Lexicon) -> Option<String> {
    if script(own) != Script::Han || !behind.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let latin: String =
        behind.chars().take_while(|c| c.is_ascii() && !matches!(c, '(' | '\n' | ':')).collect();
    let words: Vec<&str> = latin.split_whitespace().take_while(|word| begins_like_a_name(word)).collect();
    let formal = words.iter().rposition(|word| lexicon.has_form(word, ""))?;
    (formal > 0).then(|| words[..=formal].join(" "))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Han,
    Other,
}

fn script(name: &str) -> Script {
    if name.contains(is_han) { Script::Han } else { Script::Other }
}

/// Capitalised words, or Chinese ones, without figures.
fn is_name(name: &str) -> bool {
    let capital = name.split_whitespace().all(begins_like_a_name);
    !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '：'))
        && (capital && !name.contains(is_han) || name.chars().all(is_han))
}

fn begins_like_a_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c == '&')
}

#[cfg(test)]
mod tests {
    use crate::corpus::read;
    use crate::figures::read_document;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn case(markdown: &str, expected: &[(&str, &str)]) {
        let report = read("report.md", markdown.as_bytes()).expect("it is Markdown");
        let reading = read_document(&report, &Lexicon::built_in());
        let told: Vec<(&str, &str)> =
            reading.aliases.iter().map(|(alias, name)| (alias.as_str(), name.as_str())).collect();
        assert_eq!(told, expected, "{markdown}");
    }

    #[test]
    fn remarks_behind_a_name_give_others() {
        case(
            "# 业绩快报\n\n沧澜储能科技（下称“沧澜储能”，英文名Canglan Energy Storage）发布业绩快报，营收87亿元。\n",
            &[("沧澜储能", "沧澜储能科技"), ("Canglan Energy Storage", "沧澜储能科技")],
        );
        case(
            "# 年度报告\n\n沧澜精密科技股份有限公司\n(Canglan Precision Technology Co., Ltd.)\n",
            &[("Canglan Precision Technology Co", "沧澜精密科技")],
        );
        case(
            "# 沧澜精密：年报\n\n沧澜精密科技股份有限公司2025年年度报告\n\n(Canglan Precision Technology Co., Ltd.)\n",
            &[("Canglan Precision Technology Co., Ltd", "沧澜精密科技")],
        );
    }

    #[test]
    fn a_name_in_another_script_stands_beside() {
        case(
            "# 中期業績\n\n沧澜控股有限公司 CANGLAN HOLDINGS LIMITED\n",
            &[("CANGLAN HOLDINGS LIMITED", "沧澜控股")],
        );
    }

    #[test]
    fn a_remark_about_something_else_names_nobody() {
        case("# 年报\n\n沧澜控股（2024年：亏损）营收87亿元。沧澜控股（本公司）发布年报。\n", &[]);
    }
}
