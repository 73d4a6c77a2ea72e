# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = Novedades de las campañas a las que donaste o que sigues, y respuestas a tus comentarios
unsubscribe-on = Te escribimos cuando una campaña a la que donaste o que sigues publica una novedad y cuando alguien responde a un comentario tuyo.
unsubscribe-stop = No recibir más estos correos
unsubscribe-off = Ya no te escribimos cuando una campaña a la que donaste o que sigues publica una novedad ni cuando alguien responde a un comentario tuyo.
unsubscribe-start = Volver a escribirme
unsubscribe-must = Los recibos, los reembolsos y todo lo demás sobre tu dinero llegan en cualquier caso.
