# What the gallery of components shows, in the order of ../en/gallery.ftl
gallery-gone = यह समाप्त हो चुका है।
