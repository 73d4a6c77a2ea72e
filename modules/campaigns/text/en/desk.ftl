# The texts of the dashboard and of the moderators' rooms. A key begins with the page or the noun.
community-updates-heading = Updates
community-no-updates = No update yet.
community-no-comments = Nobody has said or asked anything yet.
community-ask = Ask the organiser
community-updates = All updates ({ $many })
community-comments = Read all and write ({ $many })
community-history = What changed
community-report = Report this campaign

preview-goal = Goal
preview-minimum = Least amount
preview-model = Funding
preview-all = All or nothing
preview-keep = Keep what is raised
preview-ends = Ends
preview-address = Address
preview-story = Story
preview-nothing = Nothing yet.
preview-budget = Where the money goes
preview-rewards = Rewards
preview-add-on = add-on
preview-impacts = What gifts do
preview-unlimited = as many as are asked for
preview-closed = closed
preview-limited = { $many } in all
preview-risks = Risks
preview-faq = Questions

comments-title = Comments: { $title }
comments-heading = Comments and questions
comments-field = Say or ask something
comments-hint = Shown with your name. The organiser reads it.
comments-post = Post the comment

comments-sign-in = Log in to write something

comments-empty = Nobody has written yet

comments-empty-words = The first question often helps others too.

comments-hidden = A comment was hidden: { $reason }
comments-team = organiser
comments-taken-back = A comment was taken back by its author.
comments-turned-back = A comment is not shown any more.
comments-turned-back-own = Your comment is not shown any more, because you took your gift back. It is shown again when you give again.
# Said for the name of whoever closed their account
somebody-left = Somebody who left
comments-take-back = Take this comment back
comments-take-back-for-good = Its words are gone for good. That there was a comment stays.
comments-take-back-now = Take it back
comments-report = Report this comment
comments-earlier = Earlier comments
comments-later = Later comments
comments-newest = Go to the newest comment
comments-reply = Reply
comments-answer-field = Your answer
comments-answer-post = Post the answer
comments-answers-more = Show all answers
comments-all = All comments

backers-title = Backers: { $title }
backers-heading = Backers
backers-state = State
backers-any = Any
backers-reward = Reward
# $many: how many of it. $title: the title of an add-on
backers-add-on = { $many } × { $title }
backers-show = Show these
backers-none = Nobody fits
backers-empty = Nobody has given yet
backers-all = Show all backers

backers-empty-words = Whoever gives appears here at once, with the reward they chose.

backers-name = Name
backers-amount = Amount
backers-when = When
backers-unnamed = would rather not be named
backers-counts = (counts { $counts })
backers-next = Earlier ones
backers-csv = Download these as a table (CSV)

backers-send = Mark as sent
backers-sent = Sent on { $at }
backers-sent-change = Change how it was sent

sending-title = Reward of a backer: { $title }
sending-heading = Reward: { $reward }
sending-to = For { $name }
sending-to-unnamed = For a backer who would rather not be named
sending-add-ons = Taken besides:
sending-where = Where it goes
sending-where-hint = For the parcel alone: the donor may not be named anywhere.
sending-where-unknown = The donor has not said where it goes. They can do so on the page of their pledge.
sending-intro = The donor gets a mail and sees on the page of their pledge that it is on its way. If their bank asks about the payment, the bank is told, too.
sending-carrier = Who carries it (optional)
sending-carrier-hint = The post, a courier, or yourself.
sending-tracking = Tracking number (optional)
sending-tracking-hint = With it the donor can see where it is.
sending-change = Save
sending-back = Back to the backers
sending-not = Mark as not sent
sending-not-hint = If it was marked by mistake. The donor is written to, and can say again where it goes.
refused-reward-sent = This reward cannot be sent: its gift does not count any more, or is not charged yet.

desk-comments-title = Comments: { $title }
desk-comments-heading = Comments and questions
desk-comments-empty = Nobody has written yet
desk-comments-empty-words = Questions appear here and on the campaign's page. What is asked often belongs into the questions of the campaign.
desk-comments-team = team
desk-comments-answers = Answers “{ $words }”
desk-comments-hidden = Hidden: { $reason }
desk-comments-hide = Hide this comment
desk-comments-why = Why? This stands in its place.
desk-comments-hide-now = Hide it
desk-comments-answer = Answer on the campaign's page

desk-notes-staff = review team

team-may-edit = write words and pictures
team-may-updates = post updates, answer and hide comments
team-may-money = see who gave what

report-untrue = What it says is not true
report-misused = The money is used for something else
report-harmful = It harms or insults somebody
report-stolen = Words or pictures were taken from somebody
report-other = Something else

desk-edit-nav = Sections
desk-edit-missing = still missing
desk-edit-closed = It cannot be changed while it is { $status }.
desk-edit-closed-go = See what you can do
desk-edit-autosaved = Saved as a draft.
desk-edit-unsaved = Not saved yet:
desk-edit-offline = Not saved: no connection. Your text is still here.
desk-edit-next = Save and go on
desk-edit-save = Save
desk-edit-public = This campaign has begun: a change is public at once, and what it said before stays readable.

desk-basics-title = Title
desk-basics-promise = In one sentence
desk-basics-promise-hint = What will be there that is not there now? Lists and shared links show this.
desk-basics-organiser = Who runs it
desk-basics-place = Where
desk-basics-place-hint = A town and a country will do.
desk-basics-category = Kind
desk-basics-category-empty = Choose one
desk-basics-language = Language of the campaign
desk-basics-language-hint = The one that you write in. Browsers read the campaign aloud, and translate it, by what stands here.
desk-basics-frozen = What stands still
desk-basics-goal = Goal
desk-basics-minimum = Least amount
desk-basics-model = Funding

desk-model-all = All or nothing
desk-model-keep = Keep what is raised

desk-basics-deadline = Last day
desk-basics-slug = Address
desk-basics-frozen-why = Donors gave on these terms.
desk-basics-currency = Currency
desk-basics-model-legend = When are donors charged?

desk-model-keep-words = Cards are charged at once. You get what comes in, whether the goal is reached or not.
desk-model-all-words = Cards are saved, and charged on the last day only if the goal was reached. For what half the money cannot do.

desk-basics-goal-field = Goal ({ $sign })
desk-basics-goal-hint = What you need, with the fees. The lines of “Where the money goes” add up to it.
desk-basics-minimum-field = The least that can be given ({ $sign })
desk-basics-deadline-field = Last day
desk-basics-deadline-hint = Gifts count until that day is over, in the time zone below.
desk-basics-zone = Time zone
desk-basics-slug-field = Address
desk-basics-slug-hint = The last part of the link: { $url }/c/…

desk-budget-intro = Donors look for this right after the aim. Name each use of the money; together the lines are the goal.
# $percent: already with its sign
desk-fee = The platform keeps { $percent } of what is collected for you, and nothing when nothing is. It pays the payment provider's fee for each card payment. Reckon with its share in your goal.
desk-budget-frozen = This stands still after the start. Tell donors of a change in an update.
desk-budget-line = Line { $n }
desk-budget-for = For what
desk-budget-much = How much ({ $sign })
desk-budget-line-new = Line { $n }
desk-budget-more = Empty a line to remove it. Save to get more lines.
desk-budget-adds = The lines add up to the goal of { $goal }.
desk-budget-sum = The lines add up to { $sum }. The goal is written under Basics.

desk-cover-intro = A picture of the place or the people says more than a logo. Without one we draw something that suits the kind of campaign.
desk-cover-other = Another picture
desk-cover-picture = Picture
desk-cover-hint = JPEG, PNG or WebP, up to 10 MB, at least 800 pixels wide. Where and with what it was taken is removed.
desk-cover-remove = Remove the picture
desk-cover-alt = What the picture shows
desk-cover-alt-hint = Read aloud to people who cannot see it.

desk-details-intro = What could go wrong, and what would you do then? People trust those who have thought about it.
desk-details-risks = Risks
desk-details-faq = Questions people will ask
desk-details-question-n = Question { $n }
desk-details-question = Question
desk-details-answer = Answer
desk-details-question-new = Another question
desk-details-more = Empty both fields to remove a question. Save to get room for another one.

desk-gifts-intro = Up to four amounts that are offered to donors, each with what a gift of this size does. There need not be any: without them round amounts are offered.
desk-gifts-number = Amount { $n }
desk-gifts-amount = A gift of ({ $sign })
desk-gifts-words = does this
desk-gifts-more = Empty both fields to remove an amount.

desk-rewards-intro = What you give back for a gift of some size. There need not be any; many people give without.
desk-rewards-frozen = Price and words of a reward stand still once somebody chose it. You can offer more of it, or close it.
desk-rewards-number = Reward { $n }
desk-rewards-name = Name
desk-rewards-gets = What the donor gets, and when
desk-rewards-price = For gifts of ({ $sign }) or more
desk-rewards-many = How many are there?
desk-rewards-unlimited = As many as are asked for
desk-rewards-quantity = As many as written below
desk-rewards-closed = None any more: closed
desk-rewards-number-field = Number
desk-rewards-new = A new reward
desk-rewards-more = Empty all fields of a reward to remove it. Save to get room for another one.
desk-rewards-add-ons = An add-on is something that can be taken besides a reward, and more than once.
desk-rewards-digital = Nothing of it is sent by post
desk-rewards-kind = What is it?
desk-rewards-kind-reward = A reward
desk-rewards-kind-add-on = An add-on: taken besides a reward. The amount above is what one of it costs
desk-rewards-most = If it is an add-on: the most that one backer may take
desk-rewards-most-hint = A whole number from 1 to 100.
desk-rewards-with = If it is an add-on: which rewards it goes with
desk-rewards-with-hint = Tick none to offer it with every reward. What is sent by post does not go with a reward of which nothing is.

desk-story-intro = Who are you, what will you do, why now, and how will people know that it happened? Three to six paragraphs read well on a phone.
desk-story-field = Story
desk-story-hint = An empty line begins a paragraph. “## ” begins a heading, “- ” a list, **two stars** make it bold, [words](https://…) a link.
desk-story-look = How it looks (as last saved)

desk-index-title = Your campaigns
desk-index-heading = Your campaigns
desk-index-new = Start a campaign
desk-index-empty = You have not started a campaign yet
desk-index-empty-how = It begins with a title. Then you write its story, say where the money goes and choose a last day. Everything is saved as a draft that only you see, until you send it in and our moderators have read it.
desk-index-first = Start your first campaign
desk-index-missing = { $n ->
    [one] One thing is missing before it can be sent in.
   *[other] { $n } things are missing before it can be sent in.
 }
desk-index-ready = Nothing is missing. The next step is yours.
desk-index-waits = Nothing for you to do right now.
desk-index-raised = raised of { $goal }
desk-index-givers = Givers: { $givers }

desk-new-title = Start a campaign
desk-new-heading = What do you want to make happen?
desk-new-lede = A few words are enough to begin. All of it can be changed until the campaign starts.
desk-new-field-title = Title
desk-new-hint-title = What donors read first. Say what will be there when you succeed.
desk-new-field-organiser = Who runs it?
desk-new-hint-organiser = Your name, or your group's, as donors will read it.
desk-new-field-currency = Currency
desk-new-hint-currency = Donors give in this one only.
desk-new-legend-model = When are donors charged?
desk-new-submit = Start writing
desk-new-back = Back to your campaigns

desk-show-asked = Our moderators ask you to change something:
desk-show-checklist = What is done, what is missing
desk-show-ready = { $ready } of { $all } ready
desk-show-done = done
desk-account = Payout account
desk-account-missing = You can write the campaign and have it reviewed now. It begins only once our payment provider knows the organiser and can take payments for them.
desk-account-not-yet = It begins only once our payment provider knows the organiser and can take payments for them.
desk-account-waits = If that is still open at the chosen time, it begins as soon as it is settled.
desk-account-see = Tell our payment provider who you are
desk-show-submit = Send in for review
desk-show-submit-hint = Our moderators read it and answer within two days. Nothing is public until you begin.
desk-show-reviewing = Our moderators are reading it
desk-show-reviewing-words = You hear from us within two days. What you wrote stands still meanwhile; take it back if you want to change something.
desk-show-withdraw = Take it back to change it
desk-show-rejected = This campaign was refused
desk-show-rejected-words = The reason is below. It cannot be sent in again. If you think we are wrong, write to us.
desk-show-scheduled = It begins on { $opens }
desk-show-scheduled-words = Its page is open already: it says when it begins and takes addresses of people who want to be told.
desk-show-see-page = See the page
desk-show-waiting = { $n ->
    [one] One person waits for it.
   *[other] { $n } people wait for it.
 }
desk-show-approved = Approved. It begins when you say so.
desk-show-approved-words = After the start the goal, the currency, the last day and where the money goes stand still. Words and pictures can still be changed, and everybody can see what changed.
desk-show-launch = Begin now
desk-show-later = Or choose when
desk-show-when = Choose when it begins
desk-show-day = Day
desk-show-time = Time
desk-show-zone = In { $zone }, where it is { $today } now. Until then its page takes addresses of people who want to be told.
desk-show-schedule = Begin at this time
desk-show-unschedule = Do not begin at that time
desk-show-change = Take it back to change something (it is reviewed again)
desk-show-suspended = This campaign is suspended: it takes no gifts until we restore it.
desk-show-suspended-ended = This campaign is suspended: until we restore it no saved card is charged, its end is not decided and nothing is paid out.
desk-show-cancelled = This campaign was cancelled. What was given goes back.
desk-show-figures = Figures
desk-show-raised = Raised
desk-show-goal = Goal
desk-show-givers = Givers
desk-show-asof = As of { $at }, the same figures as on the public page.
desk-show-rehearse = See what would happen if it ended now
desk-show-write-update = Write an update
desk-show-next = What comes next
desk-show-next-closing = Gifts are no longer taken, and what was promised is being settled. As soon as it is known how it ended, this page says so.
desk-show-next-funded = It will come about. Tell those who gave what happens now, send the rewards you promised, and see when the money can leave.
desk-show-next-failed = It did not come about. Tell those who gave what happens now. You can begin anew whenever you like.
desk-show-preview = Show it to somebody
desk-show-preview-words = Whoever has this link sees the draft, without logging in:
desk-show-notes = You and our moderators
desk-show-note = Write to the moderators
desk-show-note-send = Send
desk-show-history = What happened
desk-show-give-up = Give this campaign up
desk-show-cancel-live = It ends at once and for good. Everything that was given goes back to the donors, and they are told why.
desk-show-cancel-draft = The draft is closed for good.
desk-show-cancel-why = Why?
desk-show-cancel-submit = Cancel the campaign and give everything back
desk-show-discard = Close this draft

team-title = Team: { $title }
team-heading = Team
team-intro = People who help with this campaign, each with what you let them do. Only you can begin it, give it up or change the team.
team-remove = Remove { $name }
team-invited = Invited
team-until = until { $at }
team-revoke = Take back the invitation to { $hint }
team-invite = Invite somebody
team-email = E-mail

team-email-hint = They get a link that is good for a week.

team-may = They may
team-send = Send the invitation

update-page = Write an update: { $title }
update-heading = Write an update

update-preview-note = This is how it will look. Nothing has been saved or sent.

update-title = Title

update-title-hint = Also the subject of the mail.

update-body = What happened

update-body-hint = Written like the story: an empty line begins a paragraph, “- ” a list.

update-audience = Who may read it?
update-public = Everybody

update-public-words = On the campaign's page, and by mail to those who gave.

update-backers = Those who gave

update-backers-words = By mail, and on the page after logging in.

update-post = Post the update now
update-preview = Preview
update-draft = Save as a draft
update-later = Post the update later
update-day = Day
update-time = Time
update-zone = In { $zone }.
update-schedule = Post the update at this time

updates-title = Updates: { $title }
updates-heading = Updates
updates-new = Write an update
updates-empty = No updates yet

updates-empty-words = Tell people what their gifts have done, also when something takes longer than planned. Everybody who gave gets it by mail, once.

updates-posted = Posted { $at }
updates-due = Is posted on { $due }
updates-draft = Draft
updates-backers = for those who gave
updates-public = for everybody
updates-discard = Discard “{ $title }”

history-title = What changed: { $title }
history-heading = What changed
history-intro = Everything this campaign said before, since it began on { $at }. What was removed is struck through, what was added is underlined.
history-empty = Nothing has changed

history-empty-words = It still says what it said when it began.

history-edit = Change { $number }

history-field-title = Title
history-field-promise = In one sentence
history-field-story = Story
history-field-risks = Risks

invitation-title = Help with { $title }
invitation-heading = Help with { $title }
invitation-words = You are asked to help run this campaign. You could:
invitation-accept = Join the team
invitation-until = This link is good until { $at }. If you do not want to, do nothing.

notify-title = Tell me when { $title } begins
notify-sent = Look into your mail

notify-sent-words = We have written to you. Open the link in that mail within three days and press the button there, and we write to you once more, when the campaign begins. Without that nothing more comes.
notify-yes = We will write to you

notify-yes-words = One mail, when it begins. After that your address is forgotten.

notify-back = Back to { $title }
notify-heading = Tell me when it begins
notify-opens = It begins on { $local }.
notify-email = E-mail
notify-consent = Write to me once, when this campaign begins.
notify-submit = Tell me
notify-ended = This link is not good any more. While the campaign has not begun you can ask anew on its page.

intervene-title = Campaigns
intervene-heading = Published campaigns
intervene-empty = No campaign has begun yet

intervene-col-campaign = Campaign
intervene-col-organiser = Organiser
intervene-col-status = How it stands
intervene-col-began = Began

intervene-crumb = Campaigns
intervene-organiser = Organiser
intervene-raised = Raised

intervene-raised-of = { $raised } of { $goal }, givers: { $givers }

intervene-rehearse = See what would happen if it ended now
intervene-cancellation = See what would move if it were cancelled now
intervene-page = Page
intervene-step = What is to happen?
intervene-suspend = Suspend

intervene-suspend-words = Until it is restored it takes no gifts, no saved card is charged, its end is not decided and nothing is paid out.

intervene-restore = Restore

intervene-restore-words = It goes on where it stood when it was suspended. Its last day is what it was.

intervene-cancel = Cancel

intervene-cancel-words = It ends for good, and everything that was given goes back. Where that is much, it is stopped at once, and ends when somebody who answers for money agrees.

intervene-waits = Cancelling it waits for a second person

intervene-waits-words = { $sum } would go back, so somebody who answers for money has to agree by { $until }. If nobody does, it can be proposed again. Meanwhile the campaign takes no gifts.
intervene-take-back = Take the proposal back

intervene-reason = Why

intervene-reason-hint = Everybody reads it on the campaign's page, and the creator gets it by mail.

intervene-submit = Carry it out
intervene-nothing = Nothing more can be decided about a campaign that stands here.

intervene-deadline = Deadline
intervene-extend-link = Give it more time
intervene-extend-title = More time for { $title }
intervene-extend-words = A campaign can be given more time once, while it has not reached its goal, by at most { $days } days. Whoever gave to it is written to, with the reason.
intervene-extend-ends = Ends
intervene-extend-day = Its last day from now on
intervene-extend-day-hint = Where the campaign is. It ends with the end of that day.
intervene-extend-reason-hint = Everybody reads it on the campaign's page; the creator and those who gave get it by mail.
intervene-extend-submit = Give it more time
intervene-extend-passed = Its deadline has passed, so it gets no more time: what was promised by then counts, and nothing else.
intervene-extend-once = It was given more time before, and that can be done once.
intervene-extend-reached = It has reached its goal, so it ends when it was said to.
intervene-extend-early = Choose a day after its last one.
intervene-extend-far = Choose a day at most { $days } days after its last one.

intervene-history = What happened

cancellations-heading = Campaigns to cancel

cancellations-lead = A moderator wants to end these, and more would go back to donors than one person decides. If you agree, each is cancelled and everything that was given to it goes back at once. If nobody does within a day, it stays stopped until a moderator proposes it again or lets it go on.
cancellations-empty = Nothing waits for you
cancellations-sum = Goes back
cancellations-proposed = Proposed

cancellations-by = by { $name }, { $at }
cancellations-until = Agree by

cancellations-agree = Cancel it and give { $sum } back
cancellations-decline = Say no

# The limit above which cancelling a campaign takes two people.
cancellations-limit-title = Cancelling limits
cancellations-limit-lead = While no more than this sum goes back to those who gave, one person who works here cancels a campaign alone. More waits for somebody of finance. An admin proposes another limit, another admin agrees within 24 hours; it counts from then on.
cancellations-limit-change = One person would cancel while no more goes back than
cancellations-limit-most = One person cancels while no more goes back than
cancellations-limit-most-hint = 0 asks for a second person each time that anything goes back.
cancellations-limit-no-changes = Nothing was changed yet: every limit is twenty times the largest suggested sum.

prelaunch-story = Story
prelaunch-aside = When it begins
prelaunch-soon = It has not begun yet
prelaunch-opens = Gifts are taken from { $local }{ $here }.
prelaunch-goal = The goal is { $goal }.
prelaunch-notify = Tell me when it begins

preview-title = Preview: { $title }
preview-note = Preview: this is how donors will see it. Nobody sees it but those who have this link, and nothing can be given yet.
preview-heading = Preview of a draft
preview-no-day = a day that is not chosen yet

report-title = Report { $title }
report-sent = Thank you. We look at it.

report-sent-words = A moderator reads every report, within three days. If you left an address, we write to you what we decided and why.

report-back = Back to { $title }
report-heading = Report this campaign
report-heading-comment = Report this comment
report-comment-by = { $name } wrote:
report-intro = Tell us what is wrong. The organiser does not learn who you are.
report-reason = What is wrong?
report-words = What did you see?
report-email = E-mail (if you want an answer)
report-submit = Send the report

reports-title = Reports
reports-heading = Reported campaigns
reports-oldest = The oldest came in { $oldest }. People are promised a look within three days.
reports-late = { $n ->
    [one] One is late
   *[other] { $n } are late
 }

reports-on-time = All in time

reports-empty = Nothing waits for a decision

reports-empty-words = What people report on a campaign's page appears here, the oldest first.
reports-about-comment = a comment

reports-col-campaign = Campaign
reports-col-reason = Reason
reports-col-when = Came in

reports-late-one = late

reports-show-title = Report: { $campaign }

reports-crumb = Reports
reports-reason = Reason
reports-when = Came in
reports-organiser = Organiser
reports-page = Campaign
reports-decisions = decisions so far
reports-decided = Decided { $at }

reports-to-reporter = To whoever reported it: { $words }
reports-to-creator = To the creator: { $words }

reports-decide = What do you decide?
reports-comment = The comment that was reported
reports-comment-by = By { $name }, { $at }
reports-comment-hidden = Hidden: { $reason }
reports-comment-gone = Its author took it back.
reports-comment-why = Why? This stands in its place.
reports-comment-hide = Hide the comment
reports-comment-show = Show again
reports-comment-show-why = Why is it shown again? This stays in the log.
reports-comment-show-now = Show it again
reports-comment-show-reason = Write why. It stays in the log.
reports-comments-hidden = Hidden comments
reports-kept = Leave it as it is

reports-kept-words = Nothing was found that breaks the rules.

reports-warned = Ask the creator to change something
reports-suspended = Suspend the campaign

reports-suspended-words = No gifts, no charges of saved cards and no payouts until it is restored.

reports-cancelled = Cancel the campaign

reports-cancelled-words = For good; everything that was given goes back. Where that is much, the campaign is suspended until somebody who answers for money agrees.

reports-stays-suspended = It stays suspended

reports-stays-suspended-words = The report was right, and what it is about is why gifts are not taken now. Both sides are told.

reports-stays-cancelled = It stays cancelled

reports-stays-cancelled-words = The report was right, and nothing more can be done about the campaign. Both sides are told.

reports-was-kept = It was left as it is.
reports-was-warned = The creator was asked to change something.
reports-was-suspended = The campaign was suspended.
reports-was-cancelled = The campaign was cancelled.
reports-others = Back to the reports

reports-statement-reporter = To whoever reported it
reports-statement-hint = What you looked at, what you decided and why.
reports-statement-creator = To the creator
reports-statement-creator-hint = Where the campaign is stopped, everybody reads this on its page.

reports-submit = Decide on this report

review-title = Review
review-heading = Campaigns to review
review-oldest = The oldest was sent in { $oldest }. Creators are promised an answer within two days.
review-late = { $n ->
    [one] One is late
   *[other] { $n } are late
 }

review-on-time = All in time

review-empty = Nothing waits for a review

review-empty-words = What creators send in appears here, the oldest first.

review-col-campaign = Campaign
review-col-organiser = Organiser
review-col-goal = Goal
review-col-sent = Sent in

review-late-one = late

review-show-title = Review: { $title }

review-decide = What do you decide?
review-approve = Approve

review-approve-words = The creator may begin.

review-changes = Ask for changes

review-changes-words = It goes back, and comes in again.

review-reject = Refuse

review-reject-words = For good.

review-reason = Why, and what to do

review-reason-hint = The creator reads it. Needed unless you approve.

review-submit = Decide on this campaign
review-notes = With the creator
review-note = Write to the creator

review-note-send = Send

review-history = What happened

public-updates-title = Updates: { $title }
public-updates-heading = Updates
public-updates-not-backer = Some updates are for people who gave with this account. If you gave without one, they came to you by mail.
public-updates-withheld = { $n ->
    [one] One update is for people who gave.
   *[other] { $n } updates are for people who gave.
 }
public-updates-all = I gave: show me all
public-updates-empty = No updates yet
public-updates-empty-words = { $organiser } writes here how it goes.
public-updates-backers = for those who gave

# What is wrong with a draft, or missing from it
gap-story = Tell the story: who you are, what you will do, and why now.
gap-title = Give it a title.
gap-promise = Say in one sentence what it is for.
gap-organiser = Say who runs it, as donors will read it.
gap-place = Say where it happens: a town and a country will do.
gap-category = Choose what kind of campaign it is.
gap-category-unknown = Choose one of these kinds.
gap-language-unknown = Choose one of these languages.
gap-slug = Choose the last part of its address.
gap-slug-letters = Use small letters a to z, digits and single hyphens, at most 60.
gap-goal = Write how much you need.
gap-minimum = Write the least that can be given.
gap-deadline = Choose the last day.
gap-deadline-early = Choose a later day: the campaign has to run for a day at least.
gap-budget-label = Say what this is for.
gap-budget = Say where the money goes. Donors look for this first after the aim.
gap-reward-title = Give this reward a name, or empty all its fields to remove it.
gap-reward-title-long = Use at most 80 characters for the name.
gap-reward-description = Say what the donor gets.
gap-reward-description-long = Use at most 600 characters.
gap-reward-limit = Choose how many there are.
gap-reward-quantity = Write how many there are: a whole number from 1 to 100,000.
# $price: what one of an add-on costs
gap-add-on-step = Cards cannot be charged exactly { $price }: the last digit must be 0.
gap-add-on-most = Write how many one backer may take: a whole number from 1 to 100.
gap-add-on-alone = An add-on needs a reward that it goes with. Make this a reward, or add one.
gap-add-on-digital = This is sent by post and every reward it goes with is not, so nobody could take it. Name another reward, or say that nothing of it is sent.
gap-risks = Say what could go wrong, and what you will do then.
gap-question = Write the question to this answer.
gap-question-long = Use at most 200 characters for a question.
gap-answer = Write the answer to this question.
gap-answer-long = Use at most 2,000 characters for an answer.
gap-impact-words = Say what a gift of this size does, or empty both fields to remove it.
gap-impact-control = Take out the signs that cannot be seen.
gap-impact-twice = You say already what { $amount } does. Write another amount.
gap-long = This is { $length } characters long. Use at most { $most }.
gap-cover-alt = Say what the picture shows, for people who cannot see it.
gap-minimum-high = Write at most { $goal }, the goal.
gap-zone = We know no time zone “{ $zone }”. Write one such as Europe/Berlin.
gap-deadline-late = Choose an earlier day: a campaign like this runs for { $days } days at most.
gap-reward-price = Write { $least } or more, the least that can be given.
gap-budget-overflow = These lines are more than can be added up.
gap-budget-less = The lines add up to { $sum } and the goal is { $goal }. Say where the other { $apart } go.
gap-budget-more = The lines add up to { $sum }, which is { $apart } more than the goal of { $goal }.

# What may not change after the launch
frozen-goal = The goal cannot change after the launch: donors gave to this one.
frozen-minimum = The least amount cannot change after the launch.
frozen-currency = The currency cannot change after the launch.
frozen-model = How it is funded cannot change after the launch: it says when cards are charged.
frozen-deadline = The deadline cannot change after the launch. Write to us when something happened that nobody could foresee.
frozen-slug = The address cannot change after the launch: links lead to it.
frozen-budget = Where the money goes cannot change after the launch. Tell donors of a change in an update.
frozen-reward-price = { $taken ->
    [one] One donor chose this at { $price }. Its price stays.
   *[other] { $taken } donors chose this at { $price }. Its price stays.
}
frozen-reward-words = { $taken ->
    [one] One donor chose this as it is described. Its words stay.
   *[other] { $taken } donors chose this as it is described. Its words stay.
}
frozen-reward-quantity = { $taken ->
    [one] One is given out already. Write 1 or more, or close it.
   *[other] { $taken } are given out already. Write { $taken } or more, or close it.
}
frozen-add-on-kind = A reward stays a reward and an add-on an add-on once they are published. Offer a new one instead.

# The sections of a draft
section-basics = Basics
section-story = Story
section-cover = Cover
section-budget = Where the money goes
section-gifts = What gifts do
section-rewards = Rewards
section-details = Risks and questions

# Why something cannot be done with a campaign
refused-step = This cannot be done with a campaign that is { $status ->
    [draft] a draft
    [in_review] in review
    [changes_requested] waiting for changes
    [approved] approved
    [rejected] refused
    [scheduled] scheduled
    [live] live
    [closing] being settled
    [funded] funded
    [failed] over without reaching its goal
    [closed] closed
    [suspended] suspended
   *[cancelled] cancelled
}.
refused-no-reason = Write why. Both sides read it.
refused-gaps = Something is missing or wrong.
refused-changed = This was changed in another window since you opened this page. What you typed is below; save it again to keep it.
refused-slug = Another campaign has this address already. Choose another one.
refused-intervention = That is no way to intervene.
refused-comment-reason = Write why. It stands in the comment's place.
refused-update-past = Choose a time that is still to come, or post it now.
refused-launch-past = Choose a time that is still to come, or begin now.
refused-launch-far = Choose a time within the next { $days } days.
refused-launch-account = Our payment provider does not let you take payments yet. Tell it who you are, then begin.
refused-report-decided = Somebody has decided on this report already.
refused-invitations = { $open } invitations are open. Take one back first.
refused-invitations-often = You have sent { $most } invitations within a day. Send more tomorrow.
refused-own-review = Nobody decides on a campaign of their own.
refused-decision = That is no decision of a review.

# What is wrong with a form
new-problem-title = Give it a title. You can change it until it begins.
new-problem-organiser = Say who runs it, in at most 80 characters.
new-problem-currency = Choose one of these currencies.
new-problem-model = Choose when donors are charged.
problem-moment = Choose a day and a time.
note-problem-words = Write something, in at most 4,000 characters.
team-problem-grants = Choose at least one thing they may do.
invitation-ended = This invitation was used, taken back, or is older than a week.
update-problem-title = Give the update a title. It is the subject of the mail.
update-problem-body = Write what happened.

# What was done
desk-saved = Saved.

# The steps a campaign took, and who took them
step-by-itself = By itself
step-by-you = You
step-by-another = Somebody else
step-by-moderator = A moderator
step-submit = Sent in for review
step-withdraw = Taken back to change something
step-request-changes = Changes asked for
step-approve = Approved
step-reject = Refused
step-schedule = A beginning was chosen
step-unschedule = The beginning was put off
step-launch = Began
step-suspend = Suspended
step-restore = Goes on
step-cancel = Cancelled
step-extend = Was given more time
step-end-funding = Took its last gift
step-succeed = Succeeded
step-fail = Did not reach its goal
step-close = Closed
step-other = Moved on

# How a gift stands
backer-waiting = Waiting for payment
backer-paid = Paid
backer-card-saved = Card saved
backer-reduced = Partly refunded
backer-taken-back = Taken back

# How a campaign stands
stage-draft = a draft
stage-in-review = in review
stage-changes-requested = waiting for changes
stage-approved = approved
stage-rejected = refused
stage-scheduled = scheduled
stage-live = live
stage-closing = being settled
stage-funded = funded
stage-failed = over without reaching its goal
stage-closed = closed
stage-suspended = suspended
stage-cancelled = cancelled

# What is wrong with a picture
picture-none = Choose a picture first.
picture-large = This file is larger than 10 MB. Make it smaller and try again.
picture-unreadable = This is not a JPEG, PNG or WebP picture. Save it as one of these and try again.
picture-pixels = This picture has more than 40 million pixels. Make it smaller and try again.
picture-narrow = This picture is only { $width } pixels wide. Choose one that is at least 800 pixels wide.

embed-title = On other sites: { $title }
embed-heading = On other sites
embed-intro = A small picture of how your campaign stands, with a button that leads to it. Whoever sees it there is not followed.
embed-sites = Sites that may show it
embed-sites-hint = One a line, such as example.org. Leave it empty to let every site show it.
embed-save = Save
embed-link = Show it on other sites
embed-wrong = “{ $site }” is not the name of a site. Write it as example.org, without http:// and without a page.
embed-many = Name { $most } sites at most.

desk-log-title = Log: { $title }
desk-log-heading = What was done with this campaign
desk-log-intro = Its steps, its team and its comments, as the platform's audit log has them. Nobody can change or remove what is written here. What was given back and what was done with payouts stands under “Money”.
desk-log-none = Nothing was written down yet.
desk-log-older = Older entries
desk-log-link = All that was done with this campaign, and by whom
desk-log-draft = Its draft was written at
desk-log-cover = Its picture was changed
desk-log-edit = Something on its page was changed
desk-log-sites = Which sites may show it was changed
desk-log-update = An update was posted
desk-log-cancel-propose = Its cancellation was proposed
desk-log-cancel-decline = Its cancellation was not agreed to
desk-log-cancel-agree = Its cancellation was agreed to
desk-log-team-invite = Somebody was asked onto the team
desk-log-team-join = Somebody joined the team
desk-log-team-remove = Somebody was taken off the team
desk-log-team-revoke = An invitation to the team was taken back
desk-log-comment-hide = A comment was hidden
desk-log-comment-show = A comment was shown again
desk-log-comment-take-back = A comment was taken back by its author
