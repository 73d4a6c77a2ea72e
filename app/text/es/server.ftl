# Where no page is made
busy-title = Demasiada gente
busy-heading = Hay más gente de la que podemos atender a la vez
# $seconds: a whole number
busy-words = Lo que pediste no se hizo ahora y no se perdió nada. Si ya habías pagado, cuenta: no pagues otra vez. Vuelve a cargar la página dentro de { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
