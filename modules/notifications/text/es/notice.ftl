# What mails about campaigns, plans, cards and payouts say. A key begins with `notice`.

# What mails about campaigns say to those who run them, give to them or wrote to us about them
notice-submitted = «{ $title }» está en revisión
notice-submitted-words = Nuestros moderadores tienen tu campaña y responden en dos días. Nada es público hasta que empieces.
notice-changes = Cambios en «{ $title }»
notice-changes-words = Nuestros moderadores te piden que cambies algo antes de que pueda empezar:
notice-approved = «{ $title }» puede empezar
notice-approved-words = Nuestros moderadores la han leído y no han encontrado nada en contra. Empieza cuando tú lo digas.
notice-rejected = «{ $title }» fue rechazada
notice-rejected-words = Nuestros moderadores decidieron que no puede empezar aquí. Este es el motivo:
notice-suspended = «{ $title }» está suspendida
notice-suspended-words = Hasta que se restablezca no acepta donativos, no se cobra ninguna tarjeta guardada y no se paga nada. Este es el motivo:
notice-gift-words = La campaña a la que diste no acepta donativos por ahora. Nuestros moderadores la están revisando.
notice-gift-charged = No se ha movido dinero por esto. Tu donativo se queda donde está: nada de él se paga a la campaña mientras esté suspendida, y no se te cobra nada más.
notice-gift-saved = No se ha movido dinero por esto. No se ha cobrado nada a tu tarjeta, y no se le cobra nada mientras la campaña esté suspendida. Todavía puedes cancelarlo en su página.
notice-gift-next = O bien continúa, y tu donativo cuenta como antes; o bien se cancela, y entonces lo que pagaste vuelve a ti sin que hagas nada y una tarjeta guardada se libera sin cobro. Te escribimos cuando vuelva el dinero. No tienes que hacer nada.
notice-gift-why = Este es el motivo de la suspensión:
notice-restored = «{ $title }» continúa
notice-restored-words = Continúa donde estaba cuando se suspendió, y su último día es el que era.
notice-extended = «{ $title }» tiene más tiempo
notice-extended-words = La campaña termina más tarde de lo que se dijo.
notice-extended-until = Iba a terminar el { $before }. Ahora termina el { $until }, y no se le puede dar más tiempo otra vez.
notice-extended-charged = Tu donativo se queda como está, y por esto no se te cobra nada más.
notice-extended-saved = Tu tarjeta se cobra solo después del nuevo cierre, y solo si para entonces se ha prometido lo que la campaña necesita. Hasta entonces todavía puedes cambiar tu promesa o cancelarla en su página, como antes.
notice-extended-why = Este es el motivo:
notice-sent = Tu recompensa de «{ $title }» está en camino
notice-sent-words = Así lo dice quien organiza la campaña.
notice-sent-what = «{ $reward }» se envió el { $when }. Quién la lleva, y su número si lo tiene, están en la página de tu compromiso.
notice-not-sent = Tu recompensa de «{ $title }» todavía no está en camino
notice-not-sent-words = Quien organiza la campaña había dicho que se envió, y lo ha retirado.
notice-not-sent-what = «{ $reward }» está todavía por enviar. Hasta entonces puedes decir en la página de tu compromiso adónde va.
notice-ended = «{ $title }» ha terminado
notice-ended-words = Su último día ha pasado y ya está decidido cómo terminó.
notice-ended-with = Hasta entonces se donaron o prometieron { $sum }. Pedía { $goal }.
notice-ended-charged = Las tarjetas guardadas se cobran después de eso. A quien le rechacen la tarjeta se le escribe y tiene una semana para arreglarlo; lo que no se pague para entonces se descarta.
notice-ended-next = El dinero puede salir 14 días después del último día, cuando nuestro proveedor de pagos sepa adónde va. Hasta entonces, los donantes pueden recuperarlo. Su página muestra lo que entró y lo que se queda.
notice-ended-nothing = No se cobra a nadie, y se avisa a quienes prometieron algo.
notice-cancelled = «{ $title }» fue cancelada
notice-cancelled-words = Ha terminado definitivamente, y todo lo donado vuelve a los donantes. Este es el motivo:
notice-update-words = Novedades de «{ $title }»:
notice-began = «{ $title }» ha empezado
notice-began-words = Querías saberlo: acepta donativos desde ahora.
notice-follow-asked = ¿Quieres seguir «{ $title }»?
notice-follow-asked-words = Alguien escribió esta dirección donde se puede seguir esta campaña. Si fuiste tú, pulsa el botón: entonces te escribimos con cada novedad que sus organizadores publiquen para todos. El enlace vale tres días. Si no fuiste tú, no hagas nada y no llegará nada más.
notice-launch-asked = ¿Te escribimos cuando empiece «{ $title }»?
notice-launch-asked-words = Alguien escribió esta dirección donde se puede pedir un aviso cuando empiece esta campaña. Si fuiste tú, pulsa el botón: entonces te escribimos una vez más, cuando empiece, y olvidamos tu dirección. El enlace vale tres días. Si no fuiste tú, no hagas nada y no llegará nada más.
notice-invitation = Ayuda a llevar «{ $title }»
notice-invitation-words = { $inviter } te pide que ayudes a llevar esta campaña. El enlace vale una semana y para una persona. Si no quieres, no hagas nada.
notice-report-received = Tu denuncia de «{ $title }»
notice-report-received-words = Ha llegado. Un moderador la lee en tres días, y te escribimos qué decidimos y por qué.
notice-report-decided = Qué decidimos sobre «{ $title }»
notice-report-decided-words = Denunciaste esta campaña. Un moderador la ha examinado y ha decidido:
notice-statement = Una decisión sobre «{ $title }»
notice-statement-words = Alguien denunció tu campaña. Un moderador la ha examinado y ha decidido:
notice-answered = Han respondido a tu comentario en «{ $title }»
notice-answered-words = Alguien respondió a lo que escribiste en esta campaña.

# Gifts that follow by themselves. $every: month or year
notice-plan = { $heading }: { $title }
notice-plan-words = Se trata de tus donativos a «{ $title }».
notice-plan-started = Donas { $sum } cada { $every ->
    [month] mes
   *[year] año
}
notice-plan-started-words = Donas { $sum } cada { $every ->
    [month] mes
   *[year] año
}. El primer donativo está pagado, y su recibo llega en otro correo. El siguiente se cobra el { $next }, y así hasta que la campaña termine o tú lo detengas.
notice-plan-started-keep = Puedes detenerlo, pausarlo, saltarte uno o cambiar la suma en cualquier momento, con dos clics y sin iniciar sesión, en la página de este enlace. Guarda este correo: quien tenga el enlace puede hacer lo mismo.
notice-plan-amount = Cambiado: { $sum } cada { $every ->
    [month] mes
   *[year] año
}
notice-plan-amount-words = Donas { $sum } cada { $every ->
    [month] mes
   *[year] año
} a partir del próximo donativo.
notice-plan-skipped = El próximo donativo se omite
notice-plan-skipped-words = El donativo que venía ahora se omite.
notice-plan-paused = En pausa: { $sum } cada { $every ->
    [month] mes
   *[year] año
}
notice-plan-paused-words = No se cobra nada hasta que continúes.
notice-plan-resumed = Continúa: { $sum } cada { $every ->
    [month] mes
   *[year] año
}
notice-plan-resumed-words = Vuelves a donar { $sum } cada { $every ->
    [month] mes
   *[year] año
}.
notice-plan-next = El próximo donativo se cobra el { $next }.
notice-plan-not-you = Si no fuiste tú, detenlo en la página de este enlace y escríbenos.
notice-plan-near = { $sum } se cobran el { $when }
notice-plan-near-words = Como querías, el { $when } se cobran { $sum }, y después cada { $every ->
    [month] mes
   *[year] año
}. Si es correcto, no tienes que hacer nada.
notice-plan-near-change = Para detenerlo, omitirlo o cambiar la suma, abre antes la página de este enlace.
notice-plan-late = No se pudo hacer el cargo en tu tarjeta
notice-plan-late-words = Tocaba cobrar { $sum } y no se pudo. No se cobró nada.
notice-plan-late-asks = Tu banco quiere que confirmes el pago tú mismo.
notice-plan-late-passes = El pago no se completó.
notice-plan-late-for-good = Tu banco rechazó la tarjeta definitivamente.
notice-plan-late-again = Lo intentamos de nuevo el { $when }.
notice-plan-late-until = Puedes pagarlo con esta tarjeta u otra hasta el { $until }, en la página de este enlace. Después termina solo. Para detenerlo ahora, usa la misma página.
notice-plan-ended = Tus donativos periódicos han terminado
notice-plan-ended-donor = Lo has detenido.
notice-plan-ended-staff = Lo hemos detenido por ti.
notice-plan-ended-campaign = La campaña ya no acepta donativos.
notice-plan-ended-completed = No habría más donativos antes de que termine la campaña.
notice-plan-ended-account = Has cerrado tu cuenta.
notice-plan-ended-unpaid = El último donativo no se pudo cobrar y no se pagó a tiempo.
notice-plan-ended-disputed = Tu banco nos pidió la devolución de un donativo.
notice-plan-ended-words = No se cobra nada más, y nuestro proveedor de pagos olvida tu tarjeta.

# Money for whoever runs a campaign
notice-payout-sent = El dinero de «{ $title }» va de camino a ti
notice-payout-paid = El dinero de «{ $title }» ha llegado
notice-payout-failed = El dinero de «{ $title }» no se pudo pagar
notice-payout-taken-back = Se retiró dinero de «{ $title }» para reembolsos
notice-payout-unclaimed = El dinero de «{ $title }» te espera
notice-payout-over = El dinero de «{ $title }» vuelve a los donantes
notice-payout-words = Se trata de lo que recaudó tu campaña.
notice-payout-has-left = { $sum } han salido hacia tu cuenta bancaria. Los bancos tardan unos días.
notice-payout-arrived = { $sum } han llegado a tu cuenta bancaria.
notice-payout-held = { $sum } no se pudieron enviar a tu cuenta bancaria. No se ha perdido nada: los guardamos para ti. Comprueba si tu cuenta sigue siendo correcta; después los enviamos de nuevo.
notice-payout-came-back = { $sum } se retiraron de tu cuenta en el procesador de pagos: después del pago volvió a los donantes más de lo que quedaba aquí. Lo que debías ha bajado en esa cantidad.
notice-payout-waits = Guardamos { $sum } para ti y no podemos pagarlos: el procesador de pagos aún quiere saber algo. Facilítalo antes del { $until } o el dinero vuelve a los donantes.
notice-payout-goes-back = { $sum } se guardaron para ti durante tres meses después del último día y no se pudieron pagar. Ahora vuelven a los donantes.
notice-dispute-opened = Un banco retiró una donación a «{ $title }»
notice-dispute-won = Una donación a «{ $title }» que un banco había retirado se queda contigo
notice-dispute-lost = Una donación a «{ $title }» volvió a su donante a través de su banco
notice-dispute-words = Se trata de una donación que el banco de un donante retiró.
notice-dispute-taken = El banco retiró { $sum } y decide quién se los queda, lo que puede tardar algunos meses. Le respondemos con lo que sabemos de la donación, y lo que cobra por ello lo pagamos nosotros. No tienes que hacer nada.
notice-dispute-kept-out = Hasta que decida, esa cantidad queda fuera de tus pagos. Lo que ya se te pagó sigue contigo mientras tanto.
notice-dispute-stands = El banco decidió que la donación es válida y su dinero está aquí otra vez. Lo que por ella quedó fuera de tus pagos se puede pagar como el resto.
notice-dispute-gone = El banco dejó el dinero al donante. De él, { $sum } contaban para tu campaña y ya no cuentan.
notice-dispute-less = Tu próximo pago se reduce en lo que te habría correspondido. Si ya se te pagó y lo que queda aquí para ti no lo cubre, el resto se reclama a tu cuenta en el procesador de pagos.
notice-dispute-nothing = El banco dejó el dinero al donante. Nada de él contaba ya para tu campaña, así que tus pagos no cambian.
notice-dispute-number = El procesador de pagos la llama { $number }.
notice-bank = Se cambió la cuenta bancaria en la que cobras
notice-bank-words = En nuestro proveedor de pagos se cambió la cuenta bancaria a la que se paga el dinero de tus campañas.
notice-bank-held = Si fuiste tú, no tienes que hacer nada: no se paga nada hasta el { $until }, y después los pagos van a la nueva cuenta.
notice-bank-not-you = Si no fuiste tú, escríbenos antes de esa fecha y elige de inmediato una contraseña nueva.
notice-wanted = Nuestro proveedor de pagos quiere saber más de ti
notice-wanted-words = Nuestro proveedor de pagos tiene que saber a quién paga y quiere algo más de ti. En la página de este enlace dice qué es. Si no lo recibe, puede dejar de pagar el dinero de tus campañas.
notice-wanted-by = Lo quiere antes del { $until }.
notice-stopped = Nuestro proveedor de pagos no te paga por ahora
notice-stopped-words = Nuestro proveedor de pagos no paga por ahora el dinero de tus campañas. No se ha perdido nada: lo guardamos para ti.
notice-stopped-wanted = Antes quiere algo de ti. En la página de este enlace dice qué es.
notice-stopped-looks = Está revisando tu cuenta y no quiere nada de ti. En la página de este enlace dice cómo está.

# Cards and pages to pay on
notice-card = Tu tarjeta para «{ $title }» caduca pronto
notice-card-words = Ahora no se ha cobrado nada, y tu donativo sigue en pie.
notice-card-plan = Tus donativos se cobran en una tarjeta válida hasta el { $last }. Para que continúen, elige otra tarjeta en la página de este enlace; allí también puedes detenerlos.
notice-card-pledge = Tu compromiso se cobra, después del último día de la campaña, en una tarjeta válida hasta el { $last }. Elige otra tarjeta en la página de este enlace, o la campaña podría perder tu compromiso.
notice-page = Ya puedes pagar tu donativo a «{ $title }»
notice-page-words = Nuestro proveedor de pagos no respondía cuando quisiste donar, así que no se cobró nada. Ya responde, y tu compromiso se guardó para ti.
notice-page-kept = { $sum } se guardan para ti hasta el { $until }. Si no pagas antes, termina y no se cobra nada.
notice-debit = Tu banco no pagó tu donativo a «{ $title }»
notice-debit-words = Quisiste pagar tu donativo desde tu cuenta bancaria, y no llegó dinero.
notice-debit-refused = Tu banco rechazó { $sum }, así que no se cobró nada. El compromiso ha terminado y su recompensa vuelve a estar libre. Puedes volver a donar, con tarjeta o con otra cuenta.
notice-debit-late = No supimos nada de { $sum } en cinco días. El compromiso ha terminado y su recompensa vuelve a estar libre. Si el dinero llega todavía, vuelve a ti por sí solo.

# A gift that waits until its donor opens the link, while cards are tested
notice-confirm-gift = Confirma tu donativo a «{ $title }»
notice-confirm-gift-words = Alguien, esperamos que tú, quiere donar a esta campaña y escribió esta dirección. No se ha movido dinero.
notice-confirm-gift-sum = El donativo suma { $sum }. Confírmalo para ir a la página de pago. El enlace funciona una vez, hasta el { $until }, en cualquier navegador.
notice-confirm-gift-not-you = Como alguien prueba allí tarjetas robadas, preguntamos primero. Si no fuiste tú, no hagas nada: sin el enlace no pasa nada.

# What the links say
notice-link-change = Cámbiala y envíala de nuevo
notice-link-begin = Empezar
notice-link-update = Léelo en la página de la campaña
notice-link-answer = Leer la respuesta
notice-link-follow = Seguir esta campaña
notice-link-launch = Avísame cuando empiece
notice-link-join = Unirme al equipo
notice-link-campaign = Ver la campaña
notice-link-desk = Ver cómo está
notice-link-late = Pagarlo ahora o detenerlo
notice-link-wanted = Facilitar lo que falta
notice-link-money = Ver el dinero
notice-link-card = Elegir otra tarjeta
notice-link-pay = Ir a la página de pago
notice-link-confirm-gift = Confirmar e ir a pagar
notice-link-plan = Verlo, cambiarlo o detenerlo

# Why somebody gets a mail, and how to stop it
notice-why-gave = Recibes este correo porque donaste a esta campaña.
notice-why-follows = Recibes este correo porque sigues esta campaña.
notice-why-comment = Recibes este correo porque escribiste un comentario en esta campaña.
notice-why-asked = Recibes este correo porque lo pediste. No habrá otro.
notice-why-follow-asked = Recibes este correo porque se dio esta dirección para seguir una campaña. No habrá otro si no pulsas el botón.
notice-why-launch-asked = Recibes este correo porque se dio esta dirección para recibir un aviso cuando empiece una campaña. No habrá otro si no pulsas el botón.
notice-why-written = Recibes este correo porque alguien que lleva una campaña escribió tu dirección.
notice-why-report = Recibes este correo porque esta dirección se dio con la denuncia.
notice-why-gift = Recibes este correo porque esta dirección se dio con el donativo. Se trata de tu dinero, así que no se puede desactivar.
notice-why-reward = Recibes este correo porque esta dirección se dio con un donativo que recibe una recompensa.
notice-why-confirm-gift = Recibes este correo porque alguien escribió esta dirección en el formulario para donar. No la guardamos más tiempo del que funciona el enlace, salvo que se confirme el donativo.
notice-why-paid = Recibes este correo porque esta dirección es, o era hasta hace poco, la de una cuenta a la que se paga dinero. Se trata de tu dinero, así que no se puede desactivar.
notice-why-runs = Recibes este correo porque llevas esta campaña.
notice-stop = No recibir novedades de campañas a las que doné o que sigo
notice-stop-answers = No recibir avisos de respuestas a mis comentarios
