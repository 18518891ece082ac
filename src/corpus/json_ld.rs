use serde_json::Value;

use super::blocks::clean;

/// Nodes looked at in one page.
const MOST_NODES: usize = 2000;

/// What JSON-LD says of the article on a page.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Article {
    pub headline: Option<String>,
    pub published: Option<String>,
    pub authors: Vec<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub keywords: Vec<String>,
    pub language: Option<String>,
}

/// The first article among the scripts of a page; scripts that are no JSON are passed over.
pub(super) fn read(scripts: impl Iterator<Item = String>) -> Article {
    let roots: Vec<Value> = scripts.filter_map(|script| serde_json::from_str(script.trim()).ok()).collect();
    let nodes = nodes(&roots);
    let article = nodes
        .iter()
        .find(|node| is_article(node))
        .or_else(|| nodes.iter().find(|node| node.get("datePublished").is_some()));
    article.map(|node| article_of(node, &nodes)).unwrap_or_default()
}

/// All objects at the top, in arrays and in `@graph`.
fn nodes(roots: &[Value]) -> Vec<&Value> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = roots.iter().rev().collect();
    while let Some(value) = open.pop().filter(|_| found.len() < MOST_NODES) {
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(keys) => {
                found.push(value);
                open.extend(keys.get("@graph"));
                open.extend(keys.get("mainEntity"));
            }
            _ => {}
        }
    }
    found
}

fn is_article(node: &Value) -> bool {
    let named = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || kind.ends_with("Report")
                || kind == "ScholarlyArticle"
        })
    };
    match node.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn article_of(node: &Value, nodes: &[&Value]) -> Article {
    let text = |key: &str| node.get(key).and_then(Value::as_str).map(clean).filter(|text| !text.is_empty());
    let names = |key: &str| node.get(key).map(|value| names(value, nodes)).unwrap_or_default();
    let page =
        || node.get("mainEntityOfPage").and_then(|page| page.as_str().or_else(|| page.get("@id")?.as_str()));
    Article {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").or_else(|| text("dateCreated")),
        authors: match names("author") {
            authors if authors.is_empty() => names("creator"),
            authors => authors,
        },
        publisher: names("publisher").into_iter().next(),
        url: text("url").or_else(|| page().map(str::to_owned)),
        keywords: names("keywords"),
        language: text("inLanguage"),
    }
}

/// Strings, objects with a name, references to such objects, and lists of these.
fn names(value: &Value, nodes: &[&Value]) -> Vec<String> {
    let one = |value: &Value| -> Option<String> {
        let referred = value.get("@id").filter(|_| value.get("name").is_none());
        let target = referred.and_then(|id| {
            nodes.iter().find(|node| node.get("@id") == Some(id) && node.get("name").is_some())
        });
        let value = target.copied().unwrap_or(value);
        value.as_str().or_else(|| value.get("name")?.as_str()).map(clean).filter(|name| !name.is_empty())
    };
    match value {
        Value::Array(values) => values.iter().filter_map(one).collect(),
        value => one(value).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_of_a_graph_is_read() {
        let script = r##"{"@graph": [{"@type": "WebSite", "name": "Site"}, {"@id": "#p", "@type": "Person", "name": "Jo March"},
            {"@type": ["NewsArticle"], "headline": "Acme grows", "datePublished": "2025-11-18", "author": [{"@id": "#p"}, "Amy March"],
             "publisher": {"name": "The Ledger"}, "mainEntityOfPage": {"@id": "https://example.com/a"}}]}"##;
        let article = read([script.to_owned(), "no json".to_owned()].into_iter());
        assert_eq!(article.headline.as_deref(), Some("Acme grows"));
        assert_eq!(article.published.as_deref(), Some("2025-11-18"));
        assert_eq!(article.authors, ["Jo March", "Amy March"]);
        assert_eq!(article.publisher.as_deref(), Some("The Ledger"));
        assert_eq!(article.url.as_deref(), Some("https://example.com/a"));
    }
}
