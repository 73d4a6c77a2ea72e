# The texts of campaigns. A key begins with the page or the noun.
