package ir.roshan.api;

import ir.roshan.testing.OnH2;
import org.springframework.test.annotation.DirtiesContext;

/** Lets hours pass, in which other tests' timers would ring: the application ends with it. */
@OnH2
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class PlanSchedulesTest extends PlanSchedulesBehaviour {}
