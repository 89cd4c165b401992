//! An edit that was acknowledged is in the plan, whenever the program is killed.
//!
//! A few dozen kills in a normal run; `FAIRSHARE_KILLS=300` for the long one.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::command_line::Session;
use super::what_if::PLAN;

/// A number that looks random; the same sequence every time.
fn random(seed: &mut u64) -> u64 {
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    *seed
}

/// What one killed run came to.
struct Killed {
    sent: u64,
    acknowledged: u64,
}

/// Feeds a batch line after line and kills it after `delay`, counted from its start or, `under_way`, from its
/// first answer; each line's number tells it from all others.
fn run_and_kill(session: &Session, first: u64, under_way: bool, delay: Duration) -> Killed {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fairshare"));
    command.args(["edit", PLAN, "--scenario", "Kills", "--batch"]).current_dir(session.path("."));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let (mut stdin, stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let sent = Arc::new(AtomicU64::new(0));
    let count = Arc::clone(&sent);
    let feeder = std::thread::spawn(move || {
        for number in first.. {
            let value = if sets(number) { number.to_string() } else { "+1".to_owned() };
            let line = format!("ZA{}\tPT\t2018/19\tweeks\t{value}\tline {number}\n", 1 + number % 3);
            if stdin.write_all(line.as_bytes()).is_err() {
                return;
            }
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    let (answered, first_answer) = std::sync::mpsc::channel();
    let listener = std::thread::spawn(move || {
        let mut acknowledged = 0;
        for line in BufReader::new(stdout).lines() {
            let Ok(line) = line else { break };
            acknowledged += 1;
            assert_eq!(line, format!("ok {acknowledged}"));
            answered.send(()).ok();
        }
        acknowledged
    });
    if under_way {
        first_answer.recv_timeout(Duration::from_secs(60)).unwrap();
    }
    std::thread::sleep(delay);
    child.kill().unwrap(); // SIGKILL: no destructor, no flush, nothing.
    child.wait().unwrap();
    feeder.join().unwrap();
    let acknowledged = listener.join().unwrap();
    Killed { sent: sent.load(Ordering::SeqCst), acknowledged }
}

/// Whether the line of this number sets a figure: every third one does, in the place of the one before it.
fn sets(number: u64) -> bool {
    number % 3 == 2
}

/// The numbers of the lines of which something is left when so many were taken.
fn left_of(lines: u64) -> Vec<u64> {
    let last_set = (0..lines).rev().find(|number| sets(*number));
    (0..lines).filter(|number| !sets(*number) || Some(*number) == last_set).collect()
}

/// The numbers of the lines that the plan has, in its order.
fn held(session: &Session) -> Vec<u64> {
    let output = session.run(&["edits", PLAN, "--scenario", "Kills"]);
    if !output.status.success() {
        return Vec::new(); // Killed before the scenario was made.
    }
    let number = |line: &str| line.rsplit(' ').next().unwrap().parse().unwrap();
    String::from_utf8(output.stdout).unwrap().lines().map(number).collect()
}

#[test]
fn every_acknowledged_edit_survives_a_kill_and_at_most_one_more() {
    let kills: u32 = std::env::var("FAIRSHARE_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(24);
    let session = Session::new();
    session.plan();
    let (mut seed, mut acknowledged, mut in_flight, mut before_any, mut journals) = (0x5EED_u64, 0, 0, 0, 0);
    let start = Instant::now();
    for kill in 0..kills {
        let before = held(&session).last().map_or(0, |last| last + 1);
        let delay = Duration::from_micros(random(&mut seed) % 160_000);
        // On a busy machine most would come before anything was written, so only every third may.
        let killed = run_and_kill(&session, before, kill % 3 > 0, delay);
        journals += u32::from(session.path("region.fairshare-journal").exists());
        let after = held(&session);
        let taken = after.last().map_or(0, |last| last + 1);
        assert_eq!(after, left_of(taken), "kill {kill}: in order, none twice, none missing, none replaced twice");
        let more = taken - before;
        assert!(
            (killed.acknowledged..=killed.acknowledged + 1).contains(&more),
            "kill {kill}: {} acknowledged, {more} in the plan",
            killed.acknowledged
        );
        assert!(more <= killed.sent + 1);
        assert_eq!(session.ok(&["check", PLAN]), "sound\n", "kill {kill}");
        acknowledged += killed.acknowledged;
        in_flight += more - killed.acknowledged;
        before_any += u32::from(killed.acknowledged == 0);
    }
    eprintln!(
        "{kills} kills in {:.0?}: {acknowledged} edits acknowledged and all there, {in_flight} in flight were kept, \
         {journals} left a journal behind, {before_any} came before any acknowledgement",
        start.elapsed()
    );
    // What is there can be undone and redone as if nothing had happened.
    assert_eq!(session.batch("Kills", &"ZA1\tPT\t2018/19\tweeks\t+1\t\n".repeat(5)).1, 0);
    let edits = session.edits("Kills");
    let (undo, redo) = ("undo\n".repeat(5), "redo\n".repeat(5));
    assert_eq!(session.batch("Kills", &(undo + &redo)).1, 0);
    assert_eq!(session.edits("Kills"), edits);
}
