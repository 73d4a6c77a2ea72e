//! Parameters that Stripe knows and that change nothing here: how its pages look, what else they ask for, what
//! banks and tax offices are told. What they may hold is Stripe's: <https://docs.stripe.com/api>.

use crate::params::Shape::{Boolean, Clearable, Integer, List, Object, OneOf, Part, Text};
use crate::params::{Fields, Shape};

const SWITCH: Shape = Object(&[("enabled", Boolean)]);
const WHERE_AVAILABLE: Shape = OneOf(&["if_available", "never"]);
const NETWORK: Shape = OneOf(&[
    "amex",
    "cartes_bancaires",
    "diners",
    "discover",
    "eftpos_au",
    "girocard",
    "interac",
    "jcb",
    "link",
    "mastercard",
    "unionpay",
    "unknown",
    "visa",
]);
const ADDRESS_LINES: Fields = &[
    ("city", Clearable(&Text)),
    ("country", Clearable(&Text)),
    ("line1", Clearable(&Text)),
    ("line2", Clearable(&Text)),
    ("postal_code", Clearable(&Text)),
    ("state", Clearable(&Text)),
];
const ADDRESS: Shape = Object(ADDRESS_LINES);
const REDISPLAY: Shape = OneOf(&["always", "limited", "unspecified"]);

/// Ways to pay. The sandbox knows cards.
#[rustfmt::skip]
const METHODS: &[&str] = &[
    "acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit",
    "bacs_debit", "bancontact", "billie", "bizum", "blik", "boleto", "card", "card_present", "cashapp",
    "crypto", "customer_balance", "demo_pay", "eps", "fpx", "giropay", "grabpay", "ideal", "interac_present",
    "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "mobilepay", "multibanco", "naver_pay",
    "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay", "payto", "pix",
    "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra", "sofort",
    "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip",
];

const SESSION_CARD: Shape = Part(
    &[
        ("request_extended_authorization", WHERE_AVAILABLE),
        ("request_incremental_authorization", WHERE_AVAILABLE),
        ("request_multicapture", WHERE_AVAILABLE),
        ("request_overcapture", WHERE_AVAILABLE),
        ("statement_descriptor_suffix_kana", Text),
        ("statement_descriptor_suffix_kanji", Text),
    ],
    &["capture_method", "installments", "request_three_d_secure", "restrictions", "setup_future_usage"],
);

const PAYMENT_CARD: Shape = Part(
    &[
        ("network", NETWORK),
        ("request_extended_authorization", WHERE_AVAILABLE),
        ("request_incremental_authorization", WHERE_AVAILABLE),
        ("request_multicapture", WHERE_AVAILABLE),
        ("request_overcapture", WHERE_AVAILABLE),
        ("require_cvc_recollection", Boolean),
        ("statement_descriptor_suffix_kana", Clearable(&Text)),
        ("statement_descriptor_suffix_kanji", Clearable(&Text)),
    ],
    &[
        "capture_method",
        "cvc_token",
        "installments",
        "mandate_options",
        "moto",
        "request_three_d_secure",
        "setup_future_usage",
        "three_d_secure",
    ],
);

const SETUP_CARD: Shape =
    Part(&[("network", NETWORK)], &["mandate_options", "moto", "request_three_d_secure", "three_d_secure"]);

const WORDS: Shape = Clearable(&Object(&[("message", Text)]));
const PICTURE: Shape = Object(&[("file", Text), ("type", OneOf(&["file", "url"])), ("url", Text)]);
const AUTO: Shape = OneOf(&["auto", "never"]);
const KEPT: Shape = OneOf(&["disabled", "enabled"]);
const NAME: Shape = Object(&[("enabled", Boolean), ("optional", Boolean)]);
#[rustfmt::skip]
const FONTS: &[&str] = &[
    "be_vietnam_pro", "bitter", "chakra_petch", "default", "hahmlet", "inconsolata", "inter", "lato", "lora",
    "m_plus_1_code", "montserrat", "noto_sans", "noto_sans_jp", "noto_serif", "nunito", "open_sans", "pridi",
    "pt_sans", "pt_serif", "raleway", "roboto", "roboto_slab", "source_sans_pro", "titillium_web",
    "ubuntu_mono", "zen_maru_gothic",
];

/// Of a session: how Stripe's page looks or what else it asks for. The sandbox's page is always the same.
pub(super) const SESSION: Fields = &[
    ("adaptive_pricing", SWITCH),
    (
        "after_expiration",
        Object(&[("recovery", Object(&[("allow_promotion_codes", Boolean), ("enabled", Boolean)]))]),
    ),
    ("allow_promotion_codes", Boolean),
    ("billing_address_collection", OneOf(&["auto", "required"])),
    (
        "branding_settings",
        Object(&[
            ("background_color", Clearable(&Text)),
            ("border_style", Clearable(&OneOf(&["pill", "rectangular", "rounded"]))),
            ("button_color", Clearable(&Text)),
            ("display_name", Text),
            ("font_family", Clearable(&OneOf(FONTS))),
            ("icon", PICTURE),
            ("logo", PICTURE),
        ]),
    ),
    (
        "consent_collection",
        Object(&[
            ("payment_method_reuse_agreement", Object(&[("position", OneOf(&["auto", "hidden"]))])),
            ("promotions", OneOf(&["auto", "none"])),
            ("terms_of_service", OneOf(&["none", "required"])),
        ]),
    ),
    (
        "custom_text",
        Object(&[
            ("after_submit", WORDS),
            ("shipping_address", WORDS),
            ("submit", WORDS),
            ("terms_of_service_acceptance", WORDS),
        ]),
    ),
    ("customer_update", Object(&[("address", AUTO), ("name", AUTO), ("shipping", AUTO)])),
    ("excluded_payment_method_types", List(&OneOf(METHODS))),
    ("name_collection", Object(&[("business", NAME), ("individual", NAME)])),
    ("origin_context", OneOf(&["mobile_app", "web"])),
    ("payment_method_collection", OneOf(&["always", "if_required"])),
    ("payment_method_configuration", Text),
    ("payment_method_options", Part(&[("card", SESSION_CARD)], METHODS)),
    ("permissions", Object(&[("update_shipping_details", OneOf(&["client_only", "server_only"]))])),
    ("phone_number_collection", SWITCH),
    ("redirect_on_completion", OneOf(&["always", "if_required", "never"])),
    (
        "saved_payment_method_options",
        Object(&[
            ("allow_redisplay_filters", List(&REDISPLAY)),
            ("payment_method_remove", KEPT),
            ("payment_method_save", KEPT),
        ]),
    ),
    ("wallet_options", Object(&[("link", Object(&[("display", AUTO)]))])),
];

pub(super) const LINE_ITEM: Fields =
    &[("adjustable_quantity", Object(&[("enabled", Boolean), ("maximum", Integer), ("minimum", Integer)]))];

pub(super) const PRICE: Fields = &[("tax_behavior", OneOf(&["exclusive", "inclusive", "unspecified"]))];

pub(super) const PRODUCT: Fields =
    &[("description", Text), ("images", List(&Text)), ("tax_code", Text), ("unit_label", Text)];

const TAX: Shape = Clearable(&Object(&[("total_tax_amount", Integer)]));
const AMOUNT_LINE: Shape = Object(&[
    ("discount_amount", Integer),
    ("product_code", Text),
    ("product_name", Text),
    ("quantity", Integer),
    ("tax", TAX),
    ("unit_cost", Integer),
    ("unit_of_measure", Text),
]);
const AMOUNT: Shape = Object(&[
    ("discount_amount", Clearable(&Integer)),
    ("enforce_arithmetic_validation", Boolean),
    ("line_items", Clearable(&List(&AMOUNT_LINE))),
    (
        "shipping",
        Clearable(&Object(&[
            ("amount", Clearable(&Integer)),
            ("from_postal_code", Clearable(&Text)),
            ("to_postal_code", Clearable(&Text)),
        ])),
    ),
    ("tax", TAX),
]);
const RADAR: Shape = Object(&[("referrer", Text), ("session", Text)]);
const PAYMENT_OPTIONS: Shape = Part(&[("card", Clearable(&PAYMENT_CARD))], METHODS);

pub(super) const PAYMENT: Fields = &[
    ("payment_method_options", PAYMENT_OPTIONS),
    ("radar_options", RADAR),
    ("amount_details", Clearable(&AMOUNT)),
    (
        "payment_details",
        Clearable(&Object(&[
            ("customer_reference", Clearable(&Text)),
            ("order_reference", Clearable(&Text)),
        ])),
    ),
    ("use_stripe_sdk", Boolean),
];

pub(super) const PAYMENT_CONFIRMATION: Fields = &[
    ("payment_method_options", PAYMENT_OPTIONS),
    ("radar_options", RADAR),
    ("mandate", Text),
    ("use_stripe_sdk", Boolean),
];

pub(super) const CAPTURE: Fields =
    &[("final_capture", Boolean), ("statement_descriptor", Text), ("statement_descriptor_suffix", Text)];

pub(super) const SETUP: Fields = &[
    ("payment_method_options", Part(&[("card", SETUP_CARD)], METHODS)),
    ("flow_directions", List(&OneOf(&["inbound", "outbound"]))),
    ("use_stripe_sdk", Boolean),
];

pub(super) const SETUP_CONFIRMATION: Fields =
    &[("payment_method_options", Part(&[("card", SETUP_CARD)], METHODS)), ("use_stripe_sdk", Boolean)];

pub(super) const CARD: Fields = &[("cvc", Text)];

/// Kept and shown.
pub(super) const PAYMENT_METHOD: Fields = &[
    (
        "billing_details",
        Object(&[
            ("address", Clearable(&ADDRESS)),
            ("email", Clearable(&Text)),
            ("name", Clearable(&Text)),
            ("phone", Clearable(&Text)),
            ("tax_id", Text),
        ]),
    ),
    ("allow_redisplay", REDISPLAY),
];

pub(super) const PAYMENT_METHODS: Fields = &[("allow_redisplay", REDISPLAY)];

/// Kept and shown.
pub(super) const CUSTOMER: Fields = &[
    ("address", Clearable(&ADDRESS)),
    ("shipping", Clearable(&Object(&[("address", ADDRESS), ("name", Text), ("phone", Text)]))),
    ("tax_exempt", Clearable(&OneOf(&["exempt", "none", "reverse"]))),
];

pub(super) const REFUND: Fields = &[("instructions_email", Text)];

const REQUESTED: Shape = Object(&[("requested", Boolean)]);
#[rustfmt::skip]
const OTHER_CAPABILITIES: &[&str] = &[
    "acss_debit_payments", "affirm_payments", "afterpay_clearpay_payments", "alma_payments",
    "amazon_pay_payments", "app_distribution", "au_becs_debit_payments", "bacs_debit_payments",
    "bancontact_payments", "bank_transfer_payments", "billie_payments", "bizum_payments", "blik_payments",
    "blik_recurring_payments", "boleto_payments", "card_issuing", "cartes_bancaires_payments",
    "cashapp_payments", "crypto_payments", "eps_payments", "fpx_payments", "gb_bank_transfer_payments",
    "giropay_payments", "grabpay_payments", "ideal_payments", "india_international_payments", "jcb_payments",
    "jp_bank_transfer_payments", "kakao_pay_payments", "klarna_payments", "konbini_payments",
    "kr_card_payments", "legacy_payments", "link_payments", "mb_way_payments", "mobilepay_payments",
    "multibanco_payments", "mx_bank_transfer_payments", "naver_pay_payments",
    "nz_bank_account_becs_debit_payments", "oxxo_payments", "p24_payments", "pay_by_bank_payments",
    "payco_payments", "paynow_payments", "paypay_payments", "payto_payments", "pix_payments",
    "promptpay_payments", "revolut_pay_payments", "samsung_pay_payments", "satispay_payments",
    "scalapay_payments", "sepa_bank_transfer_payments", "sepa_debit_payments", "sequra_payments",
    "sofort_payments", "sunbit_payments", "swish_payments", "tax_reporting_us_1099_k",
    "tax_reporting_us_1099_misc", "treasury", "twint_payments", "upi_payments",
    "us_bank_account_ach_payments", "us_bank_transfer_payments", "zip_payments",
];
const DAYS: Shape = OneOf(&["friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday"]);
const SCHEDULE: Shape = Object(&[
    // A number of days, or "minimum".
    ("delay_days", Text),
    ("interval", OneOf(&["daily", "manual", "monthly", "weekly"])),
    ("monthly_anchor", Integer),
    ("monthly_payout_days", List(&Integer)),
    ("weekly_anchor", DAYS),
    ("weekly_payout_days", List(&DAYS)),
]);
const TERMS: Shape = Object(&[("date", Integer), ("ip", Text), ("user_agent", Clearable(&Text))]);
const SETTINGS: Shape = Object(&[
    ("bacs_debit_payments", Object(&[("display_name", Text)])),
    (
        "branding",
        Object(&[("icon", Text), ("logo", Text), ("primary_color", Text), ("secondary_color", Text)]),
    ),
    ("card_issuing", Object(&[("tos_acceptance", TERMS)])),
    (
        "card_payments",
        Object(&[
            ("decline_on", Object(&[("avs_failure", Boolean), ("cvc_failure", Boolean)])),
            ("statement_descriptor_prefix", Text),
            ("statement_descriptor_prefix_kana", Clearable(&Text)),
            ("statement_descriptor_prefix_kanji", Clearable(&Text)),
        ]),
    ),
    ("invoices", Object(&[("hosted_payment_method_save", OneOf(&["always", "never", "offer"]))])),
    (
        "payments",
        Object(&[
            ("statement_descriptor", Text),
            ("statement_descriptor_kana", Text),
            ("statement_descriptor_kanji", Text),
        ]),
    ),
    (
        "payouts",
        Object(&[
            ("debit_negative_balances", Boolean),
            ("schedule", SCHEDULE),
            ("statement_descriptor", Text),
        ]),
    ),
    ("treasury", Object(&[("tos_acceptance", TERMS)])),
]);
const PROFILE: Shape = Object(&[
    ("annual_revenue", Object(&[("amount", Integer), ("currency", Text), ("fiscal_year_end", Text)])),
    ("estimated_worker_count", Integer),
    ("mcc", Text),
    (
        "minority_owned_business_designation",
        List(&OneOf(&[
            "lgbtqi_owned_business",
            "minority_owned_business",
            "none_of_these_apply",
            "prefer_not_to_answer",
            "women_owned_business",
        ])),
    ),
    ("monthly_estimated_revenue", Object(&[("amount", Integer), ("currency", Text)])),
    ("name", Text),
    ("product_description", Text),
    ("specified_commercial_transactions_act_url", Clearable(&Text)),
    ("support_address", ADDRESS),
    ("support_email", Text),
    ("support_phone", Text),
    ("support_url", Clearable(&Text)),
    ("url", Text),
]);

pub(super) const ACCOUNT: Fields = &[
    ("business_type", OneOf(&["company", "government_entity", "individual", "non_profit"])),
    ("capabilities", Part(&[("card_payments", REQUESTED), ("transfers", REQUESTED)], OTHER_CAPABILITIES)),
    ("settings", SETTINGS),
    ("business_profile", PROFILE),
    ("default_currency", Text),
];

pub(super) const ACCOUNT_LINK: Fields = &[(
    "collection_options",
    Object(&[
        ("fields", OneOf(&["currently_due", "eventually_due"])),
        ("future_requirements", OneOf(&["include", "omit"])),
    ]),
)];

pub(super) const TRANSFER: Fields = &[("description", Text)];

pub(super) const PAYOUT: Fields =
    &[("method", OneOf(&["instant", "standard"])), ("statement_descriptor", Text)];
