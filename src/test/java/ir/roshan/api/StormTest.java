package ir.roshan.api;

import ir.roshan.testing.OnH2;
import org.springframework.test.annotation.DirtiesContext;

/** Leaves thousands of timers behind, which would all be due once another test shifts the clock: the application ends with it. */
@OnH2
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class StormTest extends StormBehaviour {}
