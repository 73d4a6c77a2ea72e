# The texts of payments. A key begins with the page or the noun.

money-campaign-title = أموال حملة { $campaign }
money-covered-title = ما يمكن رده اليوم
money-covered = يمكن اليوم أن يُعاد إلى المتبرعين { $covered }، أي { $percent }٪ مما ورد ولم يُعَد.
money-flow-title = أين ذهبت
money-came-in = ورد
money-went-back = أُعيد إلى المتبرعين
money-platform-fee = رسوم المنصة
money-provider-fee = رسوم البطاقات، تتحملها المنصة
money-borne-fee = رسوم البطاقات للمبالغ المعادة، يتحملها منظم الحملة
money-paid-out = حُوّل إلى المنظّم
money-by-hand = ورد باليد أو عبر البنك، إضافة إلى ذلك
money-held = محفوظ للحملة
money-disputed = استرجعته البنوك، ولم يُبتّ فيه
money-explained = كل رقم هنا مأخوذ من دفتر الحسابات. الإكراميات ورسوم البطاقات التي يتحملها المتبرعون تُعطى للمنصة وليست جزءًا من هذه المبالغ. لا تأخذ المنصة رسومها إلا عند تحويل الأموال، وتعيدها عند رد تبرع قبل ذلك. وبعد ذلك تحتفظ برسومها، ويتحمل منظم الحملة أيضًا رسوم البطاقة للمبلغ المعاد.
money-to-campaign = إلى الحملة
money-pledge-title = من مبلغك { $total }
money-pledge-campaign = للحملة
money-pledge-tip = إكراميتك للمنصة
money-pledge-cover = رسوم البطاقة التي تحمّلتها
money-pledge-provider-fee = احتفظ مزوّد خدمة الدفع لدينا بمبلغ { $fee } من دفعتك. المنصة هي التي تدفعه.
money-pledge-back = تقرر أن يُعاد إليك { $back }.
money-to-pledge = إلى تعهّدك

# A creator's own money
payouts-title = التحويلات
payouts-own-title = أموالك: { $campaign }
payouts-own-none = لم يُحوَّل شيء بعد.
payouts-opening = نفتح صفحة مزوّد خدمة الدفع لدينا. ستظهر بعد لحظة.
payouts-account-title = إلى أين تذهب الأموال
payouts-account-none = لا يعرف مزوّد خدمة الدفع لدينا بعد من أنت وإلى أين تذهب الأموال. لا يمكن تحويل شيء قبل ذلك.
payouts-account-wanting = يريد مزوّد خدمة الدفع لدينا معرفة المزيد قبل أن يمكن تحويل أي شيء:
payouts-account-ready = يمكن التحويل إلى حسابك.
payouts-account-term = قدّم المطلوب قبل { $when } وإلا عاد المال إلى المتبرّعين.
payouts-account-deadline = وهو مطلوب حتى { $when }.
payouts-account-button = أكمل البيانات لدى مزوّد خدمة الدفع
payouts-account-asking = نسأل مزوّد خدمة الدفع لدينا عن حال حسابك. سيستغرق ذلك لحظة.
payouts-account-chargeable = يمكن أن تبدأ حملاتك.
payouts-account-uncharged = يمكن أن تبدأ حملاتك حين يعرف مزوّد خدمة الدفع لدينا من أنت.
payouts-free = يمكن أن تخرج الأموال ابتداءً من { $when }. وحتى ذلك الحين يمكن للمتبرعين استردادها.
payouts-due-bank = حسابك البنكي
payouts-due-document = نسخة من وثيقة هويتك
payouts-due-terms = موافقتك على شروط المزوّد
payouts-due-other = { $what }
payouts-line-paid = وصل
payouts-line-back = لم يصل، وهو محفوظ لك من جديد
payouts-line-underway = في الطريق
