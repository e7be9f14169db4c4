package ir.roshan.cockpit;

import ir.roshan.testing.OnH2;

@OnH2
class SessionEndTest extends SessionEndBehaviour {}
