//! `campaigns_place`: the countries there are campaigns in.

use super::get;
use crate::search::words::words;
use contracts::CampaignId;
use kernel::db::Sql;
use sea_orm::DbErr;

/// A place that campaigns are listed by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) slug: String,
    pub(crate) name: String,
}

impl Place {
    /// The last part of where a campaign is: `Onomichi, Hiroshima, Japan` is listed under Japan.
    fn of(place: &str) -> Option<Self> {
        let name = place.rsplit(',').next().map(str::trim).filter(|it| !it.is_empty())?;
        let slug = words(name).join("-");
        (!slug.is_empty()).then(|| Self { slug, name: name.to_owned() })
    }
}

/// Lists `campaign` under the place it names.
pub(crate) async fn note(db: &impl Sql, campaign: CampaignId, place: &str) -> Result<(), DbErr> {
    let place = Place::of(place);
    let slug = place.as_ref().map(|it| it.slug.clone()).unwrap_or_default();
    let sql = "UPDATE campaigns_campaign SET country = $2 WHERE id = $1 AND country <> $2";
    db.exec(sql, vec![campaign.0.into(), slug.into()]).await?;
    let Some(place) = place else { return Ok(()) };
    let sql = "INSERT INTO campaigns_place (slug, name) VALUES ($1, $2) ON CONFLICT (slug) DO NOTHING";
    db.exec(sql, vec![place.slug.into(), place.name.into()]).await.map(drop)
}

/// The first `limit` places by name.
pub(crate) async fn all(db: &impl Sql, limit: i64) -> Result<Vec<Place>, DbErr> {
    let rows =
        db.all("SELECT slug, name FROM campaigns_place ORDER BY name LIMIT $1", vec![limit.into()]).await?;
    rows.iter().map(|row| Ok(Place { slug: get(row, "slug")?, name: get(row, "name")? })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_campaign_is_listed_under_the_last_part_of_its_place() {
        let place = Place::of("Coorg and Hassan, Karnataka, India").map(|it| (it.slug, it.name));
        assert_eq!(place, Some(("india".into(), "India".into())));
        let place = Place::of("Wensleydale, United Kingdom").map(|it| it.slug);
        assert_eq!(place.as_deref(), Some("united-kingdom"));
        assert_eq!(Place::of(" , "), None);
    }
}
