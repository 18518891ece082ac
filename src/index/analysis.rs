//! A text as the index sees it: words folded, stop words dropped, English stemmed, Chinese cut into words.
//!
//! The rule: a number, an abbreviation or a model name is one word (`1,234.5`, `U.S.`, `R&D`, `Qwen2.5`), and a question
//! goes through the same chain as a report.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::Arc;

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer};
use tantivy_jieba::JiebaTokenizer;

use super::stems::Stems;
use crate::lexicon::Lexicon;
use crate::text::{Language, Span, Word, WordKind, Words, fold, words};

/// The name the chain is registered under in the schema.
pub(super) const ANALYSER: &str = "report";

/// The chain that reports and questions go through.
pub(super) fn analyser() -> TextAnalyzer {
    TextAnalyzer::builder(stemming()).build()
}

fn stemming() -> Stems {
    let lexicon = Lexicon::built_in();
    let stop_words = [Language::English, Language::Chinese].map(|language| lexicon.stop_words(language));
    Stems::without(stop_words.concat())
}

thread_local! {
    /// Built once a thread: building it costs more than a sentence.
    static CHAIN: RefCell<Stems> = RefCell::new(stemming());
    static LABELS: RefCell<Stems> =
        RefCell::new(Stems::without(Lexicon::built_in().joining_words().map(str::to_owned)));
}

/// The words of a text as the index compares them, each with its position; stop words are left out.
///
/// ```
/// use footnote::index::analysed;
/// assert_eq!(analysed("Revenues at Orlin"), analysed("REVENUE by Orlin"));
/// ```
#[must_use]
pub fn analysed(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    CHAIN.with_borrow_mut(|chain| {
        chain.each(text, |position, stem| found.push((position, stem.as_ref().to_owned())));
    });
    found
}

/// The same words without their positions. Equal ones are mostly one string in memory.
#[must_use]
pub fn stems(text: &str) -> Vec<Arc<str>> {
    let mut found = Vec::with_capacity(text.len() / 8);
    CHAIN.with_borrow_mut(|chain| chain.each(text, |_, stem| found.push(Arc::clone(stem))));
    found
}

/// The words of a row's or column's name, stemmed. Only words that never tell two names apart are left out: `other`,
/// `before` and `total` stay.
#[must_use]
pub fn label_words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    LABELS.with_borrow_mut(|chain| {
        chain.each(text, |_, stem| {
            if !found.iter().any(|known| **known == **stem) {
                found.push(stem.as_ref().to_owned());
            }
        });
    });
    found
}

/// Tokens of one text, from left to right.
pub(super) struct ReportTokens<'a> {
    text: &'a str,
    words: Words<'a>,
    /// Words taken from `words` to look past the current one.
    ahead: VecDeque<Word>,
    /// Tokens of the Chinese run that was cut last.
    cut: VecDeque<Token>,
    token: Token,
}

impl TokenStream for ReportTokens<'_> {
    fn advance(&mut self) -> bool {
        let position = self.token.position.wrapping_add(1);
        let found = self.find_next();
        self.token.position = position;
        found
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

impl<'a> ReportTokens<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let token = Token { position: usize::MAX, ..Token::default() };
        Self { text, words: words(text), ahead: VecDeque::new(), cut: VecDeque::new(), token }
    }

    /// Moves on to the next token, whose text takes the place of the last one's.
    fn find_next(&mut self) -> bool {
        loop {
            if let Some(token) = self.cut.pop_front() {
                self.token = token;
                return true;
            }
            let Some(word) = self.next_word() else { return false };
            match word.kind {
                WordKind::Mark => {}
                WordKind::Han => self.cut_run(word.span),
                WordKind::Digits => {
                    self.fold(word.span);
                    self.token.text.retain(|c| c != ',');
                    return true;
                }
                WordKind::Letters => {
                    let span = self.joined(word.span);
                    self.fold(span);
                    finish_name(&mut self.token.text);
                    if designates(self.text, span) {
                        self.token.text.push('.');
                    }
                    return true;
                }
            }
        }
    }

    /// [`fold`]s a stretch into the token, without its work for the plain words that most words are.
    fn fold(&mut self, span: Span) {
        let printed = span.slice(self.text);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b',' | b'\'' | b'&');
        let token = &mut self.token;
        (token.offset_from, token.offset_to, token.position_length) = (span.start, span.end, 1);
        token.text.clear();
        if printed.bytes().all(plain) {
            token.text.push_str(printed);
            token.text.make_ascii_lowercase();
        } else {
            token.text.push_str(&fold(printed));
        }
    }

    fn next_word(&mut self) -> Option<Word> {
        self.ahead.pop_front().or_else(|| self.words.next())
    }

    /// The word `ahead` places after the current one, if all in between touch each other.
    fn touching(&mut self, end: usize, ahead: usize) -> Option<Word> {
        while self.ahead.len() <= ahead {
            let word = self.words.next()?;
            self.ahead.push_back(word);
        }
        let starts = self.ahead.iter().take(ahead + 1).map(|word| word.span.start);
        let ends = std::iter::once(end).chain(self.ahead.iter().map(|word| word.span.end));
        starts.zip(ends).all(|(start, end)| start == end).then(|| self.ahead[ahead])
    }

    /// A name with what belongs to it: `U` + `.` + `S` + `.`, `R` + `&` + `D`, `Qwen2` + `.` + `5`.
    fn joined(&mut self, first: Span) -> Span {
        let mut span = first;
        let mut last = first;
        if !matches!(self.text.as_bytes().get(first.end), Some(b'.' | b'&')) {
            return first;
        }
        while let Some(mark) = self.touching(span.end, 0).filter(|word| word.kind == WordKind::Mark) {
            let Some(next) = self.touching(span.end, 1) else { break };
            if !joins(last.slice(self.text), mark.span.slice(self.text), next, self.text) {
                break;
            }
            self.ahead.drain(..2);
            span = span.joined(next.span);
            last = next.span;
        }
        span
    }

    fn cut_run(&mut self, first: Span) {
        let mut run = first;
        while self.touching(run.end, 0).is_some_and(|word| word.kind == WordKind::Han) {
            run.end = self.ahead.pop_front().map_or(run.end, |word| word.span.end);
        }
        // Without its guesses at unknown words, jieba cuts a name the same way in a report and in a question.
        let mut jieba = JiebaTokenizer::with_hmm(false);
        let mut stream = jieba.token_stream(run.slice(self.text));
        while let Some(found) = stream.next() {
            let span = Span::new(run.start + found.offset_from, run.start + found.offset_to);
            self.cut.push_back(token(span, found.text.clone()));
        }
    }
}

/// Whether `mark` holds the word before it and the word after it together.
fn joins(last: &str, mark: &str, next: Word, text: &str) -> bool {
    let next_text = next.span.slice(text);
    let letters = next.kind == WordKind::Letters;
    match mark {
        "." if letters => is_single(last) && is_single(next_text),
        "." => next.kind == WordKind::Digits && last.ends_with(|c: char| c.is_ascii_digit()),
        "&" => letters && last.len() <= 3 && next_text.len() <= 3,
        _ => false,
    }
}

/// The `A` of `Series A` and `Class A` is a name, no article.
fn designates(text: &str, span: Span) -> bool {
    let before = text[..span.start].strip_suffix(' ').filter(|_| span.slice(text) == "A");
    let noun = before.and_then(|before| before.rsplit(|c: char| !c.is_alphanumeric()).next());
    noun.is_some_and(|noun| noun.starts_with(char::is_uppercase) && noun.len() > 1)
}

fn is_single(word: &str) -> bool {
    word.chars().count() == 1
}

fn token(span: Span, text: String) -> Token {
    Token { offset_from: span.start, offset_to: span.end, position: 0, text, position_length: 1 }
}

/// `alibaba's` as `alibaba`, `u.s` as `u.s.`, `qwen2.5` as it is.
fn finish_name(name: &mut String) {
    if let Some(stem) = name.strip_suffix("'s") {
        name.truncate(stem.len());
    }
    // With its last stop, no stemmer takes the `s` of `u.s` for a plural.
    if name.contains('.') && !name.contains(|c: char| c.is_ascii_digit()) {
        name.push('.');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        let found: Vec<String> = analysed(text).into_iter().map(|(_, word)| word).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_and_names_stay_whole() {
        case("$1,234.5 million, margin 14.2%", &["1234.5", "million", "margin", "14.2"]);
        case("U.S. chips for Qwen3 and Qwen2.5-Max", &["u.s.", "chip", "qwen3", "qwen2.5", "max"]);
        case("R&D of AT&T", &["r&d", "at&t"]);
        case("Class A shares, a share", &["class", "a.", "share", "share"]);
        case("It grew. Then 5 fell.", &["grew", "5", "fell"]);
    }

    #[test]
    fn forms_of_a_word_meet() {
        case("Alibaba’s revenues", &["alibaba", "revenu"]);
        case("Alibaba revenue", &["alibaba", "revenu"]);
        case("ＡＩ　１２％", &["ai", "12"]);
    }

    #[test]
    fn chinese_is_cut_into_words() {
        case("阿里巴巴的资本开支是多少？", &["阿里", "巴巴", "阿里巴巴", "资本", "开支"]);
    }

    #[test]
    fn a_question_of_stop_words_alone_is_empty() {
        case("what is the", &[]);
        case("", &[]);
        case("… — ‼", &[]);
    }
}
