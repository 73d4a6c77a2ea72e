# The texts of users. A key begins with the page or the noun.

password-least = { $least ->
    [zero] أي عدد من الأحرف.
    [one] حرف واحد أو أكثر.
    [two] حرفان أو أكثر.
    [few] { $least } أحرف أو أكثر.
    [many] { $least } حرفًا أو أكثر.
   *[other] { $least } حرف أو أكثر.
} الجملة القصيرة يسهل تذكّرها.

proof-code = الرمز
proof-six-digits-from-your = ستة أرقام من تطبيقك، أو أحد رموز الاستعادة.
proof-password = كلمة المرور
proof-go-on-with-a = تابع بمفتاح مرور
proof-your-browser-showed-no = لم يعرض متصفحك أي مفتاح مرور. لم يحدث شيء. حاول مرة أخرى، أو استخدم طريقة أخرى.
proof-passkeys-need-javascript = تحتاج مفاتيح المرور إلى JavaScript.
proof-go-on-with-this = تابع بهذا الرمز
proof-go-on = تابع

address-new-e-mail = البريد الإلكتروني الجديد
address-change-your-e-mail = غيّر عنوان بريدك الإلكتروني
# Markup is given no isolates, so they stand here
address-your-address-now-is = عنوانك الآن {"\u2068"}{ $now }{"\u2069"}. يبقى كذلك حتى تفتح الرابط الذي نرسله إلى العنوان الجديد. ونُعلم العنوان القديم بذلك.
address-send-a-link-to = أرسل رابطًا إلى العنوان الجديد
address-back-to-your-account = العودة إلى حسابك

asklink-e-mail = البريد الإلكتروني
asklink-choose-a-new-password = اختر كلمة مرور جديدة
asklink-log-in-with-a = تسجيل الدخول برابط
asklink-we-send-a-link = نرسل رابطًا إلى عنوان حسابك. يعمل مرة واحدة، خلال عشر دقائق، في هذا المتصفح.
asklink-no-password-needed-the = لا حاجة إلى كلمة مرور. الرابط الذي نرسله يعمل مرة واحدة، خلال عشر دقائق، في هذا المتصفح.
asklink-send-me-a-link = أرسلوا لي رابطًا
asklink-back-to-log-in = العودة إلى تسجيل الدخول

close-close-your-account = أغلق حسابك
close-the-account-of-ends = ينتهي حساب {"\u2068"}{ $email }{"\u2069"} فورًا، ولا يمكن فتحه من جديد.
close-what-goes = ما يُحذف
close-your-name-address-password = اسمك وعنوانك وكلمة مرورك وعوامل التحقق الثانية.
close-every-place-where-you = كل مكان سجّلت الدخول فيه.
close-a-day-later-the = بعد يوم، المفتاح الذي يُقرأ به ما قيل عنك داخل المنصة. وبعدها لا تمكن قراءته.
close-what-stays-and-why = ما يبقى، ولماذا
close-your-gifts-and-their = تبرعاتك وإيصالاتها، مع الاسم والعنوان اللذين ذكرتهما في كل منها: يُلزمنا القانون بحفظ سجلات المدفوعات سنوات.
close-that-an-account-was = أن حسابًا أُغلق في هذا اليوم، من دون ذكر صاحبه.
close-gifts-that-are-promised = التبرعات التي تعهّدت بها ولم تُخصم بعد يبقى التعهّد بها قائمًا. ألغِها أولًا إن أردت.
close-i-want-to-close = أريد إغلاق حسابي.
close-close-my-account = أغلق حسابي
close-keep-my-account = أبقِ حسابي

closed-your-account-is-closed = أُغلق حسابك
closed-we-have-sent-you = أرسلنا إليك رسالة أخيرة. شكرًا لأنك كنت معنا.
closed-back-to-all-campaigns = العودة إلى كل الحملات

codes-your-recovery-codes = رموز الاستعادة
codes-we-show-them-once = نعرضها مرة واحدة. اطبعها، أو احفظها حيث تحفظ مفاتيحك.
codes-each-stands-in-once = يحل كل رمز منها مرة واحدة محل عامل التحقق الثاني إن فقدته. الرموز الأقدم لم تعد تعمل.
codes-i-have-kept-them = حفظتها

confirm-what-you-are-about = ما أنت على وشك فعله
confirm-show-that-it-is = أثبت أنك أنت
confirm-you-sign-exactly-this = أنت توقّع على هذا بعينه، لمدة خمس دقائق. وأي شيء غيره يحتاج إلى توقيع آخر.
confirm-what-comes-next-can = ما يلي قد يضر إن وقع في أيدٍ غير أمينة، لذلك نسألك مرة أخرى. يسري هذا خمس دقائق. لم يُنفَّذ شيء بعد: تعود إلى حيث كنت وتنفّذه من هناك.
confirm-your-account-has-no = ليس لحسابك كلمة مرور. نرسل إليك رابطًا بدلًا منها.

link-new-password = كلمة المرور الجديدة
link-this-link-has-ended = انتهى هذا الرابط
link-open-this-link-elsewhere = افتح هذا الرابط في مكان آخر
link-use-this-address = استخدم هذا العنوان
link-open-your-account = افتح حسابك
link-log-in = تسجيل الدخول
link-it-was-used-already = استُخدم من قبل، أو مضى عليه أكثر من عشر دقائق، أو حل محله رابط أحدث. لم يتغيّر شيء.
link-ask-for-a-new = اطلب رابطًا جديدًا
link-open-this-link-where = افتح هذا الرابط حيث طلبته
link-a-link-works-only = لا يعمل الرابط إلا في المتصفح الذي طلبه، حتى لا يستخدمه أحد يقرأ بريدك. افتحه هناك، أو اطلب رابطًا جديدًا هنا.
link-ask-for-a-link = اطلب رابطًا في هذا المتصفح
link-for-everybody-who-is = من أجل {"\u2068"}{ $email }{"\u2069"}. يُسجَّل خروج كل من دخل هذا الحساب، وأنت أيضًا.
link-change-the-password = غيّر كلمة المرور
link-from-now-on-your = من الآن فصاعدًا حسابك هو {"\u2068"}{ $email }{"\u2069"}. ونُعلم عنوانك القديم بذلك.
link-use = استخدم { $email }
link-for = من أجل {"\u2068"}{ $email }{"\u2069"}.
link-open-the-account-and = افتح الحساب وسجّل الدخول
link-as = باسم {"\u2068"}{ $email }{"\u2069"}.

linkdone-your-password-is-changed = تغيّرت كلمة مرورك
linkdone-your-address-is-changed = تغيّر عنوانك
linkdone-nobody-is-logged-in = لم يعد أحد داخلًا إلى حسابك. أرسلنا إليك رسالة بذلك.
linkdone-we-have-written-to = كتبنا إلى عنوانك القديم وإلى الجديد.
linkdone-go-to-your-account = اذهب إلى حسابك

linksent-look-into-your-mailbox = انظر في بريدك
linksent-if-there-is-something = إن كان هناك ما يُرسل إلى ذلك العنوان فالرسالة في طريقها إليه. يستغرق ذلك دقيقة على الأكثر.
linksent-open-its-link-in = افتح رابطها في هذا المتصفح، خلال عشر دقائق. يعمل مرة واحدة.
linksent-nothing-came-look-among = لم يصل شيء؟ انظر في البريد غير المرغوب فيه، وتحقق من العنوان.
linksent-ask-for-a-link = اطلب الرابط مرة أخرى

login-log-in-with-a = سجّل الدخول برابط يُرسل بالبريد
login-open-an-account = افتح حسابًا
login-kept = كانت جلستك قد انتهت، ولذلك لم يُنفَّذ ما أرسلته بعد. وهو محفوظ: سجّل الدخول بحسابك، وستعرض صفحته إرساله بنقرة واحدة.
login-new-here = أول مرة هنا؟

me-name = الاسم
me-your-account = حسابك
me-you-are-logged-in = سجّلت الدخول باسم {"\u2068"}{ $email }{"\u2069"}.
me-what-you-do-here = ما تقوم به هنا: { $roles }.
me-role = { $role ->
    [creator] إدارة الحملات
    [moderator] الإشراف
    [support] الدعم
    [finance] الشؤون المالية
    [admin] الإدارة
   *[donor] التبرع
}
me-your-gifts = تبرعاتك
me-followed = الحملات التي تتابعها
me-security-where-you-are = الأمان: أين سجّلت الدخول، وعامل تحقق ثانٍ
me-go-to-the-back = اذهب إلى المكتب الإداري
me-about-you = عنك
me-language = اللغة
me-write-to-me-about = راسلوني بمستجدات الحملات التي تبرعت لها. أما ما يخص أموالك فنراسلك به دائمًا.
me-save = احفظ
me-saved = حُفظ.
me-change = التغيير
me-change-your-password = غيّر كلمة مرورك
me-choose-a-password = اختر كلمة مرور

passkey-what-you-call-it = ماذا تسمّيه
passkey-such-as-my-phone = مثلًا: هاتفي.
passkey-add-a-passkey = أضف مفتاح مرور
passkey-your-phone-your-computer = يشهد لك هاتفك أو حاسوبك أو مفتاح أمان، ببصمتك أو وجهك أو رمز PIN. لا يغادر شيء من ذلك الجهاز.
passkey-make-a-passkey = أنشئ مفتاح مرور
passkey-your-browser-made-no = لم ينشئ متصفحك أي مفتاح مرور. لم يتغيّر شيء. حاول مرة أخرى.
passkey-add-an-authenticator-app = أضف تطبيق مصادقة بدلًا منه
passkey-passkeys-need-a-site = تحتاج مفاتيح المرور إلى موقع يُفتح عبر TLS.
passkey-back-to-security = العودة إلى الأمان

password-password-now = كلمة المرور الحالية
password-you-stay-logged-in = تبقى داخلًا هنا. ويُسجَّل خروجك من كل مكان آخر، ونرسل إليك رسالة بذلك.

person-second-factors = عوامل التحقق الثانية

second-your-second-factor = عامل التحقق الثاني
second-one-more-step-so = خطوة أخرى، حتى لا تفتح كلمة مرورك وحدها شيئًا.
second-start-again = ابدأ من جديد

security-security = الأمان
security-you-work-here-so = أنت تعمل هنا، لذلك يحتاج حسابك إلى عامل تحقق ثانٍ. أضف مفتاح مرور أو تطبيقًا، أو سجّل الدخول من جديد وأظهر ما لديك.
security-in-this-demo-you = في هذه النسخة التجريبية تدخل من دونه.
security-with-one-of-these = مع واحد من هذه لا تفتح كلمة مرورك وحدها شيئًا.
security-who-is-paid = من تُدفع إليه أموال حملة يحتاج إلى واحد منها.
security-passkey = مفتاح مرور
security-app = تطبيق
security-added = أُضيف في { $created_at }.
security-last-used = آخر استخدام: { $last_used_at }.
security-take-away = أزِل
security-recovery-codes-left-of = رموز الاستعادة المتبقية: { $codes } من ١٠.
security-make-new-recovery-codes = أنشئ رموز استعادة جديدة
security-add-an-authenticator-app = أضف تطبيق مصادقة
security-where-you-are-logged = أين سجّلت الدخول
security-this-browser = هذا المتصفح
security-second-factor = عامل التحقق الثاني
security-other-program = برنامج آخر
security-from = من الشبكة { $network }.
security-since-last-used = منذ { $began_at }، آخر استخدام: { $last_seen }.
security-log-out-there = سجّل الخروج هناك
security-log-out-everywhere-else = سجّل الخروج من كل مكان آخر
security-activity = ماذا فُعل بحسابك ومن فعله

signup-what-we-call-you = الاسم الذي نخاطبك به في رسائلنا.
signup-we-send-a-link = نرسل إليه رابطًا. افتحه في هذا المتصفح خلال عشر دقائق.
signup-you-can-give-without = يمكنك التبرع بلا حساب. ومع الحساب تجد كل تبرعاتك في مكان واحد.
signup-you-have-one-already = لديك حساب؟

app-six-digits = ستة أرقام
app-a-picture-for-the = صورة لكاميرا تطبيقك. الأحرف أدناه تقول الشيء نفسه.
app-scan-this-picture-with = امسح هذه الصورة بالتطبيق، أو اكتب الأحرف فيه. ثم اكتب الأرقام الستة التي يعرضها.
app-letters = الأحرف:
app-add-this-app = أضف هذا التطبيق

# What is wrong with a form of an account, and what cannot be done
account-problem-name-empty = اكتب الاسم الذي نناديك به.
account-problem-address = اكتب عنوان بريد يمكن أن تصل إليه الرسائل، مثل name@example.org.
account-problem-name-long = اكتب اسمًا من { $most } حرف على الأكثر.
account-problem-password-short = اكتب كلمة مرور من { $least } حرفًا أو أكثر. الجملة القصيرة سهلة الحفظ.
account-problem-password-long = اكتب كلمة مرور من { $most } بايت على الأكثر.
account-problem-password-common = اختر كلمة مرور أخرى: هذه مما يستخدمه الجميع، وتُجرَّب أولًا.
account-problem-password-personal = اختر كلمة مرور أخرى: هذه مكوّنة من اسمك أو عنوانك أو عنواننا.
account-problem-address-same = هذا عنوانك بالفعل. اكتب العنوان الجديد.
account-problem-close-sure = ضع علامة في المربع لإغلاق حسابك. لم يتغيّر شيء.
refused-close = ما زال هذا الحساب يعمل هنا أو يدير حملات. راسلنا لننهي ذلك أولًا.
account-problem-language = اختر إحدى اللغات في القائمة.
account-problem-code-app = هذا الرمز غير صحيح. اكتب الرمز الذي يعرضه تطبيقك الآن.
account-problem-passkey-new = لم يُنشأ مفتاح مرور، أو استغرق الأمر وقتًا طويلًا. لم يتغيّر شيء. حاول مرة أخرى.
refused-codes = رموز الاسترداد بديل عن العامل الثاني. أضف عاملًا أولًا.
refused-passkey-taken = مفتاح المرور هذا يخص حسابًا آخر بالفعل. لم يتغيّر شيء.
account-problem-password-current = ليست هذه كلمة مرورك الحالية. لم يتغيّر شيء.
account-problem-code = هذا الرمز غير صحيح أو سبق استخدامه. انتظر الرمز التالي الذي يعرضه تطبيقك. لم يُنفَّذ شيء.
account-problem-passkey = مفتاح المرور هذا ليس من مفاتيحك، أو استغرق وقتًا طويلًا. لم يُنفَّذ شيء. حاول مرة أخرى.
account-problem-password = ليست هذه كلمة مرورك. لم يُنفَّذ شيء.
account-problem-sign-in = البريد أو كلمة المرور غير صحيحة
setup-ended = انتهى هذا الرمز، أو يوجد مدير بالفعل. شغّل البرنامج من جديد للحصول على رمز آخر.
