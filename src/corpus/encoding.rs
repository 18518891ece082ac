use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// A page says its encoding within its first bytes.
const DECLARATION: usize = 2048;

/// The text of a file, or `None` when its bytes are no text. A byte order mark counts first; then UTF-8 where the bytes
/// are valid as such; then what a page declares; then what the bytes look like.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return text(encoding.decode_without_bom_handling(&bytes[length..]).0);
    }
    if let Some(encoding) = wide(bytes) {
        return text(encoding.decode_without_bom_handling(bytes).0);
    }
    if bytes.contains(&0) {
        return None;
    }
    if let Ok(utf8) = std::str::from_utf8(bytes) {
        return text(Cow::Borrowed(utf8));
    }
    let encoding = declared(bytes).unwrap_or_else(|| guessed(bytes));
    text(encoding.decode_without_bom_handling(bytes).0)
}

/// UTF-16 without a mark: nearly every other byte of the beginning is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let pairs = head.len() / 2;
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let mostly = |count: usize, other: usize| pairs >= 4 && count * 10 >= pairs * 7 && other * 20 <= pairs;
    if mostly(second, first) {
        return Some(UTF_16LE);
    }
    mostly(first, second).then_some(UTF_16BE)
}

/// What follows `charset=` or `encoding=` near the beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION)].to_ascii_lowercase();
    ["charset=", "encoding="].iter().find_map(|key| {
        let at = memchr::memmem::find(&head, key.as_bytes())? + key.len();
        let value = head[at..].iter().skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '));
        let label: Vec<u8> = value
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .copied()
            .collect();
        let encoding = Encoding::for_label(&label)?;
        let is_wide = encoding == UTF_16LE || encoding == UTF_16BE;
        (!is_wide && encoding != encoding_rs::UTF_8).then_some(encoding)
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// Text has hardly any control characters.
fn text(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    let odd = |c: char| {
        c == '\0'
            || (c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{85}'))
            || c == '\u{fffd}'
    };
    let strange = text.chars().filter(|c| odd(*c)).count();
    (strange * 50 <= text.len()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(bytes: &[u8], expected: Option<&str>) {
        assert_eq!(decode(bytes).as_deref(), expected);
    }

    #[test]
    fn common_encodings_are_told_apart() {
        let chinese = "阿里云营收为三百九十八亿元，同比增长百分之三十四，公司表示需求依然旺盛。";
        let japanese = "売上高は前年同期比で三割増え、過去最高を更新した。クラウドがけん引した。";
        for (text, encoding) in [
            (chinese, encoding_rs::GBK),
            (chinese, encoding_rs::GB18030),
            (japanese, encoding_rs::SHIFT_JIS),
            ("營收成長三成，客戶對雲端服務的需求持續增加，公司預期下一季仍將成長。", encoding_rs::BIG5),
            ("Revenue was €3 billion – “a record”, said Zoë Müller.", encoding_rs::WINDOWS_1252),
        ] {
            case(&encoding.encode(text).0, Some(text));
        }
        case("\u{feff}Words".as_bytes(), Some("Words"));
        case("Größe".as_bytes(), Some("Größe"));
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let units: Vec<u8> = "Revenue rose".encode_utf16().flat_map(u16::to_le_bytes).collect();
        case(&units, Some("Revenue rose"));
        case(&[&[0xff, 0xfe][..], &units].concat(), Some("Revenue rose"));
        let units: Vec<u8> = "Revenue rose".encode_utf16().flat_map(u16::to_be_bytes).collect();
        case(&units, Some("Revenue rose"));
    }

    #[test]
    fn a_declared_encoding_counts_where_the_bytes_are_not_utf_8() {
        case(b"<meta charset=\"iso-8859-2\">\xb3", Some("<meta charset=\"iso-8859-2\">ł"));
    }

    #[test]
    fn binary_data_is_no_text() {
        case(b"PK\x03\x04\x00\x00\x08", None);
        case(&[1, 2, 3, 4, 5, 6, 7, 8], None);
    }
}
