# The texts of analytics. A key begins with the page or the noun.

# A creator's figures
figures-title = { $campaign } en cifras
figures-heading = Cifras
figures-as-of = Datos del { $when }. Hasta su final, { $open }la página de la campaña{ $close } muestra la misma suma.
figures-none = Aún no hay donativos
figures-none-hint = Las cifras aparecen con el primer donativo. Los primeros en ver la página son aquellos a quienes se la envías.
figures-none-share = Compartir la campaña
figures-none-over = No llegaron donativos
figures-none-over-hint = La campaña terminó sin ningún donativo, así que no hay nada que mostrar.
figures-raised = Recaudado
figures-goal = Meta
figures-gifts = Donativos
figures-average = Donativo medio
figures-given = Donado
figures-taken-back = Devuelto
figures-plans = Donativos periódicos en curso
figures-plans-month = Prometen al mes
figures-pace = Recaudado, día a día
figures-ahead = Han entrado { $raised }. Para llegar a tiempo, hoy tenía que haber { $due }.
figures-behind = Han entrado { $raised }. Para llegar a tiempo, hoy debería haber { $due }.
figures-over = Entraron { $raised }; el objetivo era { $goal }.
figures-pace-chart = Lo recaudado hasta el final de cada día, y una línea recta hasta la meta el último día
figures-pace-key = La línea continua es lo recaudado. La línea discontinua lleva directamente a la meta el último día.
figures-day = Día (UTC)
figures-due = Necesario para entonces
figures-hours = Donativos por hora, últimas 48 horas
figures-days = Donativos por día, últimos 30 días
figures-summary = { $gifts ->
    [one] { $gifts } donativo
   *[other] { $gifts } donativos
}, { $given } donados, { $back } devueltos
figures-bars-key = Lo donado está sobre la línea; lo devuelto cuelga debajo.
figures-hour = Hora desde (UTC)
figures-sources = De dónde vinieron los donativos
figures-sources-hint = Añade una palabra tuya a los enlaces que envías y mira aquí qué trajo cada uno: { $link }
figures-source = Enlace
figures-direct = Sin marca
figures-offline = En mano
figures-amounts = Cuánto dona la gente
figures-amounts-chart = Cuántos donativos hay entre dos importes redondos
figures-amounts-key = La altura de una barra dice cuántos donativos hay, y su lugar de cuánto son.
figures-amounts-said = La barra más alta: { $many } de { $gifts ->
    [one] { $gifts } donativo
   *[other] { $gifts } donativos
}, desde { $low } hasta menos de { $high }.
figures-amounts-top = { $gifts ->
    [one] { $gifts } donativo
   *[other] { $gifts } donativos
}
figures-amount-from = Desde
figures-amount-to = Menos de
figures-no-views = Las visitas no se cuentan: las páginas son iguales para todo el mundo y salen de cachés, así que no se sigue a nadie.
