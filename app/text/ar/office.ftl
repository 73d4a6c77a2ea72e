# The back office's front room
