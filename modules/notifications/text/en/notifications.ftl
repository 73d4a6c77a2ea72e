# The texts of notifications. A key begins with the page or the noun.
