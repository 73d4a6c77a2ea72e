# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = انتقل إلى المحتوى الرئيسي
page-main-menu = القائمة الرئيسية
page-campaigns = الحملات
page-back-office = المكتب الإداري
page-log-in = تسجيل الدخول
page-motto = ‏Tributary: عطايا كثيرة، نهر واحد.
page-all-campaigns = كل الحملات
page-languages = اللغة
page-demo-label = عن هذه النسخة التجريبية
page-demo = نسخة تجريبية: لا تنتقل هنا أموال حقيقية. الرسائل في { $open }صندوق البريد{ $close }.
page-what-is-stuck = ما توقف
page-offline = أنت غير متصل. قد يكون ما تراه قديمًا، ولا يمكن إرسال شيء.
form-summary = هناك مشكلة
form-error-mark = خطأ:
form-optional = (اختياري)
form-count-most = { $most } حرفًا على الأكثر
form-count-left = بقي # حرفًا
river-label = ما جُمع حتى الآن
river-value = { $percent } بالمئة من الهدف
error-signed-out = سجّل الدخول للمتابعة.
error-forbidden = لا يحق لك ذلك.
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
