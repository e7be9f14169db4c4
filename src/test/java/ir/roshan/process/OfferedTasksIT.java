package ir.roshan.process;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class OfferedTasksIT extends OfferedTasksBehaviour {}
