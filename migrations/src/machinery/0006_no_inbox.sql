-- Nobody wrote into it: a cursor that commits with the effect does what it was for.
DROP TABLE {m}_inbox;
