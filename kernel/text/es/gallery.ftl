# What the gallery of components shows, in the order of ../en/gallery.ftl
gallery-gone = Esto ha terminado.
