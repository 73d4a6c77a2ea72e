# The texts of users. A key begins with the page or the noun.

password-least = { $least } caracteres o más. Una frase corta es fácil de recordar.

proof-code = Código
proof-six-digits-from-your = Seis dígitos de tu aplicación, o uno de tus códigos de recuperación.
proof-password = Contraseña
proof-go-on-with-a = Continuar con una llave de acceso
proof-your-browser-showed-no = Tu navegador no mostró ninguna llave de acceso. No se hizo nada. Inténtalo de nuevo o usa otra forma.
proof-passkeys-need-javascript = Las llaves de acceso necesitan JavaScript.
proof-go-on-with-this = Continuar con este código
proof-go-on = Continuar

address-new-e-mail = Correo electrónico nuevo
address-change-your-e-mail = Cambiar tu correo electrónico
address-your-address-now-is = Tu dirección actual es { $now }. Sigue siéndolo hasta que abras el enlace que enviamos a la nueva. Avisamos a la anterior.
address-send-a-link-to = Enviar un enlace a la dirección nueva
address-back-to-your-account = Volver a tu cuenta

asklink-e-mail = Correo electrónico
asklink-choose-a-new-password = Elegir una contraseña nueva
asklink-log-in-with-a = Iniciar sesión con un enlace
asklink-we-send-a-link = Enviamos un enlace a la dirección de tu cuenta. Funciona una sola vez, durante diez minutos, en este navegador.
asklink-no-password-needed-the = No hace falta contraseña. El enlace que enviamos funciona una sola vez, durante diez minutos, en este navegador.
asklink-send-me-a-link = Enviarme un enlace
asklink-back-to-log-in = Volver a iniciar sesión

close-close-your-account = Cerrar tu cuenta
close-the-account-of-ends = La cuenta de { $email } termina de inmediato. No se puede volver a abrir.
close-what-goes = Qué se borra
close-your-name-address-password = Tu nombre, tu dirección, tu contraseña y tus segundos factores.
close-every-place-where-you = Todas tus sesiones iniciadas.
close-a-day-later-the = Un día después, la clave para leer lo que se dijo de ti dentro de la plataforma. Después ya no se puede leer.
close-what-stays-and-why = Qué se conserva, y por qué
close-your-gifts-and-their = Tus donativos y sus recibos, con el nombre y la dirección que diste en cada uno: la ley nos obliga a conservar durante años los libros de pagos.
close-that-an-account-was = Que en este día se cerró una cuenta, sin decir de quién.
close-gifts-that-are-promised = Los donativos comprometidos que aún no se han cobrado siguen comprometidos. Si quieres, cancélalos antes.
close-i-want-to-close = Quiero cerrar mi cuenta.
close-close-my-account = Cerrar mi cuenta
close-keep-my-account = Conservar mi cuenta

closed-your-account-is-closed = Tu cuenta está cerrada
closed-we-have-sent-you = Te hemos enviado un último mensaje. Gracias por haber estado aquí.
closed-back-to-all-campaigns = Volver a todas las campañas

codes-your-recovery-codes = Tus códigos de recuperación
codes-we-show-them-once = Los mostramos una sola vez. Imprímelos o guárdalos donde guardas tus llaves.
codes-each-stands-in-once = Cada uno sustituye una vez a tu segundo factor, si lo pierdes. Los códigos anteriores ya no funcionan.
codes-i-have-kept-them = Ya los guardé

confirm-what-you-are-about = Lo que vas a hacer
confirm-show-that-it-is = Confirma que eres tú
confirm-you-sign-exactly-this = Firmas exactamente esto, y la firma vale cinco minutos. Cualquier otra cosa necesita otra firma.
confirm-what-comes-next-can = Lo que sigue puede hacer daño en malas manos, así que te lo pedimos una vez más. Vale durante cinco minutos. Aún no se ha hecho nada: vuelves a donde estabas y lo haces desde allí.
confirm-your-account-has-no = Tu cuenta no tiene contraseña. En su lugar te enviamos un enlace.

link-new-password = Contraseña nueva
link-this-link-has-ended = Este enlace ya no sirve
link-open-this-link-elsewhere = Abre este enlace en otro navegador
link-use-this-address = Usar esta dirección
link-open-your-account = Crear tu cuenta
link-log-in = Iniciar sesión
link-it-was-used-already = Ya se usó, tiene más de diez minutos o lo sustituyó uno más nuevo. No se cambió nada.
link-ask-for-a-new = Pedir un enlace nuevo
link-open-this-link-where = Abre este enlace donde lo pediste
link-a-link-works-only = Un enlace solo funciona en el navegador que lo pidió, para que nadie que lea tu correo pueda usarlo. Ábrelo allí o pide uno nuevo aquí.
link-ask-for-a-link = Pedir un enlace en este navegador
link-for-everybody-who-is = Para { $email }. Se cierran todas las sesiones iniciadas en esta cuenta, también la tuya.
link-change-the-password = Cambiar la contraseña
link-from-now-on-your = A partir de ahora tu cuenta es { $email }. Avisamos a tu dirección anterior.
link-use = Usar { $email }
link-for = Para { $email }.
link-open-the-account-and = Crear la cuenta e iniciar sesión
link-as = Como { $email }.

linkdone-your-password-is-changed = Tu contraseña ha cambiado
linkdone-your-address-is-changed = Tu dirección ha cambiado
linkdone-nobody-is-logged-in = Ya no hay ninguna sesión iniciada en tu cuenta. Te hemos enviado un aviso.
linkdone-we-have-written-to = Hemos escrito a tu dirección anterior y a la nueva.
linkdone-go-to-your-account = Ir a tu cuenta

linksent-look-into-your-mailbox = Mira tu correo
linksent-if-there-is-something = Si hay algo que enviar a esa dirección, el correo va en camino. Tarda un minuto como máximo.
linksent-open-its-link-in = Abre su enlace en este navegador, antes de diez minutos. Funciona una sola vez.
linksent-nothing-came-look-among = ¿No llegó nada? Mira en el correo no deseado y comprueba la dirección.
linksent-ask-for-a-link = Pedir el enlace de nuevo

login-log-in-with-a = Iniciar sesión con un enlace enviado por correo
login-open-an-account = Crear una cuenta
login-kept = Tu sesión había terminado, así que lo que enviaste todavía no se ha hecho. Se conserva: entra con tu cuenta y su página te ofrecerá enviarlo con un clic.
login-new-here = ¿Primera vez aquí?

me-name = Nombre
me-your-account = Tu cuenta
me-you-are-logged-in = Iniciaste sesión como { $email }.
me-what-you-do-here = Lo que haces aquí: { $roles }.
me-role = { $role ->
    [creator] llevar campañas
    [moderator] moderación
    [support] atención
    [finance] finanzas
    [admin] administración
   *[donor] donar
}
me-your-gifts = Tus donativos
me-followed = Campañas que sigues
me-security-where-you-are = Seguridad: dónde tienes la sesión iniciada, y un segundo factor
me-go-to-the-back = Ir a la administración
me-about-you = Sobre ti
me-language = Idioma
me-write-to-me-about = Quiero recibir las novedades de las campañas a las que doné. Sobre lo que afecta a tu dinero te escribimos siempre.
me-save = Guardar
me-saved = Guardado.
me-change = Cambiar
me-change-your-password = Cambiar tu contraseña
me-choose-a-password = Elegir una contraseña

passkey-what-you-call-it = Cómo la llamas
passkey-such-as-my-phone = Por ejemplo: mi teléfono.
passkey-add-a-passkey = Añadir una llave de acceso
passkey-your-phone-your-computer = Tu teléfono, tu computadora o una llave de seguridad responde por ti, con tu huella, tu cara o un PIN. Nada de eso sale del dispositivo.
passkey-make-a-passkey = Crear una llave de acceso
passkey-your-browser-made-no = Tu navegador no creó ninguna llave de acceso. No se cambió nada. Inténtalo de nuevo.
passkey-add-an-authenticator-app = Añadir en su lugar una aplicación de autenticación
passkey-passkeys-need-a-site = Las llaves de acceso necesitan un sitio al que se llegue por TLS.
passkey-back-to-security = Volver a Seguridad

password-password-now = Contraseña actual
password-you-stay-logged-in = Aquí sigues con la sesión iniciada. En todos los demás lugares se cierra, y te enviamos un aviso.

person-second-factors = Segundos factores

second-your-second-factor = Tu segundo factor
second-one-more-step-so = Un paso más, para que tu contraseña por sí sola no abra nada.
second-start-again = Empezar de nuevo

security-security = Seguridad
security-you-work-here-so = Trabajas aquí, así que tu cuenta necesita un segundo factor. Añade una llave de acceso o una aplicación, o inicia sesión otra vez y muestra el que tienes.
security-in-this-demo-you = En esta demostración puedes entrar sin él.
security-with-one-of-these = Con uno de estos, tu contraseña por sí sola no abre nada.
security-who-is-paid = Quien cobra de una campaña necesita uno.
security-passkey = Llave de acceso
security-app = Aplicación
security-added = Añadido el { $created_at }.
security-last-used = Último uso: { $last_used_at }.
security-take-away = Quitar
security-recovery-codes-left-of = Códigos de recuperación que quedan: { $codes } de 10.
security-make-new-recovery-codes = Crear códigos de recuperación nuevos
security-add-an-authenticator-app = Añadir una aplicación de autenticación
security-where-you-are-logged = Dónde tienes la sesión iniciada
security-this-browser = Este navegador
security-second-factor = Segundo factor
security-other-program = Otro programa
security-from = Desde la red { $network }.
security-since-last-used = Iniciada el { $began_at }; último uso: { $last_seen }.
security-log-out-there = Cerrar esa sesión
security-log-out-everywhere-else = Cerrar todas las demás sesiones
security-activity = Qué se hizo con tu cuenta y quién lo hizo

signup-what-we-call-you = Así te llamamos en nuestros mensajes.
signup-we-send-a-link = Te enviamos ahí un enlace. Ábrelo en este navegador antes de diez minutos.
signup-you-can-give-without = Puedes donar sin cuenta. Con una cuenta encuentras todos tus donativos en un solo lugar.
signup-you-have-one-already = ¿Ya tienes una?

app-six-digits = Seis dígitos
app-a-picture-for-the = Una imagen para la cámara de tu aplicación. Las letras de abajo dicen lo mismo.
app-scan-this-picture-with = Escanea esta imagen con la aplicación, o escribe en ella las letras. Después escribe los seis dígitos que muestra.
app-letters = Letras:
app-add-this-app = Añadir esta aplicación

# What is wrong with a form of an account, and what cannot be done
account-problem-name-empty = Escribe el nombre con el que podemos llamarte.
account-problem-address = Escribe una dirección a la que pueda llegar el correo, como name@example.org.
account-problem-name-long = Escribe un nombre de { $most } caracteres como máximo.
account-problem-password-short = Escribe una contraseña de { $least } caracteres o más. Una frase corta es fácil de recordar.
account-problem-password-long = Escribe una contraseña de { $most } bytes como máximo.
account-problem-password-common = Elige otra contraseña: esta es de las que usa todo el mundo y se prueba primero.
account-problem-password-personal = Elige otra contraseña: esta está hecha de tu nombre, de tu dirección o de la nuestra.
account-problem-address-same = Esta ya es tu dirección. Escribe la nueva.
account-problem-close-sure = Marca la casilla para cerrar tu cuenta. No se ha cambiado nada.
refused-close = Esta cuenta todavía trabaja aquí o lleva campañas. Escríbenos y primero pondremos fin a eso.
account-problem-language = Elige uno de los idiomas de la lista.
account-problem-code-app = Este código no es correcto. Escribe el que tu aplicación muestra ahora.
account-problem-passkey-new = No se creó ninguna llave de acceso o tardó demasiado. No se ha cambiado nada. Inténtalo de nuevo.
refused-codes = Los códigos de recuperación sustituyen a un segundo factor. Añade uno primero.
refused-passkey-taken = Esta llave de acceso ya pertenece a una cuenta. No se ha cambiado nada.
account-problem-password-current = Esta no es tu contraseña actual. No se ha cambiado nada.
account-problem-code = Este código no es correcto o ya se usó. Espera al siguiente que muestre tu aplicación. No se ha hecho nada.
account-problem-passkey = Esta llave de acceso no es tuya o tardó demasiado. No se ha hecho nada. Inténtalo de nuevo.
account-problem-password = Esta no es tu contraseña. No se ha hecho nada.
account-problem-sign-in = El correo o la contraseña no son correctos
setup-ended = Este código ha caducado o ya hay un administrador. Inicia el programa de nuevo para obtener otro.
