# The texts of campaigns. A key begins with the page or the noun.

# Finding a campaign
search-title = ابحث عن حملة
search-title-for = { $words }: حملات
search-description = ابحث عن حملة بحسب غايتها ومكانها وما بلغته.
search-label = كلمات البحث
search-example = أشجار، أنوال، مكان…
search-button = ابحث
search-narrow = تضييق القائمة
search-take-away = : مختار، أزِله
search-instead = لا أحد هنا يكتب «{ $typed }». وهذه فيها: { $meant }.
search-only-some = لا توجد حملة فيها كل هذه الكلمات. هذه فيها بعضها.
search-order = الترتيب
search-pages = الصفحات
search-first-page = العودة إلى الصفحة الأولى
search-more = أظهر المزيد من الحملات
search-nothing = لا شيء هنا
search-nothing-for = لم نجد شيئًا عن «{ $words }»
search-list-ends = تنتهي القائمة هنا. { $open }عُد إلى صفحتها الأولى{ $close }.
search-too-narrow = ربما ضاقت القائمة أكثر مما ينبغي. { $open }ابحث من دون تصفية{ $close }.
search-other-words = جرّب كلمات أقل أو غيرها: مكانًا أو شيئًا أو عمل أحدهم. ويمكنك أن تجد أيضًا { $open }ما انتهى{ $close }.
search-open-now = شاهد الحملات المفتوحة الآن
search-campaigns = الحملات
search-count = { $count ->
    [zero] لا حملات
    [one] حملة واحدة
    [two] حملتان
    [few] { $count } حملات
    [many] { $count } حملة
   *[other] { $count } حملة
}
search-count-many = { $count ->
    [zero] لا حملات
    [one] حملة واحدة أو أكثر
    [two] حملتان أو أكثر
    [few] { $count } حملات أو أكثر
    [many] { $count } حملة أو أكثر
   *[other] { $count } حملة أو أكثر
}
search-filter-state = الحالة
search-filter-category = النوع
search-filter-place = المكان
search-filter-currency = العملة
search-state-open = مفتوحة الآن
search-state-reached = تحقق الهدف
search-state-ended = انتهت
search-state-all = الكل
search-sort-best = الأقرب إلى بحثك
search-sort-ending = الأقرب إلى الانتهاء
search-sort-newest = الأحدث أولًا
search-sort-nearest = الأقرب إلى الهدف

# What kinds of campaign there are
category-community = المجتمع
category-environment = البيئة
category-education = التعليم
category-health = الصحة
category-arts = الفنون
category-heritage = التراث والحِرف
category-food = الغذاء والزراعة
category-animals = الحيوانات
category-science = العلوم والابتكار
category-emergency = الطوارئ

# How often to give, on the page of a campaign that lasts
campaign-how-often = كم مرة؟
campaign-give-once = مرة واحدة
campaign-give-monthly = كل شهر
campaign-each-month = كل شهر

# The page of a campaign
campaign-sections = أقسام الحملة
campaign-story = القصة
campaign-budget = أين تذهب الأموال
campaign-budget-total = المجموع { $sum }، وهو الهدف.
# $percent: already with its sign
campaign-fee = تحتفظ المنصة بنسبة { $percent } من كل تبرع، وتدفع رسوم البطاقة لمزوّد خدمة الدفع ما لم يتحمّلها المتبرع. والباقي للحملة.
campaign-rewards = المكافآت
campaign-questions = الأسئلة
campaign-risks = المخاطر
campaign-funding = كيف تُموَّل
campaign-organiser = من ينظّمها
campaign-image = { $title }: جُمع { $raised } من أصل { $goal }
campaign-aside = تبرّع لهذه الحملة

# How far it has come. What was raised stands before “raised”. Markup is given no isolates, so they stand here
campaign-raised-of = جُمعت من أصل { $goal }
# Once it is decided how it ended
campaign-raised-by-then = حتى الموعد النهائي من أصل { $goal }
campaign-raised-reached = جُمعت – تحقق الهدف وهو { $goal }
campaign-reached = تحقق الهدف
campaign-to-go = بقي {"\u2068"}{ $sum }{"\u2069"}
# $percent: already with its sign
campaign-part-of = {"\u2068"}{ $percent }{"\u2069"} من { $goal }
campaign-percent = { $percent }٪
campaign-milestone = المحطة التالية: { $sum }
campaign-givers = المتبرعون
campaign-gifts = التبرعات
campaign-collected = المبلغ المُحصَّل حتى الآن: { $sum }
campaign-counts = ما زال يُحتسب منه { $sum }: رُفضت بطاقات بعد ذلك أو أُعيدت تبرعات.
# The number stands below. $unit: of what it is
campaign-left = { $unit ->
    [day] الأيام المتبقية
    [days] الأيام المتبقية
    [hour] الساعات المتبقية
    [hours] الساعات المتبقية
    [minute] الدقائق المتبقية
   *[minutes] الدقائق المتبقية
}
campaign-status = الحالة
campaign-ended = انتهت
campaign-goal = الهدف
campaign-recent = آخر المتبرعين
campaign-recent-none = لا أحد بعد. التبرع الأول هو الذي يُري الآخرين أن الأمر ممكن.

# The form to give
campaign-how-much = كم؟
campaign-other-amount = مبلغ آخر
campaign-least = { $least } أو أكثر
campaign-give = تبرّع
campaign-give-sum = تبرّع بمبلغ { $amount }
campaign-card-details = تذهب بيانات البطاقة مباشرة إلى مزوّد خدمة الدفع ولا تمر بهذا الموقع أبدًا.
# $title: how it is funded, a sentence of its own
campaign-model = { $title }.
# $when: in the campaign's zone. $here: nothing, or a comma and the same moment in the reader's zone
campaign-ends = تنتهي في {"\u2068"}{ $when }{"\u2069"}{"\u2068"}{ $here }{"\u2069"}.
campaign-extended = أُجِّل انتهاؤها مرة واحدة، من { $before } إلى { $until }. وهذا هو السبب:

# Rewards
reward-price = {"\u2068"}{ $price }{"\u2069"} أو أكثر
reward-gone = نفدت كلها
reward-left = { $count ->
    [zero] لم يبقَ شيء
    [one] بقيت واحدة
    [two] بقيت اثنتان
    [few] بقيت { $count }
    [many] بقيت { $count }
   *[other] بقيت { $count }
}
reward-give = تبرّع بمبلغ { $price } مقابل هذه المكافأة
reward-add-ons = ويمكنك أن تأخذ معها

# Passing a campaign on
campaign-pass-on = شاركها مع غيرك
campaign-link = رابط هذه الحملة
campaign-qr = رمز QR لملصق
campaign-qr-label = رمز QR يقود إلى هذه الحملة
embed-summary = اعرضها في موقع آخر
embed-code = انسخ هذا إلى صفحة في ذلك الموقع
embed-by = { $organiser } – على Tributary

# A campaign among others
tile-river = { $title }: ما جُمع حتى الآن
tile-raised-near = جُمعت – بقي { $sum }
# $givers: a number in words, so $one says whether it is one; the noun before the number needs no plural
tile-givers = { $one ->
    [true] متبرع واحد
   *[other] المتبرعون: { $givers }
}
tile-gifts = { $one ->
    [true] تبرع واحد
   *[other] التبرعات: { $gifts }
}
tile-left = { $unit ->
    [day] بقي يوم واحد
    [days] { $many ->
        [zero] لم يبقَ يوم
        [one] بقي يوم واحد
        [two] بقي يومان
        [few] بقيت { $many } أيام
        [many] بقي { $many } يومًا
       *[other] بقي { $many } يوم
    }
    [hour] بقيت ساعة واحدة
    [hours] { $many ->
        [zero] لم تبقَ ساعة
        [one] بقيت ساعة واحدة
        [two] بقيت ساعتان
        [few] بقيت { $many } ساعات
        [many] بقيت { $many } ساعة
       *[other] بقيت { $many } ساعة
    }
    [minute] بقيت دقيقة واحدة
   *[minutes] { $many ->
        [zero] لم تبقَ دقيقة
        [one] بقيت دقيقة واحدة
        [two] بقيت دقيقتان
        [few] بقيت { $many } دقائق
        [many] بقيت { $many } دقيقة
       *[other] بقيت { $many } دقيقة
    }
}
tile-ended = انتهت

# The home page
home-title = عطايا كثيرة، نهر واحد
home-description = عطايا صغيرة تصير شيئًا كبيرًا، لأناس يقولون أين يذهب كل جزء منها.
home-shared = العطايا الصغيرة تجري معًا
home-feed = حملات جديدة
home-heading = العطايا الصغيرة تجري معًا.
home-lede = كل حملة هنا تقول ماذا ستفعل وكم يكلّف كل جزء ومتى تنتهي. اختر واحدة وأضف تبرعك.
home-empty = لا توجد حملة مفتوحة الآن
home-empty-words = تظهر الحملات الجديدة هنا فور بدايتها. { $over }اطّلع على ما انتهى منها{ $close }، أو تابع { $feed }خلاصة الحملات الجديدة{ $close }.
home-featured = أكثر الناس يتبرعون لهذه
home-kinds = ما الأقرب إلى قلبك؟
# The name of a list follows, for people who hear the page
home-more = شاهد المزيد
home-places = الأماكن
home-all = كل الحملات المفتوحة

# What is wrong with a report
report-problem-reason = اختر ما الخطأ.
report-problem-words = قل ماذا رأيت، حتى نبحث عنه.
report-problem-email = اكتب عنوان بريد مثل name@example.org، أو اتركه فارغًا.

# What is wrong with a form
problem-long = استخدم { $most } من الأحرف على الأكثر.
notify-problem-email = اكتب عنوان بريد مثل name@example.org.
notify-problem-consent = ضع علامة في المربع حتى نتمكن من مراسلتك.

# What is wrong with a comment
comment-problem-words = اكتب تعليقك أو سؤالك.

# How long ago something was
ago-now = الآن
ago-minutes = { $count ->
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $count } دقائق
    [many] قبل { $count } دقيقة
   *[other] قبل { $count } دقيقة
}
ago-hours = { $count ->
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $count } ساعات
    [many] قبل { $count } ساعة
   *[other] قبل { $count } ساعة
}
ago-days = { $count ->
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $count } أيام
    [many] قبل { $count } يومًا
   *[other] قبل { $count } يوم
}

# Who gave
giver-unnamed = شخص كريم
giver-in-honour = تكريمًا لـ { $to }
giver-in-memory = في ذكرى { $to }

# How many there are of a reward
reward-unlimited = بقدر ما يُطلب
reward-closed = لم تعد تُعطى
reward-only-one = لا توجد إلا واحدة
reward-limited = محدودة بعدد { $many }

# The lists of the home page
home-near = أوشكت أن تكتمل
home-ending = تنتهي قريبًا
home-new = بدأت لتوّها

# What a drawn cover shows
cover-river = رسم: أشجار على ضفة نهر عند الفجر
cover-water = رسم: قوارب صغيرة على ماء هادئ تحت شمس منخفضة
cover-town = رسم: شارع من بيوت ذات أسقف مائلة ونوافذ مضاءة
cover-mountains = رسم: قمم جبال في ضوء المساء
cover-weave = رسم: شرائط منسوجة من قماش ملوّن
cover-shelf = رسم: كتب كثيرة الألوان على رفّين
cover-stars = رسم: سماء مرصّعة بالنجوم فوق تلال مظلمة

# Why a campaign takes no gifts
over-suspended = متوقفة مؤقتًا
over-suspended-words = لا تقبل هذه الحملة تبرعات في الوقت الحالي. { $reason }
over-suspended-ended = انتهت هذه الحملة، وما دمنا ننظر في أمرها لا يُخصم من أي بطاقة محفوظة ولا يُدفع شيء. { $reason }
over-cancelled = ملغاة
over-cancelled-words = تُخلّي عن هذه الحملة، ويعود ما تُبرّع به إلى من تبرعوا. { $reason }
over-scheduled = لم تُفتح بعد
over-scheduled-words = لم تبدأ هذه الحملة بعد.
over-reached = ستتحقق
over-reached-charged = انتهت في { $when } بمبلغ { $raised }، أي أكثر من { $goal } التي احتاجت إليها. يُخصم من البطاقات المحفوظة بعد ذلك.
over-reached-words = انتهت في { $when } بمبلغ { $raised } من أصل { $goal }.
over-missed = لم تتحقق
over-missed-words = انتهت في { $when } بمبلغ { $raised } من أصل { $goal }. لم يُخصم شيء.
over-ended = انتهت
over-ended-words = انتهت في { $when } بمبلغ { $raised } من أصل { $goal }. يُحتفظ بما تُبرّع به ويُستخدم.

# When donors are charged
model-keep = يُحتفظ بما يُجمع
model-keep-words = يُخصم من بطاقتك عند التبرع. يُحتفظ بما يصل حتى إن لم يُبلغ { $goal }. تنتهي الحملة في { $when }.
model-all = الكل أو لا شيء
model-all-words = لا يُخصم شيء اليوم. يُخصم من بطاقتك فقط إذا بُلغ { $goal } قبل { $when }.

# Following a campaign
follow-link = تابع هذه الحملة
follow-title = متابعة «{ $title }»
follow-words = نراسلك بكل مستجد ينشره منظموها للجميع. لا يلزم أن تكون قد تبرعت.
follow-start = متابعة
follow-yes = أنت تتابع هذه الحملة
follow-yes-words = نراسلك بكل مستجد ينشره منظموها للجميع. وفي كل رسالة منها رابط يوقفها.
follow-stop = إلغاء المتابعة
follow-back = العودة إلى الحملة
follow-all = كل ما تتابعه
follow-email-hint = نكتب إلى هذا العنوان مرة واحدة لنسأل هل هو لك.
follow-login = لديك حساب؟ سجّل الدخول وتابع به.
follow-sent = انظر في بريدك
follow-sent-words = لقد كتبنا إليك. افتح الرابط في تلك الرسالة خلال ثلاثة أيام واضغط الزر هناك، فتتابع هذه الحملة. ومن دون ذلك لا يصلك شيء آخر.
follow-ended = لم يعد هذا الرابط صالحًا. يمكنك متابعة الحملة من جديد من صفحتها.
followed-title = الحملات التي تتابعها
followed-none = لا تتابع أي حملة بعد
followed-none-words = في صفحة كل حملة، بجانب مستجداتها، رابط لمتابعتها.
followed-manage = متابعة أو إلغاء: { $title }
followed-back = العودة إلى حسابك

# من يدير الحملة
organiser-reviewed = روجعت
organiser-reviewed-words = قرأ مشرفونا هذه الحملة في { $at }، قبل أن تبدأ.
organiser-ran = { $many ->
    [one] أول حملة هنا بهذا الاسم. بدأت في { $since }.
    [two] حملتان هنا بهذا الاسم. بدأت أولاهما في { $since }.
    [few] { $many } حملات هنا بهذا الاسم. بدأت أولاها في { $since }.
    [many] { $many } حملة هنا بهذا الاسم. بدأت أولاها في { $since }.
   *[other] { $many } حملة هنا بهذا الاسم. بدأت أولاها في { $since }.
}
organiser-contact = تُطرح الأسئلة في التعليقات: يقرؤها المنظّم ويجيب عنها هناك.
