# What mails about campaigns, plans, cards and payouts say. A key begins with `notice`.

# What mails about campaigns say to those who run them, give to them or wrote to us about them
notice-submitted = «{ $title }» قيد القراءة
notice-submitted-words = حملتك لدى مشرفينا وسيجيبون خلال يومين. لا شيء معلن حتى تبدأ.
notice-changes = تعديلات على «{ $title }»
notice-changes-words = يطلب مشرفونا منك تغيير شيء قبل أن تبدأ:
notice-approved = يمكن أن تبدأ «{ $title }»
notice-approved-words = قرأها مشرفونا ولم يجدوا ما يمنع. تبدأ عندما تقول.
notice-rejected = رُفضت «{ $title }»
notice-rejected-words = قرر مشرفونا أنها لا يمكن أن تبدأ هنا. وهذا هو السبب:
notice-suspended = عُلّقت «{ $title }»
notice-suspended-words = إلى أن تُستأنف لا تقبل تبرعات، ولا يُخصم من أي بطاقة محفوظة، ولا يُدفع شيء. وهذا هو السبب:
notice-gift-words = الحملة التي تبرعت لها لا تقبل تبرعات في الوقت الحالي. ومشرفونا ينظرون في أمرها.
notice-gift-charged = لم تتحرك أي أموال بسبب ذلك. يبقى تبرعك في مكانه: لا يُدفع منه شيء ما دامت الحملة معلّقة، ولا يُخصم منك شيء آخر.
notice-gift-saved = لم تتحرك أي أموال بسبب ذلك. لم يُخصم شيء من بطاقتك، ولا يُخصم منها شيء ما دامت الحملة معلّقة. ولا يزال بإمكانك إلغاء تعهدك من صفحته.
notice-gift-next = إما أن تُستأنف فيُحتسب تبرعك كما كان، وإما أن تُلغى فيعود إليك ما دفعته تلقائيًا وتُترك البطاقة المحفوظة دون خصم. نكتب إليك عندما تعود الأموال. لا يلزمك فعل شيء.
notice-gift-why = وهذا سبب التعليق:
notice-restored = تُستأنف «{ $title }»
notice-restored-words = تُستأنف من حيث كانت عندما عُلّقت، ويومها الأخير كما كان.
notice-extended = مُنحت «{ $title }» وقتًا إضافيًا
notice-extended-words = تنتهي الحملة بعد الموعد الذي أُعلن.
notice-extended-until = كان مقررًا أن تنتهي في { $before }. وهي تنتهي الآن في { $until }، ولا يمكن منحها وقتًا إضافيًا مرة أخرى.
notice-extended-charged = يبقى تبرعك كما هو، ولا يُخصم منك شيء آخر بسبب ذلك.
notice-extended-saved = لا يُخصم من بطاقتك إلا بعد الموعد الجديد، وفقط إن جرى التعهد حتى ذلك الحين بما تحتاج إليه الحملة. وحتى ذلك الحين لا يزال بإمكانك تعديل تعهدك أو إلغاؤه من صفحته كما كان.
notice-extended-why = وهذا هو السبب:
notice-sent = مكافأتك من «{ $title }» في الطريق
notice-sent-words = هذا ما يقوله من ينظّم الحملة.
notice-sent-what = أُرسلت «{ $reward }» في { $when }. ومن يوصلها، ورقمها إن كان لها رقم، مذكوران في صفحة تعهّدك.
notice-not-sent = مكافأتك من «{ $title }» ليست في الطريق بعد
notice-not-sent-words = كان من ينظّم الحملة قد قال إنها أُرسلت، ثم تراجع عن ذلك.
notice-not-sent-what = لم تُرسل «{ $reward }» بعد. وإلى أن تُرسل يمكنك أن تذكر في صفحة تعهّدك إلى أين تذهب.
notice-ended = انتهت «{ $title }»
notice-ended-words = مضى يومها الأخير، وتقرّر كيف انتهت.
notice-ended-with = حتى ذلك الحين تُبرّع أو تُعُهّد بمبلغ { $sum }. وكانت تطلب { $goal }.
notice-ended-charged = يُخصم من البطاقات المحفوظة بعد ذلك. ومن تُرفض بطاقته نكتب إليه، وأمامه أسبوع لإصلاح الأمر؛ وما لا يُدفع حتى ذلك الحين يسقط.
notice-ended-next = يمكن أن تخرج الأموال بعد 14 يومًا من اليوم الأخير، حين يعرف مزوّد الدفع لدينا إلى أين تذهب. وحتى ذلك الحين يمكن للمتبرعين استردادها. وتُظهر صفحتها ما دخل وما يبقى.
notice-ended-nothing = لا يُخصم من أحد شيء، ويُخبَر بذلك كل من تعهّد.
notice-cancelled = أُلغيت «{ $title }»
notice-cancelled-words = انتهت نهائيًا، ويعود كل ما تُبرّع به إلى المتبرعين. وهذا هو السبب:
notice-update-words = مستجدّات «{ $title }»:
notice-began = بدأت «{ $title }»
notice-began-words = أردت أن تعرف: تقبل التبرعات من الآن.
notice-follow-asked = هل تريد متابعة «{ $title }»؟
notice-follow-asked-words = كتب أحدهم هذا العنوان حيث يمكن متابعة هذه الحملة. إن كنت أنت، فاضغط الزر: عندئذ نراسلك بكل مستجد ينشره منظموها للجميع. الرابط صالح ثلاثة أيام. وإن لم تكن أنت، فلا تفعل شيئًا، ولن يصلك شيء آخر.
notice-launch-asked = هل نراسلك عندما تبدأ «{ $title }»؟
notice-launch-asked-words = كتب أحدهم هذا العنوان حيث يمكن طلب الإخبار عند بدء هذه الحملة. إن كنت أنت، فاضغط الزر: عندئذ نراسلك مرة أخرى واحدة عندما تبدأ، ثم ننسى عنوانك. الرابط صالح ثلاثة أيام. وإن لم تكن أنت، فلا تفعل شيئًا، ولن يصلك شيء آخر.
notice-invitation = المساعدة في إدارة «{ $title }»
notice-invitation-words = يطلب منك { $inviter } المساعدة في إدارة هذه الحملة. الرابط صالح لأسبوع ولشخص واحد. إن كنت لا ترغب فلا تفعل شيئًا.
notice-report-received = بلاغك عن «{ $title }»
notice-report-received-words = وصل بلاغك. يقرؤه مشرف خلال ثلاثة أيام، ونكتب إليك ما قررناه ولماذا.
notice-report-decided = ما قررناه بشأن «{ $title }»
notice-report-decided-words = أبلغت عن هذه الحملة. نظر فيها مشرف وقرر:
notice-statement = قرار بشأن «{ $title }»
notice-statement-words = أبلغ شخص عن حملتك. نظر فيها مشرف وقرر:
notice-answered = رد شخص على تعليقك في «{ $title }»
notice-answered-words = رد شخص على ما كتبته في صفحة هذه الحملة.

# Gifts that follow by themselves. $every: month or year
notice-plan = { $heading }: { $title }
notice-plan-words = هذا عن تبرعاتك لحملة «{ $title }».
notice-plan-started = تتبرع بمبلغ { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}
notice-plan-started-words = تتبرع بمبلغ { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}. دُفع التبرع الأول، ويصلك إيصاله في رسالة مستقلة. يُخصم التالي في { $next }، وهكذا حتى تنتهي الحملة أو توقفه أنت.
notice-plan-started-keep = يمكنك في أي وقت، بنقرتين ودون تسجيل الدخول، أن توقفه أو تعلّقه أو تتخطى مرة أو تغيّر المبلغ في الصفحة التي يقود إليها هذا الرابط. احتفظ بهذه الرسالة: فكل من لديه الرابط يمكنه فعل ذلك.
notice-plan-amount = تغيّر: { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}
notice-plan-amount-words = تتبرع بمبلغ { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
} ابتداءً من التبرع القادم.
notice-plan-skipped = يُتخطّى التبرع القادم
notice-plan-skipped-words = يُتخطّى التبرع الذي كان سيأتي.
notice-plan-paused = معلّق: { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}
notice-plan-paused-words = لا يُخصم شيء حتى تستأنفه.
notice-plan-resumed = يُستأنف: { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}
notice-plan-resumed-words = تتبرع من جديد بمبلغ { $sum } كل { $every ->
    [month] شهر
   *[year] سنة
}.
notice-plan-next = يُخصم التبرع القادم في { $next }.
notice-plan-not-you = إن لم تفعل هذا، فأوقفه في الصفحة التي يقود إليها هذا الرابط وراسلنا.
notice-plan-near = يُخصم { $sum } في { $when }
notice-plan-near-words = كما أردت، يُخصم { $sum } في { $when }، ثم كل { $every ->
    [month] شهر
   *[year] سنة
} بعد ذلك. لا حاجة إلى فعل شيء إن كان هذا صحيحًا.
notice-plan-near-change = للإيقاف أو التخطي أو تغيير المبلغ، افتح قبل ذلك الصفحة التي يقود إليها هذا الرابط.
notice-plan-late = تعذّر الخصم من بطاقتك
notice-plan-late-words = كان { $sum } مستحقًا وتعذّر خصمه. لم يُؤخذ شيء.
notice-plan-late-asks = يريد مصرفك أن تؤكد الدفع بنفسك.
notice-plan-late-passes = لم تتم عملية الدفع.
notice-plan-late-for-good = رفض مصرفك البطاقة نهائيًا.
notice-plan-late-again = نحاول مرة أخرى في { $when }.
notice-plan-late-until = يمكنك الدفع بهذه البطاقة أو بغيرها حتى { $until } في الصفحة التي يقود إليها هذا الرابط. بعد ذلك ينتهي تلقائيًا. لإيقافه الآن استخدم الصفحة نفسها.
notice-plan-ended = انتهت تبرعاتك المتكررة
notice-plan-ended-donor = لقد أوقفتها.
notice-plan-ended-staff = أوقفناها من أجلك.
notice-plan-ended-campaign = لم تعد الحملة تقبل تبرعات.
notice-plan-ended-completed = لن يحين تبرع آخر قبل نهاية الحملة.
notice-plan-ended-account = لقد أغلقت حسابك.
notice-plan-ended-unpaid = تعذّر خصم التبرع الأخير ولم يُدفع في الوقت المناسب.
notice-plan-ended-disputed = طلب مصرفك منا استرداد تبرع.
notice-plan-ended-words = لن يُخصم شيء آخر، وسينسى مزوّد الدفع بطاقتك.

# Money for whoever runs a campaign
notice-payout-sent = أموال «{ $title }» في طريقها إليك
notice-payout-paid = وصلت أموال «{ $title }»
notice-payout-failed = تعذّر دفع أموال «{ $title }»
notice-payout-taken-back = استُرجع مال من «{ $title }» لردّه إلى المتبرعين
notice-payout-unclaimed = أموال «{ $title }» بانتظارك
notice-payout-over = أموال «{ $title }» تعود إلى المتبرعين
notice-payout-words = هذا عما جمعته حملتك.
notice-payout-has-left = انطلق { $sum } إلى حسابك المصرفي. تستغرق المصارف بضعة أيام.
notice-payout-arrived = وصل { $sum } إلى حسابك المصرفي.
notice-payout-held = تعذّر إرسال { $sum } إلى حسابك المصرفي. لم يضع شيء: نحتفظ به لك. تأكد من أن حسابك ما زال صحيحًا، وسنرسله مرة أخرى بعد ذلك.
notice-payout-came-back = استُرجع { $sum } من حسابك لدى معالج المدفوعات: أُعيد إلى المتبرعين بعد الدفع أكثر مما بقي هنا. وقد نقص ما عليك بهذا القدر.
notice-payout-waits = نحتفظ لك بمبلغ { $sum } ولا يمكننا دفعه: ما زال معالج المدفوعات يريد معرفة شيء. قدّمه قبل { $until } وإلا عادت الأموال إلى المتبرعين.
notice-payout-goes-back = احتُفظ لك بمبلغ { $sum } ثلاثة أشهر بعد اليوم الأخير وتعذّر دفعه. يعود الآن إلى المتبرعين.
notice-dispute-opened = استرجع مصرف تبرعًا لحملة «{ $title }»
notice-dispute-won = تبرع لحملة «{ $title }» كان مصرف قد استرجعه يبقى لك
notice-dispute-lost = عاد تبرع لحملة «{ $title }» إلى المتبرع عن طريق مصرفه
notice-dispute-words = هذا عن تبرع استرجعه مصرف المتبرع.
notice-dispute-taken = أخذ المصرف { $sum } وهو يقرر لمن يبقى المبلغ، وقد يستغرق ذلك بضعة أشهر. نجيبه بما نعرفه عن التبرع، وندفع نحن ما يتقاضاه عن ذلك. ليس عليك أن تفعل شيئًا.
notice-dispute-kept-out = إلى أن يقرر، يبقى هذا المبلغ خارج دفعاتك. وما دُفع لك من قبل يبقى معك في هذه الأثناء.
notice-dispute-stands = قرر المصرف أن التبرع صحيح، وعادت أمواله إلى هنا. ما أُبقي خارج دفعاتك بسببه يمكن دفعه كالباقي.
notice-dispute-gone = ترك المصرف المال للمتبرع. كان { $sum } منه يُحتسب لحملتك ولم يعد يُحتسب.
notice-dispute-less = تنقص دفعتك التالية بقدر ما كان سيصلك منه. إن كان قد دُفع لك من قبل ولم يكفِ ما بقي لك هنا، فيُطلب الباقي من حسابك لدى معالج المدفوعات.
notice-dispute-nothing = ترك المصرف المال للمتبرع. لم يعد شيء منه يُحتسب لحملتك، لذلك تبقى دفعاتك كما هي.
notice-dispute-number = رقمه لدى معالج المدفوعات { $number }.
notice-bank = تغيّر الحساب المصرفي الذي تُدفع إليه أموالك
notice-bank-words = تغيّر لدى معالج المدفوعات الحساب المصرفي الذي تُدفع إليه أموال حملاتك.
notice-bank-held = إن كنت أنت من فعل ذلك فلا شيء عليك: لا يُدفع شيء حتى { $until }، وبعد ذلك تذهب المدفوعات إلى الحساب المصرفي الجديد.
notice-bank-not-you = إن لم تكن أنت، فاكتب إلينا قبل ذلك الموعد واختر فورًا كلمة مرور جديدة.
notice-wanted = يريد معالج المدفوعات أن يعرف عنك المزيد
notice-wanted-words = على معالج المدفوعات أن يعرف لمن يدفع، وهو يريد منك شيئًا آخر. تجد ما هو في الصفحة خلف هذا الرابط. وما لم يصله فقد يتوقف عن دفع أموال حملاتك.
notice-wanted-by = يريده قبل { $until }.
notice-stopped = لا يدفع لك معالج المدفوعات في الوقت الحالي
notice-stopped-words = لا يدفع معالج المدفوعات أموال حملاتك في الوقت الحالي. لم يضع شيء: نحتفظ بها لك.
notice-stopped-wanted = يريد منك شيئًا أولًا. تجد ما هو في الصفحة خلف هذا الرابط.
notice-stopped-looks = إنه يراجع حسابك بنفسه ولا يريد منك شيئًا. تجد حاله في الصفحة خلف هذا الرابط.

# Cards and pages to pay on
notice-card = تنتهي صلاحية بطاقتك لحملة «{ $title }» قريبًا
notice-card-words = لم يُخصم شيء الآن، وتبرعك قائم.
notice-card-plan = تُخصم تبرعاتك من بطاقة صالحة حتى { $last }. لكي تستمر اختر بطاقة أخرى في الصفحة التي يقود إليها هذا الرابط، ويمكنك هناك أيضًا إيقافها.
notice-card-pledge = يُخصم تعهّدك بعد اليوم الأخير للحملة من بطاقة صالحة حتى { $last }. اختر بطاقة أخرى في الصفحة التي يقود إليها هذا الرابط، وإلا فقد تفقد الحملة تعهّدك.
notice-page = يمكنك الآن دفع تبرعك لحملة «{ $title }»
notice-page-words = لم يستجب مزوّد الدفع عندما أردت التبرع، فلم يُخصم شيء. عاد يستجيب، وقد احتُفظ لك بتعهّدك.
notice-page-kept = يُحتفظ لك بتعهّد بمبلغ { $sum } حتى { $until }. إن لم تدفع قبل ذلك انتهى ولم يُخصم شيء.
notice-debit = لم يدفع مصرفك تبرعك لحملة «{ $title }»
notice-debit-words = أردت دفع تبرعك من حسابك المصرفي، ولم يصل مال.
notice-debit-refused = رفض مصرفك دفع { $sum }، فلم يُخصم شيء. انتهى التعهّد وصارت مكافأته متاحة من جديد. يمكنك التبرع مرة أخرى ببطاقة أو من حساب آخر.
notice-debit-late = لم يصلنا خبر عن { $sum } منذ خمسة أيام. انتهى التعهّد وصارت مكافأته متاحة من جديد. وإن وصل المال بعد ذلك عاد إليك تلقائيًا.

# A gift that waits until its donor opens the link, while cards are tested
notice-confirm-gift = أكّد تبرعك لحملة «{ $title }»
notice-confirm-gift-words = أراد أحدهم، ونأمل أنه أنت، أن يتبرع لهذه الحملة وكتب هذا العنوان. لم يتحرك أي مال.
notice-confirm-gift-sum = مجموع التبرع { $sum }. أكّده لتنتقل إلى صفحة الدفع. يعمل الرابط مرة واحدة حتى { $until }، في أي متصفح.
notice-confirm-gift-not-you = لأن أحدهم يجرّب هناك بطاقات مسروقة نسأل أولًا. إن لم تكن أنت فلا تفعل شيئًا: لا يحدث شيء من دون الرابط.

# What the links say
notice-link-change = عدّلها وأرسلها من جديد
notice-link-begin = ابدأ
notice-link-update = اقرأها في صفحة الحملة
notice-link-answer = اقرأ الرد
notice-link-follow = تابع هذه الحملة
notice-link-launch = أخبروني عندما تبدأ
notice-link-join = انضم إلى الفريق
notice-link-campaign = اعرض الحملة
notice-link-desk = اعرض حالتها
notice-link-late = ادفعه الآن أو أوقفه
notice-link-wanted = قدّم المطلوب
notice-link-money = اعرض الأموال
notice-link-card = اختر بطاقة أخرى
notice-link-pay = انتقل إلى صفحة الدفع
notice-link-confirm-gift = أكّد وانتقل إلى الدفع
notice-link-plan = اعرضه أو غيّره أو أوقفه

# Why somebody gets a mail, and how to stop it
notice-why-gave = تصلك هذه الرسالة لأنك تبرعت لهذه الحملة.
notice-why-follows = تصلك هذه الرسالة لأنك تتابع هذه الحملة.
notice-why-comment = تصلك هذه الرسالة لأنك كتبت تعليقًا في صفحة هذه الحملة.
notice-why-asked = تصلك هذه الرسالة لأنك طلبتها. لن تصلك أخرى.
notice-why-follow-asked = تصلك هذه الرسالة لأن هذا العنوان كُتب لمتابعة حملة. ولن تصلك أخرى ما لم تضغط الزر.
notice-why-launch-asked = تصلك هذه الرسالة لأن هذا العنوان كُتب لطلب الإخبار عند بدء حملة. ولن تصلك أخرى ما لم تضغط الزر.
notice-why-written = تصلك هذه الرسالة لأن شخصًا يدير حملة كتب عنوانك.
notice-why-report = تصلك هذه الرسالة لأن هذا العنوان ورد مع البلاغ.
notice-why-gift = تصلك هذه الرسالة لأن هذا العنوان ورد مع التبرع. وهي عن أموالك، فلا يمكن إيقافها.
notice-why-reward = تصلك هذه الرسالة لأن هذا العنوان ورد مع تبرع له مكافأة.
notice-why-confirm-gift = تصلك هذه الرسالة لأن أحدهم كتب هذا العنوان في استمارة التبرع. ولا نحتفظ به أطول من مدة عمل الرابط ما لم يُؤكَّد التبرع.
notice-why-paid = تصلك هذه الرسالة لأن هذا العنوان هو، أو كان حتى وقت قريب، عنوان حساب تُدفع إليه أموال. الأمر يتعلق بأموالك، لذلك لا يمكن إيقافها.
notice-why-runs = تصلك هذه الرسالة لأنك تدير هذه الحملة.
notice-stop = إيقاف مستجدّات الحملات التي تبرعت لها أو تتابعها
notice-stop-answers = إيقاف إشعارات الردود على تعليقاتك
