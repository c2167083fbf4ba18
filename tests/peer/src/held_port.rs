//! A port that somebody holds and at which nothing answers, as in a range that Windows keeps for itself.

use std::io;
use std::net::Ipv4Addr;

use tokio::net::TcpSocket;

/// A port of this computer on which nobody else can listen, and at which nothing answers, for as long as this lives.
#[derive(Debug)]
pub struct HeldPort(TcpSocket);

impl HeldPort {
    /// Holds this port; 0 takes a free one.
    ///
    /// # Errors
    /// When it is taken.
    pub fn hold(port: u16) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
        Ok(Self(socket))
    }

    /// The port.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn port(&self) -> io::Result<u16> {
        Ok(self.0.local_addr()?.port())
    }
}
