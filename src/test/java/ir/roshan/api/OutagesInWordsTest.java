package ir.roshan.api;

import ir.roshan.testing.OnH2;

@OnH2
class OutagesInWordsTest extends OutagesInWordsBehaviour {}
