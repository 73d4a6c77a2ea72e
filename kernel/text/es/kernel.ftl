# The kernel's texts, in the order of ../en/kernel.ftl
page-skip = Ir al contenido principal
page-main-menu = Principal
page-campaigns = Campañas
page-back-office = Administración
page-log-in = Iniciar sesión
page-motto = Tributary: muchos donativos, un solo río.
page-all-campaigns = Todas las campañas
page-languages = Idioma
page-demo-label = Sobre esta demostración
page-demo = Demostración: aquí no se mueve dinero real. El correo espera en el { $open }buzón{ $close }.
page-what-is-stuck = Lo que está detenido
page-offline = No hay conexión. Lo que ves puede ser antiguo y no se puede enviar nada.
form-summary = Hay un problema
form-error-mark = Error:
form-optional = (opcional)
form-count-most = { $most } caracteres como máximo
form-count-left = Quedan # caracteres
river-label = Recaudado hasta ahora
river-value = { $percent } por ciento de la meta
error-signed-out = Inicia sesión para continuar.
error-forbidden = No puedes hacer eso.
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
