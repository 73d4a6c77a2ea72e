# The back office's front room

check-underway = पूरा अभिलेख जाँचा जा रहा है। इसमें एक पृष्ठ से अधिक समय लगता है; उत्तर यहीं दिखेगा।
check-again = फिर देखें
