use scraper::{Html, Selector};
use std::sync::LazyLock;

use super::blocks::{Metadata, clean};
use super::json_ld::{self, Article};
use super::{DateFound, DocumentDate, dates};
use crate::text::Language;

static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("head > title, title"));
static CANONICAL: LazyLock<Selector> = LazyLock::new(|| selector("link[rel=canonical][href]"));
static LANGUAGE: LazyLock<Selector> = LazyLock::new(|| selector("html[lang]"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time[datetime], time"));
static AUTHOR: LazyLock<Selector> = LazyLock::new(|| selector("[rel=author], [itemprop=author]"));
static LINKED_DATA: LazyLock<Selector> = LazyLock::new(|| selector("script[type='application/ld+json']"));

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("the selector is a constant")
}

/// What a page says of itself in JSON-LD, `<meta>`, `<title>`, `<time>` and links, in this order.
pub(super) fn read(page: &Html) -> Metadata {
    let article = json_ld::read(page.select(&LINKED_DATA).map(|script| script.text().collect::<String>()));
    let meta = Meta::of(page);
    let site = article
        .publisher
        .clone()
        .or_else(|| meta.first(&["og:site_name", "application-name", "dc.publisher", "publisher"]));
    Metadata {
        title: title(page, &article, &meta, site.as_deref()),
        date: date(page, &article, &meta),
        authors: authors(page, &article, &meta),
        url: canonical(page)
            .or(article.url)
            .or_else(|| meta.first(&["og:url"]))
            .filter(|url| url.starts_with("http")),
        tags: tags(article.keywords, &meta),
        language: language(page, article.language),
        source: site,
    }
}

/// The `<meta>` elements of a page by name, in order.
struct Meta(Vec<(String, String)>);

impl Meta {
    fn of(page: &Html) -> Self {
        let named = page.select(&META).filter_map(|meta| {
            let name = meta.attr("property").or(meta.attr("name")).or(meta.attr("itemprop"))?;
            let content = clean(meta.attr("content")?);
            (!content.is_empty()).then(|| (name.to_ascii_lowercase(), content))
        });
        Self(named.collect())
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(found, _)| found == name).map(|(_, content)| content.as_str())
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.all(name).next()).map(str::to_owned)
    }
}

fn title(page: &Html, article: &Article, meta: &Meta, site: Option<&str>) -> Option<String> {
    let given = article
        .headline
        .clone()
        .or_else(|| meta.first(&["og:title", "twitter:title", "dc.title", "citation_title"]));
    let element = || page.select(&TITLE).next().map(|title| clean(&title.text().collect::<String>()));
    let title = given.or_else(element)?;
    let title = without_site(&title, site);
    (!title.is_empty()).then(|| title.to_owned())
}

/// `Acme grows | The Ledger` without the site's name.
fn without_site<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    let divided = [" | ", " - ", " – ", " — ", " · ", "_", " :: "]
        .iter()
        .filter_map(|mark| title.rsplit_once(mark))
        .max_by_key(|(head, _)| head.len());
    let Some((head, tail)) = divided else { return title };
    let named = site.is_some_and(|site| tail.trim().eq_ignore_ascii_case(site));
    let short_tail = tail.split_whitespace().count() <= 3
        && tail.chars().count() <= 25
        && !tail.contains(|c: char| c.is_ascii_digit());
    let long_head =
        head.split_whitespace().count() >= 4 || head.chars().filter(|c| !c.is_ascii()).count() >= 8;
    if named || (short_tail && long_head) {
        without_site(head.trim_end(), site.filter(|_| !named))
    } else {
        title
    }
}

fn date(page: &Html, article: &Article, meta: &Meta) -> Option<DocumentDate> {
    const NAMES: [&str; 14] = [
        "article:published_time",
        "og:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish_date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "citation_publication_date",
        "parsely-pub-date",
        "sailthru.date",
    ];
    let times = page.select(&TIME).take(5).filter_map(|time| {
        time.attr("datetime").and_then(day).or_else(|| day(&clean(&time.text().collect::<String>())))
    });
    let published = article.published.as_deref().and_then(day);
    published
        .or_else(|| NAMES.iter().flat_map(|name| meta.all(name)).find_map(day))
        .or_else(|| times.into_iter().next())
}

fn day(text: &str) -> Option<DocumentDate> {
    let dated = compact(text).or_else(|| dates::find(text).find(dates::Dated::is_day))?;
    Some(DocumentDate { date: dated.start, found: DateFound::PageMetadata, or: dated.or })
}

/// `20251202` or `20251202T0830`.
fn compact(text: &str) -> Option<dates::Dated> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    dates::leading(&format!("{}-{}-{}", digits.get(..4)?, digits.get(4..6)?, digits.get(6..)?))
}

fn authors(page: &Html, article: &Article, meta: &Meta) -> Vec<String> {
    let named =
        ["author", "article:author", "dc.creator", "citation_author", "parsely-author", "byl"].into_iter();
    let from_meta = named.map(|name| meta.all(name).map(str::to_owned).collect::<Vec<_>>());
    let marked =
        || page.select(&AUTHOR).take(5).map(|author| clean(&author.text().collect::<String>())).collect();
    let mut lists =
        std::iter::once(article.authors.clone()).chain(from_meta).map(names).filter(|list| !list.is_empty());
    lists.next().unwrap_or_else(|| names(marked()))
}

/// Names without doubles, links and the word before them.
fn names(raw: Vec<String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in raw.iter().flat_map(|raw| raw.split([',', '，', '、', ';'])) {
        let name = name.trim();
        let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(name).trim();
        let is_name = !name.is_empty() && name.len() <= 60 && !name.contains("://") && !name.contains('@');
        if is_name && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn canonical(page: &Html) -> Option<String> {
    page.select(&CANONICAL).next()?.attr("href").map(str::to_owned)
}

fn tags(keywords: Vec<String>, meta: &Meta) -> Vec<String> {
    let from_meta = meta.all("article:tag").chain(meta.all("keywords")).chain(meta.all("news_keywords"));
    let mut tags: Vec<String> = Vec::new();
    let all = keywords.into_iter().chain(from_meta.map(str::to_owned));
    for tag in all.flat_map(|list| list.split([',', '，', ';']).map(clean).collect::<Vec<_>>()) {
        if !tag.is_empty() && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn language(page: &Html, declared: Option<String>) -> Option<Language> {
    let root = page.select(&LANGUAGE).next().and_then(|html| html.attr("lang")).map(str::to_owned);
    root.or(declared).and_then(|tag| Language::from_tag(&tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_says_of_itself_is_read() {
        let page = Html::parse_document(
            r#"<html lang="en-US"><head><title>Acme grows strongly again | The Ledger</title>
            <meta property="og:site_name" content="The Ledger"><meta property="article:published_time" content="2025-11-18T08:00:00Z">
            <meta name="author" content="By Jo March"><meta name="keywords" content="cloud, results">
            <link rel="canonical" href="https://example.com/acme"></head></html>"#,
        );
        let found = read(&page);
        assert_eq!(found.title.as_deref(), Some("Acme grows strongly again"));
        assert_eq!(found.date.unwrap().date.to_string(), "2025-11-18");
        assert_eq!(found.authors, ["Jo March"]);
        assert_eq!(found.source.as_deref(), Some("The Ledger"));
        assert_eq!(found.url.as_deref(), Some("https://example.com/acme"));
        assert_eq!(found.tags, ["cloud", "results"]);
        assert_eq!(found.language, Some(Language::English));
    }

    #[track_caller]
    fn title_case(title: &str, site: Option<&str>, expected: &str) {
        assert_eq!(without_site(title, site), expected);
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        title_case("Acme grows - The Ledger", Some("The Ledger"), "Acme grows");
        title_case("Acme grows - faster", None, "Acme grows - faster");
        title_case("阿里云营收大增超出市场预期_某某网", None, "阿里云营收大增超出市场预期");
        title_case("Acme reports results for Q3 - 2025", None, "Acme reports results for Q3 - 2025");
    }
}
