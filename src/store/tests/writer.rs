use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

fn set(key: &str, before: Option<&str>, after: &str) -> Vec<Change> {
    vec![Change::new(format!("setting/{key}"), before, Some(after))]
}

fn start(desk: &Desk) -> WriterThread {
    WriterThread::start(PlanWriter::open(&desk.plan).unwrap(), Box::new(|| ())).unwrap()
}

#[test]
fn requests_are_answered_in_order_once_they_are_durable() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let calls = Arc::new(AtomicUsize::new(0));
    let woken = Arc::clone(&calls);
    let wake = Box::new(move || {
        woken.fetch_add(1, Ordering::Relaxed);
    });
    let mut writer = WriterThread::start(PlanWriter::open(&desk.plan).unwrap(), wake).unwrap();
    let tickets = [
        writer.apply("change of a", set("a", None, "1")),
        writer.import(ImportRequest::default(), Cancel::new(), |files| {
            files.source(SourceKind::Workforce, |sink| {
                sink.workforce(&physios(2, "RJ1", "1"))?;
                Ok::<_, StoreError>(facts("march.csv"))
            })?;
            Ok(())
        }),
        writer.undo(),
        writer.redo(),
    ];
    let answers: Vec<Answer> = tickets.iter().map(|_| writer.wait().unwrap()).collect();
    assert_eq!(answers.iter().map(|answer| answer.ticket).collect::<Vec<_>>(), tickets);
    assert!(answers.iter().all(|answer| answer.result.is_ok()));
    assert!(calls.load(Ordering::Relaxed) >= 3);
    assert!(writer.quit().is_empty());
    assert_eq!(loaded(&desk.plan).0.len(), 2);
}

#[test]
fn quitting_waits_for_the_queue() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let mut writer = start(&desk);
    for number in 0..20 {
        let before = (number > 0).then(|| (number - 1).to_string());
        writer.apply("a step", set("a", before.as_deref(), &number.to_string()));
    }
    assert_ne!(writer.status(), SaveStatus::Failed(String::new()));
    let answers = writer.quit();
    assert!(answers.iter().all(|answer| answer.result.is_ok()));
    assert_eq!(PlanReader::open(&desk.plan).unwrap().settings().unwrap()["a"], "19");
    sound(&desk.plan);
}

#[test]
fn a_step_that_cannot_be_saved_waits_and_goes_with_a_saved_copy() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let mut writer = start(&desk);
    let away = desk.folder.path().join("away");
    std::fs::rename(&desk.plan, &away).unwrap();
    writer.apply("change of a", set("a", None, "1"));
    writer.apply("change of a", set("a", Some("1"), "2"));
    let elsewhere = desk.folder.path().join("rescued.fairshare");
    let copy = writer.save_copy(&elsewhere);
    let answer = writer.wait().unwrap();
    assert_eq!((answer.ticket, answer.result.unwrap()), (copy, Done::Copied(elsewhere.clone())));
    let SaveStatus::Failed(reason) = writer.status() else { panic!("{:?}", writer.status()) };
    assert!(reason.contains("deleted or replaced"), "{reason}");
    assert_eq!(PlanReader::open(&elsewhere).unwrap().settings().unwrap()["a"], "2");
    // The file comes back, and a retry saves what waited.
    std::fs::rename(&away, &desk.plan).unwrap();
    writer.retry();
    assert!(writer.wait().unwrap().result.is_ok());
    assert!(writer.wait().unwrap().result.is_ok());
    drop(writer);
    assert_eq!(PlanReader::open(&desk.plan).unwrap().settings().unwrap()["a"], "2");
}

#[test]
fn what_could_not_be_saved_is_answered_so_at_the_end() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let mut writer = start(&desk);
    std::fs::remove_file(&desk.plan).unwrap();
    writer.apply("change of a", set("a", None, "1"));
    let answers = writer.quit();
    assert!(matches!(answers[..], [Answer { result: Err(StoreError::GivenUp), .. }]), "{answers:?}");
}

#[test]
fn a_panic_in_an_import_loses_nothing_and_the_writer_goes_on() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let mut writer = start(&desk);
    writer.apply("change of a", set("a", None, "1"));
    writer.import(ImportRequest::default(), Cancel::new(), |files| {
        files.source(SourceKind::Workforce, |sink| -> Result<SourceFacts, StoreError> {
            sink.workforce(&physios(2, "RJ1", "1"))?;
            panic!("a reader's bug")
        })?;
        Ok(())
    });
    writer.apply("change of a", set("a", Some("1"), "2"));
    let answers = writer.quit();
    assert!(matches!(&answers[1].result, Err(StoreError::Panicked(said)) if said == "a reader's bug"));
    assert!(answers[2].result.is_ok());
    assert_eq!(PlanReader::open(&desk.plan).unwrap().settings().unwrap()["a"], "2");
    sound(&desk.plan);
}

#[test]
fn an_import_is_cancelled_from_another_thread() {
    let desk = desk();
    drop(PlanWriter::create(&desk.plan).unwrap());
    let mut writer = start(&desk);
    let cancel = Cancel::new();
    let (begun, begins) = std::sync::mpsc::channel();
    writer.import(ImportRequest::default(), cancel.clone(), move |files| {
        files.source(SourceKind::Workforce, |sink| {
            for line in 2.. {
                sink.workforce(&physios(line, "RJ1", "1"))?;
                if line == 100 {
                    begun.send(()).unwrap();
                }
            }
            Ok::<_, StoreError>(facts("endless.csv"))
        })?;
        Ok(())
    });
    begins.recv().unwrap();
    cancel.cancel();
    assert!(matches!(writer.wait().unwrap().result, Err(StoreError::Cancelled)));
    drop(writer);
    assert_eq!(loaded(&desk.plan).0.len(), 0);
    sound(&desk.plan);
}
