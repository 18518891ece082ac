//! People who installed the bot for themselves, and what direct messages may see.

use serde_json::{Value, json};

use super::bot::{Bot, started};
use super::objects::{CHANNEL, DIRECT, GUILD};
use super::people::{Own, answers, said, to_bot};
use super::server::{Discord, Kind, Slash};

const QUESTION: &str = "What was Zeta Instruments' revenue in the quarter ended September 30, 2025?";
const SECRET: &str = "What was Quillon Works' net profit in the quarter ended September 30, 2025?";
/// A server that the bot is no part of.
const STRANGE: u64 = 1_000_000_000_000_000_077;

fn question(words: &str) -> Value {
    json!([{"name": "question", "type": 3, "value": words}])
}

async fn presses(discord: &Discord, place: Own, shown: &Value, id: &str) -> Slash {
    let parts = super::people::parts(shown);
    let button = parts.iter().find(|part| part["custom_id"].as_str().is_some_and(|own| own.starts_with(id)));
    let data = json!({"component_type": 2, "custom_id": button.expect("a button")["custom_id"]});
    discord.interacts(Kind::Press, &data, |interaction| {
        place.set(interaction);
        interaction["message"] = super::objects::own_message(9, CHANNEL, shown);
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn who_installed_the_bot_for_themselves_has_it_in_group_chats_and_everywhere_else() {
    let (discord, _bot) = started().await;
    for place in [Own::GroupChat, Own::Server(STRANGE)] {
        let asked = discord.uses_as_own(place, "ask", &question(QUESTION));
        let shown = discord.reply(&asked).await;
        answers(&shown);
        let pressed = presses(&discord, place, &shown, "context:").await;
        let context = discord.reply(&pressed).await;
        assert!(context.to_string().contains("an invented company"), "{context}");
        let next = discord.uses_as_own(place, "ask", &question("and in the third quarter of 2025?"));
        answers(&discord.reply(&next).await);
        let refused = discord.uses_as_own(place, "settings", &json!([]));
        let refused = discord.reply(&refused).await;
        assert!(said(&refused).starts_with("Settings belong to a server"), "{refused}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn outside_of_servers_the_operator_says_what_is_seen() {
    let discord = Discord::start().await;
    let inner = "---\ntitle: Inner memo\ndate: 2025-10-30\ntags: inner\n---\n\nQuillon Works, an invented company, reported \
                 net profit of 7.77 billion yuan for the quarter ended September 30, 2025.\n";
    let open = "---\ntitle: Orlin results\ndate: 2025-10-30\ntags: Open\n---\n\nOrlin Energy, an invented company, reported \
                revenue of 5.25 billion yuan for the quarter ended September 30, 2025.\n";
    let reports =
        [("inner.md", inner), ("open.md", open)].map(|(name, text)| (name.to_owned(), text.to_owned()));
    let settings = "[discord]\ndirect_tags = [\"open\", \"nowhere\"]\n";
    let bot = Bot::with_settings_and_reports(&discord, settings, &reports);
    discord.ready().await;
    bot.logs("no report has this tag of `direct_tags` tag=\"nowhere\"").await;
    let in_server = discord.says(CHANNEL, &to_bot(SECRET));
    assert!(
        discord.reply_in(CHANNEL, in_server).await.to_string().contains("7.77"),
        "a server sees everything"
    );
    let direct = discord.says(DIRECT, SECRET);
    let mut told = vec![discord.reply_in(DIRECT, direct).await];
    for place in [Own::GroupChat, Own::Server(STRANGE)] {
        for (name, options) in [("ask", question(SECRET)), ("sources", json!([])), ("timeline", json!([]))] {
            let asked = discord.uses_as_own(place, name, &options);
            told.push(discord.reply(&asked).await);
        }
        let menu = json!({"id": "8", "name": "Ask about this", "type": 3, "target_id": "7", "resolved": {"messages": {
            "7": super::objects::message(7, CHANNEL, SECRET, &json!([]), false)}}});
        let form = discord.interacts(Kind::Command, &menu, |interaction| place.set(interaction));
        let form = discord.reply(&form).await;
        let input = &form["components"][0]["components"][0];
        let part = json!({"type": 4, "custom_id": input["custom_id"], "value": SECRET});
        let sent = json!({"custom_id": form["custom_id"], "components": [{"type": 1, "components": [part]}]});
        let sent = discord.interacts(Kind::Form, &sent, |interaction| {
            place.set(interaction);
            interaction.as_object_mut().expect("an object").remove("authorizing_integration_owners");
        });
        told.push(discord.reply(&sent).await);
    }
    for told in told {
        assert!(!told.to_string().contains("7.77") && !told.to_string().contains("Inner memo"), "{told}");
    }
    let open =
        discord.says(DIRECT, "What was Orlin Energy's revenue in the quarter ended September 30, 2025?");
    assert!(discord.reply_in(DIRECT, open).await.to_string().contains("5.25"));
    let asked = discord.slash(SECRET, None);
    assert!(discord.reply(&asked).await.to_string().contains("7.77"), "{GUILD} is a server of the bot");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_of_a_strange_server_sees_no_more_after_a_restart() {
    let discord = Discord::start().await;
    let mut bot = Bot::with_settings(&discord, "[discord]\ndirect_tags = [\"open\"]\n");
    discord.ready().await;
    let place = Own::Server(STRANGE);
    let menu = json!({"id": "8", "name": "Ask about this", "type": 3, "target_id": "7", "resolved": {"messages": {
        "7": super::objects::message(7, CHANNEL, QUESTION, &json!([]), false)}}});
    let form = discord.interacts(Kind::Command, &menu, |interaction| place.set(interaction));
    let form = discord.reply(&form).await;
    bot.restart(&discord).await;
    let input = &form["components"][0]["components"][0];
    let part = json!({"type": 4, "custom_id": input["custom_id"], "value": QUESTION});
    let sent = json!({"custom_id": form["custom_id"], "components": [{"type": 1, "components": [part]}]});
    let sent = discord.interacts(Kind::Form, &sent, |interaction| {
        place.set(interaction);
        interaction.as_object_mut().expect("an object").remove("authorizing_integration_owners");
    });
    let told = discord.reply(&sent).await;
    assert!(!told.to_string().contains("39.824"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_runs_the_bot_sees_what_direct_messages_asked_in_vain_and_found_wrong() {
    let (discord, bot) = started().await;
    for (channel, words) in [
        (CHANNEL, to_bot("What was Omega's revenue in 1950?")),
        (DIRECT, "what was omega's revenue in 1950".into()),
    ] {
        let asked = discord.says(channel, &words);
        discord.reply_in(channel, asked).await;
    }
    let asked = discord.uses_as_own(Own::GroupChat, "ask", &question(QUESTION));
    let shown = discord.reply(&asked).await;
    let pressed = presses(&discord, Own::GroupChat, &shown, "bad:").await;
    discord.reply(&pressed).await;
    let told = bot.runs(&["unanswered"]);
    assert!(told.starts_with("2 × what was omega's revenue in 1950 · 20"), "{told}");
    let told: Value = serde_json::from_str(&bot.runs(&["unanswered", "--format", "json"])).expect("JSON");
    assert_eq!((&told[0]["times"], told.as_array().map(Vec::len)), (&json!(2), Some(1)), "{told}");
    let told = bot.runs(&["feedback"]);
    assert!(told.contains(" · 0 found it good, 1 bad · What was Zeta"), "{told}");
    let told: Value = serde_json::from_str(&bot.runs(&["feedback", "--format", "json"])).expect("JSON");
    assert_eq!(told[0]["bad"], json!(1), "{told}");
}
