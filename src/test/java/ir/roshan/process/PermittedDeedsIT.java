package ir.roshan.process;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class PermittedDeedsIT extends PermittedDeedsBehaviour {}
