package ir.roshan.cockpit;

import ir.roshan.testing.OnH2;

@OnH2
class ExpressionsTest extends ExpressionsBehaviour {}
