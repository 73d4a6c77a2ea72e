# Lo que dicen los correos sobre donativos. Una clave empieza con `mail`.

mail-hello = Hola:
mail-hello-name = Hola, { $name }:
mail-date = Fecha: { $when }
mail-reference = Referencia: { $reference }
mail-refund-reference = Reembolso: { $reference }
mail-see = Ver tu compromiso
mail-why = Recibes este correo porque esta dirección se dio con el compromiso. Se trata de tu dinero, así que no se puede desactivar.
mail-total = Total
mail-line-gift = Tu donativo a la campaña
mail-line-given = Tu donativo
mail-line-tip = Propina para Tributary
mail-line-fee = Comisión de la tarjeta que cubriste

# El donativo está pagado
mail-receipt = Tu donativo a { $campaign }
mail-receipt-words = Gracias. Tu donativo a «{ $campaign }» está pagado. Este es tu recibo.
mail-receipt-total = Total pagado

# El compromiso cuenta y todavía no se cobró nada
mail-saved = Tu compromiso con { $campaign }: todavía no se cobró nada
mail-saved-words = Gracias. Tu compromiso con «{ $campaign }» cuenta desde ahora.
mail-saved-when = Todavía no se cobró nada. El cargo en tu tarjeta se hace cuando termine la campaña, y solo si alcanza su meta.
mail-saved-total = Se cobra solo si se alcanza la meta

# El dinero va de vuelta
mail-underway = Tu dinero va de vuelta: { $campaign }
mail-underway-words = Tu donativo a «{ $campaign }» se redujo en { $total }, y ese dinero va de vuelta a ti. Si también vuelven una propina o una comisión, aparecen en nuestro próximo correo.
mail-underway-stays = { $remaining } de tu donativo se quedan con la campaña.
mail-underway-nothing = Nada de tu donativo se queda con la campaña.
mail-underway-next = No tienes que hacer nada. Te escribimos otra vez cuando el dinero esté de vuelta.

# Está de vuelta
mail-refunded = Tu dinero está de vuelta: { $campaign }
mail-refunded-words = Tu dinero de «{ $campaign }» volvió a la tarjeta o cuenta con la que pagaste. Tu banco puede tardar unos días en mostrarlo.
mail-refunded-total = Total devuelto

# No se pudo devolver
mail-owed = Te debemos { $total }: { $campaign }
mail-owed-words = Intentamos devolverte { $total } de tu donativo a «{ $campaign }», y tu banco o tu tarjeta no lo aceptó.
mail-owed-next = El dinero está a salvo con nosotros y te lo debemos. Una persona de Tributary lo está revisando. Ahora no tienes que hacer nada.

# Se pagó demasiado tarde
mail-too-late = Tu donativo llegó demasiado tarde y vuelve a ti: { $campaign }
mail-too-late-words = Tu pago para «{ $campaign }» nos llegó cuando la campaña, o la recompensa que elegiste, ya no estaba abierta.
mail-too-late-next = Tu donativo no cuenta, y todo lo que pagaste vuelve a ti sin que hagas nada. Te escribimos otra vez cuando el dinero esté de vuelta.

# La tarjeta se libera sin cargo
mail-released = No se cobró nada: { $campaign }
mail-released-missed = La campaña no alcanzó su meta.
mail-released-over = «{ $campaign }» ha terminado.
mail-released-words = Por eso no se cobró nada por tu compromiso con «{ $campaign }», ni se cobrará: tu tarjeta queda liberada. No tienes que hacer nada.

# La tarjeta guardada fue rechazada
mail-unpaid = No se pudo hacer el cargo en tu tarjeta: { $campaign }
mail-unpaid-words = «{ $campaign }» alcanzó su meta, así que tocaba hacer el cargo en tu tarjeta. No se pudo. No se cobró nada.
mail-unpaid-asks = Tu banco quiere que confirmes el pago tú mismo.
mail-unpaid-passes = Tu banco rechazó la tarjeta por ahora. Lo intentamos de nuevo algunos días, y puedes pagar ya con cualquier tarjeta.
mail-unpaid-for-good = Tu banco rechazó la tarjeta definitivamente. Paga con otra.
mail-unpaid-until = Puedes hacerlo hasta el { $when }. Después tu compromiso termina y, si tiene una recompensa, puede pasar a otra persona.
mail-unpaid-total = Por pagar
mail-unpaid-pay = Pagar aquí, sin iniciar sesión

# Pasó una semana sin dinero
mail-dropped = Tu compromiso terminó sin pago: { $campaign }
mail-dropped-words = No se pudo hacer el cargo en tu tarjeta en una semana, así que tu compromiso con «{ $campaign }» ha terminado.
mail-dropped-next = No se cobró nada, ni se cobrará. No tienes que hacer nada.

# El donante cambió lo prometido
mail-changed = Se cambió tu compromiso con { $campaign }
mail-changed-words = Cambiaste tu compromiso con «{ $campaign }». No se cobró nada. Si la campaña alcanza su meta, este es el cargo en tu tarjeta guardada después de la fecha límite.
mail-changed-not-you = ¿No fuiste tú? Entonces devuélvelo a como estaba o cancélalo.
mail-changed-total = En total
mail-changed-back = Devolverlo a como estaba o cancelarlo

# El donante retiró lo prometido
mail-cancelled = Cancelaste tu compromiso: { $campaign }
mail-cancelled-words = Cancelaste tu compromiso con «{ $campaign }». No se cobró nada, ni se cobrará: tu tarjeta queda liberada.
mail-cancelled-not-you = ¿No fuiste tú? Entonces escríbenos. Mientras la campaña siga abierta, puedes volver a donar en su página.
mail-cancelled-total = Habías prometido
