# The back office's front room

check-underway = The whole log is being gone through. This takes longer than a page may; the answer will stand here.
check-again = Look again

jobs-title = Jobs
jobs-lede = What the program does by itself, kind by kind. A kind that is told to wait begins nothing new, here and in every other process; what is at work ends. It goes on where it was.
jobs-next = What { $kind } of { $module } would do next
jobs-next-none = Nothing waits.
jobs-next-hint = The first { $n }, in their order. Looking does nothing.
jobs-when = When
jobs-about = About
jobs-tries = Tries
jobs-error = Last error
jobs-kind = Kind
jobs-ready = In line
jobs-due = Due
jobs-running = At work
jobs-dead = Gave up
jobs-last = Last done
jobs-first = Next
jobs-switch = Switch
jobs-waits = waits
jobs-paused = since { $since }, { $by }: { $reason }
jobs-resume = Let it go on
jobs-switch-off = Tell it to wait
jobs-why = Why
jobs-pause = Let it wait
