# ما تقوله الرسائل عن التبرعات. يبدأ كل مفتاح بكلمة `mail`.

mail-hello = مرحبًا،
mail-hello-name = مرحبًا { $name }،
mail-date = التاريخ: { $when }
mail-reference = المرجع: { $reference }
mail-refund-reference = مرجع الاسترداد: { $reference }
mail-see = اطّلع على تعهّدك
mail-why = تصلك هذه الرسالة لأن هذا العنوان ذُكر مع التعهّد. وهي عن مالك، فلا يمكن إيقافها.
mail-total = المجموع
mail-line-gift = تبرعك للحملة
mail-line-given = تبرعك
mail-line-tip = إكرامية لمنصة Tributary
mail-line-fee = رسوم البطاقة التي تحملتها

# دُفع التبرع
mail-receipt = تبرعك لحملة { $campaign }
mail-receipt-words = شكرًا لك. دُفع تبرعك لحملة «{ $campaign }». وهذا إيصالك.
mail-receipt-total = مجموع ما دُفع

# التعهّد محسوب ولم يُخصم شيء بعد
mail-saved = تعهّدك لحملة { $campaign }: لم يُخصم شيء بعد
mail-saved-words = شكرًا لك. تعهّدك لحملة «{ $campaign }» محسوب من الآن.
mail-saved-when = لم يُخصم شيء بعد. يُخصم من بطاقتك حين تنتهي الحملة، وفقط إذا بلغت هدفها.
mail-saved-total = يُخصم فقط إذا بُلغ الهدف

# المال في طريق عودته
mail-underway = مالك في طريق عودته إليك: { $campaign }
mail-underway-words = خُفّض تبرعك لحملة «{ $campaign }» بمقدار { $total }، وهذا المال في طريق عودته إليك. وإن عادت معه إكرامية أو رسوم بطاقة فستُذكر في رسالتنا التالية.
mail-underway-stays = يبقى من تبرعك لدى الحملة { $remaining }.
mail-underway-nothing = لا يبقى من تبرعك شيء لدى الحملة.
mail-underway-next = ليس عليك أن تفعل شيئًا. نكتب إليك مرة أخرى حين يعود المال.

# عاد المال
mail-refunded = عاد إليك مالك: { $campaign }
mail-refunded-words = عاد مالك من حملة «{ $campaign }» إلى البطاقة أو الحساب الذي دفعت منه. وقد يحتاج مصرفك إلى بضعة أيام لإظهاره.
mail-refunded-total = مجموع ما أُعيد

# تعذر رده
mail-owed = لك علينا { $total }: { $campaign }
mail-owed-words = حاولنا أن نرد إليك { $total } من تبرعك لحملة «{ $campaign }»، ولم يقبلها مصرفك أو بطاقتك.
mail-owed-next = المال محفوظ لدينا وهو حقك. ينظر في الأمر شخص من Tributary. ليس عليك أن تفعل شيئًا الآن.

# دُفع متأخرًا جدًا
mail-too-late = وصل تبرعك متأخرًا جدًا ويعود إليك: { $campaign }
mail-too-late-words = وصلنا دفعك لحملة «{ $campaign }» حين لم تعد الحملة، أو المكافأة التي اخترتها، مفتوحة.
mail-too-late-next = لا يُحسب تبرعك، ويعود إليك كل ما دفعته من تلقاء نفسه. نكتب إليك مرة أخرى حين يعود المال.

# تُترك البطاقة دون خصم
mail-released = لم يُخصم شيء: { $campaign }
mail-released-missed = لم تبلغ الحملة هدفها.
mail-released-over = انتهت حملة «{ $campaign }».
mail-released-words = لذلك لم يُخصم شيء لتعهّدك لحملة «{ $campaign }»، ولن يُخصم: تُركت بطاقتك. ليس عليك أن تفعل شيئًا.

# رُفضت البطاقة المحفوظة
mail-unpaid = تعذر الخصم من بطاقتك: { $campaign }
mail-unpaid-words = بلغت حملة «{ $campaign }» هدفها، فحان الخصم من بطاقتك. وتعذر ذلك. لم يؤخذ شيء.
mail-unpaid-asks = يريد مصرفك أن تؤكد الدفع بنفسك.
mail-unpaid-passes = رفض مصرفك البطاقة في الوقت الحاضر. نعيد المحاولة في بعض الأيام، ويمكنك الدفع فورًا بأي بطاقة.
mail-unpaid-for-good = رفض مصرفك البطاقة نهائيًا. ادفع ببطاقة أخرى.
mail-unpaid-until = يمكن ذلك حتى { $when }. وبعد ذلك ينتهي تعهّدك، وإن كانت له مكافأة فيمكن أن تذهب إلى شخص آخر.
mail-unpaid-total = المبلغ المستحق
mail-unpaid-pay = ادفع هنا دون تسجيل الدخول

# مضى أسبوع دون مال
mail-dropped = انتهى تعهّدك دون دفع: { $campaign }
mail-dropped-words = تعذر الخصم من بطاقتك خلال أسبوع، فانتهى تعهّدك لحملة «{ $campaign }».
mail-dropped-next = لم يُخصم شيء، ولن يُخصم. ليس عليك أن تفعل شيئًا.

# غيّر المتبرع ما تعهّد به
mail-changed = تغيّر تعهّدك لحملة { $campaign }
mail-changed-words = غيّرتَ تعهّدك لحملة «{ $campaign }». لم يُخصم شيء. وإذا بلغت الحملة هدفها، يُخصم هذا المبلغ من بطاقتك المحفوظة بعد موعدها النهائي.
mail-changed-not-you = ألم تكن أنت؟ فأعده كما كان أو ألغِه.
mail-changed-total = إجمالًا
mail-changed-back = أعده كما كان أو ألغِه

# تراجع المتبرع عمّا تعهّد به
mail-cancelled = ألغيتَ تعهّدك: { $campaign }
mail-cancelled-words = ألغيتَ تعهّدك لحملة «{ $campaign }». لم يُخصم شيء، ولن يُخصم: تُركت بطاقتك.
mail-cancelled-not-you = ألم تكن أنت؟ فاكتب إلينا. وما دامت الحملة مستمرة يمكنك أن تتبرّع من صفحتها من جديد.
mail-cancelled-total = كنتَ قد تعهّدتَ بـ
