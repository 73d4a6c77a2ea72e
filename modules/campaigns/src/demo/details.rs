//! What could go wrong with some of the demo's campaigns, what people ask them, and what gifts to two of them do.

/// Beside a campaign of the demo. Amounts are in the smallest unit of its currency.
pub(super) struct Details {
    pub(super) slug: &'static str,
    pub(super) risks: &'static str,
    pub(super) faq: &'static [(&'static str, &'static str)],
    pub(super) impacts: &'static [(i64, &'static str)],
}

/// The details of the campaign at `slug`, if it has any.
pub(super) fn of(slug: &str) -> Option<&'static Details> {
    ALL.iter().find(|it| it.slug == slug)
}

pub(super) const ALL: &[Details] = &[
    Details {
        slug: "shade-for-the-upper-kaveri",
        risks: "**The rains may come late.** Saplings can wait in the nursery until the middle of July. After that we \
                plant what is left in the next season and say so here.\n\n**Some trees die.** We reckon with two in \
                ten and replace each once. A count below seven in ten would mean that something is wrong with how we \
                plant, and we would stop and find out before we go on.\n\n**A family may change its mind.** Then \
                their trees go to the next farm on the list.",
        faq: &[
            (
                "Who owns the trees?",
                "The family on whose land they stand. They may pick the fruit at once and fell the timber trees after \
                 fifteen years, one for each two they plant.",
            ),
            (
                "Can I say where mine are planted?",
                "No, but we tell you. Six weeks after planting you get the name of the village and how many trees \
                 stand there.",
            ),
            (
                "Why not the river bank itself?",
                "It belongs to the forest department, which plants there. We plant where nobody else does: on the \
                 edges of fields.",
            ),
        ],
        impacts: &[],
    },
    Details {
        slug: "a-roof-for-the-high-hut",
        risks: "**Weather.** Eleven flights need eleven clear mornings. We have booked the carpenter for five weeks and \
                need three.\n\n**More rot than we saw.** Two rafters are priced. If there are more, the new stove pipe \
                waits for another year.\n\n**Larch.** The price of the shingles is agreed in writing until the end of \
                August.",
        faq: &[
            (
                "Is the hut open while you build?",
                "The guest room is, on weekends. The bunks are closed for the five weeks.",
            ),
            (
                "Why not sheet metal?",
                "It would be a third cheaper. The hut is listed, and hail on metal keeps 34 people awake.",
            ),
        ],
        impacts: &[],
    },
    Details {
        slug: "a-library-that-floats",
        risks: "**The hull survey may find more.** Two repairs are priced. Anything beyond them comes out of the money \
                for shelves, and the boat begins with fewer books.\n\n**Low water.** At two of the nine villages she \
                can only lie at high tide in a dry summer. There we come by van.\n\n**The skipper falls ill.** A second \
                volunteer is sitting for his licence in the spring.",
        faq: &[
            (
                "Can I give books instead?",
                "Thank you, but please do not: the hold takes 3,000, and the list is made with the nine villages.",
            ),
            (
                "Do I need a card of the county's?",
                "Yes. You can get one on board with anything that has your name and address on it.",
            ),
            (
                "What happens in winter?",
                "She sails all year except in January, when she is out of the water.",
            ),
        ],
        impacts: &[
            (1_700, "Ten books, bought from a shop nearby"),
            (8_500, "A shelf of fifty books"),
            (17_000, "A mooring at one village for a year"),
        ],
    },
    Details {
        slug: "a-clinic-on-the-trail",
        risks: "**The monsoon.** If the walls are not roofed by the middle of June we cover them and go on in October. \
                The nurse then begins half a year later, and her pay waits in the bank.\n\n**No nurse.** Two who grew up \
                in the valley have said yes in writing. If both leave, the hospital lends us one for ten days of each \
                month.\n\n**The district changes its plans.** Its promise to take over the pay is signed. We know what a \
                signature is worth after an election, and keep a reserve of three months.",
        faq: &[
            (
                "Why stone and not prefabricated walls?",
                "Stone is cut here for nothing. A wall from the city costs more to carry up than to buy.",
            ),
            (
                "Who sees the accounts?",
                "Every household that works on it, at a meeting every second month, and you: we post the page here.",
            ),
            (
                "Do patients pay?",
                "Nothing for children, births and vaccines. Others pay what the district's posts ask, about 40 cents.",
            ),
        ],
        impacts: &[
            (2_000, "A little more than a day of the nurse's pay"),
            (13_000, "A week of the nurse's pay"),
            (55_000, "A month of the nurse's pay"),
        ],
    },
    Details {
        slug: "relight-the-bathhouse",
        risks: "**The chimney.** The sleeve is priced for sound brick. If the mason finds cracks below the roof, the tiles \
                of the changing room stay as they are.\n\n**The inspection.** The boiler has to pass before we open. The \
                maker repeats it at his own cost once.\n\n**Fewer guests than we think.** We need seventy a day and \
                reckon with ninety. The last owner had a hundred and ten.",
        faq: &[
            (
                "What will a bath cost?",
                "What the prefecture allows for every public bath, and nothing on top.",
            ),
            (
                "May I come with a tattoo?",
                "Yes. This has always been a bath for the harbour, and it stays one.",
            ),
        ],
        impacts: &[],
    },
    Details {
        slug: "ring-the-dale",
        risks: "**The tenor may crack again.** The foundry guarantees it for thirty years.\n\n**Bats.** There is a roost \
                under the louvres. We work between October and March, when it is empty, and the licence for that is \
                granted.\n\n**Scaffold.** It is hired by the week. Two weeks of storm would cost what the new ropes cost; \
                then we ring with the old ones for a year.",
        faq: &[
            ("Why recast a bell and not weld it?", "Welding was tried in 2014. It held for three years."),
            (
                "How often will they ring?",
                "The hour from eight in the morning until nine in the evening, and on Sundays before the service.",
            ),
        ],
        impacts: &[],
    },
];
