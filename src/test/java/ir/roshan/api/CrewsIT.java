package ir.roshan.api;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class CrewsIT extends CrewsBehaviour {}
