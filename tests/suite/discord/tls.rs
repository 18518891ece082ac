//! A way to the tests' Discord that takes the place of the internet: a proxy that tunnels `discord.com` to it over TLS,
//! with a certificate that only [`Tunnel::client`] trusts.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::serve::Listener;
use native_tls::Identity;
use openssl::asn1::Asn1Time;
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::x509::extension::{BasicConstraints, KeyUsage, SubjectAlternativeName};
use openssl::x509::{X509, X509Name, X509NameBuilder};
use reqwest::Certificate;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_native_tls::{TlsAcceptor, TlsStream};

use super::server::Discord;

const HOST: &str = "discord.com";

/// A running proxy.
pub struct Tunnel {
    address: SocketAddr,
    root: Certificate,
}

impl Tunnel {
    /// Begins to tunnel to a Discord.
    pub async fn start(discord: &Discord) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port on loopback");
        let address = listener.local_addr().expect("a bound address");
        let authority = Authority::new();
        let root = Certificate::from_pem(&authority.certificate.to_pem().expect("PEM")).expect("a root");
        let identity = authority.identity_of(HOST);
        let acceptor = native_tls::TlsAcceptor::new(identity).expect("an acceptor");
        let (opened, streams) = mpsc::unbounded_channel();
        tokio::spawn(accept(listener, Arc::new(acceptor.into()), opened));
        let routes = discord.routes();
        tokio::spawn(async move { axum::serve(Opened { address, streams }, routes).await });
        Self { address, root }
    }

    /// A client whose every request goes through the tunnel.
    pub fn client(&self) -> reqwest::Client {
        self.client_through(self)
    }

    /// A client that goes through another tunnel, and trusts this one alone.
    pub fn client_through(&self, other: &Self) -> reqwest::Client {
        let proxy = reqwest::Proxy::https(format!("http://{}", other.address)).expect("an address");
        let client = reqwest::Client::builder().proxy(proxy).tls_certs_only([self.root.clone()]);
        client.build().expect("a client")
    }
}

/// Opens tunnels: each connection asks for `discord.com` and speaks TLS from then on.
async fn accept(
    listener: TcpListener,
    acceptor: Arc<TlsAcceptor>,
    opened: mpsc::UnboundedSender<TlsStream<TcpStream>>,
) {
    while let Ok((stream, _)) = listener.accept().await {
        let (acceptor, opened) = (Arc::clone(&acceptor), opened.clone());
        tokio::spawn(async move {
            let stream = connected(stream).await.expect("a tunnel to Discord alone is asked for");
            // A client that does not trust the certificate goes away again.
            if let Ok(stream) = acceptor.accept(stream).await {
                let _ = opened.send(stream);
            }
        });
    }
}

async fn connected(mut stream: TcpStream) -> Option<TcpStream> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    if !head.starts_with(format!("CONNECT {HOST}:443 ").as_bytes()) {
        return None;
    }
    stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").await.ok()?;
    Some(stream)
}

/// Tunnels that were opened.
struct Opened {
    address: SocketAddr,
    streams: mpsc::UnboundedReceiver<TlsStream<TcpStream>>,
}

impl Listener for Opened {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, SocketAddr) {
        match self.streams.recv().await {
            Some(stream) => (stream, self.address),
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> std::io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// Who signs certificates; known to nobody else and thrown away with the test.
struct Authority {
    certificate: X509,
    key: PKey<Private>,
}

impl Authority {
    fn new() -> Self {
        let key = new_key();
        let certificate = certificate("Footnote's tests", &key, None);
        Self { certificate, key }
    }

    fn identity_of(&self, host: &str) -> Identity {
        let key = new_key();
        let certificate = certificate(host, &key, Some(self));
        let certificate = certificate.to_pem().expect("PEM");
        let key = key.private_key_to_pem_pkcs8().expect("PEM");
        Identity::from_pkcs8(&certificate, &key).expect("an identity")
    }
}

fn new_key() -> PKey<Private> {
    let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).expect("a curve");
    PKey::from_ec_key(EcKey::generate(&group).expect("a key")).expect("a key")
}

/// A certificate that is valid today; signed by itself where nobody else does.
fn certificate(name: &str, key: &PKey<Private>, by: Option<&Authority>) -> X509 {
    let subject = named(name);
    let mut builder = X509::builder().expect("a builder");
    builder.set_version(2).expect("version 3");
    let serial =
        BigNum::from_u32(if by.is_some() { 2 } else { 1 }).and_then(|number| number.to_asn1_integer());
    builder.set_serial_number(&serial.expect("a number")).expect("a number");
    builder.set_subject_name(&subject).expect("a name");
    let issuer = by.map_or(subject.as_ref(), |by| by.certificate.subject_name());
    builder.set_issuer_name(issuer).expect("a name");
    builder.set_not_before(&Asn1Time::days_from_now(0).expect("a time")).expect("a time");
    builder.set_not_after(&Asn1Time::days_from_now(1).expect("a time")).expect("a time");
    builder.set_pubkey(key).expect("a key");
    let extension = match by {
        None => BasicConstraints::new().critical().ca().build(),
        Some(_) => {
            let context = builder.x509v3_context(None, None);
            SubjectAlternativeName::new().dns(name).build(&context)
        }
    };
    builder.append_extension(extension.expect("an extension")).expect("an extension");
    if by.is_none() {
        let usage = KeyUsage::new().critical().key_cert_sign().build();
        builder.append_extension(usage.expect("an extension")).expect("an extension");
    }
    builder.sign(by.map_or(key, |by| &by.key), MessageDigest::sha256()).expect("a signature");
    builder.build()
}

fn named(name: &str) -> X509Name {
    let mut builder: X509NameBuilder = X509Name::builder().expect("a builder");
    builder.append_entry_by_nid(Nid::COMMONNAME, name).expect("a name");
    builder.build()
}
