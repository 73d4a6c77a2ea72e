# The texts of payments. A key begins with the page or the noun.
