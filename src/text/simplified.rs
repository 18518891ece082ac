use std::sync::LazyLock;

/// Pairs of a traditional character and its simplified form, in order.
static PAIRS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let lines = include_str!("data/traditional.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(str::split_whitespace)
        .filter_map(|pair| {
            let mut characters = pair.chars();
            Some((characters.next()?, characters.next()?))
        })
        .collect()
});

/// A traditional Chinese character as its simplified form; any other character as it is.
#[must_use]
pub(crate) fn simplified(c: char) -> char {
    if !super::is_han(c) {
        return c;
    }
    PAIRS.binary_search_by_key(&c, |(traditional, _)| *traditional).map_or(c, |at| PAIRS[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_become_simplified_ones() {
        let plain: String = "合併營收年增，資本支出123億元".chars().map(simplified).collect();
        assert_eq!(plain, "合并营收年增，资本支出123亿元");
    }

    #[test]
    fn the_pairs_are_in_order_so_that_each_can_be_found() {
        assert!(PAIRS.windows(2).all(|two| two[0].0 < two[1].0));
        assert!(PAIRS.iter().all(|(from, to)| from != to && simplified(*from) == *to));
    }
}
