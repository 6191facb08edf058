"""Words that a new network begins with; it changes them as data, not here."""

USUAL_TOPICS = (
    ("Arts", "Arts development, venues, festivals and artists"),
    ("Museums", "Collections, museums and galleries"),
    ("Libraries", "Library services and reading"),
    ("Archives", "Record offices and local history"),
    ("Heritage", "Historic places and their care"),
    ("Sport", "Sport, leisure centres and physical activity"),
    ("Parks", "Parks, countryside and open spaces"),
    ("Tourism", "Visitors and the visitor economy"),
    ("Play", "Play and young people"),
    ("Events", "Festivals, fairs and civic events"),
    ("Shared services", "Services run together by several bodies"),
    ("Efficiency", "Doing the same for less, and benchmarking"),
    ("Funding", "Grants, bids and sponsorship"),
    ("Commissioning", "Buying and providing services for local priorities"),
    ("Volunteering", "Volunteers and those who run things with them"),
    ("Outcomes and evidence", "Showing the difference that culture and sport make"),
    ("Briefings for councillors", "Short papers for portfolio holders"),
    ("National policy", "What government and agencies announce and ask"),
    ("Events and training", "What the network itself holds"),
)
