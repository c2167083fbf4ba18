//! Reading a body with its bounds: size after decompression, silence, and pace.

use std::io;

use reqwest::Response;
use tokio::time::{Instant, timeout_at};

use crate::limits::Limits;
use crate::transport::causes;

/// Why a body was not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BodyFault {
    /// Larger than the bound; nothing of it is kept.
    TooLarge,
    Broken,
    /// Silence, or slower than the least pace.
    TooSlow,
    /// It does not decompress.
    Garbled,
}

/// The whole body, or none of it.
pub(crate) async fn read_body(mut response: Response, limits: &Limits) -> Result<Vec<u8>, BodyFault> {
    let mut body = Vec::new();
    let mut end = Instant::now() + limits.read;
    let mut in_span = 0_usize;
    loop {
        let Ok(chunk) = timeout_at(end, response.chunk()).await else {
            // A silence within the span is caught by the transport; here it is bytes that trickle.
            if in_span < limits.least_pace {
                return Err(BodyFault::TooSlow);
            }
            (end, in_span) = (Instant::now() + limits.read, 0);
            continue;
        };
        let Some(chunk) = chunk.map_err(|error| kind_of(&error))? else { return Ok(body) };
        if body.len() + chunk.len() > limits.largest_body {
            return Err(BodyFault::TooLarge);
        }
        in_span += chunk.len();
        body.extend_from_slice(&chunk);
    }
}

fn kind_of(error: &reqwest::Error) -> BodyFault {
    if error.is_timeout() {
        return BodyFault::TooSlow;
    }
    let broken = causes(error).any(|cause| {
        let io = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        cause.is::<hyper::Error>()
            || io.is_some_and(|kind| {
                kind != io::ErrorKind::InvalidData
                    && kind != io::ErrorKind::InvalidInput
                    && kind != io::ErrorKind::Other
            })
    });
    if broken || !error.is_decode() { BodyFault::Broken } else { BodyFault::Garbled }
}
