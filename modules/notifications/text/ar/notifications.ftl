# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = مستجدات الحملات التي تبرعت لها أو تتابعها والردود على تعليقاتك
unsubscribe-on = نراسلك عندما تنشر حملة تبرعت لها أو تتابعها تحديثًا، وعندما يرد شخص على تعليق لك.
unsubscribe-stop = أوقفوا هذه الرسائل
unsubscribe-off = لم نعد نراسلك عندما تنشر حملة تبرعت لها أو تتابعها تحديثًا، ولا عندما يرد شخص على تعليق لك.
unsubscribe-start = راسلوني من جديد
unsubscribe-must = أما الإيصالات والمبالغ المستردة وكل ما يخص أموالك فتصلك رسائلها في كل الأحوال.
