# The texts of payments. A key begins with the page or the noun.

money-campaign-title = El dinero de { $campaign }
money-covered-title = Lo que se podría reembolsar hoy
money-covered = Hoy se podrían devolver { $covered } a los donantes: el { $percent } % de lo que entró y no se ha devuelto.
money-flow-title = Adónde fue
money-came-in = Entró
money-went-back = Se devolvió a los donantes
money-platform-fee = Comisión de la plataforma
money-provider-fee = Comisiones de tarjeta, a cargo de la plataforma
money-borne-fee = Comisiones de tarjeta de los reembolsos, a cargo de quien organiza la campaña
money-paid-out = Se pagó a quien organiza
money-by-hand = Llegó en mano o por banco, además de lo anterior
money-held = Guardado para la campaña
money-disputed = Retirado por los bancos, aún sin decidir
money-explained = Todas las cifras se leen del libro de cuentas. Las propinas y las comisiones de tarjeta que cubren los donantes se dan a la plataforma y no forman parte de estas sumas. La plataforma toma su comisión solo cuando se paga el dinero, y la devuelve cuando un donativo se reembolsa antes. Después la conserva, y quien organiza la campaña asume además la comisión de tarjeta del reembolso.
money-to-campaign = A la campaña
money-pledge-title = De tus { $total }
money-pledge-campaign = Para la campaña
money-pledge-tip = Tu propina para la plataforma
money-pledge-cover = Comisión de la tarjeta que cubriste
money-pledge-provider-fee = Nuestro proveedor de pagos se quedó con { $fee } de tu pago. Eso lo paga la plataforma.
money-pledge-back = Se decidió devolverte { $back }.
money-to-pledge = A tu compromiso

# A creator's own money
payouts-title = Desembolsos
payouts-own-title = Tu dinero: { $campaign }
payouts-own-none = Todavía no se ha pagado nada.
payouts-opening = Estamos abriendo la página de nuestro proveedor de pagos. Aparecerá en un momento.
payouts-account-title = Adónde va el dinero
payouts-account-none = Nuestro proveedor de pagos aún no sabe quién eres ni adónde va el dinero. Antes de eso no se puede pagar nada.
payouts-account-wanting = Nuestro proveedor de pagos quiere saber más antes de que se pueda pagar nada:
payouts-account-ready = Ya se puede pagar a tu cuenta.
payouts-account-term = Facilita lo que se pide antes del { $when } o el dinero volverá a los donantes.
payouts-account-deadline = Lo necesita a más tardar el { $when }.
payouts-account-button = Completar en nuestro proveedor de pagos
payouts-account-asking = Estamos preguntando a nuestro proveedor de pagos cómo está tu cuenta. Tardará un momento.
payouts-account-chargeable = Tus campañas pueden empezar.
payouts-account-uncharged = Tus campañas podrán empezar cuando nuestro proveedor de pagos sepa quién eres.
payouts-free = El dinero puede salir a partir del { $when }. Hasta entonces, los donantes pueden recuperarlo.
payouts-due-bank = tu cuenta bancaria
payouts-due-document = una copia de tu documento de identidad
payouts-due-terms = tu consentimiento a las condiciones del proveedor
payouts-due-other = { $what }
payouts-line-paid = Llegó
payouts-line-back = No llegó, y vuelve a estar guardado para ti
payouts-line-underway = En camino
