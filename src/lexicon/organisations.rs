//! Chinese names of organisations, told by how they end and by what stands around them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::FxHashSet;

use super::Lexicon;
use super::common::listed;
use crate::text::{is_han, simplified};

static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut endings: Vec<&str> = listed(include_str!("data/name_endings.txt")).into_iter().collect();
    endings.sort_unstable();
    endings
});
static ENDING_FINDER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&*ENDINGS).expect("a short list")
});
/// Words before a name, and words that with an ending name a kind of organisation and not one.
static ORDINARY: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/han_ordinary.txt")));

/// Words that make a field of business of an ending: 数据中心, 半导体行业.
static FIELDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/han_fields.txt")));

/// Words that speak of some of a kind: what follows 部分 is no name.
static SOME: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/han_some.txt")));

static SEGMENTS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| listed(include_str!("data/han_segments.txt")));

/// How many characters a name has before its ending.
const LONGEST: usize = 5;
const SHORTEST: usize = 2;

impl Lexicon {
    /// The Chinese names of organisations a text holds, as it writes them, repeated ones included.
    #[must_use]
    pub fn organisations(&self, text: &str) -> Vec<String> {
        if !text.contains(is_han) {
            return Vec::new();
        }
        let plain: String = text.chars().map(simplified).collect();
        if plain.len() != text.len() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut from = 0;
        for ending in ENDING_FINDER.find_iter(&plain) {
            let goes_on = plain[ending.end()..].chars().take(2).collect::<String>();
            if FIELDS.contains(goes_on.as_str()) {
                continue;
            }
            if let Some(start) = name_start(&plain, from, ending.start()) {
                found.push(text[start..ending.end()].to_owned());
            }
            from = ending.end();
        }
        found
    }

    /// What a Chinese name has before the kind of business that it ends in: 青穹 of 青穹科技.
    #[must_use]
    pub fn before_kind<'n>(&self, name: &'n str) -> Option<&'n str> {
        let heads = ENDINGS.iter().filter_map(|ending| name.strip_suffix(ending));
        let head = heads.min_by_key(|head| head.len())?;
        (head.chars().count() >= SHORTEST && !ORDINARY.contains(head)).then_some(head)
    }

    /// Whether a Chinese phrase is an ordinary word that names no organisation.
    #[must_use]
    pub fn is_ordinary_han(&self, phrase: &str) -> bool {
        let plain: String = phrase.chars().map(simplified).collect();
        let kind = ENDINGS.iter().any(|ending| {
            plain.strip_suffix(ending).is_some_and(|head| head.is_empty() || ORDINARY.contains(head))
        });
        kind || ORDINARY.contains(plain.as_str()) || plain.starts_with(['该', '本', '此', '其', '各'])
    }

    /// Whether a Chinese phrase ends in a word for a part of a company: 智能门锁分部.
    #[must_use]
    pub fn ends_like_a_segment(&self, phrase: &str) -> bool {
        let plain: String = phrase.chars().map(simplified).collect();
        SEGMENTS.iter().any(|ending| plain.len() > ending.len() && plain.ends_with(ending))
    }

    /// Whether a Chinese phrase ends as names of organisations do.
    #[must_use]
    pub fn ends_like_a_name(&self, phrase: &str) -> bool {
        let plain: String = phrase.chars().map(simplified).collect();
        ENDINGS.iter().any(|ending| plain.len() > ending.len() && plain.ends_with(ending))
    }
}

/// Where the name that ends with the ending at `end` begins: back to a mark, a word that joins or an ordinary word.
fn name_start(plain: &str, from: usize, end: usize) -> Option<usize> {
    let mut start = end;
    let mut length = 0;
    for (at, c) in plain[from..end].char_indices().rev() {
        let at = from + at;
        if length == LONGEST {
            return None;
        }
        let before = &plain[from..at + c.len_utf8()];
        if !is_han(c) || ends_ordinary(before) || SOME.iter().any(|some| before.ends_with(some)) {
            break;
        }
        let opens = plain[..at].chars().next_back().is_none_or(|before| !is_han(before));
        if joins(c) && !(opens && length < SHORTEST) {
            break;
        }
        start = at;
        length += 1;
    }
    let head = &plain[start..end];
    // 5亿元回购股份: what belongs to a number begins no name.
    let counted = plain[..start].ends_with(|c: char| c.is_ascii_digit())
        && head.starts_with(['十', '百', '千', '万', '亿', '元', '个', '股', '家', '名', '台']);
    let is_kind = counted || SOME.iter().any(|some| plain[..start].ends_with(some) || head.starts_with(some));
    (length >= SHORTEST && !is_kind && !ORDINARY.contains(head)).then_some(start)
}

fn ends_ordinary(before: &str) -> bool {
    let characters = before.char_indices().rev().map(|(at, _)| at).take(3).skip(1);
    characters.into_iter().any(|at| ORDINARY.contains(&before[at..]))
}

/// One-character words that stand between a name and what is before it.
pub(crate) fn joins(c: char) -> bool {
    matches!(
        c,
        '和' | '与'
            | '及'
            | '或'
            | '的'
            | '由'
            | '在'
            | '对'
            | '向'
            | '被'
            | '将'
            | '给'
            | '为'
            | '从'
            | '以'
            | '较'
            | '比'
            | '据'
            | '因'
            | '于'
            | '是'
            | '把'
            | '让'
            | '到'
            | '日'
            | '月'
            | '年'
            | '周'
            | '该'
            | '本'
            | '其'
            | '此'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(Lexicon::built_in().organisations(text), expected);
    }

    #[test]
    fn names_end_like_organisations_and_begin_after_a_joint() {
        case("2025年，岭峰汽车和星砚汽车分别交付新车。", &["岭峰汽车", "星砚汽车"]);
        case("和砚集团将裁员，砚海物流收购岚屿供应链。", &["和砚集团", "砚海物流", "岚屿供应链"]);
        case("曜鼎電子合併營收年增", &["曜鼎電子"]);
        case("該公司与商业银行合作，新能源汽车销量增长。", &[]);
        case("呼和浩特数据中心投产，全国半导体行业复苏", &[]);
        case("部分行情软件把累计数当作单季数，一些老牌零售", &[]);
        case("拟以3亿元至6亿元回购股份", &[]);
        case("No Chinese at all", &[]);
    }
}
