# The texts of pledges, in the order of ../en/pledges.ftl. What only the back office says stays English.

# A campaign that was suspended or cancelled
stopped-heading = هذه الحملة لا تقبل التبرعات الآن
stopped-words = أُوقفت حملة «{ $campaign }». لم يُخصم شيء.
stopped-campaign = انظر الحملة

# The form to give
give-title = تبرّع لحملة { $campaign }
give-today = يُخصم المبلغ من بطاقتك اليوم. تحتفظ الحملة بما تجمعه.
give-today-once = يُخصم المبلغ من بطاقتك مرة واحدة، اليوم. تحتفظ الحملة بما تجمعه.
give-saved = لا يُخصم شيء اليوم. تُحفظ بطاقتك، ولا يُخصم منها بعد {"\u2068"}{ $when }{"\u2069"} إلا إذا بلغت الحملة { $goal } حتى ذلك الحين.
give-much = كم؟
give-other = مبلغ آخر
give-other-hint = بعملة { $currency }. { $least } على الأقل.
give-keeps = تحتفظ المنصة بنسبة { $percent }٪ من كل تبرع، وتدفع رسوم البطاقة لمزوّد خدمة الدفع لدينا. والباقي للحملة.
give-matching = يُضاف من { $sponsor } إلى كل تبرع { $percent ->
    [100] مبلغ مثله
   *[other] { $percent }٪ منه
}، ما دام المبلغ متوفرًا: بقي { $left }.
give-matching-share = إلى تبرع بهذا القدر يُضاف { $share }.
give-matching-settled = يتحدد ما يُضاف عندما يُحصَّل تبرعك.
give-reward = ماذا تود في المقابل؟
give-reward-none = لا شيء، أريد التبرع فقط
give-reward-price = { $price } أو أكثر
give-reward-gone = نفدت كلها
give-reward-left = { $count ->
    [zero] لم تبقَ أي مكافأة
    [one] بقيت مكافأة واحدة
    [two] بقيت مكافأتان
    [few] بقيت { $count } مكافآت
    [many] بقيت { $count } مكافأة
   *[other] بقيت { $count } مكافأة
}
give-reward-kept = إن كان عدد المكافأة محدودًا حجزنا لك واحدة منها مدة محدودة منذ انتقالك إلى الدفع (بالدقائق: { $minutes }). لا تُظهر صفحة الدفع ساعة، لكنها تعيدك إلى صفحة تعهدك، وهناك يمكنك أن تطلب المدة نفسها مرة واحدة حين يبدأ آخرها (بالدقائق: { $late }). بعد ذلك تُغلق صفحة الدفع ولا يُخصم شيء ويستطيع غيرك أن يختارها.
give-add-ons = هل تود شيئًا آخر معها؟
give-add-ons-hint = كل واحد من هذه يؤخذ مع مكافأة. يضاف ثمنه إلى المبلغ الذي تتبرع به.
# $price: what one costs. $most: the most that one person can take
give-add-on-each = { $price } للواحدة، و{ $most } على الأكثر.
# $rewards: titles of rewards
give-add-on-with = تؤخذ مع: { $rewards }.
give-tip = إكرامية للمنصة؟
give-tip-hint = القرار لك، ولا بأس ألا تترك شيئًا. لا تُقتطع من تبرعك أبدًا.
give-tip-none = لا شيء
give-tip-percent = { $percent }٪
give-tip-other = غير ذلك
give-tip-another = إكرامية أخرى
give-fee = تحمّل رسوم البطاقة. وإلا فتدفعها المنصة، وتحصل الحملة على المبلغ نفسه في الحالتين.
give-fee-sum = تحمّل رسوم البطاقة: أضف { $fee }. وإلا فتدفعها المنصة، وتحصل الحملة على المبلغ نفسه في الحالتين.
give-you = عنك
give-name = اسمك
give-email = البريد الإلكتروني
give-email-hint = من أجل الإيصال. لا تحتاج إلى حساب.
give-anonymous = لا تُظهروا اسمي في صفحة الحملة
give-hide-amount = لا تُظهروا مبلغي في صفحة الحملة
give-dedicate = إهداء هذا التبرع إلى شخص
give-dedicate-hint = يظهر بجانب تبرعك في صفحة الحملة ويقرؤه الجميع.
give-dedication = نوع الإهداء
give-dedication-none = دون إهداء
give-dedication-honour = تكريمًا لـ
give-dedication-memory = في ذكرى
give-dedicated-to = إلى من
give-sum = من تبرعك بمبلغ { $gift } تحصل الحملة على { $gets }، وتحتفظ المنصة بمبلغ { $kept } ({ $percent }٪). وفوق ذلك: إكرامية المنصة { $tip }.
give-sum-fee = من تبرعك بمبلغ { $gift } تحصل الحملة على { $gets }، وتحتفظ المنصة بمبلغ { $kept } ({ $percent }٪). وفوق ذلك: إكرامية المنصة { $tip }، ورسوم البطاقة { $fee }.
give-sum-later = يظهر المجموع هنا حالما تمكن قراءة المبلغ.
give-button = تبرّع بمبلغ { $amount }
give-button-bare = تبرّع
give-total-again = احسب المجموع من جديد
give-trust = سترى المبلغ كله مرة أخرى، ثم تدفع في صفحة مزوّد خدمة الدفع لدينا. لا يصل رقم بطاقتك إلى هذا الموقع أبدًا.
give-trust-saved = تُحفظ بطاقتك في صفحة مزوّد خدمة الدفع لدينا. لا يُخصم هناك شيء، ولا يصل رقم بطاقتك إلى هذا الموقع أبدًا.
give-ends = تنتهي الحملة في {"\u2068"}{ $when }{"\u2069"}{"\u2068"}{ $here }{"\u2069"}.
# Said before a promise is made
give-rule = حتى ذلك الحين يمكنك تغيير تعهّدك أو إلغاؤه. في آخر ٢٤ ساعة لا يمكنك خفضه أو إلغاؤه إلا إذا ظلت الحملة تبلغ هدفها من دونه.
# Asked of whoever has a pledge to the campaign already
give-already = لديك بالفعل تعهّد بمبلغ { $sum } لهذه الحملة
give-already-words = إذا تحقق الهدف يُحصَّل كل تعهّد.
give-already-missing = لديك بالفعل تعهّد بمبلغ { $sum } لهذه الحملة. اختر إضافة هذا كتعهّد آخر أو تغيير التعهّد السابق.
give-already-another = إضافة هذا كتعهّد آخر
give-already-change = تغيير التعهّد السابق بدلًا من ذلك

# A campaign that takes nothing any more
ended-title = انتهت حملة { $campaign }
ended-heading = انتهت هذه الحملة
ended-words = قبلت حملة «{ $campaign }» التبرعات حتى { $when }. لم يُخصم شيء.
ended-look = انظر كيف انتهت
# تُقال فوق النموذج إذا لم تعد الحملة تقبل شيئًا حين أُرسل
give-ended = قبلت التبرعات حتى { $when }. لم يُخصم شيء ولم تُحفظ أي بطاقة. ما كتبته باقٍ أدناه، لعلك تستعمله في حملة أخرى.
give-stopped = أُوقفت لهذا السبب: «{ $reason }» لم يُخصم شيء ولم تُحفظ أي بطاقة. ما كتبته باقٍ أدناه.
give-find = ابحث عن حملة أخرى

# A form that made another pledge before
sent-title = أُرسلت هذه الاستمارة من قبل
sent-words = نشأ منها تعهّد ببيانات أخرى، وهو باقٍ كما كان. ما أرسلته الآن لم يغيّر شيئًا، ولم يُخصم شيء.
sent-look = انظر ذلك التعهّد
sent-another = قدّم تعهّدًا آخر

# Asked, while cards are tested, of whoever gives with an address that nobody has proved
confirm-gift-sent-title = أكّد بريدك الإلكتروني: أرسلنا إليك رابطًا
confirm-gift-sent-to = الرابط في طريقه إلى { $email }. افتحه واضغط الزر هناك، فتنتقل إلى صفحة الدفع.
confirm-gift-sent-words = افتح الرابط الوارد في تلك الرسالة واضغط الزر هناك، فتنتقل إلى صفحة الدفع.
confirm-gift-sent-money = لم يتحرك أي مال، ولم ينشأ أي تعهّد بعد. تُحفظ لك المكافأة من لحظة تأكيدك.
confirm-gift-sent-why = يجرّب أحدهم بطاقات مسروقة في هذه الحملة، لذلك نطلب هذا لبعض الوقت من كل من لم يسجّل الدخول بعنوانه.
confirm-gift-sent-late = يعمل الرابط مرة واحدة، لمدة ساعة. إن لم تصل رسالة خلال بضع دقائق فابحث في البريد غير المرغوب فيه وتحقق من العنوان. أقصى ما نرسله إلى عنوان واحد من هذه الرسائل في الساعة: { $most }؛ وروابط ما وصل منها ما زالت تعمل.
confirm-gift-sent-change = غيّر ما أدخلته
confirm-gift-title = أكّد تبرعك
confirm-gift-words = بهذا الزر تؤكد أن العنوان لك، وتنتقل إلى صفحة الدفع. لا يُخصم شيء قبل أن تدفع هناك. إن لم تكن أنت من طلب هذا فأغلق الصفحة: لن يحدث شيء.
confirm-gift-yes = أكّد وانتقل إلى صفحة الدفع
confirm-gift-anew = املأ الاستمارة من جديد
confirm-gift-ended-title = انتهى هذا الرابط
confirm-gift-ended-words = يعمل مرة واحدة، لمدة ساعة، ولا يعمل إلا أحدث رابط لكل استمارة. لم يُخصم شيء بهذا الرابط، ولا شيء محفوظ لك.
confirm-gift-ended-next = للتبرع املأ الاستمارة من جديد. وإن لزم عندئذ تأكيد البريد أرسلنا إليك رابطًا آخر. وإن كنت قد دفعت فإيصالك في بريدك.

# Before the payment page is there
card-ends = بطاقتك صالحة حتى { $when }، وسيُخصم منها بعد ذلك. اختر بطاقة أخرى أدناه.
opening-title = تُفتح صفحة الدفع
opening-heading = نفتح صفحة الدفع
opening-saved = حُفظ تعهّدك { $reference }. لم يُخصم شيء.
opening-wait = يستغرق مزوّد خدمة الدفع لدينا وقتًا أطول من المعتاد. تنظر هذه الصفحة من جديد كل ثانيتين وتنقلك إلى هناك تلقائيًا.
opening-away = مزوّد خدمة الدفع لا يستجيب
opening-kept = { $reward ->
    [true] نحتفظ بتعهّدك ومكافأته حتى { $when }.
   *[other] نحتفظ بتعهّدك حتى { $when }.
} سنراسلك برابط فور إمكان الدفع. لا حاجة إلى البقاء في هذه الصفحة.
opening-again = انظر مرة أخرى الآن
opening-pledge = انظر تعهّدك

# A pledge, for whoever has its address
pledge-number = التعهّد { $number }
pledge-other-card = جرّب بطاقة أخرى
pledge-pay = ادفع { $sum }
pledge-pay-now = ادفع { $sum } الآن
pledge-give-again = تبرّع مرة أخرى
pledge-heading = تبرعك
pledge-to = إلى
pledge-gift = التبرع
pledge-tip = إكرامية للمنصة
pledge-fee = رسوم البطاقة
pledge-total = المجموع
pledge-matched = أُضيف من { $sponsor }
pledge-reward = المكافأة
pledge-add-ons = إضافة إلى ذلك، ضمن التبرع
# $count: how many. $title: of an add-on. $total: what they cost together
pledge-add-on = { $count } × { $title }: { $total }
# $count: how many. $title: of an add-on
receipt-add-on = { $count } × { $title }
pledge-reference = الرقم
pledge-refunds = المبالغ المستردة
pledge-money = أين يذهب مالك
pledge-so-far = ما حدث حتى الآن
pledge-share = أخبر الآخرين
pledge-share-words = أرسل إليهم صفحة الحملة:
pledge-share-sentence = أدعم حملة «{ $campaign }». هل تدعمها أنت أيضًا؟
pledge-stands = انتهت الحملة، فيبقى هذا التعهّد قائمًا ولم يعد ممكنًا إلغاؤه. ونخبرك حالما يُعرف ما يؤول إليه.
pledge-cancel = ألغِ هذا التعهّد بمبلغ { $sum }
pledge-keep = احفظ تبرعاتك في حساب
pledge-keep-words = نرسل رابطًا إلى العنوان الذي تبرعت به. افتحه في هذا المتصفح لتجد كل التبرعات بذلك العنوان في مكان واحد. لا حاجة إلى كلمة مرور.
pledge-keep-email = البريد الإلكتروني الذي تبرعت به
pledge-keep-send = أرسلوا لي رابطًا
pledge-questions = لديك أسئلة؟ { $open }راسلنا{ $close } واذكر الرقم { $reference }. لا تُظهر هذه الصفحة اسم أحد، ويستطيع رؤيتها كل من لديه عنوانها: احتفظ به لنفسك.

# يُسأل قبل إلغاء تعهّد
cancel-title = هل تلغي تعهّدك لحملة { $campaign }؟
cancel-unpaid = لم يُخصم شيء ولن يُخصم. وإن وصل دفع بعد ذلك فيعود إليك مباشرة.
cancel-saved = لم يُخصم من بطاقتك شيء ولن يُخصم. ويحذفها مزوّد خدمة الدفع لدينا.
cancel-reward = لن تبقى مكافأتك محجوزة لك، ويستطيع غيرك اختيارها.
cancel-final = لا يمكن التراجع عن ذلك. ما دامت الحملة تقبل التبرعات يمكنك التبرع مرة أخرى.
cancel-yes = نعم، ألغِ هذا التعهّد
cancel-keep = أبقِ عليه

# Changing a pledge whose card is saved
change-heading = غيّر تعهّدك
change-rule = يمكنك تغييره أو إلغاؤه حتى { $until }. في آخر ٢٤ ساعة لا يمكنك خفضه أو إلغاؤه إلا إذا ظلت الحملة تبلغ هدفها من دونه.
change-link = غيّر المبلغ أو المكافأة
change-card = استخدم بطاقة أخرى
change-to = غيّر تعهّدك لحملة { $campaign }
change-lede = لا يُخصم شيء الآن. يُخصم المبلغ الجديد من بطاقتك المحفوظة بعد { $until }، إذا بلغت الحملة { $goal } حتى ذلك الحين.
change-amount = تبرعك
change-amount-hint = بعملة { $currency }. { $least } على الأقل.
change-tip = إكرامية للمنصة
change-tip-hint = القرار لك، ولا بأس ألا تترك شيئًا.
change-fee = تحمّل رسوم البطاقة. وإلا فتدفعها المنصة، وتحصل الحملة على المبلغ نفسه في الحالتين.
change-reward = ماذا تود في المقابل
change-reward-none = لا شيء، أريد التبرع فقط
change-reward-price = { $price } أو أكثر
change-reward-left = { $count ->
    [zero] لم تبقَ أي مكافأة
    [one] بقيت مكافأة واحدة
    [two] بقيت مكافأتان
    [few] بقيت { $count } مكافآت
    [many] بقيت { $count } مكافأة
   *[other] بقيت { $count } مكافأة
}
change-reward-gone = نفدت كلها
change-save = احفظ التغيير
change-back = اتركه كما هو
# What is kept while it is paid for
kept-soon = { $minutes ->
    [zero] تبقى مكافأتك محجوزة لك لحظة أخرى.
    [one] تبقى مكافأتك محجوزة لك دقيقة واحدة أخرى.
    [two] تبقى مكافأتك محجوزة لك دقيقتين أخريين.
    [few] تبقى مكافأتك محجوزة لك { $minutes } دقائق أخرى.
    [many] تبقى مكافأتك محجوزة لك { $minutes } دقيقة أخرى.
   *[other] تبقى مكافأتك محجوزة لك { $minutes } دقيقة أخرى.
} بعد ذلك يمكن لغيرك أن يختارها، ولا يُخصم شيء.
kept-longer = احجزها ١٥ دقيقة أخرى
# Whether the donor is named
name-shown = يظهر اسمك في صفحة الحملة.
name-hidden = لا يظهر اسمك في صفحة الحملة.
name-show = أظهر اسمي
name-hide = أخفِ اسمي
pledge-dedication = الإهداء
dedicated-honour = تكريمًا لـ { $to }
dedicated-memory = في ذكرى { $to }
dedication-shown = يظهر إهداؤك في صفحة الحملة.
dedication-drop = سحب الإهداء
delivery-title = إلى أين تذهب المكافأة
delivery-why = إن كان يجب إرسالها إليك فاذكر إلى أين. لا يقرأ ذلك إلا من يرسلها، حتى إن لم يظهر اسمك.
delivery-link = اذكر إلى أين تذهب
delivery-known = لقد ذكرت إلى أين تذهب. لا يقرأ ذلك إلا من يرسلها، ولذلك لا يظهر هنا.
delivery-change = غيّر إلى أين تذهب
# $reward: the title of a reward. $organiser: who runs the campaign
delivery-lead = يرسل { $organiser } «{ $reward }». ما تكتبه هنا يقرؤه من يرسلها، ولا يقرؤه أحد في صفحة الحملة.
delivery-told = لقد ذكرت إلى أين تذهب. لا يظهر ذلك هنا لأن آخرين قد يعرفون عنوان هذه الصفحة. ما تكتبه الآن يحل محله.
delivery-name = من يتسلّمها
delivery-address = العنوان
delivery-address-hint = كما يجب أن يُكتب على الطرد، سطرًا سطرًا، مع البلد.
delivery-save = احفظ إلى أين تذهب
delivery-forget = انسَ إلى أين تذهب
amount-shown = يظهر مبلغ تبرعك في صفحة الحملة.
amount-hidden = لا يظهر مبلغ تبرعك في صفحة الحملة.
amount-show = إظهار مبلغي
amount-hide = إخفاء مبلغي

# Receipts
receipt-link = الإيصال
receipt-title = الإيصال { $reference }
receipt-to = إلى «{ $campaign }» من تنظيم { $organiser }.
receipt-from = من { $name }.
receipt-paid = دُفع في { $when }
receipt-sum = مجموع ما دُفع
receipt-note = يبيّن هذا ما دُفع. أما خفض الضريبة بالتبرع فيحدده قانون بلدك والجهة المنظمة.
receipt-returned = ما أُعيد إليك
receipt-kept = بقي { $sum } تبرعًا.
receipt-print = للاحتفاظ به اطبع هذه الصفحة أو احفظها بصيغة PDF من المتصفح.
receipt-years = الإيصالات حسب السنة
receipt-year = { $year }، جدول للحساب
receipt-none = لم يُدفع شيء بعد
receipt-none-words = يظهر هنا ما تدفعه وأنت داخل حسابك، وما تبرعت به ضيفًا بعنوانك.
receipt-back = العودة إلى تبرعاتك

# What somebody gave
mine-title = تبرعاتك
mine-none = لا تبرعات بعد
mine-none-words = تجد هنا ما تتبرع به: ما حاله، وما يمكنك فعله.
mine-find = ابحث عن حملة
mine-due = لم يُخصم شيء بعد. يُخصم المبلغ من البطاقة بعد { $when }، إذا بلغت الحملة هدفها.
mine-pay = ادفع { $amount }
mine-other-card = جرّب بطاقة أخرى
mine-change = انظره أو ألغِه
mine-give-again = تبرّع مرة أخرى
mine-look = انظر ما حدث
mine-guest = هل تبرعت بلا حساب أيضًا؟ تظهر تلك التبرعات عندما تسجّل الدخول عبر { $open }رابط يُرسل إلى العنوان الذي تبرعت به{ $close }.
mine-back = العودة إلى حسابك

# How often to give
give-freq = كم مرة؟
give-freq-once = مرة واحدة
give-freq-monthly = كل شهر
give-freq-yearly = كل سنة
give-freq-words = يُخصم التبرع الأول اليوم. المكافأة مع التبرع الأول.
give-again-consent = أوافق على أن يُخصم المبلغ نفسه من بطاقتي تلقائيًا مرة بعد مرة، كما اخترت أعلاه، حتى تنتهي الحملة في { $until } أو حتى أوقفه. الإيقاف بنقرتين، في أي وقت، في صفحة تقود إليها الرسالة عن هذا التبرع.
give-again-sum = يُخصم المبلغ نفسه كل { $every ->
    [yearly] سنة
   *[monthly] شهر
}، حتى توقفه.
give-each-month = كل شهر
give-each-year = كل سنة
give-again-missing = ضع علامة في المربع إن أردت أن يتكرر التبرع نفسه تلقائيًا، أو اختر التبرع مرة واحدة.
give-single-only = لا تقبل هذه الحملة إلا التبرع مرة واحدة. اختر التبرع مرة واحدة.
give-freq-no-more = لا تُقبل هنا الآن تبرعات تتكرر بالوتيرة التي اخترتها، لذلك هذا تبرع لمرة واحدة. ولم يتغير شيء آخر مما اخترته.
give-freq-unknown = لا نعرف هذه الوتيرة. هذا تبرع لمرة واحدة ما لم تختر غير ذلك.
give-reward-no-more = لم تعد المكافأة التي اخترتها متاحة. اختر غيرها، أو لا شيء.
give-stale = غيّرت شيئًا. يُحسب المجموع من جديد قبل أن تدفع.

# Gifts that are given again by themselves
plan-title = تبرع { $every ->
    [yearly] سنوي
   *[monthly] شهري
} لحملة { $campaign }
plan-heading = { $sum } كل { $every ->
    [yearly] سنة
   *[monthly] شهر
}
plan-active = يُخصم التبرع القادم بمبلغ { $sum } في { $when }. ويستمر ذلك حتى تنتهي الحملة في { $until }، أو حتى توقفه.
plan-late = رُفضت بطاقتك. لم يُخصم شيء. ادفع بهذه البطاقة أو بغيرها حتى { $when } على الأكثر. بعد ذلك ينتهي تلقائيًا.
plan-paused = هو متوقف مؤقتًا. لا يُخصم شيء حتى تستأنفه.
plan-starting = لم يُدفع التبرع الأول بعد. لا يُخصم شيء تلقائيًا قبل دفعه.
plan-last = التبرع الأخير في الطريق. وبعده لا يحين موعد تبرع آخر قبل انتهاء الحملة.
plan-ended = { $why ->
    [cancelled_by_donor] أوقفته أنت. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
    [ended_by_staff] أوقفناه نحن. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
    [campaign_ended] انتهت الحملة، فانتهى هذا أيضًا. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
    [unpaid] انتهى لأن التبرع الأخير تعذّر خصمه ولم يُدفع في حينه. لم يُخصم شيء عنه، ولن يُخصم شيء بعد الآن.
    [completed] لا يحين موعد أي تبرع آخر قبل انتهاء الحملة. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
    [account_closed] انتهى مع إغلاق حسابك. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
    [disputed] انتهى لأن بنكك طلب استرداد أحد التبرعات. لن يُخصم شيء بعد الآن، وحُذفت بطاقتك.
   *[never_started] لم يُدفع التبرع الأول قط، فلم يبدأ هذا أصلًا. لم يُخصم شيء.
}
plan-pay = ادفع { $sum } الآن
plan-what = ما تتبرع به
plan-gift = التبرع
plan-tip = إكرامية للمنصة
plan-fee = رسوم البطاقة
plan-sum = كل { $every ->
    [yearly] سنة
   *[monthly] شهر
}
plan-next = التبرع القادم
plan-until = ينتهي تلقائيًا
plan-campaign = انظر الحملة
plan-stop-heading = الإيقاف
plan-stop-words = ينتهي فورًا. ما تبرعت به يبقى للحملة.
plan-stop = أوقف التبرع بمبلغ { $sum } كل { $every ->
    [yearly] سنة
   *[monthly] شهر
}
plan-change-heading = التغيير
plan-amount = تبرعك ابتداءً من التبرع القادم
plan-amount-hint = بعملة { $currency }. { $least } على الأقل. لا يُخصم شيء الآن. تبقى الإكرامية كما هي.
plan-amount-save = احفظ المبلغ
# Asked before more is given each time
raise-title = أتريد التبرع بأكثر كل مرة؟
raise-words = لا يُخصم شيء الآن. ابتداءً من التبرع القادم يُخصم المبلغ الجديد من بطاقتك من دون أن تفعل شيئًا.
raise-before = حتى الآن
raise-after = ابتداءً من التبرع القادم
raise-when = أول خصم
raise-paused = مع التبرع القادم
raise-yes = تبرع بمبلغ { $sum } منذ ذلك الحين
raise-keep = أبقِ على { $sum }
plan-skip = تخطَّ تبرع { $when }
plan-pause = أوقف مؤقتًا
plan-resume = استأنف
plan-gifts = التبرعات حتى الآن
plan-address = يستطيع كل من لديه عنوان هذه الصفحة أن يراها ويغيّرها: احتفظ به لنفسك.
plan-address-ended = يستطيع كل من لديه عنوان هذه الصفحة أن يراها: احتفظ به لنفسك.
plan-part = هذا تبرع { $every ->
    [yearly] سنوي
   *[monthly] شهري
}.
plan-manage = انظره أو أوقفه
plan-see = انظره
plan-mine = التبرعات التي تتكرر تلقائيًا
plan-mine-next = القادم في { $when }
plan-mine-stands = { $stands ->
    [paused] متوقف مؤقتًا
    [ended] انتهى
    [late] رُفضت بطاقتك
   *[active] مستمر
}

# What was given back, for whoever runs the campaign
given-back-title = ما أُعيد: { $campaign }
given-back-heading = ما أُعيد
given-back-lede = بقرار مَن، كما هو في سجل التدقيق للمنصة. لا أحد يستطيع تغيير ما كُتب هناك أو حذفه.
given-back-none = لم يُعَد شيء بعد.
given-back-done = أُعيد { $sum } من التبرع { $reference }
given-back-proposed = اقتُرحت إعادة { $sum } من التبرع { $reference }
given-back-declined = لم يُقبل ما اقتُرح للتبرع { $reference }
given-back-by-you = أنت
given-back-by-staff = أحد العاملين هنا
given-back-by-itself = تلقائيًا

rehearsal-title = لو انتهت «{ $campaign }» الآن
rehearsal-heading = لو انتهت هذه الحملة الآن
rehearsal-lede = هذه تجربة: نُفِّذت النهاية فعلًا خطوة بخطوة ثم أُلغيت. لم يُخصم شيء ولم يُراسَل أحد.
rehearsal-fails = الوعود { $sum } والهدف { $goal }: تفشل الحملة ولا يُخصم من أحد.
rehearsal-succeeds = الوعود { $sum } والهدف { $goal }: تنجح الحملة ويُخصم من كل بطاقة محفوظة.
rehearsal-keeps = قُدِّم { $sum }. ويبقى سواء بُلغ الهدف أم لا.
rehearsal-nothing = لم يُقدَّم شيء، فلن يُحصَّل شيء ولن يُدفع شيء، ولن يُخصم من أحد. وما يُقدَّم قبل النهاية يبقى سواء بُلغ الهدف أم لا.
rehearsal-steps = ما الذي يحدث
rehearsal-sealed = { $n ->
    [one] يُحتسب وعد واحد، ومجموعه { $sum }.
   *[other] تُحتسب الوعود ({ $n })، ومجموعها { $sum }.
 }
rehearsal-waits = { $n ->
    [one] وعد آخر يُدفع الآن وله بضع دقائق.
   *[other] وعود أخرى ({ $n }) تُدفع الآن ولها بضع دقائق.
 }
rehearsal-charges = { $n ->
    [one] يُخصم { $sum } من بطاقة واحدة، شاملًا الإكرامية.
   *[other] يُخصم { $sum } إجمالًا من البطاقات ({ $n })، شاملًا الإكراميات.
 }
rehearsal-expired = { $n ->
    [one] ستكون بطاقة واحدة قد انتهت صلاحيتها: { $sum } في خطر. أُبلغ صاحبها أو سيُبلغ في حينه.
   *[other] ستكون بطاقات ({ $n }) قد انتهت صلاحيتها: { $sum } في خطر. أُبلغ أصحابها أو سيُبلغون في حينه.
 }
rehearsal-drops = من كل مئة بطاقة أخرى تُرفض واحدة إلى خمس ولا تُصلح خلال الأسبوع.
rehearsal-released = { $n ->
    [one] يُلغى أو يُعاد وعد واحد.
   *[other] تُلغى أو تُعاد الوعود ({ $n }).
 }
rehearsal-mails = { $n ->
    [0] لا تُرسَل أي رسالة إلى المتبرّعين.
    [one] تُرسَل رسالة واحدة إلى متبرّع.
   *[other] تُرسَل رسائل إلى المتبرّعين ({ $n })، واحدة لكل وعد.
 }
rehearsal-real = { $n ->
    [0] لم يكن هناك ما يُجرَّب واحدًا واحدًا.
    [one] جُرِّب وعد واحد.
   *[other] جُرِّبت الوعود ({ $n }) واحدًا واحدًا، مئتان على الأكثر.
 }
rehearsal-money = ما الذي ينتج
rehearsal-worst = في أسوأ حال
rehearsal-best = في أحسن حال
rehearsal-collected = المُحصَّل
rehearsal-platform = رسوم المنصّة
rehearsal-yours = المكتسَب
rehearsal-reserve = يبقى لأجل الاسترداد
rehearsal-first = أول دفعة
rehearsal-fees = تحتفظ شركة البطاقات بنحو { $sum } تتحمّلها المنصّة.
rehearsal-payout = يمكن أن تخرج أول دفعة في { $when }، وما بقي في { $later }.

# حال التعهّد بكلمة
status-reserved = تُفتح صفحة الدفع
status-awaiting-payment = بانتظار الدفع
status-declined = رُفضت البطاقة
status-processing = لدى المصرف
status-active = مدفوع
status-card-saved = حُفظت البطاقة ولم يُخصم شيء
status-card-refused = رُفضت بطاقتك
status-lapsed = لم يكتمل
status-withdrawn = أُلغي ولم يُخصم شيء
status-refunding = المبلغ في طريق عودته
status-partly-refunded = أُعيد جزء منه
status-refunded = أُعيد المبلغ
status-refund-failed = لم ينجح رد المبلغ
status-disputed = اعترض عليه المصرف
status-charged-back = استرده المصرف

# حال التعهّد وما يحدث بعد ذلك
told-opening = نفتح صفحة الدفع
told-opening-next = لم يُخصم شيء. تابع إلى صفحة الدفع لتُكمل.
told-confirming = مصرفك لا يزال يؤكد
told-confirming-next = نكتب إليك فور تأكيده، وتتغير هذه الصفحة وحدها. لا تدفع مرة أخرى.
told-waiting = هذا التعهّد بانتظار دفعك
told-waiting-next = لم يُخصم شيء. تابع إلى صفحة الدفع لتُكمل، أو ألغِ التعهّد.
told-declined = رفض مصرفك
told-declined-next = لم يُخصم شيء. جرّب بطاقة أخرى أو اسأل مصرفك.
told-processing = يُطلب من مصرفك { $total }
told-processing-next = يستغرق ذلك حتى خمسة أيام ولا يلزمك شيء: لا تدفع مرة ثانية. تعهّدك، ومكافأته إن كانت له مكافأة، محجوزان لك حتى { $when }، ويُحسب تبرعك فور وصول المال. نكتب إليك في الحالتين.
told-active = شكرًا لك. دُفع { $total }
told-active-next = تحسب «{ $campaign }» تبرعك من الآن. والإيصال في طريقه إليك بالبريد الإلكتروني.
told-saved = شكرًا لك. حُفظت بطاقتك ولم يُخصم شيء
told-saved-next = إذا بلغت «{ $campaign }» { $goal } قبل { $when }، يُخصم { $total } بعد ذلك. وإن لم تبلغ، فلا يُخصم شيء.
told-withdrawn = ألغيتَ هذا التعهّد
told-withdrawn-next = لم يُخصم من بطاقتك شيء، ولن يُخصم.
told-disputed = طلب مصرفك استرداد هذه الدفعة
told-disputed-next = المال عند مصرفك حتى يقرر. إن لم تطلب ذلك فأخبر مصرفك. ولا يمكن رد شيء قبل قراره.
told-charged-back = أعاد إليك مصرفك هذه الدفعة
told-charged-back-next = المال عند مصرفك. لم يعد هذا التبرع محسوبًا، ولن يُخصم شيء بعد ذلك.
told-away = مزوّد خدمة الدفع لا يستجيب
told-away-next = { $reward ->
    [true] تعهّدك محفوظ، ومكافأته محجوزة لك، ولم يُخصم شيء.
   *[other] تعهّدك محفوظ، ولم يُخصم شيء.
} نكتب إليك برابط فور إمكان الدفع. وهو محفوظ حتى { $when }.
told-reached = بلغت «{ $campaign }» هدفها. يُخصم الآن { $total }
told-reached-next = نكتب إليك فور رد مصرفك. ليس عليك أن تفعل شيئًا.
told-repair = تعذر الخصم من بطاقتك
told-repair-next = لم يُخصم شيء. ادفع { $total } بهذه البطاقة أو بغيرها قبل { $when }. وبعد ذلك ينتهي التعهّد، وإن كانت له مكافأة فيمكن أن تذهب إلى شخص آخر.
told-repair-suspended = لم يُخصم شيء. الحملة معلّقة ريثما ننظر في أمرها: إلى أن تُستأنف لا يُخصم شيء، وتتوقف المهلة التي يمكنك الدفع خلالها.
told-dropped = انتهى هذا التعهّد دون دفع
told-dropped-next = تعذر الخصم من بطاقتك خلال أسبوع. لم يُخصم شيء، ولن يُخصم.
told-renewal = يُخصم الآن { $total }
told-renewal-next = يتكرر هذا التبرع من تلقاء نفسه كما أردت. نكتب إليك فور رد مصرفك.
told-renewal-failed = لم يُخصم من بطاقتك شيء
told-renewal-failed-next = لم يؤخذ شيء لهذا التبرع. وما يمكنك فعله تجده في صفحة تبرعاتك لهذه الحملة.
told-cancelled = ألغيتَ هذا التعهّد
told-cancelled-next = لم يُخصم شيء. وإن وصل دفع بعد ذلك فيعود إليك مباشرة.
told-stopped = أوقفنا هذا التعهّد
told-stopped-next = نحن أوقفناه، ولم يُخصم أي مبلغ. وإن وصل دفع بعد ذلك فيعود إليك مباشرة.
told-never-opened = تعذر فتح صفحة الدفع
told-never-opened-next = لم يُخصم شيء، ولم تُجرَّب أي بطاقة. الخطأ من مزوّد خدمة الدفع أو منا: تبرع مرة أخرى بعد بضع دقائق.
told-refused = لم يتم الدفع
told-refused-next = لم يُخصم شيء. يمكنك التبرع مرة أخرى ببطاقة أخرى.
told-debit-refused = لم يدفع مصرفك
told-debit-refused-next = لم يكن في حسابك ما يكفي أو رفض مصرفك، فلم يُخصم شيء ولا يُحسب شيء. يمكنك التبرع مرة أخرى ببطاقة أو من حساب آخر.
told-debit-late = لم يدفع مصرفك في الوقت المحدد
told-debit-late-next = لم يصلنا خبر منذ خمسة أيام، فانتهى التعهّد وصارت مكافأته متاحة من جديد. وإن وصل المال بعد ذلك عاد إليك تلقائيًا. يمكنك التبرع مرة أخرى.
told-debit-ended = انتهى هذا التعهّد
told-debit-ended-next = لا يُحسب. طُلب المال من مصرفك قبل ذلك ولا يستطيع أحد إيقافه: إن وصل عاد إليك تلقائيًا.
told-late = لم يُدفع هذا التعهّد في وقته
told-late-next = لم يُخصم شيء. وإن وصل دفع بعد ذلك فيعود إليك مباشرة. يمكنك التبرع مرة أخرى.
# تُقال قبل ما يحدث بعد ذلك، عن رد المبلغ
told-too-late = انتهى هذا التعهّد قبل أن نعلم بدفعك، فلا يُحسب.
told-refunded = عاد إليك مالك
told-refunded-next = أُعيد المبلغ كله. تحتاج المصارف من ٥ إلى ١٠ أيام لإظهاره.
told-partly-refunded = أُعيد جزء من تبرعك
told-partly-refunded-next = يُحسب الباقي كما كان. والمبالغ المردودة مذكورة أدناه.
told-refund-failed = لم ينجح رد المبلغ إليك
told-refund-failed-next = لا يزال المال حقك ولم يضِع. فريقنا ينظر في الأمر؛ رد على رسالتنا أو اكتب إلينا برقم تعهّدك.
told-refunding = مالك في طريق عودته إليك
told-refunding-next = مزوّد خدمة الدفع يرسله. نكتب إليك حين يتم.
told-refunding-debit = يعود مالك إليك
told-refunding-debit-next = تتيح لك المصارف استرداد الخصم المباشر مدة ثمانية أسابيع. وكي لا يصلك المال مرتين نرسله بعد ذلك بأسبوع، أو قبله إن قرر فريقنا. نكتب إليك حين يتم.

# ما جرى للتعهّد، سطر لكل أمر
line-made = قدمتَ هذا التعهّد.
line-made-reward = قدمتَ هذا التعهّد. ومكافأته محجوزة لك.
line-opened = فُتحت صفحة الدفع.
line-held = سأل مصرفك هل هذا أنت، أو فُتحت الصفحة متأخرة، أو طلبتَ وقتًا أطول. مكافأتك محجوزة لك مدة أطول.
line-processing = طُلب المال من مصرفك. يستغرق ذلك حتى خمسة أيام، ولا حاجة إلى دفع ثانٍ.
line-declined = رفض مصرفك. لم يُخصم شيء.
line-charge-failed = حان الخصم من بطاقتك وتعذر.
line-payment-failed = أُغلقت صفحة الدفع دون دفع.
line-debit-failed = لم يدفع مصرفك. لم يُخصم شيء.
line-collected = وصل دفعك وقدره { $total }.
line-saved = حُفظت بطاقتك. لم يُخصم شيء.
line-replaced = اخترتَ بطاقة أخرى. لم يُخصم شيء.
line-counts = تبرعك محسوب.
line-changed-reward = اخترتَ شيئًا آخر في المقابل.
line-changed = غيّرتَ تعهّدك إلى { $total } إجمالًا.
line-lapsed = انتهى التعهّد دون دفع.
line-withdrawn = ألغيتَ التعهّد قبل الخصم من بطاقتك.
line-refund-too-late = علمنا بدفعك متأخرًا جدًا، فيعود إليك { $total }.
line-refund-decided = تقرر رد { $total }.
line-refund-submitted = قبل مزوّد خدمة الدفع رد المبلغ.
line-refund-succeeded = تم رد المبلغ.
line-refund-failed = لم ينجح رد المبلغ. فريقنا ينظر في الأمر.
line-disputed = طلب مصرفك استرداد الدفعة.
line-dispute-won = قرر مصرفك أن الدفعة صحيحة.
line-dispute-lost = أعاد إليك مصرفك الدفعة.
line-sent = مكافأتك «{ $title }» في الطريق.
line-sent-carrier = تصلك عبر { $carrier }.
line-sent-tracking = رقم تتبّعها { $tracking }.

# حال رد المبلغ
refund-due = تقرر
refund-submitted = في الطريق
refund-succeeded = تم
refund-failed = لم ينجح، ولا يزال حقك

# ما الخطأ في النموذج وما العمل
problem-amount-step = تخصم البطاقات وتعيد بخطوات من { $step }: اجعل آخر المبلغ ٠.
problem-least-amount = اكتب مبلغًا قدره { $least } أو أكثر.
problem-least-besieged = يجرّب أحدهم هنا بطاقات مسروقة بمبالغ صغيرة، لذلك أقل مبلغ لبعض الوقت هو { $least }. لم يُخصم شيء. تبرع بهذا القدر أو عد بعد نصف ساعة.
problem-least = أقل ما يمكن التبرع به لهذه الحملة { $least }.
problem-most = أكثر ما يمكن خصمه مرة واحدة { $most } مع الإكرامية والرسوم. تبرع بمبلغ أصغر.
problem-not-chargeable = لا يمكن خصم { $sum } بالضبط من البطاقات: يجب أن يكون آخر رقم ٠.
problem-currency = تجمع هذه الحملة عملة أخرى.
problem-tip = اختر إحدى الإكراميات، أو اكتب غيرها.
problem-tip-negative = اكتب إكرامية قدرها صفر أو أكثر.
problem-reward = اختر إحدى المكافآت، أو لا شيء.
problem-reward-least = «{ $reward }» للتبرعات التي قدرها { $price } أو أكثر. تبرع بأكثر، أو اختر مكافأة أخرى.
problem-reward-unknown = لا تقدم هذه الحملة تلك المكافأة. اختر غيرها، أو لا شيء.
problem-reward-price = هذه المكافأة للتبرعات التي قدرها { $price } أو أكثر. تبرع بأكثر، أو اختر مكافأة أخرى.
problem-reward-gone = نفدت هذه المكافأة: أخذ شخص آخر آخرها. لم يُخصم شيء. اختر غيرها، أو لا شيء.
problem-add-on-unknown = لم تعد هذه الحملة تقدم ذلك. اتركه.
problem-add-on-count = اكتب عددًا صحيحًا، أو اترك هذا فارغًا.
problem-add-on-reward = لا تؤخذ «{ $title }» مع ما اخترته. اختر مكافأة أخرى، أو اتركها.
problem-add-on-most = يمكنك أن تأخذ من «{ $title }» { $most } على الأكثر.
problem-add-on-gone = بقي من «{ $title }» أقل من ذلك. لم يُخصم شيء. خذ أقل، أو لا شيء.
problem-add-ons-sum = مجموع ما اخترته { $least }. تبرع بهذا المبلغ أو أكثر، أو اختر أقل.
problem-add-ons-once = ما يؤخذ إضافة يكون مع تبرع لمرة واحدة. اختر التبرع مرة واحدة، أو اتركه.
problem-name = اكتب اسمك.
problem-name-long = اكتب اسمك في ١٠٠ حرف على الأكثر.
problem-dedication = اختر إن كان تكريمًا له أم في ذكراه.
problem-delivery-name = اكتب من يتسلّم المكافأة.
problem-delivery-address = اكتب إلى أين تذهب المكافأة.
problem-delivery-long = اكتب 8 أسطر على الأكثر، في كل منها 100 حرف على الأكثر.
problem-dedicated-to = اكتب لمن تهدي تبرعك، أو اختر «دون إهداء».
problem-email = اكتب بريدك الإلكتروني، لنرسل إليك الإيصال.
problem-email-form = اكتب بريدًا إلكترونيًا مثل name@example.org.
problem-last-day = في يومها الأخير تحتفظ الحملة التي بلغت هدفها بما تحتاج إليه، فلا يمكن خفض التعهّد. لم يتغير شيء.

# What cannot be done with a pledge, on a page of its own
refused-cancel-paid = دُفع هذا التعهّد بالفعل. اطلب استرداد المبلغ بدلًا من ذلك.
refused-cancel-bank = يُطلب المال من مصرفك الآن ولم يعد ممكنًا إيقاف ذلك. لم يتغير شيء. وحين يصل المال يمكنك أن تطلب استرداده.
refused-cancel-plan = يتكرّر هذا التبرّع تلقائيًا. أوقفه في صفحة تبرّعاتك لهذه الحملة؛ والبريد الخاص به يوصلك إليها.
refused-cancel-ended = انتهت هذه الحملة، فيبقى التعهّد قائمًا. لم يتغيّر شيء. راسلنا إن كان هناك خطأ.
refused-cancel-last-day = في يومها الأخير تحتفظ الحملة التي بلغت هدفها بما تحتاج إليه لبلوغه، فيبقى التعهّد قائمًا. لم يتغيّر شيء.
refused-change-not-now = لم يعد من الممكن تغيير هذا التعهّد. لم يتغيّر شيء ولم يُخصم شيء.
refused-change-ended = انتهت هذه الحملة، فيبقى التعهّد كما هو. لم يتغيّر شيء.
refused-change-last-day = في يومها الأخير تحتفظ الحملة التي بلغت هدفها بما تحتاج إليه لبلوغه، فلا يمكن خفض التعهّد. لم يتغيّر شيء.
refused-stopped = لا تقبل هذه الحملة تبرّعات. لم يُخصم شيء.
refused-fix = لا يوجد ما يُدفع لهذا التعهّد. لم يُخصم شيء الآن.
refused-plan-over = لقد انتهى هذا بالفعل. لن يُخصم شيء آخر من أجله.
refused-plan-not-now = هذا غير ممكن في الوضع الحالي. لم يتغيّر شيء ولم يُخصم شيء.
refused-rehearsal-ended = انتهت هذه الحملة: وما حدث مذكور في صفحتها.
