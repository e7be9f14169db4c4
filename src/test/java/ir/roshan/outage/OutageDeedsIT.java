package ir.roshan.outage;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class OutageDeedsIT extends OutageDeedsBehaviour {}
