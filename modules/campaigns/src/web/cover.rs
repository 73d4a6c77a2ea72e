use super::parts::Support;
use crate::{
    card::{self, Card, Mark},
    cover::Drawing,
    progress::Stage,
    queries::{self, Standing},
    tables::campaign::Campaign,
};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{
    Context,
    web::{Error, Language, Page, Result, Text, View},
};
use serde::Serialize;

/// A cover is drawn from a seed, and the seed is in its address: it never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// A card says how far the campaign has come, and whoever shows it asks seldom.
const FOR_A_WHILE: &str = "public, max-age=300, s-maxage=300, stale-while-revalidate=3600";

/// What the picture of `campaign` shows, in words.
pub(super) fn words(view: &View, campaign: &Campaign) -> String {
    match campaign.cover_image {
        Some(_) => campaign.cover_alt.clone(),
        None => view.t(campaign.cover.motif.label(), &[]),
    }
}

/// The picture that is drawn for `campaign`, and what it shows.
pub(super) fn drawing(view: &View, campaign: &Campaign) -> Cover {
    Cover { label: view.t(campaign.cover.motif.label(), &[]), drawing: campaign.cover.draw() }
}

/// Where the picture of `campaign` is: the one its creator sent, or the one that is drawn.
pub(super) fn address(campaign: &Campaign) -> String {
    if let Some(image) = campaign.cover_image {
        return format!("/media/{image}/800.jpg");
    }
    let cover = campaign.cover;
    format!("/c/{}/cover.svg?{}-{}", campaign.slug, cover.motif.name(), cover.seed)
}

#[derive(Serialize)]
struct CoverPicture {
    cover: Cover,
}

/// A drawing as a page shows it.
#[derive(Serialize)]
pub(super) struct Cover {
    /// What is seen, for those who do not see it.
    label: String,
    #[serde(flatten)]
    drawing: Drawing,
}

impl Page for CoverPicture {
    const TEMPLATE: &'static str = "campaigns/cover.svg";
}

/// `GET /c/{slug}/cover.svg`
pub(crate) async fn show(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    view.picture(&CoverPicture { cover: drawing(&view, &standing.campaign) }, FOR_EVER)
}

/// `GET /c/{slug}/card.png`
pub(crate) async fn card(
    State(ctx): State<Context>,
    view: View,
    Path(slug): Path<String>,
) -> Result<Response> {
    let standing = queries::standing(&ctx.db, &slug).await?.ok_or(Error::NotFound)?;
    let from_right = view.language().is_right_to_left();
    let told = told(&Tale::of(&view, &standing), from_right, |it| view.say(it));
    let card = Card::of(standing, told, from_right);
    let file = tokio::task::spawn_blocking(move || card::png(&card)).await.map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/png")),
        (header::CACHE_CONTROL, HeaderValue::from_static(FOR_A_WHILE)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, file.map_err(anyhow::Error::from)?).into_response())
}

/// How far a campaign has come, twice: its numbers as the reader's language writes them, and as English does, whose
/// signs the card's letters have.
struct Tale {
    spoken: Support,
    plain: Support,
}

impl Tale {
    fn of(view: &View, standing: &Standing) -> Self {
        let in_language = |it| Support::told_in(it, standing);
        Self { spoken: in_language(view.language()), plain: in_language(Language::En) }
    }
}

/// What stands below the title of a card.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    figure: String,
    note: String,
    mark: Option<Mark>,
}

/// The figure and the note of a card, in the reader's language; where its letters are not among ours, figures alone,
/// which everybody reads. Few givers are counted there, too, and no sum is shown: a mark stands for the word.
fn told(tale: &Tale, from_right: bool, say: impl Fn(&Text) -> String) -> Told {
    let (figure, note) = in_words(&tale.spoken, say);
    if card::writes(&figure) && card::writes(&note) {
        return Told { figure, note, mark: None };
    }
    let it = &tale.plain;
    if it.stage == Stage::Early {
        let mark = if it.locked { Mark::Gifts } else { Mark::Persons };
        return Told { figure: it.givers.clone(), note: String::new(), mark: Some(mark) };
    }
    let note = if from_right {
        format!("{} · {}%", it.goal, it.percent)
    } else {
        format!("{}% · {}", it.percent, it.goal)
    };
    Told { figure: it.raised.clone(), note, mark: None }
}

/// What the campaign's page says of it, in the same words.
fn in_words(it: &Support, say: impl Fn(&Text) -> String) -> (String, String) {
    let note = match it.stage {
        Stage::Early => None,
        Stage::Near if !it.locked => Some(Text::of("campaign-to-go").with("sum", it.to_go.as_str())),
        Stage::Reached => Some(Text::of("campaign-reached")),
        Stage::Near | Stage::Underway => {
            let percent = say(&Text::of("campaign-percent").with("percent", it.percent));
            Some(Text::of("campaign-part-of").with("percent", percent).with("goal", it.goal.as_str()))
        }
    };
    let (many, counted) = if it.locked { ("tile-gifts", "gifts") } else { ("tile-givers", "givers") };
    let one = if it.one_giver { "true" } else { "false" };
    let givers = Text::of(many).with("one", one).with(counted, it.givers.as_str());
    let figure = if it.stage == Stage::Early { say(&givers) } else { it.raised.clone() };
    (figure, note.map(|it| say(&it)).unwrap_or_default())
}

impl Card {
    fn of(standing: Standing, told: Told, from_right: bool) -> Self {
        let support = Support::told_in(Language::En, &standing);
        let campaign = standing.campaign;
        Self {
            cover: campaign.cover.draw(),
            organiser: campaign.organiser,
            title: campaign.title,
            figure: told.figure,
            note: told.note,
            mark: told.mark,
            from_right,
            filled: u8::try_from(support.filled).ok().filter(|_| support.stage != Stage::Early),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn support(stage: Stage, signs: [&str; 3]) -> Support {
        let [raised, goal, givers] = signs.map(str::to_owned);
        let to_go = "8".to_owned();
        let (percent, filled, milestone) = (71, 71, None);
        let (one_giver, locked) = (false, false);
        Support { stage, raised, goal, percent, filled, to_go, milestone, givers, one_giver, locked }
    }

    fn figures(figure: &str, note: &str) -> Told {
        Told { figure: figure.into(), note: note.into(), mark: None }
    }

    fn tale(stage: Stage) -> Tale {
        Tale {
            spoken: support(stage, ["٢٩٨ €", "٤٢٠ €", "١٢"]),
            plain: support(stage, ["€298", "€420", "12"]),
        }
    }

    #[test]
    fn a_card_speaks_every_language_that_our_letters_write() {
        let spanish =
            Tale { spoken: support(Stage::Underway, ["298 €", "420 €", "12"]), ..tale(Stage::Underway) };
        let said = told(&spanish, false, |it| match it.key {
            "campaign-percent" => "71\u{a0}%".into(),
            "campaign-part-of" => "71\u{a0}% de 420\u{a0}€, ¡y año tras año más!".into(),
            other => other.into(),
        });
        assert_eq!(said, figures("298 €", "71\u{a0}% de 420\u{a0}€, ¡y año tras año más!"));
    }

    #[test]
    fn a_card_in_other_letters_shows_figures_and_no_words_of_any_language() {
        let said = |stage, from_right| told(&tale(stage), from_right, |_| "٧١٪ من ٤٢٠".into());
        for stage in [Stage::Underway, Stage::Near, Stage::Reached] {
            assert_eq!(said(stage, false), figures("€298", "71% · €420"), "{stage:?}");
            assert_eq!(said(stage, true), figures("€298", "€420 · 71%"), "read from the right: {stage:?}");
        }
        // Figures that our letters have, among words that they have not.
        let hindi = Tale { spoken: support(Stage::Near, ["€298", "€420", "12"]), ..tale(Stage::Near) };
        assert_eq!(told(&hindi, false, |_| "€8 बाकी".into()).note, "71% · €420");
    }

    #[test]
    fn a_card_in_other_letters_counts_few_givers_and_shows_no_sum_and_no_percentage() {
        let mut early = tale(Stage::Early);
        let said = |it: &Tale| told(it, true, |_| "المتبرعون: ١٢".into());
        assert_eq!(said(&early), Told { mark: Some(Mark::Persons), ..figures("12", "") });
        early.plain.locked = true;
        assert_eq!(
            said(&early),
            Told { mark: Some(Mark::Gifts), ..figures("12", "") },
            "promises, not persons"
        );
    }
}
