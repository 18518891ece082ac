//! Reading figures from short texts and from whole reports: `cargo bench --bench figures`.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use footnote::figures::{read_document, read_text};
use footnote::lexicon::Lexicon;
use footnote::{corpus, period, quantity};

fn main() {
    divan::main();
}

/// Sentences as news agencies, companies and trade papers write them, of about 130 bytes on average.
const TEXTS: [&str; 20] = [
    "Tarn Motors said third-quarter revenue rose 12% to $4.31 billion from $3.85 billion a year earlier, helped by lower battery prices.",
    "The board declared an interim dividend of 14 cents per share, payable on March 3 to holders of record on February 14.",
    "Operating profit fell to €122 million in the three months to September as a five-week stoppage cost the plant about €19 million.",
    "Shares of Halden Semiconductor closed 3.4% higher at 82.15 crowns after the company raised its outlook for the year.",
    "Its cloud unit added 1,200 customers in the quarter, and 38% of new contracts run for three years or longer.",
    "Analysts polled by the agency had expected net income of between $410 million and $440 million.",
    "The port handled 1.9 million containers in the first half of 2025, 6% more than in the same period last year.",
    "For the fiscal year ended January 31, 2026, free cash flow turned negative at 4.4 billion yuan.",
    "Sorrel Bank's net interest margin narrowed by 18 basis points to 2.31%, while its CET1 ratio stood at 15.2%.",
    "The city will buy 250 electric buses for roughly $180 million over the next four years, the mayor said on Tuesday.",
    "Norvane expects capital expenditure of $41 billion to $44 billion in 2026, up from $36.6 billion in 2025.",
    "The H800 cluster in Porto runs 4,096 accelerators and draws 11 MW, according to people who have seen the plans.",
    "Sales and profit rose 8% and 15%, respectively, in the nine months to the end of September.",
    "Two of the three plants will close by 2028 and about 900 of the 6,400 jobs will go, the union was told.",
    "岚云科技第三季度营收为214亿元，同比增长19%，净利润下降至29亿元。",
    "鼎岳電子公布2025年11月合併營收為新台幣48.7億元，月增3.2%、年減6.9%。",
    "There was no comment from the ministry, which had promised an answer before the end of the week.",
    "The average price of a new flat slipped 0.7% month on month to 412,000 kroner, the statistics office reported.",
    "Backlog stood at $9.8 billion at the end of June, down $1.1 billion from March, and covers 14 months of production.",
    "Its app was downloaded more than 10 million times in its first week, and version 5.2 follows in the spring.",
];

fn bytes() -> usize {
    TEXTS.iter().map(|text| text.len()).sum()
}

#[divan::bench]
fn texts(bencher: Bencher) {
    let lexicon = Lexicon::built_in();
    let date = Some(jiff::civil::date(2026, 1, 15));
    bencher.counter(ItemsCount::new(TEXTS.len())).bench(|| {
        for text in black_box(TEXTS) {
            black_box(read_text(text, date, &lexicon));
        }
    });
}

#[divan::bench]
fn quantities_alone(bencher: Bencher) {
    bencher.counter(ItemsCount::new(TEXTS.len())).bench(|| {
        for text in black_box(TEXTS) {
            black_box(quantity::find(text));
        }
    });
}

#[divan::bench]
fn periods_alone(bencher: Bencher) {
    let anchor = period::Anchor { date: Some(jiff::civil::date(2026, 1, 15)), fiscal_year_end: None };
    bencher.counter(ItemsCount::new(TEXTS.len())).bench(|| {
        for text in black_box(TEXTS) {
            black_box(period::find(text, &anchor));
        }
    });
}

#[divan::bench]
fn a_report(bencher: Bencher) {
    let lexicon = Lexicon::built_in();
    let text = format!("# Notes of the week\n\n{}\n", TEXTS.join("\n\n").repeat(20));
    let document = corpus::read("week.md", text.as_bytes()).expect("plain Markdown");
    bencher
        .counter(BytesCount::new(20 * bytes()))
        .bench(|| black_box(read_document(black_box(&document), &lexicon)));
}
