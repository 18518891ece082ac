//! Stored texts with a checksum in front, so that damage is an error and never a wrong text.

/// Characters of BLAKE3 in hexadecimal kept: enough against decay, small beside a passage.
const LENGTH: usize = 32;

/// The content with its checksum in front.
pub(super) fn seal(content: &str) -> String {
    let mut sealed = String::with_capacity(LENGTH + content.len());
    sealed.push_str(&blake3::hash(content.as_bytes()).to_hex()[..LENGTH]);
    sealed.push_str(content);
    sealed
}

/// The content of a sealed text; `None` when it is not as it was sealed.
pub(super) fn unseal(sealed: &str) -> Option<&str> {
    let (expected, content) = sealed.split_at_checked(LENGTH)?;
    (blake3::hash(content.as_bytes()).to_hex()[..LENGTH] == *expected).then_some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_flipped_bit_is_noticed() {
        let sealed = seal("39.824 billion yuan");
        assert_eq!(unseal(&sealed), Some("39.824 billion yuan"));
        for place in 0..sealed.len() {
            let mut flipped = sealed.clone().into_bytes();
            flipped[place] ^= 0x10;
            assert_eq!(std::str::from_utf8(&flipped).ok().and_then(unseal), None, "byte {place}");
        }
        assert_eq!(unseal(&sealed[..7]), None);
    }
}
