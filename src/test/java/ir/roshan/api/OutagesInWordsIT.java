package ir.roshan.api;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class OutagesInWordsIT extends OutagesInWordsBehaviour {}
