# The texts of the dashboard and of the moderators' rooms.
community-updates-heading = المستجدات
community-no-updates = لا مستجدات بعد.
community-no-comments = لم يقل أحد شيئًا ولم يسأل بعد.
community-ask = اسأل المنظّم
community-updates = كل المستجدات ({ $many })
community-comments = اقرأ الكل واكتب ({ $many })
community-history = ما الذي تغيّر
community-report = الإبلاغ عن هذه الحملة

preview-goal = الهدف
preview-minimum = أقل مبلغ
preview-model = طريقة التمويل
preview-all = الكل أو لا شيء
preview-keep = الاحتفاظ بما يُجمع
preview-ends = تنتهي
preview-address = الرابط
preview-story = القصة
preview-nothing = لا شيء بعد.
preview-budget = أين تذهب الأموال
preview-rewards = المكافآت
preview-add-on = إضافة
preview-impacts = ماذا تفعل التبرعات
preview-unlimited = بقدر ما يُطلب
preview-closed = مغلقة
preview-limited = { $many } في المجموع
preview-risks = المخاطر
preview-faq = الأسئلة

comments-title = التعليقات: { $title }
comments-heading = التعليقات والأسئلة
comments-field = قل شيئًا أو اسأل
comments-hint = يظهر مع اسمك، ويقرؤه المنظّم.
comments-post = انشر التعليق

comments-sign-in = سجّل الدخول لتكتب شيئًا

comments-empty = لم يكتب أحد بعد

comments-empty-words = كثيرًا ما يفيد السؤال الأول الآخرين أيضًا.

comments-hidden = أُخفي تعليق: { $reason }
comments-team = المنظّم
comments-taken-back = سحب كاتب هذا التعليق تعليقه.
comments-turned-back = لم يعد أحد التعليقات معروضًا.
comments-turned-back-own = لم يعد تعليقك معروضًا لأنك سحبت تبرعك. ويُعرض من جديد إذا تبرعت مرة أخرى.
# تُقال بدل اسم من أغلق حسابه
somebody-left = شخص لم يعد هنا
comments-take-back = اسحب هذا التعليق
comments-take-back-for-good = تُحذف كلماته نهائيًا، ويبقى ظاهرًا أن تعليقًا كان هنا.
comments-take-back-now = اسحبه
comments-report = الإبلاغ عن هذا التعليق
comments-earlier = تعليقات أقدم
comments-later = تعليقات أحدث
comments-newest = اذهب إلى أحدث تعليق
comments-reply = الرد
comments-answer-field = ردّك
comments-answer-post = انشر الرد
comments-answers-more = عرض كل الردود
comments-all = كل التعليقات

backers-title = الداعمون: { $title }
backers-heading = الداعمون
backers-state = الحالة
backers-any = الكل
backers-reward = المكافأة
# $many: how many of it. $title: the title of an add-on
backers-add-on = { $many } × { $title }
backers-show = اعرض هؤلاء
backers-none = لا أحد يطابق ذلك
backers-empty = لم يتبرّع أحد بعد
backers-all = اعرض كل الداعمين

backers-empty-words = من يتبرّع يظهر هنا فورًا مع المكافأة التي اختارها.

backers-name = الاسم
backers-amount = المبلغ
backers-when = متى
backers-unnamed = يفضّل عدم ذكر اسمه
backers-counts = (يُحتسب منه { $counts })
backers-next = الأقدم
backers-csv = تنزيل هذه القائمة كجدول (CSV)

backers-send = ضع علامة «أُرسلت»
backers-sent = أُرسلت في { $at }
backers-sent-change = غيّر طريقة الإرسال

sending-title = مكافأة داعم: { $title }
sending-heading = المكافأة: { $reward }
sending-to = إلى { $name }
sending-to-unnamed = إلى داعم يفضّل عدم ذكر اسمه
sending-add-ons = أُخذ معها أيضًا:
sending-where = إلى أين تذهب
sending-where-hint = للطرد وحده: قد لا يريد المتبرع ذكر اسمه في أي مكان.
sending-where-unknown = لم يذكر المتبرع إلى أين تذهب. يمكنه ذلك في صفحة تعهده.
sending-intro = يتلقى المتبرّع رسالة ويرى في صفحة تعهّده أنها في الطريق. وإن سأل مصرفه عن الدفعة قيل له ذلك أيضًا.
sending-carrier = من يوصلها (اختياري)
sending-carrier-hint = البريد أو شركة توصيل أو أنت بنفسك.
sending-tracking = رقم التتبّع (اختياري)
sending-tracking-hint = به يرى المتبرّع أين وصلت.
sending-change = احفظ
sending-back = العودة إلى الداعمين
sending-not = ضع علامة «لم تُرسل»
sending-not-hint = إن وُضعت العلامة خطأً. نراسل المتبرّع، ويمكنه أن يذكر مرة أخرى إلى أين تذهب.
refused-reward-sent = لا يمكن إرسال هذه المكافأة: لم يعد تبرّعها محسوبًا، أو لم يُخصم بعد.

desk-comments-title = التعليقات: { $title }
desk-comments-heading = التعليقات والأسئلة
desk-comments-empty = لم يكتب أحد بعد
desk-comments-empty-words = تظهر الأسئلة هنا وعلى صفحة الحملة. وما يتكرر السؤال عنه يحسن غالبًا أن يُضاف إلى أسئلة الحملة.
desk-comments-team = الفريق
desk-comments-answers = رد على «{ $words }»
desk-comments-hidden = مخفي: { $reason }
desk-comments-hide = أخفِ هذا التعليق
desk-comments-why = لماذا؟ سيظهر هذا مكان التعليق.
desk-comments-hide-now = أخفِه
desk-comments-answer = أجب على صفحة الحملة

desk-notes-staff = فريق المراجعة

team-may-edit = كتابة النصوص ووضع الصور
team-may-updates = نشر المستجدات والرد على التعليقات وإخفاؤها
team-may-money = معرفة من تبرّع وبكم

report-untrue = ما ورد فيها غير صحيح
report-misused = تُستعمل الأموال في غير ما جُمعت له
report-harmful = تؤذي أحدًا أو تهينه
report-stolen = أُخذت نصوص أو صور من شخص آخر
report-other = شيء آخر

desk-edit-nav = الأقسام
desk-edit-missing = ما زال ناقصًا
desk-edit-closed = لا يمكن تعديلها في حالتها الحالية: { $status }.
desk-edit-closed-go = انظر ماذا يمكنك أن تفعل
desk-edit-autosaved = حُفظت كمسودّة.
desk-edit-unsaved = لم يُحفظ بعد:
desk-edit-offline = لم يُحفظ: لا يوجد اتصال. ما كتبته ما زال هنا.
desk-edit-next = احفظ وتابع
desk-edit-save = احفظ
desk-edit-public = بدأت هذه الحملة: كل تغيير يظهر للجميع فورًا، وما كانت تقوله من قبل يبقى متاحًا للقراءة.

desk-basics-title = العنوان
desk-basics-promise = في جملة واحدة
desk-basics-promise-hint = ماذا سيوجد مما لا يوجد الآن؟ يظهر هذا في القوائم وفي الروابط التي تُشارَك.
desk-basics-organiser = من يديرها
desk-basics-place = المكان
desk-basics-place-hint = يكفي ذكر البلدة والبلد.
desk-basics-category = النوع
desk-basics-category-empty = اختر نوعًا
desk-basics-language = لغة الحملة
desk-basics-language-hint = اللغة التي تكتب بها. تقرأ المتصفحات الحملة بصوت مسموع وتترجمها بحسب ما يُختار هنا.
desk-basics-frozen = ما لم يعد يتغيّر
desk-basics-goal = الهدف
desk-basics-minimum = أقل مبلغ
desk-basics-model = طريقة التمويل

desk-model-all = الكل أو لا شيء
desk-model-keep = الاحتفاظ بما يُجمع

desk-basics-deadline = اليوم الأخير
desk-basics-slug = الرابط
desk-basics-frozen-why = تبرّع المتبرّعون على هذه الشروط.
desk-basics-currency = العملة
desk-basics-model-legend = متى يُخصم المبلغ من المتبرّعين؟

desk-model-keep-words = يُخصم المبلغ من البطاقة فورًا. وتحصل على ما يُجمع سواء تحقق الهدف أم لم يتحقق.
desk-model-all-words = تُحفظ البطاقات، ولا يُخصم منها إلا في اليوم الأخير وبشرط أن يكون الهدف قد تحقق. يناسب ما لا يمكن إنجازه بنصف المال.

desk-basics-goal-field = الهدف ({ $sign })
desk-basics-goal-hint = ما تحتاج إليه مع الرسوم. مجموع بنود «أين تذهب الأموال» يساويه.
desk-basics-minimum-field = أقل مبلغ يمكن التبرّع به ({ $sign })
desk-basics-deadline-field = اليوم الأخير
desk-basics-deadline-hint = تُحتسب التبرّعات حتى انتهاء ذلك اليوم، بحسب المنطقة الزمنية أدناه.
desk-basics-zone = المنطقة الزمنية
desk-basics-slug-field = الرابط
desk-basics-slug-hint = الجزء الأخير من الرابط: { "\u2066" }{ $url }/c/…{ "\u2069" }

desk-budget-intro = هذا ما ينظر إليه المتبرّعون بعد الغاية مباشرة. سمِّ كل وجه من أوجه الإنفاق؛ ومجموع البنود هو الهدف.
# $percent: already with its sign
desk-fee = تحتفظ المنصة بنسبة { $percent } مما يُحصَّل لك، ولا شيء إن لم يُحصَّل شيء. وهي تدفع رسوم مزوّد خدمة الدفع عن كل دفعة بالبطاقة. احسب حصتها ضمن هدفك.
desk-budget-frozen = لا يتغيّر هذا بعد البدء. إن تغيّر شيء فأخبر المتبرّعين به في المستجدات.
desk-budget-line = البند { $n }
desk-budget-for = لأي غرض
desk-budget-much = كم ({ $sign })
desk-budget-line-new = البند { $n }
desk-budget-more = أفرغ بندًا لتحذفه. احفظ لتحصل على بنود أخرى.
desk-budget-adds = مجموع البنود يساوي الهدف وهو { $goal }.
desk-budget-sum = مجموع البنود { $sum }. يُكتب الهدف في قسم «الأساسيات».

desk-cover-intro = صورة للمكان أو للناس تقول أكثر مما يقوله الشعار. وإن لم توجد صورة رسمنا شيئًا يناسب نوع الحملة.
desk-cover-other = صورة أخرى
desk-cover-picture = الصورة
desk-cover-hint = بصيغة JPEG أو PNG أو WebP، حتى ١٠ ميغابايت، وبعرض ٨٠٠ بكسل على الأقل. تُحذف منها معلومات المكان والجهاز الذي التُقطت به.
desk-cover-remove = احذف الصورة
desk-cover-alt = ماذا تُظهر الصورة
desk-cover-alt-hint = يُقرأ بصوت مسموع لمن لا يستطيع رؤيتها.

desk-details-intro = ما الذي قد يتعثّر، وماذا ستفعل عندها؟ يثق الناس بمن فكّر في ذلك.
desk-details-risks = المخاطر
desk-details-faq = أسئلة سيطرحها الناس
desk-details-question-n = السؤال { $n }
desk-details-question = السؤال
desk-details-answer = الجواب
desk-details-question-new = سؤال آخر
desk-details-more = أفرغ الحقلين لتحذف سؤالًا. احفظ لتحصل على مكان لسؤال آخر.

desk-gifts-intro = حتى أربعة مبالغ تُعرض على المتبرعين، ومع كل منها ما يفعله تبرع بهذا القدر. ليست لازمة: من دونها تُعرض مبالغ مدوّرة.
desk-gifts-number = المبلغ { $n }
desk-gifts-amount = تبرع قدره ({ $sign })
desk-gifts-words = يفعل هذا
desk-gifts-more = أفرغ الحقلين لتحذف مبلغًا.

desk-rewards-intro = ما تقدّمه مقابل تبرّع بمبلغ معيّن. ليست المكافآت ضرورية؛ فكثيرون يتبرّعون من دونها.
desk-rewards-frozen = لا يتغيّر ثمن المكافأة ولا نصها بعد أن يختارها أحد. يمكنك أن تزيد عددها أو أن تغلقها.
desk-rewards-number = المكافأة { $n }
desk-rewards-name = الاسم
desk-rewards-gets = ماذا يحصل عليه المتبرّع، ومتى
desk-rewards-price = للتبرّعات بهذا المبلغ أو أكثر ({ $sign })
desk-rewards-many = كم عددها؟
desk-rewards-unlimited = بقدر ما يُطلب
desk-rewards-quantity = بالعدد المكتوب أدناه
desk-rewards-closed = لم يبقَ منها شيء: مغلقة
desk-rewards-number-field = العدد
desk-rewards-new = مكافأة جديدة
desk-rewards-more = أفرغ كل حقول المكافأة لتحذفها. احفظ لتحصل على مكان لمكافأة أخرى.
desk-rewards-add-ons = الإضافة شيء يمكن أخذه مع مكافأة، وأكثر من مرة.
desk-rewards-digital = لا يُرسل منها شيء بالبريد
desk-rewards-kind = ما هذه؟
desk-rewards-kind-reward = مكافأة
desk-rewards-kind-add-on = إضافة: تؤخذ مع مكافأة. المبلغ المكتوب أعلاه هو ثمن الواحدة منها
desk-rewards-most = إن كانت إضافة: أكثر ما يمكن أن يأخذه داعم واحد
desk-rewards-most-hint = عدد صحيح من ١ إلى ١٠٠.
desk-rewards-with = إن كانت إضافة: مع أي المكافآت تُعرض
desk-rewards-with-hint = لا تختر شيئًا لتُعرض مع كل مكافأة. ما يُرسل بالبريد لا يُعرض مع مكافأة لا يُرسل منها شيء.

desk-story-intro = من أنت، وماذا ستفعل، ولماذا الآن، وكيف سيعرف الناس أن ذلك قد تحقق؟ ثلاث فقرات إلى ست تُقرأ بسهولة على الهاتف.
desk-story-field = القصة
desk-story-hint = السطر الفارغ يبدأ فقرة. العلامة «## » تبدأ عنوانًا، و«- » تبدأ قائمة، و**نجمتان** تجعلان الخط عريضًا، و{ "\u2066" }[كلمات](https://…){ "\u2069" } رابط.
desk-story-look = كيف تبدو (كما حُفظت آخر مرة)

desk-index-title = حملاتك
desk-index-heading = حملاتك
desk-index-new = ابدأ حملة
desk-index-empty = لم تبدأ أي حملة بعد
desk-index-empty-how = تبدأ الحملة بعنوان. ثم تكتب قصتها، وتذكر أين تذهب الأموال، وتختار يومًا أخيرًا. يُحفظ كل شيء كمسودّة لا يراها غيرك، إلى أن ترسلها ويقرأها مشرفونا.
desk-index-first = ابدأ حملتك الأولى
desk-index-missing = { $n ->
    [zero] لا ينقص شيء قبل إرسالها.
    [one] ينقص أمر واحد قبل إرسالها.
    [two] ينقص أمران قبل إرسالها.
    [few] تنقص { $n } أمور قبل إرسالها.
    [many] ينقص { $n } أمرًا قبل إرسالها.
   *[other] ينقص { $n } أمر قبل إرسالها.
}
desk-index-ready = لا ينقص شيء. الخطوة التالية لك.
desk-index-waits = لا شيء عليك فعله الآن.
desk-index-raised = جُمعت من أصل { $goal }
desk-index-givers = المتبرّعون: { $givers }

desk-new-title = ابدأ حملة
desk-new-heading = ماذا تريد أن تحقق؟
desk-new-lede = تكفي بضع كلمات للبداية. ويمكن تغيير كل شيء إلى أن تبدأ الحملة.
desk-new-field-title = العنوان
desk-new-hint-title = أول ما يقرؤه المتبرّعون. اذكر ماذا سيوجد عندما تنجح.
desk-new-field-organiser = من يديرها؟
desk-new-hint-organiser = اسمك أو اسم مجموعتك كما سيقرؤه المتبرّعون.
desk-new-field-currency = العملة
desk-new-hint-currency = يتبرّع المتبرّعون بهذه العملة وحدها.
desk-new-legend-model = متى يُخصم المبلغ من المتبرّعين؟
desk-new-submit = ابدأ الكتابة
desk-new-back = العودة إلى حملاتك

desk-show-asked = يطلب منك مشرفونا تغيير شيء:
desk-show-checklist = ما تم وما ينقص
desk-show-ready = جاهز: { $ready } من { $all }
desk-show-done = جاهز
desk-account = حساب استلام الأموال
desk-account-missing = يمكن كتابة الحملة ومراجعتها الآن، لكنها لا تبدأ إلا حين يعرف مزوّد خدمة الدفع لدينا من ينظمها ويستطيع التحصيل باسمه.
desk-account-not-yet = لا تبدأ الحملة إلا حين يعرف مزوّد خدمة الدفع لدينا من ينظمها ويستطيع التحصيل باسمه.
desk-account-waits = وإن لم يتحقق ذلك في الموعد المختار فستبدأ فور تحققه.
desk-account-see = أخبر مزوّد خدمة الدفع لدينا من أنت
desk-show-submit = أرسلها للمراجعة
desk-show-submit-hint = يقرؤها مشرفونا ويجيبون خلال يومين. لا يظهر شيء للعموم قبل أن تبدأ أنت.
desk-show-reviewing = مشرفونا يقرؤونها الآن
desk-show-reviewing-words = نجيبك خلال يومين. ولا يتغيّر ما كتبته في هذه الأثناء؛ اسحبها إن أردت تغيير شيء.
desk-show-withdraw = اسحبها لتغييرها
desk-show-rejected = رُفضت هذه الحملة
desk-show-rejected-words = السبب مذكور أدناه. لا يمكن إرسالها مرة أخرى. إن كنت ترى أننا أخطأنا فراسلنا.
desk-show-scheduled = تبدأ في { $opens }
desk-show-scheduled-words = صفحتها مفتوحة منذ الآن: تذكر متى تبدأ الحملة، وتأخذ عناوين من يريدون أن نخبرهم.
desk-show-see-page = شاهد الصفحة
desk-show-waiting = { $n ->
    [zero] لا أحد ينتظرها بعد.
    [one] شخص واحد ينتظرها.
    [two] شخصان ينتظرانها.
    [few] { $n } أشخاص ينتظرونها.
    [many] { $n } شخصًا ينتظرونها.
   *[other] { $n } شخص ينتظرونها.
}
desk-show-approved = تمت الموافقة عليها. تبدأ عندما تقول أنت.
desk-show-approved-words = بعد البدء لا يتغيّر الهدف ولا العملة ولا اليوم الأخير ولا أين تذهب الأموال. أما النصوص والصور فيظل تغييرها ممكنًا، ويستطيع الجميع رؤية ما تغيّر.
desk-show-launch = ابدأ الآن
desk-show-later = أو اختر متى
desk-show-when = اختر متى تبدأ
desk-show-day = اليوم
desk-show-time = الساعة
desk-show-zone = بتوقيت { $zone }، حيث التاريخ الآن { $today }. وحتى ذلك الحين تأخذ صفحتها عناوين من يريدون أن نخبرهم.
desk-show-schedule = ابدأ في هذا الوقت
desk-show-unschedule = لا تبدأ في ذلك الوقت
desk-show-change = اسحبها لتغيير شيء (تُراجع من جديد)
desk-show-suspended = هذه الحملة معلّقة: لا تقبل تبرّعات إلى أن نعيدها.
desk-show-suspended-ended = هذه الحملة معلّقة: إلى أن نعيدها لا يُخصم من أي بطاقة محفوظة، ولا تُقرَّر نتيجتها، ولا يُدفع شيء.
desk-show-cancelled = أُلغيت هذه الحملة. ويُعاد ما تم التبرّع به.
desk-show-figures = الأرقام
desk-show-raised = ما جُمع
desk-show-goal = الهدف
desk-show-givers = المتبرّعون
desk-show-asof = الأرقام كما هي في { $at }، وهي نفسها في الصفحة العامة.
desk-show-rehearse = انظر ما الذي يحدث لو انتهت الآن
desk-show-write-update = اكتب تحديثًا
desk-show-next = ما التالي
desk-show-next-closing = لم تعد التبرعات تُقبل، وتجري تسوية ما وُعد به. وحالما تُعرف النتيجة تظهر في هذه الصفحة.
desk-show-next-funded = ستتحقق الحملة. أخبر المتبرعين بما سيحدث الآن، وأرسل المكافآت التي وعدت بها، واطّلع على موعد تحويل الأموال.
desk-show-next-failed = لم تتحقق الحملة. أخبر المتبرعين بما سيحدث الآن. ويمكنك أن تبدأ من جديد متى شئت.
desk-show-preview = اعرضها على شخص
desk-show-preview-words = من لديه هذا الرابط يرى المسودّة من دون تسجيل الدخول:
desk-show-notes = أنت ومشرفونا
desk-show-note = اكتب إلى المشرفين
desk-show-note-send = أرسل
desk-show-history = ما حدث
desk-show-give-up = التخلي عن هذه الحملة
desk-show-cancel-live = تنتهي فورًا ونهائيًا. ويُعاد كل ما تم التبرّع به إلى المتبرّعين، ويُذكر لهم السبب.
desk-show-cancel-draft = تُغلق المسودّة نهائيًا.
desk-show-cancel-why = لماذا؟
desk-show-cancel-submit = ألغِ الحملة وأعد كل شيء
desk-show-discard = أغلق هذه المسودّة

team-title = الفريق: { $title }
team-heading = الفريق
team-intro = أشخاص يساعدون في هذه الحملة، وكل منهم يفعل ما تسمح له به. وأنت وحدك تستطيع أن تبدأها أو تتخلى عنها أو تغيّر الفريق.
team-remove = أزل { $name }
team-invited = المدعوون
team-until = حتى { $at }
team-revoke = اسحب دعوة { $hint }
team-invite = ادعُ شخصًا
team-email = البريد الإلكتروني

team-email-hint = يصله رابط صالح لمدة أسبوع.

team-may = يُسمح له بما يلي
team-send = أرسل الدعوة

update-page = اكتب تحديثًا: { $title }
update-heading = اكتب تحديثًا

update-preview-note = هكذا سيبدو. لم يُحفظ شيء ولم يُرسل.

update-title = العنوان

update-title-hint = وهو أيضًا موضوع الرسالة.

update-body = ماذا حدث

update-body-hint = يُكتب مثل القصة: السطر الفارغ يبدأ فقرة، و«- » تبدأ قائمة.

update-audience = من يحق له أن يقرأه؟
update-public = الجميع

update-public-words = على صفحة الحملة، وبالبريد لمن تبرّعوا.

update-backers = من تبرّعوا

update-backers-words = بالبريد، وعلى الصفحة بعد تسجيل الدخول.

update-post = انشر المستجد الآن
update-preview = معاينة
update-draft = احفظه كمسودّة
update-later = انشر المستجد لاحقًا
update-day = اليوم
update-time = الساعة
update-zone = بتوقيت { $zone }.
update-schedule = انشر المستجد في هذا الوقت

updates-title = المستجدات: { $title }
updates-heading = المستجدات
updates-new = اكتب تحديثًا
updates-empty = لا مستجدات بعد

updates-empty-words = أخبر الناس بما أنجزته تبرّعاتهم، حتى عندما يستغرق شيء وقتًا أطول من المتوقع. يصل التحديث بالبريد إلى كل من تبرّع، مرة واحدة.

updates-posted = نُشر في { $at }
updates-due = يُنشر في { $due }
updates-draft = مسودّة
updates-backers = لمن تبرّعوا
updates-public = للجميع
updates-discard = احذف «{ $title }»

history-title = ما الذي تغيّر: { $title }
history-heading = ما الذي تغيّر
history-intro = كل ما كانت هذه الحملة تقوله من قبل، منذ أن بدأت في { $at }. ما حُذف مشطوب، وما أُضيف تحته خط.
history-empty = لم يتغيّر شيء

history-empty-words = ما زالت تقول ما كانت تقوله عندما بدأت.

history-edit = التغيير { $number }

history-field-title = العنوان
history-field-promise = في جملة واحدة
history-field-story = القصة
history-field-risks = المخاطر

invitation-title = ساعد في { $title }
invitation-heading = ساعد في { $title }
invitation-words = يُطلب منك أن تساعد في إدارة هذه الحملة. يمكنك حينها:
invitation-accept = انضم إلى الفريق
invitation-until = هذا الرابط صالح حتى { $at }. إن كنت لا ترغب في ذلك فلا تفعل شيئًا.

notify-title = أخبروني عند بدء { $title }
notify-sent = انظر في بريدك

notify-sent-words = لقد كتبنا إليك. افتح الرابط في تلك الرسالة خلال ثلاثة أيام واضغط الزر هناك، فنراسلك مرة أخرى واحدة عندما تبدأ الحملة. ومن دون ذلك لا يصلك شيء آخر.
notify-yes = سنراسلك

notify-yes-words = رسالة واحدة عندما تبدأ. وبعدها ننسى عنوانك.

notify-back = العودة إلى { $title }
notify-heading = أخبروني عندما تبدأ
notify-opens = تبدأ في { $local }.
notify-email = البريد الإلكتروني
notify-consent = راسلوني مرة واحدة عندما تبدأ هذه الحملة.
notify-submit = أخبروني
notify-ended = لم يعد هذا الرابط صالحًا. ما دامت الحملة لم تبدأ يمكنك أن تطلب ذلك من جديد في صفحتها.

prelaunch-story = القصة
prelaunch-aside = متى تبدأ
prelaunch-soon = لم تبدأ بعد
prelaunch-opens = تُقبل التبرّعات ابتداءً من {"\u2068"}{ $local }{"\u2069"}{"\u2068"}{ $here }{"\u2069"}.
prelaunch-goal = الهدف هو { $goal }.
prelaunch-notify = أخبروني عندما تبدأ

preview-title = معاينة: { $title }
preview-note = معاينة: هكذا سيراها المتبرعون. لا يراها إلا من لديهم هذا الرابط، ولا يمكن التبرع بعد.
preview-heading = معاينة مسودّة
preview-no-day = يوم لم يُختَر بعد

report-title = الإبلاغ عن { $title }
report-sent = شكرًا لك. سننظر في الأمر.

report-sent-words = يقرأ أحد المشرفين كل بلاغ خلال ثلاثة أيام. وإن تركت عنوانًا كتبنا إليك ماذا قررنا ولماذا.

report-back = العودة إلى { $title }
report-heading = الإبلاغ عن هذه الحملة
report-heading-comment = الإبلاغ عن هذا التعليق
report-comment-by = كتب { $name }:
report-intro = أخبرنا بما هو خطأ. لن يعرف المنظّم من أنت.
report-reason = ما الخطأ؟
report-words = ماذا رأيت؟
report-email = البريد الإلكتروني (إن أردت جوابًا)
report-submit = أرسل البلاغ

public-updates-title = المستجدات: { $title }
public-updates-heading = المستجدات
public-updates-not-backer = بعض المستجدات لمن تبرّعوا بهذا الحساب. إن كنت قد تبرّعت من دون حساب فقد وصلتك بالبريد.
public-updates-withheld = { $n ->
    [zero] لا تحديثات خاصة بمن تبرّعوا.
    [one] هناك تحديث واحد لمن تبرّعوا.
    [two] هناك تحديثان لمن تبرّعوا.
    [few] هناك { $n } تحديثات لمن تبرّعوا.
    [many] هناك { $n } تحديثًا لمن تبرّعوا.
   *[other] هناك { $n } تحديث لمن تبرّعوا.
}
public-updates-all = لقد تبرّعت: اعرض الكل
public-updates-empty = لا مستجدات بعد
public-updates-empty-words = هنا تُنشر أخبار سير العمل من { $organiser }.
public-updates-backers = لمن تبرّعوا

# What is wrong with a draft, or missing from it
gap-story = احكِ القصة: من أنتم، وماذا ستفعلون، ولماذا الآن.
gap-title = ضع لها عنوانًا.
gap-promise = قل في جملة واحدة ما الغرض منها.
gap-organiser = قل من ينظّمها، كما سيقرؤه المتبرعون.
gap-place = قل أين تجري: يكفي اسم مدينة وبلد.
gap-category = اختر نوع الحملة.
gap-category-unknown = اختر واحدًا من هذه الأنواع.
gap-language-unknown = اختر واحدة من هذه اللغات.
gap-slug = اختر الجزء الأخير من عنوانها.
gap-slug-letters = استخدم حروفًا صغيرة من a إلى z وأرقامًا وشرطات مفردة، ٦٠ على الأكثر.
gap-goal = اكتب كم تحتاج.
gap-minimum = اكتب أقل ما يمكن التبرع به.
gap-deadline = اختر اليوم الأخير.
gap-deadline-early = اختر يومًا لاحقًا: يجب أن تستمر الحملة يومًا على الأقل.
gap-budget-label = قل لأي شيء هذا.
gap-budget = قل أين تذهب الأموال. هذا أول ما يبحث عنه المتبرعون بعد الهدف.
gap-reward-title = ضع لهذه المكافأة اسمًا، أو أفرغ كل حقولها لإزالتها.
gap-reward-title-long = استخدم ٨٠ حرفًا على الأكثر للاسم.
gap-reward-description = قل على ماذا يحصل المتبرع.
gap-reward-description-long = استخدم ٦٠٠ حرف على الأكثر.
gap-reward-limit = اختر كم يوجد منها.
gap-reward-quantity = اكتب كم يوجد منها: عددًا صحيحًا من ١ إلى ١٠٠٬٠٠٠.
# $price: what one of an add-on costs
gap-add-on-step = لا يمكن خصم { $price } بالضبط من البطاقات: يجب أن يكون آخر رقم ٠.
gap-add-on-most = اكتب كم يمكن أن يأخذ داعم واحد: عددًا صحيحًا من ١ إلى ١٠٠.
gap-add-on-alone = تحتاج الإضافة إلى مكافأة تُعرض معها. اجعل هذه مكافأة، أو أضف مكافأة.
gap-add-on-digital = تُرسل هذه بالبريد ولا يُرسل شيء من المكافآت التي تُعرض معها، فلن يستطيع أحد أخذها. اختر مكافأة أخرى، أو قل إنه لا يُرسل منها شيء.
gap-risks = قل ما الذي قد يسوء، وماذا ستفعل حينها.
gap-question = اكتب سؤال هذا الجواب.
gap-question-long = استخدم ٢٠٠ حرف على الأكثر للسؤال.
gap-answer = اكتب جواب هذا السؤال.
gap-answer-long = استخدم ٢٬٠٠٠ حرف على الأكثر للجواب.
gap-impact-words = قل ماذا يفعل تبرع بهذا القدر، أو أفرغ الحقلين لتحذفه.
gap-impact-control = احذف العلامات التي لا تُرى.
gap-impact-twice = قلت من قبل ماذا يفعل { $amount }. اكتب مبلغًا آخر.
gap-long = طول هذا النص { $length } من الأحرف. استخدم { $most } على الأكثر.
gap-cover-alt = قل ماذا تُظهر الصورة، لمن لا يستطيعون رؤيتها.
gap-minimum-high = اكتب { $goal } على الأكثر، وهو الهدف.
gap-zone = لا نعرف المنطقة الزمنية «{ $zone }». اكتب واحدة مثل Europe/Berlin.
gap-deadline-late = اختر يومًا أبكر: تستمر حملة كهذه { $days } يومًا على الأكثر.
gap-reward-price = اكتب { $least } أو أكثر، وهو أقل ما يمكن التبرع به.
gap-budget-overflow = مجموع هذه السطور أكبر مما يمكن جمعه.
gap-budget-less = مجموع السطور { $sum } والهدف { $goal }. قل أين يذهب الباقي وهو { $apart }.
gap-budget-more = مجموع السطور { $sum }، وهو أكثر من الهدف { $goal } بمقدار { $apart }.

# What may not change after the launch
frozen-goal = لا يمكن تغيير الهدف بعد الإطلاق: تبرّع الناس لهذا الهدف.
frozen-minimum = لا يمكن تغيير أقل مبلغ بعد الإطلاق.
frozen-currency = لا يمكن تغيير العملة بعد الإطلاق.
frozen-model = لا يمكن تغيير طريقة التمويل بعد الإطلاق: فهي تحدد متى يُخصم من البطاقات.
frozen-deadline = لا يمكن تغيير الموعد النهائي بعد الإطلاق. راسلنا إن حدث ما لم يكن أحد يتوقعه.
frozen-slug = لا يمكن تغيير العنوان بعد الإطلاق: هناك روابط تقود إليه.
frozen-budget = لا يمكن تغيير وجهة الأموال بعد الإطلاق. أخبر المتبرعين بأي تغيير في مستجدّات الحملة.
frozen-reward-price = { $taken ->
    [one] اختار متبرع واحد هذه مقابل { $price }. يبقى سعرها كما هو.
    [two] اختار متبرعان هذه مقابل { $price }. يبقى سعرها كما هو.
    [few] اختار { $taken } متبرعين هذه مقابل { $price }. يبقى سعرها كما هو.
    [many] اختار { $taken } متبرعًا هذه مقابل { $price }. يبقى سعرها كما هو.
   *[other] اختار { $taken } متبرع هذه مقابل { $price }. يبقى سعرها كما هو.
}
frozen-reward-words = { $taken ->
    [one] اختار متبرع واحد هذه كما وُصفت. يبقى وصفها كما هو.
    [two] اختار متبرعان هذه كما وُصفت. يبقى وصفها كما هو.
    [few] اختار { $taken } متبرعين هذه كما وُصفت. يبقى وصفها كما هو.
    [many] اختار { $taken } متبرعًا هذه كما وُصفت. يبقى وصفها كما هو.
   *[other] اختار { $taken } متبرع هذه كما وُصفت. يبقى وصفها كما هو.
}
frozen-reward-quantity = أُعطي منها { $taken } بالفعل. اكتب { $taken } أو أكثر، أو أغلقها.
frozen-add-on-kind = بعد النشر تبقى المكافأة مكافأة والإضافة إضافة. اعرض واحدة جديدة بدلًا من ذلك.

# The sections of a draft
section-basics = الأساسيات
section-story = القصة
section-cover = الغلاف
section-budget = أين تذهب الأموال
section-gifts = ماذا تفعل التبرعات
section-rewards = المكافآت
section-details = المخاطر والأسئلة

# Why something cannot be done with a campaign
refused-step = لا يمكن فعل هذا بحملة { $status ->
    [draft] ما زالت مسودة
    [in_review] قيد المراجعة
    [changes_requested] تنتظر تعديلات
    [approved] مقبولة
    [rejected] مرفوضة
    [scheduled] مجدولة
    [live] جارية
    [closing] تجري تسويتها
    [funded] ممولة
    [failed] انتهت دون بلوغ هدفها
    [closed] مغلقة
    [suspended] معلّقة
   *[cancelled] ملغاة
}.
refused-no-reason = اكتب السبب. يقرؤه الطرفان.
refused-gaps = هناك شيء ناقص أو خاطئ.
refused-changed = غُيّر هذا في نافذة أخرى منذ فتحت هذه الصفحة. ما كتبته موجود أدناه؛ احفظه مرة أخرى للإبقاء عليه.
refused-slug = هذا العنوان لحملة أخرى. اختر غيره.
refused-intervention = ليست هذه طريقة للتدخل.
refused-comment-reason = اكتب السبب. سيظهر مكان التعليق.
refused-update-past = اختر وقتًا لم يأتِ بعد، أو انشره الآن.
refused-launch-past = اختر وقتًا لم يأتِ بعد، أو ابدأ الآن.
refused-launch-far = اختر وقتًا خلال الأيام القادمة، في حدود { $days } يومًا.
refused-launch-account = لا يسمح مزوّد خدمة الدفع لدينا بالتحصيل باسمك بعد. أخبره من أنت ثم ابدأ.
refused-report-decided = سبق أن بتّ شخص ما في هذا البلاغ.
refused-invitations = عدد الدعوات المفتوحة { $open }. اسحب واحدة أولًا.
refused-invitations-often = أرسلت { $most } دعوة خلال يوم واحد. أرسل المزيد غدًا.
refused-own-review = لا يبتّ أحد في حملته.
refused-decision = ليس هذا قرارًا من قرارات المراجعة.

# What is wrong with a form
new-problem-title = ضع لها عنوانًا. يمكنك تغييره حتى تبدأ.
new-problem-organiser = قل من ينظّمها، في ٨٠ حرفًا على الأكثر.
new-problem-currency = اختر إحدى هذه العملات.
new-problem-model = اختر متى يُخصم من المتبرعين.
problem-moment = اختر يومًا ووقتًا.
note-problem-words = اكتب شيئًا، في ٤٬٠٠٠ حرف على الأكثر.
team-problem-grants = اختر شيئًا واحدًا على الأقل يمكنهم فعله.
invitation-ended = استُخدمت هذه الدعوة أو سُحبت أو مضى عليها أكثر من أسبوع.
update-problem-title = ضع عنوانًا للمستجدّات. هو موضوع البريد.
update-problem-body = اكتب ماذا حدث.

# What was done
desk-saved = حُفظ.

# The steps a campaign took, and who took them
step-by-itself = تلقائيًا
step-by-you = أنت
step-by-another = شخص آخر
step-by-moderator = أحد المشرفين
step-submit = أُرسلت للمراجعة
step-withdraw = سُحبت لتغيير شيء
step-request-changes = طُلبت تعديلات
step-approve = قُبلت
step-reject = رُفضت
step-schedule = اختير موعد للبداية
step-unschedule = أُجّلت البداية
step-launch = بدأت
step-suspend = عُلّقت
step-restore = استُؤنفت
step-cancel = أُلغيت
step-extend = مُنحت وقتًا إضافيًا
step-end-funding = تلقت آخر تبرع
step-succeed = نجحت
step-fail = لم تبلغ هدفها
step-close = أُغلقت
step-other = تقدّمت

# How a gift stands
backer-waiting = بانتظار الدفع
backer-paid = مدفوع
backer-card-saved = بطاقة محفوظة
backer-reduced = مسترد جزئيًا
backer-taken-back = مسحوب

# How a campaign stands
stage-draft = مسودة
stage-in-review = قيد المراجعة
stage-changes-requested = بانتظار تعديلات
stage-approved = مقبولة
stage-rejected = مرفوضة
stage-scheduled = مجدولة
stage-live = جارية
stage-closing = تجري تسويتها
stage-funded = ممولة
stage-failed = انتهت دون بلوغ هدفها
stage-closed = مغلقة
stage-suspended = معلّقة
stage-cancelled = ملغاة

# What is wrong with a picture
picture-none = اختر صورة أولًا.
picture-large = حجم هذا الملف أكبر من ١٠ ميغابايت. صغّره وحاول مرة أخرى.
picture-unreadable = هذه ليست صورة JPEG أو PNG أو WebP. احفظها بإحدى هذه الصيغ وحاول مرة أخرى.
picture-pixels = في هذه الصورة أكثر من ٤٠ مليون بكسل. صغّرها وحاول مرة أخرى.
picture-narrow = عرض هذه الصورة { $width } بكسل فقط. اختر صورة عرضها ٨٠٠ بكسل على الأقل.

embed-title = في مواقع أخرى: { $title }
embed-heading = في مواقع أخرى
embed-intro = مربع صغير يعرض ما وصلت إليه حملتك، مع زر يقود إليها. لا يُتتبَّع من يراه هناك.
embed-sites = المواقع التي يجوز لها عرضها
embed-sites-hint = موقع واحد في كل سطر، مثل example.org. اتركه فارغًا ليتمكن أي موقع من عرضها.
embed-save = حفظ
embed-link = اعرضها في مواقع أخرى
embed-wrong = «{ $site }» ليس اسم موقع. اكتبه مثل example.org، دون http:// ودون صفحة.
embed-many = اذكر { $most } موقعًا على الأكثر.

desk-log-title = السجل: { $title }
desk-log-heading = ما فُعل بهذه الحملة
desk-log-intro = خطواتها وفريقها وتعليقاتها كما هي في سجل التدقيق للمنصة. لا أحد يستطيع تغيير ما كُتب هنا أو حذفه. ما أُعيد وما جرى للدفعات تجده تحت «الأموال».
desk-log-none = لم يُدوَّن شيء بعد.
desk-log-older = مدخلات أقدم
desk-log-link = كل ما فُعل بهذه الحملة ومن فعله
desk-log-draft = كُتب في مسودتها
desk-log-cover = تغيّرت صورتها
desk-log-edit = تغيّر شيء في صفحتها
desk-log-sites = تغيّرت المواقع التي يجوز لها عرضها
desk-log-update = نُشر تحديث
desk-log-cancel-propose = اقتُرح إلغاؤها
desk-log-cancel-decline = لم يُوافَق على إلغائها
desk-log-cancel-agree = وُوفق على إلغائها
desk-log-team-invite = دُعي شخص إلى الفريق
desk-log-team-join = انضم شخص إلى الفريق
desk-log-team-remove = أُخرج شخص من الفريق
desk-log-team-revoke = سُحبت دعوة إلى الفريق
desk-log-comment-hide = أُخفي تعليق
desk-log-comment-show = أُظهر تعليق من جديد
desk-log-comment-take-back = سحب صاحب تعليق تعليقه
