use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::idempotency::Record;
use crate::ids::Ids;
use crate::journal::Journal;
use crate::ledger::LedgerEntry;
use crate::webhooks::Delivery;

/// The field with what only the sandbox knows about an object. It never leaves the house.
pub(crate) const PRIVATE: &str = "_sandbox";

/// All that the sandbox remembers.
pub(crate) struct World {
    pub(crate) ids: Ids,
    pub(crate) keys: BTreeMap<String, Record>,
    /// Idempotency keys whose first request is still under way.
    pub(crate) keys_in_use: HashSet<String>,
    pub(crate) deliveries: BTreeMap<u64, Delivery>,
    pub(crate) last_delivery: u64,
    pub(crate) ledger: Vec<LedgerEntry>,
    pub(crate) clock_offset: i64,
    objects: BTreeMap<String, Kept>,
    /// Ids by kind in the order of their making.
    order: BTreeMap<String, Vec<String>>,
    /// What happens by itself, and when.
    due: BTreeSet<(i64, String)>,
    journal: Option<Journal>,
    unwritten: Vec<Entry>,
}

/// An object, as memory keeps it.
enum Kept {
    /// What is looked through again and again.
    Open(Value),
    /// What is seldom looked at once it was made, and of which there is one for each payment: as text it takes a fifth
    /// of the memory.
    Text(Box<str>),
}

/// Kinds that are kept as text.
const SELDOM: [&str; 7] =
    ["charge", "checkout.session", "customer", "event", "payment_intent", "payment_method", "setup_intent"];

impl Kept {
    fn of(object: Value) -> Self {
        if SELDOM.contains(&text(&object, "object")) {
            Self::Text(object.to_string().into_boxed_str())
        } else {
            Self::Open(object)
        }
    }

    fn read(&self) -> Cow<'_, Value> {
        match self {
            Self::Open(object) => Cow::Borrowed(object),
            // Written by ourselves, it can be read.
            Self::Text(text) => Cow::Owned(serde_json::from_str(text).unwrap_or_default()),
        }
    }
}

/// One change, as the journal keeps it.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) enum Entry {
    Put(Value),
    /// The object of that id is no more.
    Gone(String),
    Key(String, Record),
    Delivery(Delivery),
    Delivered(u64),
    Ledger(LedgerEntry),
    ClockOffset(i64),
}

/// The changes of one request: kept together or not at all.
#[derive(Serialize, Deserialize)]
pub(crate) struct Batch {
    ids: u64,
    entries: Vec<Entry>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            ids: Ids::new(seed),
            keys: BTreeMap::new(),
            keys_in_use: HashSet::new(),
            deliveries: BTreeMap::new(),
            last_delivery: 0,
            ledger: Vec::new(),
            clock_offset: 0,
            objects: BTreeMap::new(),
            order: BTreeMap::new(),
            due: BTreeSet::new(),
            journal: None,
            unwritten: Vec::new(),
        }
    }

    /// Takes up what the journal at `path` has kept, and goes on writing to it.
    pub(crate) fn recover(&mut self, path: &Path) -> io::Result<()> {
        let journal = Journal::open(path, |batch| {
            self.ids.resume(batch.ids);
            batch.entries.into_iter().for_each(|it| self.apply(it));
        })?;
        self.unwritten.clear();
        self.journal = Some(journal);
        Ok(())
    }

    /// Makes a change and notes it for the journal.
    pub(crate) fn change(&mut self, entry: Entry) {
        if self.journal.is_some() {
            self.note(entry.clone());
        }
        self.apply(entry);
    }

    /// Of several states of an object in one request only the last is kept, in the place of the first.
    fn note(&mut self, entry: Entry) {
        let id_of = |entry: &Entry| match entry {
            Entry::Put(object) => Some(text(object, "id").to_owned()),
            _ => None,
        };
        let id = id_of(&entry);
        match self.unwritten.iter_mut().find(|it| id.is_some() && id_of(it) == id) {
            Some(earlier) => *earlier = entry,
            None => self.unwritten.push(entry),
        }
    }

    /// Hands the changes since the last commit to the operating system, in one write.
    pub(crate) fn commit(&mut self) -> io::Result<()> {
        let entries = std::mem::take(&mut self.unwritten);
        match &mut self.journal {
            Some(journal) if !entries.is_empty() => journal.append(&Batch { ids: self.ids.count(), entries }),
            _ => Ok(()),
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<Cow<'_, Value>> {
        self.objects.get(id).map(Kept::read)
    }

    /// The same, to be changed.
    pub(crate) fn copy(&self, id: &str) -> Option<Value> {
        self.get(id).map(Cow::into_owned)
    }

    /// Objects of a kind, oldest first.
    pub(crate) fn of_kind(&self, kind: &str) -> impl DoubleEndedIterator<Item = Cow<'_, Value>> {
        self.ids_of(kind).filter_map(|id| self.get(id))
    }

    /// Ids of a kind, oldest first.
    pub(crate) fn ids_of(&self, kind: &str) -> impl DoubleEndedIterator<Item = &str> {
        let ids = self.order.get(kind).into_iter().flatten();
        ids.map(String::as_str).filter(|id| self.objects.contains_key(*id))
    }

    /// Takes the first object whose time has come.
    pub(crate) fn take_due(&mut self, now: i64) -> Option<String> {
        let first = self.due.first().filter(|(at, _)| *at <= now).cloned()?;
        self.due.remove(&first);
        Some(first.1)
    }

    fn apply(&mut self, entry: Entry) {
        match entry {
            Entry::Put(object) => self.put(object),
            Entry::Gone(id) => drop(self.objects.remove(&id)),
            Entry::Key(key, record) => {
                self.keys.insert(key, record);
            }
            Entry::Delivery(delivery) => {
                self.last_delivery = self.last_delivery.max(delivery.id);
                self.deliveries.insert(delivery.id, delivery);
            }
            Entry::Delivered(id) => {
                self.deliveries.remove(&id);
            }
            Entry::Ledger(entry) => self.ledger.push(entry),
            Entry::ClockOffset(micros) => self.clock_offset = micros,
        }
    }

    fn put(&mut self, object: Value) {
        let (id, kind) = (text(&object, "id").to_owned(), text(&object, "object").to_owned());
        if let Some(at) = self.get(&id).and_then(|it| due_at(&it)) {
            self.due.remove(&(at, id.clone()));
        }
        if let Some(at) = due_at(&object) {
            self.due.insert((at, id.clone()));
        }
        if self.objects.insert(id.clone(), Kept::of(object)).is_none() {
            self.order.entry(kind).or_default().push(id);
        }
    }
}

fn due_at(object: &Value) -> Option<i64> {
    object[PRIVATE]["due_at"].as_i64()
}

/// A text field; empty where there is none.
pub(crate) fn text<'a>(object: &'a Value, field: &str) -> &'a str {
    object[field].as_str().unwrap_or_default()
}

/// A whole number; 0 where there is none.
pub(crate) fn int(object: &Value, field: &str) -> i64 {
    object[field].as_i64().unwrap_or_default()
}

/// What is shown of an object: all but the private part.
pub(crate) fn shown(object: &Value, now_seconds: i64) -> Value {
    let mut shown = object.clone();
    if let Some(fields) = shown.as_object_mut() {
        let private = fields.remove(PRIVATE);
        // An event holds a whole object, there are many of them and few are looked at: kept as text, it takes a
        // fifth of the memory.
        let data = private.as_ref().and_then(|it| it["data"].as_str());
        if let Some(data) = data.and_then(|it| serde_json::from_str(it).ok()) {
            fields.insert("data".to_owned(), data);
        }
    }
    if text(object, "object") == "balance_transaction" {
        let available = int(object, "available_on") <= now_seconds;
        shown["status"] = json!(if available { "available" } else { "pending" });
    }
    shown
}
