//! The tests' own Discord: its state, and what a test does to it and sees of it.

use std::collections::{HashMap, VecDeque};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tokio::sync::{mpsc, watch};

use super::budget::Budget;
use super::capture::Request;
pub use super::kinds::Kind;
use super::objects::{self, BOT, CHANNEL, CLOSED, DIRECT, FORUM};
use super::{gateway, http};

pub const TOKEN: &str = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.fake.not-a-secret-but-must-not-print";
/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server; clones are the same one.
#[derive(Clone)]
pub struct Discord {
    pub address: SocketAddr,
    pub world: Arc<World>,
}

/// What the server knows.
pub struct World {
    pub address: SocketAddr,
    state: Mutex<State>,
    changes: watch::Sender<u64>,
}

/// What the gateway does to a socket from outside.
pub enum Push {
    Frame(Value),
    Close(u16),
    Drop,
}

pub struct State {
    /// How far the clock was moved.
    pub moved: Duration,
    pub requests: Vec<Request>,
    pub interactions: HashMap<String, Interaction>,
    pub channels: HashMap<u64, Channel>,
    pub commands: Vec<Value>,
    pub registrations: usize,
    pub sessions: HashMap<String, Session>,
    /// The session whose socket is open.
    pub socket: Option<(String, mpsc::UnboundedSender<Push>)>,
    pub identifies: Vec<Value>,
    pub resumes: usize,
    pub heartbeats: usize,
    /// Close codes that meet the next IDENTIFYs.
    pub closes: VecDeque<u16>,
    /// Heartbeats are not acknowledged.
    pub silent: bool,
    pub heartbeat: Duration,
    pub limits: Vec<Limit>,
    pub budget: Option<Budget>,
    /// Requests that came although they were told to wait.
    pub disobeyed: usize,
    /// Requests whose path ends so wait until it is cleared.
    pub held: Option<String>,
    /// How many requests wait now.
    pub waiting: usize,
    /// Meets the next request whose path ends so: a status and a code.
    pub refused: Option<(&'static str, (u16, u64))>,
    /// Faults (500) that meet the next requests.
    pub faults: usize,
    /// What the asker may do in the server, and the language of their client.
    pub may: u64,
    pub locale: &'static str,
    last_id: u64,
}

pub struct Interaction {
    pub id: u64,
    pub kind: Kind,
    pub created: Instant,
    /// The callback's type.
    pub acknowledged: Option<u64>,
    pub acknowledged_after: Option<Duration>,
    pub private: bool,
    pub shown: Option<Value>,
    pub followups: HashMap<u64, Value>,
}

#[derive(Default)]
pub struct Channel {
    pub permissions: u64,
    /// Where it is a thread: the channel it is in.
    pub parent: Option<u64>,
    pub messages: HashMap<u64, Value>,
    /// What the bot sent, in order.
    pub replies: Vec<Value>,
    pub nonces: HashMap<String, u64>,
    pub typing: usize,
}

#[derive(Default)]
pub struct Session {
    pub intents: u64,
    pub seq: u64,
    pub log: Vec<(u64, Value)>,
}

/// Requests whose path ends so get 429.
pub struct Limit {
    pub path: &'static str,
    pub wait: Duration,
    /// When it was hit first.
    pub since: Option<Instant>,
}

/// A question by slash command.
pub struct Slash {
    pub token: String,
}

impl Discord {
    pub async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("a bound address");
        let world =
            Arc::new(World { address, state: Mutex::new(State::new()), changes: watch::Sender::new(0) });
        let discord = Self { address, world };
        let routes = discord.routes();
        tokio::spawn(async move { axum::serve(listener, routes).await });
        discord
    }

    /// Its API and its gateway.
    pub fn routes(&self) -> axum::Router {
        axum::Router::new()
            .route("/", axum::routing::any(gateway::socket))
            .fallback(http::answer)
            .with_state(Arc::clone(&self.world))
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.world.state()
    }

    /// Changes the server's behaviour.
    pub fn change(&self, change: impl FnOnce(&mut State)) {
        self.world.change(change);
    }

    /// Waits until the state shows something.
    #[track_caller]
    pub fn until<T>(&self, what: &str, look: impl Fn(&State) -> Option<T>) -> impl Future<Output = T> {
        let caller = std::panic::Location::caller();
        let what = what.to_owned();
        async move {
            let mut changes = self.world.changes.subscribe();
            let waited = tokio::time::timeout(PATIENCE, async {
                loop {
                    changes.borrow_and_update();
                    if let Some(found) = look(&self.state()) {
                        return found;
                    }
                    changes.changed().await.expect("the server outlives its tests");
                }
            });
            waited.await.unwrap_or_else(|_| {
                let requests: String = self.state().requests.iter().map(ToString::to_string).collect();
                panic!("{caller}: waited in vain for {what}; the bot sent\n{requests}")
            })
        }
    }

    /// Waits until the bot is connected and its commands are registered.
    pub async fn ready(&self) {
        self.until("the bot to be ready", |state| {
            (state.socket.is_some() && state.registrations > 0).then_some(())
        })
        .await;
    }

    /// Somebody uses `/ask`.
    pub fn slash(&self, question: &str, private: Option<bool>) -> Slash {
        self.interacts(Kind::Command, &objects::slash(question, private), |_| {})
    }

    /// An interaction that the bot is not told of.
    pub fn slash_unsent(&self, created: Instant) -> String {
        self.unsent(Kind::Command, created)
    }

    /// Somebody does something that has an answer; `change` makes the interaction another than the usual one.
    pub fn interacts(&self, kind: Kind, data: &Value, change: impl FnOnce(&mut Value)) -> Slash {
        let now = self.state().now();
        let token = self.unsent(kind, now);
        let (id, as_whom) = {
            let state = self.state();
            (state.interactions[&token].id, (state.may, state.locale))
        };
        let mut interaction = objects::interaction(id, &token, kind.number(), data, as_whom);
        change(&mut interaction);
        self.dispatch("INTERACTION_CREATE", &interaction);
        Slash { token }
    }

    fn unsent(&self, kind: Kind, created: Instant) -> String {
        let mut token = String::new();
        self.change(|state| {
            let id = state.new_id();
            token = format!("aW50ZXJhY3Rpb246{id}");
            let interaction = Interaction {
                id,
                kind,
                created,
                acknowledged: None,
                acknowledged_after: None,
                private: false,
                shown: None,
                followups: HashMap::new(),
            };
            state.interactions.insert(token.clone(), interaction);
        });
        token
    }

    /// Somebody writes in the server, mentioning the bot where `content` has its mention.
    pub fn says(&self, channel: u64, content: &str) -> u64 {
        let id = self.written(channel, content);
        let message = self.state().channels[&channel].messages[&id].clone();
        self.dispatch("MESSAGE_CREATE", &message);
        id
    }

    /// A message that is there, but not told to the bot.
    pub fn written(&self, channel: u64, content: &str) -> u64 {
        let mut id = 0;
        self.change(|state| {
            id = state.new_id();
            let is_mentioned = content.contains(&format!("<@{BOT}>"));
            let mentions = if is_mentioned { json!([objects::bot_user()]) } else { json!([]) };
            let in_guild = channel != DIRECT;
            // Without the privileged intent words come only with mentions and in direct messages.
            let words = if is_mentioned || !in_guild { content } else { "" };
            let mut message = objects::message(id, channel, words, &mentions, in_guild);
            let channel = state.channels.get_mut(&channel).expect("a known channel");
            if channel.parent.is_some() {
                message["channel_type"] = json!(objects::PUBLIC_THREAD);
            }
            channel.messages.insert(id, message);
        });
        id
    }

    /// The reply to `/ask`, as it is shown at last.
    pub async fn reply(&self, slash: &Slash) -> Value {
        self.until("a reply to /ask", |state| state.interactions[&slash.token].shown.clone()).await
    }

    /// The first reply in a channel to a message.
    pub async fn reply_in(&self, channel: u64, to: u64) -> Value {
        let to = to.to_string();
        self.until("a reply in the channel", |state| {
            let replies = state.channels[&channel].replies.iter();
            replies.clone().find(|reply| reply["message_reference"]["message_id"] == json!(to)).cloned()
        })
        .await
    }

    /// What the bot wrote in a channel and is there now, oldest first.
    pub fn own_messages(&self, channel: u64) -> Vec<Value> {
        let state = self.state();
        let messages = state.channels[&channel].messages.iter();
        let mut own: Vec<_> =
            messages.filter(|(_, message)| message["author"]["bot"] == json!(true)).collect();
        own.sort_by_key(|(id, _)| **id);
        own.into_iter().map(|(_, message)| message.clone()).collect()
    }

    /// Sends an event to the bot, or keeps it for the resume of a session that has no socket.
    pub fn dispatch(&self, kind: &str, data: &Value) {
        self.change(|state| state.dispatch(kind, data));
    }

    /// Cuts the socket without a word, and dispatches `missed` before the bot can be back.
    pub fn drop_socket(&self, missed: Option<(&str, Value)>) {
        self.change(|state| {
            if let Some((_, socket)) = state.socket.take() {
                let _ = socket.send(Push::Drop);
            }
            if let Some((kind, data)) = missed {
                state.dispatch(kind, &data);
            }
        });
    }

    /// Sends a gateway payload that is no event: `{"op": 7, "d": null}`.
    pub fn push(&self, payload: Value) {
        let state = self.state();
        let (_, socket) = state.socket.as_ref().expect("the bot is connected");
        let _ = socket.send(Push::Frame(payload));
    }

    /// What the bot sent to paths that end so.
    pub fn requests(&self, ending: &str) -> Vec<Request> {
        self.state().requests.iter().filter(|request| request.path.ends_with(ending)).cloned().collect()
    }
}

impl World {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    pub fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state());
        self.changes.send_modify(|version| *version += 1);
    }

    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }
}

impl State {
    fn new() -> Self {
        let open = || Channel { permissions: objects::USUAL, ..Channel::default() };
        let channels = [(CHANNEL, open()), (DIRECT, open()), (FORUM, open()), (CLOSED, Channel::default())];
        Self {
            moved: Duration::ZERO,
            requests: Vec::new(),
            interactions: HashMap::new(),
            channels: channels.into(),
            commands: Vec::new(),
            registrations: 0,
            sessions: HashMap::new(),
            socket: None,
            identifies: Vec::new(),
            resumes: 0,
            heartbeats: 0,
            closes: VecDeque::new(),
            silent: false,
            heartbeat: Duration::from_millis(41_250),
            limits: Vec::new(),
            budget: None,
            disobeyed: 0,
            held: None,
            waiting: 0,
            refused: None,
            faults: 0,
            may: objects::MEMBER,
            locale: "en-US",
            last_id: 1_400_000_000_000_000_000,
        }
    }

    pub fn now(&self) -> Instant {
        Instant::now() + self.moved
    }

    pub fn new_id(&mut self) -> u64 {
        self.last_id += 1;
        self.last_id
    }

    /// Numbers an event for every session that wants it, and sends it where a socket is open.
    pub fn dispatch(&mut self, kind: &str, data: &Value) {
        for (name, session) in &mut self.sessions {
            if !gateway::is_wanted(session.intents, kind, data) {
                continue;
            }
            session.seq += 1;
            let event = json!({"op": 0, "t": kind, "s": session.seq, "d": data});
            session.log.push((session.seq, event.clone()));
            if let Some((open, socket)) = &self.socket
                && open == name
            {
                let _ = socket.send(Push::Frame(event));
            }
        }
    }
}
