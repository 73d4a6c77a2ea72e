use super::{LARGEST, converse};
use std::sync::{Arc, Mutex};

/// What the server answers to `script`, and what it keeps.
async fn talk(script: &[u8]) -> (String, Vec<String>) {
    let kept = Arc::new(Mutex::new(Vec::new()));
    let shelf = kept.clone();
    let mut answers = Vec::new();
    let keep = move |raw: &[u8]| {
        let mut shelf = shelf.lock().expect("nobody panicked");
        shelf.push(String::from_utf8_lossy(raw).into_owned());
        Ok(u32::try_from(shelf.len()).expect("few"))
    };
    drop(converse(script, &mut answers, keep).await);
    let kept = kept.lock().expect("nobody panicked").clone();
    (String::from_utf8(answers).expect("text"), kept)
}

/// A whole conversation that hands over `text`.
fn sending(text: &str) -> Vec<u8> {
    format!(
        "EHLO me\r\nMAIL FROM:<a@example.test>\r\nRCPT TO:<b@example.test>\r\nDATA\r\n{text}\r\n.\r\nQUIT\r\n"
    )
    .into_bytes()
}

fn codes(answers: &str) -> Vec<&str> {
    answers.lines().filter(|it| it.as_bytes().get(3) == Some(&b' ')).map(|it| &it[..3]).collect()
}

#[tokio::test]
async fn a_mail_is_kept_with_its_envelope_on_top() {
    let (answers, kept) = talk(&sending("Subject: x\r\n\r\nhello")).await;
    assert_eq!(codes(&answers), ["220", "250", "250", "250", "354", "250", "221"]);
    assert_eq!(
        kept,
        ["Return-Path: <a@example.test>\r\nDelivered-To: b@example.test\r\nSubject: x\r\n\r\nhello\r\n"]
    );
}

#[tokio::test]
async fn doubled_dots_are_single_again() {
    let (_, kept) = talk(&sending("\r\n..one\r\n...two\r\nthree..")).await;
    assert!(kept[0].ends_with("\r\n\r\n.one\r\n..two\r\nthree..\r\n"), "{kept:?}");
}

#[tokio::test]
async fn a_lone_dot_after_a_bare_line_end_does_not_end_the_mail() {
    let (answers, kept) = talk(&sending("\r\nfirst\n.\r\nMAIL FROM:<evil@example.test>\n.\nlast")).await;
    assert_eq!(kept.len(), 1, "{answers}");
    assert!(kept[0].contains("evil@example.test") && kept[0].ends_with("last\r\n"), "{kept:?}");
}

#[tokio::test]
async fn a_mail_that_is_too_large_is_refused_and_the_talk_goes_on() {
    let line = format!("{}\r\n", "x".repeat(998));
    let (answers, kept) = talk(&sending(&line.repeat(LARGEST / 1000 + 1))).await;
    assert_eq!(codes(&answers), ["220", "250", "250", "250", "354", "552", "221"]);
    assert!(kept.is_empty());
}

#[tokio::test]
async fn a_size_that_is_said_to_be_too_large_is_refused_at_once() {
    let (answers, _) =
        talk(b"EHLO me\r\nMAIL FROM:<a@example.test> BODY=8BITMIME SIZE=99999999\r\nQUIT\r\n").await;
    assert_eq!(codes(&answers), ["220", "250", "552", "221"]);
}

#[tokio::test]
async fn commands_out_of_order_are_refused_in_words() {
    let script = b"NOOP\r\nDATA\r\nRCPT TO:<b@example.test>\r\nMAIL FROM:<a@example.test>\r\nMAIL FROM:<a@example.test>\r\n\
        RCPT TO:<>\r\nRSET\r\nRCPT TO:<b@example.test>\r\nFLY\r\n\xff\r\nQUIT\r\n";
    let (answers, kept) = talk(script).await;
    assert_eq!(
        codes(&answers),
        ["220", "250", "503", "503", "250", "503", "501", "250", "503", "500", "500", "221"]
    );
    assert!(kept.is_empty());
}

#[tokio::test]
async fn a_client_that_leaves_in_the_middle_leaves_no_mail() {
    let whole = sending("Subject: x\r\n\r\nhello");
    let half = whole.len() - 12;
    let (_, kept) = talk(&whole[..half]).await;
    assert!(kept.is_empty(), "{kept:?}");
}
