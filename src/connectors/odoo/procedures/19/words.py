# Odoo 19's own words, one thin layer: everything else speaks through these, and 14 has its own beside them.
