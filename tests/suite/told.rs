//! Questions in everyday words that a sentence answers: who, why, when, which and what, in both languages.

use serde_json::{Value, json};

use crate::program::Program;

const HERON: &str = "---
title: Heron Looms keeps weaving
date: 2025-11-20
---
# Heron Looms keeps weaving

Heron Looms, a weaver of sailcloth, earned revenue of $40 million in the third quarter of 2025, up from $35 million a year
before. Operating profit of Heron Looms fell to $3 million from $5 million.

The decline in operating profit is mainly due to dearer flax and a flooded dye house.

The dye house of Heron Looms opened on 4 March 2024 and employs 60 people. In July it recalled 900 sails after a dye ran in
the rain.

Chief executive Ada Reyes told us that the looms are full until May. Unions wanted a bonus. Her answer was no.

Finance director Bo Lindqvist will step down in June. Mira Okafor, at present head of treasury, will succeed him.

Heron Looms uses looms from Kestrel Works. It replaced the older ones of Tarn Brothers last year.

## Why the harbour shop closed

The rent doubled, owing to a new ferry pier.

Heron Looms has three mills, in Dunmore, Skellig and Wray.
";

const YUNTAI: &str = "# 云台纺织2025年三季报点评

日期：2025-11-18

云台纺织（英文名 Yuntai Textile）第三季度营收12.4亿元，同比增长8%。净利润1.1亿元，同比下降21%。

净利润下降的原因是棉花采购价走高，以及越南工厂停产两周。

董事长顾远表示，匈牙利工厂将推迟到2027年上半年投产。
";

fn program() -> Program {
    Program::new().report("heron.md", HERON).report("yuntai-2025q3.md", YUNTAI)
}

#[track_caller]
fn answer(question: &str) -> Value {
    let program = program().input(format!("{}\n", json!({ "question": question })));
    program.run(&["ask", "--batch", "-"]).json_lines().remove(0)
}

#[track_caller]
fn says(question: &str, words: &str) {
    let found = answer(question);
    assert!(found["spans"].to_string().contains(words), "{question}: {found}");
}

#[track_caller]
fn says_nothing(question: &str) {
    let found = answer(question);
    assert_eq!(found["status"], "not_found", "{question}: {found}");
}

#[test]
fn who_holds_an_office_is_told_and_no_other_holder() {
    says("Who runs Heron Looms?", "Ada Reyes");
    says("Who is the CEO of Heron Looms?", "Ada Reyes");
    says("Who is going to be the next finance chief of Heron Looms?", "Mira Okafor");
    says("Heron Looms的首席执行官是谁？", "Ada Reyes");
    says("Who chairs Yuntai Textile?", "顾远");
    says_nothing("Who is the chief operating officer of Heron Looms?");
    says_nothing("Who chairs Heron Looms?");
}

#[test]
fn who_somebody_is_stands_beside_the_name() {
    says("who's mira okafor anyway, what's her job?", "head of treasury");
    says("What is Heron Looms?", "a weaver of sailcloth");
}

#[test]
fn a_cause_is_told_for_a_claim_that_the_reports_make() {
    says("What's behind the drop in operating profit at Heron Looms?", "dearer flax");
    says("How come Heron Looms had to take back 900 sails?", "dye ran");
    says("Why did the harbour shop shut?", "new ferry pier");
    says("Why did Yuntai Textile's net profit get worse?", "棉花");
    says("云台纺织的净利润为什么下滑？", "越南工厂停产");
    says_nothing("Why did revenue at Heron Looms fall?");
    says_nothing("Why did Ada Reyes resign?");
}

#[test]
fn a_date_is_told_across_languages() {
    says("When did the dye house of Heron Looms open its doors?", "4 March 2024");
    says("When is Yuntai Textile's plant in Hungary going to start up?", "2027年上半年");
}

#[test]
fn what_is_asked_vaguely_may_be_told_in_words() {
    says("What did Ada Reyes tell them about the looms?", "full until May");
    says("What happened to the 900 sails of Heron Looms?", "dye ran");
    says("Which places does Heron Looms have mills in?", "Skellig");
}
