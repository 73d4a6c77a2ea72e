# Where no page is made
busy-title = बहुत भीड़ है
busy-heading = यहाँ इस समय इतने लोग हैं कि हम सबको एक साथ पेज नहीं दे सकते
# $seconds: a whole number
busy-words = आपने जो माँगा वह अभी नहीं हुआ, और कुछ भी खोया नहीं है। आपने पहले भुगतान किया हो तो वह गिना जाता है: दोबारा भुगतान न करें। { $seconds ->
        [one] { $seconds } सेकंड
       *[other] { $seconds } सेकंड
    } में पेज फिर से खोलें।
