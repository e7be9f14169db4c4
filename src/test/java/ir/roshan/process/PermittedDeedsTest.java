package ir.roshan.process;

import ir.roshan.testing.OnH2;

@OnH2
class PermittedDeedsTest extends PermittedDeedsBehaviour {}
