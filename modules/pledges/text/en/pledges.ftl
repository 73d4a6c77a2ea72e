# The texts of pledges. A key begins with the page or the noun.

# A campaign that was suspended or cancelled
stopped-heading = This campaign takes no gifts now
stopped-words = “{ $campaign }” was stopped. Nothing was charged.
stopped-campaign = See the campaign
