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

# Redriving many keys at once
redrive-title = Redrive many at once
redrive-lede = Keys that wait for a person, found by the message at the head of each. Looking does nothing; what is listed is what would be redriven, each key in its own order. One that is still refused keeps its place, and the others go on.
redrive-module = Module
redrive-subscriber = Subscriber
redrive-topic = Message at the head
redrive-error = Error
redrive-error-hint = a part of it, letter for letter
redrive-any = any
redrive-look = Show what would be redriven
redrive-plan = What would be redriven
redrive-plan-hint = { $messages ->
    [one] One message
   *[other] { $messages } messages
} of { $keys ->
    [one] one key.
   *[other] { $keys } keys, in this order.
}
redrive-more = There are more; these are done first.
redrive-none = No key waits that is like that.
redrive-key = Key
redrive-messages = Messages
redrive-since = Since
redrive-go = { $keys ->
    [one] Redrive this key
   *[other] Redrive these { $keys } keys
}
redrive-done = { $keys ->
    [one] One key flows again
   *[other] { $keys } keys flow again
}; { $messages ->
    [one] one message was handled.
   *[other] { $messages } messages were handled.
}
redrive-left = { $n ->
    [one] There was no time for one key, which waits as before.
   *[other] There was no time for { $n } keys, which wait as before.
}
redrive-refused = Still refused
