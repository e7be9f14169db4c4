package ir.roshan.process;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class OperationLogIT extends OperationLogBehaviour {}
