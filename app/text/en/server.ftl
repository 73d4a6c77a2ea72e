# Where no page is made
busy-title = Busy
busy-heading = More people are here than we can serve at once
# $seconds: a whole number
busy-words = Nothing was charged and nothing was lost. Load the page again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
elsewhere-words = This form came from another site, or your browser does not say where it came from. Nothing was done and nothing was charged. Open the page here once more and send it from there.
