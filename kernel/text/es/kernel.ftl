# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = Ir al contenido principal
page-main-menu = Principal
page-campaigns = Campañas
page-back-office = Administración
page-log-in = Iniciar sesión
page-log-out = Cerrar sesión
page-motto = Tributary: muchos donativos, un solo río.
page-all-campaigns = Todas las campañas
page-start-campaign = Crear una campaña
page-dashboard = Tus campañas
page-help = Ayuda
page-accessibility = Accesibilidad
page-languages = Idioma
page-demo-label = Sobre esta demostración
page-demo = Demostración: aquí no se mueve dinero real. El correo espera en el { $open }buzón{ $close }.
page-what-is-stuck = Lo que está detenido
page-offline = No hay conexión. Lo que ves puede ser antiguo y no se puede enviar nada.
page-work-waits = { $kinds ->
    [one] Espera un tipo de trabajo
   *[other] Esperan { $kinds } tipos de trabajo
}
desk-nav = Esta campaña
desk-nav-overview = Resumen
desk-nav-edit = Escribir
desk-nav-updates = Novedades
desk-nav-comments = Comentarios
desk-nav-backers = Donantes
desk-nav-figures = Cifras
desk-nav-money = Dinero
desk-nav-team = Equipo
desk-nav-public = Página pública
form-summary = Hay un problema
form-error-mark = Error:
form-optional = (opcional)
form-count-most = { $most } caracteres como máximo
form-count-left = Quedan # caracteres
guard-trap-label = Deja esto vacío
guard-trap = Se rellenó un campo que las personas no ven, quizá por un programa que rellena formularios. Está vacío otra vez y no se envió nada. Pulsa el botón una vez más.
guard-unknown = Este formulario estuvo abierto demasiado tiempo, así que no se envió nada. Lo que escribiste sigue aquí. Pulsa el botón una vez más.
guard-too-fast = El formulario acababa de abrirse, así que todavía no se envió nada. Lo que escribiste sigue aquí. Pulsa el botón una vez más.
guard-work = Ahora mismo llegan muchos intentos, así que nos aseguramos de que no los envíe una máquina. No se envió nada y lo que escribiste sigue aquí. Espera a que tu navegador haya comprobado, o medio minuto, y pulsa el botón una vez más.
guard-working = Tu navegador comprueba que esto no lo envía una máquina. Tarda unos segundos.
guard-done = Comprobado. Puedes continuar.
river-label = Recaudado hasta ahora
river-value = { $percent } por ciento de la meta
error-signed-out = Inicia sesión para continuar.
error-step-up = Confirma que eres tú para continuar.
error-needs-factor = Añade un segundo factor para continuar.
error-forbidden = No puedes hacer eso.
error-from-elsewhere = Llegaste a la administración desde otro sitio.
error-sent-from-elsewhere = Este formulario no se envió desde aquí.
error-not-found = Aquí no hay nada.
error-stale-form = Este formulario estuvo abierto demasiado tiempo o vino de otro sitio.
error-wrong-method = Esta dirección no acepta ese tipo de petición.
error-too-large = Es más de lo que aceptamos.
error-too-many = Fueron muchos intentos. Espera { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    } e inténtalo de nuevo.
error-unavailable = Ahora no podemos hacerlo. Inténtalo de nuevo en { $seconds ->
        [one] un segundo
       *[other] { $seconds } segundos
    }.
error-internal = Algo falló por nuestra parte.
error-next-stale-form = Vuelve atrás, carga la página otra vez y envíala de nuevo. Lo que escribiste sigue ahí.
error-next-from-elsewhere = Si era lo que querías, inténtalo de nuevo desde aquí. Si alguien te envió aquí, avisa a quien se ocupa de la seguridad.
error-next-sent-from-elsewhere = Llegó desde otro sitio, o tu navegador no dice de dónde llegó, así que no se hizo nada. Abre su página aquí y envíalo desde ella. Si vuelve a ocurrir, deja que tu navegador diga de dónde llegan los formularios, o usa otro.
error-next-not-found = Puede que la dirección tenga un error o que lo que había aquí haya terminado.
error-next-failure = Inténtalo de nuevo en un momento.
error-next-gone = No volverá a esta dirección. Lo que está abierto ahora está a un clic.
error-next-often = No se ha perdido nada. Espera un momento y sigue donde estabas.
error-next = Vuelve atrás e inténtalo de nuevo.
error-money-unknown = Si estabas donando: un pago que se completó nunca se pierde, y te escribimos en cuanto se confirme. No pagues otra vez antes de mirar la página de tu donativo.
error-money-none = No se cobró nada.
error-reference = Si nos escribes, menciona { $reference }.
error-home = Volver a todas las campañas
error-again = Intentarlo de nuevo
error-open-form = Abrir la página aquí
resend-title = Mientras tanto iniciaste o cerraste sesión
resend-lede = Este formulario se abrió antes de eso, así que no se envió. Lo que escribiste se conserva: envíalo otra vez, o vuelve atrás y míralo primero.
resend-send = Enviarlo ahora
typed-kept = Has demostrado que eres tú. Lo que enviaste desde esta página se conserva y todavía no se ha hecho.
chart-table = Lo mismo en una tabla
list-pages = Más de esta lista
list-before = Más recientes
list-after = Anteriores
share-label = Compartir
share-device = Compartir
share-copy = Copiar el enlace
share-copied = Copiado
share-whatsapp = WhatsApp
share-mail = Correo
accessibility-title = Accesibilidad
accessibility-aim = Cualquier persona puede encontrar, apoyar, crear y cuidar una campaña aquí, vea, oiga o use lo que use. Nuestro objetivo es WCAG 2.2, nivel AA.
accessibility-how = Cómo lo sabemos
accessibility-how-machine = Un programa revisó cada tipo de página, con colores claros y oscuros y en un idioma que se escribe de derecha a izquierda, y lo que encontró se corrigió. Los programas solo encuentran una parte de lo que puede estar mal.
accessibility-how-keyboard = Cada control es un enlace, un botón o un campo común, para que los teclados, los pulsadores y los lectores de pantalla lo conozcan. El movimiento sigue el ajuste de tu dispositivo. El texto se puede ampliar, y las páginas caben en una ventana de 320 píxeles de ancho.
accessibility-how-scripts = Todo funciona sin JavaScript.
accessibility-limits = Lo que no prometemos
accessibility-limits-stories = Quienes organizan las campañas escriben las historias y describen las imágenes. A veces las describen mal.
accessibility-limits-payment = Pagas en la página de nuestro proveedor de pagos, que no podemos cambiar.
accessibility-limits-people = Esta versión aún no la han probado personas que usan lectores de pantalla a diario.
accessibility-tell = ¿Algo no te funciona?
accessibility-tell-words = Escribe a la dirección de { $open }nuestra página de ayuda{ $close }. Di qué página era, qué querías hacer y qué usas. Lo que nos cuentes lo mira una persona.

# What is wrong with an amount that was typed
problem-amount-empty = Escribe un importe.
problem-amount-no-number = «{ $typed }» no es un importe. Escribe solo un número, por ejemplo { $example }.
problem-amount-letters = Escribe «{ $typed }» completo, como un número sin letras.
problem-amount-negative = El importe es menor que cero. Escribe un importe mayor que cero.
problem-amount-zero = El importe es cero. Escribe un importe mayor que cero.
problem-amount-decimals = { $allowed ->
    [0] { $currency } no tiene decimales. Escribe un número entero.
   *[other] { $currency } tiene { $allowed } decimales. Escribe como máximo { $allowed } cifras después del punto o la coma.
}
problem-amount-large = El importe es demasiado grande. Lo máximo que se puede escribir aquí es { $most }.
problem-amount-mixed = Las comas, puntos o espacios de «{ $typed }» no forman un solo número. Escríbelo como { $example }.
problem-amount-ambiguous = «{ $typed }» se puede leer de más de una manera. Escribe una de estas: { $readings }.
problem-amount-unclear = No queda claro qué significa «{ $typed }». Si quieres decir { $reading }, escríbelo así.
problem-amount-currency = Este importe está en { $found }, y aquí solo se puede usar { $expected }.
problem-amount-too-much = La suma es demasiado grande. Escribe un importe menor.
