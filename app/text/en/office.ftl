# The back office's front room

check-underway = The whole log is being gone through. This takes longer than a page may; the answer will stand here.
check-again = Look again
