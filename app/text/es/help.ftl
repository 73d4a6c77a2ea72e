# The help page
help-title = Ayuda
help-lede = Respuestas breves sobre tu donativo y tu dinero, y adónde escribir si no te bastan.
help-gift = ¿Dónde está mi donativo?
help-gift-mail = Cada correo sobre un donativo lleva a su página. Allí se dice en qué estado está y qué puedes hacer.
help-gift-account = ¿No encuentras el correo? Inicia sesión o abre una cuenta con la dirección con la que donaste: allí aparecen { $open }tus donativos{ $close }, también los que hiciste sin cuenta.
help-back = ¿Cómo recupero mi dinero?
help-back-unpaid = Si el cargo en tu tarjeta se hace solo al final de la campaña, todavía no se cobró nada: cancela tu compromiso. Si la campaña no alcanza su meta, no se cobra nada en absoluto.
help-back-paid = ¿El donativo ya está pagado? Escríbenos y menciona su número, que está en su página. Lo que reembolsamos vuelve por donde pagaste; los bancos tardan de 5 a 10 días en mostrarlo. Si cancelamos una campaña, tu dinero vuelve sin que tengas que pedirlo.
help-cancel = ¿Cómo cancelo?
help-cancel-pledge = Abre la página de tu donativo y pulsa el botón que lo cancela. En las últimas 24 horas antes del final solo es posible si la campaña alcanza su meta también sin tu compromiso.
help-cancel-again = Un donativo que se repite cada mes o cada año también tiene su página: llevan a ella el correo sobre él y la lista de tus donativos. Puedes detenerlo, ponerlo en pausa u omitir uno; una vez detenido no se cobra nada más.
help-fees = ¿Cuánto cuesta?
help-fees-platform = La plataforma se queda con el { $percent }{"\u00A0"}% de lo que se paga a una campaña y asume las comisiones de las tarjetas. Cuando un donativo se reembolsa antes, devuelve la parte que le corresponde; después la conserva, y la campaña asume además la comisión de tarjeta del reembolso.
help-fees-donor = Pagas tu donativo y nada más, salvo que añadas una propina para la plataforma o cubras la comisión de la tarjeta. Las dos cosas son elección tuya y figuran en la suma que ves antes de pagar.
help-reach = ¿Cómo me pongo en contacto?
help-reach-words = Escribe a { $open }{ $address }{ $close }. Si se trata de un donativo, menciona su número. Lo que escribes lo lee una persona.
help-reach-campaign = Lo que quieras saber de una campaña, mejor pregúntalo en su página: allí responde quien la organiza.
