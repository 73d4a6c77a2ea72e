//! Currencies, by ISO 4217.
//!
//! Codes and minor units follow ISO 4217 list one; symbols follow CLDR's English data. Where the two
//! disagree on decimals (CLDR shows none for COP, HUF, IDR, IQD and PKR) ISO 4217 wins: amounts are kept exactly.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[cfg(test)]
mod tests;

macro_rules! currencies {
    ($($name:literal $variant:ident $code:literal $exponent:literal $symbol:literal [$($sign:literal)*])*) => {
        /// A currency of ISO 4217, written as its three-letter code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(
            feature = "sea-orm",
            derive(sea_orm::DeriveValueType),
            sea_orm(value_type = "String", column_type = "Text")
        )]
        pub enum Currency {
            $(#[doc = $name] #[serde(rename = $code)] $variant,)*
        }

        impl Currency {
            /// Every currency known here, by code.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The three-letter code: `INR`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),* }
            }

            /// The name in English: `Indian rupee`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// How many decimals the smallest unit has: 0 for JPY, 2 for EUR, 3 for KWD.
            pub const fn exponent(self) -> u8 {
                match self { $(Self::$variant => $exponent),* }
            }

            /// A symbol no other currency here has (`₹`, `CA$`); the code where there is none.
            pub const fn symbol(self) -> &'static str {
                match self { $(Self::$variant => $symbol),* }
            }

            /// What else people write beside an amount. Several currencies share some of these.
            const fn signs(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($sign),*]),* }
            }
        }
    };
}

currencies! {
    "United Arab Emirates dirham" Aed "AED" 2 "AED" ["د.إ" "Dh" "Dhs"]
    "Argentine peso" Ars "ARS" 2 "ARS" ["$"]
    "Australian dollar" Aud "AUD" 2 "A$" ["$" "AU$"]
    "Bangladeshi taka" Bdt "BDT" 2 "BDT" ["৳" "Tk" "Tk."]
    "Bahraini dinar" Bhd "BHD" 3 "BHD" ["د.ب" "BD"]
    "Brazilian real" Brl "BRL" 2 "R$" []
    "Canadian dollar" Cad "CAD" 2 "CA$" ["$" "C$" "$CA"]
    "Swiss franc" Chf "CHF" 2 "CHF" ["Fr" "Fr." "SFr."]
    "Chilean peso" Clp "CLP" 0 "CLP" ["$"]
    "Chinese yuan" Cny "CNY" 2 "CN¥" ["¥" "元"]
    "Colombian peso" Cop "COP" 2 "COP" ["$"]
    "Costa Rican colón" Crc "CRC" 2 "CRC" ["₡"]
    "Czech koruna" Czk "CZK" 2 "CZK" ["Kč"]
    "Danish krone" Dkk "DKK" 2 "DKK" ["kr" "kr."]
    "Egyptian pound" Egp "EGP" 2 "EGP" ["E£" "ج.م" "LE"]
    "Ethiopian birr" Etb "ETB" 2 "ETB" ["Br"]
    "Euro" Eur "EUR" 2 "€" ["Euro" "Euros"]
    "Pound sterling" Gbp "GBP" 2 "£" []
    "Georgian lari" Gel "GEL" 2 "GEL" ["₾"]
    "Ghanaian cedi" Ghs "GHS" 2 "GHS" ["GH₵" "₵"]
    "Hong Kong dollar" Hkd "HKD" 2 "HK$" ["$"]
    "Hungarian forint" Huf "HUF" 2 "HUF" ["Ft"]
    "Indonesian rupiah" Idr "IDR" 2 "IDR" ["Rp" "Rp."]
    "Israeli new shekel" Ils "ILS" 2 "₪" []
    "Indian rupee" Inr "INR" 2 "₹" ["Rs" "Rs." "रु" "रु." "ரூ" "ரூ." "ರೂ" "ರೂ." "रुपये"]
    "Iraqi dinar" Iqd "IQD" 3 "IQD" ["د.ع"]
    "Icelandic króna" Isk "ISK" 0 "ISK" ["kr" "kr."]
    "Jordanian dinar" Jod "JOD" 3 "JOD" ["د.أ" "JD"]
    "Japanese yen" Jpy "JPY" 0 "¥" ["円" "JP¥"]
    "Kenyan shilling" Kes "KES" 2 "KES" ["Ksh" "KSh."]
    "South Korean won" Krw "KRW" 0 "₩" ["원"]
    "Kuwaiti dinar" Kwd "KWD" 3 "KWD" ["د.ك" "KD"]
    "Kazakhstani tenge" Kzt "KZT" 2 "KZT" ["₸"]
    "Sri Lankan rupee" Lkr "LKR" 2 "LKR" ["Rs" "Rs."]
    "Libyan dinar" Lyd "LYD" 3 "LYD" ["د.ل" "LD"]
    "Moroccan dirham" Mad "MAD" 2 "MAD" ["د.م." "DH"]
    "Mexican peso" Mxn "MXN" 2 "MX$" ["$"]
    "Malaysian ringgit" Myr "MYR" 2 "MYR" ["RM"]
    "Nigerian naira" Ngn "NGN" 2 "NGN" ["₦"]
    "Norwegian krone" Nok "NOK" 2 "NOK" ["kr" "kr."]
    "Nepalese rupee" Npr "NPR" 2 "NPR" ["Rs" "Rs." "रु" "रु."]
    "New Zealand dollar" Nzd "NZD" 2 "NZ$" ["$"]
    "Omani rial" Omr "OMR" 3 "OMR" ["ر.ع." "RO"]
    "Peruvian sol" Pen "PEN" 2 "PEN" ["S/" "S/."]
    "Philippine peso" Php "PHP" 2 "₱" []
    "Pakistani rupee" Pkr "PKR" 2 "PKR" ["Rs" "Rs."]
    "Polish złoty" Pln "PLN" 2 "PLN" ["zł"]
    "Paraguayan guaraní" Pyg "PYG" 0 "PYG" ["₲"]
    "Qatari riyal" Qar "QAR" 2 "QAR" ["ر.ق" "QR"]
    "Romanian leu" Ron "RON" 2 "RON" ["lei"]
    "Rwandan franc" Rwf "RWF" 0 "RWF" ["RF" "FRw"]
    "Saudi riyal" Sar "SAR" 2 "SAR" ["ر.س" "SR"]
    "Swedish krona" Sek "SEK" 2 "SEK" ["kr" "kr."]
    "Singapore dollar" Sgd "SGD" 2 "SGD" ["$" "S$"]
    "Thai baht" Thb "THB" 2 "THB" ["฿" "บาท"]
    "Tunisian dinar" Tnd "TND" 3 "TND" ["د.ت" "DT"]
    "Turkish lira" Try "TRY" 2 "TRY" ["₺" "TL"]
    "New Taiwan dollar" Twd "TWD" 2 "NT$" ["$" "元"]
    "Tanzanian shilling" Tzs "TZS" 2 "TZS" ["TSh"]
    "Ukrainian hryvnia" Uah "UAH" 2 "UAH" ["₴"]
    "Ugandan shilling" Ugx "UGX" 0 "UGX" ["USh"]
    "United States dollar" Usd "USD" 2 "$" ["US$" "$US"]
    "Uruguayan peso" Uyu "UYU" 2 "UYU" ["$" "$U"]
    "Vietnamese đồng" Vnd "VND" 0 "₫" ["đ"]
    "Central African CFA franc" Xaf "XAF" 0 "FCFA" []
    "West African CFA franc" Xof "XOF" 0 "XOF" ["FCFA" "CFA"]
    "South African rand" Zar "ZAR" 2 "ZAR" ["R"]
}

impl Currency {
    /// Whether our payment provider takes cards in it, so that a campaign can collect it (docs.stripe.com/currencies).
    pub const fn can_be_collected(self) -> bool {
        !matches!(self, Self::Iqd | Self::Lyd)
    }

    /// Whether `mark`, found beside an amount, can stand for this currency.
    pub(crate) fn is_marked_by(self, mark: &str) -> bool {
        let marks = [self.code(), self.symbol()].into_iter().chain(self.signs().iter().copied());
        let mark = mark.to_lowercase();
        marks.into_iter().any(|it| it.to_lowercase() == mark)
    }

    /// The currency `mark` most likely stands for: its own code or symbol before a shared sign.
    pub(crate) fn marked_by(mark: &str) -> Option<Self> {
        let own = |it: &&Self| it.code().eq_ignore_ascii_case(mark) || it.symbol() == mark;
        let any = |it: &&Self| it.is_marked_by(mark);
        Self::ALL.iter().find(own).or_else(|| Self::ALL.iter().find(any)).copied()
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

/// A code that is no currency known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not the code of a currency known here")]
pub struct UnknownCurrency(pub String);

impl FromStr for Currency {
    type Err = UnknownCurrency;

    /// Reads a code in either case: payment providers write `inr`.
    fn from_str(code: &str) -> Result<Self, UnknownCurrency> {
        let found = Self::ALL.iter().find(|it| it.code().eq_ignore_ascii_case(code));
        found.copied().ok_or_else(|| UnknownCurrency(code.chars().take(16).collect()))
    }
}

/// Asked for of every primary key, for databases that number rows; a currency is never such a number.
#[cfg(feature = "sea-orm")]
impl sea_orm::TryFromU64 for Currency {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("Currency"))
    }
}
