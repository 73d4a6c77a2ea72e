# Where no page is made
busy-title = Busy
busy-heading = More people are here than we can serve at once
# $seconds: a whole number
busy-words = What you asked for was not done just now, and nothing was lost. If you paid before, it counts: do not pay again. Load the page again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
