//! PDF, read by this program started once more: what a library does to itself over a file ends that one.

use crate::exchange::reading::PdfFault;
use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// The command that reads a PDF from standard input and writes its pages to standard output.
pub const READ_PDF: &str = "read-pdf";
/// How long reading may take.
const MOST_SECONDS: u64 = 180;
/// Bytes of an answer at most.
const MOST_ANSWER: u64 = 256 << 20;

/// The words of each page.
///
/// # Errors
/// As [`pdf_pages`](crate::exchange::reading::pdf_pages), and when it took too long, too much, or broke
/// off.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<String>, PdfFault> {
    if !cfg!(feature = "pdf-in") {
        return Err(PdfFault::NotBuilt);
    }
    let program = std::env::current_exe().map_err(|_| PdfFault::Broken)?;
    let child = Command::new(program)
        .arg(READ_PDF)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut child = child.map_err(|_| PdfFault::Broken)?;
    let answer = answer(&mut child, bytes);
    // It has ended, or is to.
    let _ = child.kill();
    let _ = child.wait();
    serde_json::from_slice(&answer?).map_err(|_| PdfFault::Broken)?
}

/// What it answers, within a time.
fn answer(child: &mut Child, bytes: &[u8]) -> Result<Vec<u8>, PdfFault> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(PdfFault::Broken);
    };
    let (sender, receiver) = channel();
    std::thread::scope(|scope| {
        // One that reads no further has said why, or has ended.
        scope.spawn(move || to.write_all(bytes));
        scope.spawn(move || {
            let mut answer = Vec::new();
            let read = from.take(MOST_ANSWER).read_to_end(&mut answer);
            let _ = sender.send(read.map(|_| answer));
        });
        let told = receiver.recv_timeout(Duration::from_secs(MOST_SECONDS));
        // Both threads end with it.
        let _ = child.kill();
        match told {
            Ok(Ok(answer)) => Ok(answer),
            Err(RecvTimeoutError::Timeout) => Err(PdfFault::TooMuch),
            _ => Err(PdfFault::Broken),
        }
    })
}

/// Reads a PDF from standard input and answers on standard output: what the command does.
#[cfg(feature = "pdf-in")]
pub fn answer_pages() {
    limit();
    let mut bytes = Vec::new();
    let _ = std::io::stdin().lock().read_to_end(&mut bytes);
    let pages = crate::exchange::reading::pdf_pages(&bytes);
    let answer = serde_json::to_vec(&pages).unwrap_or_default();
    let _ = std::io::stdout().lock().write_all(&answer);
}

/// A build that cannot read PDF says so.
#[cfg(not(feature = "pdf-in"))]
pub fn answer_pages() {
    let answer = serde_json::to_vec(&Err::<Vec<String>, _>(PdfFault::NotBuilt));
    let _ = std::io::stdout()
        .lock()
        .write_all(&answer.unwrap_or_default());
}

/// Takes no more than 3 GB and two minutes of the processor, where the system can see to that.
#[cfg(all(feature = "pdf-in", unix))]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    for (resource, most) in [(Resource::As, 3 << 30), (Resource::Cpu, 120)] {
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(all(feature = "pdf-in", not(unix)))]
fn limit() {}
