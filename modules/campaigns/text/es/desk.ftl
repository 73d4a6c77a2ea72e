# The texts of the dashboard and of the moderators' rooms.
community-updates-heading = Novedades
community-no-updates = Todavía no hay novedades.
community-no-comments = Todavía nadie ha dicho ni preguntado nada.
community-ask = Preguntar a quien organiza
community-updates = Todas las novedades ({ $many })
community-comments = Leer todo y escribir ({ $many })
community-history = Qué ha cambiado
community-report = Denunciar esta campaña

preview-goal = Meta
preview-minimum = Donación mínima
preview-model = Financiación
preview-all = Todo o nada
preview-keep = Conservar lo recaudado
preview-ends = Termina
preview-address = Dirección
preview-story = Historia
preview-nothing = Todavía nada.
preview-budget = En qué se usa el dinero
preview-rewards = Recompensas
preview-add-on = complemento
preview-impacts = Qué hacen los donativos
preview-unlimited = tantas como se pidan
preview-closed = cerrada
preview-limited = { $many } en total
preview-risks = Riesgos
preview-faq = Preguntas

comments-title = Comentarios: { $title }
comments-heading = Comentarios y preguntas
comments-field = Di o pregunta algo
comments-hint = Se muestra con tu nombre. Quien organiza lo lee.
comments-post = Publicar el comentario

comments-sign-in = Inicia sesión para escribir algo

comments-empty = Todavía nadie ha escrito

comments-empty-words = La primera pregunta suele ayudar también a los demás.

comments-hidden = Se ocultó un comentario: { $reason }
comments-team = organización
comments-taken-back = Quien escribió este comentario lo retiró.
comments-turned-back = Un comentario ya no se muestra.
comments-turned-back-own = Tu comentario ya no se muestra porque retiraste tu donación. Se muestra de nuevo si vuelves a donar.
# Se dice en lugar del nombre de quien cerró su cuenta
somebody-left = Alguien que ya no está aquí
comments-take-back = Retirar este comentario
comments-take-back-for-good = Sus palabras desaparecen para siempre. Queda constancia de que hubo un comentario.
comments-take-back-now = Retirarlo
comments-report = Denunciar este comentario
comments-earlier = Comentarios anteriores
comments-later = Comentarios posteriores
comments-newest = Ir al comentario más reciente
comments-reply = Responder
comments-answer-field = Tu respuesta
comments-answer-post = Publicar la respuesta
comments-answers-more = Mostrar todas las respuestas
comments-all = Todos los comentarios

backers-title = Donantes: { $title }
backers-heading = Donantes
backers-state = Estado
backers-any = Cualquiera
backers-reward = Recompensa
# $many: how many of it. $title: the title of an add-on
backers-add-on = { $many } × { $title }
backers-show = Mostrar
backers-none = No hay nadie así
backers-empty = Todavía nadie ha donado
backers-all = Mostrar todos los donantes

backers-empty-words = Quien done aparecerá aquí al momento, con la recompensa que haya elegido.

backers-name = Nombre
backers-amount = Cantidad
backers-when = Cuándo
backers-unnamed = prefiere que no se diga su nombre
backers-counts = (cuenta por { $counts })
backers-next = Anteriores
backers-csv = Descargar esta lista como tabla (CSV)

backers-send = Marcar como enviada
backers-sent = Enviada el { $at }
backers-sent-change = Cambiar cómo se envió

sending-title = Recompensa de un donante: { $title }
sending-heading = Recompensa: { $reward }
sending-to = Para { $name }
sending-to-unnamed = Para alguien que prefiere que no se diga su nombre
sending-add-ons = Además:
sending-where = Adónde va
sending-where-hint = Solo para el paquete: puede que esta persona no quiera que se la nombre.
sending-where-unknown = Quien donó no ha dicho adónde va. Puede decirlo en la página de su aportación.
sending-intro = Quien donó recibe un correo y ve en la página de su compromiso que está en camino. Si su banco pregunta por el pago, también se le dice.
sending-carrier = Quién la lleva (opcional)
sending-carrier-hint = El correo, una mensajería o tú.
sending-tracking = Número de seguimiento (opcional)
sending-tracking-hint = Con él se puede ver dónde está.
sending-change = Guardar
sending-back = Volver a los donantes
sending-not = Marcar como no enviada
sending-not-hint = Si se marcó por error. Se escribe a quien donó, que puede decir de nuevo adónde va.
refused-reward-sent = Esta recompensa no se puede enviar: su donativo ya no cuenta, o todavía no se ha cobrado.

desk-comments-title = Comentarios: { $title }
desk-comments-heading = Comentarios y preguntas
desk-comments-empty = Todavía nadie ha escrito
desk-comments-empty-words = Las preguntas aparecen aquí y en la página de la campaña. Lo que se pregunta a menudo conviene responderlo en las preguntas de la campaña.
desk-comments-team = equipo
desk-comments-answers = Responde a «{ $words }»
desk-comments-hidden = Oculto: { $reason }
desk-comments-hide = Ocultar este comentario
desk-comments-why = ¿Por qué? Esto se mostrará en su lugar.
desk-comments-hide-now = Ocultarlo
desk-comments-answer = Responder en la página de la campaña

desk-notes-staff = equipo de revisión

team-may-edit = escribir textos y poner imágenes
team-may-updates = publicar novedades, responder y ocultar comentarios
team-may-money = ver quién donó y cuánto

report-untrue = Lo que dice no es verdad
report-misused = El dinero se usa para otra cosa
report-harmful = Hace daño o insulta a alguien
report-stolen = Se tomaron textos o imágenes de otra persona
report-other = Otra cosa

desk-edit-nav = Apartados
desk-edit-missing = aún faltan
desk-edit-closed = No se puede cambiar en su estado actual: { $status }.
desk-edit-closed-go = Mira qué puedes hacer
desk-edit-autosaved = Guardado como borrador.
desk-edit-unsaved = Aún sin guardar:
desk-edit-offline = Sin guardar: no hay conexión. Tu texto sigue aquí.
desk-edit-next = Guardar y seguir
desk-edit-save = Guardar
desk-edit-public = Esta campaña ya empezó: cada cambio es público al instante, y lo que decía antes se puede seguir leyendo.

desk-basics-title = Título
desk-basics-promise = En una frase
desk-basics-promise-hint = ¿Qué habrá que ahora no hay? Se muestra en las listas y en los enlaces compartidos.
desk-basics-organiser = Quién la organiza
desk-basics-place = Dónde
desk-basics-place-hint = Basta con una localidad y un país.
desk-basics-category = Tipo
desk-basics-category-empty = Elige uno
desk-basics-language = Idioma de la campaña
desk-basics-language-hint = El idioma en que escribes. Los navegadores leen la campaña en voz alta y la traducen según lo que diga aquí.
desk-basics-frozen = Lo que ya no cambia
desk-basics-goal = Meta
desk-basics-minimum = Donación mínima
desk-basics-model = Financiación

desk-model-all = Todo o nada
desk-model-keep = Conservar lo recaudado

desk-basics-deadline = Último día
desk-basics-slug = Dirección
desk-basics-frozen-why = Los donantes donaron con estas condiciones.
desk-basics-currency = Moneda
desk-basics-model-legend = ¿Cuándo se cobra a los donantes?

desk-model-keep-words = El cargo en la tarjeta se hace al momento. Recibes lo que se recaude, se alcance la meta o no.
desk-model-all-words = Las tarjetas se guardan y el cargo se hace el último día, solo si se alcanzó la meta. Para lo que no se puede hacer con la mitad del dinero.

desk-basics-goal-field = Meta ({ $sign })
desk-basics-goal-hint = Lo que necesitas, comisiones incluidas. Las líneas de «En qué se usa el dinero» suman esta cantidad.
desk-basics-minimum-field = Lo mínimo que se puede donar ({ $sign })
desk-basics-deadline-field = Último día
desk-basics-deadline-hint = Los donativos cuentan hasta que termine ese día, en la zona horaria de abajo.
desk-basics-zone = Zona horaria
desk-basics-slug-field = Dirección
desk-basics-slug-hint = La última parte del enlace: { $url }/c/…

desk-budget-intro = Es lo que los donantes miran justo después del propósito. Nombra cada uso del dinero; todas las líneas juntas son la meta.
# $percent: already with its sign
desk-fee = La plataforma se queda con el { $percent } de lo que se cobra para ti, y con nada si no se cobra nada. Ella paga la comisión del proveedor de pagos por cada pago con tarjeta. Cuenta con su parte en tu meta.
desk-budget-frozen = Esto ya no se puede cambiar después del inicio. Si algo cambia, cuéntaselo a los donantes en una novedad.
desk-budget-line = Línea { $n }
desk-budget-for = Para qué
desk-budget-much = Cuánto ({ $sign })
desk-budget-line-new = Línea { $n }
desk-budget-more = Vacía una línea para quitarla. Guarda para tener más líneas.
desk-budget-adds = Las líneas suman la meta de { $goal }.
desk-budget-sum = Las líneas suman { $sum }. La meta se escribe en Datos básicos.

desk-cover-intro = Una imagen del lugar o de las personas dice más que un logotipo. Si no hay ninguna, dibujamos algo acorde con el tipo de campaña.
desk-cover-other = Otra imagen
desk-cover-picture = Imagen
desk-cover-hint = JPEG, PNG o WebP, de hasta 10 MB y al menos 800 píxeles de ancho. Borramos los datos de dónde y con qué se tomó.
desk-cover-remove = Quitar la imagen
desk-cover-alt = Qué muestra la imagen
desk-cover-alt-hint = Se lee en voz alta a quienes no pueden verla.

desk-details-intro = ¿Qué podría salir mal y qué harías entonces? La gente confía en quien lo ha pensado.
desk-details-risks = Riesgos
desk-details-faq = Preguntas que hará la gente
desk-details-question-n = Pregunta { $n }
desk-details-question = Pregunta
desk-details-answer = Respuesta
desk-details-question-new = Otra pregunta
desk-details-more = Vacía los dos campos para quitar una pregunta. Guarda para tener sitio para otra.

desk-gifts-intro = Hasta cuatro importes que se ofrecen a quienes donan, cada uno con lo que hace un donativo de ese tamaño. No es obligatorio: sin ellos se ofrecen importes redondos.
desk-gifts-number = Importe { $n }
desk-gifts-amount = Un donativo de ({ $sign })
desk-gifts-words = hace esto
desk-gifts-more = Vacía los dos campos para quitar un importe.

desk-rewards-intro = Lo que das a cambio de un donativo de cierta cantidad. No es obligatorio; muchas personas donan sin recompensa.
desk-rewards-frozen = El precio y el texto de una recompensa ya no cambian cuando alguien la ha elegido. Puedes ofrecer más unidades o cerrarla.
desk-rewards-number = Recompensa { $n }
desk-rewards-name = Nombre
desk-rewards-gets = Qué recibe quien dona y cuándo
desk-rewards-price = Para donativos a partir de ({ $sign })
desk-rewards-many = ¿Cuántas hay?
desk-rewards-unlimited = Tantas como se pidan
desk-rewards-quantity = Tantas como se indica abajo
desk-rewards-closed = Ya no hay más: cerrada
desk-rewards-number-field = Número
desk-rewards-new = Una recompensa nueva
desk-rewards-more = Vacía todos los campos de una recompensa para quitarla. Guarda para tener sitio para otra.
desk-rewards-add-ons = Un complemento es algo que se puede tomar además de una recompensa, y más de una vez.
desk-rewards-digital = No se envía nada por correo
desk-rewards-kind = ¿Qué es?
desk-rewards-kind-reward = Una recompensa
desk-rewards-kind-add-on = Un complemento: se toma además de una recompensa. La cantidad de arriba es lo que cuesta una unidad
desk-rewards-most = Si es un complemento: cuántas unidades puede tomar como máximo cada donante
desk-rewards-most-hint = Un número entero de 1 a 100.
desk-rewards-with = Si es un complemento: con qué recompensas se ofrece
desk-rewards-with-hint = No marques ninguna para ofrecerlo con todas. Lo que se envía por correo no va con una recompensa de la que no se envía nada.

desk-story-intro = ¿Quién eres, qué harás, por qué ahora y cómo sabrá la gente que se hizo? Entre tres y seis párrafos se leen bien en un teléfono.
desk-story-field = Historia
desk-story-hint = Una línea vacía empieza un párrafo. «## » empieza un título, «- » una lista, **dos asteriscos** ponen negrita y [palabras](https://…) es un enlace.
desk-story-look = Cómo se ve (según lo último guardado)

desk-index-title = Tus campañas
desk-index-heading = Tus campañas
desk-index-new = Crear una campaña
desk-index-empty = Todavía no has creado ninguna campaña
desk-index-empty-how = Empieza con un título. Después escribes su historia, dices en qué se usa el dinero y eliges un último día. Todo se guarda como un borrador que solo ves tú, hasta que lo envías y nuestro equipo de moderación lo ha leído.
desk-index-first = Crea tu primera campaña
desk-index-missing = { $n ->
    [one] Falta una cosa antes de poder enviarla.
   *[other] Faltan { $n } cosas antes de poder enviarla.
}
desk-index-ready = No falta nada. El siguiente paso es tuyo.
desk-index-waits = Ahora no tienes que hacer nada.
desk-index-raised = recaudados de { $goal }
desk-index-givers = Donantes: { $givers }

desk-new-title = Crear una campaña
desk-new-heading = ¿Qué quieres hacer realidad?
desk-new-lede = Bastan unas palabras para empezar. Todo se puede cambiar hasta que empiece la campaña.
desk-new-field-title = Título
desk-new-hint-title = Lo primero que leen los donantes. Di qué habrá cuando lo consigas.
desk-new-field-organiser = ¿Quién la organiza?
desk-new-hint-organiser = Tu nombre o el de tu grupo, tal como lo leerán los donantes.
desk-new-field-currency = Moneda
desk-new-hint-currency = Los donantes donan solo en esta moneda.
desk-new-legend-model = ¿Cuándo se cobra a los donantes?
desk-new-submit = Empezar a escribir
desk-new-back = Volver a tus campañas

desk-show-asked = Nuestro equipo de moderación te pide cambiar algo:
desk-show-checklist = Qué está hecho y qué falta
desk-show-ready = Listo: { $ready } de { $all }
desk-show-done = listo
desk-account = Cuenta para los pagos
desk-account-missing = La campaña se puede escribir y revisar ya. Solo empieza cuando nuestro proveedor de pagos sabe quién la organiza y puede cobrar en su nombre.
desk-account-not-yet = Solo empieza cuando nuestro proveedor de pagos sabe quién la organiza y puede cobrar en su nombre.
desk-account-waits = Si a la hora elegida aún no es así, empezará en cuanto lo sea.
desk-account-see = Decir a nuestro proveedor de pagos quién eres
desk-show-submit = Enviar a revisión
desk-show-submit-hint = Nuestro equipo de moderación la lee y responde en un plazo de dos días. Nada es público hasta que tú empieces.
desk-show-reviewing = Nuestro equipo de moderación la está leyendo
desk-show-reviewing-words = Te respondemos en un plazo de dos días. Mientras tanto no se puede cambiar lo que escribiste; retírala si quieres cambiar algo.
desk-show-withdraw = Retirarla para cambiarla
desk-show-rejected = Esta campaña fue rechazada
desk-show-rejected-words = El motivo está abajo. No se puede enviar de nuevo. Si crees que nos equivocamos, escríbenos.
desk-show-scheduled = Empieza el { $opens }
desk-show-scheduled-words = Su página ya está abierta: dice cuándo empieza y recoge las direcciones de quienes quieren que les avisemos.
desk-show-see-page = Ver la página
desk-show-waiting = { $n ->
    [one] Una persona la espera.
   *[other] { $n } personas la esperan.
}
desk-show-approved = Aprobada. Empieza cuando tú digas.
desk-show-approved-words = Después del inicio ya no cambian la meta, la moneda, el último día ni en qué se usa el dinero. Los textos y las imágenes se pueden seguir cambiando, y todo el mundo puede ver qué cambió.
desk-show-launch = Empezar ahora
desk-show-later = O elige cuándo
desk-show-when = Elige cuándo empieza
desk-show-day = Día
desk-show-time = Hora
desk-show-zone = En { $zone }, donde ahora es { $today }. Hasta entonces, su página recoge las direcciones de quienes quieren que les avisemos.
desk-show-schedule = Empezar a esta hora
desk-show-unschedule = No empezar a esa hora
desk-show-change = Retirarla para cambiar algo (se revisa de nuevo)
desk-show-suspended = Esta campaña está suspendida: no acepta donativos hasta que la restablezcamos.
desk-show-suspended-ended = Esta campaña está suspendida: hasta que la restablezcamos no se cobra ninguna tarjeta guardada, no se decide su final y no se paga nada.
desk-show-cancelled = Esta campaña fue cancelada. Lo donado se devuelve.
desk-show-figures = Cifras
desk-show-raised = Recaudado
desk-show-goal = Meta
desk-show-givers = Donantes
desk-show-asof = Datos del { $at }, los mismos que en la página pública.
desk-show-rehearse = Ver qué pasaría si terminara ahora
desk-show-write-update = Escribir una novedad
desk-show-next = Qué sigue
desk-show-next-closing = Ya no se aceptan donativos y se está liquidando lo prometido. En cuanto se sepa cómo terminó, esta página lo dirá.
desk-show-next-funded = Se hará realidad. Cuenta a quienes donaron qué pasa ahora, envía las recompensas que prometiste y mira cuándo puede salir el dinero.
desk-show-next-failed = No se hizo realidad. Cuenta a quienes donaron qué pasa ahora. Puedes empezar de nuevo cuando quieras.
desk-show-preview = Enséñala a alguien
desk-show-preview-words = Quien tenga este enlace ve el borrador sin iniciar sesión:
desk-show-notes = Tú y nuestro equipo de moderación
desk-show-note = Escribe al equipo de moderación
desk-show-note-send = Enviar
desk-show-history = Qué ha pasado
desk-show-give-up = Abandonar esta campaña
desk-show-cancel-live = Termina al instante y para siempre. Todo lo donado se devuelve a los donantes, y se les dice por qué.
desk-show-cancel-draft = El borrador se cierra para siempre.
desk-show-cancel-why = ¿Por qué?
desk-show-cancel-submit = Cancelar la campaña y devolverlo todo
desk-show-discard = Cerrar este borrador

team-title = Equipo: { $title }
team-heading = Equipo
team-intro = Personas que ayudan con esta campaña, cada una con lo que tú le permites hacer. Solo tú puedes empezarla, abandonarla o cambiar el equipo.
team-remove = Quitar a { $name }
team-invited = Invitaciones
team-until = hasta el { $at }
team-revoke = Retirar la invitación a { $hint }
team-invite = Invitar a alguien
team-email = Correo electrónico

team-email-hint = Recibirá un enlace que vale una semana.

team-may = Podrá
team-send = Enviar la invitación

update-page = Escribir una novedad: { $title }
update-heading = Escribir una novedad

update-preview-note = Así se verá. No se ha guardado ni enviado nada.

update-title = Título

update-title-hint = También es el asunto del correo.

update-body = Qué ha pasado

update-body-hint = Se escribe como la historia: una línea vacía empieza un párrafo, «- » una lista.

update-audience = ¿Quién puede leerla?
update-public = Todo el mundo

update-public-words = En la página de la campaña y por correo a quienes donaron.

update-backers = Quienes donaron

update-backers-words = Por correo y, al iniciar sesión, en la página.

update-post = Publicar la novedad ahora
update-preview = Vista previa
update-draft = Guardar como borrador
update-later = Publicar la novedad más tarde
update-day = Día
update-time = Hora
update-zone = En { $zone }.
update-schedule = Publicar la novedad a esta hora

updates-title = Novedades: { $title }
updates-heading = Novedades
updates-new = Escribir una novedad
updates-empty = Todavía no hay novedades

updates-empty-words = Cuenta qué se ha hecho con los donativos, también cuando algo tarda más de lo previsto. Todas las personas que donaron lo reciben por correo, una sola vez.

updates-posted = Publicada: { $at }
updates-due = Se publica: { $due }
updates-draft = Borrador
updates-backers = para quienes donaron
updates-public = para todo el mundo
updates-discard = Descartar «{ $title }»

history-title = Qué ha cambiado: { $title }
history-heading = Qué ha cambiado
history-intro = Todo lo que esta campaña decía antes, desde que empezó el { $at }. Lo que se quitó está tachado y lo que se añadió, subrayado.
history-empty = No ha cambiado nada

history-empty-words = Sigue diciendo lo mismo que cuando empezó.

history-edit = Cambio { $number }

history-field-title = Título
history-field-promise = En una frase
history-field-story = Historia
history-field-risks = Riesgos

invitation-title = Ayuda con { $title }
invitation-heading = Ayuda con { $title }
invitation-words = Te piden que ayudes a llevar esta campaña. Podrías:
invitation-accept = Unirme al equipo
invitation-until = Este enlace vale hasta el { $at }. Si no quieres, no hagas nada.

notify-title = Avísame cuando empiece { $title }
notify-sent = Mira tu correo

notify-sent-words = Te hemos escrito. Abre el enlace de ese correo en un plazo de tres días y pulsa allí el botón: entonces te escribimos una vez más, cuando empiece la campaña. Sin eso no llega nada más.
notify-yes = Te escribiremos

notify-yes-words = Un solo correo, cuando empiece. Después olvidamos tu dirección.

notify-back = Volver a { $title }
notify-heading = Avísame cuando empiece
notify-opens = Empieza el { $local }.
notify-email = Correo electrónico
notify-consent = Quiero recibir un solo correo, cuando empiece esta campaña.
notify-submit = Avísame
notify-ended = Este enlace ya no vale. Mientras la campaña no haya empezado puedes volver a pedirlo en su página.

prelaunch-story = Historia
prelaunch-aside = Cuándo empieza
prelaunch-soon = Todavía no ha empezado
prelaunch-opens = Se aceptan donativos desde el { $local }{ $here }.
prelaunch-goal = La meta es { $goal }.
prelaunch-notify = Avísame cuando empiece

preview-title = Vista previa: { $title }
preview-note = Vista previa: así lo verán quienes donen. Nadie la ve salvo quienes tienen este enlace, y todavía no se puede donar.
preview-heading = Vista previa de un borrador
preview-no-day = un día que aún no se ha elegido

report-title = Denunciar { $title }
report-sent = Gracias. Lo revisamos.

report-sent-words = El equipo de moderación lee cada denuncia en un plazo de tres días. Si dejaste una dirección, te escribimos qué decidimos y por qué.

report-back = Volver a { $title }
report-heading = Denunciar esta campaña
report-heading-comment = Denunciar este comentario
report-comment-by = { $name } escribió:
report-intro = Cuéntanos qué está mal. Quien organiza no sabrá quién eres.
report-reason = ¿Qué está mal?
report-words = ¿Qué viste?
report-email = Correo electrónico (si quieres una respuesta)
report-submit = Enviar la denuncia

public-updates-title = Novedades: { $title }
public-updates-heading = Novedades
public-updates-not-backer = Algunas novedades son para quienes donaron con esta cuenta. Si donaste sin cuenta, te llegaron por correo.
public-updates-withheld = { $n ->
    [one] Una novedad es para quienes donaron.
   *[other] { $n } novedades son para quienes donaron.
}
public-updates-all = Yo doné: mostrar todas
public-updates-empty = Todavía no hay novedades
public-updates-empty-words = { $organiser } contará aquí cómo va todo.
public-updates-backers = para quienes donaron

# What is wrong with a draft, or missing from it
gap-story = Cuenta la historia: quiénes sois, qué vais a hacer y por qué ahora.
gap-title = Ponle un título.
gap-promise = Di en una frase para qué es.
gap-organiser = Di quién la organiza, tal como lo leerán los donantes.
gap-place = Di dónde ocurre: basta con una localidad y un país.
gap-category = Elige qué tipo de campaña es.
gap-category-unknown = Elige uno de estos tipos.
gap-language-unknown = Elige uno de estos idiomas.
gap-slug = Elige la última parte de su dirección.
gap-slug-letters = Usa letras minúsculas de la a a la z, cifras y guiones sueltos, 60 como máximo.
gap-goal = Escribe cuánto necesitas.
gap-minimum = Escribe lo mínimo que se puede dar.
gap-deadline = Elige el último día.
gap-deadline-early = Elige un día posterior: la campaña tiene que durar al menos un día.
gap-budget-label = Di para qué es esto.
gap-budget = Di a dónde va el dinero. Es lo primero que buscan los donantes después del objetivo.
gap-reward-title = Ponle un nombre a esta recompensa o vacía todos sus campos para quitarla.
gap-reward-title-long = Usa como máximo 80 caracteres para el nombre.
gap-reward-description = Di qué recibe el donante.
gap-reward-description-long = Usa como máximo 600 caracteres.
gap-reward-limit = Elige cuántas hay.
gap-reward-quantity = Escribe cuántas hay: un número entero de 1 a 100 000.
# $price: what one of an add-on costs
gap-add-on-step = No se pueden cobrar exactamente { $price } con tarjeta: la última cifra tiene que ser 0.
gap-add-on-most = Escribe cuántas unidades puede tomar cada donante: un número entero de 1 a 100.
gap-add-on-alone = Un complemento necesita una recompensa con la que ir. Conviértelo en recompensa o añade una.
gap-add-on-digital = Esto se envía por correo y ninguna recompensa con la que va se envía, así que nadie podría tomarlo. Indica otra recompensa o di que no se envía nada.
gap-risks = Di qué podría salir mal y qué harás entonces.
gap-question = Escribe la pregunta de esta respuesta.
gap-question-long = Usa como máximo 200 caracteres para una pregunta.
gap-answer = Escribe la respuesta a esta pregunta.
gap-answer-long = Usa como máximo 2000 caracteres para una respuesta.
gap-impact-words = Di qué hace un donativo de este tamaño, o vacía los dos campos para quitarlo.
gap-impact-control = Quita los signos que no se ven.
gap-impact-twice = Ya dices qué hacen { $amount }. Escribe otro importe.
gap-long = Esto tiene { $length } caracteres. Usa como máximo { $most }.
gap-cover-alt = Di qué muestra la imagen, para quienes no pueden verla.
gap-minimum-high = Escribe como máximo { $goal }, la meta.
gap-zone = No conocemos la zona horaria «{ $zone }». Escribe una como Europe/Berlin.
gap-deadline-late = Elige un día anterior: una campaña así dura como máximo { $days } días.
gap-reward-price = Escribe { $least } o más, lo mínimo que se puede dar.
gap-budget-overflow = Estas líneas suman más de lo que se puede calcular.
gap-budget-less = Las líneas suman { $sum } y la meta es { $goal }. Di a dónde van los { $apart } restantes.
gap-budget-more = Las líneas suman { $sum }, que son { $apart } más que la meta de { $goal }.

# What may not change after the launch
frozen-goal = La meta no puede cambiar después del lanzamiento: los donantes dieron para esta.
frozen-minimum = La cantidad mínima no puede cambiar después del lanzamiento.
frozen-currency = La moneda no puede cambiar después del lanzamiento.
frozen-model = La forma de financiación no puede cambiar después del lanzamiento: dice cuándo se cobran las tarjetas.
frozen-deadline = La fecha límite no puede cambiar después del lanzamiento. Escríbenos si ha pasado algo que nadie podía prever.
frozen-slug = La dirección no puede cambiar después del lanzamiento: hay enlaces que llevan a ella.
frozen-budget = A dónde va el dinero no puede cambiar después del lanzamiento. Cuenta a los donantes cualquier cambio en una novedad.
frozen-reward-price = { $taken ->
    [one] Un donante eligió esto por { $price }. Su precio se queda.
   *[other] { $taken } donantes eligieron esto por { $price }. Su precio se queda.
}
frozen-reward-words = { $taken ->
    [one] Un donante eligió esto tal como está descrito. Sus palabras se quedan.
   *[other] { $taken } donantes eligieron esto tal como está descrito. Sus palabras se quedan.
}
frozen-reward-quantity = { $taken ->
    [one] Ya se ha entregado una. Escribe 1 o más, o ciérrala.
   *[other] Ya se han entregado { $taken }. Escribe { $taken } o más, o ciérrala.
}
frozen-add-on-kind = Una vez publicados, una recompensa sigue siendo recompensa y un complemento, complemento. Ofrece uno nuevo en su lugar.

# The sections of a draft
section-basics = Lo básico
section-story = Historia
section-cover = Portada
section-budget = A dónde va el dinero
section-gifts = Qué hacen los donativos
section-rewards = Recompensas
section-details = Riesgos y preguntas

# Why something cannot be done with a campaign
refused-step = Esto no se puede hacer con una campaña que está { $status ->
    [draft] en borrador
    [in_review] en revisión
    [changes_requested] a la espera de cambios
    [approved] aprobada
    [rejected] rechazada
    [scheduled] programada
    [live] en marcha
    [closing] en liquidación
    [funded] financiada
    [failed] terminada sin alcanzar su meta
    [closed] cerrada
    [suspended] suspendida
   *[cancelled] cancelada
}.
refused-no-reason = Escribe por qué. Lo leen ambas partes.
refused-gaps = Falta algo o algo está mal.
refused-changed = Esto se cambió en otra ventana desde que abriste esta página. Lo que escribiste está abajo; guárdalo de nuevo para conservarlo.
refused-slug = Otra campaña ya tiene esta dirección. Elige otra.
refused-intervention = Esa no es una forma de intervenir.
refused-comment-reason = Escribe por qué. Queda en el lugar del comentario.
refused-update-past = Elige un momento que aún esté por llegar o publícala ahora.
refused-launch-past = Elige un momento que aún esté por llegar o empieza ahora.
refused-launch-far = Elige un momento dentro de los próximos { $days } días.
refused-launch-account = Nuestro proveedor de pagos aún no permite cobrar en tu nombre. Dile quién eres y empieza después.
refused-report-decided = Alguien ya ha decidido sobre esta denuncia.
refused-invitations = Hay { $open } invitaciones abiertas. Retira una primero.
refused-invitations-often = Has enviado { $most } invitaciones en un día. Envía más mañana.
refused-own-review = Nadie decide sobre una campaña propia.
refused-decision = Esa no es una decisión de una revisión.

# What is wrong with a form
new-problem-title = Ponle un título. Puedes cambiarlo hasta que empiece.
new-problem-organiser = Di quién la organiza, en 80 caracteres como máximo.
new-problem-currency = Elige una de estas monedas.
new-problem-model = Elige cuándo se cobra a los donantes.
problem-moment = Elige un día y una hora.
note-problem-words = Escribe algo, en 4000 caracteres como máximo.
team-problem-grants = Elige al menos una cosa que pueda hacer.
invitation-ended = Esta invitación ya se usó, se retiró o tiene más de una semana.
update-problem-title = Ponle un título a la novedad. Es el asunto del correo.
update-problem-body = Escribe qué ha pasado.

# What was done
desk-saved = Guardado.

# The steps a campaign took, and who took them
step-by-itself = Por sí sola
step-by-you = Tú
step-by-another = Otra persona
step-by-moderator = Una persona del equipo de moderación
step-submit = Enviada a revisión
step-withdraw = Retirada para cambiar algo
step-request-changes = Se pidieron cambios
step-approve = Aprobada
step-reject = Rechazada
step-schedule = Se eligió un comienzo
step-unschedule = Se aplazó el comienzo
step-launch = Empezó
step-suspend = Suspendida
step-restore = Continúa
step-cancel = Cancelada
step-extend = Recibió más tiempo
step-end-funding = Recibió su último donativo
step-succeed = Lo logró
step-fail = No alcanzó su meta
step-close = Cerrada
step-other = Avanzó

# How a gift stands
backer-waiting = Pendiente de pago
backer-paid = Pagado
backer-card-saved = Tarjeta guardada
backer-reduced = Reembolsado en parte
backer-taken-back = Retirado

# How a campaign stands
stage-draft = borrador
stage-in-review = en revisión
stage-changes-requested = a la espera de cambios
stage-approved = aprobada
stage-rejected = rechazada
stage-scheduled = programada
stage-live = en marcha
stage-closing = en liquidación
stage-funded = financiada
stage-failed = terminada sin alcanzar su meta
stage-closed = cerrada
stage-suspended = suspendida
stage-cancelled = cancelada

# What is wrong with a picture
picture-none = Elige primero una imagen.
picture-large = Este archivo pesa más de 10 MB. Hazlo más pequeño e inténtalo de nuevo.
picture-unreadable = Esto no es una imagen JPEG, PNG o WebP. Guárdala en uno de estos formatos e inténtalo de nuevo.
picture-pixels = Esta imagen tiene más de 40 millones de píxeles. Hazla más pequeña e inténtalo de nuevo.
picture-narrow = Esta imagen solo tiene { $width } píxeles de ancho. Elige una de al menos 800.

embed-title = En otros sitios: { $title }
embed-heading = En otros sitios
embed-intro = Un pequeño recuadro con el estado de tu campaña y un botón que lleva a ella. A quien lo ve allí no se le sigue.
embed-sites = Sitios que pueden mostrarla
embed-sites-hint = Uno por línea, como example.org. Déjalo vacío para que pueda mostrarla cualquier sitio.
embed-save = Guardar
embed-link = Mostrarla en otros sitios
embed-wrong = «{ $site }» no es el nombre de un sitio. Escríbelo como example.org, sin http:// y sin página.
embed-many = Nombra { $most } sitios como máximo.

desk-log-title = Registro: { $title }
desk-log-heading = Qué se hizo con esta campaña
desk-log-intro = Sus pasos, su equipo y sus comentarios, tal como están en el registro de auditoría de la plataforma. Nadie puede cambiar ni quitar lo que aquí está escrito. Lo que se devolvió y lo que se hizo con los pagos está en «Dinero».
desk-log-none = Todavía no se ha anotado nada.
desk-log-older = Entradas anteriores
desk-log-link = Todo lo que se hizo con esta campaña, y quién lo hizo
desk-log-draft = Se escribió en su borrador
desk-log-cover = Se cambió su imagen
desk-log-edit = Se cambió algo en su página
desk-log-sites = Se cambió qué sitios pueden mostrarla
desk-log-update = Se publicó una novedad
desk-log-cancel-propose = Se propuso cancelarla
desk-log-cancel-decline = No se aprobó cancelarla
desk-log-cancel-agree = Se aprobó cancelarla
desk-log-team-invite = Se invitó a alguien al equipo
desk-log-team-join = Alguien se unió al equipo
desk-log-team-remove = Se quitó a alguien del equipo
desk-log-team-revoke = Se retiró una invitación al equipo
desk-log-comment-hide = Se ocultó un comentario
desk-log-comment-show = Se volvió a mostrar un comentario
desk-log-comment-take-back = Su autor retiró un comentario
