//! The whole site before an engine made of values: what it answers in JSON, what its pages hold, what it does to
//! clients that mean harm.

mod fake;
mod fixtures;
mod hostile;
mod pages;
mod sockets;
mod wire;

use crate::Config;
use crate::app::app;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use fake::{Engine, Words};
use std::sync::Arc;
use tower::ServiceExt;

/// An answer, read to its end.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).expect("JSON")
    }
}

/// What the site says to a request, without a socket.
async fn answer_to(engine: &Arc<Engine>, config: Config, request: Request<Body>) -> Answer {
    let site = app(Arc::clone(engine) as _, Arc::new(Words), config);
    let (parts, body) = site.oneshot(request).await.expect("a router always answers").into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a body in memory");
    Answer {
        status: parts.status,
        headers: parts.headers,
        body: String::from_utf8(bytes.to_vec()).expect("UTF-8"),
    }
}

fn request(method: &str, address: &str) -> Request<Body> {
    Request::builder()
        .method(method)
        .uri(address)
        .header("host", "localhost:7700")
        .body(Body::empty())
        .expect("a request")
}

async fn get(engine: &Arc<Engine>, address: &str) -> Answer {
    answer_to(engine, Config { threads: 1, ..Config::default() }, request("GET", address)).await
}

/// Every address a page links to, in order.
fn links(page: &str) -> Vec<String> {
    let values = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    values.map(unescaped).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
