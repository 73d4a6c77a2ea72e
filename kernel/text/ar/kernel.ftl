# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = انتقل إلى المحتوى الرئيسي
page-main-menu = القائمة الرئيسية
page-campaigns = الحملات
page-back-office = المكتب الإداري
page-log-in = تسجيل الدخول
page-log-out = تسجيل الخروج
page-motto = ‏Tributary: عطايا كثيرة، نهر واحد.
page-all-campaigns = كل الحملات
page-start-campaign = ابدأ حملة
page-dashboard = حملاتك
page-help = المساعدة
page-accessibility = سهولة الوصول
page-languages = اللغة
page-demo-label = عن هذه النسخة التجريبية
page-demo = نسخة تجريبية: لا تنتقل هنا أموال حقيقية. الرسائل في { $open }صندوق البريد{ $close }.
page-what-is-stuck = ما توقف
page-offline = أنت غير متصل. قد يكون ما تراه قديمًا، ولا يمكن إرسال شيء.
page-work-waits = { $kinds ->
    [one] نوع واحد من العمل ينتظر
    [two] نوعان من العمل ينتظران
    [few] { $kinds } أنواع من العمل تنتظر
   *[other] { $kinds } نوعًا من العمل ينتظر
}
desk-nav = هذه الحملة
desk-nav-overview = نظرة عامة
desk-nav-edit = الكتابة
desk-nav-updates = المستجدات
desk-nav-comments = التعليقات
desk-nav-backers = الداعمون
desk-nav-figures = الأرقام
desk-nav-money = الأموال
desk-nav-team = الفريق
desk-nav-public = الصفحة العامة
form-summary = هناك مشكلة
form-error-mark = خطأ:
form-optional = (اختياري)
form-count-most = { $most } حرفًا على الأكثر
form-count-left = بقي # حرفًا
guard-trap-label = اترك هذا فارغًا
guard-trap = مُلئ حقل لا يراه الناس، ربما ملأه برنامج يملأ الاستمارات. الحقل فارغ من جديد ولم يُرسل شيء. اضغط الزر مرة أخرى.
guard-unknown = بقيت هذه الاستمارة مفتوحة وقتًا طويلًا، فلم يُرسل شيء. ما كتبته ما زال هنا. اضغط الزر مرة أخرى.
guard-too-fast = كان النموذج قد فُتح للتو، فلم يُرسل شيء بعد. ما كتبته ما زال هنا. اضغط الزر مرة أخرى.
guard-work = تصل الآن محاولات كثيرة، لذلك نتأكد أن من يرسلها ليس آلة. لم يُرسل شيء وما كتبته ما زال هنا. انتظر حتى ينتهي متصفحك من التحقق، أو نصف دقيقة، ثم اضغط الزر مرة أخرى.
guard-working = يتحقق متصفحك من أن المرسل ليس آلة. يستغرق ذلك بضع ثوانٍ.
guard-done = تم التحقق. يمكنك المتابعة.
river-label = ما جُمع حتى الآن
river-value = { $percent } بالمئة من الهدف
error-signed-out = سجّل الدخول للمتابعة.
error-step-up = أثبت أنك أنت للمتابعة.
error-needs-factor = أضف عامل تحقق ثانيًا للمتابعة.
error-forbidden = لا يحق لك ذلك.
error-from-elsewhere = أتيت إلى المكتب الإداري من موقع آخر.
error-sent-from-elsewhere = لم تُرسَل هذه الاستمارة من هنا.
error-not-found = لا شيء هنا.
error-stale-form = بقيت هذه الاستمارة مفتوحة وقتًا طويلًا، أو أتت من موقع آخر.
error-wrong-method = لا يقبل هذا العنوان هذا النوع من الطلبات.
error-too-large = هذا أكثر مما نقبل.
error-too-many = كانت المحاولات كثيرة. انتظر { $seconds ->
        [zero] لحظة
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    } ثم حاول مرة أخرى.
error-unavailable = لا نستطيع ذلك الآن. حاول مرة أخرى بعد { $seconds ->
        [zero] لحظة
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    }.
error-internal = حدث خطأ من جانبنا.
error-next-stale-form = ارجع وحمّل الصفحة من جديد ثم أرسلها مرة أخرى. ما كتبته ما زال هناك.
error-next-from-elsewhere = إن كنت تقصد ذلك فحاول مرة أخرى من هنا. وإن أرسلك أحد إلى هنا فأخبر المسؤول عن الأمان.
error-next-sent-from-elsewhere = أتت من موقع آخر، أو أن متصفحك لا يذكر من أين أتت، فلم يُنفَّذ شيء. افتح صفحتها هنا وأرسلها منها. وإن تكرر ذلك فاسمح لمتصفحك بأن يذكر من أين تأتي الاستمارات، أو استعمل متصفحًا آخر.
error-next-not-found = قد يكون في العنوان خطأ، أو انتهى ما كان هنا.
error-next-failure = حاول مرة أخرى بعد لحظة.
error-next-gone = لن يعود إلى هذا العنوان. الحملات المفتوحة الآن على بُعد نقرة.
error-next-often = لم يضع شيء. انتظر لحظة ثم تابع من حيث كنت.
error-next = ارجع وحاول مرة أخرى.
error-money-unknown = إن كنت تتبرع: الدفعة التي تمت لا تضيع أبدًا، وسنراسلك فور تأكيدها. لا تدفع مرة أخرى قبل أن تنظر في صفحة تبرعك.
error-money-none = لم يُخصم شيء.
error-reference = إذا راسلتنا فاذكر { $reference }.
error-home = العودة إلى كل الحملات
error-again = حاول مرة أخرى
error-open-form = افتح الصفحة هنا
resend-title = سجّلت الدخول أو الخروج في هذه الأثناء
resend-lede = فُتحت هذه الاستمارة قبل ذلك، فلم تُرسل. ما كتبته محفوظ: أرسلها مرة أخرى، أو ارجع وانظر فيها أولًا.
resend-send = أرسلها الآن
typed-kept = أثبتَّ أنك أنت. ما أرسلته من هذه الصفحة محفوظ ولم يُنفَّذ بعد.
chart-table = البيانات نفسها في جدول
list-pages = المزيد من هذه القائمة
list-before = الأحدث
list-after = الأقدم
share-label = مشاركة
share-device = شارك
share-copy = انسخ الرابط
share-copied = تم النسخ
share-whatsapp = واتساب
share-mail = بريد إلكتروني
accessibility-title = سهولة الوصول
accessibility-aim = يستطيع كل شخص أن يجد حملة هنا وأن يتبرع لها وأن ينشئها ويعتني بها، كيفما كان بصره وسمعه وأيًا كان ما يستخدمه. هدفنا WCAG 2.2، المستوى AA.
accessibility-how = كيف نعرف ذلك
accessibility-how-machine = فحص برنامج كل نوع من الصفحات، بألوان فاتحة وداكنة وبلغة تُكتب من اليمين إلى اليسار، وأُصلح ما وجده. لا تجد البرامج إلا جزءًا مما قد يكون خطأ.
accessibility-how-keyboard = كل أداة تحكم هي رابط أو زر أو حقل عادي، فتعرفها لوحات المفاتيح والمحوّلات وقارئات الشاشة. تتبع الحركة إعداد جهازك. يمكن تكبير النص، وتتسع الصفحات في نافذة عرضها ٣٢٠ بكسلًا.
accessibility-how-scripts = يعمل كل شيء من دون JavaScript.
accessibility-limits = ما لا نعد به
accessibility-limits-stories = يكتب المنظّمون القصص ويصفون الصور. وبعضهم لا يحسن وصفها.
accessibility-limits-payment = تدفع في صفحة مزوّد خدمة الدفع لدينا، وليس لنا أن نغيّرها.
accessibility-limits-people = لم يجرّب هذه النسخة بعد أناس يستخدمون قارئات الشاشة كل يوم.
accessibility-tell = هناك شيء لا يعمل معك؟
accessibility-tell-words = اكتب إلى العنوان المذكور في { $open }صفحة المساعدة{ $close }. اذكر أي صفحة كانت، وماذا أردت أن تفعل، وماذا تستخدم. ما تخبرنا به ينظر فيه إنسان.

# What is wrong with an amount that was typed
problem-amount-empty = اكتب مبلغًا.
problem-amount-no-number = «{ $typed }» ليس مبلغًا. اكتب رقمًا فقط، مثل { $example }.
problem-amount-letters = اكتب «{ $typed }» كاملًا، رقمًا دون حروف.
problem-amount-negative = المبلغ أقل من الصفر. اكتب مبلغًا أكبر من الصفر.
problem-amount-zero = المبلغ صفر. اكتب مبلغًا أكبر من الصفر.
problem-amount-decimals = { $allowed ->
    [0] ليس في { $currency } كسور. اكتب عددًا صحيحًا.
   *[other] عدد خانات الكسور في { $currency } هو { $allowed }. لا تكتب بعد الفاصلة أكثر من ذلك.
}
problem-amount-large = المبلغ كبير جدًا. أكثر ما يمكن كتابته هنا { $most }.
problem-amount-mixed = الفواصل أو النقاط أو المسافات في «{ $typed }» لا تكوّن رقمًا واحدًا. اكتبه هكذا: { $example }.
problem-amount-ambiguous = يمكن قراءة «{ $typed }» بأكثر من طريقة. اكتب إحداها: { $readings }.
problem-amount-unclear = ليس واضحًا ما يعنيه «{ $typed }». إن كنت تقصد { $reading } فاكتبه هكذا.
problem-amount-currency = هذا المبلغ بعملة { $found }، ولا يمكن هنا استعمال غير { $expected }.
problem-amount-too-much = المبلغ كبير جدًا. اكتب مبلغًا أصغر.
