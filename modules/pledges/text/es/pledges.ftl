# The texts of pledges, in the order of ../en/pledges.ftl. What only the back office says stays English.

# A campaign that was suspended or cancelled
stopped-heading = Esta campaña no acepta donativos ahora
stopped-words = La campaña «{ $campaign }» fue detenida. No se cobró nada.
stopped-campaign = Ver la campaña

# The form to give
give-title = Donar a { $campaign }
give-today = Hoy se hace el cargo en tu tarjeta. La campaña se queda con lo que recaude.
give-today-once = Hoy se hace un único cargo en tu tarjeta. La campaña se queda con lo que recaude.
give-saved = Hoy no se cobra nada. Tu tarjeta queda guardada y el cargo se hace después del { $when }, solo si para entonces la campaña alcanza { $goal }.
give-much = ¿Cuánto?
give-other = Otro importe
give-other-hint = En { $currency }. Como mínimo { $least }.
give-keeps = La plataforma se queda con el { $percent } % de cada donativo y paga la comisión de la tarjeta a nuestro proveedor de pagos. El resto es para la campaña.
give-matching = { $sponsor } añade { $percent ->
    [100] otro tanto
   *[other] el { $percent } %
} a cada donativo, mientras alcance: quedan { $left }.
give-matching-share = A un donativo de este importe se le añadirían { $share }.
give-matching-settled = Lo que se añade se decide cuando se cobra tu donativo.
give-reward = ¿Qué te gustaría recibir a cambio?
give-reward-none = Nada, solo donar
give-reward-price = { $price } o más
give-reward-gone = Agotada
give-reward-left = { $count ->
    [one] Queda { $count }
   *[other] Quedan { $count }
}
give-reward-kept = Si la recompensa es limitada, te la reservamos { $minutes } minutos desde que pasas a pagar. La página de pago no muestra ningún reloj. Desde ella puedes volver a la página de tu compromiso, que te ofrece { $minutes } minutos más, una sola vez, cuando empiezan los últimos { $late }. Después la página de pago se cierra, no se cobra nada y podrá elegirla otra persona.
give-add-ons = ¿Quieres algo más?
give-add-ons-hint = Cada cosa se toma junto con una recompensa. Lo que cuesta se suma a la cantidad que das.
# $price: what one costs. $most: the most that one person can take
give-add-on-each = { $price } por unidad, { $most } como máximo.
# $rewards: titles of rewards
give-add-on-with = Va con: { $rewards }.
give-tip = ¿Una propina para la plataforma?
give-tip-hint = Tú decides. No dejar nada está bien. Nunca se descuenta de tu donativo.
give-tip-none = Ninguna
give-tip-percent = { $percent } %
give-tip-other = Otra
give-tip-another = Otra propina
give-fee = Cubrir la comisión de la tarjeta. Si no, la paga la plataforma; la campaña recibe lo mismo en ambos casos.
give-fee-sum = Cubrir la comisión de la tarjeta: añadir { $fee }. Si no, la paga la plataforma; la campaña recibe lo mismo en ambos casos.
give-you = Sobre ti
give-name = Tu nombre
give-email = Correo electrónico
give-email-hint = Para el recibo. No necesitas una cuenta.
give-anonymous = No mostrar mi nombre en la página de la campaña
give-hide-amount = No mostrar mi importe en la página de la campaña
give-dedicate = Dedicar este donativo a alguien
give-dedicate-hint = Se muestra junto a tu donativo en la página de la campaña, a la vista de todos.
give-dedication = Cómo
give-dedication-none = Sin dedicatoria
give-dedication-honour = En honor de
give-dedication-memory = En memoria de
give-dedicated-to = A quién
give-sum = De tu donativo de { $gift }, la campaña recibe { $gets } y la plataforma se queda con { $kept } ({ $percent } %). Además: propina para la plataforma, { $tip }.
give-sum-fee = De tu donativo de { $gift }, la campaña recibe { $gets } y la plataforma se queda con { $kept } ({ $percent } %). Además: propina para la plataforma, { $tip }; comisión de la tarjeta, { $fee }.
give-sum-later = El total aparece aquí en cuanto se pueda leer el importe.
give-button = Donar { $amount }
give-button-bare = Donar
give-total-again = Calcular el total de nuevo
give-trust = Verás el importe total una vez más y pagarás en la página de nuestro proveedor de pagos. El número de tu tarjeta nunca llega a este sitio.
give-trust-saved = Tu tarjeta se guarda en la página de nuestro proveedor de pagos. Allí no se cobra nada, y el número de tu tarjeta nunca llega a este sitio.
give-ends = La campaña termina el { $when }{ $here }.
# Said before a promise is made
give-rule = Hasta entonces puedes cambiar o cancelar tu compromiso. En las últimas 24 horas solo puedes reducirlo o cancelarlo si la campaña alcanza su meta de todos modos.
# Asked of whoever has a pledge to the campaign already
give-already = Ya tienes un compromiso de { $sum } con esta campaña
give-already-words = Si se alcanza la meta, se cobra cada compromiso.
give-already-missing = Ya tienes un compromiso de { $sum } con esta campaña. Elige si quieres añadir este como otro compromiso o cambiar el anterior.
give-already-another = Añadir este como otro compromiso
give-already-change = Cambiar el anterior en su lugar

# A campaign that takes nothing any more
ended-title = { $campaign } ha terminado
ended-heading = Esta campaña ha terminado
ended-words = «{ $campaign }» aceptó donativos hasta el { $when }. No se cobró nada.
ended-look = Ver cómo terminó
# Se dice sobre el formulario cuando la campaña ya no aceptaba nada al enviarlo
give-ended = Aceptó donativos hasta el { $when }. No se cobró nada y no se guardó ninguna tarjeta. Lo que escribiste sigue abajo, por si te sirve para otra campaña.
give-stopped = Fue detenida por este motivo: «{ $reason }» No se cobró nada y no se guardó ninguna tarjeta. Lo que escribiste sigue abajo.
give-find = Buscar otra campaña

# A form that made another pledge before
sent-title = Este formulario ya se había enviado
sent-words = Con él se creó un compromiso con otros datos, y ese compromiso sigue como estaba. Lo que enviaste ahora no cambió nada y no se cobró nada.
sent-look = Ver ese compromiso
sent-another = Hacer otro compromiso

# Asked, while cards are tested, of whoever gives with an address that nobody has proved
confirm-gift-sent-title = Confirma tu correo: te hemos enviado un enlace
confirm-gift-sent-to = Va de camino a { $email }. Ábrelo, pulsa allí el botón y pasarás a la página de pago.
confirm-gift-sent-words = Abre el enlace de ese correo, pulsa allí el botón y pasarás a la página de pago.
confirm-gift-sent-money = No se ha movido dinero y todavía no hay ningún compromiso. Una recompensa se guarda para ti desde el momento en que confirmas.
confirm-gift-sent-why = Alguien está probando tarjetas robadas en esta campaña, así que por un tiempo se lo pedimos a todo el que no haya iniciado sesión con su dirección.
confirm-gift-sent-late = El enlace funciona una vez, durante una hora. Si no llega ningún correo en unos minutos, mira en el correo no deseado y comprueba la dirección. Enviamos como máximo { $most } correos de estos por hora a una dirección; los enlaces de los que llegaron siguen funcionando.
confirm-gift-sent-change = Cambiar lo que escribí
confirm-gift-title = Confirma tu donativo
confirm-gift-words = Con este botón confirmas que la dirección es tuya y pasas a la página de pago. No se cobra nada antes de que pagues allí. Si no fuiste tú, cierra esta página: no pasa nada.
confirm-gift-yes = Confirmar e ir a la página de pago
confirm-gift-anew = Rellenar el formulario de nuevo
confirm-gift-ended-title = Este enlace ha terminado
confirm-gift-ended-words = Funciona una vez, durante una hora, y solo el más reciente de cada formulario. Con este enlace no se cobró nada y no se guarda nada para ti.
confirm-gift-ended-next = Para donar, rellena el formulario de nuevo. Si entonces hay que confirmar el correo, te enviamos otro enlace. Si ya has pagado, tu recibo está en tu correo.

# Before the payment page is there
card-ends = Tu tarjeta es válida hasta el { $when } y se cobrará después. Elige otra tarjeta más abajo.
opening-title = Abriendo la página de pago
opening-heading = Estamos abriendo la página de pago
opening-saved = Tu compromiso { $reference } está guardado. No se ha cobrado nada.
opening-wait = Nuestro proveedor de pagos tarda más de lo habitual. Esta página vuelve a mirar cada dos segundos y te lleva allí automáticamente.
opening-away = Nuestro proveedor de pagos no responde
opening-kept = { $reward ->
    [true] Guardamos tu compromiso y su recompensa hasta el { $when }.
   *[other] Guardamos tu compromiso hasta el { $when }.
} Te escribimos con un enlace en cuanto puedas pagar. No hace falta que te quedes en esta página.
opening-again = Volver a mirar ahora
opening-pledge = Ver tu compromiso

# A pledge, for whoever has its address
pledge-number = Compromiso { $number }
pledge-other-card = Probar con otra tarjeta
pledge-pay = Pagar { $sum }
pledge-pay-now = Pagar { $sum } ahora
pledge-give-again = Donar de nuevo
pledge-heading = Tu donativo
pledge-to = Para
pledge-gift = Donativo
pledge-tip = Propina para la plataforma
pledge-fee = Comisión de la tarjeta
pledge-total = En total
pledge-matched = Añadido por { $sponsor }
pledge-reward = Recompensa
pledge-add-ons = Además, parte del donativo
# $count: how many. $title: of an add-on. $total: what they cost together
pledge-add-on = { $count } × { $title }: { $total }
# $count: how many. $title: of an add-on
receipt-add-on = { $count } × { $title }
pledge-reference = Número
pledge-refunds = Reembolsos
pledge-money = Adónde va tu dinero
pledge-so-far = Lo que ha pasado hasta ahora
pledge-share = Cuéntaselo a otras personas
pledge-share-words = Envíales la página de la campaña:
pledge-share-sentence = Apoyo «{ $campaign }». ¿Te sumas?
pledge-stands = La campaña ha terminado, así que este compromiso se mantiene y ya no se puede cancelar. Te avisamos en cuanto se sepa qué ocurre con él.
pledge-cancel = Cancelar este compromiso de { $sum }
pledge-keep = Guarda tus donativos en una cuenta
pledge-keep-words = Te enviamos un enlace a la dirección con la que donaste. Ábrelo en este navegador y tendrás en un solo lugar todos los donativos hechos con esa dirección. No hace falta contraseña.
pledge-keep-email = Correo electrónico con el que donaste
pledge-keep-send = Enviarme un enlace
pledge-questions = ¿Preguntas? { $open }Escríbenos{ $close } y menciona el número { $reference }. Esta página no muestra el nombre de nadie, pero quien tenga su dirección puede verla: no la compartas.

# Se pregunta antes de cancelar un compromiso
cancel-title = ¿Cancelar tu compromiso con { $campaign }?
cancel-unpaid = No se ha cobrado nada ni se cobrará. Si aun así llegara un pago, vuelve directamente a ti.
cancel-saved = No se ha hecho ningún cargo en tu tarjeta ni se hará. Nuestro proveedor de pagos la olvida.
cancel-reward = Tu recompensa deja de estar reservada para ti: otra persona podrá elegirla.
cancel-final = Esto no se puede deshacer. Mientras la campaña acepte donativos, puedes volver a donar.
cancel-yes = Sí, cancelar este compromiso
cancel-keep = Mantenerlo

# Changing a pledge whose card is saved
change-heading = Cambiar tu compromiso
change-rule = Puedes cambiarlo o cancelarlo hasta el { $until }. En las últimas 24 horas solo puedes reducirlo o cancelarlo si la campaña alcanza su meta de todos modos.
change-link = Cambiar el importe o la recompensa
change-card = Usar otra tarjeta
change-to = Cambiar tu compromiso con { $campaign }
change-lede = Ahora no se cobra nada. El nuevo importe se carga en tu tarjeta guardada después del { $until }, si para entonces la campaña alcanza { $goal }.
change-amount = Tu donativo
change-amount-hint = En { $currency }. Como mínimo { $least }.
change-tip = Propina para la plataforma
change-tip-hint = Tú decides. No dejar nada está bien.
change-fee = Cubrir la comisión de la tarjeta. Si no, la paga la plataforma; la campaña recibe lo mismo en ambos casos.
change-reward = Qué te gustaría recibir a cambio
change-reward-none = Nada, solo donar
change-reward-price = { $price } o más
change-reward-left = { $count ->
    [one] Queda { $count }
   *[other] Quedan { $count }
}
change-reward-gone = Agotada
change-save = Guardar el cambio
change-back = Dejarlo como está
# What is kept while it is paid for
kept-soon = { $minutes ->
    [one] Te reservamos la recompensa un minuto más.
   *[other] Te reservamos la recompensa { $minutes } minutos más.
} Después podrá elegirla otra persona, y no se cobra nada.
kept-longer = Reservarla 15 minutos más
# Whether the donor is named
name-shown = Tu nombre se muestra en la página de la campaña.
name-hidden = Tu nombre no se muestra en la página de la campaña.
name-show = Mostrar mi nombre
name-hide = Ocultar mi nombre
pledge-dedication = Dedicatoria
dedicated-honour = En honor de { $to }
dedicated-memory = En memoria de { $to }
dedication-shown = Tu dedicatoria se muestra en la página de la campaña.
dedication-drop = Retirar la dedicatoria
delivery-title = Adónde va la recompensa
delivery-why = Si hay que enviártela, di adónde. Solo lo lee quien la envía, también cuando tu nombre no se muestra.
delivery-link = Decir adónde va
delivery-known = Ya has dicho adónde va. Solo lo lee quien la envía, por eso no se muestra aquí.
delivery-change = Cambiar adónde va
# $reward: the title of a reward. $organiser: who runs the campaign
delivery-lead = «{ $reward }» la envía { $organiser }. Lo que escribas aquí lo lee quien la envía, y nadie en la página de la campaña.
delivery-told = Ya has dicho adónde va. No se muestra aquí porque otras personas pueden conocer la dirección de esta página. Lo que escribas ahora lo sustituye.
delivery-name = Quién la recibe
delivery-address = Dirección
delivery-address-hint = Como debe figurar en el paquete, línea por línea, con el país.
delivery-save = Guardar adónde va
delivery-forget = Olvidar adónde va
amount-shown = El importe de tu donativo se muestra en la página de la campaña.
amount-hidden = El importe de tu donativo no se muestra en la página de la campaña.
amount-show = Mostrar mi importe
amount-hide = Ocultar mi importe

# Receipts
receipt-link = Recibo
receipt-title = Recibo { $reference }
receipt-to = Para «{ $campaign }», de { $organiser }.
receipt-from = De { $name }.
receipt-paid = Pagado el { $when }
receipt-sum = Pagado en total
receipt-note = Aquí consta lo que se pagó. Si un donativo reduce tus impuestos lo dicen la ley de tu país y quien organiza.
receipt-returned = Lo que se te devolvió
receipt-kept = { $sum } quedaron donados.
receipt-print = Para guardarlo, imprime esta página o guárdala como PDF con tu navegador.
receipt-years = Recibos por año
receipt-year = { $year }, como tabla para hojas de cálculo
receipt-none = Aún no se ha pagado nada
receipt-none-words = Aquí aparece lo que pagas con tu sesión abierta y lo que diste sin cuenta con tu dirección.
receipt-back = Volver a tus donativos

# What somebody gave
mine-title = Tus donativos
mine-none = Aún no hay donativos
mine-none-words = Lo que dones aparecerá aquí: en qué estado está y qué puedes hacer.
mine-find = Buscar una campaña
mine-due = Todavía no se cobró nada. El cargo en la tarjeta se hace después del { $when }, si la campaña alcanza su meta.
mine-pay = Pagar { $amount }
mine-other-card = Probar con otra tarjeta
mine-change = Verlo o cancelarlo
mine-give-again = Donar de nuevo
mine-look = Ver qué pasó
mine-guest = ¿También donaste sin cuenta? Esos donativos aparecen cuando inicias sesión con { $open }un enlace enviado a la dirección con la que donaste{ $close }.
mine-back = Volver a tu cuenta

# How often to give
give-freq = ¿Con qué frecuencia?
give-freq-once = Una vez
give-freq-monthly = Cada mes
give-freq-yearly = Cada año
give-freq-words = El primer donativo se cobra hoy. La recompensa va con el primer donativo.
give-again-consent = Autorizo que se vuelva a cobrar en mi tarjeta el mismo importe de forma automática, con la frecuencia elegida arriba, hasta que la campaña termine el { $until } o hasta que yo lo detenga. Se detiene con dos clics, en cualquier momento, en una página a la que lleva el correo sobre este donativo.
give-again-sum = Lo mismo se vuelve a cobrar cada { $every ->
    [yearly] año
   *[monthly] mes
}, hasta que lo detengas.
give-each-month = cada mes
give-each-year = cada año
give-again-missing = Marca la casilla si quieres donar lo mismo otra vez de forma automática, o elige donar una vez.
give-single-only = Esta campaña solo acepta donativos únicos. Elige donar una vez.
give-freq-no-more = Aquí no se aceptan ahora donativos que se repitan con la frecuencia que elegiste, así que este se da una sola vez. Lo demás que elegiste sigue igual.
give-freq-unknown = No sabemos con qué frecuencia es eso. Este donativo se da una sola vez, salvo que elijas otra cosa.
give-reward-no-more = La recompensa que elegiste ya no se puede obtener. Elige otra, o ninguna.
give-stale = Cambiaste algo. El total se calcula de nuevo antes de que pagues.

# Gifts that are given again by themselves
plan-title = Donativo { $every ->
    [yearly] anual
   *[monthly] mensual
} a { $campaign }
plan-heading = { $sum } cada { $every ->
    [yearly] año
   *[monthly] mes
}
plan-active = El próximo donativo de { $sum } se cobra el { $when }. Sigue así hasta que la campaña termine el { $until }, o hasta que lo detengas.
plan-late = Tu tarjeta fue rechazada. No se cobró nada. Paga con esta tarjeta o con otra a más tardar el { $when }. Después de esa fecha, termina automáticamente.
plan-paused = Está en pausa. No se cobra nada hasta que lo reanudes.
plan-starting = El primer donativo aún no está pagado. Hasta que lo esté, no se cobra nada automáticamente.
plan-last = El último donativo está en camino. Después no queda ningún otro antes de que termine la campaña.
plan-ended = { $why ->
    [cancelled_by_donor] Lo detuviste. No se cobra nada más, y tu tarjeta ya no está guardada.
    [ended_by_staff] Lo detuvimos. No se cobra nada más, y tu tarjeta ya no está guardada.
    [campaign_ended] La campaña ha terminado, así que esto también. No se cobra nada más, y tu tarjeta ya no está guardada.
    [unpaid] Terminó porque el último donativo no se pudo cobrar ni se pagó a tiempo. No se cobró nada por él, y no se cobra nada más.
    [completed] No quedaba ningún donativo por cobrar antes de que termine la campaña. No se cobra nada más, y tu tarjeta ya no está guardada.
    [account_closed] Terminó junto con tu cuenta. No se cobra nada más, y tu tarjeta ya no está guardada.
    [disputed] Terminó porque tu banco reclamó la devolución de un donativo. No se cobra nada más, y tu tarjeta ya no está guardada.
   *[never_started] El primer donativo nunca se pagó, así que esto no llegó a empezar. No se cobró nada.
}
plan-pay = Pagar { $sum } ahora
plan-what = Lo que donas
plan-gift = Donativo
plan-tip = Propina para la plataforma
plan-fee = Comisión de la tarjeta
plan-sum = Cada { $every ->
    [yearly] año
   *[monthly] mes
}
plan-next = Próximo donativo
plan-until = Termina automáticamente
plan-campaign = Ver la campaña
plan-stop-heading = Detener
plan-stop-words = Termina de inmediato. Lo que donaste se queda en la campaña.
plan-stop = Dejar de donar { $sum } cada { $every ->
    [yearly] año
   *[monthly] mes
}
plan-change-heading = Cambiar
plan-amount = Tu donativo a partir del próximo
plan-amount-hint = En { $currency }. Como mínimo { $least }. Ahora no se cobra nada. La propina sigue igual.
plan-amount-save = Guardar el importe
# Asked before more is given each time
raise-title = ¿Donar más cada vez?
raise-words = Ahora no se cobra nada. A partir del próximo donativo se cobra el nuevo importe en tu tarjeta sin que hagas nada.
raise-before = Hasta ahora
raise-after = A partir del próximo donativo
raise-when = Primer cobro
raise-paused = Con el próximo donativo
raise-yes = Donar { $sum } desde entonces
raise-keep = Mantener { $sum }
plan-skip = Omitir el donativo del { $when }
plan-pause = Pausar
plan-resume = Reanudar
plan-gifts = Donativos hasta ahora
plan-address = Quien tenga la dirección de esta página puede verla y cambiarla: no la compartas.
plan-address-ended = Quien tenga la dirección de esta página puede verla: no la compartas.
plan-part = Este es un donativo { $every ->
    [yearly] anual
   *[monthly] mensual
}.
plan-manage = Verlo o detenerlo
plan-see = Verlo
plan-mine = Donativos que se repiten automáticamente
plan-mine-next = El próximo, el { $when }
plan-mine-stands = { $stands ->
    [paused] En pausa
    [ended] Terminado
    [late] Tu tarjeta fue rechazada
   *[active] Continúa
}

# What was given back, for whoever runs the campaign
given-back-title = Devuelto: { $campaign }
given-back-heading = Lo que se devolvió
given-back-lede = Por decisión de quién, tal como está en el registro de auditoría de la plataforma. Nadie puede cambiar ni quitar lo que allí está escrito.
given-back-none = Todavía no se ha devuelto nada.
given-back-done = Se devolvieron { $sum } de la donación { $reference }
given-back-proposed = Se propuso devolver { $sum } de la donación { $reference }
given-back-declined = No se aceptó lo propuesto para la donación { $reference }
given-back-by-you = Tú
given-back-by-staff = Alguien que trabaja aquí
given-back-by-itself = Por sí solo

rehearsal-title = Si «{ $campaign }» terminara ahora
rehearsal-heading = Si esta campaña terminara ahora
rehearsal-lede = Es un ensayo: el final se ha recorrido de verdad, paso a paso, y se ha deshecho. No se ha cobrado nada ni se ha escrito a nadie.
rehearsal-fails = Hay { $sum } prometidos y la meta es { $goal }: la campaña fracasa y no se cobra a nadie.
rehearsal-succeeds = Hay { $sum } prometidos y la meta es { $goal }: la campaña tiene éxito y se cobra cada tarjeta guardada.
rehearsal-keeps = Se han dado { $sum }. Se conservan, se alcance o no la meta.
rehearsal-nothing = No se ha dado nada, así que no se cobraría ni se pagaría nada. Lo que se dé antes del final se conserva, se alcance o no la meta.
rehearsal-steps = Qué ocurre
rehearsal-sealed = { $n ->
    [one] Cuenta una promesa. Suma { $sum }.
   *[other] Cuentan { $n } promesas. Suman { $sum }.
 }
rehearsal-waits = { $n ->
    [one] Otra se está pagando ahora mismo y tiene unos minutos.
   *[other] Otras { $n } se están pagando ahora mismo y tienen unos minutos.
 }
rehearsal-charges = { $n ->
    [one] Se cobra { $sum } a una tarjeta, propina incluida.
   *[other] Se cobran { $sum } en total a { $n } tarjetas, propinas incluidas.
 }
rehearsal-expired = { $n ->
    [one] Una tarjeta habrá caducado: { $sum } en peligro. Su donante ya está avisado o lo estará a tiempo.
   *[other] { $n } tarjetas habrán caducado: { $sum } en peligro. Sus donantes ya están avisados o lo estarán a tiempo.
 }
rehearsal-drops = De cien tarjetas más, entre una y cinco se rechazan y no se arreglan en la semana.
rehearsal-released = { $n ->
    [one] Se libera o devuelve una promesa.
   *[other] Se liberan o devuelven { $n } promesas.
 }
rehearsal-mails = { $n ->
    [0] No se envía ningún correo a donantes.
    [one] Se envía un correo a un donante.
   *[other] Se envían { $n } correos a donantes, uno por cada promesa.
 }
rehearsal-real = { $n ->
    [0] No había nada que probar una por una.
    [one] Se ha probado una promesa.
   *[other] Se han probado { $n } promesas una por una, doscientas como máximo.
 }
rehearsal-money = Qué queda
rehearsal-worst = En el peor caso
rehearsal-best = En el mejor caso
rehearsal-collected = Cobrado
rehearsal-platform = Comisión de la plataforma
rehearsal-yours = Ganado
rehearsal-reserve = Se retiene para devoluciones
rehearsal-first = El primer pago
rehearsal-fees = El procesador de tarjetas se queda con unos { $sum }, que asume la plataforma.
rehearsal-payout = El primer pago puede salir el { $when }; lo retenido, el { $later }.

# Cómo está un compromiso, en una palabra
status-reserved = Abriendo la página de pago
status-awaiting-payment = Pendiente de pago
status-declined = Tarjeta rechazada
status-processing = En el banco
status-active = Pagado
status-card-saved = Tarjeta guardada, sin cargo
status-card-refused = Tu tarjeta fue rechazada
status-lapsed = Sin completar
status-withdrawn = Cancelado, sin ningún cargo
status-refunding = Reembolso en camino
status-partly-refunded = Reembolsado en parte
status-refunded = Reembolsado
status-refund-failed = El reembolso falló
status-disputed = Reclamado por el banco
status-charged-back = Devuelto por el banco

# Cómo está un compromiso y qué pasa después
told-opening = Estamos abriendo la página de pago
told-opening-next = No se ha cobrado nada. Continúa a la página de pago para terminar.
told-confirming = Tu banco todavía está confirmando
told-confirming-next = Te escribimos en cuanto lo haga, y esta página cambia sola. No vuelvas a pagar.
told-waiting = Este compromiso espera tu pago
told-waiting-next = No se ha cobrado nada. Continúa a la página de pago para terminar, o cancela el compromiso.
told-declined = Tu banco dijo que no
told-declined-next = No se cobró nada. Prueba con otra tarjeta o pregunta a tu banco.
told-processing = Se pide a tu banco { $total }
told-processing-next = Tarda hasta cinco días y no tienes que hacer nada: no pagues otra vez. Tu compromiso, y su recompensa si la tiene, se guardan para ti hasta el { $when }, y tu donativo cuenta en cuanto llegue el dinero. Te escribimos en cualquier caso.
told-active = Gracias. { $total } ya está pagado
told-active-next = «{ $campaign }» cuenta tu donativo desde ahora. El recibo va en camino por correo electrónico.
told-saved = Gracias. Tu tarjeta está guardada y no se cobró nada
told-saved-next = Si «{ $campaign }» alcanza { $goal } antes del { $when }, después se cobran { $total }. Si no, no se cobra nada.
told-withdrawn = Cancelaste este compromiso
told-withdrawn-next = Nunca se hizo un cargo en tu tarjeta, y no se hará.
told-disputed = Tu banco pidió la devolución de este pago
told-disputed-next = Tu banco tiene el dinero mientras decide. Si tú no lo pediste, díselo a tu banco. No se puede reembolsar nada hasta que decida.
told-charged-back = Tu banco te devolvió este pago
told-charged-back-next = El dinero está en tu banco. Este donativo ya no cuenta, y no se cobrará nada más.
told-away = Nuestro proveedor de pagos no responde
told-away-next = { $reward ->
    [true] Tu compromiso está guardado, su recompensa te queda reservada y no se cobró nada.
   *[other] Tu compromiso está guardado y no se cobró nada.
} Te escribimos con un enlace en cuanto puedas pagar. Se guarda hasta el { $when }.
told-reached = «{ $campaign }» alcanzó su meta. Se están cobrando { $total }
told-reached-next = Te escribimos en cuanto tu banco responda. No tienes que hacer nada.
told-repair = No se pudo hacer el cargo en tu tarjeta
told-repair-next = No se cobró nada. Paga { $total } con esta tarjeta o con otra antes del { $when }. Después el compromiso termina y, si tiene una recompensa, puede pasar a otra persona.
told-repair-suspended = No se ha cobrado nada. La campaña está suspendida mientras la revisamos: hasta que continúe no se cobra nada, y el plazo en el que puedes pagar se detiene.
told-dropped = Este compromiso terminó sin pago
told-dropped-next = No se pudo hacer el cargo en tu tarjeta en una semana. No se cobró nada, y no se cobrará.
told-renewal = Se están cobrando { $total }
told-renewal-next = Este donativo se repite solo, como querías. Te escribimos en cuanto tu banco responda.
told-renewal-failed = No se hizo el cargo en tu tarjeta
told-renewal-failed-next = No se tomó nada por este donativo. Lo que puedes hacer está en la página de tus donativos a esta campaña.
told-cancelled = Cancelaste este compromiso
told-cancelled-next = No se cobró nada. Si aun así llegara un pago, vuelve directamente a ti.
told-stopped = Detuvimos este compromiso
told-stopped-next = Lo detuvimos nosotros; no se cobró nada. Si aun así llegara un pago, vuelve directamente a ti.
told-never-opened = No se pudo abrir la página de pago
told-never-opened-next = No se cobró nada, y no se probó ninguna tarjeta. Fue un fallo de nuestro proveedor o nuestro: vuelve a donar en unos minutos.
told-refused = El pago no se completó
told-refused-next = No se cobró nada. Puedes volver a donar con otra tarjeta.
told-debit-refused = Tu banco no pagó
told-debit-refused-next = No había saldo en tu cuenta o tu banco se negó, así que no se cobró nada y nada cuenta. Puedes volver a donar, con tarjeta o con otra cuenta.
told-debit-late = Tu banco no pagó a tiempo
told-debit-late-next = No supimos nada en cinco días, así que el compromiso terminó y su recompensa vuelve a estar libre. Si el dinero llega todavía, vuelve a ti por sí solo. Puedes volver a donar.
told-debit-ended = Este compromiso ha terminado
told-debit-ended-next = No cuenta. A tu banco ya se le había pedido el dinero y nadie puede pararlo: si llega, vuelve a ti por sí solo.
told-late = Este compromiso no se pagó a tiempo
told-late-next = No se cobró nada. Si aun así llegara un pago, vuelve directamente a ti. Puedes volver a donar.
# Se dice antes de lo que pasa después, de un reembolso
told-too-late = Este compromiso ya había terminado cuando supimos de tu pago, así que no cuenta.
told-refunded = Tu dinero está de vuelta
told-refunded-next = Se reembolsó el importe completo. Los bancos tardan de 5 a 10 días en mostrarlo.
told-partly-refunded = Se reembolsó una parte de tu donativo
told-partly-refunded-next = El resto cuenta como antes. Los reembolsos están abajo.
told-refund-failed = Tu reembolso no se completó
told-refund-failed-next = Te seguimos debiendo el dinero y no se ha perdido. Nuestro equipo lo está revisando; responde a nuestro correo o escríbenos con el número de tu compromiso.
told-refunding = Tu dinero va de vuelta
told-refunding-next = Nuestro proveedor de pagos lo está enviando. Te escribimos cuando esté hecho.
told-refunding-debit = Tu dinero vuelve a ti
told-refunding-debit-next = Los bancos te permiten devolver un adeudo durante ocho semanas. Para que el dinero no te llegue dos veces, lo enviamos una semana después, o antes si nuestro equipo lo decide. Te escribimos cuando esté hecho.

# Lo que le pasó a un compromiso, una línea cada cosa
line-made = Hiciste este compromiso.
line-made-reward = Hiciste este compromiso. Su recompensa te queda reservada.
line-opened = Se abrió la página de pago.
line-held = Tu banco preguntó si eres tú, la página se abrió tarde o pediste más tiempo. Tu recompensa te queda reservada más tiempo.
line-processing = Se pidió el dinero a tu banco. Tarda hasta cinco días; no hace falta pagar otra vez.
line-declined = Tu banco dijo que no. No se cobró nada.
line-charge-failed = Tocaba hacer el cargo en tu tarjeta y no se pudo.
line-payment-failed = La página de pago se cerró sin un pago.
line-debit-failed = Tu banco no pagó. No se cobró nada.
line-collected = Llegó tu pago de { $total }.
line-saved = Tu tarjeta quedó guardada. No se cobró nada.
line-replaced = Elegiste otra tarjeta. No se cobró nada.
line-counts = Tu donativo cuenta.
line-changed-reward = Elegiste otra cosa a cambio.
line-changed = Cambiaste tu compromiso a { $total } en total.
line-lapsed = El compromiso terminó sin pago.
line-withdrawn = Cancelaste el compromiso antes del cargo en tu tarjeta.
line-refund-too-late = Supimos de tu pago demasiado tarde, así que { $total } vuelven a ti.
line-refund-decided = Se decidió un reembolso de { $total }.
line-refund-submitted = Nuestro proveedor de pagos aceptó el reembolso.
line-refund-succeeded = El reembolso se completó.
line-refund-failed = El reembolso no se completó. Nuestro equipo lo está revisando.
line-disputed = Tu banco pidió la devolución del pago.
line-dispute-won = Tu banco decidió que el pago es válido.
line-dispute-lost = Tu banco te devolvió el pago.
line-sent = Tu recompensa «{ $title }» está en camino.
line-sent-carrier = Viene con { $carrier }.
line-sent-tracking = Su número de seguimiento es { $tracking }.

# Cómo está un reembolso
refund-due = Decidido
refund-submitted = En camino
refund-succeeded = Hecho
refund-failed = Falló, y te lo seguimos debiendo

# Lo que falla en un formulario y qué hacer
problem-amount-step = Las tarjetas cobran y devuelven en pasos de { $step }: haz que el importe termine en 0.
problem-least-amount = Escribe un importe de { $least } o más.
problem-least-besieged = Alguien prueba aquí tarjetas robadas con importes pequeños, así que por un rato el mínimo es { $least }. No se ha cobrado nada. Dona esa cantidad o vuelve en media hora.
problem-least = Lo mínimo que se puede donar a esta campaña es { $least }.
problem-most = Lo máximo que se puede cobrar de una vez es { $most }, con propina y comisión. Dona un importe menor.
problem-not-chargeable = No se pueden cobrar exactamente { $sum } con tarjeta: la última cifra tiene que ser 0.
problem-currency = Esta campaña recauda en otra moneda.
problem-tip = Elige una de las propinas, o escribe otra.
problem-tip-negative = Escribe una propina de cero o más.
problem-reward = Elige una de las recompensas, o ninguna.
problem-reward-least = «{ $reward }» es para donativos de { $price } o más. Dona más o elige otra recompensa.
problem-reward-unknown = Esta campaña no ofrece esa recompensa. Elige otra, o ninguna.
problem-reward-price = Esta recompensa es para donativos de { $price } o más. Dona más o elige otra recompensa.
problem-reward-gone = Esta recompensa se agotó: otra persona se llevó la última. No se cobró nada. Elige otra, o ninguna.
problem-add-on-unknown = Esta campaña ya no ofrece eso. Déjalo fuera.
problem-add-on-count = Escribe un número entero o deja esto vacío.
problem-add-on-reward = «{ $title }» no va con lo que elegiste. Elige otra recompensa o déjalo fuera.
problem-add-on-most = De «{ $title }» puedes tomar { $most } como máximo.
problem-add-on-gone = Quedan menos unidades de «{ $title }». No se cobró nada. Toma menos, o ninguna.
problem-add-ons-sum = Lo que elegiste suma { $least }. Da esa cantidad o más, o elige menos.
problem-add-ons-once = Lo que se toma además va con un donativo único. Elige donar una vez o déjalo fuera.
problem-name = Escribe tu nombre.
problem-name-long = Escribe tu nombre en 100 letras como máximo.
problem-dedication = Elige si es en su honor o en su memoria.
problem-delivery-name = Escribe quién recibe la recompensa.
problem-delivery-address = Escribe adónde va la recompensa.
problem-delivery-long = Usa como máximo 8 líneas de 100 caracteres cada una.
problem-dedicated-to = Escribe a quién dedicas tu donativo o elige «Sin dedicatoria».
problem-email = Escribe tu correo electrónico, para que podamos enviarte el recibo.
problem-email-form = Escribe un correo electrónico como nombre@example.org.
problem-last-day = En su último día, una campaña que alcanzó su meta conserva lo que necesita para ella, así que el compromiso no se puede reducir. No cambió nada.

# What cannot be done with a pledge, on a page of its own
refused-cancel-paid = Este compromiso ya está pagado. Pide un reembolso en su lugar.
refused-cancel-bank = Se está pidiendo el dinero a tu banco y eso ya no se puede detener. No ha cambiado nada. Cuando llegue el dinero puedes pedir que se te devuelva.
refused-cancel-plan = Este donativo se repite solo. Detenlo en la página de tus donativos a esta campaña; el correo sobre él lleva allí.
refused-cancel-ended = Esta campaña ha terminado, así que el compromiso se mantiene. No ha cambiado nada. Escríbenos si algo va mal.
refused-cancel-last-day = En su último día, una campaña que ha alcanzado su meta conserva lo que necesita para ella, así que el compromiso se mantiene. No ha cambiado nada.
refused-change-not-now = Este compromiso ya no se puede cambiar. No ha cambiado nada y no se ha cobrado nada.
refused-change-ended = Esta campaña ha terminado, así que el compromiso se queda como está. No ha cambiado nada.
refused-change-last-day = En su último día, una campaña que ha alcanzado su meta conserva lo que necesita para ella, así que el compromiso no se puede reducir. No ha cambiado nada.
refused-stopped = Esta campaña no acepta donativos. No se ha cobrado nada.
refused-fix = No hay nada que pagar por este compromiso. No se ha cobrado nada ahora.
refused-plan-over = Esto ya ha terminado. No se cobrará nada más por ello.
refused-plan-not-now = No es posible tal como está ahora. No ha cambiado nada y no se ha cobrado nada.
refused-rehearsal-ended = Esta campaña ha terminado: lo que pasó está en su página.
