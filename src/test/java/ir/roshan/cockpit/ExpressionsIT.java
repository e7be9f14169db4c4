package ir.roshan.cockpit;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class ExpressionsIT extends ExpressionsBehaviour {}
