package ir.roshan.outage;

import ir.roshan.testing.OnH2;

@OnH2
class OutageDeedsTest extends OutageDeedsBehaviour {}
