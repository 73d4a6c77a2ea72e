# The texts of pledges. A key begins with the page or the noun.
