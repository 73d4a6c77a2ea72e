# Where no page is made
busy-title = ازدحام
busy-heading = هنا الآن عدد من الناس أكبر مما نستطيع خدمته في وقت واحد
# $seconds: a whole number
busy-words = لم يُنفَّذ ما طلبته الآن ولم يضع شيء. وإن كنت قد دفعت من قبل فدفعتك محسوبة: لا تدفع مرة أخرى. افتح الصفحة مرة أخرى بعد { $seconds ->
        [zero] لحظة
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    }.
