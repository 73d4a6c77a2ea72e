# The texts of campaigns. A key begins with the page or the noun.

# Finding a campaign
search-title = Busca una campaña
search-title-for = { $words }: campañas
search-description = Encuentra una campaña por su causa, su lugar y lo que lleva recaudado.
search-label = Palabras para buscar
search-example = Árboles, telares, un lugar…
search-button = Buscar
search-narrow = Acotar la lista
search-take-away = : elegido, quitar
search-instead = Aquí nadie escribe «{ $typed }». Estas contienen: { $meant }.
search-only-some = Ninguna campaña tiene todas estas palabras. Estas tienen algunas.
search-order = Orden
search-pages = Páginas
search-first-page = Volver a la primera página
search-more = Mostrar más campañas
search-nothing = Aquí no hay nada
search-nothing-for = No se encontró nada para «{ $words }»
search-list-ends = La lista termina aquí. { $open }Vuelve a su primera página{ $close }.
search-too-narrow = Quizá la lista esté demasiado acotada. { $open }Busca sin filtros{ $close }.
search-other-words = Prueba con menos palabras o con otras: un lugar, una cosa, el trabajo de alguien. También puedes encontrar { $open }lo que ya terminó{ $close }.
search-open-now = Ver lo que está abierto ahora
search-campaigns = Campañas
search-count = { $count ->
    [one] Una campaña
   *[other] { $count } campañas
}
search-count-many = { $count } campañas o más
search-filter-state = Estado
search-filter-category = Tipo
search-filter-place = Lugar
search-filter-currency = Moneda
search-state-open = Abiertas ahora
search-state-reached = Meta alcanzada
search-state-ended = Terminadas
search-state-all = Todas
search-sort-best = Mejor coincidencia
search-sort-ending = Las que terminan antes
search-sort-newest = Las más nuevas
search-sort-nearest = Las más cercanas a la meta

# What kinds of campaign there are
category-community = Comunidad
category-environment = Medio ambiente
category-education = Educación
category-health = Salud
category-arts = Artes
category-heritage = Patrimonio y artesanía
category-food = Alimentos y agricultura
category-animals = Animales
category-science = Ciencia e inventos
category-emergency = Emergencias

# How often to give, on the page of a campaign that lasts
campaign-how-often = ¿Con qué frecuencia?
campaign-give-once = Una vez
campaign-give-monthly = Cada mes
campaign-each-month = cada mes

# The page of a campaign
campaign-sections = Secciones de la campaña
campaign-story = Historia
campaign-budget = A dónde va el dinero
campaign-budget-total = En total { $sum }, que es la meta.
# $percent: already with its sign
campaign-fee = La plataforma se queda con el { $percent } de cada donativo y paga la comisión de tarjeta del proveedor de pagos, salvo que la cubra quien dona. El resto es para la campaña.
campaign-rewards = Recompensas
campaign-questions = Preguntas
campaign-risks = Riesgos
campaign-funding = Cómo se financia
campaign-organiser = Quién la organiza
campaign-image = { $title }: { $raised } recaudados de { $goal }
campaign-aside = Donar a esta campaña

# How far it has come. What was raised stands before “raised”
campaign-raised-of = recaudados de { $goal }
# Once it is decided how it ended
campaign-raised-by-then = hasta el cierre, de { $goal }
campaign-raised-reached = recaudados – meta de { $goal } alcanzada
campaign-reached = meta alcanzada
campaign-to-go = faltan { $sum }
# $percent: already with its sign
campaign-part-of = { $percent } de { $goal }
campaign-percent = { $percent }{"\u00A0"}%
campaign-milestone = Próximo hito: { $sum }
campaign-givers = Donantes
campaign-gifts = Donativos
campaign-collected = Cobrado hasta ahora: { $sum }
campaign-counts = De ello siguen contando { $sum }: desde entonces se rechazaron tarjetas o se devolvieron donativos.
# The number stands below. $unit: of what it is
campaign-left = { $unit ->
    [day] Día restante
    [days] Días restantes
    [hour] Hora restante
    [hours] Horas restantes
    [minute] Minuto restante
   *[minutes] Minutos restantes
}
campaign-status = Estado
campaign-ended = Terminada
campaign-goal = Meta
campaign-recent = Donantes recientes
campaign-recent-none = Todavía nadie. El primer donativo es el que muestra a los demás que es posible.

# The form to give
campaign-how-much = ¿Cuánto?
campaign-other-amount = Otra cantidad
campaign-least = { $least } o más
campaign-give = Donar
campaign-give-sum = Donar { $amount }
campaign-card-details = Los datos de la tarjeta van directamente a nuestro proveedor de pagos y nunca pasan por este sitio.
# $title: how it is funded, a sentence of its own
campaign-model = { $title }.
# $when: in the campaign's zone. $here: nothing, or a comma and the same moment in the reader's zone
campaign-ends = Termina el { $when }{ $here }.
campaign-extended = Su cierre se aplazó una vez, del { $before } al { $until }. Este es el motivo:

# Rewards
reward-price = { $price } o más
reward-gone = Agotada
reward-left = { $count ->
    [one] queda { $count }
   *[other] quedan { $count }
}
reward-give = Donar { $price } por esta recompensa
reward-add-ons = Con ella puedes llevarte

# Passing a campaign on
campaign-pass-on = Corre la voz
campaign-link = Enlace a esta campaña
campaign-qr = Código QR para un cartel
campaign-qr-label = Código QR que lleva a esta campaña
embed-summary = Mostrarla en otro sitio
embed-code = Copia esto en una página de ese sitio
embed-by = { $organiser } – en Tributary

# A campaign among others
tile-river = { $title }: recaudado hasta ahora
tile-raised-near = recaudados – faltan { $sum }
# $givers: a number in words, so $one says whether it is one
tile-givers = { $one ->
    [true] { $givers } donante
   *[other] { $givers } donantes
}
tile-gifts = { $one ->
    [true] { $gifts } donativo
   *[other] { $gifts } donativos
}
tile-left = { $unit ->
    [day] queda { $many } día
    [days] quedan { $many } días
    [hour] queda { $many } hora
    [hours] quedan { $many } horas
    [minute] queda { $many } minuto
   *[minutes] quedan { $many } minutos
}
tile-ended = terminada

# The home page
home-title = Muchos donativos, un solo río
home-description = Pequeños donativos que se convierten en algo grande, para quienes dicen a dónde va cada parte.
home-shared = Los pequeños donativos fluyen juntos
home-feed = Campañas nuevas
home-heading = Los pequeños donativos fluyen juntos.
home-lede = Aquí cada campaña dice qué hará, cuánto cuesta cada parte y cuándo termina. Elige una y suma tu donativo.
home-empty = Ahora no hay ninguna campaña abierta
home-empty-words = Las nuevas aparecen aquí en cuanto empiezan. { $over }Mira las que ya terminaron{ $close } o sigue el { $feed }canal de campañas nuevas{ $close }.
home-featured = La que más gente apoya
home-kinds = ¿Qué causa llevas en el corazón?
# The name of a list follows, for people who hear the page
home-more = Ver más
home-places = Lugares
home-all = Todas las campañas abiertas

# What is wrong with a report
report-problem-reason = Elige qué está mal.
report-problem-words = Di qué viste, para que podamos buscarlo.
report-problem-email = Escribe una dirección de correo como name@example.org o déjalo vacío.

# What is wrong with a form
problem-long = Usa como máximo { $most } caracteres.
notify-problem-email = Escribe una dirección de correo como name@example.org.
notify-problem-consent = Marca la casilla para que podamos escribirte.

# What is wrong with a comment
comment-problem-words = Escribe tu comentario o pregunta.

# How long ago something was
ago-now = ahora mismo
ago-minutes = { $count ->
    [one] hace un minuto
   *[other] hace { $count } minutos
}
ago-hours = { $count ->
    [one] hace una hora
   *[other] hace { $count } horas
}
ago-days = { $count ->
    [one] hace un día
   *[other] hace { $count } días
}

# Who gave
giver-unnamed = Alguien amable
giver-in-honour = En honor de { $to }
giver-in-memory = En memoria de { $to }

# How many there are of a reward
reward-unlimited = Tantas como se pidan
reward-closed = Ya no se entrega
reward-only-one = Solo hay una
reward-limited = Limitada a { $many }

# The lists of the home page
home-near = Casi lo logran
home-ending = Terminan pronto
home-new = Recién empezadas

# What a drawn cover shows
cover-river = Ilustración: árboles a la orilla de un río al amanecer
cover-water = Ilustración: barquitas en aguas tranquilas bajo un sol bajo
cover-town = Ilustración: una calle de casas con gabletes y ventanas iluminadas
cover-mountains = Ilustración: crestas de montañas a la luz del atardecer
cover-weave = Ilustración: franjas tejidas de tela de colores
cover-shelf = Ilustración: libros de muchos colores en dos estantes
cover-stars = Ilustración: un cielo estrellado sobre colinas oscuras

# Why a campaign takes no gifts
over-suspended = En pausa
over-suspended-words = Esta campaña no acepta donativos por ahora. { $reason }
over-suspended-ended = Esta campaña ha terminado y, mientras la revisamos, no se cobra ninguna tarjeta guardada ni se paga nada. { $reason }
over-cancelled = Cancelada
over-cancelled-words = Se ha renunciado a esta campaña, y lo donado vuelve a quienes lo dieron. { $reason }
over-scheduled = Aún no abierta
over-scheduled-words = Esta campaña no ha empezado.
over-reached = Se hará realidad
over-reached-charged = Terminó el { $when } con { $raised }, más de los { $goal } que necesitaba. Las tarjetas guardadas se cobran después de eso.
over-reached-words = Terminó el { $when } con { $raised } de { $goal }.
over-missed = No salió adelante
over-missed-words = Terminó el { $when } con { $raised } de { $goal }. No se cobró nada.
over-ended = Ha terminado
over-ended-words = Terminó el { $when } con { $raised } de { $goal }. Lo donado se conserva y se usa.

# When donors are charged
model-keep = Se queda lo recaudado
model-keep-words = Tu tarjeta se cobra cuando donas. Lo que llega se conserva aunque no se alcancen { $goal }. La campaña termina el { $when }.
model-all = Todo o nada
model-all-words = Hoy no se cobra nada. Tu tarjeta se cobra solo si se alcanzan { $goal } antes del { $when }.

# Following a campaign
follow-link = Seguir esta campaña
follow-title = Seguir «{ $title }»
follow-words = Te escribimos con cada novedad que sus organizadores publiquen para todos. No hace falta haber donado.
follow-start = Seguir
follow-yes = Sigues esta campaña
follow-yes-words = Te escribimos con cada novedad que sus organizadores publiquen para todos. Un enlace en cada una de esas cartas las detiene.
follow-stop = Dejar de seguirla
follow-back = Volver a la campaña
follow-all = Todo lo que sigues
follow-email-hint = Escribimos una vez a esta dirección para preguntar si es tuya.
follow-login = ¿Tienes una cuenta? Entra y síguela con ella.
follow-sent = Mira tu correo
follow-sent-words = Te hemos escrito. Abre el enlace de ese correo en un plazo de tres días y pulsa allí el botón: entonces sigues esta campaña. Sin eso no llega nada más.
follow-ended = Este enlace ya no vale. Puedes volver a seguir la campaña desde su página.
followed-title = Campañas que sigues
followed-none = Aún no sigues ninguna campaña
followed-none-words = En la página de una campaña, junto a sus novedades, hay un enlace para seguirla.
followed-manage = Seguir o no: { $title }
followed-back = Volver a tu cuenta

# Quién organiza una campaña
organiser-reviewed = Revisada
organiser-reviewed-words = Nuestro equipo de moderación leyó esta campaña el { $at }, antes de que empezara.
organiser-ran = { $many ->
    [one] La primera campaña aquí con este nombre. Empezó el { $since }.
   *[other] { $many } campañas aquí con este nombre. La primera empezó el { $since }.
}
organiser-contact = Las preguntas van en los comentarios: quien organiza las lee y responde allí.
