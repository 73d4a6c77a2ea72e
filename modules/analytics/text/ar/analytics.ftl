# The texts of analytics. A key begins with the page or the noun.

# A creator's figures
figures-title = { $campaign } بالأرقام
figures-heading = الأرقام
figures-as-of = الأرقام كما هي في { $when }. حتى نهايتها تُظهر { $open }صفحة الحملة{ $close } المجموع نفسه.
figures-none = لا تبرعات بعد
figures-none-hint = تظهر الأرقام مع أول تبرع. أول من يرى الصفحة هم من ترسلها إليهم.
figures-none-share = شارك الحملة
figures-none-over = لم ترد تبرعات
figures-none-over-hint = انتهت الحملة دون أي تبرع، فلا شيء يُعرض.
figures-raised = ما جُمع
figures-goal = الهدف
figures-gifts = التبرعات
figures-average = متوسط التبرع
figures-given = ما تم التبرع به
figures-taken-back = ما أُعيد
figures-plans = تبرعات دورية مستمرة
figures-plans-month = ما تَعِد به شهريًا
figures-pace = ما جُمع يومًا بيوم
figures-ahead = ورد { $raised }. لبلوغ الهدف في موعده كان يجب أن يكون المجموع اليوم { $due }.
figures-behind = ورد { $raised }. لبلوغ الهدف في موعده يجب أن يكون المجموع اليوم { $due }.
figures-over = ورد { $raised }، وكان الهدف { $goal }.
figures-pace-chart = ما جُمع حتى نهاية كل يوم، وخط مستقيم إلى الهدف في اليوم الأخير
figures-pace-key = الخط المتصل هو ما جُمع. الخط المتقطع يقود مباشرة إلى الهدف في اليوم الأخير.
figures-day = اليوم (UTC)
figures-due = المطلوب حتى ذلك الحين
figures-hours = التبرعات حسب الساعة، آخر ٤٨ ساعة
figures-days = التبرعات حسب اليوم، آخر ٣٠ يومًا
figures-summary = { $gifts ->
    [zero] لا تبرعات
    [one] تبرع واحد
    [two] تبرعان
    [few] { $gifts } تبرعات
    [many] { $gifts } تبرعًا
   *[other] { $gifts } تبرع
}، تم التبرع بمبلغ { $given }، وأُعيد { $back }
figures-bars-key = ما تم التبرع به يقف فوق الخط، وما أُعيد يتدلى تحته.
figures-hour = الساعة ابتداءً من (UTC)
figures-sources = من أين جاءت التبرعات
figures-sources-hint = أضف كلمة من عندك إلى الروابط التي ترسلها، وانظر هنا ماذا جلب كل منها: { $link }
figures-source = الرابط
figures-direct = بلا علامة
figures-offline = باليد
figures-amounts = بكم يتبرع الناس
figures-amounts-chart = كم تبرعًا يقع بين كل مبلغين مدوّرين
figures-amounts-key = ارتفاع العمود هو عدد التبرعات، وموضعه هو مقدارها.
figures-amounts-said = أعلى عمود: { $many } من أصل { $gifts ->
    [zero] لا تبرعات
    [one] تبرع واحد
    [two] تبرعين
    [few] { $gifts } تبرعات
    [many] { $gifts } تبرعًا
   *[other] { $gifts } تبرع
}، من { $low } إلى أقل من { $high }.
figures-amounts-top = { $gifts ->
    [zero] لا تبرعات
    [one] تبرع واحد
    [two] تبرعان
    [few] { $gifts } تبرعات
    [many] { $gifts } تبرعًا
   *[other] { $gifts } تبرع
}
figures-amount-from = من
figures-amount-to = أقل من
figures-no-views = لا تُحصى الزيارات: الصفحات واحدة للجميع وتأتي من ذاكرات مؤقتة، فلا يُتتبَّع أحد.
