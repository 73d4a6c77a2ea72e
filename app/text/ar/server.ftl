# Where no page is made
busy-title = ازدحام
busy-heading = هنا الآن عدد من الناس أكبر مما نستطيع خدمته في وقت واحد
# $seconds: a whole number
busy-words = لم يُخصم شيء ولم يضع شيء. افتح الصفحة مرة أخرى بعد { $seconds ->
        [zero] لحظة
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    }.
elsewhere-words = جاء هذا النموذج من موقع آخر، أو أن متصفحك لا يذكر من أين جاء. لم يُنفَّذ شيء ولم يُخصم شيء. افتح الصفحة هنا مرة أخرى وأرسله منها.
