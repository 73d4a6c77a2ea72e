# The back office's front room

check-underway = Se está revisando todo el registro. Tarda más de lo que puede tardar una página; la respuesta aparecerá aquí.
check-again = Volver a mirar
