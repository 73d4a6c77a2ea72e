# The texts of users. A key begins with the page or the noun.
