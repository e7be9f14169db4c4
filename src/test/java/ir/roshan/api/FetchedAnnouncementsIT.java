package ir.roshan.api;

import ir.roshan.testing.OnPostgres;

@OnPostgres
class FetchedAnnouncementsIT extends FetchedAnnouncementsBehaviour {}
