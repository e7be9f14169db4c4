package ir.roshan.api;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class JourneyIT extends JourneyBehaviour {}
