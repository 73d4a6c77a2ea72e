# The back office's front room

check-underway = يجري فحص السجل كله. يستغرق ذلك وقتًا أطول مما يُسمح به لصفحة؛ وستظهر النتيجة هنا.
check-again = انظر مرة أخرى
