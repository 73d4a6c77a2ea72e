# What letters about accounts say. A key begins with `account`.

# Letters about accounts
account-hello = مرحبًا،
account-hello-name = مرحبًا { $name }،
account-date = التاريخ: { $when }
account-until = يعمل حتى { $until }.
account-why = تصلك هذه الرسالة لأنها عن الحساب الذي له هذا العنوان. لا يمكن إيقافها.
account-link = يعمل الرابط مرة واحدة حتى الوقت المذكور أدناه، في المتصفح الذي طُلب منه.
account-not-you = إن لم تكن أنت، فاختر فورًا كلمة مرور جديدة وراسلنا.
account-ignore = إن لم تطلب هذا فلا تفعل شيئًا: لا يحدث شيء من دون الرابط.
account-confirm = افتح حسابك
account-confirm-words = أكّد هذا العنوان لفتح حسابك.
account-known = لديك حساب بالفعل
account-known-words = طلب شخص استخدام هذا العنوان لحساب، ويوجد حساب بالفعل. لم يتغيّر شيء.
account-known-next = إن كنت أنت: سجّل الدخول كالمعتاد، أو اختر هناك كلمة مرور جديدة.
account-sign-in = رابطك لتسجيل الدخول
account-sign-in-words = سجّل الدخول بهذا الرابط.
account-reset = اختر كلمة مرور جديدة
account-reset-words = اختر كلمة مرور جديدة بهذا الرابط.
account-address = استخدم هذا العنوان
account-address-words = أكّد أن حسابك سيستخدم هذا العنوان.
account-address-asked = طلب شخص تغيير عنوانك
account-address-asked-words = طلب شخص سجّل الدخول إلى حسابك أن يعطيه عنوانًا آخر. لا يتغيّر شيء حتى يُؤكَّد ذلك العنوان.
account-address-replaced = لحسابك الآن عنوان آخر
account-address-replaced-words = من الآن يستخدم حسابك عنوانًا آخر، ولن نكتب عنه إلى هذا العنوان.
account-address-replaced-not-you = إن لم تكن أنت، فراسلنا فورًا.
account-address-in-use = يستخدم حسابك هذا العنوان الآن
account-address-in-use-words = من الآن نكتب إلى هذا العنوان عن حسابك.
account-password = غُيّرت كلمة مرورك
account-password-words = غُيّرت كلمة مرور حسابك. وسُجّل خروجك من كل مكان آخر.
account-password-reset = استُبدلت كلمة مرورك
account-password-reset-words = استُبدلت كلمة مرور حسابك عبر رابط أُرسل بالبريد. وسُجّل خروج الجميع.
account-factor-added = أُضيف عامل ثانٍ
account-factor-added-words = أُضيف عامل ثانٍ إلى حسابك.
account-factor-removed = أُزيل عامل ثانٍ
account-factor-removed-words = أُزيل عامل ثانٍ من حسابك.
account-code-used = استُخدم رمز استرداد
account-code-used-words = سجّل شخص الدخول إلى حسابك بأحد رموز الاسترداد. لم يعد هذا الرمز يعمل.
account-codes-new = أُنشئت رموز استرداد جديدة
account-codes-new-words = أُنشئت عشرة رموز استرداد جديدة لحسابك. لم تعد الرموز السابقة تعمل.
account-roles = تغيّر ما يمكنك فعله
account-roles-words = تغيّر ما يمكن لحسابك فعله في Tributary، وسُجّل خروجك من كل مكان. سجّل الدخول من جديد للمتابعة.
account-closed = أُغلق حسابك
account-closed-words = أُغلق حسابك. ذهب اسمه وعنوانه وكلمة مروره وعوامله الثانية.
account-closed-books = يبقى ما تبرعت به في الدفاتر، لأن القانون يوجب حفظه.

# What the buttons say
account-button-open = افتح الحساب
account-button-sign-in = سجّل الدخول
account-button-reset = اختر كلمة مرور جديدة
account-button-address = استخدم هذا العنوان
account-button-sessions = اعرض أين سجّلت الدخول
account-button-account = انتقل إلى حسابك
account-button-factors = اعرض عواملك الثانية
