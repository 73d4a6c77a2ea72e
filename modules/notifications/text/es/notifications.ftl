# The texts of notifications. A key begins with the page or the noun.

# The page that news are stopped on
unsubscribe-title = Novedades de las campañas a las que donaste o que sigues
unsubscribe-on = Te escribimos cuando una campaña a la que donaste o que sigues publica una novedad.
unsubscribe-stop = No recibir más estos correos
unsubscribe-off = Ya no te escribimos cuando una campaña a la que donaste o que sigues publica una novedad.
unsubscribe-answers = Respuestas a tus comentarios
unsubscribe-answers-on = Te escribimos cuando alguien responde a un comentario tuyo.
unsubscribe-answers-off = Ya no te escribimos cuando alguien responde a un comentario tuyo. Las respuestas están en la página de la campaña.
unsubscribe-start = Volver a escribirme
unsubscribe-must = Los recibos, los reembolsos y todo lo demás sobre tu dinero llegan en cualquier caso.
