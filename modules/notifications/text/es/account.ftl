# What letters about accounts say. A key begins with `account`.

# Letters about accounts
account-hello = Hola:
account-hello-name = Hola, { $name }:
account-date = Fecha: { $when }
account-until = Funciona hasta el { $until }.
account-why = Recibes este correo porque trata de la cuenta con esta dirección. No se puede desactivar.
account-link = El enlace funciona una vez, hasta la hora de abajo, en el navegador que lo pidió.
account-not-you = Si no fuiste tú, elige de inmediato una contraseña nueva y escríbenos.
account-ignore = Si no lo pediste, no hagas nada: sin el enlace no pasa nada.
account-confirm = Abre tu cuenta
account-confirm-words = Confirma esta dirección para abrir tu cuenta.
account-known = Ya tienes una cuenta
account-known-words = Alguien pidió usar esta dirección para una cuenta, y ya existe una. No se ha cambiado nada.
account-known-next = Si fuiste tú: inicia sesión como siempre o elige allí una contraseña nueva.
account-sign-in = Tu enlace para iniciar sesión
account-sign-in-words = Inicia sesión con este enlace.
account-reset = Elige una contraseña nueva
account-reset-words = Elige una contraseña nueva con este enlace.
account-address = Usar esta dirección
account-address-words = Confirma que tu cuenta usará esta dirección.
account-address-asked = Alguien pidió cambiar tu dirección
account-address-asked-words = Alguien con la sesión iniciada en tu cuenta pidió darle otra dirección. No cambia nada hasta que esa dirección se confirme.
account-address-replaced = Tu cuenta tiene ahora otra dirección
account-address-replaced-words = Desde ahora tu cuenta usa otra dirección, y ya no escribimos a esta sobre ella.
account-address-replaced-not-you = Si no fuiste tú, escríbenos de inmediato.
account-address-in-use = Tu cuenta usa ahora esta dirección
account-address-in-use-words = Desde ahora escribimos a esta dirección sobre tu cuenta.
account-password = Se cambió tu contraseña
account-password-words = Se cambió la contraseña de tu cuenta. En todos los demás lugares se cerró tu sesión.
account-password-reset = Se sustituyó tu contraseña
account-password-reset-words = La contraseña de tu cuenta se sustituyó mediante un enlace enviado por correo. Se cerraron todas las sesiones.
account-factor-added = Se añadió un segundo factor
account-factor-added-words = Se añadió un segundo factor a tu cuenta.
account-factor-removed = Se quitó un segundo factor
account-factor-removed-words = Se quitó un segundo factor de tu cuenta.
account-code-used = Se usó un código de recuperación
account-code-used-words = Alguien inició sesión en tu cuenta con uno de sus códigos de recuperación. Ese código ya no funciona.
account-codes-new = Se crearon códigos de recuperación nuevos
account-codes-new-words = Se crearon diez códigos de recuperación nuevos para tu cuenta. Los anteriores ya no funcionan.
account-roles = Cambió lo que puedes hacer
account-roles-words = Cambió lo que tu cuenta puede hacer en Tributary, y se cerró tu sesión en todas partes. Inicia sesión de nuevo para continuar.
account-closed = Tu cuenta está cerrada
account-closed-words = Tu cuenta está cerrada. Su nombre, dirección, contraseña y segundos factores han desaparecido.
account-closed-books = Lo que diste queda en los libros, porque la ley exige conservarlo.

# What the buttons say
account-button-open = Abrir la cuenta
account-button-sign-in = Iniciar sesión
account-button-reset = Elegir una contraseña nueva
account-button-address = Usar esta dirección
account-button-sessions = Ver dónde tienes sesión iniciada
account-button-account = Ir a tu cuenta
account-button-factors = Ver tus segundos factores
