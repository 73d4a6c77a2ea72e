# The texts of analytics. A key begins with the page or the noun.
