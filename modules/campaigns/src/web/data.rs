//! What a campaign is, for machines that read pages: JSON-LD in the words of schema.org.

use crate::{deadline::Shown, tables::campaign::Campaign};
use kernel::web::Language;
use serde_json::json;

/// JSON-LD of the page of `campaign` in `language` on the site at `site`. It holds no `<`, `>` or `&`, so that it can end no element.
pub(super) fn of(campaign: &Campaign, site: &str, language: Language, deadline: &Shown) -> String {
    let page = format!("{site}{}/c/{}", language.prefix(), campaign.slug);
    let data = json!({
        "@context": "https://schema.org",
        "@type": "WebPage",
        "name": campaign.title,
        "description": campaign.promise,
        "url": page,
        "primaryImageOfPage": format!("{site}{}", super::cover::address(campaign)),
        "expires": deadline.machine,
        "potentialAction": {
            "@type": "DonateAction",
            "target": format!("{page}/give"),
            "priceCurrency": campaign.goal.currency.code(),
            "recipient": {
                "@type": "Organization",
                "name": campaign.organiser,
                "address": campaign.place,
            },
        },
    });
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
