package ir.roshan.api;

import ir.roshan.testing.OnPostgres;
import org.springframework.test.annotation.DirtiesContext;

/** Leaves thousands of timers behind, which would all be due once another test shifts the clock: the application ends with it. */
@OnPostgres
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class StormIT extends StormBehaviour {}
