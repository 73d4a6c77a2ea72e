# The texts of analytics. A key begins with the page or the noun.

# A creator's figures
figures-title = { $campaign } in figures
figures-heading = Figures
figures-as-of = As of { $when }. Until its end { $open }the campaign's page{ $close } shows the same sum.
figures-none = No gifts yet
figures-none-hint = Figures appear with the first gift. Whoever sees the page first is whoever you send it to.
figures-none-share = Share the campaign
figures-none-over = No gifts came
figures-none-over-hint = The campaign ended without a gift, so there is nothing to show.
figures-raised = Raised
figures-goal = Goal
figures-gifts = Gifts
figures-average = A gift on average
figures-given = Given
figures-taken-back = Taken back
figures-plans = Regular gifts that go on
figures-plans-month = They promise a month
figures-pace = Raised, day by day
figures-ahead = { $raised } came in. To arrive in time { $due } had to be there today.
figures-behind = { $raised } came in. To arrive in time { $due } should be there today.
figures-over = { $raised } came in. The goal was { $goal }.
figures-pace-chart = What was raised by the end of each day, and a straight line to the goal at the deadline
figures-pace-key = The solid line is what was raised. The dashed line leads straight to the goal at the deadline.
figures-day = Day (UTC)
figures-due = Due by then
figures-hours = Gifts by the hour, the last 48 hours
figures-days = Gifts by the day, the last 30 days
figures-summary = { $gifts ->
    [one] { $gifts } gift
   *[other] { $gifts } gifts
}, { $given } given, { $back } taken back
figures-bars-key = What was given stands on the line, what was taken back hangs below it.
figures-hour = Hour from (UTC)
figures-sources = Where gifts came from
figures-sources-hint = Add a word of your own to the links you send, and see here what came of each: { $link }
figures-source = Link
figures-direct = Without a mark
figures-offline = By hand
figures-amounts = How much people give
figures-amounts-chart = How many gifts lie between two round amounts
figures-amounts-key = How high a bar is says how many gifts there are, and its place how large they are.
figures-amounts-said = The highest bar: { $many } of { $gifts ->
    [one] { $gifts } gift
   *[other] { $gifts } gifts
}, from { $low } to less than { $high }.
figures-amounts-top = { $gifts ->
    [one] { $gifts } gift
   *[other] { $gifts } gifts
}
figures-amount-from = From
figures-amount-to = Less than
figures-no-views = Visits are not counted: pages are the same for everybody and come from caches, so nobody is followed.
