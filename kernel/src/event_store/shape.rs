//! The shape of a type, as it is read: the names of its fields and variants, and of those inside them. Nobody has to say
//! that a type has changed, and so nobody can forget to.

use serde::{
    Deserializer,
    de::{
        DeserializeOwned, DeserializeSeed, EnumAccess, Error as _, IntoDeserializer, MapAccess, SeqAccess,
        VariantAccess, Visitor,
        value::{Error, StrDeserializer},
    },
    forward_to_deserialize_any,
};
use sha2::{Digest, Sha256};
use std::{
    any::TypeId,
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// How far inside is looked: a type may hold itself.
const DEEPEST: usize = 8;
/// A key of a map that is read as text or as an id.
const KEY: &str = "00000000-0000-0000-0000-000000000000";

/// The shape of `A` as a number, which is another one when a field or a variant is added, removed or renamed.
pub(super) fn of<A: DeserializeOwned + 'static>() -> i64 {
    static KNOWN: Mutex<BTreeMap<TypeId, i64>> = Mutex::new(BTreeMap::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    *known.entry(TypeId::of::<A>()).or_insert_with(|| {
        let mut text = String::new();
        write::<A>(&mut Vec::new(), &mut text);
        let mut first = [0; 8];
        first.copy_from_slice(&Sha256::digest(text)[..8]);
        i64::from_be_bytes(first)
    })
}

/// Writes the names of what lies at `path` in `A`, each followed by those inside it.
fn write<A: DeserializeOwned>(path: &mut Vec<usize>, text: &mut String) {
    let mut names: &'static [&'static str] = &[];
    // It never comes to an `A`: whoever reads it is stopped once the names are known.
    drop(A::deserialize(Tracer { path: &path[..], names: &mut names }));
    if names.is_empty() || path.len() == DEEPEST {
        return;
    }
    text.push('{');
    for (place, name) in names.iter().enumerate() {
        text.push_str(name);
        text.push(',');
        path.push(place);
        write::<A>(path, text);
        path.pop();
    }
    text.push('}');
}

/// Leads whoever reads a value along `path`, which counts fields and variants, and notes the names at its end.
struct Tracer<'a> {
    path: &'a [usize],
    names: &'a mut &'static [&'static str],
}

impl Tracer<'_> {
    /// Which of `names` is next; none at the end, where they are noted.
    fn step(&mut self, names: &'static [&'static str]) -> Option<&'static str> {
        let Some((&place, rest)) = self.path.split_first() else {
            *self.names = names;
            return None;
        };
        self.path = rest;
        names.get(place).copied()
    }
}

fn seen() -> Error {
    Error::custom("seen")
}

impl<'de> Deserializer<'de> for Tracer<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(seen())
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(One { key: KEY, tracer: Some(self) })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_map(One { key: KEY, tracer: Some(self) })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let key = self.step(fields).ok_or_else(seen)?;
        visitor.visit_map(One { key, tracer: Some(self) })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        mut self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let key = self.step(variants).ok_or_else(seen)?;
        visitor.visit_enum(One { key, tracer: Some(self) })
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct
        tuple_struct identifier ignored_any
    }
}

/// One field, entry, element or variant, and nothing after it.
struct One<'a> {
    key: &'static str,
    tracer: Option<Tracer<'a>>,
}

impl<'a> One<'a> {
    fn take(&mut self) -> Result<Tracer<'a>, Error> {
        self.tracer.take().ok_or_else(seen)
    }
}

impl<'de> MapAccess<'de> for One<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let key: StrDeserializer<'_, Error> = self.key.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(self.take()?)
    }
}

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        seed.deserialize(self.take()?).map(Some)
    }
}

impl<'de> EnumAccess<'de> for One<'_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let key: StrDeserializer<'_, Error> = self.key.into_deserializer();
        Ok((seed.deserialize(key)?, self))
    }
}

impl<'de> VariantAccess<'de> for One<'_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(seen())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(mut self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.take()?)
    }

    fn tuple_variant<V: Visitor<'de>>(mut self, length: usize, visitor: V) -> Result<V::Value, Error> {
        self.take()?.deserialize_tuple(length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        mut self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.take()?.deserialize_struct("", fields, visitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use uuid::Uuid;

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    enum State {
        Open,
        Closed { by: Uuid },
        Moved(Inner),
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Inner {
        #[serde(default)]
        minor: i64,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Outer {
        id: Uuid,
        at: Option<Inner>,
        many: Vec<Inner>,
        each: BTreeMap<Uuid, State>,
        #[serde(default)]
        late: Option<bool>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "only its shape is looked at")]
    struct Chain {
        next: Option<Box<Chain>>,
    }

    fn shape<A: DeserializeOwned>() -> String {
        let mut text = String::new();
        write::<A>(&mut Vec::new(), &mut text);
        text
    }

    #[test]
    fn a_shape_names_every_field_and_variant_however_deep_inside() {
        let state = "{Open,Closed,{by,}Moved,{minor,}}";
        assert_eq!(shape::<Outer>(), format!("{{id,at,{{minor,}}many,{{minor,}}each,{state}late,}}"));
    }

    #[test]
    fn a_type_that_holds_itself_has_a_shape_too() {
        assert_eq!(shape::<Chain>().matches("next").count(), DEEPEST);
    }

    #[test]
    fn a_type_has_the_same_number_each_time_and_another_type_another() {
        assert_eq!(of::<Outer>(), of::<Outer>());
        assert_ne!(of::<Outer>(), of::<Inner>());
    }
}
