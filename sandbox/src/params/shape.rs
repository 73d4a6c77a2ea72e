use super::Params;
use crate::errors::ApiResult;

/// Names and what stands under them.
pub(crate) type Fields = &'static [(&'static str, Shape)];

/// What Stripe takes for a parameter that has no effect here.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    Text,
    Integer,
    Boolean,
    OneOf(&'static [&'static str]),
    List(&'static Shape),
    Object(Fields),
    /// An object of which the sandbox refuses those other names: they would have to change what happens.
    Part(Fields, &'static [&'static str]),
    /// An empty value stands for "none".
    Clearable(&'static Shape),
}

impl Shape {
    /// Takes the parameter out, if it is there and is so.
    pub(super) fn read(self, params: &mut Params, key: &str) -> ApiResult<()> {
        match self {
            Self::Text => params.text(key).map(drop),
            Self::Integer => params.integer(key).map(drop),
            Self::Boolean => params.boolean(key).map(drop),
            Self::OneOf(choices) => params.one_of(key, choices).map(drop),
            Self::List(element) => read_list(*element, params, key),
            Self::Object(known) => read_object(known, &[], params, key),
            Self::Part(known, undone) => read_object(known, undone, params, key),
            Self::Clearable(_) if params.is_empty(key) => {
                params.nodes.remove(key);
                Ok(())
            }
            Self::Clearable(inner) => inner.read(params, key),
        }
    }
}

fn read_object(known: Fields, undone: &[&str], params: &mut Params, key: &str) -> ApiResult<()> {
    if params.is_empty(key) {
        return Err(params.empty(key));
    }
    let Some(mut object) = params.branch(key)? else { return Ok(()) };
    object.accept(known)?;
    object.refuse_undone(undone)?;
    object.finish()
}

fn read_list(element: Shape, params: &mut Params, key: &str) -> ApiResult<()> {
    let path = params.name(key);
    let nodes = params.list(key)?.into_iter().map(|(place, node)| (place.to_string(), node)).collect();
    let mut items = Params { nodes, path };
    let places: Vec<_> = items.nodes.keys().cloned().collect();
    places.iter().try_for_each(|place| element.read(&mut items, place))
}
