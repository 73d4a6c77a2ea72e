# The texts of the dashboard and of the moderators' rooms.
