# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = مستجدات الحملات التي تبرعت لها أو تتابعها
unsubscribe-on = نراسلك عندما تنشر حملة تبرعت لها أو تتابعها تحديثًا.
unsubscribe-stop = أوقفوا هذه الرسائل
unsubscribe-off = لم نعد نراسلك عندما تنشر حملة تبرعت لها أو تتابعها تحديثًا.
unsubscribe-answers = الردود على تعليقاتك
unsubscribe-answers-on = نراسلك عندما يرد شخص على تعليق لك.
unsubscribe-answers-off = لم نعد نراسلك عندما يرد شخص على تعليق لك. تجد الردود في صفحة الحملة.
unsubscribe-start = راسلوني من جديد
unsubscribe-must = أما الإيصالات والمبالغ المستردة وكل ما يخص أموالك فتصلك رسائلها في كل الأحوال.
