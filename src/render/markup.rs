//! Untrusted words turned into Discord markup that shows just these words.
//!
//! The rule: nothing in a text may format, link, mention, ping or hide; what a reader sees are its own characters.
//! A backslash is put only where a character could mean something, so that numbers stay searchable.
//!
//! ```
//! use footnote::render::markup::escape;
//! assert_eq!(escape("up 34% (to 39.8 billion)"), "up 34% (to 39.8 billion)");
//! assert_eq!(escape("@everyone **see** https://a.example"), r"\@everyone \*\*see\*\* https\://a.example");
//! ```

use std::fmt::Write as _;

/// A text as markup that shows it, on lines of its own.
#[must_use]
pub fn escape(untrusted: &str) -> String {
    atoms(untrusted, true).concat()
}

/// The same in pieces that must not be torn, one a character. `at_line_start` says whether a heading, list or quote
/// could begin with the first.
#[must_use]
pub(super) fn atoms(untrusted: &str, at_line_start: bool) -> Vec<String> {
    let shown: Vec<char> = spaced(untrusted).collect();
    let mut atoms = Vec::with_capacity(shown.len());
    let mut line_start = at_line_start;
    let mut digits = false;
    for (at, &c) in shown.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| shown[before]);
        let place = Place { before, after: shown.get(at + 1).copied(), line_start, digits };
        atoms.push(if place.means_something(c) { format!("\\{c}") } else { c.to_string() });
        digits = c.is_ascii_digit() && (line_start || digits);
        line_start = line_start && c.is_whitespace();
    }
    atoms
}

/// A web address as it may stand in `[words](<address>)`; `None` for what is no plain `http` address.
///
/// ```
/// use footnote::render::markup::address;
/// assert_eq!(address("https://a.example/x y)").as_deref(), Some("https://a.example/x%20y%29"));
/// assert_eq!(address("javascript:alert(1)"), None);
/// ```
#[must_use]
pub fn address(untrusted: &str) -> Option<String> {
    let (scheme, rest) = untrusted.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    if !matches!(scheme.as_str(), "http" | "https") || !is_host(host) {
        return None;
    }
    let mut out = format!("{scheme}://{host}{}", if path.starts_with('/') { "" } else { "/" });
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/?#&=%+,;:@!$".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    (out.len() <= LONGEST_ADDRESS).then_some(out)
}

/// Longer ones are cut off by Discord or crowd out the words.
const LONGEST_ADDRESS: usize = 400;

/// Drops what cannot be seen but changes what is, and turns every line break and tab into a space.
fn spaced(untrusted: &str) -> impl Iterator<Item = char> {
    untrusted.chars().filter(|c| !is_invisible(*c)).map(|c| if is_break(c) { ' ' } else { c })
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Controls, zero-width and bidirectional characters, fillers and tags (Unicode 16, Default_Ignorable_Code_Point but
/// for the variation selectors that emoji need).
fn is_invisible(c: char) -> bool {
    if is_break(c) {
        return false;
    }
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// What stands around a character.
struct Place {
    before: Option<char>,
    after: Option<char>,
    /// Nothing but blanks stands before it on its line.
    line_start: bool,
    /// Nothing but digits stands before it on its line.
    digits: bool,
}

impl Place {
    fn means_something(&self, c: char) -> bool {
        match c {
            '\\' | '`' | '*' | '_' | '~' | '|' | '<' | '>' | '[' | ']' | '@' => true,
            '#' | '-' | '+' => self.line_start,
            '.' | ')' if self.digits => self.after.is_none_or(char::is_whitespace),
            '(' => self.before == Some(']'),
            ':' => self.after.is_some_and(|after| !after.is_whitespace()),
            _ => false,
        }
    }
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "443"));
    let labels = name.split('.');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.contains('.') && labels.into_iter().all(is_label) && port.parse::<u16>().is_ok_and(|port| port > 0)
}

/// How many unescaped `**` a markup holds.
#[cfg(test)]
pub(super) fn unescaped_pairs(markup: &str) -> usize {
    let mut chars = markup.chars();
    let mut stars = 0;
    while let Some(c) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '*' => stars += 1,
            _ => {}
        }
    }
    assert_eq!(stars % 2, 0, "a lone star in {markup}");
    stars / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(untrusted: &str, shown: &str) {
        assert_eq!(escape(untrusted), shown);
    }

    #[test]
    fn plain_figures_stay_as_they_are() {
        case("39.824 billion yuan, up 34% (from $1.2bn)", "39.824 billion yuan, up 34% (from $1.2bn)");
        case("营收：398.24亿元，同比增长34%", "营收：398.24亿元，同比增长34%");
        case("revenue: 5", "revenue: 5");
    }

    #[test]
    fn every_markup_is_shown_and_not_obeyed() {
        case("**b** __u__ ~~s~~ ||x|| `c`", r"\*\*b\*\* \_\_u\_\_ \~\~s\~\~ \|\|x\|\| \`c\`");
        case("[a](https://b.example)", r"\[a\]\(https\://b.example)");
        case(
            "<@1> <@&2> <#3> <t:4:R> </a:5> <a:b:6>",
            r"\<\@1\> \<\@&2\> \<#3\> \<t\:4\:R\> \</a\:5\> \<a\:b\:6\>",
        );
        case("@everyone @here :smile:", r"\@everyone \@here \:smile:");
        case(r"\*", r"\\\*");
    }

    #[test]
    fn a_line_cannot_begin_a_block() {
        case("# head", r"\# head");
        case("  - item", r"  \- item");
        case("-# small", r"\-# small");
        case("+ item", r"\+ item");
        case("12. item", r"12\. item");
        case("1.5 billion", "1.5 billion");
        case(">>> quote", r"\>\>\> quote");
        case("a\n# head", "a # head");
    }

    #[test]
    fn what_cannot_be_seen_is_dropped() {
        case("a\u{200b}b\u{202e}c\u{2066}d\u{feff}e\u{0}f", "abcdef");
        case("@\u{200d}everyone", r"\@everyone");
    }

    #[test]
    fn an_address_is_plain_or_none() {
        assert_eq!(address("https://a.example").as_deref(), Some("https://a.example/"));
        assert_eq!(address("HTTP://a.example:80/é").as_deref(), Some("http://a.example:80/%C3%A9"));
        for bad in [
            "",
            "ftp://a.example",
            "https://",
            "https://a",
            "https://u@a.example",
            "https://a .example",
            "//a.b",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
