use std::io::BufRead;
fn main(){ let lex=footnote::lexicon::Lexicon::built_in();
 for l in std::io::stdin().lock().lines(){ let v:serde_json::Value=serde_json::from_str(&l.unwrap()).unwrap();
  let t=v["text"].as_str().unwrap(); let d=v["date"].as_str().and_then(|d|d.parse().ok());
  let r=footnote::figures::read_text(t,d,&lex); println!("{}",footnote::render::json::reading(&v["id"],t,&r).trim()); } }
