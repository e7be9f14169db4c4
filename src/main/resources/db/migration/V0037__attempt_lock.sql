-- What is guessed at one instant is counted one after another, whichever node it comes to: whoever counts locks the slot of
-- the caller's address first.
CREATE TABLE attempt_lock (
    slot integer NOT NULL,
    CONSTRAINT pk_attempt_lock PRIMARY KEY (slot)
);
INSERT INTO attempt_lock (slot) VALUES
    (0), (1), (2), (3), (4), (5), (6), (7), (8), (9), (10), (11), (12), (13), (14), (15),
    (16), (17), (18), (19), (20), (21), (22), (23), (24), (25), (26), (27), (28), (29), (30), (31);
