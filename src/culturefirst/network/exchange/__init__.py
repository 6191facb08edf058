"""What leaves the network as data: bodies and groups as plain facts, tables and Popolo."""
